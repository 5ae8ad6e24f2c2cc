"""The line above its table by which a sheet made from a template of daready's is known again."""

from __future__ import annotations

import re

from daready.evidence.grid.grid import Row

ROWS = 20
"""The line is looked for within the first rows of a sheet only."""

STAMP = re.compile(r"daready template ([a-z0-9][a-z0-9-]*), version (\S+)")


def stamp(form: str, version: str) -> str:
    """The line a template carries above its table."""
    return f"daready template {form}, version {version}"


def template_of(rows: list[Row]) -> str | None:
    """The form whose template a sheet says it is."""
    for row in rows[:ROWS]:
        if row and isinstance(row[0], str) and (stamped := STAMP.fullmatch(row[0].strip())):
            return stamped[1]
    return None
