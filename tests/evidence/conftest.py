"""A small rubric and one worker for all reading tests, so that sheets stay readable and starts are few."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from daready.evidence.brief import Brief
from daready.evidence.grid.row_runs import numbers_of
from daready.evidence.loader import load
from daready.evidence.model import Evidence, SheetAccount
from daready.evidence.worker import Worker
from daready.rubric.library import load_rubric
from daready.rubric.model import Criterion, Form, Line, Rubric, Theme
from daready.rubric.shape import guarded
from tests.scoring.made import POLICY
from tests.year import shipped

ANSWERS = {
    "yes": ["Yes", "Y", "✔", "✓", "☑", "1", "true"],
    "partial": ["Partial", "Partly"],
    "no": ["No", "N", "✗", "☒", "0", "false"],
    "not_applicable": ["N/A", "NA", "Not applicable"],
    "not_recorded": ["Not recorded", "NR", "?"],
}
SELECTION = {"random": ["Random"], "systematic": ["Every nth"], "all": ["All"], "judgement": ["Hand-picked"]}
RISK = {"high": ["High", "H"], "medium": ["Medium", "Med"], "standard": ["Standard", "Std"]}


def column(id: str, reads: str, *headings: str, **more: object) -> dict[str, object]:  # noqa: A002
    return {"id": id, "reads": reads, "headings": headings, **more}


CASES = {
    "id": "case-audit",
    "title": "Case audit",
    "version": "1",
    "row": "case",
    "since": "2015-01-01",
    "why": "Shows practice.",
    "columns": [
        column("reference", "reference", "Case reference", "Crime number", required=True),
        column("audited_on", "date", "Date of audit", "Date audited"),
        column("month", "period", "Month", spans=["week"]),
        column("district", "label", "District", "Area"),
        column("risk", "choice", "Risk grade", "Risk level", values=RISK),
        column("made_safe", "date", "Made safe on"),
        column("selection", "choice", "How chosen", values=SELECTION),
        column("auditor", "person", "Auditor"),
        column("notes", "never", "Comments", "Victim name"),
    ],
    "facts": [
        column("selection", "choice", "Selection", "How chosen", values=SELECTION),
        column("population", "number", "Cases in the month"),
        column("month", "period", "Period"),
        column("district", "label", "District"),
    ],
    "questions": [
        {
            "id": "Q25",
            "title": "Was the risk tool completed for this incident?",
            "also": ["Risk tool completed", "Tool done", "Tool"],
            "who": ["S"],
        },
        {
            "id": "Q28",
            "title": "Did a supervisor review the risk assessment?",
            "also": ["Supervisor review", "Reviewed", "Seen"],
            "who": ["S"],
        },
        {"id": "Q28h", "title": "Hours to supervisor review", "type": "number"},
        {
            "id": "Q10",
            "title": "Was video on?",
            "type": "choice",
            "choices": {"yes": ["All"], "no": ["Part", "None"]},
        },
        {
            "id": "Q35",
            "title": "Was a MARAC referral made?",
            "applies_if": {"risk": ["high"]},
            "safety": True,
            "who": ["I"],
        },
    ],
    "answers": ANSWERS,
}
TOTALS = {
    "id": "case-totals",
    "title": "Totals",
    "version": "1",
    "row": "totals",
    "why": "Totals of audits.",
    "items_from": "case-audit",
    "columns": [
        column("question", "code", "Question", required=True),
        column("month", "period", "Month"),
        column("district", "label", "District"),
        column("met", "number", "Met", required=True),
        column("looked_at", "number", "Looked at", required=True),
        column("selection", "choice", "How chosen", values=SELECTION),
    ],
}
RETURN = {
    "id": "performance-return",
    "title": "Return",
    "version": "1",
    "row": "figure",
    "why": "Measures.",
    "columns": [
        column("measure", "code", "Measure", required=True),
        column("month", "period", "Month", required=True, spans=["quarter", "year", "week"]),
        column("district", "label", "District"),
        column("numerator", "number", "Numerator", required=True),
        column("denominator", "number", "Denominator", required=True),
    ],
    "measures": [{"id": "M16", "title": "Arrest rate", "numerator": "arrests", "denominator": "suspects"}],
}
WORDS = load_rubric(examples=False, superseded=False).words
"""The lists of words that daready ships."""
REGISTER = {
    "id": "document-register",
    "title": "Register",
    "version": "1",
    "row": "document",
    "why": "Papers.",
    "columns": [
        column("document", "code", "Document", required=True),
        column(
            "status",
            "choice",
            "Status",
            required=True,
            values={"approved": ["Approved"], "draft": ["Draft"], "absent": ["None"]},
        ),
        column("dated", "date", "Dated", reach=40),
        column("review", "date", "Review date", future=True, reach=40),
        column("owner", "person", "Owner"),
        column("checked_by", "person", "Checked by"),
    ],
    "documents": [{"id": "da-policy", "title": "Domestic abuse policy"}],
}
JUDGEMENTS = {
    "id": "judgements",
    "title": "Judgements",
    "version": "1",
    "row": "judgement",
    "why": "Views.",
    "columns": [
        column("criterion", "code", "Criterion", required=True),
        column(
            "colour",
            "choice",
            "Colour",
            required=True,
            values={"green": ["Green"], "amber": ["Amber"], "red": ["Red"]},
        ),
        column("kind", "choice", "Kind", values={"judgement": ["Judgement"], "intent": ["Intent", "Plan"]}),
        column("made", "date", "Made on"),
        column("by", "person", "By"),
        column("reason", "presence", "Reason"),
    ],
}


def rubric_of(*forms: dict[str, object]) -> Rubric:
    criterion = Criterion(
        id="risk-assessed",
        ref="U08",
        title="Risk is assessed",
        statement="Risk is assessed in every incident.",
        owner_role="DCI",
        why="It matters.",
        remedy="Train.",
        lines=(Line(question="case-audit/Q25", required=True),),
    )
    return Rubric(
        fingerprint="test",
        policy=POLICY,
        themes=(Theme(id="risk", title="Risk", order=1, criteria=(criterion,)),),
        frameworks=(),
        forms=tuple(guarded(Form, form) for form in forms),
        examples=(),
        words=WORDS,
    )


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return rubric_of(CASES, TOTALS, RETURN, REGISTER, JUDGEMENTS)


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


Read = Callable[..., Evidence]
Reads = Callable[..., Evidence]


def numbered(sheet: SheetAccount) -> dict[str, int]:
    """How many rows each reason names by number; no row may be named twice."""
    named = {reason: numbers_of(runs) for reason, runs in sheet.rows_aside.items()}
    assert len(set().union(*named.values())) == sum(map(len, named.values())), sheet
    return {reason: len(rows) for reason, rows in named.items()}


def _accounted(evidence: Evidence) -> Evidence:
    """The same, once every row of every sheet is found to be accounted for."""
    for file in evidence.files:
        for sheet in file.sheets:
            assert sheet.rows_read == sheet.rows_used + sheet.rows_set_aside, sheet
            assert numbered(sheet) == sheet.set_aside, sheet
    return evidence


@pytest.fixture
def read(worker: Worker, rubric: Rubric) -> Read:
    return lambda *paths, **more: _accounted(load(worker, paths, rubric, Brief(b"k" * 16, **more)))


@pytest.fixture
def reads(worker: Worker) -> Reads:
    """Reads files by the rubric that is shipped."""
    return lambda *paths, **more: _accounted(load(worker, paths, shipped(), Brief(b"k" * 16, **more)))
