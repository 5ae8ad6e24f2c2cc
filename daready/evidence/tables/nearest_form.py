"""Where no form fits a sheet: which is the nearest, what it still wants, and the headings that may be meant."""

from __future__ import annotations

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import is_blank, letter, near_heading, quote_heading, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.limits import HEADER_ROWS, HEADING_LETTERS
from daready.evidence.tables.heading_rows import Scan
from daready.rubric.words import clean, fold


def say_nearest(scan: Scan, forms: KnownForms, remarks: Remarks) -> None:
    """Nothing fits. If some form's headings are there, say which form and which headings it still wants."""
    remarks.say("no_table")
    best: tuple[int, str, int, set[str]] | None = None
    for row in scan.strong:
        for form in forms.forms.values():
            cells = map(text_of, scan.rows[row])
            names = {name for cell in cells for owner, name in scan.known.get(cell, ()) if owner == form.id}
            if len(names) > (best[0] if best else 1):
                best = (len(names), form.id, row, names)
    _try_headings(scan, forms, remarks)
    if best is None:
        return
    form = forms.forms[best[1]]
    wanted = [f'"{form.shown[name]}"' for name in form.required if name not in best[3]]
    if form.row == "case" and not best[3] & form.questions.keys():
        wanted.append("at least one of its questions")
    remarks.nearly.append((best[0], form.id, f"A{best[2] + 1}", wanted))


def _try_headings(scan: Scan, forms: KnownForms, remarks: Remarks) -> None:
    """Keep every unknown heading of the fullest row that has a known one, or could be one of headings: they are asked
    about where nothing of the file can be read.
    """
    if not forms.forms:
        return
    head = _likeliest(scan, forms)
    if head is None:
        return
    row = scan.rows[head]
    form = forms.forms[_form_of(scan, head, forms)]
    for column, value in enumerate(row):
        text = text_of(value)
        if is_blank(value) or text in scan.known:
            continue
        token = forms.memory.token("heading", form.id, forms.folded(text))
        found = quote_heading(text, forms.vocabulary, near_heading(text, form.headings)[1])
        cell = f"{letter(column)}{head + 1}"
        remarks.try_heading(form.id, token, cell=cell, found=found, letters=len(clean(text)))


def _likeliest(scan: Scan, forms: KnownForms) -> int | None:
    """The fullest row of texts, one with a known heading before any other; a row of answers heads nothing."""
    rows = [number for number, row in enumerate(scan.rows[:HEADER_ROWS]) if _may_head(row, forms)]
    known = [number for number in rows if not scan.known.keys().isdisjoint(map(text_of, scan.rows[number]))]
    return max(
        known or rows,
        key=lambda number: sum(not is_blank(value) for value in scan.rows[number]),
        default=None,
    )


def _form_of(scan: Scan, head: int, forms: KnownForms) -> str:
    """The form that a row of headings may be of: one whose items stand below, one that has a heading, or an audit."""
    below = [
        value
        for row in scan.rows[head + 1 : head + 1 + HEADER_ROWS]
        for value in row
        if isinstance(value, str)
    ]
    for form in forms.forms.values():
        if form.items and sum(form.names_item(text) for text in below) > 1:
            return form.id
    owners = [form for value in scan.rows[head] for form, _ in scan.known.get(text_of(value), ())]
    cases = [form.id for form in forms.forms.values() if form.row == "case"]
    return next((one for one in (*cases, *owners) if one in owners), [*cases, *forms.forms][0])


def _may_head(row: Row, forms: KnownForms) -> bool:
    filled = [value for value in row if not is_blank(value)]
    texts = all(isinstance(v, str) and len(v) <= HEADING_LETTERS for v in filled)
    return len(filled) > 1 and texts and not any(fold(text_of(v)) in forms.legends.words for v in filled)
