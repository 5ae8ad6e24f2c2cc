"""Good practice and learning are coded, counted and followed to the officer; no word of them is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import daready
from daready.evidence.model import Evidence
from daready.report.learning import learning
from tests.evidence.drawn import book
from tests.year import shipped

RUBRIC = shipped()

AUDIT = """
Case reference | Date audited | DASH completed | Good practice or learning | Learning theme | Fed back on | How chosen
A/10001 | 12/06/2026 | Yes | Good practice | Risk | 14/06/2026 | Random
A/10002 | 12/06/2026 | Yes | Learning | Risk assessment | | Random
A/10003 | 13/06/2026 | No | Learning | Risk | 15/06/2026 | Random
A/10004 | 13/06/2026 | Yes | | | | Random
A/10005 | 14/06/2026 | Yes | Learning | | | Random
"""


def test_what_was_coded_is_counted_by_kind_and_theme_with_what_was_fed_back(tmp_path: Path) -> None:
    evidence = daready.load_evidence([book(tmp_path / "a.xlsx", Audit=AUDIT)], RUBRIC)
    (table,) = learning(evidence, RUBRIC)
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        ["Good practice", "Risk", 1, 1, 0, date(2026, 6, 30)],
        ["Learning", "Risk", 2, 1, 1, date(2026, 6, 30)],
        ["Learning", "not said", 1, 0, 1, date(2026, 6, 30)],
    ]
    assert "2 have not been fed back" in table.notes[0]


def test_without_codes_there_is_no_sheet() -> None:
    assert learning(Evidence(), RUBRIC) == ()


def test_the_same_case_sent_twice_is_counted_once(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", Audit=AUDIT)
    book(tmp_path / "b.xlsx", Audit=AUDIT.replace("14/06/2026", "14/06/2026 "))
    (table,) = learning(daready.load_evidence([tmp_path], RUBRIC), RUBRIC)
    assert sum(int(str(row.cells[2].value)) for row in table.rows) == 4
