"""What people write for yes and no, against the shipped forms: the whole cell is the word, or it is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.brief import Brief
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.loader import load
from daready.evidence.model import Evidence
from daready.evidence.worker import Worker
from daready.rubric.library import load_rubric
from daready.rubric.model import Rubric
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, only


@pytest.fixture(scope="module")
def shipped() -> Rubric:
    return load_rubric()


def answered(worker: Worker, rubric: Rubric, path: Path, rows: list[list[object]]) -> Evidence:
    """A case-audit sheet with one plain question, one whose yes is bad news, and one of a scale."""
    header: list[object] = [
        "Case reference",
        "Date audited",
        "All reasonable lines followed",
        "Same-day action",
        "Out of court score",
    ]
    return load(worker, [book(path, Audit=[header, *rows])], rubric, Brief(b"k" * 16))


UNDERSTOOD = {
    "Y": (
        "Yes",
        "YES ",
        "y",
        "1",
        1.0,
        True,
        "TRUE",
        "✓",
        "✔",
        "✔\ufe0f",
        "☑",
        "✅",
        "Tick",
        "Met",
        "Pass",
        "Y*",
        "YES - BWV",
        "Yes (body worn)",
        "Standard-met",
    ),
    "N": (
        "No",
        "no.",
        "N",
        "0",
        0.0,
        False,
        "false",
        "✗",
        "✘",
        "☒",
        "❌",
        "Not met",
        "Non compliant",
        "Non-compliant",
        "No - not done",
        "FAIL",
    ),
    "P": ("Partial", "Partially", "PART", "In part", "Partly", "Yes in part"),
    "A": (
        "N/A",
        "na",
        "n.a.",
        "N.A",
        "N-A",
        "Not applicable",
        "Not Applicable\n",
        "Does not apply",
        "n/a no suspect",
        "N/A (no children)",
    ),
    "R": (
        "?",
        "??",
        "N/K",
        "nk",
        "Not known",
        "Unknown",
        "Not recorded",
        "NR",
        "Can’t tell",
        "Don't know",
        "Not evidenced",
    ),
    "_": ("", "  ", "\u200b", "\u00a0"),
}
ASKED = (
    *("No, it is not applicable", "No, but launching soon", "Yes, sporadically", "Yes, for some", "Not yet"),
    *(
        "-",
        "–",
        "..",
        "...",
        "x",
        "X",
        "*",
        "Yes/No",
        "Y/N",
        "YES or NO",
        "Yes No",
        "No#",
        "(y)",
        "Yes4",
    ),
    *(
        "Please select",
        "2",
        "1.5",
        "100%",
        "ü",
        "yess",
        "maybe",
        "TBC",
        "not all",
        "o",
        "Yes - see log",
        *("Yes - but late", "Yes (partly)", "Yes - no rationale", "N/A - done", "No - done later"),
        "No 1",
    ),
)


@pytest.mark.parametrize(("byte", "word"), [(b, w) for b, words in UNDERSTOOD.items() for w in words])
def test_words_the_form_gives_a_meaning(
    worker: Worker, shipped: Rubric, tmp_path: Path, byte: str, word: object
) -> None:
    evidence = answered(worker, shipped, tmp_path / "a.xlsx", [["R1", "3 Jun 2026", word, "None", "N/A"]])
    assert chr(only(evidence).outcomes[0]) == byte
    assert "answer_not_understood" not in codes(evidence)


@pytest.mark.parametrize("word", ASKED)
def test_words_without_a_meaning_are_asked_about(
    worker: Worker, shipped: Rubric, tmp_path: Path, word: str
) -> None:
    """A cell that only begins like an answer, a dash, dots, a bare cross, the legend itself: never yes or no."""
    evidence = answered(worker, shipped, tmp_path / "a.xlsx", [["R1", "3 Jun 2026", word, "None", "N/A"]])
    assert chr(only(evidence).outcomes[0]) == "?"
    assert not {"answer_not_understood", "numbers_are_a_scale"}.isdisjoint(codes(evidence))
    assert [asked.cell for asked in evidence.asked] == ["C2"]


@pytest.mark.parametrize(
    "legend", ["Yes/No", "Y/N", "Yes, No, N/A", "yes or no", "Yes | No", "Please select…"]
)
def test_a_legend_under_the_headings_is_no_case(
    worker: Worker, shipped: Rubric, tmp_path: Path, legend: str
) -> None:
    rows = [["", "", legend, legend, ""], ["R1", "3 Jun 2026", "Yes", "None", "N/A"]]
    evidence = answered(worker, shipped, tmp_path / "a.xlsx", rows)
    assert aside(evidence) == {"legend_row": 1}
    assert only(evidence).outcomes == b"YYA"


@pytest.mark.parametrize(
    ("safety", "score", "bytes_"),
    [
        ("Yes", "1", b"YNY"),
        ("No", "2", b"YYY"),
        (True, 3.0, b"YNN"),
        (False, 4.0, b"YYS"),
        ("0", "Appropriate", b"YYY"),
        ("✗", "?", b"YYR"),
        ("Serious", "5", b"YN?"),
        ("N/A", "N/A", b"YaA"),  # the first is asked in every case, so "not applicable" is doubted
    ],
)
def test_a_questions_own_words_win_over_the_forms(
    worker: Worker, shipped: Rubric, tmp_path: Path, safety: object, score: object, bytes_: bytes
) -> None:
    """Where yes is the bad answer, or 1 to 4 is a scale, the question says so and not the form."""
    evidence = answered(worker, shipped, tmp_path / "a.xlsx", [["R1", "3 Jun 2026", "Yes", safety, score]])
    assert only(evidence).outcomes == bytes_


@pytest.mark.parametrize("form", ["audit-totals", "performance-return", "document-register"])
def test_no_item_is_taken_for_a_total(worker: Worker, shipped: Rubric, tmp_path: Path, form: str) -> None:
    """By any name it has: "Number of prosecutions" and "Out of court score" are items and sound like totals."""
    known = KnownForms(plain_rubric(shipped), Memory(bytes(32), ())).forms[form]
    heads = {
        "audit-totals": ["Question", "Month", "Met", "Looked at"],
        "performance-return": ["Measure", "Month", "Numerator", "Denominator"],
        "document-register": ["Document", "Status"],
    }[form]
    values = {"document-register": ["In place"]}.get(form, ["April 2026", 1.0, 10.0])
    rows = [
        heads,
        *([name, *values] for name in known.items),
        ["Number of referrals", *values],
        ["Total", *values],
    ]
    evidence = load(worker, [book(tmp_path / "a.xlsx", Sheet=rows)], shipped, Brief(b"k" * 16))
    found = aside(evidence)
    assert (found["total_row"], found["item_not_known"]) == (1, 1)
