"""How far to trust the page: what was looked at, what was not asked, what may be wrong, and what rests on a claim."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from daready.report.first.view import Fact
from daready.report.words import count
from daready.rubric.terms import Colour
from daready.scoring.model import NEVER_ASKED, Assessment, CriterionFinding, ExpectedWrong


def trust(assessment: Assessment) -> tuple[Fact, ...]:
    """Bold figure, plain sentence; what does not apply is left out."""
    return tuple(_facts(assessment))


def _facts(assessment: Assessment) -> Iterator[Fact]:
    known, of = assessment.share_assessed
    yield Fact(f"{known} of {of}", f"criteria assessed; {assessment.direct_looks} seen directly")
    parts = [clause for c in assessment.criteria for clause in c.clauses]
    unasked = sum(not clause.asked for clause in parts)
    if unasked:
        yield Fact(f"{unasked} of {len(parts)}", "parts of the criteria nobody asked about")
    green = [c for c in assessment.criteria if c.colour is Colour.GREEN]
    lacking = sum(map(_leaves_out, green))
    if lacking:
        leave = "leaves" if lacking == 1 else "leave"
        greens = "green" if len(green) == 1 else "greens"
        yield Fact(f"{lacking} of {len(green)}", f"{greens} {leave} questions unasked")
    yield from _wrong(assessment.false_greens, assessment.false_reds)
    for n, on in ((assessment.selection_claimed, _CLAIM), (assessment.selection_not_stated, _SILENT)):
        if n:
            yield Fact(str(n), f"{'finding rests' if n == 1 else 'findings rest'} on {on}")
    admitted = sum("admitted_weakness" in c.notes for c in assessment.criteria)
    if admitted:
        criteria = "criterion has" if admitted == 1 else "criteria have"
        yield Fact(str(admitted), f"{criteria} weak points that our own papers admit")
    if assessment.reword:
        asked = "question" if len(assessment.reword) == 1 else "questions"
        yield Fact(str(len(assessment.reword)), f"{asked} that two auditors do not read alike")
    yield from _months(assessment)
    if assessment.in_doubt:
        rows = "row that may be a case is" if assessment.in_doubt == 1 else "rows that may be cases are"
        yield Fact(str(assessment.in_doubt), f"{rows} not counted")
    if assessment.later:
        yield Fact(str(assessment.later), "cases dated after today, not counted")


_CLAIM = "a later claim of how cases were chosen"
_SILENT = "sheets that do not say how cases were chosen"


def _months(assessment: Assessment) -> Iterator[Fact]:
    """In how many of the twelve months up to the newest with audited cases there are any; a few others by name."""
    months = {
        point.month
        for c in assessment.criteria
        for line in c.lines
        if line.kind == "audit" and line.strength == "A"
        for point in line.points
        if point.of
    }
    if not months:
        return
    newest = max(months)
    lacking = [month for at in range(1 - _YEAR, 1) if (month := newest.later(at)) not in months]
    if lacking:
        named = ", ".join(f"{month.first:%b %Y}" for month in lacking)
        beside = f"; none in {named}" if len(lacking) <= _NAMED else ""
        told = f"months to {newest.last:%B %Y} have audited cases{beside}"
        yield Fact(f"{_YEAR - len(lacking)} of {_YEAR}", told)


_YEAR, _NAMED = 12, 2


def _leaves_out(c: CriterionFinding) -> bool:
    """Whether a green has a question, a figure or a paper of its own that nobody sent (A13)."""
    return any(line.note in NEVER_ASKED and line.owner == "force" for line in c.lines)


def _wrong(greens: ExpectedWrong, reds: ExpectedWrong) -> Iterator[Fact]:
    """R1.10: of the colours that audits decided, so many are wrong because samples are small."""
    said = [
        (_about(expected), f"of {count(expected.of, colour)}")
        for colour, expected in (("green", greens), ("red", reds))
        if expected.of
    ]
    if said:
        (figure, of), *other = said
        also = "".join(
            f", and {'' if about == figure else f'{about.lower()} '}{them}" for about, them in other
        )
        yield Fact(figure, f"{of}{also}, likely wrong as samples are small")


def _about(expected: ExpectedWrong) -> str:
    return f"About {floor(expected.wrong + 0.5)}" if expected.wrong >= 0.5 else "Under 1"
