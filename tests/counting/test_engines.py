"""The same figures on every engine, and the same as counted by hand, to the last count."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from daready.counting.count import count_figures
from daready.counting.model import Counting
from daready.evidence.model import UNDATED
from daready.rubric.compiled import shipped
from tests.counting.making import LIMITS, Rows, exports, pandas_frames
from tests.oracles.figures import figures as by_hand


@pytest.fixture(scope="module")
def made() -> dict[str, Rows]:
    return exports(30_000)


@pytest.fixture(scope="module")
def frames(made: dict[str, Rows]) -> dict[str, Any]:
    return pandas_frames(made)


@pytest.fixture(scope="module")
def pandas_counting(frames: dict[str, Any]) -> Counting:
    return counted(frames)


def counted(frames: dict[str, Any]) -> Counting:
    return count_figures(frames, shipped(), attendance_limits=LIMITS)


def cells(counting: Counting) -> dict[tuple[Any, ...], tuple[int, int]]:
    return {
        (one.measure, *one.month, *one.strata): (one.numerator, one.denominator)
        for one in counting.figures
        if one.month != UNDATED and (one.numerator or one.denominator)
    }


def test_pandas_gives_what_is_counted_by_hand(made: dict[str, Rows], pandas_counting: Counting) -> None:
    expected = {cell: numbers for cell, numbers in by_hand(made).items() if any(numbers)}
    found = cells(pandas_counting)
    assert {cell[0] for cell in found} == {cell[0] for cell in expected}
    assert found == expected
    assert pandas_counting.not_counted == {}


def test_polars_gives_the_same(frames: dict[str, Any], pandas_counting: Counting) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    assert counted({name: polars.from_pandas(frame) for name, frame in frames.items()}) == pandas_counting


def test_polars_gives_the_same_lazily(frames: dict[str, Any], pandas_counting: Counting) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    lazy = {name: polars.from_pandas(frame).lazy() for name, frame in frames.items()}
    assert counted(lazy) == pandas_counting


def test_duckdb_gives_the_same(frames: dict[str, Any], pandas_counting: Counting) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    assert counted({name: duckdb.from_df(frame) for name, frame in frames.items()}) == pandas_counting


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")  # Spark's own, of versions it does not know
def test_spark_gives_the_same(frames: dict[str, Any], pandas_counting: Counting, tmp_path: Any) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which this machine has not")
    from daready.counting.frames import spark_session

    session = spark_session()
    for name, frame in frames.items():
        frame.to_parquet(tmp_path / f"{name}.parquet")
    spark = {name: session.read.parquet(str(tmp_path / f"{name}.parquet")) for name in frames}
    assert counted(spark) == pandas_counting
