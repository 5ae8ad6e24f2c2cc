"""The call on one audited question, from method.md with scipy's beta: the independent second opinion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import exp, log, log1p
from typing import Any

from scipy.integrate import quad
from scipy.special import betainc, betaln
from scipy.stats import beta, binom

Month = tuple[int, int]
Counts = Mapping[Month, Mapping[str, int]]


@dataclass
class Tally:
    """Raw counts by answer, and the same weighted for age."""

    raw: dict[str, int] = field(default_factory=lambda: dict.fromkeys("YPNRA_?", 0))
    weighted: dict[str, float] = field(default_factory=lambda: dict.fromkeys("YPNRA_?", 0.0))

    def add(self, answer: str, weight: float, count: int = 1) -> None:
        self.raw[answer] += count
        self.weighted[answer] += weight * count

    @property
    def n(self) -> float:
        return sum(self.weighted[answer] for answer in "YPNR")

    @property
    def s(self) -> float:
        return self.weighted["Y"]

    @property
    def unclear(self) -> float:
        return self.weighted["_"] + self.weighted["?"]


def month_end(month: Month) -> date:
    following = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def age(month: Month, as_at: date) -> int:
    """Whole calendar months from the month's end to the as-at date."""
    end = month_end(month)
    months = (as_at.year - end.year) * 12 + as_at.month - end.month
    after = date.fromordinal(as_at.toordinal() + 1)
    whole = as_at.day >= end.day or after.month != as_at.month
    return months if whole else months - 1


def weight(months: int, policy: dict[str, Any]) -> float:
    return 0.5 ** (months / policy["half_life_months"])


def weighed(counts: Counts, day: date, policy: dict[str, Any]) -> Tally:
    """All months' answers, each weighted by its age on that day (R5.2)."""
    tally = Tally()
    for month, answers in counts.items():
        for answer, count in answers.items():
            tally.add(answer, weight(age(month, day), policy), count)
    return tally


def with_usual_share(tally: Tally, question: dict[str, Any]) -> Tally:
    """A16: "not applicable" beyond the 99 % limit of the usual share becomes unclear."""
    share, count = question.get("may_not_apply"), tally.raw["A"]
    if share is None or not count:
        return tally
    asked = count + sum(tally.raw[answer] for answer in "YPNR")
    beyond = max(0.0, count - float(binom.ppf(0.99, asked, share)))
    doubted = beyond * tally.weighted["A"] / count
    moved = {"A": tally.weighted["A"] - doubted, "?": tally.weighted["?"] + doubted}
    return Tally(tally.raw, tally.weighted | moved)


def chances(s: float, n: float, green: float, red: float) -> tuple[float, float]:
    """P_green and P_red under the Jeffreys prior (R1.3)."""
    a, b = s + 0.5, n - s + 0.5
    return float(beta.sf(green, a, b)), float(beta.cdf(red, a, b))


def early(n: float, p_red: float, policy: dict[str, Any]) -> bool:
    return n >= policy["early_n"] and p_red >= policy["early_conf"]


def call(
    s: float, n: float, cuts: tuple[float, float], policy: dict[str, Any], answered: float
) -> tuple[str, str]:
    """R1.4 steps 2 to 6, with ``answered`` cases held against n_min (A6)."""
    p_green, p_red = chances(s, n, *cuts)
    doubt = 1 - policy["firm_conf"]
    if answered < policy["n_min"]:
        return ("RED", "early") if early(n, p_red, policy) else ("GREY", "too_few")
    if p_green >= policy["green_conf"] and s >= policy["n_min"] - 1e-9:  # no failure makes Green (A12)
        return "GREEN", "proven"
    if p_red >= 0.5:
        return "RED", "firm" if p_red >= policy["firm_conf"] else "provisional"
    if max(p_red, 1 - p_red - p_green, p_green) < 0.5 and p_red > doubt:
        return "GREY", "too_close"
    if p_red > doubt:
        return "AMBER", "red_not_excluded"
    return "AMBER", "green_not_proven" if p_green > doubt else "firm"


def census(s: float, n: float, cuts: tuple[float, float], policy: dict[str, Any]) -> tuple[str, str]:
    """A3: every case there was, and fewer than n_min of them."""
    _, p_red = chances(s, n, *cuts)
    return ("RED", "early") if early(n, p_red, policy) else ("AMBER", "complete_but_few")


def with_unclear(tally: Tally, cuts: tuple[float, float], policy: dict[str, Any]) -> tuple[str, str]:
    """A6: left out, all met, none met."""
    calls = [
        call(tally.s, tally.n, cuts, policy, tally.n),
        call(tally.s + tally.unclear, tally.n + tally.unclear, cuts, policy, tally.n),
        call(tally.s, tally.n + tally.unclear, cuts, policy, tally.n),
    ]
    colours = {colour for colour, _ in calls}
    if len(colours) == 1:
        return calls[0]
    return ("AMBER" if colours == {"GREEN", "AMBER"} else "GREY"), "answers_unclear"


@cache
def fewest_for_green(of: int, cuts: tuple[float, float], green_conf: float) -> int:
    """The fewest Yes of so many cases that R1.4 calls Green (A5 by A13)."""
    return next(yes for yes in range(of + 1) if chances(yes, of, *cuts)[0] >= green_conf)


def chance_of_fall(now: Tally, then: Tally) -> float:
    """R6.6: P(now < then), by quadrature over where then may lie."""
    a, b = now.raw["Y"] + 0.5, sum(now.raw[answer] for answer in "PNR") + 0.5
    c, d = then.s + 0.5, then.n - then.s + 0.5
    low, high = beta.ppf(1e-12, c, d), beta.ppf(1 - 1e-12, c, d)

    def both(x: float) -> float:
        return betainc(a, b, x) * exp((c - 1) * log(x) + (d - 1) * log1p(-x) - betaln(c, d))

    found, _ = quad(both, low, high, limit=400, epsabs=1e-11)
    return float(found)
