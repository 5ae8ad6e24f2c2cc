"""The desk: the one workspace that a window works in, how it stands, and whose turn it is to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, RLock
from typing import TYPE_CHECKING

from daready.ledger.store import Ledger, make_ledger, open_ledger
from daready.window.answers import Refused
from daready.window.standing import Standing, rubric_of, standing
from daready.window.tray import OnTable, Parcel, swept
from daready.window.turn import Turn
from daready.workspace import folder
from daready.workspace.folder import Workspace
from daready.workspace.settings import SETTINGS

if TYPE_CHECKING:
    from daready.rubric.model import Rubric

NOT_YET = "Nothing has been loaded yet. Bring the first workbook in."


@dataclass(slots=True)
class Desk:
    """``home``: the workspace's folder, which may not be one yet. ``today`` says the day to look from; ``who`` is at
    the computer. ``reader``: who has the workspace open for writing, where that is another window. ``sample``: where
    everything is invented, and gone when the window closes. ``role``: in which somebody said something last;
    ``tray`` and ``forms``: what was dropped and is not settled, by a number that nobody can guess.
    """

    home: Path
    today: Callable[[], date]
    who: str
    turn: Turn = field(default_factory=Turn)
    reader: str = ""
    sample: TemporaryDirectory[str] | None = None
    role: str = ""
    tray: dict[str, Parcel] = field(default_factory=dict[str, Parcel])
    forms: dict[str, OnTable] = field(default_factory=dict[str, OnTable])
    _lock: RLock = field(default_factory=RLock)
    _writing: Lock = field(default_factory=Lock)
    _workspace: tuple[object, Workspace] | None = None
    _standing: tuple[object, Standing | None] | None = None

    @property
    def workspace(self) -> Workspace | None:
        """The workspace as its settings say today; None before the first run."""
        file = self.home / SETTINGS
        mark = _mark(file)
        with self._lock:
            if mark is None:
                return None
            if self._workspace is None or self._workspace[0] != (self.home, mark):
                self._workspace = ((self.home, mark), folder.at(self.home))
            return self._workspace[1]

    @property
    def founded(self) -> Workspace:
        """The workspace, for whoever comes only where there is one."""
        found = self.workspace
        if found is None:
            raise Refused("There is no workspace here yet. Begin with the five questions.", 409)
        return found

    @property
    def rubric(self) -> Rubric:
        return rubric_of(self.founded)

    @property
    def standing(self) -> Standing | None:
        """How things stand now; None where nothing was loaded yet."""
        workspace = self.founded
        with self._lock:
            ledger = workspace.ledger
            marks = [_mark(ledger), _mark(ledger.with_name(f"{ledger.name}-wal")), _mark(workspace.evidence)]
            state = (workspace, *marks, self.today(), _mark(workspace.root / "rubrics" / "forms"))
            if self._standing is None or self._standing[0] != state:
                before = self._standing[1] if self._standing else None
                self._standing = (state, standing(workspace, self.today(), self.who, before))
            return self._standing[1]

    @property
    def stands(self) -> Standing:
        """How things stand, for a room that is about what was loaded."""
        found = self.standing
        if found is None:
            raise Refused(NOT_YET, 409)
        return found

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """The ledger, made if it is not there, to be looked into."""
        workspace = self.founded
        make_ledger(workspace.ledger, at=folder.now(), who=self.who)
        with open_ledger(workspace.ledger, at=folder.now(), who=self.who) as ledger:
            yield ledger

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger, for whoever changes something: one at a time, and none where another window writes."""
        self.may_write()
        with self._writing, self.reading() as ledger:
            self.founded.share()
            yield ledger

    def begin(self) -> None:
        """Take the turn to write, if nobody else has it, and clear what a killed window may have left."""
        self.reader = self.turn.take(self.home, self.who, folder.now()[:16].replace("T", " "))
        if not self.reader:
            swept(self.home)
            self.founded.share()

    def forget_settings(self) -> None:
        """The workspace remembers something new: what was known of it is read anew."""
        with self._lock:
            self._workspace = None

    def cleared(self) -> None:
        """The window is closed: somebody else may write, and nothing of the sample is left."""
        self.turn.let_go()
        if self.sample is not None:
            self.sample.cleanup()

    def may_write(self) -> None:
        """Refuses where this window only reads."""
        if self.reader:
            raise Refused(
                f"This workspace is open for writing elsewhere ({self.reader}). Here it can be read; close the other "
                "window, and open daready again, to change anything.",
                409,
            )


def _mark(path: Path) -> tuple[int, int] | None:
    """What changes whenever a file does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
