"""Install daready from the folder this file is in. It needs no internet and no administrator.

Each wheel is held to its hash and unpacked; nothing of it is run. Only this file's own Python is used, so that it works
with an embeddable Python, which has no pip. A new release stands beside the old one until it is whole.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import hashlib
import itertools
import json
import os
import platform
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DONE, REFUSED, UNWRITTEN = 0, 2, 13
WINDOWS = os.name == "nt"
OPENER = "Open daready.cmd" if WINDOWS else "open-daready"
NEXT = f"Next: {'double-click' if WINDOWS else 'run'} {OPENER}, or choose Open daready among your programs."
GUIDE = 'See "Read me first.html".'


def main() -> int:
    said = argparse.ArgumentParser(
        prog="install.py", description="Install daready on this machine, without a network."
    )
    said.add_argument(
        "--to", type=Path, help="the folder to install into, for everybody on this machine (for IT)"
    )
    to = said.parse_args().to
    bundle = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    version = ".".join(map(str, sys.version_info[:2]))
    wheels = bundle["wheels"].get(version, [])
    faults = wrong_machine(bundle, version) or wrong_wheels(wheels)
    if faults:
        print("daready was not installed.", *faults, sep="\n")
        return REFUSED
    root = to.resolve() if to else own_root()
    try:
        release = unpacked(bundle, wheels, root, version)
        point_at(release, version, root)
        if not to:
            put_where_people_look(root)
    except OSError as fault:
        print(f"daready was not installed: {root} could not be written ({fault.strerror}).", GUIDE, sep="\n")
        return UNWRITTEN
    print(f"daready {bundle['version']} is installed in {root}.", NEXT, sep="\n")
    return DONE


def wrong_machine(bundle: dict, version: str) -> list[str]:
    """Why this machine's Python cannot run what is in this bundle, a sentence each."""
    faults = []
    if version not in bundle["wheels"]:
        ours = ", ".join(bundle["wheels"])
        faults.append(f"This is Python {version}, and this copy of daready needs one of {ours}. {GUIDE}")
    if sysconfig.get_platform() != bundle["built_for"]:
        faults.append(
            f"This copy of daready is for {bundle['built_for']}, and this is {sysconfig.get_platform()}."
        )
    library, have = platform.libc_ver()
    if bundle["glibc"] and (library != "glibc" or numbers(have) < numbers(bundle["glibc"])):
        faults.append(
            f"This system's C library is {library or 'unknown'} {have}; glibc {bundle['glibc']} is needed."
        )
    return faults


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def wrong_wheels(wheels: list[dict]) -> list[str]:
    """What of the bundle is missing, or is not what was packed. Nothing is unpacked before all of it is right."""
    faults = []
    for wheel in wheels:
        path = HERE / "wheels" / wheel["file"]
        if not path.is_file():
            faults.append(f"{wheel['file']} is missing. Extract the whole zip again.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != wheel["sha256"]:
            faults.append(f"{wheel['file']} is not the file that was packed. Get the zip again, and tell IT.")
    return faults


def own_root() -> Path:
    """This person's own folder for programs, which is neither synchronised nor shared."""
    if WINDOWS:
        return Path(os.environ["LOCALAPPDATA"]) / "daready"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "daready"


def unpacked(bundle: dict, wheels: list[dict], root: Path, version: str) -> Path:
    """The new release beside whatever is there, which may be open just now. It gets its name once it is whole."""
    root.mkdir(parents=True, exist_ok=True)
    name = f"{bundle['version']}-{bundle['fingerprint'][:12]}-py{version}"
    release = next(
        path for path in (root / f"{name}-{number}" for number in itertools.count(1)) if not path.exists()
    )
    half = root / f"unfinished-{os.getpid()}"
    try:
        for number, wheel in enumerate(wheels, 1):
            progress(f"\rUnpacking {number} of {len(wheels)} ")
            unpack(HERE / "wheels" / wheel["file"], half / "lib")
        copy(HERE / "python", half / "python")
        progress("\nMaking it quick to start ...\n")
        compileall.compile_dir(half / "lib", quiet=2, stripdir=half, prependdir=release)
        half.replace(release)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return release


def progress(words: str) -> None:
    if sys.stdout.isatty():
        print(words, end="", flush=True)


def unpack(wheel: Path, into: Path) -> None:
    """A wheel's modules. Its command files and manual pages are not wanted: daready is started by ``start.py``."""
    with zipfile.ZipFile(wheel) as archive:
        inside = [name for name in archive.namelist() if not name.partition("/")[0].endswith(".data")]
        archive.extractall(into, inside)


def copy(what: Path, where: Path) -> None:
    if what.is_dir():
        shutil.copytree(what, where)
    elif what.is_file():
        shutil.copyfile(what, where)


def point_at(release: Path, version: str, root: Path) -> None:
    """From here on the new release is the one that opens. The last one stays, as it may be open; older ones go."""
    pointer = root / "current.txt"
    last = pointer.read_text(encoding="ascii").split()[0] if pointer.is_file() else ""
    for name in (OPENER, "start.py"):
        copy(HERE / name, root / name)
    (root / OPENER).chmod(0o755)
    half = root / f"current-{os.getpid()}"
    half.write_text(f"{release.name} {version}\n", encoding="ascii")
    half.replace(pointer)
    for old in (*root.glob("*-py3.*"), *root.glob("unfinished-*")):
        if old.name not in (release.name, last):
            shutil.rmtree(old, ignore_errors=True)


def put_where_people_look(root: Path) -> None:
    """In the Start menu, or among the programs of a Linux desktop. Where that is not allowed, the opener is enough."""
    with contextlib.suppress(OSError, KeyError):
        if WINDOWS:
            menu = Path(os.environ["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs"
            copy(root / OPENER, menu / OPENER)
        else:
            menu = root.parent / "applications"
            menu.mkdir(parents=True, exist_ok=True)
            lines = ["[Desktop Entry]", "Type=Application", "Name=Open daready", f'Exec="{root / OPENER}"']
            (menu / "daready.desktop").write_text("\n".join([*lines, "Terminal=true", ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
