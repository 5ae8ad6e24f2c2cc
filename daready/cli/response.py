"""response: the answer that the law asks for when a report is published."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import Stop, check_target, nearest, say, write_json, written
from daready.cli.rated import rated
from daready.cli.reasons import fit_role
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option
from daready.workspace.papers import MARKING, Letter, write_answer

if TYPE_CHECKING:
    from daready.planning.answer import Answer
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace

_STEPS = (
    "chief",
    "commissioner",
    "reply",
    "actions",
    "published",
    "secretary-of-state",
    "inspectors",
    "da-commissioner",
)


@click.command()
@click.argument("report", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The draft to write (docx)."
)
@click.option("--record", "step", type=click.Choice(_STEPS), help="Record that this step was taken.")
@click.option("--on", type=Day(), help="The day on which it was taken; today if not given.")
@click.option("--role", help="The role of whoever says so; never a name.")
@click.option("--as-at", type=Day(), help="The day to count from; today if not given.")
@click.option("--to", default="Police and Crime Commissioner", show_default=True, help="Who the draft is to.")
@click.option("--from", "sender", default="Chief Constable", show_default=True, help="Who it is from.")
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
@click.option("--json", "json_to", help="Write what is due as JSON to a file, or to standard output with -.")
@who_option
def response(
    report: str | None,
    output: Path | None,
    step: str | None,
    on: date | None,
    role: str | None,
    as_at: date | None,
    to: str,
    sender: str,
    marking: str,
    json_to: str | None,
    who: str,
) -> None:
    """List the published reports that have to be answered, draft the answer to REPORT, or record a step of it.

    The last day is 55 days after publication: the 56 days of section 55 of the Police Act 1996 begin with it. The draft
    marks every reply that is intent and not result. REPORT is the id of a framework (daready rubric list).
    """
    workspace, today = needs_workspace(), as_at or datetime.now().date()
    rubric = rubric_of(None, workspace, examples=False)
    if report is None and (output or step):
        raise click.UsageError("Name the report: daready response lists them.")
    if step is not None and report is not None:
        _record(workspace, rubric, report, step, on or datetime.now().date(), role, who)
    found = _answers(workspace, rubric, today)
    if report is not None:
        found = (_named(found, rubric, report),)
    if output is not None:
        _draft(found[0], output, today, Letter(to, sender, marking))
    if json_to is not None:
        from daready.report.response import answers_record

        write_json({"answers": answers_record(found, today)}, json_to)
    if json_to != "-":
        from daready.report.response import answers_told
        from daready.report.terminal import told

        say(part for line in answers_told(found, today) for part in told(line.strip(), _indent(line), "    "))


def _answers(workspace: Workspace, rubric: Rubric, today: date) -> tuple[Answer, ...]:
    from daready.ledger.answers import recorded
    from daready.planning.answer import answers

    said: dict[str, dict[str, date]] = {}
    if workspace.ledger.exists():
        with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
            said = recorded(entries)
    return answers(rubric.frameworks, said, today)


def _named(found: tuple[Answer, ...], rubric: Rubric, report: str) -> Answer:
    for one in found:
        if one.report == report:
            return one
    if report in {framework.id for framework in rubric.frameworks}:
        raise Stop(
            f"No law that daready knows asks for an answer to {report} by then. If one does, write answered_under into "
            "a copy of its file (daready rubric copy).",
            2,
        )
    known = [one.report for one in found]
    raise Stop(
        f"There is no report called {report}.{nearest(report, known)} To be answered are: {', '.join(known)}.",
        2,
    )


def _record(
    workspace: Workspace, rubric: Rubric, report: str, step: str, on: date, role: str | None, who: str
) -> None:
    from daready.ledger.answers import record
    from daready.planning.answer import STEPS
    from daready.workspace.folder import now

    today = datetime.now().date()
    answer = _named(_answers(workspace, rubric, today), rubric, report)
    if role is None:
        raise click.UsageError("--role says in which role you record this; never a name.")
    if step not in STEPS[answer.law]:
        raise click.UsageError(f"The answer to {report} has the steps {', '.join(STEPS[answer.law])}.")
    if not answer.published <= on <= today:
        raise click.UsageError(f"{on} is not a day between the report's publication and today.")
    role = fit_role(role, workspace, rubric)
    with open_own_ledger(workspace, who) as ledger:
        number = record(ledger, report, step, on, role, at=now(), who=who)
    click.echo(f"Entry {number}: recorded. daready undo takes it back.")


def _draft(answer: Answer, output: Path, today: date, letter: Letter) -> None:
    check_target(output)
    asked = Asked((), today, None, None, None, ())
    with rated(asked, frameworks=[answer.report], skip=[output]) as position:
        written(output, lambda: write_answer(position, answer, output, letter))
    click.echo(
        f"The draft is in {output}. It says of each reply what it rests on; make every one yours before it goes."
    )


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
