"""Every path from outside ends in a sentence, at once, and costs nobody but itself; and there is one door alone."""

from __future__ import annotations

import ast
import json
import os
import time
from pathlib import Path

import pytest

from daready.foreign import files
from daready.report.whole import is_edited, is_ours
from daready.workspace.folder import KEY, SETTINGS, create
from tests.command.run import daready
from tests.foreign.hostile import CSV, ELSEWHERE, HOSTILE, good, pipe
from tests.test_doors import HOUSE, House

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, sockets and links of POSIX")
SECONDS = 60
SUFFIXES = [".csv", ".xlsx", ".txt", ""]


def said(out: str) -> dict[str, list[str]]:
    return {one["file"]: [n["code"] for n in one["notices"]] for one in json.loads(out)["files"]}


def test_in_a_folder_each_is_one_files_fault_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "audits"
    good(folder / "audit.csv")
    for number, (make, _) in enumerate(HOSTILE.values(), 1):
        for suffix in SUFFIXES:
            make(folder / f"audit {number}{suffix}")
    start = time.monotonic()
    ran = daready("check", folder, "--json", "-", cwd=tmp_path)
    assert time.monotonic() - start < SECONDS
    codes = said(ran.out)
    assert codes.pop("audit.csv") == []
    for number, (_, code) in enumerate(HOSTILE.values(), 1):
        for suffix in SUFFIXES:
            unread = code == "file_too_large" and suffix in (".txt", "")
            assert codes.pop(f"audit {number}{suffix}") == ["not_a_workbook" if unread else code]
    assert not codes
    assert ran.json["totals"]["rows_used"] == 1
    assert ELSEWHERE not in ran.out


@pytest.mark.parametrize(
    "words", [("check",), ("check", "--marked", "marked"), ("assess",), ("load",)], ids=" ".join
)
def test_named_by_itself_each_ends_in_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    create(root)
    for number, (make, _) in enumerate(HOSTILE.values(), 1):
        make(root / f"audit {number}.csv")
    start = time.monotonic()
    ran = daready(*words, *sorted(root.glob("audit*")), "--json", "-", cwd=root)
    assert time.monotonic() - start < SECONDS
    assert ran.code == 11
    if words[0] != "assess":
        codes = [code for _, code in HOSTILE.values()]
        assert said(ran.out) == {f"audit {number}.csv": [code] for number, code in enumerate(codes, 1)}


@pytest.mark.parametrize("kind", ["pipe", "device", "circle"])
def test_texts_of_our_own_kind_pass_the_same_door(kind: str, tmp_path: Path) -> None:
    """Passwords, mapping workbooks, lists, rubrics, settings, the key: each said, none waited for."""
    make = HOSTILE[kind][0]
    root = tmp_path / "workspace"
    create(root)
    audit = good(tmp_path / "audit.csv")
    (root / "rubrics" / "forms").mkdir(parents=True)
    for name in ("passwords.txt", "mapping.xlsx", "list.xlsx", "rubrics/forms/own.yaml"):
        make(root / name)
    ran = daready("check", audit, "--password-file", "passwords.txt", cwd=tmp_path / "workspace")
    assert (ran.code, "passwords.txt" in ran.err) == (2, True)
    ran = daready("rubric", "check", cwd=root)
    assert (ran.code, "own.yaml:1" in ran.out + ran.err) == (10, True)
    (root / "rubrics" / "forms" / "own.yaml").unlink()
    ran = daready("check", "mapping.xlsx", "--remember", "--json", "-", cwd=root)
    assert [notice["code"] for notice in ran.json["notices"]] == [HOSTILE[kind][1]]
    ran = daready("rubric", "fill", "hmicfrs-da-2014", "list.xlsx", cwd=root)
    assert ran.code in (2, 11), ran.err
    for own in (KEY, SETTINGS):
        (root / own).unlink()
        make(root / own)
        ran = daready("check", audit, cwd=root)
        assert (ran.code, str(root / own) in ran.err) == (2, True)


def test_an_output_takes_the_place_of_no_pipe_or_device(tmp_path: Path) -> None:
    good(tmp_path / "audits" / "audit.csv")
    for suffix in (".xlsx", ".html", ".json"):
        target = tmp_path / f"out{suffix}"
        pipe(target)
        option = {".xlsx": "-o", ".html": "--page", ".json": "--annex"}[suffix]
        ran = daready("assess", "audits", option, target, cwd=tmp_path)
        assert ran.code == 13
        assert target.is_fifo()


def test_a_bomb_among_outputs_is_not_unpacked(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "report.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book,
        book.open("docProps/core.xml", "w") as part,
    ):
        for _ in range(64):
            part.write(bytes(1 << 20))
    start = time.monotonic()
    assert not is_ours(path)
    assert not is_edited(path)
    assert time.monotonic() - start < 5


def test_links_within_the_folder_are_followed_and_no_file_is_read_twice(tmp_path: Path) -> None:
    folder = tmp_path / "audits"
    good(folder / "north" / "audit.csv")
    (folder / "audit again.csv").symlink_to(Path("north") / "audit.csv")
    (folder / "south").symlink_to("north")
    (folder / "north" / "round").symlink_to("..")
    ran = daready("check", folder, "--json", "-", cwd=tmp_path)
    assert ran.json["totals"]["rows_used"] == 1
    assert len(ran.json["files"]) == 1
    linked = tmp_path / "share"
    linked.symlink_to(folder)  # whoever names a folder means what is in it
    assert daready("check", linked, "--json", "-", cwd=tmp_path).json["totals"]["rows_used"] == 1


def test_a_folder_that_is_a_link_out_of_the_one_named_is_said(tmp_path: Path) -> None:
    good(tmp_path / "elsewhere" / "audit.csv")
    good(tmp_path / "audits" / "audit.csv", 2)
    (tmp_path / "audits" / "north").symlink_to(tmp_path / "elsewhere")
    codes = said(daready("check", "audits", "--json", "-", cwd=tmp_path).out)
    assert sorted(codes.values()) == [[], ["link_leads_away"]]


def test_folders_as_deep_as_they_go(tmp_path: Path) -> None:
    deep = tmp_path / "audits"
    deep.mkdir()
    for _ in range(1_100):  # more than Python may call itself
        deep /= "a"
        deep.mkdir()
    (deep / "audit.csv").write_text(CSV.format(n=1))
    try:
        assert daready("check", "audits", "--json", "-", cwd=tmp_path).json["totals"]["rows_used"] == 1
    finally:  # pytest's own clean-up calls itself once a folder
        (deep / "audit.csv").unlink()
        while deep != tmp_path:
            deep.rmdir()
            deep = deep.parent


@pytest.mark.parametrize("name", ["a" * 300 + ".csv", "a/" * 3000 + "b.csv", "audit.csv/inside.csv"])
def test_a_path_at_which_nothing_can_be_is_said(name: str, tmp_path: Path) -> None:
    good(tmp_path / "audit.csv")
    found = daready("check", name, "--json", "-", cwd=tmp_path)
    assert [codes[0] for codes in said(found.out).values()] == ["file_not_found"]
    for option in ("-o", "--page", "--json"):
        assert daready("assess", "audit.csv", option, name, cwd=tmp_path).code in (2, 13)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_entered_is_said(tmp_path: Path) -> None:
    good(tmp_path / "audits" / "closed" / "audit.csv")
    (tmp_path / "audits" / "closed").chmod(0)
    codes = said(daready("check", "audits", "--json", "-", cwd=tmp_path).out)
    assert codes == {"closed": ["file_not_readable"]}


def test_what_stands_there_by_the_time_it_is_opened_is_weighed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = good(tmp_path / "audit.csv")
    other = good(tmp_path / "elsewhere" / "other.csv", 2)
    real = files.led_to(path)
    monkeypatch.setattr(files, "led_to", lambda *_: real)
    path.unlink()
    path.symlink_to(other)
    with pytest.raises(files.NotTaken):
        files.take(path)
    path.unlink()
    pipe(path)
    with pytest.raises(files.NotTaken):
        files.take(path)


# -- one door ------------------------------------------------------------------------------------------

OPENING = {
    *("open", "read_text", "read_bytes", "fdopen", "ZipFile", "is_zipfile", "load_workbook", "load_key"),
    *("from_filelike", "from_path", "from_object", "connect", "memmap", "mmap", "read_excel", "read_csv"),
    *(
        "ExcelFile",
        "OfficeFile",
        "CalamineWorkbook",
        "OleFileIO",
        "copyfile",
        "copytree",
        "loadtxt",
        "FileIO",
    ),
    *("read_parquet", "scan_parquet", "read_schema"),
}
"""What opens a file, or takes apart the bytes of one, by whatever name it is imported."""
METHODS = {"read_text", "read_bytes"}
"""Of these only what is asked of a path opens a file."""
ALLOWED: dict[str, set[str]] = {
    "counting/frames.py": {
        "read_parquet",
        "scan_parquet",
        "read_schema",
        "parquet",
    },  # by the engine, where the data are
    "foreign/files.py": {"open", "fdopen"},
    "cli/streams.py": {"FileIO"},  # standard output and error
    # In the guarded children, on bytes that the door let in.
    "evidence/guarded.py": {"fdopen"},
    "evidence/opening/preflight.py": {"ZipFile"},
    "evidence/opening/stamp.py": {"ZipFile"},
    "evidence/opening/workbooks.py": {"from_filelike", "load_workbook", "CalamineWorkbook"},
    "evidence/opening/passwords.py": {"OfficeFile", "load_key"},
    "evidence/opening/old_excel_sweep.py": {"OleFileIO"},
    "workbooks_out/marking.py": {"load_workbook", "is_zipfile"},
    "workbooks_out/what_a_copy_loses.py": {"ZipFile"},
    # The beginning of one part of a file that stands where an output is to go, through the door.
    "report/whole.py": {"ZipFile", "fdopen", "open"},
    # The lock of the window, in which nobody else's words are read but through the door.
    "window/turn.py": {"open"},
    # Files that daready itself ships or has just written.
    "window/drawing.py": {"read_text"},
    "report/page.py": {"read_text"},
    "report/documents.py": {"ZipFile"},
    "rubric/compiled.py": {"read_bytes"},
    "rubric/own_cut_points.py": {"read_text"},
    "foreign/folders.py": {"open"},  # a folder, to have its names written
    "ledger/store.py": {"connect"},
    "ledger/upkeep.py": {"connect", "open"},
    "ledger/export.py": {"open"},
    "ledger/places.py": {"read_text"},
    "workspace/folder.py": {"open", "fdopen"},  # to write a new one
    "workspace/replies.py": {"open", "fdopen"},  # the same
}


def openings(house: House) -> list[str]:
    """Where a file is opened that is not among those that may: a new door beside the one."""
    found: list[str] = []
    for path, text in house.items():
        tree = ast.parse(text)
        meant = {
            alias.asname: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
            if alias.asname
        }
        for node in ast.walk(tree):
            name = (
                node.attr
                if isinstance(node, ast.Attribute)
                else node.id
                if isinstance(node, ast.Name)
                else ""
            )
            name = meant.get(name, name)
            if isinstance(node, ast.Name) and name in METHODS:
                continue
            if name in OPENING - ALLOWED.get(path, set()) and isinstance(node.ctx, ast.Load):
                found.append(f"{path}:{node.lineno} {name}")
    return found


def test_no_file_is_opened_but_through_the_door() -> None:
    assert openings(HOUSE) == []
    assert [path for path in ALLOWED if path not in HOUSE] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cli/planted.py", "def passwords(file):\n    return file.read_bytes()"),
        ("cli/planted.py", "text = open('passwords.txt').read()"),
        ("workspace/planted.py", "import os\nheld = os.open('key', os.O_RDONLY)"),
        (
            "workbooks_out/marked_copy.py",
            "def late(path):\n    from openpyxl import load_workbook as lw\n    lw(path)",
        ),
        ("workbooks_out/planted.py", "import zipfile\nparts = zipfile.ZipFile('june.xlsx').namelist()"),
        (
            "evidence/planted.py",
            "from python_calamine import CalamineWorkbook as Book\nBook.from_path('june.xlsx')",
        ),
        ("report/planted.py", "import pandas\nframe = pandas.read_excel('june.xlsx')"),
        ("rubric/planted.py", "from pathlib import Path\nread = Path.read_text"),
    ],
)
def test_another_door_is_found(path: str, text: str) -> None:
    (wrong, *_) = openings({path: text})
    assert wrong.startswith(path)
