"""What is not looked at this year, on page one and in the JSON: by whom, and why."""

from __future__ import annotations

from collections.abc import Iterable

from daready.report.shapes import day
from daready.report.words import count
from daready.scoring.model import Assessment
from daready.scoring.of_the_ledger import LeftOut
from daready.scoring.scope import NOTE


def page_one(assessment: Assessment) -> list[str]:
    """A paragraph for each decision, with what was seen all the same; nothing where nothing is left out."""
    by_entry: dict[int, list[LeftOut]] = {}
    for one in assessment.left_out:
        by_entry.setdefault(one.entry, []).append(one)
    return [_paragraph(those, assessment) for those in by_entry.values()]


def _paragraph(those: list[LeftOut], assessment: Assessment) -> str:
    findings = {one.id: one for one in assessment.criteria}
    known = [findings[one.criterion] for one in those if one.criterion in findings]
    named = "; ".join(f"{one.ref} {one.title}" for one in known)
    seen = [one for one in known if NOTE not in one.notes]
    still = f" What was seen still counts of {', '.join(one.ref for one in seen)}." if seen else ""
    first = those[0]
    return (
        f"Not looked at this year, so not Green: {count(len(known), 'criterion', 'criteria')} ({named}). Said by the "
        f"{first.role} on {day(first.on)}: {first.why.rstrip('.')}.{still}"
    )


def scope_record(left_out: Iterable[LeftOut]) -> list[dict[str, object]]:
    """What is left out, for the JSON."""
    return [
        {
            "criterion": one.criterion,
            "why": one.why,
            "role": one.role,
            "on": one.on.isoformat(),
            "entry": one.entry,
        }
        for one in left_out
    ]
