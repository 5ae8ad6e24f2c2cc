"""The steps of R5.3, by which lines of evidence come to one colour, each with the note it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.classify import MORE_LIKELY_THAN_NOT
from daready.scoring.model import AmberKind, EvidenceClass, LineFinding


@dataclass(frozen=True, slots=True)
class State:
    colour: Colour
    rule: str
    notes: tuple[str, ...]
    deciding: LineFinding | None

    def become(self, colour: Colour, rule: str, note: str, line: LineFinding | None = None) -> State:
        return State(colour, rule, (note, *self.notes), line or self.deciding)

    def noting(self, note: str) -> State:
        return State(self.colour, self.rule, (*self.notes, note), self.deciding)


def worst(lines: Sequence[LineFinding]) -> LineFinding:
    """R5.3: the line of the worst colour; the first of them where several are equal."""
    return min(lines, key=lambda line: WORST_FIRST.index(line.colour))


def of_class(lines: Sequence[LineFinding], *classes: EvidenceClass) -> list[LineFinding]:
    return [line for line in lines if line.strength in classes]


def start(live: Sequence[LineFinding], force: Sequence[LineFinding]) -> State:
    """Steps 1 to 3: what is live, and where the colour starts."""
    if not live:
        silent = next((line for line in force if line.required), force[0] if force else None)
        return State(Colour.GREY, "R5.3.1", (silent.note,) if silent else (), silent)
    practice = of_class(live, "A") or of_class(live, "B")
    if practice:
        line = worst(practice)
        return State(line.colour, line.rule, (line.note,), line)
    line = worst(live)
    colour = Colour.AMBER if line.colour is Colour.GREEN else line.colour
    return State(colour, "R5.3.2", ("paper_only",), line)


def conflicts(state: State, live: Sequence[LineFinding], *, figures_hold: bool = False) -> State:
    """Steps 4 to 6: what stands against a start from practice.

    ``figures_hold``: within a clause system data below Green hold it at Amber (A13).
    """
    if not of_class(live, "A", "B"):
        return state
    system = of_class(live, "B")
    if state.colour is Colour.GREEN:
        against = [line for line in system if line.colour is Colour.RED]
        if against:
            return state.become(Colour.AMBER, "R5.3.4", "conflict", against[0])
        below = [line for line in system if line.colour is not Colour.GREEN]
        if figures_hold and below:
            return state.become(Colour.AMBER, "A13", below[0].note, below[0])
        papers = [line for line in of_class(live, "C") if line.colour is not Colour.GREEN]
        if papers:
            return state.become(Colour.AMBER, "R5.3.5", "document", worst(papers))
        doubts = [line for line in of_class(live, "D") if line.colour is Colour.RED]
        if doubts:
            return state.become(Colour.AMBER, "R5.3.6", "conflict", doubts[0])
    elif (
        state.colour is Colour.RED and of_class(live, "A") and system and worst(system).colour is Colour.GREEN
    ):
        return state.noting("conflict")
    return state


def warnings(state: State, force: Sequence[LineFinding]) -> State:
    """A1, A2, A4, A19: what was seen in a Grey audit or in hand-picked cases, a figure in question, who is unsafe."""
    concerned = [line for line in force if "concern" in line.flags]
    if concerned:
        if state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "A4", "concern", concerned[0])
        else:
            state = state.noting("concern")
    doubted = next((line for line in force if line.questioned), None)
    if doubted is not None:
        if state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "A19", "figure_unexplained", doubted)
        else:
            state = state.noting("figure_unexplained")
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
    """A1: failures seen inside a Grey audit of a valid sample. What hand-picked cases show is A4's.

    Those of an audit that was Green until it grew old were within what Green allows.
    """
    hand_picked = line.note in ("learning_sample", "selection_not_stated")
    grey = line.kind == "audit" and line.colour is Colour.GREY and line.was is not Colour.GREEN
    return grey and bool(line.counts.failures) and not hand_picked


SHORTFALLS = frozenset(
    {
        *(
            "conflict",
            "document",
            "concern",
            "failures_seen",
            "unsafe",
            "recent_fall",
            "fall_not_answered",
            "hidden_red",
        ),
        *("figure_unexplained", "one_of_several_low", "was_short", "not_answered", "list_fails"),
    }
)


def amber_kind(state: State, live: Sequence[LineFinding]) -> AmberKind:
    """A11: shortfall where green is unlikely or a line fails; otherwise not proven."""
    if state.notes and state.notes[0] in SHORTFALLS:
        return "shortfall"
    line = state.deciding
    if line is not None and line.p_green is not None:
        return "shortfall" if line.p_green < MORE_LIKELY_THAN_NOT else "unproven"
    failing = any(other.colour is Colour.RED for other in live)
    below = line is not None and line.colour in (Colour.AMBER, Colour.RED) and line.kind != "judgement"
    return "shortfall" if failing or below else "unproven"
