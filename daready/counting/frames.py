"""Files become frames of the engine that was asked for, with the named columns of the export and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from daready.counting.model import ExportFault
from daready.counting.table import REFERENCE, columns_found
from daready.evidence.exports.reply import ExportSheet
from daready.foreign.files import led_to
from daready.rubric.extract import Extract

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Engine = Literal["pandas", "polars", "duckdb", "spark"]
PARQUET = ".parquet"
_FEWEST = 3
_NEEDS = {"pandas": "pandas", "polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table that the guarded child read, with the file it stands in."""

    file: str
    read: ExportSheet


def check_engine(engine: Engine) -> None:
    """Raises ExportFault where an engine, or what it needs, is not installed."""
    from importlib.util import find_spec
    from shutil import which

    wanted = _NEEDS[engine]
    if find_spec(wanted) is None:
        raise ExportFault(
            f"The engine {engine} is not installed here. Install daready[{engine}], or choose another engine."
        )
    if engine == "spark" and which("java") is None:
        raise ExportFault(
            "The engine spark needs Java, which this computer does not have. Choose another engine."
        )


def of_sheets(sheets: Sequence[Sheet], extracts: Mapping[str, Extract], engine: Engine) -> dict[str, Any]:
    """A frame for each extract, of all its sheets; where a row stands goes along. Raises ExportFault.

    Sheets of one extract must have the same columns: a column that one of them lacks would read as empty there.
    """
    grouped: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        grouped.setdefault(sheet.read.extract, []).append(sheet)
    frames: dict[str, Any] = {}
    for name, group in sorted(grouped.items()):
        if len({frozenset(sheet.read.columns) for sheet in group}) > 1:
            shared = set.intersection(*(set(sheet.read.columns) for sheet in group))
            some = sorted({column for sheet in group for column in sheet.read.columns} - shared)
            raise ExportFault(
                f"The exports of {name} do not all have the same columns: {', '.join(some)} is in some of them only. "
                "Export them alike, or leave the column out of all."
            )
        columns: dict[str, list[Any]] = {
            column: [value for sheet in group for value in sheet.read.columns[column]]
            for column in group[0].read.columns
        }
        columns["file"] = [f"{sheet.file} > {sheet.read.sheet}" for sheet in group for _ in sheet.read.rows]
        columns["row"] = [row for sheet in group for row in sheet.read.rows]
        moments = {one.id for one in extracts[name].columns if one.reads == "moment"} & {*columns}
        frames[name] = _MADE[engine](columns, moments)
    return frames


def _pandas(columns: dict[str, list[Any]], moments: set[str]) -> Any:
    import pandas as pd

    made = {
        name: pd.to_datetime(pd.Series(values, dtype="object"), format="ISO8601").astype("datetime64[us]")
        if name in moments
        else values
        for name, values in columns.items()
    }
    return pd.DataFrame(made)


def _polars(columns: dict[str, list[Any]], moments: set[str]) -> Any:
    import polars as pl

    kinds = {name: pl.Datetime("us") if name in moments else pl.String for name in columns} | {
        "row": pl.Int64
    }
    made = {
        name: [value and datetime.fromisoformat(value) for value in values] if name in moments else values
        for name, values in columns.items()
    }
    return pl.DataFrame(made, schema=kinds)


def _duckdb(columns: dict[str, list[Any]], moments: set[str]) -> Any:
    import duckdb

    return duckdb.from_arrow(_arrow(columns, moments))


def _spark(columns: dict[str, list[Any]], moments: set[str]) -> Any:
    return spark_session().createDataFrame(_arrow(columns, moments))


def _arrow(columns: dict[str, list[Any]], moments: set[str]) -> Any:
    import pyarrow as pa

    kinds = {name: pa.timestamp("us") if name in moments else pa.string() for name in columns} | {
        "row": pa.int64()
    }
    return pa.table(
        {
            name: pa.array(
                [value and datetime.fromisoformat(value) for value in values] if name in moments else values,
                kinds[name],
            )
            for name, values in columns.items()
        }
    )


_MADE = {"pandas": _pandas, "polars": _polars, "duckdb": _duckdb, "spark": _spark}


def of_parquet(paths: Sequence[Path], extracts: Mapping[str, Extract], engine: Engine) -> dict[str, Any]:
    """A frame for each extract that Parquet files hold; the engine reads no column but those it is asked for.

    Files of one extract must have the same headings. Raises ExportFault, and NotTaken where a path leads nowhere.
    """
    from pyarrow.parquet import read_schema

    grouped: dict[str, list[Path]] = {}
    wanted: dict[str, list[str]] = {}
    for path in map(led_to, paths):
        schema = read_schema(path)
        name = _extract_of(schema.names, extracts, path.name)
        found = sorted(columns_found(extracts[name], schema.names).values())
        if wanted.setdefault(name, found) != found:
            raise ExportFault(
                f"The Parquet files of {name} do not all have the same headings. Export them alike."
            )
        grouped.setdefault(name, []).append(path)
    return {
        name: _SCANNED[engine]([*map(str, group)], wanted[name]) for name, group in sorted(grouped.items())
    }


def _extract_of(headings: Sequence[str], extracts: Mapping[str, Extract], file: str) -> str:
    """The extract of which a file has most columns, its reference among them."""
    found = {name: columns_found(extract, headings) for name, extract in extracts.items()}
    fits = {
        name: len(columns)
        for name, columns in found.items()
        if REFERENCE in columns and len(columns) >= _FEWEST
    }
    best = [name for name, count in fits.items() if count == max(fits.values())]
    if len(best) != 1:
        raise ExportFault(
            f"{file} does not have the headings of any one extract. See docs/extracts.md for the headings that "
            "are known, or lay your own over them in rubrics/extracts."
        )
    return best[0]


def _scan_pandas(paths: Sequence[str], columns: Sequence[str]) -> Any:
    import pandas as pd
    from pyarrow import types
    from pyarrow.parquet import read_schema

    parts = [pd.read_parquet(path, columns=[*columns]) for path in paths]
    frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    for field in read_schema(paths[0]):
        if field.name in columns and types.is_date(field.type):  # pandas would keep days as objects
            frame[field.name] = pd.to_datetime(frame[field.name]).astype("datetime64[us]")
    return frame


def _scan_polars(paths: Sequence[str], columns: Sequence[str]) -> Any:
    import polars as pl

    return pl.scan_parquet([*paths]).select(columns)


def _scan_duckdb(paths: Sequence[str], columns: Sequence[str]) -> Any:
    import duckdb

    return duckdb.read_parquet([*paths]).select(*(duckdb.ColumnExpression(name) for name in columns))


def _scan_spark(paths: Sequence[str], columns: Sequence[str]) -> Any:
    return spark_session().read.parquet(*paths).select(*(f"`{name}`" for name in columns))


_SCANNED = {"pandas": _scan_pandas, "polars": _scan_polars, "duckdb": _scan_duckdb, "spark": _scan_spark}


def spark_session() -> SparkSession:
    """The session at work, or one on this machine alone that opens no port to be looked at from elsewhere.

    Moments are read as they are written, without a time zone.
    """
    from pyspark.sql import SparkSession

    session: SparkSession = (
        SparkSession.builder.appName("daready")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")  # its faults may quote what it read
    return session
