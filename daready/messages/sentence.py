"""The shape of a sentence: how grave it is, what is wrong, what to do next."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Sentence(NamedTuple):
    severity: Literal["error", "warning", "info"]
    text: str
    fix: str
