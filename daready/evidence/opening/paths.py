"""Which files were meant by what somebody typed, each under a name that tells it from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from daready.foreign import files
from daready.foreign.names import printable

BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv"})
_NOT_SENT = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class Found:
    """Files to read and files to remark on, each with its name, in the order of the names.

    ``refused`` are those that the door does not let in, and paths where nothing is, each with its code.
    """

    workbooks: list[tuple[str, Path]] = field(default_factory=list[tuple[str, Path]])
    others: list[tuple[str, Path]] = field(default_factory=list[tuple[str, Path]])
    locks: list[str] = field(default_factory=list[str])
    refused: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    empty: list[str] = field(default_factory=list[str])


def is_workbook(path: Path) -> bool:
    """Whether the name says that daready can read the file."""
    return path.suffix.lower() in BOOKS | TEXTS


def find(paths: Iterable[str | Path], skip: Iterable[Path] = ()) -> Found:
    """Every file under the paths, once each. Hidden files are nobody's evidence and are passed over.

    A link is followed as far as the folder it was named in, and no further. ``skip``: files that daready is about to
    write, which an earlier run may have left in the folder.
    """
    found = Found()
    ours = {files.place(path) for path in skip}
    named: dict[Path, tuple[str, Path]] = {}
    for path in map(Path, paths):
        if files.is_folder(path):
            inside = [one for one in _inside(path) if one.path not in ours]
            for one in inside:
                if isinstance(one.path, Path):
                    named.setdefault(one.path, (one.name, one.path))
                else:
                    found.refused.append((one.name, one.path))
            read = (one for one in inside if isinstance(one.path, Path) and not _is_lock(one.name))
            if not any(is_workbook(Path(one.name)) for one in read):
                found.empty.append(printable(path.name or str(path)))
            continue
        try:
            real = files.led_to(path)
        except files.NotTaken as refused:
            found.refused.append((path.name or str(path), refused.code))
        else:
            named.setdefault(real, (path.name, real))
    for name, path in _printed(_distinct(list(named.values()))):
        if _is_lock(name):
            found.locks.append(name.replace("~$", "", 1))
        elif is_workbook(path):
            found.workbooks.append((name, path))
        else:
            found.others.append((name, path))
    found.refused = sorted((printable(name), code) for name, code in found.refused)
    return found


class _Seen(NamedTuple):
    """One entry under a folder: its name as seen from there, and where it leads, or the code that says why nowhere."""

    name: str
    path: Path | str


def _inside(folder: Path) -> list[_Seen]:
    """Everything that somebody may have put under a folder, in the order of names; what cannot be entered is told.

    Folders are entered once each and by no link, however deep they lie; what a link within leads to is met by itself.
    """
    home = files.place(folder)
    found: list[_Seen] = []
    entered: set[Path] = set()
    waiting = [(home, "")]
    while waiting:
        where, so_far = waiting.pop()
        if where in entered:
            continue
        entered.add(where)
        try:
            entries = sorted(where.iterdir())
        except OSError:
            found.append(_Seen(so_far.rstrip("/") or folder.name, "file_not_readable"))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower() in _NOT_SENT:
                continue
            shown = so_far + entry.name
            try:
                real = files.led_within(entry, home)
            except files.NotTaken as refused:
                found.append(_Seen(shown, refused.code))
                continue
            if not files.is_folder(real):
                found.append(_Seen(shown, real))
            elif real == entry:
                waiting.append((real, f"{shown}/"))
    return sorted(found, key=lambda one: one.name.split("/"))


def _is_lock(name: str) -> bool:
    return name.rpartition("/")[2].startswith("~$")


def _printed(named: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Names that can be printed; those that then are alike are numbered, so that each still means one file."""
    taken: set[str] = set()
    printed: list[tuple[str, Path]] = []
    for name, path in named:
        shown, number = printable(name), 1
        stem, dot, suffix = shown.rpartition(".")
        while shown in taken:
            number += 1
            shown = f"{stem} ({number}){dot}{suffix}" if stem else f"{suffix} ({number})"
        taken.add(shown)
        printed.append((shown, path))
    return sorted(printed, key=lambda pair: pair[0])


def _distinct(named: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Names made longer by the folders above, as far as needed for no two files to share one."""
    count = Counter(name for name, _ in named)
    while any(n > 1 for n in count.values()):
        longer: list[tuple[str, Path]] = []
        for name, path in named:
            parts = path.parts
            depth = name.count("/") + 2
            longer.append(("/".join(parts[-depth:]) if count[name] > 1 else name, path))
        named = longer
        count = Counter(name for name, _ in named)
    return sorted(named, key=lambda pair: pair[0])
