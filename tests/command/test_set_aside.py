"""Setting rows aside never buys an Amber or a Green, and never hides somebody who needs someone today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import daready
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour

HEAD = "How cases were chosen,Random\n\nCase ref,Audit date,Risk,Risk assessment done for this incident,Q31\n"
AUDITED, IMMEDIATE = "risk-assessment", "immediate-safeguarding"
PASSES = (Colour.AMBER, Colour.GREEN)
Row = list[str]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return daready.load_rubric()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


class Rated:
    """The two criteria that the sheets speak of, how many people wait, and what became of the rows."""

    def __init__(self, worker: Worker, rubric: Rubric, folder: Path, **sheets: list[Row]) -> None:
        for old in folder.glob("*.csv"):
            old.unlink()
        for name, rows in sheets.items():
            text = HEAD + "".join(",".join(row) + "\n" for row in rows)
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        evidence = load(worker, [folder], rubric, key=b"k" * 32)
        found = daready.assess(rubric, evidence, as_at=date(2026, 6, 30))
        self.colours = {c.ref: c.colour for c in found.criteria if c.ref in ("U08", "U10")}
        self.waiting = len(found.needs_someone_today)
        self.aside = {
            reason for file in evidence.files for sheet in file.sheets for reason in sheet.set_aside
        }

    def no_better_than(self, other: Rated) -> bool:
        return all(
            colour not in PASSES or other.colours[ref] is Colour.GREEN or other.colours[ref] is colour
            for ref, colour in self.colours.items()
        )


def rows(answers: list[str], first: int = 0, day: str = "03/06/2026") -> list[Row]:
    return [[f"NM/26/{first + n:05}", day, "High", a, a] for n, a in enumerate(answers)]


FAILING = rows(["Yes"] * 45 + ["No"] * 15)


@pytest.fixture
def rate(worker: Worker, rubric: Rubric, tmp_path: Path) -> object:
    return lambda **sheets: Rated(worker, rubric, tmp_path, **sheets)


def test_failing_cases_sent_again_with_better_answers_change_nothing_for_the_better(rate) -> None:
    honest = rate(June=FAILING)
    assert (honest.colours["U10"], honest.waiting) == (Colour.RED, 15)
    dodged = rate(June=FAILING, Later=rows(["Yes"] * 15, first=45))
    assert "duplicate_conflict" in dodged.aside
    assert dodged.waiting == 15
    assert dodged.no_better_than(honest)


def test_failing_cases_without_a_date_are_not_gone(rate) -> None:
    undated = [row if row[3] == "Yes" else [row[0], "", *row[2:]] for row in FAILING]
    dodged = rate(Audit=undated)
    assert "undated" in dodged.aside
    assert dodged.waiting == 15
    assert dodged.no_better_than(rate(Audit=FAILING))


def test_not_applicable_where_the_question_always_applies_is_not_known(rate) -> None:
    dodged = rate(Audit=[[*row[:3], *["N/A" if a == "No" else a for a in row[3:]]] for row in FAILING])
    assert dodged.no_better_than(rate(Audit=FAILING))
    assert set(rate(Audit=rows(["Yes"] * 59 + ["N/A"])).colours.values()) == {Colour.GREEN}


def test_rows_without_a_reference_pasted_again_are_counted_once(rate) -> None:
    """Fifteen cases are too few for a Green, however often they are pasted."""
    fifteen = [["", f"{1 + n}/06/2026", "High", "Yes", "Yes"] for n in range(15)]
    once = rate(Audit=fifteen)
    pasted = rate(Audit=fifteen * 3)
    assert "duplicate_block" in pasted.aside
    assert pasted.colours == once.colours
    assert rate(Audit=fifteen, Again=[*fifteen, fifteen[0]]).colours == once.colours
    assert set(rate(Audit=rows(["Yes"] * 45)).colours.values()) == {Colour.GREEN}
    others = [["", f"{1 + n}/06/2026", "High", "Yes", "No" if n % 3 else "Yes"] for n in range(15)]
    assert "duplicate_block" not in rate(Audit=fifteen, Other=others).aside


def _again(row: Row) -> list[Row]:
    return [row, [*row[:3], "Yes", "Yes"]]


TAMPERED = {
    "sent again": _again,
    "undated": lambda row: [[row[0], "", *row[2:]]],
    "blanked": lambda row: [[*row[:3], "", ""]],
    "not applicable": lambda row: [[*row[:3], "N/A", "N/A"]],
    "unreadable": lambda row: [[*row[:3], "yess", "nno"]],
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    passed=st.integers(0, 60),
    failed=st.integers(0, 30),
    how=st.sampled_from(sorted(TAMPERED)),
    which=st.integers(1, 30),
)
def test_no_way_of_spoiling_failing_rows_buys_a_pass(
    rate, passed: int, failed: int, how: str, which: int
) -> None:
    honest_rows = rows(["Yes"] * passed + ["No"] * failed)
    honest = rate(Audit=honest_rows)
    spoilt = [
        out
        for n, row in enumerate(honest_rows)
        for out in (TAMPERED[how](row) if passed <= n < passed + which else [row])
    ]
    tampered = rate(Audit=spoilt)
    if how in ("sent again", "undated"):
        assert tampered.waiting == honest.waiting
    else:  # nobody can tell from a blank who is unsafe (A2), so only the counted question can be compared
        del tampered.colours["U10"]
    assert tampered.no_better_than(honest)
