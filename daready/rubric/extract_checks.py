"""What is wrong with an extract: a rule that names a column, value, measure or other extract that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from daready.rubric.extract import Calculation, Extract, ExtractColumn
from daready.rubric.faults import Fault
from daready.rubric.form import Column, Form
from daready.rubric.kinds import Words
from daready.rubric.shape import Written, near
from daready.rubric.shelf import Merged
from daready.rubric.words import fold, fold_heading

RETURN = "performance-return"
"""The form whose measures are counted from extracts."""


def extract_faults(merged: Merged) -> Iterator[Fault]:
    """Every extract against itself, the other extracts and the return."""
    forms = {one.value.id: one.value for one in merged.forms}
    extracts = {one.value.id: one.value for one in merged.extracts}
    for written in merged.extracts:
        yield from _columns(written, forms, extracts, merged.lost)
        yield from _where(written, written.value.among, forms, "among")
        for place, rule in enumerate(written.value.figures):
            yield from _figure(written, place, rule, forms, extracts)


def values_of(column: ExtractColumn, forms: Mapping[str, Form]) -> dict[str, Words]:
    """The values of a choice with their words, those that a form lends it among them."""
    lender = lent_column(column, forms)
    if lender is None:
        return column.values
    names = dict.fromkeys((*column.values, *lender.values))
    return {name: (*column.values.get(name, ()), *lender.values.get(name, ())) for name in names}


def lent_column(column: ExtractColumn, forms: Mapping[str, Form]) -> Column | None:
    """The column of a form whose words hold here too."""
    form, _, name = (column.words_from or "").partition("/")
    known = forms[form].columns if form in forms else ()
    return next((one for one in known if one.id == name and one.reads == "choice"), None)


def _columns(
    written: Written[Extract], forms: Mapping[str, Form], extracts: Mapping[str, Extract], lost: set[str]
) -> Iterator[Fault]:
    headings: dict[str, str] = {}
    known = written.value.column
    for place, column in enumerate(written.value.columns):
        at = written.inside("columns", place)
        for heading in column.headings:
            folded = fold_heading(heading)
            other = headings.setdefault(folded, column.id)
            if other != column.id:
                yield at.fault(
                    "rubric_heading_twice", "headings", heading=heading, name=column.id, other=other
                )
        words: dict[str, str] = {}
        for value, spellings in values_of(column, forms).items():
            for word in spellings:
                if words.setdefault(fold(word), value) != value:
                    yield at.fault(
                        "rubric_heading_twice", "values", heading=word, name=value, other=words[fold(word)]
                    )
        if column.words_from and lent_column(column, forms) is None:
            form, _, name = column.words_from.partition("/")
            code = "rubric_no_such_item" if form in forms else "rubric_no_such_form"
            if form not in lost:
                yield at.fault(code, "words_from", form=form, item=name, near="")
        for key in ("blank", "whole"):
            said = getattr(column, key)
            if said is not None:
                yield from _value(at, key, column, said, forms)
        if column.lent and (column.lent.extract not in extracts or column.lent.by not in known):
            yield at.fault("rubric_no_such_form", "lent", form=f"{column.lent.extract}/{column.lent.by}")


def _figure(
    written: Written[Extract],
    place: int,
    rule: Calculation,
    forms: Mapping[str, Form],
    extracts: Mapping[str, Extract],
) -> Iterator[Fault]:
    at = written.inside("figures", place)
    measures = {one.id: one for one in forms[RETURN].measures} if RETURN in forms else None
    if measures is not None and rule.measure not in measures:
        hint = near(rule.measure, [*measures])
        yield at.fault("rubric_no_such_item", "measure", form=RETURN, item=rule.measure, near=hint)
    timed = [("met", name) for one in rule.withins for name in (one.since, one.until)]
    for key, name in [("on", rule.on), *(("filled", name) for name in rule.filled), *timed]:
        column = written.value.column.get(name)
        if column is None or column.reads != "moment":
            yield at.fault("rubric_extract_column", key, column=name, reads="moment")
    asked = {**rule.asked, **{one.minutes_by: () for one in rule.withins if one.minutes_by}}
    yield from _where(at, asked, forms, "where")
    if rule.over:
        other, _, moment = rule.over.partition("/")
        base = extracts[other].column.get(moment) if other in extracts else None
        if base is None or base.reads != "moment":
            yield at.fault("rubric_extract_column", "over", column=rule.over, reads="moment")
    if measures is not None and (known := measures.get(rule.measure)):
        counted = rule.met is None and rule.over is None
        if counted != (known.unit == "count"):
            yield at.fault("rubric_extract_unit", "measure", measure=rule.measure)


def _where(
    at: Written[Extract], asked: Mapping[str, Words], forms: Mapping[str, Form], key: str
) -> Iterator[Fault]:
    for name, values in asked.items():
        column = at.value.column.get(name)
        if column is None or column.reads != "choice":
            yield at.fault("rubric_extract_column", key, column=name, reads="choice")
            continue
        for value in values:
            yield from _value(at, key, column, value, forms)


def _value(
    at: Written[Extract], key: str, column: ExtractColumn, value: str, forms: Mapping[str, Form]
) -> Iterator[Fault]:
    known = values_of(column, forms)
    if known and value not in known:
        yield at.fault("rubric_no_such_value", key, column=column.id, value=value, allowed=", ".join(known))
