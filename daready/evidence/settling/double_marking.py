"""One case on several rows on purpose: marked twice by two auditors, or filled in by several partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from daready.evidence.reply import SheetReply
from daready.rubric.terms import Outcome

Spot = tuple[int, int]
"""A sheet's number in the run, and the place of a row among its used rows."""
Who = Mapping[tuple[str, str], frozenset[str]]
"""Who answers each question, by form and question."""

BLANK, ABSENT = Outcome.BLANK.value, Outcome.NOT_ASKED.value
UNCLEAR, NO = Outcome.NOT_UNDERSTOOD.value, Outcome.NO.value
APART = frozenset({Outcome.NOT_APPLICABLE.value, Outcome.SAID_NOT_APPLICABLE.value, Outcome.SET_APART.value})
_LOWEST_FIRST = (NO, Outcome.NOT_RECORDED.value, Outcome.PARTIAL.value, Outcome.YES.value)


@dataclass(frozen=True, slots=True)
class Together:
    """The rows of one case that several auditors marked: for each question what each row answers, in their order."""

    spots: list[Spot]
    questions: list[str]
    answers: dict[str, list[str]]


@dataclass(slots=True)
class Marks:
    """What is to be different in the sheets, kept for agreement, and told."""

    answers: dict[Spot, dict[str, str]] = field(default_factory=dict[Spot, dict[str, str]])
    facts: dict[Spot, dict[str, object]] = field(default_factory=dict[Spot, dict[str, object]])
    double: list[Together] = field(default_factory=list[Together])
    differing: dict[Spot, list[str]] = field(default_factory=dict[Spot, list[str]])
    shared: list[Spot] = field(default_factory=list[Spot])

    def applied(self, sheets: Sequence[SheetReply]) -> list[SheetReply]:
        """The same sheets with the settled answers and facts in their rows."""
        changed = [*sheets]
        for number in {number for number, _ in (*self.answers, *self.facts)}:
            answers = {at: settled for (where, at), settled in self.answers.items() if where == number}
            facts = {at: settled for (where, at), settled in self.facts.items() if where == number}
            cases = sheets[number].cases.answered(answers).with_facts(facts)
            changed[number] = replace(sheets[number], rows=cases)
        return changed


def answers_of(sheets: Sequence[SheetReply], spot: Spot) -> dict[str, str]:
    """The outcome of each question of one row."""
    number, at = spot
    return sheets[number].cases.answers(at)


def settled(answers: list[str]) -> str:
    """What goes into the tally of several marks of one case (method R3.3).

    Alike: that. Not applicable beside an answer: the answer. Otherwise the lower, and an answer nobody
    understood stays so unless another is a plain no: it might be one.
    """
    said = {answer for answer in answers if answer not in (BLANK, ABSENT)}
    if not said:
        return BLANK
    if said <= APART:
        return max(said)
    said -= APART
    if UNCLEAR in said and NO not in said:
        return UNCLEAR
    return min(said - {UNCLEAR}, key=_LOWEST_FIRST.index)


def differ(answers: list[str]) -> bool:
    """Whether marks disagree: blanks and "not applicable" beside an answer do not."""
    return len(set(answers) - {BLANK, ABSENT} - APART) > 1


def double_mark(sheets: Sequence[SheetReply], group: list[Spot], marks: Marks) -> dict[Spot, str]:
    """Two or more auditors on one case: the first row carries what is settled, the marks are all kept.

    The others are set aside, unless they answer a question that the first row's sheet does not ask.
    """
    read = {spot: answers_of(sheets, spot) for spot in group}
    questions = list(dict.fromkeys(question for answers in read.values() for question in answers))
    first, *others = group
    together = {q: [answers.get(q, ABSENT) for answers in read.values()] for q in questions}
    marks.answers[first] = {q: settled(together[q]) for q in read[first]}
    odd = [question for question in questions if differ(together[question])]
    for spot in group:
        if own := [question for question in odd if question in read[spot]]:
            marks.differing[spot] = own
    marks.double.append(Together(group, questions, together))
    marks.facts[first] = _facts(sheets, group)
    aside: dict[Spot, str] = {}
    for spot in others:
        extra = [q for q in read[spot] if q not in read[first] and read[spot][q] != BLANK]
        if extra:
            marks.answers[spot] = {q: ABSENT for q in read[spot] if q in read[first]}
        else:
            aside[spot] = "double_mark"
    return aside


def _facts(sheets: Sequence[SheetReply], group: list[Spot]) -> dict[str, object]:
    """The graver of what the rows say: high risk if any, made safe only if all, and then the latest."""
    risks = [risk for number, at in group if (risk := sheets[number].cases.risk[at]) is not None]
    safe = [day for number, at in group if (day := sheets[number].cases.made_safe[at]) is not None]
    return {
        "risk": "high" if "high" in risks else risks[0] if risks else None,
        "made_safe": max(safe) if len(safe) == len(group) else None,
    }


def by_partners(sheets: Sequence[SheetReply], group: list[Spot], who: Who) -> bool:
    """Whether the rows complete each other: no question answered twice differently, each row answers some
    alone, and those are for different people to answer.
    """
    read = [answers_of(sheets, spot) for spot in group]
    if any(
        len({value for value in _facts_of(sheets, group, name) if value is not None}) > 1
        for name in ("risk", "made_safe", "district")
    ):
        return False
    given = [
        {q: answer for q, answer in answers.items() if answer not in (BLANK, ABSENT)} for answers in read
    ]
    for question in {q for answers in given for q in answers}:
        if len({answers[question] for answers in given if question in answers}) > 1:
            return False
    owners: list[frozenset[str]] = []
    for n, answers in enumerate(given):
        alone = [q for q in answers if not any(q in other for m, other in enumerate(given) if m != n)]
        form = sheets[group[n][0]].form or ""
        owners.append(frozenset().union(*(who.get((form, q), frozenset()) for q in alone)))
    return all(owners) and len(set(owners)) == len(owners)


def share(sheets: Sequence[SheetReply], group: list[Spot], marks: Marks) -> None:
    """Partners' rows all stay, each with its own answers, so that every answer keeps its cell.

    A question counts in the row that answers it; one that nobody answered is blank once.
    """
    read = {spot: answers_of(sheets, spot) for spot in group}
    for question in dict.fromkeys(question for answers in read.values() for question in answers):
        asked = [spot for spot in group if question in read[spot]]
        owner = next((spot for spot in asked if read[spot][question] not in (BLANK, ABSENT)), asked[0])
        for spot in asked:
            if spot != owner:
                marks.answers.setdefault(spot, {})[question] = ABSENT
    for name in ("risk", "made_safe", "district", "selections"):
        said = _facts_of(sheets, group, name)
        value = next((one for one in said if one not in (None, "not_stated")), said[0])
        for spot in group:
            marks.facts.setdefault(spot, {})[name] = value
    marks.shared += group


def _facts_of(sheets: Sequence[SheetReply], group: list[Spot], name: str) -> list[object]:
    """What each row of a group says in one column."""
    return [getattr(sheets[number].cases, name)[at] for number, at in group]
