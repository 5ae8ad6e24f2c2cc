"""Worked examples: each a case beside a line drawn, tried against the rules that draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from daready.evidence.model import Document, Figure, Month, Place
from daready.rubric.model import STATUSES, Criterion, Example, Item, Line, Measure, Policy, Question, Rubric
from daready.rubric.terms import Colour, Selection
from daready.scoring.audit import audit_finding
from daready.scoring.clauses import parts_of
from daready.scoring.combine import combine, theme_colour
from daready.scoring.model import Counts, EvidenceClass, LineFinding, Support
from daready.scoring.records import document_finding, measure_finding
from daready.scoring.tally import Batch

_DAY = date(2026, 6, 30)
_MONTH = Month(2026, 6)
_PLACE = Place("example", "example", 1)


@dataclass(frozen=True, slots=True)
class Tried:
    """What an example should give and what it gave."""

    example: Example
    colour: Colour
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the colour is right, and the note among those given where the example names one."""
        noted = self.example.note is None or self.example.note in self.notes
        return self.colour is self.example.colour and noted


def try_examples(rubric: Rubric) -> tuple[Tried, ...]:
    """Every example of the rubric with the answer the rules give it."""
    return tuple(_try(rubric, example) for example in rubric.examples)


def _try(rubric: Rubric, example: Example) -> Tried:
    if example.theme is not None:
        criteria = [(Colour(word.rstrip("!")), word.endswith("!")) for word in example.theme]
        colour, rule = theme_colour(criteria, rubric.policy.theme_share)
        return Tried(example, colour, (rule,))
    if example.lines is not None:
        return _combining(rubric, example)
    found = _line_finding(rubric, example)
    return Tried(example, found.colour, (found.note,))


def _line_finding(rubric: Rubric, example: Example) -> LineFinding:
    criterion = rubric.criteria.get(example.criterion) if example.criterion else None
    policy = rubric.policy
    if example.audit is not None:
        named = _line(criterion, example.line)
        line = named or Line(question="example/Q", required=True)
        question = rubric.item.get(line.id)
        if not isinstance(question, Question):
            question = Question(id="Q", title="An audit question")
        critical = criterion is not None and criterion.critical
        return audit_finding(line, question, critical, [_batch(example)], _DAY, policy)
    if example.measure is not None:
        measure = _line(criterion, example.line)
        assert measure is not None  # the library has checked the link
        met, of = example.measure
        item = rubric.item[measure.id]
        assert isinstance(item, Measure)  # the library has checked the link
        figure = Figure(measure.form, measure.id, _MONTH, met, of, _PLACE)
        analysis = _document(example.analysis, policy) if example.analysis else None
        return measure_finding(measure, item, [figure], _DAY, policy, analysis)
    return _document(example.document or {}, policy)


def _line(criterion: Criterion | None, name: str | None) -> Line | None:
    if criterion is None or name is None:
        return None
    return next((line for line in criterion.lines if line.id == name), None)


def _batch(example: Example) -> Batch:
    counts = Counts(**(example.audit or {}))
    return Batch(_MONTH, Selection(example.selection), False, counts)


def _document(given: Mapping[str, str], policy: Policy) -> LineFinding:
    due = given.get("days")
    review = _DAY + timedelta(days=int(due)) if due is not None else None
    status = next(word for word in STATUSES if word == given["status"])
    line = Line(document="example/document", required=True, proof="record")
    row = Document("example", "document", status, _PLACE, None, review, checked=True)
    return document_finding(line, Item(id="D", title="A document"), [row], _DAY, policy)


def _combining(rubric: Rubric, example: Example) -> Tried:
    """A criterion's lines with the colours given; a line that is not given is missing, so Grey."""
    assert example.criterion is not None  # the library has checked the link
    criterion = rubric.criteria[example.criterion]
    given = example.lines or {}
    lines = [
        given_line(rubric, line, given.get(line.id, Colour.GREY), at)
        for at, line in enumerate(criterion.lines)
    ]
    policy = rubric.policy
    combined = combine(
        lines,
        parts=parts_of(criterion),
        min_lines=policy.min_lines_for_green,
        second_line=frozenset({"A", "B"}),
    )
    return Tried(example, combined.colour, combined.notes)


def given_line(rubric: Rubric, line: Line, colour: Colour, at: int) -> LineFinding:
    """A line's finding: the audit questions of a form share their cases, all else is independent."""
    item = rubric.item[line.id]
    return LineFinding(
        id=line.id,
        kind=line.kind,
        title=item.title,
        strength=_strength(rubric, line),
        colour=colour,
        note="missing" if colour is Colour.GREY else "given",
        rule="given",
        owner=item.owner if isinstance(item, Question | Measure) else "force",
        required=line.required,
        sources=() if colour is Colour.GREY else (Support(line.form, "example", (at,)),),
    )


def _strength(rubric: Rubric, line: Line) -> EvidenceClass:
    """The class a line has when its evidence is as good as it can be (R5.1, A5)."""
    if line.kind == "audit":
        return "A" if rubric.form[line.form].looks_at == "practice" else "B"
    return "B" if line.kind == "measure" or line.proof == "record" else "C"
