"""A mapping workbook come back: what a person says their headings and words mean, checked line by line."""

from __future__ import annotations

import re

from daready.evidence.cells.dates import read_date
from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import NOT_NEEDED, ROLES, choice_kind
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.grid.grid import Book, Grid, Row
from daready.evidence.reply import MappingReply
from daready.rubric.terms import ANSWER_NAMES
from daready.rubric.words import clean, fold

MARK = "daready mapping workbook"
SHEET = "Mapping"
ROLE, DAY, SEAL = (2, 1), (3, 1), (4, 1)
"""Where the role, the date and the workspace's seal stand: row and column from nought."""
FIRST = 7
"""The first line, from nought; the headings stand above it."""
COLUMNS = (
    *("Kind", "File", "Sheet", "Cell", "What stands there", "Sheets with it"),
    *("What it means", "Form", "Do not change"),
)
MEANS, FORM, TOKEN = 6, 7, 8
_KINDS = {"heading": "Heading", "word": "Answer"}
_CHOICE = re.compile(r"Choice \((\w+)\)")
NOT_NEEDED_WORDS = "Not needed"
NEEDS = {"role": "B3", "date": "B4"}


def kind_shown(kind: str) -> str:
    """A kind of meaning as a line names it."""
    return _KINDS.get(kind) or f"Choice ({kind.rpartition('/')[2]})"


def _kind_of(shown: str) -> str | None:
    if choice := _CHOICE.fullmatch(shown):
        return choice_kind(choice[1])
    return {words: kind for kind, words in _KINDS.items()}.get(shown)


def options(form: KnownForm, kind: str) -> dict[str, str]:
    """What a heading, an answer word or a choice of a form may be said to mean: the words offered, and their ids."""
    if declared := form.choice(kind):
        return {str(words[0]) if words else value: value for value, words in declared["values"].items()}
    if kind == "word":
        return {
            (form.answers.get(name) or [name.replace("_", " ")])[0]: name
            for name in ANSWER_NAMES
            if name != "blank"
        }
    if kind != "heading":
        return {}
    known = [*form.columns, *form.questions]
    return {f"{form.shown[name]} ({name})": name for name in known} | {NOT_NEEDED_WORDS: NOT_NEEDED}


def is_mapping(book: Book) -> bool:
    """Whether a workbook is one that daready made to be filled in with meanings."""
    return any(_is_mapping(grid) for grid in book.grids)


def _is_mapping(grid: Grid) -> bool:
    return bool(grid.rows and grid.rows[0]) and grid.rows[0][0] == MARK


def read_mapping(book: Book, forms: KnownForms) -> MappingReply:
    """The meanings given, and a notice for every line that cannot be used.

    Refused as a whole: no mapping workbook, one of another workspace, one without a role or a date.
    """
    remarks = Remarks(None)
    entries: list[dict[str, str]] = []
    grid = next((grid for grid in book.grids if _is_mapping(grid)), None)
    if book.refused or grid is None:
        remarks.say(book.refused or "not_a_mapping")
        return MappingReply(notices=tuple(remarks.said))
    role = {fold(role): role for role in ROLES}.get(fold(text_of(_at(grid, *ROLE))))
    day = read_date(_at(grid, *DAY))
    if _at(grid, *SEAL) != forms.memory.seal:
        remarks.say("mapping_other_workspace")
        return MappingReply(notices=tuple(remarks.said))
    if role is None:
        remarks.say("mapping_role_missing", cell=NEEDS["role"], offered=", ".join(ROLES))
    if day is None:
        remarks.say("mapping_date_missing", cell=NEEDS["date"])
    if role is None or day is None:
        return MappingReply(notices=tuple(remarks.said))
    for number in range(FIRST, len(grid.rows)):
        entry = _entry(grid.rows[number], f"{'ABCDEFGHI'[MEANS]}{number + 1}", forms, remarks)
        if entry:
            entries.append({**entry, "who": role, "when": day.isoformat()})
    return MappingReply(tuple(entries), tuple(remarks.said))


def _entry(row: Row, cell: str, forms: KnownForms, remarks: Remarks) -> dict[str, str] | None:
    """One line as a meaning; None where nothing was chosen, or what was chosen cannot be."""
    padded = [*row, *[""] * (len(COLUMNS) - len(row))]
    chosen = clean(text_of(padded[MEANS]))
    if not chosen:
        return None
    form = forms.forms.get(text_of(padded[FORM]))
    kind = _kind_of(text_of(padded[0]))
    token = text_of(padded[TOKEN])
    if form is None or kind is None or is_blank(token):
        remarks.say("mapping_line_damaged", cell=cell)
        return None
    meaning = _chosen(chosen, options(form, kind))
    if meaning is None:
        elsewhere = any(_chosen(chosen, options(other, kind)) for other in forms.forms.values())
        remarks.say(
            "mapping_other_form" if elsewhere else "mapping_meaning_not_known", cell=cell, form=form.id
        )
        return None
    return {"kind": kind, "form": form.id, "token": token, "meaning": meaning, "cell": cell}


def _chosen(text: str, offered: dict[str, str]) -> str | None:
    return {fold(option): name for option, name in offered.items()}.get(fold(text))


def _at(grid: Grid, row: int, column: int) -> Value:
    return grid.rows[row][column] if row < len(grid.rows) and column < len(grid.rows[row]) else ""
