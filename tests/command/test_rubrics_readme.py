"""The five worked changes of rubrics/README.md, done as they stand there, work first time."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from daready.rubric.library import load_rubric
from tests.command.run import daready

README = (Path(__file__).parents[2] / "rubrics" / "README.md").read_text(encoding="utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"^ *```yaml\n(.*?)^ *```", README, re.S | re.M)]
SYNONYM, POLICY, REQUIREMENT, OWN, CRITERION, EXAMPLE, SUPERSEDED, EDITION, CLAUSES, WORDS = BLOCKS


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert daready("init", "our-force", cwd=tmp_path).code == 0
    return tmp_path / "our-force"


def copied(workspace: Path, name: str, file: str) -> Path:
    assert f"daready rubric copy {name}" in README
    assert daready("rubric", "copy", name, cwd=workspace).code == 0
    return workspace / "rubrics" / file


def sound(workspace: Path) -> str:
    ran = daready("rubric", "check", cwd=workspace)
    assert ran.code == 0, ran.err
    return ran.out


def test_1_another_wording_of_a_question(workspace: Path) -> None:
    path = copied(workspace, "case-audit", "forms/case-audit.yaml")
    new = SYNONYM.strip().splitlines()[-1].strip()
    text = path.read_text(encoding="utf-8")
    at = text.index("- id: Q25\n")
    end = text.index("\n- id:", at + 1)
    path.write_text(f"{text[:end]}\n  {new}{text[end:]}", encoding="utf-8")
    sound(workspace)
    question = load_rubric(overlay=workspace / "rubrics").item["case-audit/Q25"]
    assert question.also[-1] == "Risk form filled in"


def test_2_a_threshold_changes_and_the_examples_show_what_it_does(workspace: Path) -> None:
    path = copied(workspace, "policy", "policy.yaml")
    text = path.read_text(encoding="utf-8")
    text, found = re.subn(r"^green_from:\n(?:  .*\n)+", POLICY, text, flags=re.M)
    assert found == 1
    path.write_text(text, encoding="utf-8")
    told = sound(workspace)
    assert "should be GREEN proven and is AMBER green_not_proven" in told
    assert daready("rubric", "diff", "shipped", "rubrics", cwd=workspace).out.splitlines() == [
        "policy.yaml: green_from was 0.85 and is 0.88.",
        "policy.yaml: green_from: set_by was not given and is “Chief Officer Group”.",
        "policy.yaml: green_from: set_on was not given and is 2026-05-01.",
        "policy.yaml: green_from: why was not given and is “Between our old standard and the next, for one year”.",
    ]


def test_3_a_requirement(workspace: Path) -> None:
    path = copied(workspace, "paf-2025-27", "frameworks/paf-2025-27.yaml")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{textwrap.indent(REQUIREMENT, ' ' * 6)}", encoding="utf-8")
    sound(workspace)
    shown = daready("rubric", "show", "--crosswalk", cwd=workspace).out
    assert "PAF25-OFF.3: U27 overlaps" in shown


def test_4_a_criterion_with_its_example(workspace: Path) -> None:
    for folder, text in (("criteria", CRITERION), ("examples", EXAMPLE)):
        (workspace / "rubrics" / folder).mkdir(parents=True)
        (workspace / "rubrics" / folder / "ours.yaml").write_text(text, encoding="utf-8")
    told = sound(workspace)
    assert "40 criteria" in told
    assert "safety-leaflet-given: read as one clause of all its lines" in told
    assert "Q31" in daready("rubric", "show", "U40", cwd=workspace).out


def test_4_a_criterion_with_its_clauses(workspace: Path) -> None:
    (workspace / "rubrics" / "criteria").mkdir(parents=True)
    clauses = textwrap.indent(textwrap.dedent(CLAUSES), " " * 4)
    path = workspace / "rubrics" / "criteria" / "ours.yaml"
    path.write_text(f"{CRITERION.rstrip()}\n{clauses}", encoding="utf-8")
    assert "one clause" not in sound(workspace)
    shown = daready("rubric", "show", "U40", cwd=workspace).out
    assert "proved by records of use, checked by a second person" in " ".join(shown.split())


def test_4_a_criterion_with_its_words(workspace: Path) -> None:
    (workspace / "rubrics" / "criteria").mkdir(parents=True)
    words = textwrap.indent(textwrap.dedent(WORDS), " " * 4)
    path = workspace / "rubrics" / "criteria" / "ours.yaml"
    path.write_text(f"{CRITERION.rstrip()}\n{words}", encoding="utf-8")
    sound(workspace)
    shown = " ".join(daready("rubric", "show", "U40", cwd=workspace).out.split())
    assert "For short: Leaflet." in shown
    assert "RED: Victims regularly go without the leaflet." in shown


def test_5_next_years_framework(workspace: Path) -> None:
    path = copied(workspace, "paf-2025-27", "frameworks/paf-2025-27.yaml")
    aside = path.parent / "superseded"
    aside.mkdir()
    old = path.rename(aside / path.name)
    text = old.read_text(encoding="utf-8")
    old.write_text(
        re.sub(r"^(in_force_from: .*)$", rf"\1\n{SUPERSEDED.strip()}", text, flags=re.M), encoding="utf-8"
    )
    (path.parent / "paf-2027-29.yaml").write_text(EDITION, encoding="utf-8")
    sound(workspace)
    (workspace / "evidence/r.csv").write_text(
        "Measure,Month,Numerator,Denominator\nM16,2026-06,95,100\n", encoding="utf-8"
    )
    day = ("--as-at", "2026-06-30", "--json", "-")
    shown = {f["id"] for f in daready("assess", *day, cwd=workspace).json["frameworks"]}
    assert "paf-2027-29" in shown and "paf-2025-27" not in shown
    asked = daready("assess", *day, "--framework", "paf-2025-27", cwd=workspace).json["frameworks"]
    assert [f["id"] for f in asked] == ["paf-2025-27"]


def test_a_question_of_ones_own_takes_three_lines() -> None:
    assert [line.strip(" -").partition(":")[0] for line in OWN.strip().splitlines()] == ["text", "is", "id"]
