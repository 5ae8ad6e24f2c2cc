"""Who needs someone today: failed safety questions with no made-safe date (A2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import rubric
from making.looks import understood

FORM = "case-audit"


def safety_questions() -> list[str]:
    return [item for item, question in rubric.questions(FORM).items() if question.get("safety")]


def high_risk(lines: list[str], evidence: dict[str, Any], as_at: date, failed: str = "NR") -> list[bool]:
    """An entry for each such case in these lines' questions; true where it was graded high risk.

    ``failed``: the answers that count as failed; with those that are not known too, it is what may be (A6).
    """
    items = [item for item in safety_questions() if f"{FORM}/{item}" in lines]
    return [
        case["risk"] == "high"
        for item in items
        for case in failed_and_not_safe(item, evidence, as_at, failed)
    ]


def failed_and_not_safe(
    item: str, evidence: dict[str, Any], as_at: date, failed: str = "NR"
) -> list[dict[str, Any]]:
    question, out = rubric.questions(FORM)[item], []
    for sheet in evidence["sheets"]:
        for case in sheet["cases"] if item in sheet["questions"] and sheet["form"] == FORM else []:
            safe = case.get("made_safe")
            put_right = safe is not None and date(*case["month"], 1) <= safe <= as_at
            if understood(case, question, sheet["columns"]) in failed and not put_right:
                out.append(case)
    return out


def people(evidence: dict[str, Any], as_at: date) -> int:
    found = (case for item in safety_questions() for case in failed_and_not_safe(item, evidence, as_at))
    return len({case["reference"] for case in found})
