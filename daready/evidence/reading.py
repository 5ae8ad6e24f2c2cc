"""One file in, one reply out: what the guarded child does for each job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from daready.evidence.brief import Brief
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.plain_forms import PlainRubric
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.safe_names import Namer, answer_vocabulary, vocabulary
from daready.evidence.exports.read import ExportReader
from daready.evidence.exports.reply import ExportReply, PlainExtract
from daready.evidence.grid.cell_text import letter
from daready.evidence.grid.grid import Book, Grid, Row
from daready.evidence.grid.row_runs import spans
from daready.evidence.layouts import own_form
from daready.evidence.layouts.adoption_back import AdoptionReply, is_adoption, read_adoption
from daready.evidence.layouts.claims import ways_in
from daready.evidence.layouts.found_form import FoundReply, find_form
from daready.evidence.list_cells import rows_of
from daready.evidence.opening import any_file
from daready.evidence.records import standing_claims as claims
from daready.evidence.records.cases import read_cases
from daready.evidence.records.columns import Sheet
from daready.evidence.records.contesting import contest_by_tab
from daready.evidence.records.lent_selection import lend_selection
from daready.evidence.records.mapping_answers import is_mapping, read_mapping
from daready.evidence.records.old_months import contest_old_months
from daready.evidence.records.records import read_records
from daready.evidence.records.remembered_uses import learn_words, tell_mappings
from daready.evidence.records.tab_names import name_districts
from daready.evidence.reply import FileReply, ListReply, MappingReply, SheetReply
from daready.evidence.row_why import WhyReply
from daready.evidence.sorting.contested_rows import contested_rows
from daready.evidence.sorting.passes import sort_rows
from daready.evidence.sorting.stray_rows import items_of, stray_rows
from daready.evidence.sorting.table_view import TableView, present_rows
from daready.evidence.sorting.why import Why
from daready.evidence.tables import (
    answers_elsewhere,
    broken_csv_rows,
    merged_answers,
    odd_cells,
    own_sheets,
    shared_references,
)
from daready.evidence.tables.bare_codes import Wordings
from daready.evidence.tables.beside_tables import tell_filters, texts_beside
from daready.evidence.tables.divider_rows import parted
from daready.evidence.tables.keys import Keys
from daready.evidence.tables.scales import Scales
from daready.evidence.tables.table import Table, find_tables
from daready.evidence.tables.tick_columns import join_ticks
from daready.rubric.words import fold, fold_heading


class _Found(NamedTuple):
    """A sheet with its tables, its rows as typed that are in none, and the questions that these may answer."""

    grid: Grid
    tables: list[Table]
    left: list[Row]
    doubted: list[str]
    remarks: Remarks


class Reader:
    """Reads files against the forms it was given. Nothing it returns holds what somebody typed freely."""

    def __init__(self, rubric: PlainRubric, brief: Brief, *, small: bool = False) -> None:
        self.forms = KnownForms(rubric, Memory(brief.key, brief.remembered))
        self.brief = brief
        self.small = small  # where no limit holds this process
        self.latest_day = brief.latest_day.toordinal() if brief.latest_day else None
        self.old_after = rubric.old_after
        self.namer = Namer(lambda: vocabulary(rubric.forms, rubric.words), brief.names)
        self._answers = Namer(lambda: answer_vocabulary(rubric.forms, rubric.words), brief.names)
        self._why: Why | None = None

    def begin(self, path: str, *, bold: bool = False, again: bool = False) -> Callable[[], Book]:
        """A file begun, for ``read``; ``bold`` and ``again`` as in ``workbooks.begin``."""
        return any_file.begin(
            Path(path),
            self.forms.is_heading,
            bold=bold,
            again=again,
            small=self.small,
            passwords=self.brief.passwords,
        )

    def read(self, begun: Callable[[], Book], file: str) -> FileReply:
        """The sheets of a file with their rows accounted for, and every notice as a code with safe facts."""
        book = begun()
        if not book.refused and is_mapping(book):
            return FileReply.refused("mapping_workbook")
        if not book.refused and is_adoption(book):
            return FileReply.refused("adoption_workbook")
        if book.refused:
            return FileReply.refused(book.refused)
        reply, scales = self._sheets(book, file, Scales())
        return self._sheets(book, file, scales)[0] if scales.spread() else reply

    def _sheets(self, book: Book, file: str, scales: Scales) -> tuple[FileReply, Scales]:
        """The sheets of a file, read with what is known of its scales; and the scales that were met."""
        self.forms.forget()
        general = Remarks(None)
        for code in book.remarks:
            general.say(code)
        read: list[SheetReply] = []
        tabs: list[str] = []
        remarks: list[Remarks] = []
        own = own_form.turned(book, self.forms)
        taken = own.tabs if own else frozenset[str]()
        theirs = [grid for grid in book.grids if not own_sheets.is_ours(grid.rows) and grid.name not in taken]
        namer = self._namer_of(book)
        wordings = Wordings(theirs, self.forms)
        keys = Keys(self.forms, scales)
        found: list[_Found] = []
        for number, grid in enumerate(book.grids, 1):
            if grid in theirs:
                remarks.append(Remarks(namer.tab(grid.name, number)))
                found.append(self._find(grid, remarks[-1], wordings))
                self._look_beside(found[-1], keys)
        for one in found:
            read += self._tables(one, file, namer, keys)
            tabs += [one.grid.name] * (len(read) - len(tabs))
        read = name_districts(read, self.forms.forms, remarks, namer)
        read = lend_selection(contest_by_tab(read, tabs, remarks, self.forms.labels))
        if own is not None:
            read += self._turned(own, file, namer, keys, remarks)
        if not any(sheet.form for sheet in read) and (theirs or not book.grids):
            self._nothing_fits(general, remarks)
        elif theirs and not any(sheet.rows_read for sheet in read):
            general.say("headings_alone")
        reply = FileReply(
            sheets=tuple(read),
            notices=(*general.said, *(said for one in remarks for said in one.said)),
            asked=tuple([asked for one in remarks for asked in one.asked]),
            replaces=tuple(book.originals),
            headed=tuple([grid.name for grid in theirs if grid.name in self.brief.header_rows]),
        )
        return reply, scales

    def why(self, path: str, tab: str | None, row: int) -> WhyReply:
        """What decided of one row (from one) of a tab; of the only tab where ``tab`` is None.

        ``tab`` of the reply is the name that may be shown, None where there is no such tab or it could be one of
        several; ``why`` is None where no table has the row.
        """
        book = self.begin(path)()
        named = [(at, grid) for at, grid in enumerate(book.grids, 1) if tab in (grid.name, None)]
        if len(named) != 1:
            return {"refused": book.refused, "tab": None, "why": None}
        ((at, grid),) = named
        self._why = asked = Why(grid.name, row - 1)
        self.read(lambda: book, Path(path).name)
        self._why = None
        return {"refused": None, "tab": self._namer_of(book).tab(grid.name, at), "why": asked.said}

    def mapping(self, path: str) -> MappingReply:
        """What a person filled in on a mapping workbook."""
        return read_mapping(any_file.read(Path(path), self.forms.is_heading, small=self.small), self.forms)

    def form_found(self, paths: Sequence[str]) -> FoundReply:
        """What may be told of the form that these files are filled in of."""
        books = [self.begin(path)() for path in paths]
        refused = next(((number, book.refused) for number, book in enumerate(books) if book.refused), None)
        if any(map(is_adoption, books)):
            return FoundReply(refused="adoption_workbook")
        if refused:
            return FoundReply(refused=refused[1], file=refused[0])
        return FoundReply(find_form(books, self.forms, self._answers.answer, self.namer.tab))

    def adoption(self, path: str) -> AdoptionReply:
        """What a person chose on an adoption workbook."""
        return read_adoption(self.begin(path)(), self.forms)

    def _namer_of(self, book: Book) -> Namer:
        """The words that may be shown and kept, with the districts that a template of ours offered."""
        headings = frozenset(
            fold_heading(heading)
            for form in self.forms.forms.values()
            for known in (form.columns, form.facts)
            if "district" in known
            for heading in known["district"]["headings"]
        )
        ours = [grid.rows for grid in book.grids if own_sheets.is_ours(grid.rows)]
        return self.namer.allowing(
            [label for rows in ours for label in own_sheets.offered_labels(rows, headings)]
        )

    def export(self, path: str, extracts: Sequence[PlainExtract]) -> ExportReply:
        """The named columns of a record system's export."""
        reader = ExportReader(extracts, self.forms.memory, self.namer)
        return reader.read(any_file.read(Path(path), reader.is_heading, small=self.small))

    def cells(self, path: str, only: Sequence[str] | None = None) -> ListReply:
        """Every sheet of a list as rows of words; of the columns under ``only`` some folded headings, if given."""
        book = any_file.read(Path(path), self.forms.is_heading, small=self.small)
        sheets = tuple(rows_of(grid, frozenset(only) if only else None) for grid in book.grids)
        titles = tuple(self.namer.tab(grid.name, number) for number, grid in enumerate(book.grids, 1))
        return ListReply(book.refused, sheets, titles)

    def _find(self, grid: Grid, remarks: Remarks, wordings: Wordings) -> _Found:
        """The tables of a sheet, before any of their rows is looked at."""
        if grid.broken:
            remarks.say("sheet_not_readable")
            return _Found(grid, [], [], [], remarks)
        odd_cells.tell_far(grid, remarks)
        grid = join_ticks(odd_cells.clear_under_merged(grid, remarks), self.forms)
        found, left, doubted = find_tables(
            grid, self.forms, remarks, wordings, self.brief.header_rows.get(grid.name)
        )
        for table in found:
            answers_elsewhere.tell(table, self.forms, remarks)
        return _Found(grid, found, left, doubted, remarks)

    def _turned(
        self, own: own_form.Turned, file: str, namer: Namer, keys: Keys, remarks: list[Remarks]
    ) -> list[SheetReply]:
        """The cases of an adopted form that is no table, read as one and told in their own tabs and cells."""
        inner = Remarks(namer.tab(own.grid.name, own.table.headings[0].place.tab + 1))
        found = self._find(own.grid, inner, Wordings([own.grid], self.forms))
        for table in found.tables:
            table.titles += [said.text for said in own.table.said]
        read = self._tables(found, file, namer, keys)
        outer = Remarks(None)
        outer.said += own_form.true_remarks(inner.said, own, namer.tab)
        if own.table.blank_forms:
            outer.say("blank_forms", count=len(own.table.blank_forms))
        remarks.append(outer)
        return [reply for one in read for reply in own_form.in_true_tabs(one, own, namer.tab)]

    def _look_beside(self, one: _Found, keys: Keys) -> None:
        """What a sheet says outside its tables: keys of answers, filters at work."""
        beside = [*texts_beside(one.grid, one.tables)]
        keys.look(one.grid, one.tables, beside, one.remarks)
        tell_filters(one.grid, one.tables, beside, self.forms.labels, one.remarks)

    def _tables(self, one: _Found, file: str, namer: Namer, keys: Keys) -> list[SheetReply]:
        """A reply for each table of a sheet, and one for what stands in none."""
        grid, remarks = one.grid, one.remarks
        if grid.broken:
            return [SheetReply(remarks.sheet or "")]
        tables = [part for table in one.tables for part in parted(table)]
        broken_csv_rows.tell_unclosed(grid, tables, remarks)
        own_sheets.tell(grid.rows, tables[0] if tables else None, self.forms, remarks)
        far = odd_cells.far_rows(grid, tables[0].header + 1 if tables else 0)
        read = [
            self._table(table, grid, file, remarks, namer, keys, () if at else far)
            for at, table in enumerate(tables)
        ]
        stated = {month for _, month in read if month is not None}
        replies = contest_old_months(
            [reply for reply, _ in read], stated, self.latest_day, self.old_after, remarks
        )
        # The grid as typed says which rows are there; merged cells only fill rows that are.
        unread = present_rows(one.left, 0)
        if unread or one.doubted or not replies:
            why = next((said.code for said in remarks.said if said.code in _NOT_READ), "no_table")
            aside = {why: unread, "far_cell": [] if tables else far}
            doubts = tuple((item, None) for item in one.doubted)
            replies.append(_account(SheetReply(remarks.sheet or "", doubts=doubts), aside))
        return replies

    def _table(
        self,
        table: Table,
        grid: Grid,
        file: str,
        remarks: Remarks,
        namer: Namer,
        keys: Keys,
        far: Sequence[int],
    ) -> tuple[SheetReply, int | None]:
        """A table's reply, and the month that the tab or a title gives its cases."""
        merged = merged_answers.merged_answers(grid, table)
        table.rows = legible = merged_answers.doubt(table.rows, merged, table)
        table.rows = odd_cells.doubt_serials(odd_cells.strike(table.rows, grid, table), grid, table)
        learn_words(table.rows, table, self.forms)
        under = {row for cells in merged for row, _ in cells}
        present = sorted({*present_rows(table.typed, table.header + 1), *under})
        sorting = sort_rows(TableView(table, self.forms, present))
        if self.forms.labels.is_example_tab(fold(grid.name)):
            sorting.move("tab_called_an_example", {"example_row": {*sorting.used}})
        if self._why is not None:
            self._why.look(grid.name, sorting)
        used, aside, astray = broken_csv_rows.set_apart(sorting.used, sorting.aside, table, grid, remarks)
        sorting.used, sorting.aside = used, aside
        if stray := stray_rows(sorting.table):
            aside["row_above_headings"] = stray
            present = [*stray, *present]
        odd_cells.tell(table.rows, used, aside, grid, table, remarks)
        merged_answers.tell(merged, {*used, *aside.get("nothing_readable", ())}, table, remarks)
        shared_references.tell(grid, table, {*used}, remarks)
        for number in aside.get("struck_row", ()):  # what was crossed out is still there to be compared
            table.rows[number] = legible[number]
        lost = sorted({*stray, *astray, *contested_rows(sorting)}) if sorting.table.cases else []
        sheet = Sheet(
            table.rows,
            sorted([*used, *lost]) if lost else used,
            table,
            remarks,
            self.forms.memory,
            namer,
            self.latest_day,
            keys,
        )
        reply, refused, own_month = self._rows(sheet, grid.name, file, frozenset(lost))
        if not sorting.table.cases:
            unread = [*items_of(sorting.table, stray), *broken_csv_rows.items_lost(table, astray)]
            reply = replace(reply, doubts=(*reply.doubts, *unread))
        for reason, numbers in refused.items():
            aside[reason] = sorted([*aside.get(reason, []), *numbers])
        tell_mappings(sheet, table.rows, self.forms)
        _say_aside(aside, table.columns, remarks, sheet.seen_at)
        if far:
            aside["far_cell"] = list(far)
        return _account(reply, aside, read=len(present) + len(far)), own_month

    def _rows(
        self, sheet: Sheet, tab: str, file: str, lost: frozenset[int]
    ) -> tuple[SheetReply, dict[str, list[int]], int | None]:
        """What the rows of a table say, those that cannot be used, by reason, and the month of the tab or a title."""
        table = sheet.table
        reply = SheetReply(
            sheet=sheet.remarks.sheet or "",
            form=table.form.of,
            header_row=table.header + 1,
            letters={name: letter(at) for name, at in table.at.items() if name not in table.form.questions},
        )
        if table.form.row != "case":
            records, doubts, refused = read_records(
                sheet, tab, file, self.forms.vocabulary, self.forms.labels
            )
            return replace(reply, rows=records, doubts=doubts), refused, None
        read = read_cases(sheet, tab, file, lost)
        if table.form.adopted:
            said = ways_in(table.titles)
            reply, read = claims.with_claim(reply, read, table, sheet.remarks, said)
        reply = replace(
            reply,
            rows=read.counted,
            contested=read.contested,
            doubts=read.doubts,
            hidden_districts=read.hidden_districts,
        )
        return reply, read.aside, read.own_month

    def _nothing_fits(self, general: Remarks, remarks: list[Remarks]) -> None:
        """A file without any table is a fault, unlike a sheet of notes beside one; near misses are named."""
        if any(said.severity is None and said.code in _NOT_READ for one in remarks for said in one.said):
            return
        tried = next((one for one in remarks if one.tried), None)
        if tried:
            cells = [unknown.cell for unknown in tried.tried]
            tried.say("headings_tried", cells=cells, form=tried.tried[0].form, count=len(cells))
            tried.asked += tried.tried
        nearly = max((near for one in remarks for near in one.nearly), key=lambda near: near[0], default=None)
        hint = ""
        if nearly:
            wanted = ", ".join(nearly[3])
            hint = f" It comes nearest to the form {nearly[1]}" + (
                f", which also wants {wanted}." if wanted else "."
            )
        general.say("no_form_fits", hint=hint)


_NOT_READ = frozenset(
    {
        *("header_row_not_usable", "header_ambiguous", "form_ambiguous"),
        *("table_on_its_side", "sheet_not_readable", "bare_codes", "one_case_a_sheet", "one_question_a_row"),
        "counts_by_question",
    }
)


_TOLD = frozenset(
    {"item_not_known", "column_missing", "quote_not_closed", "beyond_headings", "date_out_of_reach"}
)
"""Reasons told where they were found."""


def _account(reply: SheetReply, aside: Mapping[str, Sequence[int]], read: int | None = None) -> SheetReply:
    told = {reason: numbers for reason, numbers in sorted(aside.items()) if numbers}
    return replace(
        reply,
        rows_read=sum(map(len, told.values())) if read is None else read,
        set_aside={reason: len(numbers) for reason, numbers in told.items()},
        # People count rows from one.
        rows_aside={reason: spans(number + 1 for number in numbers) for reason, numbers in told.items()},
    )


def _say_aside(
    aside: dict[str, list[int]],
    columns: dict[int, str],
    remarks: Remarks,
    seen_at: Mapping[tuple[str, int], str],
) -> None:
    """One notice a reason, with the cell of each row that shows it, or else its first; but for those that have told
    each cell already.
    """
    first = letter(min(columns, default=0))
    for reason, numbers in sorted(aside.items()):
        if reason in _TOLD:
            continue
        cells = [seen_at.get((reason, number)) or f"{first}{number + 1}" for number in numbers]
        remarks.say(reason, cells=cells, count=len(numbers))
