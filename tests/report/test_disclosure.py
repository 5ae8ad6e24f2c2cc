"""Small counts stay hidden: each rule from either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.report.disclosure import HIDDEN, disclosed_by_difference, percent_band, published_count


@pytest.mark.parametrize(
    ("count", "hes", "ten_five"),
    [
        (0, 0, HIDDEN),
        (1, HIDDEN, HIDDEN),
        (7, HIDDEN, HIDDEN),
        (8, 10, HIDDEN),
        (9, 10, HIDDEN),
        (10, 10, 10),
        (12, 10, 10),
        (13, 15, 15),
    ],
)
def test_counts(count: int, hes: int | str, ten_five: int | str) -> None:
    assert published_count(count) == hes
    assert published_count(count, "10-5") == ten_five


def test_no_count_below_nought() -> None:
    with pytest.raises(ValueError):
        published_count(-1)


@pytest.mark.parametrize(
    ("met", "of", "band"),
    [
        (7, 7, HIDDEN),
        (8, 8, "90-100%"),
        (0, 8, "0-9%"),
        (89, 100, "80-89%"),
        (90, 100, "90-100%"),
        (899, 1000, "80-89%"),
        (36, 40, "90-100%"),
    ],
)
def test_bands(met: int, of: int, band: str) -> None:
    assert percent_band(met, of) == band


def test_other_widths_and_bases() -> None:
    assert percent_band(45, 100, width=20) == "40-59%"
    assert percent_band(100, 100, width=20) == "80-100%"
    assert percent_band(99, 100, width=30) == "90-100%"
    assert percent_band(5, 9, least=10) == HIDDEN


@pytest.mark.parametrize(("met", "of"), [(-1, 9), (10, 9)])
def test_shares_that_cannot_be(met: int, of: int) -> None:
    with pytest.raises(ValueError):
        percent_band(met, of)


@given(of=st.integers(8, 500), data=st.data())
def test_a_band_holds_its_share(of: int, data: st.DataObject) -> None:
    met = data.draw(st.integers(0, of))
    low, high = percent_band(met, of).rstrip("%").split("-")
    assert int(low) <= met * 100 // of <= int(high)


def test_small_changes_are_disclosive_both_ways() -> None:
    assert disclosed_by_difference([40, 22, 61, 30, 30, 9], [52, 25, 61, 23, 22, 17]) == [1, 3]
    assert disclosed_by_difference([0], [5], least=5) == []
    with pytest.raises(ValueError):
        disclosed_by_difference([1, 2], [1])
