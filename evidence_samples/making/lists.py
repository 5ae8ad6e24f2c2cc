"""A complete list: its worst item speaks, and a live cause of concern makes it Red (A18)."""

from __future__ import annotations

from typing import Any

from making import rubric

LIVE = ("Being progressed", "Awaiting review")


def called(question: dict[str, Any], cases: list[dict[str, Any]]) -> tuple[str, str]:
    """The colour and note of one question over all items of a list."""
    answers = [(case["answers"].get(question["id"], "_"), case) for case in cases]
    failing = [case for answer, case in answers if answer in "NR"]
    concerns = [case for case in cases if case["kind"] == "Cause of concern"]
    if any(case in failing for case in concerns):
        return "RED", "concern_fails"
    if question.get("concern") and any(case["state"] in LIVE for case in concerns):
        return "RED", "concern_live"
    if failing:
        return question.get("if_not", "amber").upper(), "list_fails"
    if any(answer in "P_?" for answer, _ in answers):
        return "AMBER", "list_unclear"
    return (
        ("GREEN", "list_in_order")
        if any(answer == "Y" for answer, _ in answers)
        else ("GREY", "list_nothing")
    )


def listed(spec: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any]:
    form, item = spec["question"].split("/")
    sheets = [s for s in evidence["sheets"] if s["form"] == form and item in s["questions"]]
    line: dict[str, Any] = {
        "id": spec["question"],
        "kind": "audit",
        "class": "B",
        "required": spec.get("required", False),
        "asked": bool(sheets),
        "owner": rubric.questions(form)[item].get("owner", "force"),
        "green_from": None,
        "red_below": float(spec.get("red_below", rubric.policy()["red_below"])),
        "books": [sheet["file"] for sheet in sheets],
        "concern": False,
    }
    if not sheets:
        return line | {"colour": "GREY", "note": "not_asked"}
    colour, note = called(rubric.questions(form)[item], [case for s in sheets for case in s["cases"]])
    return line | {"colour": colour, "note": note}
