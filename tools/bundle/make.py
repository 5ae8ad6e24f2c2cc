"""A bundle from its parts: wheels, installer, pages and a list of what is in it, as files by their path inside."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.bundle.pages import pages
from tools.bundle.targets import PYTHONS, System
from tools.bundle.wheels import Refused, Wheel, fetch, held, locked_for, needed, wheel_at
from tools.locked import Part, parts_of

TOP = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).parent / "inside"
_OF_ONE_SYSTEM = {
    "windows": ("Install.cmd", "Open daready.cmd"),
    "linux": ("install.sh", "open-daready"),
}


def own_wheel(folder: Path) -> Wheel:
    """daready's wheel, built from this checkout without a network."""
    words = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [sys.executable, "-m", *words, "--wheel-dir", str(folder), str(TOP)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise Refused(
            [
                "daready's own wheel could not be built. Install requirements-test.lock first.",
                *done.stderr.strip().splitlines()[-1:],
            ]
        )
    return wheel_at(next(folder.glob("daready-*.whl")))


def wheels_for(own: Wheel, lock: Iterable[Part], system: System, python: str, kept: Path) -> list[Wheel]:
    """What one Python of a system needs. Wheels that are not in ``kept`` yet are fetched into it."""
    parts = locked_for(lock, system, python)
    folder = kept / f"{system.name}-{python}"
    try:
        there = held(parts, folder)
    except Refused:
        fetch(parts, system, python, folder)
        there = held(parts, folder)
    return needed(own, there, system, python)


def bundle(system: System, wheels: Mapping[str, list[Wheel]], python: Path | None = None) -> dict[str, bytes]:
    """Every file of the zip, by its path inside. ``wheels`` by Python; ``python``: one to go with them."""
    files = {
        f"wheels/{wheel.path.name}": wheel.path.read_bytes() for each in wheels.values() for wheel in each
    }
    for name in ("install.py", "start.py", *_OF_ONE_SYSTEM[system.name]):
        files[name] = _for_this(name, (INSIDE / name).read_bytes(), sorted(wheels))
    if python:
        found = sorted(path for path in python.rglob("*") if path.is_file() and not path.is_symlink())
        files |= {f"python/{path.relative_to(python).as_posix()}": path.read_bytes() for path in found}
    listed = {
        each: [{"file": wheel.path.name, "sha256": wheel.sha256} for wheel in some]
        for each, some in sorted(wheels.items())
    }
    own = next(wheel for each in wheels.values() for wheel in each if wheel.name == "daready")
    said = {
        "version": own.version,
        "built_for": system.built_for,
        "glibc": system.glibc,
        "fingerprint": hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest(),
        "wheels": listed,
    }
    files["bundle.json"] = (json.dumps(said, indent=1, sort_keys=True) + "\n").encode()
    return files | pages(system, own.version, wheels, brings_python=python is not None)


def _for_this(name: str, text: bytes, pythons: Iterable[str]) -> bytes:
    """It looks for the Pythons that have wheels here. Without the line ends of Windows, labels are not found there."""
    newest_first = " ".join(reversed([*pythons])).encode()
    text = text.replace(" ".join(reversed(PYTHONS)).encode(), newest_first)
    return text.replace(b"\n", b"\r\n") if name.endswith(".cmd") else text


def made(system: System, pythons: Iterable[str], kept: Path, python: Path | None = None) -> dict[str, bytes]:
    """The whole bundle from this checkout and its lock file."""
    lock = parts_of(TOP / "requirements.lock")
    with tempfile.TemporaryDirectory() as folder:
        own = own_wheel(Path(folder))
        wheels = {each: wheels_for(own, lock, system, each, kept) for each in pythons}
        return bundle(system, wheels, python)
