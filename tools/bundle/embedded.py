"""The embeddable Python that a force's IT supplies: looked at before it goes into the bundle, and never fetched."""

from __future__ import annotations

import re
from pathlib import Path

from tools.bundle.targets import PYTHONS, WINDOWS, System
from tools.bundle.wheels import Refused

_64_BIT = b"\x64\x86"
"""How a program for 64-bit Intel and AMD machines says so in its header, little end first."""


def python_in(folder: Path, system: System) -> str:
    """Which Python this is, as "3.12". Raises Refused where it is no embeddable Python that has wheels."""
    if system is not WINDOWS:
        raise Refused(["--python is for Windows: a Linux machine has a Python of its own."])
    paths = [one.name for one in folder.glob("python*._pth")]
    found = re.fullmatch(r"python3(\d+)\._pth", paths[0]) if len(paths) == 1 else None
    program = folder / "python.exe"
    if found is None or not program.is_file():
        raise Refused(
            [
                f"{folder.name} is not an unpacked embeddable Python: it has python.exe and one python3NN._pth file."
            ]
        )
    version = f"3.{found[1]}"
    faults = []
    if version not in PYTHONS:
        faults.append(f"{folder.name} is Python {version}. Supply one of {', '.join(PYTHONS)}.")
    if not _is_64_bit(program.read_bytes()):
        faults.append(f"{folder.name} is not the 64-bit Python for Windows (amd64). Supply that one.")
    if faults:
        raise Refused(faults)
    return version


def _is_64_bit(program: bytes) -> bool:
    at = int.from_bytes(program[60:64], "little")
    return program[:2] == b"MZ" and program[at : at + 6] == b"PE\0\0" + _64_BIT
