"""What a fast reader cannot see and a person can: errors, crossed-out words, colours, hidden rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.limits import TOLD_CELLS
from daready.evidence.opening.stamp import SPOKEN
from daready.rubric.terms import Outcome
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, cells
from tests.evidence.tables.test_tables import PLAIN, aside, codes, only, told
from tests.evidence.zipped import change, swap

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["Case reference", "Date of audit", "Risk tool completed", "Supervisor review"]


class Drawn:
    """A plain audit of ten cases, all Yes, that a test may write odd things upon."""

    def __init__(self, path: Path, *, rows: int = 10, **options: object) -> None:
        self.path = path
        self.book = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties({"created": datetime(2026, 1, 1)})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        self.sheet = self.book.add_worksheet("Audit")
        self.sheet.write_row(0, 0, HEAD)
        for row in range(1, rows + 1):
            self.sheet.write_string(row, 0, f"DA/{row}")
            self.sheet.write_datetime(row, 1, datetime(2024, 4, 3), self.day)
            self.sheet.write_row(row, 2, ["Yes", "Yes"])

    def done(self) -> Path:
        self.book.close()
        return self.path


def test_error_cells_are_not_understood_and_named(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.write_formula("C3", "=VLOOKUP(1,A:A,1)", None, "#N/A")
    drawn.sheet.write_formula("C5", "=#REF!", None, "#REF!")
    drawn.sheet.write_formula("B6", "=#REF!", None, "#REF!")
    drawn.sheet.write_formula("A7", "=#REF!", None, "#REF!")
    evidence = read(drawn.done())
    assert sorted(codes(evidence)) == ["cell_error", "cell_error", "cell_error", "undated"]
    assert [n.cells for n in evidence.notices if n.code == "cell_error"] == [("A7",), ("B6",), ("C3", "C5")]
    assert aside(evidence) == {"undated": 1}
    sheet = only(evidence)
    assert sheet.answer(1, "Q25") is sheet.answer(3, "Q25") is Outcome.NOT_UNDERSTOOD
    assert sheet.cases[4].key is None
    assert len({case.key for case in sheet.cases}) == 9


def test_formulas_never_worked_out_are_not_blank(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.write_formula("C4", '=IF(1,"Yes","No")', None, "")
    drawn.sheet.write_formula("C5", '=IF(1,"","No")', None, "=x")
    path = change(
        drawn.done(), {SHEET: swap('t="str"><f>IF(1,"","No")</f><v>=x</v>', 't="str"><f>IF(1)</f><v></v>')}
    )
    path = change(path, {SHEET: swap('<f>IF(1,"Yes","No")</f><v></v>', '<f>IF(1,"Yes","No")</f>')})
    evidence = read(path)
    assert codes(evidence) == ["formula_not_calculated"]
    assert told(evidence, "formula_not_calculated").cells == ("C4",)


def test_a_sheet_of_formulas_saved_by_a_script_keeps_its_rows(read: Read, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.append(["Case reference", "Date of audit", "Risk tool completed"])
    for row in range(2, 6):
        made.active.append([f"=1+{row}", date(2024, 4, 3), '=IF(TRUE,"Yes","No")'])
    made.save(tmp_path / "a.xlsx")
    evidence = read(tmp_path / "a.xlsx")
    assert set(codes(evidence)) == {"formula_not_calculated", "nothing_readable"}
    assert aside(evidence) == {"nothing_readable": 4}


def test_crossed_out_text_is_no_answer(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    strike, plain = drawn.book.add_format({"font_strikeout": True}), drawn.book.add_format({"bold": True})
    drawn.sheet.write_rich_string("C3", plain, "Yes ", strike, "No")
    drawn.sheet.write("C4", "No", strike)
    drawn.sheet.write_blank("C5", None, strike)
    drawn.sheet.write("F6", "aside", strike)
    for column, text in enumerate(["DA/8", "3.4.24", "Yes", "No"]):
        drawn.sheet.write(8, column, text, strike)
    evidence = read(drawn.done())
    assert sorted(codes(evidence)) == ["heading_blank", "struck_row", "text_struck"]
    assert told(evidence, "text_struck").cells == ("C3", "C4")
    assert aside(evidence) == {"struck_row": 1}


def test_a_struck_row_strikes_nothing_of_the_row_above(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.set_row(5, None, drawn.book.add_format({"font_strikeout": True}))
    evidence = read(drawn.done())
    cells = {cell for notice in evidence.notices if notice.code == "text_struck" for cell in notice.cells}
    assert cells == {"A6", "C6", "D6"}


def test_a_struck_merged_answer_is_struck_in_all_its_rows(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.merge_range("C3:C5", "No", drawn.book.add_format({"font_strikeout": True}))
    evidence = read(drawn.done())
    assert told(evidence, "text_struck").cells == ("C3", "C4", "C5")


def test_a_colour_or_a_comment_alone_carries_no_answer(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    green, red = (drawn.book.add_format({"bg_color": colour}) for colour in ("green", "red"))
    white = drawn.book.add_format({"bg_color": "white"})
    drawn.sheet.write_blank("C3", None, green)
    drawn.sheet.write_blank("C4", None, red)
    drawn.sheet.write_blank("C5", None, white)
    drawn.sheet.write("C6", "Yes", green)
    drawn.sheet.write_string("D7", " ")
    drawn.sheet.write_comment("D7", "Sgt says yes")
    drawn.sheet.write_comment("D8", "beside an answer")
    evidence = read(drawn.done())
    assert sorted(codes(evidence)) == ["colour_no_answer", "comment_no_answer"]
    assert told(evidence, "colour_no_answer").cells == ("C3", "C4")
    assert told(evidence, "comment_no_answer").cells == ("D7",)
    assert told(evidence, "colour_no_answer").severity == "warning"


def test_banded_rows_and_shaded_columns_are_decoration(read: Read, tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, band, column = made.add_worksheet(), made.add_format({"bg_color": "#DDEEFF"}), made.add_format()
    column.set_bg_color("#FFFFCC")
    sheet.write_row(0, 0, HEAD)
    for row in range(1, 9):
        shade = band if row % 2 else None
        for at, text in enumerate([f"DA/{row}", "3.4.24", "" if row > 5 else "Yes"]):
            sheet.write(row, at, text, shade)
        sheet.write(row, 3, "" if row > 6 else "No", column)
    made.close()
    assert codes(read(tmp_path / "a.xlsx")) == []


def test_hidden_rows_columns_and_sheets_are_read_and_said(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.set_row(3, None, None, {"hidden": True})
    drawn.sheet.set_row(40, None, None, {"hidden": True})
    drawn.sheet.set_column("D:E", None, None, {"hidden": True})
    second = drawn.book.add_worksheet("Old")
    second.hide()
    for r, row in enumerate(cells("Case reference | Date of audit | Risk tool completed\nZ1 | 3.5.24 | No")):
        second.write_row(r, 0, row)
    evidence = read(drawn.done())
    assert codes(evidence) == ["rows_hidden", "columns_hidden", "sheet_hidden"]
    assert told(evidence, "rows_hidden").cells == ("A4",)
    assert told(evidence, "columns_hidden").cells == ("D1",)
    assert evidence.rows_used == 11
    assert {n.severity for n in evidence.notices if n.code != "selection_not_stated"} == {"info"}


@pytest.mark.parametrize("table", [False, True])
def test_filtered_rows_are_read_and_said(read: Read, tmp_path: Path, table: bool) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    if table:
        drawn.sheet.add_table("A1:D11", {"columns": [{"header": text} for text in HEAD]})
    else:
        drawn.sheet.autofilter("A1:D11")
        drawn.sheet.filter_column("C", "x == No")
    for row in range(1, 10):
        drawn.sheet.set_row(row, None, None, {"hidden": True})
    path = drawn.done()
    if table:
        filtering = (
            '"><filterColumn colId="2"><filters><filter val="No"/></filters></filterColumn></autoFilter>'
        )
        change(
            path,
            {
                "xl/tables/table1.xml": swap(
                    '<autoFilter ref="A1:D11"/>', '<autoFilter ref="A1:D11' + filtering
                )
            },
        )
    evidence = read(path)
    assert codes(evidence) == ["rows_filtered"]
    assert len(told(evidence, "rows_filtered").cells) == 9


def test_values_under_merged_cells_do_not_become_answers(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.merge_range("C2:C4", "No")
    drawn.sheet.write("C3", "Yes")
    evidence = read(drawn.done())
    assert codes(evidence) == ["value_under_merged", "merged_answers"]
    assert told(evidence, "value_under_merged").cells == ("C3", "C4")
    assert only(evidence).outcomes[:6] == b"?Y?Y?Y"


def test_links_to_other_workbooks_are_said(read: Read, tmp_path: Path) -> None:
    path = change(
        book(tmp_path / "a.xlsx", Audit=PLAIN), {}, more={"xl/externalLinks/externalLink1.xml": b"<x/>"}
    )
    assert codes(read(path)) == ["links_outside"]


def test_dates_counted_from_1904_are_right(read: Read, tmp_path: Path) -> None:
    evidence = read(Drawn(tmp_path / "a.xlsx", rows=2, date_1904=True).done())
    assert [case.day for case in only(evidence).cases] == [date(2024, 4, 3)] * 2


def _prefixed(data: bytes) -> bytes:
    text = data.decode().replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    return text.replace("xmlns=", "xmlns:x=").encode()


def _single_quotes(data: bytes) -> bytes:
    head, mark, body = data.partition(b"<sheetData>")
    return head + mark + body.replace(b'"', b"'")


def _style_first(data: bytes) -> bytes:
    import re

    return re.sub(rb'<c (r="[A-Z]+\d+")((?: \w+="\w+")+)', rb"<c\2 \1", data)


@pytest.mark.parametrize("write", [_prefixed, _single_quotes, _style_first])
def test_other_programs_spelling_of_xml_hides_nothing(read: Read, tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.write("C4", "No", drawn.book.add_format({"font_strikeout": True}))
    drawn.sheet.write_blank("C6", None, drawn.book.add_format({"bg_color": "red"}))
    drawn.sheet.write_formula("D4", "=#REF!", None, "#REF!")
    drawn.sheet.set_row(7, None, None, {"hidden": True})
    evidence = read(change(drawn.done(), {SHEET: write}))
    assert sorted(codes(evidence)) == ["cell_error", "colour_no_answer", "rows_hidden", "text_struck"]
    assert told(evidence, "cell_error").cells == ("D4",)
    assert told(evidence, "colour_no_answer").cells == ("C6",)


def test_a_thousand_like_faults_are_one_notice(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx", rows=1000)
    for row in range(1, 1001):
        drawn.sheet.write_formula(row, 2, "=#REF!", None, "#REF!")
    evidence = read(drawn.done())
    assert codes(evidence) == ["cell_error"]
    assert len(told(evidence, "cell_error").cells) == TOLD_CELLS
    assert "1000" in told(evidence, "cell_error").message


@pytest.mark.parametrize(
    ("comment", "said"),
    [(SPOKEN + "Type the answer.", []), ("rang\n\n" + SPOKEN + "Type it.", ["comment_no_answer"])],
)
def test_a_comment_that_daready_wrote_is_nobodys_answer(
    read: Read, tmp_path: Path, comment: str, said: list[str]
) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.write_blank("C4", None, drawn.day)
    drawn.sheet.write_comment("C4", comment)
    assert codes(read(drawn.done())) == said


@pytest.mark.parametrize(("old", "said"), [(True, ["serial_of_1904"]), (False, [])])
def test_a_bare_number_for_a_day_is_doubted_where_days_count_from_1904(
    read: Read, tmp_path: Path, old: bool, said: list[str]
) -> None:
    drawn = Drawn(tmp_path / "Apr 2024.xlsx", date_1904=old)
    drawn.sheet.write_number("B4", 45385)
    evidence = read(drawn.done())
    assert codes(evidence) == said
    days = {case.row: case.day for case in only(evidence).cases}
    assert (days[3], days[4]) == (date(2024, 4, 3), None if old else date(2024, 4, 3))


SYMBOLS = [
    ("Wingdings", "ü", Outcome.YES),
    ("wingdings", "þ", Outcome.YES),
    ("Wingdings", "\uf0fc", Outcome.YES),
    ("Wingdings", "û", Outcome.NO),
    ("Wingdings", "ý", Outcome.NO),
    ("Wingdings 2", "P", Outcome.YES),
    ("Wingdings 2", "R", Outcome.YES),
    ("Wingdings 2", "O", Outcome.NO),
    ("Webdings", "a", Outcome.YES),
    ("Webdings", "r", Outcome.NO),
    ("Marlett", "b", Outcome.YES),
    ("Wingdings", "P", Outcome.NOT_UNDERSTOOD),
    ("Wingdings", "n", Outcome.NOT_UNDERSTOOD),
    ("Wingdings", "Y", Outcome.NOT_UNDERSTOOD),
    ("Wingdings", "üü", Outcome.NOT_UNDERSTOOD),
    ("Arial", "ü", Outcome.NOT_UNDERSTOOD),
]


@pytest.mark.parametrize(("font", "sign", "outcome"), SYMBOLS)
def test_a_sign_of_a_symbol_font_is_what_a_person_sees(
    read: Read, tmp_path: Path, font: str, sign: str, outcome: Outcome
) -> None:
    drawn = Drawn(tmp_path / "a.xlsx", rows=4)
    drawn.sheet.set_row(1, None, drawn.book.add_format({"font_name": font}))
    drawn.sheet.write("C3", sign, drawn.book.add_format({"font_name": font}))
    drawn.sheet.write("C5", "ü")
    sheet = only(read(drawn.done()))
    assert [sheet.answer(at, "Q25") for at in range(4)] == [
        *(Outcome.YES, outcome, Outcome.YES),
        Outcome.NOT_UNDERSTOOD,
    ]


def test_a_sign_whose_font_stands_in_the_text_itself_is_too(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx", rows=2)
    drawn.sheet.write("C3", "ü@")
    path = change(
        drawn.done(),
        {
            "xl/sharedStrings.xml": swap(
                "<si><t>ü@</t></si>", '<si><r><rPr><rFont val="Wingdings"/></rPr><t>ü</t></r></si>'
            )
        },
    )
    assert only(read(path)).answer(1, "Q25") is Outcome.YES


def test_a_reference_over_several_rows_is_told_at_its_cell(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    drawn.sheet.merge_range("A3:A5", "DA/2")
    drawn.sheet.write("C4", "No")
    evidence = read(drawn.done())
    assert codes(evidence) == ["value_under_merged", "reference_over_rows", "duplicate_conflict"]
    assert "A3: one reference" in told(evidence, "reference_over_rows").message
    assert "over 3 rows" in told(evidence, "reference_over_rows").message


def test_several_references_in_one_cell_are_told_at_the_cell(read: Read, tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "a.xlsx")
    shared = {"A3": "DA/2 & DA/12", "A5": "DA/4 and DA/14"}
    for cell, text in (shared | {"A6": "DA/5 (and plan)", "A7": "DA/6, Smith"}).items():
        drawn.sheet.write(cell, text)
    evidence = read(drawn.done())
    assert codes(evidence) == ["references_in_one_cell"]
    assert told(evidence, "references_in_one_cell").cells == ("A3", "A5")


def test_names_of_papers_are_no_references(read: Read, tmp_path: Path) -> None:
    """ "Report to the police and crime commissioner" stood beside names of as many words as each of its halves."""
    path = tmp_path / "register.csv"
    names = ["Victim survey report", "Crime recording procedure", "Force policy", "Plan and policy"]
    rows = "".join(f"{name},In force,2026-06-04\n" for name in (*names, "Force policy and Crime plan"))
    path.write_text(f"Document,Status,Dated\n{rows}", encoding="utf-8")
    assert "references_in_one_cell" not in codes(read(path))
