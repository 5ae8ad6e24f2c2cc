"""Actions folded from all that was said: new words replace what their author had seen, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.planning.actions import Action, Field, Statement, fold, next_id

DAY = date(2026, 7, 1)


def said(entry: int, basis: int, owner: str, action: str = "U07", **more: str) -> Statement:
    values: dict[Field, str] = {"owner": owner, **more}  # type: ignore[dict-item]
    return Statement(entry, basis, "root", DAY, action, "history-known-before-arrival", values)


def owners(*statements: Statement) -> tuple[str, ...]:
    return fold(statements)["U07"].all_said("owner")


@pytest.mark.parametrize(
    ("statements", "stand"),
    [
        ([said(5, 4, "A")], ("A",)),
        ([said(5, 4, "A"), said(6, 5, "B")], ("B",)),
        ([said(5, 4, "A"), said(6, 4, "B")], ("B", "A")),
        ([said(5, 4, "A"), said(6, 4, "B"), said(7, 6, "C")], ("C",)),
        ([said(5, 4, "A"), said(6, 4, "B"), said(7, 5, "C")], ("C", "B")),
        ([said(5, 4, "A"), said(6, 4, "A")], ("A",)),
        ([said(5, 4, "A"), said(5, 4, "B")], ("B", "A")),
    ],
)
def test_what_was_seen_is_replaced_and_what_was_not_stands(
    statements: list[Statement], stand: tuple[str, ...]
) -> None:
    assert owners(*statements) == stand


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABCD")), min_size=1, max_size=10))
def test_nothing_said_is_lost_that_nobody_saw_replaced(made: list[tuple[int, str]]) -> None:
    """A value stands, unless a later entry was made by somebody who had seen it."""
    statements = [said(entry, min(basis, entry - 1), owner) for entry, (basis, owner) in enumerate(made, 1)]
    stand = {
        one.values["owner"]
        for one in statements
        if not any(later.basis >= one.entry for later in statements if later.entry > one.entry)
    }
    assert set(owners(*statements)) == stand


def test_of_two_answers_the_worse_one_counts() -> None:
    two = [
        said(5, 4, "A", due="2026-09-30", status="done 2026-06-30"),
        said(6, 4, "A", due="2026-08-31", status="in_progress"),
    ]
    action = fold(two)["U07"]
    assert (action.due, action.reached) == (date(2026, 8, 31), ("in_progress", None))
    assert action.differing == ("due", "status")


def test_of_two_days_done_the_later_one_counts() -> None:
    two = [said(5, 4, "A", status="done 2026-06-30"), said(6, 4, "A", status="done 2026-03-31")]
    assert fold(two)["U07"].reached == ("done", date(2026, 6, 30))


def test_an_action_nobody_spoke_of_is_open() -> None:
    assert Action("U07", "x", DAY).reached == ("open", None)


def test_a_further_action_takes_the_first_number_that_is_free() -> None:
    assert next_id("U07", {"U07"}) == "U07-2"
    assert next_id("U07", {"U07", "U07-2", "U08-3"}) == "U07-3"
