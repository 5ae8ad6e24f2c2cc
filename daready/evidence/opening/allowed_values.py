"""What an Excel sheet lets people type into its cells, and what it tells them about that: drop-down lists, prompts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from daready.evidence.grid.grid import Range
from daready.evidence.limits import DRAWN_LETTERS
from daready.evidence.opening.excel_parts import cell_of

_RULE = re.compile(rb"<(?:\w+:)?dataValidation\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?dataValidation>)", re.DOTALL)
_GIVEN = re.compile(rb'\b(type|prompt|promptTitle|error|sqref)="([^"]*)"')
_FORMULA = re.compile(rb"<(?:\w+:)?formula([12])>(?:<xm:f>)?([^<]*)")
_PLACE = re.compile(rb"<xm:sqref>([^<]*)")
_BREAK = re.compile("_x000[ad]_", re.IGNORECASE)


def allowed_values(tail: bytes) -> list[tuple[Range, str]]:
    """What is said of each run of cells, from the end of a sheet's XML: its list, its bounds, its prompt, its warning.

    Lists that stand in cells are not looked up: a tab of lists is read as any tab.
    """
    return [(area, text) for rule in _RULE.finditer(tail) for area in _areas(rule) for text in _texts(rule)]


def _areas(rule: re.Match[bytes]) -> Iterator[Range]:
    place = dict(_GIVEN.findall(rule[1])).get(b"sqref") or next(iter(_PLACE.findall(rule[2] or b"")), b"")
    for part in place.decode("ascii", "ignore").split():
        first, _, last = part.partition(":")
        begin, end = cell_of(first), cell_of(last or first)
        if begin and end:
            yield begin, end


def _texts(rule: re.Match[bytes]) -> Iterator[str]:
    given = dict(_GIVEN.findall(rule[1]))
    formulas = {number: _plain(text) for number, text in _FORMULA.findall(rule[2] or b"")}
    first, last = formulas.get(b"1", ""), formulas.get(b"2", "")
    if given.get(b"type") == b"list" and first.startswith('"'):
        yield first.strip('"')
    elif given.get(b"type") in (b"whole", b"decimal") and last:
        yield f"{first},{last}"
    said = [_plain(given.get(name, b"")) for name in (b"promptTitle", b"prompt", b"error")]
    if text := " ".join(filter(None, said)):
        yield text


def _plain(text: bytes) -> str:
    return _BREAK.sub("\n", unescape(text.decode("utf-8", "replace"))).strip()[:DRAWN_LETTERS]
