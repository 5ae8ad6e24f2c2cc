"""What was answered to one audited question, and its call on any day with the cases known by then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from making import rubric
from making.oracle import (
    Month,
    Tally,
    age,
    census,
    chance_of_fall,
    chances,
    month_end,
    weighed,
    with_unclear,
    with_usual_share,
)

VALID = {"random", "systematic", "all"}
Cuts = tuple[float, float]


@dataclass
class Sample:
    """What was answered to one question, month by month: from valid sheets or, failing them, from the others."""

    question: dict[str, Any]
    cuts: Cuts
    asked: list[dict[str, Any]]
    valid: list[dict[str, Any]]
    counts: dict[Month, Counter[str]] = field(default_factory=dict)


@dataclass
class Look:
    """A question's call on one day, with the cases known by then."""

    day: date
    colour: str
    note: str
    fall: float | None = None
    could_fall: bool = False


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


def gather(name: str, cuts: Cuts, evidence: dict[str, Any], as_at: date) -> Sample:
    form, item = name.split("/")
    asked = [
        sheet
        for sheet in evidence["sheets"]
        if sheet["form"] == form
        and item in sheet["questions"]
        and any(age(case["month"], as_at) >= 0 for case in sheet["cases"])
    ]
    valid = [sheet for sheet in asked if sheet["selection"] in VALID]
    sample = Sample(rubric.questions(form)[item], cuts, asked, valid)
    for sheet in valid or asked:
        for case in sheet["cases"]:
            if age(case["month"], as_at) < 0 or case.get("question", item) != item:
                continue
            month = sample.counts.setdefault(case["month"], Counter())
            if "answer" in case:
                month[case["answer"]] += case["count"]
            else:
                month[understood(case, sample.question, sheet["columns"])] += 1
    return sample


def window(sample: Sample, day: date) -> dict[Month, Counter[str]]:
    """The months known on that day, counted back from the newest of them and not from the day (A14)."""
    known = [month for month in sample.counts if age(month, day) >= 0]
    newest, longest = max(known), rubric.policy()["max_age_months"]
    return {month: sample.counts[month] for month in known if age(month, month_end(newest)) <= longest}


def look(sample: Sample, day: date) -> Look:
    """R1.4 with A3, A6, A16 and A21, on that day."""
    policy, kept = rubric.policy(), window(sample, day)
    if age(max(kept), day) > policy["max_age_months"]:
        return Look(day, "GREY", "expired")
    tally = with_usual_share(weighed(kept, day, policy), sample.question)
    if complete(sample, kept) and tally.n < policy["n_min"]:
        return Look(day, *census(tally.s, tally.n, sample.cuts, policy))
    colour, note = with_unclear(tally, sample.cuts, policy)
    if colour in ("GREEN", "AMBER") and too_seldom(tally, sample.question):
        return Look(day, "GREY", "na_high")
    falls = {months: fall for months in (1, 2, 3) if (fall := chance_lower(kept, months)) is not None}
    fired = [months for months, fall in falls.items() if fall >= policy["recent_fall_conf"]]
    if colour != "RED" and any(red_alone(kept, months, sample.cuts) for months in {*fired, 3}):
        return Look(day, "RED", "fallen")
    if colour != "GREEN":
        return Look(day, colour, note)
    if fired:
        colour, note = "AMBER", "recent_fall"
    return Look(day, colour, note, falls.get(1), could_fall=True)


def complete(sample: Sample, kept: dict[Month, Counter[str]]) -> bool:
    """Whether every sheet whose cases count holds all the cases there were (A3)."""
    used = [sheet for sheet in sample.valid if any(case["month"] in kept for case in sheet["cases"])]
    return all(s["selection"] == "all" and s["population"] == len(s["cases"]) for s in used)


def too_seldom(tally: Tally, question: dict[str, Any]) -> bool:
    """R1.1's ``na_high``, asked only of questions that do not say when they apply (A16)."""
    if question.get("applies_if") or question.get("every_case") or "may_not_apply" in question:
        return False
    whole = tally.weighted["Y"] + tally.weighted["P"] + tally.weighted["A"]
    return bool(whole) and tally.weighted["A"] / whole > rubric.policy()["na_high"]


def with_cases(kept: dict[Month, Counter[str]]) -> list[Counter[str]]:
    """The months that have answered cases, oldest first, in whole counts (A21)."""
    return [kept[month] for month in sorted(kept) if sum(kept[month][a] for a in "YPNR")]


def whole(months: list[Counter[str]]) -> Tally:
    """Months added up without weights."""
    tally = Tally()
    for answers in months:
        for answer, count in answers.items():
            tally.add(answer, 1.0, count)
    return tally


def chance_lower(kept: dict[Month, Counter[str]], months: int) -> float | None:
    """A21: the chance that the latest months are worse than all before them; None where there are none before."""
    told = with_cases(kept)
    if len(told) <= months:
        return None
    return round(chance_of_fall(whole(told[-months:]), whole(told[:-months])), 6)


def red_alone(kept: dict[Month, Counter[str]], months: int, cuts: Cuts) -> bool:
    """A21: whether the latest months are by themselves Red with 0.9 or more, unclear answers read as met."""
    told, policy = with_cases(kept), rubric.policy()
    if len(told) < months:
        return False
    tally = whole(told[-months:])
    p_red = chances(tally.s + tally.unclear, tally.n + tally.unclear, *cuts)[1]
    return tally.n >= policy["n_min"] and p_red >= policy["fallen_conf"]


def every_look(sample: Sample, as_at: date) -> list[Look]:
    """One look at each month's end from the first month with cases, and one at as-at."""
    year, month = min(sample.counts)
    found: list[Look] = []
    while month_end((year, month)) < as_at:
        found.append(look(sample, month_end((year, month))))
        year, month = year + month // 12, month % 12 + 1
    return [*found, look(sample, as_at)]
