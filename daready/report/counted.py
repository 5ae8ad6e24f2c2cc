"""What was counted from exports, in lines for the terminal and as a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daready.counting.beside import Beside
from daready.counting.model import Computed, Counting, ExportAccount
from daready.evidence.model import UNDATED, Month
from daready.report.listed import runs_of, told_runs
from daready.report.terminal import told
from daready.report.words import count
from daready.rubric.model import Measure, Rubric

_TITLE = 36


def counted_lines(counting: Counting, rubric: Rubric, engine: str) -> Iterator[str]:
    """Every export accounted for, then each measure: its newest month, all months, and what is in doubt."""
    for one in counting.accounts:
        yield from told(_account(one, rubric), "", "  ")
    measures = measures_of(rubric)
    yield ""
    yield f"{'Counted with ' + engine:<42}{'Newest month':>18}{'All months':>18}"
    for measure, figures in by_measure(counting.figures).items():
        dated = [one for one in figures if one.month != UNDATED]
        if not dated:
            continue
        newest = max(one.month for one in dated)
        last = [one for one in dated if one.month == newest]
        title = f"{measure:<5}{measures[measure].title}"
        title = title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
        yield f"{title:<{_TITLE}} {newest.first:%b %y}{_over(last):>17}{_over(dated):>18}"
        if doubt := sum(one.unclear for one in figures):
            yield f"     in doubt: {count(doubt, 'row')}, so that it cannot be Green or Amber"
    if counting.not_counted:
        yield ""
        for measure, why in sorted(counting.not_counted.items()):
            yield from told(f"{measure} was not counted: {why}.", "", "  ")


def beside_lines(beside: Sequence[Beside]) -> Iterator[str]:
    """How many typed figures agree with the counted ones, and each that does not."""
    differ = [one for one in beside if not one.agrees]
    alike = f"{len(beside) - len(differ):,} the same, {len(differ):,} different"
    yield f"{count(len(beside), 'figure')} typed and counted: {alike}."
    for one in differ:
        said = f"typed {_numbers(one.typed)}, counted {_numbers(one.counted)}"
        yield from told(f"{one.measure} {one.month.first:%B %Y}: {said}.", "  ", "    ")


def rows_lines(by_row: Sequence[Computed], measure: str, month: Month) -> Iterator[str]:
    """The rows behind one figure, by file and sheet. ``by_row``: the figures divided by where each row stands.

    Rows in doubt are named with the month they may belong to, and without one where they have none.
    """
    mine = [one for one in by_row if one.measure == measure and one.month in (month, UNDATED)]
    dated = [one for one in mine if one.month == month]
    yield f"{measure} {month.first:%B %Y}: {_over(dated)}"
    kinds = {
        "counted in the numerator": [one for one in dated if one.numerator],
        "in the denominator alone": [one for one in dated if one.denominator and not one.numerator],
        "in doubt": [one for one in mine if one.unclear],
    }
    for kind, figures in kinds.items():
        places: dict[str, list[int]] = {}
        for one in figures:
            file, row = one.strata
            if file and row:
                places.setdefault(file, []).append(int(row))
        for file, rows in sorted(places.items()):
            for text, number in told_runs(runs_of(sorted(rows))):
                yield from told(f"{kind}, {count(number, 'row')} of {file}: {text}", "  ", "    ")
        if nowhere := sum(one.unclear for one in figures if not one.strata[0]):
            yield from told(
                f"{kind}, {count(nowhere, 'row')} that differ under one reference or have no place",
                "  ",
                "    ",
            )


def by_measure(figures: Sequence[Computed]) -> dict[str, list[Computed]]:
    """The figures of each measure, in the order in which they were counted."""
    found: dict[str, list[Computed]] = {}
    for one in figures:
        found.setdefault(one.measure, []).append(one)
    return found


def measures_of(rubric: Rubric) -> dict[str, Measure]:
    """Every measure by its id."""
    return {measure.id: measure for form in rubric.forms for measure in form.measures}


def counting_record(
    counting: Counting, beside: Sequence[Beside], engine: str, by: Sequence[str]
) -> dict[str, Any]:
    """The same as the promised JSON; every figure with its rule's measure, month and labels."""
    return {
        "engine": engine,
        "by": list(by),
        "exports": [_account_record(one) for one in counting.accounts],
        "figures": [
            {
                "measure": one.measure,
                "month": None if one.month == UNDATED else str(one.month),
                "strata": dict(zip(by, one.strata, strict=True)),
                "numerator": one.numerator,
                "denominator": one.denominator,
                "unclear": one.unclear,
            }
            for one in counting.figures
        ],
        "not_counted": counting.not_counted,
        "beside": [
            {"measure": one.measure, "month": str(one.month), "typed": one.typed, "counted": one.counted}
            for one in beside
        ],
    }


def _account_record(one: ExportAccount) -> dict[str, Any]:
    return {
        "extract": one.extract,
        "rows": one.rows,
        "counted_once": one.counted_once,
        "repeated": one.repeated,
        "contested": one.contested,
        "without_reference": one.without_reference,
        "unmatched": one.unmatched,
        "unknown": one.unknown,
    }


def _account(one: ExportAccount, rubric: Rubric) -> str:
    """What became of an export's rows, in a sentence or two."""
    said = [
        f"{rubric.extract[one.extract].title}: {count(one.rows, 'row')}, {one.counted_once:,} of them counted once"
    ]
    others: Mapping[str, int] = {
        "{} repeat another row": one.repeated,
        "{} differ under one reference and are in doubt": one.contested,
        "{} have no reference": one.without_reference,
        "{} belong to a crime that is not in the export of crimes": one.unmatched,
        **{
            f"{{}} have a code in {name} that has no known meaning": rows
            for name, rows in one.unknown.items()
        },
    }
    said += [text.format(f"{rows:,}") for text, rows in others.items() if rows]
    return "; ".join(said) + "."


def _over(figures: Sequence[Computed]) -> str:
    return _numbers((sum(one.numerator for one in figures), sum(one.denominator for one in figures)))


def _numbers(numbers: tuple[int, int] | None) -> str:
    if numbers is None:
        return "nothing"
    return f"{numbers[0]:,} of {numbers[1]:,}" if numbers[1] else f"{numbers[0]:,}"
