"""What is asked before a file is kept: whether it replaces what it corrects, shown cell by cell; is the month right."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from daready.cli.outcome import say

if TYPE_CHECKING:
    from daready.evidence.model import Notice
    from daready.rubric.model import Rubric
    from daready.workspace.corrections import Change, Correction, Gone

_SHOWN = 20
"""So many cells are shown; --json has them all."""


def settle(
    rubric: Callable[[], Rubric], answer: bool | None, *, quiet: bool
) -> Callable[[Correction], bool | None]:
    """Shows what looks like a correction, and gives the answer that was given before, or the one typed at a terminal;
    None where nobody sits there, or will not say.
    """

    def settled(found: Correction) -> bool | None:
        if not quiet:
            titles = {name: item.title for name, item in rubric().item.items()}
            say([*_shown(found, titles), ""])
        if answer is not None or quiet or not _somebody_there():
            return answer
        try:
            return click.confirm("Does it replace that? (n: it counts beside it; Ctrl-C: neither)", err=True)
        except click.Abort:
            return None

    return settled


def accept(*, quiet: bool) -> Callable[[Sequence[Notice]], bool]:
    """Shows why a month may be a slip, and asks at a terminal whether the file is kept all the same; elsewhere it is,
    and the account says so.
    """

    def accepted(doubts: Sequence[Notice]) -> bool:
        from daready.report.terminal import told

        if quiet or not _somebody_there():
            return True
        say(line for one in doubts for line in told(one.message))
        try:
            return click.confirm("Is the month right, so that it is loaded as it is?", err=True)
        except click.Abort:
            return False

    return accepted


def _somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _shown(found: Correction, titles: Mapping[str, str]) -> Iterator[str]:
    from daready.report.terminal import told
    from daready.report.words import count

    loads = " and ".join(f"load {load.id} ({load.file})" for load in found.loads)
    differ = count(len(found.changes), "cell differs", "cells differ")
    yield from told(
        f"{found.file} looks like a correction of {loads}: {found.known} of its {found.items} cases or figures are "
        f"there already; {differ}."
    )
    for change in found.changes[:_SHOWN]:
        yield from told(_change(change, titles), "  ", "    ")
    if len(found.changes) > _SHOWN:
        yield f"  and {count(len(found.changes) - _SHOWN, 'more cell')} (--json lists them all)"
    if new := found.items - found.known:
        yield f"  New in it: {count(new, 'case or figure', 'cases or figures')}."
    for (load, sheet), rows in groupby(found.gone, key=lambda one: (one.load, one.sheet)):
        yield from told(_gone(load, sheet, [*rows]), "  ", "    ")


def _change(change: Change, titles: Mapping[str, str]) -> str:
    title = next((titles[name] for name in titles if name.partition("/")[2] == change.about), change.about)
    return f"{change.sheet} › {change.cell} {title}: {change.before} → {change.after}"


def _gone(load: int, sheet: str, rows: list[Gone]) -> str:
    from daready.report.listed import runs_of, told_runs

    shown = "; ".join(text for text, _ in told_runs(runs_of([one.row for one in rows])))
    return f"No longer in it: {sheet}, row {shown} of load {load}."
