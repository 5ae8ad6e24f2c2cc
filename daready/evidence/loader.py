"""Files become Evidence: each is read in the worker, and then all are settled together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric, shown_words
from daready.evidence.cells.safe_names import Namer, ShownFiles
from daready.evidence.limits import UNHELD_BYTES
from daready.evidence.model import Evidence, Source
from daready.evidence.notices import notice_of
from daready.evidence.opening import paths
from daready.evidence.reply import FileReply
from daready.evidence.settling.settle import File, Reading, settle, whole_aside
from daready.evidence.worker import Worker
from daready.foreign.files import NotTaken, fingerprint, fingerprint_if_taken

if TYPE_CHECKING:
    from daready.rubric.model import Rubric


class Known(Protocol):
    """What was read of a file before, by its content, the name it was sent under and its path."""

    def get(self, sha256: str, name: str, path: Path) -> FileReply | None: ...
    def keep(self, sha256: str, name: str, path: Path, reply: FileReply) -> None: ...


def load(
    worker: Worker,
    paths_given: Iterable[str | Path],
    rubric: Rubric,
    brief: Brief,
    *,
    skip: Iterable[Path] = (),
    known: Known | None = None,
) -> Evidence:
    """Read files and folders into Evidence. Nothing is raised for what people sent; it becomes notices.

    ``skip`` names outputs that are nobody's evidence; what ``known`` remembers is not read again. The order of the
    arguments never matters: files go by name.
    """
    return settle(read(worker, paths.find(paths_given, skip), rubric, brief, known), rubric, brief.selection)


def read(
    worker: Worker, found: paths.Found, rubric: Rubric, brief: Brief, known: Known | None = None
) -> Reading:
    """What each file found says by itself, in the order of their names."""
    worker.brief(partial(plain_rubric, rubric), brief)
    shown = ShownFiles(namer(rubric, brief.names))
    files = _read_all(worker, found.workbooks, shown, known)
    for number, (name, code) in enumerate(found.refused, 1):
        source = Source(shown.name(name, partial("name {}".format, number)), "")
        files.append(File(source, FileReply.refused(code), name))
    for name, path in found.others:
        source = Source(shown.name(name, partial(_tag, path)), "")
        files.append(File(source, FileReply.refused("not_a_workbook"), name))
    files.sort(key=lambda file: file.name)
    told = tuple(
        file.told(notice_of("file_name_hidden", file.source.file, number=number, of=len(files)))
        if file.name in shown.hidden
        else file
        for number, file in enumerate(files, 1)
    )
    general = [
        notice_of("lock_file", shown.name(name, partial("lock {}".format, number)))
        for number, name in enumerate(found.locks, 1)
    ]
    general += [
        notice_of("folder_empty", shown.name(name, partial("folder {}".format, number)))
        for number, name in enumerate(found.empty, 1)
    ]
    if not worker.held:
        general.append(notice_of("reader_not_limited", "", megabytes=UNHELD_BYTES >> 20))
    headed = {name for file in files for name in file.reply.headed}
    general += [
        notice_of("header_row_no_sheet", "", count=row)
        for name, row in brief.header_rows.items()
        if name not in headed
    ]
    return Reading(told, tuple(general))


def namer(rubric: Rubric, names: Iterable[str]) -> Namer:
    """What may be shown of names people gave: words of the rubric's forms and lists, and ``names``."""
    return Namer(lambda: shown_words(rubric), names)


def _tag(path: Path) -> str:
    return fingerprint_if_taken(path)[:6] or "unread"


def _read_all(
    worker: Worker, workbooks: list[tuple[str, Path]], shown: ShownFiles, known: Known | None
) -> list[File]:
    """Every workbook read once; the same bytes under another name are accounted for and not used."""
    files: list[File] = []
    used: dict[str, File] = {}
    for number, (name, path) in enumerate(workbooks, 1):
        try:
            sha256 = fingerprint(path)
        except NotTaken as refused:
            source = Source(shown.name(name, partial("file {}".format, number)), "")
            files.append(File(source, FileReply.refused(refused.code), name))
            continue
        source = Source(shown.name(name, partial(str, sha256[:6])), sha256)
        if sha256 in used:
            files.append(_copy_of(used[sha256], source, name))
            continue
        file = File(source, _reply(worker, sha256, name, path, known), name)
        files.append(file)
        # A copy of which nothing could be used (its name gave no month) must not hide its twin.
        if file.reply.gave:
            used[sha256] = file
    return files


def _reply(worker: Worker, sha256: str, name: str, path: Path, known: Known | None) -> FileReply:
    if known is None:
        return worker.read(path, name)
    reply = known.get(sha256, name, path)
    if reply is None:
        reply = worker.read(path, name)
        if worker.held and fingerprint_if_taken(path) == sha256:  # nobody saved it while it was read
            known.keep(sha256, name, path, reply)
    return reply


def _copy_of(original: File, source: Source, name: str) -> File:
    said = notice_of("duplicate_file", source.file, same=original.source.file)
    return File(source, whole_aside(original.reply, "duplicate_file"), name, (said,))
