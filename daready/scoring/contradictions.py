"""Where what is claimed and what is seen disagree: good words or papers beside a worsening figure or a Red audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import LineFinding


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``claims`` say that it is in order, ``against`` was seen to be otherwise."""

    claims: tuple[LineFinding, ...]
    against: tuple[LineFinding, ...]


Standing = Literal["disagrees", "untested", "short", "borne_out"]
"""What practice says to a claim: otherwise, nothing at all, less than it, or the same."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A judgement or paper that says something good, with the audits and figures seen beside it, worst first."""

    line: LineFinding
    standing: Standing
    seen: tuple[LineFinding, ...]


def claims(lines: Sequence[LineFinding]) -> tuple[Claim, ...]:
    """Every claim of a criterion, and how it stands against what was seen (R5.1).

    An intention is a claim, and so is a paper that is in force though its review is due or not set.
    """
    ours = [line for line in lines if line.owner == "force"]
    looks = [line for line in ours if line.kind in ("audit", "measure") and line.sources]
    seen = tuple(sorted(looks, key=lambda line: (not _seen_otherwise(line), WORST_FIRST.index(line.colour))))
    standing = _standing(seen)
    return tuple(Claim(line, standing, seen) for line in ours if _claims(line))


def _standing(seen: Sequence[LineFinding]) -> Standing:
    if any(_seen_otherwise(line) for line in seen):
        return "disagrees"
    live = [line for line in seen if line.live]
    if not live:
        return "untested"
    shown = all(line.colour is Colour.GREEN and not line.unsafe for line in live)
    return "borne_out" if shown else "short"


def _claims(line: LineFinding) -> bool:
    paper = line.kind == "document" and line.colour is Colour.AMBER
    return line.strength in ("C", "D") and (_positive(line) or paper or line.note == "intent_only")


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
