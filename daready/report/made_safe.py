"""Who was recorded as made safe, by which role, and how long a case has waited: by counts and by place (A2)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from daready.evidence.model import UNDATED, MadeSafe, Month
from daready.report.shapes import Column, Table, day, filled, row
from daready.report.words import count
from daready.scoring.model import Assessment, UnsafeCase

FILLED = "Made safe on"
"""The column of the annex that a person fills in and sends back."""
NOT_YET = "not yet"
"""What stands there until somebody does."""


def waited(month: Month, audited: date | None, today: date) -> str:
    """How long ago a case was audited: to the day where the sheet says it, else at least so long, by its month."""
    if audited is not None:
        return f"audited {count((today - audited).days, 'day')} ago"
    if month == UNDATED:
        return "audited on a day that the sheet does not say"
    days = (today - month.last).days
    return f"audited at least {count(days, 'day')} ago" if days > 0 else "audited this month"


def days_waited(case: UnsafeCase, today: date) -> int | None:
    """Days since the audit, or since the last day of its month where the sheet gives no day; None without a month."""
    if case.month == UNDATED and case.day is None:
        return None
    return max(0, (today - (case.day or case.month.last)).days)


def page_one(assessment: Assessment) -> list[str]:
    """How many cases were recorded as made safe, by which roles; nothing where none was."""
    cases = {(one.load, one.place): one for one in assessment.made_safe}
    if not cases:
        return []
    roles = Counter(one.role for one in cases.values())
    by = "; ".join(f"{number} by the {role}" for role, number in roles.most_common())
    last = max(one.recorded for one in cases.values())
    was = count(len(cases), "case was", "cases were")
    return [
        f"{was} recorded as made safe after the audit: {by} (last recorded on {day(last)}). What the audit found in "
        f"{'it' if len(cases) == 1 else 'them'} still counts."
    ]


def table(assessment: Assessment) -> Table:
    """Every case recorded as made safe, for the annex."""
    columns = (
        Column("File", 40),
        Column("Load", 8, "count"),
        Column("Sheet", 24),
        Column("Row", 10, "count"),
        Column("Made safe on", 16, "date"),
        Column("Recorded by", 30),
        Column("Recorded on", 16, "date"),
        Column("Questions failed", 30),
    )
    rows = [
        row(
            one.place.file,
            one.load,
            one.place.sheet,
            one.place.row,
            one.on,
            one.role,
            one.recorded,
            ", ".join(one.questions),
        )
        for one in assessment.made_safe
    ]
    return Table(
        "Made safe",
        "The cases recorded as made safe after the audit",
        "made_safe",
        columns,
        filled(columns, rows),
        ("What the audit found in them still counts; only nobody is needed for them today.",),
    )


def record(one: MadeSafe) -> dict[str, object]:
    """A case made safe, for the JSON: its place, and no key."""
    return {
        "file": one.place.file,
        "load": one.load,
        "sheet": one.place.sheet,
        "row": one.place.row,
        "on": one.on.isoformat(),
        "role": one.role,
        "recorded": one.recorded.isoformat(),
        "questions": [*one.questions],
    }
