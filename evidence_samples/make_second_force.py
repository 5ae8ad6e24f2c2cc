"""Makes a year of a second invented force, larger and worse, with five truths planted in it, and the right answers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from make_year import sheet_of
from making import account, marks, rubric, second, tables, words
from making.books import Look, write_audit
from making.cases import Drawer, invent_month
from making.combine import assess

AS_AT = date(2026, 6, 30)
BARE: dict[str, Any] = {"hidden_names": False, "bars": False, "totals": False, "made_safe": False}


def months(drawer: Drawer, folder: Path) -> list[dict[str, Any]]:
    """The ten monthly audits there are."""
    out = []
    for turn, (month, file, count, population) in enumerate(second.MONTHS):
        sheet = sheet_of(file, "Audit", month, "random", population, second.PLANTED)
        sheet["cases"] = invent_month(drawer, month, count, second.PLANTED)
        title = f"{second.FORCE}: domestic abuse case audit, {date(*month, 1):%B %Y}"
        write_audit(folder / file, sheet, Look("Audit", title, turn % 3, bars=False))
        out.append(sheet)
    return out


def panels(drawer: Drawer, folder: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The same forty cases marked by two panels: both workbooks, and the one sheet that they count as."""
    month = (2026, 1)
    cases = [drawer.facts(month) | {"made_safe": None} for _ in range(second.PAIRS)]
    marked = []
    for place, file in enumerate(second.PANELS):
        sheet = sheet_of(file, "Panel", month, "random", 733, {"Q27": {}})
        sheet["cases"] = []
        for number, case in enumerate(cases):
            failed = place == 1 and number % 3 == 0 and number // 3 < second.DISAGREED
            answers = {"Q27": "N" if failed else "Y"}
            sheet["cases"].append(case | {"answers": answers, "auditor": f"Panel {place + 1}"})
        title = f"{second.FORCE}: panel on risk grading, January 2026"
        write_audit(folder / file, sheet, Look("Panel", title, 0, strata=["district", "risk"], **BARE))
        marked.append(sheet)
    marked[1]["set_aside"] = {"double_mark": second.PAIRS}
    return marked, marks.settled(marked)


def forged(drawer: Drawer, folder: Path) -> dict[str, Any]:
    """Sixty history checks; those that failed carry a word instead of their reference, so that they look uncounted."""
    month = (2026, 6)
    sheet = sheet_of(second.FORGED, "Checks", month, "random", 720, {"Q09": {}})
    sheet["cases"] = []
    for number in range(second.CHECKED):
        case = drawer.facts(month) | {"made_safe": None}
        hidden = number % 6 == 2 and number // 6 < second.HIDDEN
        case["answers"] = {"Q09": "N" if hidden else "Y"}
        sheet["cases"].append(case | ({"written_as": "withdrawn"} if hidden else {}))
    title = f"{second.FORCE}: history checks, June 2026"
    write_audit(folder / second.FORGED, sheet, Look("Checks", title, 0, strata=["district"], **BARE))
    sheet["set_aside"] = {"reference_for_many": second.HIDDEN}
    return sheet


def own_form(drawer: Drawer, folder: Path) -> dict[str, Any]:
    """The city's quality reviews in a form of its own, which counts once it is adopted."""
    cases = [drawer.facts(second.OWN_MONTH) | {"made_safe": None} for _ in range(second.OWN_CASES)]
    for number, case in enumerate(cases):
        case["answers"] = {
            item: "N"
            if number * (second.OWN_CASES - met) % second.OWN_CASES < second.OWN_CASES - met
            else "Y"
            for _, item, met in second.OWN
        }
    header = ["Review no", "Date of review", "District", *(text for text, _, _ in second.OWN)]
    rows = [
        [case["reference"], case["day"], "City", *(second.OWN_WORDS[a] for a in case["answers"].values())]
        for case in cases
    ]
    above = [[f"{second.FORCE}, City district: quality reviews, May 2026"], ["Cases drawn at random"], []]
    at = tables.write_book(folder / second.OWN_FILE, second.OWN_TAB, above, header, rows)
    sheet = sheet_of(second.OWN_FILE, second.OWN_TAB, second.OWN_MONTH, "random", None, {})
    sheet |= {"questions": [item for _, item, _ in second.OWN], "cases": cases, "columns": set()}
    return sheet | {"header_row": at, "rows_read": len(rows)}


def adoption() -> str:
    """What a person says of the city's form, as `daready adopt --answers` takes it."""
    lines = ["questions:"]
    for text, item, _ in second.OWN:
        said = ", ".join(
            f"{word}: {'yes' if mark == 'Y' else 'no'}" for mark, word in second.OWN_WORDS.items()
        )
        lines.append(f'- {{text: "{text}", is: case-audit/{item}, yes_is: good, words: {{{said}}}}}')
    return "\n".join([*lines, "selection: random", ""])


def register(folder: Path) -> dict[str, Any]:
    """The register of recommendations, complete, as at the last day."""
    file, form = "Register of recommendations.csv", "inspection-register"
    asked = [item for item in rubric.questions(form) if item in second.REGISTER[0]]
    header = [
        "Recommendation",
        "Kind of recommendation",
        "Status in the register",
        "Position as at",
        "How chosen",
    ]
    header += [rubric.headings(form, "questions", item)[1] for item in asked]
    rows = [
        [f"R{number}", row["kind"], row["state"], AS_AT.isoformat(), "All"]
        + [words.SPELLINGS[row[item]][0] for item in asked]
        for number, row in enumerate(second.REGISTER, 1)
    ]
    tables.write_csv(folder / file, [header, *rows])
    sheet = tables.sheet_of(file, None, form, 1, len(rows))
    cases = [
        {"month": (2026, 6), "kind": row["kind"], "state": row["state"], "answers": row}
        for row in second.REGISTER
    ]
    return sheet | {
        "selection": "all",
        "population": len(rows),
        "questions": asked,
        "cases": cases,
        "columns": set(),
    }


def main(out: Path) -> None:
    folder = out / "second-force"
    folder.mkdir(parents=True, exist_ok=True)
    drawer = Drawer(20260701, "SM", second.DISTRICTS)
    monthly = months(drawer, folder)
    marked, agreed = panels(drawer, folder)
    checks, own = forged(drawer, folder), own_form(drawer, folder)
    listed = register(folder)
    sheets = [*monthly, *marked, checks, own, listed]
    counted = [*monthly, agreed, marks.contested(checks), own, listed]
    evidence = {
        "sheets": counted,
        "pairs": {"case-audit/Q27": marks.pairs(marked, "Q27")},
        "figures": second.MEASURES,
        "documents": second.DOCUMENTS,
        "judgements": second.JUDGEMENTS,
    }
    sheets += [
        tables.performance(folder, second.MEASURES, second.FORCE),
        tables.register(folder, "Document register.xlsx", second.DOCUMENTS),
        tables.judgements(folder, second.JUDGEMENTS),
    ]
    (out / "second-force-adoption.yaml").write_text(adoption(), "utf-8", newline="\n")
    why = "What daready should make of evidence_samples/second-force, worked out with scipy, not by daready."
    text = account.record(why, sheets, assess(evidence, AS_AT), {})
    (out / "second-force-expected.json").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
