"""What more cases could show: the next sample's calls, and the value of looking (R6.2, R6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, call, posterior, proves_green
from daready.scoring.distributions import beta_binomial


@dataclass(frozen=True, slots=True)
class NextSample:
    """``needed``: the fewest Yes of the next m that give Green, or None where none do. ``chances`` of each call."""

    m: int
    needed: int | None
    chances: dict[Colour, float]


def next_sample(s: float, n: float, m: int, cuts: Cuts) -> NextSample:
    """R6.2: m more random cases after s of n, if practice stays as the cases so far show it."""
    chances = dict.fromkeys(Colour, 0.0)
    needed: int | None = None
    for y, chance in enumerate(beta_binomial(m, s + cuts.prior[0], n - s + cuts.prior[1])):
        colour = call(s + y, n + m, cuts).colour
        chances[colour] += chance
        if colour is Colour.GREEN and needed is None:
            needed = y
    return NextSample(m, needed, chances)


def green_next(s: float, n: float, m: int, cuts: Cuts) -> tuple[int | None, float]:
    """R6.2 for Green alone: the fewest Yes of the next m that prove it (None where none do), and how likely that is.

    Green only grows likelier with each Yes, so halving finds the fewest.
    """
    if not proves_green(s + m, n + m, cuts):
        return None, 0.0
    low, high = 0, m
    while low < high:
        middle = (low + high) // 2
        proves = proves_green(s + middle, n + m, cuts)
        low, high = (low, middle) if proves else (middle + 1, high)
    return low, sum(beta_binomial(m, s + cuts.prior[0], n - s + cuts.prior[1])[low:])


def band_certainty(s: float, n: float, cuts: Cuts) -> float:
    """R6.3: V(s, n), how likely the likeliest of the three bands is."""
    return max(_bands(s, n, cuts))


def value_of_cases(s: float, n: float, m: int, cuts: Cuts) -> float:
    """R6.3: how much m more cases are expected to add to that certainty (Raiffa & Schlaifer 1961); never less than 0.

    Not concave in m: one case is often worth nothing where several are worth much.
    """
    if m == 0:
        return 0.0
    chances = beta_binomial(m, s + cuts.prior[0], n - s + cuts.prior[1])
    expected = sum(chance * band_certainty(s + y, n + m, cuts) for y, chance in enumerate(chances))
    return max(0.0, expected - band_certainty(s, n, cuts))


@lru_cache(maxsize=65536)
def _bands(s: float, n: float, cuts: Cuts) -> tuple[float, float, float]:
    return posterior(s, n, cuts)
