"""The figures of the return from frames of any engine: the engine groups the rows once, and whole counts are added up.

The engine is asked for nothing but how many rows there are of each kind, by month, label, code and whether a time was
kept; what a code means and what counts is decided over those few groups, in one place, whatever the engine. So pandas,
Polars, DuckDB and Spark cannot differ in a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from daready.counting.groups import MONTH, ROWS, Groups, Numbers
from daready.counting.model import Computed, Counting, ExportAccount
from daready.counting.rule import Limits, Timed, Verdict, verdict
from daready.counting.table import Table, eager, table, with_lent
from daready.counting.words import Meanings
from daready.evidence.model import UNDATED, Month
from daready.rubric.extract import Calculation, Extract

if TYPE_CHECKING:
    import narwhals as nw

    from daready.rubric.model import Rubric

Strata = tuple[str | None, ...]
Cell = tuple[Month, Strata]


def count_figures(
    frames: Mapping[str, object],
    rubric: Rubric,
    *,
    by: Sequence[str] = ("district",),
    attendance_limits: Mapping[str, int] | None = None,
    unread: Mapping[tuple[str, str], int] | None = None,
) -> Counting:
    """Every measure that can be counted from row-level exports.

    ``frames``: by the extract's id (crimes, incidents, suspects, orders, referrals) a pandas or Polars frame, a DuckDB
    relation or a Spark data frame, with the export's own headings. Only columns that the rubric's extract names are
    taken. ``by``: columns that divide the figures. ``attendance_limits``: minutes for each grade. ``unread``: by
    extract and column, cells that held a moment nobody could read. Raises ExportFault for a frame that cannot be used.
    """
    tables = {name: table(rubric.extract[name], native) for name, native in frames.items()}
    tables = {name: with_lent(one, tables) for name, one in tables.items()}
    counts = {
        name: _Count(one, rubric, by, attendance_limits or {}, unread or {}) for name, one in tables.items()
    }
    figures: list[Computed] = []
    missing: dict[str, str] = {}
    for extract in rubric.extracts:
        for rule in extract.figures:
            why = _cannot(rule, extract, counts)
            if why:
                missing[rule.measure] = why
            else:
                figures += _figures(rule, counts[extract.id], counts)
    return Counting(tuple(figures), tuple(counts[name].accounted() for name in sorted(counts)), missing)


def _cannot(rule: Calculation, extract: Extract, counts: Mapping[str, _Count]) -> str:
    """Why a measure cannot be counted, in words; nothing where it can."""
    over = rule.over.partition("/") if rule.over else None
    for name in [extract.id, *([over[0]] if over else [])]:
        if name not in counts:
            return f"no export of {name} was given"
    wanted = [(extract.id, name) for name in (*extract.among, *rule.columns)]
    if over:
        other = counts[over[0]].made.extract
        wanted += [(other.id, name) for name in (*other.among, over[2])]
    lacking = [f"{name} of {export}" for export, name in wanted if not counts[export].knows(name)]
    if lacking:
        return f"no column says the {', the '.join(lacking)}"
    if any(one.minutes_by for one in rule.withins) and not counts[extract.id].limits.minutes:
        return "daready.toml gives no attendance_limits"
    return ""


def _figures(rule: Calculation, own: _Count, counts: Mapping[str, _Count]) -> Iterator[Computed]:
    found = own.cells(rule)
    if rule.over is None:
        for (month, strata), (base, met, unclear) in sorted(found.items(), key=_in_order):
            counted = (base, 0) if rule.met is None else (met, base)
            yield Computed(rule.measure, month, strata, *counted, unclear)
        return
    other, _, moment = rule.over.partition("/")
    below = counts[other].base(moment)
    for month, strata in sorted({*found, *below}, key=lambda cell: _in_order((cell, None))):
        base, _, unclear = found.get((month, strata), (0, 0, 0))
        of, _, doubted = below.get((month, strata), (0, 0, 0))
        yield Computed(rule.measure, month, strata, base, of, unclear + doubted)


def _in_order(item: tuple[Cell, object]) -> tuple[Month, tuple[str, ...]]:
    (month, strata), _ = item
    return month, tuple(label or "" for label in strata)


class _Count:
    """The counting of one export: the engine is asked once for each moment by which its rows count."""

    def __init__(
        self,
        made: Table,
        rubric: Rubric,
        by: Sequence[str],
        limits: Mapping[str, int],
        unread: Mapping[tuple[str, str], int],
    ) -> None:
        self.made = made
        self._by = tuple(by)
        self._meanings = {
            one.id: Meanings(one, rubric.form) for one in made.extract.columns if one.reads == "choice"
        }
        self._unread = {
            name for (extract, name), cells in unread.items() if extract == made.extract.id and cells
        }
        self._sums: dict[str, dict[Cell, tuple[Numbers, ...]]] = {}
        self._unknown: dict[str, int] = {}
        grades = {one.minutes_by for rule in made.extract.figures for one in rule.withins if one.minutes_by}
        self.limits = Limits(
            {
                value: minutes
                for grade in grades
                for name, minutes in limits.items()
                if (value := self._meanings[grade].of(name))
            }
        )

    def knows(self, name: str) -> bool:
        """Whether the export says it of its rows, or its force of all of them."""
        return name in self.made.have or name in self.made.whole

    def accounted(self) -> ExportAccount:
        return replace(self.made.account, unknown=dict(sorted(self._unknown.items())))

    def cells(self, rule: Calculation) -> dict[Cell, Numbers]:
        """By month and strata: the rows of a measure's base, those met, and those that cannot be told."""
        place = self._rules(rule.on).index(rule)
        found = {cell: numbers[place] for cell, numbers in self._of(rule.on).items() if any(numbers[place])}
        return self._with_doubts(found, rule.on, rule.always_dated)

    def base(self, moment: str) -> dict[Cell, Numbers]:
        """The same for all rows that the extract counts at all, by one of its moments."""
        found = {cell: numbers[-1] for cell, numbers in self._of(moment).items() if any(numbers[-1])}
        return self._with_doubts(found, moment, any(rule.always_dated for rule in self._rules(moment)))

    def _with_doubts(
        self, found: dict[Cell, Numbers], moment: str, always_dated: bool
    ) -> dict[Cell, Numbers]:
        """Rows without a month are a doubt where each should have one; so are contested and unreadable ones."""
        undated = {cell: numbers for cell, numbers in found.items() if cell[0] == UNDATED}
        lost = sum(base + unclear for base, _, unclear in undated.values()) if always_dated else 0
        lost += self.made.account.contested + (moment in self._unread)
        kept = {cell: numbers for cell, numbers in found.items() if cell[0] != UNDATED}
        return kept | ({(UNDATED, (None,) * len(self._by)): (0, 0, lost)} if lost else {})

    def _rules(self, moment: str) -> list[Calculation]:
        """The measures counted by a moment, as far as the export has what they ask for."""
        return [
            rule
            for rule in self.made.extract.figures
            if rule.on == moment and all(map(self.knows, (*self.made.extract.among, *rule.columns)))
        ]

    def _of(self, moment: str) -> dict[Cell, tuple[Numbers, ...]]:
        if moment not in self._sums:
            self._sums[moment] = self._summed(moment)
        return self._sums[moment]

    def _summed(self, moment: str) -> dict[Cell, tuple[Numbers, ...]]:
        """One question to the engine; each kind of row is judged once, by every measure of the moment and the base."""
        rules, among = [*self._rules(moment), _PLAIN], self.made.extract.among
        codes = [*dict.fromkeys((*among, *(name for rule in rules for name in _codes(rule))))]
        filled = [*dict.fromkeys(name for rule in rules for name in rule.filled)]
        timed = [*dict.fromkeys(one for rule in rules for w in rule.withins for one in self.limits.timed(w))]
        asked = [name for name in codes if name in self.made.have]
        groups = Groups(eager(_kinds(self.made, moment, self._by, asked, filled, timed)), len(self._by))
        judged: list[tuple[Numbers, ...]] = []
        kinds = groups.kinds()
        for *key, rows in kinds:
            said = self._said(codes, asked, key)
            flags = [bool(value) for value in key[len(asked) :]]
            full = dict(zip(filled, flags, strict=False))
            kept = dict(zip(timed, flags[len(filled) :], strict=True))
            verdicts = (verdict(rule, among, said, full, kept, self.limits) for rule in rules)
            judged.append(tuple(map(_counts, verdicts)))
            for name in codes:
                if said[name] is None:
                    self._unknown[name] = self._unknown.get(name, 0) + rows
        return {
            (_month(month), tuple(label or None for label in labels)): numbers
            for (month, *labels), numbers in groups.summed(kinds, judged)
        }

    def _said(self, codes: Sequence[str], asked: Sequence[str], key: Sequence[Any]) -> dict[str, str | None]:
        own = dict(zip(asked, key, strict=False))
        return {
            name: self._meanings[name].of(own[name]) if name in own else self.made.whole[name]
            for name in codes
        }


_PLAIN = Calculation(measure="all", on="any", says="Every row that the extract counts.", cites="daready")
"""What holds for every row that is counted at all."""


def _codes(rule: Calculation) -> tuple[str, ...]:
    return (*rule.asked, *(one.minutes_by for one in rule.withins if one.minutes_by))


def _counts(found: Verdict) -> Numbers:
    """What one row of a kind adds to the base, to those met, and to those that cannot be told."""
    base, met = found
    if base is False:
        return 0, 0, 0
    return int(bool(base)), int(bool(base and met)), int(base is None or met is None)


def _kinds(
    made: Table,
    moment: str,
    by: Sequence[str],
    codes: Sequence[str],
    filled: Sequence[str],
    timed: Sequence[Timed],
) -> nw.LazyFrame[Any]:
    """How many rows there are of each kind: the one question that the engine is asked."""
    import narwhals as nw

    on = nw.col(moment)
    month = on.dt.year().cast(nw.Float64) * 12 + on.dt.month().cast(nw.Float64) - 1
    present = {*made.have, *made.frame.collect_schema()}
    keys = {
        MONTH: month,
        **{f"_by{n}": nw.col(name) if name in present else nw.lit("") for n, name in enumerate(by)},
        **{f"_code{n}": nw.col(name) for n, name in enumerate(codes)},
        **{f"_filled{n}": _flag(~nw.col(name).is_null()) for n, name in enumerate(filled)},
        **{f"_timed{n}": _in_time(one) for n, one in enumerate(timed)},
    }
    return made.frame.select(**keys).group_by(*keys).agg(nw.len().alias(ROWS))


def _flag(condition: nw.Expr) -> nw.Expr:
    import narwhals as nw

    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _in_time(timed: Timed) -> nw.Expr:
    """1 where both moments are there, in order and inside the limit; see ``rubric.extract.Within``."""
    import narwhals as nw

    within = timed.within
    since, until = nw.col(within.since), nw.col(within.until)
    both = ~(since.is_null() | until.is_null())
    if within.days:
        first, last = since.dt.truncate("1d"), until.dt.truncate("1d")
        return _flag(both & (last >= first) & (last <= first.dt.offset_by(f"{within.days}d")))
    day = until.dt.truncate("1d")
    last = nw.when(day == until).then(until.dt.offset_by("1d")).otherwise(until)
    if within.hours is None and timed.minutes is None:
        return _flag(both & (last >= since))
    limit = f"{within.hours}h" if within.hours else f"{timed.minutes}m"
    return _flag(both & (last >= since) & (last <= since.dt.offset_by(limit)))


def _month(value: int) -> Month:
    return UNDATED if value < 0 else Month.at(value)
