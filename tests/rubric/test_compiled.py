"""What is kept of the shipped rubric is the rubric itself, and is believed only while nothing has changed."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import daready
from daready.rubric.files import default_folder
from daready.rubric.library import load_rubric

HOUSE = Path(daready.__file__).parent
READ = (
    "import sys; from daready.rubric.compiled import shipped; made = shipped(); "
    "print('pydantic' in sys.modules, made.fingerprint, made.policy.green_from)"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """daready with its rubrics inside, as the wheel lays it out."""
    bare = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HOUSE, tmp_path / "daready", ignore=bare)
    shutil.copytree(default_folder(), tmp_path / "daready" / "rubrics", ignore=bare)
    return tmp_path


def read(copy: Path, *, keeps: bool = True) -> tuple[bool, str, float]:
    """Whether the files were read anew, the fingerprint, and one cut point, in a process of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PYTHONPATH": str(copy)} | ({} if keeps else {"PYTHONDONTWRITEBYTECODE": "1"})
    done = subprocess.run(
        [sys.executable, "-c", READ], cwd=copy, env=env, capture_output=True, text=True, check=True
    )
    anew, fingerprint, green_from = done.stdout.split()
    return anew == "True", fingerprint, float(green_from)


def kept(copy: Path) -> list[Path]:
    return list(copy.rglob("*.rubric*"))


def test_the_second_run_reads_no_yaml_and_gives_the_same(copy: Path) -> None:
    anew, fingerprint, green_from = read(copy)
    assert anew
    assert read(copy) == (False, fingerprint, green_from)
    (place,) = kept(copy)
    assert place.parent.name == "__pycache__"
    assert pickle.loads(place.read_bytes())[1] == load_rubric(examples=False, superseded=False)


def test_a_changed_threshold_is_read_at_once_though_the_file_keeps_its_length_and_day(copy: Path) -> None:
    policy = copy / "daready" / "rubrics" / "policy.yaml"
    own = "value: 0.86\n  set_by: Chief Officer Group\n  set_on: 2026-05-01\n"
    policy.write_text(policy.read_text().replace("value: 0.85\n", own))
    _, before, _ = read(copy)
    stood = policy.stat()
    policy.write_text(policy.read_text().replace("value: 0.86", "value: 0.87"))
    os.utime(policy, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    anew, after, green_from = read(copy)
    assert (anew, green_from) == (True, 0.87)
    assert after != before


def test_changed_code_is_not_given_what_older_code_kept(copy: Path) -> None:
    read(copy)
    module = copy / "daready" / "rubric" / "policy.py"
    module.write_text(module.read_text() + "\n")
    assert read(copy)[0]


@pytest.mark.parametrize("damage", [b"", b"\x80\x05K\x01.", b"no pickle"])
def test_what_is_damaged_is_made_anew(copy: Path, damage: bytes) -> None:
    good = read(copy)
    (place,) = kept(copy)
    place.write_bytes(damage)
    assert read(copy) == good
    assert read(copy) == (False, *good[1:])


def test_nothing_is_kept_where_python_may_keep_nothing(copy: Path) -> None:
    assert read(copy, keeps=False)[0]
    assert kept(copy) == []
