"""Every subject that inspectors ask about has a clause, something that tests it, and a published source."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.report.subject import on_subject, told_subject
from tests.command.run import daready
from tests.year import shipped

SUBJECTS = (
    "stalking",
    "harassment",
    "honour-based abuse",
    "forced marriage",
    "genital mutilation",
    "coercive behaviour",
    "economic abuse",
    "strangulation",
    "child to parent",
    "older victim",
    "wanted suspects",
    "perpetrators",
    "appointment",
    "delayed attendance",
    "failed at court",
    "detective rotation",
    "specialist in the control room",
    "needs assessment",
    "below the threshold",
    "victims' hub",
    "supervisors' course",
    "breach of an order",
    "gatekeeper",
    "bad character",
    "coached",
    "groups shared with the CPS",
    "CPS decision challenged",
    "review panel",
    "practice of other forces",
    "forum",
    "specialist court",
    "partners' champions",
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_answers_with_clauses_lines_and_sources(subject: str) -> None:
    rubric = shipped()
    found = on_subject(rubric, subject)
    assert found
    assert all(clause.lines for _, clause in found)
    text = "\n".join(told_subject(rubric, found))
    assert "tested by" in text
    assert "asked by" in text


def test_the_command_shows_a_subject_and_says_what_it_does_not_know(tmp_path: Path) -> None:
    ran = daready("rubric", "show", "coercive control", cwd=tmp_path)
    assert ran.code == 0
    assert "case-audit/Q77" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert daready("rubric", "show", "zebra crossings", cwd=tmp_path).code == 2
