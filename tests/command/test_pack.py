"""pack: for each requirement what is behind it, what is weak, missing and intent; nothing claimed that is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.command.run import YEAR, daready

FRAMEWORK = "paf-2025-27"
DAY = ("--as-at", "2026-06-30")


def parts_of(path: Path) -> dict[str, dict[str, str]]:
    """Each requirement's number with the parts of its table."""
    paper = Document(path)
    heads = [one.text for one in paper.paragraphs if one.style is not None and one.style.name == "Heading 3"]
    tables = [one for one in paper.tables if one.rows[0].cells[0].text == "Shown"]
    assert len(heads) == len(tables)
    return {
        head: {row.cells[0].text: row.cells[1].text for row in table.rows}
        for head, table in zip(heads, tables, strict=True)
    }


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pack")
    assert daready("pack", YEAR, *DAY, "--framework", FRAMEWORK, "-o", "pack.docx", cwd=root).code == 0
    return root / "pack.docx"


def test_every_requirement_stands_there_with_five_parts(drawn: Path, tmp_path: Path) -> None:
    record = daready("assess", YEAR, *DAY, "--framework", FRAMEWORK, "--json", "-", cwd=tmp_path).json
    (framework,) = record["frameworks"]
    found = parts_of(drawn)
    assert [*found] == [one["ref"] or one["id"] for one in framework["requirements"]]
    for one in framework["requirements"]:
        said = found[one["ref"] or one["id"]]
        assert [*said] == ["Shown", "Behind it", "Weak", "Missing", "Intent"]
        assert said["Shown"].startswith(one["colour"])
        if one["in_part"]:
            assert "a part of it" in said["Missing"]
        if one["evidence"] == "none":
            assert said["Behind it"] == "Nothing."


def test_a_draft_is_intent_and_what_is_absent_is_missing_and_neither_is_behind(drawn: Path) -> None:
    found = parts_of(drawn).values()
    behind = " ".join(said["Behind it"] for said in found)
    assert "Perpetrator strategy" not in behind
    assert "Perpetrator strategy: a draft" in " ".join(said["Intent"] for said in found)
    assert "There is none, says the register: Police-perpetrated abuse audit" in " ".join(
        said["Missing"] for said in found
    )


def test_what_can_show_a_thing_is_never_a_paper_that_cannot(drawn: Path) -> None:
    asked = parts_of(drawn)["PAF25-LEAD.5"]["Missing"]
    assert "Police-perpetrated cases investigated independently" in asked
    assert "abuse policy" not in asked


def test_who_needs_someone_today_comes_first_and_no_case_is_named(drawn: Path) -> None:
    texts = [one.text for one in Document(drawn).paragraphs if one.text]
    assert texts[3].startswith("2 cases need someone today")
    every = " ".join([*texts, *(said for parts in parts_of(drawn).values() for said in parts.values())])
    assert "NM/" not in every


def test_people_are_asked_what_the_requirements_rest_on(drawn: Path) -> None:
    table = Document(drawn).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert rows and all(row[1] and row[3] for row in rows)
    assert {row[2] for row in rows} == {"not asked yet"}


def test_the_same_evidence_gives_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    assert daready("pack", YEAR, *DAY, "--framework", FRAMEWORK, "-o", "again.docx", cwd=tmp_path).code == 0
    assert (tmp_path / "again.docx").read_bytes() == drawn.read_bytes()


@pytest.mark.parametrize("name", ["no-such-framework", "case-audit"])
def test_a_framework_that_is_none_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    ran = daready("pack", YEAR, *DAY, "--framework", name, "-o", "pack.docx", cwd=tmp_path)
    assert ran.code == 2
    assert name in ran.err and "Traceback" not in ran.err
    assert not (tmp_path / "pack.docx").exists()


def test_what_others_own_is_shown_and_never_counted(tmp_path: Path) -> None:
    ran = daready("pack", YEAR, *DAY, "--framework", "evidence-led-2020", "-o", "pack.docx", cwd=tmp_path)
    assert ran.code == 0
    found = parts_of(tmp_path / "pack.docx")
    assert [*found["7"]] == ["Shown"]
    assert "CPS" in found["7"]["Shown"]
