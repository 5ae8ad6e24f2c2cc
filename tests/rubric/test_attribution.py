"""Who set a cut point is bound to its value: an own one under daready's name is refused, a signed one is listed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daready.rubric.attribution import ChangedCut
from daready.rubric.compiled import shipped
from daready.rubric.faults import RubricFault
from daready.rubric.library import default_folder, load_rubric
from daready.rubric.own_cut_points import POLICY_WHERE, cut_points, own_cut_points
from daready.rubric.policy import CUT_POINTS
from daready.workspace.soundness import soundness
from tests.make_own_cut_points import TABLE, table
from tests.rubric.tiny import GOOD, write
from tests.year import shipped as whole

RUBRIC = whole()
WHO = "Chief Officer Group"
HEAD = "set_by: {by}\nwhy: a test of own values\n{agreed}"
SIGNED = f"set_by: {WHO}, set_on: 2026-05-01, why: tried for a year"


def policy(values: str, by: str = "daready, as local defaults", agreed: str = "") -> dict[str, str | bytes]:
    return {"policy.yaml": HEAD.format(by=by, agreed=agreed) + values}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny rubric that is read in no time; what it lacks of daready's is listed, and left out here."""
    return write(tmp_path_factory.mktemp("base"), dict(GOOD))


def of_policy(base: Path, over: Path) -> list[ChangedCut]:
    return [one for one in load_rubric(base, over).cuts_changed if one.where == POLICY_WHERE]


def refused(over: Path, base: Path | None = None) -> list[tuple[str, str, int]]:
    with pytest.raises(RubricFault) as caught:
        load_rubric(base, over, examples=False, superseded=False)
    return [(fault.code, Path(fault.file).name, fault.line) for fault in caught.value.faults]


def changed(over: Path) -> list[tuple[Any, ...]]:
    found = load_rubric(overlay=over, examples=False, superseded=False).cuts_changed
    return [(one.where, one.name, one.shipped, one.now, one.set.by) for one in found]


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
def test_an_own_value_under_daready_s_name_is_refused_where_it_stands(
    base: Path, tmp_path: Path, name: str
) -> None:
    assert refused(write(tmp_path, policy(f"{name}: {other(name)}\n")), base) == [
        ("rubric_cut_unsigned", "policy.yaml", 3)
    ]


@pytest.mark.parametrize("name", CUT_POINTS)
def test_an_own_value_that_is_signed_is_listed_with_who_and_when(
    base: Path, tmp_path: Path, name: str
) -> None:
    over = write(tmp_path, policy(f"{name}: {{value: {other(name)}, {SIGNED}}}\n"))
    (one,) = of_policy(base, over)
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
def test_a_name_or_a_day_is_missing(
    base: Path, tmp_path: Path, values: str, by: str, agreed: str, code: str
) -> None:
    line = 4 if agreed else 3
    assert refused(write(tmp_path, policy(values, by, agreed)), base) == [(code, "policy.yaml", line)]


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


def test_a_value_out_of_order_is_called_unsigned_besides(base: Path, tmp_path: Path) -> None:
    assert [code for code, *_ in refused(write(tmp_path, policy("green_from: 0.5\n")), base)] == [
        "rubric_wrong_value",
        "rubric_cut_unsigned",
    ]


def test_nothing_is_agreed_on_a_day_that_has_not_come(base: Path, tmp_path: Path) -> None:
    over = write(tmp_path, policy(f"n_min: {{value: 20, {SIGNED}}}\n", WHO, "agreed: 2026-05-02\n"))
    days = [(fault.code, fault.line) for fault in soundness(base, over, date(2026, 4, 30)).faults]
    assert [one for one in days if one[0] == "rubric_not_yet"] == [
        ("rubric_not_yet", 3),
        ("rubric_not_yet", 4),
    ]
    late = soundness(base, over, date(2026, 5, 2)).faults
    assert "rubric_not_yet" not in {fault.code for fault in late}


@settings(max_examples=25)
@given(some=st.dictionaries(st.sampled_from(CUT_POINTS), st.booleans(), max_size=4))
def test_whatever_is_changed_is_refused_or_listed(
    base: Path, tmp_path_factory: pytest.TempPathFactory, some: dict[str, bool]
) -> None:
    """Law 17: for any values, each that is not daready's own either stands under a name and a day, or is a fault."""
    said = "".join(
        f"{name}: {{value: {other(name)}{', ' + SIGNED if signed else ''}}}\n"
        for name, signed in some.items()
    )
    over = write(tmp_path_factory.mktemp("policy"), policy(said))
    try:
        found = of_policy(base, over)
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
    over = write(tmp_path, edited("criteria/learning.yaml", "lines:", "        least: 10\n", ""))
    assert [code for code, *_ in refused(over)] == ["rubric_cut_unsigned"]


def test_what_a_criterion_asks_no_more_is_listed(tmp_path: Path) -> None:
    text = (default_folder() / RISK).read_text(encoding="utf-8")
    measured = "      - measure: performance-return/M16\n        green_from: 0.95\n        amber_from: 0.85\n"
    assert measured in text
    text = text.replace(measured, "", 1).replace(
        "case-audit/Q25, performance-return/M16, ", "case-audit/Q25, ", 1
    )
    text = text.replace("    critical: true\n", "    critical: false\n", 1)
    name = "risk-assessed-every-time"
    every = ["case-audit/Q25", "document-register/risk-policy"]
    wanted = [
        (f"criterion {name}", "critical", True, False),
        (f"clause {name}/every-incident", "lines", [*every, "performance-return/M16"], every),
        (f"line {name}/performance-return/M16", "asked", True, False),
    ]
    found = changed(write(tmp_path / "a", {RISK: text}))
    assert found == [(*one, "") for one in wanted]
    signed = text.replace("    critical: false\n", f"    critical: false\n{OF_CRITERION}", 1)
    assert changed(write(tmp_path / "b", {RISK: signed})) == [(*one, WHO) for one in wanted]


AUDITS = "forms/case-audit.yaml"


@pytest.mark.parametrize(
    ("old", "new", "name", "shipped", "now"),
    [
        ("  every_case: true\n", "", "every_case", True, False),
        ("  every_case: true\n", "  applies_if: {risk: [high]}\n", "applies_if", {}, {"risk": ["high"]}),
        (
            "  every_case: true\n",
            "  may_not_apply: 0.9\n  may_not_apply_why: ours\n",
            "may_not_apply",
            None,
            0.9,
        ),
        ("  every_case: true\n", "  every_case: true\n  partial_credit: 1\n", "partial_credit", 0, 1),
        (
            "  every_case: true\n",
            "  every_case: true\n  type: choice\n  choices:\n    yes: [No]\n    no: [Yes]\n",
            "word no",
            "no",
            "yes",
        ),
    ],
)
def test_when_a_question_applies_and_what_its_words_mean_are_cut_points_in_effect(
    tmp_path: Path, old: str, new: str, name: str, shipped: object, now: object
) -> None:
    found = changed(write(tmp_path, edited(AUDITS, "- id: Q26\n", old, new)))
    assert ("question case-audit/Q26", name, shipped, now, "") in found
    assert {where for where, *_ in found} == {"question case-audit/Q26"}


def test_a_word_of_a_form_that_means_something_else_is_listed_once_and_a_new_one_is_not(
    tmp_path: Path,
) -> None:
    lines = (default_folder() / AUDITS).read_text(encoding="utf-8").splitlines()
    at = lines.index("answers:")
    yes, partial = lines[at + 1 : at + 3]
    softened = f"{yes.replace('Y, ', 'Y, Partial, Aye, ', 1)}\n{partial.replace('Partial, ', '', 1)}"
    softer = edited(AUDITS, "\nanswers:", f"{yes}\n{partial}", softened)
    assert changed(write(tmp_path, softer)) == [("form case-audit", "word partial", "partial", "yes", "")]


def test_what_daready_does_not_have_differs_from_nothing(tmp_path: Path) -> None:
    theme = str(GOOD["criteria/asking.yaml"]).replace("U01", "U71").replace("U02", "U72")
    over = write(
        tmp_path,
        {**{name: text for name, text in GOOD.items() if "forms" in name}, "criteria/ours.yaml": theme},
    )
    assert changed(over) == []
