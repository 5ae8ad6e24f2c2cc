"""The shapes of what is asked. pydantic guards the YAML; inside, the models are frozen and only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from daready.rubric.example import STATUSES, Example, Status
from daready.rubric.framework import (
    Blank,
    Checked,
    Framework,
    Group,
    MetBy,
    Requirement,
    Source,
)
from daready.rubric.kinds import Code, Credit, Fraction01, Id, Owner, Rate, Strict, Sureness, Words
from daready.rubric.terms import ANSWER_NAMES

__all__ = [
    "STATUSES",
    "Blank",
    "Checked",
    "Column",
    "Comparator",
    "Criterion",
    "Example",
    "Form",
    "Framework",
    "Group",
    "Item",
    "Line",
    "Measure",
    "MetBy",
    "Owner",
    "Policy",
    "Question",
    "Requirement",
    "Rubric",
    "Source",
    "Status",
    "Strict",
    "Theme",
]

# -- forms -----------------------------------------------------------------------------------------


class Column(Strict):
    """One thing a workbook may say about a row, and how to read it.

    ``reads`` decides what is kept: ``reference`` and ``person`` only as a keyed hash, ``presence`` only
    whether something is written, ``never`` nothing at all. ``code`` is one of the form's own items.
    ``offer``: the words a template's drop-down shows, where the first spelling of a value would mislead.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    headings: Words = ()
    reads: Literal[
        "reference", "person", "date", "period", "choice", "number", "code", "presence", "label", "never"
    ]
    required: bool = False
    values: dict[str, Words] = Field(default={})
    offer: Words = ()
    spans: tuple[Literal["week", "quarter", "year"], ...] = ()
    """For ``reads: period``: periods other than a month that may stand here; a longer one counts in its
    last month, weeks only where a row is a case."""
    future: bool = False
    """Whether a date here may well lie ahead, as a next review does."""
    coded: bool = False
    """Whether what it says of a case is kept beside it as a number: a value's place from 1, or a day's ordinal."""

    @model_validator(mode="after")
    def _choices_have_values(self) -> Column:
        if (self.reads == "choice") != bool(self.values):
            raise ValueError("values are given for reads: choice, and only there")
        if self.coded and self.reads not in ("choice", "date"):
            raise ValueError("coded is for reads: choice or date")
        return self


class Item(Strict):
    """One thing a row may be about: a question, a measure, a document."""

    id: Code
    title: Annotated[str, Field(min_length=3)]
    also: Words = ()


class Question(Item):
    """One audit question (domain.md 2.7).

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
    unscored: str | None = None
    """Why it is asked though no criterion counts it."""
    applies_if: dict[str, Words] = Field(default={})
    every_case: bool = False
    partial_credit: Credit = 0
    choices: dict[str, Words] = Field(default={})
    offer: Words = ()
    owner: Owner = "force"
    who: Words = ()
    source: Words = ()

    @model_validator(mode="after")
    def _choices_name_answers(self) -> Question:
        unknown = set(self.choices) - set(ANSWER_NAMES)
        if unknown:
            raise ValueError(
                f"choices must be among {', '.join(ANSWER_NAMES)}; not {', '.join(sorted(unknown))}"
            )
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("choices are given for type: choice, and only there")
        if self.every_case and self.applies_if:
            raise ValueError("a question of every_case has no applies_if; keep one of the two")
        if self.partial_credit and self.type == "number":
            raise ValueError("a question of type: number scores nothing, so it has no partial_credit")
        return self


class Comparator(Strict):
    """What others had: never a target. ``value`` as published, ``of`` whom and when, ``source`` with its date."""

    value: str
    of: str
    source: str
    sure: Sureness


class Measure(Item):
    """One figure of a performance return: what is counted over what (domain.md 3).

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

    @model_validator(mode="after")
    def _counted_over(self) -> Measure:
        if (self.denominator is None) != (self.unit == "count"):
            raise ValueError("a count has no denominator, and every other measure has one")
        return self


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
    ids_as_headings: bool = True
    """Whether a column's id is a heading too; not where another form has columns of the same ids."""
    why: str
    since: date | None = None
    """When the form came into use; earlier dates are told."""
    items_from: Id | None = None
    """Another form whose items this one's rows may also be about (totals of audit questions)."""
    columns: tuple[Column, ...]
    facts: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measure, ...] = ()
    documents: tuple[Item, ...] = ()
    answers: dict[str, Words] = Field(default={})

    @property
    def items(self) -> tuple[Item, ...]:
        """Whatever the form's rows or columns may be about, in the form's order."""
        return (*self.questions, *self.measures, *self.documents)


# -- criteria --------------------------------------------------------------------------------------


class Line(Strict):
    """One test of a criterion. Exactly one of question, measure and document names its evidence.

    ``required``: the direct look without which the criterion is Grey (A1). ``proof: record`` makes a
    document a record of use, class B (A5). Cut points of its own stand beside it, as local defaults: for a
    measure green_from and amber_from (more is better), green_to and amber_to (less is better), or a band;
    else only ``analysis``, a document without which no value of the measure is called understood.
    Every criterion also takes professional judgements (class D) without naming them.
    """

    question: str | None = None
    measure: str | None = None
    document: str | None = None
    required: bool = False
    proof: Literal["paper", "record"] = "paper"
    green_from: Fraction01 | None = None
    amber_from: Fraction01 | None = None
    red_below: Fraction01 | None = None
    green_to: Rate | None = None
    amber_to: Rate | None = None
    band: tuple[Rate, Rate] | None = None
    analysis: str | None = None
    least: Annotated[int, Field(ge=1)] | None = None
    """The smallest denominator a measure is coloured on; the policy's where it is not given."""
    months: Annotated[int, Field(ge=1)] | None = None
    """How many of its latest months a measure takes together; the policy's where it is not given."""

    @model_validator(mode="after")
    def _one_source(self) -> Line:
        named = [name for name in (self.question, self.measure, self.document) if name]
        if len(named) != 1 or "/" not in named[0]:
            raise ValueError("a line names exactly one question, measure or document, as form/ID")
        if self.measure:
            self._measured()
        elif any((self.green_to, self.amber_to, self.band, self.analysis)):
            raise ValueError("green_to, amber_to, band and analysis are for measures")
        if self.question and self.amber_from is not None:
            raise ValueError("an audit question has green_from and red_below; amber is what lies between")
        if self.document and (self.green_from or self.amber_from or self.red_below):
            raise ValueError("a document has no cut points")
        return self

    def _measured(self) -> None:
        pairs = ((self.green_from, self.amber_from), (self.green_to, self.amber_to))
        if any((one is None) != (other is None) for one, other in pairs):
            raise ValueError("a measure gives green_from and amber_from, or green_to and amber_to")
        given = [self.green_from is not None, self.green_to is not None, self.band is not None]
        if sum(given) > 1:
            raise ValueError("a measure goes up, down or has a band, and only one of them")
        if not any(given) and self.analysis is None:
            raise ValueError(
                "a measure gives cut points, a band, or the analysis that shows it is understood"
            )
        if self.analysis is not None and not self.band and any(given):
            raise ValueError("an analysis stands alone or beside a band")
        if self.green_from is not None and self.amber_from is not None and self.green_from < self.amber_from:
            raise ValueError("amber_from must not stand above green_from")
        if self.green_to is not None and self.amber_to is not None and self.green_to > self.amber_to:
            raise ValueError("amber_to must not stand below green_to")
        if self.band is not None and self.band[0] >= self.band[1]:
            raise ValueError("a band goes from the lower rate to the higher")

    @property
    def direction(self) -> Literal["up", "down", "band", "understand"]:
        """Which way a measure's cut points go."""
        if self.band is not None:
            return "band"
        if self.green_to is not None:
            return "down"
        return "understand" if self.green_from is None else "up"

    @property
    def kind(self) -> Literal["audit", "measure", "document"]:
        return "audit" if self.question else "measure" if self.measure else "document"

    @property
    def id(self) -> str:
        """What the line is called everywhere: the evidence it names, such as case-audit/Q25."""
        return self.question or self.measure or self.document or ""

    @property
    def form(self) -> str:
        return self.id.split("/", 1)[0]

    @property
    def item(self) -> str:
        return self.id.split("/", 1)[1]


class Criterion(Strict):
    """One thing daready tests, with an id of its own that people can say."""

    id: Id
    ref: Annotated[str, Field(pattern=r"^U\d\d$")]
    title: str
    statement: str
    critical: bool = False
    owner_role: str
    why: str
    sure: Sureness = "P"
    cites: Words = ()
    remedy: str
    lines: tuple[Line, ...]


class Theme(Strict):
    """A file of criteria that belong together."""

    id: Id
    title: str
    order: int
    criteria: tuple[Criterion, ...]


# -- policy ----------------------------------------------------------------------------------------


class Rebase(Strict):
    """A line's process has changed for good: from ``since`` its chart and its pool begin again (method R2.5).

    Only a person may say so, with the day it was written, the cause, and the evidence that the change has
    lasted; daready never does. ``by`` is that person's role, since reports show it; who wrote an entry of the
    ledger stands in the entry.
    """

    line: str
    since: date
    recorded: date
    by: Annotated[str, Field(min_length=3)]
    cause: Annotated[str, Field(min_length=10)]
    evidence: Annotated[str, Field(min_length=10)]

    @model_validator(mode="after")
    def _written_afterwards(self) -> Rebase:
        if self.recorded < self.since:
            raise ValueError("a rebase is recorded after the change it rests on, not before")
        return self


class Policy(Strict):
    """The force's own cut points (method section 0). No inspectorate publishes any of them."""

    set_by: str
    agreed: date | None = None
    why: str
    red_below: Fraction01
    green_from: Fraction01
    green_from_critical: Fraction01
    green_conf: Fraction01
    firm_conf: Fraction01
    n_min: Annotated[int, Field(ge=1)]
    early_n: Annotated[int, Field(ge=1)]
    early_conf: Fraction01
    prior: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]]
    not_recorded: Literal["fail", "exclude"]
    half_life_months: Annotated[float, Field(gt=0)]
    max_age_months: Annotated[int, Field(ge=1)]
    recent_fall_conf: Fraction01
    na_high: Fraction01
    nr_high: Fraction01
    min_lines_for_green: Annotated[int, Field(ge=1)]
    alone_from_n_eff: Annotated[int, Field(ge=1)]
    measure_max_age_months: Annotated[int, Field(ge=0)]
    measure_window_months: Annotated[int, Field(ge=1)]
    measure_min_denominator: Annotated[int, Field(ge=1)]
    document_warn_days: Annotated[int, Field(ge=0)]
    judgement_days: Annotated[int, Field(ge=1)]
    ageing_from: Fraction01
    theme_share: Fraction01
    rebases: tuple[Rebase, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Policy:
        if not self.red_below < self.green_from <= self.green_from_critical:
            raise ValueError("red_below must stand below green_from, and green_from_critical not below it")
        return self


# -- all of it -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rubric:
    """Everything that is asked, checked as one: ids are unique and every link leads somewhere."""

    fingerprint: str
    policy: Policy
    themes: tuple[Theme, ...]
    frameworks: tuple[Framework, ...]
    forms: tuple[Form, ...]
    examples: tuple[Example, ...]

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for theme in self.themes for criterion in theme.criteria}

    @cached_property
    def form(self) -> dict[str, Form]:
        return {form.id: form for form in self.forms}

    @cached_property
    def item(self) -> dict[str, Item]:
        """Every question, measure and document by the name lines use, such as case-audit/Q25."""
        return {f"{form.id}/{item.id}": item for form in self.forms for item in form.items}
