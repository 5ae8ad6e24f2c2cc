"""The crosswalk: requirement against criterion, what no evidence touches, and what leans on one line too much."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import daready
from daready.evidence.model import Evidence
from daready.report.catalogue import shown
from daready.report.crosswalk import MANY, crosswalk, told_crosswalk
from daready.report.shapes import Table
from daready.rubric.model import Rubric
from tests.year import shipped
from tests.year import year as read_year

RUBRIC = shipped()
DAY = date(2026, 6, 30)
YEAR = Path(__file__).parents[2] / "evidence_samples" / "year"


def _columns(table: Table, *names: str) -> list[tuple[object, ...]]:
    at = [[column.heading for column in table.columns].index(name) for name in names]
    return [tuple(row.cells[n].value for n in at) for row in table.rows]


@pytest.fixture(scope="module")
def year() -> Table:
    return crosswalk(daready.assess(RUBRIC, read_year(), as_at=DAY), RUBRIC)


def test_every_requirement_in_force_has_a_row_with_its_relations_and_coverage(year: Table) -> None:
    shown = [r for f in RUBRIC.frameworks if not f.superseded_by for r in f.requirements]
    assert len(year.rows) == len(shown)
    rows = {
        number: rest
        for number, *rest in _columns(year, "Number", "Criteria that answer it", "How much of it we test")
    }
    assert rows["C3.1"] == ["U07 the same", "in whole"]
    assert rows["PAF25-RESP.3"][0] == "U06 the same: inside-published-time, downgrades-authorised"
    assert rows["C6.2"] == ["U18 a part of it; U03 a part of it", "in part"]
    assert rows["JJP24-4"] == ["none", "not tested"]


def test_on_the_year_every_requirement_of_the_force_has_a_colour_and_the_cps_none(year: Table) -> None:
    for colour, _ in _columns(year, "Colour", "Number"):
        assert str(colour).split(" ")[0] in ("GREEN", "AMBER", "RED", "GREY", "for")
    owned = [colour for colour, number in _columns(year, "Colour", "Number") if number == "8"]
    assert owned == ["for the CPS: not counted"]


def test_without_evidence_every_requirement_says_that_nothing_touches_it() -> None:
    table = crosswalk(daready.assess(RUBRIC, Evidence(), as_at=DAY), RUBRIC)
    ours = [
        look for look, colour in _columns(table, "To look at", "Colour") if "not counted" not in str(colour)
    ]
    assert set(ours) == {"no evidence touches it"}


def test_evidence_behind_very_many_requirements_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    few = MANY - 2  # in the shipped frameworks no one line stands behind more, since links name their clauses
    monkeypatch.setattr("daready.report.crosswalk.MANY", few)
    year = crosswalk(daready.assess(RUBRIC, read_year(), as_at=DAY), RUBRIC)
    behind = [c for f in RUBRIC.frameworks if not f.superseded_by for r in f.requirements for c in r.met_by]
    many = {
        RUBRIC.criteria[c.criterion].ref
        for c in behind
        if sum(c.criterion == d.criterion for d in behind) > few
    }
    flagged = [
        str(criteria)
        for criteria, look in _columns(year, "Criteria that answer it", "To look at")
        if "leans on" in str(look)
    ]
    assert flagged
    assert all(any(ref in criteria for ref in many) for criteria in flagged)


def test_only_evidence_on_the_clauses_that_are_meant_touches_a_requirement(year: Table) -> None:
    received = {str(number): n for number, n in _columns(year, "Number", "Lines of evidence received")}
    lines = RUBRIC.criteria["police-perpetrators-dealt-with-independently"].lines
    # EB14-2321a asks that the plan is published, and one document shows it; its criterion has four lines
    assert received["EB14-2321a"] == 1 < len(lines)
    assert received["IEB15-2.4"] <= 3  # body-worn video: a question, a figure and a policy


def test_the_terminal_and_the_framework_name_the_clauses_that_are_meant() -> None:
    told = " ".join(" ".join(told_crosswalk(RUBRIC)).split())
    assert "IEB15-2.4: U19 the same: on-video (in whole; only the subject was read)" in told
    in_full = " ".join(" ".join(shown(RUBRIC, "everyones-business-2014") or ()).split())
    assert "The plan is published. Answered by: plan-current-and-published (equal: published)." in in_full


def test_the_terminal_names_what_no_criterion_answers() -> None:
    lines = list(told_crosswalk(RUBRIC))
    assert any("PAF23-POW" in line and "nothing of ours" in line for line in lines)
    bare = [
        r.id for f in RUBRIC.frameworks for r in f.requirements if f.owner_of(r) == "force" and not r.met_by
    ]
    assert f"No criterion answers: {', '.join(bare)}." in " ".join(lines)
    # what no question, figure or paper looks at, and what nobody has seen the words of
    assert set(bare) == {
        "JJP24-4",
        "PAN21-R1",
        "PPDA22-R2",
        "PPDA22-R3",
        "PR17-R1",
        "PR17-R2",
        "PAF23-POW",
        "DAA21-commissioner",
    }


def test_a_rubric_without_frameworks_is_told_too() -> None:
    bare = Rubric("f", RUBRIC.policy, RUBRIC.themes, (), RUBRIC.forms, ())
    assert list(told_crosswalk(bare))[-2:] == [
        "No criterion answers: none.",
        f"Criteria behind more than {MANY} requirements: none.",
    ]
