"""The zip: the same bytes for the same files, whole or not at all, and command files that Windows can read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.bundle.drawn import house
from tools.bundle.embedded import python_in
from tools.bundle.make import INSIDE, bundle
from tools.bundle.pack import packed
from tools.bundle.targets import LINUX, WINDOWS
from tools.bundle.wheels import Refused, needed, wheel_at

COMMANDS = sorted(INSIDE.glob("*.cmd"))


def files(folder: Path, system: object = WINDOWS, python: Path | None = None) -> dict[str, bytes]:
    own, *rest = map(wheel_at, house(folder))
    return bundle(system, {"3.12": needed(own, rest, WINDOWS, "3.12")}, python)  # type: ignore[arg-type]


def test_the_same_files_give_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    made = files(tmp_path / "made")
    packed(made, tmp_path / "one.zip")
    packed(dict(reversed(made.items())), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"made", "one.zip", "two.zip"}


def test_what_is_double_clicked_may_be_run(tmp_path: Path) -> None:
    packed(files(tmp_path / "made", LINUX), tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        runs = {one.filename for one in archive.infolist() if one.external_attr >> 16 & 0o111}
    assert runs == {"install.sh", "open-daready"}


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "one.zip").write_bytes(b"before")
    with pytest.raises(TypeError):
        packed({"a": None}, tmp_path / "one.zip")  # type: ignore[dict-item]
    assert [path.name for path in tmp_path.iterdir()] == ["one.zip"]
    assert (tmp_path / "one.zip").read_bytes() == b"before"


# -- the command files of Windows, which cannot be run here ---------------------------------------------


def wrong(text: str) -> list[str]:
    """What would break a command file on a real machine: a label that is not there, a path that is not quoted."""
    lines = text.splitlines()
    labels = {line[1:] for line in lines if line.startswith(":")}
    found = [f"no label {to}" for to in re.findall(r"goto (\w+)", text) if to not in labels]
    found += [f"nothing leads to {name}" for name in labels if f"goto {name}" not in text]
    if not text.isascii():
        found.append("a letter that depends on the code page")
    for line in lines:
        bare = re.sub(r'"[^"]*"', "", line)
        found += [
            f"not quoted: {name}"
            for name in re.findall(r"%(\w+|~\w+)%?", bare)
            if name not in ("FOUND", "VERSION", "VERSIONS", "CODE", "WORK") and len(name) > 1
        ]
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith(":") and before.strip() and not re.match(r"goto|exit", before):
            found.append(f"runs on into {line}")
    return found


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_a_command_file_is_sound(path: Path) -> None:
    text = "\n".join(line for line in path.read_text().splitlines() if line)
    assert wrong(text) == []
    assert text.startswith("@echo off")
    assert 'set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"' in text
    assert "DisableDelayedExpansion" in text


@pytest.mark.parametrize(
    "planted",
    [
        "goto nowhere",
        "if exist %~dp0install.py goto here\nexit\n:here",
        "echo é",
        ":alone",
        "echo a\n:b\ngoto b",
    ],
)
def test_a_command_file_that_is_not_sound_is_found(planted: str) -> None:
    assert wrong(planted)


def test_they_look_for_the_pythons_that_have_wheels(tmp_path: Path) -> None:
    made = files(tmp_path / "windows") | files(tmp_path / "linux", LINUX)
    assert b'set "VERSIONS=3.12"' in made["Install.cmd"]
    assert b'VERSIONS="3.12"' in made["install.sh"]


def test_command_files_have_the_line_ends_of_windows_and_shells_do_not(tmp_path: Path) -> None:
    made = files(tmp_path)
    assert {name for name in made if name.endswith(".cmd")} == {path.name for path in COMMANDS}
    assert all(made[path.name].count(b"\r\n") == made[path.name].count(b"\n") > 20 for path in COMMANDS)
    assert not any(b"\r" in path.read_bytes() for path in INSIDE.iterdir() if path.is_file())


# -- a Python that IT supplies --------------------------------------------------------------------------


def embeddable(folder: Path, version: str = "312", machine: bytes = b"\x64\x86") -> Path:
    folder.mkdir(parents=True)
    (folder / "python.exe").write_bytes(b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + machine)
    (folder / f"python{version}._pth").write_text(f"python{version}.zip\n.\n")
    return folder


def test_a_supplied_python_goes_along(tmp_path: Path) -> None:
    python = embeddable(tmp_path / "supplied")
    assert python_in(python, WINDOWS) == "3.12"
    made = files(tmp_path / "made", python=python)
    assert {"python/python.exe", "python/python312._pth"} < made.keys()
    assert b"was supplied by the force" in made["Information security.html"]


@pytest.mark.parametrize(
    ("version", "machine", "said"),
    [("310", b"\x64\x86", "is Python 3.10"), ("312", b"\x4c\x01", "is not the 64-bit")],
)
def test_a_python_that_has_no_wheels_is_refused(
    tmp_path: Path, version: str, machine: bytes, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        python_in(embeddable(tmp_path / "supplied", version, machine), WINDOWS)


def test_another_folder_is_not_taken_for_a_python(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not an unpacked embeddable Python"):
        python_in(tmp_path, WINDOWS)
    with pytest.raises(Refused, match="is for Windows"):
        python_in(tmp_path, LINUX)
