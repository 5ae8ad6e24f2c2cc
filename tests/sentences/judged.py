"""A whole board's sentences judged: each read back, its gaps counted anew, its claims tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from daready.planning.gaps import gaps
from daready.report.explain import explain
from daready.report.summary import summary
from daready.rubric.terms import Colour
from daready.scoring.assess import _combined, assess
from daready.scoring.known import Known, known_by
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.reasons import line_sentence
from daready.scoring.since import Baseline, Before, Time, rates
from tests.sentences import beside, pages, recount
from tests.sentences.claims import CLAIMS
from tests.sentences.facts import EXPECTED, Said, seen
from tests.sentences.reading import Reader
from tests.sentences.worlds import World


class Falsehood(NamedTuple):
    """Something said that is not so: its kind, and where."""

    kind: str
    where: str


def rated(world: World) -> Assessment:
    baseline = None
    if world.signed is not None:
        then = assess(world.rubric, world.evidence, as_at=world.signed)
        before = {f.id: Before(f.colour, rates(f)) for f in then.criteria}
        baseline = Baseline(Time.of(world.signed, held=True), before)
    return assess(world.rubric, world.evidence, as_at=world.as_at, baseline=baseline)


def falsehoods(world: World, assessed: Assessment | None = None) -> Iterator[Falsehood]:
    """Whatever is said of a board that is not so."""
    assessed = assessed or rated(world)
    known = known_by(world.rubric, world.evidence, world.as_at)
    for finding in assessed.criteria:
        yield from of_criterion(world, known, finding)
    yield from of_pages(world, assessed)


def of_pages(world: World, assessed: Assessment) -> Iterator[Falsehood]:
    """What themes, requirements, the first page, the board paper and explain say that is not so."""
    seen = pages.Printed(world, assessed)
    found = gaps(assessed, world.rubric)
    page = summary(assessed)
    yield from (Falsehood("a theme", text) for text in pages.themes(seen))
    yield from (Falsehood("a requirement", text) for text in pages.requirements(seen))
    yield from (Falsehood("the first page", text) for text in pages.false_lines(seen, pages.lines_of(page)))
    yield from (Falsehood("the first page's tables", text) for text in pages.grids_of(seen, page))
    yield from (Falsehood("the first page's remedies", text) for text in pages.remedies(seen, found))
    for finding in assessed.criteria:
        told = [*explain(finding, world.rubric.criteria[finding.id], world.rubric.policy)]
        own = [
            finding.reason,
            f"{finding.title} ({finding.id}, {finding.ref})",
            world.rubric.criteria[finding.id].statement,
        ]
        own += [line_sentence(line, world.rubric.policy)[0] for line in finding.lines]
        lines = pages.explained(seen._replace(finding=finding), told, own)
        yield from (Falsehood(_of_explain(text), f"{finding.ref}: {text}") for text in lines)


def _of_explain(text: str) -> str:
    return "explain: likely without a chance" if "it is likely to" in text else "explain"


def of_criterion(world: World, known: Known, finding: CriterionFinding) -> Iterator[Falsehood]:
    reader = Reader(world, known, finding)
    for line in finding.lines:
        for said in reader.line(line, *line_sentence(line, world.rubric.policy)):
            yield from _false(said)
    if finding.notes[:1] in (("not_re_evidenced",), ("partly_re_evidenced",)) or finding.previous:
        return  # what is said of newer evidence alone is tried in tests/scoring/test_since.py
    for said in reader.reason(finding.reason, finding.to_green):
        yield from _false(said)
        yield from _last_day(said)
    yield from _as_a_whole(world, finding)


def _false(said: Said) -> Iterator[Falsehood]:
    where = f"{said.finding.ref} {said.line.id if said.line else ''}"
    if said.line is not None and said.line.newer_than is not None:
        return  # the numbers of newer evidence alone are tried in tests/scoring/test_since.py
    if said.finding.previous is Colour.GREEN and _narrowed(said):
        yield Falsehood("a window narrowed by a baseline, without a word", where)
        return
    for gap, found in said.gaps.items():
        if gap in EXPECTED:
            wanted = EXPECTED[gap](said)
            if found not in ({wanted} if isinstance(wanted, str) else wanted):
                yield Falsehood(f"{said.code}: {gap}", f"{where}: {found}, not {wanted}")
    for claim in {**CLAIMS, **beside.CLAIMS}[said.code](said):
        yield Falsehood(f"{said.code}: {claim}", f"{where} {said.gaps}")


def _last_day(said: Said) -> Iterator[Falsehood]:
    """Where a criterion's own sentence says until when it counts, the criterion has its colour until then (A23)."""
    told = said.gaps.get("expires", "it is replaced")
    if said.finding.colour is not Colour.GREEN or told == "it is replaced":
        return
    day = recount.date.fromisoformat(told)
    if _combined(said.world.rubric, said.criterion, said.known, day)[0].colour is not Colour.GREEN:
        yield Falsehood("a criterion's last day is later than its colour's", f"{said.finding.ref}: {told}")


def _narrowed(said: Said) -> bool:
    """Whether a line counts only what is newer than a baseline."""
    line = said.line
    if line is None or line.kind not in ("audit", "measure"):
        return False
    if line.note in ("not_asked", "not_returned"):
        return recount.received(said.world, said.written)
    if line.kind == "measure":
        return (line.figure or seen(said)) != seen(said) or (
            not line.figure and line.counts.n != said.figures[1]
        )
    return bool(line.points) and line.counts.n != said.tally.answered


def _as_a_whole(world: World, finding: CriterionFinding) -> Iterator[Falsehood]:
    """What is asked of a criterion's reason, whatever its sentences are."""
    line = next((line for line in finding.lines if line.id == finding.deciding), None)
    note = finding.notes[0] if finding.notes else ""
    if (
        finding.colour is Colour.RED
        and line is not None
        and note == line.note
        and (line.then or line.note)
        in ("firm", "provisional", "early", "fallen", "hidden_red", "below_standard")
    ):
        cut = line.red_below if line.kind == "audit" else line.amber_from
        if cut is not None and f"{int(cut * 100 + 1e-9)}%" not in finding.reason:
            yield Falsehood("a Red without its yardstick", f"{finding.ref}: {finding.reason}")
    if note in ("unsafe", "unsafe_high_risk") and "sure that" in finding.reason:
        yield Falsehood("the rate beside a safety cap", f"{finding.ref}: {finding.reason}")
