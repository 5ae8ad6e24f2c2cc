"""The worked examples of docs/method.md are what the engine computes, so that the page cannot go stale."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from daready.evidence.model import Document, Evidence, Month, Place, Reason, Removed
from daready.rubric.model import Clause, Form, Question, Rubric, Theme
from daready.rubric.shape import guarded
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from daready.scoring.classify import fewest_for_green
from daready.scoring.distributions import binomial_limit
from daready.scoring.lists import list_finding
from daready.scoring.model import CriterionFinding
from daready.scoring.requirements import requirement_finding
from tests.scoring.made import AS_AT, JUNE, LINE, POLICY, batch, own_cuts, sheet
from tests.scoring.small import FORMS, RUBRIC, criterion

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
BOTH = ("Q1", "Q2")
FEB = Month(2026, 2)


def says(text: str) -> bool:
    """Whether the page says something, however its lines are broken."""
    return text in re.sub(r"\s+", " ", PAGE)


def clause(name: str, *lines: str, proof: str = "practice") -> Clause:
    return Clause(id=name, says=f"It is {name}.", lines=lines, proof=proof)  # type: ignore[arg-type]


def rubric(*clauses: Clause) -> Rubric:
    """One criterion of these clauses; its first question is the required look."""
    questions = {
        "id": "case-audit",
        "title": "Audit",
        "version": "1",
        "row": "case",
        "why": "Tests.",
        "columns": [{"id": "reference", "reads": "reference", "headings": ["Ref"]}],
        "questions": [{"id": f"Q{n}", "title": f"Question {n}"} for n in (1, 2, 3)],
    }
    names = dict.fromkeys(name for one in clauses for name in one.lines)
    lines: list[dict[str, object]] = [
        {"document": name} if name.startswith("document") else {"question": name, "required": name[-1] == "1"}
        for name in names
    ]
    made = replace(criterion("done", "U01", *lines), clauses=clauses)
    theme = Theme(id="work", title="Work", order=1, criteria=(made,))
    return replace(RUBRIC, forms=(guarded(Form, questions), *FORMS[1:]), themes=(theme,), frameworks=())


ONE = rubric(clause("one", "case-audit/Q1"))
TWO = rubric(clause("one", "case-audit/Q1"), clause("two", "case-audit/Q2"))


def rated(asked: Rubric, *sheets: object, day: date = AS_AT, **more: object) -> CriterionFinding:
    evidence = Evidence(cases=sheets, **more)  # type: ignore[arg-type]
    return assess(asked, evidence, as_at=day).criteria[0]


def told(asked: Rubric, *sheets: object, day: date = AS_AT, **more: object) -> tuple[Colour, str]:
    found = rated(asked, *sheets, day=day, **more)
    return found.colour, found.notes[0]


def line(asked: Rubric, *sheets: object, day: date = AS_AT) -> tuple[Colour, str]:
    found = rated(asked, *sheets, day=day).lines[0]
    return found.colour, found.note


def test_clauses() -> None:
    assert told(TWO, sheet(["Y"] * 38 + ["N"] * 2)) == (A, "not_asked")
    assert told(TWO, sheet(["YY"] * 38 + ["NN"] * 2, questions=BOTH)) == (G, "proven")
    assert says("38 of 40 met the first clause and no sheet asks about the second")
    together = rubric(clause("one", "case-audit/Q1", "case-audit/Q2"))
    assert told(together, sheet(["Y"] * 38 + ["N"] * 2)) == (A, "partly_asked")


def test_one_audit_alone() -> None:
    needed = [fewest_for_green(40, own_cuts(green_from=green)) for green in (0.85, 0.90)]
    assert needed == [36, 38]
    assert told(TWO, sheet(["YY"] * 35, questions=BOTH)) == (A, "single_source")
    assert told(TWO, sheet(["YY"] * 36, questions=BOTH)) == (G, "proven")
    assert says("35 of 35 is Amber, 36 of 36 is Green")


def test_a_paper_beside_practice() -> None:
    asked = rubric(clause("one", "case-audit/Q1"), clause("two", "document-register/plan", proof="paper"))
    draft = Document("document-register", "document-register/plan", "draft", Place("Register.xlsx", "R", 2))
    found = rated(asked, sheet(["Y"] * 38 + ["N"] * 2), documents=(draft,))
    assert (found.colour, found.notes[0], found.clauses[1].colour) == (A, "document", R)
    assert told(asked, documents=(draft,))[0] is R


def test_one_of_several() -> None:
    def second(yes: int) -> CriterionFinding:
        answers = ["YY"] * yes + ["YN"] * (38 - yes) + ["NN"] * 2
        return rated(TWO, sheet(answers, questions=BOTH))

    low, firm = second(30), second(26)
    assert (low.colour, low.notes[0], low.lines[1].note) == (A, "one_of_several_low", "provisional")
    assert (firm.colour, firm.lines[1].note) == (R, "firm")
    chances = [f"{found.lines[1].p_red:.0%}" for found in (low, firm)]
    assert says(f"30 of 40 is Red at {chances[0]}") and says(f"26 of 40 is Red at {chances[1]}")
    three = rubric(clause("one", "case-audit/Q1"), clause("two", "case-audit/Q2", "case-audit/Q3"))
    answers = ["YYY"] * 20 + ["YYN"] * 10 + ["YNN"] * 8 + ["NNN"] * 2
    found = rated(three, sheet(answers, questions=("Q1", "Q2", "Q3")))
    assert (found.colour, "one_of_several_low" in found.notes) == (R, True)


def test_waiting() -> None:
    red = sheet(["Y"] * 20 + ["N"] * 20, month=Month(2025, 5), file="May.xlsx")
    assert line(ONE, red, day=date(2025, 5, 31)) == (R, "firm")
    assert line(ONE, red) == (R, "not_answered")
    assert line(ONE, red, sheet(["Y"] * 11)) == (R, "not_answered")
    assert line(ONE, red, sheet(["Y"] * 12)) == (G, "proven")
    assert says("20 of 40 in May 2025") and says("11 of 11 in June 2026")
    amber = sheet(["Y"] * 34 + ["N"] * 6)
    assert [line(ONE, amber, day=day)[0] for day in (AS_AT, date(2027, 7, 31))] == [A, X]


def test_what_was_answered_stays_answered() -> None:
    red = sheet(["N"] * 40, month=Month(2025, 3), file="March.xlsx")
    answer = sheet(["Y"] * 60, month=Month(2025, 9), file="September.xlsx")
    later = sheet(["Y"] * 10 + ["N"] * 2)
    assert line(ONE, red, later)[1] == "not_answered"
    assert line(ONE, red, answer, later)[0] is not R
    assert says("60 of 60 in September 2025") and says("10 of 12 in June 2026")


def test_the_window_is_counted_from_the_newest_month() -> None:
    old = sheet(["N"] * 40, month=Month(2025, 6), file="old.xlsx")
    new = sheet(["Y"] * 37 + ["N"] * 3)
    assert [line(ONE, old, new, day=day)[0] for day in (AS_AT, date(2026, 7, 31))] == [A, A]
    assert line(ONE, new)[0] is G


def test_a_question_that_went_grey_after_amber() -> None:
    together = rubric(clause("one", "case-audit/Q1", "case-audit/Q2"))
    old = sheet(["Y"] * 34 + ["N"] * 6, questions=("Q2",), month=Month(2025, 5), file="old.xlsx")
    assert told(together, old, sheet(["Y"] * 38 + ["N"] * 2)) == (A, "was_short")


def test_hand_picked_cases() -> None:
    valid = sheet(["YY"] * 38 + ["NN"] * 2, questions=BOTH, month=FEB, file="February.xlsx")
    picked = sheet(["N"] * 5, selection=Selection.JUDGEMENT, month=FEB, file="panel.xlsx")
    assert told(TWO, valid, picked) == (A, "concern")
    assert told(TWO, valid, picked, sheet(["YY"] * 11, questions=BOTH)) == (A, "concern")
    assert "concern" not in rated(TWO, valid, picked, sheet(["YY"] * 12, questions=BOTH)).notes


def test_removal() -> None:
    before, after = sheet(["Y"] * 35 + ["N"] * 5), sheet(["Y"] * 35 + ["N"] * 3)
    gone = tuple(
        Removed("case-audit/Q1", JUNE, Place("June.xlsx", "Audit", row), 1, "replaced") for row in (40, 41)
    )
    given = tuple(one._replace(reason=Reason("entered_twice", "A", "Inspector", AS_AT)) for one in gone)
    assert told(ONE, before) == (A, "green_not_proven")
    assert told(ONE, after, removed=gone) == (A, "answers_unclear")
    assert rated(ONE, after, removed=given).lines[0].colour is G
    assert says("35 of 40") and says("35 of 38")


def test_a_contested_row() -> None:
    counted, aside = sheet(["Y"] * 35 + ["N"] * 3), sheet(["N"] * 2)
    assert line(ONE, counted)[0] is G
    assert told(ONE, counted, contested=(aside,)) == (A, "answers_unclear")


def test_the_price_of_not_applicable() -> None:
    assert binomial_limit(40, 0.10, 0.99) == 9
    question = Question(id="Q1", title="Asked", may_not_apply=0.10, may_not_apply_why="Tests.")
    asked = replace(ONE, forms=(replace(ONE.forms[0], questions=(question,)), *ONE.forms[1:]))
    few, many = (sheet(["Y"] * (40 - apart) + ["A"] * apart) for apart in (9, 12))
    assert (line(asked, few), line(asked, many)) == ((G, "proven"), (A, "answers_unclear"))
    assert rated(asked, many).lines[0].counts.doubted == 3


def test_a_list() -> None:
    def of(colour: str) -> Colour:
        question = Question(id="Q1", title="On time", if_not=colour)  # type: ignore[arg-type]
        return list_finding(LINE, question, ONE.forms[0], (), [batch(yes=19, no=1)], AS_AT, POLICY).colour

    assert (of("amber"), of("red")) == (A, R)
    assert says("One overdue item of twenty")


def test_a_requirement_is_capped_by_what_is_asked_of_the_whole() -> None:
    found = rated(TWO, sheet(["YY"] * 35, questions=BOTH))
    assert {one.colour for one in found.clauses} == {G}
    requirement = replace(
        RUBRIC.frameworks[0].groups[0].requirements[0],
        met_by=(replace(RUBRIC.frameworks[0].groups[0].requirements[0].met_by[0], clauses=("one",)),),
    )
    assert requirement_finding(requirement, "force", "Group", {"done": found}).colour is A
