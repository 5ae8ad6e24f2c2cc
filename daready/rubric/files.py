"""Which files of a folder are its rubric, and the fingerprint of what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from daready.foreign.files import is_folder

IDS = "ids.txt"
POLICY = "policy.yaml"
_IGNORED = frozenset({"schema"})


def default_folder() -> Path:
    """Where the shipped rubrics are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rubrics"
    return installed if installed.is_dir() else package.parent / "rubrics"


def rubric_files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Every YAML file of a folder in order, as it is and as seen from the folder; hidden ones are nobody's rubric."""
    for path in sorted(folder.rglob("*")):
        rel = path.relative_to(folder)
        hidden = any(part.startswith((".", "~")) for part in rel.parts)
        if _is_meant(path) and rel.parts[0] not in _IGNORED and not hidden:
            yield path, rel


def _is_meant(path: Path) -> bool:
    """A rubric file, or one that an editor saved under such a name with .txt behind it."""
    name = path.name.lower().removesuffix(".txt")
    return name.endswith((".yaml", ".yml")) and not is_folder(path)


def fingerprint(shelves: Sequence[Mapping[str, bytes]]) -> str:
    """sha256 over every file's way and bytes, each with its length, so that no two rubrics share one."""
    digest = hashlib.sha256()
    for place, files in enumerate(shelves):
        for name, data in sorted(files.items()):
            way = f"{place}/{name}".encode()
            digest.update(b"%d:%b%d:%b" % (len(way), way, len(data), data))
    return digest.hexdigest()
