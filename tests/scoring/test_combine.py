"""Lines into criteria, criteria into themes: R5.3 with its amendments, R4.2, and the laws of rating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.rubric.terms import Colour
from daready.scoring.combine import Combined, combine, independent, theme_colour
from daready.scoring.model import Counts, LineFinding, Support
from tests.scoring.made import POLICY, finding
from tests.strategies import COLOURS

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
LINES = st.lists(
    st.tuples(
        st.sampled_from(["audit", "measure", "record", "document", "judgement"]),
        COLOURS,
    ),
    max_size=6,
)


def rated(*lines: LineFinding) -> Combined:
    """As an assessment combines them."""
    return combine(lines, min_lines=2, alone_from=40, second_line=frozenset({"A", "B"}))


@pytest.mark.parametrize(
    ("lines", "colour", "note"),
    [
        ([("audit", G), ("measure", G)], G, "given"),
        ([("audit", G), ("record", G)], G, "given"),
        ([("audit", G)], A, "single_source"),
        ([("audit", G), ("document", G)], A, "single_source"),
        ([("audit", G), ("measure", A)], G, "given"),
        ([("audit", G), ("measure", R)], A, "conflict"),
        ([("audit", G), ("measure", G), ("document", A)], A, "document"),
        ([("audit", G), ("measure", G), ("judgement", R)], A, "conflict"),
        ([("audit", A), ("measure", G)], A, "given"),
        ([("audit", R), ("measure", G)], R, "given"),
        ([("audit", R), ("audit", G)], R, "given"),
        ([("document", G), ("judgement", G)], A, "paper_only"),
        ([("document", R)], R, "paper_only"),
        ([("audit", X), ("document", G)], A, "paper_only"),
        ([("audit", X)], X, "too_few"),
        ([], X, None),
    ],
)
def test_combining(lines: list[tuple[str, Colour]], colour: Colour, note: str | None) -> None:
    made = rated(*(finding(kind, c) for kind, c in lines))
    assert made.colour is colour
    assert (made.notes[0] if made.notes else None) == note


@pytest.mark.parametrize(("n_eff", "colour"), [(39.9, A), (40.0, G)])
def test_a_large_audit_may_stand_alone(n_eff: float, colour: Colour) -> None:
    made = rated(finding("audit", G, n_eff=n_eff, p_green=0.9))
    assert made.colour is colour
    assert made.assurance == "moderate"


def test_two_questions_of_one_workbook_are_one_line() -> None:
    cases = (Support("June.xlsx", "Audit", (2, 3)),)
    lines = [finding("audit", G, sources=cases, id="a"), finding("audit", G, sources=cases, id="b")]
    assert independent(lines) == 1
    assert rated(*lines).colour is A
    other = finding("audit", G, sources=(Support("Census.xlsx", "Audit", (2,)),), id="c")
    assert rated(*lines, other).colour is G


def test_two_records_of_one_register_are_two_lines() -> None:
    lines = [
        finding("record", G, sources=(Support("Register.xlsx", "Register", (row,)),), id=str(row))
        for row in (2, 3)
    ]
    assert independent(lines) == 2


@given(LINES)
def test_a_missing_required_look_never_promotes(lines: list[tuple[str, Colour]]) -> None:
    silent = finding("audit", X, required=True)
    made = rated(silent, *(finding(kind, colour) for kind, colour in lines))
    assert made.colour in (X, R)


@given(LINES)
def test_paper_alone_is_never_green(lines: list[tuple[str, Colour]]) -> None:
    paper = [finding(kind, colour) for kind, colour in lines if kind in ("document", "judgement")]
    assert rated(*paper).colour is not G


@given(LINES)
def test_a_red_direct_look_blocks_green(lines: list[tuple[str, Colour]]) -> None:
    made = rated(finding("audit", R), *(finding(kind, colour) for kind, colour in lines))
    assert made.colour is R


@given(LINES, st.randoms())
def test_the_order_of_lines_never_changes_the_colour(lines: list[tuple[str, Colour]], order: object) -> None:
    made = [finding(kind, colour) for kind, colour in lines]
    shuffled = list(made)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rated(*made).colour is rated(*shuffled).colour


@pytest.mark.parametrize(("figure", "noted"), [(G, True), (A, False), (R, False), (X, False)])
def test_a_red_look_beside_green_figures_is_a_conflict_and_stays_red(figure: Colour, noted: bool) -> None:
    made = rated(finding("audit", R), finding("measure", figure))
    assert (made.colour, "conflict" in made.notes) == (R, noted)
    assert "conflict" not in rated(finding("audit", A), finding("measure", figure)).notes
    assert "conflict" not in rated(finding("measure", R), finding("record", figure)).notes


@given(LINES)
def test_what_others_own_never_counts(lines: list[tuple[str, Colour]]) -> None:
    ours = [finding(kind, colour) for kind, colour in lines]
    theirs = [finding("audit", colour, owner="cps", unsafe=1) for colour in Colour]
    assert rated(*ours, *theirs).colour is rated(*ours).colour


@pytest.mark.parametrize(
    ("unsafe", "high", "start", "colour"),
    [(1, 0, G, A), (1, 1, G, R), (1, 0, R, R), (1, 1, A, R), (0, 0, G, G), (1, 0, A, A)],
)
def test_somebody_left_unsafe_caps_the_colour(unsafe: int, high: int, start: Colour, colour: Colour) -> None:
    made = rated(finding("audit", start, unsafe=unsafe, unsafe_high=high), finding("measure", G))
    assert made.colour is colour


def test_hand_picked_concern_blocks_green() -> None:
    made = rated(finding("audit", G, flags=("concern",)), finding("measure", G))
    assert (made.colour, made.notes[0], made.amber) == (A, "concern", "shortfall")


def test_failures_in_a_grey_audit_block_green_and_are_named() -> None:
    few = finding("audit", X, counts=Counts(yes=4, no=1))
    made = rated(finding("audit", G, required=True), finding("measure", G), few)
    assert (made.colour, made.notes[0]) == (A, "failures_seen")
    silent = finding("audit", X, required=True, counts=Counts(yes=4, no=1))
    assert "failures_seen" in rated(silent).notes


def test_an_unchecked_required_record_is_not_green() -> None:
    paper = finding("document", G, required=True, flags=("not_checked",))
    made = rated(paper, finding("measure", G), finding("record", G))
    assert (made.colour, made.notes[0]) == (A, "not_checked")


@pytest.mark.parametrize(
    ("line", "amber"),
    [
        (finding("audit", A, p_green=0.49), "shortfall"),
        (finding("audit", A, p_green=0.50), "unproven"),
        (finding("measure", A), "shortfall"),
    ],
)
def test_the_two_ambers(line: LineFinding, amber: str) -> None:
    assert rated(line).amber == amber


@pytest.mark.parametrize(
    ("kinds", "assurance"),
    [
        ([("audit", G), ("measure", G)], "strong"),
        ([("audit", A)], "moderate"),
        ([("measure", G), ("record", G)], "moderate"),
        ([("document", G)], "limited"),
        ([("audit", G), ("measure", R)], "limited"),
        ([], "none"),
    ],
)
def test_assurance(kinds: list[tuple[str, Colour]], assurance: str) -> None:
    assert rated(*(finding(kind, colour) for kind, colour in kinds)).assurance == assurance


@given(st.lists(st.tuples(COLOURS, st.booleans()), max_size=20))
def test_a_critical_red_limits_its_theme(criteria: list[tuple[Colour, bool]]) -> None:
    assert theme_colour([*criteria, (R, True)], POLICY.theme_share)[0] is R


@given(st.integers(1, 30))
def test_a_theme_of_greys_is_grey(n: int) -> None:
    assert theme_colour([(X, False)] * n, POLICY.theme_share)[0] is X


@pytest.mark.parametrize(("colours", "theme"), [([G, G, X], A), ([G, X, X], X), ([G, G, G, G, G, X], G)])
def test_a_theme_is_grey_over_a_third(colours: list[Colour], theme: Colour) -> None:
    assert theme_colour([(colour, False) for colour in colours], POLICY.theme_share)[0] is theme


def test_lines_that_share_with_a_third_are_one() -> None:
    def audit(name: str, *files: str) -> LineFinding:
        return finding("audit", G, id=name, sources=tuple(Support(file, "Audit", (2,)) for file in files))

    assert independent([audit("a", "June.xlsx"), audit("b", "May.xlsx")]) == 2
    assert (
        independent([audit("a", "June.xlsx"), audit("b", "May.xlsx"), audit("c", "June.xlsx", "May.xlsx")])
        == 1
    )
    assert (
        independent([audit("c", "June.xlsx", "May.xlsx"), audit("a", "June.xlsx"), audit("b", "May.xlsx")])
        == 1
    )


def test_failures_in_a_grey_audit_are_noted_beside_grey_and_not_beside_what_is_lower_already() -> None:
    failed = finding("audit", X, counts=Counts(yes=3, no=3), note="too_few")
    beside = [finding("audit", A, required=True), finding("measure", G)]
    assert "failures_seen" not in combine([*beside, failed], min_lines=2).notes
    assert (
        "failures_seen"
        in combine([finding("audit", X, required=True, counts=Counts(no=3))], min_lines=2).notes
    )
