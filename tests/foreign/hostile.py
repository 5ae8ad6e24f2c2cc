"""Paths that a stranger may leave in a folder, each by its kind: they hang, burn, lead away or go round in a circle."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

CSV = "Case reference,Date of audit,Q25\nDA/{n},3.4.2026,Yes\n"
ELSEWHERE = "ZQELSEWHERE"


def good(path: Path, n: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CSV.format(n=n))
    return path


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    # A socket's address is short, so it is bound from within its folder.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(before)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40 << 30)


def away(path: Path) -> None:
    there = path.parent.parent / "elsewhere" / f"{ELSEWHERE}.csv"
    good(there, 9)
    path.symlink_to(there)


def up_and_away(path: Path) -> None:
    good(path.parent.parent / "elsewhere.csv", 9)
    path.symlink_to(Path("..") / "elsewhere.csv")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def two_in_a_circle(path: Path) -> None:
    other = path.with_name(f".{path.name}")
    other.symlink_to(path.name)
    path.symlink_to(other.name)


def nowhere(path: Path) -> None:
    path.symlink_to("not-there.csv")


HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (pipe, "not_a_file"),
    "socket": (listening, "not_a_file"),
    "device": (device, "link_leads_away"),
    "sparse": (sparse, "file_too_large"),
    "away": (away, "link_leads_away"),
    "up and away": (up_and_away, "link_leads_away"),
    "circle": (circle, "link_leads_nowhere"),
    "two in a circle": (two_in_a_circle, "link_leads_nowhere"),
    "nowhere": (nowhere, "link_leads_nowhere"),
}
"""How each is made, and the code it has to be refused with."""
