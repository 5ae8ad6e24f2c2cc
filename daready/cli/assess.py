"""assess: the position, written and signed off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import click

from daready import __version__
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
    from daready.evidence.account import account_json
    from daready.report import terminal
    from daready.report.actions import owners, plan_told
    from daready.report.asked import told_frameworks
    from daready.report.first.made import first_page
    from daready.report.first.record import first_record
    from daready.report.record import assessment_record

    evidence, assessment = position.evidence, position.assessment
    gaps, plan = position.gaps, position.plan
    changes = position.kept.changes(assessment) if position.kept else None

    @cache
    def record() -> dict[str, object]:
        set_owners = owners(gaps, names=False)
        first = first_page(assessment, gaps, position.rubric, changes=changes, set_owners=set_owners)
        whole = assessment_record(assessment, gaps, account_json(evidence)["totals"], plan)
        return whole | {"first_page": first_record(first)} | _kept_record(position)

    register = position.register if wanted.workbook or wanted.page else ()
    wanted.write(position.rubric, evidence, assessment, gaps, changes, plan, register, record)
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


def _kept_record(position: Rated) -> dict[str, object]:
    """What an assessment from the ledger rests on, for the JSON."""
    kept = position.kept
    if kept is None:
        return {}
    before = kept.before
    return {
        "ledger": {
            "loads": [load.id for load in kept.loads],
            "known_on": kept.known_on.isoformat() if kept.known_on else None,
            "head": kept.books.head,
        },
        "baseline": {"assessment": before.id, "name": before.name, "as_at": before.as_at.isoformat()}
        if before
        else None,
    }


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
    from daready.evidence.cells.personal_details import looks_personal
    from daready.ledger.signed import greens, sign
    from daready.ledger.upkeep import HEAD
    from daready.rubric.plain import plain
    from daready.workspace.folder import now

    kept, workspace = position.kept, position.workspace
    assert kept is not None
    assert workspace is not None
    if looks_personal(name):
        raise click.UsageError(
            "The name of an assessment is kept for ever: give no personal details, and at most 60 letters."
        )
    books, settings = kept.books, workspace.settings
    facts = {
        "name": name,
        "as_at": record["as_at"],
        "inspection": record["inspection"],
        "known_on": kept.known_on.isoformat() if kept.known_on else None,
        "rubric": position.rubric.fingerprint,
        "policy": plain(position.rubric.policy),
        "version": __version__,
        "selection": books.selection.value if books.selection else None,
        "settings": {"risk_tool": settings.risk_tool, "order_regime": settings.order_regime}
        | {"attendance_limits": settings.attendance_limits},
        "loads": [load.id for load in kept.loads],
        "since": kept.before.id if kept.before else None,
        "green": greens(record),
    }
    with open_own_ledger(workspace, who) as ledger:
        with ledger.writing():
            number = sign(ledger.db, now(), who, facts, record)
        with ledger.reading() as entries:
            head = entries[-1].hash[:HEAD]
    click.echo(
        f"Signed off as assessment {number} ({name}): the baseline of later ones. The ledger's head is now {head}: "
        "note it where the sign-off is kept.",
        err=True,
    )
