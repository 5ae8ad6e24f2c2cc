"""A check in some twelve lines: what was read, what was not, and the cells to look at; all of it on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from daready.report.terminal import WIDTH, account, files_read, rows_in_all, told
from daready.report.words import count, set_aside

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Notice

_WHOLE = 16
"""An account of so many lines or fewer is shown whole."""
_PLACES = 6
_CELLS = 6
_HEADINGS = 5
_LETTERS = 2 * WIDTH - 24
"""A fault takes two lines at the most."""
_COUNTED = re.compile(r" \(\d+ cells?\)")
"""The cells themselves are named."""
_EXTRA = frozenset({"heading_not_known", "heading_blank"})


def check_account(evidence: Evidence, *, everything: bool) -> Iterator[str]:
    """The whole account if it is short or asked for; otherwise what was read, what was not, and where to look first."""
    whole = [*account(evidence)]
    yield from whole if everything or len(whole) <= _WHOLE else _in_short(evidence)


def _in_short(evidence: Evidence) -> Iterator[str]:
    yield from files_read(evidence.files)
    yield from _not_used(evidence)
    faults = [notice for notice in evidence.notices if notice.severity != "info"]
    faults = [one for one in faults if one.code not in _EXTRA]
    yield from _faults(sorted(faults, key=lambda one: one.severity != "error"))
    yield ""
    yield from told(f"{rows_in_all(evidence)} --all shows each.")


def _not_used(evidence: Evidence) -> Iterator[str]:
    """The rows set aside, by reason, and the columns that no form knows: a heading on many sheets once."""
    reasons: Counter[str] = Counter()
    for file in evidence.files:
        for sheet in file.sheets:
            reasons.update(sheet.set_aside)
    if reasons:
        rows = "; ".join(f"{set_aside(code)} ({number:,})" for code, number in reasons.most_common())
        yield from told(f"Not used: {rows}.", "", "  ")
    extra = [notice for notice in evidence.notices if notice.code in _EXTRA]
    named = list(dict.fromkeys(f'"{one.found}"' if one.found else _place(one) for one in extra))
    if named:
        more = f" and {len(named) - _HEADINGS} more" if len(named) > _HEADINGS else ""
        yield from told(f"Columns not read: {', '.join(named[:_HEADINGS])}{more}.", "", "  ")


def _faults(faults: Sequence[Notice]) -> Iterator[str]:
    """The first faults by sheet, each with its cell."""
    shown = faults[:_PLACES]
    for (file, sheet), group in groupby(shown, key=lambda one: (one.file, one.sheet)):
        yield ""
        yield from told(" › ".join(part for part in (file, sheet) if part) or "In general")
        for one in group:
            said = _COUNTED.sub("", one.message.removeprefix(f"{_place(one, file, sheet)}: "))
            text = f"{_cells(one)}{shorten(said, _LETTERS, placeholder=' …')}"
            yield from told(text, "  ", "    ")
    if left := len(faults) - len(shown):
        yield ""
        yield from told(f"And {count(left, 'more notice')}.")


def _cells(notice: Notice) -> str:
    cells = notice.cells or ((notice.cell,) if notice.cell else ())
    more = f" and {len(cells) - _CELLS} more" if len(cells) > _CELLS else ""
    return f"{', '.join(cells[:_CELLS])}{more}: " if cells else ""


def _place(notice: Notice, *before: str | None) -> str:
    return " › ".join(part for part in (*before, notice.cell) if part) or notice.sheet or notice.file
