"""Who set a cut point is bound to its value: one under daready's name is refused, one that is signed is listed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.rubric.compiled import shipped
from daready.rubric.faults import RubricFault
from daready.rubric.library import default_folder, load_rubric
from daready.rubric.own_cut_points import POLICY_WHERE, cut_points, own_cut_points
from daready.rubric.policy import CUT_POINTS
from tests.make_own_cut_points import TABLE, table
from tests.rubric.tiny import GOOD, write
from tests.year import RUBRIC

WHO = "Chief Officer Group"
HEAD = "set_by: {by}\nwhy: a test of own values\n{agreed}"
SIGNED = f"set_by: {WHO}, set_on: 2026-05-01, why: tried for a year"


def policy(values: str, by: str = "daready, as local defaults", agreed: str = "") -> dict[str, str | bytes]:
    return {"policy.yaml": HEAD.format(by=by, agreed=agreed) + values}


def refused(over: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(RubricFault) as caught:
        load_rubric(overlay=over)
    return [(fault.code, Path(fault.file).name, fault.line) for fault in caught.value.faults]


def changed(over: Path) -> list[tuple[Any, ...]]:
    return [
        (one.where, one.name, one.shipped, one.now, one.set.by)
        for one in load_rubric(overlay=over).cuts_changed
    ]


# -- daready's own are known by content ------------------------------------------------------------


def test_the_table_of_daready_s_own_cut_points_is_current() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "run: python -m tests.make_own_cut_points"


def test_what_daready_ships_differs_from_nothing() -> None:
    assert RUBRIC.cuts_changed == shipped().cuts_changed == ()
    now = cut_points(RUBRIC.policy, RUBRIC.criteria.values(), RUBRIC.forms)
    assert json.loads(json.dumps(now)) == own_cut_points()


def test_every_cut_point_says_its_unit_meaning_and_source() -> None:
    assert set(RUBRIC.stated) == set(CUT_POINTS)
    assert all(said.unit and said.meaning and said.reference for said in RUBRIC.stated.values())


# -- policy ----------------------------------------------------------------------------------------


def other(name: str) -> str:
    """Another value of a cut point that a policy may well have."""
    value = getattr(RUBRIC.policy, name)
    if name == "prior":
        return "[1, 1]"
    if name == "not_recorded":
        return "exclude"
    return str(round(value * 0.99, 6)) if isinstance(value, float) and value <= 1 else str(value + 1)


@pytest.mark.parametrize("name", CUT_POINTS)
def test_an_own_value_under_daready_s_name_is_refused_where_it_stands(tmp_path: Path, name: str) -> None:
    assert refused(write(tmp_path, policy(f"{name}: {other(name)}\n"))) == [
        ("rubric_cut_unsigned", "policy.yaml", 3)
    ]


@pytest.mark.parametrize("name", CUT_POINTS)
def test_an_own_value_that_is_signed_is_listed_with_who_and_when(tmp_path: Path, name: str) -> None:
    over = write(tmp_path, policy(f"{name}: {{value: {other(name)}, {SIGNED}}}\n"))
    (one,) = load_rubric(overlay=over).cuts_changed
    assert (one.where, one.name, one.shipped) == (POLICY_WHERE, name, own_cut_points()[POLICY_WHERE][name])
    assert one.set == (WHO, date(2026, 5, 1), "tried for a year")


@pytest.mark.parametrize(
    ("values", "by", "agreed", "code"),
    [
        ("n_min: 5\n", "Daready", "agreed: 2026-05-01\n", "rubric_cut_unsigned"),
        ("n_min: 5\n", "as DAREADY ships it", "agreed: 2026-05-01\n", "rubric_cut_unsigned"),
        ("n_min: 5\n", WHO, "", "rubric_cut_undated"),
        ("n_min: {value: 5}\n", WHO, "", "rubric_cut_undated"),
        (f"n_min: {{value: 5, set_by: {WHO}}}\n", "daready", "", "rubric_cut_undated"),
        ("n_min: {value: 5, set_on: 2026-05-01}\n", "daready", "", "rubric_cut_unsigned"),
        ("n_min: {value: 5, set_by: daready, set_on: 2026-05-01}\n", WHO, "", "rubric_cut_unsigned"),
    ],
)
def test_a_name_or_a_day_is_missing(tmp_path: Path, values: str, by: str, agreed: str, code: str) -> None:
    line = 4 if agreed else 3
    assert refused(write(tmp_path, policy(values, by, agreed))) == [(code, "policy.yaml", line)]


def test_bare_numbers_and_a_head_that_signs_them_all_are_still_read(tmp_path: Path) -> None:
    over = write(tmp_path, policy("green_from: 0.88\nn_min: 12\n", WHO, "agreed: 2026-05-01\n"))
    assert changed(over) == [(POLICY_WHERE, "green_from", 0.85, 0.88, WHO)]
    assert load_rubric(overlay=over).policy.firm_conf == RUBRIC.policy.firm_conf


def test_daready_s_own_values_may_stand_in_any_form_under_its_name(tmp_path: Path) -> None:
    every = "".join(
        f"{name}: {json.dumps(value)}\n" for name, value in own_cut_points()[POLICY_WHERE].items()
    )
    assert changed(write(tmp_path, policy(every))) == []
    assert changed(write(tmp_path / "b", policy("n_min: {value: 12}\n"))) == []


def test_a_folder_of_its_own_is_held_to_the_same(tmp_path: Path) -> None:
    own = write(tmp_path / "a", {**GOOD, **policy("green_from: 0.5\nred_below: 0.3\n")})
    with pytest.raises(RubricFault) as caught:
        load_rubric(own)
    assert {fault.code for fault in caught.value.faults} == {"rubric_cut_unsigned"}
    signed = load_rubric(
        write(tmp_path / "b", {**GOOD, **policy("green_from: 0.8\n", WHO, "agreed: 2026-05-01\n")})
    )
    listed = {(one.where, one.name): one for one in signed.cuts_changed}
    assert listed[POLICY_WHERE, "green_from"].set.by == WHO
    assert listed["criterion risk-assessed-every-time", "asked"].now is False


@given(st.dictionaries(st.sampled_from(CUT_POINTS), st.booleans(), max_size=4))
def test_whatever_is_changed_is_refused_or_listed(
    tmp_path_factory: pytest.TempPathFactory, some: dict[str, bool]
) -> None:
    """Law 17: for any values, each that is not daready's own either stands under a name and a day, or is a fault."""
    said = "".join(
        f"{name}: {{value: {other(name)}{', ' + SIGNED if signed else ''}}}\n"
        for name, signed in some.items()
    )
    over = write(tmp_path_factory.mktemp("policy"), policy(said))
    try:
        found = load_rubric(overlay=over).cuts_changed
    except RubricFault as fault:
        codes = [one.code for one in fault.faults]
        assert codes == ["rubric_cut_unsigned"] * sum(not signed for signed in some.values())
        return
    assert all(some.values())
    assert {one.name: one.set.by for one in found} == dict.fromkeys(some, WHO)


# -- criteria and forms ----------------------------------------------------------------------------


def edited(file: str, behind: str, old: str, new: str) -> dict[str, str | bytes]:
    """A copy of a shipped file with some words replaced: the first of them behind others."""
    text = (default_folder() / file).read_text(encoding="utf-8")
    at = text.index(old, text.index(behind))
    return {file: text[:at] + new + text[at + len(old) :]}


RISK = "criteria/risk.yaml"
AUDIT = "- question: case-audit/Q25\n"
OF_CRITERION = f"    set_by: {WHO}\n    set_on: 2026-05-01\n    set_why: agreed with partners\n"


def test_a_line_s_own_cut_point_needs_a_name_and_shows_what_it_stands_for(tmp_path: Path) -> None:
    own = f"{AUDIT}        green_from: 0.6\n        red_below: 0.5\n"
    unsigned = refused(write(tmp_path / "a", edited(RISK, "every-time", AUDIT, own)))
    assert [code for code, *_ in unsigned] == ["rubric_cut_unsigned"] * 2
    undated = f"{own}        set_by: {WHO}\n"
    assert {
        code for code, *_ in refused(write(tmp_path / "b", edited(RISK, "every-time", AUDIT, undated)))
    } == {"rubric_cut_undated"}
    signed = f"{undated}        set_on: 2026-05-01\n"
    where = "line risk-assessed-every-time/case-audit/Q25"
    assert changed(write(tmp_path / "c", edited(RISK, "every-time", AUDIT, signed))) == [
        (where, "green_from", 0.9, 0.6, WHO),
        (where, "red_below", 0.75, 0.5, WHO),
    ]


def test_a_line_s_cut_point_that_was_taken_out_is_an_own_one_too(tmp_path: Path) -> None:
    measured = next(
        (criterion, line)
        for criterion in RUBRIC.criteria.values()
        for line in criterion.lines
        if line.green_from is not None and line.amber_from is not None and line.least is not None
    )
    criterion, line = measured
    file = next(
        path
        for path in (default_folder() / "criteria").iterdir()
        if f"id: {criterion.id}\n" in path.read_text()
    )
    over = write(
        tmp_path / "a",
        edited(f"criteria/{file.name}", f"id: {criterion.id}\n", f"        least: {line.least}\n", ""),
    )
    assert [code for code, *_ in refused(over)] == ["rubric_cut_unsigned"]


def test_what_a_criterion_asks_no_more_is_listed(tmp_path: Path) -> None:
    text = (default_folder() / RISK).read_text(encoding="utf-8")
    start = text.index("      - id: grade-matches")
    text = text[:start] + text[text.index("  - id: risk-reviewed", start) :]
    text = text.replace("    critical: true\n", f"    critical: false\n{OF_CRITERION}", 1)
    text = re.sub(r"\n      - question: case-audit/Q\w+\n(?=    clauses)", "\n", text, count=1)
    over = (
        write(tmp_path, {RISK: text, **edited("forms/case-audit.yaml", "id: nowhere", "", "")})
        if False
        else None
    )
    assert over is None
