"""Every framework a force is held to is there, counted against the notes they were taken from."""

from __future__ import annotations

import re
from collections import Counter
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


def numbered(prefix: str, **upto: int) -> set[str]:
    """PAF25- and LEAD=5 are PAF25-LEAD.1 to PAF25-LEAD.5; an underscore before a number is left out."""
    return {f"{prefix}{name.lstrip('_')}.{n}" for name, last in upto.items() for n in range(1, last + 1)}


def named(prefix: str, names: str) -> set[str]:
    return {f"{prefix}{name}" for name in names.split()}


PAF21 = named("PAF21-", "1 1.1 1.1.1 1.1.2 4 5 6 7 12")

ASKED = {
    # what could be read of each
    "paf-2025-27": numbered("PAF25-", LEAD=6, RESP=4, REC=1, INV=4, PVP=5, OFF=2),
    "qsr-2025": numbered("PAF25-", QSR=6),
    # the service to victims in eleven parts, then eight graded questions
    "paf-2023-25": named("PAF23-VIC.", "1a 1b 1c 2a 2b 3a 3b 3c 4 5 6")
    | named("PAF23-", "RESP INV PVP OFF LEAD POW PREV WORK"),
    # four numbers of question 1 and five other questions, in two editions
    "paf-2022-03": PAF21,
    "paf-2021-04": PAF21,
    # 2321 with eight sub-tests, fifteen chapter rows, the four parts of each force report
    "everyones-business-2014": {"EB14-2321"}
    | named("EB14-2321", "a b c d e f g h")
    | numbered("EB14-", ID=2, RV=6, AT=4, WP=2, BJ=1, FR=4),
    "cambridgeshire-recommendations-2014": set(),
    "national-plan-2014": set(),
    "cambridgeshire-2014": numbered("C", _1=2, _2=2, _3=2, _4=2, _5=2, _6=2, _7=1, _8=2, _9=1, _10=1, _11=1),
    # chapters 1 to 6
    "increasingly-everyones-business-2015": numbered("IEB15-", _1=3, _2=13, _3=2, _4=3, _5=1, _6=2),
    # Recommendation 3 with its six areas, two that were not seen, four chapters; then the four sections of 2019
    "progress-report-2017-rec3": named("PR17-", "R1 R2 R3") | numbered("PR17-", R3=6, CH=4),
    "update-report-2019": named("UPD19-", "1 2 3 4"),
    "evidence-led-2020": named("ELP20-", "1 2 3 4 5 6 7 8"),
    "pandemic-review-2021": named("PAN21-", "R1 R2 R3"),
    "vawg-2021": named("VAWG21-", "I1 I2 I3 F4 F5"),
    "duty-to-protect-2021": named("DTP21-", "R1 bail nmo dvpn restraining"),
    "police-perpetrated-2022": named("PPDA22-", "R1 R2 R3"),
    "domestic-abuse-act-2021": named(
        "DAA21-",
        "definition children commissioner commissioner-answer orders disclosure strangulation",
    ),
    "bail-2022": named("BAIL22-", "neutral views periods"),
    "death-reviews-2024": {"DARDR24-1"},
    "operation-encompass-2025": named("OE25-", "1 2"),
    "stalking-2024": named("STK24-", "PLAN R7 R10"),
    "protection-orders-2024": named("DAPO24", "-notify -monitored") | {"DAPO24"},
    # the six rights that bear on an investigation; what four inspectorates look at; four tests and the guidance
    "victims-code-2021": named("VC21-", "1 2 3 4 6 7"),
    "children-victims-jtai-2024": named("JTAI24-", "identify partners perpetrators training"),
    "honour-based-abuse-2015": named("HBV15-", "leadership awareness protection enforcement guidance"),
    "domestic-homicide-project-2022": named("DHP22-", "R2 R4 suicide"),
    "disclosure-scheme-2023": {"DVDS23"},
    "dara-2022": {"DARA22"},
    "vawg-framework-2024": named("NVF24-", "PLAN PREPARE PROTECT PURSUE PREVENT"),
    "joint-justice-plan-2024": named("JJP24-", "1 2 3 4 5 6 7"),
    "best-practice-framework-2019": named("DABPF-", "1 2 3 4"),
    "shifting-the-scales-2025": {"DAC25"},
    "control-rooms-2025": {"RL25"},
    "app-domestic-abuse": named("APP-", "1 2 3 4"),
    "vulnerability-action-plan": set(),
    "cps-service-2023": {"HMCPSI23"},
    "section-55": named("S55-", "1 2 3 4 5 6 7"),
}
"""Every requirement there is to be, by framework and number."""


def test_every_requirement_of_the_sources_has_a_row_and_there_is_no_other() -> None:
    assert {f.id: {r.id for r in f.requirements} for f in RUBRIC.frameworks} == ASKED


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
def test_no_wording_claims_more_than_its_source_bears(framework: Framework) -> None:
    for requirement in framework.requirements:
        assert requirement.sure is not None, requirement.id
        said = " ".join(requirement.cites)
        if requirement.wording == "official":
            assert requirement.sure in ("S", "V"), requirement.id
            assert not re.search(r"not (?:seen|read|held)|recalled|contents|reading of it", said), (
                requirement.id
            )
        elif requirement.sure == "S":
            pytest.fail(f"{requirement.id} was read in a seed paper")
        elif requirement.wording == "subject":
            assert re.search(r"seen|read", said), requirement.id
        else:
            assert requirement.sure not in ("S", "V"), requirement.id
        assert requirement.cites and framework.licence and framework.source.checked


def test_how_much_wording_was_read() -> None:
    """A change here is a claim about a source, so it is never made in passing."""
    states = Counter((f.id in SUPERSEDED, r.wording) for f in RUBRIC.frameworks for r in f.requirements)
    assert states == {
        (False, "official"): 72,
        (False, "subject"): 99,
        (False, "recalled"): 37,
        (True, "official"): 14,
        (True, "subject"): 18,
        (True, "recalled"): 5,
    }


@pytest.mark.parametrize("framework", RUBRIC.frameworks, ids=lambda one: one.id)
def test_every_row_that_is_recalled_says_which_page_was_tried(framework: Framework) -> None:
    silent = [
        one.id
        for one in framework.requirements
        if one.wording == "recalled"
        and not re.search(r"tried|could (?:not )?be read", " ".join(one.cites), re.I)
    ]
    assert silent == []


def test_no_official_row_holds_a_reading_of_ours() -> None:
    """What we read a sentence as, for domestic abuse, is ours, and makes the row no better than its subject."""
    ours = re.compile(r"\bwe read\b|daready reads|our reading", re.I)
    assert [
        one.id
        for framework in RUBRIC.frameworks
        for one in framework.requirements
        if one.wording == "official" and (ours.search(one.text) or ours.search(" ".join(one.cites)))
    ] == []


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


@pytest.mark.parametrize("key", ["verified: true", "wording: official"])
def test_a_recalled_text_may_not_be_called_official(tmp_path: Path, key: str) -> None:
    recalled = FRAMEWORK.replace("    verified: true", f"    sure: R-mid\n    {key}")
    assert _faults(tmp_path, {"frameworks/wishes.yaml": recalled}) == {("rubric_not_sure", "wishes.yaml", 17)}
    checked = recalled.replace("    met_by", "    checked: {by: Supervisor, on: 2026-06-30}\n    met_by")
    write(tmp_path, {**GOOD, "frameworks/wishes.yaml": checked})
    assert load_rubric(tmp_path).frameworks[0].requirements[0].verified


@pytest.mark.parametrize(
    ("key", "wording"),
    [
        ("verified: true", "official"),
        ("verified: false", "recalled"),
        ("wording: official", "official"),
        ("wording: subject", "subject"),
        ("wording: recalled\n    verified: false", "recalled"),
    ],
)
def test_lists_that_say_verified_are_read_as_before(tmp_path: Path, key: str, wording: str) -> None:
    write(tmp_path, {**GOOD, "frameworks/wishes.yaml": FRAMEWORK.replace("verified: true", key)})
    (requirement,) = load_rubric(tmp_path).frameworks[0].requirements
    assert (requirement.wording, requirement.verified) == (wording, wording == "official")


@pytest.mark.parametrize("key", ["wording: subject\n    verified: true", "sure: S", "wording: perhaps"])
def test_a_wording_that_is_missing_or_contradicted_is_a_fault(tmp_path: Path, key: str) -> None:
    faults = _faults(tmp_path, {"frameworks/wishes.yaml": FRAMEWORK.replace("verified: true", key)})
    assert {code for code, _, _ in faults} == {"rubric_wrong_value"}
