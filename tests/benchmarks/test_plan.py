"""Planning the next sample over every criterion takes less than two seconds."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from daready.scoring.assess import assess
from daready.workspace.sample import plan_of
from tests.year import shipped, year

pytestmark = pytest.mark.benchmark


def test_a_sample_over_every_criterion_is_planned_in_two_seconds() -> None:
    rubric, evidence = shipped(), year()
    form = rubric.form["case-audit"]
    made = assess(rubric, evidence, as_at=date(2026, 6, 30), inspection=date(2026, 9, 28))
    begun = perf_counter()
    planned = plan_of(rubric, made, evidence, form, 40)
    took = perf_counter() - begun
    print(f"{len(rubric.criteria)} criteria, {len(planned.sample.brings)} questions: {took:.2f} s")
    assert len(rubric.criteria) >= 34
    assert took < 2.0
