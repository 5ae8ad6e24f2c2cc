"""What each shipped criterion looks like in words: made from its clauses, free of cut points, short where it must."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.report.explain import explain
from daready.report.summary import limits
from daready.rubric.faults import RubricFault
from daready.rubric.model import Criterion
from daready.rubric.terms import Colour
from tests.command.run import daready as run
from tests.rubric.tiny import GOOD, THEME, write
from tests.year import shipped, year

RUBRIC = shipped()
YEAR = daready.assess(RUBRIC, year(), as_at=date(2026, 6, 30))
CRITERIA = list(RUBRIC.criteria.values())
NAMES = [criterion.ref for criterion in CRITERIA]
SMALL = re.compile(r"[^\W\d_]{4,}|\d+")
COMMON = frozenset(
    {"domes", "abuse", "force", "where", "every", "other", "their", "again", "least", "shows", "there"}
)


def stems(text: str) -> set[str]:
    """The beginnings of the longer words, so that review, reviews and reviewed are one."""
    return {word[:5].casefold() for word in SMALL.findall(text)} - COMMON


@pytest.mark.parametrize("criterion", CRITERIA, ids=NAMES)
def test_green_in_words_speaks_of_every_clause_and_the_others_of_some(criterion: Criterion) -> None:
    said = criterion.descriptors
    assert said is not None
    clauses = {clause.id: stems(clause.says) for clause in criterion.clauses}
    assert [name for name, words in clauses.items() if not words & stems(said.green)] == []
    for text in (said.amber, said.red):
        assert any(words & stems(text) for words in clauses.values()), text


@pytest.mark.parametrize("criterion", CRITERIA, ids=NAMES)
def test_words_name_no_cut_point_and_no_colour_since_a_force_may_set_its_own(criterion: Criterion) -> None:
    said = criterion.descriptors
    assert said is not None
    for text in (said.green, said.amber, said.red):
        assert not re.search(r"%|per cent|in 100|in ten\b|\b(green|amber|red|grey)\b", text, re.IGNORECASE), (
            text
        )
        assert not text[0].islower() and text.endswith("."), text
    assert len({said.green, said.amber, said.red}) == 3


def test_short_names_are_short_and_each_is_used_once() -> None:
    names = [criterion.short or "" for criterion in CRITERIA]
    assert all(0 < len(name) <= 18 and len(name.split()) <= 3 for name in names)
    assert len({name.casefold() for name in names}) == len(CRITERIA)
    assert all(len((criterion.short_failure or "x " * 9).split()) <= 4 for criterion in CRITERIA)
    assert all(len((criterion.decision or "x " * 9).split()) <= 7 for criterion in CRITERIA)


def test_a_short_name_of_nineteen_letters_is_refused(tmp_path: Path) -> None:
    def named(letters: int) -> Path:
        theme = THEME.replace("  title: It is asked", f"  short: {'a' * letters}\n  title: It is asked", 1)
        return write(tmp_path / str(letters), {**GOOD, "criteria/asking.yaml": theme})

    assert daready.load_rubric(named(18)).criteria["asked"].short == "a" * 18
    with pytest.raises(RubricFault) as refused:
        daready.load_rubric(named(19))
    assert [one.code for one in refused.value.faults] == ["rubric_wrong_value"]


@pytest.mark.parametrize("colour", list(Colour))
def test_explain_marks_the_colour_computed_and_no_other(colour: Colour) -> None:
    finding = next(one for one in YEAR.criteria if one.colour is colour)
    lines = [*explain(finding, RUBRIC.criteria[finding.id], RUBRIC.policy)]
    assert [line.split(",")[0].strip() for line in lines if ", as it is now:" in line] == [colour.value]


def test_a_criterion_of_a_workspace_without_words_is_explained_all_the_same() -> None:
    finding = YEAR.criteria[0]
    bare = replace(RUBRIC.criteria[finding.id], descriptors=None, short=None)
    assert not any("looks like" in line for line in explain(finding, bare, RUBRIC.policy))


def test_what_limits_a_theme_is_named_for_short_and_by_number_where_there_is_no_short_name() -> None:
    theme = next(t for t in YEAR.themes if len(t.limited_by) > 1)
    held = [c for c in YEAR.criteria if c.id in theme.limited_by]
    assert held[0].short and held[0].short in limits(theme, YEAR.criteria)
    nameless = [replace(c, short="") for c in YEAR.criteria]
    assert held[0].ref in limits(theme, nameless)


def test_the_list_of_what_is_asked_shows_words_and_short_name(tmp_path: Path) -> None:
    ran = run("rubric", "show", "U09", cwd=tmp_path)
    assert ran.code == 0
    said = RUBRIC.criteria["risk-reviewed-in-time"].descriptors
    assert said is not None
    shown = " ".join(ran.out.split())
    assert said.green in shown and said.red in shown
    assert "Risk reviewed" in shown


def test_the_api_gives_the_words() -> None:
    assert daready.load_rubric(examples=False).criteria["chief-officer-leads"].short == "Chief officer"
