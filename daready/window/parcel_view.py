"""What is shown of dropped files: what became of each row, what to correct, what words may mean, what was loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import ROLES, Memory
from daready.evidence.model import Asked as Word
from daready.evidence.model import FileAccount
from daready.evidence.records.mapping_answers import options
from daready.messages.removal import REASONS
from daready.report.removal import HOW, where
from daready.report.words import count, set_aside
from daready.window.desk import Desk
from daready.window.tray import Loaded, Looked, Parcel
from daready.workspace.corrections import Correction

_CELLS = 8
_FAULTS = 40
_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to correct: where, what, and what to type."""

    severity: str
    cells: str
    said: str
    fix: str


@dataclass(frozen=True, slots=True)
class Corrects:
    """What a file looks like a correction of, in words."""

    said: str
    changes: tuple[str, ...]
    more: int
    gone: int


@dataclass(frozen=True, slots=True)
class FileView:
    """A dropped file: what it is, what became of its rows, what to correct, and what it is beside what was loaded."""

    at: int
    name: str
    forms: str
    read: int
    used: int
    aside: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]
    more_faults: int
    told: tuple[str, ...]
    already: int | None
    corrects: Corrects | None


@dataclass(frozen=True, slots=True)
class Means:
    """A heading or a word that no form knows, and what it may be said to mean."""

    token: str
    kind: str
    says: str
    where: str
    sheets: int
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Settling:
    """A parcel that was looked at. ``totals``: read, used, set aside."""

    id: str
    title: str
    files: tuple[FileView, ...]
    totals: tuple[int, int, int]
    aside: tuple[tuple[str, int], ...]
    words: tuple[Means, ...]
    general: tuple[str, ...]
    roles: tuple[str, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a file when it was loaded."""

    file: str
    said: str


@dataclass(frozen=True, slots=True)
class Result:
    """A parcel that was loaded; what is still to be said of it. ``gone``: what failed once and is gone."""

    id: str
    became: tuple[Became, ...]
    open: tuple[FileView, ...]
    doubts: tuple[str, ...]
    gone: tuple[str, ...]
    reasons: dict[str, str]
    role: str
    fault: str = ""


def settling(desk: Desk, parcel: Parcel, looked: Looked) -> Settling:
    evidence, rubric = looked.evidence, desk.rubric
    titles = {form.id: form.title for form in rubric.forms}
    about = {name.partition("/")[2]: item.title for name, item in rubric.item.items()}
    files = tuple(_file(at, one, titles, about, looked) for at, one in enumerate(evidence.files))
    aside: Counter[str] = Counter()
    for one in evidence.files:
        for sheet in one.sheets:
            aside.update(sheet.set_aside)
    return Settling(
        id=parcel.id,
        title=files[0].name if len(files) == 1 else f"{len(files)} files",
        files=files,
        totals=(evidence.rows_read, evidence.rows_used, evidence.rows_read - evidence.rows_used),
        aside=tuple((set_aside(code), number) for code, number in aside.most_common()),
        words=tuple(_means(looked, forms_of(desk))) if looked.asked else (),
        general=tuple(f"{one.message} {one.fix}".strip() for one in evidence.general),
        roles=ROLES,
        cases=sum(len(sheet.cases) for sheet in evidence.cases),
    )


def _file(
    at: int, one: FileAccount, titles: dict[str, str], about: dict[str, str], looked: Looked
) -> FileView:
    name = one.source.file
    faults = [*_faults(one)]
    forms = dict.fromkeys(titles.get(sheet.form or "", "") for sheet in one.sheets)
    aside: Counter[str] = Counter()
    for sheet in one.sheets:
        aside.update(sheet.set_aside)
    corrects = looked.corrects.get(name)
    return FileView(
        at=at,
        name=name,
        forms=", ".join(filter(None, forms)) or "No form of ours",
        read=sum(sheet.rows_read for sheet in one.sheets),
        used=sum(sheet.rows_used for sheet in one.sheets),
        aside=tuple((set_aside(code), number) for code, number in aside.most_common()),
        faults=tuple(faults[:_FAULTS]),
        more_faults=max(0, len(faults) - _FAULTS),
        told=tuple(f"{n.message} {n.fix}".strip() for n in one.notices if n.severity == "info"),
        already=looked.already.get(name),
        corrects=_corrects(corrects, about) if corrects and not corrects.nothing_new else None,
    )


def _faults(one: FileAccount) -> Iterator[Fault]:
    """Errors before warnings, each with its cells."""
    order = {"error": 0, "warning": 1}
    for notice in sorted(one.notices, key=lambda notice: order.get(notice.severity, 2)):
        if notice.severity not in order:
            continue
        cells = notice.cells or ((notice.cell,) if notice.cell else ())
        more = f" and {len(cells) - _CELLS} more" if len(cells) > _CELLS else ""
        place = " › ".join(part for part in (notice.file, notice.sheet, notice.cell) if part)
        said = notice.message.removeprefix(f"{place}: ")
        shown = " › ".join(part for part in (notice.sheet, f"{', '.join(cells[:_CELLS])}{more}") if part)
        yield Fault(notice.severity, shown, said[:1].upper() + said[1:], notice.fix)


def _corrects(found: Correction, about: dict[str, str]) -> Corrects:
    loads = " and ".join(f"load {load.id} ({load.file})" for load in found.loads)
    differ = count(len(found.changes), "cell differs", "cells differ")
    changes = tuple(
        f"{one.sheet} › {one.cell} {about.get(one.about, one.about)}: {one.before} → {one.after}"
        for one in found.changes[:_CHANGES]
    )
    return Corrects(
        f"This looks like a correction of {loads}: {found.known} of its {found.items} cases or figures are there "
        f"already; {differ}.",
        changes,
        max(0, len(found.changes) - _CHANGES),
        len(found.gone),
    )


def _means(looked: Looked, forms: dict[str, KnownForm]) -> Iterator[Means]:
    for word in sorted(looked.asked, key=_order):
        offered = options(forms[word.form], word.kind)
        yield Means(
            token=f"{word.kind}-{word.form}-{word.token}",
            kind="heading" if word.kind == "heading" else "answer",
            says=word.found or f"({count(word.letters, 'letter')}, not shown)",
            where=f"{word.file} › {word.sheet} › {word.cell}",
            sheets=word.places,
            offered=tuple((name, shown) for shown, name in offered.items()),
        )


def _order(word: Word) -> tuple[bool, str, str, str]:
    return word.kind != "heading", word.form, word.file, word.cell


_WORDS = {
    "loaded": "Loaded, as load {load}.",
    "already_loaded": "It was loaded before, as load {load}. Nothing was added.",
    "nothing_read": "There is nothing in it to load.",
    "refused": "Not loaded.",
}


def result(parcel: Parcel, loaded: Loaded, role: str, fault: str = "") -> Result:
    notices = {one.source.file: one.notices for one in loaded.evidence.files}
    became = []
    for one in loaded.made:
        replaced = f" It replaces load {', '.join(map(str, one.replaced))}." if one.replaced else ""
        why = (
            [n.message for n in notices.get(one.file, ()) if n.code in _WHY]
            if one.status == "refused"
            else []
        )
        became.append(Became(one.file, " ".join([_WORDS[one.status].format(load=one.load) + replaced, *why])))
    return Result(
        id=parcel.id,
        became=tuple(became),
        open=still_open(parcel, loaded),
        doubts=tuple(one.message for one in loaded.doubts)
        if any(one.status == "refused" for one in loaded.made)
        else (),
        gone=tuple(f"{where(one)}: {HOW[one.how]}" for one in loaded.gone),
        reasons=REASONS,
        role=role,
        fault=fault,
    )


_WHY = ("nothing_new", "replaces_unclear", "month_not_settled", "correction_open")


def still_open(parcel: Parcel, loaded: Loaded) -> tuple[FileView, ...]:
    """The files of which it is still to be said whether they replace what they correct."""
    looked = parcel.looked
    if looked is None:
        return ()
    asked = {
        one.file
        for one in loaded.made
        if one.status == "refused" and one.correction and not one.correction.nothing_new
    }
    return tuple(
        _file(at, one, {}, {}, looked)
        for at, one in enumerate(looked.evidence.files)
        if one.source.file in asked
    )


def forms_of(desk: Desk) -> dict[str, KnownForm]:
    workspace = desk.founded
    return KnownForms(plain_rubric(desk.rubric), Memory(workspace.key, workspace.mappings)).forms
