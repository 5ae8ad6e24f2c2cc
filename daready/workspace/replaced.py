"""In the place of which loads a new file stands: as was asked for, or as was answered; or why it is not loaded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daready.evidence.notices import notice_of
from daready.ledger.faults import NotThere, told
from daready.ledger.position import Load, Position, Scope, compared
from daready.ledger.recall import named
from daready.workspace.corrections import Correction, beside
from daready.workspace.month_doubts import month_doubts

if TYPE_CHECKING:
    from daready.evidence.model import Notice
    from daready.evidence.settling.settle import File
    from daready.ledger.store import Ledger
    from daready.workspace.loaded import Asking


@dataclass(frozen=True, slots=True)
class Answers:
    """What gave cause to ask about a file before it is kept, and what was answered.

    ``replaces``: whether it replaces what it corrects; None where nobody said, or nothing was to be decided.
    """

    found: Correction | None
    replaces: bool | None
    doubts: tuple[Notice, ...]
    accepted: bool

    @property
    def month_again(self) -> list[Notice]:
        """What the reply of the file does not say itself."""
        return [one for one in self.doubts if one.code == "month_again"]


def ask(ledger: Ledger, before: Position, file: File, covers: set[Scope], asking: Asking) -> Answers:
    """Ask whatever has to be asked of a file beside what was there ``before`` this run, none of which corrects it."""
    with told(ledger.path):
        found = _found(ledger, before, file)
    again = before.same(file.source.sha256) is not None
    doubts = month_doubts(before, file, covers, asking.received)
    if found is not None or again or asking.in_place_of:
        doubts = [one for one in doubts if one.code != "month_again"]
    if found is None or found.nothing_new or not (found.whole or again) or asking.in_place_of:
        replaces = None
    else:
        replaces = asking.settle(found)
    return Answers(found, replaces, tuple(doubts), not doubts or asking.accept(doubts))


def _found(ledger: Ledger, before: Position, file: File) -> Correction | None:
    """What a file looks like a correction of. A marked copy says itself which load it stands for."""
    if {load.sha256 for load in before.live} & {*file.reply.replaces}:
        return None
    return beside(ledger, before, file.source.file, file.reply)


def stands_for(
    where: Position,
    name: str,
    covers: set[Scope],
    asking: Asking,
    answers: Answers,
    mine: Collection[int | None],
    same: Load | None,
) -> tuple[list[Load], Notice | None]:
    """The loads that a file replaces; or why it is not loaded. Raises NotThere for a named load that does not count.

    ``same`` is the load of the same content, where more or something else is read of it now.
    """
    found, answer = answers.found, answers.replaces
    if not answers.accepted:
        return [], notice_of("month_not_settled", name)
    if asking.in_place_of:
        return [_live(where, number) for number in sorted(asking.in_place_of)], None
    if same is not None:
        return _read_anew(name, same, answers)
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


def _read_anew(name: str, same: Load, answers: Answers) -> tuple[list[Load], Notice | None]:
    """One content never counts twice: read anew it stands for itself, and what counts is changed only on an answer."""
    found = answers.found
    if found is not None and not found.nothing_new and answers.replaces is not True:
        return [], _not_loaded(name, found)
    return [same], None


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


def in_part(name: str, found: Correction | None) -> list[Notice]:
    """What is said of a file that corrects a part of a load and counts beside it."""
    if found is None or found.whole or found.nothing_new or not found.changes:
        return []
    loads = named(load.id for load in found.loads)
    return [notice_of("corrects_part", name, loads=loads, changes=len(found.changes), known=found.known)]


def _live(where: Position, number: int) -> Load:
    load = where.load(number)
    if load is None:
        raise NotThere("no_such_load", number=number)
    if not where.counts(number):
        raise NotThere("load_out_already", number=number)
    return load
