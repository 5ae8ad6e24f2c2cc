"""response: the answer to a published report, drafted from evidence, every intent marked, every step recorded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from daready.workspace.folder import create
from tests.command.run import YEAR, daready

REPORT = "evidence-led-2020"
DAY = ("--as-at", "2026-06-30")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    assert daready("load", YEAR, "--received", "2026-07-01", cwd=root).code in (0, 3)
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def rows(path: Path) -> dict[str, str]:
    """Each recommendation's number with its reply."""
    (table,) = Document(path).tables
    return {row.cells[0].text: row.cells[2].text for row in table.rows[1:]}


def test_every_reply_says_what_it_rests_on(root: Path) -> None:
    assert daready("response", REPORT, *DAY, "-o", "draft.docx", cwd=root).code == 0
    found = rows(root / "draft.docx")
    assert [*found] == [str(number) for number in range(1, 9)]
    assert all(reply.startswith(("RESULT", "INTENT", "TO ANSWER", "FOR ANOTHER")) for reply in found.values())
    assert all("Crown Prosecution Service" in found[number] for number in ("7", "8"))
    assert "To be written" in found["1"]
    said = " ".join(paragraph.text for paragraph in Document(root / "draft.docx").paragraphs)
    assert "18 March 2020" in said
    assert "Secretary of State" in said


def test_an_action_makes_a_reply_intent_and_no_result_and_names_nobody(root: Path) -> None:
    words = ("--owner", "Zebedee Quill", "--role", "head of crime", "--status", "done")
    assert daready("actions", "set", "U30", *words, cwd=root).code == 0
    assert daready("response", REPORT, *DAY, "-o", "draft.docx", cwd=root).code == 0
    reply = rows(root / "draft.docx")["1"]
    assert reply.startswith("INTENT")
    assert "head of crime" in reply
    assert "Quill" not in " ".join(rows(root / "draft.docx").values())


def test_what_is_answered_in_part_is_no_whole_result(root: Path) -> None:
    assert daready("response", REPORT, *DAY, "-o", "draft.docx", cwd=root).code == 0
    record = daready("assess", *DAY, "--framework", REPORT, "--json", "-", cwd=root).json
    (framework,) = record["frameworks"]
    found = rows(root / "draft.docx")
    for one in framework["requirements"]:
        whole = found[one["ref"]].startswith("RESULT: ")
        assert not whole or (one["colour"] == "GREEN" and not one["in_part"])


def test_steps_are_recorded_and_taken_back(root: Path) -> None:
    words = ("--record", "published", "--on", "2020-03-26", "--role", "head of crime")
    assert daready("response", REPORT, *words, cwd=root).code == 0
    (one,) = daready("response", REPORT, "--json", "-", cwd=root).json["answers"]
    assert (one["last_day"], one["days_left"]) == ("2020-03-18", -8)
    assert "published" not in one["missing"]
    assert daready("undo", cwd=root).code == 0
    (one,) = daready("response", REPORT, "--json", "-", cwd=root).json["answers"]
    assert "published" in one["missing"]


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-report",),
        ("paf-2025-27",),
        (REPORT, "--record", "published", "--on", "2020-03-26"),
        (REPORT, "--record", "published", "--on", "2020-01-22", "--role", "head of crime"),
        (REPORT, "--record", "da-commissioner", "--on", "2020-03-26", "--role", "head of crime"),
        ("-o", "draft.docx"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, words: tuple[str, ...]) -> None:
    assert daready("response", *words, cwd=root).code == 2


def test_a_draft_somebody_edited_is_not_written_over(root: Path) -> None:
    (root / "draft.docx").write_bytes(b"somebody's own")
    assert daready("response", REPORT, "-o", "draft.docx", cwd=root).code == 2
