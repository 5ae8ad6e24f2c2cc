"""Bring in: drop files, see what became of each row, say what own words mean, take the marked copy back, and load."""

from __future__ import annotations

from threading import Thread

from daready.evidence.cells.remembered_words import ROLES
from daready.evidence.records.mapping_answers import options
from daready.ledger.meanings import remember
from daready.messages.removal import REASONS
from daready.window.answers import Answer, Asked, Download, Go, Page, Refused
from daready.window.desk import Desk
from daready.window.parcel_view import forms_of, result, settling, still_open
from daready.window.reading import load, look, marked
from daready.window.tray import MOST_FILES, Loaded, Parcel
from daready.window.ways import Room, Way
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors, NotKept
from daready.workspace.removals import Given, account, spots_of


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
        return Page("loaded.html", result(parcel, parcel.loaded, desk.role))
    if parcel.looked is None:
        return Page("reading.html", parcel)
    return Page("settling.html", settling(desk, parcel, parcel.looked))


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
        and meaning in options(forms_of(desk)[word.form], word.kind).values()
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
    if not still_open(parcel, parcel.loaded):
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
        return Page("loaded.html", result(parcel, loaded, asked.said("role"), "Choose the reason."), 422)
    try:
        role = Doors(desk.rubric, desk.founded.settings.shown).post(asked.said("role"))
    except NotKept as refused:
        return Page("loaded.html", result(parcel, loaded, asked.said("role"), str(refused)), 422)
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
