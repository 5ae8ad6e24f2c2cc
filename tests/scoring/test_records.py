"""Measures, documents and judgements: each cut point and each date from either side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from daready.evidence.model import Document, Figure, Judgement, Month, Place
from daready.rubric.model import Item, Line
from daready.rubric.terms import Colour
from daready.scoring.model import LineFinding
from daready.scoring.records import document_colour, document_finding, judgement_finding, measure_finding
from tests.scoring.made import AS_AT, JUNE, POLICY

PLACE = Place("Return.xlsx", "Return", 2)
MEASURE = Line(measure="performance-return/M1", green_from=0.95, amber_from=0.85)
ITEM = Item(id="M1", title="A measure")


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
    assert document_colour(True, review, AS_AT) is colour
    assert document_colour(False, review, AS_AT) is Colour.RED
