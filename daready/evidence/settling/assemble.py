"""What was read becomes the small types that scoring reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from daready.evidence.model import (
    UNDATED,
    Cases,
    CaseSheet,
    Document,
    DoubleMark,
    Doubt,
    Evidence,
    Figure,
    Judgement,
    Month,
    Place,
    Source,
)
from daready.evidence.reply import SheetReply
from daready.evidence.rows import NO_CASES, CaseRows, DocumentRow, JudgementRow
from daready.evidence.settling.double_marking import Together
from daready.rubric.terms import Colour, Selection

_SELECTIONS = {selection.value: selection for selection in Selection}


@dataclass(frozen=True, slots=True)
class Settled:
    """One sheet with the file it came from; ``contradicted`` are cases of it that others contradict."""

    source: Source
    sheet: SheetReply
    contradicted: CaseRows = NO_CASES


def assemble(settled: Sequence[Settled], claim: Selection | None) -> Evidence:
    """What all sheets say, in the order they came. Sheets that gave no row give nothing."""
    return Evidence(
        cases=tuple(
            _cases(one, one.sheet.cases, sum(map(_different, _apart(one))), claim)
            for one in settled
            if one.sheet.cases
        ),
        contested=tuple(contested for one in settled for contested in _contested(one, claim)),
        figures=tuple([figure for one in settled for figure in _figures(one, claim)]),
        documents=tuple(
            _document(one, record)
            for one in settled
            for record in one.sheet.records
            if isinstance(record, DocumentRow)
        ),
        judgements=tuple(
            _judgement(one, record)
            for one in settled
            for record in one.sheet.records
            if isinstance(record, JudgementRow)
        ),
        doubts=tuple(Doubt(item, _month(month)) for one in settled for item, month in one.sheet.doubts),
    )


def double_marks(settled: Sequence[Settled], kept: Iterable[Together]) -> tuple[DoubleMark, ...]:
    """The marks of cases that several auditors marked. Taken before repeated rows are dropped."""
    found: list[DoubleMark] = []
    for one in kept:
        rows = [(settled[number], at) for number, at in one.spots]
        first, place = rows[0]
        found.append(
            DoubleMark(
                form=first.sheet.form or "",
                month=_month(first.sheet.cases.months[place]),
                questions=tuple(one.questions),
                marks=tuple(
                    "".join(one.answers[question][n] for question in one.questions).encode("ascii")
                    for n in range(len(rows))
                ),
                auditors=tuple(read.sheet.cases.auditors[at] or "" for read, at in rows),
                places=tuple(
                    Place(read.source.file, read.sheet.sheet, read.sheet.cases.rows[at]) for read, at in rows
                ),
            )
        )
    return tuple(found)


def silent_sheets(settled: Iterable[Settled], claim: Selection | None) -> list[tuple[str, str]]:
    """The sheets of cases or totals with rows that say nothing of how they were chosen, by file and sheet."""
    silent: list[tuple[str, str]] = []
    for one in settled:
        said = {*one.sheet.cases.selections}
        if one.sheet.kind == "totals":
            said = {figure.selection for figure in one.sheet.figures}
        if any(_chosen(each, _claim(one, claim))[0] is Selection.NOT_STATED for each in said):
            silent.append((one.source.file, one.sheet.sheet))
    return silent


def _chosen(said: str | None, claim: Selection | None) -> tuple[Selection, bool]:
    """How cases were chosen and whether only the user says so; a claim never speaks over the sheet."""
    if said is None and claim is not None:
        return claim, True
    return _SELECTIONS.get(said or "", Selection.NOT_STATED), False


def _claim(settled: Settled, claim: Selection | None) -> Selection | None:
    """What is claimed of a sheet: what its form says once for all, else what the user says of this run."""
    return Selection(settled.sheet.claim) if settled.sheet.claim else claim


def _apart(settled: Settled) -> list[CaseRows]:
    return [settled.sheet.contested, settled.contradicted]


def _contested(settled: Settled, claim: Selection | None) -> Iterator[CaseSheet]:
    """The cases of a sheet that were set aside and are not known, each part with how many cases stand beside it."""
    parts = _apart(settled)
    every = _different(settled.sheet.cases) + sum(map(_different, parts))
    for part in parts:
        if part:
            yield _cases(settled, part, every - _different(part), claim)


def _different(cases: CaseRows) -> int:
    """How many cases the rows of a sheet are; partners, or a contradiction, may have made several of one."""
    return len({key or row for key, row in zip(cases.keys, cases.rows, strict=True)})


def _cases(settled: Settled, cases: CaseRows, beside: int, claim: Selection | None) -> CaseSheet:
    chosen = {each: _chosen(each, _claim(settled, claim)) for each in set(cases.selections)}
    undated = UNDATED.ordinal
    return CaseSheet(
        source=settled.source,
        sheet=settled.sheet.sheet,
        form=settled.sheet.form or "",
        questions=cases.questions,
        outcomes=cases.outcomes.encode("ascii"),
        cases=Cases(
            rows=cases.rows,
            months=tuple([undated if month is None else month for month in cases.months]),
            days=cases.days,
            selections=tuple([chosen[said][0] for said in cases.selections]),
            claimed=tuple([chosen[said][1] for said in cases.selections]),
            risk=cases.risk,
            district=cases.district,
            made_safe=cases.made_safe,
            keys=cases.keys,
        ),
        columns=cases.columns,
        population=cases.population,
        beside=beside,
        numbers={(at, name): value for at, name, value in cases.numbers},
    )


def _figures(settled: Settled, claim: Selection | None) -> list[Figure]:
    """A sheet's figures. There are thousands over the years, so that each is made with no more than it needs."""
    sheet, file = settled.sheet, settled.source.file
    if sheet.kind != "totals":
        claim = None
    form, tab = sheet.form or "", sheet.sheet
    chosen = {said: _chosen(said, claim) for said in {one.selection for one in sheet.figures}}
    return [
        Figure(
            form,
            one.item,
            _month(one.month),
            one.numerator,
            one.denominator,
            Place(file, tab, one.row),
            one.district,
            *chosen[one.selection],
            one.population,
        )
        for one in sheet.figures
    ]


def _document(settled: Settled, record: DocumentRow) -> Document:
    return Document(
        form=settled.sheet.form or "",
        item=record.item,
        status=cast('Literal["approved", "draft", "absent"]', record.status),
        place=Place(settled.source.file, settled.sheet.sheet, record.row),
        dated=_day(record.dated),
        review=_day(record.review),
        checked=record.checked,
    )


def _judgement(settled: Settled, record: JudgementRow) -> Judgement:
    return Judgement(
        criterion=record.item,
        colour=Colour(record.colour.upper()),
        kind=cast('Literal["judgement", "intent"]', record.kind),
        made=date.fromordinal(record.made),
        place=Place(settled.source.file, settled.sheet.sheet, record.row),
        rater=record.rater,
        reasoned=record.reasoned,
    )


@lru_cache(maxsize=1024)
def _month(ordinal: int | None) -> Month:
    return UNDATED if ordinal is None else Month.at(ordinal)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
