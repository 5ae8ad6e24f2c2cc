"""The ledger's head, noted elsewhere, finds what the chain alone cannot: a ledger that was put back, or made anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.report import whole
from daready.workspace.folder import KEY, LEDGER, create
from tests.command.run import daready
from tests.foreign.hostile import good


def head_of(root: Path) -> str:
    return daready("history", "--json", "-", cwd=root).json["head"]["fingerprint"]


def test_a_ledger_put_back_to_yesterdays_is_found(tmp_path: Path) -> None:
    create(tmp_path)
    daready("load", good(tmp_path / "audit A.csv"), cwd=tmp_path)
    yesterday = head_of(tmp_path)
    shutil.copy(tmp_path / LEDGER, tmp_path / "old.db")
    daready("load", good(tmp_path / "audit B.csv", 2), cwd=tmp_path)
    today = head_of(tmp_path)
    for head, added in ((today, 0), (yesterday, 1), (today[:16].upper(), 0)):
        ran = daready("history", "--verify", "--expect", head, "--json", "-", cwd=tmp_path)
        assert (ran.code, ran.json["added_since_expected"]) == (0, added)
    assert f"The head is {today[:16]}" in daready("history", cwd=tmp_path).out
    assert today[:16] in daready("assess", cwd=tmp_path).out
    shutil.copy(tmp_path / "old.db", tmp_path / LEDGER)
    assert daready("history", "--verify", cwd=tmp_path).code == 0  # by itself it is sound
    ran = daready("history", "--verify", "--expect", today, cwd=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (12, False)


def test_every_output_of_an_assessment_says_it(tmp_path: Path) -> None:
    """Same head, same ledger (law 10); and the JSON that is signed has the head that it rests on."""
    create(tmp_path)
    daready("load", good(tmp_path / "audit A.csv"), cwd=tmp_path)
    head = head_of(tmp_path)
    ran = daready("assess", "-o", "a.xlsx", "--sign-off", "June", "--json", "-", cwd=tmp_path)
    assert ran.json["ledger"]["head"] == head
    method = load_workbook(tmp_path / "a.xlsx")["Method and thresholds"]
    assert head in [cell.value for row in method.iter_rows() for cell in row]
    loose = daready("assess", tmp_path / "audit A.csv", "-o", "b.xlsx", "--json", "-", cwd=tmp_path)
    assert "ledger" not in loose.json
    labels = [row[0].value for row in load_workbook(tmp_path / "b.xlsx")["Method and thresholds"].iter_rows()]
    assert "Ledger's head" not in labels


def test_the_key_travels_with_a_backup_only_if_asked_for(tmp_path: Path) -> None:
    create(tmp_path)
    daready("load", good(tmp_path / "audit A.csv"), cwd=tmp_path)
    key = (tmp_path / KEY).read_bytes().strip()
    ran = daready("backup", "copy.db", cwd=tmp_path)
    assert ran.code == 0
    assert key.decode() not in ran.out
    assert not any(held in (tmp_path / "copy.db").read_bytes() for held in (key, bytes.fromhex(key.decode())))
    assert daready("backup", "two.db", "--key", "two.db", cwd=tmp_path).code == 2
    assert daready("backup", "two.db", "--key", "copy.db", cwd=tmp_path).code == 13
    assert not (tmp_path / "two.db").exists()
    assert daready("backup", "two.db", "--key", "two.key", cwd=tmp_path).code == 0
    assert (tmp_path / "two.key").read_bytes().strip() == key
    if os.name != "nt":
        assert (tmp_path / "two.key").stat().st_mode & 0o077 == 0


def test_a_sign_off_says_the_head_to_note(tmp_path: Path) -> None:
    create(tmp_path)
    daready("load", good(tmp_path / "audit A.csv"), cwd=tmp_path)
    ran = daready("assess", "--sign-off", "June", cwd=tmp_path)
    assert head_of(tmp_path)[:16] in ran.err


@pytest.mark.parametrize(
    "words", [("--expect", "abcdefgh"), ("--expect", "ab"), ("--verify", "--expect", "zz" * 8)]
)
def test_what_is_no_head_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    create(tmp_path)
    daready("load", good(tmp_path / "audit A.csv"), cwd=tmp_path)
    assert daready("history", *words, cwd=tmp_path).code == 2


def test_the_folder_is_synced_after_a_name_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(whole, "keep_names", lambda folder: synced.append(folder) or (folder / "a").stat())
    whole.write_whole(tmp_path / "a", b"x")
    assert synced == [tmp_path]
