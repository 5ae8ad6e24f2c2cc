"""Where a line begins anew: its process has changed for good, and somebody has said so (R2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from daready.evidence.model import Month
from daready.rubric.model import Line, Policy
from daready.scoring.tally import Batch


def rebased_months(policy: Policy, line: Line, known: date) -> list[Month]:
    """R2.5: the months from which the line's process is another, oldest first, as far as recorded by a day."""
    entries = [entry for entry in policy.rebases if entry.line == line.id and entry.recorded <= known]
    return sorted({Month.of(entry.since) for entry in entries}, key=lambda month: month.ordinal)


def since_rebase(batches: Sequence[Batch], line: Line, policy: Policy, known: date) -> list[Batch]:
    """The batches that count: those of the process as it is since its last rebase."""
    rebased = rebased_months(policy, line, known)
    return [batch for batch in batches if within(batch.month, rebased[-1] if rebased else None)]


def within(month: Month, since: Month | None) -> bool:
    """Whether a month counts that begins no earlier than one."""
    return since is None or month.ordinal >= since.ordinal
