"""The clauses of a criterion: each by its own lines, then all of them as one (A13, A20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from daready.rubric.model import Clause, Criterion
from daready.rubric.terms import Colour
from daready.scoring.model import ClauseFinding, LineFinding
from daready.scoring.steps import State, amber_kind, conflicts, of_class, start, warnings, worst
from daready.scoring.waiting import WEAK_REDS


class Part(NamedTuple):
    """A clause, and the ids of the lines that can prove it."""

    clause: Clause
    proving: frozenset[str]


def parts_of(criterion: Criterion) -> tuple[Part, ...]:
    """The clauses of a criterion with what can prove each (A13)."""
    return tuple(Part(clause, criterion.proving(clause)) for clause in criterion.parts)


@dataclass(frozen=True, slots=True)
class ClauseState:
    """A clause's colour before it has words, and its lines that are the force's."""

    state: State
    finding: ClauseFinding
    lines: tuple[LineFinding, ...]


def clause_state(part: Part, force: Sequence[LineFinding]) -> ClauseState | None:
    """A13: a clause by R5.3 without step 7, from its own lines; None where none of them is the force's."""
    mine = tuple([line for line in force if line.id in part.clause.lines])
    if not mine:
        return None
    low = [line for line in mine if _one_of_several_low(line)]
    heard = [line for line in mine if line not in low]
    live = [line for line in heard if line.live]
    state = conflicts(_clause_start(part, heard, live), live, figures_hold=True)
    state = _untested(state, part, heard)
    state = warnings(_left_open(state, mine), mine)
    if low and state.colour is not Colour.AMBER:
        state = _with_low(state, next((line for line in low if not line.then), low[0]))
    asked = any(line.asked for line in mine if line.id in part.proving)
    note = state.notes[0] if state.notes else ""
    finding = ClauseFinding(
        part.clause.id, part.clause.says, state.colour, note, asked, tuple(line.id for line in mine)
    )
    return ClauseState(state, finding, mine)


def _one_of_several_low(line: LineFinding) -> bool:
    """A20: a question of several that is Red, neither firmly nor early, or fallen in its latest months (A21).

    So is one that is too close to call: that Red is the worst it may be (law 16).
    """
    weak = line.colour is Colour.RED and (line.then or line.note) in WEAK_REDS
    close = line.colour is Colour.GREY and line.note == "too_close"
    return line.kind == "audit" and not line.required and (weak or close)


def _with_low(state: State, line: LineFinding) -> State:
    """A20: it holds its clause at Amber; what is Red without it stays Red, so that no failure hides another.

    One that was found before and stands (A14) says nothing of today: what would be Grey without it stays Grey.
    """
    if state.colour is Colour.RED:
        return state.noting("one_of_several_low")
    if state.colour is Colour.GREY and line.then:
        return State(Colour.GREY, "A14", ("not_shown",), line)
    return state.become(Colour.AMBER, "A20", "one_of_several_low", line)


def _clause_start(part: Part, lines: Sequence[LineFinding], live: Sequence[LineFinding]) -> State:
    """A clause that asks for a paper may start from it; any other needs practice, figures or records."""
    papers = [line for line in of_class(live, "C") if line.id in part.proving]
    if part.clause.proof != "paper" or not papers or of_class(live, "A", "B"):
        return start(live, lines)
    line = worst(papers)
    return State(line.colour, line.rule, (line.note,), line)


def _untested(state: State, part: Part, lines: Sequence[LineFinding]) -> State:
    """A13: nothing that could prove the clause was asked, or it was and shows no colour: Grey, and a Red stays Red."""
    proving = [line for line in lines if line.id in part.proving]
    paper = part.clause.proof == "paper"
    if state.colour is Colour.RED or any(
        line.live and (paper or line.strength in ("A", "B")) for line in proving
    ):
        return state
    asked = next((line for line in proving if line.asked), None)
    silent = asked or next((line for line in proving), None)
    return State(Colour.GREY, "A13", ("not_shown" if asked else "not_asked",), silent)


def _left_open(state: State, lines: Sequence[LineFinding]) -> State:
    """What one line shows does not stand for another that was left out, cannot be read, or was short when it could.

    Otherwise leaving a question out, blanking its answers or waiting until they are too old would buy Green
    (laws 3, 12 and 13).
    """
    if state.colour is not Colour.GREEN:
        return state
    for rule, note, left_open in _LEFT_OPEN:
        found = next((line for line in lines if left_open(line)), None)
        if found is not None:
            return state.become(Colour.AMBER, rule, note, found)
    return state


def _left_out(line: LineFinding) -> bool:
    return line.left_out and not line.asked


def _analysis_left_out(line: LineFinding) -> bool:
    return line.left_out and line.asked


def _was_short(line: LineFinding) -> bool:
    return line.colour is Colour.GREY and line.was is Colour.AMBER


def _passed_over(line: LineFinding) -> bool:
    return line.passed_over


def _picked_by_hand(line: LineFinding) -> bool:
    return line.note in ("learning_sample", "selection_not_stated")


def _unclear(line: LineFinding) -> bool:
    told = line.note in ("answers_unclear", "rows_in_doubt", "na_high") or bool(line.counts.unclear)
    return line.colour is Colour.GREY and line.asked and told


_LEFT_OPEN = (
    ("A13", "partly_asked", _left_out),
    ("A13", "analysis_left_out", _analysis_left_out),
    ("A4", "picked_by_hand", _picked_by_hand),
    ("A6", "answers_unclear", _unclear),
    ("A14", "was_short", _was_short),
    ("A14", "passed_over", _passed_over),
)
"""What holds a Green clause at Amber: a line that what was sent of its form leaves out, or its analysis; a question
that was asked of hand-picked cases alone, or whose answers are not known; what was short when last told; a question
that the latest sheets leave out."""


def conjunction(
    clauses: Sequence[ClauseState], live: Sequence[LineFinding], force: Sequence[LineFinding]
) -> State:
    """A13: no better than the worst clause; a clause that is Grey beside others makes a Green Amber."""
    practice = bool(of_class(live, "A", "B"))
    states = [_paper_apart(clause.state) if practice else clause.state for clause in clauses]
    papers = start([line for line in live if not _one_of_several_low(line)], force)
    if not practice and papers.colour is Colour.RED:
        return papers
    if all(state.colour is Colour.GREY for state in states):
        return papers
    red = next((state for state in states if state.colour is Colour.RED), None)
    if red is not None:
        return red
    amber = [state for state in states if state.colour is Colour.AMBER]
    if amber:
        return next((state for state in amber if amber_kind(state, live) == "shortfall"), amber[0])
    green = _first_look([clause for clause in clauses if clause.state.colour is Colour.GREEN])
    grey = [clause for clause in clauses if clause.state.colour is Colour.GREY]
    if not grey:
        return green
    first = next((clause for clause in grey if not clause.finding.asked), grey[0])
    note = "not_shown" if first.finding.asked else "not_asked"
    return green.become(Colour.AMBER, "A13", note, first.state.deciding)


def _first_look(clauses: Sequence[ClauseState]) -> State:
    """The Green that speaks for all: that of the required line, else of a look at practice."""

    def rank(clause: ClauseState) -> tuple[bool, bool]:
        line = clause.state.deciding
        return line is None or not line.required, line is None or line.strength != "A"

    return min(clauses, key=rank).state


def _paper_apart(state: State) -> State:
    """R5.3.5: a paper that is missing or out of date beside practice that was looked at is Amber, and no Red."""
    line = state.deciding
    if state.colour is not Colour.RED or line is None or line.strength != "C" or line.kind != "document":
        return state
    return state.become(Colour.AMBER, "R5.3.5", "document")


def opinions(state: State, live: Sequence[LineFinding]) -> State:
    """Step 6, and law 6: a Green that somebody's judgement contradicts, or that nothing but paper carries."""
    doubts = [line for line in of_class(live, "D") if line.colour is Colour.RED]
    if doubts:
        return state.become(Colour.AMBER, "R5.3.6", "conflict", doubts[0])
    if state.colour is Colour.GREEN and not of_class(live, "A", "B"):
        return state.become(Colour.AMBER, "R5.3.2", "paper_only")
    return state


AS_FAR_AS_ASKED = (("not_asked",), ("not_shown",))
"""The notes of what would be Green but for a clause that is Grey."""
