"""Files become Evidence: each is read in the worker, repeats are found across all, all is accounted for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence import assemble, duplicates, figures, parallel, paths, replaced
from daready.evidence.forms import texts_of
from daready.evidence.marks import Spot, Who
from daready.evidence.model import Asked, DoubleMark, Evidence, FileAccount, Notice, SheetAccount, Source
from daready.evidence.naming import Namer, ShownFiles
from daready.evidence.worker import Reply, Worker, refusal
from daready.messages import say
from daready.rubric.terms import Selection

if TYPE_CHECKING:
    from daready.rubric.model import Rubric


@dataclass(slots=True)
class File:
    """One file on its way: its reply, and the notices the parent adds."""

    source: Source
    reply: Reply
    name: str
    """As it was sent, for the order of files alone; only ``source`` may be shown."""
    added: list[Notice] = field(default_factory=list[Notice])


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as each was read by itself, in the order to settle them, and the notices of no one file."""

    files: list[File]
    general: list[Notice] = field(default_factory=list[Notice])


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
    names: Sequence[str] = (),
    remembered: Sequence[dict[str, str]] = (),
    passwords: Sequence[str] = (),
) -> Evidence:
    """Read files and folders into Evidence. Nothing is raised for what people sent; it becomes notices.

    ``key`` makes case references into hashes; ``selection`` is a claim of how cases were chosen, used
    only for rows whose sheet is silent; ``skip`` names outputs that are nobody's evidence;
    ``header_rows`` settles which row of a sheet holds the headings; days after ``known`` are told; ``names``
    are words that may be shown in names; ``remembered`` are meanings people have given to their own headings
    and words; ``passwords`` open locked workbooks. The order of the arguments never matters: files go by name.
    """
    brief(
        worker,
        rubric,
        key=key,
        header_rows=header_rows,
        known=known,
        names=names,
        remembered=remembered,
        passwords=passwords,
    )
    reading = read(worker, paths.find(paths_given, skip), rubric, names=names, header_rows=header_rows)
    reading.files.sort(key=lambda file: file.name)
    return settle(reading, rubric, selection)


def brief(
    worker: Worker,
    rubric: Rubric,
    *,
    key: bytes,
    header_rows: dict[str, int] | None = None,
    known: date | None = None,
    names: Sequence[str] = (),
    remembered: Sequence[dict[str, str]] = (),
    passwords: Sequence[str] = (),
) -> None:
    """Tell the worker what it reads against; see ``load``."""
    forms, criteria = plain_rubric(rubric)
    worker.brief(
        forms,
        criteria,
        key,
        header_rows=header_rows,
        known=None if known is None else known.toordinal(),
        names=names,
        remembered=remembered,
        passwords=passwords,
    )


def read(
    worker: Worker,
    found: paths.Found,
    rubric: Rubric,
    *,
    names: Sequence[str] = (),
    header_rows: dict[str, int] | None = None,
) -> Reading:
    """What each file found says by itself. ``worker`` has its brief already."""
    shown = ShownFiles(Namer(lambda: texts_of(plain_rubric(rubric)[0]), names))
    files = _read_all(worker, found.workbooks, shown)
    for number, name in enumerate(found.missing, 1):
        source = Source(shown.name(name, partial("name {}".format, number)), "")
        files.append(File(source, refusal("file_not_found"), name))
    for name, path in found.others:
        source = Source(shown.name(name, partial(_tag, path)), "")
        files.append(File(source, refusal("not_a_workbook"), name))
    for number, file in enumerate(sorted(files, key=lambda file: file.name), 1):
        if file.name in shown.hidden:
            told = notice_of("file_name_hidden", file.source.file, number=number, of=len(files))
            file.added.append(told)
    general = [
        notice_of("lock_file", shown.name(name, partial("lock {}".format, number)))
        for number, name in enumerate(found.locks, 1)
    ]
    general += [
        notice_of("folder_empty", shown.name(name, partial("folder {}".format, number)))
        for number, name in enumerate(found.empty, 1)
    ]
    headed = {name for file in files for name in file.reply.get("headed", ())}
    general += [
        notice_of("header_row_no_sheet", "", count=row)
        for name, row in (header_rows or {}).items()
        if name not in headed
    ]
    return Reading(files, general)


def settle(reading: Reading, rubric: Rubric, selection: Selection | None = None) -> Evidence:
    """Files in their order become Evidence: copies, repeats and contradictions across them are settled here.

    Takes the replies apart: what is to be kept of them must be kept before.
    """
    files = reading.files
    _set_replaced_aside(files)
    who = {(form.id, q.id): frozenset(q.who) for form in rubric.forms for q in form.questions}
    sheets, double = _set_repeats_aside(files, who)
    contested = [part for read in sheets for part in _contested(read)]
    evidence = assemble.assemble(sheets, selection) | {"double_marks": double}
    evidence["contested"] = assemble.assemble(contested, selection)["cases"]
    general = list(reading.general)
    silent = assemble.silent_sheets(sheets, selection)
    if silent:
        first = ", ".join(f"{file} › {sheet}" for file, sheet in silent[:5])
        more = " …" if len(silent) > 5 else ""
        general.append(notice_of("selection_not_stated", "", count=len(silent), sheets=first + more))
    return Evidence(
        files=tuple(_account(file) for file in files),
        general=tuple(general),
        asked=_asked(files),
        **evidence,
    )


def plain_rubric(rubric: Rubric) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The forms and the criteria as the plain data that the guarded reader is given."""
    return (
        [form.model_dump(mode="json") for form in rubric.forms],
        [[criterion.id, criterion.ref, criterion.title] for criterion in rubric.criteria.values()],
    )


def _asked(files: list[File]) -> tuple[Asked, ...]:
    """Each unknown heading and word once, at the first place it stands."""
    first: dict[tuple[str, str, str], dict[str, Any]] = {}
    for file in files:
        for asked in file.reply.get("asked", ()):
            what = asked["form"], asked["kind"], asked["token"]
            one = first.setdefault(what, {**asked, "file": file.source.file, "places": 0})
            one["places"] += 1
    return tuple(Asked(**one) for one in first.values())


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


def fingerprint(path: Path) -> str:
    """Of a file's bytes; of nothing where they cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _tag(path: Path) -> str:
    return fingerprint(path)[:6] or "unread"


def _read_all(worker: Worker, workbooks: list[tuple[str, Path]], shown: ShownFiles) -> list[File]:
    """Every workbook read once; the same bytes under another name are accounted for and not used."""
    files: list[File] = []
    used: dict[str, File] = {}
    for number, (name, path) in enumerate(workbooks, 1):
        sha256 = fingerprint(path)
        source = Source(shown.name(name, partial(str, sha256[:6] or f"file {number}")), sha256)
        if not sha256:
            files.append(File(source, refusal("file_not_readable"), name))
            continue
        if sha256 in used:
            files.append(_copy_of(used[sha256], source, name))
            continue
        file = File(source, worker.read(path, name), name)
        files.append(file)
        # A copy of which nothing could be used (its name gave no month) must not hide its twin.
        if any(_used(sheet) for sheet in file.reply["sheets"]):
            used[sha256] = file
    return files


def _copy_of(original: File, source: Source, name: str) -> File:
    said = notice_of("duplicate_file", source.file, same=original.source.file)
    return File(source, _whole_aside(original.reply, "duplicate_file"), name, [said])


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


def _in_doubt(reply: Reply) -> list[dict[str, Any]]:
    """What is left of each sheet when nobody can say whether it is right: contested cases, and doubts."""
    return [
        {"contested": sheet}
        if sheet.get("kind") == "case"
        else {"doubts": [(record["item"], record["month"]) for record in sheet.get("records", ())]}
        for sheet in reply["sheets"]
    ]


def _set_replaced_aside(files: list[File]) -> None:
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
        stands = _in_doubt(file.reply) if reason == "marked_twice" and file.source.file <= other else []
        file.reply = _whole_aside(file.reply, reason)
        for sheet, left in zip(file.reply["sheets"], stands, strict=False):
            sheet |= left
        hidden = [notice for notice in file.added if notice.code == "file_name_hidden"]
        file.added = [notice_of(reason, file.source.file, other=other), *hidden]


def _set_repeats_aside(files: list[File], who: Who) -> tuple[list[assemble.Read], tuple[DoubleMark, ...]]:
    """Find repeated cases and figures across all files, tell them, and drop them from the sheets' data."""
    reads = [(file, sheet) for file in files for sheet in file.reply["sheets"]]
    plain = [sheet for _, sheet in reads]
    aside, moved, marks = duplicates.repeated_cases(plain, who)
    aside |= figures.repeated_figures(plain)
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
    doubted = [spot for spot, reason in aside.items() if reason == "duplicate_conflict"]
    for number, rows in duplicates.by_sheet(doubted).items():
        plain[number]["contradicted"] = parallel.only(plain[number], frozenset(rows))
    for number, rows in duplicates.by_sheet(aside).items():
        sheet = plain[number]
        stood = _rows_of(sheet)
        sheet.setdefault("doubts", []).extend(
            (sheet["records"][at]["item"], sheet["records"][at]["month"])
            for at in rows
            if aside[number, at] in figures.CONTRADICTED
        )
        parallel.drop(sheet, frozenset(rows))
        lost = {row for one in stood for row in one}.difference(*_rows_of(sheet))
        # A row of a return with a month a column is lost only with the last of its figures.
        for at in rows:
            own = lost & stood[at]
            lost -= own
            reason = aside[number, at]
            sheet["set_aside"][reason] = sheet["set_aside"].get(reason, 0) + len(own)
        sheet["set_aside"] = {reason: n for reason, n in sheet["set_aside"].items() if n}
    return whole, double


def _contested(read: assemble.Read) -> list[assemble.Read]:
    """The cases of a sheet that were set aside and are not known; both sides are told how many stand beside them."""
    sheet = read.sheet
    parts = [sheet | sheet.pop(name) for name in ("contested", "contradicted") if name in sheet]
    if "rows" in sheet:
        sheet["beside"] = sum(map(_different, parts))
    for part in parts:
        part["beside"] = sum(map(_different, parts)) - _different(part) + _different(sheet)
    return [assemble.Read(read.source, part) for part in parts]


def _different(sheet: dict[str, Any]) -> int:
    """How many cases the rows of a sheet are; partners, or a contradiction, may have made several of one."""
    return len({key or row for key, row in zip(sheet.get("keys", ()), sheet.get("rows", ()), strict=True)})


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
    if "records" not in sheet:
        return len(set(sheet.get("rows", ())))
    return len(set[int]().union(*_rows_of(sheet)))


def _account(file: File) -> FileAccount:
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
