"""Lists: a register is complete, so one item that is overdue, has no owner or came back speaks for itself (A18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from daready.evidence.model import CaseSheet, Month
from daready.rubric.model import Form, Line, Policy, Question
from daready.rubric.terms import Colour
from daready.scoring.audit import freshness, merge
from daready.scoring.model import LineFinding
from daready.scoring.pool import Pool, priced
from daready.scoring.tally import FAILED, Batch, months_since

KIND, CONCERN = "item_kind", "cause_of_concern"
STATE, LIVE = "state", frozenset({"awaiting", "progressed"})
"""The columns of a register, and their values, that say a row is a cause of concern and that it is live."""


class _Item(NamedTuple):
    """One row of a list: whether it fails the question, and whether it is a live cause of concern."""

    failing: bool
    concern: bool
    live: bool


def list_finding(
    line: Line,
    question: Question,
    form: Form,
    sheets: Sequence[CaseSheet],
    batches: Sequence[Batch],
    at: date,
    policy: Policy,
) -> LineFinding:
    """A18: the line of a question that every row of a list answers, by the newest month's list; no R1.4.

    An item that fails has the colour that the question states for it. A live cause of concern makes the
    question Red that asks whether it is in hand, and one that fails any question makes that one Red.
    ``batches``: all that is known of the question; ``sheets`` the lists themselves.
    """
    finding = LineFinding(
        id=line.id,
        kind="audit",
        title=question.title,
        strength="B",
        colour=Colour.GREY,
        note="not_asked",
        rule="law 2",
        owner=question.owner,
        required=line.required,
    )
    if not batches:
        return finding
    newest = max(batch.month for batch in batches)
    current = [batch for batch in batches if batch.month == newest]
    pool = priced(Pool.of(current, newest.last, policy), question, policy)
    items = [*_items(form, question.id, sheets, newest)]
    colour, note = _called(pool, items, question)
    age = months_since(newest, at)
    finding = replace(
        finding,
        colour=colour,
        note=note,
        rule="A18",
        counts=pool.counts,
        freshness=freshness(age, policy.max_age_months, policy),
        first=newest.first,
        last=newest.last,
        expires=newest.later(policy.max_age_months + 1).last,
        sources=merge(batch.support for batch in current),
        failures=merge(batch.failed for batch in current),
        claimed=any(batch.claimed for batch in current),
    )
    if age > policy.max_age_months:
        return replace(finding, colour=Colour.GREY, note="expired", rule="R5.2")
    return finding


def _called(pool: Pool, items: Sequence[_Item], question: Question) -> tuple[Colour, str]:
    counts = pool.counts
    if any(item.concern and item.failing for item in items):
        return Colour.RED, "concern_fails"
    if question.concern and any(item.concern and item.live for item in items):
        return Colour.RED, "concern_live"
    if counts.failures:
        return Colour(question.if_not.upper()), "list_fails"
    if counts.unclear or counts.partial:
        return Colour.AMBER, "list_unclear"
    return (Colour.GREEN, "list_in_order") if counts.yes else (Colour.GREY, "list_nothing")


def _items(form: Form, question: str, sheets: Sequence[CaseSheet], month: Month) -> Iterator[_Item]:
    """The rows of a month's lists, with what their columns say of each."""
    words = {column.id: [*column.values] for column in form.columns}
    for sheet in sheets:
        if sheet.form != form.id or question not in sheet.questions:
            continue
        answers = sheet.column(question)
        for place, of in enumerate(sheet.cases.months):
            if of == month.ordinal:
                kind, state = (_said(sheet, place, name, words) for name in (KIND, STATE))
                # What is not known to be closed is live: absence is never a pass.
                yield _Item(answers[place] in FAILED, kind == CONCERN, state is None or state in LIVE)


def _said(sheet: CaseSheet, place: int, column: str, words: dict[str, list[str]]) -> str | None:
    """What a coded column says of a row: its value's place in the form, from 1."""
    at = sheet.numbers.get((place, column))
    return None if at is None else words[column][int(at) - 1]
