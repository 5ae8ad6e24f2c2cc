"""Whether the items of the register are in hand on a day: each has its own colour, and why (A18).

Complete is a claim until the same parts were tested again: without a test that passed in the last twelve months, on
what is later than the closing, it is Amber. A colour of the register changes none of a criterion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.planning.register import Item, in_order, same_number
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.planning.followed import Retest

Why = Literal[
    "concern_live",
    "repeated",
    "reopened",
    "overdue",
    "no_owner",
    "no_date",
    "in_hand",
    "fell_again",
    "not_linked",
    "not_retested",
    "not_passed",
    "retested",
    "superseded",
    "not_ours",
]
"""What an item's colour rests on."""

_COLOURS: dict[Why, Colour | None] = {
    "concern_live": Colour.RED,
    "repeated": Colour.RED,
    "reopened": Colour.RED,
    "overdue": Colour.RED,
    "fell_again": Colour.RED,
    "no_owner": Colour.AMBER,
    "no_date": Colour.AMBER,
    "in_hand": Colour.AMBER,
    "not_linked": Colour.AMBER,
    "not_retested": Colour.AMBER,
    "not_passed": Colour.AMBER,
    "retested": Colour.GREEN,
    "superseded": None,
    "not_ours": None,
}
_YEAR = 12
_URGENT = (Colour.RED, Colour.AMBER, Colour.GREEN, None)

Retester = Callable[[str, str | None, date], "Retest | None"]


@dataclass(frozen=True, slots=True)
class InHand:
    """An item as it stands on a day. ``colour`` is None for what has none: superseded, or another body's to answer.

    ``late``: days past its date; ``by``: the numbers of later items that find it again.
    """

    item: Item
    why: Why
    late: int = 0
    by: tuple[str, ...] = ()

    @property
    def colour(self) -> Colour | None:
        return _COLOURS[self.why]


def in_hand(items: Iterable[Item], retest: Retester, day: date) -> tuple[InHand, ...]:
    """Every item that was published by a day, the most urgent first. ``retest``: what tells of later tests."""
    known = [known for one in items if (known := _on(one, day)) is not None]
    found = [_standing(one, _found_again(one, known), retest, day) for one in known]
    return tuple(sorted(found, key=lambda one: (_URGENT.index(one.colour), -one.late, in_order(one.item.id))))


def _on(item: Item, day: date) -> Item | None:
    """An item as it stood on a day; None before it was published."""
    published = item.day("published")
    if published is not None and published > day:
        return None
    return replace(item, trail=tuple(step for step in item.trail if step.on <= day))


def _found_again(item: Item, among: Sequence[Item]) -> tuple[str, ...]:
    return tuple(one.id for one in among if same_number(one.values.get("repeats", ""), item.id))


def _standing(item: Item, by: tuple[str, ...], retest: Retester, day: date) -> InHand:
    due = item.day("due")
    late = max(0, (day - due).days) if due and item.live else 0
    if item.state == "superseded":
        return InHand(item, "superseded")
    if item.body != "force":
        return InHand(item, "not_ours")
    if by:
        return InHand(item, "repeated", late, by)
    return InHand(item, _live(item, late) if item.live else _closed(item, retest, day), late)


def _live(item: Item, late: int) -> Why:
    if item.kind == "cause_of_concern":
        return "concern_live"
    if item.reopened:
        return "reopened"
    if late:
        return "overdue"
    if not item.owned:
        return "no_owner"
    return "in_hand" if item.values.get("due") else "no_date"


def _closed(item: Item, retest: Retester, day: date) -> Why:
    """Green only where every part that it is linked to was tested again within the year and passed."""
    assert item.closed is not None
    since = max(item.closed, _year_before(day))
    found = [retest(criterion, clause, since) for criterion, clause in item.links]
    tests = [one for one in found if one is not None and one.tested]
    if not found:
        return "not_linked"
    if any(one.colour is Colour.RED for one in tests):
        return "fell_again"
    if len(tests) < len(found):
        return "not_retested"
    return "retested" if all(one.passed for one in tests) else "not_passed"


def _year_before(day: date) -> date:
    months = day.year * 12 + day.month - 1 - _YEAR
    return date(months // 12, months % 12 + 1, min(day.day, 28))
