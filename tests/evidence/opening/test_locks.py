"""Locked workbooks open with the passwords given, and only with those; no password is ever repeated."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from daready.evidence.opening import workbooks
from tests.command.run import daready
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN, aside, codes, only
from tests.evidence.zipped import change, swap

FILES = Path(__file__).parent / "files"
SECRET = "Wínter-2026 "


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A workbook locked with a password that has a letter of Windows' own and a blank at its end."""
    return _lock(book(tmp_path / "Audit.xlsx", Audit=PLAIN), SECRET)


def _lock(path: Path, password: str) -> Path:
    msoffcrypto = pytest.importorskip("msoffcrypto")
    inside = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).encrypt(password, inside)
    path.write_bytes(inside.getvalue())
    return path


def test_a_password_is_asked_for(read: Read, locked: Path) -> None:
    assert codes(read(locked)) == ["password_protected"]
    assert codes(read(FILES / "locked.xlsx")) == ["password_protected"]


def test_a_locked_old_workbook_is_named_as_such_and_opens_with_its_password(read: Read) -> None:
    pytest.importorskip("msoffcrypto")
    path = FILES / "locked.xls"
    assert codes(read(path)) == ["password_protected"]
    assert codes(read(path, passwords=["winter"])) == ["password_wrong"]
    opened = read(path, passwords=["Winter-2026"])
    assert codes(opened) == ["format_not_swept"]
    assert only(opened).outcomes == only(read(FILES / "audit.xls")).outcomes


def test_the_password_given_opens_it(read: Read, locked: Path) -> None:
    evidence = read(locked, passwords=["another", SECRET])
    assert codes(evidence) == []
    assert only(evidence).outcomes == b"YNPA"


def test_a_wrong_password_is_its_own_sentence(read: Read, locked: Path) -> None:
    evidence = read(locked, passwords=["another", SECRET.strip()])
    assert codes(evidence) == ["password_wrong"]
    assert "another" not in repr(evidence)


def test_the_built_in_password_is_no_password(read: Read) -> None:
    pytest.importorskip("msoffcrypto")
    evidence = read(FILES / "built-in-password.xlsx")
    assert codes(evidence) == []
    assert only(evidence).outcomes == b"YNPAR_"


def test_what_is_inside_a_lock_is_weighed_like_any_other(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "bomb.xlsx", Audit=PLAIN)
    change(path, {"xl/worksheets/sheet1.xml": swap("<worksheet", "<!DOCTYPE a><worksheet")})
    assert codes(read(_lock(path, SECRET), passwords=[SECRET])) == ["workbook_unsafe"]


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    data = (FILES / "built-in-password.xlsx").read_bytes()
    assert workbooks.begin(data, passwords=[SECRET])().refused == "password_extra_missing"


def test_a_zip_with_a_lock_of_its_own_is_named_as_such(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert codes(read(path, passwords=[SECRET])) == ["lock_not_known"]


def test_a_marked_copy_that_was_locked_again_still_replaces_its_original(read: Read, tmp_path: Path) -> None:
    from daready.workbooks_out.marked_copy import hand_back

    original = book(tmp_path / "a.xlsx", Audit=PLAIN.replace("Yes", "yess"))
    (made,) = hand_back(read(original), {"a.xlsx": original})
    (tmp_path / "b.xlsx").write_bytes(made.content)
    _lock(tmp_path / "b.xlsx", SECRET)
    evidence = read(tmp_path, passwords=[SECRET])
    assert aside(evidence) == {"replaced_by_marked": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_password_file_is_read_as_people_save_it(locked: Path, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "words.csv").write_bytes(f"another\r\n\r\n{SECRET}\r\n".encode(encoding))
    ran = daready("check", ".", "--password-file", "words.csv", "--json", "-", cwd=tmp_path)
    assert (ran.json["totals"]["files"], ran.json["totals"]["rows_used"]) == (1, 2)


def test_no_password_reaches_an_output_or_a_kept_file(locked: Path, tmp_path: Path) -> None:
    daready("init", "mine", cwd=tmp_path)
    root = tmp_path / "mine"
    (root / "evidence" / "Audit.xlsx").write_bytes(locked.read_bytes())
    secrets = tmp_path / "secrets.txt"
    words = ("Sesame-one", "Sesame-two", SECRET)
    for lines in (words[:2], words):
        secrets.write_text("\n".join(lines), encoding="utf-8")
        given = ("--password-file", secrets)
        runs = [
            daready(
                "check",
                "evidence",
                *given,
                "--json",
                "c.json",
                "--marked",
                "marked",
                "-m",
                "m.xlsx",
                cwd=root,
            ),
            daready("assess", *given, "-o", "gap.xlsx", "--json", "-", cwd=root),
            daready("explain", "U08", *given, "--rows", cwd=root),
        ]
        shown = "".join(ran.out + ran.err for ran in runs)
        kept = [path.read_bytes() for path in root.rglob("*") if path.is_file()]
        for word in words:
            assert word not in shown
            assert not any(word.encode() in data or word.encode("utf-16-le") in data for data in kept)


def test_a_password_file_without_a_password_is_a_slip_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("\n")
    assert daready("check", ".", "--password-file", "words.txt", cwd=tmp_path).code == 2
    assert daready("check", ".", "--password-file", "none.txt", cwd=tmp_path).code == 2


def test_a_locked_workbook_is_never_handed_back_unlocked(locked: Path, tmp_path: Path) -> None:
    _lock(book(locked, Audit="Case reference | Date of audit | Risk tool completed\nD1 | soon | Yes"), SECRET)
    (tmp_path / "words.txt").write_text(SECRET, encoding="utf-8")
    ran = daready(
        *("check", "Audit.xlsx", "--password-file", "words.txt", "--marked", "back", "--json", "-"),
        cwd=tmp_path,
    )
    assert "not_marked_locked" in {notice["code"] for notice in ran.json["files"][0]["notices"]}
    assert [path.name for path in (tmp_path / "back").iterdir()] == ["Audit.xlsx - what to put right.xlsx"]
