"""From sheets to counts: the right answers in the right group, and nothing made of nothing."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from daready.evidence import model as evidence_model
from daready.evidence.model import Cases, Evidence
from daready.rubric.terms import Colour, Selection
from daready.scoring import model as scoring_model
from daready.scoring.distributions import binomial
from daready.scoring.since import new_cases
from daready.scoring.tally import all_of_them, case_groups
from tests.scoring.made import AS_AT, JUNE, finding, sheet
from tests.scoring.test_assess import rated


def test_each_group_has_its_own_cases_answers_whatever_stands_between() -> None:
    two = sheet(["YN", "PA", "NY", "RP"], questions=("Q1", "Q2"))
    months = (JUNE, JUNE.later(-1), JUNE, JUNE.later(-1))
    mixed = replace(two, cases=Cases.of(replace(c, month=m) for c, m in zip(two.cases, months, strict=True)))
    assert [(group, tuple(rows), told) for group, rows, told in case_groups(mixed, AS_AT)] == [
        ((JUNE, Selection.RANDOM, False), (2, 4), b"YNNY"),
        ((JUNE.later(-1), Selection.RANDOM, False), (3, 5), b"PARP"),
    ]


@pytest.mark.parametrize(
    ("population", "beside", "whole"), [(3, 0, True), (4, 1, True), (4, 0, False), (3, 1, False)]
)
def test_all_of_them_are_exactly_the_population_contested_ones_too(
    population: int, beside: int, whole: bool
) -> None:
    three = replace(sheet(["Y", "Y", "N"], population=population), beside=beside)
    assert all_of_them(three) is whole


def test_a_paper_and_a_figure_are_no_direct_look() -> None:
    from tests.scoring.test_assess import figure

    assert rated(Evidence(figures=(figure(95, 100),))).direct_looks == 0


def test_a_criterion_without_an_audit_has_no_new_cases() -> None:
    (done, safe) = rated(Evidence(cases=(sheet(["Y"] * 3),))).criteria
    assert new_cases(done) == 3
    assert new_cases(replace(safe, lines=(finding("record", Colour.GREEN),))) == 0


@pytest.mark.parametrize("k", [-1, 4])
def test_no_more_and_no_fewer_than_all_or_none_of_them(k: int) -> None:
    assert binomial(k, 3, 0.5) == 0


@pytest.mark.parametrize("module", [scoring_model, evidence_model])
def test_what_is_handed_on_cannot_be_changed(module: ModuleType) -> None:
    made = [
        one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__
    ]
    assert len(made) > 10
    for one in made:
        assert issubclass(one, tuple) or one.__dataclass_params__.frozen, one  # type: ignore[attr-defined]
        assert "__dict__" not in dir(one), one
