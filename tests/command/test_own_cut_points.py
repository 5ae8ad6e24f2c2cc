"""Page one of every output and explain say who set an own cut point and when; under daready's name no command runs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.command.run import YEAR, daready

OWN = (
    "set_by: daready, as local defaults\nwhy: see each\n"
    "green_from:\n  value: 0.8\n  set_by: Chief Officer Group\n  set_on: 2026-05-01\n  why: for one year\n"
)
DAY = ("--as-at", "2026-06-30")
SAID = ("Chief Officer Group on 1 May 2026", "green from 80% instead of 85%", "for one year")


def words_of(path: Path) -> str:
    """The words of a page, a paper, or of a workbook's first sheet."""
    if path.suffix == ".html":
        text = re.sub(r"<[^>]+>", " ", unescape(path.read_text(encoding="utf-8")))
    elif path.suffix == ".docx":
        text = " ".join(one.text for one in docx.Document(str(path)).paragraphs)
    else:
        sheets = load_workbook(path).worksheets[:2]  # the first page and what it rests on
        rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
        text = " ".join(str(cell) for row in rows for cell in row if cell)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("own") / "force"
    assert daready("init", root.name, cwd=root.parent).code == 0
    (root / "rubrics").mkdir(exist_ok=True)
    (root / "rubrics" / "policy.yaml").write_text(OWN, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def outputs(root: Path) -> dict[str, str]:
    """The words of every output of one assessment, its first page where it has one."""
    files = {
        name: root / name for name in ("gap.xlsx", "partner.xlsx", "page.html", "paper.docx", "found.json")
    }
    ran = daready(
        *("assess", YEAR, *DAY, "-o", files["gap.xlsx"], "--partner", files["partner.xlsx"]),
        *("--page", files["page.html"], "--json", files["found.json"]),
        cwd=root,
    )
    assert ran.code == 0, ran.err
    assert daready("paper", YEAR, *DAY, "-o", files["paper.docx"], cwd=root).code == 0
    told = {name: words_of(path) for name, path in files.items() if path.suffix != ".json"}
    explained = daready("explain", "U06", YEAR, *DAY, cwd=root).out
    return {**told, "terminal": " ".join(ran.out.split()), "explain": " ".join(explained.split())}


def test_every_output_names_what_who_when_and_why(outputs: dict[str, str]) -> None:
    for name, text in outputs.items():
        for said in SAID:
            assert said in text, name


def test_every_output_but_explain_counts_and_says_what_limits(outputs: dict[str, str]) -> None:
    told = {name: text for name, text in outputs.items() if name != "explain"}
    whole = {found for text in told.values() for found in re.findall(r"Proven Green: .+?: \d+[^:.]*\.", text)}
    assert all("What limits it first: " in text and "Proven Green: " in text for text in told.values())
    assert len(whole) == 1


def test_the_json_has_each_value_and_its_name(root: Path, outputs: dict[str, str]) -> None:
    found = daready("assess", YEAR, *DAY, "--json", "-", cwd=root).json
    assert found["cuts_changed"] == [
        {
            "where": "policy.yaml",
            "name": "green_from",
            "shipped": 0.85,
            "now": 0.8,
            "set_by": "Chief Officer Group",
            "set_on": "2026-05-01",
            "why": "for one year",
        }
    ]
    counts = dict(found["overall"]["counts"])
    reds = [c for c in found["criteria"] if c["colour"] == "RED"]
    assert counts.pop("red_critical") == sum(c["critical"] for c in reds)
    assert sum(counts.values()) == found["overall"]["criteria"]
    assert found["overall"]["limited_by"] == [c["id"] for c in reds if c["critical"]]
    assert found["overall"]["colour"] in ("GREEN", "AMBER", "RED", "GREY")


def test_a_critical_criterion_does_not_rest_on_the_usual_cut(root: Path) -> None:
    told = daready("explain", "U08", YEAR, *DAY, cwd=root).out
    assert "Chief Officer Group" not in told
    assert "daready's own local defaults" in " ".join(told.split())


@pytest.mark.parametrize(
    "words",
    [("rubric", "check"), ("rubric", "list"), ("assess", *DAY), ("explain", "U08", *DAY), ("plan", *DAY)],
)
def test_no_command_takes_an_own_value_under_daready_s_name(tmp_path: Path, words: tuple[str, ...]) -> None:
    daready("init", "force", cwd=tmp_path)
    root = tmp_path / "force"
    (root / "rubrics").mkdir(exist_ok=True)
    (root / "rubrics" / "policy.yaml").write_text(
        "set_by: daready, as local defaults\nwhy: ours\nn_min: 12\ngreen_from: 0.5\n", encoding="utf-8"
    )
    ran = daready(*words, cwd=root)
    assert ran.code == 10
    assert "policy.yaml:4: " in ran.err and "set_by, set_on and why" in ran.err
