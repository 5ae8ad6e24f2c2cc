"""What is asked when files go into the ledger, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.evidence.model import Notice
from daready.evidence.notices import notice_of
from daready.ledger.position import Load, Position

if TYPE_CHECKING:
    from daready.workspace.corrections import Correction

Status = Literal["loaded", "already_loaded", "nothing_read", "refused"]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who loads, when (ISO with the zone), when the sheets were received, and how they are to be taken.

    ``in_place_of``: the loads that were named as replaced. ``settle`` is shown what looks like a correction and says
    whether it replaces what it corrects: yes, no (it counts beside), or None where nobody answered. ``accept`` is shown
    why a month may be a slip and says whether it is kept all the same.
    """

    at: str
    who: str
    received: date
    settle: Callable[[Correction], bool | None]
    accept: Callable[[Sequence[Notice]], bool]
    replaces: bool = False
    in_place_of: frozenset[int] = frozenset()
    header_rows: dict[str, int] = field(default_factory=dict[str, int])
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one file: under which load it stands, which loads it replaced, and of which it is the marked copy
    that stands for them. ``correction``: what it is beside the loads that hold most of it, if there are any.
    """

    file: str
    sha256: str
    status: Status
    load: int | None = None
    replaced: tuple[int, ...] = ()
    copy_of: tuple[int, ...] = ()
    correction: Correction | None = None

    def record(self) -> dict[str, object]:
        return {
            "file": self.file,
            "sha256": self.sha256,
            "status": self.status,
            "load": self.load,
            "replaced": [*self.replaced],
            "copy_of": [*self.copy_of],
            "correction": self.correction.record() if self.correction else None,
        }


def already(file: str, load: Load, where: Position) -> Notice:
    """What is said of a file whose content is a load already."""
    if where.counts(load.id):
        return notice_of("already_loaded", file, load=load.id, day=load.day.isoformat())
    return notice_of("already_replaced", file, load=load.id, by=where.replaced[load.id])
