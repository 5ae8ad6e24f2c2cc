"""A check that can be read: what was read, what was not, and where to look, in some twelve lines; the rest by --all."""

from __future__ import annotations

from pathlib import Path

from tests.command.run import daready
from tests.evidence.drawn import book
from tests.evidence.strangers import ACTIONS, RISK

FAULTS = {
    4: ("yess", "Yes"),
    10: ("Yes", "Purple"),
    20: ("No", "see log"),
    30: ("x y", "Yes"),
    35: ("Yes", "!!"),
}
HEADS = f"Case reference | {RISK} | {ACTIONS} | Local code"


def month(mark: str, faults: dict[int, tuple[str, str]]) -> str:
    """Forty cases with a column that no form knows and a total below."""
    rows = [" | ".join([f"{mark}{n:04}", *faults.get(n, ("Yes", "Yes")), "x"]) for n in range(40)]
    return "\n".join(["How cases were chosen | Random", "", HEADS, *rows, "", "Total | 40/40 | 40/40"])


def lines(*words: str, cwd: Path) -> list[str]:
    return daready("check", *words, cwd=cwd).out.strip("\n").split("\n")


def test_five_faults_of_a_month_are_some_twelve_lines(tmp_path: Path) -> None:
    book(tmp_path / "July 2025.xlsx", July_2025=month("A", FAULTS))
    said = lines("July 2025.xlsx", cwd=tmp_path)
    assert len(said) <= 16
    text = "\n".join(said)
    assert all(cell in text for cell in ("B8, B34", "C14, C24, C39"))
    assert "40 used" in said[0] and "totals (1)" in said[1] and "Local code" in said[2]
    assert "--all" in said[-1]


def test_all_shows_each_notice_with_what_to_type(tmp_path: Path) -> None:
    book(tmp_path / "July 2025.xlsx", July_2025=month("A", FAULTS))
    said = lines("July 2025.xlsx", "--all", cwd=tmp_path)
    assert len(said) > 16
    assert "Type one of" in "\n".join(said) and "--all" not in said[-1]


def test_a_short_account_is_whole(tmp_path: Path) -> None:
    book(tmp_path / "July 2025.xlsx", July_2025=month("A", {4: FAULTS[4]}))
    assert lines("July 2025.xlsx", cwd=tmp_path) == lines("July 2025.xlsx", "--all", cwd=tmp_path)


def test_a_column_nobody_knows_is_said_once_for_twelve_tabs(tmp_path: Path) -> None:
    tabs = {f"Tab_{n}": month(f"T{n}", FAULTS) for n in range(12)}
    book(tmp_path / "July 2025.xlsx", **tabs)
    text = "\n".join(lines("July 2025.xlsx", cwd=tmp_path))
    assert text.count("Local code") == 1
    assert "more notices" in text and len(text.split("\n")) < 30
