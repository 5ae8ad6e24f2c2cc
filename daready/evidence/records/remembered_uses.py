"""Remembered meanings at work on one sheet: words made known before rows are sorted, and told afterwards."""

from __future__ import annotations

from operator import itemgetter

from daready.evidence.cells.explained_answers import explained
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.remembered_words import NOT_NEEDED, Meaning, choice_kind
from daready.evidence.grid.cell_text import Value, is_blank, letter, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.records.columns import Sheet
from daready.evidence.tables.table import Table
from daready.rubric.terms import ANSWER_NAMES
from daready.rubric.words import fold


def learn_words(rows: list[Row], table: Table, forms: KnownForms) -> None:
    """Make known to the form the words under its questions that people have said the meaning of, and those that are an
    answer with its reason.
    """
    form = table.form
    below = rows[table.header + 1 :]
    least = min(map(len, below), default=0)
    for at in _scored(table):
        name = table.columns[at]
        known = form.question_words(name)
        # A column that every row reaches is gathered at C speed, which counts where there are millions of answers.
        whole = at < least
        spelled = set(map(itemgetter(at), below)) if whole else {row[at] for row in below if at < len(row)}
        for folded in {fold(text_of(value)) for value in spelled} - known.keys():
            said = None if form.adopted else forms.memory.recall("word", form.id, folded)
            if said and said["meaning"] in ANSWER_NAMES:
                form.recalled[folded] = ANSWER_NAMES[said["meaning"]]
            elif (meant := explained(folded, known, forms.labels)) is not None:
                form.explained.setdefault(name, {})[folded] = meant


def tell_mappings(sheet: Sheet, rows: list[Row], forms: KnownForms) -> None:
    """One notice for each remembered meaning used on the sheet, with its cells, who said so and when."""
    form = sheet.table.form
    for at, said in _recalled_headings(rows, sheet.table, forms):
        cell = f"{letter(at)}{sheet.table.header + 1}"
        if said["meaning"] == NOT_NEEDED:
            sheet.remarks.say("not_needed_by_mapping", cell=cell, who=said["who"], when=said["when"])
            continue
        name = sheet.table.columns[at]
        values = sheet.values(name) or []
        cells = [
            sheet.table.cell(name, sheet.used[n]) for n, value in enumerate(values) if not is_blank(value)
        ]
        sheet.remarks.say(
            "read_by_mapping",
            cell=cell,
            cells=cells,
            meaning=form.shown[name],
            count=len(cells),
            who=said["who"],
            when=said["when"],
        )
    for meaning, cells, said in (*_recalled_words(sheet, forms), *_recalled_choices(sheet)):
        sheet.remarks.say(
            "read_by_mapping",
            cells=cells,
            meaning=meaning,
            count=len(cells),
            who=said["who"],
            when=said["when"],
        )


def _recalled_headings(rows: list[Row], table: Table, forms: KnownForms) -> list[tuple[int, Meaning]]:
    found: list[tuple[int, Meaning]] = []
    for at, value in enumerate(rows[table.header]):
        folded = forms.folded(text_of(value))
        if is_blank(value) or folded in table.form.headings:
            continue
        said = forms.memory.recall("heading", table.form.id, folded)
        if said and (said["meaning"] == NOT_NEEDED or table.columns.get(at) == said["meaning"]):
            found.append((at, said))
    return found


def _recalled_words(sheet: Sheet, forms: KnownForms) -> list[tuple[str, list[str], Meaning]]:
    form = sheet.table.form
    cells: dict[str, list[str]] = {}
    if not form.recalled:
        return []
    for at in sorted(_scored(sheet.table)):
        name = sheet.table.columns[at]
        known = form.question_words(name)
        for n, value in enumerate(sheet.values(name) or []):
            folded = _folded(value)
            if folded in form.recalled and folded not in known:
                cells.setdefault(folded, []).append(sheet.table.cell(name, sheet.used[n]))
    found: list[tuple[str, list[str], Meaning]] = []
    for folded, places in cells.items():
        said = forms.memory.recall("word", form.id, folded)
        if said:
            spellings = form.answers.get(said["meaning"]) or [said["meaning"].replace("_", " ")]
            found.append((spellings[0], places, said))
    return found


def _recalled_choices(sheet: Sheet) -> list[tuple[str, list[str], Meaning]]:
    """The choices of people's own, in columns and in the facts above the table."""
    table, form = sheet.table, sheet.table.form
    found: list[tuple[str, list[str], Meaning]] = []
    for name in sorted({*form.columns, *form.facts}):
        declared = form.choice(choice_kind(name))
        if declared is None or not sheet.memory.knows(choice_kind(name), form.id):
            continue
        told = [
            (value, table.cell(name, row))
            for value, row in zip(sheet.values(name) or [], sheet.used, strict=False)
        ]
        if name in table.facts and name in form.facts:
            told.append(table.facts[name])
        cells: dict[str, list[str]] = {}
        for value, cell in told:
            cells.setdefault(_folded(value), []).append(cell)
        choices = sheet.choices_of(name)
        for folded, places in cells.items():
            if said := choices.said(folded):
                shown = (declared["values"][said["meaning"]] or [said["meaning"]])[0]
                found.append((str(shown), places, said))
    return found


def _folded(value: Value) -> str:
    return fold(text_of(value))


def _scored(table: Table) -> list[int]:
    questions = table.form.questions
    return [
        at for at, name in table.columns.items() if name in questions and questions[name]["type"] != "number"
    ]
