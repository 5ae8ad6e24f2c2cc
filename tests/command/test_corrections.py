"""A sheet sent again is known by its cases: shown cell by cell, and in the place of the earlier one in one command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from daready.workspace.folder import create
from tests.command.run import daready
from tests.command.test_load import codes, load, statuses
from tests.command.test_removed import SAFETY, UNSAFE, fine, gone, sheet
from tests.command.test_upkeep import query, used
from tests.ledger.sheets import QUESTION, audit, figures

WHY = ("--reason", "answer_corrected", "--role", "audit lead")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def correction(ran: Any) -> dict[str, Any]:
    [found] = [one["correction"] for one in ran.json["loads"]]
    result: dict[str, Any] = found
    return result


def test_a_correction_is_known_and_waits_for_an_answer(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    ran = load(root, sheet(root / "June v2.csv", [("NM/1", "High", "Yes", "Yes"), *UNSAFE[1:], *fine(40)]))
    assert (ran.code, statuses(ran), codes(ran)) == (3, {"June v2.csv": "refused"}, {"correction_open"})
    found = correction(ran)
    assert (found["loads"], found["items"], found["known"], found["gone"]) == ([2], 43, 43, [])
    assert found["changes"] == [
        {"sheet": "June v2", "cell": "E5", "about": "Q31", "before": "No", "after": "Yes"}
    ]
    assert used(root) == 43


def test_one_command_corrects_and_says_why(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    again = sheet(root / "June v2.csv", [("NM/1", "High", "Yes", "Yes"), *UNSAFE[1:], *fine(40)])
    ran = daready("load", again, "--yes", *WHY, cwd=root)
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert f"June v2 › E5 {SAFETY}: No → Yes" in told
    assert "NM/1" not in ran.out + ran.err
    assert query(root, "SELECT load, replaced_by FROM loads") == [(2, "3"), (3, None)]
    assert (used(root), gone(root)["open"]) == (43, 0)


def test_without_a_reason_what_was_corrected_stays_in_doubt(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    ran = load(root, sheet(root / "June v2.csv", fine(40)), "--yes")
    assert (ran.code, statuses(ran)) == (3, {"June v2.csv": "loaded"})
    assert [one["row"] for one in correction(ran)["gone"]] == [5, 6, 7]
    assert gone(root)["open"] == 3


def test_it_counts_beside_where_somebody_says_so(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    ran = load(root, audit(root / "v2.csv", "June 2026", ["Yes"] * 19 + ["No"]), "--no")
    assert statuses(ran) == {"v2.csv": "loaded"}
    assert "duplicate_conflict" in codes(ran)


def test_the_same_cases_again_end_with_3_and_the_reason_and_an_unchanged_folder_with_0(root: Path) -> None:
    june = audit(root / "evidence" / "June.csv", "June 2026", ["Yes"] * 20)
    assert load(root).code == 0
    assert load(root).code == 0
    (root / "evidence" / "Saved again.csv").write_text(june.read_text() + "\n", encoding="utf-8")
    ran = load(root)
    assert (ran.code, codes(ran)) == (3, {"already_loaded", "nothing_new"})
    assert query(root, "SELECT count(*) FROM loads") == [(1,)]


def test_a_month_that_was_corrected_is_known_by_its_cases(root: Path) -> None:
    load(root, audit(root / "Sent.csv", "May 2026", ["Yes"] * 20))
    again = audit(root / "Sent v2.csv", "June 2026", ["Yes"] * 20)
    assert {one["about"] for one in correction(load(root, again))["changes"]} == {"month"}
    assert load(root, again, "--replaces").code == 0
    assert query(root, "SELECT replaced_by FROM loads") == [("3",), (None,)]


def test_a_few_of_the_same_references_in_another_month_are_no_correction(root: Path) -> None:
    load(root, audit(root / "May.csv", "May 2026", ["Yes"] * 20))
    assert load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 5)).code == 0


def test_what_only_adds_is_loaded_as_ever(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    ran = load(root, audit(root / "More.csv", "June 2026", ["Yes"] * 26))
    assert statuses(ran) == {"More.csv": "loaded"}
    assert used(root) == 26


def test_a_second_auditor_corrects_nobody(root: Path) -> None:
    for name, who, answer in (("One.csv", "DS One", "Yes"), ("Two.csv", "DS Two", "No")):
        text = f"How cases were chosen,Random\nMonth,June 2026\n\nCase reference,Auditor,{QUESTION}\n"
        rows = "".join(f"NM/{number},{who},{answer}\n" for number in range(20))
        (root / name).write_text(text + rows, encoding="utf-8")
        ran = load(root, root / name)
        assert statuses(ran) == {name: "loaded"}


def test_a_panel_of_its_own_choice_corrects_no_sample(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    hard = audit(root / "Hard.csv", "June 2026", ["No"] * 15, selection="Hand picked")
    assert statuses(load(root, hard)) == {"Hard.csv": "loaded"}


def test_a_part_sent_alone_never_takes_out_more_than_it_brings(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    few = audit(root / "Few.csv", "June 2026", ["No"] * 3)
    ran = load(root, few, "--yes")
    assert "corrects_part" in codes(ran)
    assert query(root, "SELECT replaced_by FROM loads") == [(None,), (None,)]
    daready("undo", cwd=root)
    assert load(root, few, "--replaces-load", 2).code == 0
    assert used(root) == 3


def test_a_load_is_named_and_has_to_count(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    other = audit(root / "Other.csv", "May 2026", ["Yes"] * 4, first=90)
    for number in (1, 9):
        assert daready("load", other, "--replaces-load", number, cwd=root).code == 2
    assert daready("load", other, root / "June.csv", "--replaces-load", 2, cwd=root).code == 2
    assert load(root, other, "--replaces-load", 2).code == 0
    assert (
        daready("load", audit(root / "x.csv", "June 2026", ["Yes"]), "--replaces-load", 2, cwd=root).code == 2
    )


def test_rows_without_a_reference_are_known_by_what_most_of_them_say(root: Path) -> None:
    def nameless(name: str, answers: list[str]) -> Path:
        rows = "".join(f",Standard,{answer}\n" for answer in answers)
        (root / name).write_text(
            f"How cases were chosen,Random\nMonth,June 2026\n\nCase reference,Risk,{QUESTION}\n{rows}"
        )
        return root / name

    load(root, nameless("June.csv", ["Yes", "No"] * 10))
    ran = load(root, nameless("v2.csv", ["Yes", "No"] * 9 + ["Yes", "Yes"]))
    assert [(one["before"], one["after"]) for one in correction(ran)["changes"]] == [("No", "Yes")]
    assert load(root, nameless("Other.csv", ["No", "Yes"] * 10)).json["loads"][0]["correction"] is None


def test_figures_that_were_revised_are_known_too(root: Path) -> None:
    load(root, figures(root / "May.csv", "May 2026", {"M16": (8, 10), "M17": (1, 2)}))
    ran = load(root, figures(root / "v2.csv", "May 2026", {"M16": (9, 10), "M17": (1, 2)}))
    assert [(one["about"], one["before"], one["after"]) for one in correction(ran)["changes"]] == [
        ("numerator", "8", "9")
    ]
    assert load(root, root / "v2.csv", "--yes").code == 0


def answered(root: Path, typed: bytes, *words: str) -> int:
    """``load`` at a terminal of its own, where somebody types."""
    import pty

    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "daready", "load", *words]
    child = subprocess.Popen(line, cwd=root, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    os.write(ours, typed)
    code = child.wait(timeout=60)
    os.close(ours)
    return code


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
@pytest.mark.parametrize(("answer", "loads"), [(b"y\n", [("3",), (None,)]), (b"n\n", [(None,), (None,)])])
def test_at_a_terminal_it_is_asked(root: Path, answer: bytes, loads: list[Any]) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    audit(root / "v2.csv", "June 2026", ["Yes"] * 19 + ["No"])
    answered(root, answer, "v2.csv")
    assert query(root, "SELECT replaced_by FROM loads") == loads


def months(root: Path, *said: str) -> None:
    for at, month in enumerate(said):
        load(root, audit(root / f"{at}.csv", month, ["Yes"] * 20, first=100 * at + 1))


def test_a_month_left_from_last_time_is_told_by_the_history(root: Path) -> None:
    months(root, "April 2026", "May 2026")
    left = audit(root / "Next.csv", "May 2026", ["Yes"] * 20, first=501)
    ran = load(root, left, "--received", "2026-07-04")
    assert (ran.code, codes(ran)) == (0, {"month_again"})
    right = audit(root / "Next.csv", "June 2026", ["Yes"] * 20, first=501)
    assert load(root, right, "--yes").code == 0
    assert query(root, "SELECT period_from, replaced_by FROM loads ORDER BY load") == [
        ("2026-04", None),
        ("2026-05", None),
        ("2026-05", "5"),
        ("2026-06", None),
    ]


@pytest.mark.parametrize("received", ["2026-06-20", "2026-07-04"])
def test_a_second_sheet_of_a_month_is_no_slip_where_the_next_is_there_or_not_due(
    root: Path, received: str
) -> None:
    months(root, "April 2026", "May 2026", *(["June 2026"] if received > "2026-07" else []))
    more = audit(root / "More.csv", "May 2026", ["Yes"] * 20, first=501)
    assert codes(load(root, more, "--received", received)) == set()


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
@pytest.mark.parametrize(("answer", "kept"), [(b"y\n", 1), (b"n\n", 0)])
def test_a_month_that_disagrees_with_the_name_is_asked_about(root: Path, answer: bytes, kept: int) -> None:
    audit(root / "Audit July 2026.csv", "June 2026", ["Yes"] * 20)
    assert answered(root, answer, "Audit July 2026.csv") == (0 if kept else 3)
    assert query(root, "SELECT count(*) FROM loads") == [(kept,)]


def test_a_file_that_was_not_loaded_accounts_for_its_rows(root: Path) -> None:
    june = audit(root / "June.csv", "June 2026", ["Yes"] * 20)
    load(root, june)
    ran = load(root, audit(root / "v2.csv", "June 2026", ["Yes"] * 19 + ["No"]))
    totals = ran.json["totals"]
    assert (totals["rows_read"], totals["rows_used"], totals["rows_set_aside"]) == (20, 0, 20)
    assert [sheet["set_aside"] for file in ran.json["files"] for sheet in file["sheets"]] == [
        {"not_loaded": 20}
    ]
