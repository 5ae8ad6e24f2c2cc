"""Compare: what changed since a position that was kept, and what each change comes from; and keeping today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger.signed import signed
from daready.ledger.upkeep import HEAD
from daready.report.movement import CHANGES, why
from daready.report.words import meaning
from daready.window.answers import Answer, Asked, Go, Page
from daready.window.ways import Room, Way
from daready.workspace.compare import Books, between, seal_of
from daready.workspace.folder import now
from daready.workspace.rated import rated_by_ledger
from daready.workspace.signing import UNFIT, fits, record_of, sign_off

if TYPE_CHECKING:
    from daready.ledger.signed import Signed
    from daready.rubric.terms import Colour
    from daready.scoring.compare import Changes
    from daready.window.desk import Desk
    from daready.window.standing import Standing


@dataclass(frozen=True, slots=True)
class Kept:
    """A position that was kept."""

    number: int
    name: str
    as_at: date


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion then and now. ``since``: what became of it if it was green."""

    ref: str
    name: str
    critical: bool
    before: Colour | None
    now: Colour | None
    why: str
    since: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The criteria that changed in one way. ``folded``: there is little to read of them."""

    words: str
    moved: tuple[Moved, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """``kinds``: None where there is nothing to compare with. ``head``: the ledger's, once something was kept."""

    as_at: date
    kept: tuple[Kept, ...]
    old: int
    new: int
    noted: tuple[str, ...]
    kinds: tuple[Kind, ...] | None
    head: str
    fault: str = ""


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("compare.html", _view(desk, _number(asked, "old"), _number(asked, "new")))


def _number(asked: Asked, name: str) -> int:
    said = asked.query.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _view(desk: Desk, old: int, new: int, fault: str = "") -> Compared:
    """The comparison of one kept position with another, or with today where ``new`` is 0; ``old`` 0: with the last."""
    stands = desk.stands
    assert stands.rated.kept is not None
    kept = signed(stands.rated.kept.books.known)
    last = stands.rated.kept.before
    changes = stands.changes
    if new or (old and (last is None or old != last.id)):
        changes = _changes(desk, stands, old, new)
    shorts = {c.id: c.short or c.title for c in stands.rated.assessment.criteria}
    return Compared(
        as_at=stands.rated.assessment.as_at,
        kept=tuple(Kept(one.id, one.name, one.as_at) for one in reversed(kept)),
        old=changes.number if changes else 0,
        new=new,
        noted=tuple(_noted(changes)) if changes else (),
        kinds=_kinds(changes, shorts) if changes else None,
        head=stands.rated.kept.books.head[:HEAD],
        fault=fault,
    )


def _changes(desk: Desk, stands: Standing, old: int, new: int) -> Changes | None:
    """What changed between two positions, asked of the ledger."""
    workspace, assessment = stands.workspace, stands.rated.assessment
    with desk.reading() as ledger, ledger.reading() as entries:
        books = Books(
            ledger, entries, stands.rated.rubric, workspace.settings.selection, seal=seal_of(workspace)
        )
        if not new:
            position = rated_by_ledger(
                books, workspace, as_at=assessment.as_at, inspection=assessment.inspection, since=old
            )
            return position.kept.changes(position.assessment) if position.kept else None
        later: Signed = books.assessment(new)
        before = books.before(later.as_at, old or None)
        return between(books, before, later) if before else None


def _noted(changes: Changes) -> Sequence[str]:
    said = []
    if not changes.same_rubric:
        said.append("The rubric, its policy or daready changed since; both positions are judged by today's.")
    if changes.corrected_after:
        numbers = ", ".join(map(str, changes.corrected_after))
        said.append(
            f"Load {numbers} was replaced or withdrawn after the later position was kept, which is compared as it was."
        )
    return said


def _kinds(changes: Changes, shorts: dict[str, str]) -> tuple[Kind, ...]:
    found = []
    for change, words in sorted(CHANGES.items(), key=lambda one: one[0] != "worse"):
        moved = tuple(
            Moved(
                ref=one.ref,
                name=shorts.get(one.criterion, one.title),
                critical=one.critical,
                before=one.before,
                now=one.now,
                why=why(one),
                since=meaning(one.former_green).words if one.former_green else "",
            )
            for one in changes.movements
            if one.change == change
        )
        if moved:
            found.append(Kind(f"{words[0].upper()}{words[1:]}: {len(moved)}", moved, change == "same"))
    return tuple(found)


def keep(desk: Desk, asked: Asked) -> Answer:
    """Keep today's position under a name, as the baseline of later ones."""
    name = asked.said("name")
    if not fits(name):
        return Page("compare.html", _view(desk, 0, 0, fault=UNFIT), 422)
    with desk.writing() as ledger:
        stands = desk.stands
        record = record_of(stands.rated, stands.changes)
        sign_off(ledger, stands.rated, record, name, at=now(), who=desk.who)
    return Go("/compare")


ROOM = Room(
    "/compare",
    "Compare",
    (Way("GET", "/compare", show), Way("POST", "/compare/keep", keep)),
    below=True,
)
