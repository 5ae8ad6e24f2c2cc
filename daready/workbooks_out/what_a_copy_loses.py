"""What of a person's workbook would be lost if openpyxl wrote it again: asked before anything is marked."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from daready.evidence.opening.excel_parts import cell_of

_UNPACKED_BYTES = 64 << 20
"""openpyxl holds some twenty times a sheet's XML in memory, and more would not fit into the child that marks."""

_CALLED_CELLS = 500_000
"""openpyxl makes a cell of each that a merged or linked range covers, be it empty; nobody means so many."""
_RANGE = re.compile(
    rb'<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)

_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml|docProps/thumbnail\.\w+"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d*\.xml"
    r"|xl/worksheets/[^/]+\.xml|xl/worksheets/_rels/[^/]+\.rels|xl/tables/[^/]+\.xml"
    r"|xl/(?:comments/?comment|comments)[^/]*\.xml|xl/drawings/(?:vmlDrawing|commentsDrawing)\d*\.vml"
    r"|xl/drawings/_rels/vmlDrawing\d*\.vml\.rels|xl/printerSettings/.*|xl/persons/.*|customXml/.*"
    r"|xl/externalLinks/.*|.*/",
    re.IGNORECASE,
)
"""Parts that come back as they were, or that hold nothing a person made (a printer's settings)."""

_NAMED = (
    (re.compile(r"vbaProject|macrosheets", re.IGNORECASE), "its macros"),
    (re.compile(r"/charts?/|chartsheets", re.IGNORECASE), "its charts"),
    (re.compile(r"/media/|/drawings/|/diagrams/", re.IGNORECASE), "its pictures or drawings"),
    (re.compile(r"threadedComments", re.IGNORECASE), "its threads of comments"),
    (re.compile(r"pivot|slicer|timeline", re.IGNORECASE), "its pivot tables or slicers"),
    (re.compile(r"ctrlProps|activeX|embeddings", re.IGNORECASE), "its buttons or embedded files"),
    (re.compile(r"docMetadata|_xmlsignatures", re.IGNORECASE), "its sensitivity label or signature"),
)
_IN_SHEETS = (
    (re.compile(rb"<(?:\w+:)?sparklineGroup"), "its sparklines"),
    (
        re.compile(rb"<(?:x14|xm|x15)?:?dataValidations?\b[^<>]*xmlns:xm|<x14:dataValidation"),
        "some of its lists",
    ),
    (re.compile(rb"<x14:conditionalFormatting"), "some of its colour rules"),
    (re.compile(rb"<extLst>|<extLst\s"), "some of its newer features"),
    (re.compile(rb"<legacyDrawingHF|<picture\b"), "its header, footer or background pictures"),
    (re.compile(rb"<controls\b|<oleObjects\b"), "its buttons or embedded files"),
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRICT = b"purl.oclc.org/ooxml"


def losses(book: Path | BinaryIO) -> str | None:
    """What would be lost, in plain words; None where nothing would. A file that is no zip loses everything."""
    try:
        with zipfile.ZipFile(book) as archive:
            return _lost(archive)
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return "its contents"


def is_too_large(book: BinaryIO) -> bool:
    """Whether a workbook unpacks to more than can be marked on a small laptop."""
    with zipfile.ZipFile(book) as archive:
        return sum(part.file_size for part in archive.infolist()) > _UNPACKED_BYTES


def calls_too_many(book: BinaryIO) -> bool:
    """Whether ranges of a workbook cover more cells than can be marked, as nearly all programs write them."""
    with zipfile.ZipFile(book) as archive:
        sheets = (part for part in archive.namelist() if _SHEET.fullmatch(part))
        return any(_covered(archive.read(part)) > _CALLED_CELLS for part in sheets)


def _covered(sheet: bytes) -> int:
    cells = 0
    for first, last in _RANGE.findall(sheet):
        one, other = cell_of(first.decode()), cell_of(last.decode())
        if one and other:
            cells += (abs(other[0] - one[0]) + 1) * (abs(other[1] - one[1]) + 1)
    return cells


def _lost(archive: zipfile.ZipFile) -> str | None:
    if _STRICT in archive.read("xl/workbook.xml"):
        return "its strict format"
    found = [
        _name(part.filename)
        for part in archive.infolist()
        if not _KEPT.fullmatch(part.filename) and not _is_empty_drawing(archive, part)
    ]
    for part in archive.infolist():
        if not _SHEET.fullmatch(part.filename):
            continue
        text = archive.read(part)
        found += [what for pattern, what in _IN_SHEETS if pattern.search(text)][:1]
    return " and ".join(list(dict.fromkeys(found))[:2]) or None


def _is_empty_drawing(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Google Sheets gives every sheet a drawing, most of them with nothing in it."""
    if not re.fullmatch(r"xl/(?:drawings|worksheets)/(?:_rels/)?drawing\d+\.xml(?:\.rels)?", part.filename):
        return False
    return part.file_size < 4096 and b"Anchor" not in (text := archive.read(part)) and b"Target=" not in text


def _name(part: str) -> str:
    return next((what for pattern, what in _NAMED if pattern.search(part)), "some of its newer features")
