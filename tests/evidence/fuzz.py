"""Mutates the bytes of real workbooks: every run has to end in an account or a notice, never in a traceback.

By hand, for as many runs as wanted: ``python -m tests.evidence.fuzz 20000 7`` (runs, seed).
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from daready.evidence.loader import load
from daready.evidence.model import Evidence
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric

SECONDS = 20.0
WORDS = (
    *(b"4294967295", b"-1", b"0", b"1048576", b"XFD1048576", b"A0", b"1e999", b"nan", b"&#0;", b"&amp;", b""),
    *(b"<", b">", b'"', b"<!DOCTYPE a>", b"]]>", b"\xff\xfe", b"\0", b"1" * 400, b"</row>", b"</sheetData>"),
    *(b"<c/>", b"<c r='A1'>", b't="e"', b't="s"', b's="99999"', b' hidden="1"', b"<f/>", b"<strike/>"),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b'r="ZZZZ9"', b"x:", b"true", b"2958466", b"-700000"),
)
_NUMBER = tuple(range(48, 58))


def samples(folder: Path) -> list[tuple[str, bytes]]:
    """Real workbooks to mutate: the invented year, and the fixtures in other formats."""
    root = Path(__file__).parents[2]
    year = sorted((root / "evidence_samples" / "year").glob("*.xlsx"))
    others = sorted(path for path in (Path(__file__).parent / "files").iterdir() if path.suffix != ".md")
    odd = _odd_book(folder / "odd.xlsx")
    return [(path.suffix, path.read_bytes()) for path in (odd, odd, odd, *others, *year)]


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
        else:
            parts[name] = _bytes(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return packed.getvalue()


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
    rubric: Rubric, folder: Path, count: int, seed: int, worker: Worker
) -> Iterator[tuple[Path, Evidence, float]]:
    """So many mutants read one by one, with what came of each and how long it took."""
    chance = random.Random(seed)
    originals = samples(folder)
    for number in range(count):
        suffix, data = chance.choice(originals)
        path = folder / f"mutant-{seed}-{number}{suffix}"
        path.write_bytes(mutated(data, chance))
        before = time.monotonic()
        evidence = load(worker, [path], rubric, key=b"k" * 16)
        yield path, evidence, time.monotonic() - before
        path.unlink()


def faults(evidence: Evidence, seconds: float) -> str | None:
    """What is wrong with a run, or None: it must account for its rows, say something if nothing was used, end."""
    (file,) = evidence.files
    if seconds > 2 * SECONDS + 10:
        return f"took {seconds:.0f} s"
    if any(sheet.rows_read != sheet.rows_used + sheet.rows_set_aside for sheet in file.sheets):
        return "rows are not accounted for"
    if not evidence.rows_used and not evidence.notices:
        return "nothing was used and nothing was said"
    if any("Traceback" in notice.message for notice in evidence.notices):
        return "a traceback reached a person"
    return None


def main(count: int, seed: int) -> int:
    """Run by hand: tells each mutant that failed (and keeps it), then how the runs ended."""
    from daready.rubric.library import load_rubric

    rubric = load_rubric()
    ended: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder, Worker(seconds=SECONDS) as worker:
        for path, evidence, seconds in runs(rubric, Path(folder), count, seed, worker):
            ended.update({notice.code for notice in evidence.notices} or {"read without a word"})
            fault = faults(evidence, seconds)
            if fault or any(
                notice.code in ("reader_stopped", "reader_too_slow") for notice in evidence.notices
            ):
                kept = Path(tempfile.gettempdir()) / path.name
                kept.write_bytes(path.read_bytes())
                print(fault or "reader lost", f"{seconds:.1f} s", kept, flush=True)
            bad += fault is not None
    print(*(f"{number:6} {code}" for code, number in ended.most_common()), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
