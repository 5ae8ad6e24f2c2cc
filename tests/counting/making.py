"""Invented exports of a record system, drawn from a seed, as pandas frames with a force's own headings and codes."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

Rows = list[dict[str, Any]]

START = datetime(2025, 7, 1)
DAYS = 365
DISTRICTS = ("North", "South", "East", None)
OUTCOMES = ("1", "1A", "OC14", "15", "Outcome 16", "16", "16", "NFA", "8", "20", None, None, "Zed")
LIMITS = {"emergency": 15, "prompt": 60}


def exports(rows: int, seed: int = 7) -> dict[str, Rows]:
    """A year of crimes, incidents, suspects, orders and referrals, ``rows`` in all, some of each kind of slip."""
    chance = Random(seed)
    crimes = [_crime(n, chance) for n in range(rows * 4 // 10)]
    again = [dict(chance.choice(crimes)) for _ in range(rows // 200)]
    differ = [{**chance.choice(crimes), "Crime outcome": "18"} for _ in range(rows // 1000)]
    return {
        "crimes": [*crimes, *again, *differ],
        "incidents": [_incident(n, chance) for n in range(rows * 3 // 10)],
        "suspects": [_suspect(n, crimes, chance) for n in range(rows * 2 // 10)],
        "orders": [_order(n, chance) for n in range(rows // 20)],
        "referrals": [_referral(n, chance) for n in range(rows // 20)],
    }


def _moment(chance: Random) -> datetime:
    return START + timedelta(minutes=chance.randrange(DAYS * 24 * 60))


def _later(chance: Random, moment: datetime | None, minutes: int, missing: float) -> datetime | None:
    """Some time after, at times a bare day or nothing."""
    if moment is None or chance.random() < missing:
        return None
    later = moment + timedelta(minutes=chance.randrange(minutes))
    return later.replace(hour=0, minute=0) if chance.random() < 0.1 else later


def _crime(n: int, chance: Random) -> dict[str, Any]:
    reported = _moment(chance)
    outcome = chance.choice(OUTCOMES)
    closed = _later(chance, reported, 200_000, 0.02) if outcome else None
    return {
        "Crime number": f"42/{n:06d}/26" if chance.random() > 0.001 else None,
        "Victim name": "Nobody Invented",
        "DA flag": chance.choice(["Y", "Y", "Y", "N", None, "DA", "perhaps"][: 7 if n % 50 == 0 else 6]),
        "Crime status": chance.choice(["Active"] * 20 + ["No crimed", None]),
        "Reported": reported if chance.random() > 0.01 else None,
        "Recorded": _later(chance, reported, 2_600, 0.005),
        "Crime outcome": outcome,
        "Date finalised": closed,
        "Closure review date": _later(chance, reported, 200_000, 0.4) if outcome else None,
        "LPA": chance.choice(DISTRICTS),
        "Crew": chance.choice(["A", "B", "C"]),
        "Notes": "free text that nobody reads",
    }


def _incident(n: int, chance: Random) -> dict[str, Any]:
    received = _moment(chance)
    return {
        "Log number": f"L{n}",
        "DA marker": chance.choice(["Yes", "Yes", "No"]),
        "Call received": received,
        "Priority": chance.choice(["Immediate", "Prompt", "Prompt", "Grade 4", "Grade 3"]),
        "Arrived": _later(chance, received, 130, 0.2),
        "DASH": chance.choice(["Completed", "Completed", "Refused", "Officer assessment only", None]),
        "BWV": chance.choice(["Y", "Y", "N", None]),
        "Area": chance.choice(DISTRICTS),
        "Caller": "Nobody Invented",
    }


def _suspect(n: int, crimes: Rows, chance: Random) -> dict[str, Any]:
    crime = chance.choice(crimes)
    arrested = _later(chance, crime["Reported"], 90_000, 0.4)
    return {
        "Custody number": f"C{n}",
        "Crime no": crime["Crime number"] if chance.random() > 0.02 else f"99/{n}/25",
        "Arrest date": arrested,
        "Sent to CPS": _later(chance, arrested, 60_000, 0.5),
        "Release date": _later(chance, arrested, 2_000, 0.1),
        "Bail or RUI": chance.choice(["Bailed", "RUI", "Charged", "NFA", None]),
        "Area": chance.choice(DISTRICTS),
    }


def _order(n: int, chance: Random) -> dict[str, Any]:
    made = _moment(chance)
    return {
        "Order number": f"O{n}",
        "Type of order": chance.choice(["DVPN", "DVPO", "DAPN", "DAPO", "Restraining order"]),
        "Date served": made,
        "Heard at": _later(chance, made, 4_000, 0.05),
        "Area": chance.choice(DISTRICTS),
    }


def _referral(n: int, chance: Random) -> dict[str, Any]:
    made = _moment(chance)
    return {
        "Referral number": f"R{n}",
        "Referral type": chance.choice(["Right to ask", "RTK", "MARAC", "MARAC"]),
        "Referral date": made,
        "Date closed": _later(chance, made, 60_000, 0.1),
        "Date heard": _later(chance, made, 40_000, 0.1),
        "Repeat": chance.choice(["Y", "N"]),
        "Referring agency": chance.choice(["Police", "Health", "IDVA"]),
        "Area": chance.choice(DISTRICTS),
    }


def pandas_frames(made: dict[str, Rows]) -> dict[str, Any]:
    """The exports as pandas frames, moments as timestamps."""
    import pandas as pd

    frames: dict[str, Any] = {}
    for name, rows in made.items():
        frame = pd.DataFrame(rows)
        for heading in frame.columns:
            if any(isinstance(row[heading], datetime) for row in rows):
                frame[heading] = pd.to_datetime(frame[heading]).astype("datetime64[us]")
        frames[name] = frame
    return frames
