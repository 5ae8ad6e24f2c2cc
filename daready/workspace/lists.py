"""Lists that only a person holds: a blank workbook out, their filled-in one back into the workspace's rubrics."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import ROLES
from daready.evidence.notices import notice_of
from daready.foreign.files import SMALL, is_file, is_there, take
from daready.foreign.names import printable
from daready.report.list_book import list_workbook
from daready.report.whole import write_whole
from daready.rubric.dump import MARK, framework_yaml
from daready.rubric.filling import Filled, fill
from daready.rubric.shelf import SUPERSEDED

if TYPE_CHECKING:
    from daready.evidence.worker import Worker
    from daready.rubric.model import Framework, Rubric
    from daready.workspace.folder import Workspace


class ListRefused(Exception):
    """A list that cannot be read at all, in the words of the notice that says why."""


def blank_list(rubric: Rubric, framework: Framework) -> bytes:
    """The workbook to fill in for a framework."""
    return list_workbook(framework, {c.id: c.ref for c in rubric.criteria.values()}, ROLES)


def read_list(worker: Worker, path: Path, rubric: Rubric, framework: Framework, today: date) -> Filled:
    """What a filled-in list makes of its framework. Raises ListRefused for a file that cannot be read."""
    # Nothing is hashed: a list holds no case and no person.
    worker.brief(lambda: plain_rubric(rubric), Brief(b"\0" * 32))
    reply = worker.cells(path)
    if reply.refused:
        notice = notice_of(reply.refused, printable(path.name))
        raise ListRefused(f"{notice.message} {notice.fix}")
    names = {name.casefold(): c.id for c in rubric.criteria.values() for name in (c.id, c.ref)}
    return fill(framework, reply.sheets, names, ROLES, today)


def home_of(framework: Framework, workspace: Workspace) -> Path:
    """Where a filled-in framework is kept: the workspace's own rubrics, laid over daready's by id."""
    folder = workspace.root / "rubrics" / "frameworks"
    return (folder / SUPERSEDED if framework.superseded_by else folder) / f"{framework.id}.yaml"


def is_a_persons(path: Path) -> bool:
    """Whether somebody wrote the file themselves, so that it must not be written over."""
    return is_there(path) and not (is_file(path) and take(path, SMALL).startswith(MARK.encode()))


def keep_list(framework: Framework, home: Path) -> None:
    """Write the framework into the workspace, whole or not at all. Raises OSError."""
    home.parent.mkdir(parents=True, exist_ok=True)
    write_whole(home, framework_yaml(framework))
