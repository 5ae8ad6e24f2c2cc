"""The evidence known by a day, sorted by what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from daready.evidence.model import Evidence, Figure, Month
from daready.rubric.model import Measure, Question, Rubric
from daready.scoring.hidden import Groups, grouped
from daready.scoring.marking import agreements
from daready.scoring.model import Agreement, UnsafeCase
from daready.scoring.tally import (
    Batch,
    batches_by_question,
    cases_answered,
    perhaps_unsafe,
    unsafe_cases,
    valid_months,
)


class Look(NamedTuple):
    """What one sheet asks of the force (law 9) in the valid samples of some months, the newest of them ``month``."""

    form: str
    questions: frozenset[str]
    month: Month


@dataclass(frozen=True, slots=True)
class Known:
    """The evidence known by a day, sorted by what it is about."""

    batches: dict[str, list[Batch]]
    figures: dict[str, list[Figure]]
    evidence: Evidence
    unsafe: list[UnsafeCase]
    perhaps_unsafe: list[UnsafeCase]
    agreements: dict[str, Agreement]
    groups: Groups
    safety_checked: int
    forms: frozenset[str]
    """The forms in use of which a part that is missing was left out: of cases, and registers, which are whole (A18)."""
    looks: tuple[Look, ...]
    """What each sheet of cases that can earn a colour asks."""
    day: date
    asked: dict[tuple[int, ...], Any] = field(
        default_factory=dict[tuple[int, ...], Any], compare=False, repr=False
    )
    """Each audit question of a line (``AuditAsked``), which many days ask about."""


def known_by(rubric: Rubric, evidence: Evidence, day: date) -> Known:
    """Sort the evidence; what is later than the day is left out (A9)."""
    safety: dict[str, tuple[str, ...]] = {}
    for name, item in rubric.item.items():
        if isinstance(item, Question) and item.safety:
            safety[name] = tuple(
                criterion.id
                for criterion in rubric.criteria.values()
                if any(line.id == name for line in criterion.lines)
            )
    figures: dict[str, list[Figure]] = {}
    newest = Month.of(day)
    for figure in evidence.figures:
        if figure.month <= newest:
            figures.setdefault(figure.item, []).append(figure)
    asked = (f for f in evidence.figures if isinstance(rubric.item.get(f.item), Question))
    audited = replace(evidence, figures=tuple(asked))  # measures are years of figures that no audit counts
    checked = cases_answered(evidence, safety, day)
    return Known(
        batches=batches_by_question(audited, day),
        figures=figures,
        evidence=evidence,
        unsafe=unsafe_cases(evidence, safety, day),
        perhaps_unsafe=perhaps_unsafe(evidence, safety, day),
        agreements=agreements(evidence.double_marks, day, rubric.policy),
        groups=grouped(audited, day, rubric.policy),
        safety_checked=checked,
        forms=_in_use(rubric, evidence, day),
        looks=tuple(_looks(rubric, evidence, day)),
        day=day,
    )


def _in_use(rubric: Rubric, evidence: Evidence, day: date) -> frozenset[str]:
    """A form stays in use when the last that was sent of it is left out, where a ledger knows that it was sent."""
    newest = Month.of(day)
    once = (name for name in evidence.sent_once if not isinstance(rubric.item.get(name), Measure))
    return frozenset(
        [
            *(s.form for s in evidence.cases if min(s.cases.months, default=0) <= newest.ordinal),
            *(document.form for document in evidence.documents if (document.dated or day) <= day),
            *(name.partition("/")[0] for name in once),
        ]
    )


def _looks(rubric: Rubric, evidence: Evidence, day: date) -> Iterator[Look]:
    for sheet in evidence.cases:
        months = valid_months(sheet, day)
        if months:
            items = {question: rubric.item.get(f"{sheet.form}/{question}") for question in sheet.questions}
            ours = [q for q, item in items.items() if isinstance(item, Question) and item.owner == "force"]
            yield Look(sheet.form, frozenset(ours), max(months))
