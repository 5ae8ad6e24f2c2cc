"""rubric copy, schema, diff and show --crosswalk, as somebody types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.rubric.schema import FILES
from tests.command.run import daready
from tests.rubric.tiny import EXAMPLES, FRAMEWORK, GOOD, write


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    daready("init", tmp_path / "force", cwd=tmp_path)
    return tmp_path / "force"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("policy", "policy.yaml"),
        ("U08", "criteria/risk.yaml"),
        ("case-audit", "forms/case-audit.yaml"),
        ("paf-2023-25", "frameworks/superseded/paf-2023-25.yaml"),
    ],
)
def test_a_copy_stands_where_it_lies_over_the_shipped_one(workspace: Path, name: str, file: str) -> None:
    assert daready("rubric", "copy", name, cwd=workspace).code == 0
    assert (workspace / "rubrics" / file).is_file()
    assert daready("rubric", "check", cwd=workspace).code == 0
    assert daready("rubric", "copy", name, cwd=workspace).code == 13


def test_a_copy_of_nothing_and_outside_a_workspace(workspace: Path, tmp_path: Path) -> None:
    assert daready("rubric", "copy", "U99", cwd=workspace).code == 2
    assert daready("rubric", "copy", "policy", cwd=tmp_path).code == 2


def test_diff_and_schema(workspace: Path) -> None:
    ran = daready("rubric", "schema", "-o", "rubrics/schema", cwd=workspace)
    assert ran.code == 0
    assert len(list((workspace / "rubrics/schema").iterdir())) == len(FILES)
    shipped = Path(__file__).parents[2] / "rubrics"
    ran = daready("rubric", "diff", shipped, shipped, cwd=workspace)
    assert (ran.code, ran.out) == (0, "No difference in what is asked.\n")


def test_the_crosswalk_is_asked_for_by_name(workspace: Path) -> None:
    ran = daready("rubric", "show", "--crosswalk", cwd=workspace)
    assert ran.code == 0
    assert "PAF25-RESP.3: U06 the same: inside-published-time, downgrades-authorised (in" in ran.out
    assert daready("rubric", "show", cwd=workspace).code == 2
    assert daready("rubric", "show", "U08", "--crosswalk", cwd=workspace).code == 2


def test_check_tells_every_fault_and_ends_with_ten(tmp_path: Path) -> None:
    bent = {
        "frameworks/wishes.yaml": FRAMEWORK.replace("asked", "askd"),
        "examples/worked.yaml": EXAMPLES.replace("GREEN", "RED"),
    }
    write(tmp_path / "rubrics", {**GOOD, **bent})
    ran = daready("rubric", "check", "--rubrics", "rubrics", cwd=tmp_path)
    assert ran.code == 10
    places = [tuple(line.split(":")[:2]) for line in ran.err.splitlines()]
    assert ("rubrics/frameworks/wishes.yaml", "18") in places
    assert ("rubrics/examples/worked.yaml", "6") in places
    assert "sound" not in ran.out
