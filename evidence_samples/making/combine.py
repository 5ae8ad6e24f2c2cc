"""Lines and clauses into criteria, criteria into themes (R4.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import rubric, unsafe
from making.audits import audit
from making.clauses import Colour, clause, falls_short, whole
from making.lines import document, judgement, measure
from making.lists import listed


def all_lines(spec: dict[str, Any], evidence: dict[str, Any], as_at: date) -> list[dict[str, Any]]:
    lines = []
    for line in spec["lines"]:
        if "question" in line:
            complete = rubric.form(line["question"].split("/")[0]).get("complete", False)
            critical = spec.get("critical", False)
            lines.append(listed(line, evidence) if complete else audit(line, critical, evidence, as_at))
        else:
            lines.append((measure if "measure" in line else document)(line, evidence, as_at))
    judged = judgement(spec["id"], evidence, as_at)
    return [*lines, judged] if judged else lines


def not_known(shown: Colour, at_worst: Colour) -> Colour:
    """A6 of the whole: nothing is better than it may be if whoever is not known to be safe were not."""
    if at_worst.colour == shown.colour:
        return shown
    colour = "GREY" if at_worst.colour == "RED" else "AMBER"
    return Colour(colour, "answers_unclear", shown.line)


def criterion(spec: dict[str, Any], evidence: dict[str, Any], as_at: date) -> dict[str, Any]:
    lines = all_lines(spec, evidence, as_at)
    ours = [line for line in lines if line.get("owner", "force") == "force"]

    def parts_if(failed: str) -> list[Colour]:
        return [
            clause(part, ours, unsafe.high_risk(part["lines"], evidence, as_at, failed))
            for part in rubric.clauses(spec)
        ]

    parts = parts_if("NR")
    found = not_known(whole(spec, parts, ours), whole(spec, parts_if("NR_?"), ours))
    return {
        "id": spec["id"],
        "ref": spec["ref"],
        "critical": spec.get("critical", False),
        "colour": found.colour,
        "amber": ("shortfall" if falls_short(found) else "unproven") if found.colour == "AMBER" else None,
        "note": found.note,
        "decided_by": found.line["id"] if found.line else None,
        "clauses": [{"id": part.clause, "colour": part.colour, "note": part.note} for part in parts],
        "lines": lines,
    }


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


def could_be(criterion: dict[str, Any]) -> str:
    """A6: the colour of what is Grey for answers that are not known, if all of those had failed."""
    if criterion["colour"] != "GREY" or criterion["note"] != "answers_unclear":
        return str(criterion["colour"])
    # A case that is not known to be safe is none of a line's answers: what it could make is Red (A2).
    of = (line for line in criterion["lines"] if line["id"] == criterion["decided_by"])
    return next((str(line["worst"]) for line in of if "worst" in line), "RED")


def held(shown: str, worst: str) -> str:
    """A6 over a theme: no better than it may be."""
    if shown == worst or shown in ("RED", "GREY"):
        return shown
    return "AMBER" if {shown, worst} == {"GREEN", "AMBER"} else "GREY"


def assess(evidence: dict[str, Any], as_at: date) -> dict[str, Any]:
    criteria, themes = [], []
    for theme in rubric.themes():
        found = [criterion(spec, evidence, as_at) for spec in theme["criteria"]]
        cells = [(c["colour"], c["critical"]) for c in found]
        worst = [(could_be(c), c["critical"]) for c in found]
        themes.append({"id": theme["id"], "colour": held(theme_rule(cells), theme_rule(worst))})
        criteria += [{"theme": theme["id"], **one} for one in found]
    assessed = sum(one["colour"] != "GREY" for one in criteria)
    return {
        "as_at": as_at.isoformat(),
        "overall": {
            "colour": theme_rule([(theme["colour"], False) for theme in themes]),
            "share_assessed": round(assessed / len(criteria), 8),
        },
        "needs_someone_today": unsafe.people(evidence, as_at),
        "themes": themes,
        "criteria": criteria,
    }
