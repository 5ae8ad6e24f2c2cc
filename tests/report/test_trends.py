"""The Trends and Months sheets: every month in a cell, native charts over those cells, marks with words beside them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook, load_workbook

from daready.evidence.model import Evidence
from daready.planning.gaps import gaps
from daready.report.bound import Report
from daready.report.months import CAUSES, months, tenth
from daready.report.tables import report
from daready.report.trends import trends
from daready.report.workbook import write_workbook
from daready.scoring.assess import assess
from daready.scoring.model import Assessment, MonthPoint
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC
from tests.scoring.test_lines import figures

FALL = figures(*[95] * 12, 50)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def made(evidence: Evidence) -> Assessment:
    return assess(RUBRIC, evidence, as_at=AS_AT)


def whole(evidence: Evidence) -> Report:
    found = made(evidence)
    return report(found, gaps(found, RUBRIC), evidence, RUBRIC, version="test")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("trends") / "gap.xlsx"
    write_workbook(whole(Evidence(cases=(sheet(["Y"] * 20),), figures=FALL)), where)
    return where


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    (table,) = book[name].tables.values()
    first, *others = [[cell.value for cell in row] for row in book[name][table.ref]]
    return [dict(zip(first, row, strict=True)) for row in others]


def test_every_month_of_every_line_stands_in_cells(book: Workbook) -> None:
    found = [row for row in rows(book, "Months") if "M1" in str(row["Line of evidence"])]
    assert [(row["Met"], row["Of"], row["Share met"]) for row in found] == [
        *[(95, 100, 0.95)] * 12,
        (50, 100, 0.5),
    ]
    assert {str(row["What the chart says of the month"])[0] for row in found[:12]} == {"▲"}
    assert "▼" in str(found[12]["What the chart says of the month"])
    assert all(row["Lower limit"] < row["Centre line"] < row["Upper limit"] for row in found)


def test_a_month_in_which_nothing_counted_is_told_last_and_never_drawn_as_nought() -> None:
    found = made(Evidence(figures=figures(*[95] * 12)))
    points = [point._replace(met=0, of=0) if at == 3 else point for at, point in enumerate(_points(found))]
    table, charted = months(_with_points(found, tuple(points)))
    (line,) = charted
    drawn = table.rows[line.span.first : line.span.last + 1]
    assert all(isinstance(row.cells[5].value, float) for row in drawn)
    assert len(drawn) == 11
    assert table.rows[-1].cells[5].value == "not counted"
    assert table.rows[-1].cells[2].value == points[3].month.first


def _points(found: Assessment) -> tuple[MonthPoint, ...]:
    return next(line.points for c in found.criteria for line in c.lines if line.points)


def _with_points(found: Assessment, points: tuple[MonthPoint, ...]) -> Assessment:
    return replace(
        found,
        criteria=tuple(
            replace(c, lines=tuple(replace(one, points=points) if one.points else one for one in c.lines))
            for c in found.criteria
        ),
    )


@pytest.mark.parametrize(("count", "charts"), [(4, 0), (5, 1), (12, 1)])
def test_a_chart_takes_five_months(count: int, charts: int) -> None:
    told, _ = trends(*months(made(Evidence(figures=figures(*[95] * (count - 1), 50)))))
    assert len(told.charts) == charts


def test_what_the_row_says_follows_the_number_of_months() -> None:
    said = {
        count: trends(*months(made(Evidence(figures=figures(*[95] * count)))))[0].rows[0].cells[3].text
        for count in (4, 5, 11, 12)
    }
    assert "too few" in said[4]
    assert "on trial" in said[5]
    assert "on trial" in said[11]
    assert "noise" in said[12]


def test_each_chart_draws_from_the_cells_of_its_line(path: Path, book: Workbook) -> None:
    with zipfile.ZipFile(path) as parts:
        charts = [ET.fromstring(parts.read(n)) for n in parts.namelist() if n.startswith("xl/charts/chart")]
    assert charts
    headings = [column.name for column in next(iter(book["Months"].tables.values())).tableColumns]
    for chart in charts:
        for series in chart.iter(f"{CHART}ser"):
            name = series.find(f"{CHART}tx").findtext(f".//{CHART}v")
            for part in ("cat", "val"):
                reference = series.find(f"{CHART}{part}").findtext(f".//{CHART}f")
                sheet_, cells = reference.replace("$", "").replace("'", "").split("!")
                seen = [cell for row in book[sheet_][cells] for cell in row]
                assert {headings[cell.column - 1] for cell in seen} == {name if part == "val" else "Month"}
                assert not [cell for cell in seen if isinstance(cell.value, str)]
            cached = [float(v.text) for v in series.find(f"{CHART}val").iter(f"{CHART}v")]
            assert cached == [cell.value for cell in seen]


def test_a_marked_month_has_its_sign_on_the_chart_and_in_its_words(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
        words = " ".join(re.findall('descr="([^"]+)"', parts.read("xl/drawings/drawing1.xml").decode()))
    assert drawn.count(">▼<") == 1
    assert drawn.count(">▲<") == 12
    assert "50 of 100" in words
    assert "▼" in words


def test_small_lines_stand_beside_their_words(path: Path, book: Workbook) -> None:
    names = book.sheetnames
    with zipfile.ZipFile(path) as parts:
        drawn = parts.read(f"xl/worksheets/sheet{names.index('Trends') + 1}.xml").decode()
    lines = re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(\w+)</xm:sqref>", drawn)
    assert len(lines) == len(rows(book, "Trends"))
    assert all(book["Trends"][cell].value for _, cell in lines)


def test_links_lead_from_the_row_to_its_numbers_and_its_chart_and_back(book: Workbook) -> None:
    targets = {
        str(cell.value): cell.hyperlink.location for row in book["Trends"] for cell in row if cell.hyperlink
    }
    name, at = targets["see months"].replace("'", "").split("!")
    assert book[name][at].hyperlink.location.startswith("'Trends'!")
    assert targets["see chart"].startswith("'Trends'!A")


def test_charts_and_small_lines_are_the_same_bytes_each_time(path: Path, tmp_path: Path) -> None:
    write_workbook(whole(Evidence(cases=(sheet(["Y"] * 20),), figures=FALL)), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_share_is_never_rounded_up() -> None:
    assert tenth(0.8999) == 0.899
    assert tenth(0.29) == 0.29


def test_every_published_cause_has_its_words() -> None:
    assert sum(words[0] == "▲" for words in CAUSES.values()) == sum(w[0] == "▼" for w in CAUSES.values()) == 4
