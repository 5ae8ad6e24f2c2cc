"""The account a person gets of what they sent, as the promised JSON, and whether anything in it is amiss."""

from __future__ import annotations

from typing import Any

from daready.evidence.model import Evidence, FileAccount, Notice

SETS_NOTHING_ASIDE = frozenset(
    {
        *(
            "selection_not_stated",
            "period_disagrees",
            "reference_missing",
            "reference_blank",
            "reference_counts_rows",
        ),
        *("double_mark_differs", "population_too_small"),
        *("date_in_future", "date_before_form", "template_old", "template_foreign"),
    }
)
"""Warnings about evidence that was used all the same."""


def account_json(evidence: Evidence) -> dict[str, Any]:
    """The account as promised in docs/commands.md; ``notices`` at the top are those of no one file."""
    notices = list(evidence.notices)
    return {
        "files": [_file(file) for file in evidence.files],
        "notices": [notice_json(notice) for notice in evidence.general],
        "cells_read_by_mapping": sum(len(n.cells) for n in notices if n.code == "read_by_mapping"),
        "totals": {
            "files": len(evidence.files),
            "rows_read": evidence.rows_read,
            "rows_used": evidence.rows_used,
            "rows_set_aside": evidence.rows_read - evidence.rows_used,
            "notices": len(notices),
        },
    }


def trouble(evidence: Evidence) -> bool:
    """Whether any file, row or cell was set aside with a warning or an error (exit code 3)."""
    return any(
        notice.severity != "info" and notice.code not in SETS_NOTHING_ASIDE for notice in evidence.notices
    )


def _file(account: FileAccount) -> dict[str, Any]:
    return {
        "file": account.source.file,
        "sha256": account.source.sha256,
        "form": account.form,
        "sheets": [
            {
                "sheet": sheet.sheet,
                "form": sheet.form,
                "header_row": sheet.header_row,
                "rows_read": sheet.rows_read,
                "rows_used": sheet.rows_used,
                "rows_set_aside": sheet.rows_set_aside,
                "set_aside": sheet.set_aside,
            }
            for sheet in account.sheets
        ],
        "notices": [notice_json(notice) for notice in account.notices],
    }


def notice_json(notice: Notice) -> dict[str, Any]:
    """One notice as promised."""
    return {
        "code": notice.code,
        "severity": notice.severity,
        "file": notice.file,
        "sheet": notice.sheet,
        "cell": notice.cell,
        "cells": list(notice.cells),
        "found": notice.found,
        "message": notice.message,
        "fix": notice.fix,
    }
