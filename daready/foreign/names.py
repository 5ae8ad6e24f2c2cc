"""The one door for names from outside: made printable once, for keeping, for showing and for names of files alike.

A name may hold what moves a cursor, turns the reading order round or is no letter in any encoding. Each such sign
becomes one that shows that something stood there.
"""

from __future__ import annotations

import re
from typing import Any

SIGN = "\N{REPLACEMENT CHARACTER}"

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # unseen, or turning the order round
    "\u2028\u2029"  # lines and paragraphs
    "\ud800-\udfff"  # halves of a letter
    "\U000e0000-\U000e007f]"  # unseen tags
)


def printable(name: str) -> str:
    """The name with a sign in place of each character that cannot be printed."""
    return name if name.isascii() and name.isprintable() else _UNPRINTABLE.sub(SIGN, name)


def printed(value: Any) -> Any:
    """The same for every text in a value of JSON."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(name): printed(each) for name, each in value.items()}
    return [printed(each) for each in value] if isinstance(value, list | tuple) else value
