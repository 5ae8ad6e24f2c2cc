"""What else bears on a line: its chart, a Red in one group, whether auditors agree, a rebase, a claim against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from daready.evidence.model import (
    UNDATED,
    Cases,
    CaseSheet,
    Document,
    DoubleMark,
    Doubt,
    Evidence,
    Figure,
    Judgement,
    Month,
    Place,
)
from daready.rubric.model import Item, Rebase, Rubric, Theme
from daready.rubric.shape import guarded
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from daready.scoring.contradictions import contradiction
from daready.scoring.hidden import Span, group_pools, grouped
from daready.scoring.marking import agreements, to_reword
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, MonthPoint, Trend
from daready.scoring.trend import trend_colour, trend_of, with_trend
from tests.scoring.made import AS_AT, JUNE, POLICY, finding, sheet
from tests.scoring.small import RUBRIC, criterion

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
PLACE = Place("Return.xlsx", "Return", 2)


def points(*met: int, of: int = 100) -> list[MonthPoint]:
    return [MonthPoint(JUNE.later(at - len(met) + 1), x, of) for at, x in enumerate(met)]


def trend(*met: int, of: int = 100, target: float = 0.9, rebased: tuple[Month, ...] = ()) -> Trend | None:
    return trend_of(points(*met, of=of), target, rebased)


# -- the chart -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "drawn", "trial"), [(4, False, None), (5, True, True), (11, True, True), (12, True, False)]
)
def test_five_months_are_drawn_and_twelve_are_told(months: int, drawn: bool, trial: bool | None) -> None:
    found = trend(*[90] * months)
    assert (found is not None) is drawn
    if found is not None:
        assert (found.trial, len(found.points), found.course) == (trial, months, "common")


def test_months_without_cases_are_no_points() -> None:
    found = trend_of([*points(*[90] * 11), MonthPoint(JUNE.later(1), 0, 0)], 0.9)
    assert found is not None
    assert len(found.points) == 11


@pytest.mark.parametrize(
    ("last", "course", "cause"),
    [(60, "concern", "Below LCL"), (90, "common", "Common Cause"), (100, "improvement", "Above UCL")],
)
def test_the_last_point_says_which_way(last: int, course: str, cause: str) -> None:
    found = trend(*[84, 86] * 6, last)
    assert found is not None
    assert (found.course, found.points[-1].cause) == (course, cause)


@pytest.mark.parametrize(
    ("target", "assured"), [(0.5, "consistent_pass"), (0.9, "inconsistent"), (0.999, "consistent_fail")]
)
def test_the_standard_beside_the_last_limits(target: float, assured: str) -> None:
    found = trend(*[900, 902] * 6, of=1000, target=target)
    assert found is not None
    assert found.assurance == assured


def test_a_rebase_begins_a_segment_and_keeps_the_old_one() -> None:
    met = [*[60, 62] * 6, *[90, 92] * 6]
    whole = trend(*met)
    assert whole is not None
    assert whole.points[-1].cause != "Common Cause"
    parted = trend(*met, rebased=(JUNE.later(-11),))
    assert parted is not None
    assert (len(parted.points), parted.trial, parted.course) == (24, False, "common")
    assert [p.mean for p in (parted.points[0], parted.points[11], parted.points[12])] == pytest.approx(
        [0.61, 0.61, 0.91]
    )
    short = trend(*met, rebased=(JUNE.later(-10),))
    assert short is not None
    assert short.trial
    assert trend(*met, rebased=(JUNE.later(-3),)) is None
    assert trend(*met, rebased=(JUNE.later(-40), JUNE.later(40))) is not None


@pytest.mark.parametrize(
    ("colour", "last", "expected", "note"),
    [
        (G, 60, A, "worsening"),
        (A, 60, R, "worsening"),
        (R, 60, R, "given"),
        (R, 100, A, "improving"),
        (A, 100, A, "given"),
        (G, 100, G, "given"),
        (G, 85, G, "given"),
        (X, 60, X, "too_few"),
    ],
)
def test_the_course_of_a_measure_moves_its_colour(
    colour: Colour, last: int, expected: Colour, note: str
) -> None:
    start = finding("measure", colour, points=tuple(points(*[84, 86] * 6, last)), green_from=0.9)
    made = with_trend(start)
    assert (made.colour, made.note) == (expected, note)
    assert made.trend is not None
    assert made.rule == ("given" if note in ("given", "too_few") else "R2.6")


def test_a_chart_moves_nothing_on_trial_nor_for_audits_nor_for_a_census() -> None:
    falling = tuple(points(*[85] * 10, 40))
    assert with_trend(finding("measure", G, points=falling, green_from=0.9)).colour is G
    longer = tuple(points(*[85] * 12, 40))
    audit = with_trend(finding("audit", G, points=longer, green_from=0.9, p_green=0.8))
    assert (audit.colour, audit.trend and audit.trend.course) == (G, "concern")
    census = with_trend(finding("measure", G, points=longer, green_from=0.9), census=True)
    assert (census.colour, census.trend) == (G, None)
    picked = with_trend(finding("audit", X, points=longer, green_from=0.9))
    assert (picked.trend, picked.points) == (None, longer)


@pytest.mark.parametrize(
    ("assured", "row"),
    [("consistent_pass", [G, G, A]), ("inconsistent", [A, A, R]), ("consistent_fail", [A, R, R])],
)
def test_the_nine_cells(assured: str, row: list[Colour]) -> None:
    courses = ("improvement", "common", "concern")
    assert [trend_colour(assured, course, 12) for course in courses] == row  # type: ignore[arg-type]
    assert {trend_colour(assured, course, 11) for course in courses} == {X}  # type: ignore[arg-type]


# -- in an assessment ------------------------------------------------------------------------------


def rated(evidence: Evidence, *rebases: Rebase) -> Assessment:
    policy = replace(POLICY, rebases=rebases)
    return assess(replace(RUBRIC, policy=policy), evidence, as_at=AS_AT)


def of(name: str, assessment: Assessment) -> CriterionFinding:
    return next(found for found in assessment.criteria if found.id == name)


def line(name: str, found: CriterionFinding) -> LineFinding:
    return next(line for line in found.lines if line.id == name)


def figures(*met: int, of: int = 100) -> tuple[Figure, ...]:
    return tuple(
        Figure("performance-return", "performance-return/M1", p.month, p.met, p.of, PLACE)
        for p in points(*met, of=of)
    )


def rebase(name: str, since: date, recorded: date = AS_AT) -> Rebase:
    return Rebase(
        line=name,
        since=since,
        recorded=recorded,
        by="Supt Example",
        cause="New form in use",
        evidence="Seven months",
    )


def test_every_month_reaches_the_finding() -> None:
    found = line("performance-return/M1", of("done", rated(Evidence(figures=figures(*[95] * 14)))))
    assert [(p.met, p.of) for p in found.points] == [(95, 100)] * 14
    assert found.trend is not None
    assert len(found.trend.points) == 14


def test_a_worsening_measure_lowers_a_green_criterion_no_further_than_r5_3_says() -> None:
    cases = (sheet(["Y"] * 60),)
    worse = rated(Evidence(cases=cases, figures=figures(*[99, 100] * 6, 85, 85, 85)))
    found = of("done", worse)
    assert (line("performance-return/M1", found).colour, line("performance-return/M1", found).note) == (
        R,
        "worsening",
    )
    assert (found.colour, found.notes[0]) == (A, "conflict")


def test_a_rebase_starts_pool_and_measure_again_and_is_dated() -> None:
    old = sheet(["N"] * 60, month=JUNE.later(-6), file="Old.xlsx")
    new = sheet(["Y"] * 60)
    both = Evidence(cases=(old, new), figures=figures(*[50] * 8, *[95] * 2))
    entry = rebase("case-audit/Q1", date(2026, 2, 1))
    assert line("case-audit/Q1", of("done", rated(both))).colour is not G
    parted = line("case-audit/Q1", of("done", rated(both, entry)))
    assert (parted.colour, parted.counts.n, len(parted.points)) == (G, 60, 2)
    other = rated(both, rebase("case-audit/Q2", date(2026, 2, 1)))
    assert line("case-audit/Q1", of("done", other)).counts.n == 120
    later = rated(both, replace(entry, recorded=date(2026, 7, 1)))
    assert line("case-audit/Q1", of("done", later)).counts.n == 120
    measure = line(
        "performance-return/M1", of("done", rated(both, rebase("performance-return/M1", date(2026, 5, 1))))
    )
    assert (measure.counts.n, measure.colour, len(measure.points)) == (200, G, 10)


@pytest.mark.parametrize(
    "wrong", [{"by": ""}, {"cause": "new"}, {"evidence": ""}, {"recorded": date(2020, 1, 1)}]
)
def test_a_rebase_without_name_cause_evidence_or_a_later_day_is_refused(wrong: dict[str, object]) -> None:
    good = vars(rebase("case-audit/Q1", date(2026, 2, 1)))
    with pytest.raises(ValidationError):
        guarded(Rebase, {**good, **wrong})


# -- a Red in one group ----------------------------------------------------------------------------


def placed(answers: list[str], risk: list[str | None], question: str = "Q1", **more: object) -> CaseSheet:
    return sheet(answers, questions=(question,), risk=risk, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failed", "of_group", "question", "risk", "colour"),
    [
        (5, 12, "Q1", "standard", A),
        (4, 12, "Q1", "standard", G),
        (6, 11, "Q1", "standard", G),
        (5, 12, "Q1", "high", A),
        (5, 12, "Q1", None, A),
    ],
)
def test_a_firm_red_group_caps_at_amber(
    failed: int, of_group: int, question: str, risk: str | None, colour: Colour
) -> None:
    answers = ["N"] * failed + ["Y"] * (of_group - failed) + ["Y"] * 88
    cases = placed(answers, [risk] * of_group + ["medium"] * 88, question)
    found = line(f"case-audit/{question}", of("done", rated(Evidence(cases=(cases,)))))
    assert found.colour is colour
    assert (found.note == "hidden_red") is (colour is A)


@pytest.mark.parametrize(("risk", "colour"), [("high", R), ("standard", A)])
def test_a_firm_red_among_high_risk_cases_makes_a_critical_line_red(risk: str, colour: Colour) -> None:
    # Q2 is a safety question too, so each failing case has been made safe since.
    answers = ["N"] * 5 + ["Y"] * 7 + ["Y"] * 148
    cases = placed(answers, [risk] * 12 + ["medium"] * 148, "Q2", made_safe=[date(2026, 6, 20)] * 160)
    found = line("case-audit/Q2", of("safe", rated(Evidence(cases=(cases,)))))
    assert (found.colour, found.note, found.rule) == (colour, "hidden_red", "R1.9")


def test_an_amber_critical_line_with_red_high_risk_cases_is_red_too() -> None:
    answers = ["N"] * 5 + ["Y"] * 7 + ["Y"] * 28
    safe = [date(2026, 6, 20)] * 40
    high = placed(answers, ["high"] * 12 + ["medium"] * 28, "Q2", made_safe=safe)
    low = placed(answers, ["standard"] * 12 + ["medium"] * 28, "Q2", made_safe=safe)
    assert line("case-audit/Q2", of("safe", rated(Evidence(cases=(high,))))).colour is R
    assert line("case-audit/Q2", of("safe", rated(Evidence(cases=(low,))))).note != "hidden_red"


def test_a_hidden_red_is_not_counted_among_the_calls_of_counts() -> None:
    answers = ["N"] * 5 + ["Y"] * 7 + ["Y"] * 148
    safe = [date(2026, 6, 20)] * 160
    cases = placed(answers, ["high"] * 12 + ["medium"] * 148, "Q2", made_safe=safe)
    assert rated(Evidence(cases=(cases,))).false_reds.of == 0
    plain = sheet(["N"] * 60, questions=("Q2",), made_safe=[date(2026, 6, 20)] * 60)
    assert rated(Evidence(cases=(plain,))).false_reds.of == 1


def test_a_district_is_a_group_of_its_own_in_cases_and_in_totals() -> None:
    answers = ["N"] * 5 + ["Y"] * 95
    plain = sheet(answers)
    cases = Cases.of(
        replace(case, district="Fenwick" if at < 12 else "Saltby") for at, case in enumerate(plain.cases)
    )
    found = of("done", rated(Evidence(cases=(replace(plain, cases=cases),))))
    assert line("case-audit/Q1", found).note == "hidden_red"
    totals = tuple(
        Figure("totals", "case-audit/Q1", JUNE, met, n, PLACE, district, Selection.RANDOM)
        for district, met, n in (("Fenwick", 7, 12), ("Saltby", 88, 88))
    )
    assert line("case-audit/Q1", of("done", rated(Evidence(figures=totals)))).note == "hidden_red"


def crediting(credit: float) -> Rubric:
    """The small rubric with its first question counting partial answers for so much."""
    form = RUBRIC.forms[0]
    first = replace(form.questions[0], partial_credit=credit)
    forms = (replace(form, questions=(first, *form.questions[1:])), *RUBRIC.forms[1:])
    return replace(RUBRIC, forms=forms)


@pytest.mark.parametrize(("credit", "note"), [(0.5, "hidden_red"), (1, "proven")])
def test_a_group_counts_partial_answers_as_the_question_does(credit: float, note: str) -> None:
    cases = placed(["P"] * 12 + ["Y"] * 188, ["high"] * 12 + ["medium"] * 188)
    made = assess(crediting(credit), Evidence(cases=(cases,)), as_at=AS_AT)
    assert line("case-audit/Q1", of("done", made)).note == note


@pytest.mark.parametrize(("credit", "met"), [(0, 20), (0.5, 25), (1, 31)])
def test_the_chart_counts_partial_answers_alike_before_and_after_a_rebase(credit: float, met: int) -> None:
    answers = ["Y"] * 20 + ["P"] * 11 + ["N"] * 9
    cases = tuple(sheet(answers, file=f"{age}.xlsx", month=JUNE.later(-age)) for age in range(12))
    policy = replace(POLICY, rebases=(rebase("case-audit/Q1", date(2026, 1, 1)),))
    made = assess(replace(crediting(credit), policy=policy), Evidence(cases=cases), as_at=AS_AT)
    drawn = line("case-audit/Q1", of("done", made)).trend
    assert drawn is not None
    assert [point.met for point in drawn.points] == [met] * 12


def in_districts(fenwick: int) -> CaseSheet:
    """Twelve cases of Fenwick, so many of them met, and 88 of Saltby that all were."""
    plain = sheet(["Y"] * fenwick + ["N"] * (12 - fenwick) + ["Y"] * 88)
    return replace(
        plain,
        cases=Cases.of(
            replace(case, district="Fenwick" if at < 12 else "Saltby") for at, case in enumerate(plain.cases)
        ),
    )


def total(met: int, n: int, district: str | None) -> Figure:
    return Figure("totals", "case-audit/Q1", JUNE, met, n, PLACE, district, Selection.RANDOM)


@pytest.mark.parametrize(("met", "note"), [(7, "hidden_red"), (8, "proven")])
def test_totals_beside_their_own_cases_count_once_in_a_district(met: int, note: str) -> None:
    own = (total(met, 12, "Fenwick"), total(88, 88, "Saltby"), total(met + 88, 100, None))
    evidence = Evidence(cases=(in_districts(met),), figures=own)
    pools = group_pools(grouped(evidence, AS_AT, POLICY), "case-audit/Q1", Span(JUNE, JUNE), AS_AT, POLICY)
    assert {group: pool.counts.n + pool.counts.unclear for group, pool in pools.items()} == {
        ("district", "Fenwick"): 12,
        ("district", "Saltby"): 88,
    }
    assert line("case-audit/Q1", of("done", rated(evidence))).note == note


def test_totals_that_contradict_a_districts_cases_are_unclear_there() -> None:
    evidence = Evidence(cases=(in_districts(8),), figures=(total(9, 12, "Fenwick"),))
    pool = group_pools(grouped(evidence, AS_AT, POLICY), "case-audit/Q1", Span(JUNE, JUNE), AS_AT, POLICY)[
        "district", "Fenwick"
    ]
    assert (pool.counts.yes, pool.counts.n, pool.counts.unclear) == (8, 12, 12)


def test_totals_of_a_month_whose_cases_are_all_later_are_no_crash() -> None:
    late = in_districts(12)
    late = replace(late, cases=Cases.of(replace(case, day=AS_AT) for case in late.cases))
    evidence = Evidence(cases=(late,), figures=(total(90, 100, None),))
    found = assess(RUBRIC, evidence, as_at=date(2026, 6, 10))
    assert line("case-audit/Q1", of("done", found)).colour is X


def test_totals_make_districts_and_no_risk_grades() -> None:
    totals = tuple(
        Figure("totals", "case-audit/Q2", JUNE, met, n, PLACE, district, Selection.RANDOM)
        for district, met, n in (("high", 7, 12), ("low", 148, 148))
    )
    assert set(grouped(Evidence(figures=totals), AS_AT, POLICY)) == {
        ("district", "high"),
        ("district", "low"),
    }
    assert line("case-audit/Q2", of("safe", rated(Evidence(figures=totals)))).colour is A


def test_a_group_that_failed_before_a_rebase_is_history() -> None:
    answers = ["N"] * 8 + ["Y"] * 4 + ["Y"] * 30
    risk: list[str | None] = ["high"] * 12 + ["medium"] * 30
    old = placed(answers, risk, file="Old.xlsx", month=JUNE.later(-2))
    new = placed(["Y"] * 100, ["high"] * 50 + ["medium"] * 50)
    evidence = Evidence(cases=(old, new))
    before = line("case-audit/Q1", of("done", rated(evidence, rebase("case-audit/Q1", date(2026, 4, 1)))))
    after = line("case-audit/Q1", of("done", rated(evidence, rebase("case-audit/Q1", date(2026, 5, 1)))))
    assert (before.counts.n, after.counts.n, after.colour) == (142, 100, G)
    pools = group_pools(
        grouped(evidence, AS_AT, POLICY), "case-audit/Q1", Span(JUNE.later(-1), JUNE), AS_AT, POLICY
    )
    assert {group: pool.counts.n for group, pool in pools.items()} == {
        ("risk", "high"): 50,
        ("risk", "medium"): 50,
    }


def test_totals_later_than_the_day_are_left_out() -> None:
    late = Figure("totals", "case-audit/Q1", JUNE.later(1), 0, 60, PLACE, None, Selection.RANDOM)
    now = Figure("totals", "case-audit/Q1", JUNE.later(-1), 60, 60, PLACE, None, Selection.RANDOM)
    assert line("case-audit/Q1", of("done", rated(Evidence(figures=(late, now))))).counts.n == 60


@given(hidden=st.integers(0, 5), word=st.sampled_from("_?"))
def test_blanking_a_groups_failures_does_not_hide_it(hidden: int, word: str) -> None:
    answers = [word] * hidden + ["N"] * (5 - hidden) + ["Y"] * 7 + ["Y"] * 148
    cases = placed(answers, ["standard"] * 12 + ["medium"] * 148)
    assert line("case-audit/Q1", of("done", rated(Evidence(cases=(cases,))))).colour is not G


def test_hand_picked_and_old_cases_make_no_group() -> None:
    good = placed(["Y"] * 88, ["medium"] * 88)
    picked = placed(["N"] * 3 + ["Y"] * 9, ["high"] * 12, file="Hard.xlsx", selection=Selection.JUDGEMENT)
    old = placed(["N"] * 12, ["high"] * 12, file="Old.xlsx", month=JUNE.later(-13))
    found = of("done", rated(Evidence(cases=(good, picked, old))))
    assert line("case-audit/Q1", found).colour is G


def test_contested_cases_of_a_group_count_against_the_cap() -> None:
    good = placed(["Y"] * 7 + ["Y"] * 150, ["standard"] * 7 + ["medium"] * 150)
    torn = placed(["N"] * 5, ["standard"] * 5, file="Torn.xlsx")
    found = of("done", rated(Evidence(cases=(good,), contested=(torn,))))
    assert line("case-audit/Q1", found).note == "hidden_red"


def test_a_census_of_one_group_is_still_a_census() -> None:
    cases = placed(
        ["N"] * 5 + ["Y"] * 95, ["standard"] * 12 + ["medium"] * 88, selection=Selection.ALL, population=100
    )
    assert line("case-audit/Q1", of("done", rated(Evidence(cases=(cases,))))).note == "hidden_red"


# -- agreement -------------------------------------------------------------------------------------


def marks(pairs: str, *, month: Month = JUNE, question: str = "Q1") -> tuple[DoubleMark, ...]:
    """Pairs such as ``YY YN``: what the two auditors said of a case."""
    return tuple(
        DoubleMark(
            "case-audit", month, (question,), tuple(m.encode() for m in pair), ("a", "b"), (PLACE, PLACE)
        )
        for pair in pairs.split()
    )


@pytest.mark.parametrize(
    ("pairs", "colour", "flag"),
    [
        ("YY " * 30, G, None),
        ("YY " * 23 + "YN " * 7, G, "marking_watch"),
        ("YY " * 15 + "YN " * 8 + "NY " * 7, X, "unreliable_marking"),
        ("YY " * 14 + "YN " * 8 + "NY " * 7, G, None),
    ],
)
def test_what_hangs_on_agreement(pairs: str, colour: Colour, flag: str | None) -> None:
    evidence = Evidence(cases=(sheet(["Y"] * 60),), double_marks=marks(pairs))
    found = line("case-audit/Q1", of("done", rated(evidence)))
    assert found.colour is colour
    assert [f for f in found.flags if "marking" in f] == ([flag] if flag else [])


def test_a_red_stays_red_however_its_marks_agree() -> None:
    evidence = Evidence(cases=(sheet(["N"] * 60),), double_marks=marks("YN " * 30))
    found = line("case-audit/Q1", of("done", rated(evidence)))
    assert (found.colour, found.flags) == (R, ("unreliable_marking",))


def test_what_does_not_apply_or_cannot_be_read_is_no_pair_and_not_recorded_is_not_done() -> None:
    found = agreements(marks("YY YA A_ ?Y NR RN PP"), AS_AT, POLICY)["case-audit/Q1"]
    assert (found.pairs, found.agreed, found.ac1, found.kappa) == (4, 4, None, None)


def test_a_third_auditor_is_kept_and_not_compared() -> None:
    (pair,) = marks("YN")
    three = replace(pair, marks=(*pair.marks, b"N"), auditors=("a", "b", "c"), places=(PLACE,) * 3)
    found = agreements([three], AS_AT, POLICY)["case-audit/Q1"]
    assert (found.pairs, found.agreed) == (1, 0)


def test_old_and_later_pairs_are_left_out() -> None:
    given_ = (*marks("YY"), *marks("YY", month=JUNE.later(-12)))
    left = (*marks("YN", month=JUNE.later(-13)), *marks("YN", month=JUNE.later(1)))
    assert agreements((*given_, *left), AS_AT, POLICY)["case-audit/Q1"].pairs == 2


def test_the_questions_to_reword_come_worst_first() -> None:
    evidence = Evidence(
        double_marks=(
            *marks("YY " * 23 + "YN " * 7, question="Q1"),
            *marks("YN " * 30, question="Q2"),
            *marks("YY " * 30, question="Q3"),
        )
    )
    assert [one.question for one in rated(evidence).reword] == ["case-audit/Q2", "case-audit/Q1"]
    found = agreements(evidence.double_marks, AS_AT, POLICY)
    assert [one.question for one in to_reword(found.values())] == ["case-audit/Q2", "case-audit/Q1"]
    assert found["case-audit/Q1"].ac1 is not None and found["case-audit/Q1"].kappa is not None


# -- claims against evidence -----------------------------------------------------------------------


def claim(colour: Colour = G, **more: object) -> LineFinding:
    return finding("judgement", colour, **more)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([claim(), finding("audit", R)], True),
        ([claim(A, note="one_rater"), finding("audit", R)], True),
        ([finding("document", G), finding("measure", R)], True),
        ([claim(), finding("audit", G, flags=("recent_fall",))], True),
        ([claim(A), finding("audit", R)], False),
        ([claim(), finding("audit", A)], False),
        ([claim(), finding("measure", A)], False),
        ([finding("record", G), finding("audit", R)], False),
        ([claim(), finding("document", R)], False),
        ([claim(), finding("record", R)], False),
        ([claim(), finding("audit", R, owner="cps")], False),
        ([finding("document", G, owner="cps"), finding("audit", R)], False),
    ],
)
def test_claim_and_evidence_disagree(lines: list[LineFinding], named: bool) -> None:
    assert (contradiction(lines) is not None) is named


def test_a_claim_beside_a_worsening_figure_is_named_though_its_level_is_good() -> None:
    falling = with_trend(finding("measure", G, points=tuple(points(*[98] * 12, 80)), green_from=0.5))
    trial = with_trend(finding("measure", G, points=tuple(points(*[98] * 8, 80)), green_from=0.5))
    assert falling.colour is A
    found = contradiction([claim(), falling, finding("audit", G)])
    assert found is not None
    assert found.against == (falling,)
    assert contradiction([claim(), trial]) is None


def test_the_criterion_names_both_sides_and_keeps_its_colour() -> None:
    said = [
        Judgement("done", G, "judgement", AS_AT, Place("J.csv", "J", row), f"rater{row}", True)
        for row in (2, 3)
    ]
    paper = Document(
        "document-register", "document-register/plan", "approved", PLACE, AS_AT, date(2027, 1, 1)
    )
    cases = (sheet(["N"] * 60),)
    found = of("done", rated(Evidence(cases=cases, judgements=tuple(said), documents=(paper,))))
    alone = of("done", rated(Evidence(cases=cases)))
    assert (found.colour, found.notes[0]) == (alone.colour, alone.notes[0])
    assert "claim_contradicted" in found.notes
    assert "claim_contradicted" not in alone.notes
    for title in ("The plan", "Professional judgement", "First question"):
        assert title in found.reason


# -- how likely a theme is Green -------------------------------------------------------------------


def test_a_theme_is_about_as_likely_green_as_its_criteria_allow() -> None:
    assert rated(Evidence()).themes[0].about_green is None
    made = rated(Evidence(cases=(sheet(["YY"] * 58 + ["NY"] * 2, questions=("Q1", "Q2")),)))
    p = [line("case-audit/Q1", of("done", made)).p_green, line("case-audit/Q2", of("safe", made)).p_green]
    assert made.themes[0].about_green == pytest.approx(p[0] * p[1])  # type: ignore[operator]


def test_colours_that_no_counts_decided_are_taken_as_they_are() -> None:
    """Five criteria of records: one amber is allowed among five greens, one red is not."""
    names = [f"record-{at}" for at in range(5)]
    form = next(form for form in RUBRIC.forms if form.id == "document-register")
    items = tuple(Item(id=name, title=f"The {name}") for name in names)
    criteria = tuple(
        criterion(
            name, f"U0{at}", {"document": f"document-register/{name}", "proof": "record", "required": True}
        )
        for at, name in enumerate(names)
    )
    rubric = replace(
        RUBRIC,
        policy=replace(POLICY, min_lines_for_green=1),
        forms=(replace(form, documents=items),),
        themes=(Theme(id="work", title="Work", order=1, criteria=criteria),),
        frameworks=(),
    )

    def chance(review: date | None, status: str = "approved") -> float | None:
        rows = [
            Document(
                "document-register",
                f"document-register/{name}",
                "approved",
                PLACE._replace(row=at),
                AS_AT,
                date(2027, 1, 1),
                True,
            )
            for at, name in enumerate(names[1:])
        ]
        first = Document(
            "document-register",
            f"document-register/{names[0]}",
            status,
            PLACE._replace(row=9),
            AS_AT,
            review,
            True,
        )  # type: ignore[arg-type]
        return assess(rubric, Evidence(documents=(first, *rows)), as_at=AS_AT).themes[0].about_green

    assert [chance(date(2027, 1, 1)), chance(None), chance(None, "absent")] == [1, 1, 0]


# -- hiding failures -------------------------------------------------------------------------------

BETTER = [R, X, A, G]
COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 12), st.integers(0, 12))


@settings(max_examples=80, deadline=None)
@given(COUNTS, st.integers(0, 12), st.sampled_from("_?"), st.integers(0, 100), st.booleans())
def test_hiding_failures_never_earns_a_better_colour(
    counts: tuple[int, int, int], hidden: int, word: str, met: int, high: bool
) -> None:
    """Blanking them, leaving the sheet out, calling the sample hand-picked: never Amber or Green that honesty is not.

    Whoever hides a Red may be left with a Grey (law 2), which says that it cannot be told.
    """
    yes, no, partial = counts
    plan = Document("document-register", "document-register/plan", "approved", PLACE, AS_AT, date(2027, 1, 1))

    def colour(answers: str, selection: Selection = Selection.RANDOM) -> Colour:
        risk: list[str | None] = ["high" if high and answer != "Y" else "medium" for answer in answers]
        cases = (placed(list(answers), risk, selection=selection),) if answers else ()
        return of("done", rated(Evidence(cases=cases, figures=figures(met), documents=(plan,)))).colour

    honest = "Y" * yes + "N" * no + "P" * partial
    allowed = {X, *BETTER[: BETTER.index(colour(honest)) + 1]}
    blanked = "Y" * yes + word * min(hidden, no) + "N" * max(0, no - hidden) + "P" * partial
    assert colour(blanked) in allowed
    assert colour("") in allowed
    assert colour(honest, Selection.JUDGEMENT) in allowed
    assert colour(honest, Selection.NOT_STATED) in allowed


# Three months are taken together and may be two months old: a row that cannot be used counts as long.
@pytest.mark.parametrize(("age", "note"), [(0, True), (5, True), (6, False)])
def test_a_row_in_doubt_counts_for_as_long_as_a_figure_would(age: int, note: bool) -> None:
    month = JUNE.later(-age)
    evidence = Evidence(
        figures=(Figure("performance-return", "performance-return/M1", JUNE, 95, 100, PLACE),),
        doubts=(Doubt("performance-return/M1", month),),
    )
    found = line("performance-return/M1", of("done", rated(evidence)))
    assert (found.note == "rows_in_doubt") is note


def test_totals_of_a_month_stand_beside_that_months_cases_alone() -> None:
    june, may = sheet(["Y"] * 30), sheet(["N"] * 5, month=JUNE.later(-1))
    both = replace(
        june,
        outcomes=june.outcomes + may.outcomes,
        cases=Cases.of([*june.cases, *(replace(case, row=case.row + 100) for case in may.cases)]),
    )
    evidence = Evidence(cases=(both,), figures=(total(30, 30, None),))
    counts = line("case-audit/Q1", of("done", rated(evidence))).counts
    assert (counts.n, counts.unclear) == (35, 0)


@pytest.mark.parametrize(("age", "pairs"), [(12, 5), (13, 2), (14, 2)])
def test_marks_older_than_the_window_are_no_pairs(age: int, pairs: int) -> None:
    both = (*marks("YY YN NN", month=JUNE.later(-age)), *marks("YY NN"))
    found = agreements(both, AS_AT, POLICY)
    assert (found["case-audit/Q1"].pairs if found else 0) == pairs


def test_a_contested_case_that_says_no_month_counts_as_unclear_in_the_newest() -> None:
    torn = sheet(["N"] * 6, file="Torn.xlsx", month=UNDATED)
    found = line("case-audit/Q1", of("done", rated(Evidence(cases=(sheet(["Y"] * 30),), contested=(torn,)))))
    assert found.counts.unclear == 6


def test_a_chart_is_held_against_its_standard_by_its_last_limits() -> None:
    months = [*[(84, 100)] * 13, (8_400, 10_000)]
    points = [MonthPoint(JUNE.later(at - 13), met, of) for at, (met, of) in enumerate(months)]
    drawn = trend_of(points, 0.9)
    assert drawn is not None
    assert drawn.points[0].upper > 0.9 > drawn.points[-1].upper
    assert drawn.assurance == "consistent_fail"


@pytest.mark.parametrize(("looks_at", "strength"), [("practice", "A"), ("records", "B")])
def test_a_look_at_records_is_weaker_than_a_look_at_practice(looks_at: str, strength: str) -> None:
    forms = (replace(RUBRIC.forms[0], looks_at=looks_at), *RUBRIC.forms[1:])
    made = assess(replace(RUBRIC, forms=forms), Evidence(cases=(sheet(["Y"] * 30),)), as_at=AS_AT)
    assert line("case-audit/Q1", of("done", made)).strength == strength


@pytest.mark.parametrize(("age", "n"), [(12, 12), (13, 0)])
def test_a_group_is_looked_at_over_the_same_window_as_the_whole(age: int, n: int) -> None:
    plain, month = in_districts(12), JUNE.later(-age)
    old = replace(plain, cases=Cases.of(replace(case, month=month) for case in plain.cases))
    pools = group_pools(
        grouped(Evidence(cases=(old,)), AS_AT, POLICY),
        "case-audit/Q1",
        Span(JUNE.later(-12), JUNE),
        AS_AT,
        POLICY,
    )
    assert sum(pool.counts.n for group, pool in pools.items() if group[1] == "Fenwick") == n
