"""Rows that may or may not be cases: what is none is not counted, and what may be one is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.grid.cell_text import near_word
from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_layouts import outcomes
from tests.evidence.tables.test_tables import aside, codes, told

HEADINGS = "Case reference | Risk tool completed | Supervisor review"
NUMBERS = f"{HEADINGS}\nDA/1 | #1 | #1\nDA/2 | #1 | #1\n"
WORDS = f"{HEADINGS}\nDA/1 | Yes | Yes\nDA/2 | Yes | No\n"


@pytest.fixture
def sent(read: Read, tmp_path: Path) -> Read:
    """Reads one drawing as an audit of April 2024."""
    return lambda drawing, **more: read(
        book(tmp_path / "a.xlsx", **{more.pop("tab", "Apr_2024"): drawing}), **more
    )


def waiting(evidence: Evidence) -> int:
    """How many rows are not known to be cases, and stand in the way of green all the same."""
    return sum(len(sheet.cases.rows) for sheet in evidence.contested)


SUMS = {
    "a word in place of the reference": (NUMBERS + "Falcon | #0 | #0", 1),
    "a star before it": (NUMBERS + "*Falcon | #0 | #0", 1),
    "two words": (NUMBERS + "DV Merlin | #0 | #1", 1),
    "no reference, figures that are answers": (NUMBERS + " | #1 | #1", 1),
    "no reference, figures under words": (WORDS + " | #1.0 | #0.0", 1),
    "a reference left out in words": (NUMBERS + "N/A | #0 | #0", 1),
    "an answer in place of the reference": (NUMBERS + "No | #0 | #0", 1),
    "a line of a pivot table": (WORDS + "Yes | #1 |", 1),
    "figures that are no answers": (WORDS + "North | #12 | #7", 0),
    "percentages": (WORDS + "North | 100% | 50%", 0),
}


@pytest.mark.parametrize("name", SUMS)
def test_figures_that_may_be_sums_are_set_aside_and_those_that_may_be_answers_wait(
    sent: Read, name: str
) -> None:
    drawing, waits = SUMS[name]
    evidence = sent(drawing)
    assert aside(evidence) == {"total_unnamed": 1}
    assert told(evidence, "total_unnamed").severity == "warning"
    assert waiting(evidence) == waits


CASES = {
    "words as references throughout": (f"{HEADINGS}\nFalcon | #1 | #0\nMerlin | #0 | #0", [b"YNNN"]),
    "a reference like a note": (NUMBERS + "Note 4 | #0 | #0", [b"YYYYNN"]),
    "a reference like a marking": (NUMBERS + "Official 3 | #0 | #0", [b"YYYYNN"]),
    "a reference like a key": (NUMBERS + "Key 3 | #0 | #0", [b"YYYYNN"]),
    "a month answered in words": (WORDS + "April 2024 | No | No", [b"YYYNNN"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_by_any_name_is_one(sent: Read, name: str) -> None:
    drawing, expected = CASES[name]
    evidence = sent(drawing)
    assert (outcomes(evidence), aside(evidence)) == (expected, {})


def test_a_day_makes_a_row_of_answers_a_case(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Tool | Seen\nDA/1 | 3.4.24 | #1 | #1\nFalcon | 4.4.24 | #0 | #0"
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert (outcomes(evidence), aside(evidence)) == ([b"YYNN"], {})


@pytest.mark.parametrize("lead", ["Number", "Total", "Score Lane 12"])
def test_what_no_total_says_makes_a_row_a_case_that_is_not_understood(sent: Read, lead: str) -> None:
    evidence = sent(WORDS + f"{lead} | nope | nope")
    assert "total_row" not in aside(evidence)
    assert told(evidence, "answer_not_understood").cells
    assert evidence.rows_used + waiting(evidence) == 3


SUMMARIES = {
    "questions": "Q25 | #1 | #0\nQ28 | #1 | #1",
    "questions in words": "Risk tool completed | #1 | #0\nSupervisor review | #2 | #0",
    "months": "Month 1 | #12 | #1\nApril 2024 | #1 | #7\nWeek 2 | #4 | #0",
    "answers": "Yes | #12 | #3\nPartly | #2 | #4",
    "a rating": "RAG | Green | Amber\nCompliance | 100% | 67%",
}


@pytest.mark.parametrize("cases", [NUMBERS, WORDS], ids=["answers as numbers", "answers in words"])
@pytest.mark.parametrize("name", SUMMARIES)
def test_a_summary_under_the_cases_is_no_case(sent: Read, name: str, cases: str) -> None:
    lines = SUMMARIES[name]
    evidence = sent(f"{cases}\n{lines}")
    # Among cases answered in figures "#1 | #0" may as well be one of them that fails.
    waits = lines.count("#1 | #0") if cases == NUMBERS else 0
    assert aside(evidence).get("summary_row") == lines.count("\n") + 1 - waits
    assert aside(evidence).get("total_not_proved", 0) == waits
    assert (evidence.rows_used, waiting(evidence)) == (2, waits)


@pytest.mark.parametrize(
    "heading", ["Summary | Yes | No", " | Yes | No", "Row labels | Count of reference |"]
)
def test_the_heading_of_a_summary_is_no_case_that_counts(sent: Read, heading: str) -> None:
    evidence = sent(f"{WORDS}\n{heading}\nQ25 | #1 | #0\nQ28 | #1 | #1")
    assert aside(evidence) == {"unlike_a_case": 1, "summary_row": 2}
    assert (evidence.rows_used, waiting(evidence)) == (2, 1)


def test_words_of_another_table_are_told_as_such_and_wait(sent: Read) -> None:
    evidence = sent(f"{WORDS}\nSeen by | panel | panel")
    assert aside(evidence) == {"unlike_a_case": 1}
    assert waiting(evidence) == 1


DATED = "Case reference | Date of audit | Tool done | Reviewed\nDA/1 | 3.4.24 | Yes | No\nDA/2 | 4.4.24 | Yes | Yes\n"
TALLIES = {
    "in place of the reference": "Yes | | #2 | #1\nNo | | #0 | #1\nN/A | | #0 | #0",
    "in the next column": " | Yes | #2 | #1\n | No | #0 | #1\n | N/A | #0 | #0",
}


@pytest.mark.parametrize("name", TALLIES)
def test_a_count_of_each_answer_under_the_cases_is_no_case(read: Read, tmp_path: Path, name: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=DATED + TALLIES[name]))
    assert (aside(evidence), waiting(evidence), codes(evidence)) == ({"summary_row": 3}, 0, ["summary_row"])


def test_words_for_no_reference_one_below_the_other_are_no_count_of_answers(sent: Read) -> None:
    evidence = sent(NUMBERS + "N/A | #0 | #0\nNot applicable | #0 | #1")
    assert (aside(evidence), waiting(evidence)) == ({"total_unnamed": 2}, 2)


@pytest.mark.parametrize("label", ["Audited by:", "Date", "Signed off by", "Auditor", "Date completed"])
def test_who_signed_a_sheet_and_when_is_no_case(read: Read, tmp_path: Path, label: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{DATED}\n{label} | 1 May 2024 | |"))
    assert (evidence.rows_used, aside(evidence)) == (2, {"note_row": 1})


def test_a_case_that_is_called_like_a_signature_is_one(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{DATED}Date | 1 May 2024 | No | No"))
    assert evidence.rows_used == 3


def test_a_total_of_a_week_is_a_total(sent: Read) -> None:
    assert aside(sent(NUMBERS + "Week 1 total | #1 | #1")) == {"total_row": 1}


@pytest.mark.parametrize(
    "lead", ["EXAMPLE", "e.g. DA/123/26", "TEST", "Test 1", "TEST1", "Example: DA/9", "Dummy"]
)
def test_an_example_is_no_case(sent: Read, lead: str) -> None:
    evidence = sent(f"{HEADINGS}\n{lead} | Yes | Yes\nDA/1 | Yes | No")
    assert (outcomes(evidence), aside(evidence)) == ([b"YN"], {"example_row": 1})
    assert told(evidence, "example_row").severity == "warning"


@pytest.mark.parametrize("lead", ["Testers Lane 4", "Egham 3", "Exampleton"])
def test_a_place_that_sounds_like_an_example_is_none(sent: Read, lead: str) -> None:
    assert sent(f"{HEADINGS}\n{lead} | Yes | Yes\nDA/1 | Yes | No").rows_used == 2


@pytest.mark.parametrize("tab", ["Example", "Worked_example", "Examples_of_use", "TEST", "Dummy_data"])
def test_a_sheet_of_examples_has_no_case(sent: Read, tab: str) -> None:
    assert aside(sent(WORDS, tab=tab)) == {"example_row": 2}


def test_a_sheet_of_a_sample_is_evidence(sent: Read) -> None:
    assert sent(f"Period | April 2024\n\n{WORDS}", tab="Sample").rows_used == 2


def test_a_blotted_reference_is_none(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\nXXXX | Yes | Yes\nxxxx | Yes | No\nDA/1 | Yes | Yes")
    assert (evidence.rows_used, codes(evidence)) == (3, ["reference_blank"])


@pytest.mark.parametrize("again", ["", f"\n{HEADINGS}\nDA/3 | No | No"])
def test_headings_of_other_questions_end_the_table_until_its_own_come_again(sent: Read, again: str) -> None:
    """Without a reference of its own the second block is no table, and its answers are to other questions."""
    evidence = sent(f"{WORDS}\nQ25 | Hours to supervisor review |\nYes | No |\nNo | No |{again}")
    assert aside(evidence) == {"other_table": 3} | ({"repeated_header": 1} if again else {})
    assert outcomes(evidence) == [b"YYYN" + (b"NN" if again else b"")]


UNITS = "Case reference | Tool done | Reviewed | Hours to supervisor review\n{}\nDA/1 | Yes | No | #3"


@pytest.mark.parametrize("units", ["(text) | Y/N | Y/N | hours", " | Yes/No/N/A | Yes/No | hours"])
def test_a_row_of_units_is_a_legend(sent: Read, units: str) -> None:
    evidence = sent(UNITS.format(units))
    assert (outcomes(evidence), codes(evidence)) == ([b"YN"], ["legend_row"])


def test_a_first_row_nobody_understands_is_a_warning(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\n | Nope | Nope\nDA/1 | Yes | No")
    assert aside(evidence) == {"nothing_readable": 1}
    assert told(evidence, "nothing_readable").severity == "warning"


@pytest.mark.parametrize(
    ("text", "word"),
    [("X", None), ("2", None), ("Y/N", None), ("Yse", "yes"), ("Noo", "no"), ("Yess", "yes"), ("nope", None)],
)
def test_a_word_is_suggested_only_where_most_of_it_is_there(text: str, word: str | None) -> None:
    assert near_word(text, ["yes", "no", "n/a", "0", "1", "y", "n", "done"])[0] == word


FIVE = "\n".join(f"DA/10{number} | Yes | Yes" for number in range(5))
LEGENDS = {
    "under a key": "Key\nYes | Met\nNo | Not met",
    "words": "Partly | Yes\nNo | No",
    "colours": "Green | Yes\nAmber | Partial\nRed | No",
}


@pytest.mark.parametrize("name", LEGENDS)
def test_a_legend_under_the_cases_is_no_case(sent: Read, name: str) -> None:
    evidence = sent(f"{HEADINGS}\n{FIVE}\n\n{LEGENDS[name]}")
    assert (evidence.rows_used, waiting(evidence)) == (5, 0)
    assert aside(evidence)["legend_row"] == LEGENDS[name].count(" | ")


def test_codes_and_their_words_under_the_cases_are_doubtful(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\n{FIVE}\n\n#1 | Yes\n#0 | No")
    assert (aside(evidence), waiting(evidence)) == ({"unlike_a_case": 2}, 2)


def test_a_case_called_by_an_answer_among_cases_is_no_legend(sent: Read) -> None:
    assert sent(f"{HEADINGS}\n{FIVE}\nNo | No").rows_used == 6


@pytest.mark.parametrize("month", ["June", "April 2024", "Month 1", "RAG"])
def test_a_case_called_like_a_month_is_none_of_a_summary_where_it_could_fail(sent: Read, month: str) -> None:
    words = sent(f"{HEADINGS}\n{month} | #0 | #0\nFalcon | #1 | #1")
    assert words.rows_used == 2
    doubtful = sent(f"{NUMBERS}{month} | #0 | #0")
    assert (aside(doubtful), waiting(doubtful)) == ({"total_unnamed": 1}, 1)


@pytest.mark.parametrize("lead", ["Q1", "2025", "Team 1", "n=3", "2025/26", "@2024-04-01"])
def test_figures_under_words_beside_what_is_no_reference_here_are_doubtful(sent: Read, lead: str) -> None:
    evidence = sent(f"{HEADINGS}\n{FIVE}\n{lead} | #1 | #0")
    assert (aside(evidence), waiting(evidence)) == ({"total_unnamed": 1}, 1)


def test_figures_under_words_beside_a_reference_are_a_case(sent: Read) -> None:
    assert sent(f"{HEADINGS}\n{FIVE}\nDA/9 | #1 | #0").rows_used == 6


@pytest.mark.parametrize(
    "text",
    ["No risk assessment done", "Not reviewed by supervisor", "None of it at all", "Yes but only later"],
)
def test_a_first_row_of_sentences_that_answer_is_no_guidance(sent: Read, text: str) -> None:
    evidence = sent(f"{HEADINGS}\n | {text} | {text}\n{FIVE}")
    assert told(evidence, "nothing_readable").severity == "warning"


def test_an_answer_not_chosen_yet_is_no_legend_beside_a_reference(sent: Read) -> None:
    assert sent(f"{HEADINGS}\nFalcon | Select | Yes\nMerlin | Select | Select").rows_used == 2


@pytest.mark.parametrize(
    "text",
    ["1. All cases are from Niche", "Version 2", "Page 1 of 1", "1 = Yes, 0 = No", "5 cases", "Week 1"],
)
def test_a_line_with_a_number_in_it_is_no_reference(sent: Read, text: str) -> None:
    assert aside(sent(f"{HEADINGS}\n{FIVE}\n{text}")) == {"note_row": 1}


@pytest.mark.parametrize("text", ["DA 12 26", "Case 12", "NM/1/24", "1077428"])
def test_a_reference_by_itself_is_told(sent: Read, text: str) -> None:
    assert aside(sent(f"{HEADINGS}\n{FIVE}\n{text}")) == {"reference_only": 1}


@pytest.mark.parametrize("lead", ["EG 1/24", "Eg 2/24"])
def test_a_reference_that_begins_with_eg_is_no_example(sent: Read, lead: str) -> None:
    assert sent(f"{HEADINGS}\n{lead} | Yes | No").rows_used == 1


def test_word_references_answered_in_counts_alone_are_cases(read: Read, tmp_path: Path) -> None:
    heads = "Case reference | Date of audit | Hours to supervisor review | Risk tool completed"
    drawing = f"{heads}\nFalcon | 3.4.24 | #10 |\nMerlin | 4.4.24 | #15 |"
    assert read(book(tmp_path / "a.xlsx", Audit=drawing)).rows_used == 2


def test_the_case_above_a_summary_stays_one(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\nFalcon | Yes | Yes\nOsprey | No | No\nTarget | 90% | 90%")
    assert (evidence.rows_used, aside(evidence)) == (2, {"summary_row": 1})


TICKED = (
    "Case reference | Risk tool completed | | | Supervisor review | |\n{} | Yes | No | N/A | Yes | No | N/A\n"
)


def test_the_total_of_a_tick_table_is_a_total(sent: Read) -> None:
    evidence = sent(TICKED.format("") + "DA/1 | x | | | x | |\nTotal | #1 | #0 | #0 | #1 | #0 | #0")
    assert (evidence.rows_used, aside(evidence)) == (1, {"total_row": 1})


def test_a_first_case_marked_by_two_is_no_heading(sent: Read) -> None:
    evidence = sent(
        "Case reference | Tool done | | Reviewed |\nFalcon | Yes | No | Yes | No\nMerlin | Yes | | Yes |"
    )
    assert evidence.rows_used == 2


def test_a_day_between_the_rows_is_no_month_of_long_ago(read: Read, tmp_path: Path) -> None:
    drawing = f"{HEADINGS}\nDA/1 | Yes | No\nMay 12\nDA/2 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=drawing))
    assert {str(case.month) for sheet in evidence.cases for case in sheet.cases} == {"2024-04"}


def test_what_is_usual_in_a_table_is_told_by_all_its_parts(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\nApril 2024\nDA/1 | Yes | Yes\n\nMay 2024\nNorth | #1 | #1")
    assert (evidence.rows_used, waiting(evidence)) == (1, 1)


@pytest.mark.parametrize("label", ["Checked:", "Population:", "How chosen", "Anything at all:"])
def test_a_label_and_its_value_under_the_cases_are_no_case(sent: Read, label: str) -> None:
    evidence = sent(f"{HEADINGS}\n{FIVE}\n\n{label} | something")
    assert (evidence.rows_used, aside(evidence)) == (5, {"note_row": 1})


@pytest.mark.parametrize("lead", ["*Falcon", "*", "Note"])
def test_a_star_makes_no_note_of_a_row_that_answers_in_words_nobody_knows(sent: Read, lead: str) -> None:
    evidence = sent(f"{HEADINGS}\n{FIVE}\n{lead} | nope | nope")
    assert (aside(evidence), waiting(evidence)) == ({"unlike_a_case": 1}, 1)


def test_a_key_beside_what_it_means_is_a_note(sent: Read) -> None:
    assert aside(sent(f"{HEADINGS}\n{FIVE}\nKey: | Y = Yes | N = No")) == {"note_row": 1}
