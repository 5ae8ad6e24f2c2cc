"""What a finding carries besides its colour: whole counts, dates, places, points and the words' facts."""

from __future__ import annotations

from datetime import date

import pytest

from daready.evidence.model import Document, Figure, Judgement, Place
from daready.rubric.library import load_rubric
from daready.rubric.model import Example, Item, Line, Measure, Question
from daready.rubric.terms import Colour, Selection
from daready.scoring.audit import audit_finding, freshness
from daready.scoring.card import card_rows
from daready.scoring.combine import combine
from daready.scoring.examples import Tried, try_examples
from daready.scoring.model import Counts, LineFinding, MonthPoint, Support
from daready.scoring.reasons import (
    criterion_sentences,
    cuts_of,
    line_sentence,
    missing_cases,
    percent,
    share_of,
    theme_sentence,
)
from daready.scoring.records import document_finding, judgement_finding, measure_finding
from tests.scoring.made import AS_AT, JUNE, LINE, POLICY, QUESTION, batch, finding

MAY = JUNE.later(-1)


def audited() -> LineFinding:
    batches = [
        batch(JUNE, yes=18, partial=1, no=1, not_recorded=1, not_applicable=2, blank=0),
        batch(MAY, yes=10, no=2),
        batch(JUNE.later(-13), yes=9, no=9),
    ]
    return audit_finding(LINE, QUESTION, False, batches, AS_AT, POLICY)


def test_an_audits_facts() -> None:
    found = audited()
    weight = 0.5 ** (1 / 3)
    assert found.counts == Counts(yes=28, partial=1, no=3, not_recorded=1, not_applicable=2)
    assert (found.n_eff, found.s_eff) == pytest.approx((21 + 12 * weight, 18 + 10 * weight))
    assert (found.first, found.last) == (date(2026, 5, 1), date(2026, 6, 30))
    assert (found.expires, found.freshness) == (date(2027, 7, 31), "fresh")
    assert found.sources == (
        Support("2026-05.xlsx", "Audit", tuple(range(2, 14))),
        Support("2026-06.xlsx", "Audit", tuple(range(2, 23))),
    )
    assert found.failures == (
        Support("2026-05.xlsx", "Audit", (2, 3)),
        Support("2026-06.xlsx", "Audit", (2, 3)),
    )
    assert found.points == (MonthPoint(MAY, 10, 12), MonthPoint(JUNE, 18, 21))
    assert (found.green_from, found.red_below, found.strength, found.required) == (0.85, 0.75, "A", True)
    assert not found.claimed
    assert found.flags == ()


def test_an_expired_audit_says_when_it_was() -> None:
    old = audit_finding(LINE, QUESTION, False, [batch(JUNE.later(-13), yes=30)], AS_AT, POLICY)
    assert (old.note, old.last, old.counts.yes) == ("expired", date(2025, 5, 31), 30)


@pytest.mark.parametrize(
    ("counts", "flags"),
    [
        ({"yes": 40, "not_recorded": 10}, ()),
        ({"yes": 40, "not_recorded": 11}, ("nr_high",)),
        ({"yes": 20, "not_applicable": 20}, ()),
        ({"yes": 20, "not_applicable": 21}, ("na_high",)),
    ],
)
def test_shares_that_are_flagged(counts: dict[str, int], flags: tuple[str, ...]) -> None:
    found = audit_finding(LINE, QUESTION, False, [batch(**counts)], AS_AT, POLICY)
    assert found.flags == flags
    assert (found.note == "na_high") is ("na_high" in flags)


def test_a_hand_picked_audits_facts() -> None:
    picked = audit_finding(
        LINE, QUESTION, False, [batch(selection=Selection.JUDGEMENT, yes=3, no=1)], AS_AT, POLICY
    )
    assert (picked.counts.n, picked.n_eff, picked.rule, picked.p_green) == (4, 4, "A4", None)


@pytest.mark.parametrize(
    ("age", "word"), [(0, "fresh"), (9, "fresh"), (10, "ageing"), (12, "ageing"), (13, "expired")]
)
def test_freshness(age: int, word: str) -> None:
    assert freshness(age, 12, POLICY) == word


def test_a_measures_facts() -> None:
    line = Line(measure="performance-return/M1", green_from=0.9, amber_from=0.8)
    figures = [
        Figure("performance-return", line.id, JUNE.later(-age), met, 50, Place("R.xlsx", "R", row), district)
        for row, (age, met, district) in enumerate(
            [(0, 46, "a"), (0, 44, "b"), (2, 45, None), (3, 1, None)], 2
        )
    ]
    item = Measure(id="M1", title="A measure", numerator="done", denominator="due")
    found = measure_finding(line, item, figures, AS_AT, POLICY)
    assert (found.counts, found.colour, found.note) == (Counts(yes=135, no=15), Colour.GREEN, "at_standard")
    assert (found.first, found.last) == (date(2026, 4, 1), date(2026, 6, 30))
    assert (found.expires, found.freshness, found.strength) == (date(2026, 9, 30), "fresh", "B")
    assert found.sources == (Support("R.xlsx", "R", (2, 3, 4)),)
    assert found.points == (
        MonthPoint(JUNE.later(-3), 1, 50),
        MonthPoint(JUNE.later(-2), 45, 50),
        MonthPoint(JUNE, 90, 100),
    )


def test_a_documents_facts() -> None:
    def found(proof: str, checked: bool, review: date | None, status: str = "approved") -> LineFinding:
        row = Document(
            "document-register", "plan", status, Place("D.csv", "D", 4), date(2026, 1, 2), review, checked
        )  # type: ignore[arg-type]
        line = Line(document="document-register/plan", proof=proof)  # type: ignore[arg-type]
        return document_finding(line, Item(id="plan", title="The plan"), [row], AS_AT, POLICY)

    paper = found("paper", False, date(2026, 12, 31))
    assert (paper.strength, paper.flags, paper.rule) == ("C", (), "R5.4")
    assert (paper.first, paper.last, paper.expires) == (date(2026, 1, 2), date(2026, 1, 2), date(2027, 1, 1))
    assert paper.sources == (Support("D.csv", "D", (4,)),)
    assert [found("record", checked, date(2026, 12, 31)).flags for checked in (True, False)] == [
        (),
        ("not_checked",),
    ]
    assert [
        found("paper", False, review).freshness
        for review in (date(2026, 12, 31), date(2026, 7, 1), AS_AT, date(2026, 6, 29))
    ] == ["fresh", "ageing", "ageing", "expired"]
    assert [found("paper", False, None, status).rule for status in ("approved", "absent", "draft")] == [
        "A10",
        "A10",
        "R5.4",
    ]
    assert found("paper", False, None).expires is None


def test_the_worst_row_of_a_register_speaks() -> None:
    rows = [
        Document("document-register", "plan", status, Place("D.csv", "D", row), None, date(2027, 1, 1))  # type: ignore[arg-type]
        for row, status in ((2, "approved"), (3, "draft"), (4, "approved"))
    ]
    line = Line(document="document-register/plan")
    found = document_finding(line, Item(id="plan", title="The plan"), rows, AS_AT, POLICY)
    assert (found.note, found.sources) == ("not_approved", (Support("D.csv", "D", (2, 3, 4)),))


def test_a_judgements_facts() -> None:
    said = [
        Judgement("done", Colour.GREEN, "judgement", made, Place("J.csv", "J", row), who, reasoned)
        for row, (made, who, reasoned) in enumerate(
            [(date(2026, 6, 1), "a", True), (date(2026, 5, 1), "b", True), (date(2026, 6, 29), "c", False)], 2
        )
    ]
    found = judgement_finding(said, AS_AT, POLICY)
    assert found is not None
    assert (found.colour, found.first, found.last) == (Colour.GREEN, date(2026, 5, 1), date(2026, 6, 1))
    assert (found.expires, found.freshness) == (date(2026, 8, 31), "fresh")
    assert found.sources == (Support("J.csv", "J", (2, 3)),)
    late = judgement_finding(said, date(2026, 8, 31), POLICY)
    assert late is not None
    assert (late.colour, late.note, late.freshness, late.rule) == (Colour.GREY, "expired", "expired", "R5.2")
    last_day = judgement_finding(said, date(2026, 8, 30), POLICY)
    assert last_day is not None
    assert (last_day.note, last_day.freshness) == ("one_rater", "ageing")
    unreasoned = judgement_finding(said[2:], AS_AT, POLICY)
    assert unreasoned is not None
    assert (unreasoned.note, unreasoned.rule, unreasoned.freshness) == ("no_reason", "R5.5", "fresh")


def test_shares_are_rounded_down() -> None:
    assert [percent(v) for v in (0.899999, 0.9, 0.29, 1.0, 0.0)] == ["89%", "90%", "29%", "100%", "0%"]
    assert [share_of(*pair) for pair in ((899, 1000), (9, 10), (0, 0))] == ["89%", "90%", "none"]


def test_a_sentence_tells_the_findings_own_numbers() -> None:
    found = audit_finding(LINE, QUESTION, False, [batch(yes=34, no=5, not_recorded=1)], AS_AT, POLICY)
    text, fix = line_sentence(found, POLICY)
    for fact in ("34 of 40", "85%", "47%"):
        assert fact in text
    assert "16 " in fix
    assert missing_cases(found, POLICY) == 16
    assert (cuts_of(found, POLICY).green_from, cuts_of(found, POLICY).red_below) == (0.85, 0.75)
    proven = audit_finding(LINE, QUESTION, False, [batch(yes=40)], AS_AT, POLICY)
    assert missing_cases(proven, POLICY) is None
    assert "2026-12-30" in line_sentence(proven, POLICY)[1]
    red = audit_finding(LINE, QUESTION, False, [batch(yes=1, no=4, not_recorded=1)], AS_AT, POLICY)
    assert "1 of 6 usable cases met it (16%)" in line_sentence(red, POLICY)[0]


def test_every_worked_example_of_the_rubric_holds() -> None:
    tried = try_examples(load_rubric())
    assert len(tried) > 300
    assert [one.example.name for one in tried if not one.holds] == []


@pytest.mark.parametrize("wrong", [Colour.GREEN, Colour.AMBER, Colour.GREY])
def test_a_worked_example_that_names_another_colour_does_not_hold(wrong: Colour) -> None:
    red = Tried(Example(name="red", audit={"no": 40}, colour=wrong), Colour.RED, ("firm",))
    assert not red.holds
    assert not Tried(Example(name="it", audit={"no": 40}, colour=Colour.RED), wrong, ("firm",)).holds


def test_the_cards_sizes() -> None:
    rows = card_rows(POLICY, 400)[1:]
    assert [int(row[0]) for row in rows] == [400, 300, 200, 150, 100, 80, 60, 50, 40, 35, 30, 25, 20, 15, 12]


def lines_of(*made: tuple[str, Colour, dict[str, object]]) -> str:
    """The reason of a criterion with these lines."""
    found = [finding(kind, colour, id=f"{kind}{at}", **more) for at, (kind, colour, more) in enumerate(made)]
    combined = combine(found, min_lines=2, alone_from=40, second_line=frozenset({"A", "B"}))
    return criterion_sentences(combined, found, POLICY)[0]


G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
PROVEN: dict[str, object] = {"note": "proven", "p_green": 0.9, "n_eff": 30.0, "s_eff": 30.0}
SHORT: dict[str, object] = {"note": "firm", "p_green": 0.1, "n_eff": 30.0, "s_eff": 24.0}
FIGURE: dict[str, object] = {"note": "at_standard"}
FEW: dict[str, object] = {"note": "too_few", "counts": Counts(yes=3, no=2)}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("audit", G, PROVEN), ("measure", R, {"note": "below_standard"})], "30 days"),
        ([("audit", R, SHORT), ("measure", G, FIGURE)], "30 days"),
        ([("audit", G, {**PROVEN, "flags": ("concern",)}), ("measure", G, FIGURE)], "and-picked cases"),
        ([("audit", A, {**SHORT, "flags": ("concern",)}), ("measure", G, FIGURE)], "and-picked cases"),
        ([("audit", G, PROVEN), ("measure", G, FIGURE), ("audit", X, FEW)], "ailures were seen"),
        ([("audit", X, {**FEW, "required": True}), ("measure", G, FIGURE)], "ailures were seen"),
        ([("audit", G, {**PROVEN, "unsafe": 2}), ("measure", G, FIGURE)], "made safe: 2"),
        ([("audit", A, {**SHORT, "unsafe": 2}), ("measure", G, FIGURE)], "made safe: 2"),
        ([("audit", A, {**SHORT, "unsafe": 2, "unsafe_high": 1}), ("measure", G, FIGURE)], "made safe: 1"),
        (
            [("audit", A, SHORT), ("judgement", A, {"note": "judged", "flags": ("admitted_weakness",)})],
            "admits",
        ),
        ([("audit", A, {**SHORT, "flags": ("partial_sensitive",)})], "partial answers"),
    ],
)
def test_each_warning_is_told_once(lines: list[tuple[str, Colour, dict[str, object]]], told: str) -> None:
    assert lines_of(*lines).count(told) == 1


def test_what_is_not_so_is_not_told() -> None:
    said = lines_of(("audit", A, SHORT), ("measure", G, FIGURE))
    for told in ("30 days", "and-picked", "ailures were seen", "made safe", "admits", "partial answers"):
        assert told not in said


def test_a_criterion_tells_the_practice_beside_what_caps_it() -> None:
    capped = lines_of(
        ("audit", G, {**PROVEN, "counts": Counts(yes=30)}), ("document", A, {"note": "review_due"})
    )
    assert "30 of 30" in capped
    first = lines_of(
        *(("audit", G, {**PROVEN, "counts": Counts(yes=yes)}) for yes in (30, 20)),
        ("document", A, {"note": "review_due"}),
    )
    assert "30 of 30" in first
    assert "20 of 20" not in first
    assert lines_of() == "Nothing that was read bears on it."


def test_a_theme_says_what_it_is_made_of_and_who_holds_it() -> None:
    counts = {G: 2, A: 1, R: 0, X: 0}
    held = theme_sentence(A, ["done"], counts)
    assert "2 Green, 1 Amber" in held
    assert "done" in held
    assert "Red" not in held
    assert "done" not in theme_sentence(G, ["done"], counts)
    assert theme_sentence(G, [], dict.fromkeys(Colour, 0)) == "No criterion in scope."
    assert theme_sentence(X, ["done"], counts, R).endswith("Unclear answers could make it Red.")


def test_what_a_panel_did_not_agree_is_a_result_of_its_own() -> None:
    carried = "not agreed, carried forward"
    question = Question(
        id="Q1",
        title="A score",
        type="choice",
        choices={"yes": ("1",), "set_apart": ("4",)},
        set_apart=carried,
        set_apart_share=0.25,
        set_apart_why="a local default",
    )
    found = audit_finding(
        LINE, question, False, [batch(yes=40, not_applicable=13, set_apart=10)], AS_AT, POLICY
    )
    assert found.counts.n == 40
    assert f"3 more, not applicable, and 10 more, {carried}." in line_sentence(found, POLICY)[0]
    none = audit_finding(LINE, question, False, [batch(yes=40, not_applicable=3)], AS_AT, POLICY)
    assert carried not in line_sentence(none, POLICY)[0]


def test_a_score_of_three_called_four_in_a_case_audit_buys_nothing() -> None:
    """What no panel has agreed on is not known (A6): as a usual share, a quarter of the failing scores was free."""
    question = load_rubric().item["case-audit/Q69"]
    assert isinstance(question, Question)
    failing = audit_finding(LINE, question, False, [batch(yes=32, no=6)], AS_AT, POLICY)
    carried = batch(yes=32, not_applicable=6, set_apart=6)
    apart = audit_finding(LINE, question, False, [carried], AS_AT, POLICY)
    assert failing.colour is Colour.AMBER
    assert (apart.colour, apart.note, apart.counts.doubted) == (Colour.AMBER, "answers_unclear", 6)


@pytest.mark.parametrize(("apart", "doubted"), [(16, 0), (19, 0), (40, 11)])
def test_more_set_apart_than_is_usual_is_not_known(apart: int, doubted: int) -> None:
    """A16: a panel that carries forward what it would score 3 buys nothing."""
    question = Question(
        id="Q1",
        title="A score",
        type="choice",
        choices={"yes": ("1",), "set_apart": ("4",)},
        set_apart="not agreed",
        set_apart_share=0.25,
        set_apart_why="a local default",
    )
    cases = batch(yes=40, not_applicable=apart, set_apart=apart)
    found = audit_finding(LINE, question, False, [cases], AS_AT, POLICY)
    assert (found.counts.doubted, found.counts.set_apart) == (doubted, apart - doubted)
