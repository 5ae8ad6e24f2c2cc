"""The rule of one measure over rows that were grouped by all it asks: in the base, met, or not to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from daready.rubric.extract import Calculation, Within
from daready.rubric.kinds import Words

Said = Mapping[str, str | None]
"""What a group of rows says in each choice column; None where it is not understood."""


class Timed(NamedTuple):
    """Two moments with one limit, as it is asked of the engine; ``minutes`` where a grade has its own."""

    within: Within
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The force's own limits in minutes, by the value of the column that has them."""

    minutes: Mapping[str, int]

    def timed(self, within: Within) -> tuple[Timed, ...]:
        """Everything that has to be asked of the engine for one limit: once for each length of time."""
        if within.minutes_by is None:
            return (Timed(within),)
        return tuple(Timed(within, minutes) for minutes in sorted(set(self.minutes.values())))

    def of(self, within: Within, said: Said) -> Timed | None:
        """Which of them holds for a group of rows; None where its grade has no limit."""
        if within.minutes_by is None:
            return Timed(within)
        minutes = self.minutes.get(said.get(within.minutes_by) or "")
        return None if minutes is None else Timed(within, minutes)


class Verdict(NamedTuple):
    """What a group of rows is to a measure: None each where it cannot be told."""

    base: bool | None
    met: bool | None


def verdict(
    rule: Calculation,
    among: Mapping[str, Words],
    said: Said,
    filled: Mapping[str, bool],
    timed: Mapping[Timed, bool],
    limits: Limits,
) -> Verdict:
    """Whether a group of rows is in the base of a measure, and whether it is met."""
    base = _fits({**among, **rule.where}, said)
    if base is not False and not all(filled[name] for name in rule.filled):
        base = False
    within = rule.withins[0] if rule.withins else None
    limit = limits.of(within, said) if within else None
    if base and within and limit is None:
        base = None  # a grade of which the force says no limit
    if not base or rule.met is None:
        return Verdict(base, base)
    met = _fits(rule.met.where, said)
    if met is not False and limit is not None and not timed[limit]:
        met = False
    return Verdict(base, met)


def _fits(wanted: Mapping[str, Words], said: Said) -> bool | None:
    """Whether every column says one of the wanted values: no if one surely does not, else unknown if one is."""
    verdicts = {None if said[name] is None else said[name] in values for name, values in wanted.items()}
    return False if False in verdicts else None if None in verdicts else True
