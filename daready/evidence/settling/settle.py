"""What files say of each other: copies, repeated cases and contradictions are settled across all of them, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from daready.evidence import parallel
from daready.evidence.free_rows import is_free
from daready.evidence.grid.row_runs import numbers_of, spans
from daready.evidence.model import Asked, DoubleMark, Evidence, FileAccount, Notice, SheetAccount, Source
from daready.evidence.notices import notice_of
from daready.evidence.reply import Reply
from daready.evidence.settling import assemble, marked_copies, repeated_cases, repeated_figures
from daready.evidence.settling.double_marking import Spot, Who
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


def _asked(files: list[File]) -> tuple[Asked, ...]:
    """Each unknown heading and word once, at the first place it stands."""
    first: dict[tuple[str, str, str], dict[str, Any]] = {}
    for file in files:
        for asked in file.reply.get("asked", ()):
            what = asked["form"], asked["kind"], asked["token"]
            one = first.setdefault(what, {**asked, "file": file.source.file, "places": 0})
            one["places"] += 1
    return tuple(Asked(**one) for one in first.values())


def whole_aside(reply: Reply, reason: str) -> Reply:
    """The reply of a file none of which is used, for one reason."""
    sheets = [
        {
            **{name: sheet[name] for name in ("sheet", "form", "header_row", "rows_read")},
            "set_aside": {reason: sheet["rows_read"]} if sheet["rows_read"] else {},
            "rows_aside": {reason: spans(_rows_read(sheet))} if sheet["rows_read"] else {},
        }
        for sheet in reply["sheets"]
    ]
    return {"sheets": sheets, "notices": []}


def _rows_read(sheet: dict[str, Any]) -> set[int]:
    """The numbers of all rows of a sheet, used or not."""
    aside = (numbers_of(runs) for runs in sheet.get("rows_aside", {}).values())
    return set[int]().union(*_rows_of(sheet), *aside)


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
    if not any(file.reply.get("replaces") for file in files):
        return
    sent = [
        marked_copies.Sent(
            file.source.file,
            file.source.sha256,
            tuple(file.reply.get("replaces", ())),
            any(used_rows(sheet) for sheet in file.reply["sheets"]),
            tuple(said for sheet in file.reply["sheets"] for said in _said_of(sheet)),
        )
        for file in files
    ]
    for at, (other, strangers) in marked_copies.beside(sent).items():
        severity = "info" if strangers else "warning"
        name = files[at].source.file
        files[at].added.append(notice_of("marked_for_others", name, severity=severity, other=other))
    for at, (other, count) in marked_copies.lacking(sent).items():
        files[at].added.append(notice_of("marked_lacks", files[at].source.file, other=other, count=count))
    for at, (reason, other) in marked_copies.set_aside(sent).items():
        file = files[at]
        stands = _in_doubt(file.reply) if reason == "marked_twice" and file.source.file <= other else []
        file.reply = whole_aside(file.reply, reason)
        for sheet, left in zip(file.reply["sheets"], stands, strict=False):
            sheet |= left
        hidden = [notice for notice in file.added if notice.code == "file_name_hidden"]
        file.added = [notice_of(reason, file.source.file, other=other), *hidden]


def _said_of(sheet: dict[str, Any]) -> Iterator[marked_copies.Said]:
    """What each row of a sheet is about, contested cases too. An item is another one in another month."""
    form = sheet["form"]
    for part in (sheet, sheet.get("contested", {})):
        for month, key in zip(part.get("months", ()), part.get("keys", ()), strict=True):
            yield month, (form, key) if key is not None else None
    for record in sheet.get("records", ()):
        yield record.get("month"), (form, record["item"], record.get("month"))


def _set_repeats_aside(files: list[File], who: Who) -> tuple[list[assemble.Read], tuple[DoubleMark, ...]]:
    """Find repeated cases and figures across all files, tell them, and drop them from the sheets' data."""
    reads = [(file, sheet) for file in files for sheet in file.reply["sheets"]]
    plain = [sheet for _, sheet in reads]
    aside, moved, marks = repeated_cases.repeated_cases(plain, who)
    for number, rows in repeated_cases.contested_copies(plain, aside).items():
        parallel.drop(plain[number]["contested"], frozenset(rows))
    aside |= repeated_figures.repeated_figures(plain)
    told: dict[str, list[Spot]] = {
        "case_in_two_months": list(moved),
        "case_by_partners": marks.shared,
    }
    for spot, reason in aside.items():
        told.setdefault(reason, []).append(spot)
    whole = [assemble.Read(file.source, sheet) for file, sheet in reads]
    double = assemble.double_marks(whole, marks.double)
    marks.apply(plain)
    for number, rows in repeated_cases.by_sheet(marks.differing).items():
        file, sheet = reads[number]
        differing = [(at, question) for at in rows for question in marks.differing[number, at]]
        cells = tuple(f"{sheet['columns'][question]}{sheet['rows'][at]}" for at, question in differing)
        said = notice_of(
            "double_mark_differs", file.source.file, sheet["sheet"], cells=cells, count=len(cells)
        )
        file.added.append(said)
    for reason, spots in sorted(told.items()):
        for number, rows in repeated_cases.by_sheet(spots).items():
            file, sheet = reads[number]
            cells = _cells(sheet, rows)
            file.added.append(
                notice_of(reason, file.source.file, sheet["sheet"], cells=cells, count=len(rows))
            )
    doubted = [
        (number, at)
        for (number, at), reason in aside.items()
        if plain[number]["kind"] == "case" and not is_free(reason)
    ]
    for number, rows in repeated_cases.by_sheet(doubted).items():
        plain[number]["contradicted"] = parallel.only(plain[number], frozenset(rows))
    for number, rows in repeated_cases.by_sheet(aside).items():
        sheet = plain[number]
        stood = _rows_of(sheet)
        sheet.setdefault("doubts", []).extend(
            (sheet["records"][at]["item"], sheet["records"][at]["month"])
            for at in rows
            if aside[number, at] in repeated_figures.CONTRADICTED
        )
        parallel.drop(sheet, frozenset(rows))
        lost = {row for one in stood for row in one}.difference(*_rows_of(sheet))
        gone: dict[str, set[int]] = {}
        # A row of a return with a month a column is lost only with the last of its figures.
        for at in rows:
            own = lost & stood[at]
            lost -= own
            gone.setdefault(aside[number, at], set()).update(own)
        _add_aside(sheet, gone)
    return whole, double


def _add_aside(sheet: dict[str, Any], gone: dict[str, set[int]]) -> None:
    """More rows of a sheet set aside, by reason."""
    for reason, rows in gone.items():
        if rows:
            before = numbers_of(sheet.setdefault("rows_aside", {}).get(reason, ()))
            sheet["rows_aside"][reason] = spans(before | rows)
            sheet["set_aside"][reason] = sheet["set_aside"].get(reason, 0) + len(rows)


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


def used_rows(sheet: dict[str, Any]) -> int:
    """How many rows the sheet really gives: counted, not worked out from what was set aside."""
    if "records" not in sheet:
        return len(set(sheet.get("rows", ())))
    return len({row for record in sheet["records"] for row in record.get("rows") or (record["row"],)})


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
            rows_used=used_rows(sheet),
            set_aside=dict(sorted(sheet["set_aside"].items())),
            rows_aside={
                reason: tuple((first, last) for first, last in runs)
                for reason, runs in sorted(sheet.get("rows_aside", {}).items())
                if runs
            },
        )
        for sheet in file.reply["sheets"]
    )
    forms = Counter(sheet.form for sheet in sheets if sheet.form)
    main = min(forms, key=lambda form: (-forms[form], form)) if forms else None
    order = {sheet.sheet: number for number, sheet in enumerate(sheets)}
    notices += file.added
    notices.sort(key=lambda notice: -1 if notice.sheet is None else order.get(notice.sheet, 0))
    return FileAccount(file.source, main, sheets, tuple(notices))
