"""A plan that came back: what its cells say anew, beside what was known when it was made; what cannot be used, by cell.

A cell that says what it said when the file was made is no answer, whatever was said since. An empty cell never clears.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from daready.evidence.brief import Brief
from daready.evidence.cells.dates import read_date
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.grid.cell_text import letter
from daready.evidence.notices import notice_of
from daready.evidence.reply import ListReply
from daready.evidence.worker import Worker
from daready.foreign.names import printable
from daready.ledger.actions import New, statements
from daready.ledger.chain import Entry
from daready.ledger.store import Ledger
from daready.messages import say
from daready.messages.sentence import Sentence
from daready.planning.actions import (
    FIELDS,
    STATUS_WORDS,
    STRANDS,
    Action,
    Field,
    fold,
    next_id,
    status_value,
)
from daready.planning.followed import Retest
from daready.report.actions import UNSAID, not_closed, shown
from daready.rubric.filling import CellFault
from daready.rubric.model import Criterion, Rubric
from daready.rubric.shape import near
from daready.rubric.words import fold as folded
from daready.workspace.kept_texts import MOST_OF_A_NAME, Doors
from daready.workspace.plan_cells import Row, Sheet, same, sheet_of, status_of

_MARK = re.compile(r"ledger entry (\d{1,9}) \(([0-9a-f]{16})\)")
Retester = Callable[[str, str | None, date], Retest | None]


class NoPlan(Exception):
    """A file that holds no plan, or one of another ledger, in a sentence."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file says anew, by action; ``basis``: the entry up to which its author had seen the ledger."""

    basis: int
    new: tuple[New, ...] = ()
    faults: tuple[CellFault, ...] = ()
    remarks: tuple[Sentence, ...] = ()


@dataclass(slots=True)
class Reading:
    """What a plan is read against: the rubric, who may be named, the day, and what tells of later tests."""

    rubric: Rubric
    doors: Doors
    today: date
    retest: Retester
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    """The kind of each criterion's gap today."""


def read_plan(reply: ListReply, file: str, ledger: Ledger, entries: Sequence[Entry], by: Reading) -> Returned:
    """What a plan says anew; within a view of the ledger. Raises NoPlan."""
    sheets = [
        one for title, rows in zip(reply.titles, reply.sheets, strict=True) if (one := sheet_of(title, rows))
    ]
    if not sheets:
        raise NoPlan(_text("plan_nothing", file=file))
    basis = _basis(sheets, entries, file)
    base = fold(statements(ledger, entries, entries[:basis]))
    now = fold(statements(ledger, entries, entries))
    plan = _Plan(by, base, now)
    for sheet in sheets:
        plan.read(sheet)
    remarks = plan.remarks()
    if not basis:
        remarks.insert(0, say("plan_no_mark", file=file))
    return Returned(basis, tuple(plan.new), tuple(plan.faults), tuple(remarks))


def read_row(
    name: str, given: Mapping[str, str], ledger: Ledger, entries: Sequence[Entry], by: Reading
) -> Returned:
    """What somebody types of one action, as if it stood in a plan made just now."""
    now = fold(statements(ledger, entries, entries))
    at: dict[Field, int] = {field: number for number, field in enumerate(FIELDS, 1) if field in given}
    cells = ["", *("" for _ in FIELDS)]
    cells[0] = name
    for known, column in at.items():
        cells[column] = given[known]
    one = _Plan(by, now, now)
    one.read(Sheet("", [cells], 0, 0, at))
    names = {letter(column): f"--{field}" for field, column in at.items()} | {"A": name}
    faults = tuple(fault._replace(cell=names[fault.cell.strip("!1")]) for fault in one.faults)
    return Returned(entries[-1].id, tuple(one.new), faults)


def cells_of(worker: Worker, path: Path, rubric: Rubric, only: Sequence[str] | None = None) -> ListReply:
    """The cells of a plan, read in the guarded child; ``only``: of the columns under some folded headings.

    Raises NoPlan for a file that cannot be read.
    """
    worker.brief(lambda: plain_rubric(rubric), Brief(b"\0" * 32))  # nothing is hashed: a plan holds no case
    reply = worker.cells(path, only)
    if reply.refused:
        notice = notice_of(reply.refused, printable(path.name))
        raise NoPlan(f"{notice.message} {notice.fix}")
    return reply


def _text(code: str, **facts: object) -> str:
    sentence = say(code, **facts)
    return f"{sentence.text} {sentence.fix}"


def _basis(sheets: Sequence[Sheet], entries: Sequence[Entry], file: str) -> int:
    """The last entry that the file knows of, or 0 where it does not say. Raises NoPlan for another ledger's."""
    said = [
        match
        for sheet in sheets
        for row in sheet.rows[: sheet.first]
        for cell in row
        if (match := _MARK.search(cell))
    ]
    found: list[int] = []
    for match in said:
        number, head = int(match[1]), match[2]
        if not 0 < number <= len(entries) or not entries[number - 1].hash.startswith(head):
            raise NoPlan(_text("plan_other_ledger", file=file))
        found.append(number)
    return min(found, default=0)


class _Plan:
    """The sheets of one file being read, with what was found so far."""

    def __init__(self, by: Reading, base: Mapping[str, Action], now: Mapping[str, Action]) -> None:
        self.by, self.base, self.now = by, base, now
        self.criteria: dict[str, Criterion] = {}
        for criterion in by.rubric.criteria.values():
            self.criteria |= {criterion.id.casefold(): criterion, criterion.ref.casefold(): criterion}
        self.new: list[New] = []
        self.faults: list[CellFault] = []
        self.blanks = 0
        self.rows: set[str] = set()
        self.begun: dict[tuple[str, str], str] = {}
        """New actions by criterion and what is to be done."""

    def read(self, sheet: Sheet) -> None:
        seen: set[str] = set()
        for number in range(sheet.first, len(sheet.rows)):
            row = Row(sheet, number)
            if not row.says_anything:
                continue
            named = self._named(row, seen)
            if named is not None:
                action, criterion = named
                seen.add(action)
                self.rows.add(action)
                self._row(row, action, criterion)

    def remarks(self) -> list[Sentence]:
        """What was left as it was: empty cells, actions without a row."""
        said: list[Sentence] = []
        if self.blanks:
            said.append(say("plan_blank", count=self.blanks))
        missing = [action for action in self.base if action not in self.rows]
        if missing:
            said.append(say("plan_missing", actions=", ".join(missing)))
        return said

    # -- which action a row is about -----------------------------------------------------------------

    def _named(self, row: Row, seen: set[str]) -> tuple[str, str] | None:
        """The action of a row and its criterion: one that is there, or a further one that the row begins."""
        written, cell = row.ref
        known = next((name for name in self.now if name.casefold() == written.casefold()), None)
        if known is not None and (known not in seen or not self._begins(row, known)):
            return known, self.now[known].criterion
        if not written:
            self._fault(cell, "plan_ref_missing")
            return None
        criterion = self.criteria.get(written.casefold())
        if criterion is None:
            hint = near(written.upper(), [*self.now, *(c.ref for c in self.by.rubric.criteria.values())])
            self._fault(cell, "plan_ref", near=hint)
            return None
        if criterion.ref not in seen or not self._begins(row, criterion.ref):
            return criterion.ref, criterion.id
        return self._further(row, criterion), criterion.id

    def _begins(self, row: Row, action: str) -> bool:
        """Whether a second row of an action says that something else is to be done."""
        what = folded(row.cell("what")[0])
        own = self.now.get(action)
        said = {folded(one) for one in own.all_said("what")} if own else set[str]()
        return bool(what) and what != folded(UNSAID["what"]) and what not in said

    def _further(self, row: Row, criterion: Criterion) -> str:
        """The action of its criterion that does what a row says, be it in the ledger already, or new."""
        what = folded(row.cell("what")[0])
        for action in self.now.values():
            if action.criterion == criterion.id and what in map(folded, action.all_said("what")):
                return action.id
        key = (criterion.id, what)
        if key not in self.begun:
            self.begun[key] = next_id(criterion.ref, {*self.now, *self.begun.values()})
        return self.begun[key]

    # -- what its cells say --------------------------------------------------------------------------

    def _row(self, row: Row, action: str, criterion: str) -> None:
        values = dict(self._values(row, action, criterion))
        now = self.now.get(action)
        values = {name: said for name, said in values.items() if not now or now.all_said(name) != (said,)}
        if status := values.get("status"):
            part = values.get("part") or (now.value("part") if now else None)
            if status.startswith("closed") and not self._may_close(row, criterion, part, status):
                del values["status"]
        if values:
            self.new.append(New(action, criterion, values, self.by.kinds.get(criterion)))

    def _values(self, row: Row, action: str, criterion: str) -> Iterator[tuple[Field, str]]:
        """The cells of a row that say something else than when the file was made."""
        base = self.base.get(action)
        rubric = self.by.rubric.criteria.get(criterion)
        for name in FIELDS:
            if name not in row.sheet.at:
                continue
            written, cell = row.cell(name)
            if not written:
                self.blanks += bool(base and base.all_said(name))
                continue
            unsaid = rubric.owner_role if name == "role" and rubric else UNSAID[name]
            before = shown(base, name, unsaid)
            if same(written, before):
                continue
            value = self._value(name, written, cell, rubric, base or self.now.get(action))
            if value is not None:
                yield name, value

    def _value(
        self, name: Field, written: str, cell: str, criterion: Criterion | None, action: Action | None
    ) -> str | None:
        if name == "due":
            day = read_date(written)
            return day.isoformat() if day else self._refused(cell, "plan_due")
        if name == "status":
            return self._status(written, cell, action)
        if name == "strand":
            found = next((code for code, word in STRANDS.items() if folded(word) == folded(written)), None)
            return found or self._refused(cell, "plan_strand", words=", ".join(STRANDS.values()))
        if name == "part":
            return self._part(written, cell, criterion)
        doors = self.by.doors
        fits, code = {
            "role": (doors.role, "plan_role"),
            "owner": (doors.owner, "plan_owner"),
            "board": (doors.board, "plan_board"),
        }.get(name, (doors.note, "plan_note"))
        if fits(written):
            return written
        which = doors.note_word(written) if code == "plan_note" else 0
        word = f"word {which}" if which else "a word"
        return self._refused(cell, code, most=MOST_OF_A_NAME, word=word)

    def _status(self, written: str, cell: str, action: Action | None) -> str | None:
        """A status with the day it was reached: today if it does not say, or the day said before."""
        status, day = status_of(written)
        if status is None:
            return self._refused(
                cell, "plan_status", words=", ".join(words[0] for words in STATUS_WORDS.values())
            )
        if status in ("open", "in_progress"):
            return status_value(status, None)
        reached = action.reached[1] if action else None
        day = day or reached or self.by.today
        if day > self.by.today:
            return self._refused(cell, "plan_done_later")
        return status_value(status, day)

    def _part(self, written: str, cell: str, criterion: Criterion | None) -> str | None:
        clauses = criterion.clauses if criterion else ()
        for clause in clauses:
            if folded(written) in (folded(clause.id), folded(clause.says)):
                return clause.id
        return self._refused(cell, "plan_part", words=", ".join(clause.id for clause in clauses))

    def _may_close(self, row: Row, criterion: str, part: str | None, status: str) -> bool:
        found = self.by.retest(criterion, part, date.fromisoformat(status.partition(" ")[2]))
        if found is not None and found.passed:
            return True
        cell = row.cell("status")[1]
        if found is None:
            self._fault(cell, "plan_not_kept")
        else:
            self._fault(cell, "plan_not_retested", why=not_closed(found))
        return False

    def _refused(self, cell: str, code: str, /, **facts: object) -> str | None:
        """No value, and the fault that says why."""
        self._fault(cell, code, **facts)
        return None

    def _fault(self, cell: str, code: str, /, **facts: object) -> None:
        sentence = say(code, **facts)
        self.faults.append(CellFault(cell, code, sentence.text, sentence.fix))
