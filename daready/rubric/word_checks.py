"""What is wrong with lists of words: a word twice, one that means two things, one that would mean everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daready.rubric.faults import Fault
from daready.rubric.shape import Written
from daready.rubric.word_lists import WordList, pattern_of, spellings

_OF_ROWS = frozenset({"sums", "worked-out", "notes", "summaries", "signing", "examples"})
"""Lists that are asked of the same label: a word of two of them would mean two things. Of the two lists for sheets
the one of examples is asked first."""
_TOTALS = frozenset({"sums", "worked-out"})
_SMALL = "write it in small letters, without a full stop and with single blanks"


def word_faults(lists: Sequence[Written[WordList]]) -> Iterator[Fault]:
    """Each list by itself, and those that are asked of the same label together."""
    for written in lists:
        for key in ("phrases", "begins", "followed_by"):
            yield from _of_one(written, key)
    yield from _contradictions([one for one in lists if one.value.id in _OF_ROWS])


def _of_one(written: Written[WordList], key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, phrase in enumerate(getattr(written.value, key)):
        if problem := _problem(phrase, may_be_number=key == "followed_by"):
            yield written.fault("rubric_wrong_value", key, place, where=f"'{phrase}'", problem=problem)
            continue
        said = {*spellings(phrase)}
        if said & seen:
            yield written.fault("rubric_phrase_twice", key, place, phrase=phrase, list=written.value.id)
        seen |= said


def _problem(phrase: str, *, may_be_number: bool) -> str | None:
    try:
        pattern_of(phrase)
    except ValueError as fault:
        return str(fault)
    if not may_be_number and any(not said.strip("…# ") for said in spellings(phrase)):
        return "it would mean every label: give a word beside … and #"
    small = phrase == " ".join(phrase.lower().split()) and not phrase.endswith(".")
    return None if small else _SMALL


def _contradictions(lists: Sequence[Written[WordList]]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for written in lists:
        own = written.value.id
        kin = _TOTALS if own in _TOTALS else {own}
        for key in ("phrases", "begins"):
            for place, phrase in enumerate(getattr(written.value, key)):
                others = {owners.setdefault(said, own) for said in spellings(phrase)} - kin
                if others:
                    facts = {"word": phrase, "name": own, "other": min(others)}
                    yield written.fault("rubric_word_twice", key, place, **facts)
