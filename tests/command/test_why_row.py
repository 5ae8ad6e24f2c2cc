"""check --why-row: the rule that decided about a row, what each earlier rule said, and nothing of what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.cli.outcome import NO_EVIDENCE, USAGE
from daready.evidence.sorting.passes import PASSES
from daready.evidence.sorting.row_view import Answers, Lead
from daready.evidence.sorting.rules import RULES
from daready.messages import why
from tests.command.run import Ran, daready
from tests.evidence.drawn import book

CASES = """Case ref | Audit date | Risk | Risk assessment done for this incident | Immediate safety actions recorded
NM/1/26 | @2026-06-03 | High | Yes | Yes
NM/1/26 | @2026-06-03 | High | No | Yes
Total | | | #1 | #1
Jane Doe | | | see Jane | see Jane
Checked: | | | No |

NM/4/26
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return book(tmp_path / "June 2026.xlsx", Audit=CASES, Other="Notes of Jane Doe")


def asked(sheet: Path, row: str, *more: str) -> Ran:
    return daready("check", sheet.name, "--why-row", row, *more, cwd=sheet.parent)


DECIDED = {
    "Audit!2": "plain_case",
    "Audit!4": "called_a_total",
    "'Audit'!5": "unlike_a_case",
    "Audit!6": "row_of_the_table",
    "Audit!8": "reference_alone",
}


@pytest.mark.parametrize("row", DECIDED)
def test_the_rule_that_decided_is_told_after_all_before_it(sheet: Path, row: str) -> None:
    ran = asked(sheet, row)
    assert ran.code == 0
    names = [rule.name for rule in RULES]
    told = names[: names.index(DECIDED[row]) + 1]
    assert [name for name in names if f"({name})" in " ".join(ran.out.split())] == told


def test_a_rule_that_an_answer_holds_back_says_so(sheet: Path) -> None:
    assert "(called_a_note): yes, but" in " ".join(asked(sheet, "Audit!6").out.split())


def test_what_other_rows_and_files_make_of_it_is_told_in_the_end(sheet: Path) -> None:
    assert "different answers" in " ".join(asked(sheet, "Audit!3").out.split())
    assert "unclear" in asked(sheet, "Audit!8").out
    assert "counted." in asked(sheet, "Audit!6").out


def test_a_row_of_no_table_is_told(sheet: Path) -> None:
    for row in ("Audit!1", "Audit!7", "Audit!900", "Other!1"):
        ran = asked(sheet, row)
        assert (ran.code, "(plain_case)" in ran.out) == (0, False)


def test_nothing_that_stands_in_a_row_is_shown(sheet: Path) -> None:
    for row in ("Audit!5", "Other!1"):
        assert "Jane" not in asked(sheet, row).out


FAULTS = ("Audit", "Audit!", "Audit!0", "Audit!x", "!3", "Nope!3", "3", "Audit!99999999")


@pytest.mark.parametrize("row", FAULTS)
def test_a_row_that_is_none_is_a_fault_of_the_command_line(sheet: Path, row: str) -> None:
    ran = asked(sheet, row)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err


def test_it_is_asked_of_one_file_and_by_itself(sheet: Path) -> None:
    assert asked(sheet, "Audit!2", "--json", "-").code == USAGE
    assert daready("check", ".", "--why-row", "Audit!2", cwd=sheet.parent).code == USAGE
    assert daready("check", "none.xlsx", "--why-row", "Audit!2", cwd=sheet.parent).code == NO_EVIDENCE


def test_the_row_alone_is_enough_where_there_is_one_sheet(tmp_path: Path) -> None:
    alone = book(tmp_path / "June 2026.xlsx", Audit=CASES)
    assert "(called_a_total)" in " ".join(asked(alone, "4").out.split())


def test_every_rule_pass_and_kind_has_its_words() -> None:
    assert [*why.RULES] == [rule.name for rule in RULES]
    assert [*why.PASSES] == [*(one.name for one in PASSES), "tab_called_an_example"]
    assert {*why.LEADS} == {kind.name.lower() for kind in Lead}
    assert {*why.ANSWERS} == {kind.name.lower() for kind in Answers}
