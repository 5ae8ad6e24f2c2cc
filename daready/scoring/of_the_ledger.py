"""What a ledger itself gives cause to say beside an assessment: its questions, and how it was signed (A15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from daready.evidence.model import Month


class QuestionChanged(NamedTuple):
    """A question whose wording, polarity or answer words were others when some live loads were read."""

    question: str
    title: str
    loads: tuple[int, ...]


class NoLongerAsked(NamedTuple):
    """A question that earlier sheets of its form asked and the newest month does not (A15)."""

    question: str
    title: str
    last: Month


class BackDated(NamedTuple):
    """A sign-off about a day long past on the day it was signed, or before evidence that was there already."""

    assessment: int
    name: str
    as_at: date
    signed: date


class NameTwice(NamedTuple):
    """Assessments signed off under one name."""

    name: str
    assessments: tuple[int, ...]


class Rebased(NamedTuple):
    """A line that begins again by a rebase that stands."""

    line: str
    since: date
    role: str


class LeftOut(NamedTuple):
    """A criterion left out of a year's scope: by the entry that says so, why, in which role and when."""

    entry: int
    criterion: str
    why: str
    role: str
    on: date


class AdoptedAnew(NamedTuple):
    """A form of the force's own whose meanings were changed; each change is a question, what of it, old and new."""

    form: str
    role: str
    on: date
    changes: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OfTheLedger:
    """What the record itself gives cause to say; nothing of it where files were read.

    ``first``: the day of the first load, since when anything could be removed. ``head``: the fingerprint of the
    ledger's last entry, by which two assessments are seen to rest on one ledger.
    """

    first: date | None = None
    questions_changed: tuple[QuestionChanged, ...] = ()
    no_longer_asked: tuple[NoLongerAsked, ...] = ()
    back_dated: tuple[BackDated, ...] = ()
    names_twice: tuple[NameTwice, ...] = ()
    rebased: tuple[Rebased, ...] = ()
    adopted_anew: tuple[AdoptedAnew, ...] = ()
    head: str | None = None
