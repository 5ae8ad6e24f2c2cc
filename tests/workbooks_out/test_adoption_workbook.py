"""The adoption workbook as people get it, fill it in and give it back: nothing counts that nobody said yes to."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from daready.evidence.layouts import adoption_sheets as at
from tests.command.run import Ran, daready
from tests.evidence.layouts.test_adopt_forms import HERE, KEY

FELLMOOR = "Fellmoor DA dip sample May 2026.xlsx"
KESTREL = "KC_QATT_DA_Jul26_v3.xlsx"
SIGNED = ("--accept", "--by", "A Lead", "--role", "DA lead")
Fill = Callable[[Any], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    daready("init", "force", cwd=tmp_path)
    return tmp_path / "force"


def asked(folder: Path, name: str) -> Ran:
    run = daready("adopt", HERE / name, cwd=folder)
    assert run.code == 0, run.err
    return run


def filled(folder: Path, fill: Fill) -> Ran:
    """The workbook filled in by hand and given back."""
    book = load_workbook(folder / "adoption.xlsx")
    fill(book)
    book.save(folder / "adoption.xlsx")
    return daready("adopt", "adoption.xlsx", *SIGNED, "--json", "-", cwd=folder)


def put(book: Any, sheet: str, row: int, column: int, value: object) -> None:
    book[sheet].cell(row + 1, column + 1, value)


def rows_of(book: Any) -> dict[str, int]:
    """The row of each question by its text, from nought."""
    sheet = book[at.QUESTIONS]
    return {
        sheet.cell(row + 1, at.TEXT + 1).value: row
        for row in range(at.QUESTIONS_FROM, sheet.max_row)
        if sheet.cell(row + 1, at.TEXT + 1).value
    }


def test_it_asks_each_question_in_its_own_words_with_a_list(workspace: Path) -> None:
    asked(workspace, FELLMOOR)
    path = workspace / "adoption.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = load_workbook(path)
    assert book.properties.category == "OFFICIAL-SENSITIVE"
    assert list(rows_of(book)) == [question["question"] for question in KEY[FELLMOOR]["questions"]]
    sheet = book[at.QUESTIONS]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    for row in rows_of(book).values():
        offered = _offered(book, lists[f"{'ABCDEFGH'[at.ASKS]}{row + 1}"])
        assert {*at.SPECIAL, "Risk assessment done for this incident"} <= {*offered}
        assert len(offered) == len({*offered}) > 80
    words = {book[at.WORDS].cell(row, 1).value for row in range(at.WORDS_FROM + 1, book[at.WORDS].max_row)}
    assert {"Y", "N/A", "Part", "ask Sgt"} <= words
    assert book[at.CHOICES].sheet_state == "hidden"
    assert book[at.FOUND].sheet_state == "veryHidden"


def _offered(book: Any, formula: str) -> list[str]:
    first, last = formula.lstrip("=").rpartition("!")[2].replace("$", "").split(":")
    return [cell.value for (cell,) in book[at.CHOICES][f"{first}:{last}"]]


def test_the_same_form_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        daready("adopt", HERE / KESTREL, "-o", name, cwd=tmp_path)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_terminal_says_what_to_do_next(tmp_path: Path) -> None:
    run = asked(tmp_path, FELLMOOR)
    assert max(map(len, run.out.splitlines())) <= 80
    assert "36 cases and 29 questions" in run.out
    for step in ("Open adoption.xlsx", "daready init", "--accept"):
        assert step in run.out
    assert "daready init" not in asked(_workspace(tmp_path), FELLMOOR).out


def _workspace(folder: Path) -> Path:
    daready("init", "force", cwd=folder)
    return folder / "force"


def test_what_stands_ready_counts_only_once_it_is_confirmed(workspace: Path) -> None:
    asked(workspace, FELLMOOR)
    assert filled(workspace, lambda book: None).code == 2  # nobody has said yes or no
    ready = filled(workspace, lambda book: put(book, at.FORM, *at.ALL_READY, at.READY_YES))
    assert ready.code == 0, ready.err
    asks = {one["text"]: one["is"] for one in ready.json["questions"]}
    key = {one["question"]: one["ids"] for one in KEY[FELLMOOR]["questions"]}
    assert len(asks) > 4
    for text, name in asks.items():
        assert name.removeprefix("case-audit/") in key[text]


def test_without_a_yes_only_what_was_chosen_counts(workspace: Path) -> None:
    asked(workspace, FELLMOOR)

    def fill(book: Any) -> None:
        put(book, at.FORM, *at.ALL_READY, at.READY_NO)
        row = rows_of(book)["MARAC referral sent (high risk only)"]
        put(book, at.QUESTIONS, row, at.ASKS, "High-risk case referred to MARAC")

    run = filled(workspace, fill)
    assert run.code == 0, run.err
    assert [one["is"] for one in run.json["questions"]] == ["case-audit/Q35"]


def test_every_fault_of_a_workbook_comes_at_once_with_its_cell(workspace: Path) -> None:
    asked(workspace, FELLMOOR)

    def fill(book: Any) -> None:
        rows = rows_of(book)
        put(book, at.QUESTIONS, rows["H2H / CCTV trawl completed"], at.ASKS, "something else")
        missed = rows["Any safeguarding opportunities missed?"]
        put(book, at.QUESTIONS, missed, at.ASKS, "Immediate safety actions recorded")
        put(book, at.FORM, *at.POPULATION, "many")

    run = filled(workspace, fill)
    assert run.code == 2
    for said in (
        "Form › B13",
        "is not on the list",
        "Yes to this question is good news or bad",
        "not a number of cases",
    ):
        assert said in run.err
    assert "something else" not in run.err


def test_a_form_of_scores_is_not_taken_before_a_score_has_a_meaning(workspace: Path) -> None:
    asked(workspace, KESTREL)
    run = filled(workspace, lambda book: put(book, at.FORM, *at.ALL_READY, at.READY_YES))
    assert run.code == 2
    assert "scores" in run.err


def test_an_adoption_workbook_is_no_evidence_and_no_form(workspace: Path) -> None:
    asked(workspace, FELLMOOR)
    assert "--accept" in daready("adopt", "adoption.xlsx", cwd=workspace).err
    notices = daready("check", "adoption.xlsx", "--json", "-", cwd=workspace).json["files"][0]["notices"]
    assert [one["code"] for one in notices] == ["adoption_workbook"]


def test_a_filled_in_workbook_is_not_written_over(workspace: Path) -> None:
    asked(workspace, FELLMOOR)
    filled(workspace, lambda book: put(book, at.FORM, *at.ALL_READY, at.READY_YES))
    assert daready("adopt", HERE / FELLMOOR, cwd=workspace).code == 2


@pytest.mark.parametrize("name", KEY)
def test_the_whole_way_from_a_form_to_counts_as_the_key_says(workspace: Path, name: str) -> None:
    """Filled in by the key, accepted, and loaded without a question: every count is the key's."""
    key = KEY[name]
    asked(workspace, name)
    titles = _titles()

    def fill(book: Any) -> None:
        put(book, at.FORM, *at.ALL_READY, at.READY_YES)
        rows = rows_of(book)
        for question in key["questions"]:
            row = rows[question["question"]]
            single = bool(question["ids"]) and not question["combines"]
            put(book, at.QUESTIONS, row, at.ASKS, titles[question["ids"][0]] if single else at.OURS)
            put(
                book,
                at.QUESTIONS,
                row,
                at.YES_IS,
                at.BAD if question["polarity"] == "yes is bad" else at.GOOD,
            )
        meant = {
            word.strip().casefold(): meaning
            for question in key["questions"]
            for word, meaning in question["words"].items()
        }
        sheet = book[at.WORDS]
        row = at.WORDS_FROM
        while (word := sheet.cell(row + 1, 1).value) is not None:
            meaning = meant[str(word).strip().casefold()]
            shown = at.MEANINGS.get(meaning, at.UNCLEAR)
            if sheet.cell(row + 1, at.MEANS + 1).value != at.NOT_SHOWN:
                put(book, at.WORDS, row, at.MEANS, shown)
            row += 1

    run = filled(workspace, fill)
    assert run.code == 0, run.err
    load = daready("load", HERE / name, "--json", "-", cwd=workspace)
    assert load.json["totals"]["rows_used"] == key["cases"]
    assert [
        n["code"] for file in load.json["files"] for n in file["notices"] if n["severity"] == "error"
    ] == []
    lines = {
        line["id"]: line
        for criterion in daready("assess", "--as-at", "2026-08-15", "--json", "-", cwd=workspace).json[
            "criteria"
        ]
        for line in criterion["lines"]
    }
    times = Counter(
        question["ids"][0] for question in key["questions"] if question["ids"] and not question["combines"]
    )
    compared = 0
    for question in key["questions"]:
        line = (
            lines.get(f"case-audit/{question['ids'][0]}")
            if question["ids"] and not question["combines"]
            else None
        )
        if line and times[question["ids"][0]] == 1:
            counts = question["counts_with_yes_as_good"]
            assert (line["yes"], line["partial"], line["no"]) == (
                counts["yes"],
                counts["partial"],
                counts["no"],
            ), line
            compared += 1
    assert compared > 10


def _titles() -> dict[str, str]:
    from tests.year import shipped

    return {question.id: question.title for question in shipped().form["case-audit"].questions}
