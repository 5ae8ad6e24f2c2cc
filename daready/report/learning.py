"""Good practice and learning as auditors coded them: how often, on what, and what was fed back to the officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from daready.evidence.model import Case, CaseSheet, Evidence
from daready.report.shapes import Column, Table, row
from daready.rubric.model import Rubric

KIND, THEME, FED_BACK = "learning_kind", "learning_theme", "fed_back_on"
"""The coded columns of a form of cases."""

UNSAID = "not said"


@dataclass(frozen=True, slots=True)
class Coded:
    """A case that an auditor coded, at its place ``at`` in a sheet. ``fed_back``: whether the officer has heard."""

    sheet: CaseSheet
    at: int
    case: Case
    kind: str
    theme: str
    fed_back: bool


def coded_cases(evidence: Evidence, rubric: Rubric) -> Iterator[Coded]:
    """Every case with a code of its kind or theme, in the order of the sheets."""
    for sheet in evidence.cases:
        meanings = _meanings(rubric, sheet.form)
        for at, case in enumerate(sheet.cases):
            said = [sheet.numbers.get((at, name)) for name in (KIND, THEME)]
            if said != [None, None]:
                kind, theme = (
                    meanings.get((name, int(code)), UNSAID) if code is not None else UNSAID
                    for name, code in zip((KIND, THEME), said, strict=True)
                )
                yield Coded(sheet, at, case, kind, theme, (at, FED_BACK) in sheet.numbers)


def learning(evidence: Evidence, rubric: Rubric) -> tuple[Table, ...]:
    """One table where any audited case is coded as good practice or learning, else none.

    Free text is never kept, so what was learnt stays with the auditor; here stands that it was, and
    whether the officer has heard (papers of 2019 and 2020).
    """
    coded: Counter[tuple[str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    latest: dict[tuple[str, str], date] = {}
    for one in coded_cases(evidence, rubric):
        coded[one.kind, one.theme] += 1
        told[one.kind, one.theme] += one.fed_back
        before = latest.get((one.kind, one.theme), date.min)
        latest[one.kind, one.theme] = max(one.case.month.last, before)
    if not coded:
        return ()
    columns = (
        Column("Kind", 22),
        Column("Theme", 34),
        Column("Cases", 10, "count"),
        Column("Fed back to the officer", 14, "count"),
        Column("Not yet", 10, "count"),
        Column("Latest month", 14, "date"),
    )
    rows = [
        row(*what, number, told[what], number - told[what], latest[what])
        for what, number in sorted(coded.items())
    ]
    waiting = sum(coded.values()) - sum(told.values())
    return (
        Table(
            sheet="Learning",
            title="Good practice and learning, and what was fed back",
            name="learning_coded",
            columns=columns,
            rows=tuple(rows),
            notes=(f"Of {sum(coded.values()):,} cases coded, {waiting:,} have not been fed back yet.",),
        ),
    )


def _meanings(rubric: Rubric, form: str) -> dict[tuple[str, int], str]:
    """What each code of a form's coded columns means, as its first word has it."""
    return {
        (column.id, place): words[0]
        for column in (rubric.form[form].columns if form in rubric.form else ())
        if column.coded
        for place, words in enumerate(column.values.values(), 1)
    }
