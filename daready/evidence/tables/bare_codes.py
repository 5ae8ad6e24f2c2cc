"""Bare codes over columns (Q25) are daready's own only where its template or wording beside them says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import is_blank, letter, text_of
from daready.evidence.grid.grid import Grid, Row
from daready.evidence.tables.heading_rows import Fit
from daready.evidence.tables.template_line import template_of


class Wordings:
    """What a workbook writes beside codes, on whichever sheet; looked for only once a bare code is met."""

    def __init__(self, grids: Sequence[Grid], forms: KnownForms) -> None:
        self._grids = grids
        self._forms = forms

    @cached_property
    def _beside(self) -> frozenset[tuple[str, str, str]]:
        """Each code that a form knows, with the form and question that the text to its right names."""
        codes = {code for form in self._forms.forms.values() for code in form.codes}
        found: set[tuple[str, str, str]] = set()
        for grid in self._grids:
            for row in grid.rows:
                filled = [value for value in row if isinstance(value, str) and not is_blank(value)]
                for value, right in pairwise(filled):
                    code = self._forms.folded(value)
                    if code in codes and self._forms.folded(right) not in codes:
                        found |= {(code, form, name) for form, name in self._forms.heads(right)}
        return frozenset(found)

    def agree(self, form: KnownForm, name: str) -> bool:
        """Whether some sheet has the question's code and beside it wording of that question."""
        return (self._forms.folded(name), form.id, name) in self._beside


def unproved(fit: Fit, rows: list[Row], forms: KnownForms, wordings: Wordings) -> dict[int, str]:
    """The columns of questions that a bare code alone names, each with the question it would be."""
    form = fit.form
    if form.row != "case" or form.adopted or template_of(rows) == form.id:
        return {}
    return {
        column: name
        for column, name in fit.matched.items()
        if column in fit.shown
        and forms.folded(fit.shown[column][1]) in form.codes
        and not _is_worded(column, name, fit, rows, forms)
        and not forms.memory.recall("heading", form.id, forms.folded(fit.shown[column][1]))
        and not wordings.agree(form, name)
    }


def _is_worded(column: int, name: str, fit: Fit, rows: list[Row], forms: KnownForms) -> bool:
    """Whether the cell right above or below the code words the same question."""
    for number in (fit.header - 1, fit.header + 1):
        row = rows[number] if 0 <= number < len(rows) else []
        text = text_of(row[column]) if column < len(row) else ""
        if forms.folded(text) not in fit.form.codes and forms.means(fit.form, text) == name:
            return True
    return False


def tell(columns: dict[int, str], fit: Fit, forms: KnownForms, remarks: Remarks) -> None:
    """Name the codes, and ask what each of them means."""
    places = {column: f"{letter(column)}{fit.shown[column][0] + 1}" for column in sorted(columns)}
    remarks.say("bare_codes", cells=[*places.values()], count=len(places))
    for column, cell in places.items():
        code = forms.folded(fit.shown[column][1])
        token = forms.memory.token("heading", fit.form.id, code)
        remarks.ask("heading", fit.form.id, token, cell=cell, found=columns[column], letters=len(code))
