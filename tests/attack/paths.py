"""Hostile paths in a folder of audits: pipes, devices, links, names no encoding has; the one good file is read."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from daready.workspace.folder import create
from tests.attack.score import NotHere, Try
from tests.command.run import daready
from tests.foreign.hostile import ELSEWHERE, HOSTILE, good

SECONDS = 60
_SUFFIXES = (".csv", ".xlsx", ".ods", ".txt", "", ".XLSX", ".csv ")
_NAMES = (
    *(
        b"audit\xff",
        b"audit\x1b[2J",
        b"-rf",
        b"--json",
        b" ",
        b"audit\n2",
        b"\xe2\x80\xaeaudit",
        b"CON",
        b"a" * 200,
    ),
    *(b"~$audit", b".hidden", b"audit;id", b"$(id)", b"%s%n", "\U0001f600".encode(), b"audit\xed\xa0\x80"),
)
COMMANDS = (("check",), ("check", "--marked", "back"), ("load",), ("assess",))


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """A folder of three to nine of them beside a sound file, given to one command."""
    if os.name == "nt":
        raise NotHere("pipes, devices and links of POSIX")
    while True:
        root = folder / "mine"
        create(root)
        audits = root / "audits"
        good(audits / "audit.csv")
        for number in range(chance.randint(3, 9)):
            if chance.random() < 0.5:
                make = chance.choice([*HOSTILE.values()])[0]
                make(audits / f"audit {number}{chance.choice(_SUFFIXES)}")
            else:
                name = chance.choice(_NAMES) + str(number).encode() + chance.choice(_SUFFIXES).encode()
                Path(os.fsdecode(os.fsencode(audits) + b"/" + name)).write_bytes(b"Team,Early\nBlue,1\n")
        words = chance.choice(COMMANDS)
        start = time.monotonic()
        ran = daready(*words, "audits", "--json", "-", cwd=root)
        fault = f"took {time.monotonic() - start:.0f} s" if time.monotonic() - start > SECONDS else None
        account = ran.json.get("account") or ran.json["totals"]
        if ran.code not in (0, 3) or "\x1b" in ran.out + ran.err:
            fault = f"exit code {ran.code}"
        if ELSEWHERE in ran.out + ran.err:
            yield Try("leaked", f"{words}: what a link led to")
        elif account["rows_used"] != 1:
            yield Try("lost", f"{words}: the sound file was not read")
        else:
            yield Try("broke", f"{words}: {fault}") if fault else Try()
        shutil.rmtree(root)
        shutil.rmtree(folder / "elsewhere", ignore_errors=True)
        (root.parent / "elsewhere.csv").unlink(missing_ok=True)
