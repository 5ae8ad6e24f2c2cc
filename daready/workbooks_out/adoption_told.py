"""What the terminal says of a form that was found, and what to do next: for somebody who has never seen daready."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from daready.rubric.model import Rubric
from daready.workbooks_out.adoption import Adoption

_WIDE = 79
LAYOUTS = {
    "table": "a table with a row for each case",
    "tab_per_case": "a page for each case",
    "case_columns": "questions down the page and a column for each case",
    "scores": "a table of scores with a row for each case",
    "forms_export": "the export of an online form",
    "long": "a row for each question of each case",
}
"""Each layout as somebody would say it."""
ASIDE = {
    "summary": "totals or averages",
    "no_answers": "without an answer",
    "no_reference": "with answers but no reference",
    "headings_again": "the headings again",
    "example": "an example",
}
"""Why a line of the table is no case."""


def told(adoption: Adoption, rubric: Rubric, target: Path | None, *, in_workspace: bool) -> list[str]:
    """The lines to print, none wider than a terminal."""
    lines = [*found_lines(adoption), "", *worth_lines(adoption)]
    lines += [f"  - {rubric.item[step.question].title}" for step in adoption.more]
    if target is not None:
        lines += ["", *_next(adoption, target, in_workspace=in_workspace)]
    return [part for line in lines for part in (_wrapped(line) if line else [""])]


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + (3 if line.lstrip()[:2] in _STEPS else 0))
    return wrap(line, _WIDE, subsequent_indent=indent, break_on_hyphens=False)


_STEPS = ("1.", "2.", "3.", "4.")
"""How the lines begin whose next lines are set in."""


def found_lines(adoption: Adoption) -> list[str]:
    """What was found of the cases, the first line by itself."""
    return [*_found(adoption)]


def worth_lines(adoption: Adoption) -> list[str]:
    """What the form reaches as it is proposed, and what more questions would."""
    return [*_worth(adoption)]


def _found(adoption: Adoption) -> Iterator[str]:
    form = adoption.form
    yield f"Found {_some(form.cases, 'case')} and {_some(len(form.questions), 'question')}: {LAYOUTS[form.layout]}."
    for role, says in (("reference", "reference"), ("district", "district"), ("risk", "risk grade")):
        column = form.column(role)
        where = _quoted(column.text, column.sheet, column.cell) if column else "not found; you say which."
        yield f"  The {says}: {where}"
    month = form.month
    if month is None:
        yield "  The month: not found; you say which."
    elif month.says:
        yield f"  The month: {month.says}, from {month.sheet}{' › ' + month.cell if month.cell else ''}."
    else:
        yield f"  The month: {_quoted(month.text, month.sheet, month.cell)}"
    aside = [f"{count} {ASIDE.get(why, why)}" for why, count in form.aside]
    if form.blank_forms:
        aside.append(_some(form.blank_forms, "blank form"))
    if aside:
        yield f"  Not cases: {', '.join(aside)}."


def _quoted(text: str, sheet: str, cell: str) -> str:
    return f'"{" ".join(text.split())[:60]}", {sheet} › {cell}.'


def _worth(adoption: Adoption) -> Iterator[str]:
    reach, more = adoption.reach, adoption.more
    yield (
        f"If the likeliest proposals are right, your questions ask {_some(len(adoption.likely), 'question')} of ours "
        f"and reach {_some(len(reach.clauses), 'clause')} of {len(reach.criteria)} criteria."
    )
    if not more:
        return
    criteria = sum(len(step.criteria) for step in more)
    clauses = sum(len(step.clauses) for step in more)
    gain = f"{criteria} more criteria" if criteria else f"{clauses} more clauses"
    yield f"{_some(len(more), 'more question').capitalize()} would reach {gain}:"


def _next(adoption: Adoption, target: Path, *, in_workspace: bool) -> Iterator[str]:
    ready, rest = adoption.ready, len(adoption.proposed) - adoption.ready
    yield f"{target} asks once what your form means. Nothing is taken that you have not said yes to."
    yield "Next:"
    steps = [
        f"Open {target}. On the sheet Questions, {ready} of your questions stand ready in green and {rest} wait for "
        "you in yellow: choose from the list on each line.",
        "On the sheet Words, say what your yellow answers mean. On the sheet Form, answer for all that is green at "
        "once: yes, if it is right as it stands.",
    ]
    if not in_workspace:
        steps.append("Make a folder for daready to work in: daready init daready-work")
    steps.append(
        f'Save it and close it. Then: daready adopt {target} --accept --by "YOUR NAME" --role "YOUR ROLE"'
    )
    yield from (f"  {number}. {step}" for number, step in enumerate(steps, 1))


def _some(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
