"""The month's list of cases that a sample is drawn from: read in the guarded child, by the headings of a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.single_cells import reference_of
from daready.evidence.limits import LIST_ROWS
from daready.foreign.names import printable
from daready.messages import say
from daready.planning.next_sample import Kind
from daready.rubric.words import clean, fold, fold_heading
from daready.workspace.returned_plan import NoPlan, cells_of

if TYPE_CHECKING:
    from daready.evidence.worker import Worker
    from daready.rubric.model import Column, Form, Rubric

_READ = frozenset({"reference", "choice", "label"})
"""Kinds of columns that tell a case from another, or what kind it is; nothing else of a list is read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of a list: its reference as written and folded, and by column its code (or label)."""

    reference: str
    folded: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases of a list, each once. ``again``: rows that name one a second time; ``unnamed``: rows that name none."""

    cases: tuple[Listed, ...]
    columns: tuple[str, ...]
    again: int
    unnamed: int
    fingerprint: str

    def of(self, kind: Kind) -> list[Listed]:
        """The cases of a kind."""
        if kind.column is None:
            return [*self.cases]
        return [one for one in self.cases if one.codes.get(kind.column) in kind.values]


def read_cases(worker: Worker, path: Path, rubric: Rubric, form: Form, memory: Memory) -> CaseList:
    """The cases of a list. Raises NoPlan where it cannot be read, is too long, or no column holds references."""
    known = {
        fold_heading(heading): column.id
        for column in form.columns
        if column.reads in _READ
        for heading in column.headings
    }
    reply = cells_of(worker, path, rubric, [*known])
    if any(len(rows) >= LIST_ROWS for rows in reply.sheets):
        raise _refused("list_too_long", path, most=LIST_ROWS)
    found = [table for rows in reply.sheets if (table := _table(rows, known))]
    if not found:
        raise _refused("list_no_reference", path)
    return _listed(found, form, memory)


def _refused(code: str, path: Path, **facts: object) -> NoPlan:
    sentence = say(code, file=printable(path.name), **facts)
    return NoPlan(f"{sentence.text} {sentence.fix}")


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Sequence[Sequence[str]]
    at: Mapping[str, int]


def _table(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> _Table | None:
    """The cases of a sheet, which begins with its headings; None where none of them is of references."""
    at: dict[str, int] = {}
    for place, heading in enumerate(map(fold_heading, rows[0] if rows else ())):
        if heading in known:
            at.setdefault(known[heading], place)
    return _Table(rows[1:], at) if "reference" in at else None


def _listed(tables: Sequence[_Table], form: Form, memory: Memory) -> CaseList:
    columns = {column.id: column for column in form.columns}
    cases: dict[str, Listed] = {}
    counts: Counter[str] = Counter()
    for table in tables:
        for row in table.rows:
            written = {name: clean(row[place]) for name, place in table.at.items() if place < len(row)}
            if not any(written.values()):
                continue
            folded = reference_of(written.get("reference", ""))
            if not folded:
                counts["unnamed"] += 1
            elif folded in cases:
                counts["again"] += 1
            else:
                codes = {
                    name: code
                    for name, text in written.items()
                    if name != "reference" and text and (code := _code(columns[name], text))
                }
                cases[folded] = Listed(written["reference"], folded, codes)
    every = tuple(cases[name] for name in sorted(cases))
    told = "\0".join(one.folded for one in every)
    return CaseList(
        cases=every,
        columns=tuple(dict.fromkeys(name for table in tables for name in table.at)),
        again=counts["again"],
        unnamed=counts["unnamed"],
        fingerprint=memory.hashed(b"list", told),
    )


def _code(column: Column, text: str) -> str | None:
    """What a cell says, as the code of its column; a label stands as it was written."""
    if column.reads == "label":
        return text
    word = fold(text)
    return next((code for code, words in column.values.items() if word in map(fold, (code, *words))), None)
