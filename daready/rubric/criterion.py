"""Criteria: what daready tests, and the lines of evidence that test it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from daready.rubric.kinds import Counting, Fraction01, Id, Limits, Rate, Strict, Sureness, Words
from daready.rubric.terms import Colour


@dataclass(frozen=True, kw_only=True)
class QuestionIf(Strict):
    """When a figure that is neither good nor bad in itself has to be questioned, whatever paper says of it (A19).

    ``below`` and ``above``: rates, as met for each one of its base. ``moves``: which way a change that chance does
    not explain raises the question (R2). ``why``: whose figure the bounds rest on, or that they are ours.
    """

    below: Rate | None = None
    above: Rate | None = None
    moves: Literal["falling", "rising", "either"] | None = None
    why: Annotated[str, Limits(min_length=10)]

    def __post_init__(self) -> None:
        if self.below is None and self.above is None and self.moves is None:
            raise ValueError("question_if says below, above or moves; without one it questions nothing")
        if self.below is not None and self.above is not None and self.below >= self.above:
            raise ValueError("question_if goes from below, the lower rate, to above, the higher")


@dataclass(frozen=True, kw_only=True)
class Line(Strict):
    """One test of a criterion. Exactly one of question, measure and document names its evidence.

    ``required``: the direct look without which the criterion is Grey (A1). ``proof: record`` makes a
    document a record of use, class B (A5). Cut points of its own stand beside it, as local defaults: for a
    measure green_from and amber_from (more is better), green_to and amber_to (less is better), or a band;
    else only ``analysis``, a document without which no value of the measure is called understood. ``set_by``,
    ``set_on`` and ``why`` say who set them where they are not daready's own.
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
    question_if: QuestionIf | None = None
    least: Counting | None = None
    """The smallest denominator a measure is coloured on; the policy's where it is not given."""
    months: Counting | None = None
    """How many of its latest months a measure takes together; the policy's where it is not given."""
    set_by: str = ""
    set_on: date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        named = [name for name in (self.question, self.measure, self.document) if name]
        if len(named) != 1 or "/" not in named[0]:
            raise ValueError("a line names exactly one question, measure or document, as form/ID")
        if self.measure:
            self._measured()
        elif any((self.green_to, self.amber_to, self.band, self.analysis, self.question_if)):
            raise ValueError("green_to, amber_to, band, analysis and question_if are for measures")
        if self.question and self.amber_from is not None:
            raise ValueError("an audit question has green_from and red_below; amber is what lies between")
        if self.document and (self.green_from or self.amber_from or self.red_below):
            raise ValueError("a document has no cut points")

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
        if self.question_if is not None and any(given):
            raise ValueError(
                "question_if is for a measure that only has to be understood, without cut points"
            )
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


Proof = Literal["practice", "record", "paper"]
"""What shows that a clause is met: practice or its figures (class A or B), records of use (B), or a paper (C)."""


@dataclass(frozen=True, kw_only=True)
class Clause(Strict):
    """One of the things that a criterion's statement asks for, and the lines of evidence that test it (A13)."""

    id: Id
    says: str
    lines: Annotated[Words, Limits(min_length=1)]
    proof: Proof = "practice"


@dataclass(frozen=True, kw_only=True)
class Descriptors(Strict):
    """What somebody who looks would see at each colour, in words made from the clauses; the rule is elsewhere.

    Grey has none: it always means that it cannot be told, with its own reason.
    """

    green: Annotated[str, Limits(min_length=20)]
    amber: Annotated[str, Limits(min_length=20)]
    red: Annotated[str, Limits(min_length=20)]

    def of(self, colour: Colour) -> str | None:
        """The words of a colour, or None for Grey."""
        words = {Colour.GREEN: self.green, Colour.AMBER: self.amber, Colour.RED: self.red}
        return words.get(colour)


@dataclass(frozen=True, kw_only=True)
class Criterion(Strict):
    """One thing daready tests, with an id of its own that people can say.

    Its statement is a conjunction: ``clauses`` are its parts, and Green needs every one of them (A13). For where there
    is little room: ``short`` names it, ``short_failure`` says in at most four words what is wrong when it is not met,
    and ``decision`` in at most seven what to decide, as an order.
    """

    id: Id
    ref: Annotated[str, Limits(pattern=r"^U\d\d$")]
    title: str
    statement: str
    critical: bool = False
    owner_role: str
    why: str
    sure: Sureness = "P"
    cites: Words = ()
    remedy: str
    short: Annotated[str, Limits(min_length=2, max_length=18)] | None = None
    short_failure: Annotated[str, Limits(max_length=30)] | None = None
    decision: Annotated[str, Limits(max_length=60)] | None = None
    descriptors: Descriptors | None = None
    lines: tuple[Line, ...]
    clauses: tuple[Clause, ...] = ()
    set_by: str = ""
    """Who changed what it asks, where it is one of daready's that is not as daready ships it; when, and why."""
    set_on: date | None = None
    set_why: str = ""

    @property
    def parts(self) -> tuple[Clause, ...]:
        """Its clauses; where nobody wrote any, one that holds the whole statement and every line."""
        every = tuple(line.id for line in self.lines)
        return self.clauses or (Clause(id=WHOLE, says=self.statement, lines=every),)

    def proving(self, clause: Clause) -> frozenset[str]:
        """The lines that can prove a clause (A13): audits, measures, records of use; papers if it asks for one."""
        return frozenset(
            line.id
            for line in self.lines
            if line.id in clause.lines
            and (line.kind != "document" or line.proof == "record" or clause.proof == "paper")
        )


WHOLE = "whole"
"""The id of the one clause of a criterion that has none of its own."""


@dataclass(frozen=True, kw_only=True)
class Theme(Strict):
    """A file of criteria that belong together. ``short`` names it where there is little room."""

    id: Id
    title: str
    short: Annotated[str, Limits(min_length=2, max_length=18)] | None = None
    order: int
    criteria: tuple[Criterion, ...]
