"""A rubric as the plain data that the guarded reader is given; it imports neither the reader nor pydantic."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from daready.evidence.cells.plain_forms import PlainAdopted, PlainForm, PlainRubric, PlainWords
from daready.evidence.cells.safe_names import Vocabulary, vocabulary
from daready.rubric.adopted import IGNORE
from daready.rubric.adopting import own_form
from daready.rubric.plain import plain

if TYPE_CHECKING:
    from daready.rubric.model import Adopted, Rubric


def plain_rubric(rubric: Rubric) -> PlainRubric:
    """The forms, the criteria and the lists of words as the plain data that the guarded reader is given."""
    return PlainRubric(
        [cast(PlainForm, plain(form)) for form in rubric.forms],
        [[criterion.id, criterion.ref, criterion.title] for criterion in rubric.criteria.values()],
        [cast(PlainWords, plain(words)) for words in rubric.words],
        rubric.policy.max_age_months,
        [_adopted(one, rubric) for one in rubric.adopted],
    )


def _adopted(one: Adopted, rubric: Rubric) -> PlainAdopted:
    return {
        "form": cast(PlainForm, plain(own_form(one, rubric.form[one.adopts]))),
        "of": one.adopts,
        "layout": one.layout,
        "ignored": [asked["text"] for asked in one.of(IGNORE)],
        "selection": one.selection,
        "population": one.population,
    }


def shown_words(rubric: Rubric) -> Vocabulary:
    """The words that may be shown in names of files and sheets."""
    known = plain_rubric(rubric)
    return vocabulary(known.forms, known.words)
