"""The worker's plain replies become the small types that scoring reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from daready.evidence.model import (
    UNDATED,
    Cases,
    CaseSheet,
    Document,
    DoubleMark,
    Doubt,
    Figure,
    Judgement,
    Month,
    Place,
    Source,
)
from daready.rubric.terms import Colour, Selection

Sheet = dict[str, Any]
"""The lists of a reply about cases that have an entry for each case, besides its answers."""

_SELECTIONS = {selection.value: selection for selection in Selection}


@dataclass(frozen=True, slots=True)
class Read:
    """One sheet's reply with the file it came from."""

    source: Source
    sheet: Sheet


def assemble(reads: list[Read], claim: Selection | None) -> dict[str, Any]:
    """All sheets as the parts of Evidence, in the order they came. Sheets that gave no row give no part."""
    cases: list[CaseSheet] = []
    figures: list[Figure] = []
    documents: list[Document] = []
    judgements: list[Judgement] = []
    doubts: list[Doubt] = []
    for read in reads:
        kind = read.sheet.get("kind")
        if kind == "case" and read.sheet["rows"]:
            cases.append(_cases(read, claim))
        elif kind in ("totals", "figure"):
            figures += _figures(read, claim)
        elif kind == "document":
            documents += [_document(read, record) for record in read.sheet["records"]]
        elif kind == "judgement":
            judgements += [_judgement(read, record) for record in read.sheet["records"]]
        doubts += [Doubt(item, _month(month)) for item, month in read.sheet.get("doubts", ())]
    return {
        "cases": tuple(cases),
        "figures": tuple(figures),
        "documents": tuple(documents),
        "judgements": tuple(judgements),
        "doubts": tuple(doubts),
    }


def double_marks(reads: list[Read], kept: list[Sheet]) -> tuple[DoubleMark, ...]:
    """The marks of cases that several auditors marked. Taken before repeated rows are dropped."""
    found: list[DoubleMark] = []
    for one in kept:
        spots: list[tuple[int, int]] = one["spots"]
        rows = [(reads[number], at) for number, at in spots]
        month = rows[0][0].sheet["months"][rows[0][1]]
        found.append(
            DoubleMark(
                form=rows[0][0].sheet["form"],
                month=_month(month),
                questions=tuple(one["questions"]),
                marks=tuple(
                    "".join(one["answers"][question][n] for question in one["questions"]).encode("ascii")
                    for n in range(len(spots))
                ),
                auditors=tuple(read.sheet["auditors"][at] for read, at in rows),
                places=tuple(
                    Place(read.source.file, read.sheet["sheet"], read.sheet["rows"][at]) for read, at in rows
                ),
            )
        )
    return tuple(found)


def silent_sheets(reads: list[Read], claim: Selection | None) -> list[tuple[str, str]]:
    """The sheets of cases or totals with rows that say nothing of how they were chosen, by file and sheet."""
    silent: list[tuple[str, str]] = []
    for read in reads:
        kind = read.sheet.get("kind")
        said: set[str | None] = set()
        if kind == "case":
            said = set(read.sheet["selections"])
        elif kind == "totals":
            said = {record["selection"] for record in read.sheet["records"]}
        if any(_chosen(one, claim)[0] is Selection.NOT_STATED for one in said):
            silent.append((read.source.file, read.sheet["sheet"]))
    return silent


def _chosen(said: str | None, claim: Selection | None) -> tuple[Selection, bool]:
    """How cases were chosen and whether only the user says so; a claim never speaks over the sheet."""
    if said is None and claim is not None:
        return claim, True
    return _SELECTIONS.get(said or "", Selection.NOT_STATED), False


def _cases(read: Read, claim: Selection | None) -> CaseSheet:
    sheet = read.sheet
    said: list[str | None] = sheet["selections"]
    chosen = {each: _chosen(each, claim) for each in set(said)}
    months: list[int] = sheet["months"]
    if None in sheet["months"]:
        months = [UNDATED.ordinal if month is None else month for month in sheet["months"]]
    return CaseSheet(
        source=read.source,
        sheet=sheet["sheet"],
        form=sheet["form"],
        questions=tuple(sheet["questions"]),
        outcomes=sheet["outcomes"].encode("ascii"),
        cases=Cases(
            rows=tuple(sheet["rows"]),
            months=tuple(months),
            days=tuple(sheet["days"]),
            selections=tuple(map({each: one for each, (one, _) in chosen.items()}.__getitem__, said)),
            claimed=tuple(map({each: claims for each, (_, claims) in chosen.items()}.__getitem__, said)),
            risk=tuple(sheet["risk"]),
            district=tuple(sheet["district"]),
            made_safe=tuple(sheet["made_safe"]),
            keys=tuple(sheet["keys"]),
        ),
        columns=sheet["columns"],
        population=sheet["population"],
        beside=sheet.get("beside", 0),
        numbers={(at, name): value for at, name, value in sheet["numbers"]},
    )


def _figures(read: Read, claim: Selection | None) -> list[Figure]:
    """A sheet's figures. There are thousands over the years, so that each is made with no more than it needs."""
    form, tab, file, records = (
        read.sheet["form"],
        read.sheet["sheet"],
        read.source.file,
        read.sheet["records"],
    )
    if read.sheet["kind"] != "totals":
        claim = None
    chosen = {said: _chosen(said, claim) for said in {record["selection"] for record in records}}
    return [
        Figure(
            form,
            one["item"],
            _month(one["month"]),
            one["numerator"],
            one["denominator"],
            Place(file, tab, one["row"]),
            one["district"],
            *chosen[one["selection"]],
            one.get("population"),
        )
        for one in records
    ]


def _document(read: Read, record: Sheet) -> Document:
    return Document(
        form=read.sheet["form"],
        item=record["item"],
        status=record["status"],
        place=_place(read, record),
        dated=_day(record["dated"]),
        review=_day(record["review"]),
        checked=record["checked"],
    )


def _judgement(read: Read, record: Sheet) -> Judgement:
    return Judgement(
        criterion=record["item"],
        colour=Colour(record["colour"].upper()),
        kind=record["kind"],
        made=date.fromordinal(record["made"]),
        place=_place(read, record),
        rater=record["rater"],
        reasoned=record["reasoned"],
    )


def _place(read: Read, record: Sheet) -> Place:
    return Place(read.source.file, read.sheet["sheet"], record["row"])


@lru_cache(maxsize=1024)
def _month(ordinal: int | None) -> Month:
    return UNDATED if ordinal is None else Month.at(ordinal)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
