"""What the guarded child says of one file: its sheets with their rows accounted for, and what is to be told of it.

It crosses to the parent, and is kept by the ledger, as the JSON that ``to_json`` gives and ``from_json`` takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from daready.evidence.grid.row_runs import Runs, numbers_of, spans
from daready.evidence.rows import NO_CASES, CaseRows, FigureRow, Record, RecordRows, rows_of


class Remark(NamedTuple):
    """Something odd, as a code; the parent makes the sentence. ``facts`` are words of the forms, cells and counts:
    never what was typed. ``cells`` are like things told once; ``severity`` is None where it is the sentence's own.
    """

    code: str
    sheet: str | None = None
    cell: str | None = None
    cells: tuple[str, ...] = ()
    found: str | None = None
    severity: str | None = None
    facts: Mapping[str, object] = {}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Remark:
        return cls(**{**plain, "cells": tuple(plain["cells"])})


class Unknown(NamedTuple):
    """A heading, answer word or choice that no form knows, where it stands: see ``model.Asked``."""

    kind: str
    form: str
    token: str
    sheet: str
    cell: str
    found: str | None
    letters: int


@dataclass(frozen=True, slots=True)
class SheetReply:
    """One table of a sheet, or what stands in none. rows_read = rows in use + rows set aside, always.

    ``set_aside`` and ``rows_aside``: by reason how many rows are set aside, and which (the ledger has deleted some, or
    took them in before it kept this). ``rows``: the rows in use; ``contested``: cases set aside that may be some.
    ``letters``: the column of each thing read but questions; ``doubts``: items, with the month where it is known, about
    which a row could not be used; ``hidden_districts``: the months of cases kept without a district, with its keyed
    hash where one is given and may not be shown. ``adopted``: the force's own form under which it was read, and
    ``claim`` how that form says its cases are chosen, where the sheet does not.
    """

    sheet: str
    form: str | None = None
    header_row: int | None = None
    rows_read: int = 0
    set_aside: dict[str, int] = field(default_factory=dict[str, int])
    rows_aside: dict[str, Runs] = field(default_factory=dict[str, Runs])
    rows: CaseRows | RecordRows | None = None
    contested: CaseRows = NO_CASES
    letters: dict[str, str] = field(default_factory=dict[str, str])
    doubts: tuple[tuple[str, int | None], ...] = ()
    hidden_districts: tuple[tuple[int | None, str | None], ...] = ()
    adopted: str | None = None
    claim: str | None = None

    @property
    def kind(self) -> str | None:
        """What a row is about, as forms say it; None where there is no table."""
        if isinstance(self.rows, RecordRows):
            return self.rows.kind
        return None if self.rows is None else "case"

    @property
    def cases(self) -> CaseRows:
        """The cases in use; none where it holds no cases."""
        return self.rows if isinstance(self.rows, CaseRows) else NO_CASES

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in use; none where it holds no records."""
        return self.rows.records if isinstance(self.rows, RecordRows) else ()

    @property
    def figures(self) -> tuple[FigureRow, ...]:
        """The figures or totals in use; none where it holds none."""
        return self.rows.figures if isinstance(self.rows, RecordRows) else ()

    @property
    def rows_behind(self) -> list[tuple[int, ...]]:
        """The sheet's rows behind each case or record; a figure may stand on two, and a row may give several."""
        return [*((row,) for row in self.cases.rows), *map(rows_of, self.records)]

    @property
    def used(self) -> set[int]:
        """The numbers of the rows in use: counted, not worked out from what was set aside."""
        return {row for rows in self.rows_behind for row in rows}

    def aside(self, reason: str, rows: Iterable[int]) -> SheetReply:
        """The same with more rows accounted for as set aside; what is in use is for the caller to change."""
        before = numbers_of(self.rows_aside.get(reason, ()))
        more = {*rows} - before
        if not more:
            return self
        return replace(
            self,
            set_aside={**self.set_aside, reason: self.set_aside.get(reason, 0) + len(more)},
            rows_aside={**self.rows_aside, reason: spans(before | more)},
        )

    def contest(self, places: set[int], reason: str) -> SheetReply:
        """The same with some cases in use, by their place, among the contested, and accounted for."""
        cases = self.cases
        moved = cases.select(sorted(places))
        after = replace(self, rows=cases.without(places), contested=self.contested.joined(moved))
        return after.aside(reason, moved.rows)

    def to_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "sheet": self.sheet,
            "form": self.form,
            "header_row": self.header_row,
            "rows_read": self.rows_read,
            "set_aside": self.set_aside,
            "rows_aside": self.rows_aside,
        }
        if self.rows is None:
            return plain | ({"doubts": self.doubts} if self.doubts else {})
        plain |= {"kind": self.kind, "letters": self.letters, "doubts": self.doubts, **self.rows.to_json()}
        if self.kind == "case":
            plain["hidden_districts"] = self.hidden_districts
        if self.adopted:
            plain |= {"adopted": self.adopted, "claim": self.claim}
        if self.contested:
            plain["contested"] = self.contested.to_json()
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> SheetReply:
        kind, rows, contested = plain.get("kind"), None, plain.get("contested")
        if kind is not None:
            rows = CaseRows.from_json(plain) if kind == "case" else RecordRows.from_json(kind, plain)
        return cls(
            sheet=plain["sheet"],
            form=plain["form"],
            header_row=plain["header_row"],
            rows_read=plain["rows_read"],
            set_aside=plain["set_aside"],
            rows_aside={
                reason: tuple([(first, last) for first, last in runs])
                for reason, runs in plain.get("rows_aside", {}).items()
            },
            rows=rows,
            contested=CaseRows.from_json(contested) if contested else NO_CASES,
            letters=plain.get("letters", {}),
            doubts=tuple([(item, month) for item, month in plain.get("doubts", ())]),
            hidden_districts=tuple([(month, key) for month, key in plain.get("hidden_districts", ())]),
            adopted=plain.get("adopted"),
            claim=plain.get("claim"),
        )


@dataclass(frozen=True, slots=True)
class FileReply:
    """One file: its sheets, its notices, the headings and words nobody knows, the fingerprints of the workbooks it is a
    marked copy of, and the sheets whose heading row a person named.
    """

    sheets: tuple[SheetReply, ...] = ()
    notices: tuple[Remark, ...] = ()
    asked: tuple[Unknown, ...] = ()
    replaces: tuple[str, ...] = ()
    headed: tuple[str, ...] = ()

    @classmethod
    def refused(cls, code: str) -> FileReply:
        """The reply for a file of which nothing was read."""
        return cls(notices=(Remark(code),))

    @property
    def gave(self) -> bool:
        """Whether any row of it is in use."""
        return any(sheet.rows for sheet in self.sheets)

    def to_json(self) -> dict[str, Any]:
        return {
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "notices": [remark._asdict() for remark in self.notices],
            "asked": [unknown._asdict() for unknown in self.asked],
            "replaces": self.replaces,
            "headed": self.headed,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> FileReply:
        return cls(
            sheets=tuple([SheetReply.from_json(sheet) for sheet in plain.get("sheets", ())]),
            notices=tuple([Remark.from_json(remark) for remark in plain["notices"]]),
            asked=tuple([Unknown(**unknown) for unknown in plain.get("asked", ())]),
            replaces=tuple(plain.get("replaces", ())),
            headed=tuple(plain.get("headed", ())),
        )


@dataclass(frozen=True, slots=True)
class MappingReply:
    """What a person filled in on a mapping workbook: each meaning with its cell, who said so and when."""

    entries: tuple[dict[str, str], ...] = ()
    notices: tuple[Remark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"entries": self.entries, "notices": [remark._asdict() for remark in self.notices]}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> MappingReply:
        return cls(tuple(plain["entries"]), tuple([Remark.from_json(remark) for remark in plain["notices"]]))


@dataclass(frozen=True, slots=True)
class ListReply:
    """The cells of a list that a person filled in, as words, sheet by sheet; or the code that says why not."""

    refused: str | None = None
    sheets: tuple[list[list[str]], ...] = ()
    titles: tuple[str, ...] = ()
    """The names of the tabs, as far as they may be shown."""

    def to_json(self) -> dict[str, Any]:
        return {"refused": self.refused, "sheets": self.sheets, "titles": self.titles}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ListReply:
        return cls(plain["refused"], tuple(plain["sheets"]), tuple(plain["titles"]))
