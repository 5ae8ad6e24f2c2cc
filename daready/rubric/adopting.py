"""An adopted form as a form: the shipped questions under the force's own wording, with the meanings it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from daready.rubric.adopted import IGNORE, OWN, Adopted, Asked
from daready.rubric.criterion import Criterion, Line
from daready.rubric.form import Form, Question
from daready.rubric.model import Rubric
from daready.rubric.terms import AGAIN, ANSWER_NAMES
from daready.rubric.words import fold

_TURNED: Mapping[str, str] = MappingProxyType({"yes": "no", "no": "yes"})
OWN_UNSCORED = (
    "a question of the force's own: it is kept, counted and shown, and no criterion of daready's asks it"
)


def own_form(one: Adopted, base: Form) -> Form:
    """What a sheet of the adopted form means: only its own questions under its own words, all else as in ``base``.

    Whatever was not said to be good news is not: where a yes is bad, yes and no change places, in the words of the
    form and in those of the question alike.
    """
    questions = {question.id: question for question in base.questions}
    asked: list[Question] = []
    times: Counter[str] = Counter()
    for own in one.questions:
        if own["is"] == IGNORE:
            continue
        question = own_question(own) if own["is"] == OWN else questions[own["is"].partition("/")[2]]
        times[question.id] += 1
        again = f"{AGAIN}{times[question.id]}" if times[question.id] > 1 else ""
        asked.append(
            replace(
                question,
                id=question.id + again,
                type="choice",
                also=(own["text"],),
                choices=meanings(own, one, base),
                offer=(),
                set_apart=None,
                set_apart_share=None,
                set_apart_why=None,
            )
        )
    headed = {name: tuple(dict.fromkeys(headings)) for name, headings in one.columns.items() if headings}
    taken = {fold(heading) for headings in headed.values() for heading in headings}
    columns = tuple(
        replace(
            column,
            headings=(
                *headed.get(column.id, ()),
                *(heading for heading in column.headings if fold(heading) not in taken),
            ),
        )
        for column in base.columns
    )
    return replace(base, id=one.id, title=one.title, columns=columns, questions=tuple(asked))


def meanings(own: Asked, one: Adopted, base: Form) -> dict[str, tuple[str, ...]]:
    """By answer, the words that mean it under one question: daready's own, the form's, then the question's.

    A number means what the person said and nothing else: a 1 may be the middle of a scale.
    """
    meant: dict[str, tuple[str, str]] = {}
    for answer, words in base.answers.items():
        meant |= {fold(word): (word, answer) for word in words if not word.isdecimal()}
    for said in (one.words, own.get("words", {})):
        meant |= {fold(word): (meant.get(fold(word), (word,))[0], answer) for word, answer in said.items()}
    turned = _TURNED if own.get("yes_is") == "bad" else {}
    by_answer: dict[str, list[str]] = {answer: [] for answer in ANSWER_NAMES}
    for word, answer in meant.values():
        by_answer[turned.get(answer, answer)].append(word)
    return {answer: tuple(words) for answer, words in by_answer.items() if words}


def own_question(own: Asked) -> Question:
    """A question of the force's own, as reports show it."""
    return Question(
        id=own["id"], title=own["text"], type="outcome", unscored=None if "clause" in own else OWN_UNSCORED
    )


def with_own_questions(forms: Iterable[Form], adopted: Sequence[Adopted]) -> tuple[Form, ...]:
    """The forms with the own questions of those that adopt them behind their own, each once."""
    made: list[Form] = []
    for form in forms:
        own = {
            asked["id"]: own_question(asked)
            for one in adopted
            if one.adopts == form.id
            for asked in one.of(OWN)
        }
        made.append(replace(form, questions=(*form.questions, *own.values())) if own else form)
    return tuple(made)


def unadopted(rubric: Rubric) -> Rubric:
    """The rubric as it is without the force's own forms and their questions."""
    own = {(one.adopts, asked["id"]) for one in rubric.adopted for asked in one.of(OWN)}
    forms = tuple(
        replace(form, questions=tuple(one for one in form.questions if (form.id, one.id) not in own))
        for form in rubric.forms
    )
    return replace(rubric, forms=forms, adopted=()) if rubric.adopted else rubric


def with_own_lines(criterion: Criterion, adopted: Iterable[Adopted]) -> Criterion:
    """A criterion with the own questions that were attached to its clauses."""
    wanted = [*_attached(criterion.id, adopted)]
    if not wanted:
        return criterion
    lines = {name: Line(question=name) for name, _ in wanted}
    clauses = tuple(
        replace(clause, lines=(*clause.lines, *(name for name, to in wanted if to == clause.id)))
        for clause in criterion.clauses
    )
    return replace(criterion, lines=(*criterion.lines, *lines.values()), clauses=clauses)


def _attached(criterion: str, adopted: Iterable[Adopted]) -> Iterator[tuple[str, str]]:
    for one in adopted:
        for asked in one.of(OWN):
            to, _, clause = asked.get("clause", "").partition("/")
            if to == criterion:
                yield f"{one.adopts}/{asked['id']}", clause
