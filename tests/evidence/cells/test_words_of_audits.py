"""The 68 answer words seen in forces' own audits: what can only mean one thing is read, the rest is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence.cells.test_answer_words import answered, only, shipped

__all__ = ["shipped"]

READ = {
    "Y": "Y|Met|Standard met|Compliant|Pass|Evidenced|Evident|Done|Complete|Completed|Fully|Satisfactory|Y*|YES - BWV",
    "P": "Partial|Partially|Part|Mostly",
    "N": "N|Not met|Non-compliant|Non compliant|Fail|Unsatisfactory|No - not done",
    "R": "Not evidenced|Not evident|No evidence|Not on Niche|Not on log|Unknown",
    "A": "NA|N/A|not applicable - verbal|N/A - no children|n/a no suspect|Not required|Not req",
    "?": (
        "Good|Adequate|Outstanding|Good practice|Green|G|x|X|P|Amber|A|RI|Requires improvement|Needs improvement|"
        "Yes, but late|Yes but delayed|Yes - see notes|Inadequate|Red|R|AFI|Outstanding action|None|Not seen|TBC|"
        "Declined|Refused|Offered and declined"
    ),
}


def test_each_word_is_read_or_asked_as_it_can_be_meant(
    worker: Worker, shipped: Rubric, tmp_path: Path
) -> None:
    words = [(byte, word) for byte, listed in READ.items() for word in listed.split("|")]
    rows: list[list[object]] = [
        [f"R{n}", "3 Jun 2026", word, "None", "N/A"] for n, (_, word) in enumerate(words, 100)
    ]
    sheet = only(answered(worker, shipped, tmp_path / "words.xlsx", rows))
    read = sheet.column(sheet.questions[0]).decode("ascii")
    assert [(was, word) for (was, word), now in zip(words, read, strict=True) if now != was] == []


@pytest.mark.parametrize("other", ["2", "Yes"])
def test_a_one_is_no_yes_beside_a_scale_or_words(
    worker: Worker, shipped: Rubric, tmp_path: Path, other: str
) -> None:
    """A 1 counts as Yes only among ones and noughts: in 0-1-2, also of other columns, or among words, it is asked."""
    alone = answered(
        worker,
        shipped,
        tmp_path / "a.xlsx",
        [["R1", "3 Jun 2026", "1", "None", "N/A"], ["R2", "3 Jun 2026", "0", "None", "N/A"]],
    )
    assert only(alone).column(only(alone).questions[0]) == b"YN"
    beside = answered(
        worker,
        shipped,
        tmp_path / "b.xlsx",
        [["R1", "3 Jun 2026", "1", "None", "N/A"], ["R2", "3 Jun 2026", other, "None", "N/A"]],
    )
    assert only(beside).column(only(beside).questions[0])[:1] == b"?"
