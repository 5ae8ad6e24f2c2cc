"""Whoever was left unsafe is recorded as made safe in one command: the case is followed, and nothing else is bought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready
from tests.command.test_removed import SAFETY, UNSAFE, account, entries, fine, load, sheet
from tests.ledger.sheets import QUESTION

SECOND = "Children seen, spoken to and referred"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def safe(root: Path, *words: object, on: str = "2026-06-29", typed: str = "") -> Ran:
    more = ("--on", on, "--role", "detective sergeant", "--by", "Dana Holt")
    return daready("safe", *words, *more, cwd=root, typed=typed)


def assessed(root: Path, day: str = "2026-06-30") -> dict[str, Any]:
    found: dict[str, Any] = daready("assess", "--as-at", day, "--json", "-", cwd=root).json
    return found


def waiting(root: Path, day: str = "2026-06-30") -> list[int]:
    return [one["row"] for one in assessed(root, day)["needs_someone_today_places"]]


def two_safety(path: Path, rows: Sequence[str]) -> Path:
    """A sheet of two questions of safety: what each row says."""
    top = ["How cases were chosen,Random", "Month,June 2026", ""]
    heading = f"Case reference,Risk,{QUESTION},{SAFETY},{SECOND}"
    path.write_text("\n".join([*top, heading, *rows]) + "\n", encoding="utf-8")
    return path


def test_one_command_takes_a_case_off_the_list_and_every_answer_stays(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    before = assessed(root)
    assert safe(root, "June.csv", 6).code == 0
    after = assessed(root)
    assert waiting(root) == [5, 7]
    assert [(one["row"], one["on"], one["role"]) for one in after["made_safe"]] == [
        (6, "2026-06-29", "detective sergeant")
    ]
    lines = [[line["colour"], line["no"]] for c in before["criteria"] for line in c["lines"]]
    assert lines == [[line["colour"], line["no"]] for c in after["criteria"] for line in c["lines"]]
    told = " ".join(daready("assess", "--as-at", "2026-06-30", cwd=root).out.split())
    assert "1 case was recorded as made safe after the audit: 1 by the detective sergeant" in told
    assert "Dana" not in told + str(after)


def test_the_criterion_is_judged_anew(root: Path) -> None:
    load(root, sheet(root / "June.csv", [UNSAFE[0], *fine(150)]))
    colours = [one["colour"] for one in assessed(root)["criteria"] if "case-audit/Q31" in str(one["lines"])]
    safe(root, "June.csv", 5)
    later = [one["colour"] for one in assessed(root)["criteria"] if "case-audit/Q31" in str(one["lines"])]
    assert "RED" in colours and "RED" not in later


def test_it_follows_the_case_through_a_correction(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    safe(root, "June.csv", 6)
    load(root, sheet(root / "June v2.csv", [*fine(60), *UNSAFE]), "--replaces")
    assert waiting(root) == [65, 67]


def test_a_question_that_fails_only_in_the_correction_asks_again(root: Path) -> None:
    load(root, two_safety(root / "June.csv", ["NM/1,High,Yes,No,Yes", "NM/2,High,Yes,Yes,Yes"]))
    safe(root, "June.csv", 5)
    assert waiting(root) == []
    again = two_safety(root / "v2.csv", ["NM/1,High,Yes,No,No", "NM/2,High,Yes,Yes,Yes"])
    load(root, again, "--replaces")
    assert waiting(root) == [5]


def test_a_failure_of_a_later_month_asks_again(root: Path) -> None:
    load(root, sheet(root / "May.csv", [*UNSAFE, *fine(20)], month="May 2026"))
    safe(root, "May.csv", 5, on="2026-05-20")
    load(root, sheet(root / "June.csv", [UNSAFE[0], *fine(20, first=300)]))
    assert ("June.csv", 5) in [
        (one["file"], one["row"]) for one in assessed(root)["needs_someone_today_places"]
    ]


def test_a_case_without_a_reference_is_known_only_where_it_stands(root: Path) -> None:
    nameless = [("", *rest) for _, *rest in UNSAFE]
    load(root, sheet(root / "June.csv", [*nameless, *fine(60)]))
    safe(root, "June.csv", 6)
    assert waiting(root) == [5, 7]
    load(root, sheet(root / "v2.csv", [*nameless, *fine(61)]), "--replaces")
    assert waiting(root) == [5, 6, 7]


def test_the_reference_is_asked_for_hashed_and_forgotten(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    ran = safe(root, "June.csv", typed="nm/2\n")
    assert ran.code == 0
    assert waiting(root) == [5, 7]
    assert safe(root, "June.csv", typed="NM/77\n").code == 2
    kept = (root / LEDGER).read_bytes() + "".join(map(str, entries(root))).encode()
    assert b"nm/2" not in kept.lower()
    assert "nm/2" not in (ran.out + str(assessed(root))).lower()


def test_what_is_gone_and_was_unsafe_is_recorded_too(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    load(root, sheet(root / "v2.csv", fine(60)), "--replaces")
    assert waiting(root) == [5, 6, 7]
    assert safe(root, "June.csv", 6).code == 0
    assert waiting(root) == [5, 7]
    assert assessed(root)["removed"]["open"] == 3
    assert waiting(root, "2026-06-28") == [5, 6, 7]


def test_it_counts_from_its_day_on_and_undo_takes_it_back(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    safe(root, "June.csv", 6)
    assert waiting(root, "2026-06-28") == [5, 6, 7]
    assert daready("undo", cwd=root).code == 0
    assert waiting(root) == [5, 6, 7]
    assert safe(root, "June.csv", 7).code == 0
    number = entries(root)[-1]["entry"]
    assert daready("withdraw", number, "--why", "said of the wrong row", cwd=root).code == 0
    assert waiting(root) == [5, 6, 7]


@pytest.mark.parametrize(
    "words",
    [
        ("June.csv", 9),
        ("May.csv", 6),
        ("June.csv", 6, "--sheet", "Another"),
    ],
)
def test_nobody_waits_there(root: Path, words: tuple[object, ...]) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    assert safe(root, *words).code == 2
    assert [one["kind"] for one in entries(root)] == ["migration", "load"]


def test_a_day_that_makes_nobody_safe_is_refused(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    tomorrow = date.today() + timedelta(days=1)
    assert safe(root, "June.csv", 6, on="2026-05-31").code == 2
    assert safe(root, "June.csv", 6, on=tomorrow.isoformat()).code == 2
    assert daready("safe", "June.csv", 6, "--on", "2026-06-29", "--role", "Dana Holt", cwd=root).code == 2
    assert waiting(root) == [5, 6, 7]


def test_retention_wins_and_takes_the_hash_away(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    purge = ("purge", "--before", "2026-07-01", "--yes")
    assert daready(*purge, cwd=root).code == 2
    for row in (5, 6, 7):
        safe(root, "June.csv", row)
    assert daready(*purge, cwd=root).code == 0
    assert daready("history", "--verify", cwd=root).code == 0
    assert len(assessed(root)["made_safe"]) == 3
    assert account(root, "all", "--reason", "wrong_force").code == 2


def test_the_list_says_the_question_in_words_and_no_reference(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    said = " ".join(daready("safe", cwd=root).out.split())
    assert "HIGH RISK June.csv › June › row 6, audited at least" in said
    assert SAFETY in said
    assert [one["row"] for one in daready("safe", "--json", "-", cwd=root).json["needs_someone_today"]] == [
        5,
        6,
        7,
    ]
    assert "NM" not in said


def annex(root: Path, days: dict[int, object]) -> Path:
    """The annex with days filled in by the row of the sheet that each case stands in."""
    daready("assess", "--as-at", "2026-06-30", "--annex", "annex.xlsx", cwd=root)
    book = load_workbook(root / "annex.xlsx")
    rows = book["Today"]
    [top] = [cell.row for column in rows.iter_cols(max_col=1) for cell in column if cell.value == "File"]
    at = {cell.value: cell.column for cell in rows[top]}
    for row in rows.iter_rows(min_row=top + 1):
        number = row[at["Row"] - 1].value
        if number in days:
            rows.cell(row[0].row, at["Made safe on"], days[number])
    book.save(root / "back.xlsx")
    return root / "back.xlsx"


def listed(root: Path, path: Path) -> Ran:
    return daready("safe", path, "--role", "detective sergeant", cwd=root)


def test_the_annex_comes_back_with_its_days_as_one_entry(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    back = annex(root, {5: date(2026, 6, 28), 7: "29 June 2026"})
    assert listed(root, back).code == 0
    assert waiting(root) == [6]
    assert [one["on"] for one in assessed(root)["made_safe"]] == ["2026-06-28", "2026-06-29"]
    again = listed(root, back)
    assert (again.code, "2 rows are not on today's list" in again.err) == (3, True)
    daready("undo", cwd=root)
    assert waiting(root) == [5, 6, 7]


def test_one_day_that_cannot_be_read_and_nothing_of_the_list_is_taken(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    ran = listed(root, annex(root, {5: date(2026, 6, 28), 6: "last week", 7: date(2026, 5, 1)}))
    assert (ran.code, len(ran.err.splitlines())) == (3, 3)
    assert "last week" not in ran.err
    assert waiting(root) == [5, 6, 7]


def test_another_workbook_is_not_taken_for_the_list(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    other = sheet(root / "Other.csv", fine(3))
    assert listed(root, other).code == 2


def test_where_nobody_was_asked_nobody_is_said_to_be_safe(root: Path) -> None:
    load(root, sheet(root / "June.csv", fine(20)))
    assert "20 sampled cases were asked and answered" in " ".join(daready("safe", cwd=root).out.split())
    daready("undo", cwd=root)
    assert "Nobody can say who needs someone" in daready("safe", cwd=root).out
