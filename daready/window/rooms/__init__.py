"""The rooms, in the order of the bar. Each is a file: what it shows, what it changes, and its ways."""

from daready.window.rooms import first, leave, today
from daready.window.ways import Room

ROOMS: tuple[Room, ...] = (
    today.ROOM,
    first.ROOM,
    leave.ROOM,
)
