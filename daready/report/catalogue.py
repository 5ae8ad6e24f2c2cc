"""The rubric told in the terminal: what there is, and one criterion, framework or form in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daready.report.guide import marking_in_full
from daready.report.terminal import told
from daready.report.words import PROOFS, wording_beside, wording_words
from daready.rubric.guide import marked_things
from daready.rubric.model import (
    Clause,
    Column,
    Criterion,
    Form,
    Framework,
    Line,
    Measure,
    MetBy,
    Question,
    QuestionIf,
    Requirement,
    Rubric,
)
from daready.rubric.terms import Colour
from daready.scoring.questioned import per_hundred
from daready.scoring.reasons import percent


def listing(rubric: Rubric) -> Iterator[str]:
    """Every theme with its criteria, then frameworks and forms, by id."""
    for theme in rubric.themes:
        yield theme.title
        for criterion in theme.criteria:
            yield f"  {criterion.ref}  {criterion.id}{'  (critical)' if criterion.critical else ''}"
        yield ""
    yield "Frameworks"
    for framework in rubric.frameworks:
        yield from told(f"{framework.id}: {framework.title} ({_extent(framework)})", "  ")
    yield ""
    yield "Forms"
    for form in rubric.forms:
        yield from told(f"{form.id}: {form.title}", "  ")


def _extent(framework: Framework) -> str:
    number = len(framework.requirements)
    parts = [f"{number} requirement{'' if number == 1 else 's'}" if number else "empty until filled in"]
    if framework.superseded_by:
        parts.append(f"superseded by {framework.superseded_by}: off unless asked for")
    return "; ".join(parts)


def shown(rubric: Rubric, name: str) -> Iterable[str] | None:
    """A criterion (by id or number), a framework, a form or how a question of one is marked; none if not there."""
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return _criterion(rubric, criterion)
    for framework in rubric.frameworks:
        if framework.id == name:
            return _framework(framework)
    if name in rubric.form:
        return _form(rubric.form[name])
    form, _, thing = name.partition("/")
    there = form in rubric.form and thing in marked_things(rubric.form[form])
    return marking_in_full(rubric, name) if there else None


def _criterion(rubric: Rubric, criterion: Criterion) -> Iterator[str]:
    yield f"{criterion.title} ({criterion.id}, {criterion.ref})"
    yield from told(criterion.statement)
    yield ""
    yield from told(f"Why: {criterion.why}")
    yield from told(f"Owner: {criterion.owner_role}. Critical: {'yes' if criterion.critical else 'no'}.")
    yield from told(f"What to do when it is not green: {criterion.remedy}")
    yield from told(_for_short(criterion))
    yield ""
    yield "Lines of evidence"
    for line in criterion.lines:
        yield from told(_line(rubric, line), "  ")
    if criterion.clauses:
        yield ""
        yield "Clauses: green needs every one of them"
        for clause in criterion.clauses:
            yield from _clause(rubric, clause)
    if criterion.descriptors:
        yield ""
    for said in described(criterion):
        indent = " " * (len(said) - len(said.lstrip()))
        yield from told(said.strip(), indent, 2 * indent)
    answered = [
        f"{framework.id} {requirement.id} ({'; '.join((_of_it(link), *wording_beside(requirement.wording)))})"
        for framework in rubric.frameworks
        for requirement in framework.requirements
        for link in requirement.met_by
        if link.criterion == criterion.id
    ]
    yield ""
    yield from told(f"Answers: {', '.join(answered) or 'no requirement of a framework'}")


def _for_short(criterion: Criterion) -> str:
    """What a criterion, its failure and what to decide are called where there is little room."""
    named = {
        "For short": criterion.short,
        "When it is not met": criterion.short_failure,
        "What to decide": criterion.decision,
    }
    return " ".join(f"{key}: {words}." for key, words in named.items() if words)


def described(criterion: Criterion, now: Colour | None = None) -> Iterator[str]:
    """What the colours of a criterion look like, in words, with the one that it has ``now`` marked."""
    if criterion.descriptors is None:
        return
    yield "What each colour looks like. These are words to recognise it by; the rule alone decides the colour."
    for colour in (Colour.GREEN, Colour.AMBER, Colour.RED):
        here = ", as it is now" if colour is now else ""
        yield f"  {colour.value}{here}: {criterion.descriptors.of(colour)}"
    if now is Colour.GREY:
        yield f"  {now.value}, as it is now: it cannot be assessed, for the reason above."


def _of_it(link: MetBy) -> str:
    """What a criterion is of a requirement, with the clauses that are meant where not all of them are."""
    return f"{link.relation}: {', '.join(link.clauses)}" if link.clauses else link.relation


def _clause(rubric: Rubric, clause: Clause) -> Iterator[str]:
    yield from told(f"{clause.id}: {clause.says}; proved by {PROOFS[clause.proof]}", "  ")
    for line in clause.lines:
        yield from told(f"{line} {rubric.item[line].title}", "    ", "      ")


def when(question: Question) -> str:
    """When a question applies, and what not applicable costs, in words; nothing where the form is silent."""
    if question.every_case:
        return "in every case"
    if question.applies_if:
        wanted = (f"{column.replace('_', ' ')} is {_either(v)}" for column, v in question.applies_if.items())
        return f"only where {' and '.join(wanted)}"
    if question.may_not_apply is None:
        return ""
    return (
        f"not applicable in up to {percent(question.may_not_apply)} of cases ({question.may_not_apply_why})"
    )


def _either(values: tuple[str, ...]) -> str:
    words = [value.replace("_", " ") for value in values]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _line(rubric: Rubric, line: Line) -> str:
    item = rubric.item[line.id]
    parts = [line.id, item.title]
    if line.required:
        parts.append("the required direct look")
    if line.proof == "record":
        parts.append("a record of use, checked by a second person")
    if isinstance(item, Question) and item.safety:
        parts.append("safety")
    if isinstance(item, Question) and item.owner != "force":
        parts.append(f"for the {item.owner.upper()}: shown, not counted")
    if line.band:
        parts.append(f"green from {percent(line.band[0])} to {percent(line.band[1])}")
    if line.analysis:
        parts.append(f"understood with {line.analysis} on file")
    if line.question_if:
        parts.append(questioned_if(line.question_if))
    if line.green_to and line.amber_to:
        parts.append(f"green up to {line.green_to:g}, red above {line.amber_to:g}")
    if line.green_from:
        lower = line.amber_from or line.red_below
        parts.append(
            f"green from {percent(line.green_from)}" + (f", red below {percent(lower)}" if lower else "")
        )
    return "; ".join(parts)


def questioned_if(asked: QuestionIf) -> str:
    """When a figure that is neither good nor bad in itself is questioned (A19), and whose bounds those are."""
    moves = {"either": ["falling", "rising"], None: []}.get(asked.moves, [str(asked.moves)])
    bounds = [
        f"{side} {per_hundred(rate)}"
        for side, rate in (("below", asked.below), ("above", asked.above))
        if rate is not None
    ]
    return f"questioned if {' or '.join([*bounds, *moves])} ({asked.why})"


def _framework(framework: Framework) -> Iterator[str]:
    yield from told(f"{framework.title}, {framework.edition} ({framework.publisher}, {framework.published})")
    yield from told(f"Source: {framework.source.title}. {framework.licence}")
    if framework.superseded_by:
        yield from told(f"Superseded by {framework.superseded_by}: shown only where asked for by id.")
    if not framework.requirements:
        yield from told(
            f"Empty until somebody who holds the list fills it in: daready rubric fill {framework.id} LIST.xlsx"
        )
    for group in framework.groups:
        yield ""
        yield from told(group.title)
        for requirement in group.requirements:
            marks = _marks(framework, requirement)
            links = ", ".join(f"{link.criterion} ({_of_it(link)})" for link in requirement.met_by)
            yield from told(
                f"{requirement.ref or requirement.id}  {requirement.text}"
                + (f" [{'; '.join(marks)}]" if marks else "")
                + (f" Answered by: {links}." if links else ""),
                "  ",
            )


def _marks(framework: Framework, requirement: Requirement) -> list[str]:
    owner = framework.owner_of(requirement)
    marks = [f"for the {owner.upper()}"] if owner != "force" else []
    if requirement.colour_then:
        marks.append(f"{requirement.colour_then} then")
    if requirement.owner_role:
        marks.append(f"owner: {requirement.owner_role}")
    if requirement.checked is not None or not requirement.verified:
        marks.append(wording(requirement))
    return marks


def wording(requirement: Requirement) -> str:
    """What a requirement's words rest on, and who held them against the published ones."""
    if requirement.checked is not None:
        return f"published words, checked by {requirement.checked.by} on {requirement.checked.on}"
    return wording_words(requirement.wording)


def _form(form: Form) -> Iterator[str]:
    yield from told(f"{form.title} ({form.id}, version {form.version}): one row is a {form.row}")
    yield from told(form.why)
    yield ""
    yield "Columns"
    for column in form.columns:
        yield from _column(column)
    if form.facts:
        yield ""
        yield "May stand above the table, for the whole sheet"
        for column in form.facts:
            yield from _column(column)
    if form.items:
        yield ""
        yield "Rows or columns may be about"
        for item in form.items:
            yield from told(f"{item.id}  {item.title}", "  ")
            if isinstance(item, Measure):
                yield from _measure(item)
            if isinstance(item, Question) and when(item):
                yield from told(f"{when(item)}.", "    ", "      ")
    if form.answers:
        yield ""
        yield "Answer words"
        for answer, words in form.answers.items():
            yield from told(f"{answer}: {', '.join(words)}", "  ")


_WAYS = {
    "up": "More is better.",
    "down": "Less is better.",
    "band": "A middle is expected.",
    "understand": "No value is good or bad in itself: it counts only with the force's own analysis on file.",
}


def _measure(measure: Measure) -> Iterator[str]:
    """What a measure counts, which way is good, who published a limit, and what others had."""
    over = f" Over: {measure.denominator}." if measure.denominator else ""
    limit = f" Published limit: {measure.limit}." if measure.limit else ""
    yield from told(f"{measure.numerator}.{over} {_WAYS[measure.direction]}{limit}", "    ", "      ")
    for one in measure.comparators:
        yield from told(f"Others: {one.value} ({one.of}; {one.source}). Never a target.", "    ", "      ")


def _column(column: Column) -> Iterator[str]:
    yield from told(f"{column.id} ({column.reads}): {', '.join(column.headings[:3])}", "  ")
    for value, words in column.values.items():
        yield from told(f"{value}: {', '.join(words)}", "    ", "      ")
    if column.numbering:
        yield from told(f"Numbers: {column.numbering.source}", "    ", "      ")
        for one in column.numbering.numbers:
            recalled = " (recalled)" if one.sure.startswith("R") else ""
            yield from told(f"{one.number} {one.label}{recalled}: {one.means}", "      ", "        ")
