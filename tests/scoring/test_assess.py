"""The whole assessment on a small rubric: the laws of rating from cases to themes and requirements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daready.evidence.model import Cases, Document, Doubt, Evidence, Figure, Judgement, Place
from daready.planning.gaps import gaps
from daready.planning.priority import tier
from daready.rubric.model import MetBy
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.reach import out_of_reach
from tests.scoring.made import AS_AT, JUNE, sheet
from tests.scoring.small import RUBRIC, criterion
from tests.strategies import ANSWERS, SELECTIONS

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


def figure(met: int, of: int, age: int = 0) -> Figure:
    place = Place("Return.xlsx", "Return", 2)
    return Figure("performance-return", "performance-return/M1", JUNE.later(-age), met, of, place)


def rated(evidence: Evidence, **more: object) -> Assessment:
    return assess(RUBRIC, evidence, as_at=AS_AT, **more)  # type: ignore[arg-type]


def of(name: str, assessment: Assessment) -> CriterionFinding:
    return next(finding for finding in assessment.criteria if finding.id == name)


def test_an_empty_folder_assesses_nothing() -> None:
    made = rated(Evidence())
    assert made.share_assessed == (0, 2)
    assert {finding.colour for finding in made.criteria} == {X}
    assert made.overall is X
    assert made.direct_looks == 0


def test_an_audit_and_a_measure_reach_green() -> None:
    made = rated(Evidence(cases=(sheet(["Y"] * 30),), figures=(figure(95, 100),)))
    done = of("done", made)
    assert (done.colour, done.assurance, done.notes) == (G, "strong", ("proven",))
    assert made.direct_looks == 1
    assert made.false_greens.wrong == pytest.approx(1 - done.lines[0].p_green)
    assert made.false_greens.of == 1


def test_a_judgement_that_could_not_be_read_takes_green_and_nothing_else() -> None:
    doubt = Doubt("done", JUNE)
    for yes, colour in ((30, A), (0, R)):
        cases = (sheet(["Y"] * yes + ["N"] * (30 - yes)),)
        made = of("done", rated(Evidence(cases=cases, figures=(figure(95, 100),), doubts=(doubt,))))
        assert (made.colour, "rows_in_doubt" in made.notes) == (colour, colour is A)


def test_a_criterion_that_paper_alone_tests_can_never_be_green() -> None:
    assert list(out_of_reach(RUBRIC)) == []
    paper = criterion("paper", "U03", {"document": "document-register/plan"})
    themes = (replace(RUBRIC.themes[0], criteria=(*RUBRIC.themes[0].criteria, paper)),)
    assert list(out_of_reach(replace(RUBRIC, themes=themes))) == [("paper", G)]


def test_the_criterion_of_a_missing_audit_is_grey_whatever_else_is_green() -> None:
    row = Document(
        "document-register",
        "document-register/plan",
        "approved",
        Place("R.csv", "R", 2),
        AS_AT,
        date(2027, 1, 1),
    )
    made = rated(Evidence(figures=(figure(100, 100),), documents=(row,)))
    assert (of("done", made).colour, of("done", made).notes[0]) == (X, "not_asked")


def test_a_document_of_another_item_or_a_later_day_is_not_read() -> None:
    def row(item: str, dated: date | None) -> Document:
        name = f"document-register/{item}"
        return Document(
            "document-register", name, "approved", Place("R.csv", "R", 2), dated, date(2027, 1, 1)
        )

    def colour(*rows: Document) -> Colour:
        lines = of("done", rated(Evidence(documents=rows))).lines
        return next(line for line in lines if line.id == "document-register/plan").colour

    assert [colour(row("a", AS_AT)), colour(row("z", AS_AT)), colour(row("plan", AS_AT))] == [X, X, G]
    assert [colour(row("plan", None)), colour(row("plan", date(2026, 7, 1)))] == [G, X]


def test_a_requirement_takes_its_worst_criterion() -> None:
    made = rated(Evidence(cases=(sheet(["YY"] * 60, questions=("Q1", "Q2")),)))
    whole, part, theirs = made.frameworks[0].requirements
    assert (whole.colour, whole.in_part) == (G, False)
    assert (part.colour, part.in_part) == (G, True)
    assert (theirs.colour, theirs.owner) == (X, "cps")
    worse = rated(Evidence(cases=(sheet(["YY"] * 40 + ["YN"] * 20, questions=("Q1", "Q2")),)))
    assert worse.frameworks[0].requirements[0].colour is R


def test_a_framework_not_in_force_is_hidden_and_said() -> None:
    made = assess(RUBRIC, Evidence(), as_at=date(2019, 12, 31))
    assert (made.frameworks, made.hidden_frameworks) == ((), ("plan-2020",))


def test_filtering_frameworks_changes_nothing_assessed() -> None:
    evidence = Evidence(cases=(sheet(["Y"] * 30),))
    assert rated(evidence, frameworks=["other"]).criteria == rated(evidence).criteria
    assert rated(evidence, frameworks=["other"]).frameworks == ()


def test_what_prosecutors_own_is_shown_and_not_counted() -> None:
    made = rated(Evidence(cases=(sheet(["YN"] * 60, questions=("Q1", "Q3")),)))
    done = of("done", made)
    assert done.colour is G
    assert next(line for line in done.lines if line.owner == "cps").colour is R


def test_a_look_at_what_others_own_is_no_direct_look_of_the_force() -> None:
    made = rated(Evidence(cases=(sheet(["Y"] * 60, questions=("Q3",)),)))
    assert made.direct_looks == 0
    assert of("done", made).colour is X


@pytest.mark.parametrize(
    ("colour", "critical", "was", "urgency"),
    [
        (R, True, None, 1),
        (X, True, None, 2),
        (A, False, G, 3),
        (R, False, None, 4),
        (A, True, None, 5),
        (X, False, None, 6),
        (A, False, A, 7),
        (G, False, G, 8),
    ],
)
def test_the_tiers_of_urgency(colour: Colour, critical: bool, was: Colour | None, urgency: int) -> None:
    assert tier(colour, critical=critical, was=was) == urgency


@pytest.mark.parametrize(
    ("risk", "made_safe", "colour", "waiting"),
    [
        ("standard", None, A, 1),
        ("high", None, R, 1),
        ("high", date(2026, 6, 20), G, 0),
        ("high", date(2026, 5, 31), R, 1),
        ("high", date(2026, 7, 1), R, 1),
    ],
)
def test_somebody_left_unsafe(risk: str, made_safe: date | None, colour: Colour, waiting: int) -> None:
    answers = ["Y"] * 90 + ["N"]
    cases = sheet(answers, questions=("Q2",), risk=[None] * 90 + [risk], made_safe=[None] * 90 + [made_safe])
    made = rated(Evidence(cases=(cases,)))
    assert of("safe", made).colour is colour
    assert len(made.needs_someone_today) == waiting
    if waiting:
        assert made.needs_someone_today[0].place == Place("June.xlsx", "Audit", 92)


def test_somebody_unsafe_in_a_hand_picked_or_old_sheet_still_needs_someone() -> None:
    old = sheet(["N"], questions=("Q2",), month=JUNE.later(-30), selection=Selection.JUDGEMENT)
    assert len(rated(Evidence(cases=(old,))).needs_someone_today) == 1


def test_what_is_later_than_the_day_is_left_out() -> None:
    late = sheet(["N"] * 60, month=JUNE.later(1))
    assert of("done", rated(Evidence(cases=(late,)))).notes[0] == "not_asked"
    assert of("done", assess(RUBRIC, Evidence(cases=(late,)), as_at=date(2026, 7, 1))).colour is R


def test_the_colour_on_inspection_day_ages_the_same_evidence() -> None:
    evidence = Evidence(cases=(sheet(["Y"] * 45),), figures=(figure(95, 100),))
    made = rated(evidence, inspection=date(2027, 8, 1))
    assert of("done", made).colour is G
    assert of("done", made).on_inspection_day is X


@pytest.mark.parametrize(("population", "colour"), [(6, A), (5, X), (7, X), (None, X)])
def test_all_cases_needs_the_population(population: int | None, colour: Colour) -> None:
    census = sheet(["Y"] * 6, selection=Selection.ALL, population=population)
    assert of("done", rated(Evidence(cases=(census,)))).colour is colour


def test_a_claimed_selection_is_counted() -> None:
    claimed = sheet(["Y"] * 30)
    claimed = replace(claimed, cases=Cases.of(replace(case, claimed=True) for case in claimed.cases))
    assert rated(Evidence(cases=(claimed,))).selection_claimed == 1
    silent = sheet(["Y"] * 30, selection=Selection.NOT_STATED)
    assert rated(Evidence(cases=(silent,))).selection_not_stated == 1


def test_a_critical_red_limits_its_theme_and_is_named() -> None:
    made = rated(Evidence(cases=(sheet(["YN"] * 60, questions=("Q1", "Q2")),)))
    assert (made.themes[0].colour, made.themes[0].limited_by) == (R, ("safe",))


def test_a_weakness_the_force_admits_is_noted() -> None:
    said = Judgement("done", R, "judgement", AS_AT, Place("J.csv", "J", 2), "rater", True)
    made = of("done", rated(Evidence(judgements=(said,))))
    assert made.colour is R
    assert "admitted_weakness" in made.notes


SHEETS = st.lists(ANSWERS, max_size=60)


@settings(max_examples=60)
@given(SHEETS, st.randoms())
def test_the_order_of_rows_never_matters(answers: list[str], order: object) -> None:
    shuffled = list(answers)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (rated(Evidence(cases=(sheet(a),))) for a in (answers, shuffled))
    assert [f.colour for f in first.criteria] == [f.colour for f in second.criteria]
    assert first.criteria[0].lines[0].p_green == second.criteria[0].lines[0].p_green


@settings(max_examples=60)
@given(SHEETS, SELECTIONS)
def test_only_valid_samples_of_enough_cases_are_green(answers: list[str], selection: Selection) -> None:
    made = of("safe", rated(Evidence(cases=(sheet(answers, questions=("Q2",), selection=selection),))))
    if made.colour is G:
        assert selection in (Selection.RANDOM, Selection.SYSTEMATIC)
        assert sum(a in "YPNR" for a in answers) >= 12


@settings(max_examples=40)
@given(ANSWERS)
def test_the_same_twice(answers: list[str]) -> None:
    evidence = Evidence(cases=(sheet(answers),), figures=(figure(50, 60),))
    assert rated(evidence) == rated(evidence)


def test_gaps_come_most_urgent_first_and_leave_no_one_out() -> None:
    answers = ["YY"] * 60 + ["NN"] * 25
    made = rated(Evidence(cases=(sheet(answers, questions=("Q1", "Q2")),)))
    found = gaps(made, RUBRIC)
    assert [gap.tier for gap in found] == sorted(gap.tier for gap in found)
    assert {gap.criterion for gap in found} == {f.id for f in made.criteria if f.colour is not G}


@pytest.mark.parametrize(
    ("yes", "no", "kind", "cases"),
    [(35, 5, "evidence", None), (34, 6, "both", 16), (33, 7, "both", None), (28, 12, "practice", None)],
)
def test_the_kind_of_gap(yes: int, no: int, kind: str, cases: int | None) -> None:
    made = rated(Evidence(cases=(sheet(["Y"] * yes + ["N"] * no),)))
    gap = next(gap for gap in gaps(made, RUBRIC) if gap.criterion == "done")
    assert gap.kind == kind
    if cases is not None:
        assert gap.cases_to_green == cases


def test_a_case_left_unsafe_is_a_practice_gap_that_no_number_of_cases_closes() -> None:
    cases = sheet(["Y"] * 90 + ["N"], questions=("Q2",), risk=[None] * 90 + ["high"])
    gap = next(g for g in gaps(rated(Evidence(cases=(cases,))), RUBRIC) if g.criterion == "safe")
    assert (gap.kind, gap.cases_to_green, gap.tier) == ("practice", None, 1)


def test_a_blank_safety_question_is_not_a_look_at_safety() -> None:
    assert rated(Evidence(cases=(sheet(["_", "?"], questions=("Q2",)),))).safety_checked == 0
    assert rated(Evidence(cases=(sheet(["Y", "_"], questions=("Q2",)),))).safety_checked == 1


@pytest.mark.parametrize(
    ("answers", "then", "became"),
    [
        (["Y"] * 30, "green", "maintained"),
        (["N"] * 30, "green", "slipped"),
        ([], "green", "not_re_evidenced"),
        (["Y"] * 30, "red", "plan_met"),
        (["Y"] * 30, "amber", "plan_met"),
        (["N"] * 30, "amber", "plan_open"),
        ([], "red", "plan_not_shown"),
        ([], None, None),
    ],
)
@pytest.mark.parametrize("relation", ["equal", "intersects"])
def test_what_became_of_a_requirement_that_was_coloured_then(
    answers: list[str], then: str | None, became: str | None, relation: str
) -> None:
    framework = RUBRIC.frameworks[0]
    asked = replace(
        framework.groups[0].requirements[1],
        colour_then=then,
        met_by=(MetBy(criterion="done", relation=relation),),
    )
    groups = (replace(framework.groups[0], requirements=(asked,)),)
    rubric = replace(RUBRIC, frameworks=(replace(framework, groups=groups),))
    evidence = Evidence(cases=(sheet(answers),) if answers else (), figures=(figure(95, 100),))
    (found,) = assess(rubric, evidence, as_at=AS_AT).frameworks[0].requirements
    part = "_in_part" if relation == "intersects" and became in ("maintained", "plan_met") else ""
    assert found.since_then == (became and became + part)


@pytest.mark.parametrize(
    ("met", "age", "waiting"), [(10, 0, 0), (9, 0, 1), (4, 0, 6), (4, 12, 6), (4, 40, 6)]
)
def test_who_failed_a_safety_question_in_totals_needs_somebody(met: int, age: int, waiting: int) -> None:
    totals = Figure("audit-totals", "case-audit/Q2", JUNE.later(-age), met, 10, Place("T.csv", "T", 2))
    (line,) = of("safe", rated(Evidence(figures=(totals,)))).lines
    assert line.unsafe == waiting
