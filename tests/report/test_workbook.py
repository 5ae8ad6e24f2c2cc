"""The gap report as a manager opens it, read back by another library: words beside colours, one page, no leaks."""

from __future__ import annotations

import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from daready.evidence.model import Evidence, FileAccount, SheetAccount, Source
from daready.messages.scoring import SCORING
from daready.planning.gaps import gaps
from daready.report.colours import SHOWN, look
from daready.report.first.today import SHOWN as CASES_SHOWN
from daready.report.first.view import SIGNS
from daready.report.tables import report
from daready.report.words import NOTES, SET_ASIDE
from daready.report.workbook import write_workbook
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC

SHEETS = [
    "Summary",
    "What it rests on",
    "Gaps",
    "Districts",
    "Criteria",
    "Parts",
    "Themes",
    "Frameworks",
    "Crosswalk",
    "Trends",
    "Months",
    "Agreement",
    "Claims against evidence",
    "Lines",
    "Evidence",
    "Method and thresholds",
    "Contents and notes",
]


def evidence(*, unsafe: int = 1, file: str = "June.xlsx") -> Evidence:
    cases = sheet(
        ["YY"] * 60 + ["NN"] * unsafe,
        questions=("Q1", "Q2"),
        file=file,
        risk=["standard"] * 60 + ["high"] * unsafe,
    )
    account = SheetAccount(
        "Audit", "case-audit", 1, 62 + unsafe, 60 + unsafe, {"total_row": 1, "duplicate_case": 1}
    )
    return Evidence(
        files=(FileAccount(Source(file, "0" * 64), "case-audit", (account,), ()),), cases=(cases,)
    )


def drawn(path: Path, given: Evidence, marking: str = "OFFICIAL-SENSITIVE") -> Workbook:
    made = assess(RUBRIC, given, as_at=AS_AT)
    write_workbook(report(made, gaps(made, RUBRIC), given, RUBRIC, version="test"), path, marking=marking)
    return load_workbook(path)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return drawn(tmp_path_factory.mktemp("book") / "gap.xlsx", evidence())


def words(page: Worksheet) -> list[str]:
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]


def test_the_sheets_in_the_order_people_read_them(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.active.title == "Summary"


def test_every_filled_cell_says_its_colour(book: Workbook) -> None:
    fills = {look(*shown).fill.removeprefix("#"): shown[0] for shown in SHOWN}
    seen = set()
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                colour = fills.get(str(cell.fill.start_color.rgb)[-6:])
                if colour is not None and cell.value is not None and cell.row > 3:
                    signs = {sign for state, sign in SIGNS.items() if state[0] is colour}
                    says = colour.value in str(cell.value) or (
                        page.title == "Summary" and any(sign in str(cell.value) for sign in signs)
                    )
                    assert says, (page.title, cell.coordinate)
                    seen.add(colour)
    assert {Colour.RED, Colour.GREY} <= seen


@pytest.mark.parametrize("shown", SHOWN, ids=str)
def test_words_stand_out_from_their_fill(shown: tuple) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(look(*shown).fill), luminance(look(*shown).ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_summary_opens_with_who_needs_someone_today_and_is_one_page(book: Workbook) -> None:
    page = book["Summary"]
    said = words(page)
    assert said.index("Act today: one case not recorded as made safe") < said.index("Where we stand")
    assert "June.xlsx, Audit, row 62" in said
    assert said[said.index("June.xlsx, Audit, row 62") - 2] == "High"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.page_setup.fitToWidth, page.page_setup.fitToHeight} <= {None, 1}
    assert page.print_area
    assert "overall" not in " ".join(said).lower()


def test_nobody_waiting_is_said_too(tmp_path: Path) -> None:
    page = drawn(tmp_path / "gap.xlsx", evidence(unsafe=0))["Summary"]
    assert any("No sampled case is waiting to be made safe" in text for text in words(page))


def test_nobody_asked_is_not_nobody_waiting(tmp_path: Path) -> None:
    page = drawn(tmp_path / "gap.xlsx", Evidence())["Summary"]
    assert any("Nobody can say who needs someone today" in text for text in words(page))


def test_cases_without_a_safety_question_are_no_comfort(tmp_path: Path) -> None:
    unasked = Evidence(cases=(sheet(["Y"] * 60, questions=("Q1",)),))
    said = words(drawn(tmp_path / "gap.xlsx", unasked)["Summary"])
    assert not any("No sampled case is waiting" in text for text in said)


def test_many_waiting_are_all_there(tmp_path: Path) -> None:
    many = [evidence(file=f"{at:02}.xlsx") for at in range(CASES_SHOWN + 5)]
    given = Evidence(
        files=tuple(f for e in many for f in e.files), cases=tuple(c for e in many for c in e.cases)
    )
    made = drawn(tmp_path / "gap.xlsx", given)
    assert {f"{at:02}.xlsx" for at in range(CASES_SHOWN + 5)} <= set(words(made["Cases today"]))
    assert "5 more: see Cases today." in words(made["Summary"])


def test_many_waiting_in_one_sheet_are_all_there(tmp_path: Path) -> None:
    said = words(drawn(tmp_path / "gap.xlsx", evidence(unsafe=6_000))["Cases today"])
    listed = [text for text in said if text.startswith("rows ")]
    rows = {int(row) for text in listed for row in re.findall(r"(\d+) \(high risk\)", text)}
    assert rows == set(range(62, 6_062))


def test_evidence_places_stay_out_of_the_managers_sheets(book: Workbook) -> None:
    for page in book:
        if page.title != "Summary":
            assert not any(re.search(r"\brow 62\b", text) for text in words(page)), page.title


def test_every_cell_of_a_table_says_something(book: Workbook) -> None:
    for page in book:
        for table in page.tables.values():
            assert all(cell.value not in (None, "") for row in page[table.ref] for cell in row), page.title


def test_rows_are_tall_enough_and_columns_sensible(book: Workbook) -> None:
    for page in book:
        widths = {
            at: group.width
            for group in page.column_dimensions.values()
            for at in range(group.min, group.max + 1)
        }
        assert all(5 <= width <= 61 for width in widths.values()), page.title
        for table in page.tables.values():
            for row in page[table.ref]:
                lines = max(len(str(cell.value)) / (1.3 * widths[cell.column]) for cell in row)
                height = page.row_dimensions[row[0].row].height or 15
                assert height >= 12 * min(lines, 30), (page.title, row[0].coordinate)


def test_data_sheets_have_one_named_table_and_nothing_merged(book: Workbook) -> None:
    names = [name for page in book for name in page.tables]
    assert len(names) == len(set(names))
    for page in book:
        assert not page.merged_cells.ranges
        if page.title not in ("Summary", "What it rests on"):
            assert len(page.tables) == 1
            assert page.freeze_panes


def test_the_document_says_its_title_language_and_marking(book: Workbook) -> None:
    assert book.properties.title
    assert book.properties.language == "en-GB"
    for page in book:
        assert "OFFICIAL-SENSITIVE" in str(page.oddHeader.center.text)
        assert page.title == "Summary" or any("OFFICIAL-SENSITIVE" in text for text in words(page))


def test_the_same_report_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        drawn(tmp_path / name, evidence())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


_OWN_LINK = "HYPERLINK\\(&quot;#'(Criteria|Gaps|Themes)'!A\\d+&quot;,&quot;[^&]*&quot;\\)".replace(
    "&quot;", '"'
)
"""Tiles of the map: a link as a formula, of our own words and places alone."""


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "http://x"])
def test_text_never_becomes_a_formula_or_a_link(name: str, tmp_path: Path) -> None:
    drawn(tmp_path / "gap.xlsx", evidence(file=name))
    with zipfile.ZipFile(tmp_path / "gap.xlsx") as inside:
        parts = [
            inside.read(part).decode() for part in inside.namelist() if part.startswith("xl/worksheets/")
        ]
    formulas = [formula for part in parts for formula in re.findall("<f>(.*?)</f>", part)]
    assert all(re.fullmatch(_OWN_LINK, formula) for formula in formulas)
    assert not any('TargetMode="External"' in part for part in parts)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_report_is_for_its_owner_alone(tmp_path: Path) -> None:
    drawn(tmp_path / "gap.xlsx", evidence())
    assert (tmp_path / "gap.xlsx").stat().st_mode & 0o077 == 0


def test_a_report_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "gap.xlsx").mkdir()
    made = assess(RUBRIC, evidence(), as_at=AS_AT)
    with pytest.raises(OSError):
        write_workbook(report(made, (), evidence(), RUBRIC, version="test"), tmp_path / "gap.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["gap.xlsx"]


def test_an_empty_assessment_is_a_report_too(tmp_path: Path) -> None:
    page = drawn(tmp_path / "gap.xlsx", Evidence())["Summary"]
    assert any("0 of 2  criteria assessed; 0 seen directly" in text for text in words(page))


def test_not_asked_is_not_zero(book: Workbook) -> None:
    given = replace(evidence(), cases=())
    made = assess(RUBRIC, given, as_at=AS_AT)
    table = report(made, gaps(made, RUBRIC), given, RUBRIC, version="test").table("Lines")
    audits = [row for row in table.rows if "case audit" in [cell.value for cell in row.cells]]
    assert audits
    assert all(0 not in [cell.value for cell in row.cells] for row in audits)


def test_every_note_has_its_short_words() -> None:
    assert SCORING.keys() <= NOTES.keys()


def test_every_reason_for_setting_rows_aside_has_words(book: Workbook) -> None:
    assert any(f"{SET_ASIDE['duplicate_case']}: 1" in text for text in words(book["Evidence"]))
