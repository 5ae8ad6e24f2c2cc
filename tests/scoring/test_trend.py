"""Control charts: the published rules against a second hand, and each of them from either side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daready.scoring.pchart import causes, laney, p_chart
from daready.scoring.trend_rules import (
    seven_one_side,
    seven_point_trend,
    side,
    special_causes,
    two_in_three,
    whole_run,
)
from daready.scoring.xmr import assurance, point_type
from tests.oracles.xmr import xmr

WIDE = (-100.0, 100.0)


def second_hand(y: np.ndarray, mean: float, reach: float) -> list[str]:
    """The rules of R2.2 written again, with arrays and windows instead of flags."""
    n = len(y)
    found = np.full(n, "Common Cause", dtype=object)
    rel = np.sign(np.where(np.abs(y - mean) < 1e-9 * max(1, abs(mean)), 0, y - mean)).astype(int)
    above = np.where(rel > 0, "Above", "Below")
    for i in range(n - 6):
        window = slice(i, i + 7)
        if abs(rel[window].sum()) == 7:
            for j in range(i, i + 7):
                found[j] = f"7 Points {above[j]} CL"
    out = np.abs(y - mean) > reach + 1e-9 * max(1, abs(mean))
    near = (np.abs(y - mean) > reach * 2 / 3 + 1e-9 * max(1, abs(mean))) & ~out
    for i in range(n - 2):
        if abs(rel[i : i + 3].sum()) == 3 and near[i : i + 3].sum() >= 2:
            for j in range(i, i + 3):
                if near[j]:
                    found[j] = f"2 in 3 {above[j]} CL"
    for i in range(n - 6):
        steps = np.diff(y[i : i + 7])
        if (steps > 0).all() or (steps < 0).all():
            for j in range(i, i + 7):
                found[j] = f"7 Point Trend ({'In' if steps[0] > 0 else 'De'}creasing)"
    for i in range(n):
        if out[i]:
            found[i] = "Above UCL" if y[i] > mean else "Below LCL"
    return list(found)


@settings(max_examples=150)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=40), st.booleans())
def test_the_rules_against_a_second_hand(values: list[int], screened: bool) -> None:
    y = np.array(values, float)
    chart = xmr(values, "increase", screen_outliers=screened)
    segment = chart.segments[0]
    moved = np.abs(np.diff(y))
    if moved.size:
        average = moved.mean()
        kept = moved[moved < 3.267 * average] if screened and average else moved
        average = kept.mean()
    else:
        average = 0
    assert (segment.mean, segment.upper) == pytest.approx((y.mean(), y.mean() + 2.66 * average))
    assert segment.lower == pytest.approx(2 * segment.mean - segment.upper)
    reach = segment.upper - segment.mean
    # A point that belongs to a rise and to a fall at once takes the step that follows, as the next test says.
    wanted, got = second_hand(y, segment.mean, reach), list(chart.causes)
    turn = [a != b and "Trend" in a and "Trend" in b for a, b in zip(wanted, got, strict=True)]
    assert [a for a, t in zip(wanted, turn, strict=True) if not t] == [
        b for b, t in zip(got, turn, strict=True) if not t
    ]


def test_a_peak_between_two_runs_takes_the_step_that_follows() -> None:
    values = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    got = special_causes(values, 4, [WIDE] * 13, [WIDE] * 13)
    assert got == ["7 Point Trend (Increasing)"] * 6 + ["7 Point Trend (Decreasing)"] * 7


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 1]),
        ([7, 6, 5, 4, 3, 2, 1], [0, 0, 0, 0, 0, 0, -1]),
        ([1, 2, 3, 4, 4, 5, 6, 7], [0] * 8),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 0, 1, 1]),
        ([2, 1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_seven_rises_or_falls(values: list[float], ends: list[int]) -> None:
    assert seven_point_trend(values) == ends


@pytest.mark.parametrize(
    ("sides", "ends"),
    [
        ([1] * 7, [0] * 6 + [1]),
        ([-1] * 8, [0] * 6 + [1, 1]),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 3 + [0] + [1] * 4, [0] * 8),
        ([0] * 7, [0] * 7),
        ([-1] + [1] * 6, [0] * 7),
    ],
)
def test_seven_on_one_side(sides: list[int], ends: list[int]) -> None:
    assert seven_one_side(sides) == ends


def test_a_run_flags_all_of_its_seven_points() -> None:
    assert whole_run([0] * 8 + [1, 0]) == [False, False, *[True] * 7, False]


@pytest.mark.parametrize(
    ("near", "sides", "flags"),
    [
        ([True, True, False], [1, 1, 1], [True, True, False]),
        ([True, False, True], [-1, -1, -1], [True, False, True]),
        ([True, False, False], [1, 1, 1], [False, False, False]),
        ([True, True, False], [1, 1, -1], [False, False, False]),
        ([True, False, False, True], [1, 1, 1, 1], [False] * 4),
        ([True, True], [1, 1], [False, False]),
    ],
)
def test_two_of_three_near_a_limit(near: list[bool], sides: list[int], flags: list[bool]) -> None:
    assert two_in_three(near, sides) == flags


def test_a_point_beyond_the_limit_does_not_count_towards_two_of_three() -> None:
    got = special_causes([12, 8, 1, 0], 0, [(-10, 10)] * 4, [(-6, 6)] * 4)
    assert got == ["Above UCL", "Common Cause", "Common Cause", "Common Cause"]


@pytest.mark.parametrize(
    ("value", "cause"),
    [(10, "Common Cause"), (10.1, "Above UCL"), (-10, "Common Cause"), (-10.1, "Below LCL")],
)
def test_a_point_on_the_limit_is_inside(value: float, cause: str) -> None:
    assert special_causes([value], 0, [(-10, 10)], [(-6, 6)]) == [cause]


def test_equal_to_within_the_tolerance() -> None:
    assert [side(v, 1) for v in (1 + 1e-8, 1 + 1e-10, 1 - 1e-10, 1 - 1e-8)] == [1, 0, 0, -1]
    assert [side(v, 1000) for v in (1000 + 1e-5, 1000 + 1e-7)] == [1, 0]


@pytest.mark.parametrize(
    ("cause", "improvement", "kind"),
    [
        ("Above UCL", "increase", "special_cause_improvement"),
        ("Above UCL", "decrease", "special_cause_concern"),
        ("7 Point Trend (Decreasing)", "increase", "special_cause_concern"),
        ("7 Point Trend (Increasing)", "increase", "special_cause_improvement"),
        ("2 in 3 Below CL", "decrease", "special_cause_improvement"),
        ("7 Points Above CL", "neutral", "special_cause_neutral_high"),
        ("Below LCL", "neutral", "special_cause_neutral_low"),
        ("Common Cause", "neutral", "common_cause"),
        ("Common Cause", "increase", "common_cause"),
    ],
)
def test_what_a_cause_means(cause: str, improvement: str, kind: str) -> None:
    assert point_type(cause, improvement) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (5.0, "inconsistent", "inconsistent"),
        (5.01, "consistent_fail", "consistent_pass"),
        (1.0, "inconsistent", "inconsistent"),
        (0.99, "consistent_pass", "consistent_fail"),
        (None, None, None),
    ],
)
def test_assurance_from_either_side(target: float | None, higher: str | None, lower: str | None) -> None:
    assert assurance(target, 1, 5, "increase") == higher
    assert assurance(target, 1, 5, "decrease") == lower
    assert assurance(target, 1, 5, "neutral") is None


def test_a_rebase_begins_again() -> None:
    values = [10, 11, 10, 11, 50, 51, 50, 51]
    chart = xmr(values, "increase", rebase_at=[4], target=60)
    assert [(s.first, s.mean) for s in chart.segments] == [(0, 10.5), (4, 50.5)]
    assert [s.upper for s in chart.segments] == pytest.approx([13.16, 53.16])
    assert set(chart.causes) == {"Common Cause"}
    assert (chart.variation, chart.assurance) == ("common_cause", "consistent_fail")
    assert set(xmr(values, "increase").causes) == {"Above UCL", "Below LCL"}


@pytest.mark.parametrize("at", [[-1], [3]])
def test_a_rebase_outside_the_points_is_refused(at: list[int]) -> None:
    with pytest.raises(ValueError):
        xmr([1, 2, 3], "increase", rebase_at=at)
    with pytest.raises(ValueError):
        xmr([], "increase")


def test_the_first_points_alone_may_set_the_limits() -> None:
    chart = xmr([10, 11, 10, 11, 90], "increase", fix_after=4)
    assert (chart.segments[0].mean, chart.causes[-1]) == (10.5, "Above UCL")


@pytest.mark.parametrize(("counts", "of"), [([], []), ([1], [0]), ([0], [0]), ([3], [2]), ([-1], [2])])
def test_a_p_chart_refuses(counts: list[int], of: list[int]) -> None:
    with pytest.raises(ValueError):
        p_chart(counts, of)


def test_a_month_of_one_case_is_a_point() -> None:
    assert p_chart([1, 0], [1, 1]).mean == 0.5


def test_small_counts_get_exact_limits_and_large_ones_three_deviations() -> None:
    # 15 × 0.76 × 0.24 = 2.7 < 5; 100 × 0.76 × 0.24 = 18.2
    chart = p_chart([76, 12, 76], [100, 15, 100])
    mean = 164 / 215
    assert chart.mean == pytest.approx(mean)
    assert chart.limits[1] == (6 / 15, 1.0)
    assert chart.limits[0][0] == pytest.approx(mean - 3 * (mean * (1 - mean) / 100) ** 0.5)
    near_low = mean - (mean - chart.limits[0][0]) * 2 / 3
    assert chart.near[0][0] == pytest.approx(near_low)
    assert chart.near[0][1] == pytest.approx(mean + (chart.limits[0][1] - mean) * 2 / 3)


@pytest.mark.parametrize(("n", "exact"), [(19, True), (20, False)])
def test_five_is_not_small(n: int, exact: bool) -> None:
    chart = p_chart([n // 2, (n + 1) // 2], [n, n])  # n × ½ × ½ = 4.75 and 5
    low = chart.limits[0][0] * n
    assert (abs(low - round(low)) < 1e-9) is exact


def test_limits_stay_within_nought_and_one() -> None:
    chart = p_chart([95, 96], [100, 100])
    assert chart.limits[0][1] == 1.0
    assert p_chart([5, 4], [120, 120]).limits[0][0] == pytest.approx(0, abs=0.01)


def test_points_that_scatter_too_much_widen_the_limits_and_too_little_never_narrow_them() -> None:
    wild = [600, 700, 620, 680, 610, 690]
    prime, plain = p_chart(wild, [1000] * 6), p_chart(wild, [1000] * 6, prime=False)
    assert prime.sigma_z > 1
    assert prime.kind == "p-prime"
    reach = plain.mean - plain.limits[0][0]
    assert prime.limits[0][0] == pytest.approx(max(0, prime.mean - reach * prime.sigma_z))
    still = p_chart([700] * 6, [1000] * 6)
    assert (still.sigma_z, still.kind) == (0, "p")
    assert still.limits == p_chart([700] * 6, [1000] * 6, prime=False).limits


def test_one_point_or_no_failure_has_no_scatter() -> None:
    assert laney([0.5], 0.5, [0.1]) == 0
    assert laney([1.0, 1.0], 1.0, [0.0, 0.0]) == 0
    assert laney([0.4, 0.6], 0.5, [0.1, 0.1]) == pytest.approx(2 / 1.128)
    assert p_chart([10, 10], [10, 10]).limits == ((1.0, 1.0), (1.0, 1.0))


def test_the_rules_run_over_a_p_charts_own_limits() -> None:
    counts, of = [90] * 11 + [60], [100] * 12
    assert causes(p_chart(counts, of), counts, of)[-1] == "Below LCL"
