"""The charts of a workbook: native ones under a table, and the small lines in its cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from daready.report.shapes import Chart, Span, Table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "Arial"
INK, NAVY, QUIET = "#1A1A1A", "#1F3A5F", "#5F6670"
WORSE, BETTER = "#9B1C1C", "#FFFFFF"

WIDTH, HEIGHT = 725, 270
"""Pixels of a chart; two stand side by side."""
ROWS, A_PAGE = 14, 3
"""Rows that a chart takes up, at their usual height of 20 pixels, and how many charts stand on a page."""
PAGE = 785.0
"""Points across a landscape A4 page within its margins."""
_CHARACTER = 5.7
"""Points that a character of a column's width takes up."""

_LOOKS: Mapping[Literal["value", "centre", "limit", "target"], dict[str, Any]] = {
    "value": {"color": NAVY, "width": 2.25},
    "centre": {"color": QUIET, "width": 1},
    "limit": {"color": QUIET, "width": 1, "dash_type": "square_dot"},
    "target": {"color": "#0B6B3A", "width": 1.5, "dash_type": "long_dash"},
}
"""Told apart by their strokes as well, for whoever sees no colours."""


def chart_rows(table: Table, start: int) -> dict[str | None, int]:
    """The row of each chart by its key, under a table whose headings stand in row ``start``."""
    first = start + len(table.rows) + 2
    return {chart.key: first + at // 2 * ROWS for at, chart in enumerate(table.charts)}


def draw_charts(
    book: Workbook, sheet: Worksheet, table: Table, tables: Mapping[str, Table], starts: Mapping[str, int]
) -> None:
    """Two charts a row. ``starts``: the row of each sheet's headings."""
    rows = chart_rows(table, starts[table.sheet])
    for at, chart in enumerate(table.charts):
        drawn = _chart(book, chart, tables[chart.span.sheet], starts[chart.span.sheet])
        offset = {"x_offset": 8 + at % 2 * (WIDTH + 10), "y_offset": 4, "object_position": 3}
        sheet.insert_chart(rows[chart.key], 0, drawn, {**offset, "description": chart.told})


def break_pages(sheet: Worksheet, table: Table, start: int) -> None:
    """So that no chart is cut in two. Breaks count only where a sheet is scaled, not fitted, to its page."""
    rows = sorted(set(chart_rows(table, start).values()))
    sheet.set_h_pagebreaks(rows[::A_PAGE])
    across = sum(column.width + 1 for column in table.columns) * _CHARACTER
    sheet.set_print_scale(int(100 * min(1.0, PAGE / across)))


def _chart(book: Workbook, chart: Chart, source: Table, start: int) -> Any:
    drawn = book.add_chart({"type": "line"})
    span, months = chart.span, source.column(chart.across)

    def cells(column: int) -> list[str | int]:
        return [span.sheet, start + 1 + span.first, column, start + 1 + span.last, column]

    for series in chart.series:
        extra = _marked(chart, span) if series.part == "value" else {"marker": {"type": "none"}}
        line = {
            "name": series.heading,
            "categories": cells(months),
            "values": cells(source.column(series.heading)),
        }
        drawn.add_series({**line, "line": _LOOKS[series.part], **extra})
    font = {"name": FONT, "size": 11, "bold": True, "color": INK}
    drawn.set_title({"name": chart.title, "name_font": font})
    drawn.set_x_axis({"num_format": "mmm yy", "date_axis": True, "major_unit_type": "months"})
    drawn.set_y_axis(
        {
            "min": chart.least,
            "max": 1,
            "num_format": "0%",
            "major_gridlines": {"visible": True, "line": {"color": "#E3E6EA", "width": 0.75}},
        }
    )
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    return drawn


def _marked(chart: Chart, span: Span) -> dict[str, Any]:
    """Every month a dot; a month that chance does not explain has its sign and a dot of its own."""
    told: dict[str, Any] = {
        "marker": {"type": "circle", "size": 5, "fill": {"color": NAVY}, "border": {"color": NAVY}}
    }
    if not chart.marks:
        return told
    signs = dict(chart.marks)
    places = range(span.last - span.first + 1)
    fills = {"▼": WORSE, "▲": BETTER}
    told["points"] = [
        {"fill": {"color": fills[signs[at]]}, "border": {"color": WORSE if signs[at] == "▼" else NAVY}}
        if at in signs
        else None
        for at in places
    ]
    font = {"name": FONT, "size": 10, "bold": True, "color": INK}
    labels = [{"value": signs[at], "font": font} if at in signs else {"delete": True} for at in places]
    return {**told, "data_labels": {"value": True, "position": "above", "custom": labels}}


def draw_sparks(
    sheet: Worksheet, table: Table, tables: Mapping[str, Table], starts: Mapping[str, int]
) -> None:
    """The small lines of a table as one group, from nought to one, so that rows can be compared."""
    index = next((at for at, column in enumerate(table.columns) if column.kind == "spark"), None)
    if index is None:
        return
    places, ranges = [], []
    for at, row in enumerate(table.rows, start=starts[table.sheet] + 2):
        span = row.cells[index].spark
        if span is not None:
            places.append(f"{chr(ord('A') + index)}{at}")
            ranges.append(_shares(span, tables[span.sheet], starts[span.sheet]))
    if not places:
        return
    ends = {"last_point": True, "last_color": WORSE}
    look = {"min": 0, "max": 1, "weight": 1.5, "series_color": NAVY, **ends}
    sheet.add_sparkline(places[0], {"location": places, "range": ranges, **look})


def _shares(span: Span, source: Table, start: int) -> str:
    """The cells of the rows' ``share`` column."""
    column = next(at for at, one in enumerate(source.columns) if one.kind == "share")
    letter, first = chr(ord("A") + column), start + 2
    return f"'{span.sheet}'!${letter}${first + span.first}:${letter}${first + span.last}"
