"""What was read of a file, as rows of the ledger and back: a row a case, a byte a question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.rows import COLUMNS, NO_CASES, CaseRows
from daready.ledger.chain import canonical, fingerprint

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

_IN_COLUMNS = frozenset(
    {*COLUMNS, "sheet", "form", "kind", "questions", "outcomes", "numbers", "records", "contested"}
)
"""What of a sheet's JSON has columns or tables of its own; the rest is kept as JSON."""


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

    @property
    def places(self) -> list[int]:
        """The places of the cases among those that were loaded; a purge leaves gaps."""
        return [case[0] for case in json.loads(self.cases)]

    def answers(self) -> list[bytes]:
        """The outcomes of each case, a byte a question."""
        cases = len(self.places)
        width = len(self.outcomes) // cases if cases else 0
        return [self.outcomes[at * width : (at + 1) * width] for at in range(cases)]

    @classmethod
    def of(cls, number: int, sheet: SheetReply) -> Sheet:
        """A sheet of a worker's reply, but for its contested cases."""
        return cls._of(number, sheet.kind, sheet.to_json())

    @classmethod
    def contested(cls, number: int, sheet: SheetReply) -> Sheet:
        """The contested cases of a sheet of a worker's reply."""
        apart = {"sheet": sheet.sheet, "form": sheet.form, "letters": sheet.letters, "doubts": sheet.doubts}
        counts = {"rows_read": len(sheet.contested), "set_aside": {}}
        return cls._of(number, CONTESTED, sheet.contested.to_json() | apart | counts)

    @classmethod
    def _of(cls, number: int, kind: str | None, plain: dict[str, Any]) -> Sheet:
        return cls(
            number=number,
            sheet=plain["sheet"],
            form=plain["form"],
            kind=kind,
            questions=canonical(plain["questions"]) if "questions" in plain else None,
            rest=canonical({name: value for name, value in plain.items() if name not in _IN_COLUMNS}),
            cases=_cases(plain) if kind in _ROWS else b"[]",
            outcomes=plain.get("outcomes", "").encode("ascii"),
            numbers=tuple((at, name, float(value)) for at, name, value in sorted(plain.get("numbers", ()))),
            records=tuple((at, canonical(record)) for at, record in enumerate(plain.get("records", ()))),
        )

    def case_rows(self) -> CaseRows:
        """Its cases, as the worker gave them but for those that a purge deleted; none where it has no cases."""
        return CaseRows.from_json(self._plain()) if self.kind in _ROWS else NO_CASES

    def reply(self) -> SheetReply:
        """The sheet of the reply, as the worker gave it but for cases that a purge deleted."""
        reply = SheetReply.from_json(self._plain())
        deleted = reply.rows_read - sum(reply.set_aside.values()) - len(reply.cases)
        if self.kind != "case" or deleted <= 0:
            return reply
        return replace(reply, set_aside={**reply.set_aside, "purged": deleted})

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"sheet": self.sheet, "form": self.form, "kind": self.kind}
        plain |= json.loads(self.rest)
        if self.kind not in _ROWS:
            return plain | {"records": json.loads(f"[{','.join(record for _, record in self.records)}]")}
        cases = json.loads(self.cases)
        columns = zip(*cases, strict=True) if cases else [()] * (len(COLUMNS) + 1)
        place = {case[0]: now for now, case in enumerate(cases)}
        plain |= dict(zip(("at", *COLUMNS), columns, strict=True))
        plain["questions"] = json.loads(self.questions or "[]")
        plain["outcomes"] = self.outcomes.decode("ascii")
        plain["numbers"] = [(place[at], question, value) for at, question, value in self.numbers]
        return plain


def _cases(plain: dict[str, Any]) -> bytes:
    rows = enumerate(zip(*(plain[name] for name in COLUMNS), strict=True))
    return canonical([(at, *facts) for at, facts in rows]).encode("ascii")


def _canonical(text: bytes) -> bytes:
    """JSON as ``canonical`` writes it; of plain text SQLite writes the same, and escapes it has ways of its own."""
    if text.isascii() and b"\\" not in text and b"\x7f" not in text:
        return text
    return canonical(json.loads(text)).encode("ascii")


def sheets_of(reply: FileReply) -> list[Sheet]:
    """The sheets of a file's reply, the contested rows of each as a sheet of its own after it."""
    found: list[Sheet] = []
    for sheet in reply.sheets:
        found.append(Sheet.of(len(found), sheet))
        if sheet.contested:
            found.append(Sheet.contested(len(found), sheet))
    return found


def about_file(reply: FileReply) -> str:
    """What a reply says of the file as a whole, but for how it was asked to be read."""
    return canonical(
        {name: value for name, value in reply.to_json().items() if name not in ("sheets", "headed")}
    )


def reply_of(about: str, sheets: Iterable[Sheet]) -> FileReply:
    """The reply as the worker gave it, but for cases that a purge deleted."""
    found: list[SheetReply] = []
    for one in sheets:
        if one.kind == CONTESTED:
            found[-1] = replace(found[-1], contested=one.case_rows())
        else:
            found.append(one.reply())
    return replace(FileReply.from_json(json.loads(about)), sheets=tuple(found))


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
