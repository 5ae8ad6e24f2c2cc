"""Standard output closed, read by nobody, or on a full disk: the work is done, and the exit code is its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.run import daready

DAREADY = f'"{sys.executable}" -m daready'
FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell's words are POSIX's")


def shell(words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        ["sh", "-c", words], cwd=cwd, capture_output=True, text=True, check=False, env=os.environ | more
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    daready("init", root, cwd=tmp_path)
    rows = "".join(f"C{n},Yes\n" for n in range(5))
    (root / "June.csv").write_text(
        f"Month,June 2026\nCase reference,Risk assessment done for this incident\n{rows}", encoding="utf-8"
    )
    daready("load", "June.csv", cwd=root)
    return root


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_changes_nothing(workspace: Path, closed: str) -> None:
    ran = shell(f"{DAREADY} history {closed}", workspace)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)


def test_what_nobody_reads_to_the_end_is_done_all_the_same(workspace: Path) -> None:
    shell(f"{DAREADY} assess --as-at 2026-06-30 --sign-off base | true", workspace)
    assert "base signed off" in daready("history", cwd=workspace).out


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", ["history", "assess --as-at 2026-06-30 --json -"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_is_told_and_no_fault_of_daready(
    workspace: Path, words: str, unbuffered: str
) -> None:
    ran = shell(f"{DAREADY} {words} > {FULL}", workspace, PYTHONUNBUFFERED=unbuffered)
    assert ran.returncode == 13
    assert "could not be written" in ran.stderr
