"""The rows of a case-audit sheet become outcomes, a byte an answer, and the few facts kept of each case."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from daready.evidence import parallel
from daready.evidence.answers import BLANK, Sheet, fact
from daready.evidence.periods import row_months
from daready.evidence.words import Odd, letter
from daready.rubric.terms import Outcome

NOT_APPLICABLE = Outcome.NOT_APPLICABLE.value
SAID_NOT_APPLICABLE = Outcome.SAID_NOT_APPLICABLE.value


def read_cases(sheet: Sheet, tab: str, file: str) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The plain reply for one sheet of cases, and the rows set aside by reason.

    Rows without a month are set aside, and go along as ``contested``, a reply of their own: what they say
    cannot be placed, but a failure in them must not be hidden by leaving out its date.
    """
    table = sheet.table
    days = sheet.dates("audited_on")
    months = row_months(sheet, days, tab, file, ("audited_on", "month"))
    asked = [table.columns[at] for at in sorted(table.columns) if table.columns[at] in table.form.questions]
    scored = [name for name in asked if table.form.questions[name]["type"] != "number"]
    keys: list[str | None] = (
        sheet.keys(table.form.lead) if table.form.lead in table.at else [None] * len(sheet.used)
    )
    auditors: list[str | None] = sheet.keys("auditor") if "auditor" in table.at else [None] * len(sheet.used)
    kept, unread = _readable(sheet, keys, scored)
    aside = {"nothing_readable": unread} if unread else {}
    if unread:
        sheet.keep([sheet.used[n] for n in kept])
    _tell_nameless(sheet, [keys[n] for n in kept])
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
        "population": _population(sheet, [keys[n] for n in kept], [months[n] for n in kept]),
    }
    undated = frozenset(n for n, month in enumerate(reply["months"]) if month is None)
    if undated:
        aside["undated"] = [sheet.used[n] for n in sorted(undated)]
        reply["contested"] = parallel.only(reply, undated)
        parallel.drop(reply, undated)
    return reply, aside


def _readable(sheet: Sheet, keys: list[str | None], scored: list[str]) -> tuple[list[int], list[int]]:
    """The places of the used rows with a reference or an answer in them, and the rows with neither."""
    asked = [(sheet.values(name) or [], sheet.table.form.read_words(name)) for name in scored]
    kept: list[int] = []
    unread: list[int] = []
    for n, row in enumerate(sheet.used):
        if keys[n] is None and not any(sheet.understood(values[n], known) for values, known in asked):
            unread.append(row)
        else:
            kept.append(n)
    return kept, unread


def _tell_nameless(sheet: Sheet, keys: list[str | None]) -> None:
    """Cases whose reference was left out, where the sheet has a column for it; error cells are told elsewhere."""
    lead = sheet.table.form.lead or ""
    written = zip(sheet.used, keys, sheet.values(lead) or [], strict=False)
    cells = [
        sheet.table.cell(lead, row)
        for row, key, value in written
        if key is None and not isinstance(value, Odd)
    ]
    if cells:
        sheet.remarks.say("reference_blank", cells=cells, count=len(cells))


def _answers(sheet: Sheet, name: str) -> str:
    """One question's outcomes, with blanks and "not applicable" weighed against whether it applied (A6)."""
    read = sheet.outcomes(name)
    question = sheet.table.form.questions[name]
    if not question["applies_if"] and not question["every_case"]:
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
        doubted = frozenset(insisted)
        read = "".join([SAID_NOT_APPLICABLE if n in doubted else byte for n, byte in enumerate(read)])
    return "".join(
        [NOT_APPLICABLE if byte == BLANK and applied[n] is False else byte for n, byte in enumerate(read)]
    )


def _numbers(sheet: Sheet, names: list[str]) -> list[tuple[int, str, float]]:
    found: list[tuple[int, str, float]] = []
    for name in names:
        values = sheet.numbers(name, sheet.table.form.words) or []
        found += [(n, name, value) for n, value in enumerate(values) if value is not None]
    return found


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
    }


def _population(sheet: Sheet, keys: list[str | None], months: list[int | None]) -> int | None:
    """How many cases the sample was drawn from, where the sheet says one number."""
    told = fact(sheet.table, "population", sheet.remarks)
    said = {value for value in sheet.numbers("population") or [] if value is not None}
    if len(said) > 1:
        sheet.remarks.say("population_differs", cell=sheet.table.says("population", sheet.used[0]))
        return None
    number = said.pop() if said else told
    if number is None or number < 0 or not float(number).is_integer():
        return None
    cases = {(month, key or n) for n, (month, key) in enumerate(zip(months, keys, strict=True))}
    most = max(Counter(month for month, _ in cases).values(), default=0)
    if most > number:
        sheet.remarks.say(
            "population_too_small", cell=sheet.table.says("population", sheet.used[0]), count=most
        )
    return int(number)
