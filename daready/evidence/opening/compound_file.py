"""An old workbook is a small file system of its own: whether its chains of sectors come to an end.

A chain that leads back to itself keeps a reader going until the memory is full. Layout: [MS-CFB], sections 2.2 to 2.5.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence

_HEADER = struct.Struct("<30xH28xI4xI")  # how large a sector is, where the mini FAT and the DIFAT begin
_IN_HEADER = 109
_FIRST_SPECIAL = 0xFFFFFFFA
_SHIFTS = (9, 12)
_SIZE = 512


def has_circle(data: bytes) -> bool:
    """Whether any chain of sectors of a compound file goes round, or its header makes no sense."""
    if len(data) < _SIZE:
        return True
    shift, mini, difat = _HEADER.unpack_from(data)
    if shift not in _SHIFTS:
        return True
    size = 1 << shift

    def sector(number: int) -> array[int]:
        start = (number + 1) * size
        return _numbers(data[start : start + size])

    places = [*struct.unpack_from(f"<{_IN_HEADER}I", data, 76)]
    seen: set[int] = set()
    while difat < _FIRST_SPECIAL:
        if difat in seen:
            return True
        seen.add(difat)
        more = sector(difat)
        places += more[:-1]
        difat = more[-1] if more else _FIRST_SPECIAL
    last = len(data) // size
    table = array("I")
    for place in dict.fromkeys(place for place in places if place <= last):
        table.extend(sector(place))
    if _goes_round(table):
        return True
    small = array("I")
    while mini < len(table):
        small.extend(sector(mini))
        mini = table[mini]
    return _goes_round(small)


def _numbers(piece: bytes) -> array[int]:
    found = array("I", piece[: len(piece) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _goes_round(following: Sequence[int]) -> bool:
    """Whether following the numbers from any place leads back to it."""
    done = bytearray(len(following))
    for start in range(len(following)):
        at, path = start, []
        while at < len(following) and not done[at]:
            done[at] = 2
            path.append(at)
            at = following[at]
        if at < len(following) and done[at] == 2:
            return True
        for place in path:
            done[place] = 1
    return False
