"""An extract that names what is not there is a fault with its line; a force's own words lie over the shipped ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from daready.rubric.faults import RubricFault
from daready.rubric.files import default_folder
from daready.rubric.library import load_rubric

WRONG = {
    "on: recorded": ("on: recorderd", "rubric_extract_column"),
    "measure: M29": ("measure: M299", "rubric_no_such_item"),
    "where: {outcome: [charged]}": ("where: {outcome: [charge_d]}", "rubric_no_such_value"),
    'domestic_abuse: ["yes"]': ("domestic_abuz: [yes]", "rubric_extract_column"),
    "words_from: case-audit/outcome": ("words_from: case-audit/outcom", "rubric_no_such_item"),
    "headings: [Team, Crew": ("headings: [District, Crew", "rubric_heading_twice"),
    "    within: {since: reported, until: recorded, hours: 24}": (
        "    within: {since: outcome, until: recorded, hours: 24}",
        "rubric_extract_column",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "rubrics"))


@pytest.mark.parametrize("right", [*WRONG])
def test_a_rule_that_names_nothing_is_a_fault(folder: Path, right: str) -> None:
    wrong, code = WRONG[right]
    path = folder / "extracts" / "crimes.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RubricFault) as told:
        load_rubric(folder, examples=False, superseded=False)
    assert code in {fault.code for fault in told.value.faults}
    assert all("crimes.yaml" in fault.file for fault in told.value.faults)


def test_a_count_with_a_denominator_is_a_fault(folder: Path) -> None:
    path = folder / "extracts" / "suspects.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  over: crimes/recorded\n", "", 1), encoding="utf-8")
    with pytest.raises(RubricFault) as told:
        load_rubric(folder, examples=False, superseded=False)
    assert [fault.code for fault in told.value.faults] == ["rubric_extract_unit"]


def test_a_code_means_what_the_force_says_alone(tmp_path: Path) -> None:
    own = tmp_path / "extracts" / "crimes.yaml"
    own.parent.mkdir()
    own.write_text(
        "id: crimes\nset_by: Analyst\nset_on: 2026-06-01\nset_why: our own codes\ncolumns:\n"
        "- id: domestic_abuse\n  values:\n    'no': [DA]\n",
        encoding="utf-8",
    )
    column = (
        load_rubric(overlay=tmp_path, examples=False, superseded=False)
        .extract["crimes"]
        .column["domestic_abuse"]
    )
    assert "DA" in column.values["no"]
    assert "DA" not in column.values["yes"]


def test_own_words_without_somebody_who_set_them_are_a_fault(tmp_path: Path) -> None:
    own = tmp_path / "extracts" / "crimes.yaml"
    own.parent.mkdir()
    own.write_text("id: crimes\ncolumns:\n- id: cancelled\n  whole: 'no'\n", encoding="utf-8")
    with pytest.raises(RubricFault) as told:
        load_rubric(overlay=tmp_path, examples=False, superseded=False)
    assert {fault.code for fault in told.value.faults} == {"rubric_missing_key"}
