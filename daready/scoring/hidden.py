"""A Red that hides in one group of cases: each risk grade and each district is also called alone (R1.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from daready.evidence.model import UNDATED, CaseSheet, Evidence, Month
from daready.rubric.model import Policy
from daready.rubric.terms import VALID_SELECTIONS, Colour
from daready.scoring.classify import Cuts, call
from daready.scoring.model import LineFinding
from daready.scoring.pool import Pool
from daready.scoring.tally import (
    Batch,
    all_of_them,
    batches_by_question,
    case_groups,
    counted,
    different,
    totals,
)

By = Literal["risk", "district"]
Group = tuple[By, str | None]
Groups = dict[Group, dict[str, list[Batch]]]
_BY: tuple[By, ...] = ("risk", "district")


class Span(NamedTuple):
    """The first and the last month that count."""

    first: Month
    last: Month


HIGH: Group = ("risk", "high")


def grouped(evidence: Evidence, known: date, policy: Policy) -> Groups:
    """R1.9: every batch of the months that may count under its risk grade and again under its district.

    Cases that do not say which are a group of their own. Where all cases are of one group it is left out:
    it would say what the line itself says.
    """
    found: Groups = {}
    oldest = _oldest(evidence.cases, policy)
    counted_totals = list(totals(evidence, known))
    for by in _BY:
        parts = _parts(evidence, by, oldest)
        beside = counted_totals if by == "district" else []
        values = sorted({*parts, *(figure.district for figure, _ in beside)}, key=_by_name)
        if len(values) > 1:
            found |= {(by, value): _batches(parts.get(value, Evidence()), known) for value in values}
            for figure, batch in beside:
                found[by, figure.district].setdefault(figure.item, []).append(batch)
    return found


def _by_name(value: str | None) -> tuple[bool, str]:
    """By name, whatever order the rows came in; those that do not say come last."""
    return value is None, value or ""


def _batches(part: Evidence, known: date) -> dict[str, list[Batch]]:
    """The batches of a group's sheets without their places, which are the line's to tell."""
    found = batches_by_question(replace(part, cases=()), known)
    for sheet in part.cases:
        for group, _, outcomes in case_groups(sheet, known):
            for at, question in enumerate(sheet.questions):
                batch = Batch(*group, counted(outcomes[at :: len(sheet.questions)]))
                found.setdefault(f"{sheet.form}/{question}", []).append(batch)
    return found


def group_pools(
    groups: Groups, line: str, span: Span, at: date, policy: Policy, credit: float = 0
) -> dict[Group, Pool]:
    """The age-weighted answers to one question in each group, valid samples of some months only.

    ``credit``: of a partial answer (R1.2).
    """
    pools: dict[Group, Pool] = {}
    for group, batches in groups.items():
        chosen = [
            batch
            for batch in batches.get(line, ())
            if batch.selection in VALID_SELECTIONS and span.first <= batch.month <= span.last
        ]
        if chosen:
            pools[group] = Pool.of(chosen, at, policy, credit)
    return pools


def with_hidden_red(
    finding: LineFinding,
    groups: Groups,
    span: Span,
    cuts: Cuts,
    at: date,
    policy: Policy,
    *,
    critical: bool,
    credit: float = 0,
) -> LineFinding:
    """R1.9: a firm Red group caps the line at Amber; high-risk cases make it Red where the criterion is critical.

    ``span``: the months that the line itself rests on. Unclear answers count against us for the cap and for us
    before anything is called Red, so that blanking a group's failures buys nothing (A6).
    """
    green = finding.colour is Colour.GREEN
    if finding.p_green is None or finding.colour is Colour.RED or not (green or critical):
        return finding
    pools = group_pools(groups, finding.id, span, at, policy, credit)
    high = pools.get(HIGH)
    if critical and high is not None and _firm([high], cuts, lambda pool: pool.met + pool.unclear):
        return replace(finding, colour=Colour.RED, note="hidden_red", rule="R1.9")
    if green and _firm(pools.values(), cuts, lambda pool: pool.met):
        return replace(finding, colour=Colour.AMBER, note="hidden_red", rule="R1.9")
    return finding


def _firm(pools: Iterable[Pool], cuts: Cuts, met: Callable[[Pool], float]) -> bool:
    return bool(hidden_red([(met(pool), pool.n + pool.unclear) for pool in pools], cuts))


_SHELVES = 3
"""So many times ``max_age_months`` are looked back over for a Red that nothing newer has answered (A14)."""


def _oldest(sheets: Iterable[CaseSheet], policy: Policy) -> int:
    """The first month, as an ordinal, that any question can still rest on: back from where each was last asked."""
    newest: dict[str, int] = {}
    for sheet in sheets:
        latest = max(sheet.cases.months, default=0)
        for question in sheet.questions:
            name = f"{sheet.form}/{question}"
            newest[name] = max(latest, newest.get(name, 0))
    return min(newest.values(), default=0) - _SHELVES * policy.max_age_months


def _parts(evidence: Evidence, by: By, oldest: int) -> dict[str | None, Evidence]:
    cases = _split_all(evidence.cases, by, oldest)
    contested = _split_all(evidence.contested, by, oldest)
    values = dict.fromkeys([*cases, *contested])
    return {
        value: Evidence(cases=tuple(cases.get(value, ())), contested=tuple(contested.get(value, ())))
        for value in values
    }


def _split_all(sheets: Iterable[CaseSheet], by: By, oldest: int) -> dict[str | None, list[CaseSheet]]:
    parts: dict[str | None, list[CaseSheet]] = {}
    for sheet in sheets:
        if max(sheet.cases.months, default=0) < oldest and UNDATED.ordinal not in sheet.cases.months:
            continue
        places: dict[str | None, list[int]] = {}
        values = sheet.cases.risk if by == "risk" else sheet.cases.district
        for at, (month, value) in enumerate(zip(sheet.cases.months, values, strict=True)):
            if month >= oldest or month == UNDATED.ordinal:
                places.setdefault(value, []).append(at)
        for value, chosen in places.items():
            parts.setdefault(value, []).append(_only(sheet, chosen))
    return parts


def _only(sheet: CaseSheet, chosen: Sequence[int]) -> CaseSheet:
    """The sheet with some of its cases; a part of a complete sample is complete."""
    width = len(sheet.questions)
    cases = sheet.cases.only(chosen)
    return replace(
        sheet,
        outcomes=b"".join(sheet.outcomes[at * width : (at + 1) * width] for at in chosen),
        cases=cases,
        population=different(cases) if all_of_them(sheet) else None,
        beside=0,
        numbers={},
    )


def hidden_red(counts: Sequence[tuple[float, float]], cuts: Cuts) -> list[int]:
    """R1.9: which of the strata, given as (s, n), have n_min cases of their own and are firmly Red."""
    return [
        at
        for at, (s, n) in enumerate(counts)
        if n >= cuts.n_min
        and (made := call(s, n, cuts)).colour is Colour.RED
        and made.p_red >= cuts.firm_conf
    ]
