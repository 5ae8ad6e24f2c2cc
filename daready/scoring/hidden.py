"""A Red that hides in one group of cases: each risk grade and each district is also called alone (R1.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from daready.evidence.model import CaseSheet, Evidence, Month
from daready.rubric.model import Policy
from daready.rubric.terms import VALID_SELECTIONS, Colour
from daready.scoring.audit import Pool
from daready.scoring.classify import Cuts
from daready.scoring.model import LineFinding
from daready.scoring.strata import hidden_red
from daready.scoring.tally import Batch, all_of_them, batches_by_question, different, months_since

By = Literal["risk", "district"]
Group = tuple[By, str | None]
_BY: tuple[By, ...] = ("risk", "district")

HIGH: Group = ("risk", "high")


def group_pools(
    evidence: Evidence, line: str, at: date, known: date, policy: Policy, since: Month | None = None
) -> dict[Group, Pool]:
    """The age-weighted answers to one question in each risk grade and each district; valid samples only.

    Cases that do not say which are a group of their own. ``since``: the first month that counts, after a
    rebase.
    """

    def counts(batch: Batch) -> bool:
        old = months_since(batch.month, at) > policy.max_age_months
        before = since is not None and batch.month.ordinal < since.ordinal
        return batch.selection in VALID_SELECTIONS and not old and not before

    pools: dict[Group, Pool] = {}
    for group, part in _parts(evidence, line).items():
        batches = [batch for batch in batches_by_question(part, known).get(line, []) if counts(batch)]
        if batches:
            pools[group] = Pool.of(batches, at, policy)
    return pools


def with_hidden_red(
    finding: LineFinding, pools: Callable[[], dict[Group, Pool]], cuts: Cuts, *, critical: bool
) -> LineFinding:
    """R1.9: a firm Red group caps the line at Amber; high-risk cases make it Red where the criterion is critical.

    Unclear answers count against us for the cap and for us before anything is called Red, so that blanking
    a group's failures buys nothing (A6). ``pools`` is asked only where it could matter.
    """
    green = finding.colour is Colour.GREEN
    if finding.p_green is None or finding.colour is Colour.RED or not (green or critical):
        return finding
    found = pools()
    high = found.get(HIGH)
    if critical and high is not None and _firm([high], cuts, lambda pool: pool.yes + pool.unclear):
        return replace(finding, colour=Colour.RED, note="hidden_red", rule="R1.9")
    if green and _firm(found.values(), cuts, lambda pool: pool.yes):
        return replace(finding, colour=Colour.AMBER, note="hidden_red", rule="R1.9")
    return finding


def _firm(pools: Iterable[Pool], cuts: Cuts, met: Callable[[Pool], float]) -> bool:
    return bool(hidden_red([(met(pool), pool.n + pool.unclear) for pool in pools], cuts))


def _parts(evidence: Evidence, line: str) -> dict[Group, Evidence]:
    form, question = line.split("/", 1)
    sheets: dict[Group, list[CaseSheet]] = {}
    contested: dict[Group, list[CaseSheet]] = {}
    for found, given in ((sheets, evidence.cases), (contested, evidence.contested)):
        for sheet in given:
            if sheet.form == form and question in sheet.questions:
                for group, part in _split(sheet, question):
                    found.setdefault(group, []).append(part)
    totals = [figure for figure in evidence.figures if figure.item == line]
    districts: set[Group] = {("district", figure.district) for figure in totals}
    return {
        group: Evidence(
            cases=tuple(sheets.get(group, ())),
            contested=tuple(contested.get(group, ())),
            figures=tuple(f for f in totals if group == ("district", f.district)),
        )
        for group in sheets.keys() | contested.keys() | districts
    }


def _split(sheet: CaseSheet, question: str) -> Iterable[tuple[Group, CaseSheet]]:
    """One question of a sheet, cut up by risk grade and again by district."""
    answers = sheet.column(question)
    for by in _BY:
        places: dict[str | None, list[int]] = {}
        for at, case in enumerate(sheet.cases):
            places.setdefault(case.risk if by == "risk" else case.district, []).append(at)
        for value, chosen in places.items():
            cases = tuple(sheet.cases[at] for at in chosen)
            part = replace(
                sheet,
                questions=(question,),
                outcomes=bytes(answers[at] for at in chosen),
                cases=cases,
                population=different(cases) if all_of_them(sheet) else None,
                beside=0,
                numbers={},
            )
            yield (by, value), part
