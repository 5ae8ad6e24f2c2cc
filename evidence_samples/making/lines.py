"""Each line of evidence's colour and note: audits, measures, documents and judgements, by method.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import rubric
from making.oracle import (
    VALID,
    Tally,
    age,
    census,
    chance_of_fall,
    chances,
    early,
    weight,
    with_unclear,
)

Line = dict[str, Any]


def understood(case: dict[str, Any], question: dict[str, Any], sheet_columns: set[str]) -> str:
    """A case's answer, where a blank is not applicable if the question did not apply to it."""
    answer = case["answers"][question["id"]]
    conditions = question.get("applies_if") or {}
    if answer != "_":
        return answer
    for column, allowed in conditions.items():
        words = {{True: "yes", False: "no"}.get(word, word) for word in allowed}
        if column in sheet_columns and case.get(column) and case[column] not in words:
            return "A"
    return answer


def _audit_tallies(
    name: str, evidence: dict[str, Any], as_at: date, policy: dict[str, Any]
) -> dict[str, Any]:
    """One question's tallies by month: from valid sheets or, where there are none, from the others."""
    form, item = name.split("/")
    question = rubric.questions(form)[item]
    asked = [sheet for sheet in evidence["sheets"] if sheet["form"] == form and item in sheet["questions"]]
    valid = [sheet for sheet in asked if sheet["selection"] in VALID]
    months: dict[tuple[int, int], Tally] = {}
    total = Tally()
    for sheet in valid or asked:
        for case in sheet["cases"]:
            months_old = age(case["month"], as_at)
            if not 0 <= months_old <= policy["max_age_months"]:
                continue
            answer, count = (
                (case["answer"], case["count"])
                if "answer" in case
                else (understood(case, question, sheet["columns"]), 1)
            )
            if "answer" in case and case["question"] != item:
                continue
            for tally in (total, months.setdefault(case["month"], Tally())):
                tally.add(answer, weight(months_old, policy), count)
    return {"question": question, "asked": asked, "valid": valid, "months": months, "total": total}


def audit(spec: Line, critical: bool, evidence: dict[str, Any], as_at: date) -> Line:
    policy = rubric.policy()
    found = _audit_tallies(spec["question"], evidence, as_at, policy)
    usual = policy["green_from_critical"] if critical else policy["green_from"]
    cuts = (float(spec.get("green_from", usual)), float(spec.get("red_below", policy["red_below"])))
    tally: Tally = found["total"]
    line: Line = {
        "id": spec["question"],
        "kind": "audit",
        "class": "B" if rubric.form(spec["question"].split("/")[0]).get("looks_at") == "records" else "A",
        "required": spec.get("required", False),
        "owner": found["question"].get("owner", "force"),
        "green_from": cuts[0],
        "red_below": cuts[1],
        "books": sorted({sheet["file"] for sheet in found["asked"]}),
        "concern": False,
        "failures": 0,
    }
    line["colour"], line["note"] = _audit_call(found, cuts, policy, line)
    if found["asked"]:
        names = {
            "Y": "yes",
            "P": "partial",
            "N": "no",
            "R": "not_recorded",
            "A": "not_applicable",
            "_": "blank",
            "?": "not_understood",
        }
        line |= {names[answer]: count for answer, count in tally.raw.items()}
        line |= {"n_eff": round(tally.n, 8), "s_eff": round(tally.s, 8)}
        if found["valid"]:
            p_green, p_red = chances(tally.s, tally.n, *cuts)
            line |= {"p_green": round(p_green, 8), "p_red": round(p_red, 8)}
        if line["colour"] == "GREY" and found["valid"]:
            line["failures"] = tally.raw["N"] + tally.raw["R"]
    return line


def _audit_call(
    found: dict[str, Any], cuts: tuple[float, float], policy: dict[str, Any], line: Line
) -> tuple[str, str]:
    tally: Tally = found["total"]
    if not found["asked"]:
        return "GREY", "not_asked"
    if not found["valid"]:
        line["concern"] = early(tally.n, chances(tally.s, tally.n, *cuts)[1], policy)
        silent = any(sheet["selection"] is None for sheet in found["asked"])
        return "GREY", "selection_not_stated" if silent else "learning_sample"
    complete = all(s["selection"] == "all" and s["population"] == len(s["cases"]) for s in found["valid"])
    if complete and tally.n < policy["n_min"]:
        return census(tally.s, tally.n, cuts, policy)
    colour, note = with_unclear(tally, cuts, policy)
    share = tally.weighted["A"] / (tally.n + tally.weighted["A"]) if tally.n + tally.weighted["A"] else 0
    if colour in ("GREEN", "AMBER") and not found["question"].get("applies_if") and share > policy["na_high"]:
        return "GREY", "na_high"
    if colour == "GREEN":
        latest = max(month for month, part in found["months"].items() if part.n)
        rest = Tally()
        for month, part in found["months"].items():
            if month != latest:
                for answer in "YPNR":
                    rest.raw[answer] += part.raw[answer]
                    rest.weighted[answer] += part.weighted[answer]
        line["chance_of_fall"] = round(chance_of_fall(found["months"][latest], rest), 6) if rest.n else None
        if rest.n and line["chance_of_fall"] >= policy["recent_fall_conf"]:
            return "AMBER", "recent_fall"
    return colour, note


def measure(spec: Line, evidence: dict[str, Any], as_at: date) -> Line:
    policy, item = rubric.policy(), spec["measure"].split("/")[1]
    line: Line = {
        "id": spec["measure"],
        "kind": "measure",
        "class": "B",
        "required": spec.get("required", False),
    }
    rows = [row for row in evidence["figures"] if row["item"] == item and age(row["month"], as_at) >= 0]
    if not rows:
        return line | {"colour": "GREY", "note": "not_returned"}
    ordinal = {row["month"]: row["month"][0] * 12 + row["month"][1] for row in rows}
    latest = max(ordinal.values())
    months = int(spec.get("months", policy["measure_window_months"]))
    window = [row for row in rows if latest - ordinal[row["month"]] < months]
    met, base = sum(row["met"] for row in window), sum(row["of"] for row in window)
    line |= {"met": met, "of": base, "latest": "{:04d}-{:02d}".format(*max(ordinal))}
    if age(max(ordinal), as_at) > policy["measure_max_age_months"]:
        return line | {"colour": "GREY", "note": "expired"}
    if base < int(spec.get("least", policy["measure_min_denominator"])):
        return line | {"colour": "GREY", "note": "denominator_small"}
    # Whole numbers against a cut point in thousandths, so that no float decides.
    if met * 1000 >= round(float(spec["green_from"]) * 1000) * base:
        return line | {"colour": "GREEN", "note": "at_standard"}
    if met * 1000 >= round(float(spec["amber_from"]) * 1000) * base:
        return line | {"colour": "AMBER", "note": "short_of_standard"}
    return line | {"colour": "RED", "note": "below_standard"}


def document(spec: Line, evidence: dict[str, Any], as_at: date) -> Line:
    item, record = spec["document"].split("/")[1], spec.get("proof") == "record"
    found = next((row for row in evidence["documents"] if row["item"] == item), None)
    checked = bool(found and found["checked_by"] and found["checked_by"] != found["owner"])
    line: Line = {
        "id": spec["document"],
        "kind": "document",
        "class": "B" if record and checked else "C",
        "required": spec.get("required", False),
        "unchecked_record": record and not checked,
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
    live = [row for row in rows if 0 <= (as_at - row["made"]).days <= rubric.policy()["judgement_days"]]
    if not live:
        return line | {"colour": "GREY", "note": "expired"}
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
