"""Moderations of the ledger beside an assessment: each criterion's last one, and how it stands that day (R5.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daready.ledger.moderations import last_of_each, moderations
from daready.scoring.moderated import state_of

if TYPE_CHECKING:
    from daready.scoring.model import Assessment
    from daready.workspace.compare import Books


def with_moderations(assessment: Assessment, books: Books) -> Assessment:
    """The assessment with what people judged otherwise beside it; no colour of it changes."""
    day = assessment.as_at
    given = last_of_each(moderations(books.known).values(), day)
    return replace(
        assessment,
        criteria=tuple(
            replace(finding, moderated=replace(one, state=state_of(one, finding, day)))
            if (one := given.get(finding.id))
            else finding
            for finding in assessment.criteria
        ),
    )
