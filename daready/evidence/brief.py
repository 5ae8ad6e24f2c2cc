"""What a run reads by, besides the files and the rubric: it goes from the command to the guarded child unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from daready.rubric.terms import Selection


@dataclass(frozen=True, slots=True)
class Brief:
    """How a person asks for files to be read.

    ``key`` makes case references into hashes; ``selection`` is a claim of how cases were chosen, used only for rows
    whose sheet is silent; ``header_rows`` are the heading rows a person named, by sheet, from 1; days after
    ``latest_day`` are in the future; ``names`` are words that may be shown in names of files, tabs and districts;
    ``remembered`` are meanings that people have given to headings and words of their own; ``passwords`` open locked
    workbooks.
    """

    key: bytes
    selection: Selection | None = None
    header_rows: dict[str, int] = field(default_factory=dict[str, int])
    latest_day: date | None = None
    names: tuple[str, ...] = ()
    remembered: tuple[dict[str, str], ...] = ()
    passwords: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key.hex(),
            "selection": self.selection,
            "header_rows": self.header_rows,
            "latest_day": self.latest_day and self.latest_day.isoformat(),
            "names": self.names,
            "remembered": self.remembered,
            "passwords": self.passwords,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Brief:
        return cls(
            key=bytes.fromhex(plain["key"]),
            selection=plain["selection"] and Selection(plain["selection"]),
            header_rows=plain["header_rows"],
            latest_day=plain["latest_day"] and date.fromisoformat(plain["latest_day"]),
            names=tuple(plain["names"]),
            remembered=tuple(plain["remembered"]),
            passwords=tuple(plain["passwords"]),
        )
