"""The board simulation by one board and a month or two, so that it does not rot: what it makes is asked and counted."""

from __future__ import annotations

from dataclasses import replace

from daready.rubric.library import load_rubric
from daready.rubric.terms import Colour
from tests.benchmarks.boards.made import CASES, World, board, last_day, sampled, truths
from tests.benchmarks.boards.trials import falling, one_low, steady

RUBRIC = replace(load_rubric(examples=False, superseded=False), frameworks=())


def test_every_line_of_every_criterion_has_evidence() -> None:
    seen = board(RUBRIC, World(lambda line, month: 0.9, lambda line: 0.9), 1, "a board").until(1)
    asked = {
        *(f"{sheet.form}/{question}" for sheet in seen.cases for question in sheet.questions),
        *(figure.item for figure in seen.figures),
        *(document.item for document in seen.documents),
    }
    assert {line.id for criterion in RUBRIC.criteria.values() for line in criterion.lines} <= asked
    assert {len(sheet.cases) for sheet in seen.cases} == {CASES}


def test_the_same_seed_makes_the_same_board_and_another_another() -> None:
    world = World(lambda line, month: 0.9)
    one, again, other = (board(RUBRIC, world, 1, seed).until(1) for seed in ("one", "one", "other"))
    assert one == again != other


def test_truth_is_the_worst_of_the_questions_by_their_own_cut_points() -> None:
    true = truths(RUBRIC, World(lambda line, month: 0.6 if line == "case-audit/Q27" else 0.97), 0)
    assert [name for name, colour in true.items() if colour is not Colour.GREEN] == [
        "risk-assessed-every-time"
    ]
    all_low = truths(RUBRIC, World(lambda line, month: 0.6), 0)
    looked = [n for n, c in RUBRIC.criteria.items() if any(sampled(RUBRIC, line) for line in c.lines)]
    assert {all_low[name] for name in looked} == {Colour.RED}


def test_a_perfect_board_is_never_red_and_a_hopeless_one_never_green_where_audits_look() -> None:
    perfect, hopeless = (steady(rate, RUBRIC, "a board", looks=(1,)) for rate in (1.0, 0.3))
    assert perfect["month 1: Red"] == perfect["month 1: false Red"] == 0
    assert hopeless["month 1: false Green"] == hopeless["month 1: false Red"] == 0
    assert hopeless["month 1: Red"] > 25
    assert perfect["month 1: Green"] > 12


def test_each_kind_of_trial_counts() -> None:
    assert one_low(0.3, RUBRIC, "a board", figures=False)["month 6: Red, per 100 low clauses"] > 80
    assert falling(0.3, RUBRIC, "a board")["3 months after: criterion Red, per 100"] > 80


def test_the_days_are_the_last_of_their_months() -> None:
    assert [last_day(number).isoformat() for number in (1, 12)] == ["2025-07-31", "2026-06-30"]
