"""Forms: what a kind of workbook's headings and answers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from daready.rubric.kinds import Code, Credit, Fraction01, Id, Limits, Owner, Share, Strict, Sureness, Words
from daready.rubric.terms import CHOICE_NAMES


@dataclass(frozen=True, kw_only=True)
class Numbered(Strict):
    """One number of a published list: which value of the column it means, and what the list calls it.

    ``label`` is the list's own wording, ``also`` are other names of it; each says the same without its number, unless
    a number of another meaning has the name too. ``beside`` is what may stand beside the number, or beside a name, and
    says nothing alone.
    """

    number: Annotated[str, Limits(pattern=r"^(0|[1-9][0-9]?)[A-Z]?$")]
    means: str
    label: str
    also: Words = ()
    beside: Words = ()
    sure: Sureness


@dataclass(frozen=True, kw_only=True)
class Numbering(Strict):
    """A published list of numbers that a choice column may hold, such as the Home Office's crime outcomes.

    ``before`` are the single words that may stand before a number (Outcome 16, OC16, Home Office outcome 16).
    """

    source: str
    before: Words
    numbers: tuple[Numbered, ...]


@dataclass(frozen=True, kw_only=True)
class Column(Strict):
    """One thing a workbook may say about a row, and how to read it.

    ``reads`` decides what is kept: ``reference`` and ``person`` only as a keyed hash, ``presence`` only
    whether something is written, ``never`` nothing at all. ``code`` is one of the form's own items.
    ``offer``: the words a template's drop-down shows, where the first spelling of a value would mislead.
    """

    id: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$")]
    headings: Words = ()
    reads: Literal[
        "reference", "person", "date", "period", "choice", "number", "code", "presence", "label", "never"
    ]
    required: bool = False
    values: dict[str, Words] = field(default_factory=dict)
    numbering: Numbering | None = None
    """For ``reads: choice``: the numbers by which a published list knows its values."""
    offer: Words = ()
    spans: tuple[Literal["week", "quarter", "year"], ...] = ()
    """For ``reads: period``: periods other than a month that may stand here; a longer one counts in its
    last month, weeks only where a row is a case."""
    future: bool = False
    """Whether a date here may well lie ahead, as a next review does."""
    reach: Annotated[int, Limits(ge=1, le=100)] = 10
    """Of a date: how many years before or after the day of reading it can be meant; another is not kept."""
    coded: bool = False
    """Whether what it says of a case is kept beside it as a number: a value's place from 1, or a day's ordinal."""

    def __post_init__(self) -> None:
        if (self.reads == "choice") != bool(self.values):
            raise ValueError("values are given for reads: choice, and only there")
        if self.numbering and self.reads != "choice":
            raise ValueError("numbering is for reads: choice")
        if self.coded and self.reads not in ("choice", "date"):
            raise ValueError("coded is for reads: choice or date")


@dataclass(frozen=True, kw_only=True)
class Item(Strict):
    """One thing a row may be about: a question, a measure, a document."""

    id: Code
    title: Annotated[str, Limits(min_length=3)]
    also: Words = ()


@dataclass(frozen=True, kw_only=True)
class Question(Item):
    """One audit question.

    ``type``: outcome takes the form's answer words; choice adds words of its own, which come before the
    form's (to "anything needing same-day action?" a No is the good answer); number is kept beside and
    scores nothing. ``safety``: a failure leaves a child or a high-risk victim unsafe (method A2).
    ``applies_if``: column id to the values for which the question applies; elsewhere a blank is
    not applicable (A6). ``every_case``: it applies to each, so that "not applicable" is doubted.
    ``partial_credit``: how much of a case a partial answer counts (R1.2); a local choice.
    ``offer``: the words a template's drop-down shows, where one spelling for each answer would hide a
    difference an auditor has to see.
    """

    type: Literal["outcome", "choice", "number"] = "outcome"
    safety: bool = False
    set_apart: str | None = None
    """What the choices set apart say, in words: a result of its own that counts neither way."""
    set_apart_share: Share | None = None
    """The share of cases that is usually set apart, 0 for none; more is doubted, as "not applicable" is (A16)."""
    set_apart_why: str | None = None
    unscored: str | None = None
    """Why it is asked though no criterion counts it."""
    applies_if: dict[str, Words] = field(default_factory=dict)
    every_case: bool = False
    may_not_apply: Fraction01 | None = None
    """The share of cases in which it usually does not apply; more "not applicable" than that is doubted (A16)."""
    may_not_apply_why: str | None = None
    if_not: Literal["amber", "red"] = "amber"
    """In a complete list: the colour that an item which fails it gives the line (A18); a local choice."""
    concern: bool = False
    """In a complete list: whether a live cause of concern makes the line Red, whatever was answered (A18)."""
    partial_credit: Credit = 0
    least: float | None = None
    """Of a number: a smaller one is set aside, since it cannot be meant; 0 if not given."""
    most: float | None = None
    """Of a number: a larger one (a telephone number, a crime's) is set aside; 100,000 if not given."""
    choices: dict[str, Words] = field(default_factory=dict)
    offer: Words = ()
    owner: Owner = "force"
    who: Words = ()
    source: Words = ()

    def __post_init__(self) -> None:
        unknown = set(self.choices) - set(CHOICE_NAMES)
        if unknown:
            raise ValueError(
                f"choices must be among {', '.join(CHOICE_NAMES)}; not {', '.join(sorted(unknown))}"
            )
        apart = {self.set_apart is None, self.set_apart_share is None, self.set_apart_why is None}
        if apart != {"set_apart" not in self.choices}:
            raise ValueError(
                "choices of set_apart, set_apart, set_apart_share and set_apart_why are given together"
            )
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("choices are given for type: choice, and only there")
        if self.every_case and self.applies_if:
            raise ValueError("a question of every_case has no applies_if; keep one of the two")
        if self.every_case and self.may_not_apply is not None:
            raise ValueError("a question of every_case has no may_not_apply; keep one of the two")
        if (self.may_not_apply is None) != (self.may_not_apply_why is None):
            raise ValueError("may_not_apply and may_not_apply_why are given together")
        if self.partial_credit and self.type == "number":
            raise ValueError("a question of type: number scores nothing, so it has no partial_credit")
        if self.type != "number" and not (self.least is None and self.most is None):
            raise ValueError("least and most are bounds of a question of type: number")


@dataclass(frozen=True, kw_only=True)
class Comparator(Strict):
    """What others had: never a target. ``value`` as published, ``of`` whom and when, ``source`` with its date."""

    value: str
    of: str
    source: str
    sure: Sureness


@dataclass(frozen=True, kw_only=True)
class Measure(Item):
    """One figure of a performance return: what is counted over what (M1.1, M1.2).

    ``unit``: percent is a part of a whole and never above it; a ratio may be; a count has no denominator.
    ``direction``: whether more is better (up), less (down), a middle (band), or whether no value is good or
    bad in itself, so that only the force's own analysis shows that it is understood. ``limit``: a limit
    that somebody published, in words.
    """

    numerator: str
    denominator: str | None = None
    unit: Literal["percent", "ratio", "count"] = "percent"
    direction: Literal["up", "down", "band", "understand"] = "up"
    limit: str | None = None
    comparators: tuple[Comparator, ...] = ()
    owner: Owner = "force"
    sure: Sureness = "P"

    def __post_init__(self) -> None:
        if (self.denominator is None) != (self.unit == "count"):
            raise ValueError("a count has no denominator, and every other measure has one")


@dataclass(frozen=True, kw_only=True)
class Form(Strict):
    """What a kind of workbook's headings and answers mean.

    ``row`` says what one row is. ``facts`` are read from the lines above the table (a label, then its
    value); a column of the same id speaks for its own row and wins.
    """

    id: Id
    title: str
    version: str
    row: Literal["case", "totals", "figure", "document", "judgement"]
    looks_at: Literal["practice", "records"] = "practice"
    """Rows of cases that look at practice are class A; at records kept of it, class B (method R5.1)."""
    complete: bool = False
    """Whether its rows are all there are, as in a register, so that one item speaks for itself (A18)."""
    ids_as_headings: bool = True
    """Whether a column's id is a heading too; not where another form has columns of the same ids."""
    why: str
    since: date | None = None
    """When the form came into use; earlier dates are told."""
    items_from: Id | None = None
    """Another form whose items this one's rows may also be about (totals of audit questions)."""
    set_by: str = ""
    """Who changed what its questions mean or when they apply, where that is not as daready ships it; when, and why."""
    set_on: date | None = None
    set_why: str = ""
    columns: tuple[Column, ...]
    facts: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measure, ...] = ()
    documents: tuple[Item, ...] = ()
    answers: dict[str, Words] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        """Whatever the form's rows or columns may be about, in the form's order."""
        return (*self.questions, *self.measures, *self.documents)
