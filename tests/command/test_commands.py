"""Commands, exit codes and bad input: a sentence each, never a traceback, output whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.workspace.folder import KEY
from tests.command.run import DAYS, YEAR, daready

JUNE = YEAR / "Audit June 2026.xlsx"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8


def test_an_empty_folder_is_nothing_assessed(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    ran = daready("assess", "evidence", "--json", "-", "-o", "gap.xlsx", cwd=tmp_path)
    assert ran.code == 11
    assert ran.json["overall"]["share_assessed"] == 0
    assert {c["colour"] for c in ran.json["criteria"]} == {"GREY"}
    assert (tmp_path / "gap.xlsx").exists()


def test_a_holiday_photo_is_nothing_assessed(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(PHOTO)
    (folder / "beach.xlsx").write_bytes(PHOTO)
    assert daready("assess", folder, cwd=tmp_path).code == 11
    ran = daready("check", folder, "--json", "-", cwd=tmp_path)
    assert ran.code == 11
    assert {n["code"] for f in ran.json["files"] for n in f["notices"]} >= {"not_a_workbook"}


def test_a_sheet_of_the_wrong_form_is_nothing_assessed(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_text("Team,Early,Late\nBlue,1,2\n", encoding="utf-8")
    ran = daready("assess", "rota.csv", "--json", "-", cwd=tmp_path)
    assert ran.code == 11
    assert ran.json["account"]["rows_used"] == 0


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    ran = daready("check", "no such.xlsx", "--json", "-", cwd=tmp_path)
    assert ran.code == 11
    assert [n["code"] for f in ran.json["files"] for n in f["notices"]] == ["file_not_found"]


def test_check_names_every_cell_to_mend(tmp_path: Path) -> None:
    sheet = (
        "Measure,Month,Numerator,Denominator\nM16,May 2026,97%,100\nM16,June 2026,3,4\nM17,May 2026,9.5,10\n"
    )
    (tmp_path / "return.csv").write_text(sheet, encoding="utf-8")
    ran = daready("check", "return.csv", cwd=tmp_path)
    assert ran.code == 3
    assert "› C4: numbers" in " ".join(ran.out.split()) and "› C2: " in ran.out


def test_a_missing_output_folder_is_said_before_the_work(tmp_path: Path) -> None:
    ran = daready("assess", JUNE, *DAYS, "-o", "nowhere/gap.xlsx", cwd=tmp_path)
    assert (ran.code, ran.out) == (13, "")
    assert "nowhere" in ran.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_read_only_output_folder(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert daready("assess", JUNE, *DAYS, "-o", folder / "gap.xlsx", cwd=tmp_path).code == 13


def test_an_output_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "gap.xlsx").mkdir()
    ran = daready("assess", JUNE, *DAYS, "--json", "gap.xlsx", cwd=tmp_path)
    assert ran.code == 13
    assert [p.name for p in tmp_path.iterdir()] == ["gap.xlsx"]


def test_evidence_is_never_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "June.xlsx"
    mine.write_bytes(JUNE.read_bytes())
    ran = daready("assess", mine, *DAYS, "-o", mine, cwd=tmp_path)
    assert ran.code == 2
    assert mine.read_bytes() == JUNE.read_bytes()


@pytest.mark.parametrize("option", ["-o", "--json"])
def test_evidence_is_not_overwritten_inside_a_folder_or_a_workspace(option: str, tmp_path: Path) -> None:
    daready("init", ".", cwd=tmp_path)
    mine = tmp_path / "evidence" / "June.xlsx"
    mine.write_bytes(JUNE.read_bytes())
    for paths in ((), ("evidence",)):
        ran = daready("assess", *paths, *DAYS, option, mine, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert mine.read_bytes() == JUNE.read_bytes()


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    ran = daready("assess", JUNE, *DAYS, "-o", "gap.xlsx", "--json", "./gap.xlsx", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "gap.xlsx").exists()


def test_a_report_written_among_the_evidence_is_not_evidence_next_time(tmp_path: Path) -> None:
    (tmp_path / "June.xlsx").write_bytes(JUNE.read_bytes())
    first = daready("assess", ".", *DAYS, "-o", "gap-report.xlsx", "--json", "-", cwd=tmp_path)
    again = daready("assess", ".", *DAYS, "-o", "gap-report.xlsx", "--json", "-", cwd=tmp_path)
    assert again.json == first.json


def test_a_report_that_somebody_has_filled_in_is_not_overwritten(tmp_path: Path) -> None:
    report = tmp_path / "gap.xlsx"
    assert daready("assess", JUNE, *DAYS, "-o", report, cwd=tmp_path).code == 0
    book = load_workbook(report)
    book["Gaps"]["A1"] = "Done by the sergeant"
    book.save(report)
    filled_in = report.read_bytes()
    assert daready("assess", JUNE, *DAYS, "-o", report, cwd=tmp_path).code == 2
    assert report.read_bytes() == filled_in


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_outputs_are_for_their_owner_alone(tmp_path: Path) -> None:
    daready("assess", JUNE, *DAYS, "-o", "gap.xlsx", "--json", "gap.json", cwd=tmp_path)
    assert {(tmp_path / name).stat().st_mode & 0o077 for name in ("gap.xlsx", "gap.json")} == {0}


@pytest.mark.parametrize(
    "words",
    [
        ("assess",),
        ("assess", JUNE, "--as-at", "06/30/2026"),
        ("assess", JUNE, "--as-at", "9999-12-31"),
        ("assess", JUNE, "--as-at", "2026-06-30", "--inspection", "9999-12-31"),
        ("assess", JUNE, "--as-at", "2026-06-30", "--inspection", "2026-06-29"),
        ("assess", JUNE, "--framework", "nothing-of-the-kind"),
        ("assess", JUNE, "--selection", "lucky dip"),
        ("explain", "no-such-criterion", JUNE),
        ("plan", JUNE, "--form", "no-such-form"),
        ("plan", JUNE, "--cases", "0"),
        ("rubric", "show", "no-such-thing"),
        ("check",),
        ("frobnicate",),
    ],
)
def test_words_that_make_no_sense(words: tuple[object, ...], tmp_path: Path) -> None:
    ran = daready(*words, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_a_rubric_fault_has_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "policy.yaml").write_text("set_by: me\n", encoding="utf-8")
    for words in (("rubric", "check"), ("assess", JUNE)):
        ran = daready(*words, "--rubrics", "rubrics", cwd=tmp_path)
        assert ran.code == 10
        assert "policy.yaml" in ran.err


def test_the_shipped_rubric_is_sound(tmp_path: Path) -> None:
    assert daready("rubric", "check", cwd=tmp_path).code == 0


@pytest.mark.parametrize("name", ["U08", "risk-assessed-every-time", "evidence-led-2020", "case-audit"])
def test_what_is_asked_can_be_shown(name: str, tmp_path: Path) -> None:
    ran = daready("rubric", "show", name, cwd=tmp_path)
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("case-audit", ("How cases were chosen", "Population", "Every nth case")),
        ("document-register", ("Signed off",)),
    ],
)
def test_a_form_shows_the_words_that_its_sheets_may_use(
    form: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    shown = " ".join(daready("rubric", "show", form, cwd=tmp_path).out.split())
    assert all(word in shown for word in words)


def test_explain_names_rule_counts_thresholds_and_rows(tmp_path: Path) -> None:
    ran = daready("explain", "U09", YEAR, *DAYS, "--rows", cwd=tmp_path)
    assert ran.code == 0
    assert "2 cases need someone today" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    for word in ("RED", "R1.4", "Audit June 2026.xlsx", "local threshold"):
        assert word in " ".join(ran.out.split())


def test_plan_says_what_the_next_sample_brings_and_who_is_never_asked(tmp_path: Path) -> None:
    ran = daready("plan", YEAR, *DAYS, "--cases", "20", cwd=tmp_path)
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    said = " ".join(ran.out.split())
    for word in ("the next 20 cases", "2026-09-28", "Q69", "cases would do", "Never answered", "at random"):
        assert word in said
    (tmp_path / "empty").mkdir()
    assert daready("plan", "empty", cwd=tmp_path).code == 11


def test_a_workspace_is_found_from_any_folder_below(tmp_path: Path) -> None:
    assert daready("init", "mine", cwd=tmp_path).code == 0
    deep = tmp_path / "mine" / "evidence" / "deep"
    deep.mkdir()
    (deep / "June.xlsx").write_bytes(JUNE.read_bytes())
    ran = daready("assess", *DAYS, "--json", "-", cwd=deep)
    assert (ran.code, ran.json["account"]["files"]) == (0, 1)


def test_a_workspace_is_never_made_over_another(tmp_path: Path) -> None:
    daready("init", "mine", cwd=tmp_path)
    key = (tmp_path / "mine" / KEY).read_bytes()
    assert daready("init", "mine", cwd=tmp_path).code == 2
    assert (tmp_path / "mine" / KEY).read_bytes() == key


@pytest.mark.parametrize("settings", ["selection = 'lucky dip'", "selecion = 'random'", "not toml at all"])
def test_settings_that_cannot_be_used(settings: str, tmp_path: Path) -> None:
    daready("init", "mine", cwd=tmp_path)
    (tmp_path / "mine" / "daready.toml").write_text(settings, encoding="utf-8")
    assert daready("assess", cwd=tmp_path / "mine").code == 2


@pytest.mark.parametrize("day", ["next spring", "9999-12-31", "2020-01-01"])
def test_an_inspection_day_that_cannot_be_names_the_settings(day: str, tmp_path: Path) -> None:
    daready("init", "mine", cwd=tmp_path)
    (tmp_path / "mine" / "daready.toml").write_text(f'inspection = "{day}"', encoding="utf-8")
    ran = daready("assess", "--as-at", "2026-06-30", cwd=tmp_path / "mine")
    assert ran.code == 2
    assert "daready.toml" in ran.err


def test_a_selection_claimed_fills_silent_sheets_only(tmp_path: Path) -> None:
    silent = daready("assess", YEAR, *DAYS, "--json", "-", cwd=tmp_path).json
    claimed = daready("assess", YEAR, *DAYS, "--selection", "random", "--json", "-", cwd=tmp_path).json
    assert silent["selection_claimed"] == 0 < silent["selection_not_stated"]
    assert claimed["selection_claimed"] > 0 == claimed["selection_not_stated"]
    before, after = ({c["id"]: c["colour"] for c in r["criteria"]} for r in (silent, claimed))
    assert {name for name in before if before[name] != after[name]} == {"right-investigator"}
    assert after["supervisors-give-direction"] == "GREY"


def test_all_cases_without_a_population_says_what_is_missing(tmp_path: Path) -> None:
    rows = "".join(f"C{n},3 June 2026,Yes\n" for n in range(15))
    sheet = f"Case ref,Audit date,Risk assessment done for this incident\n{rows}"
    (tmp_path / "june.csv").write_text(sheet, encoding="utf-8")
    ran = daready("assess", "june.csv", *DAYS, "--selection", "all", cwd=tmp_path)
    assert "population" in ran.out
    ran = daready("explain", "U08", "june.csv", *DAYS, "--selection", "all", cwd=tmp_path)
    assert "population" in ran.out


def test_help_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; sys.argv = ['daready', '--help']\n"
        "from daready.cli import main\n"
        "main()\n"
        "print([m for m in ('pydantic', 'pandas', 'openpyxl', 'yaml', 'xlsxwriter', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_json_alone_on_standard_output(tmp_path: Path) -> None:
    assert daready("check", JUNE, "--json", "-", cwd=tmp_path).out.startswith("{")


def test_a_heading_row_is_settled_by_name_and_a_wrong_one_is_usage(tmp_path: Path) -> None:
    rows = [
        "Case reference,Date of audit,Supervisor review,All crimes disclosed recorded",
        "Case reference,Date of audit,All crimes disclosed recorded,Supervisor review",
        "D1,3.4.24,Yes,No",
    ]
    (tmp_path / "audit.csv").write_text("\n".join(rows))
    refused = daready("check", "audit.csv", "--json", "-", cwd=tmp_path)
    assert [n["code"] for n in refused.json["files"][0]["notices"]] == ["header_ambiguous"]
    settled = daready("check", "audit.csv", "--header-row", "audit=2", "--json", "-", cwd=tmp_path)
    assert settled.json["totals"]["rows_used"] == 1
    assert daready("check", "audit.csv", "--header-row", "audit", cwd=tmp_path).code == 2
