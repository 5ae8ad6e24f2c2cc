"""What is wrong with an adopted form: it asks what is not there, or one thing twice, or a word means two things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from daready.rubric.adopted import IGNORE, OWN, Adopted, Answers
from daready.rubric.criterion import Criterion
from daready.rubric.faults import Fault
from daready.rubric.form import Form
from daready.rubric.shape import Written, near
from daready.rubric.words import fold, fold_heading


def adopted_faults(
    adopted: Sequence[Written[Adopted]], forms: Mapping[str, Form], criteria: Mapping[str, Criterion]
) -> Iterator[Fault]:
    """Each adopted form by itself, and ids of own questions that two of them use for different texts."""
    ids: dict[tuple[str, str], str] = {}
    for written in adopted:
        one = written.value
        if one.adopts not in forms or forms[one.adopts].row != "case":
            yield written.fault("rubric_no_such_lender", "adopts", form=one.adopts)
            continue
        yield from answers_faults(written, forms[one.adopts], criteria)
        for place, asked in enumerate(one.questions):
            if asked["is"] != OWN:
                continue
            text = fold_heading(asked["text"])
            name = asked.get("id")
            if name is None:
                yield written.fault(
                    "rubric_missing_key", "questions", place, where=f"questions › {place + 1}", key="id"
                )
            elif name in {question.id for question in forms[one.adopts].questions} or (
                ids.setdefault((one.adopts, name), text) != text
            ):
                facts = {"kind": "question", "id": name, "other": "another question"}
                yield written.fault("rubric_id_twice", "questions", place, "id", **facts)


def answers_faults(
    written: Written[Answers] | Written[Adopted], form: Form, criteria: Mapping[str, Criterion]
) -> Iterator[Fault]:
    """What is wrong with what a person says of a form, whether or not it is adopted yet."""
    known = {f"{form.id}/{question.id}": question for question in form.questions}
    texts: dict[str, int] = {}
    yield from _words(written, ("words",), written.value.words)
    for place, one in enumerate(written.value.questions):
        at = ("questions", place)
        name = one["is"]
        text = fold_heading(one["text"])
        if texts.setdefault(text, place) != place:
            yield written.fault("adopted_text_twice", *at, "text", place=place + 1, other=texts[text] + 1)
        yield from _words(written, (*at, "words"), one.get("words", {}))
        if "clause" in one:
            yield from _clause(written, (*at, "clause"), one["clause"], name, criteria)
        if name in (OWN, IGNORE):
            continue
        question = known.get(name)
        if question is None:
            yield written.fault("adopted_no_such_question", *at, "is", name=name, near=near(name, [*known]))
        elif question.type == "number":
            yield written.fault("rubric_number_scores_nothing", *at, "is", line=name)


def _words(
    written: Written[Answers] | Written[Adopted], at: tuple[int | str, ...], words: Mapping[str, str]
) -> Iterator[Fault]:
    """One meaning for each word, however it is spaced or cased."""
    meant: dict[str, str] = {}
    for word, answer in words.items():
        other = meant.setdefault(fold(word), answer)
        if other != answer:
            yield written.fault("rubric_word_twice", *at, word, word=word, name=answer, other=other)


def _clause(
    written: Written[Answers] | Written[Adopted],
    at: tuple[int | str, ...],
    clause: str,
    name: str,
    criteria: Mapping[str, Criterion],
) -> Iterator[Fault]:
    known = [f"{criterion.id}/{one.id}" for criterion in criteria.values() for one in criterion.clauses]
    if name != OWN:
        yield written.fault("adopted_clause_of_ours", *at)
    elif clause not in known:
        yield written.fault("adopted_no_such_clause", *at, clause=clause, near=near(clause, known))
