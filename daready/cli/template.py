"""template: a blank workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import YearMonth, rubrics_option
from daready.cli.outcome import UNWRITTEN, Stop, check_target, nearest, say, written
from daready.cli.steps import here, rubric_of
from daready.foreign.files import is_there

if TYPE_CHECKING:
    from daready.evidence.model import Month
    from daready.rubric.model import Form, Rubric


@click.command()
@click.argument("form")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The .xlsx to write.",
)
@click.option(
    "--questions",
    default="",
    help="Items to ask by id or title, or criteria whose items to ask: Q25,Q31 or U08,U10.",
)
@click.option(
    "--core",
    is_flag=True,
    help="Only the twenty questions that reach most of the critical criteria, on one page.",
)
@click.option("--districts", default="", help='Districts to choose from, with commas: "North,South".')
@click.option("--month", type=YearMonth(), help="The month it is for, as year-month: 2026-07.")
@click.option(
    "--cases", type=click.IntRange(1, 500), default=40, show_default=True, help="How many rows to make ready."
)
@rubrics_option
def template(
    form: str,
    output: Path,
    questions: str,
    core: bool,
    districts: str,
    month: Month | None,
    cases: int,
    rubrics: Path | None,
) -> None:
    """Make a blank workbook of FORM to fill in, with drop-downs, guidance and the decision card."""
    from daready.workbooks_out.hand_back import make_template
    from daready.workbooks_out.template import TemplateFault, Wanted

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} must end in .xlsx, since that is what is written.")
    if is_there(output):
        # Somebody may have filled it in since it was made.
        raise Stop(f"{output} already exists and may hold answers. Choose another name.", UNWRITTEN)
    check_target(output)
    loaded = rubric_of(rubrics, here())
    chosen = loaded.form.get(form)
    if chosen is None:
        raise Stop(
            f"{form} is not a form.{nearest(form, [*loaded.form])} There are: {', '.join(loaded.form)}.", 2
        )
    if core and questions:
        raise click.UsageError("--core and --questions both say what is asked. Give one of them.")
    wanted = Wanted(_asked(questions, chosen), _listed(districts), month, cases, core)
    try:
        written(output, partial(make_template, loaded, chosen, wanted, output))
    except TemplateFault as fault:
        raise click.UsageError(f"{fault} See daready rubric show {form}.") from None
    if core:
        say(_cover(loaded, chosen))
    click.echo(f"{output} is ready to fill in. When it comes back: daready check {output.name}")


def _asked(text: str, form: Form) -> tuple[str, ...]:
    """What --questions names: ids, criteria and titles with commas between them; a title may have commas itself."""
    found: list[str] = []
    for item in sorted(form.items, key=lambda one: -len(one.title)):
        if "," in item.title and item.title.casefold() in text.casefold():
            at = text.casefold().index(item.title.casefold())
            found.append(item.title)
            text = text[:at] + text[at + len(item.title) :]
    return (*found, *_listed(text))


def _cover(rubric: Rubric, form: Form) -> Iterable[str]:
    """What the core form reaches, counted."""
    from daready.report.terminal import told
    from daready.rubric.cover import core_questions, reach_of

    names = core_questions(rubric, form)
    reach = reach_of(rubric, (f"{form.id}/{name}" for name in names))
    critical = {one.id: one for one in rubric.criteria.values() if one.critical}
    clauses = sum(len(one.parts) for one in critical.values())
    met = sum(criterion in critical for criterion, _ in reach.clauses)
    text = (
        f"{len(names)} questions reach {met} of {clauses} clauses of {len(reach.criteria & critical.keys())} of "
        f"{len(critical)} critical criteria, and {len(reach.clauses)} clauses of {len(reach.criteria)} criteria in all."
    )
    return told(text, "", "")


def _listed(text: str) -> tuple[str, ...]:
    """Words given with commas between them, each once."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))
