"""The files received: what each was read as, its period, what it supports, and what became of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from daready.evidence.model import UNDATED, Evidence, FileAccount, Place
from daready.report.shapes import Column, Row, Table, filled, row
from daready.report.words import count, set_aside
from daready.rubric.model import Rubric
from daready.scoring.model import Assessment

Sheet = tuple[str, str]
"""A file and a sheet of it."""

COLUMNS = (
    Column("File", 32),
    Column("Sheet", 20),
    Column("Read as", 22),
    Column("From", 13, "date"),
    Column("To", 13, "date"),
    Column("Criteria it supports", 34),
    Column("Rows read", 9, "count"),
    Column("Rows used", 9, "count"),
    Column("Rows set aside", 9, "count"),
    Column("Why set aside", 34),
)


def evidence_files(evidence: Evidence, rubric: Rubric, assessment: Assessment) -> Table:
    """A row for each sheet. Which rows and cells is for the annex and for daready check."""
    read, used = evidence.rows_read, evidence.rows_used
    periods, supported = _periods(evidence), _supported(assessment)
    rows = [line for file in evidence.files for line in _file(file, rubric, periods, supported)]
    return Table(
        sheet="Evidence",
        title="What was received and what became of it",
        name="evidence_received",
        columns=COLUMNS,
        rows=filled(COLUMNS, rows),
        notes=(
            f"{count(len(evidence.files), 'file')}; {count(read, 'row')} read, {used:,} used, "
            f"{read - used:,} set aside. To see which cells, run: daready check",
            *_by_mapping(evidence),
        ),
    )


def _file(
    file: FileAccount,
    rubric: Rubric,
    periods: dict[Sheet, tuple[date, date]],
    supported: dict[Sheet, list[str]],
) -> Iterator[Row]:
    if not file.sheets:
        yield row(file.source.file, None, "could not be read as any form", None, None, None, 0, 0, 0, None)
    for sheet in file.sheets:
        form = rubric.form.get(sheet.form or "")
        reasons = "; ".join(
            f"{set_aside(code)}: {number:,}" for code, number in sheet.set_aside.items() if number
        )
        at = file.source.file, sheet.sheet
        yield row(
            *at,
            form.title if form else sheet.form or "not recognised",
            *periods.get(at, (None, None)),
            ", ".join(supported.get(at, ())),
            sheet.rows_read,
            sheet.rows_used,
            sheet.rows_set_aside,
            reasons,
        )


def _periods(evidence: Evidence) -> dict[Sheet, tuple[date, date]]:
    """The first and the last day that each sheet speaks of."""
    found: dict[Sheet, tuple[date, date]] = {}

    def add(file: str, sheet: str, first: date, last: date) -> None:
        before = found.get((file, sheet), (first, last))
        found[file, sheet] = min(before[0], first), max(before[1], last)

    for cases in evidence.cases:
        for month in {case.month for case in cases.cases} - {UNDATED}:
            add(cases.source.file, cases.sheet, month.first, month.last)
    for figure in evidence.figures:
        add(*_at(figure.place), figure.month.first, figure.month.last)
    for document in evidence.documents:
        if document.dated is not None:
            add(*_at(document.place), document.dated, document.dated)
    for judgement in evidence.judgements:
        add(*_at(judgement.place), judgement.made, judgement.made)
    return found


def _at(place: Place) -> Sheet:
    return place.file, place.sheet


def _supported(assessment: Assessment) -> dict[Sheet, list[str]]:
    """The numbers of the criteria that rest on each sheet."""
    found: dict[Sheet, dict[str, None]] = {}
    for criterion in assessment.criteria:
        for line in criterion.lines:
            for source in line.sources:
                found.setdefault((source.file, source.sheet), {})[criterion.ref] = None
    return {at: list(refs) for at, refs in found.items()}


def _by_mapping(evidence: Evidence) -> Iterator[str]:
    """What rests on meanings that people have given to headings and words of their own."""
    told = [notice for notice in evidence.notices if notice.code == "read_by_mapping"]
    if told:
        cells = sum(len(notice.cells) for notice in told)
        yield (
            f"{count(cells, 'cell')} in {count(len({(n.file, n.sheet) for n in told}), 'sheet')} were understood "
            "by what people have said their own headings and words mean; daready check names who and when."
        )
