"""Makes a year of evidence for an invented force, and works out by itself what daready should say of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from making import account, tables
from making.books import Look, write_audit
from making.cases import Drawer, invent_month
from making.combine import assess
from making.year import DOCUMENTS, JUDGEMENTS, MEASURES

AS_AT = date(2026, 6, 30)
SEED = 20260630

# The planted true rates. ``na``: share not applicable; ``blank``: share left blank; ``months``: another rate
# in that month; ``everywhere``: drawn for each case, and struck out after where the question does not apply.
PLANTED: dict[str, dict[str, Any]] = {
    "Q01": {"rate": 0.985},
    "Q02": {"rate": 0.965},
    "Q03": {"rate": 0.97},
    "Q06": {"rate": 0.96},
    "Q09": {"rate": 0.97, "months": {(2026, 6): 0.76}},
    "Q11": {"rate": 0.93, "na": 0.05},
    "Q14": {"rate": 0.985},
    "Q16": {"rate": 0.93},
    "Q17": {"rate": 0.735},
    "Q23": {"rate": 0.908},
    "Q24": {"rate": 0.95},
    "Q25": {"rate": 0.98},
    "Q26": {"rate": 0.96},
    "Q27": {"rate": 0.908},
    "Q28": {"rate": 0.70},
    "Q31": {"rate": 0.965},
    "Q32": {"rate": 0.965},
    "Q34": {"rate": 0.97, "na": 0.05},
    "Q36": {"rate": 0.90},
    "Q38": {"rate": 0.62, "na": 0.10},
    "Q40p": {"rate": 0.965, "na": 0.15},
    "Q43": {"rate": 0.94, "na": 0.75},
    "Q46": {"rate": 0.84},
    "Q47": {"rate": 0.95},
    "Q48": {"rate": 0.66},
    "Q55": {"rate": 0.975},
    "Q57": {"rate": 0.80},
    "Q58": {"rate": 0.94},
    "Q63": {"rate": 0.94, "everywhere": True},
    "Q64": {"rate": 0.962},
    "Q66": {"rate": 0.94, "na": 0.25},
    "Q67a": {"rate": 0.45, "everywhere": True},
    "Q69": {"rate": 0.82},
    "Q70": {"rate": 0.82, "blank": 0.20},
    "Q74": {"rate": 0.80},
    "Q75": {"rate": 0.70},
}
# Asked since criteria say their clauses, so that what is Green is Green on each of them.
ALSO: dict[str, dict[str, Any]] = {
    "Q04": {"rate": 0.97, "na": 0.42},
    "Q05": {"rate": 0.97, "na": 0.12},
    "Q15": {"rate": 0.985, "na": 0.25},
    "Q65": {"rate": 0.96, "na": 0.40},
    "Q68": {"rate": 1.0, "na": 0.82},
}
PANEL = {"Q52": {"rate": 0.70}, "Q52d": {"rate": 0.25}}
SILENT = {"Q44": {"rate": 0.93}}
CENSUS = {"Q35": {"rate": 1.0, "blank": 0.0}}

# A workbook of its own: what forms the abuse took, and whether support reached the victim.
FORMS: dict[str, dict[str, Any]] = {
    "Q76": {"rate": 0.97},
    "Q77": {"rate": 0.96, "na": 0.30},
    "Q78": {"rate": 0.62, "na": 0.45},
    "Q79": {"rate": 0.96, "na": 0.72},
    "Q80": {"rate": 0.94, "na": 0.70},
    "Q81": {"rate": 1.0, "na": 0.97},
    "Q82": {"rate": 0.90, "na": 0.75},
    "Q83": {"rate": 0.82, "na": 0.40},
    "Q84": {"rate": 0.90, "na": 0.45},
    "Q85": {"rate": 1.0, "na": 0.92},
}

# file, tab, title, cases, population, selection, and what is odd about its layout
MONTHS: list[tuple[tuple[int, int], str, str, int, int, str, dict[str, Any]]] = [
    ((2025, 7), "DA audit July 2025.xlsx", "Audit", 48, 212, "random", {"blank_rows": (12, 30)}),
    (
        (2025, 8),
        "2025-08 dip sample.xlsx",
        "Sheet1",
        50,
        231,
        "random",
        {"dated": False, "one_cell_facts": True},
    ),
    ((2025, 9), "Audit Sept 25.xlsx", "Sept 25", 44, 204, "systematic", {"bars": False}),
    ((2025, 10), "DA case audit October 2025 FINAL.xlsx", "Cases", 52, 198, "random", {"cover": True}),
    ((2025, 11), "DA audit Nov 2025 v2.xlsx", "Nov 2025", 46, 187, "random", {"hidden_names": False}),
    ((2025, 12), "Dip sample December 2025.xlsx", "Audit", 40, 240, "systematic", {"made_safe": False}),
    (
        (2026, 1),
        "2026-01 dip sample.xlsx",
        "Audit",
        56,
        251,
        "random",
        {"one_cell_facts": True, "duplicate": 17},
    ),
    (
        (2026, 2),
        "DA audit Feb 2026.xlsx",
        "February 2026",
        48,
        196,
        "random",
        {"dated": False, "totals": False},
    ),
    ((2026, 3), "DA Audit March 26.xlsx", "Audit", 60, 219, "random", {"blank_rows": (20, 21, 40)}),
    ((2026, 4), "Copy of DA audit April 2026.xlsx", "Audit", 50, 205, "systematic", {"one_cell_facts": True}),
    ((2026, 5), "DA audit May 2026.xlsx", "May", 54, 223, "random", {"bars": False}),
    ((2026, 6), "Audit June 2026.xlsx", "Audit", 50, 210, "random", {"one_cell_facts": True}),
]
# Four workbooks more: file, tab, selection, population, month, cases, questions, title.
SPECIAL: list[tuple[str, str, str | None, int | None, tuple[int, int], int, dict[str, Any], str]] = [
    ("Scrutiny panel hard cases.xlsx", "Panel", "judgement", None, (2026, 6), 14, PANEL, "Panel, June 2026"),
    ("Allocation check May 2026.xlsx", "Check", None, None, (2026, 5), 16, SILENT, "Allocation, May 2026"),
    ("High risk census June 2026.xlsx", "Census", "all", 6, (2026, 6), 6, CENSUS, "High risk, June 2026"),
]
SUPPORT = (
    "Forms of abuse June 2026.xlsx",
    "Cases",
    "random",
    210,
    (2026, 6),
    90,
    FORMS,
    "Forms of abuse",
)
NOT_ASKED = {(2025, 9): "Q36", (2025, 12): "Q66", (2026, 2): "Q11"}
UNREADABLE = [((2026, 3), 5, "Q16", "yess?"), ((2026, 4), 9, "Q46", "see log!!")]


def month_sheets(drawer: Drawer) -> list[tuple[dict[str, Any], Look]]:
    """The twelve monthly audits, with what is wrong in them planted."""
    out = []
    for turn, (month, file, tab, count, population, selection, odd) in enumerate(MONTHS):
        plants = {item: plant for item, plant in PLANTED.items() if item != NOT_ASKED.get(month)}
        if not odd.get("made_safe", True):
            plants |= {item: {"rate": 1.0} for item in ("Q31", "Q32")}
        title = f"Northmarsh Constabulary: domestic abuse case audit, {date(*month, 1):%B %Y}"
        sheet = sheet_of(file, tab, month, selection, population, plants)
        sheet["cases"] = invent_month(drawer, month, count, plants)
        out.append((sheet, Look(tab, title, turn, **odd)))
    for month, row, item, text in UNREADABLE:
        case = next(sheet for sheet, _ in out if sheet["month"] == month)["cases"][row]
        case["answers"][item], case["spoiled"] = "?", {item: text}
    plant_unsafe(out[-2][0]["cases"], "Q31", "standard")
    plant_unsafe(out[-1][0]["cases"], "Q32", "high")
    later = Drawer(SEED + 1)
    for sheet, _ in out:
        later.ask_also(sheet, ALSO)
    return out


def sheet_of(
    file: str,
    tab: str,
    month: tuple[int, int],
    selection: str | None,
    population: int | None,
    plants: dict[str, Any],
) -> dict[str, Any]:
    return {
        "file": file,
        "sheet": tab,
        "form": "case-audit",
        "month": month,
        "selection": selection,
        "population": population,
        "questions": list(plants),
    }


def plant_unsafe(cases: list[dict[str, Any]], item: str, risk: str) -> None:
    """One case that failed a safety question and has no made-safe date."""
    case = next(c for c in cases if c["risk"] == risk and c["children"] == "yes" and c["made_safe"] is None)
    case["answers"][item] = "N"


def special_sheets(drawer: Drawer) -> list[tuple[dict[str, Any], Look]]:
    """The panel's hard cases, the silent workbook, the census of six, and the forms of abuse with their support."""
    bare = {"hidden_names": False, "bars": False, "totals": False, "made_safe": False}
    out, later = [], Drawer(SEED + 2)
    later.serial = 70_000
    for turn, (file, tab, selection, population, month, count, plants, title) in enumerate(
        [*SPECIAL, SUPPORT], 3
    ):
        drawer = later if plants is FORMS else drawer
        sheet = sheet_of(file, tab, month, selection, population, plants)
        sheet["cases"] = [drawer.facts(month) for _ in range(count)]
        for case in sheet["cases"]:
            case["made_safe"] = None
            case["risk"] = "high" if plants is CENSUS else case["risk"]
            case["answers"] = {
                item: drawer.answer(item, plant, plant["rate"]) for item, plant in plants.items()
            }
        out.append((sheet, Look(tab, title, turn, strata=["district", "risk"], **bare)))
    return out


def main(out: Path) -> None:
    folder = out / "year"
    folder.mkdir(parents=True, exist_ok=True)
    drawer = Drawer(SEED)
    sheets = []
    for sheet, look in [*month_sheets(drawer), *special_sheets(drawer)]:
        write_audit(folder / sheet["file"], sheet, look)
        sheets.append(sheet)
    quality = [("DQ1", (2026, m), met, 100) for m, met in ((4, 99), (5, 98), (6, 98))]
    quality += [("DQ2", (2026, m), met, 100) for m, met in ((4, 98), (5, 99), (6, 98))]
    quality += [("DQ3", (2026, m), met, 100) for m, met in ((4, 98), (5, 98), (6, 99))]
    sheets.append(tables.totals(folder, quality))
    evidence = {"sheets": list(sheets), "figures": MEASURES, "documents": DOCUMENTS, "judgements": JUDGEMENTS}
    sheets += [
        tables.performance(folder, MEASURES, "Northmarsh Constabulary"),
        tables.register(folder, "Document register.xlsx", DOCUMENTS),
        tables.judgements(folder, JUDGEMENTS),
    ]
    why = "What daready should make of evidence_samples/year, worked out with scipy, not by daready."
    text = account.record(why, sheets, assess(evidence, AS_AT), {"planted": PLANTED_RATES})
    (out / "year-expected.json").write_text(text, "utf-8", newline="\n")


PLANTED_RATES = {
    item: plant["rate"] for item, plant in (PLANTED | ALSO | PANEL | SILENT | CENSUS | FORMS).items()
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
