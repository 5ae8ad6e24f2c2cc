"""What an assessment says: a colour for every line, criterion, theme and requirement, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import Literal, NamedTuple

from daready.evidence.model import MadeSafe, Month, Place, Removed
from daready.rubric.model import OFFICIAL, ChangedCut, Wording
from daready.rubric.terms import Colour
from daready.scoring.agreement import Reliability
from daready.scoring.moderation import Moderation
from daready.scoring.of_the_ledger import LeftOut, OfTheLedger
from daready.scoring.xmr import Assured

EvidenceClass = Literal["A", "B", "C", "D"]
"""Strength (method R5.1): A direct look at practice, B system data and records of use, C document, D judgement."""

AmberKind = Literal["shortfall", "unproven"]
"""Two ambers, counted apart (A11): likely below the standard, or likely there but not shown."""

Evidence = Literal["none", "part", "whole"]
"""How much of a requirement anybody looked at: none of its clauses, some, or every one."""

Assurance = Literal["strong", "moderate", "limited", "none"]
Freshness = Literal["fresh", "ageing", "expired", "missing"]

Course = Literal["improvement", "common", "concern", "rising", "falling"]
"""Which way a chart's last point says things are going (R2.3): common is noise alone."""


class Counts(NamedTuple):
    """Answers to one question, whole. ``n`` (R1.1) leaves out what did not apply and what cannot be read.

    ``doubted``: how many of the not applicable were said where the question did apply, so that the answer is
    not known (A6); ``set_apart``: how many of them are a result of their own that counts neither way.
    """

    yes: int = 0
    partial: int = 0
    no: int = 0
    not_applicable: int = 0
    doubted: int = 0
    not_recorded: int = 0
    blank: int = 0
    not_understood: int = 0
    set_apart: int = 0

    # Other tuples follow one another; counts add up.
    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]
        return tuple.__new__(Counts, map(add, self, other))

    @property
    def n(self) -> int:
        return self.yes + self.partial + self.no + self.not_recorded

    @property
    def unclear(self) -> int:
        return self.blank + self.not_understood + self.doubted

    @property
    def failures(self) -> int:
        return self.no + self.not_recorded

    @property
    def at_worst(self) -> Counts:
        """The same if every answer that is not known had failed (A6)."""
        return Counts(
            yes=self.yes,
            partial=self.partial,
            no=self.no + self.unclear,
            not_applicable=self.not_applicable - self.doubted,
            not_recorded=self.not_recorded,
            set_apart=self.set_apart,
        )


class Support(NamedTuple):
    """The rows of one sheet that a finding rests on, in the sheet's own numbering."""

    file: str
    sheet: str
    rows: tuple[int, ...]


class MonthPoint(NamedTuple):
    """One month of a line: its counts as whole numbers (numerator of denominator)."""

    month: Month
    met: int
    of: int


class TrendPoint(NamedTuple):
    """One month on a chart: its counts, its segment's mean and its own limits as shares, and its cause (R2.2)."""

    month: Month
    met: int
    of: int
    mean: float
    lower: float
    upper: float
    cause: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A line's p-chart (R2.4). ``trial``: fewer than 12 points, so limits are for trial and give no colour (R2.5).

    ``assurance`` sets the standard beside the last limits; ``sigma_z`` is Laney's ratio.
    """

    kind: Literal["p", "p-prime"]
    sigma_z: float
    trial: bool
    course: Course
    assurance: Assured | None
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two auditors answered one question on the same cases (R3.2). ``ac1`` and the linear-weighted
    ``kappa`` are given from 30 pairs on."""

    question: str
    pairs: int
    agreed: int
    ac1: float | None
    kappa: float | None
    reliability: Reliability


@dataclass(frozen=True, slots=True)
class LineFinding:
    """A line's colour with its numbers and reasons.

    ``rule`` is the rule of docs/rules.md that fired; ``note`` its short code. ``counts`` are whole and
    unweighted over the window; ``n_eff`` and ``s_eff`` weighted by age (R5.2). The points it was judged
    against are ``green_from`` and ``red_below`` (audit) or ``amber_from`` (measure), or ``green_to`` and
    ``amber_to`` where less is better. ``expires`` is the day from which it no longer counts.
    """

    id: str
    kind: Literal["audit", "measure", "document", "judgement"]
    title: str
    strength: EvidenceClass
    colour: Colour
    note: str
    rule: str
    owner: str = "force"
    required: bool = False
    counts: Counts = field(default_factory=Counts)
    n_eff: float | None = None
    s_eff: float | None = None
    joined: tuple[float, float] | None = None
    """``s_eff`` and ``n_eff`` once a case of the current month joins them: they are older then, and the oldest gone."""
    p_green: float | None = None
    p_red: float | None = None
    green_from: float | None = None
    amber_from: float | None = None
    red_below: float | None = None
    green_to: float | None = None
    amber_to: float | None = None
    freshness: Freshness = "missing"
    first: date | None = None
    last: date | None = None
    expires: date | None = None
    last_day: date | None = None
    """The last day on which the same evidence still gives this colour, found by looking forward (A23)."""
    flags: tuple[str, ...] = ()
    claimed: bool = False
    sources: tuple[Support, ...] = ()
    failures: tuple[Support, ...] = ()
    unsafe: int = 0
    unsafe_high: int = 0
    figure: str = ""
    """A measure that is no part of a whole, in words: a count, or so many of one thing for another."""
    questioned: str = ""
    """Why a figure that only has to be understood has to be questioned, in words, whatever paper says (A19)."""
    set_apart: str = ""
    """What the answers set apart say, in words, where the question has any."""
    points: tuple[MonthPoint, ...] = ()
    trend: Trend | None = None
    agreement: Agreement | None = None
    recent: int = 0
    """How many of the latest months that have cases fell against those before them, or are Red alone (A21)."""
    then: str = ""
    """The note with which it was found Red, or fallen, where that stands because nothing newer answers it (A14)."""
    newer_than: date | None = None
    """The day of the baseline, where only what is newer counts (A7)."""
    was: Colour | None = None
    """Of a line that is Grey: the last colour it had, which still bears on its clause (A14)."""
    left_out: bool = False
    """Nothing was received on it, though its form is in use, or though it was sent once and counts no more (A15); of a
    figure that was received: the same of the analysis that has to explain it."""
    passed_over: bool = False
    """An audit question that was asked, and is left out of later sheets that ask about the same clause."""
    at_worst: LineFinding | None = None
    """What the line would be if every answer that is not known had failed (A6); None where all are known."""
    stands_alone: bool = False
    """Whether this audit's weighted Yes are as many as Green needs of a large sample (A5, A13)."""
    if_strict: Colour | None = None
    if_half: Colour | None = None
    if_met: Colour | None = None
    """The colour if partial answers counted as not met, as half met, and as met (R1.2)."""

    @property
    def live(self) -> bool:
        """Whether the line bears on the criterion's colour: not Grey (R5.3 step 1), and the force's to answer."""
        return self.colour is not Colour.GREY and self.owner == "force"

    @property
    def asked(self) -> bool:
        """Whether anything at all was received on it."""
        return self.note not in NEVER_ASKED


NEVER_ASKED = frozenset({"not_asked", "not_returned", "not_in_register", "missing"})
"""The notes of a line on which nothing was received."""


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """The colour of one part of a criterion's statement, from its own lines alone (A13)."""

    id: str
    says: str
    colour: Colour
    note: str
    asked: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """A criterion's colour. ``notes`` are codes, the deciding one first; ``reason`` is the sentence.

    ``at_best``: the best colour that what is asked of the criterion as a whole allows any of its ``clauses``.
    ``at_worst``: its colour if every answer that is not known had failed (A6).
    ``if_safe``: its colour if every case that waits to be made safe had been (A2), today's where none waits.
    ``cases_to_green``: compliant cases in a row that would prove the deciding audit line (R6.1).
    """

    id: str
    ref: str
    theme: str
    title: str
    critical: bool
    owner_role: str
    colour: Colour
    rule: str
    amber: AmberKind | None
    notes: tuple[str, ...]
    reason: str
    to_green: str
    assurance: Assurance
    lines: tuple[LineFinding, ...]
    clauses: tuple[ClauseFinding, ...]
    at_best: Colour
    at_worst: Colour
    if_safe: Colour
    cases_to_green: int | None = None
    deciding: str | None = None
    short: str = ""
    """Its name where there is little room; empty where nobody gave it one."""
    on_inspection_day: Colour | None = None
    previous: Colour | None = None
    movement: str | None = None
    moderated: Moderation | None = None
    """A colour that somebody proposed beside this one, which it never changes (R5.5)."""

    @property
    def not_asked(self) -> tuple[ClauseFinding, ...]:
        """The clauses that nobody asked about (A13)."""
        return tuple(clause for clause in self.clauses if not clause.asked)

    @property
    def proven(self) -> tuple[ClauseFinding, ...]:
        """The clauses that are Green."""
        return tuple(clause for clause in self.clauses if clause.colour is Colour.GREEN)


@dataclass(frozen=True, slots=True)
class DistrictFinding:
    """One audit question of a criterion in one district; None is the cases that say no district."""

    criterion: str
    district: str | None
    line: LineFinding


@dataclass(frozen=True, slots=True)
class ThemeFinding:
    """``limited_by``: the ids of the criteria that hold the theme where it is. ``at_worst``: as a criterion's."""

    id: str
    title: str
    colour: Colour
    reason: str
    limited_by: tuple[str, ...]
    at_worst: Colour
    about_green: float | None = None
    """R4.4: about how likely the theme is to be Green; None where one of its criteria is Grey."""
    short: str = ""
    """Its name where there is little room; empty where nobody gave it one."""


@dataclass(frozen=True, slots=True)
class RequirementFinding:
    """``in_part``: answered only by what covers a part of it, so never counted among the greens.

    ``clauses`` are those its colour comes from, each as criterion/clause, and ``evidence`` says whether any
    of them was looked at. ``relations``: for each of ``met_by``, what the criterion is of the requirement.
    ``colour_then``: how the force judged it when the list was first answered, and ``since_then`` what became
    of it, as a code.
    """

    id: str
    ref: str | None
    group: str
    text: str
    owner: str
    wording: Wording
    colour: Colour
    in_part: bool
    evidence: Evidence
    clauses: tuple[str, ...]
    met_by: tuple[str, ...]
    relations: tuple[str, ...]
    reason: str
    colour_then: Colour | None = None
    since_then: str | None = None

    @property
    def verified(self) -> bool:
        """Whether our words rest on the published ones."""
        return self.wording == OFFICIAL


@dataclass(frozen=True, slots=True)
class FrameworkFinding:
    """An edition of a framework with each of its requirements coloured through ``met_by``."""

    id: str
    title: str
    edition: str
    publisher: str
    requirements: tuple[RequirementFinding, ...]
    inspection: bool = False
    """Whether forces are graded by it."""


class UnsafeCase(NamedTuple):
    """A sampled case that failed a safety question and has no later made-safe date (A2).

    ``day``: the day of its audit, where its row gives one.
    """

    place: Place
    month: Month
    high_risk: bool
    questions: tuple[str, ...]
    criteria: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ExpectedWrong:
    """How many criteria of a colour are expected not to be (R1.10), of those that an audit decided."""

    wrong: float
    of: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings as at a date. ``safety_checked``: sampled cases with a readable answer to a safety question."""

    as_at: date
    inspection: date | None
    fingerprint: str
    overall: Colour
    share_assessed: tuple[int, int]
    themes: tuple[ThemeFinding, ...]
    criteria: tuple[CriterionFinding, ...]
    frameworks: tuple[FrameworkFinding, ...]
    hidden_frameworks: tuple[str, ...]
    needs_someone_today: tuple[UnsafeCase, ...]
    safety_checked: int
    selection_claimed: int
    selection_not_stated: int
    direct_looks: int
    false_greens: ExpectedWrong
    false_reds: ExpectedWrong
    later: int = 0
    """Cases dated after the day assessed as at, which count for nothing (A9)."""
    in_doubt: int = 0
    """Rows that may be cases and are not counted, each an unclear answer (A17)."""
    districts: tuple[DistrictFinding, ...] = ()
    """Every audit question called in each district alone (R1.9)."""
    reword: tuple[Agreement, ...] = ()
    """Questions that two auditors do not read alike, the worst first (R3.4)."""
    removed: tuple[Removed, ...] = ()
    """What once counted as failing or unsafe and does not now, with its reason or still in doubt (A15)."""
    made_safe: tuple[MadeSafe, ...] = ()
    """Who was recorded as made safe by the day, in the order it was recorded (A2)."""
    cuts_changed: tuple[ChangedCut, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    own: tuple[LineFinding, ...] = ()
    """The force's own questions that no criterion asks; part of no other colour."""
    """Every cut point that is not daready's own, with whoever set it (law 17)."""
    of_the_ledger: OfTheLedger = field(default_factory=OfTheLedger)
