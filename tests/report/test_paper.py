"""The board paper, read back: its parts in order, its colours in words, the same bytes, no place and no row."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from daready.planning.gaps import gaps
from daready.report.first.made import first_page
from daready.report.paper import write_paper
from daready.report.whole import is_edited, is_ours
from daready.scoring.assess import assess
from tests.report.test_workbook import evidence
from tests.scoring.made import AS_AT
from tests.scoring.small import RUBRIC


def written(path: Path) -> Path:
    made = assess(RUBRIC, evidence(), as_at=AS_AT)
    names = {"to": "The Board", "sender": "The Chief"}
    found = gaps(made, RUBRIC)
    first = first_page(made, found, RUBRIC)
    write_paper(made, found, path, version="test", marking="OFFICIAL", first=first, **names)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("paper") / "paper.docx")


def test_its_parts_stand_in_the_form_committees_know(path: Path) -> None:
    headings = [p.text.split(". ")[-1] for p in Document(path).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        *("Purpose", "Recommendation", "Background", "Action plan"),
        *("Progress", "Readiness for inspection", "Conclusion"),
    ]


def test_who_needs_someone_today_comes_before_the_parts_and_without_places(path: Path) -> None:
    said = [p.text for p in Document(path).paragraphs]
    cells = [cell.text for t in Document(path).tables for row in t.rows for cell in row.cells]
    assert any("1 case needs someone today" in text for text in said[:6])
    assert not [text for text in [*said, *cells] if "June.xlsx" in text or "row 62" in text]


def test_every_filled_cell_says_its_colour(path: Path) -> None:
    filled = [c for t in Document(path).tables for r in t.rows for c in r.cells if "w:shd " in c._tc.xml]
    assert filled
    assert all(any(word in c.text for word in ("GREEN", "AMBER", "RED", "GREY")) for c in filled)


def test_the_same_assessment_gives_the_same_bytes_and_it_is_known_as_ours(path: Path) -> None:
    assert written(path.with_name("again.docx")).read_bytes() == path.read_bytes()
    assert is_ours(path)
    assert not is_edited(path)
