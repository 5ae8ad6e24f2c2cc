"""One audited question as a line of evidence, with what waiting does not mend (A14)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from making import rubric
from making.looks import Look, Sample, every_look, gather, window
from making.marks import unreliable
from making.oracle import age, chances, early, month_end, weighed, with_unclear, with_usual_share

RANK = {"RED": 0, "GREY": 1, "AMBER": 2, "GREEN": 3}
NAMES = {
    "Y": "yes",
    "P": "partial",
    "N": "no",
    "R": "not_recorded",
    "A": "not_applicable",
    "_": "blank",
    "?": "not_understood",
}
Line = dict[str, Any]


def answered(sample: Sample, bad: date, as_at: date) -> bool:
    """Whether some run of the newest months, all after the bad day, is by itself Amber or Green (A14)."""
    policy, kept = rubric.policy(), window(sample, as_at)
    later = sorted((month for month in kept if age(month, bad) < 0), reverse=True)
    for many in range(1, len(later) + 1):
        run = weighed({month: kept[month] for month in later[:many]}, month_end(later[0]), policy)
        run = with_usual_share(run, sample.question)
        if with_unclear(run, sample.cuts, policy)[0] in ("AMBER", "GREEN"):
            return True
    return False


def settled(sample: Sample, as_at: date) -> Line:
    """The worst since the newest cases came, a Red that nothing newer answered, an Amber gone Grey (A14)."""
    every = every_look(sample, as_at)
    newest = month_end(max(sample.counts))
    since = [one for one in every if one.day >= newest]
    colour = min((one.colour for one in since), key=RANK.__getitem__)
    note = next(one.note for one in reversed(since) if one.colour == colour)
    standing = [one for one in every if one.colour == "RED" and not answered(sample, one.day, as_at)]
    if standing:
        return {"colour": "RED"} | red_note(standing, since)
    shown = [one.colour for one in every if one.colour != "GREY"]
    short = colour == "GREY" and shown[-1:] == ["AMBER"]
    line: Line = {"colour": colour, "note": note, "was_short": short}
    return line | ({"chance_of_fall": every[-1].fall} if every[-1].could_fall else {})


def red_note(standing: list[Look], since: list[Look]) -> Line:
    """The note of a Red, and whether R1.4 ever called it firm or early while it stands (A20)."""
    weak = ("provisional", "fallen")
    firm = any(one.note not in weak for one in standing)
    still = [] if since[-1].note == "expired" else [one for one in since if one.colour == "RED"]
    notes = [one.note for one in still if not firm or one.note not in weak]
    return {"note": notes[-1] if notes else "not_answered", "provisional": not firm}


def unproven_sample(sample: Sample, as_at: date) -> Line:
    """A4: hand-picked, or silent about how it was picked; what it shows may still be a concern."""
    policy, worry = rubric.policy(), False
    for end in map(month_end, sample.counts):
        tally = weighed(window(sample, end), end, policy)
        fires = early(tally.n, chances(tally.s, tally.n, *sample.cuts)[1], policy)
        worry = worry or (fires and not answered(sample, end, as_at))
    silent = any(sheet["selection"] is None for sheet in sample.asked)
    note = "selection_not_stated" if silent else "learning_sample"
    return {"colour": "GREY", "note": note, "concern": worry}


def audit(spec: Line, critical: bool, evidence: dict[str, Any], as_at: date) -> Line:
    policy, form = rubric.policy(), spec["question"].split("/")[0]
    usual = policy["green_from_critical"] if critical else policy["green_from"]
    cuts = (float(spec.get("green_from", usual)), float(spec.get("red_below", policy["red_below"])))
    sample = gather(spec["question"], cuts, evidence, as_at)
    line: Line = {
        "id": spec["question"],
        "kind": "audit",
        "class": "B" if rubric.form(form).get("looks_at") == "records" else "A",
        "required": spec.get("required", False),
        "owner": sample.question.get("owner", "force"),
        "asked": bool(sample.asked),
        "green_from": cuts[0],
        "red_below": cuts[1],
        "books": sorted({sheet["file"] for sheet in sample.asked}),
        "concern": False,
    }
    if not sample.asked:
        return line | {"colour": "GREY", "note": "not_asked"}
    line |= settled(sample, as_at) if sample.valid else unproven_sample(sample, as_at)
    if line["note"] == "answers_unclear":
        line["worst"] = settled(all_failed(sample), as_at)["colour"]
    if line["colour"] == "GREEN" and unreliable(evidence.get("pairs", {}).get(line["id"], [])):
        line |= {"colour": "GREY", "note": "unreliable_marking"}
    return line | numbers(sample, line, as_at)


def all_failed(sample: Sample) -> Sample:
    """A6: the same if every answer that is not known had failed."""
    counts = {
        month: Counter({**said, "N": said["N"] + said["_"] + said["?"], "_": 0, "?": 0})
        for month, said in sample.counts.items()
    }
    return replace(sample, counts=counts)


def numbers(sample: Sample, line: Line, as_at: date) -> Line:
    """The counts as at that day, and the failures seen in a valid audit that is Grey."""
    tally = weighed(window(sample, as_at), as_at, rubric.policy())
    found: Line = {NAMES[answer]: count for answer, count in tally.raw.items()}
    found |= {"n_eff": round(tally.n, 8), "s_eff": round(tally.s, 8)}
    if sample.valid:
        p_green, p_red = chances(tally.s, tally.n, *sample.cuts)
        found |= {"p_green": round(p_green, 8), "p_red": round(p_red, 8)}
        if line["colour"] == "GREY":
            found["failures"] = tally.raw["N"] + tally.raw["R"]
    return found
