"""Labels such as a district: shown where they surely name no person, and told apart by a keyed hash where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from daready.evidence.cells.personal_details import titles_in
from daready.evidence.cells.single_cells import NO_ONE, read_label, without_footnote
from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.records.columns import Sheet
from daready.rubric.words import fold

_WHOLE = frozenset(
    {"force", "total", "all", "force total", "whole force", "all districts", "force wide", "forcewide", "-"}
)


def labels(sheet: Sheet, name: str) -> list[str | None] | None:
    """The label of each row that surely names no person. Any other is not kept, which is told; a neutral name
    keeps its rows together, and apart from those of other labels. One case alone makes no group.
    """
    values = sheet.values(name)
    if values is None:
        return None
    folded = {value: fold(text_of(value)) for value in set(values)}
    quiet: list[Value] = ["" if folded[value] in NO_ONE else value for value in values]

    def read(value: Value) -> str | None:
        label = read_label(value)
        return label if label is not None and sheet.namer.names_place(label) else None

    found = sheet.each(name, quiet, read, "label_not_kept")
    _tell_footnotes(sheet, name, values, folded)
    hidden = [n for n, label in enumerate(found) if label is None and not sheet.silent(quiet[n])]
    sheet.warn_of_persons(name, [n for n in hidden if titles_in(text_of(quiet[n]))])
    count = Counter(folded[values[n]] for n in hidden)
    fewest = 2 if sheet.table.form.row == "case" else 1
    for n in hidden:
        if read_label(values[n]) is not None and count[folded[values[n]]] >= fewest:
            found[n] = sheet.memory.neutral(folded[values[n]])
    return found


def _tell_footnotes(sheet: Sheet, name: str, values: Sequence[Value], folded: dict[Value, str]) -> None:
    """Say which labels end in a footnote's mark, and which stand without it too: two for one, perhaps."""
    known = set(folded.values())
    marked = {label: bare for label in known if (bare := without_footnote(label)) is not None}
    twice = {label: bare for label, bare in marked.items() if bare in known}
    told = {
        "label_footnote": marked.keys() - twice.keys(),
        "label_two_spellings": {*twice, *twice.values()},
    }
    for code, which in told.items():
        if which:
            filled = sheet.filled.get(name, ())
            used = zip(sheet.used, values, strict=True)
            rows = [row for row, value in used if folded[value] in which and row not in filled]
            cells = [sheet.table.cell(name, row) for row in rows]
            sheet.remarks.say(code, cells=cells, column=sheet.table.form.shown[name], count=len(rows))


def districts(sheet: Sheet) -> list[str | None]:
    """The district of each row, from its column or from above the table."""
    return labels(sheet, "district") or [sheet.fact("district")] * len(sheet.used)


def label_keys(sheet: Sheet, name: str) -> list[str | None]:
    """Keyed hashes of labels, so that rows of two districts stay two where neither label is kept.

    None for the whole force, by whatever name.
    """
    values = sheet.values(name)
    if values is None:
        values = [sheet.table.facts.get(name, ("", ""))[0]] * len(sheet.used)
    folded = [fold(text_of(value)) for value in values]
    return [None if not text or text in _WHOLE else sheet.memory.hashed(b"label", text) for text in folded]
