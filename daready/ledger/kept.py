"""What was read of a file, as rows of the ledger and back: a row a case, a byte a question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from daready.evidence.parallel import PARALLEL
from daready.ledger.chain import canonical, fingerprint

Reply = dict[str, Any]
CONTESTED = "contested"
"""The kind of rows of cases that were read and not used, since what they say is not known."""
_ROWS = ("case", CONTESTED)
CASE_COLUMNS = ("row", "month", "day", "key", "auditor", "selection", "risk", "district", "made_safe")
"""The columns of ``cases`` beside its place and outcomes, in the order of the lists of a reply."""

_APART = frozenset({*PARALLEL, "sheet", "form", "kind", "questions", "outcomes", "numbers", "records"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows: ``cases`` are places with their columns and outcomes, ``numbers`` and ``records`` sparse."""

    number: int
    sheet: str | None
    form: str | None
    kind: str | None
    questions: str | None
    rest: str
    cases: tuple[tuple[Any, ...], ...] = ()
    numbers: tuple[tuple[int, str, float], ...] = ()
    records: tuple[tuple[int, str], ...] = ()

    @property
    def digest(self) -> str:
        facts = [self.number, self.sheet, self.form, self.kind, self.questions, self.rest]
        plain = [row[:-1] for row in self.cases]
        return fingerprint(
            canonical([facts, plain, self.numbers, self.records]), b"".join(row[-1] for row in self.cases)
        )

    @classmethod
    def of(cls, number: int, reply: Reply) -> Sheet:
        """A sheet's part of a worker's reply."""
        rest = canonical({name: value for name, value in reply.items() if name not in _APART})
        questions = canonical(reply["questions"]) if "questions" in reply else None
        return cls(
            number=number,
            sheet=reply["sheet"],
            form=reply["form"],
            kind=reply.get("kind"),
            questions=questions,
            rest=rest,
            cases=tuple(_cases(reply)) if reply.get("kind") in _ROWS else (),
            numbers=tuple((at, name, float(value)) for at, name, value in sorted(reply.get("numbers", ()))),
            records=tuple((at, canonical(record)) for at, record in enumerate(reply.get("records", ()))),
        )

    def reply(self) -> Reply:
        """The sheet's part of the reply, as the worker gave it."""
        reply: Reply = {"sheet": self.sheet, "form": self.form, **json.loads(self.rest)}
        if self.kind is None:
            return reply
        reply["kind"] = self.kind
        if self.kind not in _ROWS:
            reply["records"] = [json.loads(record) for _, record in self.records]
            return reply
        columns = zip(*self.cases, strict=True) if self.cases else ((),) * (len(PARALLEL) + 2)
        _, *values, outcomes = (list(column) for column in columns)
        reply |= dict(zip(PARALLEL, values, strict=True))
        reply["questions"] = json.loads(self.questions or "[]")
        reply["outcomes"] = b"".join(outcomes).decode("ascii")
        places = {case[0]: at for at, case in enumerate(self.cases)}
        reply["numbers"] = [[places[at], question, value] for at, question, value in self.numbers]
        deleted = reply["rows_read"] - sum(reply["set_aside"].values()) - len(self.cases)
        if deleted > 0:
            reply["set_aside"]["purged"] = deleted
        return reply


def _cases(reply: Reply) -> Iterator[tuple[Any, ...]]:
    width, outcomes = len(reply["questions"]), reply["outcomes"].encode("ascii")
    for at, facts in enumerate(zip(*(reply[name] for name in PARALLEL), strict=True)):
        yield (at, *facts, outcomes[at * width : (at + 1) * width])


def sheets_of(reply: Reply) -> list[Sheet]:
    """The sheets of a file's reply, the contested rows of each as a sheet of its own after it."""
    parts: list[Reply] = []
    for sheet in reply["sheets"]:
        parts.append({name: value for name, value in sheet.items() if name != CONTESTED})
        if CONTESTED in sheet:
            apart = {"rows_read": len(sheet[CONTESTED]["rows"]), "set_aside": {}, "kind": CONTESTED}
            parts.append({"sheet": sheet["sheet"], "form": sheet["form"], **sheet[CONTESTED], **apart})
    return [Sheet.of(number, part) for number, part in enumerate(parts)]


def replies_of(sheets: Iterable[Sheet]) -> list[Reply]:
    """The sheets of a reply as the worker gave them."""
    replies: list[Reply] = []
    for one in sheets:
        reply = one.reply()
        if one.kind == CONTESTED:
            apart = ("sheet", "form", "rows_read", "set_aside")
            part = {name: value for name, value in reply.items() if name not in apart}
            replies[-1][CONTESTED] = part | {"kind": "case"}
        else:
            replies.append(reply)
    return replies


def about_file(reply: Reply) -> str:
    """What a reply says of the file as a whole."""
    return canonical({name: value for name, value in reply.items() if name != "sheets"})


def keep(db: sqlite3.Connection, load: int, about: str, sheets: Iterable[Sheet]) -> None:
    """Add the rows of a file under the entry of its load; within the caller's transaction."""
    db.execute("INSERT INTO files VALUES (?, ?)", (load, about))
    for one in sheets:
        facts = (load, one.number, one.sheet, one.form, one.kind, one.questions, one.rest)
        number = db.execute("INSERT INTO sheets VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", facts).lastrowid
        marks = ", ".join("?" * (len(CASE_COLUMNS) + 3))
        db.executemany(f"INSERT INTO cases VALUES ({marks})", ((number, *row) for row in one.cases))
        db.executemany("INSERT INTO numbers VALUES (?, ?, ?, ?)", ((number, *row) for row in one.numbers))
        db.executemany("INSERT INTO records VALUES (?, ?, ?)", ((number, *row) for row in one.records))


def give_back(db: sqlite3.Connection, loads: Iterable[int]) -> dict[int, tuple[str, list[Sheet]]]:
    """By load: what its reply says of the file, and its sheets in order."""
    wanted = canonical(sorted(loads))
    chosen = "(SELECT value FROM json_each(?))"
    kept: dict[int, tuple[str, list[Sheet]]] = {
        load: (about, [])
        for load, about in db.execute(f"SELECT load, reply FROM files WHERE load IN {chosen}", (wanted,))
    }
    found = db.execute(
        "SELECT id, load, number, sheet, form, kind, questions, rest FROM sheets "
        f"WHERE load IN {chosen} ORDER BY load, number",
        (wanted,),
    ).fetchall()
    inside = canonical([row[0] for row in found])
    rows = {
        table: {
            sheet: tuple(row[1:] for row in group)
            for sheet, group in groupby(
                db.execute(f"SELECT * FROM {table} WHERE sheet IN {chosen} ORDER BY sheet, at", (inside,)),
                key=itemgetter(0),
            )
        }
        for table in ("cases", "numbers", "records")
    }
    for number, load, *facts in found:
        if load not in kept:
            continue  # damage, which shows when what is there is proved
        parts = (rows[table].get(number, ()) for table in ("cases", "numbers", "records"))
        kept[load][1].append(Sheet(*facts, *parts))
    return kept
