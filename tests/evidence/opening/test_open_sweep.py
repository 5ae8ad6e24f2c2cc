"""What the fast reader does not tell of an OpenDocument workbook is found in its XML, cell by cell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from daready.rubric.terms import Outcome
from tests.evidence.conftest import Read
from tests.evidence.tables.test_tables import codes, only
from tests.evidence.zipped import change, swap

FILES = Path(__file__).parent / "files"


def test_every_oddity_is_told_at_its_cell(read: Read) -> None:
    evidence = read(FILES / "oddities.ods")
    said = {
        notice.code: notice.cells for notice in evidence.notices if notice.cells and notice.sheet == "Audit"
    }
    assert said == {
        "cell_error": ("C6", "C7"),
        "text_struck": ("C3", "C5"),
        "colour_no_answer": ("C4",),
        "comment_no_answer": ("D4",),
        "rows_hidden": ("A4",),
        "columns_hidden": ("B1",),
        "merged_answers": ("D6", "D7", "D8"),
    }


def test_a_merged_answer_is_the_answer_of_none_of_its_rows(read: Read) -> None:
    sheet = only(read(FILES / "oddities.ods"))
    assert sheet.outcomes[1::2] == b"NN_N???N"


def _plain(tmp_path: Path, old: str, new: str) -> Path:
    path = Path(shutil.copy(FILES / "audit.ods", tmp_path / "a.ods"))
    return change(path, {"content.xml": swap(old, new)})


def test_a_formula_never_worked_out_is_told(read: Read, tmp_path: Path) -> None:
    path = _plain(
        tmp_path,
        '<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>Yes</text:p>',
        '<table:table-cell table:formula="of:=1"><text:p></text:p>',
    )
    assert "formula_not_calculated" in codes(read(path))


@pytest.mark.parametrize("name", ["style:font-name", "fo:font-family"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_letter_that_wingdings_draws_as_a_tick_is_one(
    read: Read, tmp_path: Path, name: str, *, whole: bool
) -> None:
    style = f'<style:style style:name="wing"><style:text-properties {name}="Wingdings"/></style:style>'
    path = _plain(tmp_path, "</office:automatic-styles>", f"{style}</office:automatic-styles>")
    cell = '<table:table-cell{} office:value-type="string" calcext:value-type="string"><text:p>{}</text:p>'
    named = ' table:style-name="wing"'
    drawn = (
        cell.format(named, "ü")
        if whole
        else cell.format("", '<text:span text:style-name="wing">ü</text:span>')
    )
    change(path, {"content.xml": swap(cell.format("", "Partial"), drawn)})
    assert only(read(path)).answer(1, "Q25") is Outcome.YES


def test_a_locked_one_is_named_as_such(read: Read, tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "audit.ods", tmp_path / "a.ods"))
    change(
        path,
        {
            "META-INF/manifest.xml": swap(
                "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
            )
        },
    )
    assert codes(read(path, passwords=["any"])) == ["lock_not_known"]


@pytest.mark.parametrize(("rows", "refused"), [(1_048_000, True), (100, False)])
def test_a_row_written_once_for_a_million_is_weighed(
    read: Read, tmp_path: Path, rows: int, refused: bool
) -> None:
    wide = '<table:table-cell office:value-type="string" table:number-columns-repeated="99">'
    more = f'<table:table-row table:number-rows-repeated="{rows}">{wide}<text:p>x</text:p></table:table-cell>'
    path = Path(shutil.copy(FILES / "audit.ods", tmp_path / "a.ods"))

    def first(data: bytes) -> bytes:
        return data.replace(b"<table:table-row", f"{more}</table:table-row><table:table-row".encode(), 1)

    said = codes(read(change(path, {"content.xml": first})))
    assert ("too_many_cells" in said) == refused
