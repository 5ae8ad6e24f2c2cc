"""A ledger that is full, read-only, cut off, spoilt or oddly placed: a sentence and exit 12, and no further damage."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from daready.ledger import upkeep
from daready.ledger.faults import LedgerFault
from daready.ledger.position import position
from daready.ledger.recall import reading
from daready.workspace.folder import LEDGER, create
from tests.command.run import TOP, Ran, daready
from tests.ledger.making import case_reply, kept_load, opened
from tests.ledger.sheets import audit

POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and permissions of POSIX")


def limited(root: Path, *words: object, **limits: Any) -> Ran:
    """daready in a child of its own, started with limits of the system."""
    done = subprocess.run(
        # -B: a limit on the size of files would leave half a module's bytecode behind.
        [sys.executable, "-B", "-m", "daready", *map(str, words)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TOP), "HOME": str(root)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **limits,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def workspace(root: Path) -> Path:
    """A workspace with two months loaded."""
    create(root)
    for number, month in enumerate(("May", "June")):
        audit(root / f"{month}.csv", f"{month} 2026", ["Yes"] * 40 + ["No"] * 5, first=number * 1000)
    assert daready("load", "May.csv", "June.csv", cwd=root).code == 0
    return root


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("sound") / "mine")


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "mine"))


def seen(root: Path) -> list[Any]:
    """What every load that counts gives, each proved, in this process."""
    with opened(root / LEDGER) as ledger, ledger.reading() as entries:
        where = position(entries)
        return [file.reply for file in reading(ledger, where, where.live)]


@POSIX
def test_a_full_disk(root: Path) -> None:
    import resource

    before = seen(root)
    audit(root / "July.csv", "July 2026", ["Yes"] * 1000, first=5000)
    room = (root / LEDGER).stat().st_size + 20_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ran = limited(root, "load", "July.csv", preexec_fn=little_room)
    assert (ran.code, ran.out) == (12, "")
    assert "room" in ran.err
    with opened(root / LEDGER) as ledger:
        upkeep.verify(ledger)
    assert seen(root) == before
    assert daready("load", "July.csv", cwd=root).code == 0


def like_anybody() -> None:
    """Even root is bound by permissions once it gives up its right to override them."""
    import ctypes

    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@POSIX
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_ledger_that_may_only_be_read(root: Path, tmp_path: Path, folder_mode: int) -> None:
    sheet = audit(tmp_path / "July.csv", "July 2026", ["Yes"] * 5)
    before = (root / LEDGER).read_bytes()
    (root / LEDGER).chmod(0o444)
    root.chmod(folder_mode)
    try:
        ran = limited(root, "load", sheet, preexec_fn=like_anybody)
        assert (ran.code, ran.out) == (12, "")
        assert (root / LEDGER).read_bytes() == before
        looked = limited(root, "assess", "--as-at", "2026-06-30", preexec_fn=like_anybody)
        assert looked.code == (0 if folder_mode == 0o777 else 12)
    finally:
        root.chmod(0o755)


def test_a_path_with_spaces_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "Ünterlagen für été" / "a b%20c#d?e"
    if os.name == "nt":
        folder = tmp_path / "Ünterlagen für été" / "a b%20c#d"
    folder.mkdir(parents=True)
    root = workspace(folder / "mine")
    with opened(root / LEDGER) as ledger:
        upkeep.backup(ledger, root / "ü b.db")  # which proves the ledger and its copy
    assert daready("assess", "--as-at", "2026-06-30", cwd=root).code == 0


ALL_WORDS = (("assess", "--as-at", "2026-06-30"), ("load", "May.csv"), ("history", "--verify"))


@pytest.mark.parametrize(
    ("share", "commands"), [(0.5, ALL_WORDS), (0.0, ALL_WORDS[1:2]), (0.95, ALL_WORDS[:1])]
)
def test_a_ledger_cut_off(root: Path, share: float, commands: tuple[tuple[str, ...], ...]) -> None:
    whole = (root / LEDGER).read_bytes()
    cut = whole[: int(len(whole) * share)]
    (root / LEDGER).write_bytes(cut)
    for words in commands:
        ran = daready(*words, cwd=root)
        assert (ran.code, ran.out) == (12, "")
        assert "backup" in ran.err
    assert (root / LEDGER).read_bytes() == cut


def spoilt(root: Path, at: int, change: int) -> None:
    data = bytearray((root / LEDGER).read_bytes())
    data[at] ^= change
    (root / LEDGER).write_bytes(data)


def test_a_flipped_byte_in_an_answer(root: Path) -> None:
    data = (root / LEDGER).read_bytes()
    with opened(root / LEDGER) as ledger:
        [(key,)] = ledger.db.execute("SELECT key FROM cases WHERE sheet = 1 AND at = 7")
    row = key.encode() + b"randomY"
    assert data.count(row) == 1
    spoilt(root, data.index(row) + len(row) - 1, ord("Y") ^ ord("N"))
    before = (root / LEDGER).read_bytes()
    sheet = audit(root / "August.csv", "August 2026", ["Yes"] * 5, first=9000)
    for words in (("assess", "--as-at", "2026-06-30"), ("history", "--verify"), ("load", sheet)):
        ran = daready(*words, cwd=root)
        assert (ran.code, ran.out) == (12, "")
        assert "load 2" in ran.err
    assert (root / LEDGER).read_bytes() == before


def test_a_flipped_byte_in_an_index_is_refused_before_anything_is_added(root: Path) -> None:
    """Quick to miss: every row is as it was, and only the way to find it is not."""
    data = (root / LEDGER).read_bytes()
    with opened(root / LEDGER) as ledger:
        [(key,)] = ledger.db.execute("SELECT key FROM cases WHERE sheet = 1 AND at = 7")
        ledger.db.execute("PRAGMA quick_check(1)")
    places = [at for at in range(len(data)) if data.startswith(key.encode(), at)]
    assert len(places) == 2
    sheet = audit(root / "August.csv", "August 2026", ["Yes"] * 5, first=9000)
    for at in places:
        (root / LEDGER).write_bytes(data)
        spoilt(root, at + 3, 1)
        before = (root / LEDGER).read_bytes()
        assert daready("load", sheet, cwd=root).code == 12
        assert (root / LEDGER).read_bytes() == before


SECRETLY = {
    "a case of no load": (
        "INSERT INTO files VALUES (1, '{}')",
        "INSERT INTO sheets VALUES (99, 1, 0, 'x', 'case-audit', 'case', '[\"Q1\"]', '{}')",
        "INSERT INTO cases VALUES (99, 0, 2, 24315, NULL, NULL, NULL, NULL, NULL, NULL, NULL, CAST('N' AS BLOB))",
    ),
    "an assessment of no entry": ("INSERT INTO assessments VALUES (1, '{}')",),
    "a case more": (
        "INSERT INTO cases SELECT sheet, 9999, row, month, day, NULL, auditor, selection, risk, district, made_safe, "
        "outcomes FROM cases WHERE sheet = 1 AND at = 0",
    ),
    "a number of no case": ("INSERT INTO numbers VALUES (1, 9999, 'Q28h', 7)",),
    "a record beside cases": ("INSERT INTO records VALUES (1, 0, '{}')",),
    "answers moved from one case to the next": (
        "DROP TRIGGER cases_no_change",
        "UPDATE cases SET outcomes = CAST('' AS BLOB) WHERE sheet = 1 AND at = 0",
        "UPDATE cases SET outcomes = (SELECT outcomes || outcomes FROM cases WHERE sheet = 1 AND at = 2) "
        "WHERE sheet = 1 AND at = 1",
    ),
}


@pytest.mark.parametrize("name", SECRETLY)
def test_what_another_tool_put_there_is_found(root: Path, tmp_path: Path, name: str) -> None:
    db = sqlite3.connect(root / LEDGER, isolation_level=None)
    answers = [
        row[0] for row in db.execute("SELECT outcomes FROM cases WHERE sheet = 1 AND at < 3 ORDER BY at")
    ]
    assert len(set(answers)) == 1
    for words in SECRETLY[name]:
        db.execute(words)
    db.close()
    sheet = audit(root / "August.csv", "August 2026", ["Yes"] * 5, first=9000)
    for command in (("history", "--verify"), ("export", tmp_path / "out"), ("load", sheet)):
        assert daready(*command, cwd=root).code == 12
    assert not (tmp_path / "out").exists()


@POSIX
def test_a_backup_that_finds_no_room_is_no_fault_of_the_ledger(root: Path) -> None:
    import resource

    room = 36_000  # enough to open the ledger

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    assert (root / LEDGER).stat().st_size > room
    files = {path.name for path in root.iterdir()}
    ran = limited(root, "backup", "copy.db", preexec_fn=little_room)
    assert (ran.code, ran.out) == (13, "")
    assert ran.err.startswith("copy.db ")
    assert {path.name for path in root.iterdir()} == files


@POSIX
def test_a_sign_off_that_finds_no_room_keeps_nothing(root: Path) -> None:
    import resource

    before = seen(root)
    room = (root / LEDGER).stat().st_size + 20_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    words = ("assess", "--as-at", "2026-06-30", "--sign-off", "June")
    assert limited(root, *words, preexec_fn=little_room).code == 12
    assert daready("history", "--verify", cwd=root).code == 0
    assert seen(root) == before
    assert daready(*words, cwd=root).code == 0


@pytest.mark.parametrize("at", [0, 18, 63, 70])
def test_a_flipped_byte_in_the_file_s_own_header(root: Path, at: int) -> None:
    """The magic, the version of the format, ours, and whose file it is."""
    spoilt(root, at, 0x55)
    spoilt_bytes = (root / LEDGER).read_bytes()
    with pytest.raises(LedgerFault), opened(root / LEDGER) as ledger:
        kept_load(ledger, case_reply(["Y"]))
    assert (root / LEDGER).read_bytes() == spoilt_bytes


def anywhere(root: Path, places: list[int]) -> list[str]:
    """Flip a byte at each place in turn; gives where a position came out that is not the true one, or a crash."""
    sound = (root / LEDGER).read_bytes()
    true = seen(root)
    wrong: list[str] = []
    for at in places:
        (root / LEDGER).write_bytes(sound)
        spoilt(root, at, 1 << (at % 8))
        try:
            if seen(root) != true:
                wrong.append(f"{at}: another position")
            with opened(root / LEDGER) as ledger:
                upkeep.verify(ledger)
        except LedgerFault:
            continue
        except Exception as fault:
            wrong.append(f"{at}: {type(fault).__name__} {fault}")
    (root / LEDGER).write_bytes(sound)
    return wrong


def test_a_flipped_byte_anywhere_never_gives_another_position(root: Path) -> None:
    size = (root / LEDGER).stat().st_size
    assert anywhere(root, random.Random(8).sample(range(size), 150)) == []


@pytest.mark.slow
def test_each_flipped_byte_of_a_ledger_never_gives_another_position(root: Path) -> None:
    size = (root / LEDGER).stat().st_size
    assert anywhere(root, random.Random(9).sample(range(size), min(size, 5000))) == []
