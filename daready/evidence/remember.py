"""Meanings given back by a person join those remembered; what contradicts them is told and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from daready.evidence.cells.safe_names import ShownFiles
from daready.evidence.model import Notice
from daready.evidence.notices import notice_from, notice_of
from daready.evidence.worker import Worker
from daready.foreign.files import NotTaken, fingerprint_if_taken, led_to
from daready.foreign.names import printable

Entry = dict[str, str]
KEPT = ("form", "kind", "token", "meaning", "who", "when")


@dataclass(frozen=True, slots=True)
class Remembered:
    """All meanings now remembered, how many are new, and what is to be told."""

    entries: tuple[Entry, ...]
    new: int
    notices: tuple[Notice, ...]

    @property
    def trouble(self) -> bool:
        return any(notice.severity != "info" for notice in self.notices)


def remember(worker: Worker, paths: Iterable[Path], kept: Iterable[Entry], shown: ShownFiles) -> Remembered:
    """Read mapping workbooks and add what they say. ``worker`` has its brief already.

    Nothing remembered is ever overwritten: a line that contradicts it, or another line, is told and left out.
    """
    known = {_what(entry): entry for entry in kept}
    before = len(known)
    notices: list[Notice] = []
    for path in sorted(paths):
        name = shown.name(printable(path.name), partial(_tag, path))
        try:
            real = led_to(path)
        except NotTaken as refused:
            notices.append(notice_of(refused.code, name))
            continue
        reply = worker.mapping(real)
        notices += [notice_from(said, name) for said in reply.notices]
        notices += _add(reply.entries, known, name)
        if not reply.entries and not reply.notices:
            notices.append(notice_of("mapping_empty", name))
    entries = sorted(known.values(), key=lambda entry: [entry[part] for part in KEPT])
    return Remembered(tuple(entries), len(known) - before, tuple(notices))


def _add(entries: Iterable[Entry], known: dict[tuple[str, ...], Entry], file: str) -> list[Notice]:
    new: dict[tuple[str, ...], Entry] = {}
    again = 0
    against: list[str] = []
    for entry in entries:
        what = _what(entry)
        other = known.get(what) or new.get(what)
        if other is None:
            new[what] = entry
        elif other["meaning"] == entry["meaning"]:
            again += 1
        else:
            against.append(entry["cell"])
            if what in new:  # two lines of one workbook: neither is taken
                against.append(new[what]["cell"])
                new.pop(what)
    known.update({what: {part: entry[part] for part in KEPT} for what, entry in new.items()})
    notices: list[Notice] = []
    if new:
        notices.append(notice_of("mapping_kept", file, count=len(new)))
    if again:
        notices.append(notice_of("mapping_known", file, count=again))
    if against:
        notices.append(
            notice_of("mapping_contradicts", file, cells=tuple(dict.fromkeys(against)), count=len(against))
        )
    return notices


def _what(entry: Entry) -> tuple[str, ...]:
    return entry["kind"], entry["form"], entry["token"]


def _tag(path: Path) -> str:
    return fingerprint_if_taken(path)[:6] or "unread"
