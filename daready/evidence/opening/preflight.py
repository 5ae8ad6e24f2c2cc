"""A zipped workbook is weighed before a parser sees it, since some small files kill the parser or the laptop.

Only what a parser will read is unpacked here, once, and handed on to the sweep.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from daready.evidence.limits import (
    CELLS_A_SHEET,
    PARTS,
    PROLOG_BYTES,
    RATIO,
    RATIO_FROM_BYTES,
    SPARSE_CELLS,
    UNPACKED_BYTES,
    WHOLE_BYTES,
)

_LOCAL_HEADER = 30
_SHEET = re.compile(r"worksheets/[^/]*\.xml$")
_PIECE = 128 << 10
_SMALL = 16 << 10  # parts of this size are unpacked once and kept
_BEFORE_ELEMENTS = ((b"<?", b"?>"), (b"<!--", b"-->"))
_MARK = b"\xef\xbb\xbf"
_OPENS = frozenset({b"<", b"\xef", b" ", b"\t", b"\r", b"\n"})
_WIDE = {b"\xff\xfe": "utf-16-le", b"<\0": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\0<": "utf-16-be"}
_STRING_COUNT = re.compile(rb"<(?:\w+:)?sst\b[^>]*?\suniqueCount=[\"'](\d+)")
_FAR = re.compile(rb'r="(?:[A-Z]{3}\d|[A-Z]{1,2}\d{6})')
_ROW = re.compile(rb'<row r="(\d{1,8})"')
_ROW_END = re.compile(rb"</row>")
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,8})"(?:[^<>]*[^/<>])?>')


class Refused(Exception):
    """The file is not to be given to any reader; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def unpacks_to(data: bytes) -> int:
    """The bytes that a zip says it unpacks to, to which ``Package`` holds it; 0 for what is no zip that can be read."""
    try:
        return sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return 0


class Package:
    """A zip that was found fit to be read. ``second`` when the first reader is known to die of it.

    ``targets`` keeps the relationships of each part once they have been read.

    Refused: what does not unpack, unpacks to too much, or declares entities.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.second = False
        self._kept: dict[str, bytes] = {}
        self.targets: dict[str, dict[str, tuple[str, str]]] = {}
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise Refused("workbook_broken") from None
        # Names as readers match them: some programs write backslashes, or other capitals than they refer to.
        self.parts = {key_of(entry.filename): entry for entry in entries}
        self._weigh_directory(entries)
        for name in self.parts:
            self._refuse_entities(name)
        self._weigh_strings()

    def size(self, name: str) -> int:
        """How many bytes a part says it unpacks to; ``read`` and ``chunks`` hold it to that."""
        entry = self.parts.get(key_of(name))
        return entry.file_size if entry else 0

    def read(self, name: str, most: int | None = None) -> bytes:
        """A part unpacked, or its beginning; empty when there is none. A false size is damage."""
        key = key_of(name)
        if key in self._kept:
            return self._kept[key][:most]
        entry = self.parts.get(key)
        if entry is None:
            return b""
        start = self._start(entry)
        packed = memoryview(self.data)[start : start + entry.compress_size]
        wanted = entry.file_size + 1 if most is None else most
        if entry.compress_type == zipfile.ZIP_STORED:
            found = bytes(packed[:wanted])
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                found = zlib.decompressobj(-15).decompress(packed, wanted)
            except zlib.error:
                raise Refused("workbook_broken") from None
        else:
            raise Refused("workbook_broken")
        if most is None and len(found) != entry.file_size:
            raise Refused("workbook_broken")
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part as it unpacks, a piece at a time, never whole. A false size is damage."""
        entry = self.parts.get(key_of(name))
        if entry is None:
            return
        start, size = self._start(entry), 0
        packed = memoryview(self.data)[start : start + entry.compress_size]
        stored = entry.compress_type == zipfile.ZIP_STORED
        if not stored and entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Refused("workbook_broken")
        inflate = zlib.decompressobj(-15)
        for at in range(0, len(packed), _PIECE):
            given = packed[at : at + _PIECE]
            while given:
                try:
                    piece = bytes(given) if stored else inflate.decompress(given, 8 * _PIECE)
                except zlib.error:
                    raise Refused("workbook_broken") from None
                given = memoryview(b"" if stored else inflate.unconsumed_tail)
                size += len(piece)
                if size > entry.file_size:
                    raise Refused("workbook_broken")
                yield piece
        if size != entry.file_size:
            raise Refused("workbook_broken")

    def weigh_sheet(self, xml: bytes) -> bool:
        """Whether a sheet has few enough cells for the fast reader; one with few, far apart, is left to the second."""
        last = max(map(int, _ROW.findall(xml)), default=0)
        if last * 702 <= CELLS_A_SHEET and not _FAR.search(xml):
            return True
        ends = (_LETTERS.match(xml, xml.rfind(b"<c ", 0, row.start())) for row in _ROW_END.finditer(xml))
        if last * _widest({end[1] for end in ends if end}) <= CELLS_A_SHEET:
            return True
        letters: set[bytes] = set()
        last = count = 0
        for cell in _CELL.finditer(xml):
            letters.add(cell[1])
            last = max(last, int(cell[2]))
            count += 1
            if count > SPARSE_CELLS and last * len(letters) > CELLS_A_SHEET:
                return False
        if last * _widest(letters) > CELLS_A_SHEET:
            if count > SPARSE_CELLS:
                return False
            self.second = True
        return True

    def _start(self, entry: zipfile.ZipInfo) -> int:
        """Where the packed bytes begin: the lengths in the local header may differ from the directory's."""
        at = entry.header_offset
        header = self.data[at : at + _LOCAL_HEADER]
        if at < 0 or len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise Refused("workbook_broken")
        name, extra = (int.from_bytes(header[n : n + 2], "little") for n in (26, 28))
        return at + _LOCAL_HEADER + name + extra

    def _weigh_directory(self, entries: list[zipfile.ZipInfo]) -> None:
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("lock_not_known")
        if len(self.parts) != len(entries):
            raise Refused("workbook_broken")  # two parts of one name: readers differ on which they take
        if len(entries) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
            raise Refused("unpacks_too_large")
        whole = [entry for entry in entries if not _SHEET.search(key_of(entry.filename))]
        if sum(entry.file_size for entry in whole) > WHOLE_BYTES:
            raise Refused("unpacks_too_large")
        for entry in entries:
            if entry.file_size > max(RATIO_FROM_BYTES, RATIO * entry.compress_size):
                raise Refused("unpacks_too_large")

    def _refuse_entities(self, name: str) -> None:
        """A workbook never declares a document type; whoever does can make a small file swell or fetch."""
        if self.parts[name].file_size <= _SMALL:
            self._kept[name] = self.read(name)
        start = self.read(name, 512)
        wide = _WIDE.get(start[:2])
        if wide is None and (start[:1] not in _OPENS or _reaches_element(start.removeprefix(_MARK))):
            return
        text = self.read(name, PROLOG_BYTES)
        whole = len(text) < PROLOG_BYTES
        if wide:
            text = text.decode(wide, "replace").lstrip("\ufeff").encode()
        text = text.removeprefix(_MARK).lstrip()
        if text.startswith(b"<") and not _reaches_element(text) and (b"<!DOCTYPE" in text or not whole):
            raise Refused("workbook_unsafe")

    def _weigh_strings(self) -> None:
        """The first reader sets aside room for as many strings as are declared; each takes six bytes or more."""
        for name, entry in self.parts.items():
            if name.endswith("sharedstrings.xml"):
                declared = _STRING_COUNT.search(self.read(name, 4096))
                if declared and int(declared[1]) > entry.file_size:
                    self.second = True


def key_of(name: str) -> str:
    """A part's name folded so that all ways of writing it are one."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _reaches_element(text: bytes) -> bool:
    """Whether an element follows, with nothing before it but comments and instructions; each byte is looked at once."""
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        closing = next((end for begin, end in _BEFORE_ELEMENTS if text.startswith(begin, at)), None)
        if closing is None:
            return text.startswith(b"<", at) and not text.startswith((b"<!", b"<?"), at)
        end = text.find(closing, at + len(closing))
        if end < 0:
            return False
        at = end + len(closing)


def _widest(columns: set[bytes]) -> int:
    return max(map(_number, columns), default=0)


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number
