"""The account of rows that daready should give, and the expected record as one JSON text."""

from __future__ import annotations

import json
from typing import Any

LINE_KEYS = [
    "id",
    "kind",
    "class",
    "required",
    "owner",
    "colour",
    "note",
    "yes",
    "partial",
    "no",
    "not_recorded",
    "not_applicable",
    "blank",
    "not_understood",
    "n_eff",
    "s_eff",
    "p_green",
    "p_red",
    "green_from",
    "red_below",
    "concern",
    "chance_of_fall",
    "met",
    "of",
    "latest",
]


def file_account(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sheets in the order of their files."""
    files: dict[str, dict[str, Any]] = {}
    for sheet in sheets:
        entry = files.setdefault(sheet["file"], {"file": sheet["file"], "form": sheet["form"], "sheets": []})
        for other, read in sheet.get("other_sheets", {}).items():
            entry["sheets"].append(rows(other, None, None, read, {"no_table": read}))
        aside = sheet.get("set_aside", {})
        entry["sheets"].append(
            rows(sheet["sheet"], sheet["form"], sheet["header_row"], sheet["rows_read"], aside)
        )
    return [files[name] for name in sorted(files)]


def rows(
    sheet: str, form: str | None, header: int | None, read: int, aside: dict[str, int]
) -> dict[str, Any]:
    away = sum(aside.values())
    return {
        "sheet": sheet,
        "form": form,
        "header_row": header,
        "rows_read": read,
        "rows_used": read - away,
        "rows_set_aside": away,
        "set_aside": aside,
    }


def totals(files: list[dict[str, Any]]) -> dict[str, int]:
    every = [sheet for file in files for sheet in file["sheets"]]
    return {"files": len(files)} | {
        key: sum(sheet[key] for sheet in every) for key in ("rows_read", "rows_used", "rows_set_aside")
    }


def record(why: str, sheets: list[dict[str, Any]], assessment: dict[str, Any], extra: dict[str, Any]) -> str:
    files = file_account(sheets)
    for criterion in assessment["criteria"]:
        criterion["lines"] = [
            {key: line[key] for key in LINE_KEYS if key in line} for line in criterion["lines"]
        ]
    whole = {"why": why, "files": files, "totals": totals(files), **assessment, **extra}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
