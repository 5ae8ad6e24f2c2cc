"""Meetings of boards in words: when one met, what it decided, and which colours are others since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daready.planning.boards import Meeting, SinceMet
from daready.report.shapes import day
from daready.report.words import count


def meeting_told(one: Meeting) -> str:
    """A meeting in a line."""
    decided = f" It decided: {one.decided.rstrip('.')}." if one.decided else " No decision is recorded."
    again = f" It meets again on {day(one.next)}." if one.next else ""
    return f"{one.board}, {day(one.on)}.{decided}{again}"


def since_told(found: SinceMet) -> Iterator[str]:
    """What a board decided when it last met, and what has another colour since, in sentences."""
    meeting = found.meeting
    decided = (
        f" and decided: {meeting.decided.rstrip('.')}" if meeting.decided else "; no decision is recorded"
    )
    yield f"The board last met on {day(meeting.on)}{decided}."
    moved = len(found.moved)
    yield (
        f"Since then {count(moved, 'criterion has', 'criteria have')} another colour, by itself no change of practice; "
        f"{found.same} have the same."
        if moved
        else f"Since then no criterion has another colour ({found.same} looked at)."
    )


def meetings_record(held: Iterable[Meeting]) -> list[dict[str, object]]:
    """Every meeting for the JSON; what was decided stays out, as free texts do."""
    return [
        {
            "board": one.board,
            "on": one.on.isoformat(),
            "decided": bool(one.decided),
            "next": one.next.isoformat() if one.next else None,
        }
        for one in held
    ]
