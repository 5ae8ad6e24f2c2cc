"""What is tried on a board, and what is counted: colours that are true and false, falls that are and are not there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from daready.rubric.model import Clause, Rubric
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.model import Assessment, CriterionFinding, LineFinding
from daready.scoring.since import Baseline, Before, Time, rates
from tests.benchmarks.boards.made import Board, World, board, last_day, sampled, truths

Numbers = dict[str, float]
"""What one board came to, each count under what it is called."""

Trial = Callable[[Rubric, str], Numbers]
"""One board of a scenario, from a seed."""

LOOKS = (1, 3, 6, 12)
"""The months at whose end a board is looked at."""

FALLS = frozenset({"recent_fall", "fallen", "fall_not_answered"})
FALSE_WORDS = frozenset({"improved", "deteriorated", "slipped"})
"""What a comparison says of a change in practice; false where practice stayed what it was."""


def steady(
    rate: float, rubric: Rubric, seed: str, *, apart: float = 1, looks: Sequence[int] = LOOKS
) -> Numbers:
    """Every question at one true rate."""
    world = World(lambda line, month: rate, lambda line: rate, apart)
    made = board(rubric, world, max(looks), seed)
    true = truths(rubric, world, 0)
    found: Numbers = {}
    for number in looks:
        found |= {f"month {number}: {name}": of for name, of in _colours(_rated(made, number), true).items()}
    return found


def _rated(made: Board, number: int, baseline: Baseline | None = None) -> Assessment:
    return assess(made.rubric, made.until(number), as_at=last_day(number), baseline=baseline)


def _colours(assessed: Assessment, true: dict[str, Colour]) -> Numbers:
    tally = Counter(finding.colour for finding in assessed.criteria)
    reds = [f for f in assessed.criteria if f.colour is Colour.RED and true[f.id] is not Colour.RED]
    greens = [f for f in assessed.criteria if f.colour is Colour.GREEN and true[f.id] is not Colour.GREEN]
    return {
        **{colour.value.capitalize(): tally[colour] for colour in Colour},
        "false Green": len(greens),
        "false Red": len(reds),
        "false Red, firm": sum(not _provisional(finding) for finding in reds),
        "overall Red": assessed.overall is Colour.RED,
        **_held_down(assessed, true),
    }


def _held_down(assessed: Assessment, true: dict[str, Colour]) -> Numbers:
    """Why criteria that are truly Green are not: how many by each note."""
    short = [f for f in assessed.criteria if true[f.id] is Colour.GREEN and f.colour is not Colour.GREEN]
    return {
        f"truly Green, shown less by {note}": of
        for note, of in sorted(Counter(f.notes[0] for f in short).items())
    }


def _provisional(finding: CriterionFinding) -> bool:
    """Whether a Red rests on a question that is more likely than not Red, and no more."""
    line = next((line for line in finding.lines if line.id == finding.deciding), None)
    return line is not None and (line.note == "provisional" or "provisional" in line.flags)


def year(rate: float, rubric: Rubric, seed: str) -> Numbers:
    """Every question at one true rate, looked at each month and compared with the month before."""
    world = World(lambda line, month: rate, lambda line: rate)
    made = board(rubric, world, 12, seed)
    before = _rated(made, 1)
    fell, words = {*_fallen(rubric, before)}, []
    for number in range(2, 13):
        compared = _rated(made, number, _baseline(before))
        words.append(sum(finding.movement in FALSE_WORDS for finding in compared.criteria))
        before = _rated(made, number)
        fell |= {*_fallen(rubric, before)}
    questions = [line.id for _, line in _questions(rubric, before)]
    return {
        "questions called fallen or falling in a year, per 100": 100 * len(fell) / len(questions),
        "false words a comparison": sum(words) / len(words),
    }


def _baseline(then: Assessment) -> Baseline:
    """An assessment as it would be signed off."""
    return Baseline(Time.of(then.as_at, held=True), {f.id: Before(f.colour, rates(f)) for f in then.criteria})


def _questions(rubric: Rubric, assessed: Assessment) -> Iterator[tuple[CriterionFinding, LineFinding]]:
    for finding in assessed.criteria:
        for line in rubric.criteria[finding.id].lines:
            if sampled(rubric, line):
                yield finding, next(found for found in finding.lines if found.id == line.id)


def _fallen(rubric: Rubric, assessed: Assessment) -> Iterator[str]:
    return (
        line.id for _, line in _questions(rubric, assessed) if not FALLS.isdisjoint({line.note, *line.flags})
    )


def one_low(low: float, rubric: Rubric, seed: str, *, figures: bool) -> Numbers:
    """In each criterion that audits can see, one clause at another rate, and all else at 97 %.

    ``figures``: whether the figures of the clause stand as low as its questions; if not, nothing but the questions
    gives it away.
    """
    dice = random.Random(f"clauses of {seed}")
    clauses = [part.lines for name in rubric.criteria for part in _one_clause(rubric, name, dice)]
    lowered = {line for lines in clauses for line in lines}
    told = lowered if figures else set[str]()
    world = World(
        lambda line, month: low if line in lowered else 0.97, lambda line: low if line in told else 0.97
    )
    made = board(rubric, world, 6, seed)
    true = truths(rubric, world, 0)
    touched = [
        name for name, c in rubric.criteria.items() if lowered.intersection(line.id for line in c.lines)
    ]
    found: Numbers = {"criteria with a low clause": len(touched)}
    for number in (1, 3, 6):
        assessed = {finding.id: finding for finding in _rated(made, number).criteria}
        greens = sum(
            assessed[name].colour is Colour.GREEN and true[name] is not Colour.GREEN for name in touched
        )
        red = [assessed[name].colour is Colour.RED for name in touched]
        enough = [name for name in touched if _answered(assessed[name], lowered) >= rubric.policy.n_min]
        of_enough = [assessed[name].colour is Colour.RED for name in enough]
        found |= {
            f"month {number}: false Green": greens,
            f"month {number}: Red, per 100 low clauses": 100 * sum(red) / len(red),
            f"month {number}: Red, per 100 low clauses with 12 answers": 100
            * sum(of_enough)
            / len(of_enough),
        }
    return found


def _one_clause(rubric: Rubric, name: str, dice: random.Random) -> list[Clause]:
    """A clause that audits can see, at random; none where a criterion has none."""
    criterion = rubric.criteria[name]
    audited = {line.id for line in criterion.lines if sampled(rubric, line)}
    clauses = [part for part in criterion.parts if audited.intersection(part.lines)]
    return [dice.choice(clauses)] if clauses else []


def _answered(finding: CriterionFinding, lines: set[str]) -> int:
    """How many cases answered the low question that most of them did."""
    return max(line.counts.n for line in finding.lines if line.id in lines and line.kind == "audit")


BEFORE = 9
"""Months before a fall."""


def falling(after: float, rubric: Rubric, seed: str) -> Numbers:
    """Every question at 96 % for nine months, then at another rate for three."""
    world = World(lambda line, month: 0.96 if month < BEFORE else after)
    made = board(rubric, world, BEFORE + 3, seed)
    found: Numbers = {}
    for number in (1, 2, 3):
        assessed = _rated(made, BEFORE + number)
        asked = [(finding, line) for finding, line in _questions(rubric, assessed) if line.required]
        when = f"{number} month{'s' if number > 1 else ''} after"
        told = {
            "question Red": [line.colour is Colour.RED for _, line in asked],
            "question called fallen or falling": [
                not FALLS.isdisjoint({line.note, *line.flags}) for _, line in asked
            ],
            "question still Green": [line.colour is Colour.GREEN for _, line in asked],
            "criterion Red": [finding.colour is Colour.RED for finding, _ in asked],
            "criterion still Green": [finding.colour is Colour.GREEN for finding, _ in asked],
        }
        found |= {f"{when}: {name}, per 100": 100 * sum(each) / len(each) for name, each in told.items()}
    return found


class Scenario(NamedTuple):
    """A trial under its name."""

    name: str
    trial: Trial


SCENARIOS = (
    *(
        Scenario(f"everything at {rate:.0%}", partial(steady, rate))
        for rate in (0.98, 0.97, 0.95, 0.90, 0.82, 0.70)
    ),
    *(
        Scenario(
            f"everything at {rate:.0%}, not applicable {much}",
            partial(steady, rate, apart=apart, looks=(1, 3)),
        )
        for rate in (0.97, 0.82)
        for much, apart in (("half as often", 0.5), ("never", 0.0))
    ),
    *(Scenario(f"a year at {rate:.0%}", partial(year, rate)) for rate in (0.97, 0.90, 0.82)),
    *(
        Scenario(
            f"one clause at {rate:.0%}, {'with' if figures else 'but not'} its figures, the rest at 97%",
            partial(one_low, rate, figures=figures),
        )
        for rate in (0.80, 0.60)
        for figures in (True, False)
    ),
    *(Scenario(f"from 96% to {rate:.0%}", partial(falling, rate)) for rate in (0.80, 0.70)),
)
