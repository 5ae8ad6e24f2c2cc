"""What was read of a file, as rows of the ledger and back: a row a case, a byte a question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from daready.evidence.parallel import PARALLEL
from daready.ledger.chain import canonical, fingerprint

Reply = dict[str, Any]
CONTESTED = "contested"
"""The kind of rows of cases that were read and not used, since what they say is not known."""
_ROWS = ("case", CONTESTED)
CASE_COLUMNS = ("row", "month", "day", "key", "auditor", "selection", "risk", "district", "made_safe")
"""The columns of ``cases`` beside its place and outcomes, in the order of the lists of a reply."""

_CASES = (
    f"SELECT CAST(json_group_array(json_array(at, {', '.join(CASE_COLUMNS)})) AS BLOB), "
    "CASE WHEN total(typeof(outcomes) <> 'blob') = 0 AND min(length(outcomes)) IS max(length(outcomes)) "
    "THEN CAST(coalesce(group_concat(outcomes, ''), '') AS BLOB) END FROM cases WHERE sheet = ?"
)
"""Found by the primary key, so in the order of ``at``. Another order, or outcomes that are no bytes or not as many for
each case, are no proof."""
_NUMBERS = "SELECT at, question, value FROM numbers WHERE sheet = ? ORDER BY at, question"
_RECORDS = "SELECT at, record FROM records WHERE sheet = ? ORDER BY at"

_APART = frozenset({*PARALLEL, "sheet", "form", "kind", "questions", "outcomes", "numbers", "records"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cases, and the sparse ``numbers`` and ``records``.

    ``cases`` is JSON, a list a case of its place and its columns, which SQLite writes and hashing takes as it is,
    so that thousands cost no object each; ``outcomes`` are all their bytes together.
    """

    number: int
    sheet: str | None
    form: str | None
    kind: str | None
    questions: str | None
    rest: str
    cases: bytes = b"[]"
    outcomes: bytes = b""
    numbers: tuple[tuple[int, str, float], ...] = ()
    records: tuple[tuple[int, str], ...] = ()

    @property
    def digest(self) -> str:
        facts = [self.number, self.sheet, self.form, self.kind, self.questions, self.rest]
        parts = (canonical(facts), _canonical(self.cases), canonical(self.numbers), canonical(self.records))
        whole = b",".join(part.encode("ascii") if isinstance(part, str) else part for part in parts)
        return fingerprint(b"[" + whole + b"]", self.outcomes)

    @property
    def holds(self) -> bool:
        """Whether there is any case or record in it."""
        return self.cases != b"[]" or bool(self.records)

    def columns(self) -> dict[str, list[Any]]:
        """The cases by columns: their places as ``at``, then ``CASE_COLUMNS``."""
        rows = json.loads(self.cases)
        names = ("at", *CASE_COLUMNS)
        return dict(
            zip(names, map(list, zip(*rows, strict=True)) if rows else ([] for _ in names), strict=True)
        )

    def answers(self) -> list[bytes]:
        """The outcomes of each case, a byte a question."""
        cases = len(json.loads(self.cases))
        width = len(self.outcomes) // cases if cases else 0
        return [self.outcomes[at * width : (at + 1) * width] for at in range(cases)]

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
            cases=_cases(reply) if reply.get("kind") in _ROWS else b"[]",
            outcomes=reply.get("outcomes", "").encode("ascii"),
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
            reply["records"] = json.loads(f"[{','.join(record for _, record in self.records)}]")
            return reply
        columns = self.columns()
        places = columns.pop("at")
        reply |= dict(zip(PARALLEL, columns.values(), strict=True))
        reply["questions"] = json.loads(self.questions or "[]")
        reply["outcomes"] = self.outcomes.decode("ascii")
        place = {at: now for now, at in enumerate(places)}
        reply["numbers"] = [[place[at], question, value] for at, question, value in self.numbers]
        deleted = reply["rows_read"] - sum(reply["set_aside"].values()) - len(places)
        if deleted > 0:
            reply["set_aside"]["purged"] = deleted
        return reply


def _cases(reply: Reply) -> bytes:
    rows = enumerate(zip(*(reply[name] for name in PARALLEL), strict=True))
    return canonical([(at, *facts) for at, facts in rows]).encode("ascii")


def _canonical(text: bytes) -> bytes:
    """JSON as ``canonical`` writes it; of plain text SQLite writes the same, and escapes it has ways of its own."""
    if text.isascii() and b"\\" not in text and b"\x7f" not in text:
        return text
    return canonical(json.loads(text)).encode("ascii")


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
        rows = zip(json.loads(one.cases), one.answers(), strict=True)
        db.executemany(
            f"INSERT INTO cases VALUES ({marks})", ((number, *facts, each) for facts, each in rows)
        )
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
    for sheet, load, *facts in found:
        if load in kept:  # else it is damage, which shows when what is there is proved
            cases = db.execute(_CASES, (sheet,)).fetchone()
            sparse = (tuple(db.execute(query, (sheet,))) for query in (_NUMBERS, _RECORDS))
            kept[load][1].append(Sheet(*facts, *cases, *sparse))
    return kept
