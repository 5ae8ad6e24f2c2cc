"""Draws a sample from a list by a seed: anybody with the list and the seed draws the same cases again.

Each case has a rank that nobody can foresee without the seed: the keyed hash of its reference. Of all cases alike the
list is sorted by district and risk, within them by rank, and cases evenly apart are taken from a start that the seed
gives: each case has the same chance, and each district and risk grade its own share. Further cases of a kind are the
first by rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daready.planning.next_sample import Sample
    from daready.workspace.case_list import CaseList, Listed

_BYTES = 16
_WHOLE = 1 << (8 * _BYTES)
STRATA = ("district", "risk")
"""The columns within which the cases of all alike are drawn, each in its own share."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The cases of each kind, all alike first; ``twice``: those of all alike that a second auditor marks too."""

    cases: tuple[tuple[Listed, ...], ...]
    twice: tuple[Listed, ...]


def draw(listed: CaseList, sample: Sample, seed: int) -> Drawn:
    """The cases of a planned sample. No case is in it twice but to be marked twice."""
    key = seed.to_bytes(_BYTES, "big")

    def rank(one: Listed, why: bytes = b"rank") -> int:
        return int.from_bytes(
            blake2b(one.folded.encode(), key=key, digest_size=_BYTES, person=why).digest(), "big"
        )

    start = Fraction(
        int.from_bytes(blake2b(b"", key=key, digest_size=_BYTES, person=b"start").digest(), "big"), _WHOLE
    )
    in_order = sorted(
        listed.cases, key=lambda one: (*(one.codes.get(name, "") for name in STRATA), rank(one))
    )
    wanted, *further = sample.cases
    taken = [in_order[place] for place in _every_so_many(len(in_order), min(wanted, len(in_order)), start)]
    drawn = [tuple(sorted(taken, key=rank))]
    gone = {one.folded for one in taken}
    for kind, number in zip(sample.kinds[1:], further, strict=True):
        left = sorted((one for one in listed.of(kind) if one.folded not in gone), key=rank)
        drawn.append(tuple(left[:number]))
        gone |= {one.folded for one in left[:number]}
    twice = sorted(drawn[0], key=lambda one: rank(one, b"twice"))[: sample.twice]
    return Drawn(tuple(drawn), tuple(twice))


def _every_so_many(of: int, number: int, start: Fraction) -> list[int]:
    """So many places of a list, evenly apart from a start between 0 and one step: each place is as likely."""
    step = Fraction(of, number) if number else Fraction(1)
    return [int((start + at) * step) for at in range(number)]
