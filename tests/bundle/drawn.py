"""Wheels of invented parts, small enough to be made in a test, and the lock file's parts that name them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.locked import Part

MAIN = "import json, sys\n\ndef main():\n    import leaf\n    print(json.dumps(sys.argv), leaf.__file__)\n"


def wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    needs: Iterable[str] = (),
    extras: Iterable[str] = (),
    files: Mapping[str, str] | None = None,
) -> Path:
    """A pure wheel of one module, or of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    lines = [f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: MIT"]
    lines += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {need}" for need in needs]
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in (files or {f"{name}/__init__.py": ""}).items():
            archive.writestr(inside, text)
        archive.writestr(f"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join([*lines, "", ""]))
    return path


def part(path: Path, marker: str = "") -> Part:
    name, version = path.name.split("-")[:2]
    return Part(name, version, marker, (hashlib.sha256(path.read_bytes()).hexdigest(),))


def house(folder: Path) -> list[Path]:
    """daready with one part it needs, one that only its window needs, and one that nothing needs."""
    own = {
        "daready/__init__.py": "",
        "daready/__main__.py": MAIN,
        "daready-1.0.data/scripts/daready": "#!python",
    }
    return [
        wheel(folder, "daready", needs=["leaf>=1", 'pane; extra == "window"'], extras=["window"], files=own),
        wheel(folder, "leaf"),
        wheel(folder, "pane", needs=["leaf"]),
        wheel(folder, "builder"),
    ]
