"""Lines into criteria (R5.3 and the amendments), criteria into themes (R4.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import rubric
from making.lines import audit, document, judgement, measure

RANK = {"RED": 0, "GREY": 1, "AMBER": 2, "GREEN": 3}
SHORTFALL = {"conflict", "document", "concern", "failures_seen", "unsafe", "recent_fall"}


def worst(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The line that decides: the worst colour, a required line before the others, then the rubric's order."""
    return min(lines, key=lambda line: (RANK[line["colour"]], not line["required"]))


def sources(lines: list[dict[str, Any]]) -> int:
    """Independent class A and B lines: audits that share any workbook count once (A5)."""
    groups: list[set[str]] = []
    for line in (line for line in lines if line["kind"] == "audit"):
        books = set(line["books"])
        joined = [group for group in groups if group & books]
        groups = [group for group in groups if not group & books] + [books.union(*joined)]
    return len(groups) + sum(line["kind"] != "audit" and line["class"] == "B" for line in lines)


def first_five(
    live: list[dict[str, Any]], lines: list[dict[str, Any]]
) -> tuple[str, str, dict[str, Any] | None]:
    """R5.3 steps 1 to 7, and the cap of an unchecked required record (A5)."""
    by = {kind: [line for line in live if line["class"] == kind] for kind in "ABCD"}
    if not live:
        needed = [line for line in lines if line["required"]] or lines
        return "GREY", needed[0]["note"], None
    if not by["A"] and not by["B"]:
        decider = worst(live)
        capped = decider["colour"] == "GREEN"
        return ("AMBER", "paper_only", decider) if capped else (decider["colour"], decider["note"], decider)
    decider = worst(by["A"] or by["B"])
    colour, note = decider["colour"], decider["note"]
    if colour != "GREEN":
        return colour, note, decider
    alone = any(
        line["kind"] == "audit"
        and line["colour"] == "GREEN"
        and line["n_eff"] >= rubric.policy()["alone_from_n_eff"]
        for line in live
    )
    if by["A"] and any(line["colour"] == "RED" for line in by["B"]):
        return "AMBER", "conflict", decider
    if any(line["colour"] in ("AMBER", "RED") for line in by["C"]):
        return "AMBER", "document", decider
    if any(line["colour"] == "RED" for line in by["D"]):
        return "AMBER", "conflict", decider
    if sources(live) < rubric.policy()["min_lines_for_green"] and not alone:
        return "AMBER", "single_source", decider
    if any(line["required"] and line.get("unchecked_record") for line in lines):
        return "AMBER", "not_checked", decider
    return colour, note, decider


def criterion(spec: dict[str, Any], evidence: dict[str, Any], as_at: date) -> dict[str, Any]:
    critical = spec.get("critical", False)
    lines = []
    for line in spec["lines"]:
        if "question" in line:
            lines.append(audit(line, critical, evidence, as_at))
        else:
            lines.append((measure if "measure" in line else document)(line, evidence, as_at))
    lines += [found for found in [judgement(spec["id"], evidence, as_at)] if found]
    ours = [line for line in lines if line.get("owner", "force") == "force"]
    colour, note, decider = first_five([line for line in ours if line["colour"] != "GREY"], ours)
    missing = next((line for line in ours if line["required"] and line["colour"] == "GREY"), None)
    decider = missing if missing and colour != "RED" else decider
    colour, note = amended(colour, note, ours, unsafe_cases(spec, evidence, as_at))
    return {
        "id": spec["id"],
        "ref": spec["ref"],
        "critical": critical,
        "colour": colour,
        "amber": kind(note, decider) if colour == "AMBER" else None,
        "note": note,
        "decided_by": decider["id"] if decider else None,
        "lines": lines,
    }


def amended(colour: str, note: str, lines: list[dict[str, Any]], unsafe: list[bool]) -> tuple[str, str]:
    """A1, A4, failures seen in a Grey audit, then A2."""
    needed = [line for line in lines if line["required"] and line["colour"] == "GREY"]
    if needed and colour != "RED":
        colour, note = "GREY", needed[0]["note"]
    if colour == "GREEN" and any(line.get("concern") for line in lines):
        colour, note = "AMBER", "concern"
    if colour == "GREEN" and any(line.get("failures") for line in lines):
        colour, note = "AMBER", "failures_seen"
    if any(unsafe):
        return "RED", "unsafe_high_risk"
    if unsafe and colour in ("GREEN", "AMBER"):
        return "AMBER", "unsafe"
    return colour, note


def kind(note: str, decider: dict[str, Any] | None) -> str:
    if note in SHORTFALL:
        return "shortfall"
    if decider and decider["kind"] == "audit":
        return "shortfall" if decider["p_green"] < 0.5 else "unproven"
    return "shortfall" if decider and decider["colour"] in ("AMBER", "RED") else "unproven"


def unsafe_cases(spec: dict[str, Any], evidence: dict[str, Any], as_at: date) -> list[bool]:
    """An entry for each failed safety answer with no made-safe date; true where high risk (A2)."""
    found = []
    asked = rubric.questions("case-audit")
    items = [
        line["question"].split("/")[1]
        for line in spec["lines"]
        if line.get("question", "").startswith("case-audit/")
    ]
    for item in (item for item in items if asked[item].get("safety")):
        found += [case["risk"] == "high" for case in failed_and_not_safe(item, evidence, as_at)]
    return found


def failed_and_not_safe(item: str, evidence: dict[str, Any], as_at: date) -> list[dict[str, Any]]:
    out = []
    for sheet in evidence["sheets"]:
        for case in sheet["cases"] if item in sheet["questions"] and sheet["form"] == "case-audit" else []:
            safe = case.get("made_safe")
            put_right = safe is not None and date(*case["month"], 1) <= safe <= as_at
            if case["answers"][item] in "NR" and not put_right:
                out.append(case)
    return out


def theme_rule(cells: list[tuple[str, bool]]) -> str:
    """R4.2 over (colour, critical)."""
    m = len(cells)
    red, amber, grey = (sum(colour == name for colour, _ in cells) for name in ("RED", "AMBER", "GREY"))
    if m == 0:
        return "GREY"
    if ("RED", True) in cells or red >= min(m, max(2, -(-m // 5))):
        return "RED"
    if 3 * grey > m:
        return "GREY"
    spoiled = any(critical and colour in ("AMBER", "GREY") for colour, critical in cells)
    return "GREEN" if red == 0 and not spoiled and amber + grey <= m // 5 else "AMBER"


def assess(evidence: dict[str, Any], as_at: date) -> dict[str, Any]:
    criteria, themes = [], []
    for theme in rubric.themes():
        found = [criterion(spec, evidence, as_at) for spec in theme["criteria"]]
        themes.append(
            {"id": theme["id"], "colour": theme_rule([(c["colour"], c["critical"]) for c in found])}
        )
        criteria += [{"theme": theme["id"], **one} for one in found]
    safety = [item for item, question in rubric.questions("case-audit").items() if question.get("safety")]
    today = {case["reference"] for item in safety for case in failed_and_not_safe(item, evidence, as_at)}
    assessed = sum(one["colour"] != "GREY" for one in criteria)
    return {
        "as_at": as_at.isoformat(),
        "overall": {
            "colour": theme_rule([(theme["colour"], False) for theme in themes]),
            "share_assessed": round(assessed / len(criteria), 8),
        },
        "needs_someone_today": len(today),
        "themes": themes,
        "criteria": criteria,
    }
