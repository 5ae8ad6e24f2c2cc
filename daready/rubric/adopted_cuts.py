"""What adopted forms change of what daready ships: words that it knows, and clauses with a question more (law 17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from daready.rubric.adopted import IGNORE, OWN, Adopted
from daready.rubric.attribution import ChangedCut, SetBy
from daready.rubric.criterion import Criterion
from daready.rubric.form import Form
from daready.rubric.words import fold


def adopted_cuts(
    adopted: Iterable[Adopted], forms: Mapping[str, Form], criteria: Mapping[str, Criterion]
) -> Iterator[ChangedCut]:
    """Each with whoever signed the form. Polarity is no such change: it says what the form's question is."""
    for one in adopted:
        who = SetBy(one.set_by, one.set_on)
        yield from _words(one, forms[one.adopts], who)
        for asked in one.of(OWN):
            criterion, _, clause = asked.get("clause", "").partition("/")
            if criterion:
                lines = next(each.lines for each in criteria[criterion].clauses if each.id == clause)
                now = [*sorted(lines), f"{one.adopts}/{asked['id']}"]
                yield ChangedCut(f"clause {criterion}/{clause}", "lines", sorted(lines), now, who)


def _words(one: Adopted, form: Form, who: SetBy) -> Iterator[ChangedCut]:
    """Words that daready reads in one way and the form in another; numbers mean nothing until somebody says."""
    known = {
        fold(word): (word, answer)
        for answer, words in form.answers.items()
        for word in words
        if not word.isdecimal()
    }
    for asked in one.questions:
        if asked["is"] == IGNORE:
            continue
        name = f"{one.adopts}/{asked['id']}" if asked["is"] == OWN else asked["is"]
        for word, answer in {**one.words, **asked.get("words", {})}.items():
            shipped, was = known.get(fold(word), ("", answer))
            if was != answer:
                yield ChangedCut(f"question {name}", f"word {shipped.casefold()}", was, answer, who)
