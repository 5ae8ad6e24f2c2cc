"""What differs between two rubrics is said in words, and nothing is said where nothing does."""

from __future__ import annotations

from pathlib import Path

from daready.report.differences import differences
from daready.rubric.library import load_rubric
from tests.rubric.tiny import CASES, FRAMEWORK, GOOD, OWN_POLICY, THEME, write


def said(tmp_path: Path, **files: str) -> list[str]:
    old = load_rubric(write(tmp_path / "old", dict(GOOD)))
    changed = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return list(differences(old, load_rubric(write(tmp_path / "new", {**GOOD, **changed}))))


def test_the_same_rubric_has_no_difference(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_a_threshold_and_who_set_it(tmp_path: Path) -> None:
    found = said(tmp_path, policy=OWN_POLICY.replace("n_min: 12", "n_min: 20"))
    assert found == [
        "policy.yaml: set_by was “daready, as local defaults” and is “Chief Officer Group”.",
        "policy.yaml: agreed was not given and is 2026-05-01.",
        "policy.yaml: n_min was 12 and is 20.",
    ]


def test_lines_cut_points_and_criteria(tmp_path: Path) -> None:
    new = THEME.replace("green_from: 0.9", "green_from: 0.95").replace("- id: planned", "- id: agreed")
    found = said(
        tmp_path, criteria__asking=new.replace("statement: It is asked", "statement: It is asked at once")
    )
    assert "Criterion agreed is new." in found
    assert "Criterion planned is gone." in found
    assert "U01 It is asked: return/M1: green_from was 0.9 and is 0.95." in found
    assert "U01 It is asked: statement was “It is asked” and is “It is asked at once”." in found


def test_what_a_criterion_looks_like_word_by_word(tmp_path: Path) -> None:
    words = "  descriptors:\n    green: It is asked every time.\n    amber: It is asked now and then.\n    red: {red}\n"
    at = "  owner_role: Lead\n"
    old, new = (
        THEME.replace(at, words.format(red=red) + at, 1)
        for red in ("It is never ever asked.", "It is asked far too seldom.")
    )
    before = write(tmp_path / "before", {**GOOD, "criteria/asking.yaml": old})
    after = write(tmp_path / "after", {**GOOD, "criteria/asking.yaml": new})
    assert list(differences(load_rubric(before), load_rubric(after))) == [
        "U01 It is asked: descriptors: red was “It is never ever asked.” and is “It is asked far too seldom.”."
    ]


def test_clauses(tmp_path: Path) -> None:
    new = THEME + "  clauses:\n  - {id: planned-so, says: it is planned, lines: [papers/plan]}\n"
    old = write(
        tmp_path / "before",
        {**GOOD, "criteria/asking.yaml": new.replace("lines: [p", "proof: record, lines: [p")},
    )
    assert list(differences(load_rubric(), load_rubric())) == []
    more = new.replace("lines: [p", "proof: paper, lines: [p").replace(
        "it is planned,", "it stands in a plan,"
    )
    after = write(tmp_path / "after", {**GOOD, "criteria/asking.yaml": more})
    assert list(differences(load_rubric(old), load_rubric(after))) == [
        "U02 It is planned: planned-so: says was “it is planned” and is “it stands in a plan”.",
        "U02 It is planned: planned-so: proof was record and is paper.",
    ]
    assert list(differences(load_rubric(write(tmp_path / "none", dict(GOOD))), load_rubric(old))) == [
        "U02 It is planned: clause planned-so is new."
    ]


def test_requirements_and_what_answers_them(tmp_path: Path) -> None:
    new = FRAMEWORK.replace("relation: equal", "relation: subset") + (
        "  - id: W2\n    text: More\n    cites: [page 2]\n    verified: false\n"
    )
    found = said(tmp_path, frameworks__wishes=new)
    assert found == [
        "wishes: requirement W2 is new.",
        "wishes W1: asked was equal and is subset.",
    ]


def test_the_clauses_that_answer_a_requirement_and_what_its_wording_rests_on(tmp_path: Path) -> None:
    clauses = "  clauses:\n  - {id: all-asked, says: all, lines: [cases/Q1, return/M1]}\n  lines:\n"
    theme = THEME.replace("  lines:\n", clauses, 1)
    new = FRAMEWORK.replace("relation: equal", "relation: equal\n      clauses: [all-asked]")
    found = said(
        tmp_path,
        criteria__asking=theme,
        frameworks__wishes=new.replace("verified: true", "wording: subject"),
    )
    assert [line for line in found if line.startswith("wishes")] == [
        "wishes W1: wording was official and is subject.",
        "wishes W1: asked: what answers it was all of its clauses and is all-asked.",
    ]


def test_a_synonym_and_an_answer_word(tmp_path: Path) -> None:
    new = CASES.replace("  - Was it asked first?", "  - Was it asked first?\n  - Asked at all").replace(
        "yes: [Yes, Y]", "yes: [Yes]"
    )
    assert said(tmp_path, forms__cases=new) == [
        "cases Q1: also now has “Asked at all”.",
        "cases: answer yes no longer has Y.",
    ]
