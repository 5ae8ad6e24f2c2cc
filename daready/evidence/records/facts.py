"""Facts that stand above a table, each read as its form declares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from daready.evidence.cells.dates import read_date, read_period
from daready.evidence.cells.personal_details import looks_personal, titles_in
from daready.evidence.cells.plain_forms import PlainFact
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.safe_names import Namer
from daready.evidence.cells.single_cells import read_label, read_number, without_footnote
from daready.evidence.grid.cell_text import Odd, Value, near_word, text_of
from daready.evidence.records.choices import Choices
from daready.evidence.tables.table import Table
from daready.rubric.words import fold


def fact(table: Table, name: str, remarks: Remarks, memory: Memory, namer: Namer) -> Any:
    """One fact from above the table, read as its form declares; None when silent or not understood (told).

    A label is kept only where ``namer`` knows all its words; a neutral name stands for any other short one.
    """
    if name not in table.facts or name not in table.form.facts:
        return None
    value, cell = table.facts[name]
    declared = table.form.facts[name]
    readers: dict[str, Callable[[Value], Any]] = {
        "date": read_date,
        "period": read_period,
        "number": read_number,
        "label": read_label,
    }
    if declared["reads"] == "choice":
        choices = Choices(table.form.of, declared, memory)
        read: Any = choices.value(value)
        hint, found = (None, None) if read else near_word(text_of(value), choices.words)
        if read is None:
            choices.ask(remarks, [(value, cell)])
    else:
        reader = readers.get(declared["reads"])
        read = reader(value) if reader and not isinstance(value, Odd) else None
        hint = found = None
    if declared["reads"] == "label" and without_footnote(fold(text_of(value))) is not None:
        remarks.say("label_footnote", cell=cell, column=_heading(declared, name), count=1)
    if declared["reads"] == "label" and not (read and namer.names_place(read)):
        remarks.say("label_not_kept", cell=cell, column=_heading(declared, name), count=1)
        if looks_personal(value) or titles_in(text_of(value)):
            remarks.say("looks_personal", cell=cell, column=_heading(declared, name), count=1)
        return memory.neutral(fold(read)) if read else None
    if read is None:
        if looks_personal(value):
            remarks.say("looks_personal", cell=cell, column=_heading(declared, name), count=1)
        remarks.say(
            "fact_not_understood",
            cell=cell,
            found=found,
            fact=_heading(declared, name),
            hint=f" Did you mean {hint.capitalize()}?" if hint else "",
            how=_how_to_type(declared),
        )
    return read


def _how_to_type(declared: PlainFact) -> str:
    if declared["reads"] != "choice":
        return "Type it as the template shows."
    words = ", ".join(str(words[0]) for words in declared["values"].values())
    return f"Type one of: {words}."


def _heading(declared: PlainFact, name: str) -> str:
    """A fact as its form writes it."""
    return str(declared["headings"][0]) if declared["headings"] else name.replace("_", " ")
