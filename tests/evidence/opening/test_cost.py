"""Small files that once took a minute or a machine: none costs more than its bytes, and the child's own limits hold."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from daready.evidence.guarded import Child
from daready.evidence.limits import FAR_COLUMN, MEMORY_BYTES, SHEETS
from daready.evidence.opening.preflight import _reaches_element
from daready.evidence.opening.stamp import ORIGINAL, originals
from daready.evidence.windows_job import hold, processor_seconds
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN, codes, only

ROOT = Path(__file__).parents[3]
SECONDS = 40
SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path: Path, before: bytes, after: bytes, part: str = SHEET) -> Path:
    out = path.with_name("audit 2.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert before in text
                text = text.replace(before, after, 1)
            new.writestr(name, text)
    path.unlink()
    return out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<worksheet", b"<?a?>" * 400 + b"<worksheet"),
        (b"<worksheet", b"<!-- ? -->" * 300 + b"<worksheet"),
        (b"<worksheet", b"<?a?> \n<!-- > -->" * 2000 + b"<worksheet"),
        (
            b"<sheetData>",
            b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 20_000 + b"</cols><sheetData>",
        ),
    ],
    ids=["instructions", "comments", "both", "hidden columns"],
)
def test_a_sheet_costs_no_more_than_its_bytes(
    before: bytes, after: bytes, tmp_path: Path, read: Read
) -> None:
    path = rewritten(book(tmp_path / "audit.xlsx", Audit=PLAIN), before, after)
    start = time.monotonic()
    assert only(read(path)).outcomes == b"YNPA"
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        (b"<a/>", True),
        (b"<?xml?><!-- <!DOCTYPE --> <a>", True),
        (
            b"<?x?><!DOCTYPE a [<!ENTITY b 'c'>]><?y?><a>",
            False,
        ),  # the pattern took all of it for one instruction
        (b"<!-- a -- ><a>", False),
        (b"<?x" * 50_000, False),
        (b"<!--" * 50_000, False),
        (b"text<a>", False),
        (b"", False),
    ],
)
def test_the_first_element_is_looked_for_byte_by_byte(text: bytes, reaches: bool) -> None:
    start = time.monotonic()
    assert _reaches_element(text) is reaches
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("unclosed", [b"<f ", b'<c r="A1" ', b'<row r="1" ', b"<col ", b' t="e"'])
def test_what_is_never_closed_is_looked_through_once(unclosed: bytes, tmp_path: Path, read: Read) -> None:
    path = rewritten(
        book(tmp_path / "audit.xlsx", Audit=PLAIN), b"</sheetData>", unclosed * 200_000 + b"</sheetData>"
    )
    start = time.monotonic()
    read(path)
    assert time.monotonic() - start < SECONDS


def test_a_property_that_never_ends_is_looked_through_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", f'<property name="{ORIGINAL}">' * 25_000)
    start = time.monotonic()
    assert originals(tmp_path / "a.xlsx") == []
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("count", ["16385", "1000000000", "99999999999999999999"])
def test_cells_repeated_without_measure_are_never_made(count: str, tmp_path: Path, read: Read) -> None:
    cells = "".join(
        f'<table:table-cell office:value-type="string"{more}><text:p>x</text:p></table:table-cell>'
        for more in ("", f' table:number-columns-repeated="{count}"')
    )
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Audit">{f"<table:table-row>{cells}</table:table-row>" * 600}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "audit.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert codes(read(tmp_path / "audit.ods")) == ["too_many_cells"]


def test_thousands_of_unknown_headings_cost_no_comparison_each(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "audit.xlsx"
    wide = xlsxwriter.Workbook(path)
    sheet = wide.add_worksheet("Audit")
    sheet.write_row(
        0,
        0,
        [
            "Case reference",
            "Date of audit",
            "Risk tool completed",
            *(f"Case referense {n}" for n in range(16_381)),
        ],
    )
    for row in (1, 2):
        sheet.write_row(row, 0, [f"DA/{row}", "3.4.24", "Yes", *["x"] * 16_381])
    wide.close()
    start = time.monotonic()
    evidence = read(path)
    assert time.monotonic() - start < SECONDS
    assert evidence.rows_used == 2
    assert "far_cell" in {code for sheet in evidence.files[0].sheets for code in sheet.set_aside} | {
        *codes(evidence)
    }
    unknown = [n for n in evidence.notices if n.code == "heading_not_known"]
    assert len(unknown) <= FAR_COLUMN


def test_more_sheets_than_anybody_has_are_refused(tmp_path: Path, read: Read) -> None:
    many = xlsxwriter.Workbook(tmp_path / "audit.xlsx")
    for n in range(SHEETS + 1):
        many.add_worksheet(f"S{n}")
    many.close()
    assert codes(read(tmp_path / "audit.xlsx")) == ["too_many_sheets"]


# -- limits that the child carries itself --------------------------------------------------------------

PLAIN_CHILD = """
import sys; sys.path[:0] = [{root!r}]
from daready.evidence import guarded
{before}
def answer(job):
    {does}
guarded.serve(answer)
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and signals of POSIX")


def child(does: str, before: str = "") -> Child:
    script = PLAIN_CHILD.format(root=str(ROOT), does=does, before=before)
    return Child("", (sys.executable, "-c", script))


def ended(one: Child, job: str, within: float, how: type[Exception] = EOFError) -> None:
    start = time.monotonic()
    one.send(job)
    with pytest.raises(how):
        one.receive(within)
    assert time.monotonic() - start < within
    one.end()


@POSIX
@pytest.mark.parametrize(
    "does",
    ["while True: pass", "import re; re.match('(a*)*b', 'a' * 40)"],
    ids=["many calls", "one long call"],
)
def test_a_job_that_works_too_long_ends_the_child_though_no_parent_does(does: str) -> None:
    ended(child(does), '{"seconds": 0.5}', 60, TimeoutError)


@POSIX
def test_where_the_system_limits_no_memory_a_watch_is_kept() -> None:
    """As on a Mac: the limit exists and cannot be set."""
    refusing = (
        "import resource\n"
        "real = resource.setrlimit\n"
        "def refuse(which, most):\n"
        "    if which == resource.RLIMIT_AS: raise ValueError('current limit exceeds maximum limit')\n"
        "    real(which, most)\n"
        "resource.setrlimit = refuse\n"
        # Linux counts the memory of the process it was started from as the child's own most.
        "started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        f"guarded.MEMORY_BYTES = started + {200 << 20}\n"
    )
    ended(child("held = [bytearray(b'x' * (1 << 20)) for _ in range(4000)]", refusing), "{}", 20)
    sound = child("return 'read'", refusing)
    sound.send("{}")
    assert sound.receive(20) == '"read"\n'
    sound.end()


@POSIX
def test_a_parent_that_is_killed_leaves_no_child_behind() -> None:
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n"
        "from daready.evidence.guarded import Child\n"
        "from tests.evidence.opening.test_cost import child\n"
        "one = child('import time; time.sleep(99)')\n"
        "one.send('{}')\n"
        "print(one._process.pid, flush=True)\n"
        "import time; time.sleep(99)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    time.sleep(1)
    os.kill(number, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if (
            not Path(f"/proc/{number}").exists()
            or "\nState:\tZ" in Path(f"/proc/{number}/status").read_text()
        ):
            return
        time.sleep(0.1)
    pytest.fail("the child lives on")


class Kernel:
    """What kernel32 is asked, in place of Windows; ``fails`` names the call that fails."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.fails = fails
        self.CreateJobObjectW = self._call("CreateJobObjectW", 77)
        self.SetInformationJobObject = self._call("SetInformationJobObject", 1)
        self.AssignProcessToJobObject = self._call("AssignProcessToJobObject", 1)

    def _call(self, name: str, gives: int) -> Any:
        def call(*words: Any) -> int:
            self.asked.append((name, words))
            return 0 if name == self.fails else gives

        return call


def test_windows_tells_what_a_child_has_worked() -> None:
    asked = Kernel()

    def times(process: Any, *told: Any) -> int:
        for number, each in enumerate(told):
            each._obj.value = 10_000_000 * number
        return 1

    asked.GetProcessTimes = times  # type: ignore[attr-defined]
    assert processor_seconds(42, asked) == 2 + 3  # in the kernel and by itself, not when it began and ended
    asked.GetProcessTimes = lambda *_: 0  # type: ignore[attr-defined]
    assert processor_seconds(42, asked) is None


def test_windows_is_asked_for_a_job_that_ends_with_its_parent() -> None:
    kernel = Kernel()
    assert hold(42, MEMORY_BYTES, kernel)
    assert [name for name, _ in kernel.asked] == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
    ]
    job, kind, limits, size = kernel.asked[1][1]
    wanted = limits._obj
    assert (job.value, kind, size) == (77, 9, ctypes.sizeof(wanted))
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert size == 144  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64 bits
    assert wanted.process_memory == MEMORY_BYTES
    assert wanted.basic.flags == 0x2000 | 0x100 | 0x8 | 0x400
    assert [word.value for word in kernel.asked[2][1]] == [77, 42]


@pytest.mark.parametrize("fails", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_where_windows_refuses_that_is_known(fails: str) -> None:
    assert not hold(42, MEMORY_BYTES, Kernel(fails))
