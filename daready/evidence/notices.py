"""A code and its facts become a notice that a person can act on."""

from __future__ import annotations

from daready.evidence.model import Notice
from daready.evidence.reply import Remark
from daready.messages import say


def notice_of(
    code: str,
    file: str,
    sheet: str | None = None,
    cells: tuple[str, ...] = (),
    cell: str | None = None,
    found: str | None = None,
    severity: str | None = None,
    **facts: object,
) -> Notice:
    """A notice with its sentence filled in; where it is always comes first."""
    if isinstance(count := facts.get("count"), int):
        plural = "" if count == 1 else "s"
        facts |= {
            "rows": f"{count} row{plural}",
            "cell_count": f"{count} cell{plural}",
            "columns": f"{count} column{plural}",
            "sheet_count": f"{count} sheet{plural}",
        }
    cell = cell or (cells[0] if cells else None)
    sentence = say(code, where=" › ".join(part for part in (file, sheet, cell) if part), **facts)
    return Notice(
        code=code,
        severity=severity or sentence.severity,  # type: ignore[arg-type]
        file=file,
        sheet=sheet,
        cell=cell,
        message=sentence.text,
        fix=sentence.fix,
        found=found,
        cells=cells,
    )


def notice_from(said: Remark, file: str) -> Notice:
    """The notice of what the guarded child remarked."""
    return notice_of(
        said.code, file, said.sheet, said.cells, said.cell, said.found, said.severity, **said.facts
    )
