"""Files that the ledger does not hold: each is read once, kept in one transaction, and told beside what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from daready.evidence import loader, paths
from daready.evidence.memory import Memory
from daready.evidence.model import Evidence, FileAccount, Month
from daready.evidence.notices import notice_of
from daready.evidence.settling import File, Reading, settle
from daready.ledger import chain, kept
from daready.ledger.position import Load, position, scopes
from daready.ledger.recall import digests_of, named, reading, sharing_cases
from daready.loading import Asking, Kept, already

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace import Workspace

_REPEATS = frozenset(
    {
        *("duplicate_case", "duplicate_conflict", "duplicate_figure", "duplicate_figure_conflict"),
        *("period_overlaps", "period_differs", "sum_of_districts", "part_of_force", "duplicate_block"),
        *("double_mark", "double_mark_differs", "case_by_partners", "replaced_by_marked"),
    }
)
"""What settling says of a file that shares cases or figures with another."""


def load_fresh(
    ledger: Ledger, found: paths.Found, workspace: Workspace, rubric: Callable[[], Rubric], asking: Asking
) -> tuple[Evidence, list[Kept]]:
    """Read and keep what was found; the account of these files, and what became of each."""
    from daready.evidence.worker import Worker

    names = workspace.settings.shown
    with Worker() as worker:
        loaded = rubric()
        loader.brief(
            worker,
            loaded,
            key=workspace.key,
            header_rows=asking.header_rows,
            known=asking.received,
            names=names,
            remembered=workspace.mappings,
            passwords=asking.passwords,
        )
        read = loader.read(worker, found, loaded, names=names, header_rows=asking.header_rows)
    read.files.sort(key=lambda file: file.name)
    seal = Memory(workspace.key, []).seal
    made: list[Kept] = []
    for file in read.files:
        made.append(_keep(ledger, file, asking, {"rubric": loaded.fingerprint, "seal": seal}, made))
    return _account(ledger, read, made, loaded, workspace), made


def _keep(ledger: Ledger, file: File, asking: Asking, about: dict[str, str], run: Sequence[Kept]) -> Kept:
    """One file in one transaction: its entry, its rows, and what it replaces. Tells the file what became of it."""
    source, name = file.source, file.source.file
    sheets = kept.sheets_of(file.reply)
    if not any(one.holds for one in sheets):
        return Kept(name, source.sha256, "nothing_read")
    covers = scopes(sheets)
    said = kept.about_file(file.reply)
    with ledger.writing() as entries:
        where = position(entries)
        if same := where.same(source.sha256):  # somebody else has just loaded it
            file.reply, file.added = {"sheets": [], "notices": []}, [already(name, same, where)]
            return Kept(name, source.sha256, "already_loaded", same.id)
        mine = {one.load for one in run}
        rivals = [one for one in where.live if asking.replaces and one.id not in mine and one.covers & covers]
        if len(rivals) > 1 or (rivals and not rivals[0].covers <= covers):
            file.reply = {"sheets": [], "notices": []}
            file.added = [notice_of("replaces_unclear", name, loads=named(one.id for one in rivals))]
            return Kept(name, source.sha256, "refused")
        facts = _facts(file, covers, asking) | about | {"digests": digests_of(said, sheets)}
        number = chain.append(ledger.db, "load", asking.at, asking.who, facts)
        kept.keep(ledger.db, number, said, sheets)
        for one in rivals:
            fact = {"load": one.id, "by": number}
            chain.append(ledger.db, "supersession", asking.at, asking.who, fact)
    if rivals:
        file.added.append(notice_of("replaces_load", name, loads=named(one.id for one in rivals)))
    elif asking.replaces:
        file.added.append(notice_of("replaces_nothing", name))
    return Kept(name, source.sha256, "loaded", number, tuple(one.id for one in rivals))


def _facts(file: File, covers: Iterable[tuple[str, int | None, str | None]], asking: Asking) -> chain.Facts:
    """What an entry says of a load: the file, the period it covers, when it was received, how much it holds."""
    covered = sorted(covers, key=lambda one: (one[0], one[1] or 0, one[2] or ""))
    months = [Month(month // 12, month % 12 + 1) for _, month, _ in covered if month is not None]
    sheets = file.reply["sheets"]
    return {
        "file": file.source.file,
        "sha256": file.source.sha256,
        "received": asking.received.isoformat(),
        "first": str(min(months, key=lambda m: m.ordinal)) if months else None,
        "last": str(max(months, key=lambda m: m.ordinal)) if months else None,
        "covers": covered,
        "rows_read": sum(sheet["rows_read"] for sheet in sheets),
        "cases": sum(len(sheet.get("rows", ())) for sheet in sheets),
        "records": sum(len(sheet.get("records", ())) for sheet in sheets),
    }


def _account(
    ledger: Ledger, read: Reading, made: Sequence[Kept], rubric: Rubric, workspace: Workspace
) -> Evidence:
    """What these files give beside the loads they share cases or figures with, which come first."""
    mine = {one.load for one in made if one.status == "loaded" and one.load is not None}
    with ledger.reading() as entries:
        where = position(entries)
        own = [load for load in where.live if load.id in mine]
        shared = sharing_cases(
            ledger.db, [one for _, sheets in kept.give_back(ledger.db, mine).values() for one in sheets]
        )
        counted = {form.id for form in rubric.forms if form.row in ("totals", "figure")}
        covers = {(form, month) for load in own for form, month, _ in load.covers if form in counted}
        marked = {file.source.sha256: frozenset(file.reply.get("replaces", ())) for file in read.files}
        originals = frozenset[str]().union(*marked.values())
        older = [
            load
            for load in where.live
            if load.id not in mine
            and (
                load.id in shared
                or load.sha256 in originals
                or any((form, month) in covers for form, month, _ in load.covers)
            )
        ]
        beside = reading(ledger, where, older).files
        seal = Memory(workspace.key, []).seal
        months = {(form, month) for load in own for form, month, _ in load.covers}
        strangers = [
            load.id
            for load in where.live
            if load.facts["seal"] != seal and any((form, month) in months for form, month, _ in load.covers)
        ]
    general = [notice_of("key_changed", "", loads=named(strangers))] if strangers else []
    whole = settle(
        Reading([*beside, *read.files], [*read.general, *general]), rubric, workspace.settings.selection
    )
    displaced = [
        load
        for load, account in zip(older, whole.files, strict=False)
        if any(notice.code == "replaced_by_marked" for notice in account.notices)
    ]
    files = [
        _told_of(account, older, [load for load in displaced if load.sha256 in marked[account.source.sha256]])
        for account in whole.files[len(beside) :]
    ]
    return replace(whole, files=tuple(files))


def _told_of(account: FileAccount, older: Sequence[Load], displaced: Sequence[Load]) -> FileAccount:
    """The account with the loads named that may hold the same cases or figures, if any row of it is repeated,
    and those whose marked copy it is.
    """
    name, said = account.source.file, list(account.notices)
    if older and any(notice.code in _REPEATS for notice in account.notices):
        said.append(notice_of("overlaps_loads", name, loads=named(load.id for load in older)))
    if displaced:
        said.append(notice_of("marked_replaces_load", name, loads=named(load.id for load in displaced)))
    return replace(account, notices=tuple(said))
