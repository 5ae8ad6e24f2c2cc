"""The file in which a person says what a form of their own asks: YAML or JSON, checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from daready.foreign.files import SMALL, NotTaken, take
from daready.rubric.adopted import IGNORE, OWN, Answers
from daready.rubric.adopted_checks import answers_faults
from daready.rubric.criterion import Criterion
from daready.rubric.faults import RubricFault, fault
from daready.rubric.form import Form
from daready.rubric.shape import Written, shape
from daready.rubric.text import Plain, read_text

USUAL = "case-audit"
"""The form that is adopted where every question is the force's own."""


def read_answers(
    path: Path, forms: Mapping[str, Form], criteria: Mapping[str, Criterion]
) -> tuple[Form, Answers]:
    """What a person says of their form, and the form it adopts. Raises RubricFault with every fault at once.

    The keys are those of ``Answers``; a value that is null counts as not given.
    """
    try:
        text = read_text(take(path, SMALL), path.as_posix())
    except NotTaken as refused:
        raise RubricFault([fault("rubric_unreadable", path.as_posix(), 1, why=refused.strerror)]) from None
    text.plain = _given(text.plain)
    shaped = shape(text, Answers, {})
    if shaped.faults or shaped.written is None:
        raise RubricFault(shaped.faults)
    written: Written[Answers] = shaped.written
    named = [one["is"].partition("/")[0] for one in written.value.questions if one["is"] not in (OWN, IGNORE)]
    form = forms.get(named[0] if named else USUAL)
    if form is None or form.row != "case":
        raise RubricFault(
            [written.fault("rubric_no_such_form", "questions", form=named[0] if named else USUAL)]
        )
    faults = [*answers_faults(written, form, criteria)]
    if faults:
        raise RubricFault(faults)
    return form, written.value


def _given(plain: Plain) -> Plain:
    """The same without keys whose value is null: JSON has no other way to leave one out."""
    if isinstance(plain, list):
        return [_given(one) for one in plain]
    if not isinstance(plain, dict):
        return plain
    keyed = cast(dict[str, Plain], plain)
    return {key: _given(value) for key, value in keyed.items() if value not in ("null", "~")}
