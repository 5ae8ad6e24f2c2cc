"""What must hold inside a form: one meaning for each heading and word, and conditions that can come true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daready.rubric.faults import Fault
from daready.rubric.model import Column, Form
from daready.rubric.shape import Written
from daready.rubric.terms import ANSWER_NAMES, Colour, Selection
from daready.rubric.text import Loc
from daready.rubric.words import fold, fold_heading

NEEDED: dict[str, tuple[str, ...]] = {
    "case": (),
    "totals": ("question", "met", "looked_at"),
    "figure": ("measure", "numerator", "denominator"),
    "document": ("document", "status"),
    "judgement": ("criterion", "colour", "kind", "made"),
}
"""Without these columns a row of that kind says nothing that can be counted."""

CLOSED: dict[str, tuple[str, ...]] = {
    "selection": tuple(s.value for s in Selection if s is not Selection.NOT_STATED),
    "status": ("approved", "draft", "absent"),
    "colour": tuple(c.value.lower() for c in Colour if c is not Colour.GREY),
    "kind": ("judgement", "intent"),
}
"""Columns whose values other rooms know by name."""

_CONTENTS = {"question": ("case", "totals"), "measure": ("figure",), "document": ("document",)}

Heading = tuple[str, str, Loc]
"""A heading, the id it leads to, and the way to where it is written."""


def check_forms(forms: list[Written[Form]], lost: set[str]) -> Iterator[Fault]:
    """Each form by itself, and the forms that borrow items from another."""
    by_id = {one.value.id: one.value for one in forms}
    for written in forms:
        form = written.value
        yield from _contents(written)
        yield from _columns(written)
        yield from _answers(written)
        lender = by_id.get(form.items_from) if form.items_from else None
        if form.items_from and form.items_from not in lost and (lender is None or lender.row != "case"):
            yield written.fault("rubric_no_such_lender", "items_from", form=form.items_from)
        yield from _headings(written, lender)
        yield from _conditions(written)


def _contents(written: Written[Form]) -> Iterator[Fault]:
    form = written.value
    listed = {"question": form.questions, "measure": form.measures, "document": form.documents}
    for kind, rows in _CONTENTS.items():
        if listed[kind] and form.row not in rows:
            yield written.fault("rubric_form_contents", f"{kind}s", row=form.row, kind=kind)
    columns = {column.id for column in form.columns}
    for column in NEEDED[form.row]:
        if column not in columns:
            yield written.fault("rubric_form_column", "columns", row=form.row, column=column)
    yield from _twice(written, "column", "columns", [column.id for column in form.columns])
    yield from _twice(written, "fact", "facts", [fact.id for fact in form.facts])
    for kind, items in listed.items():
        yield from _twice(written, kind, f"{kind}s", [item.id for item in items])


def _twice(written: Written[Form], kind: str, key: str, ids: list[str]) -> Iterator[Fault]:
    # Codes are told apart without their case, since people type q25.
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name.casefold() in seen:
            yield written.fault("rubric_id_twice", key, place, "id", kind=kind, id=name, other="this form")
        seen.add(name.casefold())


def _columns(written: Written[Form]) -> Iterator[Fault]:
    form = written.value
    for key, columns in (("columns", form.columns), ("facts", form.facts)):
        for place, column in enumerate(columns):
            yield from _one_meaning(written, (key, place, "values"), column.values)
            yield from _closed(written, (key, place, "values"), column)
            yield from _numbering(written, (key, place, "numbering"), column)
            yield from _offered(written, (key, place, "offer"), column.offer, column.values.values())


def _numbering(written: Written[Form], loc: Loc, column: Column) -> Iterator[Fault]:
    """Each number of a published list stands once and means a value that the column has."""
    seen: set[str] = set()
    for place, one in enumerate(column.numbering.numbers if column.numbering else ()):
        at = (*loc, "numbers", place)
        if one.means not in column.values:
            listed = ", ".join(column.values)
            yield written.fault(
                "rubric_no_such_value", *at, "means", column=column.id, value=one.means, allowed=listed
            )
        if one.number in seen:
            yield written.fault(
                "rubric_id_twice", *at, "number", kind="number", id=one.number, other=f"column {column.id}"
            )
        seen.add(one.number)


def _closed(written: Written[Form], loc: Loc, column: Column) -> Iterator[Fault]:
    allowed = CLOSED.get(column.id)
    for value in column.values if allowed else ():
        if value not in (allowed or ()):
            listed = ", ".join(allowed or ())
            yield written.fault(
                "rubric_closed_words", *loc, value, column=column.id, value=value, allowed=listed
            )


def _answers(written: Written[Form]) -> Iterator[Fault]:
    form = written.value
    if form.row == "case" and not form.answers and any(q.type != "number" for q in form.questions):
        yield written.fault("rubric_no_answers")
    for name in form.answers:
        if name not in ANSWER_NAMES:
            listed = ", ".join(ANSWER_NAMES)
            yield written.fault("rubric_answer_unknown", "answers", name, name=name, allowed=listed)
    yield from _one_meaning(written, ("answers",), form.answers)
    answers = {fold(word) for words in form.answers.values() for word in words}
    # A question's own words come before the form's, so only words of one question may collide.
    for place, question in enumerate(form.questions):
        yield from _one_meaning(written, ("questions", place, "choices"), question.choices)
        if not question.offer:
            continue
        known = answers | {fold(word) for words in question.choices.values() for word in words}
        for at, word in enumerate(question.offer):
            if fold(word) not in known:
                yield written.fault("rubric_offer_unknown", "questions", place, "offer", at, word=word)


def _offered(
    written: Written[Form], loc: Loc, offer: tuple[str, ...], known: Iterable[tuple[str, ...]]
) -> Iterator[Fault]:
    """What a template offers has to be understood when it comes back."""
    folded = {fold(word) for words in known for word in words}
    for at, word in enumerate(offer):
        if fold(word) not in folded:
            yield written.fault("rubric_offer_unknown", *loc, at, word=word)


def _one_meaning(written: Written[Form], loc: Loc, meanings: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, words in meanings.items():
        for place, word in enumerate(words):
            other = seen.setdefault(fold(word), name)
            if other != name:
                yield written.fault("rubric_word_twice", *loc, name, place, word=word, name=name, other=other)


def _headings(written: Written[Form], lender: Form | None) -> Iterator[Fault]:
    """Headings of a table are one space and facts another; items are headings too where a row is a case."""
    form = written.value
    columns, items = list(_of_columns("columns", form.columns)), list(_of_items(form))
    borrowed = [(heading, name) for heading, name, _ in _of_items(lender)] if lender else []
    yield from _collide(written, _of_columns("facts", form.facts), [])
    if form.row == "case":
        yield from _collide(written, [*columns, *items], [])
    else:
        yield from _collide(written, columns, [])
        yield from _collide(written, items, borrowed)


def _of_columns(key: str, columns: tuple[Column, ...]) -> Iterator[Heading]:
    for place, column in enumerate(columns):
        yield column.id.replace("_", " "), column.id, (key, place, "id")
        for h, heading in enumerate(column.headings):
            yield heading, column.id, (key, place, "headings", h)


def _of_items(form: Form) -> Iterator[Heading]:
    for key, items in (
        ("questions", form.questions),
        ("measures", form.measures),
        ("documents", form.documents),
    ):
        for place, item in enumerate(items):
            yield item.id, item.id, (key, place, "id")
            yield item.title, item.id, (key, place, "title")
            for a, heading in enumerate(item.also):
                yield heading, item.id, (key, place, "also", a)


def _collide(
    written: Written[Form], headings: list[Heading] | Iterator[Heading], taken: list[tuple[str, str]]
) -> Iterator[Fault]:
    seen = {fold_heading(heading): name for heading, name in taken}
    for heading, name, loc in headings:
        other = seen.setdefault(fold_heading(heading), name)
        if other.casefold() != name.casefold():
            yield written.fault("rubric_heading_twice", *loc, heading=heading, name=name, other=other)


def _conditions(written: Written[Form]) -> Iterator[Fault]:
    form = written.value
    values: dict[str, tuple[str, ...]] = {
        column.id: tuple(column.values) for column in form.columns if column.values
    }
    values |= {question.id: tuple(ANSWER_NAMES) for question in form.questions if question.type != "number"}
    for place, question in enumerate(form.questions):
        for column, wanted in question.applies_if.items():
            loc = ("questions", place, "applies_if", column)
            if column not in values or column == question.id:
                yield written.fault("rubric_no_such_column", *loc, column=column)
                continue
            for w, value in enumerate(wanted):
                if value not in values[column]:
                    listed = ", ".join(values[column])
                    yield written.fault(
                        "rubric_no_such_value", *loc, w, column=column, value=value, allowed=listed
                    )
