"""What somebody owes by a day, in words: actions, items of the register, answers to reports and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.report.calendar import says
from daready.report.status import Due

if TYPE_CHECKING:
    from daready.workspace.rated import Rated


def owed_by(position: Rated) -> list[Due]:
    """What is due, the first due before others; none where nothing is kept."""
    if position.kept is None:
        return []
    return [Due(one.on, says(one), one.role, one.late) for one in position.owed]
