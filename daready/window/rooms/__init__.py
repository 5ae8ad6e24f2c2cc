"""The rooms, in the order of the bar. Each is a file: what it shows, what it changes, and its ways."""

from daready.window.rooms import (
    actions,
    adopt,
    bring_in,
    compare,
    fill_in,
    first,
    leave,
    next_sample,
    papers,
    position,
    register,
    safe,
    settings,
    today,
)
from daready.window.ways import Room

ROOMS: tuple[Room, ...] = (
    today.ROOM,
    bring_in.ROOM,
    fill_in.ROOM,
    adopt.ROOM,
    position.ROOM,
    actions.ROOM,
    compare.ROOM,
    next_sample.ROOM,
    register.ROOM,
    papers.ROOM,
    settings.ROOM,
    safe.ROOM,
    first.ROOM,
    leave.ROOM,
)
