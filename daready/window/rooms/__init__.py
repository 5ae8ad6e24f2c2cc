"""The rooms, in the order of the bar. Each is a file: what it shows, what it changes, and its ways."""

from daready.window.rooms import actions, adopt, bring_in, first, leave, position, safe, today
from daready.window.ways import Room

ROOMS: tuple[Room, ...] = (
    today.ROOM,
    bring_in.ROOM,
    adopt.ROOM,
    position.ROOM,
    actions.ROOM,
    safe.ROOM,
    first.ROOM,
    leave.ROOM,
)
