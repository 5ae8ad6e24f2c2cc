"""What once counted as failing cannot be taken away in silence: each route people would take, and the way out (A15)."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from daready.ledger import chain
from daready.ledger.schema import guards
from daready.messages.removal import REASONS
from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready
from tests.ledger.sheets import QUESTION, audit, figures

CALL = "Recognised and flagged as DA at first contact"
SAFETY = "Immediate safety actions recorded"
Case = tuple[object, str, str, str]
"""Its reference, its risk, and its answers to a plain and to a safety question."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def sheet(path: Path, cases: Sequence[Case], *, month: str = "June 2026", safe: str = "") -> Path:
    rows = ["How cases were chosen,Random", f"Month,{month}", ""]
    rows += [f"Case reference,Risk,Made safe,{QUESTION},{SAFETY}"]
    rows += [f"{name},{risk},{safe},{one},{two}" for name, risk, one, two in cases]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def fine(count: int, first: int = 100) -> list[Case]:
    return [(f"NM/{number}", "Standard", "Yes", "Yes") for number in range(first, first + count)]


UNSAFE: list[Case] = [(f"NM/{number}", "High", "Yes", "No") for number in (1, 2, 3)]


def load(root: Path, *words: object) -> Ran:
    return daready("load", *words, cwd=root)


def gone(root: Path, *words: object, day: str = "2026-06-30") -> dict[str, Any]:
    found: dict[str, Any] = daready("assess", "--as-at", day, *words, "--json", "-", cwd=root).json["removed"]
    return found


def seen(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["row"], one["question"], one["how"], one["unsafe"]) for one in found["items"]]


def unclear(root: Path, question: str = "case-audit/Q31") -> tuple[int, int]:
    """How many answers to a question are not known, and how many cases need someone today."""
    record = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    lines = {line["id"]: line for criterion in record["criteria"] for line in criterion["lines"]}
    return lines[question]["not_understood"], record["needs_someone_today"]


def account(root: Path, *words: object, role: str = "audit lead") -> Ran:
    return daready("account-for", *words, "--role", role, cwd=root)


def entries(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = daready("history", "--json", "-", cwd=root).json["entries"]
    return found


def test_a_sheet_sent_again_without_its_unsafe_cases_leaves_them_in_doubt(root: Path) -> None:
    assert load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)])).code == 0
    assert gone(root)["cases"] == 0
    ran = load(root, sheet(root / "June v2.csv", fine(60)), "--replaces")
    assert ran.code == 3
    assert "daready account-for" in ran.err
    assert "June.csv (load 2) › June › row 5" in " ".join(ran.out.split())
    found = gone(root)
    assert (found["cases"], found["open"], found["reasons"]) == (3, 3, {})
    assert seen(found) == [(row, "case-audit/Q31", "replaced", True) for row in (5, 6, 7)]
    assert all(one["high_risk"] for one in found["items"])
    assert unclear(root) == (3, 3)
    assert account(root, "June.csv:6", "--reason", "wrong_force").code == 0
    assert account(root, "June.csv:June!5", "June.csv:7", "--reason", "entered_twice").code == 0
    found = gone(root)
    assert (found["open"], found["reasons"]) == (0, {"entered_twice": 2, "wrong_force": 1})
    assert {(one["role"], one["reason"]) for one in found["items"]} == {
        ("audit lead", "entered_twice"),
        ("audit lead", "wrong_force"),
    }
    assert unclear(root) == (0, 0)
    assert daready("history", "--verify", cwd=root).code == 0


def test_what_is_told_with_the_correction_is_asked_once(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    words = ("--replaces", "--reason", "wrong_force", "--role", "audit lead", "--by", "DS Example")
    assert load(root, sheet(root / "June v2.csv", fine(60)), *words).code == 0
    found = gone(root)
    assert (found["open"], found["reasons"]) == (0, {"wrong_force": 3})
    assert "DS Example" not in json.dumps(found)
    assert entries(root)[-1]["who"] == "DS Example"


def test_a_withdrawn_sheet_leaves_its_failures_in_doubt(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(20)]))
    load(root, sheet(root / "May.csv", fine(20, 300), month="May 2026"))
    ran = daready("withdraw", 2, "--why", "the wrong month", cwd=root)
    assert ran.code == 3
    assert seen(gone(root)) == [(row, "case-audit/Q31", "withdrawn", True) for row in (5, 6, 7)]
    assert unclear(root) == (3, 3)
    assert account(root, "June.csv", "--reason", "wrong_sheet").code == 0
    assert gone(root)["open"] == 0
    assert unclear(root) == (0, 0)
    number = entries(root)[-1]["entry"]
    assert daready("withdraw", number, "--why", "said by mistake", cwd=root).code == 0
    assert gone(root)["open"] == 3
    assert load(root, root / "June.csv").code == 0
    assert gone(root)["cases"] == 0


def test_a_withdrawal_may_say_why_at_once(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(20)]))
    words = ("--why", "the wrong month", "--reason", "wrong_sheet", "--role", "audit lead")
    assert daready("withdraw", 2, *words, cwd=root).code == 0
    assert gone(root)["reasons"] == {"wrong_sheet": 3}


def test_sixty_rows_become_ten(root: Path) -> None:
    bad: list[Case] = [(f"NM/{number}", "Standard", "No", "Yes") for number in range(1, 31)]
    load(root, sheet(root / "June.csv", [*bad, *fine(30)]))
    ran = load(root, sheet(root / "June v2.csv", fine(10)), "--replaces")
    assert ran.code == 3
    assert "and 20 more" in ran.out
    assert gone(root)["cases"] == 30
    assert unclear(root, "case-audit/Q09") == (30, 0)
    assert account(root, "all", "--reason", "wrong_sheet").code == 0
    assert gone(root)["open"] == 0


def test_a_no_that_becomes_a_yes_is_a_correction_to_be_told(root: Path) -> None:
    load(root, sheet(root / "June.csv", [("NM/1", "Standard", "No", "Yes"), *fine(20)]))
    ran = load(root, sheet(root / "v2.csv", [("NM/1", "Standard", "Yes", "Yes"), *fine(20)]), "--replaces")
    assert ran.code == 3
    assert seen(gone(root)) == [(5, "case-audit/Q09", "corrected", False)]
    assert unclear(root, "case-audit/Q09") == (1, 0)
    assert account(root, "all", "--reason", "answer_corrected").code == 0
    assert gone(root)["reasons"] == {"answer_corrected": 1}
    assert unclear(root, "case-audit/Q09") == (0, 0)


def test_a_case_moved_to_another_reference_is_gone(root: Path) -> None:
    load(root, sheet(root / "June.csv", [("NM/1", "High", "No", "No"), *fine(20)]))
    ran = load(root, sheet(root / "v2.csv", [("NM/99", "High", "Yes", "Yes"), *fine(20)]), "--replaces")
    assert ran.code == 3
    assert {(one["question"], one["how"]) for one in gone(root)["items"]} == {
        ("case-audit/Q09", "replaced"),
        ("case-audit/Q31", "replaced"),
    }
    assert (gone(root)["cases"], gone(root)["open"]) == (1, 1)
    assert unclear(root) == (1, 1)
    assert account(root, "June.csv", "--reason", "other_reference").code == 0
    assert unclear(root) == (0, 0)


def test_another_month_for_the_same_failure_removes_nothing(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(20)]))
    assert daready("withdraw", 2, "--why", "the wrong month", cwd=root).code == 3
    assert load(root, sheet(root / "May.csv", [*UNSAFE, *fine(20)], month="May 2026")).code == 0
    assert gone(root)["cases"] == 0


def test_a_failure_that_stays_is_not_removed_and_one_made_safe_is_not_unsafe(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(20)]))
    assert load(root, sheet(root / "v2.csv", [*UNSAFE, *fine(30)]), "--replaces").code == 0
    assert gone(root)["cases"] == 0
    better: list[Case] = [(name, risk, one, "Yes") for name, risk, one, _ in UNSAFE]
    assert load(root, sheet(root / "v3.csv", [*better, *fine(30)], safe="2026-06-20"), "--replaces").code == 3
    assert {(one["how"], one["unsafe"]) for one in gone(root)["items"]} == {("corrected", False)}


def test_rows_without_a_reference_are_counted(root: Path) -> None:
    def nameless(path: Path, answers: Sequence[str]) -> Path:
        rows = ["How cases were chosen,Random", "Month,June 2026", "", f"Risk,{QUESTION},{SAFETY}"]
        rows += [f"Standard,{answer},Yes" for answer in answers]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    load(root, nameless(root / "June.csv", ["No"] * 5 + ["Yes"] * 20))
    assert load(root, nameless(root / "v2.csv", ["Yes"] * 20 + ["No"] * 5), "--replaces").code == 0
    assert gone(root)["cases"] == 0
    assert load(root, nameless(root / "v3.csv", ["Yes"] * 23 + ["No"] * 2), "--replaces").code == 3
    assert gone(root)["cases"] == 3
    assert load(root, nameless(root / "v4.csv", ["No"] + ["Yes"] * 24), "--replaces").code == 3
    assert gone(root)["cases"] == 4
    assert load(root, nameless(root / "v5.csv", ["No"] * 5 + ["Yes"] * 21), "--replaces").code == 0
    assert gone(root)["cases"] == 0


def test_totals_that_come_out_better(root: Path) -> None:
    def totals(path: Path, met: int) -> Path:
        rows = [
            "How cases were chosen,Random",
            "",
            "Question,Month,Number met,Number audited",
            f"Q09,June 2026,{met},40",
        ]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    assert load(root, totals(root / "June.csv", 30)).code == 0
    assert load(root, totals(root / "v2.csv", 28), "--replaces").code == 0
    assert load(root, totals(root / "v3.csv", 40), "--replaces").code == 3
    found = gone(root)
    assert (found["cases"], found["open"], unclear(root, "case-audit/Q09")[0]) == (12, 12, 12)
    assert account(root, "v2.csv:4", "--reason", "answer_corrected").code == 0
    assert gone(root)["open"] == 0


def test_two_tabs_of_one_month_are_told_apart(root: Path) -> None:
    def book(path: Path, answers: Sequence[Sequence[str]]) -> Path:
        made = Workbook()
        made.remove(made.active)
        for number, each in enumerate(answers):
            tab = made.create_sheet(f"June {('North', 'South')[number]}")
            rows = [
                ["How cases were chosen", "Random"],
                ["Month", "June 2026"],
                [],
                ["Risk", QUESTION, SAFETY],
            ]
            for row in (*rows, *(["Standard", answer, "Yes"] for answer in each)):
                tab.append(row)
        made.save(path)
        return path

    both = [["No"] * 3 + ["Yes"] * 9] * 2
    load(root, book(root / "June.xlsx", both))
    load(root, book(root / "v2.xlsx", [both[0], [*both[1], "Yes"]]), "--replaces")
    assert gone(root)["cases"] == 0
    load(root, book(root / "v3.xlsx", [both[0], ["Yes"] * 13]), "--replaces")
    assert gone(root)["cases"] == 3


def test_a_marked_copy_that_turns_a_no_into_a_yes(root: Path) -> None:
    book = Workbook()
    rows = [["Month", "June 2026"], [], ["Case reference", QUESTION]]
    rows += [["NM/1", "Yess"], ["NM/2", "No"], ["NM/3", "Yes"], ["NM/4", "No"]]
    for each in rows:
        book.active.append(each)
    book.save(root / "Audit.xlsx")
    assert load(root, root / "Audit.xlsx").code == 3
    daready("check", "Audit.xlsx", "--marked", "back", cwd=root)
    [copy] = (root / "back").iterdir()
    corrected = load_workbook(copy)
    corrected.worksheets[1]["B4"], corrected.worksheets[1]["B5"] = "Yes", "Yes"
    corrected.worksheets[1]["A7"] = "NM/44"
    corrected.save(root / "Corrected.xlsx")
    ran = daready("load", root / "Corrected.xlsx", "--json", "-", cwd=root)
    assert ran.json["loads"][0]["copy_of"] == [2]
    assert ran.json["removed"]["open"] == 2
    assert ran.code == 3
    assert seen(gone(root)) == [
        (5, "case-audit/Q09", "corrected", False),
        (7, "case-audit/Q09", "replaced", False),
    ]
    assert account(root, "Audit.xlsx:7", "--reason", "other_reference").code == 0
    assert gone(root)["open"] == 1


def test_only_the_reasons_of_the_list_and_a_note_that_names_nobody(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(20)]))
    load(root, sheet(root / "v2.csv", fine(20)), "--replaces")
    ran = account(root, "all", "--reason", "because")
    assert (ran.code, all(code in ran.err for code in REASONS)) == (2, True)
    assert account(root, "elsewhere.csv", "--reason", "wrong_force").code == 2
    assert daready("account-for", "all", "--reason", "wrong_force", cwd=root).code == 2
    for note in ("seen by DS Kelleher", "belongs to Mrs Smith", "call 07700 900416", "Kelleher said so"):
        assert account(root, "all", "--reason", "wrong_force", "--note", note).code == 2
    assert account(root, "all", "--reason", "wrong_force", role="call 07700 900416").code == 2
    assert gone(root)["open"] == 3
    note = "checked with the crime record"
    assert account(root, "June.csv", "--reason", "wrong_force", "--note", note).code == 0
    assert entries(root)[-1]["facts"]["note"] == note
    assert gone(root)["open"] == 0


def test_what_is_open_is_listed(root: Path) -> None:
    assert daready("account-for", "--json", "-", cwd=loaded_twice(root)).json["open"] == 3
    told = daready("account-for", cwd=root)
    assert (told.code, told.out.count(SAFETY)) == (0, 3)
    assert daready("account-for", "--load", 3, "--json", "-", cwd=root).json["open"] == 0


def loaded_twice(root: Path) -> Path:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    load(root, sheet(root / "v2.csv", fine(40)), "--replaces")
    return root


def test_to_be_safe_is_no_reason_for_being_gone(root: Path) -> None:
    loaded_twice(root)
    assert account(root, "June.csv:5", "--reason", "made_safe_elsewhere").code == 0
    found = gone(root)
    assert (found["open"], [one["unsafe"] for one in found["items"]]) == (3, [False, True, True])
    assert unclear(root) == (3, 2)


def test_what_was_known_on_an_earlier_day_is_as_it_was(root: Path) -> None:
    loaded_twice(root)
    account(root, "all", "--reason", "wrong_force")
    assert gone(root, "--known-on", "2026-01-01")["cases"] == 0


def test_a_purge_asks_about_who_still_waits(root: Path) -> None:
    loaded_twice(root)
    words = ("purge", "--before", "2026-07-01", "--yes")
    ran = daready(*words, cwd=root)
    assert (ran.code, "June.csv (load 2) › June › row 5" in ran.err) == (2, True)
    assert gone(root)["open"] == 3
    assert account(root, "all", "--reason", "made_safe_elsewhere").code == 0
    assert daready(*words, cwd=root).code == 0
    found = gone(root)
    assert (found["cases"], found["open"]) == (3, 3)
    assert {(one["how"], one["row"], one["unsafe"]) for one in found["items"]} == {("purged", None, False)}
    assert unclear(root) == (3, 0)
    assert account(root, "June.csv", "--reason", "wrong_sheet").code == 0
    assert gone(root)["open"] == 0
    assert daready("history", "--verify", cwd=root).code == 0


def test_a_live_case_that_waits_is_asked_about_before_it_is_purged(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    words = ("purge", "--before", "2026-07-01", "--yes")
    assert daready(*words, cwd=root).code == 2
    assert account(root, "June.csv:5", "June.csv:6", "June.csv:7", "--reason", "wrong_force").code == 2
    for row in (5, 6, 7):
        assert account(root, f"June.csv:{row}", "--reason", "made_safe_elsewhere").code == 0
    assert daready(*words, cwd=root).code == 0
    assert gone(root)["cases"] == 0


def test_every_output_says_it_near_the_top(root: Path) -> None:
    loaded_twice(root)
    account(root, "June.csv:5", "--reason", "wrong_force", "--by", "DS Kelleher")
    for name in ("June", "June"):
        daready("assess", "--as-at", "2026-06-30", "--sign-off", name, cwd=root)
    ran = daready(
        *("assess", "--as-at", "2026-06-30", "-o", "gap.xlsx", "--page", "p.html", "--annex", "a.xlsx"),
        cwd=root,
    )
    assert daready("paper", "--as-at", "2026-06-30", "-o", "paper.docx", cwd=root).code == 0
    said = "3 cases that failed or were unsafe have been removed or corrected since"
    lines = " ".join(ran.out.split())
    assert said in lines
    assert "no reason given, so in doubt (2;" in lines
    assert lines.index(said) < lines.index("criteria could be assessed")
    assert "signed off under one name: June" in lines
    assert "signed off long after" in lines
    summary = [str(row[0].value) for row in load_workbook(root / "gap.xlsx")["Summary"].rows]
    assert said in " ".join(summary[:12])
    assert said in (root / "p.html").read_text(encoding="utf-8")
    import docx

    paper = [each.text for each in docx.Document(str(root / "paper.docx")).paragraphs]
    assert any(said in line for line in paper)
    rows = [*load_workbook(root / "a.xlsx")["Removed"].iter_rows(values_only=True)]
    assert sum("a case of another force" in row for row in rows) == 1
    everything = json.dumps(gone(root)) + ran.out + (root / "p.html").read_text(encoding="utf-8")
    assert "Kelleher" not in everything


def test_questions_changed_and_no_longer_asked_are_named(root: Path) -> None:
    load(root, sheet(root / "May.csv", fine(20, 300), month="May 2026"))
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 20))
    record = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    assert [one["question"] for one in record["no_longer_asked"]] == ["case-audit/Q31"]
    assert (record["questions_changed"], record["record_remarks"]) == ([], [])
    daready("rubric", "copy", "case-audit", cwd=root)
    [form] = (root / "rubrics" / "forms").iterdir()
    text = form.read_text(encoding="utf-8")
    assert SAFETY in text
    form.write_text(text.replace(SAFETY, "Safety actions recorded somewhere", 1), encoding="utf-8")
    record = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    assert [(one["question"], one["loads"]) for one in record["questions_changed"]] == [
        ("case-audit/Q31", [2])
    ]
    told = daready("assess", "--as-at", "2026-06-30", cwd=root)
    assert "means something else today" in " ".join(told.out.split())


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_at_a_terminal_the_reason_is_asked_for(root: Path) -> None:
    import pty

    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    sheet(root / "v2.csv", fine(40))
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "daready", "load", "v2.csv", "--replaces"]
    child = subprocess.Popen(words, cwd=root, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"wrong_force\naudit lead\n")
    assert child.wait(timeout=60) == 0
    os.close(ours)
    assert gone(root)["reasons"] == {"wrong_force": 3}


def test_a_ledger_of_before_is_read_and_tells_what_is_gone_from_it(root: Path) -> None:
    """Its loads keep no digest of their questions, its sign-offs name no Greens: nothing is said to have changed."""
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    load(root, sheet(root / "v2.csv", fine(40)), "--replaces")
    _as_before(root / LEDGER, "questions", "green")
    assert daready("history", "--verify", cwd=root).code == 0
    record = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    assert (record["removed"]["open"], record["questions_changed"]) == (3, [])
    assert record["baseline"]["name"] == "May"


def _as_before(path: Path, *unknown: str) -> None:
    """The chain as an earlier daready would have written it, without facts it did not know."""
    db = sqlite3.connect(path, isolation_level=None)
    kept = db.execute("SELECT id, kind, at, who, body FROM entries ORDER BY id").fetchall()
    for trigger in ("entries_no_change", "entries_no_deletion"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM entries")
    for _, kind, at, who, body in kept:
        facts = {name: value for name, value in json.loads(body).items() if name not in unknown}
        chain.append(db, kind, at, who, facts)
    for trigger in guards("entries"):
        db.execute(trigger)
    db.close()


def test_a_figure_that_was_sent_once_is_missed(root: Path) -> None:
    """Whatever stands in its place, nothing that it tests is Green for its being gone."""

    def recognised() -> tuple[str, str]:
        record = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
        clauses = {clause["id"]: clause for one in record["criteria"] for clause in one["clauses"]}
        return clauses["recognised"]["colour"], clauses["recognised"]["note"]

    cases = [("How cases were chosen", "Random"), ("Month", "June 2026"), ("Case reference", CALL)]
    rows = [",".join(row) for row in [*cases, *((f"NM/{number}", "Yes") for number in range(60))]]
    (root / "June.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    load(root, root / "June.csv")
    repeats = figures(
        root / "Return.csv",
        "2026-06",
        {"Repeat victims": (40, 100), "Arrests for each 100 domestic abuse crimes": (40, 100)},
    )
    assert recognised() == ("GREEN", "proven")
    load(root, repeats)
    assert recognised() == ("GREEN", "proven")
    assert (
        load(
            root,
            figures(
                root / "Return v2.csv", "2026-06", {"Arrests for each 100 domestic abuse crimes": (40, 100)}
            ),
            "--replaces",
        ).code
        == 0
    )
    assert recognised() == ("AMBER", "partly_asked")
    load(root, figures(root / "More.csv", "2026-06", {"Repeat victims": (41, 100)}))
    assert recognised() == ("GREEN", "proven")
