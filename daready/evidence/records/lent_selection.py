"""Contested rows of a sheet that does not say how its cases were chosen are taken as the rest of the file's were."""

from __future__ import annotations

from typing import Any

_SILENT = (None, "not_stated")


def lend_selection(replies: list[dict[str, Any]]) -> None:
    """Where all other cases of a form in the file were chosen in one way, its contested rows were so too.

    Otherwise failing rows could be moved to a sheet of the same workbook that says nothing, and would weigh nothing.
    """
    said: dict[str, set[str]] = {}
    for reply in replies:
        if reply.get("kind") == "case":
            said.setdefault(reply["form"], set()).update(
                selection for selection in reply["selections"] if selection not in _SILENT
            )
    for reply in replies:
        contested = reply.get("contested")
        if contested is not None and len(known := said[reply["form"]]) == 1:
            (lent,) = known
            contested["selections"] = [
                lent if selection in _SILENT else selection for selection in contested["selections"]
            ]
