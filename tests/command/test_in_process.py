"""A command run in this process says what one with a process of its own says, and leaves nothing of itself behind."""

from __future__ import annotations

import gc
import locale
import logging
import os
import signal
import sys
import warnings
from pathlib import Path

import pytest

from daready.workspace.folder import create
from tests.command.run import DAYS, daready, process
from tests.ledger.sheets import audit

WORDS: tuple[tuple[object, ...], ...] = (
    ("check", "June.csv"),
    ("check", "none.xlsx", "--json", "-"),
    ("load", "June.csv"),
    ("assess", *DAYS, "--json", "-"),
    ("assess", "June.csv", *DAYS),
    ("explain", "U08", *DAYS, "--rows"),
    ("rubric", "show", "case-audit"),
    ("paper", "June.csv", *DAYS, "-o", "paper.docx"),
    ("assess", "--colour-of-money"),
    ("--help",),
)


def workspace(root: Path) -> Path:
    create(root)
    audit(root / "June.csv", "June 2026", ["Yes"] * 20 + ["No", "perhaps"])
    return root


@pytest.mark.parametrize("words", WORDS, ids=lambda words: " ".join(map(str, words[:2]))[:30])
def test_it_is_as_with_a_process_of_its_own(tmp_path: Path, words: tuple[object, ...]) -> None:
    here = daready(*words, cwd=workspace(tmp_path / "here"))
    there = process(*words, cwd=workspace(tmp_path / "there"))
    assert here.code == there.code
    assert without_program(here.out) == without_program(there.out)
    assert without_program(here.err) == without_program(there.err)


def without_program(text: str) -> str:
    """What was said, but for how the program was called: click names the module that Python was started with."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("Usage: ", "Try '")))


def left_over() -> dict[str, object]:
    """What a call could leave behind in its process and a process of its own could not."""
    return {
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "words": list(sys.argv),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "imports from": list(sys.path),
        "collector": (gc.isenabled(), gc.get_threshold()),
        "logging": (list(logging.root.handlers), logging.root.level),
        "warnings": list(warnings.filters),
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "locale": locale.setlocale(locale.LC_ALL),
        "mask": mask(),
    }


def mask() -> int:
    now = os.umask(0o077)
    os.umask(now)
    return now


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    for words in WORDS:  # what is imported for the first time is no state of a run
        daready(*words, cwd=workspace(tmp_path / f"first {WORDS.index(words)}"))
    before = left_over()
    once = [daready(*words, cwd=workspace(tmp_path / f"once {number}")) for number, words in enumerate(WORDS)]
    assert left_over() == before
    again = [
        daready(*words, cwd=workspace(tmp_path / f"again {number}")) for number, words in enumerate(WORDS)
    ]
    assert once == again


def test_a_run_that_fails_leaves_nothing_behind_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("daready.evidence.loader.load", crash)
    before = left_over()
    assert daready("check", "June.csv", cwd=workspace(tmp_path / "mine")).code == 130
    assert left_over() == before
