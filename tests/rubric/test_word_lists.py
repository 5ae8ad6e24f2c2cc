"""The lists of words: how a phrase is meant, and that each list a program asks for is shipped."""

from __future__ import annotations

import re

import pytest

from daready.evidence.cells.label_words import LabelWords
from daready.rubric.library import load_rubric
from daready.rubric.plain import plain
from daready.rubric.word_lists import LISTS, pattern_of, spellings

SHIPPED = load_rubric(examples=False, superseded=False).words


def test_every_list_is_shipped_and_gives_its_reason() -> None:
    assert {one.id for one in SHIPPED} == {*LISTS}
    assert all(len(one.why) > 20 for one in SHIPPED)


MEANT = {
    "[overall ]average[s]": (("average", "overall averages"), ("overall", "averaged")),
    "week[ ]#": (("week 2", "week12"), ("week", "week 123", "week x")),
    "## case[s]": (("123 cases", "1 case"), ("cases",)),
    "no[.] of …": (("no. of yes", "no of "), ("no of", "no. of " + "x" * 41)),
    "% (met)": (("% (met)",), ("% met",)),
}


@pytest.mark.parametrize("phrase", MEANT)
def test_a_phrase_means_its_spellings_and_no_others(phrase: str) -> None:
    yes, no = MEANT[phrase]
    pattern = re.compile(pattern_of(phrase))
    assert all(map(pattern.fullmatch, yes))
    assert not any(map(pattern.fullmatch, no))


def test_every_spelling_of_a_phrase_is_found() -> None:
    assert {*spellings("[a ]b[c]")} == {"b", "bc", "a b", "a bc"}


@pytest.mark.parametrize("phrase", ["[open", "shut]", "[one [in] other]", "[]"])
def test_brackets_that_do_not_match_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        pattern_of(phrase)


def test_a_word_of_a_list_of_ones_own_is_known_and_no_list_at_all_knows_nothing() -> None:
    own = {"id": "sums", "phrases": ["tally of …"], "begins": (), "followed_by": ()}
    assert LabelWords([own]).is_total("tally of yes")
    assert not LabelWords([]).is_total("total")
    shipped = LabelWords(map(plain, SHIPPED))
    assert shipped.is_total("sub-total north")
    assert shipped.is_note("note: see above")
    assert shipped.is_example("e.g. da/1")
