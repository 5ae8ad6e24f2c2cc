"""The answer of section 55: 56 days that begin with the day of publication, and what each reply rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from daready.planning.answer import STEPS, Answer, answers
from daready.report.response import time_told
from daready.rubric.compiled import shipped

TODAY = date(2026, 6, 30)


def answer(published: date, sent: date | None = None) -> Answer:
    return Answer("r", "A report", "section-55", published, {"published": sent} if sent else {})


@pytest.mark.parametrize(
    ("published", "sent", "last", "left", "after"),
    [
        # Letter of 26 March 2019 on the report of 26 February; paper of 26 March 2020 on that of 23 January.
        (date(2019, 2, 26), date(2019, 3, 26), date(2019, 4, 22), 27, "28 days after the report: in time"),
        (
            date(2020, 1, 23),
            date(2020, 3, 26),
            date(2020, 3, 18),
            -8,
            "63 days after the report: 8 days late",
        ),
    ],
)
def test_the_two_answers_of_the_source_papers(
    published: date, sent: date, last: date, left: int, after: str
) -> None:
    one = answer(published, sent)
    assert (one.last_day, one.left(TODAY)) == (last, left)
    assert after in time_told(one, TODAY)


def test_the_day_of_publication_is_the_first_of_the_56() -> None:
    one = answer(date(2026, 1, 1))
    days = [one.published + timedelta(days=n) for n in range(56)]
    assert days[-1] == one.last_day
    assert one.left(one.last_day) == 0
    assert one.left(one.last_day + timedelta(days=1)) == -1


def test_what_nobody_recorded_is_missing() -> None:
    one = Answer("r", "A report", "section-55", TODAY, {"chief": TODAY})
    assert one.missing == tuple(step for step in STEPS["section-55"] if step != "chief")


def test_only_reports_that_a_law_speaks_of_are_listed_and_none_before_it_is_published() -> None:
    found = {one.report: one for one in answers(shipped().frameworks, {}, TODAY)}
    assert {"evidence-led-2020", "update-report-2019"} <= found.keys()
    assert "section-55" not in found
    assert not answers(shipped().frameworks, {}, date(2019, 2, 25))
