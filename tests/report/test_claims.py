"""Claims against evidence: every good word beside what was seen, disagreements first, on rubric cases and on 2015."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.report.claims import claims_table
from daready.rubric.terms import Colour
from daready.scoring.contradictions import claims
from daready.scoring.model import Assessment, LineFinding, Support
from tests.command.run import YEAR
from tests.scoring.made import finding
from tests.year import shipped, year

SEEN = (Support("June.xlsx", "Audit", (2,)),)
PAPER = finding("document", Colour.GREEN)


def audit(colour: Colour, **more: object) -> LineFinding:
    return finding("audit", colour, sources=SEEN, **more)


@pytest.mark.parametrize(
    ("seen", "standing"),
    [
        ([], "untested"),
        ([finding("audit", Colour.GREY)], "untested"),
        ([audit(Colour.GREY)], "untested"),
        ([audit(Colour.GREEN)], "borne_out"),
        ([audit(Colour.GREEN, unsafe=1)], "short"),
        ([audit(Colour.GREEN), audit(Colour.AMBER)], "short"),
        ([audit(Colour.GREEN), audit(Colour.RED)], "disagrees"),
        ([audit(Colour.AMBER, flags=("recent_fall",))], "disagrees"),
        ([audit(Colour.RED, owner="cps")], "untested"),
    ],
)
def test_how_a_claim_stands_against_what_was_seen(seen: list[LineFinding], standing: str) -> None:
    (claim,) = claims([PAPER, *seen])
    assert claim.standing == standing


@pytest.mark.parametrize(
    ("line", "is_claim"),
    [
        (PAPER, True),
        (finding("document", Colour.AMBER, note="no_review_date"), True),
        (finding("document", Colour.RED, note="absent"), False),
        (finding("judgement", Colour.AMBER, note="one_rater"), True),
        (finding("judgement", Colour.AMBER, note="intent_only"), True),
        (finding("judgement", Colour.AMBER, note="judged"), False),
        (finding("judgement", Colour.RED, note="judged"), False),
        (finding("document", Colour.GREEN, owner="cps"), False),
        (audit(Colour.GREEN), False),
    ],
)
def test_what_is_a_claim(line: LineFinding, is_claim: bool) -> None:
    assert bool(claims([line])) is is_claim


def test_the_worst_that_was_seen_is_named_first() -> None:
    good, bad = audit(Colour.GREEN), audit(Colour.RED)
    (claim,) = claims([PAPER, good, bad])
    assert claim.seen == (bad, good)


def assessed(folder: Path, day: date) -> Assessment:
    evidence = year() if folder == YEAR else daready.load_evidence([folder], shipped())
    return daready.assess(shipped(), evidence, as_at=day)


def test_the_papers_of_2015_rest_on_nothing_else() -> None:
    table = claims_table(assessed(YEAR.parent / "cambridgeshire-2015", date(2015, 6, 4)))
    assert len(table.rows) == 21
    assert {row.cells[7].text for row in table.rows} == {"nobody has looked at practice"}
    assert "(21)" in table.notes[0]


def test_on_the_year_the_disagreement_stands_first_with_its_counts() -> None:
    table = claims_table(assessed(YEAR, date(2026, 6, 30)))
    said = [row.cells[7].text for row in table.rows]
    apart = said.count("claim and evidence disagree")
    assert 0 < apart < len(said)
    assert set(said[:apart]) == {"claim and evidence disagree"}
    (scene,) = (row for row in table.rows[:apart] if row.cells[0].text == "U19")
    assert "RED" in scene.cells[8].text
    assert "437 of 594" in scene.cells[8].text
    assert all(row.cells[2].colour is not None for row in table.rows)


def test_no_claim_is_said() -> None:
    made = assessed(YEAR, date(2026, 6, 30))
    bare = replace(made, criteria=tuple(replace(c, lines=()) for c in made.criteria))
    assert len(claims_table(bare).rows) == 1
