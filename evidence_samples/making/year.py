"""The invented force's figures, register and judgements for the year; nothing here is true of any force."""

from __future__ import annotations

from datetime import date
from typing import Any

DISTRICTS = ["North", "Central", "South"]


def _figures() -> list[dict[str, Any]]:
    """Six months of each measure; the last three carry the rate, the ones before were a little lower."""
    plan: dict[str, tuple[float, int, bool]] = {
        # measure: rate, base a month and district, by district
        "M16": (0.96, 180, True),
        "M17": (0.66, 40, True),
        "M18": (0.83, 150, True),
        "M19": (0.93, 400, False),
        "M28": (0.965, 90, False),
        "M29": (0.97, 140, True),
        "M15a": (0.94, 34, False),
        "M15k": (0.92, 25, False),
        "M27": (0.91, 45, False),
        "M30": (0.83, 60, False),
        "L1": (0.72, 12, False),
        "L4": (0.82, 50, False),
        "L8": (0.55, 60, False),
        "L11": (0.84, 25, False),
        "L12": (0.97, 36, False),
        "M13": (0.90, 4, False),
    }
    rows = []
    for item, (rate, base, split) in plan.items():
        for month in range(1, 7):
            for place, district in enumerate(DISTRICTS if split else [""]):
                of = base + (3 * month + 5 * place) % 7 if base > 12 else base
                now = rate if month > 3 else rate - 0.05
                rows.append(_row(item, (2026, month), round(of * now), of, district))
    rows += [_row("M25", (2026, month), 130, 160, "") for month in (1, 2)]
    rows.append(_row("M31", (2026, 6), 1455, 1500, ""))
    rows.append(_row("L2", (2026, 6), 8, 8, ""))
    rows.append(_row("L3", (2026, 6), 11, 12, ""))
    rows.append(_row("L5", (2026, 6), 3, 3, ""))
    later = {"M37": (470, 1040), "M38": (22, 24), "M39": (44, 1150), "M41": (15, 60), "L14": (173, 200)}
    rows += [_row(item, (2026, 6), met, of, "") for item, (met, of) in later.items()]
    rows.append(_row("L15", (2026, 6), 44, 50, ""))
    return rows


def _row(item: str, month: tuple[int, int], met: int, of: int, district: str) -> dict[str, Any]:
    return {"item": item, "month": month, "met": met, "of": of, "district": district}


def _document(item: str, status: str, review: date | None, checked: str = "") -> dict[str, Any]:
    return {
        "item": item,
        "status": status,
        "dated": date(2025, 9, 15) if status != "absent" else None,
        "review": review,
        "owner": "Policy lead",
        "checked_by": checked,
    }


MEASURES = _figures()
CHECKER, LATER, SOON, PAST = "Audit desk", date(2027, 3, 31), date(2026, 8, 9), date(2026, 4, 30)
DOCUMENTS = [
    _document("chief-officer-minutes", "approved", LATER, CHECKER),
    _document("pcc-report", "approved", LATER, CHECKER),
    _document("chief-officer-lead", "approved", LATER),
    _document("da-group-minutes", "approved", LATER, CHECKER),
    _document("da-group-terms", "approved", LATER),
    _document("data-quality-audit", "approved", LATER),
    _document("data-gaps-note", "approved", LATER),
    _document("flagging-guidance", "approved", LATER),
    _document("plan-published", "approved", LATER, CHECKER),
    _document("plan-consultation", "approved", LATER, CHECKER),
    _document("da-plan", "approved", PAST),
    _document("ppda-audit", "absent", None, CHECKER),
    _document("ppda-policy", "approved", LATER),
    _document("recommendations-register", "approved", LATER, "Policy lead"),
    _document("s55-responses", "approved", LATER, CHECKER),
    _document("contact-policy", "approved", LATER),
    _document("repeat-victim-definition", "approved", LATER),
    _document("delay-log", "approved", LATER, CHECKER),
    _document("attendance-times-published", "approved", LATER),
    _document("risk-policy", "approved", LATER),
    _document("safeguarding-procedure", "approved", LATER),
    _document("children-procedure", "approved", LATER),
    _document("marac-protocol", "approved", LATER),
    _document("victim-survey-report", "approved", LATER, CHECKER),
    _document("victim-forum-minutes", "approved", LATER, CHECKER),
    _document("victim-changes-log", "approved", LATER, CHECKER),
    _document("arrest-rate-review", "approved", LATER, CHECKER),
    _document("positive-action-policy", "approved", LATER),
    _document("disclosure-tracker", "approved", LATER, CHECKER),
    _document("disclosure-procedure", "approved", LATER),
    _document("bail-policy", "approved", LATER),
    _document("perpetrator-strategy", "draft", None),
    _document("crime-recording-audit", "approved", LATER, CHECKER),
    _document("crime-recording-procedure", "approved", LATER),
    _document("evidence-checklist", "approved", LATER),
    _document("outcome-analysis", "approved", None),
    _document("cps-agreement", "approved", LATER),
    _document("cps-joint-review", "approved", LATER, CHECKER),
    _document("escalation-log", "approved", LATER, CHECKER),
    _document("training-effect-check", "approved", LATER),
    _document("training-plan", "approved", LATER),
    _document("culture-survey", "approved", LATER, CHECKER),
    _document("scrutiny-log", "approved", LATER, CHECKER),
    _document("learning-log", "approved", LATER, CHECKER),
    _document("domestic-homicide-actions", "approved", SOON, CHECKER),
    _document("commissioner-responses", "approved", LATER, CHECKER),
    _document("coercive-control-review", "approved", LATER, CHECKER),
    _document("stalking-action-plan", "approved", SOON, CHECKER),
    _document("strangulation-procedure", "approved", LATER),
    _document("honour-based-review", "approved", LATER, CHECKER),
    _document("family-abuse-guidance", "draft", None),
    _document("victim-pathway", "approved", LATER),
    _document("victims-hub-review", "approved", LATER),
    _document("order-compliance-log", "approved", LATER, CHECKER),
    _document("rotation-record", "approved", LATER),
    _document("specialist-development-record", "approved", LATER, CHECKER),
    _document("control-room-advice-log", "approved", LATER, CHECKER),
    _document("gatekeeper-log", "approved", LATER, CHECKER),
    _document("bad-character-bank", "approved", LATER),
    _document("court-failures-review", "approved", LATER, CHECKER),
    _document("court-lessons-log", "approved", LATER, CHECKER),
    _document("cps-groups-minutes", "approved", LATER, CHECKER),
    _document("review-panel-minutes", "approved", LATER, CHECKER),
    _document("practice-from-elsewhere", "approved", LATER, CHECKER),
    _document("partner-champions", "approved", LATER, CHECKER),
]


def _judged(criterion: str, colour: str, kind: str, made: date, by: str) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "colour": colour,
        "kind": kind,
        "made": made,
        "by": by,
        "reason": "Invented reason.",
        "cites": "Invented note",
    }


JUDGEMENTS = [
    _judged("abuse-spotted-at-first-contact", "GREEN", "judgement", date(2026, 6, 3), "Control room lead"),
    _judged(
        "abuse-spotted-at-first-contact", "GREEN", "judgement", date(2026, 6, 10), "Public protection lead"
    ),
    _judged("disclosure-in-time", "RED", "judgement", date(2026, 6, 10), "Public protection lead"),
    _judged("evidence-led-from-the-start", "RED", "judgement", date(2026, 5, 20), "Crime lead"),
    _judged("right-investigator", "AMBER", "intent", date(2026, 6, 1), "Crime lead"),
    _judged("victims-heard", "RED", "judgement", date(2026, 1, 15), "Victim care lead"),
    _judged("crimes-recorded-in-full", "GREEN", "judgement", date(2026, 6, 12), "Registrar"),
]
