"""Extracts: what a record system's export must say of each row, and which figures of the return are counted from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from daready.rubric.kinds import Code, Counting, Id, Limits, Strict, Words

Name = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$")]


@dataclass(frozen=True, kw_only=True)
class Lent(Strict):
    """Where a column comes from if the export has none: the ``extract`` whose reference stands in the column ``by``."""

    extract: Id
    by: Name


@dataclass(frozen=True, kw_only=True)
class ExtractColumn(Strict):
    """One thing an export says of a row. Only columns that stand here are ever loaded.

    ``reads``: a ``reference`` is used to count a row once and to join exports, and is never shown; a ``moment`` is a
    day, with or without its time; a ``choice`` is one of ``values``; a ``label`` names a district or team.
    ``words_from``: a column of a form (case-audit/outcome) whose values and numbers hold here too.
    ``blank``: the value that an empty cell means; where none is given, it is not known what it means.
    ``whole``: the value of every row of an export that has no such column, which only a force can know of its own.
    """

    id: Name
    headings: Words = ()
    reads: Literal["reference", "moment", "choice", "label"]
    values: dict[str, Words] = field(default_factory=dict[str, Words])
    words_from: str | None = None
    blank: str | None = None
    whole: str | None = None
    lent: Lent | None = None

    def __post_init__(self) -> None:
        if (self.reads == "choice") != bool(self.values or self.words_from):
            raise ValueError("values or words_from are given for reads: choice, and only there")
        if self.reads != "choice" and (self.blank or self.whole):
            raise ValueError("blank and whole say a value, so they are for reads: choice")


@dataclass(frozen=True, kw_only=True)
class Within(Strict):
    """Two moments of a row in their order, and at most so long apart; without a limit the order is all.

    ``days`` are whole calendar days, the first not counted. ``minutes_by`` names the choice column whose values have
    the force's own limits in daready.toml. A moment that is missing is not met. An end at exactly midnight is a day
    without a time, and is taken for the end of that day.
    """

    since: Name
    until: Name
    hours: Counting | None = None
    days: Counting | None = None
    minutes_by: Name | None = None

    def __post_init__(self) -> None:
        if sum(one is not None for one in (self.hours, self.days, self.minutes_by)) > 1:
            raise ValueError("one limit of hours, days and minutes_by, or none")


@dataclass(frozen=True, kw_only=True)
class Met(Strict):
    """What makes a row of the base count in the numerator: all that is said here."""

    where: dict[str, Words] = field(default_factory=dict[str, Words])
    within: Within | None = None

    def __post_init__(self) -> None:
        if not self.where and self.within is None:
            raise ValueError("met says where, within or both")


@dataclass(frozen=True, kw_only=True)
class Calculation(Strict):
    """How one measure of the return is counted from rows.

    The base are the rows of the extract's ``among`` that fit ``where`` and have the moments of ``filled``; each counts
    in the month of its moment ``on``. With ``met`` the base is the denominator. With ``over`` it is the numerator, and
    the denominator is the ``among`` of another extract by another moment, such as crimes/recorded. With neither it is
    a count. ``always_dated``: every row of the base should have that moment, so that one without it leaves a doubt;
    elsewhere it means that the thing has not happened. ``says``: what is counted, in words; ``excludes``: what is not.
    """

    measure: Code
    on: Name
    where: dict[str, Words] = field(default_factory=dict[str, Words])
    filled: tuple[Name, ...] = ()
    met: Met | None = None
    over: str | None = None
    always_dated: bool = False
    says: Annotated[str, Limits(min_length=10)]
    excludes: Words = ()
    cites: Annotated[str, Limits(min_length=5)]

    def __post_init__(self) -> None:
        if self.met and self.over:
            raise ValueError("met makes the base the denominator and over the numerator; keep one of the two")

    @property
    def asked(self) -> dict[str, Words]:
        """Every choice that decides about a row beyond the extract's own ``among``."""
        return {**self.where, **(self.met.where if self.met else {})}

    @property
    def withins(self) -> tuple[Within, ...]:
        return (self.met.within,) if self.met and self.met.within else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that its rule reads."""
        timed = [name for one in self.withins for name in (one.since, one.until, one.minutes_by) if name]
        return tuple(dict.fromkeys((self.on, *self.asked, *self.filled, *timed)))


@dataclass(frozen=True, kw_only=True)
class Extract(Strict):
    """A kind of row-level export. ``among``: the values that a row must have to be counted at all.

    Its column ``reference`` makes a row count once. ``set_by``, ``set_on`` and ``set_why`` say who laid a force's own
    headings and codes over it.
    """

    id: Id
    title: str
    row: str
    why: str
    among: dict[str, Words] = field(default_factory=dict[str, Words])
    columns: tuple[ExtractColumn, ...]
    figures: tuple[Calculation, ...] = ()
    set_by: str = ""
    set_on: date | None = None
    set_why: str = ""

    @property
    def column(self) -> dict[str, ExtractColumn]:
        return {one.id: one for one in self.columns}


@dataclass(frozen=True, kw_only=True)
class OwnColumn(Strict):
    """A force's own headings, codes and meanings of one column, beside those that daready knows."""

    id: Name
    headings: Words = ()
    values: dict[str, Words] = field(default_factory=dict[str, Words])
    blank: str | None = None
    whole: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExtractPart(Strict):
    """A workspace's file of extracts/ without ``title``: a force's own words, laid over the extract of its id."""

    id: Id
    set_by: Annotated[str, Limits(min_length=2)]
    set_on: date
    set_why: Annotated[str, Limits(min_length=5)]
    columns: tuple[OwnColumn, ...]


def adopted(extract: Extract, part: ExtractPart) -> Extract:
    """The extract with a force's own headings first; a code of its own means what stands in the part alone."""
    own = {one.id: one for one in part.columns}
    columns = tuple(_with_own(one, own[one.id]) if one.id in own else one for one in extract.columns)
    return replace(extract, columns=columns, set_by=part.set_by, set_on=part.set_on, set_why=part.set_why)


def _with_own(column: ExtractColumn, own: OwnColumn) -> ExtractColumn:
    said = {word.casefold() for words in own.values.values() for word in words}
    names = dict.fromkeys((*column.values, *own.values))
    values = {
        name: (
            *own.values.get(name, ()),
            *(word for word in column.values.get(name, ()) if word.casefold() not in said),
        )
        for name in names
    }
    return replace(
        column,
        headings=(*own.headings, *column.headings),
        values=values,
        blank=own.blank or column.blank,
        whole=own.whole or column.whole,
    )
