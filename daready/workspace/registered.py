"""The register beside an assessment: every item that the ledger keeps, as it stands on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger.register import items
from daready.planning.followed import Retest, retester
from daready.planning.in_hand import InHand, in_hand

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.scoring.model import Assessment
    from daready.workspace.compare import Books


def register_of(books: Books, assessment: Assessment, evidence: Evidence) -> tuple[InHand, ...]:
    """Every item known in a view of the ledger, the most urgent first.

    Whether it was tested again is asked of the evidence alone, without what a cause of concern makes of it.
    """
    found = items(books.ledger, books.entries, books.known)
    if not found:
        return ()
    retest = retester(assessment, books.rubric, replace(evidence, concerns=()))
    return in_hand(found.values(), retest, assessment.as_at)


def never_tested(_criterion: str, _clause: str | None, _day: date) -> Retest | None:
    """What tells of later tests where nothing was loaded: there are none."""
    return None
