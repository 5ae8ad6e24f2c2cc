"""A frame of any engine becomes a table of one kind of export: its columns by our names, each thing on one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from daready.counting.model import ExportAccount, ExportFault
from daready.rubric.extract import Extract, Lent
from daready.rubric.words import fold_heading

if TYPE_CHECKING:
    import narwhals as nw

REFERENCE = "reference"
PLACES = ("file", "row")
"""What tells where a row stands, in frames that daready made of files."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one export as a lazy frame; ``have`` are its columns by the extract's names."""

    extract: Extract
    frame: nw.LazyFrame[Any]
    have: frozenset[str]
    account: ExportAccount
    whole: Mapping[str, str]
    """The value of every row in a column that the export has not, as its force says."""


def columns_found(extract: Extract, headings: Iterable[str]) -> dict[str, str]:
    """Each column of the extract by the heading that an export has for it. Raises ExportFault where two would do."""
    known = {fold_heading(word): one.id for one in extract.columns for word in (*one.headings, one.id)}
    known |= {fold_heading(one.id.replace("_", " ")): one.id for one in extract.columns}
    found: dict[str, str] = {}
    for heading in headings:
        name = known.get(fold_heading(heading))
        if name is None:
            continue
        if name in found:
            raise ExportFault(
                f"The export of {extract.title.lower()} has two columns that could be its {name}. Rename one of them, "
                "or leave it out of the export."
            )
        found[name] = heading
    return found


def table(extract: Extract, native: object) -> Table:
    """A frame as a table: only the columns of the extract are taken, by our own names; each reference once.

    Raises ExportFault where a reference is missing, or a moment is not a date or a time.
    """
    import narwhals as nw

    try:
        frame: nw.LazyFrame[Any] = nw.from_native(cast("Any", native)).lazy()
    except (TypeError, AttributeError):
        raise ExportFault(
            f"What was given for {extract.title.lower()} is not a data frame. Give a pandas or Polars frame, a DuckDB "
            "relation or a Spark data frame."
        ) from None
    schema = frame.collect_schema()
    found = columns_found(extract, schema)
    if REFERENCE not in found:
        raise ExportFault(
            f"The export of {extract.title.lower()} has no column with the reference of each row, without which a row "
            f"could be counted twice. Add one, headed {extract.column[REFERENCE].headings[0]}."
        )
    taken = [_taken(extract, name, heading, schema[heading]) for name, heading in found.items()]
    places = [nw.col(name) for name in PLACES if name in schema and name not in found]
    whole = {one.id: one.whole for one in extract.columns if one.whole and one.id not in found}
    made = Table(
        extract, frame.select(*taken, *places), frozenset(found), ExportAccount(extract.id, 0), whole
    )
    return _each_once(made)


def _taken(extract: Extract, name: str, heading: str, dtype: Any) -> nw.Expr:
    import narwhals as nw

    column = nw.col(heading)
    if extract.column[name].reads != "moment":
        return column.alias(name)
    if dtype == nw.Date:
        return column.cast(nw.Datetime("us")).alias(name)
    if dtype != nw.Datetime or getattr(dtype, "time_zone", None):
        raise ExportFault(
            f"The column {name} of the export of {extract.title.lower()} holds {dtype}, not a date or a local time. "
            "Write it as a date or a timestamp without a time zone."
        )
    return column.alias(name)


def _each_once(made: Table) -> Table:
    """Each reference once: rows alike in all that is read are one, rows that differ are none."""
    import narwhals as nw

    key = nw.col(REFERENCE)
    asked = made.frame.select(rows=nw.len(), named=key.count(), different=key.n_unique())
    rows, named, different = _numbers(asked)
    account = replace(made.account, rows=rows, without_reference=rows - named)
    if different - (named < rows) == named:
        return replace(made, account=account)
    read = sorted(made.have)
    alike = made.frame.filter(~key.is_null()).unique(subset=read, keep="any")
    said = alike.group_by(REFERENCE).agg(_said=nw.len())
    alone = said.filter(nw.col("_said") == 1).select(REFERENCE)
    kept = nw.concat([alike.join(alone, on=REFERENCE, how="inner"), made.frame.filter(key.is_null())])
    sure = _numbers(kept.select(rows=nw.len()))[0]
    disputed = made.frame.join(alone, on=REFERENCE, how="anti").filter(~key.is_null())
    contested = _numbers(disputed.select(rows=nw.len()))[0]
    account = replace(account, contested=contested, repeated=rows - contested - sure)
    return replace(made, frame=kept, account=account)


def with_lent(made: Table, tables: Mapping[str, Table]) -> Table:
    """The table with each column it lacks and may borrow, by the reference of the row that has it."""
    import narwhals as nw

    for column in made.extract.columns:
        lent = column.lent
        if lent is None or column.id in made.have or column.id in made.whole:
            continue
        lender = tables.get(lent.extract)
        if lender is None or lent.by not in made.have:
            continue
        if column.id in lender.whole:
            borrowed = lender.frame.select(
                nw.col(REFERENCE).alias(lent.by), nw.lit(lender.whole[column.id]).alias(column.id)
            )
        elif column.id in lender.have:
            borrowed = lender.frame.select(nw.col(REFERENCE).alias(lent.by), nw.col(column.id))
        else:
            continue
        made = _joined(made, column.id, lent, borrowed)
    return made


def _joined(made: Table, name: str, lent: Lent, borrowed: nw.LazyFrame[Any]) -> Table:
    """Rows whose reference the lender has not are left out and counted: nothing says what they are."""
    import narwhals as nw

    borrowed = borrowed.filter(~nw.col(lent.by).is_null())
    kept = made.frame.join(borrowed, on=lent.by, how="inner")
    left = _numbers(kept.select(rows=nw.len()))[0]
    account = replace(made.account, unmatched=made.account.counted_once - left)
    return replace(made, frame=kept, have=made.have | {name}, account=account)


def _numbers(frame: nw.LazyFrame[Any]) -> list[int]:
    return [int(value) for value in eager(frame).row(0)]


def eager(frame: nw.LazyFrame[Any]) -> nw.DataFrame[Any]:
    """The rows of a frame in this process, whatever engine makes them."""
    from narwhals import Implementation

    lazy = frame.implementation in (Implementation.DUCKDB, Implementation.PYSPARK)
    return frame.collect(backend="pyarrow") if lazy else frame.collect()
