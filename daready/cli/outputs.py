"""What assess may hand out: which files were asked for, whether they may be written, and writing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daready.cli.outcome import check_target, write_json, written
from daready.foreign.files import place
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from daready.scoring.compare import Changes
    from daready.workspace.rated import Rated

_WORKBOOK = ("daready.report.tables", "daready.report.workbook", "xlsxwriter.workbook")
_PAGE = ("daready.report.tables", "daready.report.page", "jinja2")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files asked for, and the protective marking they carry."""

    workbook: Path | None
    annex: Path | None
    page: Path | None
    partner: Path | None
    teams: Path | None
    json_to: str | None
    marking: str
    print_all: bool

    @property
    def paths(self) -> list[Path]:
        json = Path(self.json_to) if self.json_to and self.json_to != "-" else None
        return [path for path in (*self._books, self.page, json) if path]

    @property
    def _books(self) -> tuple[Path | None, ...]:
        return self.workbook, self.annex, self.partner, self.teams

    @property
    def ahead(self) -> Sequence[str]:
        """What to import while the reader is busy, so that it costs no time of its own."""
        return (*(_WORKBOOK if any(self._books) else ()), *(_PAGE if self.page else ()))

    def check(self) -> None:
        """Refuse before the work what could not be written after it."""
        for target in self.paths:
            check_target(target)
        if len({place(target) for target in self.paths}) < len(self.paths):
            raise click.UsageError("Two outputs cannot be the same file. Give each its own name.")

    def write(
        self, position: Rated, changes: Changes | None, record: Callable[[], dict[str, object]]
    ) -> None:
        """Write every file asked for. ``changes`` since the baseline, if there is one; ``record`` makes the JSON."""
        from daready.workspace import papers

        if self.workbook or self.page:
            made = papers.gap_tables(position, changes, print_all=self.print_all)
            if self.workbook is not None:
                from daready.report.workbook import write_workbook

                book = self.workbook
                written(book, lambda: write_workbook(made, book, marking=self.marking))
            if self.page is not None:
                page = self.page
                written(page, lambda: papers.write_gap_page(position, made, page, marking=self.marking))
        if self.annex is not None:
            annex = self.annex
            written(annex, lambda: papers.write_annex(position, annex, marking=self.marking))
        if self.partner is not None:
            partner = self.partner
            written(partner, lambda: papers.write_partner_copy(position, partner, marking=self.marking))
        if self.teams is not None:
            teams = self.teams
            written(teams, lambda: papers.write_teams(position, teams, marking=self.marking))
        if self.json_to is not None:
            write_json(record(), self.json_to)

    def told(self) -> list[str]:
        """Where each file is, for the terminal."""
        named = (
            ("gap report", self.workbook),
            ("restricted annex", self.annex),
            ("page", self.page),
            ("partner copy", self.partner),
            ("sheet for the teams", self.teams),
        )
        return [f"The {name} is in {path}." for name, path in named if path]


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that ask for files, handed over as one ``Outputs``."""

    @wraps(command)
    def gathered(
        *words: object,
        output: Path | None,
        annex: Path | None,
        page: Path | None,
        partner: Path | None,
        teams: Path | None,
        json_to: str | None,
        marking: str,
        print_all: bool,
        **rest: object,
    ) -> object:
        wanted = Outputs(output, annex, page, partner, teams, json_to, marking, print_all)
        return command(*words, wanted=wanted, **rest)

    wrapped: Callable[..., Any] = gathered
    file = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option(
            "--json", "json_to", help="Write the assessment as JSON to a file, or to standard output with -."
        ),
        click.option(
            "--print-all",
            is_flag=True,
            help="Let every sheet of the gap report be printed, not the first three.",
        ),
        click.option("--marking", default=MARKING, show_default=True, help="The protective marking on each."),
        click.option("--teams", type=file, help="Good practice and learning for the teams, by place (xlsx)."),
        click.option("--partner", type=file, help="A copy for partners: bands, and no small counts (xlsx)."),
        click.option("--page", type=file, help="One page for a browser to write (html)."),
        click.option("--annex", type=file, help="The restricted annex: rows and data quality (xlsx)."),
        click.option("-o", "--output", type=file, help="The gap report to write (xlsx)."),
    ):
        wrapped = option(wrapped)
    return wrapped
