"""Makes evidence of one published paper of 4 June 2015, to show that a narrative alone is never Green."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from making import account, tables
from making.combine import assess

AS_AT = date(2015, 6, 4)
PAPER = "Paper of 4 June 2015, paragraph"
EARLIER = "Paper of 12 June 2014, paragraph"
BY = "Force paper, 4 June 2015"


def _document(item: str, status: str, dated: date | None, note: str) -> dict[str, Any]:
    """No row has a review date or a second checker, since the papers give neither."""
    return {
        "item": item,
        "status": status,
        "dated": dated,
        "review": None,
        "owner": "",
        "checked_by": "",
        "note": note,
    }


DOCUMENTS = [
    _document(
        "chief-officer-lead", "approved", AS_AT, f"{PAPER} 5.1: owned by the assistant chief constable"
    ),
    _document(
        "chief-officer-minutes",
        "approved",
        AS_AT,
        f"{PAPER} 5.1: performance meeting in that officer's chair",
    ),
    _document(
        "da-group-terms",
        "approved",
        AS_AT,
        f"{PAPER} 5.1: governance boards sit and an improvement group is set up",
    ),
    _document(
        "da-plan",
        "approved",
        AS_AT,
        f"{PAPER} 4.1 and 4.3: local plan under eleven headings; no review date given",
    ),
    _document(
        "pcc-report", "approved", AS_AT, f"{PAPER} 1.1: this report to the board, after two in 2014 (3.3)"
    ),
    _document(
        "victims-code-procedure", "approved", AS_AT, f"{PAPER} 5.4: victim pathway agreed with partners"
    ),
    _document(
        "investigation-standards",
        "approved",
        AS_AT,
        f"{PAPER} 5.6: least standards that supervisors were trained in",
    ),
    _document(
        "training-plan",
        "approved",
        date(2014, 6, 12),
        f"{EARLIER} 4.4: training of officers and contact staff",
    ),
    _document(
        "victim-survey-report", "absent", None, f"{PAPER} 5.11: nothing yet decided on surveying victims"
    ),
]


def _judged(
    criterion: str, colour: str, reason: str, paragraph: str, kind: str = "judgement"
) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "colour": colour,
        "kind": kind,
        "made": AS_AT,
        "by": BY,
        "reason": reason,
        "cites": f"{PAPER} {paragraph}",
    }


JUDGEMENTS = [
    _judged(
        "chief-officer-leads",
        "GREEN",
        "A chief officer owns it and performance is followed up to that level",
        "5.1",
    ),
    _judged(
        "every-department-at-the-table",
        "GREEN",
        "Boards and an improvement group sit, partners among them",
        "5.1",
    ),
    _judged(
        "officers-there-in-time",
        "AMBER",
        "Much was done, yet response times still need to improve and hold",
        "5.2",
    ),
    _judged(
        "victim-made-safe-at-once",
        "GREEN",
        "Safety actions begin on arrival and are scaled to the risk",
        "5.2",
    ),
    _judged(
        "history-known-before-arrival",
        "GREEN",
        "Control room checks are said to be routine and logged",
        "5.3",
    ),
    _judged("victim-kept-informed", "GREEN", "A simpler pathway rests on two needs assessments", "5.4"),
    _judged(
        "staff-trained-and-it-shows",
        "GREEN",
        "Officers and supervisors have had safeguarding training",
        "5.4",
    ),
    _judged(
        "protective-orders-used", "GREEN", "Notices and orders are used more and breaches punished", "5.5"
    ),
    _judged(
        "arrest-or-reason-why",
        "AMBER",
        "Enough evidence for a result is still hard to get without the victim",
        "5.5",
    ),
    _judged("evidence-gathered-at-scene", "GREEN", "Specialist teams see better first responses", "5.6"),
    _judged("right-investigator", "GREEN", "The specialist unit is trained for this work", "5.7"),
    _judged(
        "evidence-led-from-the-start",
        "RED",
        "Admitted as a challenge, with outcome rates worse than before",
        "5.8",
    ),
    _judged("files-ready-for-the-cps", "GREEN", "Decisions thought wrong are regularly challenged", "5.9"),
    _judged("lessons-tested", "GREEN", "Senior staff attend events and watch research", "5.10"),
    _judged("victims-heard", "RED", "No decision on a survey, so no views are gathered by one", "5.11"),
    _judged(
        "plan-current-and-published",
        "GREEN",
        "Every point of the local plan is to be looked at again",
        "4.2",
        "intent",
    ),
    _judged(
        "inspection-actions-closed-and-tested",
        "GREEN",
        "The 125 points are to be reviewed before re-inspection",
        "6.1",
        "intent",
    ),
]


def main(out: Path) -> None:
    folder = out / "cambridgeshire-2015"
    folder.mkdir(parents=True, exist_ok=True)
    sheets = [
        tables.register(folder, "Document register.csv", DOCUMENTS, cites=True),
        tables.judgements(folder, JUDGEMENTS),
    ]
    evidence = {"sheets": [], "figures": [], "documents": DOCUMENTS, "judgements": JUDGEMENTS}
    weak = [r["criterion"] for r in JUDGEMENTS if r["kind"] == "judgement" and r["colour"] != "GREEN"]
    why = "What daready should make of evidence_samples/cambridgeshire-2015, worked out without daready."
    text = account.record(why, sheets, assess(evidence, AS_AT), {"weak_points": weak})
    (out / "cambridgeshire-2015-expected.json").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
