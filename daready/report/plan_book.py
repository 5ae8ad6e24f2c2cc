"""The plan as a workbook to fill in and take back: how to do it, then a row for every gap and every other action."""

from __future__ import annotations

from collections.abc import Sequence

from daready.planning.followed import Plan
from daready.planning.gaps import Gap
from daready.report.actions import HOW, plan_table, plan_told
from daready.report.bound import Report
from daready.report.shapes import Block, Summary, day
from daready.report.words import count
from daready.scoring.model import Assessment

_RULES = (
    "The columns may stand in any order, and rows you do not need may be deleted: what was said of them stands.",
    "If two people fill in a copy each, import both: where they differ both answers stand until somebody says which.",
    "No status changes a colour. Done is a claim; an action is closed when later cases test the same part and pass.",
)


def plan_report(assessment: Assessment, gaps: Sequence[Gap], plan: Plan, *, version: str) -> Report:
    """A page of what to do, and the plan itself."""
    table = plan_table("Plan", assessment, gaps, plan, every_gap=True)
    told = plan_told(gaps, plan) or "There is no gap."
    page = Summary(
        sheet="How to",
        title="Who does what by when",
        widths=(32, 20, 48, 25),
        blocks=(
            Block(
                f"The plan as at {day(assessment.as_at)}",
                (told, f"{count(len(gaps), 'gap')} in order of urgency."),
            ),
            Block("How to fill it in", (HOW, *_RULES)),
        ),
    )
    return Report(
        title=f"Domestic abuse action plan as at {day(assessment.as_at)}",
        as_at=assessment.as_at,
        version=version,
        summary=page,
        tables=(table,),
    )
