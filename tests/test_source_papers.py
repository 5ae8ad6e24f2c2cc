"""docs/source-papers.md leaves out no paragraph of the five papers, and everything it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from daready.cli.commands import Commands
from tests.command.run import daready
from tests.year import shipped

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "source-papers.md").read_text("utf-8")

# The papers are public and not in this repository, so how they are divided stands here.
_BOARD_2015 = "1.1 2.1 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.9 5.10 5.11 6.1 7.1"
_BOARD_2014 = "1.1 2.1 2.2 2.3 2.4 3.1 3.2 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 5.1"
PAPERS: dict[str, list[str]] = {
    "Plan of 2014": [
        "Strategic ownership",
        "Get there promptly",
        "Thorough information and intelligence checks",
        "Ensure greater focus is on supporting victims",
        "Take positive action against perpetrators",
        "Gather evidence effectively",
        "Improve specialism and knowledge in investigators",
        "Increase evidence based prosecutions",
        "Work in greater partnership with the CPS",
        "Identify learning from both a local and national level",
        "Incorporate the views of victims through surveys",
    ],
    "Paper of 12 June 2014": _BOARD_2014.split(),
    "Paper of 4 June 2015": _BOARD_2015.split(),
    "Letter of 26 March 2019": [
        *(f"letter, {part}" for part in ("opening", "partnership", "best practice framework")),
        *(f"1.{number}" for number in range(1, 8)),
    ],
    "Paper of 26 March 2020": [
        *["1.1", "2.1", "2.2", "2.3", "2.4"],
        *(f"3, recommendation {number}" for number in range(1, 9)),
    ],
}


def _table(paper: str) -> dict[str, list[str]]:
    """Each paragraph of a paper with the names that stand in its last column."""
    part = PAGE.split(f"\n## {paper}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")]
    return {
        row[0].strip(): re.findall(r"`([^`]+)`", row[-1]) for row in rows if row[0].strip() != "paragraph"
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paragraph_is_left_out_and_each_is_served(paper: str) -> None:
    table = _table(paper)
    assert [*table] == PAPERS[paper]
    assert [paragraph for paragraph, names in table.items() if not names] == []


def _known() -> set[str]:
    rubric = shipped()
    clauses = {f"{c.id}/{clause.id}" for c in rubric.criteria.values() for clause in c.clauses}
    required = {r.id for framework in rubric.frameworks for r in framework.requirements}
    return clauses | required | {framework.id for framework in rubric.frameworks} | {*rubric.item}


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_the_page_names_exists(paper: str, tmp_path: Path) -> None:
    names = {name for served in _table(paper).values() for name in served}
    commands = {name for name in names if name.startswith("daready ")}
    assert names - commands - _known() == set()
    for command in commands:
        _, name, *rest = command.split()
        assert Commands().get_command(None, name) is not None, command  # type: ignore[arg-type]
        assert all(word in daready(name, "--help", cwd=tmp_path).out for word in rest), command
