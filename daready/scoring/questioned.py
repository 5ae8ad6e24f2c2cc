"""Figures can be wrong (A19): what only has to be understood is questioned beyond its bounds, or where it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from daready.evidence.model import Figure, Month
from daready.rubric.criterion import QuestionIf
from daready.rubric.model import Line
from daready.rubric.terms import Colour
from daready.scoring.distributions import binomial_limit
from daready.scoring.model import LineFinding, MonthPoint
from daready.scoring.trend import LEAST_POINTS


def questioned(finding: LineFinding, line: Line, figures: Sequence[Figure]) -> LineFinding:
    """A19: the finding of a measure that only has to be understood, at best Amber where its value is in question.

    ``figures``: of the months that it takes together. A Grey finding stays Grey; its question still keeps its
    criterion from Green.
    """
    if line.question_if is None or finding.note in ("not_returned", "expired", "denominator_small"):
        return finding
    met, of = sum(f.numerator for f in figures), sum(f.denominator for f in figures)
    found = "; ".join(_questions(line.question_if, finding, met, of))
    if not found:
        return finding
    finding = replace(finding, questioned=found)
    if finding.colour is not Colour.GREEN:
        return finding
    return replace(finding, colour=Colour.AMBER, note="figure_unexplained", rule="A19")


def _questions(asked: QuestionIf, finding: LineFinding, met: int, of: int) -> Iterator[str]:
    if of and asked.below is not None and Fraction(met, of) < Fraction(str(asked.below)):
        yield f"below {_per_hundred(asked.below)}"
    if of and asked.above is not None and Fraction(met, of) > Fraction(str(asked.above)):
        yield f"above {_per_hundred(asked.above)}"
    course = _course(finding)
    if course is not None and asked.moves in (course, "either"):
        yield f"{course} by more than chance explains"


def _per_hundred(rate: float) -> str:
    return f"{rate * 100:g} in 100" if rate >= 0.01 else f"{rate * 10_000:g} in 10,000"


def _course(finding: LineFinding) -> str | None:
    """Which way it moves: by its chart (R2), or where it is a count, by its latest months against those before."""
    if finding.trend is not None:
        return None if finding.trend.trial or finding.trend.course == "common" else finding.trend.course
    return _course_of_a_count([point for point in finding.points if not point.of])


_LATEST = 3
"""So many of a count's latest months are held against those before them: a local default, as R5.2's window is."""

_CHANGE = 0.2
"""A count is said to move where it changed by this share: a local default; large counts change in every month."""

_SURE = 0.9985
"""And where chance explains so much with no more than 1 - this: A21's bar, for a count that is asked every month."""


def _course_of_a_count(points: list[MonthPoint]) -> str | None:
    points = points[-LEAST_POINTS:]
    if len(points) < LEAST_POINTS or not _in_a_row([point.month for point in points]):
        return None
    latest = sum(point.met for point in points[-_LATEST:])
    every = sum(point.met for point in points)
    expected = every * _LATEST / len(points)
    share = _LATEST / len(points)
    if latest > (1 + _CHANGE) * expected and latest > binomial_limit(every, share, _SURE):
        return "rising"
    rest = every - latest
    if latest < (1 - _CHANGE) * expected and rest > binomial_limit(every, 1 - share, _SURE):
        return "falling"
    return None


def _in_a_row(months: list[Month]) -> bool:
    return all(later.ordinal - one.ordinal == 1 for one, later in pairwise(months))
