"""Loading the shipped rubrics, checks and all, against merely parsing the same YAML."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
import yaml

from daready.rubric.library import default_folder, load_rubric

pytestmark = pytest.mark.benchmark

AT_MOST = 4.0


def best(work: Callable[[], object], rounds: int = 9) -> float:
    """The shortest of some rounds, without the search for cycles, as commands run."""
    times: list[float] = []
    gc.disable()
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    gc.enable()
    return min(times)


def test_loading_costs_little_more_than_parsing() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(default_folder().rglob("*.yaml"))]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    load, parse = best(load_rubric), best(lambda: [yaml.compose(source, Loader=loader) for source in sources])
    print(f"load {load * 1000:.1f} ms, parse {parse * 1000:.1f} ms, ratio {load / parse:.2f}")
    assert load / parse <= AT_MOST
