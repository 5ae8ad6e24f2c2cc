"""Each district called alone: a colour only from cases enough, by the rules of the whole (R1.9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daready.evidence.model import Cases, CaseSheet, Evidence
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from daready.scoring.model import DistrictFinding
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC

G, R, GREY = Colour.GREEN, Colour.RED, Colour.GREY


def split(fenwick: str, saltby: str = "Y" * 60, **more: object) -> CaseSheet:
    """A sheet whose first cases are Fenwick's and whose others are Saltby's."""
    plain = sheet([*fenwick, *saltby], **more)  # type: ignore[arg-type]
    return replace(
        plain,
        cases=Cases.of(
            replace(case, district="Fenwick" if at < len(fenwick) else "Saltby")
            for at, case in enumerate(plain.cases)
        ),
    )


def found(*sheets: CaseSheet) -> dict[str | None, DistrictFinding]:
    made = assess(RUBRIC, Evidence(cases=sheets), as_at=AS_AT)
    return {one.district: one for one in made.districts if one.line.id == "case-audit/Q1"}


@pytest.mark.parametrize(
    ("answers", "colour", "note"),
    [
        ("Y" * 11, GREY, "too_few"),
        ("N" * 11, GREY, "too_few"),
        ("N" * 12, R, "firm"),
        ("Y" * 12, G, "proven"),
        ("", None, None),
    ],
)
def test_a_district_has_a_colour_only_from_cases_enough(
    answers: str, colour: Colour | None, note: str | None
) -> None:
    alone = found(split(answers)).get("Fenwick")
    assert (alone and alone.line.colour, alone and alone.line.note) == (colour, note)


def test_a_grey_district_keeps_its_counts() -> None:
    line = found(split("YYN"))["Fenwick"].line
    assert (line.counts.yes, line.counts.n) == (2, 3)


def test_hand_picked_cases_earn_no_district_a_colour() -> None:
    line = found(split("Y" * 30, selection=Selection.JUDGEMENT))["Fenwick"].line
    assert line.colour is GREY
    assert line.note == "learning_sample"


def test_where_all_cases_are_of_one_district_nothing_is_set_side_by_side() -> None:
    assert found(split("Y" * 60, "")) == {}
    assert found(sheet(["Y"] * 60)) == {}


def test_cases_that_say_no_district_are_a_group_of_their_own() -> None:
    assert set(found(split("Y" * 12), sheet(["Y"] * 12, file="May.xlsx"))) == {"Fenwick", "Saltby", None}
