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
    from daready.workspace.draw import Drawn
    from daready.workspace.rated import Rated
    from daready.workspace.sample import Planned

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

    rubric, assessment, evidence = position.rubric, position.assessment, position.evidence
    rates = [_rate(rubric, one) for one in what_if]
    listed = _listed(rubric, form, wanted.listed) if wanted.listed else None
    made = next_audit(assessment, evidence, rubric.policy, form.id, cases)
    say(told_plan(made, form.title, cases, rubric.policy.n_min, by_hand=listed is None))
    if form.row != "case":
        return
    planned = plan_of(rubric, assessment, evidence, form, cases, listed)
    say(["", *_wrapped(_lines(planned))])
    for ref, rate in rates:
        say(["", *_wrapped(if_told(planned.sample, ref, rate))])
    if wanted.output:
        _write(position, planned, listed, wanted)


def _lines(planned: Planned) -> Iterator[str]:
    from daready.report.next_sample import allocation_told, chances_told, settles_told

    yield from allocation_told(planned.sample, planned.form)
    yield from settles_told(planned.sample)
    yield from (f"  {line}" for line in chances_told(planned.sample))


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
    from daready.workbooks_out.sample_workbook import write_sample
    from daready.workbooks_out.template import Wanted
    from daready.workspace.sample import batches_of, twice_of

    assert wanted.output is not None
    drawn, told = _draw(planned, listed, wanted.seed) if listed else (None, [])
    asked = Wanted(items=planned.asks, month=wanted.month)
    batches = batches_of(planned, listed, drawn, wanted.auditors)
    twice = twice_of(planned, drawn, wanted.auditors)
    about = [*told, *_lines(planned)]
    target = wanted.output
    written(
        target,
        lambda: write_sample(position.rubric, planned.form, asked, batches, twice, about, target),
    )
    say(["", *_wrapped(iter(told))])

    click.echo(
        f"{target} is ready to fill in; you alone can read it. When it comes back: daready check {target.name}"
    )


def _draw(planned: Planned, listed: CaseList, seed: int | None) -> tuple[Drawn, list[str]]:
    import secrets

    from daready.ledger.draws import record
    from daready.report.next_sample import drawn_told, kind_told
    from daready.workspace.draw import draw
    from daready.workspace.folder import login, now

    seed = secrets.randbits(32) if seed is None else seed
    drawn = draw(listed, planned.sample, seed)
    cases = {
        kind_told(kind, planned.form): len(taken)
        for kind, taken in zip(planned.sample.kinds, drawn.cases, strict=True)
    }
    with open_own_ledger(needs_workspace()) as ledger:
        _, before = record(
            ledger, listed.fingerprint, seed, of=len(listed.cases), cases=cases, at=now(), who=login()
        )
    told = drawn_told(
        on=datetime.now().date(),
        seed=seed,
        fingerprint=listed.fingerprint[:16],
        before=before,
        of=len(listed.cases),
        again=listed.again,
        unnamed=listed.unnamed,
    )
    return drawn, [*told]
