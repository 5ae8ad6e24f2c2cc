"""Counting figures costs little more than the group-bys it asks of the engine, and the look for crimes sent twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.counting import draw, measured

pytestmark = pytest.mark.benchmark

ROWS = 3_000_000


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_counting_costs_little_more_than_what_the_engine_is_asked(tmp_path: Path, engine: str) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    crimes = tmp_path / "crimes.parquet"
    draw(crimes, ROWS)
    ours, bare, unique = (measured(crimes, engine, what) for what in ("ours", "bare", "unique"))
    assert ours["found"] == bare["found"]
    ratio = ours["seconds"] / (bare["seconds"] + unique["seconds"])
    print(f"{engine}: {ratio:.2f} of the bare group-bys and the count of different references")
    assert ratio <= 1.5
