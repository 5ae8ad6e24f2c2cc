"""The rows of a case-audit sheet become outcomes, a byte an answer, and the few facts kept of each case."""

from __future__ import annotations

from datetime import date
from typing import Any

from daready.evidence.answers import BLANK, Sheet, fact
from daready.evidence.periods import row_months
from daready.evidence.words import letter
from daready.rubric.terms import Outcome

NOT_UNDERSTOOD = Outcome.NOT_UNDERSTOOD.value
NOT_APPLICABLE = Outcome.NOT_APPLICABLE.value


def read_cases(sheet: Sheet, tab: str, file: str) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The plain reply for one sheet of cases, and the rows set aside by reason."""
    table = sheet.table
    days = sheet.dates("audited_on")
    months = row_months(sheet, days, tab, file, ("audited_on", "month"))
    asked = [table.columns[at] for at in sorted(table.columns) if table.columns[at] in table.form.questions]
    scored = [name for name in asked if table.form.questions[name]["type"] != "number"]
    keys: list[str | None] = (
        sheet.keys(table.form.lead) if table.form.lead in table.at else [None] * len(sheet.used)
    )
    auditors: list[str | None] = sheet.keys("auditor") if "auditor" in table.at else [None] * len(sheet.used)
    kept, aside = _keep(sheet, months, keys, scored)
    if len(kept) < len(sheet.used):
        sheet.keep([sheet.used[n] for n in kept])
    answers = [_answers(sheet, name) for name in scored]
    reply: dict[str, Any] = {
        "kind": "case",
        "questions": scored,
        "outcomes": "".join(map("".join, zip(*answers, strict=True))) if scored else "",
        "columns": {name: letter(table.at[name]) for name in asked},
        "letters": {name: letter(at) for name, at in table.at.items() if name not in table.form.questions},
        "rows": [row + 1 for row in sheet.used],
        "months": [months[n] for n in kept],
        "days": [day.toordinal() if days and (day := days[n]) else None for n in kept],
        "keys": [keys[n] for n in kept],
        "auditors": [auditors[n] for n in kept],
        "numbers": _numbers(sheet, [name for name in asked if name not in scored]),
        **_strata(sheet),
    }
    return reply, aside


def _keep(
    sheet: Sheet, months: list[int | None], keys: list[str | None], scored: list[str]
) -> tuple[list[int], dict[str, list[int]]]:
    """Which of the used rows are evidence: they have a month, and something in them can be read."""
    asked = [(sheet.values(name) or [], sheet.table.form.read_words(name)) for name in scored]
    kept: list[int] = []
    aside: dict[str, list[int]] = {}
    for n, row in enumerate(sheet.used):
        if months[n] is None:
            aside.setdefault("undated", []).append(row)
        elif keys[n] is None and not any(sheet.understood(values[n], known) for values, known in asked):
            aside.setdefault("nothing_readable", []).append(row)
        else:
            kept.append(n)
    return kept, aside


def _answers(sheet: Sheet, name: str) -> str:
    """One question's outcomes, with blanks and "not applicable" weighed against whether it applied (A6)."""
    read = sheet.outcomes(name)
    question = sheet.table.form.questions[name]
    if not question["applies_if"]:
        return read
    applied = sheet.applies(question)
    insisted = [n for n, byte in enumerate(read) if byte == NOT_APPLICABLE and applied[n] is True]
    if insisted:
        sheet.remarks.say(
            "said_not_applicable",
            cells=[sheet.table.cell(name, sheet.used[n]) for n in insisted],
            column=sheet.table.form.shown[name],
            count=len(insisted),
        )
    return "".join(
        [NOT_APPLICABLE if byte == BLANK and applied[n] is False else byte for n, byte in enumerate(read)]
    )


def _numbers(sheet: Sheet, names: list[str]) -> list[tuple[int, str, float]]:
    found: list[tuple[int, str, float]] = []
    for name in names:
        values = sheet.numbers(name, sheet.table.form.words) or []
        found += [(n, name, value) for n, value in enumerate(values) if value is not None]
    for column in sheet.table.form.columns.values():
        if column["coded"] and column["id"] in sheet.table.at:
            found += _codes(sheet, column)
    return found


def _codes(sheet: Sheet, column: dict[str, Any]) -> list[tuple[int, str, float]]:
    """A coded column beside the numbers: the place of a value in the form from 1, or a day's ordinal."""
    name = column["id"]
    if column["reads"] == "date":
        days = sheet.dates(name) or []
        return [(n, name, day.toordinal()) for n, day in enumerate(days) if day]
    places = {value: place for place, value in enumerate(column["values"], 1)}
    chosen = sheet.choices(name) or []
    return [(n, name, places[value]) for n, value in enumerate(chosen) if value is not None]


def _strata(sheet: Sheet) -> dict[str, Any]:
    """How the cases were chosen and their strata; a column speaks for its row, else the fact above."""
    silent = [None] * len(sheet.used)
    selection: list[str | None] = sheet.choices("selection") or list(silent)
    written = sheet.values("selection") or []
    told = fact(sheet.table, "selection", sheet.remarks)
    if told is None and "selection" in sheet.table.facts:
        told = "not_stated"  # something was said and not understood: a claim must not speak over it
    made_safe: list[date | None] = sheet.dates("made_safe") or list(silent)
    risk = sheet.choices("risk") or [fact(sheet.table, "risk", sheet.remarks)] * len(sheet.used)
    return {
        "selections": [
            value or ("not_stated" if written and not sheet.blank(written[n]) else told)
            for n, value in enumerate(selection)
        ],
        "risk": risk,
        "district": sheet.districts(),
        "made_safe": [day.toordinal() if day else None for day in made_safe],
        "population": _population(sheet),
    }


def _population(sheet: Sheet) -> int | None:
    """How many cases the sample was drawn from, where the sheet says one number."""
    told = fact(sheet.table, "population", sheet.remarks)
    said = {value for value in sheet.numbers("population") or [] if value is not None}
    if len(said) > 1:
        sheet.remarks.say("population_differs", cell=sheet.table.cell("population", sheet.used[0]))
        return None
    number = said.pop() if said else told
    return int(number) if number is not None and number >= 0 and float(number).is_integer() else None
