"""Bare codes over columns: a template's line or wording says whose questions they are, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.model import Evidence
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.strangers import cells
from tests.evidence.tables.test_tables import aside, codes, only

CASES = "DA/1 | 3.4.24 | Yes | No\nDA/2 | 4.4.24 | Yes | No"
CODES = "Case reference | Date of audit | Q25 | Q28"

THEIRS = {
    "nothing beside them": {"Audit": f"{CODES}\n{CASES}"},
    "wording of their own below": {
        "Audit": f"{CODES}\n | | Was the video missing? | Was the case filed early?\n{CASES}"
    },
    "wording of their own above": {
        "Audit": f" | | Was the video missing? | Was the case filed early?\n{CODES}\n{CASES}"
    },
    "wording of their own on another tab": {
        "Audit": f"{CODES}\n{CASES}",
        "Questions": "No | Question\nQ25 | Was the video missing?\nQ28 | Was it late?",
    },
    "each other's wording on another tab": {
        "Audit": f"{CODES}\n{CASES}",
        "Questions": "Q25 | Supervisor review\nQ28 | Risk tool completed",
    },
    "another form's template": {"Audit": f"daready template other-form, version 1\n{CODES}\n{CASES}"},
}

OURS = {
    "the template's line": {"Audit": f"daready template case-audit, version 1\n{CODES}\n{CASES}"},
    "wording below": {"Audit": f"{CODES}\n | | Risk tool completed | Supervisor review\n{CASES}"},
    "wording above": {"Audit": f" | | Risk tool completed | Supervisor review\n{CODES}\n{CASES}"},
    "wording on another tab": {
        "Audit": f"{CODES}\n{CASES}",
        "Questions": "No | Question\nQ25 | Risk tool completed\nQ28. | Supervisor review",
    },
    "wording below the cases": {
        "Audit": f"{CODES}\n{CASES}\n\nQ25 | Risk tool completed\nQ28 | Supervisor review"
    },
}


@pytest.mark.parametrize("name", THEIRS)
def test_codes_that_may_be_anybodys_are_not_read(read: Read, tmp_path: Path, name: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", **THEIRS[name]))
    assert (evidence.rows_used, [*evidence.cases]) == (0, [])
    assert len(cells(evidence, "bare_codes")) == 2
    assert {doubt.item for doubt in evidence.doubts} == {"case-audit/Q25", "case-audit/Q28"}


@pytest.mark.parametrize("name", OURS)
def test_codes_that_are_borne_out_are_read(read: Read, tmp_path: Path, name: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", **OURS[name]))
    assert (only(evidence).questions, only(evidence).outcomes) == (("Q25", "Q28"), b"YNYN")
    assert "bare_codes" not in codes(evidence)


def test_a_code_beside_known_wording_is_left_out_alone(read: Read, tmp_path: Path) -> None:
    drawing = f"Case reference | Date of audit | Risk tool completed | Q28\n{CASES}"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert (only(evidence).questions, only(evidence).outcomes) == (("Q25",), b"YY")
    assert cells(evidence, "bare_codes") == ["D1"]
    assert {doubt.item for doubt in evidence.doubts} == {"case-audit/Q28"}


def test_sentences_under_codes_are_wording_and_no_legend(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", **OURS["wording below"]))
    assert aside(evidence) == {"repeated_header": 1}


def test_a_person_may_say_what_their_code_means(worker: Worker, rubric: Rubric, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=f"{CODES}\n{CASES}")

    def reading(**more: object) -> Evidence:
        return load(worker, [path], rubric, Brief(b"k" * 16, **more))  # type: ignore[arg-type]

    asked = {one.cell: one.token for one in reading().asked}
    said = {"kind": "heading", "form": "case-audit", "role": "Auditor", "on": "2024-05-01"}
    told = [
        {**said, "token": asked["C1"], "meaning": "Q28"},
        {**said, "token": asked["D1"], "meaning": "not_needed"},
    ]
    evidence = reading(remembered=told)
    assert (only(evidence).questions, only(evidence).outcomes) == (("Q28",), b"YY")
    assert "bare_codes" not in codes(evidence)
