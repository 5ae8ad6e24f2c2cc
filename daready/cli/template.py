"""template: a blank workbook to fill in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import YearMonth, rubrics_option
from daready.cli.outcome import UNWRITTEN, Stop, check_target, nearest, written
from daready.cli.steps import here, rubric_of
from daready.foreign.files import is_there

if TYPE_CHECKING:
    from daready.evidence.model import Month


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
    "--questions", default="", help="Items to ask, or criteria whose items to ask: Q25,Q31 or U08,U10."
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
    wanted = Wanted(_listed(questions), _listed(districts), month, cases)
    try:
        written(output, partial(make_template, loaded, chosen, wanted, output))
    except TemplateFault as fault:
        raise click.UsageError(f"{fault} See daready rubric show {form}.") from None
    click.echo(f"{output} is ready to fill in. When it comes back: daready check {output.name}")


def _listed(text: str) -> tuple[str, ...]:
    """Words given with commas between them, each once."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))
