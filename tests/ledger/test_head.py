"""The ledger's head, noted elsewhere, finds what the chain alone cannot: a ledger that was put back, or made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from daready.report import whole
from daready.workspace.folder import LEDGER, create
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
