"""Papers: everything that goes out, made when it is asked for and handed to the browser; nothing of it is left here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from daready.foreign.files import take
from daready.ledger.answers import recorded
from daready.planning.answer import STEPS, Answer, answers
from daready.report.response import LAWS, time_told
from daready.window.answers import Answer as Answered
from daready.window.answers import Asked, Download, Page, Refused
from daready.window.ways import Room, Way
from daready.workspace import papers
from daready.workspace.compare import Books, seal_of
from daready.workspace.rated import rated_by_ledger

if TYPE_CHECKING:
    from daready.window.desk import Desk
    from daready.window.standing import Standing
    from daready.workspace.rated import Rated

_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS = {
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".html": "text/html",
    ".ics": "text/calendar",
}
_CHIEF, _COMMISSIONER = "Chief Constable", "Police and Crime Commissioner"

Write = Callable[["Standing", Path], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """One that is made as it is. ``keeps``: what was released is remembered, so it needs the workspace for writing."""

    id: str
    title: str
    says: str
    file: str
    write: Write
    keeps: bool = False


def _gap_report(stands: Standing, target: Path) -> None:
    from daready.report.workbook import write_workbook

    made = papers.gap_tables(stands.rated, stands.changes)
    write_workbook(made, target, marking=papers.MARKING)


def _page(stands: Standing, target: Path) -> None:
    made = papers.gap_tables(stands.rated, stands.changes)
    papers.write_gap_page(stands.rated, made, target, marking=papers.MARKING)


OURS = (
    Paper(
        "gap-report",
        "Gap report",
        "Page one for the chief officer; every gap behind it.",
        "gap-report.xlsx",
        _gap_report,
    ),
    Paper(
        "page",
        "The same for a browser",
        "One file that needs no Excel and loads nothing.",
        "gap-report.html",
        _page,
    ),
    Paper(
        "calendar",
        "Calendar",
        "What falls due, by role and criterion; no names and no cases.",
        "due.ics",
        lambda stands, target: papers.write_calendar(stands.rated, target),
    ),
    Paper(
        "teams",
        "For the teams",
        "Good practice and learning by team and month, with the place of each case; no names.",
        "for-the-teams.xlsx",
        lambda stands, target: papers.write_teams(stands.rated, target, marking=papers.MARKING),
    ),
    Paper(
        "annex",
        "Restricted annex",
        "Where each answer stands: files, sheets and rows. For whoever holds the sheets.",
        "rows.xlsx",
        lambda stands, target: papers.write_annex(stands.rated, target, marking=papers.MARKING),
    ),
)
OUT = (
    Paper(
        "partner",
        "Partner copy",
        "Bands instead of small counts. What it held is remembered, so that the next gives nothing away.",
        "partner-copy.xlsx",
        lambda stands, target: papers.write_partner_copy(stands.rated, target, marking=papers.MARKING),
        keeps=True,
    ),
    Paper(
        "public-plan",
        "Plan for the public",
        "Owners by role, shares in bands, no cases and no names. Remembered as a partner copy is.",
        "plan.html",
        lambda stands, target: papers.write_public_plan(stands.rated, target),
        keeps=True,
    ),
)
_BY_ID = {one.id: one for one in (*OURS, *OUT)}


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that the law asks an answer to: how long there is, and how much of it is recorded."""

    report: str
    title: str
    law: str
    time: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Papers:
    as_at: date
    ours: tuple[Paper, ...]
    out: tuple[Paper, ...]
    frameworks: tuple[tuple[str, str], ...]
    board: str
    chief: str
    owed: tuple[Owed, ...]


def show(desk: Desk, asked: Asked) -> Answered:
    return Page("papers.html", _view(desk.stands))


def _view(stands: Standing) -> Papers:
    rubric, today = stands.rated.rubric, stands.rated.assessment.as_at
    return Papers(
        as_at=today,
        ours=OURS,
        out=OUT,
        frameworks=tuple((f.id, f.title) for f in stands.rated.assessment.frameworks if f.requirements),
        board=papers.BOARD,
        chief=_CHIEF,
        owed=tuple(
            Owed(
                one.report,
                one.title,
                LAWS[one.law],
                time_told(one, today),
                f"{len(one.done)} of {len(STEPS[one.law])} steps",
            )
            for one in _answers(stands)
            if one.report in {f.id for f in rubric.frameworks}
        ),
    )


def _answers(stands: Standing) -> tuple[Answer, ...]:
    kept = stands.rated.kept
    said = recorded(kept.books.known) if kept else {}
    return answers(stands.rated.rubric.frameworks, said, stands.rated.assessment.as_at)


def make(desk: Desk, asked: Asked) -> Answered:
    """One of the papers that are made as they are."""
    paper = _BY_ID.get(asked.path["id"])
    if paper is None:
        raise Refused("daready does not make a paper of this name.", 404)
    if paper.keeps:
        desk.may_write()
    stands = desk.stands
    return made(paper.file, lambda target: paper.write(stands, target))


def board(desk: Desk, asked: Asked) -> Answered:
    """The board paper, as it was asked for."""
    stands, headings = desk.stands, asked.said("headings")
    if headings and headings not in {f.id for f in stands.rated.rubric.frameworks}:
        raise Refused("The rubric does not have this framework.", 404)
    named = asked.said("board")
    letter = papers.Letter(
        asked.said("to") or named or papers.BOARD, asked.said("from") or _CHIEF, papers.MARKING
    )
    with _for(desk, stands, [headings] if headings else []) as position:
        return made(
            "board-paper.docx",
            lambda target: papers.write_board_paper(
                position, stands.changes, target, letter, board=named or None, headings=bool(headings)
            ),
        )


def respond(desk: Desk, asked: Asked) -> Answered:
    """The draft of the answer to a published report."""
    stands = desk.stands
    answer = next((one for one in _answers(stands) if one.report == asked.path["id"]), None)
    if answer is None:
        raise Refused("The law asks for no answer to that report.", 404)
    letter = papers.Letter(_COMMISSIONER, _CHIEF, papers.MARKING)
    with _for(desk, stands, [answer.report]) as position:
        return made(
            f"answer-{answer.report}.docx",
            lambda target: papers.write_answer(position, answer, target, letter),
        )


@contextmanager
def _for(desk: Desk, stands: Standing, frameworks: Sequence[str]) -> Iterator[Rated]:
    """The position with some frameworks alone, as at the same day, while the ledger that it is asked of is open."""
    workspace, assessment = stands.workspace, stands.rated.assessment
    with desk.reading() as ledger, ledger.reading() as entries:
        books = Books(
            ledger, entries, stands.rated.rubric, workspace.settings.selection, seal=seal_of(workspace)
        )
        yield rated_by_ledger(
            books,
            workspace,
            as_at=assessment.as_at,
            inspection=assessment.inspection,
            frameworks=frameworks,
        )


def made(file: str, write: Callable[[Path], object]) -> Download:
    """What ``write`` writes, as a file for the browser; the folder that it was written in is gone at once."""
    with TemporaryDirectory(prefix="daready-paper-") as folder:
        target = Path(folder) / file
        write(target)
        return Download(file, take(target), _KINDS[target.suffix])


ROOM = Room(
    "/papers",
    "Papers",
    (
        Way("GET", "/papers", show),
        Way("POST", "/papers/board", board),
        Way("POST", "/papers/answer/{id}", respond),
        Way("POST", "/papers/{id}", make),
    ),
    below=True,
)
