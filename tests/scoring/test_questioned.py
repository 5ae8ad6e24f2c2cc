"""A19: a figure that only has to be understood can be wrong, whatever paper says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from daready.evidence.model import Document, Evidence, Figure, Place
from daready.rubric.criterion import QuestionIf
from daready.rubric.model import Criterion, Rubric
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.model import LineFinding
from tests.laws.strategies import JUNE
from tests.sentences.worlds import shipped

G, A, X = Colour.GREEN, Colour.AMBER, Colour.GREY


def found(
    item: str,
    figures: list[tuple[int, int]],
    *,
    analysed: bool = True,
    later: int = 0,
    without: int | None = None,
    asks: bool = True,
) -> LineFinding:
    """A figure of the shipped rubric, its months up to June in order.

    ``analysed``: whether its analysis is in order. ``later``: so many months after June. ``without``: a month by its
    place that is left out. ``asks``: whether its line has its ``question_if``.
    """
    rubric = shipped() if asks else _asking_nothing(shipped())
    criterion = next(c for c in rubric.criteria.values() if any(line.item == item for line in c.lines))
    line = next(line for line in criterion.lines if line.item == item)
    months = [JUNE.later(at + 1 - len(figures)) for at in range(len(figures))]
    place = Place("Return.xlsx", "Return", 2)
    returned = tuple(
        Figure("performance-return", line.id, month, met, of, place)
        for at, (month, (met, of)) in enumerate(zip(months, figures, strict=True))
        if at != without
    )
    paper = Document(
        "document-register",
        line.analysis or "",
        "approved",
        place,
        JUNE.first,
        JUNE.last + timedelta(400),
        checked=True,
    )
    seen = Evidence(figures=returned, documents=(paper,) if analysed else ())
    board = assess(rubric, seen, as_at=JUNE.later(later).last)
    finding = next(f for f in board.criteria if f.id == criterion.id)
    assert finding.colour is not G
    return next(one for one in finding.lines if one.id == line.id)


def _asking_nothing(rubric: Rubric) -> Rubric:
    def bare(criterion: Criterion) -> Criterion:
        return replace(criterion, lines=tuple(replace(line, question_if=None) for line in criterion.lines))

    themes = tuple(replace(t, criteria=tuple(map(bare, t.criteria))) for t in rubric.themes)
    return replace(rubric, themes=themes)


@pytest.mark.parametrize(
    ("item", "figure", "colour"),
    [
        ("M02", (33, 100), G),
        ("M02", (32, 100), A),
        ("M04", (60, 100), G),
        ("M04", (61, 100), A),
        (
            "M02",
            (25, 100),
            A,
        ),  # Hampshire, PEEL 2016: 25 arrests for each 100 crimes, 62 % closed with outcome 16
        ("M04", (62, 100), A),
    ],
)
def test_a_figure_beyond_its_bounds_is_questioned_whatever_paper_says(
    item: str, figure: tuple[int, int], colour: Colour
) -> None:
    line = found(item, [figure] * 3)
    assert (line.colour, bool(line.questioned)) == (colour, colour is A)
    assert line.note == ("figure_unexplained" if colour is A else "understood")


def test_a_figure_in_question_without_an_analysis_stays_grey_and_is_named() -> None:
    line = found("M02", [(25, 100)] * 3, analysed=False)
    assert (line.colour, line.note, bool(line.questioned)) == (X, "no_analysis", True)


def test_a_grey_criterion_says_which_figure_of_it_is_in_question() -> None:
    """Hampshire, 2016: 25 arrests for each 100 crimes and 62% closed with outcome 16 were said to be "not asked"."""
    place = Place("Return.xlsx", "Return", 2)
    returned = tuple(
        Figure("performance-return", f"performance-return/{item}", JUNE, met, of, place)
        for item, met, of in (("M02", 25, 100), ("M04", 62, 100), ("M03", 12, 100))
    )
    board = assess(shipped(), Evidence(figures=returned), as_at=JUNE.last)
    said = {one.id: one for one in board.criteria}
    arrests, closed = said["arrest-or-reason-why"], said["closed-for-the-right-reason"]
    assert arrests.colour is closed.colour is X
    assert "25 for 100 (25 per 100), is below 33 in 100" in arrests.reason
    assert "62 of 100 (62%), is above 60 in 100" in closed.reason
    assert "figure_unexplained" in arrests.notes
    assert "charged" not in closed.reason


@pytest.mark.parametrize(("last", "colour"), [(64, G), (45, A)])
def test_a_rate_that_falls_by_more_than_chance_is_questioned(last: int, colour: Colour) -> None:
    assert found("M02", [*[(62, 100), (66, 100)] * 6, (last, 100)]).colour is colour


@pytest.mark.parametrize(
    ("counts", "colour"),
    [
        ([400] * 12, G),
        ([400] * 9 + [340] * 3, G),  # a fall of 11 %, which is less than the fifth that counts
        ([400] * 9 + [280] * 3, A),
        ([400] * 9 + [560] * 3, A),
        ([400] * 8 + [280] * 3, G),  # eleven months say nothing of a course
        ([4] * 9 + [3] * 3, G),  # which chance explains
    ],
)
def test_a_count_that_moves_is_questioned(counts: list[int], colour: Colour) -> None:
    assert found("M01", [(count, 0) for count in counts]).colour is colour


@pytest.mark.parametrize("months", [0, 1, 3, 6, 12])
def test_no_waiting_answers_a_question_without_an_analysis(months: int) -> None:
    """Grey, so that only its question keeps the criterion from Green, and it grows older (A14)."""
    line = found("M02", [(25, 100)] * 3, analysed=False, later=months)
    assert (line.colour, bool(line.questioned)) == (X, True)


def test_a_month_left_out_hides_no_fall_of_a_count() -> None:
    counts = [400] * 10 + [280] * 3
    assert found("M01", [(count, 0) for count in counts], without=4).colour is A


def test_a_line_that_asks_nothing_is_questioned_where_it_falls() -> None:
    assert found("M02", [*[(62, 100), (66, 100)] * 6, (45, 100)], asks=False).colour is A


def test_every_figure_of_the_force_that_only_has_to_be_understood_can_be_questioned() -> None:
    rubric = shipped()
    lines = [line for c in rubric.criteria.values() for line in c.lines if line.kind == "measure"]
    understood = [line for line in lines if line.direction == "understand"]
    assert len(understood) > 10
    for line in understood:
        if getattr(rubric.item[line.id], "owner", "force") == "force":
            assert line.question_if is not None, line.id


@pytest.mark.parametrize("given", [{}, {"below": 0.5, "above": 0.4}])
def test_a_question_that_asks_nothing_is_refused(given: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="question_if"):
        QuestionIf(why="a local default", **given)


def test_a_question_is_for_a_figure_without_cut_points() -> None:
    line = next(
        line
        for c in shipped().criteria.values()
        for line in c.lines
        if line.kind == "measure" and line.green_from
    )
    with pytest.raises(ValueError, match="question_if"):
        replace(line, question_if=QuestionIf(below=0.5, why="a local default"))
