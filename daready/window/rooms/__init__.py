"""The rooms, in the order of the bar. Each is a file: what it shows, what it changes, and its ways."""

from daready.window.rooms import compare, first, leave, papers, settings, today
from daready.window.ways import Room

ROOMS: tuple[Room, ...] = (
    today.ROOM,
    compare.ROOM,
    papers.ROOM,
    settings.ROOM,
    first.ROOM,
    leave.ROOM,
)
