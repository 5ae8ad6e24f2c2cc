"""Why something that failed is gone: the options that say it, and asking for it once (A15)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from daready.cli.outcome import say
from daready.cli.steps import fit_to_keep
from daready.messages.removal import REASONS

if TYPE_CHECKING:
    from daready.evidence.model import Removed
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace
    from daready.workspace.removals import Given

_SHORTEST = 3


def reason_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--reason and --role, handed over as one ``Given``, or None where neither is given."""

    @wraps(command)
    def gathered(*words: object, reason: str | None, role: str | None, **rest: object) -> object:
        return command(*words, given=_given(reason, role), **rest)

    wrapped: Callable[..., Any] = gathered
    for option in (
        click.option("--role", help="The role of whoever says so; never a name."),
        click.option(
            "--reason",
            type=click.Choice([*REASONS]),
            metavar="CODE",
            help=f"Why what failed is gone: {', '.join(REASONS)}.",
        ),
    ):
        wrapped = option(wrapped)
    return wrapped


def _given(reason: str | None, role: str | None) -> Given | None:
    if (reason is None) != (role is None):
        raise click.UsageError("--reason and --role are given together: why, and which role says so.")
    if reason is None or role is None:
        return None
    from daready.workspace.removals import Given

    if len(role.strip()) < _SHORTEST:
        raise click.UsageError("--role takes the name of a post, not of a person.")
    fit_to_keep(role)
    return Given(reason, role.strip())


def fit_note(note: str, workspace: Workspace, rubric: Rubric) -> str:
    """A note as it may be kept. Refused where it looks as if it named anybody; it is never quoted."""
    from daready.evidence.cells.personal_details import titles_in
    from daready.evidence.loader import namer
    from daready.workspace.kept_texts import CAPITALS

    fit_to_keep(note)
    safe = namer(rubric, workspace.settings.shown).safe
    if titles_in(note) or not all(map(safe, CAPITALS.findall(note))):
        raise click.UsageError(
            "The note is kept for ever and may name somebody (a rank, a title, or a word with a capital that is not a "
            "word of audits). Write it again without anything that could be a name."
        )
    return note.strip()


def fit_role(role: str, workspace: Workspace, rubric: Rubric) -> str:
    """A role as it may be kept and shown: every word with a capital is one that roles and posts are made of."""
    from daready.workspace.kept_texts import Doors, NotKept

    fit_to_keep(role)
    try:
        return Doors(rubric, workspace.settings.shown).post(role)
    except NotKept as refused:
        raise click.UsageError(str(refused)) from None


def settle_removed(
    ledger: Ledger,
    rubric: Rubric,
    loads: Collection[int],
    given: Given | None,
    *,
    who: str,
    quiet: bool = False,
) -> tuple[list[Removed], bool]:
    """List what failed in some loads and is gone now, and keep why: as was given, or as is answered at a terminal.

    Returns what is gone, and whether it stays in doubt. ``quiet``: only warnings are said, beside the output.
    """
    from daready.messages import say as sentence
    from daready.report.removal import cases_of, listed, lost
    from daready.report.terminal import told
    from daready.report.words import count
    from daready.workspace.folder import now
    from daready.workspace.removals import account, open_of, spots_of

    gone = open_of(ledger, rubric, loads)
    if not gone:
        return gone, False
    cases = count(cases_of(gone), "case")
    if not quiet:
        titles = {name: item.title for name, item in rubric.item.items()}
        say(["", f"{lost(gone)}:"])
        say(line for text in listed(gone, titles) for line in told(text, "  ", "    "))
    if given is None and not quiet:
        given = _asked()
    if given is None:
        files = " ".join(f'"{file}"' for file in dict.fromkeys(one.place.file for one in gone))
        warning = sentence("removed_open", lost=lost(gone), cases=files)
        click.echo(f"WARNING  {warning.text} {warning.fix}", err=True)
        return gone, True
    entry = account(ledger, spots_of(gone), given, at=now(), who=who)
    click.echo(f"Entry {entry}: {cases} accounted for ({REASONS[given.reason]}).", err=quiet)
    return gone, False


def _asked() -> Given | None:
    """Why, as somebody types it at a terminal; None where nobody sits there, or will not say."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    say(["", *(f"  {code:<20} {words}" for code, words in REASONS.items())])
    try:
        reason = click.prompt("Why (a code; Ctrl-C to say it later)", type=click.Choice([*REASONS]), err=True)
        role = click.prompt("Your role, not your name", err=True)
        return _given(reason, role)
    except (click.Abort, click.UsageError):
        return None
