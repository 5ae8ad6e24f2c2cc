"""What the guarded reader has to say about one sheet, as codes and safe facts; the parent makes sentences."""

from __future__ import annotations

from typing import Any


class Remarks:
    """Collects notices of one sheet. Facts are words of the forms, cells and counts: never what was typed."""

    def __init__(self, sheet: str | None) -> None:
        self.sheet = sheet
        self.said: list[dict[str, Any]] = []
        self.nearly: list[tuple[int, str, str, list[str]]] = []
        self.asked: list[dict[str, Any]] = []

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
        said = {
            "code": code,
            "sheet": self.sheet,
            "cell": cell if cell or not cells else cells[0],
            "cells": cells or [],
            "found": found,
            "severity": severity,
            "facts": facts,
        }
        if said not in self.said:
            self.said.append(said)

    def ask(self, kind: str, form: str, token: str, *, cell: str, found: str | None, letters: int) -> None:
        """Note a heading or word that a person might say the meaning of, by its keyed hash."""
        self.asked.append(
            {
                "kind": kind,
                "form": form,
                "token": token,
                "sheet": self.sheet,
                "cell": cell,
                "found": found,
                "letters": letters,
            }
        )
