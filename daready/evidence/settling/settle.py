"""What files say of each other: copies, repeated cases and contradictions are settled across all of them, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from daready.evidence.free_rows import is_free
from daready.evidence.grid.row_runs import numbers_of, spans
from daready.evidence.model import Asked, DoubleMark, Evidence, FileAccount, Notice, SheetAccount, Source
from daready.evidence.notices import notice_from, notice_of
from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.rows import month_of
from daready.evidence.settling import assemble, marked_copies, repeated_cases, repeated_figures
from daready.evidence.settling.assemble import Settled
from daready.evidence.settling.double_marking import Marks, Spot, Who
from daready.rubric.terms import Selection

if TYPE_CHECKING:
    from daready.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class File:
    """One file on its way: its reply, and the notices the parent adds."""

    source: Source
    reply: FileReply
    name: str
    """As it was sent, for the order of files alone; only ``source`` may be shown."""
    added: tuple[Notice, ...] = ()

    def told(self, *notices: Notice) -> File:
        """The same file with more notices."""
        return replace(self, added=(*self.added, *notices))


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as each was read by itself, in the order to settle them, and the notices of no one file."""

    files: tuple[File, ...]
    general: tuple[Notice, ...] = ()


def settle(reading: Reading, rubric: Rubric, selection: Selection | None = None) -> Evidence:
    """Files in their order become Evidence: copies, repeats and contradictions across them are settled here."""
    files = _without_replaced(reading.files)
    who = {(form.id, q.id): frozenset(q.who) for form in rubric.forms for q in form.questions}
    files, settled, double = _without_repeats(files, who)
    general = [*reading.general]
    if silent := assemble.silent_sheets(settled, selection):
        first = ", ".join(f"{file} › {sheet}" for file, sheet in silent[:5])
        more = " …" if len(silent) > 5 else ""
        general.append(notice_of("selection_not_stated", "", count=len(silent), sheets=first + more))
    return replace(
        assemble.assemble(settled, selection),
        files=tuple(map(_account, files)),
        double_marks=double,
        general=tuple(general),
        asked=_asked(files),
    )


def _asked(files: Iterable[File]) -> tuple[Asked, ...]:
    """Each unknown heading and word once, at the first place it stands."""
    first: dict[tuple[str, str, str], Asked] = {}
    for file in files:
        for one in file.reply.asked:
            what = one.form, one.kind, one.token
            known = first.get(what) or Asked(**one._asdict(), file=file.source.file, places=0)
            first[what] = replace(known, places=known.places + 1)
    return tuple(first.values())


def whole_aside(reply: FileReply, reason: str) -> FileReply:
    """The reply of a file none of which is used, for one reason."""
    return FileReply(tuple(_sheet_aside(sheet, reason) for sheet in reply.sheets))


def _sheet_aside(sheet: SheetReply, reason: str) -> SheetReply:
    """The account of a sheet none of which is used."""
    rows = sheet.used.union(*map(numbers_of, sheet.rows_aside.values()))
    return SheetReply(
        sheet=sheet.sheet,
        form=sheet.form,
        header_row=sheet.header_row,
        rows_read=sheet.rows_read,
        set_aside={reason: sheet.rows_read} if sheet.rows_read else {},
        rows_aside={reason: spans(rows)} if sheet.rows_read else {},
    )


def _in_doubt(sheet: SheetReply, reason: str) -> SheetReply:
    """A sheet none of which is used while nobody can say whether it is right: contested cases, and doubts."""
    doubts = tuple([(record.item, month_of(record)) for record in sheet.records])
    contested = sheet.cases.joined(sheet.contested)
    return replace(_sheet_aside(sheet, reason), contested=contested, doubts=doubts)


def _without_replaced(files: Sequence[File]) -> list[File]:
    """Originals whose marked copy came too are set aside, and marked copies of which nobody can say which is right."""
    told = [*files]
    if not any(file.reply.replaces for file in files):
        return told
    sent = [
        marked_copies.Sent(
            file.source.file,
            file.source.sha256,
            file.reply.replaces,
            file.reply.gave,
            tuple(said for sheet in file.reply.sheets for said in _said_of(sheet)),
        )
        for file in files
    ]
    for at, (other, strangers) in marked_copies.beside(sent).items():
        severity = "info" if strangers else "warning"
        name = files[at].source.file
        told[at] = told[at].told(notice_of("marked_for_others", name, severity=severity, other=other))
    for at, (other, count) in marked_copies.lacking(sent).items():
        told[at] = told[at].told(notice_of("marked_lacks", files[at].source.file, other=other, count=count))
    for at, (reason, other) in marked_copies.set_aside(sent).items():
        file = told[at]
        doubtful = reason == "marked_twice" and file.source.file <= other
        left = _in_doubt if doubtful else _sheet_aside
        hidden = [notice for notice in file.added if notice.code == "file_name_hidden"]
        told[at] = replace(
            file,
            reply=FileReply(tuple(left(sheet, reason) for sheet in file.reply.sheets)),
            added=(notice_of(reason, file.source.file, other=other), *hidden),
        )
    return told


def _said_of(sheet: SheetReply) -> Iterator[marked_copies.Said]:
    """What each row of a sheet is about, contested cases too. An item is another one in another month."""
    for part in (sheet.cases, sheet.contested):
        for month, key in zip(part.months, part.keys, strict=True):
            yield month, (sheet.form, key) if key is not None else None
    for record in sheet.records:
        yield month_of(record), (sheet.form, record.item, month_of(record))


def _without_repeats(
    files: Sequence[File], who: Who
) -> tuple[list[File], list[Settled], tuple[DoubleMark, ...]]:
    """Find repeated cases and figures across all files, tell them, and take them out of the sheets."""
    owners = [at for at, file in enumerate(files) for _ in file.reply.sheets]
    sources = [files[at].source for at in owners]
    sheets = [sheet for file in files for sheet in file.reply.sheets]
    aside, moved, marks = repeated_cases.repeated_cases(sheets, who)
    for number, rows in repeated_cases.contested_copies(sheets, aside).items():
        others = sheets[number].contested.without(frozenset(rows))
        sheets[number] = replace(sheets[number], contested=others)
    aside |= repeated_figures.repeated_figures(sheets)
    double = assemble.double_marks(list(map(Settled, sources, sheets)), marks.double)
    told: dict[int, list[Notice]] = {}
    for number, notice in _notices(sources, sheets, aside, moved, marks):
        told.setdefault(owners[number], []).append(notice)
    sheets = marks.applied(sheets)
    settled = list(map(Settled, sources, sheets))
    for number, rows in repeated_cases.by_sheet(aside).items():
        reasons = {at: aside[number, at] for at in rows}
        settled[number] = _without_rows(settled[number], reasons)
    left = (one.sheet for one in settled)
    done = [
        replace(
            file.told(*told.get(at, ())),
            reply=replace(file.reply, sheets=tuple(islice(left, len(file.reply.sheets)))),
        )
        for at, file in enumerate(files)
    ]
    return done, settled, double


def _notices(
    sources: Sequence[Source],
    sheets: Sequence[SheetReply],
    aside: Mapping[Spot, str],
    moved: Iterable[Spot],
    marks: Marks,
) -> Iterator[tuple[int, Notice]]:
    """What is told of repeats, each notice with the number of its sheet."""
    for number, rows in repeated_cases.by_sheet(marks.differing).items():
        cases = sheets[number].cases
        cells = tuple(cases.cell(at, question) for at in rows for question in marks.differing[number, at])
        file, tab = sources[number].file, sheets[number].sheet
        yield number, notice_of("double_mark_differs", file, tab, cells=cells, count=len(cells))
    told: dict[str, list[Spot]] = {"case_in_two_months": [*moved], "case_by_partners": marks.shared}
    for spot, reason in aside.items():
        told.setdefault(reason, []).append(spot)
    for reason, spots in sorted(told.items()):
        for number, rows in repeated_cases.by_sheet(spots).items():
            cells = _cells(sheets[number], rows)
            file, tab = sources[number].file, sheets[number].sheet
            yield number, notice_of(reason, file, tab, cells=cells, count=len(rows))


def _without_rows(settled: Settled, reasons: Mapping[int, str]) -> Settled:
    """A sheet without some of its cases or records, by their place, each with the reason why."""
    sheet = settled.sheet
    assert sheet.rows is not None
    behind, records = sheet.rows_behind, sheet.records
    figures = [(records[at], reason) for at, reason in reasons.items() if records]
    doubts = tuple(
        [(one.item, month_of(one)) for one, reason in figures if reason in repeated_figures.CONTRADICTED]
    )
    left = replace(sheet, rows=sheet.rows.without(reasons), doubts=(*sheet.doubts, *doubts))
    lost = sheet.used - left.used
    gone: dict[str, set[int]] = {}
    # A row of a return with a month a column is lost only with the last of its figures.
    for at, reason in reasons.items():
        own = lost.intersection(behind[at])
        lost -= own
        gone.setdefault(reason, set()).update(own)
    for reason, rows in gone.items():
        left = left.aside(reason, rows)
    doubted = [at for at, reason in reasons.items() if sheet.cases and not is_free(reason)]
    return Settled(settled.source, left, sheet.cases.select(doubted))


def _cells(sheet: SheetReply, rows: Iterable[int]) -> tuple[str, ...]:
    letters = sheet.letters
    first = next((letters[name] for name in ("reference", "question", "measure") if name in letters), "A")
    numbers = sheet.cases.rows or [record.row for record in sheet.records]
    return tuple(f"{first}{numbers[at]}" for at in rows)


def _account(file: File) -> FileAccount:
    sheets = tuple(
        SheetAccount(
            sheet=sheet.sheet,
            form=sheet.form,
            header_row=sheet.header_row,
            rows_read=sheet.rows_read,
            rows_used=len(sheet.used),
            set_aside=dict(sorted(sheet.set_aside.items())),
            rows_aside={reason: runs for reason, runs in sorted(sheet.rows_aside.items()) if runs},
        )
        for sheet in file.reply.sheets
    )
    forms = Counter(sheet.form for sheet in sheets if sheet.form)
    main = min(forms, key=lambda form: (-forms[form], form)) if forms else None
    order = {sheet.sheet: number for number, sheet in enumerate(sheets)}
    notices = [*(notice_from(said, file.source.file) for said in file.reply.notices), *file.added]
    notices.sort(key=lambda notice: -1 if notice.sheet is None else order.get(notice.sheet, 0))
    return FileAccount(file.source, main, sheets, tuple(notices))
