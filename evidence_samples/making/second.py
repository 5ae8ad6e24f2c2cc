"""The second invented force: what is true of it, and its figures, papers and register; nothing is true of any force."""

from __future__ import annotations

from datetime import date
from typing import Any

FORCE = "Saltmere Police"
DISTRICTS = ["Coast", "City", "West"]

# The planted true rates; ``districts``: another rate in that district.
PLANTED: dict[str, dict[str, Any]] = {
    "Q02": {"rate": 0.93},
    "Q03": {"rate": 0.64},
    "Q06": {"rate": 0.96},
    "Q14": {"rate": 0.975},
    "Q15": {"rate": 0.98, "na": 0.25},
    "Q25": {"rate": 0.98},
    "Q26": {"rate": 0.975},
    "Q27": {"rate": 0.98},
    "Q28": {"rate": 0.97, "districts": {"Coast": 0.58}},
    "Q31": {"rate": 0.97},
    "Q32": {"rate": 0.97},
    "Q38": {"rate": 0.55, "na": 0.10},
    "Q46": {"rate": 0.79},
    "Q48": {"rate": 0.52},
    "Q55": {"rate": 0.88},
    "Q57": {"rate": 0.71},
    "Q64": {"rate": 0.97},
}
MONTHS: list[tuple[tuple[int, int], str, int, int]] = [
    # month, file, cases, population; November 2025 and March 2026 are missing
    ((2025, 7), "DA audit July 2025.xlsx", 84, 702),
    ((2025, 8), "DA audit August 2025.xlsx", 90, 741),
    ((2025, 9), "DA audit September 2025.xlsx", 78, 690),
    ((2025, 10), "DA audit October 2025.xlsx", 90, 688),
    ((2025, 12), "DA audit December 2025.xlsx", 72, 655),
    ((2026, 1), "DA audit January 2026.xlsx", 90, 733),
    ((2026, 2), "DA audit February 2026.xlsx", 84, 664),
    ((2026, 4), "DA audit April 2026.xlsx", 90, 702),
    ((2026, 5), "DA audit May 2026.xlsx", 96, 745),
    ((2026, 6), "DA audit June 2026.xlsx", 90, 720),
]
PANELS = ["Panel of the city January 2026.xlsx", "Panel of the coast January 2026.xlsx"]
PAIRS, DISAGREED = 40, 14
FORGED = "History checks June 2026.xlsx"
CHECKED, HIDDEN = 60, 9
"""Of sixty checks so many failed; the rows of all that failed carry a word where the reference stood."""

# The city's own form: its headings, the question each one is, how many of its sixty cases met it, and its words.
OWN_FILE, OWN_TAB, OWN_CASES, OWN_MONTH = "City quality reviews May 2026.xlsx", "Reviews", 60, (2026, 5)
OWN: list[tuple[str, str, int]] = [
    ("Was the victim's first account captured?", "Q16", 58),
    ("Was everyone spoken to out of earshot?", "Q11", 57),
    ("Were photographs of injuries or damage taken?", "Q17", 41),
]
OWN_WORDS = {"Y": "Seen", "N": "Not seen"}


def _figures() -> list[dict[str, Any]]:
    plan: dict[str, tuple[dict[str, float], int]] = {
        # measure: rate by district, base a month and district
        "M16": (dict.fromkeys(DISTRICTS, 0.97), 240),
        "M17": ({"Coast": 0.55, "City": 0.93, "West": 0.90}, 60),
        "M18": ({"Coast": 0.61, "City": 0.88, "West": 0.83}, 210),
        "M19": ({"": 0.91}, 900),
        "M28": ({"": 0.945}, 200),
        "M29": ({"": 0.97}, 300),
        "M15a": ({"": 0.71}, 52),
        "M30": ({"": 0.69}, 80),
        "L12": ({"": 0.78}, 18),
    }
    return [
        {"item": item, "month": (2026, month), "met": round(of * rate), "of": of, "district": district}
        for item, (rates, base) in plan.items()
        for month in (4, 5, 6)
        for place, (district, rate) in enumerate(rates.items())
        for of in (base + (5 * month + 3 * place) % 9,)
    ]


MEASURES = _figures()
DESK, LATER, PAST = "Audit desk", date(2027, 3, 31), date(2026, 2, 28)


def _document(item: str, status: str, review: date | None, checked: str = "") -> dict[str, Any]:
    dated = None if status == "absent" else date(2025, 10, 1)
    row = {"item": item, "status": status, "dated": dated, "review": review}
    return row | {"owner": "Policy lead", "checked_by": checked}


DOCUMENTS = [
    _document("chief-officer-minutes", "approved", LATER, DESK),
    _document("chief-officer-lead", "approved", LATER),
    _document("pcc-report", "absent", None),
    _document("da-group-minutes", "approved", PAST, DESK),
    _document("plan-published", "approved", LATER, DESK),
    _document("da-plan", "draft", None),
    _document("recommendations-register", "approved", LATER, DESK),
    _document("s55-responses", "approved", LATER, DESK),
    _document("contact-policy", "approved", LATER),
    _document("history-check-procedure", "approved", LATER),
    _document("risk-policy", "approved", LATER),
    _document("risk-supervision-policy", "approved", LATER),
    _document("safeguarding-procedure", "approved", LATER),
    _document("children-procedure", "approved", LATER),
    _document("crime-recording-audit", "approved", LATER, DESK),
    _document("crime-recording-procedure", "approved", LATER),
    _document("secondary-risk-ageing-list", "approved", LATER, DESK),
    _document("closure-policy", "approved", LATER),
    _document("evidence-checklist", "approved", LATER),
    _document("victim-survey-report", "approved", LATER, DESK),
    _document("training-plan", "draft", None),
]
JUDGEMENTS = [
    {
        "criterion": criterion,
        "colour": colour,
        "kind": "judgement",
        "made": date(2026, 6, 12),
        "by": by,
        "reason": "Invented reason.",
        "cites": "Invented note",
    }
    for criterion, colour, by in (
        ("risk-reviewed-in-time", "GREEN", "Safeguarding lead"),
        ("history-known-before-arrival", "GREEN", "Control room lead"),
        ("evidence-led-from-the-start", "RED", "Crime lead"),
    )
]
REGISTER: list[dict[str, str]] = [
    # kind, state in the register, and the answers to Q1 to Q6
    {"kind": "Cause of concern", "state": "Being progressed", "Q1": "Y", "Q2": "Y", "Q5": "A", "Q6": "Y"},
    {"kind": "Recommendation", "state": "Being progressed", "Q1": "Y", "Q2": "Y", "Q5": "A", "Q6": "Y"},
    {"kind": "Recommendation", "state": "Being progressed", "Q1": "Y", "Q2": "Y", "Q5": "A", "Q6": "Y"},
    {"kind": "Area for improvement", "state": "Being progressed", "Q1": "Y", "Q2": "Y", "Q5": "A", "Q6": "A"},
]
