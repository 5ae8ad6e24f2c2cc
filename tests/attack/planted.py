"""A word or number of a person's planted in any place of any format: no byte of any output has it."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.comments import Comment

from daready.rubric.library import load_rubric
from daready.rubric.model import Form
from daready.workspace.folder import create
from tests.attack.score import Try
from tests.command.planted import sound_row
from tests.command.run import DAYS, daready
from tests.evidence import xlsb

Rows = list[list[object]]
_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_XLS = Path(__file__).parents[1] / "evidence" / "opening" / "files" / "audit.xls"
COMMANDS: tuple[tuple[object, ...], ...] = (
    ("check", "evidence"),
    ("check", "evidence", "--all"),
    ("check", "evidence", "--json", "check.json"),
    ("check", "evidence", "-m", "mapping.xlsx"),
    ("load", "evidence", "--json", "-"),
    ("assess", *DAYS, "-o", "gap.xlsx", "--annex", "annex.xlsx", "--partner", "p.xlsx", "--page", "p.html"),
    ("assess", *DAYS, "--selection", "random", "--json", "assessed.json"),
    ("explain", "U08", *DAYS, "--rows"),
    ("paper", "-o", "paper.docx"),
    ("plan",),
    ("history", "--json", "-"),
    ("export", "out"),
    ("backup", "copy.db"),
    ("safe",),
    ("undo", "--reason", "wrong_sheet", "--role", "head of audit"),
)


def mark_of(chance: Random) -> str:
    """A name, a telephone number, a reference, an address of the kinds that people write; none stands anywhere."""
    word = "Zq" + "".join(chance.choice("aeioubdkmnrx") for _ in range(7))
    digits = f"{chance.randrange(10**6):06}"
    return chance.choice(
        (word, f"0779{digits}4", f"ZQX/{digits}/26", f"{word}@example.org", f"441632{digits}")
    )


def _xlsx(path: Path, tab: str, rows: Rows, mark: str, chance: Random) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tab
    for row in rows:
        sheet.append(row)
    if chance.random() < 0.3:
        sheet["A1"].comment = Comment(mark, mark)
    if chance.random() < 0.3:
        book.properties.creator = book.properties.title = mark
    book.save(path)


def _csv(path: Path, tab: str, rows: Rows, mark: str, chance: Random) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=chance.choice((",", ";", "\t"))).writerows(rows)
    path.write_bytes(out.getvalue().encode(chance.choice(("utf-8", "utf-16", "cp1252")), "replace"))


def _xlsb(path: Path, tab: str, rows: Rows, mark: str, chance: Random) -> None:
    lines = (" | ".join(str(cell).replace("\n", " ").replace("|", "/") for cell in row) for row in rows)
    xlsb.book(path, **{tab: "\n".join(lines)})


def _ods(path: Path, tab: str, rows: Rows, mark: str, chance: Random) -> None:
    def cell(value: object) -> str:
        return f'<t:table-cell o:value-type="string"><x:p>{escape(str(value))}</x:p></t:table-cell>'

    body = "".join(f"<t:table-row>{''.join(map(cell, row))}</t:table-row>" for row in rows)
    content = (
        f'<o:document-content xmlns:o="{_ODS}office:1.0" xmlns:t="{_ODS}table:1.0" xmlns:x="{_ODS}text:1.0">'
        f"<o:body><o:spreadsheet><t:table t:name={quoteattr(tab)}>{body}</t:table></o:spreadsheet></o:body>"
        "</o:document-content>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)


def _xls(path: Path, tab: str, rows: Rows, mark: str, chance: Random) -> None:
    """The one old workbook there is, with the mark written over a text of its own."""
    data = bytearray(_XLS.read_bytes())
    old = chance.choice((b"Case reference", b"Date of audit", b"Supervisor review"))
    at = data.find(old)
    if at >= 0:
        data[at : at + len(old)] = mark.encode()[: len(old)].ljust(len(old))
    path.write_bytes(bytes(data))


WRITERS: dict[str, Callable[[Path, str, Rows, str, Random], None]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".xlsb": _xlsb,
    ".ods": _ods,
    ".xls": _xls,
}


def _sheet(form: Form, forms: dict[str, Form], mark: str, chance: Random) -> tuple[str, str, Rows]:
    """A sound sheet of a form with the mark in some places: the name of the file, of the tab, the rows."""
    columns = sound_row(form, forms)
    rows: Rows = [[f"A{n}" if value == "A1" else value for value in columns.values()] for n in range(1, 9)]
    rows = [[v.strftime("%d/%m/%Y") if isinstance(v, datetime) else v for v in row] for row in rows]
    headings: list[object] = [*columns]
    above: Rows = []
    name, tab = f"{form.id} June 2026", "Audit"
    for _ in range(chance.randint(1, 4)):
        said = chance.choice((mark, f"{mark} ", f"Yes {mark}", f"PC {mark}", f"{mark}\n", f"({mark})"))
        row = chance.choice(rows)
        match chance.choice(("cell", "cell", "cell", "heading", "above", "below", "beside", "tab", "file")):
            case "cell":
                row[chance.randrange(len(row))] = said
            case "heading":
                at = chance.randrange(len(headings))
                headings[at] = f"{headings[at]} {said}" if chance.random() < 0.5 else said
            case "above":
                above.append([chance.choice((said, "District", "Month")), said])
            case "below":
                rows.append([said])
            case "beside":
                row += [None, said]
            case "tab":
                tab = "".join(letter for letter in f"June {mark}" if letter not in "/\\?*[]:")
            case _:
                name = "".join(letter for letter in f"{form.id} {mark} June 2026" if letter != "/")
    return name, tab[:31], [*above, headings, *rows]


def found_in(data: bytes, mark: str) -> bool:
    """Whether bytes hold the mark, in any case of letters, as text of either kind or within a package."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return any(
                mark.casefold() in n.casefold() or found_in(parts.read(n), mark) for n in parts.namelist()
            )
    bare = mark.casefold().lstrip("0")
    return any(bare in data.decode(text, "ignore").casefold() for text in ("utf-8", "utf-16-le"))


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """A try is one command over a workspace in which one mark stands in two files."""
    forms = {form.id: form for form in load_rubric().forms}
    while True:
        root = folder / "mine"
        create(root)
        mark = mark_of(chance)
        for number in range(2):
            name, tab, rows = _sheet(chance.choice([*forms.values()]), forms, mark, chance)
            suffix = chance.choice([*WRITERS])
            WRITERS[suffix](root / "evidence" / f"{name} {number}{suffix}", tab, rows, mark, chance)
        for words in COMMANDS:
            ran = daready(*words, cwd=root)
            kept = {
                path.relative_to(root): path.read_bytes()
                for path in root.rglob("*")
                if path.is_file() and root / "evidence" not in path.parents
            }
            where = [str(name) for name, data in kept.items() if found_in(data, mark) or mark in str(name)]
            if found_in((ran.out + ran.err).encode(), mark):
                where.append("the terminal")
            if where:
                shutil.copytree(root, folder / f"kept {mark.replace('/', ' ')}", dirs_exist_ok=True)
                yield Try("leaked", f"{' '.join(map(str, words))}: {mark} in {', '.join(where)}")
            elif ran.code not in (0, 2, 3, 11, 12):
                yield Try("broke", f"{' '.join(map(str, words))}: exit code {ran.code}")
            else:
                yield Try()
        shutil.rmtree(root)
