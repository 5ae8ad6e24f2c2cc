"""What the guarded child gives of an export: its named columns as codes of ours, keyed hashes and moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from daready.evidence.cells.plain_forms import PlainFact


class PlainExtract(TypedDict):
    """A kind of export as the child is given it."""

    id: str
    columns: list[PlainFact]


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One table of an export. ``columns``: by the extract's names, a value a row; ``rows`` are the sheet's own numbers.

    A reference is a keyed hash, a choice one of our values, or ``?`` for a code nobody knows, a moment is ISO text, a
    label is shown or stands under a neutral name; a blank is None. ``unread``: by column, the rows whose moment nobody
    could read; ``unknown``: the same for codes.
    """

    extract: str
    sheet: str
    header_row: int
    rows: tuple[int, ...]
    columns: dict[str, list[str | None]]
    unread: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    unknown: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ExportSheet:
        return cls(
            **{
                **plain,
                "rows": tuple(plain["rows"]),
                "unread": {name: tuple(rows) for name, rows in plain["unread"].items()},
                "unknown": {name: tuple(rows) for name, rows in plain["unknown"].items()},
            }
        )


@dataclass(frozen=True, slots=True)
class ExportReply:
    """The tables of one file, or the code that says why it was not read; ``left``: tabs that hold no export."""

    refused: str | None = None
    sheets: tuple[ExportSheet, ...] = ()
    left: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"refused": self.refused, "sheets": [one.to_json() for one in self.sheets], "left": self.left}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ExportReply:
        sheets = tuple([ExportSheet.from_json(one) for one in plain["sheets"]])
        return cls(plain["refused"], sheets, tuple(plain["left"]))
