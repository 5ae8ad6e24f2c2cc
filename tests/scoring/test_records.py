"""Measures, documents and judgements: each cut point and each date from either side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from daready.evidence.model import Document, Figure, Judgement, Month, Place
from daready.rubric.model import Item, Line, Measure
from daready.rubric.shape import guarded
from daready.rubric.terms import Colour
from daready.scoring.model import LineFinding
from daready.scoring.records import document_colour, document_finding, judgement_finding, measure_finding
from tests.scoring.made import AS_AT, JUNE, POLICY

PLACE = Place("Return.xlsx", "Return", 2)
MEASURE = Line(measure="performance-return/M1", green_from=0.95, amber_from=0.85)
ITEM = Measure(id="M1", title="A measure", numerator="done", denominator="due")


def measured(*figures: tuple[int, int, int], line: Line = MEASURE, at: date = AS_AT) -> LineFinding:
    made = [
        Figure("performance-return", "performance-return/M1", JUNE.later(-age), met, of, PLACE)
        for age, met, of in figures
    ]
    return measure_finding(line, ITEM, made, at, POLICY)


@pytest.mark.parametrize(
    ("met", "of", "colour"),
    [
        (95, 100, Colour.GREEN),
        (949, 1000, Colour.AMBER),
        (85, 100, Colour.AMBER),
        (849, 1000, Colour.RED),
        (0, 100, Colour.RED),
        (29, 29, Colour.GREY),
        (30, 30, Colour.GREEN),
    ],
)
def test_each_side_of_a_measures_cut_points(met: int, of: int, colour: Colour) -> None:
    assert measured((0, met, of)).colour is colour


def test_the_latest_three_months_are_taken_together() -> None:
    made = measured((0, 20, 20), (1, 20, 20), (2, 20, 20), (3, 0, 500))
    assert (made.counts.yes, made.counts.n, made.colour) == (60, 60, Colour.GREEN)
    assert len(made.points) == 4


@pytest.mark.parametrize(("age", "note"), [(2, "at_standard"), (3, "expired")])
def test_a_measure_two_months_old_counts_and_three_does_not(age: int, note: str) -> None:
    assert measured((age, 50, 50)).note == note


def test_a_line_may_accept_a_smaller_base() -> None:
    small = Line(measure="performance-return/M1", green_from=1.0, amber_from=0.6, least=8)
    assert measured((0, 8, 8), line=small).colour is Colour.GREEN
    assert measured((0, 7, 7), line=small).colour is Colour.GREY


def test_a_line_may_take_more_months_together() -> None:
    yearly = Line(measure="performance-return/M1", green_from=0.83, amber_from=0.58, least=12, months=12)
    assert measured(*((age, 1 if age > 1 else 0, 1) for age in range(13)), line=yearly).colour is Colour.GREEN
    assert measured(*((age, 1 if age > 2 else 0, 1) for age in range(13)), line=yearly).colour is Colour.AMBER


def test_no_figure_is_grey() -> None:
    assert measured().note == "not_returned"


def document(status: str, review: int | None, *, proof: str = "paper", checked: bool = False) -> LineFinding:
    row = Document(
        "document-register",
        "plan",
        status,  # type: ignore[arg-type]
        PLACE,
        date(2026, 1, 1),
        None if review is None else AS_AT + timedelta(days=review),
        checked,
    )
    line = Line(document="document-register/plan", proof=proof)  # type: ignore[arg-type]
    return document_finding(line, Item(id="plan", title="The plan"), [row], AS_AT, POLICY)


@pytest.mark.parametrize(
    ("status", "review", "colour", "note"),
    [
        ("approved", 61, Colour.GREEN, "in_date"),
        ("approved", 60, Colour.AMBER, "review_due"),
        ("approved", 0, Colour.AMBER, "review_due"),
        ("approved", -1, Colour.RED, "review_passed"),
        ("approved", None, Colour.AMBER, "no_review_date"),
        ("draft", 61, Colour.RED, "not_approved"),
        ("absent", None, Colour.RED, "absent"),
    ],
)
def test_each_side_of_a_documents_dates(status: str, review: int | None, colour: Colour, note: str) -> None:
    made = document(status, review)
    assert (made.colour, made.note) == (colour, note)


def test_not_in_the_register_is_grey() -> None:
    line = Line(document="document-register/plan")
    made = document_finding(line, Item(id="plan", title="The plan"), [], AS_AT, POLICY)
    assert (made.colour, made.note) == (Colour.GREY, "not_in_register")


@pytest.mark.parametrize(
    ("proof", "checked", "strength"), [("record", True, "B"), ("record", False, "C"), ("paper", True, "C")]
)
def test_a_record_counts_once_a_second_person_checked_it(proof: str, checked: bool, strength: str) -> None:
    assert document("approved", 100, proof=proof, checked=checked).strength == strength


def judged(*said: tuple[str, Colour, str, int, bool]) -> LineFinding | None:
    rows = [
        Judgement("a", colour, kind, AS_AT - timedelta(days=days), PLACE, rater, reasoned)  # type: ignore[arg-type]
        for rater, colour, kind, days, reasoned in said
    ]
    return judgement_finding(rows, AS_AT, POLICY)


G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


@pytest.mark.parametrize(
    ("said", "colour", "note"),
    [
        ([("p", G, "judgement", 0, True), ("q", G, "judgement", 0, True)], G, "judged"),
        ([("p", G, "judgement", 0, True), ("p", G, "judgement", 1, True)], A, "one_rater"),
        ([("p", G, "judgement", 0, True)], A, "one_rater"),
        ([("p", G, "judgement", 0, True), ("q", R, "judgement", 0, True)], A, "judged"),
        ([("p", R, "judgement", 0, True)], R, "judged"),
        ([("p", G, "intent", 0, True), ("q", G, "intent", 0, True)], A, "intent_only"),
        ([("p", R, "intent", 0, True)], R, "intent_only"),
        ([("p", G, "judgement", 90, True), ("q", G, "judgement", 90, True)], G, "judged"),
        ([("p", G, "judgement", 91, True), ("q", G, "judgement", 91, True)], X, "expired"),
        ([("p", R, "judgement", 0, False)], X, "no_reason"),
    ],
)
def test_judgements(said: list[tuple[str, Colour, str, int, bool]], colour: Colour, note: str) -> None:
    made = judged(*said)
    assert made is not None
    assert (made.colour, made.note) == (colour, note)


def test_nothing_said_is_no_line() -> None:
    assert judged() is None


@pytest.mark.parametrize(("colour", "admits"), [(R, True), (A, True), (G, False)])
def test_a_weakness_the_force_admits_is_marked(colour: Colour, admits: bool) -> None:
    made = judged(("p", colour, "judgement", 0, True))
    assert made is not None
    assert ("admitted_weakness" in made.flags) is admits


def test_months_of_a_measure_are_counted_from_their_end() -> None:
    assert measured((0, 50, 50), at=date(2026, 9, 29)).note == "at_standard"
    assert measured((0, 50, 50), at=date(2026, 9, 30)).note == "expired"
    assert Month(2026, 12).later(1) == Month(2027, 1)


@pytest.mark.parametrize(
    ("days", "colour"),
    [(-1, Colour.RED), (0, Colour.AMBER), (60, Colour.AMBER), (61, Colour.GREEN), (None, Colour.RED)],
)
def test_a_documents_dates_as_the_method_has_them(days: int | None, colour: Colour) -> None:
    review = None if days is None else AS_AT + timedelta(days=days)
    assert document_colour(True, review, AS_AT, warn_days=POLICY.document_warn_days) is colour
    assert document_colour(False, review, AS_AT, warn_days=POLICY.document_warn_days) is Colour.RED


# -- measures that go down, have a band, or have to be understood -----------------------------------


def directed(line: Line, met: int, of: int, unit: str = "percent", **paper: object) -> LineFinding:
    item = guarded(
        Measure,
        {"id": "M1", "title": "A measure", "numerator": "done", "unit": unit}
        | ({} if unit == "count" else {"denominator": "due"}),
    )
    analysis = None
    if paper:
        row = Document("register", "register/why", "approved", PLACE, **paper)  # type: ignore[arg-type]
        named = Line(document="register/why", proof="record")
        analysis = document_finding(named, Item(id="why", title="Why"), [row], AS_AT, POLICY)
    figure = Figure("performance-return", "performance-return/M1", JUNE, met, of, PLACE)
    return measure_finding(line, item, [figure], AS_AT, POLICY, analysis)


@pytest.mark.parametrize(
    ("met", "colour"), [(0, "GREEN"), (10, "GREEN"), (11, "AMBER"), (20, "AMBER"), (21, "RED")]
)
def test_less_is_better_where_the_cut_points_say_to(met: int, colour: str) -> None:
    line = Line(measure="performance-return/M1", green_to=0.1, amber_to=0.2)
    made = directed(line, met, 100)
    assert made.colour == colour
    assert made.note == {"GREEN": "low_enough", "AMBER": "too_high", "RED": "far_too_high"}[colour]


BAND = Line(measure="performance-return/M1", band=(0.28, 0.40), analysis="register/why")
LATER = AS_AT + timedelta(days=61)


@pytest.mark.parametrize(
    ("met", "paper", "colour"),
    [
        (28, {}, "GREEN"),
        (40, {}, "GREEN"),
        (27, {}, "GREY"),
        (41, {}, "GREY"),
        (41, {"review": AS_AT - timedelta(days=1), "checked": True}, "RED"),
        (41, {"review": LATER, "checked": True}, "AMBER"),
        (41, {"review": LATER, "checked": False}, "AMBER"),
    ],
)
def test_outside_a_band_has_to_be_explained(met: int, paper: dict[str, object], colour: str) -> None:
    assert directed(BAND, met, 100, **paper).colour == colour


UNDERSTAND = Line(measure="performance-return/M1", analysis="register/why")


@pytest.mark.parametrize(
    ("paper", "colour", "note"),
    [
        ({}, "GREY", "no_analysis"),
        ({"review": LATER, "checked": True}, "GREEN", "understood"),
        ({"review": LATER, "checked": False}, "AMBER", "analysis_not_checked"),
        ({"review": AS_AT, "checked": True}, "AMBER", "analysis_not_in_order"),
        ({"review": AS_AT - timedelta(days=1), "checked": True}, "RED", "analysis_not_in_order"),
    ],
)
def test_only_an_analysis_on_file_makes_a_figure_understood(
    paper: dict[str, object], colour: str, note: str
) -> None:
    for met in (0, 50, 100):
        made = directed(UNDERSTAND, met, 100, **paper)
        assert (made.colour, made.note) == (colour, note)


def test_an_analysis_without_a_figure_proves_nothing() -> None:
    item = Measure(id="M1", title="A measure", numerator="done", denominator="due")
    assert measure_finding(UNDERSTAND, item, [], AS_AT, POLICY).note == "not_returned"


def test_counts_and_ratios_are_told_in_words_and_never_as_a_share() -> None:
    made = directed(UNDERSTAND, 816, 0, "count")
    assert (made.figure, made.counts.n, made.note) == ("816", 0, "no_analysis")
    ratio = directed(UNDERSTAND, 120, 99, "ratio")
    assert (ratio.figure, ratio.counts.n) == ("120 for 99 (121 per 100)", 0)


def test_what_belongs_to_others_is_shown_and_never_live() -> None:
    item = Measure(id="M1", title="A measure", numerator="a", denominator="b", owner="cps")
    figure = Figure("performance-return", "performance-return/M1", JUNE, 95, 100, PLACE)
    made = measure_finding(MEASURE, item, [figure], AS_AT, POLICY)
    assert made.colour is Colour.GREEN
    assert not made.live
