"""Evidence that lies in a workspace is read once; what is remembered of it is no more than the ledger may keep."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from daready.evidence.worker import Worker
from daready.workspace.replies import FOLDER
from tests.command.run import DAYS, YEAR, Ran, daready
from tests.evidence.drawn import book

AUDIT = """
Case reference | Date of audit | District | Victim name | Risk assessment done for this incident
ZQMARKER/1 | 3.4.26 | North | Zelda Quarles | Yes
ZQMARKER/2 | 4.4.26 | North | Zelda Quarles | No
ZQMARKER/3 | 4.4.26 | North | Zelda Quarles | yess
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the guarded child was asked for."""
    names: list[str] = []
    read = Worker.read

    def told(self: Worker, path: Path, file: str) -> object:
        names.append(path.name)
        return read(self, path, file)

    monkeypatch.setattr(Worker, "read", told)
    return names


@pytest.fixture
def root(tmp_path: Path) -> Path:
    daready("init", "ws", cwd=tmp_path)
    book(tmp_path / "ws" / "evidence" / "April audit.xlsx", Audit=AUDIT)
    return tmp_path / "ws"


def assess(root: Path, *words: object, day: str = "2026-06-30") -> Ran:
    return daready("assess", *words, "--as-at", day, "--json", "-", cwd=root)


def kept(root: Path) -> list[Path]:
    return sorted((root / FOLDER).iterdir()) if (root / FOLDER).exists() else []


def test_an_unchanged_file_is_read_once_and_says_the_same(
    root: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = assess(root)
    assert asked == ["April audit.xlsx"]
    monkeypatch.setattr(Worker, "_start", lambda self: pytest.fail("a child was started"))
    assert assess(root) == first
    assert assess(root, "evidence") == first
    assert asked == ["April audit.xlsx"]


def test_the_year_is_the_same_to_the_byte(tmp_path: Path, asked: list[str]) -> None:
    daready("init", "ws", cwd=tmp_path)
    root = tmp_path / "ws"
    shutil.copytree(YEAR, root / "evidence", dirs_exist_ok=True)
    made: list[list[bytes]] = []
    for number in range(2):
        outputs = [root / f"{number}.xlsx", root / f"{number}.html", root / f"{number}.json"]
        words = ("-o", outputs[0], "--page", outputs[1], "--json", outputs[2])
        daready("assess", *DAYS, *words, cwd=root)
        made.append([path.read_bytes() for path in outputs])
    assert made[0] == made[1]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("what", ["content", "name", "day", "selection", "heading row", "mended", "emptied"])
def test_what_a_reply_hangs_on_makes_it_be_read_anew(root: Path, asked: list[str], what: str) -> None:
    assess(root)
    path = root / "evidence" / "April audit.xlsx"
    words: tuple[str, ...] = ()
    if what == "content":
        book(path, Audit=AUDIT.replace("| No", "| Yes"))
    elif what == "name":
        path.rename(path.with_name("May audit.xlsx"))
    elif what == "selection":
        words = ("--selection", "all")
    elif what == "heading row":
        words = ("--header-row", "Audit=1")
    elif what == "mended":
        (one,) = kept(root)
        whole = one.read_bytes()
        one.write_bytes(whole.replace(b'"YN', b'"YY'))
        assert one.read_bytes() != whole
    elif what == "emptied":
        kept(root)[0].write_bytes(b"")
    assess(root, *words, day="2026-07-01" if what == "day" else "2026-06-30")
    assert len(asked) == 2


def test_only_the_workspaces_own_evidence_is_remembered_and_check_takes_no_part(
    root: Path, tmp_path: Path, asked: list[str]
) -> None:
    book(tmp_path / "Elsewhere.xlsx", Audit=AUDIT)
    assess(root, tmp_path / "Elsewhere.xlsx")
    daready("check", "evidence", cwd=root)
    assert kept(root) == []
    assess(root)
    (one,) = kept(root)
    one.write_bytes(b"x")
    daready("check", "evidence", cwd=root)
    assert one.read_bytes() == b"x"
    assert asked == ["Elsewhere.xlsx", *["April audit.xlsx"] * 3]


def test_nothing_that_was_typed_is_kept_and_nobody_else_may_read_it(root: Path) -> None:
    assess(root)
    (one,) = kept(root)
    whole = one.read_bytes() + one.name.encode()
    assert not [word for word in (b"ZQMARKER", b"Zelda", b"Quarles", b"April audit") if word in whole]
    assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert stat.S_IMODE((root / FOLDER).stat().st_mode) == 0o700


def test_what_no_longer_lies_there_is_forgotten(root: Path) -> None:
    assess(root)
    before = kept(root)
    (root / "evidence" / "April audit.xlsx").unlink()
    book(root / "evidence" / "May audit.xlsx", Audit=AUDIT.replace(".4.", ".5."))
    assess(root)
    assert len(kept(root)) == 1
    assert kept(root) != before


def test_a_load_and_a_purge_forget_everything(root: Path) -> None:
    assess(root)
    daready("load", cwd=root)
    assert kept(root) == []
    assess(root, "evidence")
    assert len(kept(root)) == 1
    daready("purge", "--before", "2020-01-01", "--yes", cwd=root)
    assert kept(root) == []


def test_where_nothing_can_be_kept_everything_goes_on(root: Path) -> None:
    (root / FOLDER).write_text("in the way")
    assert assess(root).json == assess(root).json
