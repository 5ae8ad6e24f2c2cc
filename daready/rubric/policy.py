"""The policy: the force's own cut points, and where a line begins again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from daready.rubric.kinds import Counting, Fraction01, Limits, Rate, Strict, Whole


@dataclass(frozen=True, kw_only=True)
class Rebase(Strict):
    """A line's process has changed for good: from ``since`` its chart and its pool begin again (method R2.5).

    Only a person may say so, with the day it was written, the cause, and the evidence that the change has
    lasted; daready never does. ``by`` is that person's role, since reports show it; who wrote an entry of the
    ledger stands in the entry.
    """

    line: str
    since: date
    recorded: date
    by: Annotated[str, Limits(min_length=3)]
    cause: Annotated[str, Limits(min_length=10)]
    evidence: Annotated[str, Limits(min_length=10)]

    def __post_init__(self) -> None:
        if self.recorded < self.since:
            raise ValueError("a rebase is recorded after the change it rests on, not before")


@dataclass(frozen=True, kw_only=True)
class Policy(Strict):
    """The force's own cut points. No inspectorate publishes any of them."""

    set_by: str
    agreed: date | None = None
    why: str
    red_below: Fraction01
    green_from: Fraction01
    green_from_critical: Fraction01
    green_conf: Fraction01
    firm_conf: Fraction01
    n_min: Counting
    early_n: Counting
    early_conf: Fraction01
    prior: tuple[Rate, Rate]
    not_recorded: Literal["fail", "exclude"]
    half_life_months: Rate
    max_age_months: Counting
    recent_fall_conf: Fraction01
    fallen_conf: Fraction01 = 0.9
    na_high: Fraction01
    nr_high: Fraction01
    min_lines_for_green: Counting
    alone_from_n_eff: Counting
    measure_max_age_months: Whole
    measure_window_months: Counting
    measure_min_denominator: Counting
    document_warn_days: Whole
    judgement_days: Counting
    ageing_from: Fraction01
    theme_share: Fraction01
    rebases: tuple[Rebase, ...] = ()

    def __post_init__(self) -> None:
        if not self.red_below < self.green_from <= self.green_from_critical:
            raise ValueError("red_below must stand below green_from, and green_from_critical not below it")
