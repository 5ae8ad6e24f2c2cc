"""The figures of the return counted by hand, row by row, from invented exports: a second opinion that shares no code.

It knows the headings and codes of tests/counting/making.py and nothing of the rubric, so that a rule changed on one
side alone is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import Any

Rows = list[dict[str, Any]]
Cell = tuple[str, int, int, str | None]
CLOSED = {"1": "charged", "1A": "charged", "OC14": "14", "15": "15", "Outcome 16": "16", "16": "16"}
CLOSED |= {"NFA": "nfa", "8": "court", "20": "other", "18": "nfa"}


def figures(made: dict[str, Rows]) -> dict[Cell, tuple[int, int]]:
    """By measure, year, month and district: numerator and denominator; a count has none."""
    met: Counter[Cell] = Counter()
    of: Counter[Cell] = Counter()

    def count(
        measure: str, moment: datetime | None, row: dict[str, Any], good: bool, base: bool = True
    ) -> None:
        if moment is None:
            return
        cell = (measure, moment.year, moment.month, row.get("LPA", row.get("Area")))
        met[cell] += good
        of[cell] += base

    crimes = _crimes(made["crimes"])
    domestic = [row for row in crimes if row["DA flag"] in ("Y", "DA") and row["Crime status"] != "No crimed"]
    for row in domestic:
        recorded, closed = row["Recorded"], row["Date finalised"]
        count("M01", recorded, row, True, False)
        count("M29", recorded, row, _hours(row["Reported"], recorded, 24))
        for measure in ("M02", "M12"):
            count(measure, recorded, row, False)
        kind = CLOSED.get(row["Crime outcome"] or "")
        if kind is None:
            continue
        count("M03", closed, row, kind == "charged")
        count("M04", closed, row, kind == "16")
        count("M05", closed, row, kind == "15")
        count("M06", closed, row, kind in ("15", "16"))
        if kind in ("14", "15", "16", "nfa"):
            count("M32", closed, row, _hours(row["Closure review date"], closed, None))
    _incidents(made["incidents"], count)
    flagged = {row["Crime number"] for row in crimes if row["DA flag"] in ("Y", "DA") and row["Crime number"]}
    for row in made["suspects"]:
        if row["Crime no"] in flagged:
            count("M02", row["Arrest date"], row, True, False)
            count("M07", row["Sent to CPS"], row, True, False)
            if row["Bail or RUI"] in ("Bailed", "RUI"):
                count("M26", row["Release date"], row, row["Bail or RUI"] == "Bailed")
    _registers(made, count)
    return {cell: (met[cell], of[cell]) for cell in {*met, *of}}


def _crimes(rows: Rows) -> Rows:
    """Each crime once; a reference under which rows differ is none."""
    read = ("DA flag", "Crime status", "Reported", "Recorded", "Crime outcome", "Date finalised")
    read = (*read, "Closure review date", "LPA", "Crew")
    said: dict[str, set[Any]] = defaultdict(set)
    for row in rows:
        if row["Crime number"]:
            said[row["Crime number"]].add(tuple(row[heading] for heading in read))
    kept: Rows = []
    seen: set[str] = set()
    for row in rows:
        number = row["Crime number"]
        if number is None:
            kept.append(row)
        elif number not in seen and len(said[number]) == 1:
            seen.add(number)
            kept.append(row)
    return kept


def _hours(since: datetime | None, until: datetime | None, hours: int | None) -> bool:
    """A bare day is taken for its end."""
    if since is None or until is None:
        return False
    end = until + timedelta(days=1) if (until.hour, until.minute) == (0, 0) else until
    return since <= end and (hours is None or end - since <= timedelta(hours=hours))


def _incidents(rows: Rows, count: Any) -> None:
    for row in rows:
        if row["DA marker"] != "Yes":
            continue
        received = row["Call received"]
        count("M16", received, row, row["DASH"] in ("Completed", "Officer assessment only"))
        if row["Arrived"] is None:
            continue
        count("M25", received, row, row["BWV"] == "Y")
        limit = {"Immediate": 15, "Prompt": 60}.get(row["Priority"])
        if limit:
            count("M18", received, row, _hours(received, row["Arrived"], None) and _minutes(row) <= limit)


def _minutes(row: dict[str, Any]) -> float:
    arrived = row["Arrived"]
    end = arrived + timedelta(days=1) if (arrived.hour, arrived.minute) == (0, 0) else arrived
    return (end - row["Call received"]).total_seconds() / 60


def _registers(made: dict[str, Rows], count: Any) -> None:
    for row in made["orders"]:
        kind, served = row["Type of order"], row["Date served"]
        if kind in ("DVPN", "DAPN"):
            count("M12", served, row, True, False)
            count("M13", served, row, _hours(served, row["Heard at"], 48))
        if kind in ("DAPN", "DAPO"):
            count("M14", served, row, True, False)
    for row in made["referrals"]:
        made_on, kind = row["Referral date"], row["Referral type"]
        closed, heard = row["Date closed"], row["Date heard"]
        measure = {"Right to ask": "M15a", "RTK": "M15k"}.get(kind)
        if measure and closed:
            count(measure, closed, row, 0 <= (closed.date() - made_on.date()).days <= 28)
        if kind == "MARAC":
            count("M22", heard, row, row["Repeat"] == "Y")
            count("M23", made_on, row, row["Referring agency"] != "Police")
