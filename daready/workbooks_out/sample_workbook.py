"""The sample as a workbook ready to fill in: the drawn cases in the form's own sheet, and how they were drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from daready.report.whole import write_whole
from daready.rubric.model import Form, Rubric
from daready.scoring.card import card_rows
from daready.workbooks_out import template, template_book
from daready.workbooks_out.template import Field, Plan, Wanted

ABOUT = "How it was drawn"
SECOND = "Second marks"
MARKING = "OFFICIAL-SENSITIVE"
_RANDOM = "random"

Rows = Sequence[Mapping[str, str]]
"""Cases by the ids of columns, in words."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Cases of one sheet: ``rows`` of ``cases`` drawn at random from a ``population`` of them, if that is known.

    ``asks``: the only questions that are asked of them; all of the workbook's where there are none. ``title``: what
    they are; empty for the cases of all alike.
    """

    cases: int
    rows: Rows = ()
    population: int | None = None
    asks: tuple[str, ...] = ()
    title: str = ""


def write_sample(
    rubric: Rubric,
    form: Form,
    wanted: Wanted,
    batches: Sequence[Batch],
    twice: Rows,
    about: Sequence[str],
    target: Path,
) -> None:
    """Write the workbook whole or not at all: a sheet for each batch, one for second marks. Raises OSError."""
    first, *others = [
        _sheet(rubric, form, wanted, batch, number) for number, batch in enumerate(batches, start=1)
    ]
    if twice:
        again = Batch(
            len(twice), twice, batches[0].population, title="The same cases, marked by a second auditor"
        )
        others.append(replace(_sheet(rubric, form, wanted, again, 1), sheet=SECOND))
    card = card_rows(rubric.policy, batches[0].cases)
    drawn = template_book.draw(first, card, others=others, about=(ABOUT, about), marking=MARKING)
    write_whole(target, drawn)


def _sheet(rubric: Rubric, form: Form, wanted: Wanted, batch: Batch, number: int) -> Plan:
    items = batch.asks or wanted.items
    planned = template.plan(rubric, form, replace(wanted, items=items, cases=batch.cases, core=False))
    title = f"{planned.title}: {batch.title}" if batch.title else planned.title
    return replace(
        planned,
        title=title,
        sheet=planned.sheet if number == 1 else f"{planned.sheet} {number}",
        facts=tuple(_facts(planned.facts, form, batch)),
        given=tuple(batch.rows),
    )


def _facts(facts: Iterable[Field], form: Form, batch: Batch) -> Iterable[Field]:
    """How they were chosen, and out of how many: known of what was drawn, and of nothing else."""
    said = {"population": str(batch.population)} if batch.population is not None else {}
    if batch.rows:
        chosen = next(fact for fact in form.facts if fact.id == "selection")
        said["selection"] = chosen.values[_RANDOM][0]
    for fact in facts:
        yield replace(fact, filled=said.get(fact.id, fact.filled))
