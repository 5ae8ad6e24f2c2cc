"""What the guarded reader has to say about one sheet, as codes and safe facts; the parent makes sentences."""

from __future__ import annotations

from daready.evidence.reply import Remark, Unknown


class Remarks:
    """Collects notices of one sheet. Facts are words of the forms, cells and counts: never what was typed."""

    def __init__(self, sheet: str | None) -> None:
        self.sheet = sheet
        self.said: list[Remark] = []
        self.nearly: list[tuple[int, str, str, list[str]]] = []
        self.asked: list[Unknown] = []
        self.tried: list[Unknown] = []
        """Unknown headings of a sheet without a table, to be asked about where the file has none at all."""

    def say(
        self,
        code: str,
        *,
        cell: str | None = None,
        cells: list[str] | None = None,
        found: str | None = None,
        severity: str | None = None,
        **facts: object,
    ) -> None:
        """Note one thing, or many like things in ``cells``, the first of which is then the cell; each thing once."""
        first = cell if cell or not cells else cells[0]
        said = Remark(code, self.sheet, first, tuple(cells or ()), found, severity, facts)
        if said not in self.said:
            self.said.append(said)

    def ask(self, kind: str, form: str, token: str, *, cell: str, found: str | None, letters: int) -> None:
        """Note a heading or word that a person might say the meaning of, by its keyed hash."""
        self.asked.append(Unknown(kind, form, token, self.sheet or "", cell, found, letters))

    def try_heading(self, form: str, token: str, *, cell: str, found: str | None, letters: int) -> None:
        """Keep a heading to be asked about only where the file has no table at all."""
        self.tried.append(Unknown("heading", form, token, self.sheet or "", cell, found, letters))
