"""The tray: files that somebody dropped, held in memory until they are loaded or forgotten.

They touch the disk only while the guarded reader looks at them: in a folder of the workspace that its owner alone may
read, under numbers for names, and they are gone when it has.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from secrets import token_urlsafe
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from daready.evidence.opening.paths import Found, is_workbook
from daready.window.answers import Sent

if TYPE_CHECKING:
    from daready.evidence.model import Asked, Evidence, Notice, Removed
    from daready.rubric.model import Rubric
    from daready.workbooks_out.adoption import Adoption
    from daready.workspace.corrections import Correction
    from daready.workspace.loaded import Kept

PREFIX = ".daready-tray-"
MOST_FILES = 100
"""So many files are taken at a time."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in dropped files before anything is kept.

    ``already``: the load that holds the same content, by the file's shown name; ``corrects``: what a file looks like a
    correction of.
    """

    evidence: Evidence
    already: dict[str, int]
    corrects: dict[str, Correction]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return self.evidence.asked


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of dropped files. ``doubts``: why a month may be a slip; ``gone``: what failed once and is gone."""

    evidence: Evidence
    made: tuple[Kept, ...]
    doubts: tuple[Notice, ...]
    gone: tuple[Removed, ...]


@dataclass(slots=True)
class Parcel:
    """Files dropped together. ``read``: how many of them were read so far; ``fault``: why they could not be."""

    sent: Sequence[Sent]
    id: str = field(default_factory=lambda: token_urlsafe(12))
    read: int = 0
    looked: Looked | None = None
    loaded: Loaded | None = None
    fault: str = ""


@dataclass(slots=True)
class OnTable:
    """A force's own form on the table: its files, what was found, and what was said of it so far.

    ``certain``: all that looks certain was confirmed at once; ``each``: it is looked at one by one instead.
    """

    sent: Sequence[Sent]
    adoption: Adoption
    rubric: Rubric
    id: str = field(default_factory=lambda: token_urlsafe(12))
    certain: bool = False
    each: bool = False
    said: dict[str, str] = field(default_factory=dict[str, str])


@contextmanager
def laid_out(home: Path, sent: Sequence[Sent]) -> Iterator[Found]:
    """The files on the disk for as long as they are looked at, each under its name among those that were dropped."""
    folder = Path(mkdtemp(prefix=PREFIX, dir=home))
    try:
        found = Found()
        for number, (name, one) in enumerate(_named(sent), 1):
            known = is_workbook(Path(name))
            path = folder / f"{number}{PurePath(name).suffix.lower() if known else '.other'}"
            path.write_bytes(one.content)
            (found.workbooks if known else found.others).append((name, path))
        found.workbooks.sort()
        found.others.sort()
        yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _named(sent: Sequence[Sent]) -> Iterator[tuple[str, Sent]]:
    """Each file under a name that no other has."""
    taken: set[str] = set()
    for one in sent:
        stem, dot, suffix = one.name.rpartition(".")
        name, number = one.name, 1
        while name in taken:
            number += 1
            name = f"{stem} ({number}){dot}{suffix}" if stem else f"{suffix} ({number})"
        taken.add(name)
        yield name, one


def swept(home: Path) -> None:
    """Remove what a window that was killed may have left."""
    for path in home.glob(f"{PREFIX}*"):
        shutil.rmtree(path, ignore_errors=True)
