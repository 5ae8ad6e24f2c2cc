"""What somebody owes by a day: the actions that are kept, and the answers that reports ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.ledger.answers import recorded
from daready.planning.answer import answers
from daready.planning.due import promised
from daready.report.calendar import says
from daready.report.status import Due

if TYPE_CHECKING:
    from daready.workspace.rated import Rated


def owed_by(position: Rated) -> list[Due]:
    """Actions and answers to reports that are due; none where nothing is kept."""
    if position.kept is None:
        return []
    assessment = position.assessment
    said = recorded(position.kept.books.known)
    open_answers = answers(position.rubric.frameworks, said, assessment.as_at)
    found = promised(assessment, position.plan, open_answers, position.register)
    return [Due(one.on, says(one), one.role, one.late) for one in found]
