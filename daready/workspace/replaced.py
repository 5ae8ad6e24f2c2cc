"""In the place of which loads a new file stands: as was asked for, or as was answered; or why it is not loaded."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from daready.evidence.notices import notice_of
from daready.ledger.faults import NotThere
from daready.ledger.position import Load, Position, Scope, compared, position
from daready.ledger.recall import named
from daready.workspace.corrections import Correction, beside

if TYPE_CHECKING:
    from daready.evidence.model import Notice
    from daready.evidence.settling.settle import File
    from daready.ledger.store import Ledger
    from daready.workspace.loaded import Asking


def found_beside(ledger: Ledger, file: File, mine: Collection[int | None]) -> Correction | None:
    """What a file looks like a correction of. ``mine`` are the loads of the same run, which nothing in it corrects.

    A marked copy says itself which load it stands for.
    """
    with ledger.reading() as entries:
        where = position(entries)
        if {load.sha256 for load in where.live} & {*file.reply.replaces}:
            return None
        others = [load for load in where.live if load.id not in mine]
        return beside(ledger, where, file.source.file, file.reply, others)


def answered(found: Correction | None, asking: Asking) -> bool | None:
    """Whether it replaces what it corrects. Asked only where there is something to decide."""
    if found is None or found.nothing_new or not found.whole or asking.in_place_of:
        return None
    return asking.settle(found)


def stands_for(
    where: Position,
    name: str,
    covers: set[Scope],
    asking: Asking,
    found: Correction | None,
    answer: bool | None,
    mine: Collection[int | None],
) -> tuple[list[Load], Notice | None]:
    """The loads that a file replaces; or why it is not loaded. Raises NotThere for a named load that does not count."""
    if asking.in_place_of:
        return [_live(where, number) for number in sorted(asking.in_place_of)], None
    if asking.replaces:
        others = [one for one in where.live if one.id not in mine]
        return _as_flagged(others, name, compared(covers), found)
    if found is None or answer is False:
        return [], None
    if not found.whole and not found.nothing_new:
        return [], None
    if answer is None:
        return [], _not_loaded(name, found)
    return [load for load in where.live if load.id in {one.id for one in found.loads}], None


def _as_flagged(
    others: Collection[Load], name: str, covers: frozenset[Scope], found: Correction | None
) -> tuple[list[Load], Notice | None]:
    """What has the same form, month and district; where month or district were corrected too, what has its cases."""
    rivals = [one for one in others if one.covers & covers]
    if len(rivals) > 1 or (rivals and not rivals[0].covers <= covers):
        return [], notice_of("replaces_unclear", name, loads=named(one.id for one in rivals))
    corrected = [*found.loads] if found is not None and found.whole else []
    return rivals or corrected, None


def _not_loaded(name: str, found: Correction) -> Notice:
    loads = named(load.id for load in found.loads)
    if found.nothing_new:
        return notice_of("nothing_new", name, loads=loads, items=found.items)
    return notice_of(
        "correction_open",
        name,
        loads=loads,
        changes=len(found.changes),
        gone=len(found.gone),
        known=found.known,
        items=found.items,
    )


def in_part(name: str, found: Correction | None) -> Notice | None:
    """What is said of a file that corrects a part of a load and counts beside it."""
    if found is None or found.whole or found.nothing_new or not found.changes:
        return None
    loads = named(load.id for load in found.loads)
    return notice_of("corrects_part", name, loads=loads, changes=len(found.changes), known=found.known)


def _live(where: Position, number: int) -> Load:
    load = where.load(number)
    if load is None:
        raise NotThere("no_such_load", number=number)
    if not where.counts(number):
        raise NotThere("load_out_already", number=number)
    return load
