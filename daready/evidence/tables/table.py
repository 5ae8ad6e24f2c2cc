"""Where the table of a sheet is, which form it fits, and which column says what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest

from daready.evidence.cells.dates import find_period
from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import NOT_NEEDED
from daready.evidence.grid.cell_text import Value, is_blank, letter, near_heading, quote_heading
from daready.evidence.grid.grid import Grid, Row
from daready.evidence.limits import HEADING_LETTERS, HEADING_RATIO, HEADINGS_COMPARED
from daready.evidence.tables import bare_codes
from daready.evidence.tables.cut_tables import Found, cut
from daready.evidence.tables.heading_rows import Fit, Scan
from daready.evidence.tables.nearest_form import say_nearest
from daready.evidence.tables.transposed import questions_down
from daready.rubric.words import clean, fold, fold_heading


@dataclass(slots=True)
class Table:
    """A table as a form sees it; ``at`` leads from id to column. Rows count from nought; facts keep cells.

    ``rows`` are the sheet's with everything outside this table blank and merged cells filled, so that
    every cell keeps its address; ``typed`` are the same before filling. ``months`` are the columns of a
    return that has a month a column; ``twice`` what has a second column, which is not read; ``top`` is the first
    row of headings. ``period``: the month that a line between the rows gives those below it, which are all that
    this table then has; ``kin`` are then the rows of all its parts.
    """

    form: KnownForm
    header: int
    columns: dict[int, str]
    at: dict[str, int]
    facts: dict[str, tuple[Value, str]] = field(default_factory=dict[str, tuple[Value, str]])
    titles: list[str] = field(default_factory=list[str])
    rows: list[Row] = field(default_factory=list[Row])
    typed: list[Row] = field(default_factory=list[Row])
    months: dict[int, Value] = field(default_factory=dict[int, Value])
    twice: frozenset[str] = frozenset()
    top: int = 0
    period: Value | None = None
    kin: list[Row] = field(default_factory=list[Row])

    def cell(self, name: str, row: int) -> str:
        """The Excel name of a cell; the row's first cell where the sheet has no such column."""
        return f"{letter(self.at.get(name, 0))}{row + 1}"

    def says(self, name: str, row: int) -> str:
        """The cell that says a thing about a row: its own, or the fact above the table."""
        return self.facts[name][1] if name in self.facts and name not in self.at else self.cell(name, row)


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


def find_tables(
    grid: Grid,
    forms: KnownForms,
    remarks: Remarks,
    wordings: bare_codes.Wordings,
    chosen: int | None = None,
) -> tuple[list[Table], list[Row], list[str]]:
    """The tables of a sheet, its rows as typed where no table took them, and the questions these may answer.

    Refused, with the notice that says why: two rows that could equally be the heading row (both are
    named; ``chosen`` settles it), two forms that fit equally well, an audit on its side, no form's headings, and
    questions that bare codes alone name, unless ``wordings`` bear them out.
    """
    filled = fill_down(grid)
    scan = Scan(filled, grid.merged, forms)
    found = cut(scan, None if chosen is None else chosen - 1)
    if not found:
        if chosen is not None:
            remarks.say("header_row_not_usable", cell=f"A{chosen}", row=chosen)
        elif (turned := questions_down(grid.rows, forms)) is not None:
            remarks.say(turned[0], cell=turned[1])
        else:
            say_nearest(scan, forms, remarks)
        return [], grid.rows, []
    tables: list[Table] = []
    left: list[Row] = []
    doubts: list[str] = []
    for one in found:
        rows = filled if len(found) == 1 else one.of(filled)
        typed = grid.rows if len(found) == 1 else one.of(grid.rows)
        if _refused(one, remarks):
            left = _laid_over(left, typed)
            doubts += _asked_of_refused(one, rows, forms)
            continue
        if coded := bare_codes.unproved(one.fit, filled, forms, wordings):
            bare_codes.tell(coded, one.fit, forms, remarks)
            doubts += [f"{one.fit.form.of}/{name}" for name in coded.values()]
            matched = {at: name for at, name in one.fit.matched.items() if at not in coded}
            one = replace(one, fit=replace(one.fit, matched=matched))
            if one.fit.form.questions.keys().isdisjoint(matched.values()):
                left = _laid_over(left, typed)
                continue
        table = _table(one.fit, rows, typed)
        _join_references(one.fit, table)
        _read_above(rows[: one.fit.top], table)
        if len(found) > 1:
            _share(filled[: one.shared.stop], table)
        _say_missing(one.fit, table, forms, remarks)
        _say_unknown(one.fit, table, forms, remarks)
        tables.append(table)
    return tables, left, doubts


def _table(fit: Fit, rows: list[Row], typed: list[Row]) -> Table:
    columns = dict(fit.matched)
    at = {name: column for column, name in columns.items()}
    return Table(
        fit.form, fit.header, columns, at, rows=rows, typed=typed, months=dict(fit.months), top=fit.top
    )


def _refused(one: Found, remarks: Remarks) -> bool:
    if one.rivals:
        cells = [f"A{row + 1}" for row in one.rivals]
        named = " and ".join(str(row + 1) for row in one.rivals)
        remarks.say("header_ambiguous", cells=cells, named=named)
    elif one.forms:
        remarks.say("form_ambiguous", forms=", ".join(one.forms))
    return bool(one.rivals or one.forms)


def _asked_of_refused(one: Found, rows: Sequence[Row], forms: KnownForms) -> list[str]:
    """The audit questions that a table nobody can read may answer, for any of its rows may be a failing case (A17)."""
    heads = one.rivals or (one.fit.header,)
    if not any(not is_blank(value) for row in rows[max(heads) + 1 :] for value in row):
        return []
    named = {(form, name) for head in heads for _, form, name in headings_of(rows[head], forms)}
    return sorted(
        {f"{forms.forms[form].of}/{name}" for form, name in named if name in forms.forms[form].questions}
    )


def _laid_over(under: list[Row], over: list[Row]) -> list[Row]:
    return [top or below for top, below in zip_longest(over, under, fillvalue=list[Value]())]


def _share(rows: list[Row], table: Table) -> None:
    """What stands above all tables of a sheet speaks for each where its own titles are silent.

    Numbers do not: how many cases there were to choose from is counted once.
    """
    above = Table(table.form, table.header, {}, {})
    _read_above(rows, above)
    for name, told in above.facts.items():
        if table.form.facts[name]["reads"] != "number":
            table.facts.setdefault(name, told)
    if not any(map(find_period, table.titles)):
        table.titles.extend(above.titles)


def headings_of(row: Row, forms: KnownForms) -> Iterator[tuple[int, str, str]]:
    """Each cell of a row that is a known heading: its column, and for every form that knows it the id."""
    if forms.cannot_head.issuperset(row):
        return
    for column, value in enumerate(row):
        for form, name in forms.heads(value):
            yield column, form, name


def _is_second_reference(form: KnownForm, name: str) -> bool:
    return form.row == "case" and name == form.lead


def _join_references(fit: Fit, table: Table) -> None:
    """One reference for each case, from the first of several columns of references that has it."""
    seconds = [column for column, name in sorted(fit.twice.items()) if _is_second_reference(fit.form, name)]
    if not seconds:
        return
    lead = table.at[fit.form.lead or ""]
    table.rows = list(table.rows)
    for number, row in enumerate(table.rows[table.header + 1 :], table.header + 1):
        if lead < len(row) and is_blank(row[lead]):
            other = next((row[at] for at in seconds if at < len(row) and not is_blank(row[at])), None)
            if other is not None:
                table.rows[number] = [*row[:lead], other, *row[lead + 1 :]]


def _read_above(rows: list[Row], table: Table) -> None:
    """Facts above the table: a label and the next cell with something in it, or both in one cell."""
    known = table.form.fact_headings
    for number, row in enumerate(rows):
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


def _strangers(fit: Fit, forms: KnownForms) -> dict[int, tuple[int, str]]:
    """The heading cells that no heading of this form matches, the second of two alike apart."""
    return {
        column: (row, text)
        for column, (row, text) in fit.shown.items()
        if column not in fit.matched
        and column not in fit.twice
        and column not in fit.months
        and forms.folded(text) not in fit.form.headings
    }


def _say_missing(fit: Fit, table: Table, forms: KnownForms, remarks: Remarks) -> None:
    """Required headings that are not there, with what seems to stand in their place."""
    form = table.form
    if fit.months:
        return  # its counts stand under the months
    strangers = _strangers(fit, forms)
    lead_is_reference = form.row == "case" and form.lead
    for name in form.required:
        if name in table.columns.values() or name in table.facts:
            continue
        own = [heading for heading, owner in form.headings.items() if owner == name]
        scored = [
            (near_heading(text, own)[1], -column)
            for column, (_, text) in islice(strangers.items(), HEADINGS_COMPARED)
        ]
        score, place = max(scored, default=(0.0, 0))
        instead = ""
        cell, found = f"A{table.header + 1}", None
        if score >= HEADING_RATIO * 0.7 or (scored and len(strangers) == 1):
            row, text = strangers[-place]
            cell = f"{letter(-place)}{row + 1}"
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


def _say_unknown(fit: Fit, table: Table, forms: KnownForms, remarks: Remarks) -> None:
    """Headings nobody knows over columns that hold something: the column is not read, and that is said."""
    form = table.form
    below = table.rows[table.header + 1 :]
    table.twice = frozenset(fit.twice.values())
    for column, name in fit.twice.items():
        if form.reads(name) == "never":
            continue
        if _is_second_reference(form, name):
            remarks.say(
                "two_references",
                cell=f"{letter(column)}{fit.shown[column][0] + 1}",
                first=letter(table.at[name]),
            )
            continue
        remarks.say(
            "heading_twice",
            cell=f"{letter(column)}{fit.shown[column][0] + 1}",
            expected=form.shown[name],
            first=letter(table.at[name]),
        )
    compared = 0
    for column, (row, text) in _strangers(fit, forms).items():
        held = _held(below, column)
        if not held:
            continue
        folded = forms.folded(text)
        said = forms.memory.recall("heading", form.id, folded)
        if folded in form.ignored or (
            said and (said["meaning"] == NOT_NEEDED or said["meaning"] in table.at)
        ):
            continue
        if form.adopted:
            if _are_answers(held, form):
                remarks.say(
                    "adopted_new_question", cell=f"{letter(column)}{row + 1}", letters=len(clean(text))
                )
            continue
        compared += 1
        nearest, score = near_heading(text, form.headings) if compared <= HEADINGS_COMPARED else (None, 0.0)
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
            cell=f"{letter(column)}{row + 1}",
            found=found,
            severity="warning"
            if (near and _is_wanted(nearest, table)) or _are_answers(held, form)
            else "info",
            quoted=quoted,
            hint=hint,
        )
    width = max(map(len, below), default=0)
    for column in (at for at in range(width) if at not in fit.shown):
        if held := _held(below, column):
            severity = "warning" if _are_answers(held, form) else "info"
            remarks.say("heading_blank", cell=f"{letter(column)}{table.header + 1}", severity=severity)


def _is_wanted(heading: str | None, table: Table) -> bool:
    """Whether what a heading means is read and not there yet, so that a column misspelt may be it."""
    name = table.form.headings.get(heading or "")
    return name is not None and name not in table.at and table.form.reads(name) != "never"


def _held(below: list[Row], column: int) -> list[Value]:
    """What a column holds below the headings."""
    return [row[column] for row in below if column < len(row) and not is_blank(row[column])]


def _are_answers(held: list[Value], form: KnownForm) -> bool:
    """Whether a column that nobody reads is answered like a question: failures may stand in it."""
    answers = sum(isinstance(value, str) and fold(value) in form.words for value in held)
    return form.row == "case" and answers * 2 >= len(held)
