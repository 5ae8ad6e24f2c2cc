"""The next sample over kinds of cases: no plan is better, nothing is asked of a case that would bend another rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daready.planning.next_audit import next_audit
from daready.planning.next_sample import Kind, Sample, if_met, kinds_of, plan_sample
from daready.planning.sample import Asked, plans_by_stratum
from daready.planning.worth import value_of_cases
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.classify import call
from tests.scoring.made import own_cuts
from tests.year import shipped, year

DAY, INSPECTION = date(2026, 6, 30), date(2026, 9, 28)
HIGH = Kind("risk", ("high",))


def planned(cases: int = 40, *, kinds: Sequence[Kind] = (HIGH,), asks: Sequence[str] = ()) -> Sample:
    rubric, evidence = shipped(), year()
    made = assess(rubric, evidence, as_at=DAY, inspection=INSPECTION)
    audit = next_audit(made, evidence, rubric.policy, "case-audit", cases)
    return plan_sample(audit, made, rubric.form["case-audit"], kinds, cases, rubric.policy)


def spent(kinds: int, blocks: int) -> Iterator[tuple[int, ...]]:
    """Every way to spend blocks over kinds, written anew."""
    if kinds == 1:
        yield (blocks,)
        return
    for first in range(blocks + 1):
        for rest in spent(kinds - 1, blocks - first):
            yield (first, *rest)


@settings(max_examples=12, deadline=None)
@given(data=st.data(), kinds=st.integers(1, 6), blocks=st.integers(1, 8))
def test_no_way_to_spend_the_cases_is_better(data: st.DataObject, kinds: int, blocks: int) -> None:
    """Up to six kinds and forty cases, beside every plan there is."""
    number, share = st.integers(0, 30), st.sampled_from([0.0, 0.25, 0.5, 1.0])
    cuts = own_cuts()
    questions = [
        Asked(yes, yes + no, data.draw(st.sampled_from([1.0, 3.0])), data.draw(st.sampled_from([0.0, 9.0])))
        for yes, no in data.draw(st.lists(st.tuples(number, st.integers(0, 9)), min_size=1, max_size=3))
    ]
    shares = [data.draw(st.lists(share, min_size=kinds, max_size=kinds)) for _ in questions]
    best = plans_by_stratum(
        questions, shares, 5 * blocks, cuts, least=[0] * kinds, most=[5 * blocks] * kinds
    )[0]

    def weighed(cases: Sequence[int]) -> tuple[float, float]:
        short = worth = 0.0
        for one, mine in zip(questions, shares, strict=True):
            gets = sum(part * n for part, n in zip(mine, cases, strict=True))
            low, part = int(gets), gets - int(gets)
            ends = [value_of_cases(one.s, one.n, m, cuts) for m in (low, low + 1)]
            short += max(0.0, one.first - gets)
            worth += one.weight * (ends[0] * (1 - part) + ends[1] * part)
        return round(short, 6), -worth

    least = min(weighed([5 * n for n in each]) for each in spent(kinds, blocks))
    assert weighed(best.cases) == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize("cases", [5, 12, 13, 37, 40, 60])
def test_every_case_is_spent_and_all_alike_get_enough_for_a_chart(cases: int) -> None:
    made = planned(cases)
    assert sum(made.cases) == cases
    assert made.cases[0] >= min(cases, 12)


def test_further_cases_bring_nothing_to_what_is_asked_of_all() -> None:
    few, many = planned(40, kinds=()), planned(40)
    assert many.cases[1] > 0
    alone = {one.need.line.id for one in many.brings if one.gets > few.cases[0]}
    for one in many.brings:
        usual = one.need.share if one.need.share is not None else 1.0
        if one.need.line.id.partition("/")[2] not in {"Q35", "Q35r", "Q36a", "Q29"}:
            assert one.gets <= usual * many.cases[0] + 1e-9
    assert not alone


def test_kinds_are_those_that_some_question_applies_to_alone() -> None:
    form = shipped().form["case-audit"]
    every = [question.id for question in form.questions]
    assert kinds_of(form, every, ["risk"]) == (HIGH,)
    assert kinds_of(form, every, []) == ()
    assert all(kind.column in ("risk", "outcome") for kind in kinds_of(form, every, ["risk", "outcome"]))


def test_a_kind_of_which_there_are_few_gets_no_more() -> None:
    made = planned(40, kinds=(Kind(available=1_000), Kind("risk", ("high",), 7)))
    assert made.cases[1] <= 5


@pytest.mark.parametrize(("cases", "twice"), [(4, 0), (12, 2), (20, 3), (40, 6)])
def test_a_tenth_to_a_fifth_is_marked_twice(cases: int, twice: int) -> None:
    made = planned(cases, kinds=())
    assert made.twice == twice
    assert not twice or 0.1 <= made.twice / made.cases[0] <= 0.2


def test_the_chances_are_of_every_colour_and_a_what_if_is_the_method_s() -> None:
    made = planned()
    for one in made.brings:
        assert sum(one.chances.values()) == pytest.approx(1.0)
        cuts = one.asked.cuts
        assert cuts is not None
        all_met = call(one.asked.s + one.gets, one.asked.n + one.gets, cuts).colour
        assert if_met(one, 1.0) == pytest.approx(float(all_met is Colour.GREEN))
        assert if_met(one, 0.5) <= if_met(one, 0.9) + 1e-9 <= if_met(one, 0.99) + 2e-9
