"""The force's own questions in a part of their own: counted and coloured as any other, and part of no criterion."""

from __future__ import annotations

from daready.report.colours import coloured
from daready.report.shapes import ANSWER_COUNTS, Column, Row, Table, filled, row
from daready.report.words import meaning
from daready.scoring.model import Assessment, LineFinding

_MONTHS = 6
"""So many of its latest months stand beside each question."""


def own_questions(assessment: Assessment) -> tuple[Table, ...]:
    """One table where a form of the force's own asks anything that no criterion does, else none."""
    if not assessment.own:
        return ()
    columns = (
        Column("Our own question", 44),
        Column("Colour", 12, "colour"),
        Column("What it says", 30),
        *ANSWER_COUNTS,
        Column("From", 13, "date"),
        Column("To", 13, "date"),
        Column("Met, month by month", 44),
    )
    return (
        Table(
            sheet="Our own questions",
            title="What your own form asks besides",
            name="own_questions",
            columns=columns,
            rows=filled(columns, [_own(line) for line in assessment.own]),
            notes=(
                "Coloured by the same rules as any audit question. No criterion asks them, so they are part of no "
                "other colour and of no count of criteria.",
            ),
        ),
    )


def _own(line: LineFinding) -> Row:
    counts = line.counts
    answers = (counts.yes, counts.partial, counts.no, counts.not_recorded)
    unusable = (counts.not_applicable, counts.blank, counts.not_understood)
    return row(
        line.title,
        coloured(line.colour),
        meaning(line.note).words,
        *answers,
        *unusable,
        line.first,
        line.last,
        month_by_month(line),
    )


def month_by_month(line: LineFinding) -> str:
    """The share met of each of the latest months, with its counts."""
    points = [point for point in line.points if point.of][-_MONTHS:]
    return "; ".join(f"{point.month}: {point.met} of {point.of}" for point in points)
