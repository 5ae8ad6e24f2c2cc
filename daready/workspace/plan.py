"""The plan: every action of the ledger as it stands beside an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.ledger.actions import statements
from daready.ledger.upkeep import HEAD
from daready.planning.actions import fold
from daready.planning.followed import Plan, follow

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.scoring.model import Assessment
    from daready.workspace.compare import Books


def plan_of(books: Books, assessment: Assessment, evidence: Evidence) -> Plan:
    """What was known of actions in a view of the ledger, followed up on the day of the assessment.

    Before the first entry nothing was known, and a plan of then stands at entry 0.
    """
    actions = fold(statements(books.ledger, books.entries, books.known))
    followed = follow(actions.values(), assessment, books.rubric, evidence)
    if not books.known:
        return Plan(0, "", followed)
    last = books.known[-1]
    return Plan(last.id, last.hash[:HEAD], followed)
