"""From lines to a criterion's colour, from criteria to a theme's: rules, never averages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.audit import of_unclear
from daready.scoring.clauses import AS_FAR_AS_ASKED, ClauseState, Part, clause_state, conjunction, opinions
from daready.scoring.model import AmberKind, Assurance, ClauseFinding, EvidenceClass, LineFinding
from daready.scoring.steps import State, amber_kind, conflicts, of_class, start, warnings

ANY_CLASS: frozenset[EvidenceClass] = frozenset(("A", "B", "C", "D"))


@dataclass(frozen=True, slots=True)
class Combined:
    """A criterion's colour before it has words: what decided it, and everything else worth a note.

    ``at_worst``: the colour if every answer that is not known had failed (A6). ``if_safe``: the colour if every case
    that waits to be made safe had been (A2).
    """

    colour: Colour
    rule: str
    notes: tuple[str, ...]
    deciding: LineFinding | None
    amber: AmberKind | None
    assurance: Assurance
    clauses: tuple[ClauseFinding, ...] = ()
    at_best: Colour = Colour.GREY
    at_worst: Colour = Colour.GREY
    if_safe: Colour = Colour.GREY


def combine(
    lines: Sequence[LineFinding],
    *,
    parts: Sequence[Part] = (),
    min_lines: int,
    alone_from: float | None = None,
    second_line: frozenset[EvidenceClass] = ANY_CLASS,
) -> Combined:
    """R5.3 as amended by A1, A2, A4, A5 and A13.

    ``parts``: the clauses of the criterion; without them R5.3 over all lines, as published examples ask for.
    ``alone_from``: without parts, a valid audit with so many effective cases may stand alone.
    ``second_line``: the classes that count towards ``min_lines``; an assessment takes A and B only. Lines that
    share source records count as one. Lines owned by others than the force are shown and left out here (law 9).
    """

    def known(lines: Sequence[LineFinding]) -> Combined:
        shown = _once(lines, parts, min_lines, alone_from, second_line)
        unclear = [line for line in lines if line.at_worst is not None and line.owner == "force"]
        if not unclear:
            return shown
        worst = _once([line.at_worst or line for line in lines], parts, min_lines, alone_from, second_line)
        return _not_known(shown, worst, unclear[0])

    found = known(lines)
    waiting = any(line.unsafe for line in lines)
    safe = known([_made_safe(line) for line in lines]) if waiting else found
    return replace(found, if_safe=safe.colour)


def _made_safe(line: LineFinding) -> LineFinding:
    """The line if its cases that wait had been made safe; what failed has failed all the same."""
    worst = line.at_worst
    if worst is not None:
        high = worst.unsafe_high - line.unsafe_high
        worst = replace(worst, unsafe=worst.unsafe - line.unsafe, unsafe_high=high)
    return replace(line, unsafe=0, unsafe_high=0, at_worst=worst)


def _not_known(shown: Combined, at_worst: Combined, line: LineFinding) -> Combined:
    """A6 over the clauses and the whole: nothing is better than it may be if what is not known had failed.

    So what failed in one question of several is not blanked away, nor who is unsafe.
    """
    pairs = zip(shown.clauses, at_worst.clauses, strict=True)
    clauses = tuple(_clause_not_known(clause, bad.colour) for clause, bad in pairs)
    at_best = min(shown.at_best, of_unclear(shown.at_best, at_worst.at_best), key=WORST_FIRST.index)
    found = replace(shown, clauses=clauses, at_best=at_best, at_worst=at_worst.colour)
    colour = of_unclear(shown.colour, at_worst.colour)
    if colour is shown.colour:
        return found
    return replace(
        found,
        colour=colour,
        rule="A6",
        notes=tuple(dict.fromkeys(("answers_unclear", *shown.notes))),
        deciding=line,
        amber="unproven" if colour is Colour.AMBER else None,
        assurance="none" if colour is Colour.GREY else shown.assurance,
    )


def _clause_not_known(shown: ClauseFinding, at_worst: Colour) -> ClauseFinding:
    colour = of_unclear(shown.colour, at_worst)
    may_be_red = colour is Colour.GREY and at_worst is Colour.RED
    if colour is shown.colour and not may_be_red:
        return shown
    return replace(shown, colour=colour, note="answers_unclear")


def _once(
    lines: Sequence[LineFinding],
    parts: Sequence[Part],
    min_lines: int,
    alone_from: float | None,
    second_line: frozenset[EvidenceClass],
) -> Combined:
    force = [line for line in lines if line.owner == "force"]
    live = [line for line in force if line.live]
    clauses = [made for part in parts if (made := clause_state(part, force)) is not None]
    if clauses:
        state = conjunction(clauses, live, force)
        alone = all(any(_stands_alone(line) for line in clause.lines) for clause in clauses)
    else:
        state = conflicts(start(live, force), live)
        audits = [line for line in of_class(live, "A") if line.colour is Colour.GREEN]
        alone = alone_from is not None and any((line.n_eff or 0) >= alone_from for line in audits)
    # A line that fails is no second source for a Green: else a failure would lift the rest (law 16).
    heard = [line for line in live if line.strength in second_line and line.colour is not Colour.RED]
    one_source = not alone and independent(heard) < min_lines

    def as_a_whole(state: State) -> State:
        so_far = state.colour is Colour.AMBER and state.notes[:1] in AS_FAR_AS_ASKED
        if clauses and (state.colour is Colour.GREEN or so_far):
            state = opinions(state, live)
        if one_source and state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "R5.3.7", "single_source")
        elif one_source and so_far:
            state = state.noting("single_source")
        return _required(state, force)

    state = warnings(as_a_whole(state), force)
    of_none = [line for line in force if not any(line in clause.lines for clause in clauses)]
    at_best = _the_rest(warnings(as_a_whole(State(Colour.GREEN, "", (), None)), of_none), force)
    for code, noted in _noted(clauses, force, live):
        state = state.noting(code) if noted else state
    amber = amber_kind(state, live) if state.colour is Colour.AMBER else None
    return Combined(
        state.colour,
        state.rule,
        tuple(dict.fromkeys(state.notes)),
        state.deciding,
        amber,
        _assurance(state, live),
        tuple(clause.finding for clause in clauses),
        at_best.colour,
        state.colour,
    )


def _stands_alone(line: LineFinding) -> bool:
    return line.live and line.strength == "A" and line.stands_alone


def _noted(
    clauses: Sequence[ClauseState], force: Sequence[LineFinding], live: Sequence[LineFinding]
) -> Iterator[tuple[str, bool]]:
    """What is worth a note wherever the colour comes from."""
    yield "not_asked", any(not clause.finding.asked for clause in clauses)
    yield "expired_evidence", any(line.note == "expired" for line in force)
    for code in ("admitted_weakness", "intent"):
        yield code, any(code in line.flags for line in live)


def independent(lines: Sequence[LineFinding]) -> int:
    """Step 7 and A5: how many groups of lines there are that share no source records: one source is one line.

    Two questions of one audit workbook look at the same cases; two rows of a register are two records.
    Lines without places (rules tried by hand) are each their own.
    """
    groups: list[set[object]] = []
    for line in lines:
        records = _records(line)
        sharing = [group for group in groups if group & records]
        groups = [group for group in groups if not group & records]
        groups.append(records.union(*sharing))
    return len(groups)


def _records(line: LineFinding) -> set[object]:
    if not line.sources:
        return {id(line)}
    if line.kind == "audit":
        return {source.file for source in line.sources}
    return {(source.file, source.sheet, row) for source in line.sources for row in source.rows}


def _required(state: State, force: Sequence[LineFinding]) -> State:
    """A1: where the required direct look is missing, nothing else promotes; a Red stays Red."""
    required = next((line for line in force if line.required), None)
    if required is None or state.colour is Colour.RED:
        return state
    if required.colour is Colour.GREY:
        return State(Colour.GREY, "A1", (required.note, *_without(state.notes, required.note)), required)
    if required.strength not in ("A", "B") and state.colour is Colour.GREEN:
        return state.become(Colour.AMBER, "A5", "not_checked", required)
    return state


def _the_rest(state: State, force: Sequence[LineFinding]) -> State:
    """A1: where the required look failed, no other part is told any better than where it is missing (law 16)."""
    failed = next((line for line in force if line.required and line.colour is Colour.RED), None)
    if failed is None or state.colour is Colour.RED:
        return state
    return State(Colour.GREY, "A1", state.notes, failed)


def _without(notes: tuple[str, ...], note: str) -> tuple[str, ...]:
    return tuple(n for n in notes if n != note)


def _assurance(state: State, live: Sequence[LineFinding]) -> Assurance:
    if state.colour is Colour.GREY or not live:
        return "none"
    direct, system = of_class(live, "A"), of_class(live, "B")
    if "conflict" in state.notes or not (direct or system):
        return "limited"
    if direct and independent(live) >= 2:
        return "strong"
    return "moderate" if direct or len(live) >= 2 else "limited"


_LEAST_REDS, _TOO_GREY = 2, Fraction(1, 3)
"""R4.2: a single Red that is not critical makes no theme Red, and a theme is Grey with more than a third Grey."""


def theme_colour(criteria: Sequence[tuple[Colour, bool]], share: float) -> tuple[Colour, str]:
    """R4.2: the colour of a theme from (colour, critical) of its criteria, with the step that fired."""
    m = len(criteria)
    red = sum(colour is Colour.RED for colour, _ in criteria)
    amber = sum(colour is Colour.AMBER for colour, _ in criteria)
    grey = sum(colour is Colour.GREY for colour, _ in criteria)
    part = share * m
    if m == 0:
        return Colour.GREY, "R4.2.1"
    if any(colour is Colour.RED and critical for colour, critical in criteria):
        return Colour.RED, "R4.2.2"
    if red >= min(m, max(_LEAST_REDS, ceil(part - 1e-9))):
        return Colour.RED, "R4.2.2"
    if grey > m * _TOO_GREY:
        return Colour.GREY, "R4.2.3"
    limiting = any(critical and colour in (Colour.AMBER, Colour.GREY) for colour, critical in criteria)
    if red == 0 and not limiting and amber + grey <= floor(part + 1e-9):
        return Colour.GREEN, "R4.2.4"
    return Colour.AMBER, "R4.2.5"
