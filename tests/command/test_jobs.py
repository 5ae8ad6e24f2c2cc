"""How many commands a job takes: a correction, an owner, a meeting, a recommendation one; a report of the month two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.evidence.model import Month
from tests.command.run import daready
from tests.ledger.sheets import audit

LAST = Month.of(date.today()).later(-1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert daready("init", "mine", cwd=tmp_path).code == 0
    audit(tmp_path / "mine" / "one.csv", str(LAST), ["Yes"] * 30 + ["No"] * 10)
    assert daready("load", "one.csv", cwd=tmp_path / "mine").code == 0
    audit(tmp_path / "mine" / "two.csv", str(LAST), ["Yes"] * 31 + ["No"] * 9)
    return tmp_path / "mine"


WHY = ("--reason", "answer_corrected", "--role", "detective inspector")
JOBS = {
    "a correction": [("load", "two.csv", "--yes", *WHY)],
    "an owner": [("actions", "set", "U07", "--owner", "A. Khan", "--due", "2027-01-31")],
    "a meeting": [("boards", "met", "Safeguarding Board", "--on", date.today())],
    "a recommendation": [("register", "add", "8787", "--kind", "recommendation", "--links", "U07")],
    "a month's report": [
        ("assess", "-o", "gap.xlsx", "--sign-off", "June board"),
        ("paper", "--board", "Safeguarding Board", "-o", "board.docx"),
    ],
}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_takes_so_many_commands(root: Path, job: str) -> None:
    for words in JOBS[job]:
        ran = daready(*words, cwd=root)
        assert ran.code == 0, (ran.out, ran.err)
    assert len(JOBS[job]) == (2 if job == "a month's report" else 1)
