"""Files become Evidence: each is read in the worker, and then all are settled together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence.cells.safe_names import Namer, ShownFiles, Vocabulary, vocabulary
from daready.evidence.model import Evidence, Source
from daready.evidence.notices import notice_of
from daready.evidence.opening import paths
from daready.evidence.opening.paths import fingerprint
from daready.evidence.reply import refusal
from daready.evidence.settling.settle import File, Reading, settle, used_rows, whole_aside
from daready.evidence.worker import Worker
from daready.rubric.plain import plain
from daready.rubric.terms import Selection

if TYPE_CHECKING:
    from daready.rubric.model import Rubric


def load(
    worker: Worker,
    paths_given: Iterable[str | Path],
    rubric: Rubric,
    *,
    key: bytes,
    selection: Selection | None = None,
    skip: Iterable[Path] = (),
    header_rows: dict[str, int] | None = None,
    known: date | None = None,
    names: Sequence[str] = (),
    remembered: Sequence[dict[str, str]] = (),
    passwords: Sequence[str] = (),
) -> Evidence:
    """Read files and folders into Evidence. Nothing is raised for what people sent; it becomes notices.

    ``key`` makes case references into hashes; ``selection`` is a claim of how cases were chosen, used
    only for rows whose sheet is silent; ``skip`` names outputs that are nobody's evidence;
    ``header_rows`` settles which row of a sheet holds the headings; days after ``known`` are told; ``names``
    are words that may be shown in names; ``remembered`` are meanings people have given to their own headings
    and words; ``passwords`` open locked workbooks. The order of the arguments never matters: files go by name.
    """
    brief(
        worker,
        rubric,
        key=key,
        header_rows=header_rows,
        known=known,
        names=names,
        remembered=remembered,
        passwords=passwords,
    )
    reading = read(worker, paths.find(paths_given, skip), rubric, names=names, header_rows=header_rows)
    reading.files.sort(key=lambda file: file.name)
    return settle(reading, rubric, selection)


def brief(
    worker: Worker,
    rubric: Rubric,
    *,
    key: bytes,
    header_rows: dict[str, int] | None = None,
    known: date | None = None,
    names: Sequence[str] = (),
    remembered: Sequence[dict[str, str]] = (),
    passwords: Sequence[str] = (),
) -> None:
    """Tell the worker what it reads against; see ``load``."""
    forms, criteria = plain_rubric(rubric)
    worker.brief(
        forms,
        criteria,
        key,
        words=plain_words(rubric),
        header_rows=header_rows,
        known=None if known is None else known.toordinal(),
        names=names,
        remembered=remembered,
        passwords=passwords,
        old_after=rubric.policy.max_age_months,
    )


def read(
    worker: Worker,
    found: paths.Found,
    rubric: Rubric,
    *,
    names: Sequence[str] = (),
    header_rows: dict[str, int] | None = None,
) -> Reading:
    """What each file found says by itself. ``worker`` has its brief already."""
    shown = ShownFiles(Namer(lambda: shown_words(rubric), names))
    files = _read_all(worker, found.workbooks, shown)
    for number, name in enumerate(found.missing, 1):
        source = Source(shown.name(name, partial("name {}".format, number)), "")
        files.append(File(source, refusal("file_not_found"), name))
    for name, path in found.others:
        source = Source(shown.name(name, partial(_tag, path)), "")
        files.append(File(source, refusal("not_a_workbook"), name))
    for number, file in enumerate(sorted(files, key=lambda file: file.name), 1):
        if file.name in shown.hidden:
            told = notice_of("file_name_hidden", file.source.file, number=number, of=len(files))
            file.added.append(told)
    general = [
        notice_of("lock_file", shown.name(name, partial("lock {}".format, number)))
        for number, name in enumerate(found.locks, 1)
    ]
    general += [
        notice_of("folder_empty", shown.name(name, partial("folder {}".format, number)))
        for number, name in enumerate(found.empty, 1)
    ]
    headed = {name for file in files for name in file.reply.pop("headed", ())}
    general += [
        notice_of("header_row_no_sheet", "", count=row)
        for name, row in (header_rows or {}).items()
        if name not in headed
    ]
    return Reading(files, general)


def plain_rubric(rubric: Rubric) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The forms and the criteria as the plain data that the guarded reader is given."""
    return (
        [plain(form) for form in rubric.forms],
        [[criterion.id, criterion.ref, criterion.title] for criterion in rubric.criteria.values()],
    )


def plain_words(rubric: Rubric) -> list[dict[str, Any]]:
    """The lists of words as the plain data that the guarded reader is given."""
    return [plain(one) for one in rubric.words]


def shown_words(rubric: Rubric) -> Vocabulary:
    """The words that may be shown in names of files and sheets."""
    return vocabulary(plain_rubric(rubric)[0], plain_words(rubric))


def _tag(path: Path) -> str:
    return fingerprint(path)[:6] or "unread"


def _read_all(worker: Worker, workbooks: list[tuple[str, Path]], shown: ShownFiles) -> list[File]:
    """Every workbook read once; the same bytes under another name are accounted for and not used."""
    files: list[File] = []
    used: dict[str, File] = {}
    for number, (name, path) in enumerate(workbooks, 1):
        sha256 = fingerprint(path)
        source = Source(shown.name(name, partial(str, sha256[:6] or f"file {number}")), sha256)
        if not sha256:
            files.append(File(source, refusal("file_not_readable"), name))
            continue
        if sha256 in used:
            files.append(_copy_of(used[sha256], source, name))
            continue
        file = File(source, worker.read(path, name), name)
        files.append(file)
        # A copy of which nothing could be used (its name gave no month) must not hide its twin.
        if any(used_rows(sheet) for sheet in file.reply["sheets"]):
            used[sha256] = file
    return files


def _copy_of(original: File, source: Source, name: str) -> File:
    said = notice_of("duplicate_file", source.file, same=original.source.file)
    return File(source, whole_aside(original.reply, "duplicate_file"), name, [said])
