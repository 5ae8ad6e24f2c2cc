"""The syntax trees of files, parsed once: many laws walk the same house with one file planted."""

from __future__ import annotations

import ast
from functools import cache


@cache
def parsed(text: str) -> ast.Module:
    """The tree of a file by its text. Nobody may change it."""
    return ast.parse(text)
