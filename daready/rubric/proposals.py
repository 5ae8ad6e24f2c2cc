"""What each question of somebody's own form is proposed to be, why, and which are so near that they stand ready."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daready.rubric.likeness import Likely, Likeness
from daready.rubric.model import Rubric
from daready.rubric.word_lists import pattern_of
from daready.rubric.words import fold_heading

READY_FROM, READY_AHEAD = 0.6, 0.3
"""How like a proposal must be, and how far ahead of the next, to stand ready: of 282 questions of forms in other words
one that was wrong was ahead by more than 0.2, and 0.58 like ("HBA flag considered" is not whether it was met as it
needs). Whatever asks two things, or asks for a failing, never is."""
_SURE = 1.0
"""The likeness of a question that is worded as ours or as one of its other headings."""
_PART_FROM, _PARTS_TOP = 0.5, 0.8
_PARTS = re.compile(r"\s*(?:\band\b|&|\+|/|;|,)\s*", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|without|not any|never|avoid(?:s|ed|ing)?|free (?:of|from)(?:\s+\w+){0,3})(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"^.{0,30}\b(?:explained|authorised|approved|justified|addressed|acted|dealt|challenged|resolved|reasons?|rationale|"
    r"recorded|considered|sought|found|traced|arrest\w*|circulated|escalated)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"^\s*(?:suspects?|offenders?|persons?|children|people|perpetrators?|nominals?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of somebody's own form: its words and how it is answered (words, scores, numbers, empty)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question of ours that it may be: ``shared`` are the words that made it so, and ``ready`` if near-certain."""

    question: str
    title: str
    score: float
    shared: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one question.

    ``yes_is`` is good or bad by its wording, None where only the person knows (a score of a failing); ``parts`` are
    the questions that it seems to ask together.
    """

    proposals: tuple[Proposal, ...]
    yes_is: str | None
    parts: tuple[str, ...]


class Proposer:
    """Proposes questions of one rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._likeness = Likeness(rubric)
        self._failings = next((words.phrases for words in rubric.words if words.id == "failings"), ())
        self._headings = _headings(rubric)

    def propose(self, asked: Sequence[Asked]) -> list[Proposed]:
        """What is proposed for each question of one form; all come from one form of ours."""
        form = self._likeness.form_of(one.text for one in asked)
        found = [self._one(one, form) for one in asked]
        return _once(found)

    def _one(self, asked: Asked, form: str) -> Proposed:
        number = asked.kind == "numbers"
        likely = self._likeness.likeliest(asked.text, form=form, number=number)
        known = self._headings.get((form, fold_heading(asked.text)))
        if known is not None:
            likely = [
                replace(known, score=_SURE),
                *(one for one in likely if one.question != known.question),
            ][:3]
        bad = self._names_failing(asked.text)
        parts = () if known or number else self._parts(asked.text, form, likely)
        second = likely[1].score if len(likely) > 1 else 0.0
        sure = bool(likely) and likely[0].score >= READY_FROM and likely[0].score - second >= READY_AHEAD
        several = known is None and len(self._split(asked.text, form)) > 1
        ready = (known is not None or (sure and not several)) and not bad
        proposals = tuple(
            Proposal(one.question, one.title, one.score, one.shared, ready and at == 0)
            for at, one in enumerate(likely)
        )
        yes_is = ("bad" if asked.kind == "words" else None) if bad else "good"
        return Proposed(proposals, yes_is, parts)

    def _parts(self, text: str, form: str, likely: Sequence[Likely]) -> tuple[str, ...]:
        """The questions that the parts of a text ask, where no one question asks it all."""
        if not likely or likely[0].score > _PARTS_TOP:
            return ()
        near = {one.question for one in likely}
        parts = [one.question for one in self._split(text, form) if one.question in near]
        return tuple(parts) if len(parts) > 1 else ()

    def _split(self, text: str, form: str) -> list[Likely]:
        """The likeliest question of each part of a text that is like any, each once."""
        found: dict[str, Likely] = {}
        for part in _PARTS.split(text):
            for best in self._likeness.likeliest(part, form=form, most=1):
                if best.score >= _PART_FROM:
                    found.setdefault(best.question, best)
        return [*found.values()]

    @cached_property
    def _failing(self) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(pattern_of, self._failings)) + r")\b", re.IGNORECASE)

    def _names_failing(self, text: str) -> bool:
        """Whether a text asks for a failing, so that yes is bad; not where it asks what was done about one."""
        return bool(self._failings) and any(
            not _DENIED.search(text[: found.start()])
            and not _ANSWERED.search(text[found.end() :])
            and not _PERSONS.search(text[found.end() :])
            for found in self._failing.finditer(text)
        )


def _once(found: Iterable[Proposed]) -> list[Proposed]:
    """A question of ours stands ready for one question of theirs; where two would have it, the person says which."""
    found = list(found)
    wanted = [one.proposals[0].question for one in found if one.proposals and one.proposals[0].ready]
    alone = {question for question in wanted if wanted.count(question) == 1}
    return [
        replace(
            one, proposals=tuple(replace(p, ready=p.ready and p.question in alone) for p in one.proposals)
        )
        for one in found
    ]


def _headings(rubric: Rubric) -> dict[tuple[str, str], Likely]:
    """Each question by its title and other headings, folded, within its form."""
    found: dict[tuple[str, str], Likely] = {}
    for form in rubric.forms:
        if form.row == "case":
            for question in form.questions:
                for text in (question.title, *question.also):
                    likely = Likely(f"{form.id}/{question.id}", question.title, 1.0, (text,))
                    found.setdefault((form.id, fold_heading(text)), likely)
    return found
