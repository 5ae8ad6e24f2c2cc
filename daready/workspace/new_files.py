"""Files that the ledger does not hold: each is read once, kept in one transaction, and told beside what is there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from daready.evidence import loader
from daready.evidence.brief import Brief
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.model import Evidence, FileAccount, Month, Notice
from daready.evidence.notices import notice_of
from daready.evidence.opening import paths
from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.settling.settle import File, Reading, settle, whole_aside
from daready.ledger import chain, kept
from daready.ledger.position import Load, position, scopes
from daready.ledger.proof import digests_of
from daready.ledger.recall import named, reading, sharing_cases
from daready.workspace.ledger_remarks import digests_asked
from daready.workspace.loaded import Asking, Kept, already
from daready.workspace.replaced import Answers, ask, in_part, stands_for

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace

_REPEATS = frozenset(
    {
        *("duplicate_case", "duplicate_conflict", "duplicate_figure", "duplicate_figure_conflict"),
        *("period_overlaps", "period_differs", "sum_of_districts", "part_of_force"),
        *("duplicate_block", "duplicate_block_fails"),
        *("double_mark", "double_mark_differs", "case_by_partners", "replaced_by_marked"),
    }
)
"""What settling says of a file that shares cases or figures with another."""

_Figures = dict[tuple[str | None, str, int], set[str | None]]


def load_fresh(
    ledger: Ledger, found: paths.Found, workspace: Workspace, rubric: Callable[[], Rubric], asking: Asking
) -> tuple[Evidence, list[Kept]]:
    """Read and keep what was found; the account of these files, and what became of each."""
    from daready.evidence.worker import Worker

    with Worker() as worker:
        # While the reader starts.
        loaded = rubric()
        ledger.prove()
        brief = Brief(
            workspace.key,
            header_rows=asking.header_rows,
            latest_day=asking.received,
            names=workspace.settings.shown,
            remembered=workspace.mappings,
            passwords=asking.passwords,
        )
        read = loader.read(worker, found, loaded, brief)
    seal = Memory(workspace.key, []).seal
    keeper = _Keeper(ledger, asking)
    files: list[File] = []
    for file in read.files:
        about: chain.Facts = {
            "rubric": loaded.fingerprint,
            "seal": seal,
            "questions": _digests(file, loaded),
        }
        files.append(keeper.keep(file, about))
    made = keeper.made
    evidence, copied = _account(ledger, replace(read, files=tuple(files)), made, loaded, workspace)
    return evidence, [replace(one, copy_of=copied.get(one.sha256, ())) for one in made]


def _digests(file: File, rubric: Rubric) -> dict[str, str]:
    """What each question that a file asks means today."""
    asked: dict[str, set[str]] = {}
    for sheet in file.reply.sheets:
        asked.setdefault(sheet.form or "", set()).update(sheet.cases.questions)
    return digests_asked(rubric, asked)


class _Keeper:
    """Keeps the files of one run, each in one transaction: its entry, its rows, and what it replaces.

    ``made``: what became of each. What the ledger holds is looked at once, and then only what was added since.
    """

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger, self._asking = ledger, asking
        self.made: list[Kept] = []
        self._mine: set[int | None] = set()
        with ledger.reading() as entries:
            self._before = self._where = position(entries)

    def keep(self, file: File, about: chain.Facts) -> File:
        """Keep one file, if it holds anything and nothing speaks against it.

        Gives the file as it goes on: told what became of it, and without its rows where they were not kept.
        """
        became, told = self._keep(file, about)
        self.made.append(became)
        self._mine.add(became.load)
        return told

    def _keep(self, file: File, about: chain.Facts) -> tuple[Kept, File]:
        source, name = file.source, file.source.file
        ledger, asking = self._ledger, self._asking
        sheets = kept.sheets_of(file.reply)
        if not any(one.holds for one in sheets):
            return Kept(name, source.sha256, "nothing_read"), file
        covers = scopes(sheets)
        said = kept.about_file(file.reply)
        answers = ask(ledger, self._before, file, covers, asking)
        found = answers.found
        with ledger.writing(proved=True) as entries:
            self._where = where = self._where.after(entries)
            same, digests = where.same(source.sha256), digests_of(said, sheets)
            if same and (where.read_already(source.sha256) or where.digests[same.id] == digests):
                # Somebody else has just loaded it, or all that was learnt since reads nothing more of it.
                left = replace(file, reply=FileReply(), added=(already(name, same, where),))
                return Kept(name, source.sha256, "already_loaded", same.id), left
            rivals, refused = stands_for(where, name, covers, asking, answers, self._mine, same)
            if refused is not None:
                left = replace(file, reply=whole_aside(file.reply, "not_loaded"), added=(refused,))
                return Kept(name, source.sha256, "refused", correction=found), left
            facts = _facts(file, covers, asking) | about | {"digests": digests}
            number = chain.append(ledger.db, "load", asking.at, asking.who, facts)
            kept.keep(ledger.db, number, said, sheets)
            for one in rivals:
                fact = {"load": one.id, "by": number}
                chain.append(ledger.db, "supersession", asking.at, asking.who, fact)
        replaced = tuple(one.id for one in rivals)
        became = Kept(name, source.sha256, "loaded", number, replaced, correction=found)
        return became, file.told(*_told(name, rivals, answers, asking))


def _told(name: str, rivals: Sequence[Load], answers: Answers, asking: Asking) -> list[Notice]:
    """What is said of a file that was kept."""
    if rivals:
        return [notice_of("replaces_load", name, loads=named(one.id for one in rivals))]
    if asking.replaces:
        return [notice_of("replaces_nothing", name)]
    return [*in_part(name, answers.found), *answers.month_again]


def _facts(file: File, covers: Iterable[tuple[str, int | None, str | None]], asking: Asking) -> chain.Facts:
    """What an entry says of a load: the file, the period it covers, when it was received, how much it holds."""
    covered = sorted(covers, key=lambda one: (one[0], one[1] or 0, one[2] or ""))
    months = [Month(month // 12, month % 12 + 1) for _, month, _ in covered if month is not None]
    sheets = file.reply.sheets
    return {
        "file": file.source.file,
        "sha256": file.source.sha256,
        "received": asking.received.isoformat(),
        "first": str(min(months, key=lambda m: m.ordinal)) if months else None,
        "last": str(max(months, key=lambda m: m.ordinal)) if months else None,
        "covers": covered,
        "rows_read": sum(sheet.rows_read for sheet in sheets),
        "cases": sum(len(sheet.cases) for sheet in sheets),
        "records": sum(len(sheet.records) for sheet in sheets),
    }


def _account(
    ledger: Ledger, read: Reading, made: Sequence[Kept], rubric: Rubric, workspace: Workspace
) -> tuple[Evidence, dict[str, tuple[int, ...]]]:
    """What these files give beside the loads they share cases or figures with, which come first.

    And the loads of which a file is the marked copy, by its content.
    """
    mine = {one.sha256: one.load for one in made if one.status == "loaded" and one.load is not None}
    marked = {file.source.sha256: frozenset(file.reply.replaces) for file in read.files}
    originals = frozenset[str]().union(*marked.values())
    with ledger.reading() as entries:
        where = position(entries)
        numbers = frozenset(mine.values())
        others = [load for load in where.live if load.id not in numbers]
        own = [load for load in where.live if load.id in numbers]
        counted = {form.id for form in rubric.forms if form.row in ("totals", "figure")}
        months = set[tuple[str, int | None]]().union(*(_months(load, counted) for load in own))
        back = kept.give_back(ledger.db, mine.values())
        cases = {load: sharing_cases(ledger.db, sheets) for load, (_, sheets) in back.items()}
        shared = frozenset[int]().union(*cases.values())
        older = [
            load
            for load in others
            if load.id in shared or load.sha256 in originals or not months.isdisjoint(_months(load, counted))
        ]
        beside = reading(ledger, where, older)
    near = _near(dict(zip((load.id for load in older), beside, strict=True)), back, cases)
    general = (*read.general, *_other_keys(own, where.live, Memory(workspace.key, []).seal))
    whole = settle(Reading((*beside, *read.files), general), rubric, workspace.settings.selection)
    copies = _copies(older, whole, marked)
    files = tuple(
        _told_of(account, near.get(mine.get(sha256, 0), ()), copies[sha256])
        for account in whole.files[len(beside) :]
        for sha256 in [account.source.sha256]
    )
    return replace(whole, files=files), copies


def _copies(
    older: Sequence[Load], whole: Evidence, marked: Mapping[str, Container[str]]
) -> dict[str, tuple[int, ...]]:
    """By the content of each file: the earlier loads that it is the marked copy of and stands for."""
    displaced = [
        load
        for load, account in zip(older, whole.files, strict=False)
        if any(notice.code == "replaced_by_marked" for notice in account.notices)
    ]
    return {
        sha256: tuple(load.id for load in displaced if load.sha256 in made_from)
        for sha256, made_from in marked.items()
    }


def _near(
    older: Mapping[int, File],
    own: Mapping[int, tuple[str, list[kept.Sheet]]],
    cases: Mapping[int, set[int]],
) -> dict[int, list[int]]:
    """By each load of this run: the earlier ones that hold cases or figures of it. ``cases`` are those with cases."""
    given: dict[tuple[str | None, str, int], dict[int, set[str | None]]] = {}
    for load, file in older.items():
        for about, districts in _figures(file.reply.sheets).items():
            given.setdefault(about, {})[load] = districts
    near: dict[int, list[int]] = {}
    for load, (said, sheets) in own.items():
        ours = _figures(kept.reply_of(said, sheets).sheets)
        met = {
            one
            for about, districts in ours.items()
            for one, theirs in given.get(about, {}).items()
            if _meet(districts, theirs)
        }
        near[load] = sorted(met | (cases[load] & older.keys()))
    return near


def _figures(sheets: Iterable[SheetReply]) -> _Figures:
    """The districts that figures are given for, by form, item and month."""
    found: _Figures = {}
    for sheet in sheets:
        for figure in sheet.figures:
            for month in figure.months:
                found.setdefault((sheet.form, figure.item, month), set()).add(figure.district_key)
    return found


def _meet(some: set[str | None], others: set[str | None]) -> bool:
    """Whether figures of one item and month are about one district; the whole force's are about every district."""
    return None in some | others or not some.isdisjoint(others)


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
