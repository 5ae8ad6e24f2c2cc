"""What the record itself gives cause to say: questions that changed or are gone, and how it was signed (A15)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from daready.evidence.model import Month
from daready.ledger.adoptions import adoptions
from daready.ledger.position import Load
from daready.rubric.digest import question_digest
from daready.rubric.model import Question
from daready.scoring.model import Assessment
from daready.scoring.of_the_ledger import (
    AdoptedAnew,
    BackDated,
    NameTwice,
    NoLongerAsked,
    OfTheLedger,
    QuestionChanged,
    Rebased,
)

if TYPE_CHECKING:
    from daready.rubric.model import Rubric
    from daready.workspace.compare import Books

_LATE = timedelta(days=31)
"""A month's position is signed off within the next; later than that it speaks of a day long past."""


def with_remarks(assessment: Assessment, books: Books) -> Assessment:
    """The assessment with what its ledger gives cause to say."""
    loads, rubric, day = books.where.loads, books.rubric, assessment.as_at
    return replace(
        assessment,
        of_the_ledger=OfTheLedger(
            first=loads[0].day if loads else None,
            questions_changed=tuple(_changed(books.where.live, rubric)),
            no_longer_asked=tuple(_no_longer_asked(books, Month.of(day).ordinal)),
            back_dated=tuple(_back_dated(books, day)),
            names_twice=tuple(_names_twice(books)),
            rebased=tuple(
                Rebased(one.line, one.since, one.by) for one in rubric.policy.rebases if one.recorded <= day
            ),
            adopted_anew=tuple(
                AdoptedAnew(one.form, one.role, one.made, one.changed)
                for one in adoptions(books.known)
                if one.changed and one.made <= day
            ),
            head=books.head,
        ),
    )


def digests_asked(rubric: Rubric, asked: dict[str, set[str]]) -> dict[str, str]:
    """The digest of each question that sheets ask, by the name lines use; ``asked`` by form."""
    return {
        f"{form.id}/{question.id}": question_digest(form, question)
        for form in rubric.forms
        for question in form.questions
        if question.id in asked.get(form.id, ())
    }


def _changed(live: tuple[Load, ...], rubric: Rubric) -> list[QuestionChanged]:
    asked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for load in live:
        for name, digest in load.facts.get("questions", {}).items():
            asked[name].append((load.id, digest))
    by_form: dict[str, set[str]] = defaultdict(set)
    for name in asked:
        form, _, question = name.partition("/")
        by_form[form].add(question)
    now = digests_asked(rubric, by_form)
    return [
        QuestionChanged(name, _title(rubric, name), others)
        for name, each in sorted(asked.items())
        if (others := tuple(load for load, digest in each if digest != now.get(name)))
    ]


def _title(rubric: Rubric, name: str) -> str:
    item = rubric.item.get(name)
    return item.title if item else name


def _no_longer_asked(books: Books, until: int) -> list[NoLongerAsked]:
    """By every load ever taken in, replaced and withdrawn ones too, against the live ones of the newest month that is
    not after ``until``.
    """
    rows = books.ledger.db.execute("SELECT load, form, questions FROM sheets WHERE kind = 'case'").fetchall()
    sheets: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    for load, form, questions in rows:
        sheets[load].append((form, json.loads(questions or "[]")))
    last: dict[str, int] = {}
    newest: dict[str, int] = {}
    newest_asks: dict[str, set[str]] = {}
    for load in books.where.loads:
        for form, questions in sheets[load.id]:
            month = max(
                (m for f, m, _ in load.covers if f == form and m is not None and m <= until), default=None
            )
            if month is None:
                continue
            for question in questions:
                last[f"{form}/{question}"] = max(month, last.get(f"{form}/{question}", month))
            if not books.where.counts(load.id):
                continue
            if month > newest.get(form, 0):
                newest[form], newest_asks[form] = month, set()
            if month == newest[form]:
                newest_asks[form].update(questions)
    return [
        NoLongerAsked(name, item.title, Month.at(month))
        for name, month in sorted(last.items())
        if (form := name.partition("/")[0]) in newest
        and name.partition("/")[2] not in newest_asks[form]
        and isinstance(item := books.rubric.item.get(name), Question)
    ]


def _back_dated(books: Books, day: date) -> list[BackDated]:
    found: list[BackDated] = []
    for one in (each for each in books.signed if each.as_at <= day):
        signed = date.fromisoformat(one.entry.at[:10])
        covered = [
            month
            for load in books.where.loads
            if load.id in one.loads
            for _, month, _ in load.covers
            if month is not None
        ]
        if one.as_at < signed - _LATE or max(covered, default=0) > Month.of(one.as_at).ordinal:
            found.append(BackDated(one.id, one.name, one.as_at, signed))
    return found


def _names_twice(books: Books) -> list[NameTwice]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for one in books.signed:
        by_name[one.name].append(one.id)
    return [NameTwice(name, tuple(ids)) for name, ids in by_name.items() if len(ids) > 1]
