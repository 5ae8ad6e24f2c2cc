"""Mutates real workbooks of every format: each has to end in an account or a notice, never in a traceback.

The number of a mutant is its seed, so any stretch can be run, or run again, by hand:
``python -m tests.evidence.fuzz 0 20000`` (first, and one past the last).
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import xlsxwriter

from daready.evidence.brief import Brief
from daready.evidence.grid.row_runs import numbers_of
from daready.evidence.loader import load
from daready.evidence.model import Evidence
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence import drawn, xlsb
from tests.evidence.tables.test_tables import PLAIN

SECONDS = 20.0
LOST = {"reader_stopped", "reader_too_slow"}
WORDS = (
    *(b"4294967295", b"-1", b"0", b"1048576", b"XFD1048576", b"A0", b"1e999", b"nan", b"&#0;", b"&amp;", b""),
    *(b"<", b">", b'"', b"<!DOCTYPE a>", b"]]>", b"\xff\xfe", b"\0", b"1" * 400, b"</row>", b"</sheetData>"),
    *(b"<c/>", b"<c r='A1'>", b't="e"', b't="s"', b's="99999"', b' hidden="1"', b"<f/>", b"<strike/>"),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b'r="ZZZZ9"', b"x:", b"true", b"2958466", b"-700000"),
)
TEXTS = (
    *(
        "",
        "0",
        "1",
        "-1",
        "5",
        "1e308",
        "4294967296",
        "1048577",
        "true",
        "s",
        "str",
        "inlineStr",
        "e",
        "d",
        "n",
    ),
    *("A1", "C2", "XFD1048576", "A0", "D4:A1", "A1:XFD1048576", "2024-04-03", "45385", "-45385", "2958466"),
    *("Yes", "Case reference", "&", " ", "\u00a0", "\U0001f600", "x" * 40_000, "../../../etc/passwd"),
    *("collapse", "float", "percentage", "P1Y", "PT25H61M", "solid", "9" * 30),
)
_NUMBER = tuple(range(48, 58))


def samples(folder: Path) -> dict[str, list[bytes]]:
    """Real workbooks to mutate, by format: the invented year, the fixtures, and one with all oddities."""
    root = Path(__file__).parents[2]
    year = sorted((root / "evidence_samples" / "year").iterdir())
    fixtures = sorted(
        path for path in (Path(__file__).parent / "opening" / "files").iterdir() if path.suffix != ".md"
    )
    odd = _odd_book(folder / "odd.xlsx")
    found: dict[str, list[bytes]] = {
        ".tsv": [drawn.text(folder / "a.tsv", PLAIN, delimiter="\t", encoding="utf-16").read_bytes()],
        ".xlsb": [xlsb.book(folder / "a.xlsb", Audit=PLAIN).read_bytes()],
        ".xlsm": [odd.read_bytes()],
    }
    for path in (*[odd] * 8, *fixtures, *year):
        found.setdefault(path.suffix, []).append(path.read_bytes())
    return found


def _odd_book(path: Path) -> Path:
    """Something of everything the sweep looks for, so that mutants reach all of it."""
    made = xlsxwriter.Workbook(str(path))
    sheet, strike = made.add_worksheet("Audit"), made.add_format({"font_strikeout": True, "bg_color": "red"})
    sheet.write_row(0, 0, ["Case reference", "Date of audit", "Risk tool completed", "Supervisor review"])
    for row in range(1, 9):
        sheet.write_row(row, 0, [f"DA/{row}", "3.4.24", "Yes", "No"])
    sheet.write_rich_string("C3", "Yes ", strike, "No")
    sheet.write_blank("C4", None, strike)
    sheet.write_formula("C5", "=#REF!", None, "#REF!")
    sheet.merge_range("D6:D8", "No")
    sheet.write_comment("D4", "rang")
    sheet.autofilter("A1:D9")
    sheet.filter_column("C", "x == No")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("B:B", None, None, {"hidden": True})
    made.add_worksheet("Old").hide()
    made.close()
    return path


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One mutant: of the file's own bytes, or of the parts inside a zip, packed again."""
    if data.startswith(b"PK") and chance.random() < 0.75:
        return _inside(data, chance)
    return _bytes(data, chance)


def _inside(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    likely = [name for name in parts if "sheet" in name.lower() or "style" in name or name.endswith(".rels")]
    for _ in range(chance.choice((1, 1, 2, 5))):
        name = chance.choice(likely if likely and chance.random() < 0.8 else list(parts))
        if name not in parts:
            continue
        if chance.random() < 0.05:
            del parts[name]
        elif chance.random() < 0.5:
            parts[name] = _elements(parts[name], chance)
        else:
            parts[name] = _bytes(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return packed.getvalue()


def _elements(xml: bytes, chance: random.Random) -> bytes:
    """Changes that leave the XML well formed, with prefixes its writer never used: these get deepest."""
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        return _bytes(xml, chance)
    for _ in range(chance.choice((1, 1, 2, 8))):
        parent = chance.choice([*root.iter()])
        if not len(parent):
            _element(parent, chance)
            continue
        at = chance.randrange(len(parent))
        match chance.choice(("drop", "again", "many", "turn", "move", "itself")):
            case "drop":
                del parent[at]
            case "again":
                parent.insert(chance.randrange(len(parent)), parent[at])
            case "many":
                parent.extend([parent[at]] * chance.choice((10, 300)))
            case "turn":
                parent[:] = parent[::-1]
            case "move":
                chance.choice([*parent[at].iter()]).append(ElementTree.Element(parent[at].tag))
            case _:
                _element(parent[at], chance)
    default = root.tag[1:].partition("}")[0] if chance.random() < 0.7 and root.tag[:1] == "{" else None
    try:
        return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True, default_namespace=default)
    except ValueError:  # attributes and elements without a namespace cannot stand beside a default one
        return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _element(element: ElementTree.Element, chance: random.Random) -> None:
    """Another text, or another or no value of an attribute."""
    if not element.attrib or chance.random() < 0.3:
        element.text = chance.choice(TEXTS)
        return
    name = chance.choice([*element.attrib])
    if chance.random() < 0.2:
        del element.attrib[name]
    else:
        element.set(name, chance.choice(TEXTS))


def _bytes(data: bytes, chance: random.Random) -> bytes:
    ways: tuple[Callable[[bytearray, random.Random], None], ...] = (
        *(_flip, _insert, _insert, _remove, _double, _number, _number, _cut),
    )
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if changed:
            chance.choice(ways)(changed, chance)
    return bytes(changed)


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + chance.choice((0, 0, 1, 4))] = chance.choice(WORDS)


def _remove(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 2, 8, 200))]


def _double(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    part = data[at : at + chance.choice((4, 60, 600))]
    data[at:at] = part * chance.choice((1, 2, 20))


def _number(data: bytearray, chance: random.Random) -> None:
    """Another number where one stands: counts, references and sizes are what parsers trust."""
    start = chance.randrange(len(data))
    at = next((n for n in range(start, min(start + 4000, len(data))) if data[n] in _NUMBER), None)
    if at is not None:
        data[at : at + 1] = chance.choice((b"9", b"0", b"-1", b"999999", b"4294967295", b"1048576"))


def _cut(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.2:
        del data[chance.randrange(len(data)) :]


def runs(
    rubric: Rubric, folder: Path, numbers: Sequence[int], worker: Worker
) -> Iterator[tuple[Path, Evidence, float]]:
    """The mutants of these numbers read one by one, with what came of each and how long it took."""
    originals = samples(folder)
    for number in numbers:
        chance = random.Random(number)
        suffix = chance.choice([*originals])
        path = folder / f"Audit {number}{suffix}"
        path.write_bytes(mutated(chance.choice(originals[suffix]), chance))
        before = time.monotonic()
        evidence = load(worker, [path], rubric, Brief(b"k" * 16))
        yield path, evidence, time.monotonic() - before
        path.unlink()


def faults(evidence: Evidence, seconds: float) -> str | None:
    """What is wrong with a run, or None: it must account for its rows, say something if nothing was used, end."""
    (file,) = evidence.files
    if seconds > 2 * SECONDS + 10:
        return f"took {seconds:.0f} s"
    if any(sheet.rows_read != sheet.rows_used + sheet.rows_set_aside for sheet in file.sheets):
        return "rows are not accounted for"
    if any(
        {why: len(numbers_of(runs)) for why, runs in sheet.rows_aside.items()} != sheet.set_aside
        for sheet in file.sheets
    ):
        return "rows are set aside without their numbers"
    said = {notice.code for notice in evidence.notices} - {"file_name_hidden"}
    if not evidence.rows_used and not said:
        return "nothing was used and nothing was said"
    if any("Traceback" in notice.message for notice in evidence.notices):
        return "a traceback reached a person"
    return None


def main(first: int, last: int) -> int:
    """Run by hand: tells each mutant that failed (and keeps it), how far it has come, and how the runs ended."""
    from daready.rubric.library import load_rubric

    rubric = load_rubric()
    ended: Counter[str] = Counter()
    formats: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder, Worker(seconds=SECONDS) as worker:
        found = runs(rubric, Path(folder), range(first, last), worker)
        for number, (path, evidence, seconds) in enumerate(found, first):
            formats[path.suffix] += 1
            ended.update(
                {notice.code for notice in evidence.notices} - {"file_name_hidden"} or {"read without a word"}
            )
            fault = faults(evidence, seconds)
            if fault or LOST & {notice.code for notice in evidence.notices}:
                kept = Path(tempfile.gettempdir()) / f"mutant-{number}{path.suffix}"
                kept.write_bytes(path.read_bytes())
                print(fault or "reader lost", f"{seconds:.1f} s", kept, flush=True)
            bad += fault is not None
            if number % 500 == 499:
                print(f"{number + 1 - first} run, {bad} bad", flush=True)
    print(*(f"{number:6} {what}" for what, number in (formats + ended).most_common()), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
