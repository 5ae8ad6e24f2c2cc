"""Faults planted at random in a clean sheet: each is found at its cell, and no clean cell is blamed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daready.evidence.grid.cell_text import letter
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import codes

CLEAN: dict[str, list[str]] = {
    "Case reference": [],
    "Date of audit": ["3.4.24", "03/04/2024", "4 Apr 2024", "@2024-04-05", "2024-04-30"],
    "Risk grade": ["High", "h", "MEDIUM", "Std", ""],
    "District": ["North", "South ", ""],
    "Risk tool completed": ["Yes", "yes ", "No", "N/A", "NR", "Partly", "✔", "!true", "#0", ""],
    "Supervisor review": ["Y", "N", "n/a\\n", "?", ""],
    "Hours to supervisor review": ["#3", "12", "1,200", "N/A", ""],
    "Was video on?": ["All", "part", "None", "NA", ""],
}
WORDS = "answer_not_understood"
FAULTS: dict[str, dict[tuple[str, ...], list[str]]] = {
    "Date of audit": {
        ("date_not_understood",): ["31/02/2024", "24-04-03", "soon", "!true"],
        ("cell_error",): ["^#REF!"],
        ("text_struck",): ["~3.4.24"],
    },
    "Risk grade": {
        (WORDS,): ["Purple", "hihg", "High?", "#7", "Yes"],
        ("text_struck",): ["~High"],
    },
    "District": {("label_not_kept",): ["North 2 by the mill"], ("cell_error",): ["^#VALUE!"]},
    "Risk tool completed": {
        (WORDS,): ["yess", "Yes, sporadically", "X", "..", "3.4.24"],
        (WORDS, "looks_personal"): ["07700 900416", "ring zq@example.org", "@2011-05-06"],
        ("cell_error",): ["^#N/A", "^#DIV/0!"],
        ("text_struck",): ["~Yes"],
        ("comment_no_answer",): ["&rang twice"],
    },
    "Supervisor review": {
        (WORDS,): ["No, it is not applicable", "Rang Mrs Marker", "-"],
        (WORDS, "looks_personal"): ["Yes but her date of birth is wrong"],
        ("comment_no_answer",): ["&yes"],
    },
    "Hours to supervisor review": {
        ("number_not_understood",): ["two", "85%", "3-4", "3 hours"],
        ("cell_error",): ["^#NUM!"],
    },
    "Was video on?": {(WORDS,): ["Part of it", "Partail", "maybe"], ("text_struck",): ["~Part"]},
}
NAMES = list(CLEAN)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[list[str]], dict[tuple[int, int], tuple[str, ...]], int, int]:
    """A clean sheet with faults: its rows, the codes of each faulty (row, column), and where it starts."""
    count = draw(st.integers(1, 12))
    rows = [
        [f"DA/{1000 + n}", *(draw(st.sampled_from(CLEAN[name])) for name in NAMES[1:])] for n in range(count)
    ]
    planted: dict[tuple[int, int], tuple[str, ...]] = {}
    spots = st.tuples(st.integers(0, count - 1), st.sampled_from(list(FAULTS)))
    for row, name in draw(st.sets(spots, max_size=15)):
        codes_told = draw(st.sampled_from(list(FAULTS[name])))
        at = NAMES.index(name)
        rows[row][at] = draw(st.sampled_from(FAULTS[name][codes_told]))
        planted[row, at] = codes_told
    return rows, planted, draw(st.integers(0, 5)), draw(st.integers(0, 3))


def printed_once(column: list[str]) -> list[int]:
    """The rows of the values of a column that seem printed once for the rows below them: all of them, or none."""
    given = [row for row, text in enumerate(column) if text]
    below = [row for row in given if row + 1 < len(column) and not column[row + 1]]
    once = given[:1] == [0] and len({column[row].strip().casefold() for row in given}) == len(given)
    return given if once and len(below) > 1 and 2 * len(given) <= len(column) else []


def seldom(column: list[str]) -> list[int]:
    """The rows of the values of a column that is blank in half of its rows or more, of which there are four."""
    given = [row for row, text in enumerate(column) if text]
    return given if len(column) >= 4 and 2 * len(given) <= len(column) else []


def fault_printed_once() -> tuple[list[list[str]], dict[tuple[int, int], tuple[str, ...]], int, int]:
    """Two districts, each printed once for two rows, of which the first is a text that is not kept."""
    printed = ["North 2 by the mill", "", "South", ""]
    rows = [
        [f"DA/{1000 + n}", "3.4.24", "High", district, "Yes", "Y", "", ""]
        for n, district in enumerate(printed)
    ]
    return rows, {(0, NAMES.index("District")): ("label_not_kept",)}, 0, 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=sheets(), titled=st.booleans(), gap=st.booleans())
@example(drawn=fault_printed_once(), titled=False, gap=False)
def test_every_planted_fault_is_found_at_its_cell_and_no_clean_cell_is_blamed(
    read: Read,
    tmp_path: Path,
    drawn: tuple[list[list[str]], dict[tuple[int, int], tuple[str, ...]], int, int],
    titled: bool,
    gap: bool,
) -> None:
    rows, planted, above, left = drawn
    lines = ["DA audit" if titled and not n else "" for n in range(above)]
    lines += [" | ".join([""] * left + NAMES)]
    middle = len(rows) // 2 if gap else len(rows)
    at: dict[int, int] = {}
    for n, row in enumerate(rows):
        lines += [""] if n == middle else []
        lines.append(" | ".join([""] * left + row))
        at[n] = len(lines)
    evidence = read(
        book(tmp_path / "a.xlsx", Apr_2024="\n".join(line or " " for line in lines)),
        latest_day=date(2024, 6, 1),
    )
    expected = {
        (code, f"{letter(left + column)}{at[row]}")
        for (row, column), told in planted.items()
        for code in told
    }
    for name in ("District", "Risk grade"):
        column = NAMES.index(name)
        values = [row[column] for row in rows]
        once = printed_once(values) if name == "District" else []
        code = "filled_down" if once else "printed_seldom"
        expected |= {(code, f"{letter(left + column)}{at[row]}") for row in once or seldom(values)}
    found = {(n.code, cell) for n in evidence.notices for cell in n.cells or (n.cell,) if n.file}
    assert found == expected
    assert evidence.rows_used == len(rows)
    per_column = [(n.code, n.cell and n.cell.rstrip("0123456789")) for n in evidence.notices if n.file]
    assert len(per_column) == len(set(per_column))


def test_a_hundred_like_faults_in_a_column_are_one_notice(read: Read, tmp_path: Path) -> None:
    rows = [f"D{n} | 3.4.24 | yess" for n in range(100)]
    evidence = read(
        book(
            tmp_path / "a.xlsx",
            Audit="\n".join(["Case reference | Date of audit | Risk tool completed", *rows]),
        )
    )
    assert codes(evidence) == ["answer_not_understood"]
    (notice,) = (n for n in evidence.notices if n.file)
    assert notice.cells == tuple(f"C{n + 2}" for n in range(100))
