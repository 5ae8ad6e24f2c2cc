"""What people write of persons reaches no output, no kept file, no log and no message (design section 9)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.evidence import guarded
from daready.evidence.opening.stamp import SPOKEN
from daready.evidence.worker import Worker
from daready.rubric.library import load_rubric
from daready.workbooks_out.marked_copy import FAULTS
from tests.command.planted import MARKS, NAME, kept, plant, traces
from tests.command.run import DAYS, daready


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("force") / "mine"
    daready("init", root, cwd=root.parent)
    plant(root / "evidence")
    return root


@pytest.mark.parametrize(
    "words",
    [
        ("check", "evidence"),
        ("check", "evidence", "--json", "-"),
        ("check", "evidence", "--json", "check.json"),
        ("check", "evidence", "-m", "mapping.xlsx"),
        ("check", "evidence", "--header-row", f"{NAME} 0=2"),
        ("assess", *DAYS, "-o", "gap.xlsx", "--json", "gap.json"),
        ("assess", *DAYS, "--json", "-"),
        ("assess", *DAYS, "--selection", "random", "-o", "gap-random.xlsx"),
        ("explain", "U08", *DAYS, "--rows"),
        ("explain", "U01", *DAYS, "--rows"),
        ("explain", "U24", *DAYS, "--rows", "--selection", "random"),
    ],
)
def test_no_output_and_no_kept_file_repeats_a_mark(workspace: Path, words: tuple[str, ...]) -> None:
    ran = daready(*words, cwd=workspace)
    assert ran.code in (0, 3)
    assert traces((ran.out + ran.err).encode()) == []
    assert {name: traces(data) for name, data in kept(workspace) if traces(data)} == {}


def test_a_correction_and_what_follows_are_told_without_a_mark(tmp_path: Path) -> None:
    daready("init", ".", cwd=tmp_path)
    plant(tmp_path / "evidence")
    daready("load", "evidence", cwd=tmp_path)
    again = []
    for path in (tmp_path / "evidence").glob("case-audit*.csv"):
        again.append(path.with_name(f"again {path.name}"))
        again[-1].write_text(path.read_text(encoding="utf-8").replace(",Yes", ",No"), encoding="utf-8")
    for words in (
        ("load", *again),
        ("load", *again, "--yes"),
        ("status",),
        ("safe",),
        ("history",),
        ("undo",),
    ):
        ran = daready(*words, cwd=tmp_path)
        assert traces((ran.out + ran.err).encode()) == [], words[0]
    assert {name: traces(data) for name, data in kept(tmp_path) if traces(data)} == {}


@pytest.mark.parametrize("command", ["check", "load", "assess"])
def test_a_path_that_is_not_there_is_named_to_whoever_typed_it_and_in_no_output(
    tmp_path: Path, command: str
) -> None:
    """A person's typing is not a secret from that person; what may leave the desk still hides it."""
    daready("init", ".", cwd=tmp_path)
    typed = f"{NAME} elsewhere.xlsx"
    ran = daready(command, typed, "--json", "out.json", cwd=tmp_path)
    assert [line.split(":")[0] for line in ran.err.splitlines() if NAME in line] == [typed]
    assert traces(ran.out.encode()) == []
    assert {name: traces(data) for name, data in kept(tmp_path) if traces(data)} == {}


def test_what_is_said_in_a_marked_copy_repeats_no_mark(workspace: Path, tmp_path: Path) -> None:
    """The copy is the person's own, marks and all; what daready writes into it and calls it is not."""
    ran = daready("check", "evidence", "--marked", tmp_path / "back", "--json", "-", cwd=workspace)
    assert traces((ran.out + ran.err).encode()) == []
    said: list[str] = []
    for path in (tmp_path / "back").iterdir():
        said.append(path.name)
        for sheet in load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if sheet.title.startswith(FAULTS):
                    # The list names the person's own tabs as they are, so that its links lead there.
                    said.append("" if cell.column == 2 else str(cell.value))
                elif cell.comment is not None:
                    said.append(cell.comment.text.partition(SPOKEN)[2])
    assert len(said) > 1000
    assert traces("\n".join(said).encode()) == []


def test_every_planted_form_was_read(workspace: Path) -> None:
    record = daready("check", "evidence", "--json", "-", cwd=workspace).json
    read = {sheet["form"] for file in record["files"] for sheet in file["sheets"] if sheet["rows_used"]}
    assert read == set(load_rubric().form)


def test_files_and_tabs_that_hide_words_can_be_told_apart_and_found(workspace: Path) -> None:
    record = daready("check", "evidence", "--json", "-", cwd=workspace).json
    names = [file["file"] for file in record["files"]]
    assert len(set(names)) == len(names)
    hidden = [file for file in record["files"] if "…" in file["file"]]
    assert hidden
    for file in hidden:
        assert "file_name_hidden" in {notice["code"] for notice in file["notices"]}
        assert not file["sha256"] or file["sha256"][:6] in file["file"]
        sheets = [sheet["sheet"] for sheet in file["sheets"]]
        assert len(set(sheets)) == len(sheets)


def test_what_looks_personal_is_told_by_cell(workspace: Path) -> None:
    record = daready("check", "evidence", "--json", "-", cwd=workspace).json
    told = [n for f in record["files"] for n in f["notices"] if n["code"] == "looks_personal"]
    assert told
    assert all(n["cell"] and n["cells"] and n["found"] is None for n in told)


def test_words_the_settings_allow_are_shown(tmp_path: Path) -> None:
    daready("init", ".", cwd=tmp_path)
    (tmp_path / "evidence" / "Northmoor audit.csv").write_text("Team,Early\nBlue,1\n", encoding="utf-8")
    (tmp_path / "daready.toml").write_text('names_allowed = ["Northmoor"]\n', encoding="utf-8")
    record = daready("check", "evidence", "--json", "-", cwd=tmp_path).json
    assert record["files"][0]["file"] == "Northmoor audit.csv"
    (tmp_path / "daready.toml").write_text('names_allowed = "Northmoor"\n', encoding="utf-8")
    assert daready("check", "evidence", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["check", "evidence", "--json", "crashed.json"],
        ["assess", *DAYS, "-o", "crashed.xlsx", "--json", "assessed.json"],
        ["explain", "U08", *DAYS, "--rows"],
    ],
)
def test_a_reader_that_crashes_tells_nothing(
    words: list[str], workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The child prints what it was given and dies, as a panicking parser does."""
    dying = "import sys\nfor line in sys.stdin:\n  sys.stderr.write(line)\n  if 'forms' not in line: sys.exit(line)"
    monkeypatch.setattr(guarded, "_BOOT", dying)
    ran = daready(*words, cwd=workspace)
    assert ran.code == 11
    assert traces((ran.out + ran.err + "".join(capfd.readouterr())).encode()) == []
    assert {name: traces(data) for name, data in kept(workspace) if traces(data)} == {}
    if words[0] == "check":
        said = json.loads((workspace / "crashed.json").read_text(encoding="utf-8"))
        assert "reader_stopped" in {n["code"] for f in said["files"] for n in f["notices"]}


def test_a_crash_of_daready_itself_tells_nothing(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ValueError(MARKS[4])

    monkeypatch.setattr("daready.evidence.loader.load", crash)
    ran = daready("check", "evidence", cwd=workspace)
    assert ran.code == 70
    assert traces((ran.out + ran.err + "".join(capfd.readouterr())).encode()) == []


def test_no_mark_leaves_the_guarded_reader(workspace: Path) -> None:
    from daready.evidence.brief import Brief
    from daready.evidence.cells.plain_rubric import plain_rubric
    from daready.rubric.library import load_rubric

    rubric = load_rubric()
    with Worker() as worker:
        worker.brief(lambda: plain_rubric(rubric), Brief(b"k" * 16))
        for path in (workspace / "evidence").glob("*.xlsx"):
            reply = worker.read(path, path.name)
            assert traces(json.dumps(reply.to_json(), ensure_ascii=False).encode()) == []
