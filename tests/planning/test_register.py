"""The register: folded from all that was said, and coloured by what is known on a day; a claim is never a pass."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.planning.followed import Retest
from daready.planning.in_hand import in_hand
from daready.planning.register import Field, Item, State, Statement, Step, fold, in_order
from daready.rubric.terms import Colour

DAY = date(2026, 6, 30)
EARLIER = date(2026, 1, 10)
LINK = {"kind": "recommendation", "links": "risk-assessed-every-time"}


def item(*trail: tuple[date, State], number: str = "8787", **values: str) -> Item:
    said: dict[Field, str] = {"kind": "recommendation", **values}  # type: ignore[dict-item]
    steps = tuple(Step(*step) for step in trail)
    return fold([Statement(1, "root", EARLIER, number, said, steps)])[number]


def looked(colour: Colour | None) -> object:
    def retest(_criterion: str, _clause: str | None, since: date) -> Retest:
        now = colour or Colour.GREY
        return Retest(since, now, 40 if colour else 0, colour is not None, colour is Colour.GREEN)

    return retest


def why(one: Item, colour: Colour | None = None, *others: Item) -> tuple[str, Colour | None]:
    found = in_hand([one, *others], looked(colour), DAY)  # type: ignore[arg-type]
    mine = next(each for each in found if each.item.id == one.id)
    return mine.why, mine.colour


LIVE: State = "progressed"
SHUT: State = "complete"


@pytest.mark.parametrize(
    ("one", "retest", "stands"),
    [
        (item(), None, ("no_owner", Colour.AMBER)),
        (item(role="lead"), None, ("no_date", Colour.AMBER)),
        (item(role="lead", due="2026-06-30"), None, ("in_hand", Colour.AMBER)),
        (item(role="lead", due="2026-06-29"), None, ("overdue", Colour.RED)),
        (item((EARLIER, LIVE), kind="cause_of_concern"), Colour.GREEN, ("concern_live", Colour.RED)),
        (item((date(2025, 1, 1), SHUT), (EARLIER, LIVE)), Colour.GREEN, ("reopened", Colour.RED)),
        (item((EARLIER, SHUT)), None, ("not_linked", Colour.AMBER)),
        (item((EARLIER, SHUT), **LINK), None, ("not_retested", Colour.AMBER)),
        (item((EARLIER, SHUT), **LINK), Colour.GREEN, ("retested", Colour.GREEN)),
        (item((EARLIER, SHUT), **LINK), Colour.AMBER, ("not_passed", Colour.AMBER)),
        (item((EARLIER, SHUT), **LINK), Colour.RED, ("fell_again", Colour.RED)),
        (item((EARLIER, SHUT), due="2026-01-01", **LINK), Colour.GREEN, ("retested", Colour.GREEN)),
        (item((EARLIER, "superseded"), due="2026-01-01"), Colour.RED, ("superseded", None)),
        (item(body="cps", due="2020-01-01"), Colour.RED, ("not_ours", None)),
    ],
)
def test_each_item_has_the_colour_that_is_known_of_it(
    one: Item, retest: Colour | None, stands: tuple[str, Colour | None]
) -> None:
    assert why(one, retest) == stands


def test_what_a_later_inspection_finds_again_is_red_however_well_it_was_closed() -> None:
    again = item(number="9001", repeats="8787")
    assert why(item((EARLIER, SHUT), **LINK), Colour.GREEN, again) == ("repeated", Colour.RED)


def test_complete_is_tested_on_what_is_later_than_the_closing_and_of_the_last_year() -> None:
    asked: list[date] = []

    def retest(_criterion: str, _clause: str | None, since: date) -> None:
        asked.append(since)

    for closed in (date(2018, 6, 30), date(2026, 5, 1)):
        in_hand([item((closed, SHUT), **LINK)], retest, DAY)
    assert asked == [date(2025, 6, 28), date(2026, 5, 1)]


def test_a_day_sees_what_was_said_by_then() -> None:
    one = item((date(2018, 6, 30), SHUT), published="2017-11-20", **LINK)
    assert in_hand([one], looked(None), date(2017, 1, 1)) == ()  # type: ignore[arg-type]
    [then] = in_hand([one], looked(None), date(2018, 6, 29))  # type: ignore[arg-type]
    assert then.item.live


STEPS = st.tuples(st.integers(0, 9), st.sampled_from(["awaiting", "progressed", "complete"]))
TRAILS = st.lists(STEPS, min_size=1, max_size=8)


@given(TRAILS, TRAILS)
def test_no_step_is_lost_and_saying_it_again_changes_nothing(
    first: list[tuple[int, State]], second: list[tuple[int, State]]
) -> None:
    def said(entry: int, trail: list[tuple[int, State]]) -> Statement:
        steps = tuple(Step(EARLIER + timedelta(days=day), state) for day, state in trail)
        return Statement(entry, "root", EARLIER, "1", {"kind": "recommendation"}, steps)

    once = fold([said(1, first), said(2, second)])["1"]
    again = fold([said(1, first), said(2, second), said(3, first)])["1"]
    wanted = {(EARLIER + timedelta(days=day), state) for day, state in (*first, *second)}
    assert {(step.on, step.state) for step in once.trail} == wanted
    assert [step.on for step in once.trail] == sorted(step.on for step in once.trail)
    assert again.trail == once.trail


def test_numbers_stand_in_the_order_people_count() -> None:
    assert sorted(["AFI-10", "AFI-2", "8787"], key=in_order) == ["8787", "AFI-2", "AFI-10"]
