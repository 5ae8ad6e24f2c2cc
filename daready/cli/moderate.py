"""moderate: a colour proposed by professional judgement beside the computed one, with whoever answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import Stop, say
from daready.cli.rated import rated
from daready.cli.reasons import fit_note, fit_role
from daready.cli.steps import criterion_named, needs_workspace, open_own_ledger, who_option
from daready.messages.moderation import REASONS, REFUSED

if TYPE_CHECKING:
    from daready.rubric.model import Rubric
    from daready.scoring.model import Assessment, CriterionFinding
    from daready.workspace.folder import Workspace

_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class _Said:
    """A judgement as it was typed; ``second`` and its role only where two people sign."""

    colour: str
    reason: str
    basis: str
    role: str
    until: date
    second: str | None
    second_role: str | None


@click.command()
@click.argument("criterion", required=False)
@click.option(
    "--colour", type=click.Choice(["green", "amber", "red"], case_sensitive=False), help="Proposed."
)
@click.option("--reason", type=click.Choice([*REASONS]), metavar="CODE", help=f"Why: {', '.join(REASONS)}.")
@click.option("--basis", help="What the judgement rests on: no names and no references.")
@click.option("--role", help="The role of whoever judges; never a name.")
@click.option("--until", type=Day(), help="The last day on which it is in force.")
@click.option("--second", metavar="NAME", help="Who signs besides, which raising a colour takes.")
@click.option("--second-role", help="The role of whoever signs besides.")
@who_option
def moderate(
    criterion: str | None,
    colour: str | None,
    reason: str | None,
    basis: str | None,
    role: str | None,
    until: date | None,
    second: str | None,
    second_role: str | None,
    who: str,
) -> None:
    """Propose a colour for CRITERION beside the computed one, or list what is proposed.

    Both colours are on every output, and the computed one alone counts. To raise a colour takes two people; from Grey
    only Red can be proposed, and a critical criterion never turns Green. What raised a colour lapses when the computed
    one gets worse. daready withdraw takes it back.
    """
    words = (colour, reason, basis, role, until)
    if criterion is None and any((*words, second, second_role)):
        raise click.UsageError("Name the criterion (its id, or its number such as U08).")
    if criterion is None:
        with rated(_here()) as position:
            say(_listed(position.assessment))
        return
    if colour is None or reason is None or basis is None or role is None or until is None:
        raise click.UsageError("A moderation needs --colour, --reason, --basis, --role and --until.")
    if (second is None) != (second_role is None):
        raise click.UsageError(
            "--second and --second-role are given together: who signs besides, and in which role."
        )
    if second is not None and second.strip().casefold() in ("", who.strip().casefold()):
        raise click.UsageError("--second takes the name of another person than --by.")
    _propose(criterion, _Said(colour, reason, basis, role, until, second, second_role), who)


def _propose(criterion: str, said: _Said, who: str) -> None:
    from daready.ledger.moderations import add
    from daready.report.shapes import day
    from daready.rubric.terms import Colour
    from daready.scoring.moderated import accepts
    from daready.scoring.moderation import Moderation
    from daready.workspace.folder import now

    workspace, today, proposed = needs_workspace(), datetime.now().date(), Colour(said.colour.upper())
    with rated(_here()) as position:
        if position.kept is None:
            raise click.UsageError("Only what is in the ledger can be moderated: load the sheets first.")
        rubric = position.rubric
        chosen = criterion_named(rubric, criterion)
        finding = next(one for one in position.assessment.criteria if one.id == chosen.id)
    basis, roles = _fit(said, workspace, rubric)
    _fit_day(said.until, today, rubric.policy.judgement_days)
    if finding.colour is proposed:
        raise Stop(f"{finding.ref} is {proposed.value} already, by the evidence.", 2)
    answer = accepts(finding, proposed, two_signatures=said.second is not None)
    if answer != "accepted":
        raise Stop(f"{finding.ref} is {finding.colour.value}. {REFUSED[answer]} Nothing was kept (R5.5).", 2)
    new = Moderation(
        entry=0,
        criterion=finding.id,
        proposed=proposed,
        evidence=finding.colour,
        reason=said.reason,
        role=roles[0],
        second_role=roles[1] if said.second else None,
        made=today,
        until=said.until,
    )
    with open_own_ledger(workspace, who) as ledger:
        number = add(ledger, new, basis=basis, second=said.second, at=now(), who=who)
    click.echo(
        f"Entry {number}: {finding.ref} is moderated from {finding.colour.value} to {proposed.value} until "
        f"{day(said.until)}. Both colours are on every output, and the computed one alone counts. daready withdraw "
        f"{number} takes it back."
    )


def _here() -> Asked:
    """The evidence of the workspace one is in, as at today."""
    return Asked((), None, None, None, None, ())


def _fit(said: _Said, workspace: Workspace, rubric: Rubric) -> tuple[str, tuple[str, ...]]:
    """The basis and the roles as they may be kept and shown."""
    basis = fit_note(said.basis, workspace, rubric)
    if len(basis) < _SHORTEST:
        raise click.UsageError("--basis takes a sentence: what the judgement rests on.")
    roles = (said.role, said.second_role) if said.second_role is not None else (said.role,)
    return basis, tuple(fit_role(role, workspace, rubric) for role in roles)


def _fit_day(until: date, today: date, most: int) -> None:
    if until <= today:
        raise click.UsageError(
            f"{until} is not in the future. --until is the last day on which it is in force."
        )
    if (until - today).days > most:
        raise click.UsageError(
            f"A judgement counts for {most} days at most (judgement_days), and {until} is later than that."
        )


def _listed(assessment: Assessment) -> Iterator[str]:
    from daready.report.moderated import moderated_of
    from daready.report.terminal import told

    seen: list[CriterionFinding] = [finding for finding in assessment.criteria if finding.moderated]
    if not seen:
        yield "No colour is moderated."
    for finding in seen:
        assert finding.moderated is not None
        yield from told(
            f"{finding.moderated.entry:>4}  {finding.ref} {finding.title}: {moderated_of(finding)}",
            "",
            "      ",
        )
