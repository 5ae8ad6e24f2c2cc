"""What a board saw when it last met: the position of that day by what was known on it, beside the position now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.ledger.meetings import meetings
from daready.ledger.scopes import left_out
from daready.planning.boards import SinceMet, last_met, since_met
from daready.scoring.assess import assess
from daready.workspace.compare import Books

if TYPE_CHECKING:
    from daready.scoring.model import Assessment


def since_last_met(books: Books, assessment: Assessment, board: str) -> SinceMet | None:
    """What has another colour than when a board last met; None where no meeting of it is recorded.

    Both days are judged by today's rubric, each by itself, so that no change of a rule shows as one of evidence.
    """
    meeting = last_met(meetings(books.ledger, books.entries, books.known), board, assessment.as_at)
    if meeting is None:
        return None
    then = Books(books.ledger, books.entries, books.rubric, books.selection, meeting.on, books.seal)
    evidence = then.evidence([*then.where.live])
    out = left_out(then.known, meeting.on)
    before = assess(books.rubric, evidence, as_at=meeting.on, left_out=out)
    return since_met(meeting, before, assessment)
