"""Files become Evidence: each is read in the worker, repeats are found across all, all is accounted for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence import assemble, duplicates, paths, replaced
from daready.evidence.marks import Spot, Who
from daready.evidence.model import DoubleMark, Evidence, FileAccount, Notice, SheetAccount, Source
from daready.evidence.worker import Reply, Worker, refusal
from daready.messages import say
from daready.rubric.terms import Selection

if TYPE_CHECKING:
    from daready.rubric.model import Rubric


@dataclass(slots=True)
class _File:
    """One file on its way: its reply, and the notices the parent adds."""

    source: Source
    reply: Reply
    added: list[Notice] = field(default_factory=list[Notice])


def load(
    worker: Worker,
    paths_given: Iterable[str | Path],
    rubric: Rubric,
    *,
    key: bytes,
    selection: Selection | None = None,
    skip: Iterable[Path] = (),
    header_rows: dict[str, int] | None = None,
    known: date | None = None,
) -> Evidence:
    """Read files and folders into Evidence. Nothing is raised for what people sent; it becomes notices.

    ``key`` makes case references into hashes; ``selection`` is a claim of how cases were chosen, used
    only for rows whose sheet is silent; ``skip`` names outputs that are nobody's evidence;
    ``header_rows`` settles which row of a sheet holds the headings; days after ``known`` are told. The
    order of the arguments never matters: files go by name.
    """
    forms = [form.model_dump(mode="json") for form in rubric.forms]
    criteria = [[criterion.id, criterion.ref, criterion.title] for criterion in rubric.criteria.values()]
    worker.brief(
        forms, criteria, key, header_rows=header_rows, known=None if known is None else known.toordinal()
    )
    found = paths.find(paths_given, skip)
    files = _read_all(worker, found.workbooks)
    files += [_File(Source(name, ""), refusal("file_not_found")) for name in found.missing]
    files += [_File(Source(name, ""), refusal("not_a_workbook")) for name in found.others]
    files.sort(key=lambda file: file.source.file)
    _set_replaced_aside(files)
    who = {(form.id, q.id): frozenset(q.who) for form in rubric.forms for q in form.questions}
    sheets, double = _set_repeats_aside(files, who)
    evidence = assemble.assemble(sheets, selection) | {"double_marks": double}
    general = [notice_of("lock_file", name) for name in found.locks]
    general += [notice_of("folder_empty", name) for name in found.empty]
    sheets_seen = {sheet["sheet"] for file in files for sheet in file.reply["sheets"]}
    general += [
        notice_of("header_row_no_sheet", "", count=row)
        for name, row in (header_rows or {}).items()
        if name not in sheets_seen
    ]
    silent = assemble.silent_sheets(sheets, selection)
    if silent:
        shown = ", ".join(f"{file} › {sheet}" for file, sheet in silent[:5]) + (
            " …" if len(silent) > 5 else ""
        )
        general.append(notice_of("selection_not_stated", "", count=len(silent), sheets=shown))
    return Evidence(files=tuple(_account(file) for file in files), general=tuple(general), **evidence)


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


def _read_all(worker: Worker, workbooks: list[tuple[str, Path]]) -> list[_File]:
    """Every workbook read once; the same bytes under another name are accounted for and not used."""
    files: list[_File] = []
    used: dict[str, _File] = {}
    for name, path in workbooks:
        try:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            files.append(_File(Source(name, ""), refusal("file_not_readable")))
            continue
        if sha256 in used:
            files.append(_copy_of(used[sha256], Source(name, sha256)))
            continue
        file = _File(Source(name, sha256), worker.read(path, name))
        files.append(file)
        # A copy of which nothing could be used (its name gave no month) must not hide its twin.
        if any(_used(sheet) for sheet in file.reply["sheets"]):
            used[sha256] = file
    return files


def _copy_of(original: _File, source: Source) -> _File:
    said = notice_of("duplicate_file", source.file, same=original.source.file)
    return _File(source, _whole_aside(original.reply, "duplicate_file"), [said])


def _whole_aside(reply: Reply, reason: str) -> Reply:
    """The reply of a file none of which is used, for one reason."""
    sheets = [
        {
            **{name: sheet[name] for name in ("sheet", "form", "header_row", "rows_read")},
            "set_aside": {reason: sheet["rows_read"]} if sheet["rows_read"] else {},
        }
        for sheet in reply["sheets"]
    ]
    return {"sheets": sheets, "notices": []}


def _set_replaced_aside(files: list[_File]) -> None:
    """Originals whose marked copy came too, and marked copies of which nobody can say which is right."""
    sent = [
        replaced.Sent(
            file.source.file,
            file.source.sha256,
            tuple(file.reply.get("replaces", ())),
            any(_used(sheet) for sheet in file.reply["sheets"]),
        )
        for file in files
    ]
    for at, (reason, other) in replaced.set_aside(sent).items():
        file = files[at]
        file.reply = _whole_aside(file.reply, reason)
        file.added = [notice_of(reason, file.source.file, other=other)]


def _set_repeats_aside(files: list[_File], who: Who) -> tuple[list[assemble.Read], tuple[DoubleMark, ...]]:
    """Find repeated cases and figures across all files, tell them, and drop them from the sheets' data."""
    reads = [(file, sheet) for file in files for sheet in file.reply["sheets"]]
    plain = [sheet for _, sheet in reads]
    aside, moved, marks = duplicates.repeated_cases(plain, who)
    aside |= duplicates.repeated_figures(plain)
    told: dict[str, list[Spot]] = {
        "case_in_two_months": list(moved),
        "case_by_partners": marks.shared,
    }
    for spot, reason in aside.items():
        told.setdefault(reason, []).append(spot)
    whole = [assemble.Read(file.source, sheet) for file, sheet in reads]
    double = assemble.double_marks(whole, marks.double)
    marks.apply(plain)
    for number, rows in duplicates.by_sheet(marks.differing).items():
        file, sheet = reads[number]
        differing = [(at, question) for at in rows for question in marks.differing[number, at]]
        cells = tuple(f"{sheet['columns'][question]}{sheet['rows'][at]}" for at, question in differing)
        said = notice_of(
            "double_mark_differs", file.source.file, sheet["sheet"], cells=cells, count=len(cells)
        )
        file.added.append(said)
    for reason, spots in sorted(told.items()):
        for number, rows in duplicates.by_sheet(spots).items():
            file, sheet = reads[number]
            cells = _cells(sheet, rows)
            file.added.append(
                notice_of(reason, file.source.file, sheet["sheet"], cells=cells, count=len(rows))
            )
    for number, rows in duplicates.by_sheet(aside).items():
        sheet = plain[number]
        stood = _rows_of(sheet)
        assemble.drop(sheet, frozenset(rows))
        lost = {row for one in stood for row in one}.difference(*_rows_of(sheet))
        # A row of a return with a month a column is lost only with the last of its figures.
        for at in rows:
            own = lost & stood[at]
            lost -= own
            reason = aside[number, at]
            sheet["set_aside"][reason] = sheet["set_aside"].get(reason, 0) + len(own)
        sheet["set_aside"] = {reason: n for reason, n in sheet["set_aside"].items() if n}
    return whole, double


def _cells(sheet: dict[str, Any], rows: list[int]) -> tuple[str, ...]:
    letters = sheet["letters"]
    first = next((letters[name] for name in ("reference", "question", "measure") if name in letters), "A")
    numbers = sheet["rows"] if sheet["kind"] == "case" else [record["row"] for record in sheet["records"]]
    return tuple(f"{first}{numbers[at]}" for at in rows)


def _rows_of(sheet: dict[str, Any]) -> list[set[int]]:
    """The sheet's rows behind each case or record; a figure may stand on two, and a row may give several."""
    records = [set(record.get("rows", (record["row"],))) for record in sheet.get("records", ())]
    return [*({row} for row in sheet.get("rows", ())), *records]


def _used(sheet: dict[str, Any]) -> int:
    """How many rows the sheet really gives: counted, not worked out from what was set aside."""
    return len(set[int]().union(*_rows_of(sheet)))


def _account(file: _File) -> FileAccount:
    name = file.source.file
    notices = [
        notice_of(
            said["code"],
            name,
            said["sheet"],
            cells=tuple(said["cells"]),
            cell=said["cell"],
            found=said["found"],
            severity=said["severity"],
            **said["facts"],
        )
        for said in file.reply["notices"]
    ]
    sheets = tuple(
        SheetAccount(
            sheet=sheet["sheet"],
            form=sheet["form"],
            header_row=sheet["header_row"],
            rows_read=sheet["rows_read"],
            rows_used=_used(sheet),
            set_aside=dict(sorted(sheet["set_aside"].items())),
        )
        for sheet in file.reply["sheets"]
    )
    forms = Counter(sheet.form for sheet in sheets if sheet.form)
    main = min(forms, key=lambda form: (-forms[form], form)) if forms else None
    order = {sheet.sheet: number for number, sheet in enumerate(sheets)}
    notices += file.added
    notices.sort(key=lambda notice: -1 if notice.sheet is None else order.get(notice.sheet, 0))
    return FileAccount(file.source, main, sheets, tuple(notices))
