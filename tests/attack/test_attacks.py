"""Each attack for a moment (-m attack), and that each would find what it looks for."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from daready.workspace.folder import LEDGER
from tests.attack import workspaces
from tests.attack.__main__ import ATTACKS, run
from tests.attack.planted import found_in, mark_of
from tests.attack.score import NotHere
from tests.command.run import daready
from tests.evidence.drawn import book


@pytest.mark.attack
@pytest.mark.parametrize("name", ATTACKS)
def test_for_a_moment(name: str, tmp_path: Path) -> None:
    try:
        score = run(name, 10, 1, tmp_path)
    except NotHere as lacking:
        pytest.skip(str(lacking))
    assert score.sound, score.told


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.made(tmp_path_factory.mktemp("attack") / "sound")


@pytest.mark.parametrize("words", workspaces.WRITING, ids=lambda words: " ".join(words[:3]))
def test_each_command_that_is_attacked_writes_when_it_is_not(
    words: tuple[str, ...], sound: Path, tmp_path: Path
) -> None:
    root = workspaces.copied(sound, tmp_path / "mine")
    before = {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = daready(*words, cwd=root)
    assert ran.code in (0, 3), ran.err
    assert {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()} != before
    assert workspaces.harm(root, workspaces.entries_of(sound)) is None


@pytest.mark.parametrize("name", ["gap.xlsx", "a.json", "p.html", "paper.docx", "copy.db"])
def test_half_an_output_is_found(name: str, sound: Path, tmp_path: Path) -> None:
    root = workspaces.copied(sound, tmp_path / "mine")
    whole = {
        ".xlsx": b"PK",
        ".docx": b"PK",
        ".json": b'{"a": ',
        ".html": b"<html>",
        ".db": b"SQLite format 3\0",
    }
    (root / name).write_bytes(whole[Path(name).suffix])
    assert workspaces.harm(root, workspaces.entries_of(sound))


def test_entries_that_are_gone_are_found(sound: Path, tmp_path: Path) -> None:
    root = workspaces.copied(sound, tmp_path / "mine")
    assert workspaces.harm(root, [*workspaces.entries_of(sound), "ab"]) == "entries of the ledger are gone"
    (root / LEDGER).write_bytes((root / LEDGER).read_bytes()[:9000])
    assert workspaces.harm(root, workspaces.entries_of(sound))


def test_a_mark_is_found_in_text_of_either_kind_and_within_a_package(tmp_path: Path) -> None:
    for number in range(20):
        mark = mark_of(Random(number))
        for text in ("utf-8", "utf-16-le"):
            assert found_in(f"x{mark.upper()}y".encode(text), mark)
        assert found_in(book(tmp_path / f"{number}.xlsx", Audit=f"{mark} | a").read_bytes(), mark)
        assert not found_in(b"nothing of the kind", mark)
