"""What is shown of a form that is being adopted: its questions with what each may be, its answer words, its cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from daready.evidence.cells.safe_names import HIDDEN
from daready.evidence.layouts.adoption_sheets import MEANINGS
from daready.evidence.layouts.found_form import FoundForm, FoundQuestion
from daready.rubric.adopting import unadopted
from daready.rubric.proposals import Proposed
from daready.rubric.words import fold
from daready.window.desk import Desk
from daready.window.rooms.first import CHOSEN
from daready.window.tray import OnTable
from daready.workbooks_out.adoption_told import found_lines, worth_lines
from daready.workbooks_out.adoption_workbook import known_words, spoken

_SHOWN = 8
_SHARED = 4


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    title: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of theirs: what it may be, and whether a yes of it is good."""

    at: int
    text: str
    place: str
    answers: str
    options: tuple[Option, ...]
    chosen: str
    yes_is: str
    check: str


@dataclass(frozen=True, slots=True)
class Certain:
    at: int
    text: str
    title: str
    answers: str


@dataclass(frozen=True, slots=True)
class Word:
    at: int
    word: str
    often: int
    chosen: str


@dataclass(frozen=True, slots=True)
class Adopting:
    """The page of one form."""

    id: str
    title: str
    found: tuple[str, ...]
    worth: tuple[str, ...]
    more: tuple[str, ...]
    certain: tuple[Certain, ...]
    confirmed: bool
    questions: tuple[Question, ...]
    others: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    means: dict[str, str]
    cases: tuple[tuple[str, str], ...]
    selection: str
    selections: tuple[tuple[str, str], ...]
    population: str
    role: str
    faults: tuple[str, ...] = ()


def is_certain(proposed: Proposed) -> bool:
    return bool(proposed.proposals and proposed.proposals[0].ready)


def form_view(form: OnTable, desk: Desk, faults: tuple[str, ...] = ()) -> Adopting:
    adoption = form.adoption
    lines = [*enumerate(adoption.lines)]
    base = {name.partition("/")[0] for name in adoption.likely} or {"case-audit"}
    items = form.rubric.item
    return Adopting(
        id=form.id,
        title=f"A form of {len(adoption.lines)} questions",
        found=tuple(found_lines(adoption)),
        worth=tuple(worth_lines(adoption)),
        more=tuple(items[step.question].title for step in adoption.more),
        certain=()
        if form.each
        else tuple(
            Certain(at, question.text, proposed.proposals[0].title, _answers(question))
            for at, (question, proposed) in lines
            if is_certain(proposed)
        ),
        confirmed=form.certain,
        questions=tuple(
            _question(form, at, question, proposed)
            for at, (question, proposed) in lines
            if form.each or not is_certain(proposed)
        ),
        others=tuple(
            (f"{one.id}/{question.id}", items[f"{one.id}/{question.id}"].title)
            for one in unadopted(form.rubric).forms
            if one.id in base
            for question in one.questions
        ),
        words=tuple(words_of(form)),
        means=dict(MEANINGS),
        cases=tuple(_cases(adoption.form)),
        selection=form.said.get("s-election", adoption.form.selection or ""),
        selections=CHOSEN,
        population=form.said.get("s-population", str(adoption.form.population or "")),
        role=desk.role,
        faults=faults,
    )


def _question(form: OnTable, at: int, question: FoundQuestion, proposed: Proposed) -> Question:
    options = [
        Option(
            one.question,
            one.title,
            "Likely" if not n else "Less likely",
            f"Both say {', '.join(one.shared[:_SHARED])}" if one.shared else "",
        )
        for n, one in enumerate(proposed.proposals)
    ]
    check = "Here a yes may be a failing. Please check." if proposed.yes_is != "good" else ""
    if len(proposed.parts) > 1:
        check = f"{check} It seems to ask {len(proposed.parts)} things together: one answer cannot serve both.".strip()
    said = form.said.get(f"q-{at}", "")
    return Question(
        at=at,
        text=question.text,
        place=f"{question.sheet} › {question.cell}",
        answers=_answers(question),
        options=tuple(options),
        chosen=said or (proposed.proposals[0].question if is_certain(proposed) else ""),
        yes_is=form.said.get(f"y-{at}") or (proposed.yes_is or ""),
        check=check,
    )


def _answers(question: FoundQuestion) -> str:
    """The words that stand there with how often, or how many cells are filled in."""
    if not question.answers:
        return f"{question.filled} filled in"
    shown = ", ".join(f"{n} {word}" for word, n in question.answers[:_SHOWN])
    return f"{shown} and others" if len(question.answers) > _SHOWN else shown


def words_of(form: OnTable) -> Iterator[Word]:
    """Every answer word, with what it means where our form knows it; a score means nothing until somebody says so."""
    known = known_words(form.adoption, form.rubric)
    for at, (word, often, _) in enumerate(spoken(form.adoption.form.questions)):
        if HIDDEN in word:
            continue
        ready = "" if word.strip().isdigit() else known.get(fold(word), "")
        yield Word(at, word, often, form.said.get(f"w-{at}", ready))


def _cases(found: FoundForm) -> Iterator[tuple[str, str]]:
    names = {"reference": "Reference", "district": "District", "risk": "Risk", "safety": "Made safe"}
    for role, name in names.items():
        column = found.column(role)
        yield name, f"{column.text}, {column.cell}" if column else "Not found"
    yield "Month", (found.month.says or found.month.text) if found.month else "Not found"
