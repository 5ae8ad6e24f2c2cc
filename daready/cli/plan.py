"""plan: next month's audit sample, what it would settle, and the cases drawn for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, YearMonth, evidence_options
from daready.cli.outcome import (
    NO_EVIDENCE,
    UNWRITTEN,
    Stop,
    check_target,
    exit_code_if_nothing_read,
    nearest,
    say,
    written,
)
from daready.cli.rated import rated
from daready.cli.steps import criterion_named, needs_workspace, open_own_ledger

if TYPE_CHECKING:
    from daready.evidence.model import Month
    from daready.rubric.model import Form, Rubric
    from daready.workspace.case_list import CaseList
    from daready.workspace.rated import Rated
    from daready.workspace.sample import Planned
    from daready.workspace.sample_made import FromList

_MOST_AUDITORS = 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What somebody wants of a sample beside its size."""

    output: Path | None
    listed: Path | None
    seed: int | None
    month: Month | None
    auditors: int


@click.command()
@evidence_options
@click.option(
    "--cases",
    type=click.IntRange(1, 10_000),
    help="How many cases can be audited; the policy's next_sample_cases if not given.",
)
@click.option("--form", default="case-audit", show_default=True, help="The form they are audited with.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The workbook to fill in (xlsx)."
)
@click.option(
    "--draw",
    "listed",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The month's list of cases to draw from: a column of references, and of risk and district if known.",
)
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), help="Draw with this seed; a new one if not given."
)
@click.option("--month", type=YearMonth(), help="The month it is for, as year-month: 2026-07.")
@click.option(
    "--auditors",
    type=click.IntRange(1, _MOST_AUDITORS),
    default=2,
    show_default=True,
    help="How many share the drawn cases; from two on, some cases are marked by two of them.",
)
@click.option(
    "--if",
    "what_if",
    multiple=True,
    metavar="CRITERION=RATE",
    help="A what-if, such as U08=0.92; no forecast.",
)
def plan(
    asked: Asked,
    cases: int | None,
    form: str,
    output: Path | None,
    listed: Path | None,
    seed: int | None,
    month: Month | None,
    auditors: int,
    what_if: tuple[str, ...],
) -> int:
    """Plan next month's audit sample: which questions it settles with which chance, and which need more.

    From the evidence in PATHS, or from the workspace you are in, weighed for the day of the inspection. --draw draws
    the cases at random from the month's list; the seed and the list's fingerprint are printed and kept in the ledger,
    with the number of draws, so that "at random" can be shown. -o writes the workbook to fill in; without --draw it
    names no cases.
    """
    if listed is None and seed is not None:
        raise click.UsageError("--seed goes with --draw LIST.")
    if listed is not None and output is None:
        raise click.UsageError("Name the workbook for the drawn cases: -o FILE.xlsx.")
    if output is not None:
        _fit(output)
    wanted = _Wanted(output, listed, seed, month, auditors)
    ahead = ("daready.scoring.assess", "daready.report.next_audit")
    with rated(asked, skip=[one for one in (output, listed) if one], ahead=ahead) as position:
        rubric = position.rubric
        if form not in rubric.form:
            raise Stop(
                f"There is no form called {form}.{nearest(form, [*rubric.form])} See daready rubric list.", 2
            )
        _plan(position, rubric.form[form], cases or rubric.policy.next_sample_cases, wanted, what_if)
    return exit_code_if_nothing_read(position.evidence)


def _fit(output: Path) -> None:
    from daready.foreign.files import is_there

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} must end in .xlsx, since that is what is written.")
    if is_there(output):
        raise Stop(f"{output} already exists and may hold answers. Choose another name.", UNWRITTEN)
    check_target(output)


def _plan(position: Rated, form: Form, cases: int, wanted: _Wanted, what_if: Sequence[str]) -> None:
    from daready.planning.next_audit import next_audit
    from daready.report.next_audit import told_plan
    from daready.report.next_sample import if_told
    from daready.workspace.sample import plan_of
    from daready.workspace.sample_made import planned_told

    rubric, assessment, evidence = position.rubric, position.assessment, position.evidence
    rates = [_rate(rubric, one) for one in what_if]
    listed = _listed(rubric, form, wanted.listed) if wanted.listed else None
    made = next_audit(assessment, evidence, rubric.policy, form.id, cases)
    say(told_plan(made, form.title, cases, rubric.policy.n_min, by_hand=listed is None))
    if form.row != "case":
        return
    planned = plan_of(rubric, assessment, evidence, form, cases, listed)
    say(["", *_wrapped(planned_told(planned))])
    for ref, rate in rates:
        say(["", *_wrapped(if_told(planned.sample, ref, rate))])
    if wanted.output:
        _write(position, planned, listed, wanted)


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    from daready.report.terminal import told

    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        yield from told(line.strip(), indent, f"{indent}  " if indent else "")


def _rate(rubric: Rubric, text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        rate = float(number)
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1:
        raise click.UsageError(
            f"--if {text}: write CRITERION=RATE with a rate from 0 to 1, such as U08=0.92."
        )
    return criterion_named(rubric, name).ref, rate


def _listed(rubric: Rubric, form: Form, path: Path) -> CaseList:
    """The cases of a list. It takes a workspace: its key tells lists apart, and its ledger keeps the draw."""
    from daready.evidence.cells.remembered_words import Memory
    from daready.evidence.worker import Worker
    from daready.foreign.files import is_there
    from daready.workspace.case_list import read_cases
    from daready.workspace.returned_plan import NoPlan

    workspace = needs_workspace()
    if not is_there(path):
        raise click.UsageError(f"{path} is not there.")
    with Worker() as worker:
        try:
            found = read_cases(worker, path, rubric, form, Memory(workspace.key, ()))
        except NoPlan as refused:
            raise Stop(str(refused), NO_EVIDENCE) from None
    if not found.cases:
        raise Stop(f"{path} names no case: its column of references is empty.", NO_EVIDENCE)
    return found


def _write(position: Rated, planned: Planned, listed: CaseList | None, wanted: _Wanted) -> None:
    """Draw, where there is a list, and write the workbook; a draw is kept before anybody can see it."""
    from daready.workspace.sample_made import write_planned

    assert wanted.output is not None
    found = _draw(planned, listed, wanted.seed) if listed else None
    target = wanted.output
    written(
        target,
        lambda: write_planned(
            position.rubric, planned, target, month=wanted.month, auditors=wanted.auditors, found=found
        ),
    )
    say(["", *_wrapped(iter(found.told if found else ()))])

    click.echo(
        f"{target} is ready to fill in; you alone can read it. When it comes back: daready check {target.name}"
    )


def _draw(planned: Planned, listed: CaseList, seed: int | None) -> FromList:
    import secrets

    from daready.workspace.folder import login, now
    from daready.workspace.sample_made import draw_kept

    seed = secrets.randbits(32) if seed is None else seed
    with open_own_ledger(needs_workspace()) as ledger:
        return draw_kept(ledger, planned, listed, seed, on=datetime.now().date(), at=now(), who=login())
