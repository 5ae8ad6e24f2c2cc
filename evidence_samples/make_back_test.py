"""Makes evidence of each published inspection in back-test.yaml: what the force had, what inspectors counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from making import rubric, tables

TABLE = Path(__file__).resolve().parent / "back-test.yaml"
WHOSE = ("force", "inspectorate")
RETURN = ["Measure", "Month", "Numerator", "Denominator", "Source of data"]
TOTALS = ["Question", "Month", "Met", "Looked at", "How chosen", "Note"]
REGISTER = [
    "Recommendation",
    "Kind of recommendation",
    "Status in the register",
    "Position as at",
    "How chosen",
    "Not found again",
    "Inside its date",
    "Note",
]


def cited(case: dict[str, Any], fact: dict[str, Any]) -> str:
    """What the page says, and where; in a column that is never kept."""
    only = ("; only the share was printed",) if fact.get("base") == "share" else ()
    return "".join((fact["says"], *only, ": ", case["sources"][fact.get("source", 1) - 1]))


def rows_of(case: dict[str, Any], whose: str) -> dict[str, list[list[Any]]]:
    """The rows of one side's facts, by the file they go to."""
    found: dict[str, list[list[Any]]] = {}
    for number, fact in enumerate(case["facts"], 1):
        note = cited(case, fact)
        if fact["whose"] != whose:
            continue
        if "measure" in fact:
            name = rubric.measure("performance-return", fact["measure"])["title"]
            row = [name, fact["month"], fact["met"], fact["of"], note]
            found.setdefault("Performance return.csv", [RETURN]).append(row)
        elif "question" in fact:
            row = [fact["question"], fact["month"], fact["met"], fact["of"], "", note]
            found.setdefault("Audit totals.csv", [TOTALS]).append(row)
        else:
            said = fact["register"]
            row = [f"R{number}", said["kind"], said["state"], said["as_at"].isoformat(), "All"]
            row += [said.get("found_again", ""), "", note]
            found.setdefault("Register of recommendations.csv", [REGISTER]).append(row)
    return found


def main(out: Path) -> None:
    for case in yaml.safe_load(TABLE.read_text("utf-8")):
        for whose in WHOSE:
            for file, rows in rows_of(case, whose).items():
                folder = out / "back-test" / case["id"] / whose
                folder.mkdir(parents=True, exist_ok=True)
                tables.write_csv(folder / file, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE.parent)
