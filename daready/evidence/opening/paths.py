"""Which files were meant by what somebody typed, each under a name that tells it from all others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv"})
_NOT_SENT = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class Found:
    """Files to read and files to remark on, each with its name, in the order of the names."""

    workbooks: list[tuple[str, Path]] = field(default_factory=list[tuple[str, Path]])
    others: list[tuple[str, Path]] = field(default_factory=list[tuple[str, Path]])
    locks: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])
    empty: list[str] = field(default_factory=list[str])


def is_workbook(path: Path) -> bool:
    """Whether the name says that daready can read the file."""
    return path.suffix.lower() in BOOKS | TEXTS


def find(paths: Iterable[str | Path], skip: Iterable[Path] = ()) -> Found:
    """Every file under the paths, once each. Hidden files are nobody's evidence and are passed over.

    ``skip``: files that daready is about to write, which an earlier run may have left in the folder.
    """
    found = Found()
    ours = {path.resolve() for path in skip}
    named: dict[Path, tuple[str, Path]] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = [each for each in _inside(path) if each.resolve() not in ours]
            for each in inside:
                named.setdefault(each.resolve(), (each.relative_to(path).as_posix(), each))
            if not any(is_workbook(each) for each in inside if not _is_lock(each)):
                found.empty.append(path.name or str(path))
        elif path.exists():
            named.setdefault(path.resolve(), (path.name, path))
        else:
            found.missing.append(path.name)
    for name, path in _distinct(list(named.values())):
        if _is_lock(path):
            found.locks.append(name.replace("~$", "", 1))
        elif is_workbook(path):
            found.workbooks.append((name, path))
        else:
            found.others.append((name, path))
    found.missing.sort()
    return found


def fingerprint(path: Path) -> str:
    """Of a file's bytes; of nothing where they cannot be read."""
    import hashlib  # slow to import, and of no use in the child

    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _inside(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower() not in _NOT_SENT:
                yield Path(where) / name


def _is_lock(path: Path) -> bool:
    return path.name.startswith("~$")


def _distinct(named: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Names made longer by the folders above, as far as needed for no two files to share one."""
    count = Counter(name for name, _ in named)
    while any(n > 1 for n in count.values()):
        longer: list[tuple[str, Path]] = []
        for name, path in named:
            parts = path.resolve().parts
            depth = name.count("/") + 2
            longer.append(("/".join(parts[-depth:]) if count[name] > 1 else name, path))
        named = longer
        count = Counter(name for name, _ in named)
    return sorted(named, key=lambda pair: pair[0])
