"""Archives that lie about names, sizes, counts and places: each is refused or read, and unpacked nowhere."""

from __future__ import annotations

import io
import struct
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.attack.score import Try
from tests.command.run import daready
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN

SECONDS = 60
_NAMES = (
    *(
        "../../evil.xml",
        "/etc/evil",
        "C:\\evil",
        "xl/worksheets/../../../evil",
        "xl\\workbook.xml",
        "XL/WORKBOOK.XML",
    ),
    *("a" * 60_000, "con", "nul.xml", "\u202egpj.lmx", "xl/worksheets/sheet1.xml", ""),
)
Change = Callable[[bytes, Random], bytes]


def _again(data: bytes, more: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", how) as packed, warnings.catch_warnings(action="ignore"):
        for name, content in more.items():
            packed.writestr(name, content)
    return out.getvalue()


def _named(data: bytes, chance: Random) -> bytes:
    """Parts whose names lead out, or are those of other parts."""
    return _again(data, dict.fromkeys(chance.sample(_NAMES, 3), b"<a/>"))


def _link(data: bytes, chance: Random) -> bytes:
    entry = zipfile.ZipInfo("xl/worksheets/sheet9.xml")
    entry.external_attr = 0o120777 << 16
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(entry, "/etc/passwd")
    return out.getvalue()


def _bomb(data: bytes, chance: Random) -> bytes:
    """A part that unpacks to a thousand times its size, among the sheets or anywhere."""
    name = chance.choice(
        ("xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "docProps/custom.xml", "xl/media/a.bin")
    )
    return _again(data, {name: chance.choice((b" ", b"<a>", b"\0")) * (chance.choice((8, 80)) << 20)})


def _many(data: bytes, chance: Random) -> bytes:
    return _again(data, {f"xl/{n}": b"" for n in range(chance.choice((500, 12_000)))}, zipfile.ZIP_STORED)


def _nested(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 20))):
        data = _again(data, {"inner.xlsx": data[:200_000]})
    return data


def _field(data: bytes, chance: Random) -> bytes:
    """A size, a place, a method or a flag in the directory that is not true."""
    changed = bytearray(data)
    places = [at for at in range(len(data) - 46) if data[at : at + 4] == b"PK\x01\x02"]
    at = chance.choice(places)
    place, width = chance.choice(
        ((8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (30, "H"), (42, "I"))
    )
    number = chance.choice((0, 1, 9, 99, 0x7FFF, 0xFFFF, *((0x7FFFFFFF, 0xFFFFFFFF) if width == "I" else ())))
    struct.pack_into(f"<{width}", changed, at + place, number)
    return bytes(changed)


def _directory(data: bytes, chance: Random) -> bytes:
    """How many parts there are, and where the directory is, as the archive's end says."""
    changed = bytearray(data)
    end = data.rfind(b"PK\x05\x06")
    place, width = chance.choice(((8, "H"), (10, "H"), (12, "I"), (16, "I"), (20, "H")))
    struct.pack_into(f"<{width}", changed, end + place, chance.choice((0, 1, 0x7FFF, 0xFFFF)))
    return bytes(changed)


def _around(data: bytes, chance: Random) -> bytes:
    """Bytes before and behind, two archives in one, or the second half of one."""
    return chance.choice(
        (b"MZ" * 9 + data, data + b"\0" * 9_000, data + data, data[len(data) // 2 :], data[:-1])
    )


WAYS: tuple[Change, ...] = (_named, _link, _bomb, _many, _nested, _field, _field, _directory, _around)


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """Each in ``check`` and in ``check --marked``."""
    made = folder / "made"
    made.mkdir()
    sound = book(made / "audit.xlsx", Audit=PLAIN).read_bytes()
    while True:
        way = chance.choice(WAYS)
        here = folder / "here"
        here.mkdir()
        target = here / "audit.xlsx"
        target.write_bytes(way(sound, chance))
        before = {path for path in folder.rglob("*") if here not in path.parents}
        words = chance.choice((("check",), ("check", "--marked", here / "back")))
        start = time.monotonic()
        ran = daready(*words, target, "--json", "-", cwd=here)
        fault = _fault(ran.code, time.monotonic() - start)
        if {path for path in folder.rglob("*") if here not in path.parents} != before:
            fault = "something was written elsewhere"
        elif fault is None and not any(
            sheet["rows_used"] for f in ran.json["files"] for sheet in f["sheets"]
        ):
            fault = None if ran.json["files"][0]["notices"] else "nothing read and nothing said"
        if fault is None:
            for path in sorted(here.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            here.rmdir()
            yield Try()
        else:
            here.rename(folder / f"kept {chance.randrange(1 << 30)}")
            yield Try("broke", f"{way.__name__}: {fault}")


def _fault(code: int, seconds: float) -> str | None:
    if code not in (0, 3, 11):
        return f"exit code {code}"
    return f"took {seconds:.0f} s" if seconds > SECONDS else None
