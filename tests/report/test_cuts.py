"""Every changed cut point is told with old and new, by whoever set it; what is not asked is counted and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from daready.report.cuts import cuts_record, in_unit, page_one
from daready.rubric.attribution import ASKED, NOBODY, ChangedCut, SetBy
from daready.scoring.model import Assessment
from tests.sentences.judged import rated
from tests.sentences.worlds import World
from tests.year import shipped, year

BOARD = SetBy("The board", date(2026, 5, 1), "one year")


@pytest.fixture(scope="module")
def assessed() -> Assessment:
    return rated(World(shipped(), year(), date(2026, 6, 30)))


def told(assessed: Assessment, *cuts: ChangedCut) -> list[str]:
    return page_one(replace(assessed, cuts_changed=cuts))


def test_nothing_is_said_where_everything_is_daready_s_own(assessed: Assessment) -> None:
    assert told(assessed) == []


def test_each_who_has_a_paragraph_with_every_value_old_and_new(assessed: Assessment) -> None:
    mine = ChangedCut("policy.yaml", "green_from", 0.85, 0.5, BOARD, "share", "Green from so many.")
    more = ChangedCut("line risk-assessed-every-time/case-audit/Q25", "red_below", 0.75, 0.5, BOARD, "share")
    word = ChangedCut("form case-audit", "word partial", "partial", "yes", NOBODY)
    first, second = told(assessed, mine, word, more)
    assert "The board on 1 May 2026" in first and "Why: one year." in first
    assert "green from 50% instead of 85%" in first
    assert "U08 case-audit/Q25, red below 50% instead of 75%" in first
    assert "nobody is named" in second and "the answer “partial” means yes instead of partial" in second


@pytest.mark.parametrize("many", [1, 3, 4, 34])
def test_what_is_asked_no_more_is_counted_and_the_first_are_named(assessed: Assessment, many: int) -> None:
    gone = [ChangedCut(f"criterion c{at}", ASKED, True, False, NOBODY) for at in range(many)]
    (said,) = told(assessed, *gone)
    assert f"{many} criteri" in said and "c0" in said
    assert ("more" in said) is (many > 3)
    assert len(cuts_record(replace(assessed, cuts_changed=tuple(gone)))) == many


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "share", "not given"),
        (True, "", "yes"),
        (0.9985, "share", "99.85%"),
        (12, "cases", "12 cases"),
        (3.0, "months", "3 months"),
        (0.6, "coefficient", "0.6"),
        ([0.1, 0.2], "share", "10% and 20%"),
        ("not_applicable", "", "not applicable"),
        ({}, "", "always"),
        ({"risk": ["high"]}, "", "risk: high"),
        ([], "", "nothing"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, unit: str, words: str) -> None:
    assert in_unit(value, unit) == words
