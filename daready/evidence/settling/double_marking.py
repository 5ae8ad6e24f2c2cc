"""One case on several rows on purpose: marked twice by two auditors, or filled in by several partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from daready.rubric.terms import Outcome

Sheet = dict[str, Any]
Spot = tuple[int, int]
"""A sheet's number in the run, and the place of a row among its used rows."""
Who = Mapping[tuple[str, str], frozenset[str]]
"""Who answers each question, by form and question."""

BLANK, ABSENT = Outcome.BLANK.value, Outcome.NOT_ASKED.value
UNCLEAR, NO = Outcome.NOT_UNDERSTOOD.value, Outcome.NO.value
APART = frozenset({Outcome.NOT_APPLICABLE.value, Outcome.SAID_NOT_APPLICABLE.value})
_LOWEST_FIRST = (NO, Outcome.NOT_RECORDED.value, Outcome.PARTIAL.value, Outcome.YES.value)


@dataclass(slots=True)
class Marks:
    """What is to be changed in the sheets, kept for agreement, and told; nothing is changed before ``apply``."""

    answers: dict[Spot, dict[str, str]] = field(default_factory=dict[Spot, dict[str, str]])
    facts: dict[Spot, dict[str, Any]] = field(default_factory=dict[Spot, dict[str, Any]])
    double: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    differing: dict[Spot, list[str]] = field(default_factory=dict[Spot, list[str]])
    shared: list[Spot] = field(default_factory=list[Spot])

    def apply(self, sheets: list[Sheet]) -> None:
        """Write the settled answers and facts into the sheets' rows."""
        for (number, at), answers in self.answers.items():
            sheet = sheets[number]
            row = list(answers_of(sheet, at).values())
            for place, question in enumerate(sheet["questions"]):
                row[place] = answers.get(question, row[place])
            sheet.setdefault("edited", {})[at] = "".join(row)
        for sheet in sheets:
            if edited := sheet.pop("edited", None):
                width, whole = len(sheet["questions"]), sheet["outcomes"]
                rows = (whole[at : at + width] for at in range(0, len(whole), width))
                sheet["outcomes"] = "".join(edited.get(at, row) for at, row in enumerate(rows))
        for (number, at), facts in self.facts.items():
            for name, value in facts.items():
                sheets[number][name][at] = value


def answers_of(sheet: Sheet, at: int) -> dict[str, str]:
    """The outcome of each question of one row."""
    width = len(sheet["questions"])
    return dict(zip(sheet["questions"], sheet["outcomes"][at * width : (at + 1) * width], strict=True))


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


def double_mark(sheets: list[Sheet], group: list[Spot], marks: Marks) -> dict[Spot, str]:
    """Two or more auditors on one case: the first row carries what is settled, the marks are all kept.

    The others are set aside, unless they answer a question that the first row's sheet does not ask.
    """
    read = {spot: answers_of(sheets[spot[0]], spot[1]) for spot in group}
    questions = list(dict.fromkeys(question for answers in read.values() for question in answers))
    first, *others = group
    together = {q: [answers.get(q, ABSENT) for answers in read.values()] for q in questions}
    marks.answers[first] = {q: settled(together[q]) for q in read[first]}
    odd = [question for question in questions if differ(together[question])]
    for spot in group:
        if own := [question for question in odd if question in read[spot]]:
            marks.differing[spot] = own
    marks.double.append({"spots": group, "questions": questions, "answers": together})
    marks.facts[first] = _facts(sheets, group)
    aside: dict[Spot, str] = {}
    for spot in others:
        extra = [q for q in read[spot] if q not in read[first] and read[spot][q] != BLANK]
        if extra:
            marks.answers[spot] = {q: ABSENT for q in read[spot] if q in read[first]}
        else:
            aside[spot] = "double_mark"
    return aside


def _facts(sheets: list[Sheet], group: list[Spot]) -> dict[str, Any]:
    """The graver of what the rows say: high risk if any, made safe only if all, and then the latest."""

    def all_of(name: str) -> list[Any]:
        return [sheets[number][name][at] for number, at in group]

    risks = [risk for risk in all_of("risk") if risk is not None]
    safe = all_of("made_safe")
    return {
        "risk": "high" if "high" in risks else risks[0] if risks else None,
        "made_safe": None if None in safe else max(safe),
    }


def by_partners(sheets: list[Sheet], group: list[Spot], who: Who) -> bool:
    """Whether the rows complete each other: no question answered twice differently, each row answers some
    alone, and those are for different people to answer.
    """
    read = [answers_of(sheets[number], at) for number, at in group]
    if any(
        len({value for number, at in group if (value := sheets[number][name][at]) is not None}) > 1
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
        form = sheets[group[n][0]]["form"]
        owners.append(frozenset().union(*(who.get((form, q), frozenset()) for q in alone)))
    return all(owners) and len(set(owners)) == len(owners)


def share(sheets: list[Sheet], group: list[Spot], marks: Marks) -> None:
    """Partners' rows all stay, each with its own answers, so that every answer keeps its cell.

    A question counts in the row that answers it; one that nobody answered is blank once.
    """
    read = {spot: answers_of(sheets[spot[0]], spot[1]) for spot in group}
    for question in dict.fromkeys(question for answers in read.values() for question in answers):
        asked = [spot for spot in group if question in read[spot]]
        owner = next((spot for spot in asked if read[spot][question] not in (BLANK, ABSENT)), asked[0])
        for spot in asked:
            if spot != owner:
                marks.answers.setdefault(spot, {})[question] = ABSENT
    for name in ("risk", "made_safe", "district", "selections"):
        said = [sheets[number][name][at] for number, at in group]
        value = next((one for one in said if one not in (None, "not_stated")), said[0])
        for spot in group:
            marks.facts.setdefault(spot, {})[name] = value
    marks.shared += group
