"""assess and paper by command: no file lost, releases remembered, nothing repeated, colour only where it is seen."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from tests.command.planted import plant, traces
from tests.command.run import DAYS, YEAR, daready


def test_the_annex_holds_every_row_of_the_cases_that_need_someone(tmp_path: Path) -> None:
    ran = daready("assess", YEAR, *DAYS, "--annex", "rows.xlsx", "--json", "-", cwd=tmp_path)
    places = {(p["file"], p["sheet"], p["row"]) for p in ran.json["needs_someone_today_places"]}
    book = load_workbook(tmp_path / "rows.xlsx")
    rows = {tuple(cell.value for cell in row[:3]) for row in book["Today"].iter_rows(min_row=3)}
    assert places
    assert places <= rows
    assert book["Rows"].max_row > 100
    assert book["Data quality"].max_row > 5


def test_a_partner_copy_is_remembered_in_a_workspace(tmp_path: Path) -> None:
    daready("init", "force", cwd=tmp_path)
    first = daready("assess", YEAR, *DAYS, "--partner", "one.xlsx", cwd=tmp_path / "force")
    kept = tmp_path / "force" / ".partner-release.json"
    assert first.code == 0
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_text("{", encoding="utf-8")
    assert daready("assess", YEAR, *DAYS, "--partner", "two.xlsx", cwd=tmp_path / "force").code == 2


def test_nobodys_page_or_paper_is_written_over(tmp_path: Path) -> None:
    for name, words in (("own.html", ("assess", "--page")), ("own.docx", ("paper", "-o"))):
        (tmp_path / name).write_text("mine", encoding="utf-8")
        assert daready(words[0], YEAR, *DAYS, words[1], name, cwd=tmp_path).code == 2
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert daready("assess", YEAR, *DAYS, "--page", "new.html", cwd=tmp_path).code == 0
    assert daready("assess", YEAR, *DAYS, "--page", "new.html", cwd=tmp_path).code == 0


def test_no_output_repeats_what_people_wrote(tmp_path: Path) -> None:
    folder, out = tmp_path / "evidence", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    plant(folder)
    asked = ("--annex", "a.xlsx", "--page", "p.html", "--partner", "q.xlsx", "--as-at", "2026-06-30")
    daready("assess", folder, *asked, cwd=out)
    daready("paper", folder, "--as-at", "2026-06-30", "-o", "b.docx", cwd=out)
    files = sorted(out.iterdir())
    assert len(files) == 4
    assert not [hit for file in files for hit in traces(file.read_bytes())]


def _on_a_terminal(folder: Path, **more: str) -> bytes:
    main, other = pty.openpty()
    words = [sys.executable, "-m", "daready", "assess", str(YEAR), *DAYS]
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | more
    with subprocess.Popen(words, cwd=folder, stdout=other, stderr=other, env=environment):
        os.close(other)
        seen = b""
        try:
            while part := os.read(main, 65_536):
                seen += part
        except OSError:  # how a terminal says that the other side has gone
            pass
    os.close(main)
    return seen


def test_colour_on_a_terminal_only_and_never_under_no_color(tmp_path: Path) -> None:
    assert b"\x1b[" in _on_a_terminal(tmp_path)
    assert b"\x1b[" not in _on_a_terminal(tmp_path, NO_COLOR="1")
    piped = daready("assess", YEAR, *DAYS, cwd=tmp_path).out
    assert "\x1b[" not in piped
    assert "RED ■" in piped
