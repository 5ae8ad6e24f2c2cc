"""Files that the ledger does not hold: each is read once, kept in one transaction, and told beside what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from daready.evidence import loader, paths
from daready.evidence.memory import Memory
from daready.evidence.model import Evidence, FileAccount, Month, Notice
from daready.evidence.notices import notice_of
from daready.evidence.settling import File, Reading, settle
from daready.ledger import chain, kept
from daready.ledger.position import Load, position, scopes
from daready.ledger.proof import digests_of
from daready.ledger.recall import named, reading, sharing_cases
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
        # While the reader starts.
        loaded = rubric()
        ledger.prove()
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
    with ledger.writing(proved=True) as entries:
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
    mine = {one.sha256: one.load for one in made if one.status == "loaded" and one.load is not None}
    marked = {file.source.sha256: frozenset(file.reply.get("replaces", ())) for file in read.files}
    originals = frozenset[str]().union(*marked.values())
    with ledger.reading() as entries:
        where = position(entries)
        others = [load for load in where.live if load.id not in mine.values()]
        own = [load for load in where.live if load.id in mine.values()]
        counted = {form.id for form in rubric.forms if form.row in ("totals", "figure")}
        shared = _shared(ledger, own, others, counted)
        wanted = frozenset[int]().union(*shared.values())
        older = [load for load in others if load.id in wanted or load.sha256 in originals]
        beside = reading(ledger, where, older).files
    general = [*read.general, *_other_keys(own, where.live, Memory(workspace.key, []).seal)]
    whole = settle(Reading([*beside, *read.files], general), rubric, workspace.settings.selection)
    displaced = [
        load
        for load, account in zip(older, whole.files, strict=False)
        if any(notice.code == "replaced_by_marked" for notice in account.notices)
    ]
    files: list[FileAccount] = []
    for account in whole.files[len(beside) :]:
        sha256 = account.source.sha256
        near = sorted(shared.get(mine.get(sha256, 0), ()))
        copied = [load.id for load in displaced if load.sha256 in marked[sha256]]
        files.append(_told_of(account, near, copied))
    return replace(whole, files=tuple(files))


def _shared(
    ledger: Ledger, own: Sequence[Load], others: Sequence[Load], counted: set[str]
) -> dict[int, frozenset[int]]:
    """By each load of this run: the earlier ones that hold a case of it in the same month, or figures of a form and
    month that it has figures of.
    """
    back = kept.give_back(ledger.db, [load.id for load in own])
    shared: dict[int, frozenset[int]] = {}
    for load in own:
        cases = sharing_cases(ledger.db, back[load.id][1])
        figures = _months(load, counted)
        near = {one.id for one in others if one.id in cases or not figures.isdisjoint(_months(one, counted))}
        shared[load.id] = frozenset(near)
    return shared


def _months(load: Load, forms: set[str] | None = None) -> set[tuple[str, int | None]]:
    """The forms, or those of them that are asked for, and months that a load covers."""
    return {(form, month) for form, month, _ in load.covers if forms is None or form in forms}


def _other_keys(own: Sequence[Load], live: Sequence[Load], seal: str) -> list[Notice]:
    """Loads about the same form and month made with another key: a case in both counts twice, and nothing shows it."""
    covered = set[tuple[str, int | None]]().union(*map(_months, own))
    made = [one.id for one in live if one.facts["seal"] != seal and not covered.isdisjoint(_months(one))]
    return [notice_of("key_changed", "", loads=named(made))] if made else []


def _told_of(account: FileAccount, near: Sequence[int], copied: Sequence[int]) -> FileAccount:
    """The account with the loads named that may hold the same cases or figures, if any row of it is repeated,
    and those whose marked copy it is.
    """
    name, said = account.source.file, list(account.notices)
    if near and any(notice.code in _REPEATS for notice in account.notices):
        said.append(notice_of("overlaps_loads", name, loads=named(near)))
    if copied:
        said.append(notice_of("marked_replaces_load", name, loads=named(copied)))
    return replace(account, notices=tuple(said))
