"""The decision card of method R1.5: which count of Yes earns which colour, tabled before anybody looks."""

from __future__ import annotations

from dataclasses import dataclass

from daready.rubric.model import Policy
from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, call

_SIZES = (12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 150, 200, 300)
NONE = "none"


@dataclass(frozen=True, slots=True)
class CardLine:
    """Of n answers, how many Yes each colour takes, as lowest and highest; None where no count earns it."""

    n: int
    red: tuple[int, int] | None
    grey: tuple[int, int] | None
    amber: tuple[int, int] | None
    green: tuple[int, int] | None


def card(n: int, cuts: Cuts) -> CardLine:
    """R1.5: one line of the card, for a valid sample with every answer clear. Refuses n below n_min."""
    if n < cuts.n_min:
        raise ValueError(f"no call is made on {n} answers; the least is {cuts.n_min}")
    spans: dict[Colour, tuple[int, int]] = {}
    for yes in range(n + 1):
        colour = call(yes, n, cuts).colour
        spans[colour] = (spans[colour][0] if colour in spans else yes, yes)
    return CardLine(n, *(spans.get(c) for c in (Colour.RED, Colour.GREY, Colour.AMBER, Colour.GREEN)))


def card_rows(policy: Policy, cases: int) -> list[tuple[str, ...]]:
    """R1.5: the card as plain rows with their headings: the sample size chosen first, then smaller counts.

    Smaller counts are what is left once answers of "not applicable" are taken off.
    """
    usual, critical = Cuts.of(policy, critical=False), Cuts.of(policy, critical=True)
    largest = max(cases, policy.n_min)
    sizes = {largest, policy.n_min, *(n for n in _SIZES if policy.n_min <= n < largest)}
    return [
        (
            "Answers that count",
            *("Red at or below", "Grey", "Amber", "Green at or above"),
            *(f"Critical: {name}" for name in ("Red at or below", "Grey", "Amber", "Green at or above")),
        ),
        *((str(n), *_words(card(n, usual)), *_words(card(n, critical))) for n in sorted(sizes, reverse=True)),
    ]


def _words(line: CardLine) -> tuple[str, str, str, str]:
    return (
        str(line.red[1]) if line.red else NONE,
        _span(line.grey),
        _span(line.amber),
        str(line.green[0]) if line.green else NONE,
    )


def _span(counts: tuple[int, int] | None) -> str:
    if counts is None:
        return NONE
    return str(counts[0]) if counts[0] == counts[1] else f"{counts[0]} to {counts[1]}"
