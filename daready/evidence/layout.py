"""Where the table of a sheet is, which form it fits, and which column says what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from daready.evidence.forms import KnownForm, KnownForms
from daready.evidence.limits import HEADER_ROWS, HEADING_LETTERS, HEADING_RATIO
from daready.evidence.memory import NOT_NEEDED
from daready.evidence.remarks import Remarks
from daready.evidence.sheets import Grid, Range, Row
from daready.evidence.words import Value, is_blank, letter, near_heading, quote_heading, text_of
from daready.rubric.words import clean, fold_heading


@dataclass(slots=True)
class Table:
    """A sheet as a form sees it; ``at`` leads from id to column. Rows count from nought; facts keep cells."""

    form: KnownForm
    header: int
    columns: dict[int, str]
    at: dict[str, int]
    facts: dict[str, tuple[Value, str]] = field(default_factory=dict[str, tuple[Value, str]])
    titles: list[str] = field(default_factory=list[str])

    def cell(self, name: str, row: int) -> str:
        """The Excel name of a cell; the row's first cell where the sheet has no such column."""
        return f"{letter(self.at.get(name, 0))}{row + 1}"


@dataclass(frozen=True, slots=True)
class _Fit:
    form: KnownForm
    header: int
    matched: dict[int, str]
    complete: bool
    rivals: bool


def fill_down(grid: Grid) -> list[Row]:
    """The rows with each merged value repeated down its first column, as a person reads it.

    Rows are copied only where something is filled. Across columns nothing is filled here: a title or a
    crew's name merged over the whole width is one cell, not many.
    """
    rows = grid.rows
    for (top, left), (bottom, _) in grid.merged:
        if top >= len(rows) or left >= len(rows[top]) or bottom <= top or is_blank(rows[top][left]):
            continue
        if rows is grid.rows:
            rows = list(rows)
        for below in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if left < len(rows[below]) and is_blank(rows[below][left]):
                rows[below] = list(rows[below])
                rows[below][left] = rows[top][left]
    return rows


def find_table(rows: list[Row], forms: KnownForms, remarks: Remarks) -> Table | None:
    """The table of a sheet, or None, with the notice that says why.

    Refused: two rows that could equally be the heading row, two forms that fit equally well.
    """
    seen = _matches(rows, forms)
    fits = [fit for form in forms.forms.values() if (fit := _fit(form, seen.get(form.id, [])))]
    if not fits:
        _say_nearest(seen, forms, remarks)
        return None
    fits.sort(key=lambda fit: (-len(fit.matched), not fit.complete))
    best = fits[0]
    if len(fits) > 1 and (len(fits[1].matched), fits[1].complete) == (len(best.matched), best.complete):
        remarks.say("form_ambiguous", forms=f"{best.form.id}, {fits[1].form.id}")
        return None
    if best.rivals:
        remarks.say("header_ambiguous", cell=f"A{best.header + 1}")
        return None
    table = Table(best.form, best.header, {}, {})
    _map_columns(rows, table, forms, remarks)
    _read_above(rows, table)
    _say_missing(rows, table, forms, remarks)
    _say_unknown(rows, table, forms, remarks)
    return table


def headings_of(row: Row, forms: KnownForms) -> Iterator[tuple[int, str, str]]:
    """Each cell of a row that is a known heading: its column, and for every form that knows it the id."""
    if forms.cannot_head.issuperset(row):
        return
    for column, value in enumerate(row):
        for form, name in forms.heads(value):
            yield column, form, name


def _matches(rows: list[Row], forms: KnownForms) -> dict[str, list[tuple[int, dict[int, str]]]]:
    """For each form, the rows that show any of its headings and where; an id counts once a row."""
    seen: dict[str, list[tuple[int, dict[int, str]]]] = {}
    for number, row in enumerate(rows[:HEADER_ROWS]):
        found: dict[str, dict[int, str]] = {}
        for column, form, name in headings_of(row, forms):
            mapped = found.setdefault(form, {})
            if name not in mapped.values():
                mapped[column] = name
        for form, mapped in found.items():
            seen.setdefault(form, []).append((number, mapped))
    return seen


def _fit(form: KnownForm, seen: list[tuple[int, dict[int, str]]]) -> _Fit | None:
    if not seen:
        return None
    most = max(len(mapped) for _, mapped in seen)
    ties = [(number, mapped) for number, mapped in seen if len(mapped) == most]
    number, matched = ties[0]
    present = set(matched.values())
    missing = [name for name in form.required if name not in present and name not in form.facts]
    if form.row == "case" and not present & form.questions.keys():
        return None
    half = len(missing) <= max(1, len(form.required) // 2)
    if not (most >= 2 and not missing) and not (most >= 3 and half):
        return None
    # The same headings in the same columns again are a page break, not a rival.
    rivals = any(mapped != matched for _, mapped in ties[1:])
    return _Fit(form, number, matched, not missing, rivals)


def _say_nearest(
    seen: dict[str, list[tuple[int, dict[int, str]]]], forms: KnownForms, remarks: Remarks
) -> None:
    """Nothing fits. If some form's headings are there, say which form and which headings it still wants."""
    remarks.say("no_table")
    best = max(
        ((len(mapped), form, number, mapped) for form, rows in seen.items() for number, mapped in rows),
        key=lambda found: found[0],
        default=None,
    )
    if best is None or best[0] < 2:
        return
    form = forms.forms[best[1]]
    wanted = [f'"{form.shown[name]}"' for name in form.required if name not in best[3].values()]
    if form.row == "case" and not set(best[3].values()) & form.questions.keys():
        wanted.append("at least one of its questions")
    remarks.nearly.append((best[0], form.id, f"A{best[2] + 1}", wanted))


def _map_columns(rows: list[Row], table: Table, forms: KnownForms, remarks: Remarks) -> None:
    for column, form, name in headings_of(rows[table.header], forms):
        if form != table.form.id:
            continue
        if name in table.columns.values():
            first = letter(table.at[name])
            remarks.say(
                "heading_twice",
                cell=f"{letter(column)}{table.header + 1}",
                expected=table.form.shown[name],
                first=first,
            )
        else:
            table.columns[column] = name
            table.at[name] = column


def _read_above(rows: list[Row], table: Table) -> None:
    """Facts above the table: a label and the next cell with something in it, or both in one cell."""
    known = table.form.fact_headings
    for number, row in enumerate(rows[: table.header]):
        column = 0
        while column < len(row):
            value = row[column]
            column += 1
            if not isinstance(value, str) or is_blank(value) or len(value) > HEADING_LETTERS:
                continue
            label, colon, rest = value.partition(":")
            name = known.get(fold_heading(label if colon and rest.strip() else value))
            if name is None:
                table.titles.append(value)
            elif colon and rest.strip():
                table.facts.setdefault(name, (clean(rest), f"{letter(column - 1)}{number + 1}"))
            else:
                beside = next((at for at in range(column, len(row)) if not is_blank(row[at])), None)
                if beside is not None:
                    table.facts.setdefault(name, (row[beside], f"{letter(beside)}{number + 1}"))
                    column = beside + 1


def _strangers(rows: list[Row], table: Table, forms: KnownForms) -> dict[int, str]:
    """The heading cells that no heading of this form matches, the second of two alike apart."""
    return {
        column: text_of(value)
        for column, value in enumerate(rows[table.header])
        if column not in table.columns
        and not is_blank(value)
        and forms.folded(text_of(value)) not in table.form.headings
    }


def _say_missing(rows: list[Row], table: Table, forms: KnownForms, remarks: Remarks) -> None:
    """Required headings that are not there, with what seems to stand in their place."""
    form = table.form
    strangers = _strangers(rows, table, forms)
    lead_is_reference = form.row == "case" and form.lead
    for name in form.required:
        if name in table.columns.values() or name in table.facts:
            continue
        own = [heading for heading, owner in form.headings.items() if owner == name]
        scored = [(near_heading(text, own)[1], -column) for column, text in strangers.items()]
        score, place = max(scored, default=(0.0, 0))
        instead = ""
        cell, found = f"A{table.header + 1}", None
        if score >= HEADING_RATIO * 0.7 or (scored and len(strangers) == 1):
            text = strangers[-place]
            cell = f"{letter(-place)}{table.header + 1}"
            found = quote_heading(text, forms.vocabulary, score)
            quoted = f'"{found}"' if found else f"a heading of {len(clean(text))} letters"
            nearest = near_heading(text, form.headings)[0]
            instead = f" {cell} holds {quoted} instead; the nearest known heading is " + (
                f'"{form.written[nearest]}".' if nearest else "none."
            )
        code = "reference_missing" if lead_is_reference == name else "column_missing"
        remarks.say(code, cell=cell, found=found, expected=form.shown[name], instead=instead)
    if lead_is_reference and form.lead not in (*table.columns.values(), *form.required):
        remarks.say(
            "reference_missing", cell=f"A{table.header + 1}", expected=form.shown[form.lead or ""], instead=""
        )


def _say_unknown(rows: list[Row], table: Table, forms: KnownForms, remarks: Remarks) -> None:
    """Headings nobody knows over columns that hold something: the column is not read, and that is said."""
    form = table.form
    below = rows[table.header + 1 :]
    for column, text in _strangers(rows, table, forms).items():
        if not any(column < len(row) and not is_blank(row[column]) for row in below):
            continue
        folded = forms.folded(text)
        said = forms.memory.recall("heading", form.id, folded)
        if said and (said["meaning"] == NOT_NEEDED or said["meaning"] in table.at):
            continue
        nearest, score = near_heading(text, form.headings)
        near = nearest is not None and score >= HEADING_RATIO
        found = quote_heading(text, forms.vocabulary, score)
        remarks.ask(
            "heading",
            form.id,
            forms.memory.token("heading", form.id, folded),
            cell=f"{letter(column)}{table.header + 1}",
            found=found,
            letters=len(clean(text)),
        )
        quoted = f'"{found}"' if found else f"the heading here ({len(clean(text))} letters)"
        hint = f' Did you mean "{form.written[nearest]}"?' if near and nearest else ""
        remarks.say(
            "heading_not_known",
            cell=f"{letter(column)}{table.header + 1}",
            found=found,
            severity="warning" if near else "info",
            quoted=quoted,
            hint=hint,
        )
    headed = rows[table.header]
    width = max(map(len, below), default=0)
    for column in (at for at in range(width) if at >= len(headed) or is_blank(headed[at])):
        if any(column < len(row) and not is_blank(row[column]) for row in below):
            remarks.say("heading_blank", cell=f"{letter(column)}{table.header + 1}")


def fill_across(rows: list[Row], merged: tuple[Range, ...], table: Table) -> list[Row]:
    """An answer merged over several question columns of a row is the answer to each of them."""
    questions = {at for at, name in table.columns.items() if name in table.form.questions}
    copied = rows
    for (top, left), (bottom, right) in merged:
        if top <= table.header or right == left or not set(range(left, right + 1)) <= questions:
            continue
        if copied is rows:
            copied = list(rows)
        for number in range(top, min(bottom, len(rows) - 1) + 1):
            row = list(copied[number])
            row[left : right + 1] = [row[left]] * (right + 1 - left)
            copied[number] = row
    return copied
