"""What a blank workbook of a form asks, and in which words, so that filled in it cannot be misread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from daready.evidence.cells.known_forms import ESSENTIAL
from daready.evidence.model import Month
from daready.evidence.tables.template_line import stamp
from daready.rubric.cover import core_questions
from daready.rubric.model import Column, Form, Marking, Question, Rubric
from daready.rubric.terms import ANSWER_NAMES
from daready.rubric.words import fold_heading

SHEETS = {
    "case": "Cases",
    "totals": "Totals",
    "figure": "Figures",
    "document": "Documents",
    "judgement": "Judgements",
}
_STRATA = ("district", "risk")
"""What a case is always asked besides its reference and its questions; the rest only where it is needed."""
_ANYBODY = ("learning_kind", "learning_theme", "fed_back_on", "auditor")
_SAID_ONCE = ("selection", "population")
"""Facts that hold for a whole sheet: asked above the table and not again in each row."""

_WHO = {
    "S": "Supervisor or auditor, from the record",
    "L": "Whoever listens to the call",
    "B": "Whoever watches the body-worn video",
    "I": "IDVA or partner agency",
    "C": "CPS",
    "V": "The victim, by survey",
    "all": "Everybody who audits",
    "panel": "The panel together",
}
_HELP = {
    "reference": "The crime or incident number. Kept only as a code, to find the same case sent twice.",
    "person": "Kept only as a code, never as a name.",
    "date": "Day, month and year, such as 3 Apr 2026.",
    "period": "Month and year, such as Apr 2026.",
    "number": "A number alone.",
    "choice": "Choose from the list.",
    "code": "Choose from the list.",
    "presence": "Only whether something is written here is kept, never the words.",
    "label": "The short name alone.",
}
_OF_ITS_OWN = {
    "made_safe": "The day a missing immediate safety action was put right; blank if it is not yet.",
    "population": "A number: how many cases the sample was drawn from.",
    "selection": "Choose from the list. Without this the cases show failures but prove nothing.",
    "drawn_by": "Who drew the sample. Not kept.",
    "drawn_on": "The day the sample was drawn. Not kept.",
}


class TemplateFault(Exception):
    """A template that cannot be made as asked; ``names`` are words that name nothing in the form."""

    def __init__(self, message: str, names: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a template. No items means all that the form has."""

    items: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    month: Month | None = None
    cases: int = 40
    core: bool = False
    """Whether only the questions of the core form are asked, and no column that they do not need."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column or a fact: its heading, how it is read, the words to choose from, and the help beside it."""

    id: str
    heading: str
    reads: str
    help: str
    choices: tuple[str, ...] = ()
    filled: str = ""
    required: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A line of guidance: a question or item, its words, when it applies or what it serves, whose it is."""

    id: str
    title: str
    words: str
    applies: str
    who: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A row of the marking guide: what it is of, as the sheet calls it, and how it is marked."""

    id: str
    code: str
    title: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole template before it is drawn. ``items`` are the drop-down of a form whose rows are about items."""

    title: str
    stamp: str
    sheet: str
    row: str
    facts: tuple[Field, ...]
    columns: tuple[Field, ...]
    items: tuple[str, ...]
    guides: tuple[Guide, ...]
    rows: int
    marked: tuple[Marked, ...] = ()
    """How each question, or each column that decides which apply, is marked; none where no guide is written."""
    core: bool = False
    """Whether it is drawn for one page."""
    given: tuple[Mapping[str, str], ...] = ()
    """What stands in its first rows already, by the ids of columns."""


def plan(rubric: Rubric, form: Form, wanted: Wanted) -> Plan:
    """Lay a template out. Raises TemplateFault for a name that is no item of the form and no criterion."""
    if wanted.core and form.row != "case":
        raise TemplateFault(f"--core is for a form of cases, and {form.id} has none.")
    chosen = {*core_questions(rubric, form)} if wanted.core else _chosen(rubric, form, wanted.items)
    asked = [question for question in form.questions if question.id in chosen] if form.row == "case" else []
    facts = tuple(_facts(form, wanted))
    items = tuple(_items(rubric, form, chosen))
    columns = tuple(_columns(form, wanted, asked, {fact.id for fact in facts}))
    return Plan(
        title=form.title,
        stamp=stamp(form.id, form.version),
        sheet=SHEETS[form.row],
        row=form.row,
        facts=facts,
        columns=columns,
        items=tuple(guide.title for guide in items),
        guides=tuple(_guide(question, form) for question in asked) if asked else items,
        rows=wanted.cases,
        marked=tuple(_marked(rubric, form, chosen, columns)),
        core=wanted.core,
    )


def words_of(question: Question, form: Form) -> tuple[str, ...]:
    """The words a drop-down offers for a question: one for each answer, or those its form chose to offer."""
    if question.type == "number":
        return ()
    meanings = {**form.answers, **question.choices}
    answers = [name for name in ANSWER_NAMES if not (question.every_case and name == "not_applicable")]
    first = {name: meanings[name][0] for name in answers if meanings.get(name)}
    if not question.offer:
        return tuple(first.values())
    offered = {word.casefold() for word in question.offer}
    meant = {name for name, words in meanings.items() if offered & {word.casefold() for word in words}}
    always = ("not_applicable", "not_recorded")
    return (*question.offer, *(first[name] for name in always if name in first and name not in meant))


def _marked(rubric: Rubric, form: Form, chosen: set[str], columns: Sequence[Field]) -> Iterator[Marked]:
    """The guides of what is asked here: columns first, as they decide which questions apply."""
    for field in columns:
        marking = rubric.guide.get(f"{form.id}/{field.id}")
        if marking is not None and not field.question:
            yield Marked(field.id, "", field.heading, marking)
    for owner in (form, rubric.form.get(form.items_from or "")):
        for item in owner.items if owner else ():
            marking = rubric.guide.get(f"{owner.id}/{item.id}") if owner else None
            counts = form.row == "case" or getattr(item, "type", "") != "number"
            if marking is not None and item.id in chosen and counts:
                yield Marked(item.id, item.id, item.title, marking)


def _chosen(rubric: Rubric, form: Form, names: tuple[str, ...]) -> set[str]:
    """The items meant by ids or titles of the form's own, or by criteria whose lines rest on the form."""
    lender = rubric.form.get(form.items_from or "")
    known = {item.id.casefold(): item.id for owner in (form, lender) if owner for item in owner.items}
    titles = {fold_heading(item.title): item.id for owner in (form, lender) if owner for item in owner.items}
    if form.row == "judgement":
        known = {name: name for name in rubric.criteria}
    if not names:
        return set(known.values())
    owners = {form.id, form.items_from}
    by_criterion: dict[str, set[str]] = {}
    for criterion in rubric.criteria.values():
        rests = {line.item for line in criterion.lines if line.form in owners}
        if form.row == "judgement":
            rests = {criterion.id}
        by_criterion[criterion.id] = by_criterion[criterion.ref.casefold()] = rests
    chosen: set[str] = set()
    strange: list[str] = []
    for name in names:
        folded = name.casefold()
        if folded in known:
            chosen.add(known[folded])
        elif by_criterion.get(folded):
            chosen |= by_criterion[folded]
        elif fold_heading(name) in titles:
            chosen.add(titles[fold_heading(name)])
        else:
            strange.append(name)
    if strange:
        raise TemplateFault(
            f"{', '.join(strange)}: not an item of the form {form.id}, nor a criterion that rests on one.",
            strange,
        )
    return chosen


def _facts(form: Form, wanted: Wanted) -> Iterator[Field]:
    for fact in form.facts:
        field = _field(fact, required=fact.id in (*_SAID_ONCE, "month"))
        if fact.id == "month" and wanted.month is not None:
            yield _filled(field, f"{wanted.month.first:%B %Y}")
        elif fact.id == "district":
            if len(wanted.districts) == 1:
                yield replace(_filled(field, wanted.districts[0]), choices=wanted.districts)
        elif fact.id != "month" or form.row == "case":
            yield field


def _filled(field: Field, text: str) -> Field:
    return Field(field.id, field.heading, field.reads, field.help, field.choices, text, field.required)


def _columns(form: Form, wanted: Wanted, asked: list[Question], facts: set[str]) -> Iterator[Field]:
    """The columns in the order they are filled in; nothing that would not be kept is asked."""
    by_id = {column.id: column for column in form.columns if column.reads != "never"}
    if form.row == "case":
        needed = {name for question in asked for name in question.applies_if if name in by_id}
        before = [c for c in by_id.values() if c.reads == "reference" or c.id in {*_STRATA, *needed}]
        after = [by_id[name] for name in _ANYBODY if name in by_id and not wanted.core]
        if any(question.safety for question in asked) and "made_safe" in by_id:
            after.insert(0, by_id["made_safe"])
    else:
        before, after = list(by_id.values()), []
    for column in before:
        if column.id not in facts:
            needed_here = column.id in ESSENTIAL[form.row] or column.id == "month"
            yield _field(column, required=needed_here, districts=wanted.districts)
    for question in asked:
        yield _asked(question, form)
    for column in after:
        yield _field(column)


def _field(column: Column, *, required: bool = False, districts: tuple[str, ...] = ()) -> Field:
    choices = column.offer or tuple(words[0] if words else value for value, words in column.values.items())
    if column.id == "district" and len(districts) > 1:
        choices = districts
    heading = column.headings[0] if column.headings else column.id.replace("_", " ").capitalize()
    if column.id == "selection":
        # The plainest of its headings for somebody who never drew a sample.
        heading = next((h for h in column.headings if h.casefold() == "how cases were chosen"), heading)
    usual = _HELP["choice"] if choices else _HELP[column.reads]
    help_ = _OF_ITS_OWN.get(column.id, usual)
    return Field(column.id, heading, column.reads, help_, choices, required=required or column.required)


def _asked(question: Question, form: Form) -> Field:
    guide = _guide(question, form)
    help_ = f"{question.title}. {guide.words}." + (f" {guide.applies}." if guide.applies else "")
    reads = "number" if question.type == "number" else "choice"
    heading = f"{question.id}. {question.title}"
    return Field(question.id, heading, reads, help_, words_of(question, form), question=True)


def _guide(question: Question, form: Form) -> Guide:
    conditions: list[str] = []
    columns = {column.id: column for column in form.columns}
    for name, values in question.applies_if.items():
        known = columns.get(name)
        words = [_shown(known, value) for value in values]
        title = known.headings[0] if known else name
        conditions.append(f"Only where {title} is {' or '.join(words)}; else leave it blank")
    who = "; ".join(_WHO.get(each, each) for each in question.who)
    words_shown = ", ".join(words_of(question, form)) or "A number; blank where there is none"
    return Guide(question.id, question.title, words_shown, "; ".join(conditions), who)


def _shown(column: Column | None, value: str) -> str:
    """The word a drop-down shows for a value."""
    spellings = column.values.get(value, ()) if column else ()
    offered = [word for word in (column.offer if column else ()) if word in spellings]
    return (offered or [*spellings, value.replace("_", " ")])[0]


def _items(rubric: Rubric, form: Form, chosen: set[str]) -> Iterator[Guide]:
    """What the rows of a form may be about, by the words its drop-down shows."""
    if form.row == "case":
        return
    if form.row == "judgement":
        for criterion in rubric.criteria.values():
            if criterion.id in chosen:
                yield Guide(criterion.ref, criterion.title, criterion.statement, "", criterion.owner_role)
        return
    measures = {measure.id: measure for measure in form.measures}
    serves: dict[str, list[str]] = {}
    for criterion in rubric.criteria.values():
        for line in criterion.lines:
            serves.setdefault(line.id, []).append(f"{criterion.ref} {criterion.title}")
    for owner in (form, rubric.form.get(form.items_from or "")):
        for item in owner.items if owner else ():
            if owner is None or item.id not in chosen or getattr(item, "type", "") == "number":
                continue
            measure = measures.get(item.id)
            counted = (
                f"Numerator: {measure.numerator}. Denominator: {measure.denominator}." if measure else ""
            )
            yield Guide(item.id, item.title, counted, "; ".join(serves.get(f"{owner.id}/{item.id}", ())), "")
