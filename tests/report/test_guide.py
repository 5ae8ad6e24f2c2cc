"""The marking guide in the terminal: what counts as Yes beside a criterion, and one question in full, in 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.report.guide import marking_in_full, what_counts
from daready.rubric.guide import SHOWN
from daready.rubric.model import Rubric
from tests.command.run import DAYS, YEAR, daready
from tests.year import shipped


@pytest.fixture(scope="module")
def real() -> Rubric:
    return shipped()


def joined(lines: list[str]) -> str:
    return "".join(" ".join(lines).split())


def test_every_guide_is_told_whole_and_in_eighty_columns(real: Rubric) -> None:
    for name, guide in real.guide.items():
        lines = [*marking_in_full(real, name)]
        assert max(map(len, lines)) <= 80
        said = joined(lines)
        for text in (*guide.answers.values(), *guide.examples.values(), guide.look, guide.mistake):
            assert joined([text]) in said
        assert all(joined([f"{SHOWN[answer]}:"]) in said for answer in guide.answers)


def test_each_question_of_a_criterion_says_what_counts_as_yes(real: Rubric) -> None:
    for criterion in real.criteria.values():
        lines = [*what_counts(real, criterion)]
        assert max(map(len, lines), default=0) <= 80
        for line in criterion.lines:
            guide = real.guide.get(line.id)
            if guide is not None:
                assert joined([f"{line.id}: {guide.yes or guide.counted}"]) in joined(lines)


def test_explain_ends_with_it_and_names_the_command_that_shows_the_rest(real: Rubric, tmp_path: Path) -> None:
    ran = daready("explain", "U05", str(YEAR), *DAYS, cwd=tmp_path)
    said = joined(ran.out.splitlines())
    assert joined([real.guide["case-audit/Q03"].yes or "-"]) in said
    assert joined(["daready rubric show case-audit/Q01"]) in said
    shown = daready("rubric", "show", "case-audit/Q01", cwd=tmp_path)
    assert shown.code == 0
    assert joined([real.guide["case-audit/Q01"].mistake]) in joined(shown.out.splitlines())


def test_a_question_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    ran = daready("rubric", "show", "case-audit/Q777", cwd=tmp_path)
    assert ran.code == 2
    assert "case-audit/Q7" in ran.err
