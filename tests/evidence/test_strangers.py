"""Small workbooks of strangers that once gave a wrong answer in silence, each with the answer that is right."""

from __future__ import annotations

from pathlib import Path

from tests.evidence.conftest import Reads
from tests.evidence.drawn import book, text
from tests.evidence.opening.test_drawn_over import with_controls
from tests.evidence.strangers import CHOSEN, RISK, cells, codes, counts, forty, july, one_in_four
from tests.evidence.tables.test_tables import aside


def plainly(n: int) -> str:
    return f"{one_in_four(n)} | Yes"


RETURN = "Area | Measure | Month | Numerator | Denominator"


def test_01_a_nation_is_no_district(reads: Reads, tmp_path: Path) -> None:
    drawing = f"""{RETURN}
North | Risk assessments completed | Jul 2025 | #8 | #20
South | Risk assessments completed | Jul 2025 | #10 | #20
England and Wales | Risk assessments completed | Jul 2025 | #39000 | #40000
Most similar forces | Risk assessments completed | Jul 2025 | #3900 | #4000"""
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert [(f.numerator, f.denominator) for f in evidence.figures] == [(8, 20), (10, 20)]
    assert cells(evidence, "not_this_force") == ["A4", "A5"]


def test_01b_a_national_row_is_told(reads: Reads, tmp_path: Path) -> None:
    drawing = """Area | Measure | Jun 2025 | Jul 2025
North | Risk assessments completed | 8/20 | 9/20
South | Risk assessments completed | 8/20 | 9/20
National | Risk assessments completed | 3900/4000 | 3900/4000"""
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert sum(f.numerator for f in evidence.figures) == 34
    assert sum(f.denominator for f in evidence.figures) == 80
    assert cells(evidence, "not_this_force") == ["A4"]


def test_02_a_scale_explained_above_the_table(reads: Reads, tmp_path: Path) -> None:
    drawing = forty(lambda _: "#1 | #1", above="Scoring: 1 = Not met, 2 = Partially met, 3 = Met\n")
    evidence = reads(july(tmp_path, drawing))
    assert counts(evidence, "Q25") == counts(evidence, "Q31") == (0, 40)
    assert cells(evidence, "answers_by_key") == ["A3"]


def test_02b_a_key_on_another_tab(reads: Reads, tmp_path: Path) -> None:
    key = "Score | Meaning\n#1 | Not met\n#2 | Partially met\n#3 | Met"
    evidence = reads(july(tmp_path, forty(lambda _: "#1 | Yes"), Key=key))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 40), (40, 0))
    assert cells(evidence, "answers_by_key") == ["A2"]


def test_02d_a_tick_that_means_an_issue(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(july(tmp_path, forty(lambda _: "✓ | Yes", above="Key: ✓ = issue found\n")))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (40, 0))
    assert cells(evidence, "key_says_otherwise") == ["A3"]


def test_02e_nought_is_yes(reads: Reads, tmp_path: Path) -> None:
    drawing = forty(lambda n: f"{one_in_four(n, '#1', '#0')} | Yes", above="Key: 0 = Yes, 1 = No, 9 = N/A\n")
    evidence = reads(july(tmp_path, drawing))
    assert counts(evidence, "Q25") == (30, 10)
    assert cells(evidence, "answers_by_key") == ["A3"]


def test_03_numbers_of_their_own_questions(reads: Reads, tmp_path: Path) -> None:
    questions = " | ".join(f"Q{n:02}" for n in range(1, 41))
    answers = " | ".join(["Yes"] * 40)
    evidence = reads(july(tmp_path, forty(lambda _: answers, f"Ref | {questions}")))
    assert evidence.rows_used == 0
    assert "bare_codes" in codes(evidence)
    assert cells(evidence, "bare_codes")[0] == "B4"


def test_03b_the_wording_of_their_numbers_on_another_tab(reads: Reads, tmp_path: Path) -> None:
    wording = (
        "No | Question\nQ25 | Was the body worn video missing?\nQ31 | Was the case filed without a review?"
    )
    evidence = reads(july(tmp_path, forty(lambda _: "Yes | Yes", "Ref | Q25 | Q31"), Questions=wording))
    assert evidence.rows_used == 0
    assert cells(evidence, "bare_codes") == ["B4", "C4"]


BLANK_ROWS = "\n".join([" | !false | !false"] * 60)


def test_04_rows_that_nobody_ticked_are_no_cases(reads: Reads, tmp_path: Path) -> None:
    drawing = forty(lambda n: f"{one_in_four(n, '!false', '!true')} | !true", below=BLANK_ROWS)
    evidence = reads(july(tmp_path, drawing))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((30, 10), (40, 0))
    assert (aside(evidence), len(evidence.contested)) == ({"row_at_default": 60}, 0)


def test_04b_csv_rows_that_nobody_ticked_are_no_cases(reads: Reads, tmp_path: Path) -> None:
    rows = [
        "Title | Case reference | Q25 | Q31".replace("Q25", RISK).replace(
            "Q31", "Immediate safety actions recorded"
        )
    ]
    rows += [f"x | OCC{n:04} | True | True" for n in range(40)] + [" | | False | False"] * 30
    evidence = reads(text(tmp_path / "July 2025.csv", "\n".join(rows)))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((40, 0), (40, 0))
    assert (aside(evidence), len(evidence.contested)) == ({"row_at_default": 30}, 0)


def test_05_a_column_with_a_two_is_a_scale(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(july(tmp_path, forty(lambda n: f"#{2 if n == 5 else 1} | Yes")))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (40, 0))
    assert len(cells(evidence, "numbers_are_a_scale")) == 40


def test_06_monthly_percentages_are_no_cases(reads: Reads, tmp_path: Path) -> None:
    months = ("January", "February", "March", "April", "May", "June", "July")
    rows = [f"{month} 2025 | %{0.9 if n % 3 == 0 else 1} | %1" for n, month in enumerate(months)]
    summary = "\n".join([f"Month | {RISK} | Immediate safety actions recorded", *rows])
    evidence = reads(book(tmp_path / "a.xlsx", Summary=summary, July_2025=forty(plainly)))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((30, 10), (40, 0))
    assert (evidence.rows_used, aside(evidence), len(evidence.contested)) == (40, {"bare_percentage": 7}, 0)


def test_06b_district_percentages_are_no_cases(reads: Reads, tmp_path: Path) -> None:
    summary = f"""How cases were chosen | Random
District | {RISK} | Immediate safety actions recorded
North | %1 | %1
South | %1 | %0
East | %0.5 | %1"""
    evidence = reads(book(tmp_path / "July 2025.xlsx", Summary=summary))
    assert (evidence.rows_used, aside(evidence), len(evidence.contested)) == (0, {"bare_percentage": 3}, 0)


DATED = f"Case reference | Date audited | {RISK}"


def test_07_a_column_that_is_month_first(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(july(tmp_path, forty(lambda n: f"07/{n % 28 + 1:02}/2025 | {one_in_four(n)}", DATED)))
    assert counts(evidence, "Q25") == (30, 10)
    assert {str(case.month) for sheet in evidence.cases for case in sheet.cases} == {"2025-07"}
    assert "dates_month_first" in codes(evidence)


def test_07b_month_first_and_no_month_elsewhere(reads: Reads, tmp_path: Path) -> None:
    drawing = forty(lambda n: f"07/{n % 28 + 1:02}/2025 | {one_in_four(n)}", DATED)
    evidence = reads(book(tmp_path / "a.xlsx", Audit=drawing))
    assert evidence.rows_used == 0
    assert "dates_month_first_doubt" in codes(evidence)


def test_07d_days_that_only_the_tab_settles(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(july(tmp_path, forty(lambda n: f"07/{n % 12 + 1:02}/2025 | {one_in_four(n)}", DATED)))
    assert counts(evidence, "Q25") == (30, 10)
    assert {str(case.month) for sheet in evidence.cases for case in sheet.cases} == {"2025-07"}
    assert {"dates_month_first"} <= codes(evidence) and "period_disagrees" not in codes(evidence)


def test_08_a_group_before_each_heading(reads: Reads, tmp_path: Path) -> None:
    group = "Please answer about the risk."
    heads = f"Case reference | {group}{RISK} | {group}Immediate safety actions recorded"
    evidence = reads(july(tmp_path, forty(plainly, heads)))
    assert counts(evidence, "Q25") == (30, 10)


def test_08b_a_footnote_on_a_heading(reads: Reads, tmp_path: Path) -> None:
    heads = f"Case reference | {RISK}¹ | Immediate safety actions recorded [note 2]"
    evidence = reads(july(tmp_path, forty(plainly, heads)))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((30, 10), (40, 0))


def test_08c_case_reference_number(reads: Reads, tmp_path: Path) -> None:
    heads = f"Case reference number | {RISK} | Immediate safety actions recorded"
    evidence = reads(july(tmp_path, forty(plainly, heads)))
    assert counts(evidence, "Q25") == (30, 10)


def test_08_headings_nobody_knows_are_named_and_asked_about(reads: Reads, tmp_path: Path) -> None:
    heads = "Case reference | How did the risk part go? | And the safety part?"
    evidence = reads(july(tmp_path, forty(plainly, heads)))
    assert cells(evidence, "headings_tried") == ["B4", "C4"]
    assert [asked.cell for asked in evidence.asked] == ["B4", "C4"]


def test_09_a_district_printed_once(reads: Reads, tmp_path: Path) -> None:
    rows = [
        f"{'North' if n == 0 else 'South' if n == 20 else ''} | OCC{n:04} | {plainly(n)}" for n in range(40)
    ]
    heads = f"District | Case reference | {RISK} | Immediate safety actions recorded"
    evidence = reads(july(tmp_path, "\n".join([CHOSEN, heads, *rows])))
    districts = [case.district for sheet in evidence.cases for case in sheet.cases]
    assert districts == ["North"] * 20 + ["South"] * 20
    assert "filled_down" in codes(evidence)


def test_10_boxes_drawn_over_the_cells(reads: Reads, tmp_path: Path) -> None:
    drawing = forty(lambda _: " | Yes")
    boxes = [("Checkbox", f"1, 0, {n}, 0, 2, 0, {n + 1}, 0") for n in range(4, 44)]
    evidence = reads(with_controls(july(tmp_path, drawing), *boxes))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (40, 0))
    assert cells(evidence, "drawn_no_answer") == [f"B{n + 1}" for n in range(4, 44)]


def test_11_a_rate_by_name_with_both_counts(reads: Reads, tmp_path: Path) -> None:
    drawing = "Measure | Jul-25 | Aug-25\nDASH completion rate | 34/40 | 35/40"
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert [(f.item, f.numerator, f.denominator) for f in evidence.figures] == [
        ("performance-return/M16", 34, 40),
        ("performance-return/M16", 35, 40),
    ]


def test_12_a_form_a_tab(reads: Reads, tmp_path: Path) -> None:
    form = f"""DA case audit form
Case reference | OCC000{{0}}
Month | July 2025
District | North
How cases were chosen | Random
{RISK} | No
Immediate safety actions recorded | Yes
Call grade right for the risk | Yes
Comments | ok"""
    tabs = {f"Case_{n}": form.format(n) for n in range(3)}
    evidence = reads(book(tmp_path / "a.xlsx", **tabs))
    assert "one_case_a_sheet" in codes(evidence) and "table_on_its_side" not in codes(evidence)


def test_12b_a_row_a_question(reads: Reads, tmp_path: Path) -> None:
    rows = [
        f"OCC{n:04} | {question} | Yes"
        for n in range(40)
        for question in (RISK, "Immediate safety actions recorded", "Call grade right for the risk")
    ]
    evidence = reads(july(tmp_path, "\n".join([CHOSEN, "Case reference | Question | Answer", *rows])))
    assert "one_question_a_row" in codes(evidence) and "table_on_its_side" not in codes(evidence)


def test_13_na_is_no_number(reads: Reads, tmp_path: Path) -> None:
    drawing = """Measure | Month | Numerator | Denominator
Risk assessments completed | Jul 2025 | N/A | #50
Risk assessments completed | Jun 2025 | #90 | #100"""
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert cells(evidence, "number_not_understood") == ["C2"]
    assert "numbers_do_not_fit" not in codes(evidence)


def test_13b_three_of_four_became_a_date(reads: Reads, tmp_path: Path) -> None:
    drawing = """Measure | Jul-25 | Aug-25
Risk assessments completed | @2025-04-03 | 34/40
Releases on bail | @2025-12-09 | 10/12"""
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert cells(evidence, "count_became_a_date") == ["B2", "B3"]
    assert "count_alone" not in codes(evidence)


def test_13d_two_references(reads: Reads, tmp_path: Path) -> None:
    rows = [
        f"{'' if n % 2 == 0 else f'45/{n:04}/25'} | {'' if n % 2 else f'LOG{n}'} | {plainly(n)}"
        for n in range(40)
    ]
    heads = f"Crime reference | Incident number | {RISK} | Immediate safety actions recorded"
    evidence = reads(july(tmp_path, "\n".join([CHOSEN, heads, *rows])))
    assert counts(evidence, "Q25") == (30, 10)
    assert None not in [case.key for sheet in evidence.cases for case in sheet.cases]
    assert codes(evidence) == {"two_references"}


def test_13e_subtotals_of_percentages_and_counts(reads: Reads, tmp_path: Path) -> None:
    north, south = ([f"OCC{n:04} | {plainly(n)}" for n in half] for half in (range(20), range(20, 40)))
    heads = f"Case reference | {RISK} | Immediate safety actions recorded"
    rows = ["North (20)", *north, "Subtotal: North | 15/20 | 20/20", "South (20)", *south]
    rows += ["Subtotal: South | 75% | 100%", "Grand Total | 30/40 | 40/40"]
    evidence = reads(july(tmp_path, "\n".join([CHOSEN, heads, *rows])))
    assert (counts(evidence, "Q25"), len(evidence.contested)) == ((30, 10), 0)
    assert aside(evidence) == {"section_row": 2, "total_row": 3}
