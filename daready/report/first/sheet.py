"""The first page as the workbook's Summary: one printed page, eight columns, no merged cell, links to its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from textwrap import wrap
from typing import TYPE_CHECKING

from daready.report.colours import look
from daready.report.first.rows import NO_RATE
from daready.report.first.view import SIGNS, STATE_WORDS, STATES, FirstPage, GapRow, MapRow, Tile
from daready.report.shapes import Link, Span, day
from daready.rubric.terms import Colour
from daready.scoring.model import AmberKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (19, 9.2, 9.2, 21.5, 23, 20, 10.5, 10.5)
"""Characters of columns A to H; the columns of the map are the columns of the table under it."""
_PLACES = (1, 3, 4, 5, 6)
"""Where each state of the map begins; Red and Green are two columns wide and run on."""
_RUNS_ON = frozenset({1, 6})
_LAST = len(WIDTHS) - 1
LINE, LONG = 128, 150
"""Letters across the page in the size of the verdict, and in the size of the rest."""
INK, QUIET, RULE, NAVY = "#16202C", "#4A5562", "#D3D9E0", "#16304D"
HEADINGS = ("Criterion", "Met", "Needs  ", "12 months", "Reason", "Owner", "Due", "Best chance")
ROW, TALL = 21.0, 27.0
FOOT = "A self-assessment against local thresholds, not an inspection grade. A green says nothing about any one victim."
_OWNER_ROOM = 20
"""Letters of an owner on one line of its column."""

Style = Callable[..., "Format"]


@dataclass(frozen=True, slots=True)
class Places:
    """What the sheet needs of the rest of the workbook: where links arrive, and the cells that a small chart shows."""

    target: Callable[[Link], str]
    distances: Callable[[Span], str]


def draw_first_page(sheet: Worksheet, page: FirstPage, style: Style, places: Places) -> None:
    """Draw it on an empty sheet. ``style`` gives the format with the properties it is called with."""
    _Sheet(sheet, page, style, places).draw()


class _Sheet:
    def __init__(self, sheet: Worksheet, page: FirstPage, style: Style, places: Places) -> None:
        self.sheet, self.page, self.style, self.places = sheet, page, style, places
        self.at = 0

    def draw(self) -> None:
        for index, width in enumerate(WIDTHS):
            self.sheet.set_column(index, index, width)
        self._masthead()
        self._verdict()
        self._noted()
        self._today()
        self._decisions()
        self._map()
        self._why_not()
        self._changed_and_trust()
        self._foot()
        self.sheet.print_area(0, 0, self.at, _LAST)
        self.sheet.set_portrait()
        self.sheet.set_margins(left=0.45, right=0.45, top=0.7, bottom=0.7)
        self.sheet.center_horizontally()
        self.sheet.fit_to_pages(1, 1)
        self.sheet.hide_gridlines(2)

    # -- what every part uses ----------------------------------------------------------------------

    def _row(self, height: float = ROW) -> int:
        """The next row, of a height in points."""
        at = self.at
        self.sheet.set_row(at, height)
        self.at += 1
        return at

    def _across(self, at: int, **look: object) -> None:
        """One look for all cells of a row, before words go into some of them."""
        for index in range(len(WIDTHS)):
            self.sheet.write_blank(at, index, None, self.style(**look))

    def _text(self, at: int, index: int, words: str, **look: object) -> None:
        self.sheet.write_string(at, index, words, self.style(**look))

    def _heading(self, words: str, aside: str = "") -> None:
        self._row(8)
        at = self._row(20)
        ruled: dict[str, object] = {"bottom": 1, "bottom_color": INK, "valign": "vcenter", "font_color": INK}
        self._across(at, **ruled)
        self._text(at, 0, words, bold=True, font_size=11, **ruled)
        if aside:
            self._text(at, _LAST, aside, align="right", **{**ruled, "font_size": 9, "font_color": QUIET})

    # -- the parts, from the top -------------------------------------------------------------------

    def _masthead(self) -> None:
        page, at = self.page, self._row(20)
        ruled: dict[str, object] = {"bottom": 5, "bottom_color": INK, "valign": "vcenter", "font_color": INK}
        self._across(at, **ruled)
        subject = "domestic abuse inspection readiness"
        self._text(
            at, 0, f"{page.force}: {subject}" if page.force else subject.capitalize(), bold=True, **ruled
        )
        self._text(at, _LAST, dates(page), align="right", **ruled)

    def _verdict(self) -> None:
        self._text(
            self._row(40), 0, self.page.word, bold=True, font_size=20, font_color=INK, valign="vcenter"
        )
        for line in wrap(" ".join(self.page.said), LINE):
            self._text(self._row(18), 0, line, font_size=11, font_color=INK, valign="vcenter")

    def _today(self) -> None:
        page = self.page
        dark: dict[str, object] = {"bg_color": NAVY, "font_color": "#FFFFFF", "valign": "vcenter"}
        self._row(8)
        if not page.open_cases:
            for line in wrap(page.today, LONG):
                self._text(self._row(), 0, line, bold=True, font_color=INK, valign="vcenter")
            return
        at = self._row(28)
        self._across(at, **dark)
        self._text(at, 0, page.today, indent=1, bold=True, font_size=12, **dark)
        at = self._row(18)
        self._across(at, **dark)
        small = {**dark, "font_size": 9}
        for index, words in ((0, "Risk"), (1, "Failed check"), (3, "Where, and whose it is")):
            self._text(at, index, words, indent=1 if index == 0 else 0, **small)
        self._text(at, _LAST, "Days open", align="right", indent=1, **small)
        for case in page.open_cases:
            at, under = self._row(18), self._row(16)
            self._across(at, **dark)
            self._across(under, **{**dark, "valign": "top"})
            self._text(at, 0, "High" if case.high_risk else "Not high", indent=1, bold=case.high_risk, **dark)
            self._text(at, 1, case.failed, **dark)
            self._text(at, 3, f"{case.file}, {case.sheet}, row {case.row}", **dark)
            self._text(under, 3, case.owner, **{**small, "valign": "top"})
            days = "not known" if case.days is None else str(case.days)
            self._text(at, _LAST, days, align="right", indent=1, **dark)
        if page.more_today:
            at = self._row()
            self._across(at, **dark)
            self._text(at, 0, f"{page.more_today} more: see Cases today.", indent=1, **dark)

    def _decisions(self) -> None:
        if not self.page.decisions:
            return
        self._heading("For you to direct")
        for number, one in enumerate(self.page.decisions, start=1):
            at = self._row(22)
            under: dict[str, object] = {"bottom": 1, "bottom_color": RULE, "valign": "vcenter"}
            self._across(at, **under)
            self._text(at, 0, f"{number}  {one.what}", bold=True, font_color=INK, **under)
            self._text(at, 4, one.owner, font_color=QUIET, **under)
            self._text(at, _LAST, one.by, align="right", font_color=INK, **under)

    def _map(self) -> None:
        self._heading("Where we stand", "★ critical")
        at, under = self._row(24), self._row(18)
        for index, state, count in zip(_PLACES, STATES, self.page.counts, strict=True):
            self.sheet.write_number(
                at, index, count, self.style(bold=True, font_size=14, align="left", valign="bottom")
            )
            self._text(under, index, f"{SIGNS[state]} {''.join(STATE_WORDS[state])}", font_color=INK)
        for theme in self.page.map:
            self._theme(theme)

    def _theme(self, theme: MapRow) -> None:
        height = max(1, *(len(tiles) for tiles in theme.tiles))
        for line in range(height):
            at = self._row(19)
            top: dict[str, object] = {"top": 1, "top_color": RULE} if line == 0 else {}
            self._across(at, **top)
            if line == 0:
                look = {"font_color": INK, "valign": "vcenter", **top}
                self._link(at, 0, Link("Themes", theme.id), theme.title, look)
            for index, tiles in zip(_PLACES, theme.tiles, strict=True):
                if line < len(tiles):
                    self._tile(at, index, tiles[line])

    def _tile(self, at: int, index: int, tile: Tile) -> None:
        filled = _fill(tile.state)
        star = " ★" if tile.critical else ""
        words = f"{tile.sign} {tile.name}{star}"
        look: dict[str, object] = {
            **filled,
            "bold": tile.critical,
            "font_size": 9,
            "valign": "vcenter",
            "indent": 1,
        }
        if index in _RUNS_ON:
            self.sheet.write_blank(at, index + 1, None, self.style(**{**filled, "left": 0}))
            look["right"] = 0
        self._link(at, index, Link("Criteria", tile.id), words, look)

    def _link(self, at: int, index: int, link: Link, words: str, look: Mapping[str, object]) -> None:
        """As a formula, since some programs paint every other link blue, which nobody can read on red."""
        place = self.places.target(link).removeprefix("internal:")
        said = words.replace('"', '""')
        self.sheet.write_formula(at, index, f'=HYPERLINK("#{place}","{said}")', self.style(**look), words)

    def _why_not(self) -> None:
        if not self.page.gaps:
            return
        self._heading("Why not", "Dark bars: below the standard. Best chance: of green by the inspection")
        start = self._row(18)
        small: dict[str, object] = {
            "font_size": 9,
            "font_color": QUIET,
            "bottom": 1,
            "bottom_color": INK,
            "valign": "vcenter",
        }
        right = self.style(**small, align="right")
        shifted = {1: right, 2: right, 4: self.style(**small, indent=1), _LAST: right}
        headers = [shifted.get(index, self.style(**small)) for index in range(len(WIDTHS))]
        columns = [
            {"header": words, "header_format": header}
            for words, header in zip(HEADINGS, headers, strict=True)
        ]
        options = {"name": "why_not", "columns": columns, "style": None, "autofilter": False}
        self.sheet.add_table(start, 0, start + len(self.page.gaps), _LAST, options)
        sparks: list[tuple[int, Span]] = []
        for gap in self.page.gaps:
            at = self._row(TALL if len(gap.owner) > _OWNER_ROOM else ROW)
            self._gap(at, gap)
            if gap.span is not None:
                sparks.append((at, gap.span))
        self._sparks(sparks)
        if self.page.more_gaps:
            at = self._row(16)
            self._text(at, 0, f"{self.page.more_gaps} more in Gaps.", font_size=9, font_color=QUIET)

    def _gap(self, at: int, gap: GapRow) -> None:
        ruled: dict[str, object] = {"bottom": 1, "bottom_color": RULE, "valign": "vcenter", "font_color": INK}
        star = " ★" if gap.tile.critical else ""
        name = f"{gap.tile.sign} {gap.tile.name}{star}"
        self._link(at, 0, Link("Gaps", gap.tile.id), name, {**ruled, "bold": gap.tile.critical})
        unseen: dict[str, object] = {"num_format": ";;;"}  # read aloud, and not drawn over the bars
        cells: Iterator[tuple[str, Mapping[str, object]]] = iter(
            (
                (gap.met, {"align": "right"}),
                (f"{needs(gap)}  ", {"align": "right"}),
                (_months(gap), unseen if gap.span else {"font_color": QUIET}),
                (gap.reason, {"indent": 1}),
                (gap.owner, {"text_wrap": True, "font_size": 9}),
                (gap.by, {"bold": gap.overdue}),
                (gap.forecast, {"align": "right"}),
            )
        )
        for index, (words, special) in enumerate(cells, start=1):
            self._text(at, index, words, **{**ruled, **special})

    def _sparks(self, sparks: Sequence[tuple[int, Span]]) -> None:
        """All in one scale, the axis being each standard, so that bars hang from it where a month fell short."""
        if not sparks:
            return
        self.sheet.add_sparkline(
            sparks[0][0],
            3,
            {
                "location": [f"D{at + 1}" for at, _ in sparks],
                "range": [self.places.distances(span) for _, span in sparks],
                "type": "column",
                "negative_points": True,
                "axis": True,
                "min": "group",
                "max": "group",
                "series_color": "#8793A1",
                "negative_color": INK,
            },
        )

    def _changed_and_trust(self) -> None:
        page = self.page
        self._row(8)
        at = self._row(20)
        ruled: dict[str, object] = {"bottom": 1, "bottom_color": INK, "valign": "vcenter", "font_color": INK}
        self._across(at, **ruled)
        self._text(at, 0, page.changed_heading, bold=True, font_size=11, **ruled)
        self._text(at, 4, "How far to trust this", bold=True, font_size=11, **ruled)
        left = [part for fact in page.changed for part in wrap(f"{fact.figure}  {fact.text}", 66)]
        right = [part for fact in page.trust for part in wrap(f"{fact.figure}  {fact.text}", 76)]
        for line in range(max(len(left), len(right))):
            at = self._row(17)
            for index, said in ((0, left), (4, right)):
                if line < len(said):
                    self._text(at, index, said[line], font_color=INK, valign="vcenter")

    def _noted(self) -> None:
        """What the force set itself, and what is gone: before the colours, since they rest on it (law 17, A15)."""
        for line in (part for said in self.page.noted for part in wrap(said, LONG)):
            self._text(self._row(15), 0, line, font_size=9, font_color=QUIET)

    def _foot(self) -> None:
        self._row(6)
        self._text(self._row(15), 0, FOOT, font_size=9, font_color=QUIET)
        self.at -= 1


def dates(page: FirstPage) -> str:
    """The day it was assessed as at, the inspection and how many days are left."""
    left = page.days_left
    if page.inspection is None or left is None:
        return f"{day(page.as_at)}. No inspection date is set"
    if left < 0:
        return f"{day(page.as_at)}. The inspection was on {day(page.inspection)}"
    return f"{day(page.as_at)}. Inspection {day(page.inspection)}: {left} {'day' if left == 1 else 'days'}"


def needs(gap: GapRow) -> str:
    """The standard, as a whole percentage."""
    return NO_RATE if gap.needs is None else f"{floor(100 * gap.needs + 1e-9)}%"


def _months(gap: GapRow) -> str:
    """The small chart's ends in words, for whoever does not see it."""
    if not gap.points:
        return "none"
    first, last = gap.points[0], gap.points[-1]
    return f"{100 * first.met // first.of}% to {100 * last.met // last.of}%"


def _fill(state: tuple[Colour, AmberKind | None]) -> dict[str, object]:
    seen = look(*state)
    fill: dict[str, object] = {"bg_color": seen.fill, "font_color": seen.ink}
    edges = {"unproven": (1, "#96640A"), None: (3, "#6B7683")}
    if state[1] == "unproven" or state[0] is Colour.GREY:
        line, colour = edges[state[1]]
        return {**fill, "border": line, "border_color": colour}
    return {**fill, "border": 2, "border_color": "#FFFFFF"}
