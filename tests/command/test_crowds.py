"""Ten thousand faults alike are a few lines, and Ctrl-C ends in a sentence at whatever moment it comes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command.run import daready


def test_like_faults_are_shown_a_few_times_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "audits"
    folder.mkdir()
    for number in range(600):
        (folder / f"audit {number}.csv").write_text("Dear sergeant\n")
    (folder / "audit z.csv").write_text(
        "Case reference,Date of audit,Risk assessment done for this incident\nDA/1,3.4.2026,Yes\n"
    )
    ran = daready("check", "audits", cwd=tmp_path)
    assert len(ran.out.splitlines()) < 150
    assert "more notices" in ran.out
    assert "audit z.csv" in ran.out
    every = daready("check", "audits", "--all", cwd=tmp_path)
    assert len(every.out.splitlines()) < 500
    assert "580 more like this (no_form_fits)" in every.out
    whole = json.loads(daready("check", "audits", "--json", "-", cwd=tmp_path).out)
    assert len(whole["files"]) == 601
    gone = daready("check", *(f"gone {n}.csv" for n in range(500)), cwd=tmp_path)
    assert len(gone.err.splitlines()) < 30
    assert len(gone.out.splitlines()) < 500


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("after", [0.02, 0.06, 0.12, 0.25])
def test_ctrl_c_in_the_first_moments_ends_in_a_sentence(after: float, tmp_path: Path) -> None:
    (tmp_path / "audit.csv").write_text(
        "Case reference,Date of audit,Risk assessment done for this incident\nDA/1,3.4.2026,Yes\n"
    )
    started = "import os; os.write(1, b'.'); from daready.__main__ import main; main()"
    run = subprocess.Popen(
        [sys.executable, "-c", started, "check", "audit.csv"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout is not None
    run.stdout.read(1)
    time.sleep(after)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    # Before daready's own first line it is Python that is stopped; what is done by then has ended as ever.
    assert run.returncode in (0, 3, 130, -signal.SIGINT)
    if run.returncode == 130:
        # Where click is stopped it ends the line of the ^C first.
        assert err.strip().splitlines() == [b"Stopped. Nothing was half written."]
