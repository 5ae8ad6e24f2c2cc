"""The policy: the force's own cut points, what is said of each, and where a line begins again."""

from __future__ import annotations

from dataclasses import dataclass, fields
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
class Stated(Strict):
    """What policy.yaml says of one cut point beside its value.

    ``set_by``, ``set_on`` and ``why`` bind it to whoever chose it, and are needed where it is not daready's own
    (law 17); where they are not given, those at the head of the file stand for them.
    """

    unit: str = ""
    meaning: str = ""
    reference: str = ""
    set_by: str = ""
    set_on: date | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Policy(Strict):
    """The force's own cut points. No inspectorate publishes any of them.

    Every default is in policy.yaml with its unit, meaning and reference, and nowhere else. A cut point that a
    policy leaves out is daready's own.
    """

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
    fallen_conf: Fraction01
    na_high: Fraction01
    na_conf: Fraction01
    nr_high: Fraction01
    agreement_least_pairs: Counting
    agreement_fine: Fraction01
    agreement_watch: Fraction01
    min_lines_for_green: Counting
    alone_from_n_eff: Counting
    measure_max_age_months: Whole
    measure_window_months: Counting
    measure_min_denominator: Counting
    count_change: Fraction01
    document_warn_days: Whole
    judgement_days: Counting
    ageing_from: Fraction01
    theme_share: Fraction01
    next_sample_cases: Counting
    rebases: tuple[Rebase, ...] = ()

    def __post_init__(self) -> None:
        if not self.red_below < self.green_from <= self.green_from_critical:
            raise ValueError("red_below must stand below green_from, and green_from_critical not below it")
        if self.agreement_watch > self.agreement_fine:
            raise ValueError("agreement_watch must not stand above agreement_fine")


_ABOUT = frozenset({"set_by", "agreed", "why", "rebases"})

CUT_POINTS: tuple[str, ...] = tuple(one.name for one in fields(Policy) if one.name not in _ABOUT)
"""The names of the cut points and periods, in the order of the file."""
