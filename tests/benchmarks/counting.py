"""Counting crimes of an export against a bare group-by in the same engine, each in a process of its own.

    python -m tests.benchmarks.counting ROWS [ENGINE...]

The yardstick is what an analyst would write by hand in that engine's own words over the same Parquet file: how many
rows there are by month, district, code and whether a time was kept, by the day of recording and by that of the
outcome. It does not look whether a crime stands there twice; ``unique`` is what asking that costs by itself.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daready.rubric.model import Rubric

ENGINES = ("pandas", "polars", "duckdb", "spark")
FORCES = 43
YEARS = 10
_CHUNK = 500_000


def draw(path: Path, rows: int) -> None:
    """Invented crimes of 43 forces over ten years as one Parquet file, half a million at a time."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    chance = np.random.default_rng(1)
    codes = np.array(["1", "14", "15", "16", "16", "NFA", "8", "18", None], dtype=object)
    forces = np.array([f"Force {n}" for n in range(FORCES)], dtype=object)
    writer = None
    for start in range(0, rows, _CHUNK):
        size = min(_CHUNK, rows - start)
        minutes = chance.integers(0, YEARS * 365 * 24 * 60, size)
        reported = np.datetime64("2016-01-01T00:00", "us") + minutes.astype("timedelta64[m]")
        recorded = reported + chance.integers(1, 2_600, size).astype("timedelta64[m]")
        outcome = codes[chance.integers(0, len(codes), size)]
        closed = reported + chance.integers(1, 200_000, size).astype("timedelta64[m]")
        table = pa.table(
            {
                "Crime number": pa.array([f"42/{n:08d}" for n in range(start, start + size)]),
                "DA flag": pa.array(np.where(chance.random(size) < 0.9, "Y", "N")),
                "Crime status": pa.array(np.where(chance.random(size) < 0.98, "Active", "No crimed")),
                "Reported": pa.array(reported),
                "Recorded": pa.array(recorded),
                "Crime outcome": pa.array(outcome, pa.string()),
                "Date finalised": pa.array(closed, mask=outcome == None),  # noqa: E711 - cell by cell
                "Closure review date": pa.array(closed, mask=chance.random(size) < 0.4),
                "LPA": pa.array(forces[chance.integers(0, FORCES, size)], pa.string()),
                "Summary": pa.array(["free text that nobody reads"] * size),
            }
        )
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


@cache
def _rubric() -> Rubric:
    from daready.rubric.compiled import shipped

    return shipped()


def ours(path: Path, engine: str) -> int:
    """The figures as daready counts them; how many crimes were recorded."""
    from daready.counting.count import count_figures
    from daready.counting.frames import of_parquet

    rubric = _rubric()
    counting = count_figures(of_parquet([path], rubric.extract, engine), rubric)  # type: ignore[arg-type]
    return sum(one.numerator for one in counting.figures if one.measure == "M01")


_SQL = """
select year(r) * 12 + month(r) as m, "LPA", "DA flag", "Crime status", r - "Reported" <= interval 24 hours as w,
count(*) as n from (select *, "Recorded" as r from crimes) group by all
"""
_SQL_OUTCOMES = """
select year(f) * 12 + month(f) as m, "LPA", "DA flag", "Crime status", "Crime outcome", "Closure review date" <= f as w,
count(*) as n from (select *, "Date finalised" as f from crimes) group by all
"""
_COLUMNS = ["LPA", "DA flag", "Crime status"]


def bare_pandas(path: Path) -> int:
    import pandas as pd

    read = [*_COLUMNS, "Reported", "Recorded", "Crime outcome", "Date finalised", "Closure review date"]
    frame = pd.read_parquet(path, columns=read)
    frame["w"] = frame["Recorded"] - frame["Reported"] <= pd.Timedelta(hours=24)
    frame["m"] = frame["Recorded"].dt.year * 12 + frame["Recorded"].dt.month
    found = frame.groupby(["m", *_COLUMNS, "w"], dropna=False, sort=False).size()
    frame["w"] = frame["Closure review date"] <= frame["Date finalised"]
    frame["m"] = frame["Date finalised"].dt.year * 12 + frame["Date finalised"].dt.month
    frame.groupby(["m", *_COLUMNS, "Crime outcome", "w"], dropna=False, sort=False).size()
    return int(found.xs("Y", level="DA flag").xs("Active", level="Crime status").sum())


def bare_polars(path: Path) -> int:
    import polars as pl

    def month(name: str) -> Any:
        return pl.col(name).dt.year() * 12 + pl.col(name).dt.month()

    crimes = pl.scan_parquet(path)
    within = pl.col("Recorded") - pl.col("Reported") <= pl.duration(hours=24)
    found = crimes.group_by(month("Recorded").alias("m"), *_COLUMNS, within.alias("w")).len().collect()
    before = pl.col("Closure review date") <= pl.col("Date finalised")
    keys = [month("Date finalised").alias("m"), *_COLUMNS, "Crime outcome", before.alias("w")]
    crimes.group_by(*keys).len().collect()
    kept = found.filter((pl.col("DA flag") == "Y") & (pl.col("Crime status") == "Active"))
    return int(kept["len"].sum())


def bare_duckdb(path: Path) -> int:
    import duckdb

    crimes = duckdb.read_parquet(str(path))  # noqa: F841 - the query names it
    found = duckdb.sql(_SQL).fetchall()
    duckdb.sql(_SQL_OUTCOMES).fetchall()
    return sum(row[-1] for row in found if row[2:4] == ("Y", "Active"))


def bare_spark(path: Path) -> int:
    from daready.counting.frames import spark_session

    session = spark_session()
    session.read.parquet(str(path)).createOrReplaceTempView("crimes")
    found = session.sql(_SQL.replace('"', "`").replace("24 hours", "24 hour")).collect()
    session.sql(_SQL_OUTCOMES.replace('"', "`")).collect()
    return sum(row[-1] for row in found if tuple(row[2:4]) == ("Y", "Active"))


def unique(path: Path, engine: str) -> int:
    """How many different references there are, asked by itself."""
    import narwhals as nw

    from daready.counting.frames import of_parquet

    frame: Any = nw.from_native(of_parquet([path], _rubric().extract, engine)["crimes"]).lazy()  # type: ignore[arg-type]
    return int(frame.select(n=nw.col("Crime number").n_unique()).collect().item(0, 0))


BARE: dict[str, Callable[[Path], int]] = {
    "pandas": bare_pandas,
    "polars": bare_polars,
    "duckdb": bare_duckdb,
    "spark": bare_spark,
}


def one(path: Path, engine: str, what: str) -> dict[str, float]:
    """What one way takes in this process: the better of two runs where the first is quick, and the peak of memory."""
    taken: list[float] = []
    found = 0
    _rubric()
    while not taken or (len(taken) < 3 and sum(taken) < 10):
        before = time.perf_counter()
        found = (
            BARE[engine](path)
            if what == "bare"
            else unique(path, engine)
            if what == "unique"
            else ours(path, engine)
        )
        taken.append(time.perf_counter() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": min(taken), "megabytes": peak, "found": found}


def measured(path: Path, engine: str, what: str) -> dict[str, float]:
    """The same in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.counting", "one", str(path), engine, what]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main(words: list[str]) -> None:
    if words[0] == "one":
        print(json.dumps(one(Path(words[1]), words[2], words[3])))
        return
    rows = int(words[0])
    path = Path(tempfile.gettempdir()) / f"daready-crimes-{rows}.parquet"
    if not path.exists():
        draw(path, rows)
    for engine in words[1:] or ENGINES:
        mine, bare, alone = (measured(path, engine, what) for what in ("ours", "bare", "unique"))
        assert mine["found"] == bare["found"], (mine, bare)
        print(
            f"{engine}: {mine['seconds']:.2f} s, bare {bare['seconds']:.2f} s, unique {alone['seconds']:.2f} s: "
            f"{mine['seconds'] / bare['seconds']:.2f} of bare, "
            f"{mine['seconds'] / (bare['seconds'] + alone['seconds']):.2f} of both; "
            f"{mine['megabytes']:.0f} and {bare['megabytes']:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
