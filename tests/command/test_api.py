"""The few calls a script may rely on, as the README shows them, and the tidy tables they give."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest

import daready
from tests.command.run import TOP, YEAR


@pytest.fixture(scope="module")
def year() -> tuple[object, object]:
    rubric = daready.load_rubric()
    evidence = daready.load_evidence([YEAR], rubric)
    return evidence, daready.assess(rubric, evidence, as_at=date(2026, 6, 30))


def test_the_readmes_example_runs() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.S)
    assert example is not None
    done = subprocess.run([sys.executable, "-c", example[1]], cwd=TOP, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_answers_are_a_row_each_with_their_cell(year: tuple) -> None:
    frame = daready.to_frame(year[0])
    assert len(frame) == sum(len(sheet.outcomes) for sheet in year[0].cases)
    assert frame["cell"].str.fullmatch(r"[A-Z]+\d+").all()
    assert {"yes", "no", "not_applicable", "not_recorded", "blank", "not_understood"} <= set(frame["outcome"])


def test_findings_are_a_row_a_line(year: tuple) -> None:
    frame = daready.to_frame(year[1])
    assert len(frame) == sum(len(finding.lines) for finding in year[1].criteria)
    assert set(frame["criterion_colour"]) == {"GREEN", "AMBER", "RED", "GREY"}


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError):
        daready.to_frame("June.xlsx")


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError):
        daready.no_such_call  # noqa: B018
