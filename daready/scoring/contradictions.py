"""Where what is claimed and what is seen disagree: good words or papers beside a worsening figure or a Red audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daready.rubric.terms import Colour
from daready.scoring.model import LineFinding


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``claims`` say that it is in order, ``against`` was seen to be otherwise."""

    claims: tuple[LineFinding, ...]
    against: tuple[LineFinding, ...]


def contradiction(lines: Sequence[LineFinding]) -> Contradiction | None:
    """The force's own claims (class C and D) set against its audits and measures, or None where they agree.

    Inconsistency has to be resolved, never averaged (ISA 500, R5.1); the colour follows R5.3 as before.
    """
    ours = [line for line in lines if line.owner == "force"]
    claims = tuple(line for line in ours if line.strength in ("C", "D") and _positive(line))
    against = tuple(line for line in ours if line.kind in ("audit", "measure") and _seen_otherwise(line))
    return Contradiction(claims, against) if claims and against else None


def _positive(line: LineFinding) -> bool:
    """One person's Green is Amber by rule, and still a claim."""
    return line.colour is Colour.GREEN or line.note == "one_rater"


def _seen_otherwise(line: LineFinding) -> bool:
    if line.kind == "measure":
        worsening = line.trend is not None and not line.trend.trial and line.trend.course == "concern"
        return line.colour is Colour.RED or worsening
    return line.colour is Colour.RED or "recent_fall" in line.flags
