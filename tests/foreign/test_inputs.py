"""Each hostile file that was ever sent ends within its limit, with a sentence, on three kinds of system."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from daready.evidence import guarded
from daready.evidence.limits import UNHELD_BYTES, UNHELD_UNPACKED
from daready.workspace.folder import create
from tests.command.run import daready
from tests.foreign.systems import SYSTEMS, System

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another system is played on POSIX")
INPUTS = sorted((Path(__file__).parent / "inputs").iterdir())
SECONDS = 60
"""For all of them in one command; each by itself has as long by ``SECONDS_A_FILE``."""


@pytest.fixture(params=SYSTEMS.values(), ids=SYSTEMS)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> System:
    """One that the children and their parent believe themselves on."""
    played: System = request.param
    monkeypatch.setattr(guarded, "_BOOT", played.boot(guarded._BOOT))
    monkeypatch.setattr(guarded, "_held_from_outside", lambda process: played.held)
    return played


@pytest.mark.parametrize(
    "words", [("check",), ("check", "--marked", "marked"), ("load",), ("assess",)], ids=" ".join
)
def test_each_ends_in_a_sentence(words: tuple[str, ...], system: System, tmp_path: Path) -> None:
    create(tmp_path)
    for path in INPUTS:
        shutil.copy(path, tmp_path / "evidence" / path.name)
    start = time.monotonic()
    ran = daready(*words, *sorted((tmp_path / "evidence").iterdir()), "--json", "-", cwd=tmp_path)
    assert time.monotonic() - start < SECONDS
    assert ran.code in (0, 3)
    if words[0] == "assess":
        return
    assert len(ran.json["files"]) == len(INPUTS)
    for file in ran.json["files"]:
        rows = sum(sheet["rows_used"] for sheet in file["sheets"])
        said = [n["message"] for n in file["notices"] if n["severity"] != "info"]
        assert rows or said, file["file"]


def test_without_a_limit_only_small_files_are_read_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    played = SYSTEMS["Windows without a job"]
    monkeypatch.setattr(guarded, "_BOOT", played.boot(guarded._BOOT))
    monkeypatch.setattr(guarded, "_held_from_outside", lambda process: played.held)
    head = "Case reference,Date of audit,Risk assessment done for this incident\n"
    (tmp_path / "audit.csv").write_text(head + "DA/1,3.4.2026,Yes\n")
    (tmp_path / "audit 2.csv").write_text(head + " " * UNHELD_BYTES)
    with zipfile.ZipFile(tmp_path / "audit 3.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (UNHELD_UNPACKED + 1))
    ran = daready("check", tmp_path, "--json", "-", cwd=tmp_path)
    codes: dict[str, list[Any]] = {f["file"]: [n["code"] for n in f["notices"]] for f in ran.json["files"]}
    assert codes["audit 2.csv"] == codes["audit 3.xlsx"] == ["too_large_unheld"]
    assert ran.json["totals"]["rows_used"] == 1
    assert [n["code"] for n in ran.json["notices"] if n["code"] == "reader_not_limited"]


def test_each_ends_in_a_sentence_when_it_is_offered_to_be_adopted(system: System, tmp_path: Path) -> None:
    create(tmp_path)
    for number, path in enumerate(INPUTS):
        start = time.monotonic()
        ran = daready("adopt", path, "-o", f"{number}.xlsx", cwd=tmp_path)
        assert time.monotonic() - start < SECONDS
        assert ran.code in (0, 3, 11), path.name
        assert ran.out or ran.err
