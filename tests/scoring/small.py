"""A small rubric: two criteria, one critical, one framework; enough for every law of rating."""

from __future__ import annotations

from daready.rubric.model import Criterion, Form, Framework, Rubric, Theme
from daready.rubric.shape import guarded
from tests.scoring.made import POLICY


def criterion(name: str, ref: str, *lines: dict[str, object], critical: bool = False) -> Criterion:
    return guarded(
        Criterion,
        {
            "id": name,
            "ref": ref,
            "title": name.capitalize(),
            "statement": "It is done.",
            "critical": critical,
            "owner_role": "Superintendent",
            "why": "It matters.",
            "remedy": "Do it.",
            "lines": lines,
        },
    )


FORMS = (
    guarded(
        Form,
        {
            "id": "case-audit",
            "title": "Audit",
            "version": "1",
            "row": "case",
            "why": "Tests.",
            "columns": [{"id": "reference", "reads": "reference", "headings": ["Ref"]}],
            "questions": [
                {"id": "Q1", "title": "First question"},
                {"id": "Q2", "title": "Second question", "safety": "true"},
                {"id": "Q3", "title": "For prosecutors", "owner": "cps"},
            ],
        },
    ),
    guarded(
        Form,
        {
            "id": "performance-return",
            "title": "Return",
            "version": "1",
            "row": "figure",
            "why": "Tests.",
            "columns": [{"id": "measure", "reads": "code", "headings": ["Measure"]}],
            "measures": [{"id": "M1", "title": "A measure", "numerator": "done", "denominator": "due"}],
        },
    ),
    guarded(
        Form,
        {
            "id": "document-register",
            "title": "Register",
            "version": "1",
            "row": "document",
            "why": "Tests.",
            "columns": [{"id": "document", "reads": "code", "headings": ["Document"]}],
            "documents": [{"id": "plan", "title": "The plan"}],
        },
    ),
)
THEMES = (
    Theme(
        id="work",
        title="Work",
        order=1,
        criteria=(
            criterion(
                "done",
                "U01",
                {"question": "case-audit/Q1", "required": True},
                {"measure": "performance-return/M1", "green_from": 0.9, "amber_from": 0.75},
                {"document": "document-register/plan"},
                {"question": "case-audit/Q3"},
            ),
            criterion("safe", "U02", {"question": "case-audit/Q2", "required": True}, critical=True),
        ),
    ),
)
FRAMEWORKS = (
    guarded(
        Framework,
        {
            "id": "plan-2020",
            "title": "A plan",
            "edition": "1",
            "publisher": "Tests",
            "published": "2020-01-01",
            "in_force_from": "2020-01-01",
            "licence": "none",
            "source": {"title": "Tests"},
            "groups": [
                {
                    "title": "Group",
                    "requirements": [
                        {
                            "id": "R1",
                            "text": "Both",
                            "cites": ["1"],
                            "verified": "true",
                            "met_by": [
                                {"criterion": "done", "relation": "equal"},
                                {"criterion": "safe", "relation": "subset"},
                            ],
                        },
                        {
                            "id": "R2",
                            "text": "Part",
                            "cites": ["2"],
                            "verified": "true",
                            "met_by": [{"criterion": "done", "relation": "intersects"}],
                        },
                        {"id": "R3", "text": "Theirs", "cites": ["3"], "verified": "true", "owner": "cps"},
                    ],
                }
            ],
        },
    ),
)
RUBRIC = Rubric(
    fingerprint="f", policy=POLICY, themes=THEMES, frameworks=FRAMEWORKS, forms=FORMS, examples=()
)
