"""The wheels of a bundle: fetched by the lock, each held to its hash, and proved to be all that daready needs."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.bundle.targets import System
from tools.locked import Part

EXTRAS = ("window",)
"""What of daready's extras a person needs who never types a command."""


class Refused(Exception):
    """The bundle is not made. ``faults``: a sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Wheel:
    """A file of a part. ``sha256`` is of the bytes it has, in lower-case hexadecimal."""

    path: Path
    sha256: str
    about: Message

    @property
    def name(self) -> str:
        return canonicalize_name(parse_wheel_filename(self.path.name)[0])

    @property
    def version(self) -> str:
        return str(parse_wheel_filename(self.path.name)[1])

    @property
    def licence(self) -> str:
        """As the part itself gives it, in a few words; the full text is inside the wheel."""
        said = self.about["License-Expression"] or _classified(self.about) or self.about["License"] or ""
        first = str(said).strip().splitlines()
        return first[0] if first and len(first[0]) <= 60 else "see the wheel"


def _classified(about: Message) -> str:
    said = [
        str(line).rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if "License ::" in line
    ]
    return ", ".join(said)


def wheel_at(path: Path) -> Wheel:
    """Raises Refused where it is not a wheel that can be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            (inside,) = [
                name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
            ]
            about = BytesParser().parsebytes(archive.read(inside))
    except (OSError, ValueError, zipfile.BadZipFile):
        raise Refused([f"{path.name} is not a wheel that can be opened. Fetch it again."]) from None
    return Wheel(path, hashlib.sha256(path.read_bytes()).hexdigest(), about)


def locked_for(parts: Iterable[Part], system: System, python: str) -> list[Part]:
    """The parts of a lock file that this system and Python have."""
    return [part for part in parts if system.wants(part.marker, python)]


def fetch(parts: Iterable[Part], system: System, python: str, into: Path) -> None:
    """Download the wheels of these parts by pip, which refuses what is not of the lock. Needs a network."""
    into.mkdir(parents=True, exist_ok=True)
    lines = [
        " ".join([f"{part.name}=={part.version}", *(f"--hash=sha256:{one}" for one in part.hashes)])
        for part in parts
    ]
    wanted = into / "wanted.txt"
    wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    words += ["--implementation", "cp", "--python-version", python]
    words += [word for tag in system.wheels for word in ("--platform", tag)]
    words += ["--requirement", str(wanted), "--dest", str(into)]
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, encoding="utf-8", check=False)
    wanted.unlink()
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise Refused([f"pip could not fetch the wheels for Python {python}.", *errors])


def held(parts: Iterable[Part], folder: Path) -> list[Wheel]:
    """The wheel of each part. Raises Refused with each that is missing, there twice, or not of the lock's bytes."""
    there = [wheel_at(path) for path in sorted(folder.glob("*.whl"))]
    found: list[Wheel] = []
    faults: list[str] = []
    for part in parts:
        mine = [
            one for one in there if (one.name, one.version) == (canonicalize_name(part.name), part.version)
        ]
        if not mine:
            faults.append(f"The wheel of {part.name} {part.version} is missing.")
        elif len(mine) > 1:
            faults.append(f"There are {len(mine)} wheels of {part.name} {part.version}, and one is wanted.")
        elif mine[0].sha256 not in part.hashes:
            faults.append(
                f"{mine[0].path.name} does not have the hash that the lock file names. Fetch it again."
            )
        else:
            found.append(mine[0])
    if faults:
        raise Refused(faults)
    return found


def needed(own: Wheel, wheels: Iterable[Wheel], system: System, python: str) -> list[Wheel]:
    """daready's wheel and all that it needs, by what each wheel says of itself; what only builds it is left out.

    Raises Refused with each need that no wheel meets: a bundle that is short of a part is found here, and not by a
    sergeant.
    """
    by_name = {wheel.name: wheel for wheel in wheels}
    taken = {own.name: own}
    faults: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(own, need) for need in _needs(own, EXTRAS, system, python)]
    while waiting:
        whose, need = waiting.pop()
        name, extras = canonicalize_name(need.name), frozenset(need.extras)
        wheel = by_name.get(name)
        if wheel is None:
            faults.add(f"{whose.name} needs {name}, which the lock file does not have for Python {python}.")
        elif not need.specifier.contains(wheel.version, prereleases=True):
            faults.add(f"{whose.name} needs {name}{need.specifier}, and {wheel.version} is locked.")
        elif (name, extras) not in seen:
            seen.add((name, extras))
            taken[name] = wheel
            waiting += [(wheel, more) for more in _needs(wheel, extras, system, python)]
    if faults:
        raise Refused(sorted(faults))
    return [taken[name] for name in sorted(taken)]


def _needs(wheel: Wheel, extras: Iterable[str], system: System, python: str) -> list[Requirement]:
    lines = [Requirement(line) for line in wheel.about.get_all("Requires-Dist", [])]
    return [
        need
        for need in lines
        if any(system.wants(str(need.marker or ""), python, extra) for extra in ("", *extras))
    ]
