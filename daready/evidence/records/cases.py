"""The rows of a case-audit sheet become outcomes, a byte an answer, and the few facts kept of each case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import TypedDict

from daready.evidence.cells.plain_forms import PlainColumn
from daready.evidence.grid.cell_text import Odd, letter
from daready.evidence.records.answer_bytes import BLANK
from daready.evidence.records.columns import Sheet
from daready.evidence.records.labels import districts, label_keys
from daready.evidence.records.printed_once import fill_down
from daready.evidence.records.references import keys_of, not_references, tell_nameless
from daready.evidence.records.row_months import outer_period, row_months
from daready.evidence.rows import NO_CASES, CaseRows
from daready.rubric.terms import Outcome

NOT_APPLICABLE = Outcome.NOT_APPLICABLE.value
SAID_NOT_APPLICABLE = Outcome.SAID_NOT_APPLICABLE.value


@dataclass(frozen=True, slots=True)
class ReadCases:
    """The cases of one table: those that count, the contested, the rows set aside by reason, the questions that two
    columns ask, the months of cases without a district, and the month that the tab or a title gives.
    """

    counted: CaseRows
    contested: CaseRows
    aside: dict[str, list[int]]
    doubts: tuple[tuple[str, None], ...]
    hidden_districts: tuple[tuple[int | None, str | None], ...]
    own_month: int | None


def read_cases(sheet: Sheet, tab: str, file: str, lost: frozenset[int] = frozenset()) -> ReadCases:
    """The cases of one table.

    Rows without a month or with a day that cannot be meant, with nothing that can be read, whose reference is none, or
    that may be another table's, are set aside and go along as ``contested``, as do ``lost``, rows that were set aside
    before: what they say is not known, but a failure must not be hidden by leaving out its date, its reference or its
    answers.
    """
    table = sheet.table
    fill_down(sheet)
    own_month = outer_period(sheet, tab, file)
    days = sheet.dates("audited_on", own_month)
    months = row_months(sheet, days, own_month, ("audited_on", "month"))
    asked = [table.columns[at] for at in sorted(table.columns) if table.columns[at] in table.form.questions]
    scored = [name for name in asked if table.form.questions[name]["type"] != "number"]
    keys, counts_rows = keys_of(sheet)
    kept, unread, silent = _readable(sheet, keys, scored, lost)
    strange = _unlike_cases(sheet, days)
    if silent:
        sheet.keep([sheet.used[n] for n in kept])
    cases = CaseRows(
        questions=tuple(scored),
        outcomes=_by_row([_answers(sheet, name) for name in scored]),
        rows=tuple([row + 1 for row in sheet.used]),
        months=tuple([months[n] for n in kept]),
        days=tuple([day.toordinal() if days and (day := days[n]) else None for n in kept]),
        keys=tuple([keys[n] for n in kept]),
        auditors=tuple(sheet.keys("auditor")) if "auditor" in table.at else (None,) * len(sheet.used),
        numbers=tuple(_numbers(sheet, [name for name in asked if name not in scored])),
        columns={name: letter(table.at[name]) for name in asked},
        **_strata(sheet),
    )
    cases, many = _without_names(sheet, cases, None if counts_rows else lost)
    cases = replace(cases, population=_population(sheet, cases.keys, cases.months))
    aside = {"nothing_readable": [*unread, *silent], "unlike_a_case": strange, "reference_for_many": many}
    aside["date_out_of_reach"] = sheet.out_of_reach.get("audited_on", [])
    apart = set(lost)
    for reason, rows in aside.items():
        aside[reason] = sorted({*rows} - apart)
        apart |= {*rows}
    dated = zip(sheet.used, cases.months, strict=True)
    aside["undated"] = [row for row, month in dated if month is None and row not in apart]
    doubtful = apart.union(aside["undated"])
    contested = frozenset(n for n, row in enumerate(sheet.used) if row in doubtful)
    counted = cases.without(contested) if contested else cases
    return ReadCases(
        counted=counted,
        contested=cases.select(sorted(contested)) if contested else NO_CASES,
        aside={reason: rows for reason, rows in aside.items() if rows},
        doubts=tuple([(f"{table.form.of}/{name}", None) for name in scored if name in table.twice]),
        hidden_districts=_hidden_districts(sheet, counted),
        own_month=own_month,
    )


def _without_names(sheet: Sheet, cases: CaseRows, lost: frozenset[int] | None) -> tuple[CaseRows, list[int]]:
    """The same without the keys of references that name no case, which are told; and the rows that share one of them.

    ``lost`` is None where all that has been told.
    """
    says = [
        (auditor, cases.outcomes_of(n)) if cases.keys[n] is not None else None
        for n, auditor in enumerate(cases.auditors)
    ]
    worded, shared = not_references(sheet, cases.keys, says)
    many = [sheet.used[n] for n in sorted(shared)]
    keys = tuple([None if n in worded or n in shared else key for n, key in enumerate(cases.keys)])
    if lost is not None:
        tell_nameless(sheet, keys, lost.union(many))
    return replace(cases, keys=keys), many


def _by_row(answers: list[str]) -> str:
    """The outcomes of whole columns, row by row."""
    woven = bytearray(sum(map(len, answers)))
    for at, column in enumerate(answers):
        woven[at :: len(answers)] = column.encode("ascii")
    return woven.decode("ascii")


def _readable(
    sheet: Sheet, keys: list[str | None], scored: list[str], lost: frozenset[int]
) -> tuple[list[int], list[int], list[int]]:
    """The places of the rows to keep; of these the rows without reference or known answer that are cases all the
    same: they say when or how grave, or answer in words nobody knows, or stand between cases; and the rows that say
    nothing at all.
    """
    asked = [(sheet.values(name) or [], sheet.table.form.read_words(name)) for name in scored]
    facts = [values for name in ("audited_on", "risk", "made_safe") if (values := sheet.values(name))]
    facts += [values for values, _ in asked]

    def plain(n: int) -> bool:
        return keys[n] is not None or any(sheet.understood(values[n], known) for values, known in asked)

    cases = [sheet.used[n] in lost or plain(n) for n in range(len(sheet.used))]
    last = max((row for row, case in zip(sheet.used, cases, strict=True) if case), default=-1)
    kept: list[int] = []
    unread: list[int] = []
    silent: list[int] = []
    for n, row in enumerate(sheet.used):
        if not cases[n] and row > last and all(sheet.blank(values[n]) for values in facts):
            silent.append(row)
            continue
        kept.append(n)
        if not cases[n]:
            unread.append(row)
    return kept, unread, silent


def _unlike_cases(sheet: Sheet, days: list[date | None] | None) -> list[int]:
    """Rows whose reference has no number in it and whose day is no day: the headings and lines of another table."""
    references, written = sheet.values(sheet.table.form.lead or ""), sheet.values("audited_on")
    if references is None or written is None or days is None:
        return []
    found: list[int] = []
    for row, reference, value, day in zip(sheet.used, references, written, days, strict=True):
        if day is not None or sheet.blank(value) or isinstance(value, Odd):
            continue
        if isinstance(reference, str) and not sheet.blank(reference) and not any(map(str.isdigit, reference)):
            found.append(row)
    return found


def _answers(sheet: Sheet, name: str) -> str:
    """One question's outcomes, with blanks and "not applicable" weighed against whether it applied (A6)."""
    read = sheet.outcomes(name)
    question = sheet.table.form.questions[name]
    if not question["applies_if"] and not question["every_case"]:
        return read
    applied = sheet.applies(question)
    unread = sheet.unread_conditions(question)
    insisted = [n for n in _places(read, NOT_APPLICABLE) if applied[n] is True or n in unread]
    settled = bytearray(read, "ascii")
    if insisted:
        sheet.remarks.say(
            "said_not_applicable",
            cells=[sheet.table.cell(name, sheet.used[n]) for n in insisted],
            column=sheet.table.form.shown[name],
            count=len(insisted),
        )
    for n in insisted:
        settled[n] = ord(SAID_NOT_APPLICABLE)
    # Whether a blank of a form of the force's own means that it did not apply, only that form could say.
    for n in () if sheet.table.form.adopted else _places(read, BLANK):
        if applied[n] is False:
            settled[n] = ord(NOT_APPLICABLE)
    return settled.decode("ascii")


def _places(read: str, byte: str) -> Iterator[int]:
    """Where an outcome stands in a column."""
    at = read.find(byte)
    while at >= 0:
        yield at
        at = read.find(byte, at + 1)


def _numbers(sheet: Sheet, names: list[str]) -> list[tuple[int, str, float]]:
    """Every number with the place of its row, in the order of the rows."""
    found: list[tuple[int, str, float]] = []
    for name in names:
        values = sheet.numbers(name, sheet.table.form.words) or []
        found += [(n, name, value) for n, value in enumerate(values) if value is not None]
    for column in sheet.table.form.columns.values():
        if column["coded"] and column["id"] in sheet.table.at:
            found += _codes(sheet, column)
    return sorted(found, key=itemgetter(0))


def _codes(sheet: Sheet, column: PlainColumn) -> list[tuple[int, str, float]]:
    """A coded column beside the numbers: the place of a value in the form from 1, or a day's ordinal."""
    name = column["id"]
    if column["reads"] == "date":
        days = sheet.dates(name) or []
        return [(n, name, day.toordinal()) for n, day in enumerate(days) if day]
    places = {value: place for place, value in enumerate(column["values"], 1)}
    chosen = sheet.choices(name) or []
    return [(n, name, places[value]) for n, value in enumerate(chosen) if value is not None]


class _Strata(TypedDict):
    selections: tuple[str | None, ...]
    risk: tuple[str | None, ...]
    district: tuple[str | None, ...]
    made_safe: tuple[int | None, ...]


def _strata(sheet: Sheet) -> _Strata:
    """How the cases were chosen and their strata; a column speaks for its row, else the fact above."""
    silent = [None] * len(sheet.used)
    selection: list[str | None] = sheet.choices("selection") or list(silent)
    written = sheet.values("selection") or []
    told = sheet.fact("selection")
    if told is None and "selection" in sheet.table.facts:
        told = "not_stated"  # something was said and not understood: a claim must not speak over it
    made_safe: list[date | None] = sheet.dates("made_safe") or list(silent)
    risk = sheet.choices("risk") or [sheet.fact("risk")] * len(sheet.used)
    return {
        "selections": tuple(
            [
                value or ("not_stated" if written and not sheet.blank(written[n]) else told)
                for n, value in enumerate(selection)
            ]
        ),
        "risk": tuple(risk),
        "district": tuple(districts(sheet)),
        "made_safe": tuple([day.toordinal() if day else None for day in made_safe]),
    }


def _hidden_districts(sheet: Sheet, cases: CaseRows) -> tuple[tuple[int | None, str | None], ...]:
    """The months of cases kept without a district: with its keyed hash where one is given and may not be shown, with
    None where none is given. So a correction never takes one district's sheet for another's, or for the force's.
    """
    said = "district" in sheet.table.at or "district" in sheet.table.facts
    if not said or None not in cases.district:
        return ()
    keys = dict(zip(sheet.used, label_keys(sheet, "district"), strict=True))
    placed = zip(cases.rows, cases.months, cases.district, strict=True)
    found = {(month, keys[row - 1]) for row, month, district in placed if district is None}
    return tuple(sorted(found, key=lambda one: (one[0] or 0, one[1] or "")))


def _population(sheet: Sheet, keys: Sequence[str | None], months: Sequence[int | None]) -> int | None:
    """How many cases the sample was drawn from, where the sheet says one number."""
    told = sheet.fact("population")
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
