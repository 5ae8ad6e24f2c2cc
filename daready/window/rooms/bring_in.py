"""Bring in: drop files, see what became of each row, say what own words mean, take the marked copy back, and load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import ROLES, Memory
from daready.evidence.model import Asked as Word
from daready.evidence.model import FileAccount
from daready.evidence.records.mapping_answers import options
from daready.ledger.meanings import remember
from daready.messages.removal import REASONS
from daready.report.removal import HOW, where
from daready.report.words import count, set_aside
from daready.window.answers import Answer, Asked, Download, Go, Page, Refused
from daready.window.desk import Desk
from daready.window.reading import load, look, marked
from daready.window.tray import MOST_FILES, Loaded, Looked, Parcel
from daready.window.ways import Room, Way
from daready.workspace.corrections import Correction
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors, NotKept
from daready.workspace.removals import Given, account, spots_of

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


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("bring_in.html", [*desk.tray.values()])


def take(desk: Desk, asked: Asked) -> Answer:
    """Take what was dropped, and begin to look at it."""
    desk.may_write()
    if not asked.files:
        raise Refused("No file was chosen. Choose or drop the workbooks to bring in.")
    parcel = Parcel(asked.files)
    desk.tray[parcel.id] = parcel
    Thread(target=look, args=(desk, parcel), daemon=True).start()
    return Go(f"/bring-in/{parcel.id}")


def settle(desk: Desk, asked: Asked) -> Answer:
    """How far the reading is; then the account, with what to correct and to say; or what became of it."""
    parcel = _parcel(desk, asked)
    if parcel.fault:
        del desk.tray[parcel.id]
        raise Refused(parcel.fault, 409)
    if parcel.loaded is not None:
        return Page("loaded.html", _result(parcel, parcel.loaded, desk.role))
    if parcel.looked is None:
        return Page("reading.html", parcel)
    return Page("settling.html", _settling(desk, parcel, parcel.looked))


def mean(desk: Desk, asked: Asked) -> Answer:
    """Keep what own headings and words mean, and look again."""
    parcel = _parcel(desk, asked)
    if parcel.looked is None:
        return Go(f"/bring-in/{parcel.id}")
    role = asked.said("role")
    if role not in ROLES:
        raise Refused("Say in which role you say what these mean: choose one of the roles.")
    said = [
        {
            "form": word.form,
            "kind": word.kind,
            "token": word.token,
            "meaning": meaning,
            "who": role,
            "when": desk.today().isoformat(),
        }
        for word in parcel.looked.asked
        if (meaning := asked.said(f"means-{word.kind}-{word.form}-{word.token}"))
        and meaning in options(_forms(desk)[word.form], word.kind).values()
    ]
    if said:
        with desk.writing() as ledger:
            remember(ledger, said, at=now(), who=desk.who)
        desk.forget_settings()
        parcel.looked, parcel.read = None, 0
        Thread(target=look, args=(desk, parcel), daemon=True).start()
    return Go(f"/bring-in/{parcel.id}")


def hand_back(desk: Desk, asked: Asked) -> Answer:
    """The marked copy of one of the files."""
    parcel = _parcel(desk, asked)
    made = {one.file: one for one in marked(desk.founded, parcel)}
    files = parcel.looked.evidence.files if parcel.looked else ()
    at = int(asked.path["at"])
    one = made.get(files[at].source.file) if at < len(files) else None
    if one is None:
        raise Refused("Nothing in this file has to be marked.", 404)
    return Download(one.name, one.content, "application/octet-stream")


def keep(desk: Desk, asked: Asked) -> Answer:
    """Load the parcel, with what was said of corrections and months."""
    parcel = _parcel(desk, asked)
    if parcel.looked is None:
        raise Refused("The files are still being read. Wait a moment.", 409)
    answers = {
        account.source.file: said == "replaces"
        for at, account in enumerate(parcel.looked.evidence.files)
        if (said := asked.said(f"corrects-{at}")) in ("replaces", "beside")
    }
    parcel.loaded = load(desk, parcel, answers, month_right=asked.said("month") == "right")
    if not _open(parcel, parcel.loaded):
        parcel.sent = ()
    return Go(f"/bring-in/{parcel.id}")


def explain(desk: Desk, asked: Asked) -> Answer:
    """Keep why what failed once is gone."""
    parcel = _parcel(desk, asked)
    loaded = parcel.loaded
    if loaded is None or not loaded.gone:
        return Go(f"/bring-in/{parcel.id}")
    reason = asked.said("reason")
    if reason not in REASONS:
        return Page("loaded.html", _result(parcel, loaded, asked.said("role"), "Choose the reason."), 422)
    try:
        role = Doors(desk.rubric, desk.founded.settings.shown).post(asked.said("role"))
    except NotKept as refused:
        return Page("loaded.html", _result(parcel, loaded, asked.said("role"), str(refused)), 422)
    desk.role = role
    with desk.writing() as ledger:
        account(ledger, spots_of(loaded.gone), Given(reason, role), at=now(), who=desk.who)
    parcel.loaded = Loaded(loaded.evidence, loaded.made, loaded.doubts, ())
    return Go(f"/bring-in/{parcel.id}")


def forget(desk: Desk, asked: Asked) -> Answer:
    desk.tray.pop(_parcel(desk, asked).id, None)
    return Go("/bring-in")


def _parcel(desk: Desk, asked: Asked) -> Parcel:
    found = desk.tray.get(asked.path["id"])
    if found is None:
        raise Refused("These files are not here any more. Drop them again.", 404)
    return found


def _forms(desk: Desk) -> dict[str, KnownForm]:
    workspace = desk.founded
    return KnownForms(plain_rubric(desk.rubric), Memory(workspace.key, workspace.mappings)).forms


# -- what is shown ---------------------------------------------------------------------------------


def _settling(desk: Desk, parcel: Parcel, looked: Looked) -> Settling:
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
        words=tuple(_means(looked, _forms(desk))) if looked.asked else (),
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


def _result(parcel: Parcel, loaded: Loaded, role: str, fault: str = "") -> Result:
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
        open=_open(parcel, loaded),
        doubts=tuple(one.message for one in loaded.doubts)
        if any(one.status == "refused" for one in loaded.made)
        else (),
        gone=tuple(f"{where(one)}: {HOW[one.how]}" for one in loaded.gone),
        reasons=REASONS,
        role=role,
        fault=fault,
    )


_WHY = ("nothing_new", "replaces_unclear", "month_not_settled", "correction_open")


def _open(parcel: Parcel, loaded: Loaded) -> tuple[FileView, ...]:
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


ROOM = Room(
    "/bring-in",
    "Bring in",
    (
        Way("GET", "/bring-in", show),
        Way("POST", "/bring-in", take, files=MOST_FILES),
        Way("GET", "/bring-in/{id}", settle),
        Way("POST", "/bring-in/{id}/mean", mean),
        Way("GET", "/bring-in/{id}/marked/{at:int}", hand_back),
        Way("POST", "/bring-in/{id}/load", keep),
        Way("POST", "/bring-in/{id}/gone", explain),
        Way("POST", "/bring-in/{id}/forget", forget),
    ),
)
