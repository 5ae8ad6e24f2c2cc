"""Setting rows aside never buys an Amber or a Green, and never hides somebody who needs someone today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import daready
from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour
from tests.year import shipped

HEAD = (
    "How cases were chosen,Random\n\n"
    "Case ref,Audit date,Risk,Risk assessment done for this incident,Immediate safety actions recorded\n"
)
AUDITED, IMMEDIATE = "risk-assessment", "immediate-safeguarding"
PASSES = (Colour.AMBER, Colour.GREEN)
Row = list[str]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return shipped()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


class Rated:
    """The two criteria that the sheets speak of, how many people wait, and what became of the rows."""

    def __init__(self, worker: Worker, rubric: Rubric, folder: Path, texts: dict[str, str]) -> None:
        for old in folder.glob("*.csv"):
            old.unlink()
        for name, text in texts.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        evidence = load(worker, [folder], rubric, Brief(b"k" * 32))
        found = daready.assess(rubric, evidence, as_at=date(2026, 6, 30))
        # The clause that the question tests: their criteria have others, which no sheet here asks about (A13).
        self.colours = {c.ref: c.clauses[0].colour for c in found.criteria if c.ref in ("U08", "U10")}
        self.later = found.later
        self.waiting = len(found.needs_someone_today)
        self.read = evidence.rows_read
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


def sheet(rows: list[Row]) -> str:
    return HEAD + "".join(",".join(row) + "\n" for row in rows)


FAILING = rows(["Yes"] * 45 + ["No"] * 15)


class Rate:
    """Rates sheets of cases given as rows, or whole files given as text."""

    def __init__(self, worker: Worker, rubric: Rubric, folder: Path) -> None:
        self.means = worker, rubric, folder

    def __call__(self, **sheets: list[Row]) -> Rated:
        return self.rated({name: sheet(rows) for name, rows in sheets.items()})

    def rated(self, texts: dict[str, str]) -> Rated:
        return Rated(*self.means, texts)


@pytest.fixture
def rate(worker: Worker, rubric: Rubric, tmp_path: Path) -> Rate:
    return Rate(worker, rubric, tmp_path)


def test_failing_cases_sent_again_with_better_answers_change_nothing_for_the_better(rate: Rate) -> None:
    honest = rate(June=FAILING)
    assert (honest.colours["U10"], honest.waiting) == (Colour.RED, 15)
    dodged = rate(June=FAILING, Later=rows(["Yes"] * 15, first=45))
    assert "duplicate_conflict" in dodged.aside
    assert dodged.waiting == 15
    assert dodged.no_better_than(honest)


def test_failing_cases_without_a_date_are_not_gone(rate: Rate) -> None:
    undated = [row if row[3] == "Yes" else [row[0], "", *row[2:]] for row in FAILING]
    dodged = rate(Audit=undated)
    assert "undated" in dodged.aside
    assert dodged.waiting == 15
    assert dodged.no_better_than(rate(Audit=FAILING))


def test_not_applicable_where_the_question_always_applies_is_not_known(rate: Rate) -> None:
    dodged = rate(Audit=[[*row[:3], *["N/A" if a == "No" else a for a in row[3:]]] for row in FAILING])
    assert dodged.no_better_than(rate(Audit=FAILING))
    # One of sixty changes no rate, but nobody can say whether that high-risk victim is safe.
    assert rate(Audit=rows(["Yes"] * 59 + ["N/A"])).colours == {"U08": Colour.GREEN, "U10": Colour.GREY}


def test_rows_without_a_reference_pasted_again_are_counted_once(rate: Rate) -> None:
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


def test_failing_rows_without_a_reference_that_repeat_are_not_free(rate: Rate) -> None:
    """Sorted by answer they look like a block pasted again, and may each be another case."""
    kinds = (["Yes", "No"], ["Yes", "Partial"], ["No", "Yes"], ["No", "No"])
    failing = [["", "3/06/2026", "High", *kinds[n % 4]] for n in range(36)]
    named = [[f"NM/{n}/26", *row[1:]] for n, row in enumerate(failing)]
    passing = rows(["Yes"] * 18, first=100)
    dodged = rate(Audit=[*passing, *failing])
    assert "duplicate_block_fails" in dodged.aside
    assert dodged.no_better_than(rate(Audit=[*passing, *named]))


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
    rate: Rate, passed: int, failed: int, how: str, which: int
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


def test_rows_above_the_headings_are_not_lost(rate: Rate) -> None:
    """A sheet sorted with its headings: the failing cases stand above them."""
    first, second, heading = HEAD.splitlines(keepends=True)
    lines = [",".join(row) + "\n" for row in FAILING]
    text = first + second + "".join(lines[45:]) + heading + "".join(lines[:45])
    sorted_sheet = rate.rated({"Audit": text})
    assert "row_above_headings" in sorted_sheet.aside
    assert sorted_sheet.read == 60
    assert sorted_sheet.waiting == 15
    assert sorted_sheet.no_better_than(rate(Audit=FAILING))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: ["", *row[1:3], "nno", "nno"],
        lambda row: ["", *row[1:3], "", ""],
        lambda row: ["", *row[1:3], "0", "2"],
        lambda row: [f"*{row[0]}", *row[1:3], "", ""],
    ],
)
def test_rows_of_which_nothing_can_be_read_are_still_cases(rate: Rate, spoil: Callable[[Row], Row]) -> None:
    spoilt = rate(Audit=[row if row[3] == "Yes" else spoil(row) for row in FAILING])
    assert set(spoilt.colours.values()) == {Colour.GREY}


def test_a_case_without_a_date_and_again_with_one_is_contradicted(rate: Rate) -> None:
    undated = [row if row[3] == "Yes" else [row[0], "", *row[2:]] for row in FAILING]
    again = rate(Audit=undated, Later=rows(["Yes"] * 15, first=45))
    assert again.waiting == 15
    assert again.colours["U08"] is Colour.GREY


def test_a_case_sent_in_every_month_counts_once(rate: Rate) -> None:
    fifteen = [f"NM/26/{n:05}" for n in range(15)]
    months = {
        f"M{month}": [[ref, f"03/{month:02}/2026", "High", "Yes", "Yes"] for ref in fifteen]
        for month in (3, 4, 5, 6)
    }
    assert rate(**months).colours == rate(June=months["M6"]).colours


def test_references_that_only_number_the_rows_make_no_two_cases_one(rate: Rate) -> None:
    def numbered(day: str) -> list[Row]:
        return [[str(n + 1), day, "Standard", "Yes", "Yes"] for n in range(30)]

    both = rate(North=numbered("03/06/2026"), South=numbered("04/06/2026"))
    assert both.aside == set()


def test_counts_in_the_footer_are_totals_and_nobody_waits(rate: Rate) -> None:
    footer = [["Number of Yes", "", "", "60", "60"], ["Number of No", "", "", "0", "0"]]
    counted = rate(Audit=[*rows(["Yes"] * 60), *footer])
    assert counted.aside == {"total_row"}
    assert (counted.waiting, set(counted.colours.values())) == (0, {Colour.GREEN})


TOTALS = "How cases were chosen,{chosen}\n\nQuestion,Month,Met,Looked at\n{rows}\n"


def test_totals_beside_their_own_cases_count_once(rate: Rate) -> None:
    cases = rows(["Yes"] * 20)
    totals = TOTALS.format(chosen="Random", rows="Q25,June 2026,20,20")
    assert rate.rated({"Audit": sheet(cases), "Totals": totals}).colours == rate(Audit=cases).colours
    better = TOTALS.format(chosen="Random", rows="Q25,June 2026,60,60")
    honest = rate(Audit=FAILING)
    assert rate.rated({"Audit": sheet(FAILING), "Totals": better}).no_better_than(honest)


def test_totals_of_all_cases_need_as_many_as_there_were(rate: Rate) -> None:
    totals = TOTALS.format(chosen="All", rows="Q25,June 2026,40,40")
    assert rate.rated({"Totals": totals}).colours["U08"] is Colour.GREY
    stated = TOTALS.replace("\n\n", "\nPopulation,40\n\n").format(chosen="All", rows="Q25,June 2026,40,40")
    assert rate.rated({"Totals": stated}).colours["U08"] is Colour.GREEN


def test_failures_in_the_totals_of_a_safety_question_cap_it(rate: Rate) -> None:
    totals = TOTALS.format(chosen="Random", rows="Q31,June 2026,99,100")
    assert rate.rated({"Totals": totals}).colours["U10"] is Colour.AMBER
    clean = TOTALS.format(chosen="Random", rows="Q31,June 2026,100,100")
    assert rate.rated({"Totals": clean}).colours["U10"] is Colour.GREEN


def test_a_table_takes_its_own_title_over_a_blank_row(rate: Rate) -> None:
    """Hand-picked cases under their own title are not random because another table above them is."""
    body = "".join(",".join(row) + "\n" for row in rows(["Yes"] * 12))
    picked = "".join(",".join(row) + "\n" for row in rows(["Yes"] * 48, first=100))
    text = HEAD + body + "\nHow cases were chosen,Hand-picked\n\n" + HEAD.split("\n\n")[1] + picked
    assert rate.rated({"Audit": text}).colours == rate(Audit=rows(["Yes"] * 12)).colours


def test_cases_after_the_day_are_counted_aloud(rate: Rate) -> None:
    future = [row if row[3] == "Yes" else [row[0], "03/06/2062", *row[2:]] for row in FAILING]
    assert rate(Audit=future).later == 15
    assert rate(Audit=FAILING).later == 0


def test_a_question_asked_in_two_columns_is_in_doubt(rate: Rate) -> None:
    """The second column is not read, so it may be the one that holds the failures."""
    first, second, heading = HEAD.splitlines(keepends=True)
    body = "".join(f"NM/26/{n:05},03/06/2026,Standard,Yes,Yes,No\n" for n in range(60))
    twice = rate.rated(
        {"Audit": first + second + heading.strip() + ",Immediate safety actions recorded\n" + body}
    )
    assert (twice.colours["U08"], twice.colours["U10"]) == (Colour.GREEN, Colour.GREY)
