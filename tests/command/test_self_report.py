"""A force's own good figures beside what inspectors found in the same quarter: the figures alone make nothing Green.

A force of 2022 audited itself at 96% while three causes of concern stood (Wiltshire, page on its inspection, and
the revisit letter of December 2022). The cases below are invented; the share and what inspectors concluded are not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.command.run import daready
from tests.year import shipped

DAY = ("--as-at", "2022-12-15")
MONTHS = ("July 2022", "August 2022", "September 2022", "October 2022")


def _write(folder: Path, name: str, rows: list[list[object]]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", "utf-8")


def returned(folder: Path) -> None:
    """96 in 100 logs compliant, said the force."""
    rows = [["Risk assessments completed", month, 96, 100] for month in MONTHS]
    _write(folder, "return.csv", [["Measure", "Month", "Numerator", "Denominator"], *rows])


def audited(folder: Path) -> None:
    """Its own audit, as good as its figure, in every question of first contact and of risk."""
    asked = {one.id: one.title for one in shipped().form["case-audit"].questions}
    titles = [asked[name] for name in ("Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q25", "Q26", "Q27")]
    head = ["Case reference", "Month of audit", "How chosen", *(f'"{title}"' for title in titles)]
    rows = [
        [f"INV/{number:05d}", MONTHS[number % 4], "Random", *["No" if number % 25 == 0 else "Yes"] * 9]
        for number in range(1, 201)
    ]
    _write(folder, "audit.csv", [head, *rows])


def inspected(folder: Path) -> None:
    """What inspectors found in that quarter: repeat victims not checked, and a cause of concern that stands."""
    head = ["Criterion", "Colour", "Kind", "Made on", "Judged by", "Reason", "Cites"]
    found = (
        "abuse-spotted-at-first-contact,Red,Judgement,2022-12-01,Inspector,Repeat victims not checked,Letter"
    )
    _write(folder, "judgements.csv", [head, found.split(",")])
    head = [
        "Recommendation number",
        "Position as at",
        "Kind of recommendation",
        "Register status",
        "Q1",
        "Q2",
    ]
    titles = ["Recommendation has a named owner", "Closed, or inside its date"]
    rows = [[f"C{n}", "2022-12-01", "Cause of concern", "Being progressed", "Yes", "Yes"] for n in (1, 2, 3)]
    _write(folder, "register.csv", [[*head[:4], *(f'"{title}"' for title in titles)], *rows])


def colours(folder: Path) -> dict[str, Any]:
    record = daready("assess", folder, *DAY, "--json", "-", cwd=folder.parent).json
    return {one["ref"]: one["colour"] for one in record["criteria"]} | {"all": record["overall"]["colour"]}


def test_a_good_figure_without_a_look_at_cases_is_no_green(tmp_path: Path) -> None:
    returned(tmp_path / "said")
    assert colours(tmp_path / "said")["U08"] == "GREY"


def test_what_inspectors_found_outranks_a_self_audit_of_96_in_100(tmp_path: Path) -> None:
    folder = tmp_path / "both"
    returned(folder)
    audited(folder)
    before = colours(folder)
    inspected(folder)
    after = colours(folder)
    assert before["U08"] == "GREEN"
    assert after["U05"] in ("AMBER", "RED")
    assert after["U34"] == "RED"
    assert after["all"] != "GREEN"
    assert all(after[ref] != "GREEN" for ref in before if before[ref] != "GREEN")
