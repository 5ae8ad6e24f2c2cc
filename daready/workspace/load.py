"""Files into the ledger: what was read already, by its content, is told so at once, and only the rest is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.cells.plain_rubric import shown_words
from daready.evidence.cells.safe_names import Namer, ShownFiles
from daready.evidence.model import Evidence, FileAccount, Source
from daready.evidence.opening import paths
from daready.foreign.files import fingerprint_if_taken
from daready.ledger.position import position
from daready.workspace.loaded import Asking, Kept, already

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace


def load_files(
    ledger: Ledger, given: Iterable[Path], workspace: Workspace, rubric: Callable[[], Rubric], asking: Asking
) -> tuple[Evidence, list[Kept]]:
    """Load files and folders, as ``load_found`` does what was found of them."""
    return load_found(ledger, paths.find(given), workspace, rubric, asking)


def load_found(
    ledger: Ledger, found: paths.Found, workspace: Workspace, rubric: Callable[[], Rubric], asking: Asking
) -> tuple[Evidence, list[Kept]]:
    """Load what was found; what is in the ledger by its content already is not read again.

    What was loaded before a form was adopted is, since more of it may be read now.

    Returns the account of these files, as ``check`` gives it, and what became of each. ``rubric`` is
    called only if there is something to read.
    """
    with ledger.reading() as entries:
        before = position(entries)
    prints = {name: fingerprint_if_taken(path) for name, path in found.workbooks}
    same = {name: load for name, sha256 in prints.items() if (load := before.read_already(sha256))}
    fresh = replace(found, workbooks=[one for one in found.workbooks if one[0] not in same])
    evidence, made = Evidence(), list[Kept]()
    if fresh.workbooks or fresh.others or fresh.refused or fresh.locks or fresh.empty:
        # Everything that reads is imported only if there is something to read.
        from daready.workspace.new_files import load_fresh

        evidence, made = load_fresh(ledger, fresh, workspace, rubric, asking)
    else:
        ledger.prove()
    shown = ShownFiles(Namer(lambda: shown_words(rubric()), workspace.settings.shown))
    accounts = [*evidence.files]
    for name, load in same.items():
        source = Source(shown.name(name, partial(str, prints[name][:6])), prints[name])
        made.append(Kept(source.file, source.sha256, "already_loaded", load.id))
        accounts.append(FileAccount(source, None, (), (already(source.file, load, before),)))
    files = tuple(sorted(accounts, key=lambda account: account.source.file))
    return replace(evidence, files=files), sorted(made, key=lambda one: one.file)
