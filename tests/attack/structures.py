"""Mutants that know what they are made of: records of binary workbooks, cells of delimited text."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

_BOF = b"\x09\x08\x10\x00\x00\x06"
_NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)
_CELLS = (
    *("", " ", '"', '""', '"Yes', "Yes\x00", "=1+1", "@SUM(A1)", "Yes;No", "Yes\tNo", "31/02/2026", "#REF!"),
    *("9" * 40, "1e999", "-0", "\u202eseY", "x" * 70_000, "Yes\nNo", "\r", "\ufeff", "Case reference"),
)


def mutant(data: bytes, suffix: str, chance: Random) -> bytes | None:
    """One mutant, or None for a format whose structure is not known here."""
    way: dict[str, Callable[[bytes, Random], bytes]] = {
        ".xls": _old_excel,
        ".xlsb": _binary_excel,
        ".csv": _delimited,
    }
    return way[suffix](data, chance) if suffix in way else None


def _old_excel(data: bytes, chance: Random) -> bytes:
    """Records of the workbook's stream changed in their places: a type, a length, a number within."""
    changed = bytearray(data)
    starts: list[int] = []
    at = data.find(_BOF)
    while 0 <= at <= len(data) - 4:
        starts.append(at)
        kind, length = struct.unpack_from("<HH", data, at)
        at = at + 4 + length if kind else data.find(_BOF, at + 4)
    for _ in range(chance.choice((1, 1, 2, 6)) if starts else 0):
        one, other = chance.choice(starts), chance.choice(starts)
        length = struct.unpack_from("<H", data, one + 2)[0]
        match chance.choice(("kind", "length", "number", "number", "content")):
            case "kind":
                changed[one : one + 2] = data[other : other + 2]
            case "length":
                struct.pack_into("<H", changed, one + 2, chance.choice((0, 1, length + 1, 8224, 0xFFFF)))
            case "number" if length >= 4:
                place = one + 4 + chance.randrange(length - 3)
                struct.pack_into("<I", changed, place, chance.choice(_NUMBERS))
            case _:
                piece = data[other + 4 : other + 4 + length]
                changed[one + 4 : one + 4 + len(piece)] = piece
    return bytes(changed)


def _binary_excel(data: bytes, chance: Random) -> bytes:
    """Records of one part of an xlsb dropped, doubled, moved, made longer than they are or given other contents."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".bin")])
    records = _records(parts[name])
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = chance.randrange(len(records))
        kind, content = records[at]
        match chance.choice(("drop", "double", "move", "kind", "number", "cut", "grow")):
            case "drop":
                del records[at]
            case "double":
                records[at:at] = [records[at]] * chance.choice((1, 50))
            case "move":
                records.insert(chance.randrange(len(records)), records.pop(at))
            case "kind":
                records[at] = chance.choice(records)[0], content
            case "number" if len(content) >= 4:
                place = chance.randrange(len(content) - 3)
                number = struct.pack("<I", chance.choice(_NUMBERS))
                records[at] = kind, content[:place] + number + content[place + 4 :]
            case "cut":
                records[at] = kind, content[: len(content) // 2]
            case _:
                records[at] = kind, content + b"\xff" * chance.choice((1, 300))
        if not records:
            break
    parts[name] = b"".join(_packed(kind) + _packed(len(content)) + content for kind, content in records)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)
    return packed.getvalue()


def _records(data: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(data):
        kind, at = _unpacked(data, at)
        length, at = _unpacked(data, at)
        found.append((kind, data[at : at + length]))
        at += length
    return found


def _unpacked(data: bytes, at: int) -> tuple[int, int]:
    """A number in sevens of bits, and where it ends."""
    number = shift = 0
    while at < len(data):
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            break
    return number, at


def _packed(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def _delimited(data: bytes, chance: Random) -> bytes:
    """Cells and rows of a text dropped, doubled, swapped, cut off or filled with what no cell should hold."""
    rows = [line.split(",") for line in data.decode("utf-8", "replace").splitlines()] or [[""]]
    for _ in range(chance.choice((1, 1, 3, 10))):
        row = chance.choice(rows)
        at = chance.randrange(len(row)) if row else 0
        match chance.choice(("cell", "cell", "drop", "double", "row", "swap", "wide")):
            case "cell" if row:
                row[at] = chance.choice(_CELLS)
            case "drop" if row:
                del row[at]
            case "double":
                row.insert(at, row[at] if row else "")
            case "row":
                rows.insert(chance.randrange(len(rows)), [*row])
            case "swap":
                one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
                rows[one], rows[other] = rows[other], rows[one]
            case _:
                row += [""] * chance.choice((1, 2_000))
    text = chance.choice(("\n", "\r\n", "\r")).join(
        chance.choice((",", ",", ",", ";", "\t")).join(row) for row in rows
    )
    made = text.encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")), "replace")
    return made[: chance.randrange(len(made) + 1)] if chance.random() < 0.2 else made
