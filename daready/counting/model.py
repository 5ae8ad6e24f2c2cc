"""What was counted from exports: figures with their doubts, what became of every row, and what could not be counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from daready.evidence.model import Month


class ExportFault(Exception):
    """An export, or a frame, that cannot be counted; the message says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Computed:
    """One measure for one month and one part of the force, in whole counts.

    ``strata``: its labels in the order that was asked for, None where a row has none. ``unclear``: how many rows may
    belong in it and cannot be told; they are in the denominator only where it is sure that they belong there, and never
    in the numerator. The month is ``UNDATED`` for rows without one, whose figure has no counts.
    """

    measure: str
    month: Month
    strata: tuple[str | None, ...]
    numerator: int
    denominator: int
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class ExportAccount:
    """What became of the rows of an export: rows = counted_once + repeated + contested.

    ``repeated``: rows that say again what another of the same reference says. ``contested``: rows of one reference that
    differ, none of which is counted. ``without_reference`` are among those counted. ``unmatched``: rows whose crime is
    not in the export of crimes that has to say whether it is domestic abuse. ``unknown``: by column, rows whose code
    has no known meaning.
    """

    extract: str
    rows: int
    repeated: int = 0
    contested: int = 0
    without_reference: int = 0
    unmatched: int = 0
    unknown: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def counted_once(self) -> int:
        return self.rows - self.repeated - self.contested


@dataclass(frozen=True, slots=True)
class Counting:
    """All of it. ``not_counted``: by measure, in words, why no figure could be made of it."""

    figures: tuple[Computed, ...]
    accounts: tuple[ExportAccount, ...]
    not_counted: dict[str, str]
