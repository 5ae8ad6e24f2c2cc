"""What python-docx has no words for: fills, widths, repeated headings, words for pictures, one paper one file."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from daready.report.colours import look
from daready.report.whole import SIGNED
from daready.rubric.terms import Colour
from daready.scoring.model import AmberKind

if TYPE_CHECKING:
    from docx.document import Document

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class Numbered:
    """A paper being drawn, its paragraphs numbered as committees number them."""

    def __init__(self, paper: Document) -> None:
        self.paper = paper
        self.section = self.number = 0

    def heading(self, text: str) -> None:
        self.section, self.number = self.section + 1, 0
        self.paper.add_heading(f"{self.section}. {text}", 1)

    def say(self, text: str) -> None:
        self.number += 1
        self.paper.add_paragraph(f"{self.section}.{self.number}  {text}")


def saved(paper: Document, *, title: str, version: str, marking: str, day: date) -> bytes:
    """The paper's bytes, the same for the same paper: its day is that of the assessment and not the clock's."""
    properties = paper.core_properties
    properties.title = title
    properties.author, properties.comments = "daready", f"{SIGNED} {version}."
    properties.language, properties.category = "en-GB", marking
    properties.revision, properties.last_modified_by = 1, "daready"
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    buffer = BytesIO()
    paper.save(buffer)
    return _without_clock(buffer.getvalue())


def headed(paper: Document, marking: str, head: Sequence[tuple[str, str]]) -> None:
    """A page of A4 with its marking above and below, and the lines of its head (To, From, Date)."""
    a4(paper)
    for part in (paper.sections[0].header, paper.sections[0].footer):
        part.paragraphs[0].text = marking
        part.paragraphs[0].alignment = 1
    for name, said in head:
        line = paper.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(said)


def fill(cell: Any, colour: Colour, amber: AmberKind | None) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import RGBColor

    seen = look(colour, amber)
    run = cell.paragraphs[0].add_run(seen.words)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(seen.ink.removeprefix("#"))
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{seen.fill.removeprefix("#")}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def a4(paper: Document) -> None:
    from docx.shared import Mm, Pt

    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    style: Any = paper.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)


def shape(table: Any, widths: Sequence[int], *, torn: bool = False) -> None:
    """Widths for every program (some heed the cells only); no row goes over two pages unless it may be ``torn``."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        if not torn:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def repeat(row: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def describe(paper: Document, text: str) -> None:
    """Words for whoever does not see the picture that was added last."""
    paper.inline_shapes[-1]._inline.docPr.set("descr", text)


def _without_clock(saved: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
