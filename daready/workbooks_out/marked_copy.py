"""The person's own workbook back with each faulty cell shaded and told what to type, or a list of the faults."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from daready.evidence.guarded import Child, Json
from daready.evidence.limits import SECONDS_A_FILE
from daready.evidence.model import Evidence, FileAccount, Notice
from daready.evidence.notices import notice_of
from daready.workbooks_out.fault_list import FAULTS, Fault, listed

__all__ = ["FAULTS", "Marked", "hand_back", "with_notices"]

_CANNOT_OPEN = frozenset({"duplicate_file", "replaced_by_marked", "marked_twice"})
_SEVERITIES = {"error": "Error", "warning": "Warning"}
_MARKING = "daready.workbooks_out.marking"


@dataclass(frozen=True, slots=True)
class Marked:
    """One file to hand back: the name it should have and its bytes, or a list of faults with why only that."""

    file: str
    name: str
    content: bytes
    notice: Notice | None = None


def hand_back(evidence: Evidence, places: Mapping[str, Path]) -> Iterator[Marked]:
    """What to hand back for every file with faults. The originals are only read, in a guarded child, and only those
    that the guarded reader could read; a file it refused has nothing to mark, and its notice says what to do.
    """
    marker = _Marker()
    try:
        for account in evidence.files:
            faults = list(_faults(account))
            path = places.get(account.source.file)
            if not faults or path is None or not any(sheet.rows_read for sheet in account.sheets):
                continue
            if any(notice.code in _CANNOT_OPEN for notice in account.notices):
                continue
            yield _handed(account, faults, marker.ask(path, account.source.sha256, faults))
    finally:
        marker.end()


def _faults(account: FileAccount) -> Iterator[Fault]:
    """Each cell of each warning and error; what is only information is no fault of anybody's."""
    for notice in account.notices:
        if notice.severity not in _SEVERITIES:
            continue
        where = " › ".join(part for part in (notice.file, notice.sheet, notice.cell) if part)
        text = notice.message.removeprefix(f"{where}: ")
        text = text[:1].upper() + text[1:]
        for cell in notice.cells or (notice.cell,):
            yield Fault(_SEVERITIES[notice.severity], notice.sheet, cell, text, notice.fix)


def _handed(account: FileAccount, faults: list[Fault], reply: Json) -> Marked:
    file = account.source.file
    flat = file.replace("/", " - ")
    if "marked" in reply:
        return Marked(file, flat, b64decode(reply["marked"]))
    refused = notice_of(reply["refused"], file, what=reply.get("what", ""))
    return Marked(file, f"{flat} - what to put right.xlsx", listed(faults), refused)


class _Marker:
    """The child that marks, started for the first file; after one that stops it, anew for the next."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def ask(self, path: Path, sha256: str, faults: list[Fault]) -> Json:
        self._child = self._child or Child(_MARKING)
        if not self._child.held:
            return {"refused": "not_marked_stopped"}
        job = {"path": str(path.absolute()), "sha256": sha256, "faults": [astuple(one) for one in faults]}
        try:
            self._child.send(json.dumps(job))
            reply: Json = json.loads(self._child.receive(SECONDS_A_FILE))
        except (TimeoutError, OSError, EOFError, ValueError):
            reply = {"refused": "not_marked_stopped"}
        if reply.get("refused") == "not_marked_stopped":
            self.end()
        return reply

    def end(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None


def with_notices(evidence: Evidence, handed: list[Marked]) -> Evidence:
    """The evidence with what had to be said about files that could not be marked."""
    said: dict[str, list[Notice]] = {}
    for one in handed:
        if one.notice is not None:
            said.setdefault(one.file, []).append(one.notice)
    files = tuple(
        replace(account, notices=(*account.notices, *said.get(account.source.file, ())))
        for account in evidence.files
    )
    return replace(evidence, files=files)
