"""A ledger that an earlier daready made is opened, proved and assessed as if its files were loaded today.

`files/untyped` was made when what is read of a file was still plain dictionaries: its ledger, and the sheets in it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from daready.evidence.settling.settle import Reading, settle
from daready.ledger.position import position
from daready.ledger.recall import reading
from daready.rubric.library import load_rubric
from daready.workspace.folder import KEY, LEDGER, create
from tests.command.run import DAYS, colours, daready
from tests.ledger.making import opened

UNTYPED = Path(__file__).parent / "files" / "untyped"


def workspace(root: Path) -> Path:
    create(root)
    (root / KEY).write_text("ab" * 32 + "\n", encoding="ascii")
    return root


def assessed(root: Path) -> dict[str, tuple[str, str | None, str | None]]:
    ran = daready("assess", *DAYS, "--json", "-", cwd=root)
    assert ran.code == 0, ran.err
    return colours(ran.json)


def test_an_older_ledger_gives_what_its_sheets_give_today(tmp_path: Path) -> None:
    older, today = workspace(tmp_path / "older"), workspace(tmp_path / "today")
    shutil.copy(UNTYPED / "ledger.db", older / LEDGER)
    sheets = sorted((UNTYPED / "sheets").iterdir())
    assert daready("load", *sheets, "--received", "2026-07-01", cwd=today).code == 3
    assert assessed(older) == assessed(today)
    assert {colour for colour, _, _ in assessed(older).values()} == {"GREEN", "AMBER", "RED", "GREY"}


def test_what_is_in_an_older_ledger_is_known_again(tmp_path: Path) -> None:
    older = workspace(tmp_path / "older")
    shutil.copy(UNTYPED / "ledger.db", older / LEDGER)
    again = daready("load", UNTYPED / "sheets" / "Again.csv", "--json", "-", cwd=older)
    assert [one["status"] for one in again.json["loads"]] == ["already_loaded"]


def test_settling_alters_nothing_that_it_is_given(tmp_path: Path) -> None:
    rubric = load_rubric()
    shutil.copy(UNTYPED / "ledger.db", tmp_path / LEDGER)
    with opened(tmp_path / LEDGER) as ledger, ledger.reading() as entries:
        where = position(entries)
        files = tuple(reading(ledger, where, where.live))
    before = repr(files)
    first, again = (settle(Reading(files), rubric) for _ in range(2))
    assert first == again
    assert repr(files) == before
    aside = {reason for file in first.files for sheet in file.sheets for reason in sheet.set_aside}
    assert {"duplicate_conflict", "duplicate_figure_conflict", "undated"} <= aside
