"""What each number and each day in a sentence has to be, from the raw evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import floor

from daready.evidence.model import Case, Cases, CaseSheet, Month, Source
from daready.rubric.model import Criterion, Line, Measure, Policy
from daready.rubric.terms import Colour, Selection
from daready.scoring.known import Known, known_by
from daready.scoring.lines import line_finding
from daready.scoring.model import ClauseFinding, CriterionFinding, LineFinding
from tests.sentences import recount
from tests.sentences.recount import Chances, Tally
from tests.sentences.worlds import World


@dataclass(frozen=True)
class Said:
    """One sentence as it was printed: its code, what stood in its gaps, and what it was said of."""

    code: str
    gaps: dict[str, str]
    world: World
    known: Known
    finding: CriterionFinding
    line: LineFinding | None
    whole: bool = False
    """Whether it is said of the criterion as a whole."""

    @property
    def policy(self) -> Policy:
        return self.world.rubric.policy

    @property
    def criterion(self) -> Criterion:
        return self.world.rubric.criteria[self.finding.id]

    @property
    def about(self) -> LineFinding:
        assert self.line is not None, f"{self.code} is said of no line"
        return self.line

    @cached_property
    def written(self) -> Line:
        """The line as the rubric has it."""
        return next(line for line in self.criterion.lines if line.id == self.about.id)

    @property
    def is_list(self) -> bool:
        return self.world.rubric.form[self.written.form].complete

    @property
    def until(self) -> Month:
        last = self.about.last
        return Month.of(last if last is not None else self.world.as_at)

    @cached_property
    def tally(self) -> Tally:
        """The answers the line's numbers come from."""
        if self.is_list:
            return recount.listed(self.world, self.written, self.until)
        picked = self.about.note in ("learning_sample", "selection_not_stated")
        picked = picked or (self.about.note == "expired" and not self._valid_in_last)
        key = "tally", self.about.id, self.until, picked
        return recount.once(
            self.world, key, lambda: recount.tally(self.world, self.written, self.until, picked=picked)
        )

    @property
    def _valid_in_last(self) -> bool:
        """Whether a valid sample is of the month that the line's evidence ends with."""
        known = recount.answers(self.world, self.about.id)
        return any(one.month == self.until and one.selection in recount.VALID for one in known)

    @cached_property
    def cuts(self) -> tuple[float, float]:
        usual = self.policy.green_from_critical if self.criterion.critical else self.policy.green_from
        return self.written.green_from or usual, self.written.red_below or self.policy.red_below

    @cached_property
    def chances(self) -> list[Chances]:
        """On each day on which the colour may have been found."""
        key = "chances", self.criterion.id, self.about.id, self.until, self.about.note
        return recount.once(self.world, key, self._chances)

    def _chances(self) -> list[Chances]:
        found = []
        for day in recount.days_of(self.until, self.world.as_at):
            met, of = self.tally.weighted(day)
            found.append(recount.chances(met, of, *self.cuts))
        return found

    @cached_property
    def recent(self) -> tuple[int, int]:
        """Met and answered in the latest months that fell."""
        months = [*self.tally.by_month().values()][-self.about.recent :]
        return sum(met for met, _ in months), sum(of for _, of in months)

    @cached_property
    def figures(self) -> tuple[int, int]:
        found = recount.figures(self.world, self.written, self.until)
        return sum(f.numerator for f in found), sum(f.denominator for f in found)

    @property
    def is_measure(self) -> bool:
        return self.about.kind == "measure"

    def colour_on(self, day: date) -> Colour:
        """The line's colour on a later day, from what is known now."""
        return line_finding(self.world.rubric, self.criterion, self.written, self.known, day).colour


def percent(value: float) -> str:
    return f"{floor(value * 100 + 1e-9)}%"


def share(met: int, of: int) -> str:
    return f"{met * 100 // of}%" if of else "none"


def met_of(said: Said) -> tuple[int, int]:
    if said.is_measure:
        return said.figures
    return said.tally.met, said.tally.answered


def seen(said: Said) -> str:
    """Cases or a part of a whole with its share; a count, or so many of one thing for another, without one."""
    met, of = met_of(said)
    item = said.world.rubric.item[said.about.id]
    if isinstance(item, Measure) and item.unit != "percent":
        return f"{met:,} for {of:,} ({100 * met // of} per 100)" if of else f"{met:,}"
    return f"{met} of {of}{'' if said.is_measure else ' met it'} ({share(met, of)})"


def _aged(said: Said, day: date) -> str:
    worth = floor(said.tally.weighted(day)[1] * 10 + 1e-9) / 10
    less = worth < said.tally.answered
    return f" (counting as {worth}, since older cases count less)" if less else ""


def _band(said: Said) -> str:
    green, red = said.cuts
    if said.about.colour is Colour.RED:
        return f"below {percent(red)}"
    return f"from {percent(red)} to below {percent(green)}"


def _agreement(said: Said) -> tuple[int, int]:
    """Answers given alike by two auditors, of the pairs that are answers."""
    question = said.about.id.split("/")[1]
    marks = [m for m in said.world.evidence.double_marks if question in m.questions]
    told = "YPNR"
    pairs = [tuple(mark[m.questions.index(question)] for mark in m.marks[:2]) for m in marks]
    both = [[chr(b).replace("R", "N") for b in pair] for pair in pairs if all(chr(b) in told for b in pair)]
    return sum(one == other for one, other in both), len(both)


def _cases_to_green(said: Said) -> str:
    """Compliant cases in a row that would prove it though all that is not known had failed, by trying one by one."""
    end = Month.of(max(said.world.as_at, said.until.last))
    kept = [
        a
        for a in said.tally.answers
        if recount.months_between(a.month, end.last) <= said.policy.max_age_months
    ]
    told = replace(said.tally, answers=tuple(kept))
    met, of = told.weighted(end.last)
    of += told.not_known(end.last)
    for more in range(1001):
        sure = recount.chances(met + more, of + more, *said.cuts).green
        if sure >= said.policy.green_conf - 1e-9 and met + more >= said.policy.n_min - 1e-9:
            return str(more)
    return "more than 1,000"


def weights_are_right(said: Said) -> bool:
    """Whether the weighted counts that cases to green are reckoned from are those of some day."""
    s, n = said.about.s_eff or 0.0, said.about.n_eff or 0.0
    days = recount.days_of(said.until, said.world.as_at)
    return any(
        abs(s - met) < 1e-6 and abs(n - of) < 1e-6 for met, of in (said.tally.weighted(day) for day in days)
    )


def proves(said: Said, more: int) -> bool:
    """Whether so many compliant cases of this month, chosen at random, do make the line Green."""
    form, item = said.about.id.split("/")
    month = Month.of(said.world.as_at)
    cases = Cases.of(Case(2 + at, month, None, Selection.RANDOM) for at in range(more))
    source = Source("More.xlsx", "f" * 64)
    sheet = CaseSheet(source, "Audit", form, (item,), b"Y" * more, cases, {})
    evidence = replace(said.world.evidence, cases=(*said.world.evidence.cases, sheet))
    known = known_by(said.world.rubric, evidence, said.world.as_at)
    found = line_finding(said.world.rubric, said.criterion, said.written, known, said.world.as_at)
    return found.colour is Colour.GREEN or found.note in ("hidden_red", "recent_fall", "fallen")


def _last(said: Said) -> str | set[str]:
    if said.about.kind == "judgement":
        return said.about.last.isoformat() if said.about.last else ""
    if said.is_measure:
        found = recount.figures(said.world, said.written, said.until)
        return max(f.month for f in found).last.isoformat()
    known = [one for one in recount.answers(said.world, said.about.id) if one.month <= said.until]
    ways = [
        {one.month for one in known if one.selection in kinds} for kinds in (recount.VALID, recount.PICKED)
    ]
    return {max(months).last.isoformat() for months in ways if months}


def _unsafe(said: Said) -> dict[object, bool]:
    return {**recount.unsafe(said.world, said.criterion)}


def _titles(said: Said, ids: Iterator[str]) -> str:
    titles = {line.id: line.title for line in said.finding.lines}
    return "; ".join(titles[one] for one in ids if one in titles)


def _clauses(said: Said, wanted: Callable[[ClauseFinding], bool]) -> str:
    return "; ".join(clause.says.rstrip(".") for clause in said.finding.clauses if wanted(clause))


def not_asked(said: Said, clause: ClauseFinding) -> bool:
    """Whether nothing was received on any line that can prove a clause."""
    part = next(part for part in said.criterion.parts if part.id == clause.id)
    proving = said.criterion.proving(part).intersection(clause.lines)
    return not any(recount.received(said.world, line) for line in said.criterion.lines if line.id in proving)


Expected = Callable[[Said], "str | set[str]"]

EXPECTED: dict[str, Expected] = {
    "met": lambda said: str(met_of(said)[0]),
    "n": lambda said: str(met_of(said)[1]),
    "share": lambda said: share(*met_of(said)),
    "aged": lambda said: {_aged(said, day) for day in recount.days_of(said.until, said.world.as_at)},
    "band": _band,
    "seen": seen,
    "failed": lambda said: str(said.tally.failed),
    "passed": lambda said: str(said.tally.answered - said.tally.failed),
    "partly": lambda said: str(said.tally.partly),
    "unclear": lambda said: str(said.tally.unclear),
    "items": lambda said: str(said.tally.answered + said.tally.unclear),
    "not_applicable": lambda said: str(said.tally.not_applicable),
    "green_from": lambda said: percent(said.written.green_from or 0 if said.is_measure else said.cuts[0]),
    "amber_from": lambda said: percent(said.written.amber_from or 0),
    "green_to": lambda said: percent(said.written.green_to or 0),
    "amber_to": lambda said: percent(said.written.amber_to or 0),
    "standard": lambda said: (
        f"{percent(said.written.green_to)} or less"
        if said.written.green_to is not None
        else f"{percent(said.written.green_from or 0)} or more"
    ),
    "questioned": lambda said: said.about.questioned,
    "red_below": lambda said: percent(said.cuts[1]),
    "sure_green": lambda said: {percent(each.green) for each in said.chances},
    "sure_red": lambda said: {percent(each.red) for each in said.chances},
    "n_min": lambda said: str(said.policy.n_min),
    "recent": lambda said: "month" if said.about.recent == 1 else f"{said.about.recent} months",
    "recent_met": lambda said: str(said.recent[0]),
    "recent_n": lambda said: str(said.recent[1]),
    "recent_share": lambda said: share(*said.recent),
    "agreed": lambda said: str(_agreement(said)[0]),
    "pairs": lambda said: str(_agreement(said)[1]),
    "cases_to_green": _cases_to_green,
    "last": _last,
    "colour": lambda said: said.about.colour.value.capitalize(),
    "unsafe": lambda said: str(len(_unsafe(said)) + _unnamed(said)),
    "unsafe_high": lambda said: str(sum(_unsafe(said).values())),
    "proven": lambda said: str(sum(clause.colour is Colour.GREEN for clause in said.finding.clauses)),
    "clauses": lambda said: str(len(said.finding.clauses)),
    "unasked": lambda said: _clauses(said, lambda clause: not_asked(said, clause)),
    "unshown": lambda said: _clauses(
        said, lambda clause: not not_asked(said, clause) and clause.colour is Colour.GREY
    ),
    "ask": lambda said: _titles(
        said, (clause.lines[0] for clause in said.finding.clauses if not_asked(said, clause))
    ),
    "required": lambda said: next((line.title for line in said.finding.lines if line.required), ""),
    "day": lambda said: said.world.signed.isoformat() if said.world.signed else "",
}
"""What has to stand in each gap; of a set, one of them. Days to come, and names, are looked at by the claims."""


def _unnamed(said: Said) -> int:
    """Those who failed a safety question in totals, which name nobody."""
    safety = {line.id for line in said.criterion.lines if recount.is_safety(said.world, line)}
    known = [f for f in said.world.evidence.figures if f.item in safety and f.month.first <= said.world.as_at]
    return sum(f.denominator - f.numerator for f in known)


def yesterday(day: date) -> date:
    return day - timedelta(days=1)
