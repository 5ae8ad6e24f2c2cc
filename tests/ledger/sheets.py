"""Small sheets to load: audits and returns of a month as csv, with the answers each case is to have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

QUESTION = "Checks done and on the log before arrival"


def audit(
    path: Path,
    month: str,
    answers: Sequence[str],
    *,
    first: int = 1,
    selection: str = "Random",
    district: str = "",
) -> Path:
    """An audit of one question: a case a row, numbered from ``first``; ``month`` as it is typed."""
    rows = [f"How cases were chosen,{selection}", f"Month,{month}"]
    rows += [f"District,{district}"] if district else []
    rows += ["", f"Case reference,{QUESTION}"]
    rows += [f"NM/{number},{answer}" for number, answer in enumerate(answers, first)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def figures(path: Path, month: str, counts: dict[str, tuple[int, int]]) -> Path:
    """A performance return for a month: numerator and denominator by measure."""
    rows = ["Measure,Month,Numerator,Denominator"]
    rows += [f"{name},{month},{above},{below}" for name, (above, below) in counts.items()]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
