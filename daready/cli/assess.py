"""assess: the position, written and signed off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import exit_code_if_nothing_read, say
from daready.cli.outputs import Outputs, output_options
from daready.cli.rated import rated
from daready.cli.steps import open_own_ledger, who_option
from daready.workspace.rated import Kept, Rated

_RATING = ("daready.scoring.assess", "daready.planning.gaps")


@click.command()
@evidence_options
@output_options
@click.option("--framework", "frameworks", multiple=True, help="Show this framework only; may be repeated.")
@click.option(
    "--sign-off",
    "name",
    metavar="NAME",
    help="Keep this assessment under a name, as the baseline of later ones (ledger only).",
)
@who_option
def assess(asked: Asked, frameworks: tuple[str, ...], wanted: Outputs, name: str | None, who: str) -> int:
    """Rate every criterion from the evidence in PATHS (files or folders).

    Without PATHS, from the ledger of the workspace you are in; from its evidence folder if nothing has
    been loaded yet.
    """
    wanted.check()
    ahead = [*_RATING, *wanted.ahead]
    with rated(asked, frameworks=frameworks, skip=wanted.paths, ahead=ahead) as position:
        if name is not None and position.kept is None:
            raise click.UsageError(
                "Only an assessment from the ledger can be signed off: load the sheets first."
            )
        record = _told(position, wanted, listed=bool(frameworks))
    if name is not None:
        _sign(position, name, who, record())
    return exit_code_if_nothing_read(position.evidence)


def _told(position: Rated, wanted: Outputs, listed: bool) -> Callable[[], dict[str, object]]:
    """Write and say what was asked for; gives what makes the JSON. ``listed``: frameworks in full."""
    from daready.report import terminal
    from daready.report.actions import plan_told
    from daready.report.asked import told_frameworks
    from daready.workspace.signing import record_of

    evidence, assessment = position.evidence, position.assessment
    gaps, plan = position.gaps, position.plan
    changes = position.kept.changes(assessment) if position.kept else None

    @cache
    def record() -> dict[str, object]:
        return record_of(position, changes)

    wanted.write(position, changes, record)
    if wanted.json_to != "-":
        if evidence.rows_used:
            titles = {finding.id: finding.title for finding in assessment.criteria}
            say(terminal.summary(assessment, gaps, titles))
            say(terminal.told(plan_told(gaps, plan)))
            say(["", *told_frameworks(assessment, listed)])
        say(terminal.set_aside(evidence))
        if position.kept is not None:
            say(["", *terminal.told(_rests_on(position.kept))])
        if wanted.told():
            say(("", *wanted.told()))
    return record


def _rests_on(kept: Kept) -> str:
    from daready.ledger.upkeep import HEAD
    from daready.report.words import count

    known = f" as known on {kept.known_on}" if kept.known_on else ""
    before = (
        f" Compared with assessment {kept.before.id} ({kept.before.name}), as at {kept.before.as_at}."
        if kept.before
        else ""
    )
    head = f" The ledger's head is {kept.books.head[:HEAD]}."
    return f"From the ledger{known}: {count(len(kept.loads), 'load')}.{before}{head}"


def _sign(position: Rated, name: str, who: str, record: dict[str, object]) -> None:
    """Keep the assessment with everything it was made from."""
    from daready.ledger.upkeep import HEAD
    from daready.workspace.folder import now
    from daready.workspace.signing import UNFIT, fits, sign_off

    workspace = position.workspace
    assert workspace is not None
    if not fits(name):
        raise click.UsageError(UNFIT)
    with open_own_ledger(workspace, who) as ledger:
        number = sign_off(ledger, position, record, name, at=now(), who=who)
        with ledger.reading() as entries:
            head = entries[-1].hash[:HEAD]
    click.echo(
        f"Signed off as assessment {number} ({name}): the baseline of later ones. The ledger's head is now {head}: "
        "note it where the sign-off is kept.",
        err=True,
    )
