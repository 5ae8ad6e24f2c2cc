"""The colour and note of figures, documents and judgements, by method.md; audits stand in audits.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import rubric
from making.oracle import age

Line = dict[str, Any]


def measure(spec: Line, evidence: dict[str, Any], as_at: date) -> Line:
    policy, (form, item) = rubric.policy(), spec["measure"].split("/")
    line: Line = {
        "id": spec["measure"],
        "kind": "measure",
        "class": "B",
        "required": spec.get("required", False),
    }
    owner = rubric.measure(form, item).get("owner", "force")
    line |= {} if owner == "force" else {"owner": owner}
    rows = [row for row in evidence["figures"] if row["item"] == item and age(row["month"], as_at) >= 0]
    line["asked"] = bool(rows)
    if not rows:
        return line | {"colour": "GREY", "note": "not_returned"}
    ordinal = {row["month"]: row["month"][0] * 12 + row["month"][1] for row in rows}
    latest = max(ordinal.values())
    months = int(spec.get("months", policy["measure_window_months"]))
    window = [row for row in rows if latest - ordinal[row["month"]] < months]
    met, base = sum(row["met"] for row in window), sum(row["of"] for row in window)
    line |= {"met": met, "of": base, "latest": "{:04d}-{:02d}".format(*max(ordinal))}
    analysed = "analysis" in spec
    colour, note = _understood(spec, evidence, as_at) if analysed else _measure_call(met, base, spec)
    if age(max(ordinal), as_at) <= policy["measure_max_age_months"]:
        return line | {"colour": colour, "note": note}
    if colour == "RED":
        return line | {"colour": "RED", "note": "not_answered"}
    return line | {"colour": "GREY", "note": "expired", "was_short": colour == "AMBER"}


def _measure_call(met: int, base: int, spec: Line) -> tuple[str, str]:
    if base < int(spec.get("least", rubric.policy()["measure_min_denominator"])):
        return "GREY", "denominator_small"
    # Whole numbers against a cut point in thousandths, so that no float decides.
    if met * 1000 >= round(float(spec["green_from"]) * 1000) * base:
        return "GREEN", "at_standard"
    if met * 1000 >= round(float(spec["amber_from"]) * 1000) * base:
        return "AMBER", "short_of_standard"
    return "RED", "below_standard"


def _understood(spec: Line, evidence: dict[str, Any], as_at: date) -> tuple[str, str]:
    """M1.2: no value is good in itself; the analysis on file, checked by a second person, has the colour."""
    found = document({"document": spec["analysis"], "proof": "record"}, evidence, as_at)
    if found["colour"] == "GREY":
        return "GREY", "no_analysis"
    if found["colour"] != "GREEN":
        return found["colour"], "analysis_not_in_order"
    return ("GREEN", "understood") if found["class"] == "B" else ("AMBER", "analysis_not_checked")


def document(spec: Line, evidence: dict[str, Any], as_at: date) -> Line:
    item, record = spec["document"].split("/")[1], spec.get("proof") == "record"
    found = next((row for row in evidence["documents"] if row["item"] == item), None)
    checked = bool(found and found["checked_by"] and found["checked_by"] != found["owner"])
    line: Line = {
        "id": spec["document"],
        "kind": "document",
        "class": "B" if record and checked else "C",
        "required": spec.get("required", False),
        "record": record,
        "asked": found is not None,
        "left_out": found is None and bool(evidence["documents"]),
    }
    colour, note = _document_call(found, as_at)
    return line | {"colour": colour, "note": note}


def _document_call(found: dict[str, Any] | None, as_at: date) -> tuple[str, str]:
    if found is None:
        return "GREY", "not_in_register"
    if found["status"] != "approved":
        return "RED", "absent" if found["status"] == "absent" else "not_approved"
    if found["review"] is None:
        return "AMBER", "no_review_date"
    days = (found["review"] - as_at).days
    if days < 0:
        return "RED", "review_passed"
    return ("AMBER", "review_due") if days <= rubric.policy()["document_warn_days"] else ("GREEN", "in_date")


def judgement(criterion: str, evidence: dict[str, Any], as_at: date) -> Line | None:
    """All live judgements of one criterion, as one class D line; none at all is no line."""
    rows = [row for row in evidence["judgements"] if row["criterion"] == criterion]
    if not rows:
        return None
    line: Line = {"id": "judgements", "kind": "judgement", "class": "D", "required": False}
    past = [row for row in rows if row["made"] <= as_at]
    live = [row for row in past if (as_at - row["made"]).days <= rubric.policy()["judgement_days"]]
    if not live and any(_unanswered(row, past) for row in past):
        return line | {"colour": "RED", "note": "not_judged_anew"}
    if not live:
        return line | {"colour": "GREY", "note": "expired"}
    live += [row for row in past if row not in live and _unanswered(row, past)]
    judged = [row for row in live if row["kind"] == "judgement"]
    colours = {row["colour"] for row in judged}
    if not judged:
        worst = "RED" if {row["colour"] for row in live} == {"RED"} else "AMBER"
        return line | {"colour": worst, "note": "intent_only"}
    if colours == {"GREEN"}:
        two = len({row["by"] for row in judged}) >= 2
        return line | (
            {"colour": "GREEN", "note": "judged"} if two else {"colour": "AMBER", "note": "one_rater"}
        )
    return line | {"colour": "RED" if colours == {"RED"} else "AMBER", "note": "judged"}


def _unanswered(row: Line, past: list[Line]) -> bool:
    """A Red judgement stands past its days until a newer one with its reason (A14)."""
    newer = [
        one for one in past if one["made"] > row["made"] and one["kind"] == "judgement" and one["reason"]
    ]
    return row["colour"] == "RED" and row["kind"] == "judgement" and not newer
