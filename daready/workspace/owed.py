"""What somebody owes by a day: actions, items of the register, answers that reports ask for, meetings of boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.ledger.answers import recorded
from daready.ledger.meetings import meetings
from daready.planning.answer import answers
from daready.planning.due import promised
from daready.report.calendar import says
from daready.report.status import Due

if TYPE_CHECKING:
    from daready.planning.due import Due as Promise
    from daready.workspace.rated import Rated


def promises(position: Rated) -> list[Promise]:
    """What people owe by the ledger; what the law asks of reports also where nothing is kept."""
    books = position.kept.books if position.kept else None
    assessment = position.assessment
    said = recorded(books.known) if books else {}
    open_answers = answers(position.rubric.frameworks, said, assessment.as_at)
    held = meetings(books.ledger, books.entries, books.known) if books else ()
    return promised(assessment, position.plan, open_answers, position.register, held)


def owed_by(position: Rated) -> list[Due]:
    """The same in words, for those who look at the status; none where nothing is kept."""
    if position.kept is None:
        return []
    return [Due(one.on, says(one), one.role, one.late) for one in promises(position)]
