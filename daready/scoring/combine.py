"""From lines to a criterion's colour, from criteria to a theme's: rules, never averages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import AmberKind, Assurance, EvidenceClass, LineFinding

ANY_CLASS: frozenset[EvidenceClass] = frozenset(("A", "B", "C", "D"))


@dataclass(frozen=True, slots=True)
class Combined:
    """A criterion's colour before it has words: what decided it, and everything else worth a note."""

    colour: Colour
    rule: str
    notes: tuple[str, ...]
    deciding: LineFinding | None
    amber: AmberKind | None
    assurance: Assurance


@dataclass(frozen=True, slots=True)
class _State:
    colour: Colour
    rule: str
    notes: tuple[str, ...]
    deciding: LineFinding | None

    def become(self, colour: Colour, rule: str, note: str, line: LineFinding | None = None) -> _State:
        return _State(colour, rule, (note, *self.notes), line or self.deciding)

    def noting(self, note: str) -> _State:
        return _State(self.colour, self.rule, (*self.notes, note), self.deciding)


def combine(
    lines: Sequence[LineFinding],
    *,
    min_lines: int = 2,
    alone_from: float | None = None,
    second_line: frozenset[EvidenceClass] = ANY_CLASS,
) -> Combined:
    """R5.3 as amended by A1, A2, A4 and A5.

    ``alone_from``: a valid audit with so many effective cases may stand alone. ``second_line``: the
    classes that count towards ``min_lines``; an assessment takes A and B only. Lines that share source
    records count as one. Lines owned by others than the force are shown and left out here (law 9).
    """
    force = [line for line in lines if line.owner == "force"]
    live = [line for line in force if line.live]
    state = _start(live, force)
    if any(line.note == "expired" for line in force):
        state = state.noting("expired_evidence")
    state = _conflicts(state, live)
    if state.colour is Colour.GREEN:
        state = _enough_lines(state, live, min_lines, alone_from, second_line)
    state = _required(state, force)
    state = _warnings(state, force)
    for code in ("admitted_weakness", "intent"):
        if any(code in line.flags for line in live):
            state = state.noting(code)
    amber = _amber(state, live) if state.colour is Colour.AMBER else None
    return Combined(state.colour, state.rule, state.notes, state.deciding, amber, _assurance(state, live))


def worst(lines: Sequence[LineFinding]) -> LineFinding:
    """R5.3: the line of the worst colour; the first of them where several are equal."""
    return min(lines, key=lambda line: WORST_FIRST.index(line.colour))


def _of(lines: Sequence[LineFinding], *classes: EvidenceClass) -> list[LineFinding]:
    return [line for line in lines if line.strength in classes]


def _start(live: Sequence[LineFinding], force: Sequence[LineFinding]) -> _State:
    """Steps 1 to 3: what is live, and where the colour starts."""
    if not live:
        silent = next((line for line in force if line.required), force[0] if force else None)
        return _State(Colour.GREY, "R5.3.1", (silent.note,) if silent else (), silent)
    practice = _of(live, "A") or _of(live, "B")
    if practice:
        line = worst(practice)
        return _State(line.colour, line.rule, (line.note,), line)
    line = worst(live)
    colour = Colour.AMBER if line.colour is Colour.GREEN else line.colour
    return _State(colour, "R5.3.2", ("paper_only",), line)


def _conflicts(state: _State, live: Sequence[LineFinding]) -> _State:
    """Steps 4 to 6: what stands against a start from practice."""
    if not _of(live, "A", "B"):
        return state
    system = _of(live, "B")
    if state.colour is Colour.GREEN:
        against = [line for line in system if line.colour is Colour.RED]
        if against:
            return state.become(Colour.AMBER, "R5.3.4", "conflict", against[0])
        papers = [line for line in _of(live, "C") if line.colour is not Colour.GREEN]
        if papers:
            return state.become(Colour.AMBER, "R5.3.5", "document", worst(papers))
        doubts = [line for line in _of(live, "D") if line.colour is Colour.RED]
        if doubts:
            return state.become(Colour.AMBER, "R5.3.6", "conflict", doubts[0])
    elif state.colour is Colour.RED and _of(live, "A") and system and worst(system).colour is Colour.GREEN:
        return state.noting("conflict")
    return state


def _enough_lines(
    state: _State,
    live: Sequence[LineFinding],
    min_lines: int,
    alone_from: float | None,
    second_line: frozenset[EvidenceClass],
) -> _State:
    """Step 7 and A5: one source is one line, however many questions it answers."""
    if independent([line for line in live if line.strength in second_line]) >= min_lines:
        return state
    audits = [line for line in _of(live, "A") if line.colour is Colour.GREEN]
    if alone_from is not None and any((line.n_eff or 0) >= alone_from for line in audits):
        return state
    return state.become(Colour.AMBER, "R5.3.7", "single_source")


def independent(lines: Sequence[LineFinding]) -> int:
    """A5: how many groups of lines there are that share no source records.

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


def _required(state: _State, force: Sequence[LineFinding]) -> _State:
    """A1: where the required direct look is missing, nothing else promotes; a Red stays Red."""
    required = next((line for line in force if line.required), None)
    if required is None or state.colour is Colour.RED:
        return state
    if required.colour is Colour.GREY:
        return _State(Colour.GREY, "A1", (required.note, *_without(state.notes, required.note)), required)
    if required.strength not in ("A", "B") and state.colour is Colour.GREEN:
        return state.become(Colour.AMBER, "A5", "not_checked", required)
    return state


def _without(notes: tuple[str, ...], note: str) -> tuple[str, ...]:
    return tuple(n for n in notes if n != note)


def _warnings(state: _State, force: Sequence[LineFinding]) -> _State:
    """A1, A2 and A4: what was seen in a Grey audit, in hand-picked cases, or left somebody unsafe."""
    concerned = [line for line in force if "concern" in line.flags]
    if concerned:
        if state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "A4", "concern", concerned[0])
        else:
            state = state.noting("concern")
    hidden = [line for line in force if failed_unproven(line)]
    if hidden:
        if state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "A1", "failures_seen", hidden[0])
        elif state.colour is Colour.GREY:
            state = state.noting("failures_seen")
    unsafe = [line for line in force if line.unsafe]
    high = [line for line in unsafe if line.unsafe_high]
    if high and state.colour is not Colour.RED:
        return state.become(Colour.RED, "A2", "unsafe_high_risk", high[0])
    if unsafe and state.colour is Colour.GREEN:
        return state.become(Colour.AMBER, "A2", "unsafe", unsafe[0])
    return state.noting("unsafe") if unsafe else state


def failed_unproven(line: LineFinding) -> bool:
    """A1: failures seen inside a Grey audit of a valid sample. What hand-picked cases show is A4's."""
    hand_picked = line.note in ("learning_sample", "selection_not_stated")
    return (
        line.kind == "audit" and line.colour is Colour.GREY and bool(line.counts.failures) and not hand_picked
    )


_SHORTFALLS = frozenset(
    {"conflict", "document", "concern", "failures_seen", "unsafe", "recent_fall", "hidden_red"}
)


def _amber(state: _State, live: Sequence[LineFinding]) -> AmberKind:
    """A11: shortfall where green is unlikely or a line fails; otherwise not proven."""
    if state.notes and state.notes[0] in _SHORTFALLS:
        return "shortfall"
    line = state.deciding
    if line is not None and line.p_green is not None:
        return "shortfall" if line.p_green < 0.5 else "unproven"
    failing = any(other.colour is Colour.RED for other in live)
    below = line is not None and line.colour in (Colour.AMBER, Colour.RED) and line.kind != "judgement"
    return "shortfall" if failing or below else "unproven"


def _assurance(state: _State, live: Sequence[LineFinding]) -> Assurance:
    if state.colour is Colour.GREY or not live:
        return "none"
    direct, system = _of(live, "A"), _of(live, "B")
    if "conflict" in state.notes or not (direct or system):
        return "limited"
    if direct and independent(live) >= 2:
        return "strong"
    return "moderate" if direct or len(live) >= 2 else "limited"


def theme_colour(criteria: Sequence[tuple[Colour, bool]], share: float = 0.2) -> tuple[Colour, str]:
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
    if red >= min(m, max(2, ceil(part - 1e-9))):
        return Colour.RED, "R4.2.2"
    if grey > m / 3:
        return Colour.GREY, "R4.2.3"
    limiting = any(critical and colour in (Colour.AMBER, Colour.GREY) for colour, critical in criteria)
    if red == 0 and not limiting and amber + grey <= floor(part + 1e-9):
        return Colour.GREEN, "R4.2.4"
    return Colour.AMBER, "R4.2.5"
