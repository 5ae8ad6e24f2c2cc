"""What assess may hand out: which files were asked for, whether they may be written, and writing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daready import __version__
from daready.cli.outcome import check_target, write_json, written

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.planning.gaps import Gap
    from daready.rubric.model import Rubric
    from daready.scoring.model import Assessment

MARKING = "OFFICIAL-SENSITIVE"
_WORKBOOK = ("daready.report.tables", "daready.report.workbook", "xlsxwriter.workbook")
_PAGE = ("daready.report.tables", "daready.report.page", "jinja2")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files asked for, and the protective marking they carry."""

    workbook: Path | None
    page: Path | None
    json_to: str | None
    marking: str

    @property
    def paths(self) -> list[Path]:
        json = Path(self.json_to) if self.json_to and self.json_to != "-" else None
        return [path for path in (self.workbook, self.page, json) if path]

    @property
    def ahead(self) -> Sequence[str]:
        """What to import while the reader is busy, so that it costs no time of its own."""
        return (*(_WORKBOOK if self.workbook else ()), *(_PAGE if self.page else ()))

    def check(self) -> None:
        """Refuse before the work what could not be written after it."""
        for target in self.paths:
            check_target(target)
        if len({target.resolve() for target in self.paths}) < len(self.paths):
            raise click.UsageError("Two outputs cannot be one file. Name each of them differently.")

    def write(
        self, rubric: Rubric, evidence: Evidence, assessment: Assessment, gaps: Sequence[Gap]
    ) -> None:
        if self.workbook or self.page:
            from daready.report.tables import report

            made = report(assessment, gaps, evidence, rubric, version=__version__)
            if self.workbook is not None:
                from daready.report.workbook import write_workbook

                target = self.workbook
                written(target, lambda: write_workbook(made, target, marking=self.marking))
            if self.page is not None:
                from daready.report.page import page, write_page

                drawn, where = page(made, assessment, gaps, rubric, marking=self.marking), self.page
                written(where, lambda: write_page(drawn, where))
        if self.json_to is not None:
            from daready.evidence.account import account_json
            from daready.report.record import assessment_record

            write_json(assessment_record(assessment, gaps, account_json(evidence)["totals"]), self.json_to)

    def told(self) -> list[str]:
        """Where each file is, for the terminal."""
        named = (("gap report", self.workbook), ("page", self.page))
        return [f"The {name} is in {path}." for name, path in named if path]


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that ask for files, handed over as one ``Outputs``."""

    @wraps(command)
    def gathered(
        *words: object, output: Path | None, page: Path | None, json_to: str | None, marking: str, **rest: object
    ) -> object:
        return command(*words, wanted=Outputs(output, page, json_to, marking), **rest)

    wrapped: Callable[..., Any] = gathered
    file = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option(
            "--json", "json_to", help="Write the assessment as JSON to a file, or to standard output with -."
        ),
        click.option("--marking", default=MARKING, show_default=True, help="The protective marking on each."),
        click.option("--page", type=file, help="One page for a browser to write (html)."),
        click.option("-o", "--output", type=file, help="The gap report to write (xlsx)."),
    ):
        wrapped = option(wrapped)
    return wrapped
