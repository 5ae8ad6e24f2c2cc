"""The last day (A23): the same evidence is Green on it and not on the day after, looked at day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from daready.evidence.model import Document, Month, Place
from daready.rubric.model import Item, Line
from daready.rubric.terms import Colour
from daready.scoring.audit import audit_finding
from daready.scoring.records import document_finding
from tests.scoring.made import POLICY
from tests.scoring.test_facts import LINE, QUESTION, batch

JUNE = Month(2026, 6)
SEEN = Line(document="register/paper", required=True)


@pytest.mark.parametrize("counts", [(36, 4), (38, 2), (40, 0), (197, 3), (590, 10), (12, 0)])
@pytest.mark.parametrize("as_at", [date(2026, 6, 30), date(2026, 7, 14), date(2026, 8, 31)])
def test_an_audit_is_green_until_its_last_day(counts: tuple[int, int], as_at: date) -> None:
    batches = [batch(JUNE, yes=counts[0], no=counts[1])]

    def on(day: date) -> Colour:
        return audit_finding(LINE, QUESTION, False, batches, day, POLICY).colour

    found = audit_finding(LINE, QUESTION, False, batches, as_at, POLICY)
    if found.colour is not Colour.GREEN:
        assert found.last_day is None
        return
    day = as_at
    while on(day) is Colour.GREEN:
        day += timedelta(days=1)
    assert found.last_day == day - timedelta(days=1)


def test_a_paper_is_green_until_the_day_before_its_review_counts_as_due() -> None:
    paper = Document(
        "register", "paper", "approved", Place("r", "r", 2), review=date(2026, 12, 1), checked=True
    )

    def on(day: date) -> Colour:
        return document_finding(SEEN, Item(id="D", title="A paper"), [paper], day, POLICY).colour

    last = document_finding(SEEN, Item(id="D", title="A paper"), [paper], JUNE.last, POLICY).last_day
    assert last is not None
    assert (on(last), on(last + timedelta(days=1))) == (Colour.GREEN, Colour.AMBER)
