"""From lines to a criterion's colour, from criteria to a theme's: rules, never averages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import NamedTuple

from daready.rubric.model import Clause, Criterion
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.audit import of_unclear
from daready.scoring.model import AmberKind, Assurance, ClauseFinding, EvidenceClass, LineFinding

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
    clauses: tuple[ClauseFinding, ...] = ()
    at_best: Colour = Colour.GREY
    at_worst: Colour | None = None


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
    parts: Sequence[Part] = (),
    min_lines: int = 2,
    alone_from: float | None = None,
    second_line: frozenset[EvidenceClass] = ANY_CLASS,
) -> Combined:
    """R5.3 as amended by A1, A2, A4, A5 and A13.

    ``parts``: the clauses of the criterion; without them R5.3 over all lines, as published examples ask for.
    ``alone_from``: without parts, a valid audit with so many effective cases may stand alone.
    ``second_line``: the classes that count towards ``min_lines``; an assessment takes A and B only. Lines that
    share source records count as one. Lines owned by others than the force are shown and left out here (law 9).
    """
    shown = _once(lines, parts, min_lines, alone_from, second_line)
    unclear = [line for line in lines if line.at_worst is not None and line.owner == "force"]
    if not unclear:
        return shown
    worst = _once([line.at_worst or line for line in lines], parts, min_lines, alone_from, second_line)
    return _not_known(shown, worst, unclear[0])


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
    clauses = [made for part in parts if (made := _clause(part, force)) is not None]
    if clauses:
        state = _conjunction(clauses, live, force)
        alone = all(any(_stands_alone(line) for line in clause.lines) for clause in clauses)
    else:
        state = _conflicts(_start(live, force), live)
        audits = [line for line in _of(live, "A") if line.colour is Colour.GREEN]
        alone = alone_from is not None and any((line.n_eff or 0) >= alone_from for line in audits)
    heard = [line for line in live if line.strength in second_line]
    one_source = not alone and independent(heard) < min_lines

    def as_a_whole(state: _State) -> _State:
        if clauses and (state.colour is Colour.GREEN or state.notes[:1] in _AS_FAR_AS_ASKED):
            state = _opinions(state, live)
        if one_source and state.colour is Colour.GREEN:
            state = state.become(Colour.AMBER, "R5.3.7", "single_source")
        elif one_source and state.notes[:1] in _AS_FAR_AS_ASKED:
            state = state.noting("single_source")
        return _required(state, force)

    state = _warnings(as_a_whole(state), force)
    of_none = [line for line in force if not any(line in clause.lines for clause in clauses)]
    at_best = _warnings(as_a_whole(_State(Colour.GREEN, "", (), None)), of_none)
    for code, noted in _noted(clauses, force, live):
        state = state.noting(code) if noted else state
    amber = _amber(state, live) if state.colour is Colour.AMBER else None
    return Combined(
        state.colour,
        state.rule,
        tuple(dict.fromkeys(state.notes)),
        state.deciding,
        amber,
        _assurance(state, live),
        tuple(clause.finding for clause in clauses),
        at_best.colour,
    )


def _stands_alone(line: LineFinding) -> bool:
    return line.live and line.strength == "A" and line.stands_alone


def _noted(
    clauses: Sequence[_Clause], force: Sequence[LineFinding], live: Sequence[LineFinding]
) -> Iterator[tuple[str, bool]]:
    """What is worth a note wherever the colour comes from."""
    yield "not_asked", any(not clause.finding.asked for clause in clauses)
    yield "expired_evidence", any(line.note == "expired" for line in force)
    for code in ("admitted_weakness", "intent"):
        yield code, any(code in line.flags for line in live)


class Part(NamedTuple):
    """A clause, and the ids of the lines that can prove it."""

    clause: Clause
    proving: frozenset[str]


def parts_of(criterion: Criterion) -> tuple[Part, ...]:
    """The clauses of a criterion with what can prove each (A13)."""
    return tuple(Part(clause, criterion.proving(clause)) for clause in criterion.parts)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause's colour before it has words, and its lines that are the force's."""

    state: _State
    finding: ClauseFinding
    lines: tuple[LineFinding, ...]


def _clause(part: Part, force: Sequence[LineFinding]) -> _Clause | None:
    """A13: a clause by R5.3 without step 7, from its own lines; None where none of them is the force's."""
    mine = tuple([line for line in force if line.id in part.clause.lines])
    if not mine:
        return None
    low = [line for line in mine if _one_of_several_low(line)]
    heard = [line for line in mine if line not in low]
    live = [line for line in heard if line.live]
    state = _conflicts(_clause_start(part, heard, live), live, figures_hold=True)
    state = _untested(state, part, heard)
    state = _warnings(_left_open(state, mine), mine)
    if low and state.colour is not Colour.AMBER:
        state = _with_low(state, low[0])
    asked = any(line.asked for line in mine if line.id in part.proving)
    note = state.notes[0] if state.notes else ""
    finding = ClauseFinding(
        part.clause.id, part.clause.says, state.colour, note, asked, tuple(line.id for line in mine)
    )
    return _Clause(state, finding, mine)


def _one_of_several_low(line: LineFinding) -> bool:
    """A20: a question of several that is Red, neither firmly nor early."""
    provisional = line.note == "provisional" or (line.note == "not_answered" and "provisional" in line.flags)
    return line.kind == "audit" and not line.required and line.colour is Colour.RED and provisional


def _with_low(state: _State, line: LineFinding) -> _State:
    """A20: it holds its clause at Amber; what is Red without it stays Red, so that no failure hides another."""
    if state.colour is Colour.RED:
        return state.noting("one_of_several_low")
    return state.become(Colour.AMBER, "A20", "one_of_several_low", line)


def _clause_start(part: Part, lines: Sequence[LineFinding], live: Sequence[LineFinding]) -> _State:
    """A clause that asks for a paper may start from it; any other needs practice, figures or records."""
    papers = [line for line in _of(live, "C") if line.id in part.proving]
    if part.clause.proof != "paper" or not papers or _of(live, "A", "B"):
        return _start(live, lines)
    line = worst(papers)
    return _State(line.colour, line.rule, (line.note,), line)


def _untested(state: _State, part: Part, lines: Sequence[LineFinding]) -> _State:
    """A13: nothing that could prove the clause was asked, or it was and shows no colour: Grey, and a Red stays Red."""
    proving = [line for line in lines if line.id in part.proving]
    paper = part.clause.proof == "paper"
    if state.colour is Colour.RED or any(
        line.live and (paper or line.strength in ("A", "B")) for line in proving
    ):
        return state
    asked = next((line for line in proving if line.asked), None)
    silent = asked or next((line for line in proving), None)
    return _State(Colour.GREY, "A13", ("not_shown" if asked else "not_asked",), silent)


def _left_open(state: _State, lines: Sequence[LineFinding]) -> _State:
    """What one line shows does not stand for another that was left out, cannot be read, or was short when it could.

    Otherwise leaving a question out, blanking its answers or waiting until they are too old would buy Green
    (laws 3, 12 and 13).
    """
    if state.colour is not Colour.GREEN:
        return state
    for rule, note, left_open in (("A13", "partly_asked", _left_out), ("A6", "answers_unclear", _unclear)):
        found = next((line for line in lines if left_open(line)), None)
        if found is not None:
            return state.become(Colour.AMBER, rule, note, found)
    short = next((line for line in lines if line.colour is Colour.GREY and line.was is Colour.AMBER), None)
    return state.become(Colour.AMBER, "A14", "was_short", short) if short is not None else state


def _left_out(line: LineFinding) -> bool:
    """An audit question that no sheet asks though its form is in use, or only of cases picked by hand (A4)."""
    return line.left_out or line.note in ("learning_sample", "selection_not_stated")


def _unclear(line: LineFinding) -> bool:
    told = line.note in ("answers_unclear", "rows_in_doubt", "na_high") or bool(line.counts.unclear)
    return line.colour is Colour.GREY and line.asked and told


def _conjunction(
    clauses: Sequence[_Clause], live: Sequence[LineFinding], force: Sequence[LineFinding]
) -> _State:
    """A13: no better than the worst clause; a clause that is Grey beside others makes a Green Amber."""
    practice = bool(_of(live, "A", "B"))
    states = [_paper_apart(clause.state) if practice else clause.state for clause in clauses]
    papers = _start(live, force)
    if not practice and papers.colour is Colour.RED:
        return papers
    if all(state.colour is Colour.GREY for state in states):
        return papers
    red = next((state for state in states if state.colour is Colour.RED), None)
    if red is not None:
        return red
    amber = [state for state in states if state.colour is Colour.AMBER]
    if amber:
        return next((state for state in amber if _amber(state, live) == "shortfall"), amber[0])
    start = _first_look([clause for clause in clauses if clause.state.colour is Colour.GREEN])
    grey = [clause for clause in clauses if clause.state.colour is Colour.GREY]
    if not grey:
        return start
    first = next((clause for clause in grey if not clause.finding.asked), grey[0])
    note = "not_shown" if first.finding.asked else "not_asked"
    return start.become(Colour.AMBER, "A13", note, first.state.deciding)


def _first_look(clauses: Sequence[_Clause]) -> _State:
    """The Green that speaks for all: that of the required line, else of a look at practice."""

    def rank(clause: _Clause) -> tuple[bool, bool]:
        line = clause.state.deciding
        return line is None or not line.required, line is None or line.strength != "A"

    return min(clauses, key=rank).state


def _paper_apart(state: _State) -> _State:
    """R5.3.5: a paper that is missing or out of date beside practice that was looked at is Amber, and no Red."""
    line = state.deciding
    if state.colour is not Colour.RED or line is None or line.strength != "C" or line.kind != "document":
        return state
    return state.become(Colour.AMBER, "R5.3.5", "document")


def _opinions(state: _State, live: Sequence[LineFinding]) -> _State:
    """Step 6, and law 6: a Green that somebody's judgement contradicts, or that nothing but paper carries."""
    doubts = [line for line in _of(live, "D") if line.colour is Colour.RED]
    if doubts:
        return state.become(Colour.AMBER, "R5.3.6", "conflict", doubts[0])
    if state.colour is Colour.GREEN and not _of(live, "A", "B"):
        return state.become(Colour.AMBER, "R5.3.2", "paper_only")
    return state


_AS_FAR_AS_ASKED = (("not_asked",), ("not_shown",))
"""The notes of what would be Green but for a clause that is Grey."""


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


def _conflicts(state: _State, live: Sequence[LineFinding], *, figures_hold: bool = False) -> _State:
    """Steps 4 to 6: what stands against a start from practice.

    ``figures_hold``: within a clause system data below Green hold it at Amber (A13).
    """
    if not _of(live, "A", "B"):
        return state
    system = _of(live, "B")
    if state.colour is Colour.GREEN:
        against = [line for line in system if line.colour is Colour.RED]
        if against:
            return state.become(Colour.AMBER, "R5.3.4", "conflict", against[0])
        below = [line for line in system if line.colour is not Colour.GREEN]
        if figures_hold and below:
            return state.become(Colour.AMBER, "A13", below[0].note, below[0])
        papers = [line for line in _of(live, "C") if line.colour is not Colour.GREEN]
        if papers:
            return state.become(Colour.AMBER, "R5.3.5", "document", worst(papers))
        doubts = [line for line in _of(live, "D") if line.colour is Colour.RED]
        if doubts:
            return state.become(Colour.AMBER, "R5.3.6", "conflict", doubts[0])
    elif state.colour is Colour.RED and _of(live, "A") and system and worst(system).colour is Colour.GREEN:
        return state.noting("conflict")
    return state


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
    """A1: failures seen inside a Grey audit of a valid sample. What hand-picked cases show is A4's.

    Those of an audit that was Green until it grew old were within what Green allows.
    """
    hand_picked = line.note in ("learning_sample", "selection_not_stated")
    grey = line.kind == "audit" and line.colour is Colour.GREY and line.was is not Colour.GREEN
    return grey and bool(line.counts.failures) and not hand_picked


_SHORTFALLS = frozenset(
    {
        *("conflict", "document", "concern", "failures_seen", "unsafe", "recent_fall", "hidden_red"),
        *("one_of_several_low", "was_short", "not_answered", "list_fails"),
    }
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
