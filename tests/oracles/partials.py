"""Partial answers met not at all, half, or in full, worked out by themselves (R1.2)."""

from __future__ import annotations

from dataclasses import dataclass

from daready.scoring.classify import Call, Cuts, call
from daready.scoring.model import Counts


@dataclass(frozen=True, slots=True)
class Readings:
    """One set of answers read three ways; rates are shares of n. ``headline`` is what the question asks for."""

    n: int
    headline: Call
    strict: Call
    half: Call
    lenient: Call
    rates: tuple[float, float, float]

    @property
    def sensitive(self) -> bool:
        """R1.2: whether counting partial answers as met would change the colour."""
        return self.lenient.colour is not self.headline.colour


def readings(counts: Counts, cuts: Cuts, credit: float = 0) -> Readings:
    """R1.2 on whole counts of a valid sample. Refuses counts of which none enter n.

    ``credit``: how much of a case the question counts a partial answer; strict where it does not say.
    """
    n = counts.n
    if not n:
        raise ValueError("no answer counts")
    met = [counts.yes + credit * counts.partial for credit in (0, 0.5, 1)]
    strict, half, lenient = (call(s, n, cuts) for s in met)
    headline = call(counts.yes + credit * counts.partial, n, cuts)
    return Readings(n, headline, strict, half, lenient, (met[0] / n, met[1] / n, met[2] / n))
