"""Contested rows of a sheet that does not say how its cases were chosen are taken as the rest of the file's were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from daready.evidence.reply import SheetReply
from daready.evidence.rows import CaseRows

_SILENT = (None, "not_stated")


def lend_selection(replies: Iterable[SheetReply]) -> list[SheetReply]:
    """Where all other cases of a form in the file were chosen in one way, its contested rows were so too.

    Otherwise failing rows could be moved to a sheet of the same workbook that says nothing, and would weigh nothing.
    """
    said: dict[str, set[str]] = {}
    given = [*replies]
    for reply in given:
        told = {selection for selection in reply.cases.selections if selection is not None}
        said.setdefault(reply.form or "", set()).update(told - {"not_stated"})
    return [
        replace(reply, contested=_lent(reply.contested, *known))
        if reply.contested and len(known := said[reply.form or ""]) == 1
        else reply
        for reply in given
    ]


def _lent(cases: CaseRows, lent: str) -> CaseRows:
    return replace(cases, selections=tuple([lent if one in _SILENT else one for one in cases.selections]))
