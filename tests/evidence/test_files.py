"""Files as people send them: copies, photographs, locks, wrecks; and the child that dies, but alone."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence import worker as worker_room
from daready.evidence.account import account_json, trouble
from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN, aside, codes, only

ROOT = Path(__file__).parents[2]


def numbered(n: int) -> str:
    return PLAIN.replace("DA/1", f"A{n}").replace("DA/2", f"B{n}")


def test_files_that_are_not_what_they_say_each_have_their_own_notice(read: Read, tmp_path: Path) -> None:
    good = book(tmp_path / "good.xlsx", Audit=PLAIN)
    whole = good.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "letter.xlsx").write_text("Dear sergeant")
    (tmp_path / "photo.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "blank.csv").write_bytes(b"\n\n")
    evidence = read(tmp_path)
    said = {file.source.file: [n.code for n in file.notices] for file in evidence.files}
    assert said == {
        "good.xlsx": [],
        "cut.xlsx": ["workbook_broken"],
        "empty.xlsx": ["file_empty"],
        "letter.xlsx": ["not_what_it_says"],
        "photo.xlsx": ["not_what_it_says"],
        "photo.csv": ["not_what_it_says"],
        "photo.jpg": ["not_a_workbook"],
        "blank.csv": ["file_empty"],
    }
    assert only(evidence).outcomes == b"YNPA"
    assert trouble(evidence)


def test_a_password_is_told_from_damage(read: Read, tmp_path: Path) -> None:
    pytest.importorskip("msoffcrypto")
    # The start of a compound file that names the stream of an encrypted package, its sectors in no chain.
    data = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040))
    struct.pack_into("<H28xI4xI", data, 30, 9, 0xFFFFFFFE, 0xFFFFFFFE)
    data[76:512] = b"\xff" * 436
    data[1024:1024] = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(bytes(data))
    assert codes(read(tmp_path)) == ["password_protected"]


def test_folders_files_names_and_locks(read: Read, tmp_path: Path) -> None:
    book(tmp_path / "north" / "Audit.xlsx", Audit=numbered(1))
    book(tmp_path / "south" / "Audit.xlsx", Audit=numbered(2))
    (tmp_path / "south" / "~$Audit.xlsx").write_bytes(b"\x05Sgt Marker")
    (tmp_path / ".hidden.xlsx").write_bytes(b"")
    evidence = read(tmp_path)
    assert [file.source.file for file in evidence.files] == ["north/Audit.xlsx", "south/Audit.xlsx"]
    assert (evidence.general[0].code, evidence.general[0].file) == ("lock_file", "south/Audit.xlsx")
    apart = read(tmp_path / "south", tmp_path / "north")
    assert [file.source.file for file in apart.files] == ["north/Audit.xlsx", "south/Audit.xlsx"]
    twice = read(tmp_path, tmp_path / "north" / "Audit.xlsx")
    assert len(twice.files) == 2


def test_what_is_not_there_is_said(read: Read, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    evidence = read(tmp_path / "gone.xlsx", tmp_path / "nothing")
    assert sorted(codes(evidence)) == ["file_not_found", "folder_empty"]
    assert evidence.rows_read == 0


def test_the_same_file_again_is_set_aside_whole(read: Read, tmp_path: Path) -> None:
    first = book(tmp_path / "a.xlsx", Audit=PLAIN)
    (tmp_path / "b copy.xlsx").write_bytes(first.read_bytes())
    evidence = read(tmp_path)
    assert aside(evidence) == {"duplicate_file": 2}
    assert codes(evidence) == ["duplicate_file"]
    assert (evidence.rows_read, evidence.rows_used) == (4, 2)
    assert not [n for n in evidence.notices if n.code == "duplicate_file" and n.severity != "info"]


def test_a_copy_whose_name_gives_the_month_is_not_hidden_by_one_that_does_not(
    read: Read, tmp_path: Path
) -> None:
    first = book(
        tmp_path / "a.xlsx", Audit="Case reference | Risk tool completed | Supervisor review\nD1 | Yes | No"
    )
    (tmp_path / "b Apr 2024.xlsx").write_bytes(first.read_bytes())
    assert str(only(read(tmp_path)).cases[0].month) == "2024-04"


def test_five_hundred_files(read: Read, tmp_path: Path) -> None:
    for n in range(500):
        (tmp_path / f"{n:03}.csv").write_text(
            f"Case reference,Date of audit,Risk tool completed\nR{n},3.4.24,Yes\n"
        )
    evidence = read(tmp_path)
    assert len(evidence.files) == len(evidence.cases) == 500
    assert evidence.rows_used == 500


CRASHING = """
import os, sys, time
sys.path[:0] = [{root!r}]
from daready.evidence import reading, worker
whole = reading.Reader.read
def read(self, path, file, **more):
    if "crash" in file: os.abort()
    if "panic" in file: raise KeyboardInterrupt("Marker")
    if "sleep" in file: time.sleep(60)
    while "return" in file: pass
    print("noise on standard output")
    return whole(self, path, file, **more)
reading.Reader.read = read
worker.main()
"""


def test_a_child_that_dies_hangs_or_panics_costs_one_file(rubric: Rubric, tmp_path: Path) -> None:
    for n, name in enumerate(["a", "b crash", "c", "d panic", "e sleep", "f", "g return"]):
        book(tmp_path / f"{name}.xlsx", Audit=numbered(n))
    script = CRASHING.format(root=str(ROOT))
    with Worker(command=(sys.executable, "-c", script), seconds=3, still=3) as worker:
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    said = {file.source.file: [n.code for n in file.notices] for file in evidence.files}
    assert said == {
        "a.xlsx": [],
        "b crash.xlsx": ["reader_stopped"],
        "c.xlsx": [],
        "d panic.xlsx": ["reader_stopped"],
        "e sleep.xlsx": ["reader_too_slow"],
        "f.xlsx": [],
        "g return.xlsx": ["reader_too_slow"],
    }
    assert evidence.rows_used == 6
    assert "Marker" not in repr(evidence)


def test_a_child_that_cannot_start_is_a_notice(rubric: Rubric, tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", Audit=PLAIN)
    with Worker(command=(sys.executable, "-c", "raise SystemExit(3)")) as worker:
        assert codes(load(worker, [tmp_path], rubric, Brief(b"k"))) == ["reader_stopped"]


def test_the_child_imports_nothing_heavy() -> None:
    script = (
        "import sys, daready.evidence.worker, daready.evidence.reading, python_calamine;"
        "bad = {'pydantic', 'pandas', 'openpyxl', 'numpy', 'yaml'} & set(sys.modules); print(sorted(bad))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_limits_hold_in_the_child() -> None:
    if sys.platform == "win32":
        return
    script = (
        "import resource, daready.evidence.guarded as g; g._limit();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(1 << 30), "0"]


@pytest.mark.slow
def test_files_that_give_nothing_have_a_time_together(
    rubric: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_room, "SECONDS_A_RUN", 2.0)
    monkeypatch.setattr(worker_room, "SECONDS_WHEN_SPENT", 2.0)
    for n in range(5):
        book(tmp_path / f"{n} {'return' if n % 2 else 'sleep'}.xlsx", Audit=numbered(n))
    book(tmp_path / "audit.xlsx", Audit=numbered(9))
    begun = os.times()
    with Worker(
        command=(sys.executable, "-c", CRASHING.format(root=str(ROOT))), seconds=8, still=8
    ) as worker:
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    assert os.times().children_user - begun.children_user < 2 * 8
    assert sorted(codes(evidence))[-5:] == ["reader_too_slow"] * 5
    assert evidence.rows_used == 2


def test_a_planted_marker_reaches_no_reply_message_or_repr(
    worker: Worker, rubric: Rubric, read: Read, tmp_path: Path
) -> None:
    mark = "ZQMARKER"
    drawing = f"""
{mark} title
District | {mark} street
Crime number | Date audited | Auditor | Victim name | Tool | Seen | Risk level | {mark} | Q1 {mark} | How chosen
{mark}/1 | 3.4.24 | {mark} | {mark} | Yes | {mark} | {mark} | {mark} | {mark} | {mark}
{mark}/1 | 3.4.24 | {mark} | {mark} | No | yess {mark} | High | {mark} | Yes |
{mark}/2 | {mark} | {mark} | {mark} | Yes | No | High | {mark} | Yes |
{mark} | | | | | | | | |
Note: {mark} rang
"""
    register = (
        f"Document | Status | Owner | Checked by\nda-policy | Approved | {mark} A | {mark} B\n"
        f"{mark} | Draft | {mark} |"
    )
    views = (
        f"Criterion | Colour | Kind | Made on | By | Reason\n"
        f"U08 | Green | Plan | 3.4.24 | {mark} | {mark}\n"
        f"{mark} | Red | Plan | 3.4.24 | x | y"
    )
    path = book(
        tmp_path / "a.xlsx",
        Apr_2024=drawing.replace(f"District | {mark} street\n", ""),
        Reg=register,
        Views=views,
    )
    evidence = read(path)
    everything = (
        repr(evidence)
        + json.dumps(account_json(evidence))
        + json.dumps(worker.read(path, "a.xlsx").to_json())
    )
    assert mark.casefold() not in everything.casefold()
    assert evidence.rows_used > 0
    assert evidence.documents[0].checked
    assert evidence.judgements[0].rater


def test_the_account_has_the_promised_fields(read: Read, tmp_path: Path) -> None:
    account = account_json(read(book(tmp_path / "a.xlsx", Audit=PLAIN + "Total | | #2 | #0\n")))
    (file,) = account["files"]
    assert set(file) >= {"file", "sha256", "form", "sheets", "notices"}
    assert file["sheets"] == [
        {
            "sheet": "Audit",
            "form": "case-audit",
            "header_row": 1,
            "rows_read": 3,
            "rows_used": 2,
            "rows_set_aside": 1,
            "set_aside": {"total_row": 1},
        }
    ]
    assert set(file["notices"][0]) >= {"code", "severity", "sheet", "cell", "found", "message", "fix"}
    assert account["totals"] == {
        "files": 1,
        "rows_read": 3,
        "rows_used": 2,
        "rows_set_aside": 1,
        "notices": 2,
    }
    assert not trouble(read(tmp_path))


def test_a_stray_value_in_the_last_cell_costs_that_file_only(read: Read, tmp_path: Path) -> None:
    far = xlsxwriter.Workbook(str(tmp_path / "far.xlsx"))
    far.add_worksheet().write(1_048_575, 16_383, "x")
    far.close()
    book(tmp_path / "good.xlsx", Audit=PLAIN)
    evidence = read(tmp_path)
    assert sorted(codes(evidence)) == ["far_cell", "no_form_fits", "no_table", "second_reader_used"]
    assert (evidence.rows_used, aside(evidence)) == (2, {"far_cell": 1})


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "none.xlsx"])
def test_a_file_opened_ahead_is_read_as_any_other(
    worker: Worker, rubric: Rubric, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if path.suffix == ".csv":
        path.write_text("Case reference;Date of audit;Q25\nD1;3.4.24;Yes\n")
    elif name == "a.xlsx":
        book(path, Audit=PLAIN)
    evidence = load(worker, [path], rubric, Brief(b"k"))
    worker.expect(path)
    assert repr(load(worker, [path], rubric, Brief(b"k"))) == repr(evidence)


DYING_AHEAD = """
import os, sys, time
sys.path[:0] = [{root!r}]
from daready.evidence import worker
from daready.evidence.opening import any_file
whole = any_file.begin
def begin(path, known, **more):
    if "crash" in path.name: os.abort()
    if "sleep" in path.name: time.sleep(60)
    return whole(path, known, **more)
any_file.begin = begin
worker.main()
"""


@pytest.mark.parametrize(("name", "code"), [("a crash", "reader_stopped"), ("a sleep", "reader_too_slow")])
def test_a_child_that_dies_or_hangs_while_it_looks_ahead_costs_one_file(
    rubric: Rubric, tmp_path: Path, name: str, code: str
) -> None:
    first = book(tmp_path / f"{name}.xlsx", Audit=numbered(1))
    book(tmp_path / "b.xlsx", Audit=numbered(2))
    script = DYING_AHEAD.format(root=str(ROOT))
    with Worker(command=(sys.executable, "-c", script), seconds=2, still=2) as worker:
        worker.expect(first)
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    assert codes(evidence) == [code]
    assert evidence.rows_used == 2
