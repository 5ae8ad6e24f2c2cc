"""The installer, run as it is from a bundle of invented parts: whole or not at all, and nothing that was not packed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bundle.drawn import house
from tools.bundle.make import bundle
from tools.bundle.targets import LINUX
from tools.bundle.wheels import needed, wheel_at

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a Linux bundle is what can be run here")


def laid_out(folder: Path, python: str = HERE, **changed: str) -> Path:
    """An extracted bundle, in a folder whose name has blanks."""
    own, *rest = map(wheel_at, house(folder / "made"))
    system = replace(LINUX, **changed)
    there = folder / "an extracted zip"
    for name, text in bundle(system, {python: needed(own, rest, LINUX, python)}).items():
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes(text)
    return there


def run(*words: object, home: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [*map(str, words)],
        env={"HOME": str(home), "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def install(there: Path, home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-I", "-S", there / "install.py", *words, home=home)


def root_of(home: Path) -> Path:
    return home / ".local" / "share" / "daready"


def test_it_installs_and_opens_with_its_own_parts_alone(tmp_path: Path) -> None:
    home = tmp_path / "a home"
    done = install(laid_out(tmp_path), home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "daready 1.0 is installed" in done.stdout
    (release,) = root_of(home).glob("*-py3*")
    assert not [*release.rglob("*.data")]
    assert [*release.rglob("*.pyc")]
    opened = run(sys.executable, "-I", "-S", root_of(home) / "start.py", "open", home=home)
    words, _, leaf = opened.stdout.strip().rpartition(" ")
    assert json.loads(words[: words.rindex("]") + 1]) == ["daready", "open"]
    assert str(release / "lib" / "leaf") in opened.stdout, leaf


def test_the_opener_takes_a_folder_and_says_what_is_missing(tmp_path: Path) -> None:
    home, there = tmp_path / "a home", laid_out(tmp_path)
    early = run("sh", there / "open-daready", home=home)
    assert (early.returncode, "is not installed yet" in early.stderr) == (2, True)
    install(there, home)
    opened = run("sh", there / "open-daready", "/some where", home=home)
    assert json.loads(opened.stdout[: opened.stdout.rindex("]") + 1])[2] == "/some where"
    (root_of(home) / "current.txt").write_text("gone 3.9\n")
    gone = run("sh", there / "open-daready", home=home)
    assert (gone.returncode, "Python 3.9, which is gone" in gone.stderr) == (2, True)


def test_the_shell_finds_a_python(tmp_path: Path) -> None:
    done = run("sh", laid_out(tmp_path) / "install.sh", home=tmp_path / "home")
    assert (done.returncode, "is installed" in done.stdout) == (0, True)


def test_what_is_missing_or_changed_is_named_and_nothing_is_unpacked(tmp_path: Path) -> None:
    home, there = tmp_path / "home", laid_out(tmp_path)
    (there / "wheels" / "leaf-1.0-py3-none-any.whl").unlink()
    (there / "wheels" / "pane-1.0-py3-none-any.whl").write_bytes(b"planted")
    done = install(there, home)
    assert done.returncode == 2
    assert "leaf-1.0-py3-none-any.whl is missing" in done.stdout
    assert "pane-1.0-py3-none-any.whl is not the file that was packed" in done.stdout
    assert not root_of(home).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"python": "3.9"}, "needs one of 3.9"),
        ({"built_for": "win-amd64"}, "is for win-amd64"),
        ({"glibc": "99.1"}, "glibc 99.1 is needed"),
    ],
)
def test_a_machine_it_is_not_for_is_refused(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    done = install(laid_out(tmp_path, **changed), tmp_path / "home")
    assert (done.returncode, said in done.stdout) == (2, True)
    assert not root_of(tmp_path / "home").exists()


def test_a_release_stands_beside_the_last_which_may_be_open_and_older_ones_go(tmp_path: Path) -> None:
    home, there = tmp_path / "home", laid_out(tmp_path)
    names = []
    for _ in range(3):
        assert install(there, home).returncode == 0
        names.append((root_of(home) / "current.txt").read_text().split()[0])
    assert len(set(names)) >= 2
    assert {path.name for path in root_of(home).glob("*-py3*")} == set(names[1:])


def test_what_an_interrupted_installation_left_is_swept_and_never_opened(tmp_path: Path) -> None:
    home, there = tmp_path / "home", laid_out(tmp_path)
    (root_of(home) / "unfinished-1" / "lib").mkdir(parents=True)
    assert install(there, home).returncode == 0
    assert not [*root_of(home).glob("unfinished-*")]


def test_for_everybody_it_goes_where_it_says(tmp_path: Path) -> None:
    done = install(laid_out(tmp_path), tmp_path / "home", "--to", tmp_path / "all of us")
    assert (done.returncode, (tmp_path / "all of us" / "open-daready").is_file()) == (0, True)
    assert not (tmp_path / "home" / ".local").exists()


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    done = install(laid_out(tmp_path), tmp_path / "home", "--to", tmp_path / "taken" / "below")
    assert (done.returncode, "could not be written" in done.stdout, done.stderr) == (13, True, "")
