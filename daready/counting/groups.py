"""Groups of like rows, as the engine gave them: which kinds there are, and their rows added up by month and label.

There may be half as many groups as rows, but few kinds: only these are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw

MONTH, ROWS = "_month", "_rows"
_ALL = "_all"
Numbers = tuple[int, int, int]
"""Rows of a base, of those the ones met, and rows of which neither is known."""


class Groups:
    """A frame of groups: a month, ``strata`` labels, what makes the kind, and how many rows there are.

    Missing labels and codes are empty texts from here on, a missing month is -1.
    """

    def __init__(self, found: nw.DataFrame[Any], strata: int) -> None:
        import narwhals as nw

        self._cell = [MONTH, *(f"_by{n}" for n in range(strata))]
        self._kind = [name for name in found.columns if name not in {*self._cell, ROWS}]
        texts = [name for name in found.columns if name.startswith(("_by", "_code"))]
        flags = [name for name in self._kind if name not in texts]
        self._frame = found.with_columns(
            nw.col(MONTH).fill_null(-1).cast(nw.Int64),
            *(nw.col(name).cast(nw.String).fill_null("").str.strip_chars() for name in texts),
            *(nw.col(name).cast(nw.Int64) for name in (*flags, ROWS)),
            nw.lit(0).cast(nw.Int64).alias(_ALL),
        )

    def kinds(self) -> list[tuple[Any, ...]]:
        """Every kind there is, with the number of its rows, in one order whatever the engine."""
        import narwhals as nw

        found = self._frame.group_by(*self._kind, _ALL).agg(nw.col(ROWS).sum())
        return sorted(tuple(row) for row in found.select(*self._kind, ROWS).iter_rows())

    def summed(
        self, kinds: Sequence[tuple[Any, ...]], judged: Sequence[tuple[Numbers, ...]]
    ) -> Iterator[tuple[tuple[Any, ...], tuple[Numbers, ...]]]:
        """By month and labels: for each measure what ``judged`` says a row of each kind adds, times its rows."""
        import narwhals as nw

        if not kinds:
            return
        width = len(judged[0])
        sums = [f"_sum{n}" for n in range(3 * width)]
        columns: dict[str, list[Any]] = {
            name: [kind[at] for kind in kinds] for at, name in enumerate(self._kind)
        }
        columns[_ALL] = [0] * len(kinds)
        for at, name in enumerate(sums):
            columns[name] = [one[at // 3][at % 3] for one in judged]
        says = nw.from_dict(columns, backend=self._frame.implementation)
        says = says.with_columns(nw.col(name).cast(self._frame.schema[name]) for name in (*self._kind, _ALL))
        told = self._frame.join(says, on=[*self._kind, _ALL], how="inner")
        told = told.with_columns((nw.col(name) * nw.col(ROWS)).alias(name) for name in sums)
        found = told.group_by(*self._cell).agg(*(nw.col(name).sum() for name in sums))
        for row in found.select(*self._cell, *sums).iter_rows():
            numbers = [int(value) for value in row[len(self._cell) :]]
            yield (
                tuple(row[: len(self._cell)]),
                tuple((numbers[3 * n], numbers[3 * n + 1], numbers[3 * n + 2]) for n in range(width)),
            )
