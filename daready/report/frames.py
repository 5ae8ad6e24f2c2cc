"""Answers and findings as tidy pandas tables, for analysts; pandas is imported only here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING

from daready.evidence.model import Evidence
from daready.rubric.terms import Outcome
from daready.scoring.model import Assessment

if TYPE_CHECKING:
    from pandas import DataFrame

ANSWERS = [
    "file",
    "sheet",
    "row",
    "cell",
    "form",
    "question",
    "outcome",
    "month",
    "selection",
    "risk",
    "district",
]


@singledispatch
def to_frame(what: object) -> DataFrame:
    """A tidy table: a row for each answer of an Evidence, or for each line of an Assessment."""
    raise TypeError(f"to_frame takes an Evidence or an Assessment, not {type(what).__name__}")


@to_frame.register(Evidence)
def _answers(what: Evidence) -> DataFrame:
    import pandas as pd

    return pd.DataFrame.from_records(list(_answer_rows(what)), columns=ANSWERS)


def _answer_rows(evidence: Evidence) -> Iterator[tuple[object, ...]]:
    for sheet in evidence.cases:
        for at, case in enumerate(sheet.cases):
            for question in sheet.questions:
                yield (
                    sheet.source.file,
                    sheet.sheet,
                    case.row,
                    sheet.cell(at, question),
                    sheet.form,
                    question,
                    Outcome(sheet.answer(at, question)).name.lower(),
                    str(case.month),
                    case.selection.value,
                    case.risk,
                    case.district,
                )


@to_frame.register(Assessment)
def _findings(what: Assessment) -> DataFrame:
    import pandas as pd

    return pd.DataFrame.from_records(
        [
            {
                "theme": finding.theme,
                "criterion": finding.id,
                "critical": finding.critical,
                "criterion_colour": finding.colour.value,
                "line": line.id,
                "kind": line.kind,
                "class": line.strength,
                "required": line.required,
                "colour": line.colour.value,
                "note": line.note,
                "yes": line.counts.yes,
                "partial": line.counts.partial,
                "no": line.counts.no,
                "not_recorded": line.counts.not_recorded,
                "not_applicable": line.counts.not_applicable,
                "blank": line.counts.blank,
                "not_understood": line.counts.not_understood,
                "n_eff": line.n_eff,
                "s_eff": line.s_eff,
                "p_green": line.p_green,
                "p_red": line.p_red,
                "from": line.first,
                "to": line.last,
            }
            for finding in what.criteria
            for line in finding.lines
        ]
    )
