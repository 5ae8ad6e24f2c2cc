"""actions: who does what by when, kept in the ledger, sent round as a workbook and taken back without a loss."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from daready.evidence.model import Month
from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready
from tests.ledger.sheets import audit

TODAY = date.today()
LAST = Month.of(TODAY).later(-1)
BEFORE = LAST.later(-1)
DONE = BEFORE.last
DUE = TODAY + timedelta(days=30)
OWNER = "Zebedee Quill"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty cases of the month before last, of which 30 met the standard of U07; nothing else was looked at."""
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    audit(root / "one.csv", str(BEFORE), ["Yes"] * 30 + ["No"] * 10)
    assert daready("load", "one.csv", cwd=root).code == 0
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def done(*words: object, root: Path, code: int = 0) -> Ran:
    ran = daready("actions", *words, cwd=root)
    assert ran.code == code, (ran.out, ran.err)
    return ran


def listed(root: Path) -> dict[str, dict[str, Any]]:
    found = done("list", "--json", "-", root=root).json["actions"]
    return {one["id"]: one for one in found}


def record(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = daready("assess", "--json", "-", cwd=root).json
    return found


class Plan:
    """A plan workbook, edited cell by cell as a person does."""

    def __init__(self, path: Path, sheet: str = "Plan") -> None:
        self.path, self.book = path, load_workbook(path)
        self.sheet = self.book[sheet]
        self.head = next(cell.row for row in self.sheet.iter_rows() for cell in row if cell.value == "Ref")

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.sheet[self.head] if cell.value}

    def row(self, ref: str) -> int:
        rows = range(self.head + 1, self.sheet.max_row + 1)
        return next(row for row in rows if self.sheet.cell(row, self.columns["Ref"]).value == ref)

    def put(self, ref: str, **cells: object) -> Plan:
        for name, value in cells.items():
            self.sheet.cell(self.row(ref), self.columns[name.replace("_", " ")]).value = value
        return self

    def add(self, **cells: object) -> Plan:
        at = self.sheet.max_row + 1
        for name, value in cells.items():
            self.sheet.cell(at, self.columns[name.replace("_", " ")]).value = value
        return self

    def save(self, name: str = "back.xlsx") -> str:
        self.book.save(self.path.with_name(name))
        return name


def exported(root: Path) -> Plan:
    done("export", "plan.xlsx", root=root)
    return Plan(root / "plan.xlsx")


def cells(ran: Ran) -> set[str]:
    """Where the faults stand."""
    return {line.split(":")[0] for line in ran.err.splitlines() if "!" in line.split(":")[0]}


# -- setting, and where it shows ---------------------------------------------------------------------


def test_an_owner_is_set_by_one_command_and_shown_everywhere(root: Path) -> None:
    first = record(root)["gaps"][0]["criterion"]
    ref = next(c["ref"] for c in record(root)["criteria"] if c["id"] == first)
    done("set", ref, "--owner", OWNER, "--role", "head of contact", "--due", DUE, root=root)
    one = listed(root)[ref]
    assert (one["role"], one["due"], one["state"]) == ("head of contact", DUE.isoformat(), "open")
    assert daready("assess", "-o", "gap.xlsx", "--page", "page.html", cwd=root).code == 0
    assert daready("paper", "-o", "paper.docx", cwd=root).code == 0
    book = load_workbook(root / "gap.xlsx")
    gaps = Plan(root / "gap.xlsx", "Gaps")
    row = gaps.row(ref)
    shown = {name: gaps.sheet.cell(row, column).value for name, column in gaps.columns.items()}
    assert (shown["Named owner"], shown["Owner role"]) == (OWNER, "head of contact")
    assert shown["By when"] == datetime(DUE.year, DUE.month, DUE.day)
    texts = {
        name: " ".join(str(c.value) for r in book[name].iter_rows() for c in r)
        for name in ("Summary", "Actions")
    }
    assert all(OWNER in text for text in texts.values())
    assert "head of contact" in texts["Actions"]
    assert OWNER in (root / "page.html").read_text(encoding="utf-8")
    paper = " ".join(c.text for t in Document(root / "paper.docx").tables for r in t.rows for c in r.cells)
    assert "head of contact" in paper
    assert OWNER not in paper
    assert OWNER in daready("explain", ref, cwd=root).out


def test_no_copy_that_leaves_names_an_owner(root: Path) -> None:
    words = ("--owner", OWNER, "--role", "head of contact", "--what", "ask the zebra team for its log")
    done("set", "U07", *words, root=root)
    daready("assess", "--partner", "partner.xlsx", "--json", "out.json", "--sign-off", "July", cwd=root)
    partner = load_workbook(root / "partner.xlsx")
    said = [str(c.value) for sheet in partner for r in sheet.iter_rows() for c in r]
    said += [(root / "out.json").read_text(encoding="utf-8"), json.dumps(listed(root))]
    assert not [text for text in said if "Quill" in text or "zebra" in text]


def test_a_month_later_it_stands_as_it_was(root: Path) -> None:
    done("set", "U07", "--owner", OWNER, "--due", DUE, root=root)
    before = listed(root)["U07"]
    audit(root / "two.csv", str(LAST), ["Yes"] * 20 + ["No"] * 5, first=100)
    assert daready("load", "two.csv", cwd=root).code == 0
    assert listed(root)["U07"] == before


def test_what_is_late_is_worked_out(root: Path) -> None:
    done("set", "U07", "--due", TODAY - timedelta(days=3), root=root)
    assert (listed(root)["U07"]["state"], listed(root)["U07"]["days_late"]) == ("overdue", 3)
    done("set", "U07", "--status", "done", root=root)
    assert listed(root)["U07"]["state"] == "done"


# -- closing -----------------------------------------------------------------------------------------


def test_closing_without_a_later_test_is_refused_with_the_reason(root: Path) -> None:
    assert "--status" in done("set", "U07", "--status", "closed", root=root, code=2).err
    assert "U07" not in listed(root)
    done("set", "U07", "--status", "done", "--on", DONE, root=root)
    assert "U07" in done("list", root=root).out
    refused = done("set", "U07", "--status", "closed", root=root, code=2)
    assert "nothing later" in refused.err
    assert (listed(root)["U07"]["state"], listed(root)["U07"]["retest"]["tested"]) == ("done", False)


MANY = 60
"""Cases that stand alone though a month old: on the last day of a month fewer are worth too little."""


@pytest.mark.parametrize(("met", "state"), [(MANY, "closed"), (10, "not_passed")])
def test_later_cases_close_it_or_do_not(root: Path, met: int, state: str) -> None:
    done("set", "U07", "--status", "done", "--on", DONE, root=root)
    audit(root / "two.csv", str(LAST), ["Yes"] * met + ["No"] * (MANY - met), first=100)
    assert daready("load", "two.csv", cwd=root).code == 0
    one = listed(root)["U07"]
    assert (one["state"], one["retest"]["cases"]) == (state, MANY)
    closed = daready("actions", "set", "U07", "--status", "closed", cwd=root)
    assert closed.code == (0 if state == "closed" else 2)


def test_what_was_closed_and_fails_again_is_open_again(root: Path) -> None:
    done("set", "U07", "--status", "done", "--on", DONE, root=root)
    audit(root / "two.csv", str(LAST), ["Yes"] * MANY, first=100)
    assert daready("load", "two.csv", cwd=root).code == 0
    done("set", "U07", "--status", "closed", root=root)
    audit(root / "three.csv", str(LAST), ["No"] * 30, first=200, district="")
    assert daready("load", "three.csv", cwd=root).code in (0, 3)
    assert listed(root)["U07"]["state"] == "reopened"


# -- a plan goes round and comes back ----------------------------------------------------------------


def test_a_plan_that_comes_back_gives_exactly_the_edits(root: Path) -> None:
    done("set", "U08", "--owner", "B. First", "--due", "2027-03-31", root=root)
    before = listed(root)
    plan = exported(root)
    plan.put("U07", Named_owner=OWNER, By_when="31 January 2027", Which_P="protect", Status="In progress")
    plan.put(
        "U09",
        Board="Domestic Abuse Strategic Board",
        By_when=date(2027, 2, 28),
        Action_agreed="Train every team",
    )
    ran = done("import", plan.save(), root=root)
    after = listed(root)
    assert after["U08"] == before["U08"]
    assert after.keys() == {"U07", "U08", "U09"}
    assert (after["U07"]["due"], after["U07"]["strand"]) == ("2027-01-31", "protect")
    assert (after["U09"]["due"], after["U09"]["board"]) == ("2027-02-28", "Domestic Abuse Strategic Board")
    assert "7 answers of 2 actions" in ran.out
    assert "Nothing was added" in done("import", "back.xlsx", root=root).out
    assert daready("undo", cwd=root).code == 0
    assert listed(root) == before


def test_the_gaps_sheet_of_a_report_comes_back_the_same_way(root: Path) -> None:
    assert daready("assess", "-o", "gap.xlsx", cwd=root).code == 0
    Plan(root / "gap.xlsx", "Gaps").put("U07", Named_owner=OWNER, Status="Done").save()
    done("import", "back.xlsx", root=root)
    one = listed(root)["U07"]
    assert (one["named"], one["status"], one["done"]) == (True, "done", TODAY.isoformat())
    assert listed(root).keys() == {"U07"}


def test_columns_in_any_order_and_rows_gone_change_nothing(root: Path) -> None:
    done("set", "U08", "--owner", "B. First", root=root)
    before = listed(root)
    plan = exported(root)
    plan.put("U07", By_when="2027-01-31")
    rows = [[cell.value for cell in row] for row in plan.sheet.iter_rows()]
    kept = [row[::-1] for row in rows if row[0] != "U08"]
    book = Workbook()
    for row in kept:
        book.active.append(row)
    book.save(root / "turned.xlsx")
    ran = done("import", "turned.xlsx", root=root)
    assert "No row for U08" in ran.out
    assert listed(root)["U08"] == before["U08"]
    assert listed(root)["U07"]["due"] == "2027-01-31"


def test_a_blank_never_clears(root: Path) -> None:
    done("set", "U07", "--owner", OWNER, "--due", DUE, root=root)
    before = listed(root)
    plan = exported(root).put("U07", Named_owner=None, By_when=None, Status=None)
    assert "empty cells change nothing" in done("import", plan.save(), root=root).out
    assert listed(root) == before


def test_words_it_does_not_know_are_refused_by_cell_and_the_rest_is_taken(root: Path) -> None:
    plan = exported(root)
    plan.put(
        "U07", Status="nearly", Which_P="Punish", By_when="soon", Part="no-such-part", Board="Board of Quill"
    )
    plan.put(
        "U08", Named_owner="07700 900123", Owner_role="Quill", Action_agreed="Ask Quill again", By_when=DUE
    )
    plan.add(Ref="U99", Action_agreed="Train the team")
    at, columns, last = plan.row("U07"), plan.columns, plan.sheet.max_row
    ran = done("import", plan.save(), root=root, code=3)
    letters = {name: plan.sheet.cell(1, column).column_letter for name, column in columns.items()}
    below = plan.row("U08")
    wanted = {f"Plan!{letters[name]}{at}" for name in ("Status", "Which P", "By when", "Part", "Board")}
    wanted |= {f"Plan!{letters[name]}{below}" for name in ("Named owner", "Owner role", "Action agreed")}
    assert cells(ran) == wanted | {f"Plan!{letters['Ref']}{last}"}
    assert "Quill" not in ran.out + ran.err
    assert listed(root).keys() == {"U08"}
    assert listed(root)["U08"]["due"] == DUE.isoformat()


def test_a_row_added_by_hand_is_one_more_action(root: Path) -> None:
    plan = exported(root)
    plan.put("U07", Action_agreed="Train the first team")
    plan.add(Ref="U07", Action_agreed="Train the second team", Owner_role="head of contact")
    done("import", plan.save(), root=root)
    assert listed(root).keys() == {"U07", "U07-2"}
    assert "Nothing was added" in done("import", "back.xlsx", root=root).out
    again = exported(root).put("U07-2", By_when="2027-01-31")
    done("import", again.save(), root=root)
    assert listed(root)["U07-2"]["due"] == "2027-01-31"


def test_two_copies_lose_nothing_and_somebody_says_which(root: Path) -> None:
    plan = exported(root)
    one = Plan(plan.path).put("U07", Named_owner="A. One", By_when="2027-01-31").save("one.xlsx")
    two = Plan(plan.path).put("U07", Named_owner="B. Two", By_when="2027-01-31").save("two.xlsx")
    done("import", one, root=root)
    ran = done("import", two, root=root)
    assert "two answers" in ran.out
    assert listed(root)["U07"]["two_answers"] == ["owner"]
    shown = exported(root)
    both = str(shown.sheet.cell(shown.row("U07"), shown.columns["Named owner"]).value)
    assert "A. One" in both
    assert "B. Two" in both
    done("import", shown.put("U07", Named_owner="A. One").save(), root=root)
    assert listed(root)["U07"]["two_answers"] == []
    assert "A. One" in done("list", root=root).out
    assert "B. Two" not in done("list", root=root).out


def test_an_older_copy_with_one_new_cell_takes_nothing_back(root: Path) -> None:
    plan = exported(root)
    done("set", "U07", "--owner", OWNER, "--status", "in-progress", root=root)
    done("import", plan.put("U07", By_when="2027-01-31").save(), root=root)
    one = listed(root)["U07"]
    assert (one["named"], one["status"], one["due"], one["two_answers"]) == (
        True,
        "in_progress",
        "2027-01-31",
        [],
    )


def test_a_plan_without_its_line_is_kept_beside_what_stands(root: Path) -> None:
    done("set", "U07", "--owner", "A. One", root=root)
    plan = exported(root).put("U07", Named_owner="B. Two")
    for row in plan.sheet.iter_rows(1, plan.head - 1):
        row[0].value = None
    ran = done("import", plan.save(), root=root)
    assert "does not say which state" in ran.err
    assert listed(root)["U07"]["two_answers"] == ["owner"]


def test_a_plan_of_another_ledger_is_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    create(other)
    audit(other / "one.csv", str(LAST), ["Yes"] * 20)
    assert daready("load", "one.csv", cwd=other).code == 0
    shutil.move(
        exported(other).put("U08", Named_owner=OWNER).path.with_name("plan.xlsx"), root / "theirs.xlsx"
    )
    assert "another ledger" in done("import", "theirs.xlsx", root=root, code=11).err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"Name,Rank\nA,B\n"])
def test_what_is_no_plan_is_said_to_be_none(root: Path, content: bytes) -> None:
    (root / "odd.csv").write_bytes(content)
    assert done("import", "odd.csv", root=root, code=11).err


def test_a_date_as_number_text_or_cell_is_the_same_day(root: Path) -> None:
    plan = exported(root)
    written: dict[str, object] = {
        "U07": "31/01/2027",
        "U08": datetime(2027, 1, 31),
        "U09": "31st Jan 2027",
        "U10": 46418,
    }
    for ref, value in written.items():
        plan.put(ref, By_when=value)
    done("import", plan.save(), root=root)
    assert {listed(root)[ref]["due"] for ref in written} == {"2027-01-31"}


# -- what stays, and what may go ---------------------------------------------------------------------


def test_purge_blanks_the_texts_of_one_and_keeps_their_hashes(root: Path) -> None:
    done("set", "U07", "--owner", OWNER, "--role", "head of contact", root=root)
    done("set", "U08", "--owner", "B. Other", root=root)
    assert daready("purge", "--action", "U07", "--yes", cwd=root).code == 0
    out = done("list", root=root).out
    assert OWNER not in out
    assert "head of contact" in out
    assert "B. Other" in out
    assert OWNER.encode() not in (root / LEDGER).read_bytes()
    assert daready("history", "--verify", cwd=root).code == 0
    assert daready("purge", "--action", "U07", "--yes", cwd=root).code == 2


def _change(root: Path, statement: str) -> None:
    import sqlite3

    db = sqlite3.connect(root / LEDGER)
    for trigger in ("change", "deletion"):
        db.execute(f"DROP TRIGGER texts_no_{trigger}")
    db.execute(statement)
    db.commit()
    db.close()


@pytest.mark.parametrize("statement", ["UPDATE texts SET text = 'C. Three'", "DELETE FROM texts"])
def test_a_text_that_was_changed_or_taken_is_found(root: Path, statement: str) -> None:
    done("set", "U07", "--owner", OWNER, root=root)
    _change(root, statement)
    assert daready("history", "--verify", cwd=root).code == 12
    assert daready("actions", "list", cwd=root).code == 12


def test_nothing_that_was_said_is_rewritten(root: Path) -> None:
    done("set", "U07", "--owner", "A. One", root=root)
    done("set", "U07", "--owner", "B. Two", root=root)
    assert daready("export", "all", cwd=root).code == 0
    whole = json.loads((root / "all" / "ledger.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in whole["texts"]] == ["A. One", "B. Two"]


def test_actions_change_no_colour(root: Path) -> None:
    before = record(root)
    done("set", "U07", "--status", "done", "--on", DONE, "--owner", OWNER, root=root)
    after = record(root)
    assert len(after.pop("actions")) == 1
    assert before.pop("actions") == []
    for one in (before, after):
        one.pop("ledger", None)
        for gap in one["gaps"]:
            gap.pop("action")
    assert after == before
