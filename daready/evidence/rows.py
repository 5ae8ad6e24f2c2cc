"""The rows in use of one sheet: cases by columns, or figures, documents and judgements one by one.

They are made once, in the guarded child, cross to the parent and are kept by the ledger as their JSON, and are never
changed: settling makes new ones.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import itemgetter
from typing import Any, NamedTuple

from daready.evidence.model import cell_of

COLUMNS = ("rows", "months", "days", "keys", "auditors", "selections", "risk", "district", "made_safe")
"""The columns of ``CaseRows`` that have an entry for each case, in the order that the ledger keeps them."""

Edits = Mapping[int, Mapping[str, object]]
"""New facts of cases, by their place: a column's name and the value."""


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Some cases of one sheet by columns: an entry a case in each, so that thousands cost no object each.

    ``outcomes`` has a letter (``Outcome``) a question for each case, row by row, in the order of ``questions``.
    ``numbers`` are sparse: a case's place, a question or coded column, the value; in the order of the places.
    ``rows`` count from 1, ``months`` are ordinals (``Month.ordinal``), ``days`` and ``made_safe`` those of dates;
    ``keys`` and ``auditors`` are keyed hashes; ``selections`` are what the sheet says, None where it is silent.
    ``columns``: each question's column letter, or its whole cell where a case is no row (``cell_of``).
    ``population``: how many cases these were drawn from, if that is known.
    """

    questions: tuple[str, ...] = ()
    outcomes: str = ""
    rows: tuple[int, ...] = ()
    months: tuple[int | None, ...] = ()
    days: tuple[int | None, ...] = ()
    keys: tuple[str | None, ...] = ()
    auditors: tuple[str | None, ...] = ()
    selections: tuple[str | None, ...] = ()
    risk: tuple[str | None, ...] = ()
    district: tuple[str | None, ...] = ()
    made_safe: tuple[int | None, ...] = ()
    numbers: tuple[tuple[int, str, float], ...] = ()
    columns: dict[str, str] = field(default_factory=dict[str, str])
    population: int | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def cell(self, at: int, question: str) -> str:
        """The cell of the answer of the case at some place."""
        return cell_of(self.columns[question], self.rows[at])

    def select(self, places: Iterable[int]) -> CaseRows:
        """The cases at some places, in the order of the places."""
        chosen = [*places]
        width, now = len(self.questions), {at: new for new, at in enumerate(chosen)}
        numbers = [(now[at], name, value) for at, name, value in self.numbers if at in now]
        return self._with(
            {name: [column[at] for at in chosen] for name, column in self._columns().items()},
            "".join([self.outcomes[at * width : (at + 1) * width] for at in chosen]),
            sorted(numbers, key=itemgetter(0)),
        )

    def without(self, places: Container[int]) -> CaseRows:
        """All cases but those at some places."""
        return self.select(at for at in range(len(self)) if at not in places)

    def joined(self, other: CaseRows) -> CaseRows:
        """These cases and others of the same sheet, in the order of their rows."""
        if not self:
            return other
        count, theirs = len(self), other._columns()
        both = self._with(
            {name: (*column, *theirs[name]) for name, column in self._columns().items()},
            self.outcomes + other.outcomes,
            (*self.numbers, *((at + count, name, value) for at, name, value in other.numbers)),
        )
        return both.select(sorted(range(len(both)), key=both.rows.__getitem__))

    def outcomes_of(self, at: int) -> str:
        """The outcomes of one case, a letter a question."""
        width = len(self.questions)
        return self.outcomes[at * width : (at + 1) * width]

    def answers(self, at: int) -> dict[str, str]:
        """The outcome of each question of one case."""
        return dict(zip(self.questions, self.outcomes_of(at), strict=True))

    def answered(self, settled: Mapping[int, Mapping[str, str]]) -> CaseRows:
        """The same cases with some answers replaced: by place, then by question."""
        if not settled:
            return self
        rows = [
            "".join({**self.answers(at), **settled[at]}.values()) if at in settled else self.outcomes_of(at)
            for at in range(len(self))
        ]
        return replace(self, outcomes="".join(rows))

    def with_facts(self, facts: Edits) -> CaseRows:
        """The same cases with some facts replaced: by place, then by column."""
        if not facts:
            return self
        columns = {name: [*column] for name, column in self._columns().items()}
        for at, changed in facts.items():
            for name, value in changed.items():
                columns[name][at] = value
        return self._with(columns, self.outcomes, self.numbers)

    def _columns(self) -> dict[str, tuple[Any, ...]]:
        return {name: getattr(self, name) for name in COLUMNS}

    def _with(
        self, columns: Mapping[str, Iterable[Any]], outcomes: str, numbers: Iterable[tuple[int, str, float]]
    ) -> CaseRows:
        return CaseRows(
            questions=self.questions,
            outcomes=outcomes,
            numbers=tuple(numbers),
            columns=self.columns,
            population=self.population,
            **{name: tuple(column) for name, column in columns.items()},
        )

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _CASE_FIELDS}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> CaseRows:
        return cls(
            questions=tuple(plain["questions"]),
            outcomes=plain["outcomes"],
            numbers=tuple([(at, name, value) for at, name, value in plain["numbers"]]),
            columns=plain["columns"],
            population=plain["population"],
            **{name: tuple(plain[name]) for name in COLUMNS},
        )


_CASE_FIELDS = tuple(one.name for one in fields(CaseRows))
NO_CASES = CaseRows()


class FigureRow(NamedTuple):
    """One number over another: a measure of a return, or the totals of an audit question.

    ``month`` is the last of the ``length`` months it covers; ``rows`` are the sheet's rows behind it where that is not
    just ``row``. ``district_key`` tells districts apart that may not be shown; None is the whole force.
    """

    row: int
    item: str
    month: int
    numerator: int
    denominator: int
    length: int = 1
    district: str | None = None
    district_key: str | None = None
    selection: str | None = None
    population: int | None = None
    rows: tuple[int, ...] = ()

    @property
    def months(self) -> range:
        """The months it covers, as ordinals."""
        return range(self.month - self.length + 1, self.month + 1)


class DocumentRow(NamedTuple):
    """A document's standing; ``doubted``: its review date cannot be read. Days are ordinals."""

    row: int
    item: str
    status: str
    dated: int | None = None
    review: int | None = None
    doubted: bool = False
    checked: bool = False


class JudgementRow(NamedTuple):
    """A person's written view of one criterion; ``made`` is a day's ordinal, ``rater`` a keyed hash."""

    row: int
    item: str
    colour: str
    kind: str
    made: int
    rater: str | None
    reasoned: bool


Record = FigureRow | DocumentRow | JudgementRow


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The records of one sheet; ``kind`` is what each is: totals, figure, document or judgement."""

    kind: str
    records: tuple[Record, ...] = ()

    def __len__(self) -> int:
        return len(self.records)

    @property
    def figures(self) -> tuple[FigureRow, ...]:
        """The records, where they are figures or totals."""
        return tuple([record for record in self.records if isinstance(record, FigureRow)])

    def select(self, places: Iterable[int]) -> RecordRows:
        """The records at some places, in the order of the places."""
        return replace(self, records=tuple([self.records[at] for at in places]))

    def without(self, places: Container[int]) -> RecordRows:
        """All records but those at some places."""
        return self.select(at for at in range(len(self)) if at not in places)

    def to_json(self) -> dict[str, Any]:
        return {"records": [_record_json(record) for record in self.records]}

    @classmethod
    def from_json(cls, kind: str, plain: Mapping[str, Any]) -> RecordRows:
        return cls(kind, tuple([_record(kind, record) for record in plain["records"]]))


def month_of(record: Record) -> int | None:
    """The month a record is about, where it is about one."""
    return record.month if isinstance(record, FigureRow) else None


def rows_of(record: Record) -> tuple[int, ...]:
    """The sheet's rows behind a record."""
    return (isinstance(record, FigureRow) and record.rows) or (record.row,)


def _record_json(record: Record) -> dict[str, Any]:
    plain = record._asdict()
    if not plain.get("rows", True):  # almost always one row
        del plain["rows"]
    return plain


def _record(kind: str, plain: Mapping[str, Any]) -> Record:
    made: type[Record] = _MADE.get(kind, FigureRow)
    # A ledger may hold more, or less of what has come since, than is read today.
    given = {name: plain[name] for name in made._fields if name in plain}
    return made(**{**given, "rows": tuple(given["rows"])} if "rows" in given else given)


_MADE: dict[str, type[Record]] = {"document": DocumentRow, "judgement": JudgementRow}
