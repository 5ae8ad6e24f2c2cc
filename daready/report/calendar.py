"""The calendar of what falls due: whole days, by role and criterion; no names, no cases, no counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from daready.planning.due import Due, Kind
from daready.report.whole import SIGNED

_SAYS: dict[Kind, str] = {
    "action": "Action {ref} is due: {about}",
    "retest": "Test again what action {ref} did: {about}",
    "expiry": "Evidence begins to expire: {ref} {about}",
    "answer": "Last day to publish the answer to {about}",
    "item": "Inspection recommendation {ref} is due",
    "meeting": "{ref} meets",
    "inspection": "Inspection expected",
}


def says(one: Due) -> str:
    """What is due, in words: a criterion or a report, and nobody's name."""
    return _SAYS[one.kind].format(ref=one.ref, about=one.about)


def calendar(found: Sequence[Due], *, as_at: date, version: str) -> bytes:
    """The bytes of an iCalendar file (RFC 5545); the same on every run as at the same day."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", f"-//daready//{SIGNED} {version}//EN")
    made.add("version", "2.0")
    for one in found:
        event = Event()
        event.add("uid", f"{sha256(f'{one.kind} {one.ref} {one.on}'.encode()).hexdigest()[:32]}@daready")
        event.add("dtstamp", datetime.combine(as_at, time(), UTC))
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", f"{says(one)} (overdue)" if one.late else says(one))
        if one.role:
            event.add("description", f"For the {one.role}.")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
