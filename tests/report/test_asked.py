"""Every framework shows its requirements coloured, others' outside the count, and says what its wording rests on."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.planning.gaps import gaps
from daready.report.asked import standing, tally, told_frameworks
from daready.report.catalogue import shown
from daready.report.crosswalk import crosswalk, told_crosswalk
from daready.report.page import page
from daready.report.record import assessment_record
from daready.report.reference import frameworks
from daready.report.shapes import Table
from daready.report.tables import report
from daready.report.words import WORDINGS
from daready.scoring.model import Assessment
from tests.year import year as read_year

RUBRIC = daready.load_rubric(superseded=False)
DAY = date(2026, 6, 30)
YEAR = Path(__file__).parents[2] / "evidence_samples" / "year"
EVERY = [r for f in RUBRIC.frameworks for r in f.requirements]
UNREAD = {state: [r.id for r in EVERY if r.wording == state] for state in ("subject", "recalled")}


@pytest.fixture(scope="module")
def year() -> Assessment:
    return daready.assess(RUBRIC, read_year(), as_at=DAY)


def test_others_requirements_are_in_no_colours_count(year: Assessment) -> None:
    joint = next(f for f in year.frameworks if f.id == "evidence-led-2020")
    t = tally(joint.requirements)
    assert (t.green + t.green_in_part + t.amber + t.red + t.grey, t.others) == (6, 2)
    assert {r.id for r in joint.requirements if r.owner != "force"} == {"ELP20-7", "ELP20-8"}


def test_every_requirement_is_counted_once_and_green_in_part_is_no_green(year: Assessment) -> None:
    every = [r for f in year.frameworks for r in f.requirements]
    t = tally(every)
    assert t.green + t.green_in_part + t.amber + t.red + t.grey + t.others == len(every)
    whole = [r for r in every if r.colour.value == "GREEN" and not r.in_part and r.owner == "force"]
    assert t.green == len(whole)
    assert (t.subject_only, t.not_checked) == (len(UNREAD["subject"]), sum(map(len, UNREAD.values())))
    assert t.green_in_part > 0


def _text(lines: object) -> str:
    assert not isinstance(lines, str)
    return re.sub(r"\s+", " ", " ".join(lines))  # type: ignore[call-overload]


def _cells(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row.cells]


def test_the_terminal_lists_a_framework_that_was_asked_for(year: Assessment) -> None:
    listed = _text(told_frameworks(year, listed=True))
    for state, names in UNREAD.items():
        assert names and listed.count(f"{WORDINGS[state]})") == len(names)
    assert listed.count("for the CPS: not counted") == 2
    short = _text(told_frameworks(year, listed=False))
    assert standing(r for f in year.frameworks for r in f.requirements) in short
    said = f"Of {len(UNREAD['subject'])} only the subject was read. {len(UNREAD['recalled'])} have wording not checked"
    assert said in short


def test_every_output_says_what_each_wording_rests_on(year: Assessment) -> None:
    evidence = read_year()
    found = gaps(year, RUBRIC)
    whole = report(year, found, evidence, RUBRIC, version="test")
    drawn = html.unescape(page(whole, year, found, RUBRIC, marking="OFFICIAL"))
    asked = drawn[drawn.index('id="asked"') :]
    for requirement in EVERY:
        entry = re.search(
            rf"<b>{re.escape(_number(requirement.id))}</b>[^\n]*", asked[_after(asked, requirement.id) :]
        )
        said = {state for state, words in WORDINGS.items() if entry and words in entry[0]}
        assert entry and said == {requirement.wording} - {"official"}, requirement.id
    assert asked.count("for the CPS: not counted") == 2
    for state, words in WORDINGS.items():
        number = sum(r.wording == state for r in EVERY)
        assert _cells(frameworks(year)).count(words) == number
        assert _cells(crosswalk(year, RUBRIC)).count(words) == number
        assert _text(told_crosswalk(RUBRIC)).count(f"; {words})") == (0 if state == "official" else number)
    criterion = shown(RUBRIC, "U09")
    assert "PAF25-RESP.4 (subset: supervisor-in-time; wording not" in _text(shown(RUBRIC, "U09"))
    assert criterion is not None and f"PAF25-PVP.2 (subset; {WORDINGS['recalled']})" in _text(criterion)


def test_an_empty_framework_says_that_it_waits_to_be_filled_in(year: Assessment) -> None:
    plan = next(f for f in year.frameworks if f.id == "national-plan-2014")
    assert "rubric fill" in standing(plan.requirements)


def test_the_json_counts_each_framework(year: Assessment) -> None:
    evidence = read_year()
    made = assessment_record(year, gaps(year, RUBRIC), {"rows_read": evidence.rows_read})
    standings = {f["id"]: f["standing"] for f in made["frameworks"]}  # type: ignore[attr-defined]
    assert standings["evidence-led-2020"]["others"] == 2
    rows = {r["id"]: r for f in made["frameworks"] for r in f["requirements"]}  # type: ignore[attr-defined]
    for requirement in EVERY:
        row = rows[requirement.id]
        assert (row["wording"], row["verified"]) == (requirement.wording, requirement.verified)
        assert row["evidence"] in ("none", "part", "whole") and isinstance(row["clauses"], list)


def _number(name: str) -> str:
    return next(r.ref or r.id for f in RUBRIC.frameworks for r in f.requirements if r.id == name)


def _after(asked: str, name: str) -> int:
    title = next(f.title for f in RUBRIC.frameworks for r in f.requirements if r.id == name)
    return asked.index(f"<b>{title}</b>")


def test_a_criterion_is_shown_with_its_clauses_and_a_form_with_when_each_question_applies() -> None:
    criterion = shown(RUBRIC, "U09")
    assert criterion is not None
    text = " ".join(_text(criterion).split())
    assert "none-overdue: no high-risk review is overdue; proved by records of use" in text
    form = shown(RUBRIC, "case-audit")
    assert form is not None
    text = " ".join(_text(form).split())
    assert "Q29 Secondary risk assessment done in time only where risk is high." in text
    assert "Q28 Supervisor reviewed the risk assessment in time in every case." in text
    assert "not applicable in up to 98% of cases (orders were made for about 1% of crimes" in text
