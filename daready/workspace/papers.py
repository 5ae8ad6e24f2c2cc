"""The papers of a position, each written whole or not at all: the gap report, the page, the annex, the partner copy,
the board paper, the plan for the public, the answer to a report and the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daready import __version__

if TYPE_CHECKING:
    from daready.planning.answer import Answer
    from daready.report.bound import Report
    from daready.scoring.compare import Changes
    from daready.workspace.rated import Rated

MARKING = "OFFICIAL-SENSITIVE"
BOARD = "Business Coordination Board"


@dataclass(frozen=True, slots=True)
class Letter:
    """Who a paper is from and to, and its protective marking."""

    to: str
    sender: str
    marking: str


def gap_tables(position: Rated, changes: Changes | None, *, print_all: bool = False) -> Report:
    """Everything people read of a position, once for workbook and page. ``changes`` since the last sign-off."""
    from daready.report.tables import report

    return report(
        position.assessment,
        position.gaps,
        position.evidence,
        position.rubric,
        version=__version__,
        changes=changes,
        plan=position.plan,
        register=position.register,
        force=_force(position),
        print_all=print_all,
    )


def write_gap_page(position: Rated, made: Report, target: Path, *, marking: str) -> None:
    """The page for a browser. Raises OSError, as all of these do where the file cannot be written."""
    from daready.report.page import page, write_page

    drawn = page(made, position.assessment, position.gaps, position.rubric, marking=marking)
    write_page(drawn, target)


def write_annex(position: Rated, target: Path, *, marking: str) -> None:
    """The restricted annex: rows, and the quality of the data."""
    from daready.report.annex import annex
    from daready.report.workbook import write_workbook

    write_workbook(
        annex(position.assessment, position.evidence, version=__version__), target, marking=marking
    )


def write_teams(position: Rated, target: Path, *, marking: str) -> None:
    """What goes back to the teams: good practice and learning, and where each case is found."""
    from daready.report.teams import teams_report
    from daready.report.workbook import write_workbook

    made = teams_report(position.assessment, position.evidence, position.rubric, version=__version__)
    write_workbook(made, target, marking=marking)


def write_partner_copy(position: Rated, target: Path, *, marking: str) -> None:
    """The copy in bands. In a workspace its counts are remembered, for the next to be compared with (R7.5)."""
    from daready.report.partner import partner_report, release_counts
    from daready.report.workbook import write_workbook

    workspace = position.workspace
    before = workspace.release() if workspace else None
    made = partner_report(position.assessment, version=__version__, before=before)
    write_workbook(made, target, marking=marking)
    if workspace is not None:
        workspace.remember_release(release_counts(position.assessment))


def write_board_paper(
    position: Rated,
    changes: Changes | None,
    target: Path,
    letter: Letter,
    *,
    board: str | None = None,
    headings: bool = False,
) -> None:
    """The paper for a board. ``board``: its actions have a section of their own; ``headings``: progress is told under
    those of the framework that the position was rated for, instead of our themes.
    """
    from daready.report.actions import owners
    from daready.report.first.made import first_page
    from daready.report.paper import write_paper
    from daready.workspace.boards import since_last_met

    assessment, found = position.assessment, position.gaps
    mine = owners(found, names=False)
    write_paper(
        assessment,
        found,
        target,
        version=__version__,
        marking=letter.marking,
        to=letter.to,
        sender=letter.sender,
        first=first_page(assessment, found, position.rubric, changes=changes, set_owners=mine),
        plan=position.plan,
        board=board,
        headings=next(iter(assessment.frameworks), None) if headings else None,
        register=position.register,
        since=since_last_met(position.kept.books, assessment, board) if board and position.kept else None,
    )


def write_public_plan(position: Rated, target: Path) -> None:
    """The plan as the public may see it; its release is remembered as a partner copy's is."""
    from daready.report.page import write_page
    from daready.report.partner import release_counts
    from daready.report.public_plan import public_plan

    workspace = position.workspace
    before = (workspace.release() if workspace else None) or {}
    drawn = public_plan(
        position.assessment, position.gaps, force=_force(position), version=__version__, before=before
    )
    write_page(drawn, target)
    if workspace is not None:
        workspace.remember_release(release_counts(position.assessment))


def write_answer(position: Rated, answer: Answer, target: Path, letter: Letter) -> None:
    """The draft of the answer that a published report asks for, from a position rated for its framework."""
    from daready.planning.answer import replies
    from daready.report.response import write_response

    framework = next(one for one in position.rubric.frameworks if one.id == answer.report)
    drafted = replies(position.assessment, answer.report, position.plan)
    about = {
        "version": __version__,
        "marking": letter.marking,
        "to": letter.to,
        "sender": letter.sender,
    }
    write_response(answer, framework, drafted, target, today=position.assessment.as_at, **about)


def write_calendar(position: Rated, target: Path) -> int:
    """What falls due, as a file that any calendar opens; gives how many days something is due on."""
    from daready.planning.due import due
    from daready.report.calendar import calendar
    from daready.report.whole import write_whole
    from daready.workspace.owed import promises

    assessment = position.assessment
    found = due(assessment, promises(position))
    write_whole(target, calendar(found, as_at=assessment.as_at, version=__version__))
    return len(found)


def _force(position: Rated) -> str:
    return (position.workspace.settings.force or "") if position.workspace else ""
