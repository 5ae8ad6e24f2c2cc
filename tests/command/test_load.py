"""load, as people run it: once each, replaced when told to, overlapping never counted twice."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from daready.workspace.folder import KEY, LEDGER, create
from tests.command.planted import NAME, plant, traces
from tests.command.run import YEAR, Ran, daready
from tests.ledger.sheets import QUESTION, audit, figures


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def load(root: Path, *words: object) -> Ran:
    return daready("load", *words, "--json", "-", cwd=root)


def statuses(ran: Ran) -> dict[str, str]:
    return {one["file"]: one["status"] for one in ran.json["loads"]}


def codes(ran: Ran) -> set[str]:
    return {notice["code"] for file in ran.json["files"] for notice in file["notices"]}


def query(root: Path, words: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(root / LEDGER)
    try:
        return db.execute(words).fetchall()
    finally:
        db.close()


def test_a_file_is_loaded_once_under_any_name(root: Path) -> None:
    june = audit(root / "evidence" / "June.csv", "June 2026", ["Yes", "No"])
    first = load(root)
    assert (first.code, statuses(first)) == (0, {"June.csv": "loaded"})
    assert first.json["totals"]["rows_used"] == 2
    before = (root / LEDGER).read_bytes()
    other = root / "July copy.csv"
    other.write_bytes(june.read_bytes())
    again = load(root, june, other)
    assert again.code == 0
    assert statuses(again) == {"June.csv": "already_loaded", "July copy.csv": "already_loaded"}
    assert codes(again) == {"already_loaded"}
    assert (root / LEDGER).read_bytes() == before


def test_what_is_loaded_already_is_told_without_a_reader_or_a_rubric(root: Path) -> None:
    audit(root / "evidence" / "June.csv", "June 2026", ["Yes", "No"])
    load(root)
    code = (
        "import sys; sys.argv = ['daready', 'load']\n"
        "from daready.cli import main\n"
        "main()\n"
        "print([m for m in ('pydantic', 'yaml', 'subprocess', 'daready.evidence.loader') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-2:] == ["June.csv: already load 2", "[]"]


def test_two_copies_in_one_go_are_one_load(root: Path) -> None:
    for name in ("June.csv", "June copy.csv"):
        audit(root / "evidence" / name, "June 2026", ["Yes", "No"])
    assert load(root).code in (0, 3)
    assert query(root, "SELECT count(*) FROM loads") == [(1,)]


def test_who_when_and_what_period_are_three_facts(root: Path) -> None:
    june = audit(root / "June.csv", "June 2026", ["Yes"])
    assert load(root, june, "--received", "2026-07-03", "--by", "PPU lead").code == 0
    [(who, received, first, last, loaded)] = query(
        root, "SELECT who, received, period_from, period_to, loaded FROM loads"
    )
    assert (who, received, first, last) == ("PPU lead", "2026-07-03", "2026-06", "2026-06")
    assert str(loaded)[:10] != received


def test_a_correction_replaces_the_earlier_sheet_when_told_to(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes", "No", "Yes"]))
    why = ("--reason", "answer_corrected", "--role", "audit lead")
    ran = load(root, audit(root / "June v2.csv", "June 2026", ["Yes", "Yes", "Yes"]), "--replaces", *why)
    assert (ran.code, statuses(ran)) == (0, {"June v2.csv": "loaded"})
    assert "replaces_load" in codes(ran)
    assert query(root, "SELECT load, replaced_by FROM loads") == [(2, "3"), (3, None)]
    assert query(root, "SELECT count(*) FROM cases") == [(6,)]
    back = load(root, root / "June.csv")
    assert codes(back) == {"already_replaced"}


def test_a_correction_never_takes_out_more_than_it_brings(root: Path) -> None:
    load(root, figures(root / "Year.csv", "May 2026", {"M16": (8, 10), "M17": (1, 2)}))
    load(root, figures(root / "More.csv", "June 2026", {"M16": (8, 10)}))
    rows = "Measure,Month,Numerator,Denominator\nM16,May 2026,9,10\nM16,June 2026,9,10\n"
    (root / "Both.csv").write_text(rows, encoding="utf-8")
    ran = load(root, root / "Both.csv", "--replaces")
    assert (ran.code, statuses(ran)) == (3, {"Both.csv": "refused"})
    assert codes(ran) == {"replaces_unclear"}
    assert query(root, "SELECT count(*) FROM loads") == [(2,)]


def test_a_month_corrected_never_replaces_a_whole_year(root: Path) -> None:
    rows = "Measure,Month,Numerator,Denominator\nM16,May 2026,9,10\nM16,June 2026,9,10\n"
    (root / "Both.csv").write_text(rows, encoding="utf-8")
    load(root, root / "Both.csv")
    ran = load(root, figures(root / "More.csv", "June 2026", {"M16": (8, 10)}), "--replaces")
    assert (ran.code, statuses(ran), codes(ran)) == (3, {"More.csv": "refused"}, {"replaces_unclear"})


def test_a_district_is_not_replaced_by_another(root: Path) -> None:
    (root / "daready.toml").write_text('districts = ["North", "South"]\n', encoding="utf-8")
    load(root, audit(root / "N.csv", "June 2026", ["Yes"] * 3, district="North"))
    ran = load(root, audit(root / "S.csv", "June 2026", ["No"] * 3, district="South", first=9), "--replaces")
    assert "replaces_nothing" in codes(ran)
    assert query(root, "SELECT count(*) FROM loads WHERE replaced_by IS NULL") == [(2,)]


def test_overlapping_cases_are_told_and_never_counted_twice(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 5))
    ran = load(root, audit(root / "More.csv", "June 2026", ["Yes"] * 5, first=4))
    assert {"duplicate_case", "overlaps_loads"} <= codes(ran)
    assert ran.json["totals"]["rows_used"] == 3
    assert position(root)["account"]["rows_used"] == 8
    again = load(root, audit(root / "Odd.csv", "June 2026", ["No"] * 2))
    assert "duplicate_conflict" in codes(again)
    assert position(root)["account"]["rows_used"] == 6


def position(root: Path, *paths: Path) -> dict[str, Any]:
    record: dict[str, Any] = daready("assess", *paths, "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    return record


def test_sheets_that_disagree_come_to_the_same_by_files_and_by_loads(root: Path) -> None:
    """Repeats, contradictions, a case in two months, two auditors: settled over loads as over files."""
    folder = root / "sent"
    folder.mkdir()
    sheets = [
        audit(folder / "A.csv", "June 2026", ["Yes"] * 20),
        audit(folder / "B.csv", "June 2026", ["Yes"] * 6, first=18),
        audit(folder / "C.csv", "June 2026", ["No"] * 3, first=5),
        audit(folder / "D.csv", "May 2026", ["Yes"] * 4, first=10),
        figures(folder / "E.csv", "June 2026", {"M16": (80, 100), "M17": (5, 10)}),
        figures(folder / "F.csv", "June 2026", {"M16": (81, 100), "M17": (5, 10)}),
    ]
    for name, who, answer in (("G.csv", "DS One", "Yes"), ("H.csv", "DS Two", "No")):
        text = f"How cases were chosen,Random\nMonth,June 2026\n\nCase reference,Auditor,{QUESTION}\n"
        sheets.append(folder / name)
        sheets[-1].write_text(text + f"NM/901,{who},{answer}\nNM/902,{who},Yes\n", encoding="utf-8")
    astray = ["NM/911,x,Yes", "NM/912,x,No,Yes", 'NM/913,"x,No', "NM/914,x,No"]
    sheets.append(folder / "I.csv")
    heads = f"Month,June 2026\n\nCase reference,Comments,{QUESTION}\n"
    sheets[-1].write_text(heads + "\n".join(astray), encoding="utf-8")
    files = position(root, folder)
    for part in (sheets[4:], sheets[:4]):
        assert load(root, *part).code in (0, 3)
    ledger = position(root)
    del ledger["ledger"], ledger["baseline"]
    assert ledger == files
    assert files["account"]["rows_set_aside"] > 10


def test_a_marked_copy_loaded_later_stands_for_its_original(root: Path) -> None:
    book = Workbook()
    rows = [["Month", "June 2026"], [], ["Case reference", QUESTION], ["NM/1", "Yess"], ["NM/2", "Yes"]]
    for row in rows:
        book.active.append(row)
    book.save(root / "Audit.xlsx")
    assert load(root, root / "Audit.xlsx").code == 3
    assert daready("check", "Audit.xlsx", "--marked", "back", cwd=root).code == 3
    [copy] = (root / "back").iterdir()
    ran = load(root, copy)
    assert statuses(ran) == {copy.name: "loaded"}
    assert "marked_replaces_load" in codes(ran)
    account = position(root)["account"]
    assert (account["files"], account["rows_used"], account["rows_set_aside"]) == (2, 2, 2)


def test_a_marked_copy_used_for_the_next_month_counts_beside_the_first(root: Path) -> None:
    rows = [["Month", "June 2026"], [], ["Case reference", QUESTION], ["NM/1", "Yess"], ["NM/2", "Yes"]]
    june = Workbook()
    for row in rows:
        june.active.append(row)
    june.save(root / "Audit.xlsx")
    load(root, root / "Audit.xlsx")
    daready("check", "Audit.xlsx", "--marked", "back", cwd=root)
    [copy] = (root / "back").iterdir()
    july = load_workbook(copy)
    sheet = july.worksheets[1]
    sheet["B1"], sheet["A4"], sheet["B4"], sheet["A5"] = "July 2026", "NM/11", "Yes", "NM/12"
    july.save(root / "July.xlsx")
    ran = load(root, root / "July.xlsx")
    assert "marked_for_others" in codes(ran)
    assert "marked_replaces_load" not in codes(ran)
    assert position(root)["account"]["rows_used"] == 4


def test_what_cannot_be_read_is_told_and_not_loaded(root: Path) -> None:
    (root / "June.xlsx").write_bytes(b"\xff\xd8\xff")
    ran = load(root, root / "June.xlsx", root / "none.xlsx")
    assert ran.code == 11
    assert set(statuses(ran).values()) == {"nothing_read"}
    assert query(root, "SELECT count(*) FROM loads") == [(0,)]


def test_the_year_loads_whole(root: Path) -> None:
    ran = load(root, YEAR)
    checked = daready("check", YEAR, "--json", "-", cwd=root)
    assert ran.json["totals"] == checked.json["totals"]
    assert set(statuses(ran).values()) == {"loaded"}


def test_a_workspace_is_needed_and_can_be_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    june = audit(tmp_path / "June.csv", "June 2026", ["Yes"])
    assert daready("load", june, cwd=tmp_path).code == 2
    assert daready("load", june, "--workspace", tmp_path / "none", cwd=tmp_path).code == 2
    assert daready("load", june, "--workspace", root, cwd=tmp_path).code == 0
    assert query(root, "SELECT file FROM loads") == [("June.csv",)]
    monkeypatch.setenv("DAREADY_WORKSPACE", str(root))
    ran = daready("load", june, "--json", "-", cwd=tmp_path)
    assert statuses(ran) == {"June.csv": "already_loaded"}
    assert daready("rubric", "list", cwd=tmp_path).code == 0


def test_nothing_of_persons_is_kept(root: Path) -> None:
    plant(root / "evidence")
    assert load(root).code == 3
    assert traces((root / LEDGER).read_bytes()) == []
    assert NAME not in json.dumps([row[0] for row in query(root, "SELECT file FROM loads")])


def test_a_lost_key_loses_no_data(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 3))
    (root / KEY).unlink()
    assert load(root, audit(root / "July.csv", "July 2026", ["Yes"] * 3)).code == 2
    assert daready("init", root, cwd=root).code == 0
    assert load(root, root / "July.csv").code == 0
    assert query(root, "SELECT count(*) FROM cases") == [(6,)]


@pytest.mark.parametrize("key", ["", "ab", "00" * 31, "00" * 33, "no key"])
def test_a_key_that_is_not_as_it_was_made_is_refused(root: Path, key: str) -> None:
    june = audit(root / "June.csv", "June 2026", ["Yes", "No"])
    (root / KEY).write_text(key, encoding="ascii")
    assert load(root, june).code == 2
    assert query(root, "SELECT count(*) FROM cases") == [(0,)]


def test_a_new_key_is_told_where_a_case_could_now_count_twice(root: Path) -> None:
    load(root, audit(root / "June.csv", "June 2026", ["Yes"] * 3))
    (root / KEY).unlink()
    assert daready("init", ".", cwd=root).code == 0
    other = load(root, audit(root / "July.csv", "July 2026", ["Yes"] * 3, first=50))
    assert (other.code, other.json["notices"]) == (0, [])
    # daready check reads files, so it cannot tell this one.
    assert "a look: daready check" not in " ".join(daready("assess", cwd=root).out.split())
    again = load(root, audit(root / "June again.csv", "June 2026", ["Yes"] * 4))
    assert (again.code, [one["code"] for one in again.json["notices"]]) == (3, ["key_changed"])
    assessed = daready("assess", "--as-at", "2026-07-31", cwd=root)
    assert "another key for case references: load 2." in " ".join(assessed.out.split())


def test_each_file_names_the_loads_it_overlaps_with_and_no_other(root: Path) -> None:
    for month, first in (("May", 1), ("June", 101)):
        load(root, audit(root / f"{month}.csv", f"{month} 2026", ["Yes", "No"], first=first))
    again = [
        audit(root / f"{month} again.csv", f"{month} 2026", ["Yes", "No", "No"], first=first)
        for month, first in (("May", 1), ("June", 101))
    ]
    assert overlaps(load(root, *again)) == {"May again.csv": "load 2", "June again.csv": "load 3"}


def overlaps(ran: Ran) -> dict[str, str]:
    """By file: the loads it is told to overlap with."""
    return {
        file["file"]: notice["message"].split(" are in ")[1].split(" too")[0]
        for file in ran.json["files"]
        for notice in file["notices"]
        if notice["code"] == "overlaps_loads"
    }


def test_figures_overlap_by_item_month_and_district_and_with_the_whole_force(root: Path) -> None:
    head = "Measure,Month,District,Numerator,Denominator\n"
    for name, row in (
        ("A", "M15a,2026-04,North,10,100"),
        ("B", "M15a,2026-04,South,20,100"),
        ("C", "M16,2026-04,North,10,100"),
        ("D", "M15a,2026-05,North,10,100"),
        ("E", "M15a,2026-04,,30,300"),
    ):
        (root / f"{name}.csv").write_text(f"{head}{row}\n", encoding="utf-8")
        load(root, root / f"{name}.csv")
    for name, row, loads in (
        ("A again", "M15a,2026-04,North,10,100", "loads 2, 6"),
        ("D again", "M15a,2026-05,North,10,100", "load 5"),
    ):
        more = row.replace("M15a", "M17")
        (root / f"{name}.csv").write_text(f"{head}{row}\n{more}\n", encoding="utf-8")
        assert overlaps(load(root, root / f"{name}.csv")) == {f"{name}.csv": loads}


def test_a_case_of_a_district_that_is_not_shown_never_replaces_the_forces_sheet(root: Path) -> None:
    load(root, audit(root / "Force.csv", "June 2026", ["No"] * 3))
    one = audit(root / "One.csv", "June 2026", ["Yes"], first=50, district="Mendip")
    of_row = "Month,June 2026\n\nCase reference,District," + QUESTION + "\nNM/70,Sedgemoor,Yes\n"
    (root / "Other.csv").write_text(of_row, encoding="utf-8")
    for sheet in (one, root / "Other.csv"):
        ran = load(root, sheet, "--replaces")
        assert "replaces_nothing" in codes(ran)
        assert set(statuses(ran).values()) == {"loaded"}
    assert query(root, "SELECT count(*) FROM loads WHERE replaced_by IS NULL") == [(3,)]


@pytest.mark.parametrize(("before", "after"), [(2, 1), (1, 2)])
def test_a_district_that_is_not_shown_is_the_same_by_one_case_as_by_more(
    root: Path, before: int, after: int
) -> None:
    for name, answer, cases in (("A", "No", before), ("B", "Yes", after)):
        rows = [f"NM/{at},Mendip,{answer}" for at in range(cases)]
        text = "Month,June 2026\n\nCase reference,District," + QUESTION + "\n"
        (root / f"{name}.csv").write_text(text + "\n".join(rows) + "\n", encoding="utf-8")
    load(root, root / "A.csv")
    assert "replaces_load" in codes(load(root, root / "B.csv", "--replaces"))


def test_a_row_set_aside_claims_no_district(root: Path) -> None:
    head = "Case reference,Date of audit,District," + QUESTION + "\n"
    for name, day in (("A", ""), ("B", "4 June 2026")):
        rows = f"NM/1,3 June 2026,Mendip,No\nNM/2,{day},Sedgemoor,No\n"
        (root / f"{name}.csv").write_text(head + rows, encoding="utf-8")
    load(root, root / "A.csv")
    assert "replaces_load" in codes(load(root, root / "B.csv", "--replaces"))


@pytest.mark.parametrize("cases", [1, 3])
def test_a_sheet_of_a_district_that_is_not_shown_replaces_no_other_districts(root: Path, cases: int) -> None:
    load(root, audit(root / "A.csv", "June 2026", ["No"] * cases, district="Sedgemoor"))
    other = load(
        root, audit(root / "B.csv", "June 2026", ["Yes"] * cases, first=50, district="Mendip"), "--replaces"
    )
    assert "replaces_load" not in codes(other)
    before = [number for (number,) in query(root, "SELECT load FROM loads WHERE replaced_by IS NULL")]
    again = load(
        root, audit(root / "A2.csv", "June 2026", ["Yes"] * cases, district="Sedgemoor"), "--replaces"
    )
    assert "replaces_load" in codes(again)
    assert 2 in before


def test_a_district_in_a_column_is_its_own_too(root: Path) -> None:
    head = "Case reference,Date of audit,District," + QUESTION
    for name, district in (("A", "Sedgemoor"), ("B", "Mendip")):
        rows = [head, f"{name}/1,3 June 2026,{district},Yes"]
        (root / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    load(root, root / "A.csv")
    assert "replaces_load" not in codes(load(root, root / "B.csv", "--replaces"))


def test_a_return_of_a_district_that_is_not_shown_replaces_no_other_districts(root: Path) -> None:
    for name, district, met in (("A", "Sedgemoor", 10), ("B", "Mendip", 99)):
        rows = f"Measure,Month,District,Numerator,Denominator\nM15a,2026-04,{district},{met},100\n"
        (root / f"{name}.csv").write_text(rows, encoding="utf-8")
    load(root, root / "A.csv")
    assert "replaces_load" not in codes(load(root, root / "B.csv", "--replaces"))


def test_a_tab_named_on_the_command_line_is_not_kept(root: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = NAME
    for row in (["Month", "June 2026"], ["Case reference", QUESTION], ["A/1", "Yes"]):
        book.active.append(row)
    book.save(root / "June.xlsx")
    assert statuses(load(root, "June.xlsx", "--header-row", f"{NAME}=2")) == {"June.xlsx": "loaded"}
    assert traces((root / LEDGER).read_bytes()) == []
