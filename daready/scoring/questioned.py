"""Figures can be wrong (A19): what only has to be understood is questioned beyond its bounds, or where it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from daready.evidence.model import Figure
from daready.rubric.criterion import QuestionIf
from daready.rubric.model import Line, Policy
from daready.rubric.terms import Colour
from daready.scoring.distributions import binomial_limit
from daready.scoring.model import LineFinding, MonthPoint
from daready.scoring.records import latest_months, measure_points
from daready.scoring.trend import LEAST_POINTS


def questioned(finding: LineFinding, line: Line, figures: Sequence[Figure], policy: Policy) -> LineFinding:
    """A19: the finding of a measure that only has to be understood, at best Amber where its value is in question.

    ``figures``: all that count, since the last rebase. A Grey finding stays Grey; its question still keeps its
    criterion from Green, however old it grows, until a newer figure answers it (A14). Without ``question_if`` a
    fall alone raises one.
    """
    if line.direction != "understand" or finding.note in ("not_returned", "denominator_small"):
        return finding
    found = "; ".join(_questions(line.question_if or _FALL, finding, line, figures, policy))
    if not found:
        return finding
    finding = replace(finding, questioned=found)
    if finding.colour is not Colour.GREEN:
        return finding
    return replace(finding, colour=Colour.AMBER, note="figure_unexplained", rule="A19")


_FALL = QuestionIf(moves="falling", why="A19: what falls by R2 is questioned, whatever else is asked.")


def _questions(
    asked: QuestionIf, finding: LineFinding, line: Line, figures: Sequence[Figure], policy: Policy
) -> Iterator[str]:
    latest = latest_months(line, figures, policy)
    met, of = sum(f.numerator for f in latest), sum(f.denominator for f in latest)
    if of and asked.below is not None and Fraction(met, of) < Fraction(str(asked.below)):
        yield f"below {per_hundred(asked.below)}"
    if of and asked.above is not None and Fraction(met, of) > Fraction(str(asked.above)):
        yield f"above {per_hundred(asked.above)}"
    course = _course(finding, figures, policy)
    if course is not None and asked.moves in (course, "either"):
        yield f"{course} by more than chance explains"


def per_hundred(rate: float) -> str:
    """A rate as people say it: 33 in 100, 40 in 10,000, 100 for each one."""
    if rate >= 10:
        return f"{rate:g} for each one"
    return f"{rate * 100:g} in 100" if rate >= 0.01 else f"{rate * 10_000:g} in 10,000"


def _course(finding: LineFinding, figures: Sequence[Figure], policy: Policy) -> str | None:
    """Which way it moves: by its chart (R2), or where it is a count, by its latest months against those before."""
    if finding.trend is not None:
        return None if finding.trend.trial or finding.trend.course == "common" else finding.trend.course
    return _course_of_a_count([point for point in measure_points(figures) if not point.of], policy)


def _course_of_a_count(points: list[MonthPoint], policy: Policy) -> str | None:
    """R5.2's window of latest months against those before: large counts change in every month, so it takes a share
    besides, and A21's bar, for it is asked every month.
    """
    latest_months, sure, change = (
        policy.measure_window_months,
        policy.recent_fall_conf,
        policy.count_change,
    )
    points = points[-LEAST_POINTS:]
    if len(points) < max(LEAST_POINTS, latest_months + 1):
        return None
    latest = sum(point.met for point in points[-latest_months:])
    every = sum(point.met for point in points)
    share = latest_months / len(points)
    expected = every * share
    if latest > (1 + change) * expected and latest > binomial_limit(every, share, sure):
        return "rising"
    rest = every - latest
    if latest < (1 - change) * expected and rest > binomial_limit(every, 1 - share, sure):
        return "falling"
    return None
