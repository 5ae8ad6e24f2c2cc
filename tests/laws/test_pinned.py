"""What the laws found, pinned: one small world for each mend, and one for each gap that is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from daready.evidence.model import (
    UNDATED,
    CaseSheet,
    Document,
    Doubt,
    Evidence,
    Figure,
    Judgement,
    Month,
    Place,
)
from daready.rubric.model import Clause, Criterion, Line, Theme
from daready.rubric.terms import Colour, Selection
from daready.scoring.combine import theme_colour
from daready.scoring.distributions import binomial_limit
from tests.laws.strategies import JUNE, rubric_of
from tests.laws.worlds import (
    World,
    answered_anew,
    buys,
    gains,
    none_of,
    places_of,
    without_item,
    without_question,
)
from tests.scoring.made import sheet

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


def criterion(
    *clauses: tuple[str, ...], ref: str = "U01", critical: bool = False, more: tuple[Line, ...] = ()
) -> Criterion:
    """A criterion of audit questions, the first of them required, and of lines given whole."""
    own = {line.id: line for line in more}
    names = [*dict.fromkeys(name for clause in clauses for name in clause)]
    lines = [own.get(n) or Line(question=n, required=at == 0) for at, n in enumerate(names)]
    parts = tuple(Clause(id=f"c{at}", says="A part", lines=clause) for at, clause in enumerate(clauses))
    words = dict.fromkeys(("title", "statement", "owner_role", "why", "remedy"), "Words")
    return Criterion(id=ref.lower(), ref=ref, critical=critical, lines=tuple(lines), clauses=parts, **words)


def audit(
    month: Month = JUNE, selection: Selection = Selection.RANDOM, risk: str | None = None, **columns: str
) -> CaseSheet:
    """A sheet by its columns, each all its answers in a row."""
    rows = ["".join(row) for row in zip(*columns.values(), strict=True)]
    name = f"{month} {'-'.join(columns)} {selection}.xlsx"
    graded: list[str | None] = [risk] * len(rows)
    return sheet(rows, questions=tuple(columns), month=month, selection=selection, file=name, risk=graded)


def world(
    *criteria: Criterion, day: date = JUNE.last, cases: tuple[CaseSheet, ...] = (), **seen: object
) -> World:
    theme = Theme(id="theme", title="Theme", order=1, criteria=criteria)
    return World(rubric_of(theme), Evidence(cases=cases, **seen), day)  # type: ignore[arg-type]


def blanked(before: World, question: str) -> World:
    """Every No to a question blanked."""
    return answered_anew(before, [p for p in places_of(before, "N") if p[2] == question], "_")


def returned(item: str, met: int, of: int = 100) -> Figure:
    return Figure("return", item, JUNE, met, of, Place("Return.xlsx", "Return", 2))


Q1, Q2, Q3, Q4 = (f"case-audit/Q{n}" for n in (1, 2, 3, 4))
M1 = Line(measure="return/M1", green_from=0.9, amber_from=0.75)


def test_a_failure_in_one_clause_lifts_no_requirement_on_another() -> None:
    before = world(criterion((Q1,), (Q2,)), cases=(audit(Q1="Y" * 30, Q2="Y" * 29 + "N"),))
    after = answered_anew(before, [(0, at, "Q2") for at in range(4)], "N")
    assert (before.colours["requirement", "R2"], after.colours["clause", "u01", "c1"]) == (A, A)
    none_of(gains(after, before))


def test_weights_are_the_same_all_through_the_newest_month() -> None:
    months = (audit(Q1="Y" * 13), audit(JUNE.later(-6), Q1="Y" * 14 + "N" * 31))
    today = world(criterion((Q1,)), cases=months, day=JUNE.first)
    none_of(gains(today.at(JUNE.later(1).first), today))


@pytest.mark.parametrize(
    "said",
    [
        [(R, "intent", 30, "one"), (G, "judgement", 0, "one")],
        [(R, "intent", 30, "one")],
        [(R, "judgement", 10, "one"), (G, "judgement", 0, "one"), (G, "judgement", 0, "two")],
    ],
)
def test_a_red_opinion_is_not_forgotten_beside_newer_ones(said: list[tuple[Colour, str, int, str]]) -> None:
    place = Place("Views.xlsx", "Views", 2)
    judgements = tuple(
        Judgement("u01", colour, kind, JUNE.last - timedelta(days), place, rater, reasoned=True)  # type: ignore[arg-type]
        for colour, kind, days, rater in said
    )
    today = world(criterion((Q1,)), cases=(audit(Q1="Y" * 60),), judgements=judgements)
    for days in range(0, 200, 7):
        none_of(gains(today.at(JUNE.last + timedelta(days)), today))


def test_one_cell_blanked_takes_no_early_red_away() -> None:
    before = world(criterion((Q1, Q2)), cases=(audit(Q1="Y" * 60), audit(Q2="NNNYY")))
    after = answered_anew(before, [(1, 0, "Q2")], "_")
    assert before.colours["line", "u01", Q2] is R
    assert after.colours["line", "u01", Q2] is X
    none_of(gains(after, before, buys))


def test_blanks_hide_no_red_of_one_question_of_several() -> None:
    before = world(criterion((Q1, Q2)), cases=(audit(Q1="Y" * 40, Q2="Y" * 20 + "N" * 20),))
    after = blanked(before, "Q2")
    assert (before.colours["criterion", "u01"], after.colours["criterion", "u01"]) == (R, X)
    none_of(gains(after, before, buys))


@pytest.mark.parametrize(("risk", "was", "then"), [("high", R, X), ("standard", A, A)])
def test_a_blank_hides_nobody_who_is_unsafe(risk: str, was: Colour, then: Colour) -> None:
    before = world(criterion((Q3,)), cases=(audit(Q3="Y" * 59 + "N", risk=risk),))
    after = blanked(before, "Q3")
    assert (before.colours["criterion", "u01"], after.colours["criterion", "u01"]) == (was, then)


def test_a_critical_red_that_is_blanked_still_limits_its_theme() -> None:
    first, second = criterion((Q1,), critical=True), criterion((Q2,), ref="U02")
    before = world(first, second, cases=(audit(Q1="Y" * 20 + "N" * 20, Q2="Y" * 40),))
    after = blanked(before, "Q1")
    assert (before.colours["theme", "theme"], after.colours["theme", "theme"]) == (R, X)


def test_a_critical_red_that_is_blanked_limits_a_theme_of_four() -> None:
    four = (criterion((f"case-audit/Q{n}",), ref=f"U0{n}", critical=n == 1) for n in (1, 2, 4, 7))
    said = audit(Q1="Y" * 20 + "N" * 20, Q2="Y" * 40, Q4="Y" * 40, Q7="Y" * 40)
    before = world(*four, cases=(said,))
    after = blanked(before, "Q1")
    assert (before.colours["theme", "theme"], after.colours["theme", "theme"]) == (R, X)


def test_a_requirement_on_a_clause_that_may_be_red_is_not_amber() -> None:
    before = world(
        criterion((Q1,), (Q2,), (Q4,)), cases=(audit(Q1="Y" * 40, Q2="Y" * 20 + "N" * 20, Q4="Y" * 40),)
    )
    none_of(gains(blanked(before, "Q2"), before, buys))


def test_a_question_left_out_is_missed_in_a_clause_of_its_own_form() -> None:
    """Its form is in use, though no other question of it is in the clause."""
    asked = criterion((Q1,), (Q2, "return/M1"), more=(M1,))
    cases = (audit(Q1="Y" * 40, Q2="Y" * 20 + "N" * 20),)
    before = world(asked, cases=cases, figures=(returned("return/M1", 100),))
    after = without_item(before, Q2)
    assert (before.colours["clause", "u01", "c1"], after.colours["clause", "u01", "c1"]) == (R, A)


def test_hand_picked_cases_do_not_pass_for_a_question_asked() -> None:
    valid, picked = audit(Q1="Y" * 40), audit(selection=Selection.JUDGEMENT, Q2="Y" * 40)
    assert world(criterion((Q1, Q2)), cases=(valid, picked)).colours["clause", "u01", "c0"] is A


def test_a_doubtful_row_of_others_holds_nothing_back() -> None:
    asked, theirs = criterion((Q1,), ("case-audit/Q9",)), Doubt("case-audit/Q9", UNDATED)
    doubted = world(asked, cases=(audit(Q1="Y" * 40, Q9="Y" * 40),), doubts=(theirs,))
    assert doubted.colours["criterion", "u01"] is G


def test_a_concern_is_not_outweighed_by_picking_good_cases() -> None:
    valid, bad = audit(Q1="Y" * 60), audit(selection=Selection.JUDGEMENT, Q1="N" * 6)
    good = audit(JUNE.later(-1), selection=Selection.NOT_STATED, Q1="Y" * 40)
    before = world(criterion((Q1,)), cases=(valid, bad))
    none_of(gains(before.with_sheets((valid, bad, good)), before))


def test_a_failing_line_is_no_second_source_for_another_clause() -> None:
    """Nine of its answers turned to No made it Red, and so a second source beside the Green of another clause."""
    asked = criterion((Q1,), ("checks/S1",))
    old, new = audit(JUNE.later(-11), Q2="Y" * 34), audit(JUNE.later(-6), Q2="Y" * 26)
    checked = [replace(one, form="checks", questions=("S1",), columns={"S1": "B"}) for one in (old, new)]
    before = world(asked, cases=(audit(Q1="Y" * 80), *checked))
    none_of(gains(answered_anew(before, [(2, at, "S1") for at in range(9)], "N"), before))


def test_an_answer_nobody_can_read_excuses_no_more_not_applicable() -> None:
    """Taken to have failed, eleven of them raised the usual share by one, at the worst reading alone."""
    asked = criterion((Q1,), ("case-audit/Q5",))
    months = [audit(Q1="Y" * 45, Q5="A" * 11 + "?" * 11 + "Y" * 23)]
    worst = [
        line.at_worst.counts
        for line in world(asked, cases=tuple(months)).assessed.criteria[0].lines
        if line.at_worst is not None
    ]
    beyond = 11 - binomial_limit(34, 0.1, 0.99)
    assert [(counts.yes, counts.no) for counts in worst] == [(23, 11 + beyond)]


def test_hand_picked_cases_do_not_stand_in_for_a_sample_that_is_all_not_applicable() -> None:
    valid, picked = audit(Q1="Y" * 40, Q5="A" * 40), audit(selection=Selection.JUDGEMENT, Q5="Y" * 39 + "N")
    before = world(criterion((Q1, "case-audit/Q5")), cases=(valid,))
    none_of(gains(before.with_sheets((valid, picked)), before))


def test_a_baseline_hides_no_red_behind_newer_cases_that_show_nothing() -> None:
    """A question of another's (Q9) was Red in May; the hand-picked cases of June alone are Grey."""
    valid = audit(JUNE.later(-1), Q1="Y" * 60, Q9="N" * 37 + "Y" * 23)
    picked = audit(selection=Selection.JUDGEMENT, Q1="Y" * 40, Q9="N" * 6 + "Y" * 34)
    unsigned = world(criterion((Q1, "case-audit/Q9")), cases=(valid, picked))
    signed = replace(unsigned, signed=JUNE.first - timedelta(1))
    assert unsigned.colours["line", "u01", "case-audit/Q9"] == R
    none_of(gains(signed, unsigned))


def test_a_baseline_hides_no_older_month_of_a_line() -> None:
    other = Line(measure="return/M5", green_from=0.9, amber_from=0.75)
    figures = tuple(
        Figure("return", "return/M5", JUNE.later(-ago), met, 100, Place("Return.xlsx", "Return", 2 + ago))
        for ago, met in enumerate((100, 100, 60))
    )
    cases = (audit(Q1="Y" * 13 + "N"), audit(JUNE.later(-1), Q1="Y" * 60))
    unsigned = world(criterion((Q1, "return/M5"), more=(other,)), cases=cases, figures=figures)
    signed = replace(unsigned, signed=JUNE.first - timedelta(2))
    assert (unsigned.colours["criterion", "u01"], signed.colours["criterion", "u01"]) == (G, A)
    none_of(gains(signed, unsigned))


# -- still open ------------------------------------------------------------------------------------


BESIDE = criterion((Q1, "return/M1", "register/D1"), more=(M1, Line(document="register/D1")))


def papers(**status: str) -> tuple[Document, ...]:
    return tuple(
        Document("register", f"register/{one}", said, Place("R.xlsx", "R", row), JUNE.first, date(2027, 1, 1))  # type: ignore[arg-type]
        for row, (one, said) in enumerate(status.items(), 2)
    )


def test_a_paper_that_a_register_leaves_out_makes_nothing_green() -> None:
    """A register is a complete list (A18): what it leaves out is known to be left out."""
    before, after = (
        world(BESIDE, cases=(audit(Q1="Y" * 60),), documents=papers(**said))
        for said in ({"D1": "absent", "D2": "approved"}, {"D2": "approved"})
    )
    assert (before.colours["criterion", "u01"], after.colours["criterion", "u01"]) == (A, A)
    assert after.assessed.criteria[0].notes[0] == "partly_asked"


@pytest.mark.parametrize("item", ["return/M1", "register/D1"])
def test_a_figure_or_paper_that_was_sent_once_makes_nothing_green(item: str) -> None:
    """A15: a ledger keeps that it was sent, whatever was loaded in its place."""
    seen = Evidence(cases=(audit(Q1="Y" * 60),), sent_once=frozenset([item]))
    assert World(world(BESIDE).rubric, seen, JUNE.last).colours["criterion", "u01"] is A


def test_an_audit_stands_alone_beside_what_nobody_ever_sent() -> None:
    """A5 and A13 as they stand: a figure or paper that never came takes nothing from an audit of every part.

    Else no audit would ever be enough. What it would have said is not known to anybody; once it was sent, it is.
    """
    assert world(BESIDE, cases=(audit(Q1="Y" * 60),)).colours["criterion", "u01"] is G
    assert world(BESIDE, cases=(audit(Q1="Y" * 36),)).colours["criterion", "u01"] is G
    assert world(BESIDE, cases=(audit(Q1="Y" * 35),)).colours["criterion", "u01"] is A


def test_a_question_left_out_of_the_sheet_it_failed_in_is_missed() -> None:
    """Until newer cases answer it; a sheet that asks nothing else of the criterion leaves nothing out of it."""
    other = audit(JUNE.later(-1), Q1="Y" * 40, Q2="Y" * 40)
    before = world(criterion((Q1, Q2)), cases=(audit(Q1="Y" * 40, Q2="N" * 40), other))
    after = before.with_sheet(0, without_question(before.evidence.cases[0], "Q2"))
    assert (before.colours["criterion", "u01"], after.colours["criterion", "u01"]) == (R, A)
    assert after.assessed.criteria[0].notes[0] == "passed_over"
    july = replace(after, as_at=JUNE.later(1).last)
    asked_again = audit(JUNE.later(1), Q1="Y" * 40, Q2="Y" * 40)
    assert july.with_sheets((*after.evidence.cases, asked_again)).colours["criterion", "u01"] is G
    apart = world(
        criterion((Q1, Q2)), cases=(audit(Q9="Y" * 40), audit(JUNE.later(-1), Q1="Y" * 60, Q2="Y" * 60))
    )
    assert apart.colours["criterion", "u01"] is G


def test_what_not_applicable_can_hide_is_the_usual_share_and_is_told() -> None:
    """A16 as it stands: a "not applicable" that is false looks like one that is true, as a false Yes does.

    So failures within the usual share, at its 99 % limit, can be hidden under it, and not one more: those beyond it
    are as if blank. Each is counted in the sentence, and each is one Yes fewer of those that an audit needs to stand
    alone (A5).
    """
    limit = binomial_limit(40, 0.1, 0.99)

    def said(**columns: str) -> World:
        return world(criterion(("case-audit/Q5",)), cases=(audit(**columns),))

    for hidden in range(41):
        met = "Y" * (40 - hidden)
        called, blank = (
            said(Q5=met + "A" * free + "_" * (hidden - free)) for free in (hidden, min(hidden, limit))
        )
        none_of(gains(called, blank))
        finding = called.assessed.criteria[0]
        assert (finding.colour is G) is (40 - hidden >= 36)
        assert not hidden or f"{min(hidden, limit)} more, not applicable" in finding.reason


def test_one_more_failing_case_takes_no_grey_away() -> None:
    before = world(criterion((Q1,)), cases=(audit(Q1="Y" * 40 + "A" * 41),))
    after = world(criterion((Q1,)), cases=(audit(Q1="Y" * 40 + "A" * 41 + "N"),))
    none_of(gains(after, before))


def test_a_failing_required_look_frees_no_requirement_on_another_clause() -> None:
    asked = criterion((Q1,), ("checks/S1",))
    checked = replace(audit(Q2="Y" * 40), form="checks", questions=("S1",), columns={"S1": "B"})
    before = world(asked, cases=(audit(Q1="Y" * 8 + "N" * 3), checked))
    after = world(asked, cases=(audit(Q1="Y" * 4 + "N" * 7), checked))
    key = ("requirement", "R3")
    assert (before.colours[key], after.colours[key]) == (X, X)


def test_a_theme_is_told_once_its_criteria_are_and_no_failure_is_a_pass() -> None:
    """R4.2 as it stands: a Grey that turns out Red makes no theme Green, takes no Red away, and is named.

    Grey says that more than a third cannot be told. That is no longer so of a theme whose criteria all are, so a
    Grey theme of two may turn Amber by a failure; its Red holds it there, in so many words.
    """
    for number in range(1, 7):
        for colours in product((G, A, R, X), repeat=number):
            for at in (at for at, colour in enumerate(colours) if colour is X):
                told = [*colours[:at], R, *colours[at + 1 :]]
                was, now = (theme_colour([(c, False) for c in some], 0.2)[0] for some in (colours, told))
                assert now is not G
                assert (was, now) in {(R, R), (X, R), (X, X), (X, A), (A, R), (A, A), (G, R), (G, A)}
    both = criterion((Q1,)), criterion((Q2,), ref="U02")
    grey, red = (world(*both, cases=(audit(Q1="Y" * 60), audit(Q2=said * 11))) for said in "YN")
    assert (grey.colours["theme", "theme"], red.colours["theme", "theme"]) == (X, A)
    assert red.assessed.themes[0].limited_by == ("u02",)


def test_one_more_no_makes_no_grey_clause_amber() -> None:
    asked = criterion((Q1,), (Q2,))
    close, low = (
        world(asked, cases=(audit(Q1="Y" * 30, Q2="Y" * met + "N" * (30 - met)),)) for met in (23, 22)
    )
    key = ("clause", "u01", "c1")
    assert (close.colours["line", "u01", Q2], low.colours["line", "u01", Q2]) == (X, R)
    assert (close.colours[key], low.colours[key]) == (A, A)


BAND = Line(measure="return/M3", band=(0.25, 0.75), analysis="register/D3")


@pytest.mark.parametrize("age", [0, 3])  # a figure that counts, and one that is too old
def test_the_analysis_of_a_figure_left_out_makes_nothing_green(age: int) -> None:
    figures = tuple(returned("return/M3", 100)._replace(month=JUNE.later(-age - n)) for n in range(3))
    seen = {"cases": (audit(Q1="Y" * 60),), "figures": figures}
    before, after = (
        world(criterion((Q1, "return/M3"), more=(BAND,)), documents=papers(**said), **seen)
        for said in ({"D1": "approved", "D3": "approved"}, {"D1": "approved"})
    )
    none_of(gains(after, before))
    assert after.assessed.criteria[0].notes[0] == "analysis_left_out"


def test_the_last_paper_of_a_register_left_out_keeps_its_form_in_use() -> None:
    seen = {"cases": (audit(Q1="Y" * 60),), "figures": (returned("return/M3", 100),)}
    before = world(criterion((Q1, "return/M3"), more=(BAND,)), documents=papers(D1="approved"), **seen)
    after = before.seeing(replace(before.evidence, documents=(), sent_once=frozenset({"register/D1"})))
    assert before.colours["criterion", "u01"] is A
    none_of(gains(after, before))
