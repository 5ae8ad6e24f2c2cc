"""No sentence contradicts its numbers: on the samples and on generated boards, with offenders planted beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from docx import Document
from hypothesis import settings

import daready
from daready.messages.scoring import SCORING
from daready.planning.gaps import gaps
from daready.report.first.made import first_page
from daready.report.paper import write_paper
from daready.scoring import reasons
from tests.command.run import YEAR
from tests.sentences import beside, claims
from tests.sentences.facts import EXPECTED
from tests.sentences.judged import Falsehood, falsehoods, rated
from tests.sentences.pages import Printed, false_lines
from tests.sentences.reading import Unread
from tests.sentences.worlds import World, shipped, world

BOARDS = {"house": 8, "laws": 200}.get(settings.get_current_profile_name(), 8)
"""How many boards are made, by profile: with the suite, and before anything lands."""

NAMES = frozenset({"against", "missing", "claims", "why", "fix", "item"})
"""Gaps that hold the titles of lines, an official number, or a sentence that is read by itself."""

OPEN: dict[str, int] = {}
"""Kinds of falsehood that are known and not mended yet, with a board that shows each; a kind that is mended goes."""


@cache
def kinds_of(number: int) -> tuple[Falsehood, ...]:
    return tuple(falsehoods(world(number)))


def closed(found: Iterator[Falsehood] | tuple[Falsehood, ...]) -> list[str]:
    return [f"{one.kind} ({one.where})" for one in found if one.kind not in OPEN]


@pytest.mark.parametrize("number", range(BOARDS))
def test_no_sentence_of_a_board_contradicts_its_numbers(number: int) -> None:
    assert closed(kinds_of(number)) == []


@cache
def sample(name: str) -> World:
    folder, day = {
        "year": (YEAR, date(2026, 6, 30)),
        "2015": (YEAR.parent / "cambridgeshire-2015", date(2015, 6, 4)),
    }[name]
    return World(shipped(), daready.load_evidence([folder], shipped()), day)


@pytest.mark.parametrize("name", ["year", "2015"])
def test_no_sentence_of_a_sample_contradicts_its_numbers(name: str) -> None:
    assert closed(falsehoods(sample(name))) == []


@pytest.mark.parametrize("name", ["year", "2015", 3])
def test_no_sentence_of_the_board_paper_contradicts_its_numbers(name: str | int, tmp_path: Path) -> None:
    made = sample(name) if isinstance(name, str) else world(name)
    assessed, path = rated(made), tmp_path / "paper.docx"
    found = gaps(assessed, made.rubric)
    first = first_page(assessed, found, made.rubric)
    write_paper(
        assessed, found, path, version="0", marking="OFFICIAL", to="the Board", sender="us", first=first
    )
    numbered = [p.text.split("  ", 1) for p in Document(str(path)).paragraphs if p.text[:1].isdigit()]
    said = [text[1] for text in numbered if len(text) == 2]
    limited = [text for text in said if text.startswith("What limits it: ") or " is red because of " in text]
    assert len(said) > 8
    assert [*false_lines(Printed(made, assessed), [text for text in said if text not in limited])] == []


def test_every_sentence_has_its_check() -> None:
    assert set(claims.CLAIMS) == set(SCORING)
    assert set(beside.CLAIMS) == set(beside.BESIDE)
    for code, sentence in SCORING.items():
        gaps_of = {gap for part in sentence[1:] for _, gap, _, _ in Formatter().parse(part) if gap}
        assert gaps_of <= {*EXPECTED, *NAMES, "expires"}, code


def test_what_is_open_is_still_so() -> None:
    """So that a kind that was mended does not stay on the list."""
    if BOARDS < 200:
        pytest.skip("takes more boards than the suite makes")
    gone = {kind for kind, number in OPEN.items() if kind not in {one.kind for one in kinds_of(number)}}
    for number in range(BOARDS if gone else 0):
        gone -= {one.kind for one in kinds_of(number)}
    assert gone == set()


# -- planted offenders --------------------------------------------------------------------------------

PROVEN = 1
"""A board on which each of the sentences below is printed."""


def planted(monkeypatch: pytest.MonkeyPatch, code: str, text: str) -> list[str]:
    """What is found where the table says something else than the reader expects."""
    closed(kinds_of(PROVEN))  # the reader has learned the table as it is
    monkeypatch.setitem(SCORING, code, SCORING[code]._replace(text=text))
    return closed(falsehoods(world(PROVEN)))


def test_a_wrong_count_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SCORING["proven"].text.replace("{met} of {n}", "{n} of {n}")
    assert any(kind.startswith("proven: met ") for kind in planted(monkeypatch, "proven", text))


def test_a_wrong_chance_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SCORING["proven"].text.replace("{sure_green}", "{share}")
    assert any(kind.startswith("proven: sure_green ") for kind in planted(monkeypatch, "proven", text))


def test_a_last_day_that_is_not_the_last_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "_until", lambda line: str(line.expires or "it is replaced"))
    assert any("it no longer counts on its last day" in kind for kind in closed(falsehoods(world(PROVEN))))


def test_a_sentence_that_nobody_checks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unread):
        planted(monkeypatch, "proven", SCORING["proven"].text + " It rained.")
