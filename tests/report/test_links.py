"""Links inside the workbook: from any colour to its reason, its gap and its lines, and back; none leads nowhere."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import daready
from daready.planning.gaps import gaps
from daready.report.tables import report
from daready.report.workbook import write_workbook
from tests.scoring.made import AS_AT
from tests.year import shipped, year

Spot = tuple[str, int]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    rubric, evidence = shipped(), year()
    made = daready.assess(rubric, evidence, as_at=AS_AT)
    path = tmp_path_factory.mktemp("links") / "gap.xlsx"
    write_workbook(report(made, gaps(made, rubric), evidence, rubric, version="test"), path)
    return load_workbook(path)


@pytest.fixture(scope="module")
def ways(book: Workbook) -> dict[Spot, set[Spot]]:
    """From each row of each sheet to the rows it leads to."""
    found: dict[Spot, set[Spot]] = {}
    for page in book:
        for row in page:
            for cell in row:
                led = cell.hyperlink.location if cell.hyperlink else _formula(str(cell.value))
                if led:
                    name, at = led.replace("'", "").split("!A")
                    found.setdefault((page.title, cell.row), set()).add((name, int(at)))
    return found


def _formula(value: str) -> str | None:
    """Where a link written as a formula leads."""
    found = re.match(r'=HYPERLINK\("#([^"]+)"', value)
    return found[1] if found else None


def is_green(page: Worksheet, row: int) -> bool:
    return any("GREEN" in str(cell.value) for cell in page[row][:6])


def coloured_rows(book: Workbook, *names: str) -> list[Spot]:
    return [
        (name, row[0].row)
        for name in names
        for row in book[name]
        if any(str(cell.value).startswith(("GREEN", "AMBER", "RED", "GREY")) for cell in row)
    ]


def test_no_link_leads_nowhere(book: Workbook, ways: dict[Spot, set[Spot]]) -> None:
    charts = {chart.anchor._from.row + 1 for chart in book["Trends"]._charts}
    for spots in ways.values():
        for name, row in spots:
            assert book[name].cell(row, 1).value or (name == "Trends" and row in charts), (name, row)


def test_every_colour_leads_to_its_reason(book: Workbook, ways: dict[Spot, set[Spot]]) -> None:
    behind = ("Gaps", "Districts", "Themes", "Lines", "Claims against evidence")
    for spot in coloured_rows(book, *behind):
        assert any(name == "Criteria" for name, _ in ways[spot]), spot


def test_every_requirement_with_a_colour_of_ours_leads_to_the_criterion_that_decides_it(
    book: Workbook, ways: dict[Spot, set[Spot]]
) -> None:
    for name, row in coloured_rows(book, "Frameworks"):
        if book[name].cell(row, 5).value == "not tested":
            assert (name, row) not in ways  # no criterion answers it, so there is nowhere to go
            continue
        (target,) = ways[name, row]
        assert target[0] == "Criteria"
        colour, reached = (
            str(cell.value).split(" ")[0]
            for cell in (book[name].cell(row, 4), book["Criteria"].cell(target[1], 5))
        )
        # the same colour, or that of a criterion some clauses of which are better than the whole of it
        assert reached == colour or reached != "GREEN"
        assert str(book["Criteria"].cell(target[1], 1).value) in str(book[name].cell(row, 6).value).split(
            ", "
        )
    for spot in coloured_rows(book, "Crosswalk"):
        assert {name for name, _ in ways[spot]} == {"Frameworks"}


def test_every_criterion_leads_to_its_lines_its_theme_and_its_gap_and_back(
    book: Workbook, ways: dict[Spot, set[Spot]]
) -> None:
    for spot in coloured_rows(book, "Criteria"):
        page, row = book["Criteria"], spot[1]
        led_to = dict(ways[spot])
        assert set(led_to) == {"Lines", "Themes", *(() if is_green(page, row) else ("Gaps",))}
        for name in {"Lines", "Gaps"} & set(led_to):
            assert book[name].cell(led_to[name], 1 if name == "Lines" else 2).value == page.cell(row, 1).value
            assert spot in ways[name, led_to[name]]


def test_the_summary_leads_to_themes_gaps_and_criteria(ways: dict[Spot, set[Spot]]) -> None:
    def targets(sheet: str) -> set[str]:
        return {name for (page, _), spots in ways.items() for name, _ in spots if page == sheet}

    assert targets("Summary") == {"Criteria", "Gaps", "Themes"}
    assert targets("What it rests on") == {"Criteria", "Parts", "Themes"}
