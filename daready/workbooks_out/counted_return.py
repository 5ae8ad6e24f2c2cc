"""Figures counted from rows as a performance return, so that they enter as evidence by the way of every return.

Only its first sheet is read. A doubt is a row that says so in place of a number, as somebody would type it: the guard
that holds a typed return holds this one. The other sheets say how each figure was counted and what became of each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from daready.counting.beside import Beside
from daready.counting.model import Counting
from daready.evidence.model import UNDATED, Month
from daready.evidence.tables.own_sheets import NOT_READ
from daready.evidence.tables.template_line import stamp
from daready.report.whole import SIGNED
from daready.report.words import count
from daready.rubric.extract import Calculation, Extract
from daready.rubric.extract_checks import RETURN
from daready.rubric.model import Measure, Rubric

NOT_KNOWN = "not known"
"""Stands in place of a count or a month that rows in doubt leave open."""
NO_DISTRICT = "District not given"
HIDDEN = "[c]"
"""The government's shorthand for a value kept confidential."""
Odd = Sequence[tuple[str, str, str, tuple[int, ...]]]
_ROWS_NAMED = 200


def counted_return(
    counting: Counting,
    rubric: Rubric,
    *,
    version: str,
    marking: str,
    beside: Sequence[Beside] = (),
    odd: Odd = (),
) -> bytes:
    """The bytes of the workbook; the same figures give the same bytes. ``odd``: rows that were not understood."""
    stream, book, draw = _begun("Figures counted from exports", version, marking)
    form = rubric.form[RETURN]
    headings = ("Measure", "Month", "District", "Numerator", "Denominator", "Comments")
    draw.sheet(
        "Figures",
        (stamp(form.id, form.version),),
        headings,
        (52, 16, 22, 12, 12, 44),
        _figures(counting, rubric),
    )
    draw.sheet(
        "How each is counted",
        (NOT_READ,),
        (
            "Measure",
            "What is counted",
            "Counted by the month of",
            "Not counted",
            "Export",
            "Where it comes from",
            "Codes set by",
        ),
        (30, 60, 18, 44, 18, 44, 26),
        _rules(counting, rubric),
    )
    draw.sheet(
        "Rows", (NOT_READ,), ("Export", "What", "Rows", "Where"), (18, 52, 12, 70), _rows(counting, odd)
    )
    if beside:
        draw.sheet(
            "Beside the typed return",
            (NOT_READ,),
            ("Measure", "Month", "Typed", "Of", "Counted", "Of", "Agrees"),
            (52, 16, 12, 12, 12, 12, 12),
            _beside(beside, _measures(rubric)),
        )
    book.close()
    return stream.getvalue()


def shared_figures(
    counting: Counting, rubric: Rubric, *, by: str | None, version: str, marking: str
) -> bytes:
    """The figures for people outside: counts under 8 hidden, others to the nearest 5, shares in bands of ten (R7).

    Rows in doubt, exports and codes stay at home.
    """
    from daready.report.disclosure import percent_band, published_count

    measures = _measures(rubric)

    def rows() -> Iterator[Sequence[str | int | None]]:
        for one in counting.figures:
            if one.month == UNDATED:
                continue
            measure, base = measures[one.measure], one.denominator
            part = measure.unit == "percent"
            shown = published_count(base if part else one.numerator)
            band = percent_band(one.numerator, base).replace("*", HIDDEN) if part and base else None
            label = (one.strata[0] or "not given") if one.strata else "whole force"
            month = f"{one.month.first:%B %Y}"
            yield f"{one.measure} {measure.title}", month, label, HIDDEN if shown == "*" else shown, band

    stream, book, draw = _begun("Figures for others", version, marking)
    above = (
        NOT_READ,
        "Counts under 8 are hidden ([c]), others go to the nearest 5, shares stand in bands of ten. Nothing was "
        "compared with an earlier table: two of them side by side may show small changes.",
    )
    heading = (by or "Part of the force").capitalize()
    draw.sheet(
        "Figures", above, ("Measure", "Month", heading, "How many", "Share met"), (56, 18, 26, 12, 14), rows()
    )
    book.close()
    return stream.getvalue()


def _begun(title: str, version: str, marking: str) -> tuple[BytesIO, Any, _Drawing]:
    from datetime import datetime

    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    signed = f"{SIGNED} {version}."
    book.set_properties({"title": title, "comments": signed, "created": datetime(2026, 1, 1)})
    return stream, book, _Drawing(book, marking)


class _Drawing:
    """A workbook with plain sheets: a line or two, a row of headings, and the table."""

    def __init__(self, book: Any, marking: str) -> None:
        self._book, self._marking = book, marking
        self._head = book.add_format(
            {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "text_wrap": True}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})

    def sheet(
        self,
        name: str,
        above: Sequence[str],
        headings: Sequence[str],
        widths: Sequence[int],
        rows: Iterable[Sequence[str | int | None]],
    ) -> None:
        drawn = self._book.add_worksheet(name)
        for at, line in enumerate(above):
            drawn.write_string(at, 0, line)
        top = len(above)
        drawn.write_row(top, 0, headings, self._head)
        for at, width in enumerate(widths):
            drawn.set_column(at, at, width)
        for number, row in enumerate(rows, top + 1):
            for at, value in enumerate(row):
                if isinstance(value, int):
                    drawn.write_number(number, at, value, self._number)
                elif value:
                    drawn.write_string(number, at, value, self._text)
        drawn.freeze_panes(top + 1, 0)
        drawn.repeat_rows(top)
        drawn.set_landscape()
        drawn.set_paper(9)
        drawn.fit_to_pages(1, 0)
        drawn.set_header(f"&C{self._marking}")
        drawn.set_footer("&L&A&RPage &P of &N")


def _figures(counting: Counting, rubric: Rubric) -> Iterator[Sequence[str | int | None]]:
    """A row for each figure, and then one for each doubt."""
    measures, homes = _measures(rubric), _homes(rubric)
    named = any(one.strata and one.strata[0] for one in counting.figures)
    for one in counting.figures:
        title, share = measures[one.measure].title, measures[one.measure].unit != "count"
        source = f"Counted from the export of {homes[one.measure][0].title.lower()}"
        district = (one.strata[0] or NO_DISTRICT) if named and one.strata else None
        month = f"{one.month.first:%B %Y}"
        if one.month != UNDATED:
            yield title, month, district, one.numerator, one.denominator if share else None, source
    yield from _doubts(counting, measures)


def _doubts(counting: Counting, measures: dict[str, Measure]) -> Iterator[Sequence[str | int | None]]:
    """A row for each measure and month that rows in doubt leave open: no number, as if somebody had typed that."""
    unclear: dict[tuple[str, Month], int] = {}
    for one in counting.figures:
        if one.unclear:
            unclear[one.measure, one.month] = unclear.get((one.measure, one.month), 0) + one.unclear
    for (measure, month), number in unclear.items():
        below = NOT_KNOWN if measures[measure].unit != "count" else None
        rows = count(number, "row")
        if month == UNDATED:
            said = f"{rows} without a month, or of one reference and different"
            yield measures[measure].title, NOT_KNOWN, None, NOT_KNOWN, below, said
        else:
            yield (
                measures[measure].title,
                f"{month.first:%B %Y}",
                None,
                NOT_KNOWN,
                below,
                f"{rows} not understood",
            )


def _rules(counting: Counting, rubric: Rubric) -> Iterator[Sequence[str | int | None]]:
    measures = _measures(rubric)
    for measure, (extract, rule) in _homes(rubric).items():
        why = counting.not_counted.get(measure)
        said = f"Not counted: {why}." if why else rule.says
        of = extract.column[rule.on].headings[0]
        set_by = f"{extract.set_by}, {extract.set_on}: {extract.set_why}" if extract.set_by else "daready"
        excluded = "; ".join(rule.excludes)
        yield f"{measure} {measures[measure].title}", said, of, excluded, extract.title, rule.cites, set_by


def _rows(counting: Counting, odd: Odd) -> Iterator[Sequence[str | int | None]]:
    for one in counting.accounts:
        yield one.extract, "rows in the export", one.rows, None
        yield one.extract, "counted, each reference once", one.counted_once, None
        yield one.extract, "repeat another row, word for word in all that is read", one.repeated, None
        yield one.extract, "differ under one reference, so that none of them is counted", one.contested, None
        yield one.extract, "counted without a reference", one.without_reference, None
        yield one.extract, "belong to a crime that is not in the export of crimes", one.unmatched, None
        for name, rows in one.unknown.items():
            yield one.extract, f"a code in {name} that has no known meaning", rows, None
    for where, extract, name, places in odd:
        listed = ", ".join(map(str, places[:_ROWS_NAMED])) + (", …" if len(places) > _ROWS_NAMED else "")
        yield extract, f"{name} not understood", len(places), f"{where}, rows {listed}"


def _beside(beside: Sequence[Beside], measures: dict[str, Measure]) -> Iterator[Sequence[str | int | None]]:
    for one in beside:
        typed, counted = one.typed or (None, None), one.counted or (None, None)
        agrees = "yes" if one.agrees else "no"
        yield (
            f"{one.measure} {measures[one.measure].title}",
            f"{one.month.first:%B %Y}",
            *typed,
            *counted,
            agrees,
        )


def _measures(rubric: Rubric) -> dict[str, Measure]:
    return {measure.id: measure for measure in rubric.form[RETURN].measures}


def _homes(rubric: Rubric) -> dict[str, tuple[Extract, Calculation]]:
    """The extract and the rule of each measure that is counted."""
    return {rule.measure: (extract, rule) for extract in rubric.extracts for rule in extract.figures}
