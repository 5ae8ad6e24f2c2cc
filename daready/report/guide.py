"""The marking guide in the terminal: what counts as Yes in a criterion's lines, and one question in full."""

from __future__ import annotations

from collections.abc import Iterator

from daready.report.terminal import told
from daready.report.words import where_it_stands
from daready.rubric.guide import SHOWN, examples_of, marked_things
from daready.rubric.model import Criterion, Line, Marking, Question, Rubric

_NOT_RECORDED = {"fail": "it counts as not met", "exclude": "the policy leaves it out of the count"}
"""What Not recorded comes to, by the policy's own word for it."""


def what_counts(rubric: Rubric, criterion: Criterion) -> Iterator[str]:
    """What counts as Yes in each question of a criterion, and how each of its figures and papers is counted."""
    lines = [(line, rubric.guide[line.id]) for line in criterion.lines if line.id in rubric.guide]
    if not lines:
        return
    yield ""
    yield "What counts as Yes, and how figures and papers are counted"
    for line, marking in lines:
        yield from told(f"{line.id}: {marking.yes or marking.counted}", "  ", "    ")
    yield from told(f"The rest of it, for each question: {where_it_stands(_first(criterion))}")


def _first(criterion: Criterion) -> str:
    required: list[Line] = [line for line in criterion.lines if line.required]
    return (required or list(criterion.lines))[0].id


def marking_in_full(rubric: Rubric, name: str) -> Iterator[str]:
    """One question, figure, document or column: what is enough for each answer, with examples, and the mistake."""
    form_id, _, item_id = name.partition("/")
    form, marking = rubric.form[form_id], rubric.guide.get(name)
    thing = marked_things(form)[item_id]
    title = getattr(thing, "title", "") or (getattr(thing, "headings", ()) or (item_id,))[0]
    yield from told(f"{title} ({name})")
    if isinstance(thing, Question):
        yield from told(_effect(thing))
    if marking is None:
        yield "It has no marking guide."
        return
    yield ""
    yield from _answers(marking)
    yield from told(f"Where to look: {marking.look}", "", "  ")
    yield from told(f"The commonest mistake: {marking.mistake}", "", "  ")
    if isinstance(thing, Question) and thing.type != "number":
        unknown = _NOT_RECORDED[rubric.policy.not_recorded]
        yield from told(f"Mark Not recorded where the record does not let you tell; {unknown}.")
        yield from told("Where two auditors would differ and this does not settle it, give the lower answer.")
    used = [c for c in rubric.criteria.values() if any(line.id == name for line in c.lines)]
    if used:
        yield ""
        yield from told(f"It tests: {'; '.join(_tested(c, name) for c in used)}.", "", "  ")


def _answers(marking: Marking) -> Iterator[str]:
    if marking.counted:
        yield from told(f"How it is counted: {marking.counted}", "", "  ")
        yield from told(f"Example: {marking.example}", "", "  ")
    for name, text in marking.answers.items():
        yield from told(f"{SHOWN[name]}: {text}", "", "  ")
        for answer, example in examples_of(marking):
            if answer == SHOWN[name]:
                yield from told(f"For example: {example}", "    ", "      ")


def _effect(question: Question) -> str:
    """What a Partial comes to, since that is what auditors ask first."""
    if question.type == "number":
        return "A number, kept beside the answers; it scores nothing."
    if question.unscored:
        return f"It scores nothing: {question.unscored}."
    credit = {0: "as not met", 0.5: "as half met", 1: "as met"}[question.partial_credit]
    return f"Partial counts {credit}."


def _tested(criterion: Criterion, name: str) -> str:
    clauses = [clause.says for clause in criterion.clauses if name in clause.lines]
    said = f"{criterion.ref} {criterion.title}"
    return f"{said} ({'; '.join(clauses)})" if clauses else said
