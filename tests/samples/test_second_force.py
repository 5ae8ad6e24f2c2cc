"""The second invented force: its oracle agrees, and its five planted truths are found from page one and two clicks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.workspace.folder import create
from tests.command.run import DAYS, colours, daready
from tests.command.test_samples import compared_lines
from tests.samples.test_samples_made import SAMPLES, makes

FOLDER, OWN = SAMPLES / "second-force", "City quality reviews May 2026.xlsx"
EXPECTED = json.loads((SAMPLES / "second-force-expected.json").read_text("utf-8"))

TRUTHS = {
    "the coast's supervisors do not review risk assessments; the other two districts' do": (
        "Risk reviewed ★ 1 of 3 districts red",
        ("Districts", "Supervisor reviewed the risk assessment in time (case-audit/Q28)", "RED ■ "),
    ),
    "a cause of concern is live, though every row of the register is in date": (
        "Inspection actions A cause of concern live",
        ("Criteria", "Inspection actions are closed and tested again", "cause of concern is live"),
    ),
    "two panels read risk grading differently, so that its green cannot be relied on": (
        "1 question that two auditors do not read alike",
        ("Agreement", "Grade matches the answers and the history (case-audit/Q27)", "26 of 40"),
    ),
    "nine failed history checks lost their references, so that 51 of 51 would have been green": (
        "9 rows that may be cases are not counted",
        ("Criteria", "The history is known before arrival", "51 of 51 answered cases met it; 9 more"),
    ),
    "two months have no audit": (
        "10 of 12 months to June 2026 have audited cases; none in Nov 2025, Mar 2026",
        (
            "Trends",
            "Supervisor reviewed the risk assessment in time (case-audit/Q28)",
            "fewer than 12 months",
        ),
    ),
}
"""Each truth with what says it on page one, and with the sheet, the row and the words a click or two behind."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the force's files, in which the city's own form has been adopted."""
    root = tmp_path_factory.mktemp("second") / "mine"
    create(root)
    shutil.copytree(FOLDER, root / "evidence", dirs_exist_ok=True)
    said = (
        "--answers",
        SAMPLES / "second-force-adoption.yaml",
        "--accept",
        "--by",
        "A Smith",
        "--role",
        "DA lead",
    )
    assert daready("adopt", root / "evidence" / OWN, *said, cwd=root).code == 0
    assert daready("assess", *DAYS, "--json", "out.json", "-o", "gap.xlsx", cwd=root).code == 0
    return root


@pytest.fixture(scope="module")
def record(root: Path) -> dict:
    return json.loads((root / "out.json").read_text("utf-8"))


def test_the_script_makes_the_committed_bytes(tmp_path: Path) -> None:
    made = makes("make_second_force.py", tmp_path)
    kept = [*FOLDER.iterdir(), *SAMPLES.glob("second-force-*")]
    assert made == {path.relative_to(SAMPLES): path.read_bytes() for path in kept}
    assert sum(map(len, made.values())) < 500_000


def test_every_colour_and_number_is_the_oracles(record: dict) -> None:
    assert colours(record) == {c["id"]: (c["colour"], c["amber"], c["note"]) for c in EXPECTED["criteria"]}
    assert compared_lines(record, EXPECTED) > 900
    assert {t["id"]: t["colour"] for t in record["themes"]} == {
        t["id"]: t["colour"] for t in EXPECTED["themes"]
    }
    assert record["overall"]["colour"] == EXPECTED["overall"]["colour"] == "RED"
    assert record["needs_someone_today"] == EXPECTED["needs_someone_today"] == 0


def test_the_account_is_the_promised_one(root: Path) -> None:
    got = {f["file"]: f for f in daready("check", "evidence", "--json", "-", cwd=root).json["files"]}
    for file in EXPECTED["files"]:
        sheets = {sheet["sheet"]: sheet for sheet in got[file["file"]]["sheets"]}
        for wanted in file["sheets"]:
            sheet = sheets[wanted["sheet"]]
            assert {name: sheet[name] for name in wanted.keys() & sheet.keys()} == wanted


def test_the_own_form_counts_for_nothing_until_it_is_adopted(tmp_path: Path, record: dict) -> None:
    bare = daready("assess", FOLDER, *DAYS, "--json", "-", cwd=tmp_path).json
    assert colours(bare)["evidence-gathered-at-scene"][0] == "GREY"
    assert colours(record)["evidence-gathered-at-scene"][0] == "RED"


@pytest.fixture(scope="module")
def sheets(root: Path) -> dict[str, list[str]]:
    """Each sheet of the gap report as its rows' words."""
    book = load_workbook(root / "gap.xlsx")
    return {
        sheet.title: [
            " ".join(str(value) for value in row if value not in (None, ""))
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book
    }


@pytest.mark.parametrize("truth", TRUTHS)
def test_a_planted_truth_is_on_page_one_and_a_click_or_two_behind_it(truth: str, sheets: dict) -> None:
    first, (sheet, row, said) = TRUTHS[truth]
    words = first.split()
    assert any(all(word in line for word in words) for line in sheets["Summary"]), first
    assert any(row in line and said in line for line in sheets[sheet]), (sheet, row)


def test_a_list_and_auditors_who_differ_have_no_forecast(record: dict) -> None:
    chances = {row["criterion"]: row["green_at_most"] for row in record["first_page"]["why_not"]}
    assert chances["inspection-actions-closed-and-tested"] is None
    assert chances["risk-assessed-every-time"] is None
