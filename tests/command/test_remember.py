"""People's own headings and words: asked about in a workbook, remembered without the words, told when used."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from daready.evidence.cells.remembered_words import ROLES
from daready.evidence.records.mapping_answers import FIRST, FORM, MEANS, TOKEN
from daready.workbooks_out.mapping_workbook import GUIDE, GUIDED
from daready.workspace.folder import LEDGER
from tests.command.planted import traces
from tests.command.run import Ran, daready
from tests.year import shipped

QUESTION = "Recognised and flagged as DA at first contact"
SHEET = f"""\
Case reference,Date audited,{QUESTION},Zelphira Quandle's look,Lunch
R1,3 Jun 2026,Deffo Zelphira,Yes,x
R2,4 Jun 2026,Deffo Zelphira,No,x
R3,5 Jun 2026,Yes,Yes,x
R4,6 Jun 2026,07700 900416,Yes,x
"""
YES, HEADING = "Yes", "Call grade right for the risk (Q06)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    daready("init", "mine", cwd=tmp_path)
    (tmp_path / "mine" / "evidence" / "audit.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path / "mine"


def asked(root: Path, name: str = "map.xlsx") -> Path:
    assert daready("check", "evidence", "-m", name, cwd=root).code == 3
    return root / name


def fill(
    path: Path,
    word: str | None = YES,
    heading: str | None = HEADING,
    lunch: str | None = "Not needed",
    role: str | None = "Auditor",
    change: Callable[[Worksheet], None] | None = None,
) -> Path:
    """Fill in as a person would, choosing from the lists; the file order of lines is by form, kind and cell."""
    book = load_workbook(path)
    sheet = book["Mapping"]
    sheet["B3"], sheet["B4"] = role, datetime(2026, 6, 30)
    for row in range(FIRST + 1, sheet.max_row + 1):
        where = sheet.cell(row, 4).value
        sheet.cell(row, MEANS + 1).value = {"C2": word, "D1": heading, "E1": lunch}[where]
    if change:
        change(sheet)
    book.save(path)
    return path


def test_the_workbook_shows_what_counts_as_yes_beside_what_is_chosen(root: Path) -> None:
    book = load_workbook(asked(root))
    told = {row[0]: row[1] for row in book[GUIDE].iter_rows(values_only=True)}
    for name, guide in shipped().guide.items():
        form, _, item = name.partition("/")
        if form == "case-audit" and name in shipped().item:
            (text,) = (text for shown, text in told.items() if shown.endswith(f"({item})"))
            assert text.startswith(guide.yes or guide.counted or "-")
    beside = [book["Mapping"].cell(row, GUIDED + 1).value for row in range(FIRST + 1, FIRST + 4)]
    assert all(f"$B${len(told)}" in str(formula) and GUIDE in str(formula) for formula in beside)
    assert set(told) <= {cell.value for column in book["Choices"].columns for cell in column}


def codes(ran: Ran) -> list[str]:
    return [notice["code"] for notice in ran.json["notices"]]


def remember(root: Path, *names: str) -> Ran:
    return daready("check", *names, "--remember", "--json", "-", cwd=root)


def told(root: Path, code: str) -> list[dict]:
    record = daready("check", "evidence", "--json", "-", cwd=root).json
    return [notice for file in record["files"] for notice in file["notices"] if notice["code"] == code]


def test_the_workbook_asks_and_repeats_nobodys_words(root: Path) -> None:
    path = asked(root)
    assert traces(path.read_bytes()) == []
    sheet = load_workbook(path)["Mapping"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST + 1)]
    assert [(line[0], line[3]) for line in lines] == [("Heading", "D1"), ("Heading", "E1"), ("Answer", "C2")]
    assert all(line[FORM] == "case-audit" and len(line[TOKEN]) == 32 for line in lines)
    assert len({str(rule.sqref) for rule in sheet.data_validations.dataValidation}) == 4


def test_what_is_remembered_is_understood_and_told_with_who_and_when(root: Path) -> None:
    before = told(root, "read_by_mapping")
    fill(asked(root))
    ran = remember(root, "map.xlsx")
    assert (ran.code, ran.json["remembered"], ran.json["new"], codes(ran)) == (0, 3, 3, ["mapping_kept"])
    after = told(root, "read_by_mapping")
    assert before == []
    assert [(n["cell"], n["cells"]) for n in after] == [
        ("D1", ["D2", "D3", "D4", "D5"]),
        ("C2", ["C2", "C3"]),
    ]
    assert all("2026-06-30" in n["message"] and "Auditor" in n["message"] for n in after)
    assert [n["cell"] for n in told(root, "not_needed_by_mapping")] == ["E1"]
    assert told(root, "heading_not_known") == []
    assert [n["cells"] for n in told(root, "answer_not_understood")] == [["C5"]]
    account = daready("check", "evidence", "--json", "-", cwd=root).json
    assert account["cells_read_by_mapping"] == 6


def test_the_answers_count_in_the_assessment(root: Path) -> None:
    days = ("--as-at", "2026-06-30", "--json", "-")

    def line(name: str) -> dict:
        record = daready("assess", *days, cwd=root).json
        return next(one for c in record["criteria"] for one in c["lines"] if one["id"].endswith(name))

    assert (line("Q01")["yes"], line("Q01")["not_understood"]) == (1, 3)
    fill(asked(root))
    remember(root, "map.xlsx")
    assert (line("Q01")["yes"], line("Q01")["not_understood"]) == (3, 1)
    assert (line("Q06")["yes"], line("Q06")["no"]) == (3, 1)


def test_a_remembered_heading_can_stand_for_a_required_one(root: Path) -> None:
    sheet = SHEET.replace("Case reference", "Zelphira's own ref").replace(",Lunch", "").replace(",x", "")
    (root / "evidence" / "audit.csv").write_text(
        sheet.replace("Zelphira Quandle's look", "Call grade right for the risk"), encoding="utf-8"
    )
    assert len(told(root, "reference_missing")) == 1
    path = asked(root)
    book = load_workbook(path)
    lines = {row[3].value: row[MEANS] for row in book["Mapping"].iter_rows(min_row=FIRST + 1)}
    assert set(lines) == {"A1", "C2"}
    lines["A1"].value = "Case reference (reference)"
    book["Mapping"]["B3"], book["Mapping"]["B4"] = "Supervisor", "30 Jun 2026"
    book.save(path)
    assert remember(root, "map.xlsx").code == 0
    assert told(root, "reference_missing") == []
    assert [n["cells"] for n in told(root, "read_by_mapping")] == [["A2", "A3", "A4", "A5"]]


def test_only_the_very_same_word_is_understood(root: Path) -> None:
    fill(asked(root))
    remember(root, "map.xlsx")
    changed = SHEET.replace("R1,3 Jun 2026,Deffo Zelphira", "R1,3 Jun 2026,Deffo Zelphir")
    (root / "evidence" / "audit.csv").write_text(changed, encoding="utf-8")
    assert [n["cells"] for n in told(root, "answer_not_understood")] == [["C2", "C5"]]


def test_nothing_kept_holds_a_word_and_only_its_owner_reads_it(root: Path) -> None:
    fill(asked(root))
    remember(root, "map.xlsx")
    kept = root / LEDGER
    assert traces(kept.read_bytes()) == []
    assert b"deffo" not in kept.read_bytes().lower()
    if os.name != "nt":
        assert kept.stat().st_mode & 0o077 == 0


def test_remembering_twice_changes_nothing(root: Path) -> None:
    fill(asked(root))
    remember(root, "map.xlsx")
    before = (root / LEDGER).read_bytes()
    ran = remember(root, "map.xlsx")
    assert (ran.code, ran.json["new"], codes(ran)) == (0, 0, ["mapping_known"])
    assert (root / LEDGER).read_bytes() == before


def test_a_contradiction_is_told_and_changes_nothing(root: Path) -> None:
    first, second = asked(root, "one.xlsx"), asked(root, "two.xlsx")
    fill(first)
    fill(second, word="No")
    remember(root, "one.xlsx")
    before = (root / LEDGER).read_bytes()
    ran = remember(root, "two.xlsx")
    assert ran.code == 3
    assert codes(ran) == ["mapping_known", "mapping_contradicts"]
    assert ran.json["notices"][1]["cells"] == ["G10"]
    assert (root / LEDGER).read_bytes() == before


def test_a_meaning_withdrawn_is_asked_again_and_may_be_another(root: Path) -> None:
    first, second = asked(root, "one.xlsx"), asked(root, "two.xlsx")
    fill(first)
    fill(second, word="No")
    remember(root, "one.xlsx")
    entries = daready("history", "--json", "-", cwd=root).json["entries"]
    word = next(e["entry"] for e in entries if e["kind"] == "mapping" and e["facts"]["meaning"] == "yes")
    assert daready("withdraw", word, "--why", "not what was meant", cwd=root).code == 0
    ran = remember(root, "two.xlsx")
    assert (ran.code, codes(ran)) == (0, ["mapping_kept", "mapping_known"])
    assert daready("history", "--verify", cwd=root).code == 0


def test_two_lines_of_one_workbook_that_disagree_are_both_left_out(root: Path) -> None:
    def again(sheet: Worksheet) -> None:
        line = [cell.value for cell in sheet[sheet.max_row]]
        line[MEANS] = "No"
        sheet.append(line)

    fill(asked(root), heading=None, lunch=None, change=again)
    ran = remember(root, "map.xlsx")
    assert (ran.code, ran.json["new"], codes(ran)) == (3, 0, ["mapping_contradicts"])
    kinds = [e["kind"] for e in daready("history", "--json", "-", cwd=root).json["entries"]]
    assert kinds == ["migration"]


@pytest.mark.parametrize(
    ("filled", "code", "new"),
    [
        ({"heading": "Numerator (numerator)"}, "mapping_other_form", 2),
        ({"heading": "Zelphira"}, "mapping_meaning_not_known", 2),
        ({"word": "Perhaps"}, "mapping_meaning_not_known", 2),
        ({"role": "Zelphira Quandle"}, "mapping_role_missing", 0),
        ({"change": lambda sheet: sheet.__setitem__("B4", "03/04")}, "mapping_date_missing", 0),
        ({"change": lambda sheet: sheet.__setitem__("H8", "another-form")}, "mapping_line_damaged", 2),
        ({"word": None, "heading": None, "lunch": None}, "mapping_empty", 0),
    ],
)
def test_what_cannot_be_used_is_told(root: Path, filled: dict, code: str, new: int) -> None:
    fill(asked(root), **filled)
    ran = remember(root, "map.xlsx")
    assert ran.code == 3
    assert code in codes(ran)
    assert ran.json["new"] == new
    assert traces((ran.out + ran.err).encode()) == []


def test_a_mapping_of_another_workspace_is_refused(root: Path) -> None:
    fill(asked(root))
    daready("init", "theirs", cwd=root.parent)
    ran = remember(root.parent / "theirs", "../mine/map.xlsx")
    assert (ran.code, codes(ran)) == (3, ["mapping_other_workspace"])


def test_evidence_given_to_remember_and_mappings_given_as_evidence(root: Path) -> None:
    ran = remember(root, "evidence/audit.csv", "gone Zelphira.xlsx")
    assert (ran.code, sorted(codes(ran))) == (3, ["file_not_found", "not_a_mapping"])
    assert traces(ran.out.encode()) == []
    fill(asked(root, "evidence/map.xlsx"))
    assert len(told(root, "mapping_workbook")) == 1


def test_without_a_workspace_nothing_can_be_remembered(tmp_path: Path) -> None:
    (tmp_path / "audit.csv").write_text(SHEET, encoding="utf-8")
    assert daready("check", "audit.csv", "-m", "map.xlsx", cwd=tmp_path).code == 2
    assert daready("check", "audit.csv", "--remember", cwd=tmp_path).code == 2


def test_no_workbook_is_written_when_all_is_known(root: Path) -> None:
    fill(asked(root))
    remember(root, "map.xlsx")
    text = SHEET.replace("07700 900416", "No")
    (root / "evidence" / "audit.csv").write_text(text, encoding="utf-8")
    assert daready("check", "evidence", "-m", "again.xlsx", cwd=root).code == 0
    assert not (root / "again.xlsx").exists()


def test_a_damaged_memory_is_told(root: Path) -> None:
    (root / LEDGER).write_text("Zelphira", encoding="utf-8")
    ran = daready("check", "evidence", cwd=root)
    assert ran.code == 12
    assert traces(ran.err.encode()) == []


def test_roles_are_offered_and_no_name_is_taken() -> None:
    assert len({role.casefold() for role in ROLES}) == len(ROLES)


CHOSEN = f"""\
How cases were chosen,Zelphira's dip
District,North
Case reference,Date audited,Risk grade,{QUESTION}
R1,3 Jun 2026,Dead scary,Yes
R2,4 Jun 2026,High,No
R3,5 Jun 2026,dead scary.,Yes
R4,6 Jun 2026,07700 900416,Yes
"""


def test_words_of_choice_columns_and_of_facts_are_asked_about_with_their_own_lists(root: Path) -> None:
    (root / "evidence" / "audit.csv").write_text(CHOSEN, encoding="utf-8")
    path = asked(root)
    assert traces(path.read_bytes()) == []
    book = load_workbook(path)
    sheet = book["Mapping"]
    lines = {row[3].value: row for row in sheet.iter_rows(min_row=FIRST + 1)}
    assert {cell: line[0].value for cell, line in lines.items()} == {
        "B1": "Choice (selection)",
        "C4": "Choice (risk)",
    }
    offered = {
        str(rule.sqref): [
            row[0].value for row in book["Choices"][rule.formula1.partition("!")[2].replace("$", "")]
        ]
        for rule in sheet.data_validations.dataValidation
        if "Choices!" in rule.formula1
    }
    assert "High" in offered[lines["C4"][MEANS].coordinate]
    assert "Random" in offered[lines["B1"][MEANS].coordinate]
    lines["C4"][MEANS].value, lines["B1"][MEANS].value = "High", "Random"
    sheet["B3"], sheet["B4"] = "Auditor", datetime(2026, 6, 30)
    book.save(path)
    ran = remember(root, "map.xlsx")
    assert (ran.code, ran.json["remembered"]) == (0, 2)
    assert told(root, "fact_not_understood") == []
    assert [n["cells"] for n in told(root, "answer_not_understood")] == [["C7"]]
    read = {n["cell"]: n["cells"] for n in told(root, "read_by_mapping")}
    assert read == {"B1": ["B1"], "C4": ["C4", "C6"]}


def test_a_choice_of_another_column_is_no_choice_here(root: Path) -> None:
    (root / "evidence" / "audit.csv").write_text(CHOSEN, encoding="utf-8")
    path = asked(root)
    book = load_workbook(path)
    sheet = book["Mapping"]
    for row in sheet.iter_rows(min_row=FIRST + 1):
        row[MEANS].value = "Random" if row[0].value == "Choice (risk)" else None
    sheet["B3"], sheet["B4"] = "Auditor", datetime(2026, 6, 30)
    book.save(path)
    ran = remember(root, "map.xlsx")
    assert (ran.code, codes(ran)) == (3, ["mapping_meaning_not_known"])
