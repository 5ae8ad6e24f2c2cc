"""The independent oracle on A14 and A16: waiting mends nothing, and "not applicable" has its limit."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "evidence_samples"
sys.path.insert(0, str(SAMPLES))

from making.audits import RANK, answered, settled  # noqa: E402
from making.lines import judgement, measure  # noqa: E402
from making.looks import Sample, every_look, look, window  # noqa: E402
from making.oracle import month_end, weighed, with_usual_share  # noqa: E402

POLICY = {"half_life_months": 3}
SHEET = {"selection": "random", "population": 200, "cases": []}
USUAL = (0.85, 0.75)


def sample(months: dict[tuple[int, int], str], **question: object) -> Sample:
    """Months as ``37Y 3N``; a random sample, so never complete."""
    found = Sample(question, USUAL, [SHEET], [{**SHEET, "cases": [{"month": month} for month in months]}])
    for month, words in months.items():
        found.counts[month] = Counter({word[-1]: int(word[:-1]) for word in words.split()})
    return found


def known(one: Sample, day: date) -> Sample:
    """The same question with the cases known on that day only."""
    counts = {month: answers for month, answers in one.counts.items() if month_end(month) <= day}
    return Sample(one.question, one.cuts, one.asked, one.valid, counts)


def test_the_window_is_counted_back_from_the_newest_month() -> None:
    one = sample({(2025, 6): "40N", (2026, 6): "37Y 3N"})
    for day in (date(2026, 6, 30), date(2026, 7, 31), date(2026, 12, 31)):
        assert set(window(one, day)) == {(2025, 6), (2026, 6)}
    assert settled(one, date(2026, 6, 30))["colour"] == "AMBER"
    assert settled(one, date(2026, 7, 31))["colour"] != "GREEN"
    assert look(sample({(2026, 6): "37Y 3N"}), date(2026, 7, 31)).colour == "GREEN"


def test_a_red_stands_until_enough_newer_cases_answer_it_by_themselves() -> None:
    many = sample({(2026, 1): "9Y 5N", (2026, 6): "40Y"})
    assert answered(many, date(2026, 1, 31), date(2026, 6, 30))
    assert settled(many, date(2026, 6, 30))["colour"] == "GREEN"
    few = sample({(2026, 1): "9Y 5N", (2026, 6): "11Y"})
    assert not answered(few, date(2026, 1, 31), date(2026, 6, 30))


def test_a_red_that_newer_cases_only_dilute_is_not_answered() -> None:
    """Eleven of eleven are too few, though pooled with what the old ones still weigh the line would not be Red."""
    one = sample({(2026, 1): "8Y 6N", (2026, 6): "11Y"})
    assert look(known(one, date(2026, 1, 31)), date(2026, 1, 31)).colour == "RED"
    assert look(one, date(2026, 6, 30)).colour != "RED"
    assert settled(one, date(2026, 6, 30))["note"] == "not_answered"


def test_a_red_outlives_its_shelf_life_and_an_amber_leaves_its_mark() -> None:
    red = settled(sample({(2024, 6): "20Y 20N"}), date(2026, 6, 30))
    assert (red["colour"], red["note"], red["provisional"]) == ("RED", "not_answered", False)
    amber = settled(sample({(2024, 6): "34Y 6N"}), date(2026, 6, 30))
    assert (amber["colour"], amber["note"], amber["was_short"]) == ("GREY", "expired", True)
    green = settled(sample({(2024, 6): "39Y 1N"}), date(2025, 7, 31))
    assert (green["colour"], green["note"]) == ("GREY", "expired")


@pytest.mark.parametrize("seed", range(12))
def test_no_colour_is_better_for_waiting(seed: int) -> None:
    random = Random(seed)
    months = {}
    for at in sorted(random.sample(range(12), random.randint(1, 5))):
        n, rate = random.randint(4, 60), random.choice([0.6, 0.72, 0.78, 0.85, 0.92, 0.98])
        yes = sum(random.random() < rate for _ in range(n))
        months[2025, at + 1] = f"{yes}Y {n - yes}N {random.choice([0, 0, 5])}_ {random.choice([0, 20])}A"
    one = sample(months, **random.choice([{}, {"may_not_apply": 0.2}, {"every_case": True}]))
    ranks = []
    for later in range(0, 18, 2):
        year, month = divmod(max(months)[1] - 1 + later, 12)
        ranks.append(RANK[settled(one, month_end((2025 + year, month + 1)))["colour"]])
    assert ranks == sorted(ranks, reverse=True)


def test_what_is_beyond_the_usual_share_is_unclear() -> None:
    """binom(40, 0.5) has its 99 % point at 27, so that 3 of 30 "not applicable" are doubted."""
    counts = {(2026, 6): {"Y": 10, "A": 10}, (2026, 3): {"A": 20}}
    tally = with_usual_share(weighed(counts, date(2026, 6, 30), POLICY), {"may_not_apply": 0.5})
    assert tally.raw["A"] == 30
    assert tally.weighted["?"] == pytest.approx(3 * 20 / 30)
    assert tally.weighted["A"] == pytest.approx(20 - 2)
    plain = with_usual_share(weighed(counts, date(2026, 6, 30), POLICY), {})
    assert plain.weighted["?"] == 0


def test_many_not_applicable_are_grey_only_where_no_share_is_stated() -> None:
    months = {(2026, 6): "40Y 60A"}
    assert look(sample(months), date(2026, 6, 30)).note == "na_high"
    for question in ({"may_not_apply": 0.6}, {"every_case": True}, {"applies_if": {"children": ["yes"]}}):
        assert look(sample(months, **question), date(2026, 6, 30)).note == "proven"
    assert look(sample(months, may_not_apply=0.3), date(2026, 6, 30)).note == "answers_unclear"


def test_every_month_end_is_looked_at_and_the_day_itself_once() -> None:
    days = [one.day for one in every_look(sample({(2025, 12): "40Y"}), date(2026, 2, 28))]
    assert days == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]
    days = [one.day for one in every_look(sample({(2025, 12): "40Y"}), date(2026, 2, 10))]
    assert days == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 10)]


@pytest.mark.parametrize(
    ("met", "colour", "note", "short"),
    [(60, "RED", "not_answered", False), (80, "GREY", "expired", True), (95, "GREY", "expired", False)],
)
def test_a_figure_past_its_life(met: int, colour: str, note: str, short: bool) -> None:
    spec = {"measure": "performance-return/M25", "green_from": 0.9, "amber_from": 0.75}
    evidence = {"figures": [{"item": "M25", "month": (2026, 1), "met": met, "of": 100}]}
    line = measure(spec, evidence, date(2026, 6, 30))
    assert (line["colour"], line["note"], line.get("was_short", False)) == (colour, note, short)


def test_a_red_judgement_stands_until_a_newer_one_with_its_reason() -> None:
    def judged(colour: str, made: date, kind: str = "judgement") -> dict:
        return {
            "criterion": "x",
            "colour": colour,
            "kind": kind,
            "made": made,
            "by": colour,
            "reason": "Said why",
        }

    red, as_at = judged("RED", date(2026, 1, 15)), date(2026, 6, 30)
    assert judgement("x", {"judgements": [red]}, as_at)["note"] == "not_judged_anew"
    promised = judged("GREEN", date(2026, 6, 1), "intent")
    assert judgement("x", {"judgements": [red, promised]}, as_at)["colour"] == "RED"
    newer = judged("GREEN", date(2026, 2, 1))
    assert judgement("x", {"judgements": [red, newer]}, as_at)["colour"] == "GREY"
