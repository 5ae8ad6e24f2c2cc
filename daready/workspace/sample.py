"""The next sample from a position to a workbook: what is asked, what is planned, and the rows that are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING

from daready.planning.next_audit import NextAudit, next_audit
from daready.planning.next_sample import Kind, Sample, kinds_of, plan_sample
from daready.report.next_sample import kind_told
from daready.rubric.cover import core_questions
from daready.workbooks_out.sample_workbook import Batch

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.rubric.model import Column, Form, Rubric
    from daready.scoring.model import Assessment
    from daready.workspace.case_list import CaseList, Listed
    from daready.workspace.draw import Drawn

_WITHOUT_A_LIST = ("risk",)
"""What every force knows of each of its cases."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A sample as it is planned: over which form and which of its questions, and what each has and gets."""

    form: Form
    asks: tuple[str, ...]
    audit: NextAudit
    sample: Sample


def plan_of(
    rubric: Rubric,
    assessment: Assessment,
    evidence: Evidence,
    form: Form,
    cases: int,
    listed: CaseList | None = None,
) -> Planned:
    """The next sample of so many cases: from a list if there is one, else by what is known of every case.

    It asks what the force's own form asks where one was adopted; else what was asked so far; else the core questions.
    """
    audit = next_audit(assessment, evidence, rubric.policy, form.id, cases)
    asks = _asks(rubric, form, audit)
    names = {f"{form.id}/{name}" for name in asks}
    audit = replace(audit, needs=tuple(need for need in audit.needs if need.line.id in names))
    kinds = kinds_of(form, asks, listed.columns if listed else _WITHOUT_A_LIST)
    if listed:
        kinds = tuple(replace(kind, available=len(listed.of(kind))) for kind in (Kind(), *kinds))
    sample = plan_sample(audit, assessment, form, kinds, cases, rubric.policy)
    return Planned(form, asks, audit, sample)


def _asks(rubric: Rubric, form: Form, audit: NextAudit) -> tuple[str, ...]:
    own = {
        asked["is"].partition("/")[2] or asked.get("id", "")
        for one in rubric.adopted
        if one.adopts == form.id
        for asked in one.questions
    }
    asked = {need.line.id.partition("/")[2] for need in audit.needs if need.asked}
    wanted = own or asked or {*core_questions(rubric, form)}
    return tuple(question.id for question in form.questions if question.id in wanted)


def batches_of(planned: Planned, listed: CaseList | None, drawn: Drawn | None, auditors: int) -> list[Batch]:
    """The sheets of the workbook: cases of all alike, then further ones of each kind that gets any."""
    form, sample = planned.form, planned.sample
    made: list[Batch] = []
    for number, (kind, cases) in enumerate(zip(sample.kinds, sample.cases, strict=True)):
        if not cases and number:
            continue
        taken = drawn.cases[number] if drawn else ()
        made.append(
            Batch(
                cases=len(taken) or cases,
                rows=[*_rows(taken, form, auditors, 0)],
                population=len(listed.of(kind)) if listed else None,
                asks=() if not number else _alone(form, planned.asks, kind),
                title=f"further cases with {kind_told(kind, form)}" if number else "",
            )
        )
    return made


def twice_of(planned: Planned, drawn: Drawn | None, auditors: int) -> list[Mapping[str, str]]:
    """The rows that a second auditor marks: each gets another auditor than on the first sheet."""
    if drawn is None or auditors < 2:
        return []
    first = {row["reference"]: row["auditor"] for row in _rows(drawn.cases[0], planned.form, auditors, 0)}
    rows = [*_rows(drawn.twice, planned.form, auditors, 0)]
    names = [_auditor(number) for number in range(auditors)]
    pairs = {name: names[(at + 1) % auditors] for at, name in enumerate(names)}
    return [{**row, "auditor": pairs[first[row["reference"]]]} for row in rows]


def _alone(form: Form, asks: Sequence[str], kind: Kind) -> tuple[str, ...]:
    """The questions that apply to a kind of cases alone."""
    return tuple(
        one.id
        for one in form.questions
        if one.id in asks and {k: tuple(v) for k, v in one.applies_if.items()} == {kind.column: kind.values}
    )


def _rows(cases: Sequence[Listed], form: Form, auditors: int, first: int) -> Iterator[Mapping[str, str]]:
    """The cases in the words of the form, dealt out to auditors in turn."""
    columns = {column.id: column for column in form.columns}
    for one, number in zip(cases, cycle(range(auditors)), strict=False):
        words = {name: _word(columns[name], code) for name, code in one.codes.items() if name in columns}
        yield {"reference": one.reference, **words, "auditor": _auditor(number + first)}


def _auditor(number: int) -> str:
    return f"Auditor {number + 1}"


def _word(column: Column, code: str) -> str:
    """The word that a form offers for a code; a label stands as it is."""
    spellings = column.values.get(code)
    if not spellings:
        return code
    return next((word for word in column.offer if word in spellings), spellings[0])
