"""The independent oracle on A13 and A20: a criterion is no better than its worst clause."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "evidence_samples"
sys.path.insert(0, str(SAMPLES))

from making.clauses import Colour, clause, whole  # noqa: E402
from making.oracle import fewest_for_green  # noqa: E402

NAMES = {"Q": "audit", "M": "measure", "D": "document", "R": "document", "J": "judgement"}
CLASS = {"Q": "A", "M": "B", "D": "C", "R": "B", "J": "D"}


def line(name: str, colour: str, **more: object) -> dict:
    """Q an audit, M a measure, D a paper, R a record, J a judgement."""
    first = name[0]
    made = {"id": name, "kind": NAMES[first], "class": CLASS[first], "colour": colour, "note": name.lower()}
    made |= {"required": False, "asked": True, "record": first == "R"}
    if first == "Q":
        made |= {"books": [name], "s_eff": 36.0, "green_from": 0.85, "red_below": 0.75, "p_green": 0.9}
    return made | more


def one(*lines: dict, proof: str = "practice", unsafe: tuple[bool, ...] = ()) -> tuple[str, str]:
    part = {"id": "it", "proof": proof, "lines": [found["id"] for found in lines]}
    found = clause(part, list(lines), list(unsafe))
    return found.colour, found.note


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([("Q1", "GREEN"), ("M1", "RED")], ("AMBER", "conflict")),
        ([("Q1", "GREEN"), ("M1", "AMBER")], ("AMBER", "m1")),
        ([("Q1", "GREEN"), ("D1", "RED")], ("AMBER", "document")),
        ([("Q1", "GREEN"), ("D1", "GREY")], ("GREEN", "q1")),
        ([("Q1", "AMBER"), ("M1", "RED")], ("AMBER", "q1")),
        ([("M1", "RED"), ("R1", "GREEN")], ("RED", "m1")),
        ([("Q1", "GREY"), ("M1", "GREEN")], ("GREEN", "m1")),
        ([("Q1", "GREY"), ("D1", "GREEN")], ("GREY", "not_shown")),
        ([("Q1", "GREY"), ("D1", "RED")], ("RED", "d1")),
    ],
)
def test_one_clause_from_its_lines(lines: list, wanted: tuple) -> None:
    assert one(*[line(*found) for found in lines]) == wanted


def test_what_proves_and_whether_it_was_asked() -> None:
    unasked, paper = line("Q1", "GREY", asked=False), line("D1", "GREEN")
    assert one(unasked, paper) == ("GREY", "not_asked")
    assert one(paper, proof="paper") == ("GREEN", "d1")
    unchecked = line("R1", "GREEN", **{"class": "C"})
    assert one(unchecked, proof="record") == ("GREY", "not_shown")
    missing = line("R1", "GREY", asked=False, **{"class": "C"})
    assert one(missing, paper, proof="record") == ("GREY", "not_asked")


def test_one_of_several_questions_is_red_only_where_it_is_sure() -> None:
    assert one(line("Q1", "RED", provisional=True)) == ("AMBER", "one_of_several_low")
    assert one(line("Q1", "RED", provisional=True, required=True)) == ("RED", "q1")
    assert one(line("Q1", "RED", provisional=False)) == ("RED", "q1")


def test_doubts_hold_a_green_clause_and_unsafe_cases_more() -> None:
    green = line("Q1", "GREEN")
    assert one(green, line("Q2", "GREY", concern=True)) == ("AMBER", "concern")
    assert one(green, line("Q2", "GREY", failures=2)) == ("AMBER", "failures_seen")
    assert one(green, line("M1", "GREY", was_short=True)) == ("AMBER", "was_short")
    assert one(line("M1", "GREY", was_short=True)) == ("GREY", "not_shown")
    assert one(green, unsafe=(False,)) == ("AMBER", "unsafe")
    assert one(line("Q1", "GREY"), unsafe=(False,)) == ("GREY", "not_shown")
    assert one(line("Q1", "GREY"), unsafe=(False, True)) == ("RED", "unsafe_high_risk")


def all_of(parts: list[tuple[str, str]], *lines: dict) -> tuple[str, str]:
    """Each clause holds every line, which matters to A5 alone."""
    spec = {"clauses": [{"id": str(at), "lines": [x["id"] for x in lines]} for at in range(len(parts))]}
    found = whole(spec, [Colour(*part) for part in parts], list(lines))
    return found.colour, found.note


GREEN, ASKED, SHOWN = ("GREEN", "proven"), ("GREY", "not_asked"), ("GREY", "not_shown")


def test_the_whole_is_no_better_than_its_worst_clause() -> None:
    two = line("Q1", "GREEN", required=True), line("M1", "GREEN")
    assert all_of([GREEN, GREEN], *two) == ("GREEN", "q1")
    assert all_of([GREEN, ("AMBER", "a"), ("RED", "b"), ("RED", "c")], *two) == ("RED", "b")
    assert all_of([ASKED, ("AMBER", "a"), ("AMBER", "b")], *two) == ("AMBER", "a")
    assert all_of([GREEN, SHOWN], *two) == ("AMBER", "not_shown")
    assert all_of([SHOWN, GREEN, ASKED], *two) == ("AMBER", "not_asked")
    assert all_of([GREEN], *two, line("J1", "RED")) == ("AMBER", "conflict")


def test_the_direct_look_is_asked_of_the_whole() -> None:
    grey = line("Q1", "GREY", required=True)
    assert all_of([GREEN, SHOWN], grey, line("M1", "GREEN")) == ("GREY", "q1")
    assert all_of([("RED", "b"), SHOWN], grey) == ("RED", "b")
    assert all_of([SHOWN], grey, line("D1", "GREEN")) == ("GREY", "q1")
    assert all_of([SHOWN, SHOWN], grey, line("J1", "RED")) == ("RED", "paper_only")
    unchecked = line("D1", "GREEN", required=True)
    assert all_of([SHOWN], unchecked) == ("AMBER", "paper_only")
    assert all_of([GREEN], unchecked, line("M1", "GREEN"), line("M2", "GREEN")) == ("AMBER", "not_checked")


def test_an_audit_alone_has_the_yes_that_green_needs_of_forty() -> None:
    assert fewest_for_green(40, (0.85, 0.75), 0.8) == 36
    assert fewest_for_green(40, (0.90, 0.75), 0.8) == 38
    assert fewest_for_green(40, (0.95, 0.85), 0.8) == 40
    assert all_of([GREEN], line("Q1", "GREEN", required=True)) == ("GREEN", "q1")
    short = line("Q1", "GREEN", required=True, s_eff=35.9)
    assert all_of([GREEN], short) == ("AMBER", "single_source")
    same = line("Q2", "GREEN", books=["Q1"], s_eff=30.0)
    assert all_of([GREEN], short, same) == ("AMBER", "single_source")
    assert all_of([GREEN], short, line("Q2", "GREEN")) == ("GREEN", "q1")
