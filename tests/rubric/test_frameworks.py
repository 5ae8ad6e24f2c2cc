"""Every framework a force is held to is there, counted against the notes they were taken from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from daready.rubric.library import RubricFault, load_rubric
from daready.rubric.model import Framework
from daready.scoring.assess import assess
from tests.rubric.tiny import FRAMEWORK, GOOD, write

RUBRIC = load_rubric()
FRAMEWORKS = {framework.id: framework for framework in RUBRIC.frameworks}

COUNTED = {
    # domain.md 1.2: LEAD 5, RESP 4, REC 1, INV 4, PVP 5, OFF 2; five review stages and safeguarding
    "paf-2025-27": 5 + 4 + 1 + 4 + 5 + 2,
    "qsr-2025": 5 + 1,
    # 1.3: the service to victims in eleven parts, then eight graded questions
    "paf-2023-25": 11 + 8,
    # 1.4 and appendix B: four numbers of question 1 and five other questions, in two editions
    "paf-2022-03": 4 + 5,
    "paf-2021-04": 4 + 5,
    # 1.5: 2321 with eight sub-tests, fifteen chapter rows, the four parts of each force report
    "everyones-business-2014": 1 + 8 + 15 + 4,
    "cambridgeshire-recommendations-2014": 0,
    "national-plan-2014": 0,
    "cambridgeshire-2014": 18,
    # appendix B: chapters 1 to 6
    "increasingly-everyones-business-2015": 3 + 13 + 2 + 3 + 1 + 2,
    # 1.7 and 1.8
    "progress-report-2017-rec3": 1 + 6,
    "update-report-2019": 4,
    "evidence-led-2020": 8,
    # 1.9, and seed 004 for section 55
    "pandemic-review-2021": 3,
    "vawg-2021": 3 + 2,
    "duty-to-protect-2021": 1 + 4,
    "police-perpetrated-2022": 3,
    "domestic-abuse-act-2021": 1 + 3,
    "protection-orders-2024": 1,
    "disclosure-scheme-2023": 1,
    "dara-2022": 1,
    "vawg-framework-2024": 1 + 4,
    "joint-justice-plan-2024": 7,
    "best-practice-framework-2019": 4,
    "shifting-the-scales-2025": 1,
    "control-rooms-2025": 1,
    "app-domestic-abuse": 4,
    "vulnerability-action-plan": 0,
    "cps-service-2023": 1,
    "section-55": 3 + 4,
}


def test_every_requirement_of_the_sources_has_a_row() -> None:
    assert {name: len(framework.requirements) for name, framework in FRAMEWORKS.items()} == COUNTED


def test_lists_that_only_a_reader_holds_are_empty_but_their_structure_is_known() -> None:
    blanks = {name: framework.blank for name, framework in FRAMEWORKS.items() if framework.blank}
    assert set(blanks) == {
        "cambridgeshire-recommendations-2014",
        "national-plan-2014",
        "vulnerability-action-plan",
    }
    fifteen, plan = blanks["cambridgeshire-recommendations-2014"], blanks["national-plan-2014"]
    assert fifteen is not None and (fifteen.rows, len(fifteen.areas)) == (15, 5)
    assert plan is not None and (plan.rows, plan.colour_then) == (125, True)


@pytest.mark.parametrize("framework", RUBRIC.frameworks, ids=lambda framework: framework.id)
def test_what_is_only_recalled_is_not_called_verified(framework: Framework) -> None:
    for requirement in framework.requirements:
        assert requirement.sure is not None, requirement.id
        assert requirement.verified == (requirement.sure in ("S", "V")), requirement.id
        assert requirement.cites and framework.licence and framework.source.checked


def test_what_the_cps_and_others_own_is_answered_by_no_count_of_the_force() -> None:
    others = {
        requirement.id: framework.owner_of(requirement)
        for framework in RUBRIC.frameworks
        for requirement in framework.requirements
        if framework.owner_of(requirement) != "force"
    }
    assert {name for name, owner in others.items() if owner == "cps"} == {"ELP20-7", "ELP20-8"}
    assert {name for name, owner in others.items() if owner == "pcc"} == {
        *(f"S55-{n}" for n in (1, 2, 3, 4, 6, 7))
    }


def test_every_criterion_answers_something_an_inspectorate_asks() -> None:
    answered = {link.criterion for f in RUBRIC.frameworks for r in f.requirements for link in r.met_by}
    assert set(RUBRIC.criteria) == answered


# -- editions --------------------------------------------------------------------------------------

SUPERSEDED = {"paf-2023-25", "paf-2022-03", "paf-2021-04"}


def _shown(day: date, *asked: str) -> tuple[set[str], set[str]]:
    found = assess(RUBRIC, Evidence(), as_at=day, frameworks=asked)
    return {f.id for f in found.frameworks}, set(found.hidden_frameworks)


def test_superseded_editions_are_off_unless_asked_for() -> None:
    shown, hidden = _shown(date(2026, 6, 30))
    assert (shown, hidden) == (set(FRAMEWORKS) - SUPERSEDED, SUPERSEDED)
    assert _shown(date(2026, 6, 30), "paf-2023-25") == ({"paf-2023-25"}, set())


def test_no_edition_speaks_before_it_begins() -> None:
    assert _shown(date(2022, 6, 30), "paf-2023-25") == (set(), {"paf-2023-25"})


def test_superseded_editions_are_not_read_where_nobody_asks() -> None:
    quick = load_rubric(superseded=False)
    assert {f.id for f in quick.frameworks} == set(FRAMEWORKS) - SUPERSEDED
    assert quick.fingerprint == RUBRIC.fingerprint


def _faults(tmp_path: Path, files: dict[str, str]) -> set[tuple[str, str, int]]:
    with pytest.raises(RubricFault) as caught:
        load_rubric(write(tmp_path, {**GOOD, **files}))
    return {(fault.code, Path(fault.file).name, fault.line) for fault in caught.value.faults}


def test_an_edition_stands_where_its_state_says(tmp_path: Path) -> None:
    old = FRAMEWORK.replace("id: wishes", "id: old-wishes")
    replaced = old.replace("licence:", "superseded_by: wishes\nlicence:")
    assert _faults(
        tmp_path,
        {
            "frameworks/superseded/old-wishes.yaml": old,
            "frameworks/b.yaml": replaced.replace("old-wishes", "older-wishes"),
            "frameworks/superseded/whatever.yaml": replaced.replace(": wishes", ": whishes").replace(
                "id: old-wishes", "id: oldest-wishes"
            ),
        },
    ) == {
        ("rubric_not_superseded", "old-wishes.yaml", 2),
        ("rubric_superseded_place", "b.yaml", 8),
        ("rubric_no_such_framework", "whatever.yaml", 8),
        ("rubric_file_name", "whatever.yaml", 2),
    }


def test_a_recalled_text_may_not_be_called_verified(tmp_path: Path) -> None:
    recalled = FRAMEWORK.replace("    verified", "    sure: R-mid\n    verified")
    assert _faults(tmp_path, {"frameworks/wishes.yaml": recalled}) == {("rubric_not_sure", "wishes.yaml", 17)}
    checked = recalled.replace("    met_by", "    checked: {by: Supervisor, on: 2026-06-30}\n    met_by")
    write(tmp_path, {**GOOD, "frameworks/wishes.yaml": checked})
    assert load_rubric(tmp_path).frameworks[0].requirements[0].verified
