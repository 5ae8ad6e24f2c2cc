"""A cell as a moment: the day in British order, its time if it has one, and nothing where either cannot be."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from daready.evidence.exports.moments import read_moment
from daready.evidence.grid.cell_text import Odd


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("03/04/2026 14:30", datetime(2026, 4, 3, 14, 30)),
        ("2026-04-03T14:30:05", datetime(2026, 4, 3, 14, 30, 5)),
        ("2026-04-03 14:30:05.123", datetime(2026, 4, 3, 14, 30, 5)),
        ("3 Apr 2026, 2:30 pm", datetime(2026, 4, 3, 14, 30)),
        ("3 Apr 2026 12:05 am", datetime(2026, 4, 3, 0, 5)),
        ("3 April 2026", datetime(2026, 4, 3)),
        (datetime(2026, 4, 3, 14, 30), datetime(2026, 4, 3, 14, 30)),
        (date(2026, 4, 3), datetime(2026, 4, 3)),
        (46115.5, datetime(2026, 4, 3, 12)),
        ("31/02/2026 10:00", None),
        ("03/04/2026 25:10", None),
        ("yesterday", None),
        (Odd.ERROR, None),
        (True, None),
    ],
)
def test_a_cell_is_one_moment_or_none(cell: object, moment: datetime | None) -> None:
    assert read_moment(cell) == moment
