"""Everything in the ledger for other tools: tables as csv and JSON, with a dictionary of what each column means.

Keyed hashes of references and people stay behind: cases have a number that holds within one export.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from daready.foreign.folders import keep_names
from daready.ledger.chain import Entry
from daready.ledger.recall import signed_record
from daready.ledger.signed import Signed, signed
from daready.ledger.store import Ledger

_MONTH = "CASE WHEN {0} IS NOT NULL THEN printf('%04d-%02d', {0} / 12, {0} % 12 + 1) END"
_DAY = "date('0001-01-01', '+' || ({0} - 1) || ' days')"
_HIDDEN = frozenset({"seal", "digests", "digest", "texts"})
_HASHED = frozenset({"rater", "district_key", "hidden_districts", "token"})
"""What holds a keyed hash, wherever it stands in what was kept as JSON."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AS_JSON = ("record", "rest", "said")

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "loads": (
        "SELECT load, loaded, who, file, received, period_from, period_to, rows_read, replaced_by, withdrawn "
        "FROM loads",
        {
            "load": "number of the load",
            "loaded": "when it was loaded, with the zone",
            "who": "who loaded it",
            "file": "name of the file, as far as it may be shown",
            "received": "the day the sheets were received",
            "period_from": "first month covered",
            "period_to": "last month covered",
            "rows_read": "rows read of the file",
            "replaced_by": "load that replaced it",
            "withdrawn": "1 if it was taken out of scoring",
        },
    ),
    "sheets": (
        "SELECT id AS sheet_id, load, number, sheet, form, kind, questions, rest FROM sheets",
        {
            "sheet_id": "number of the sheet",
            "load": "load it came with",
            "number": "place among the sheets of its file, from 0",
            "sheet": "name of the tab, as far as it may be shown",
            "form": "form it was read as",
            "kind": "what a row is; contested are the cases of the sheet before that were set aside",
            "questions": "questions of the form in the order of the sheet, as JSON",
            "rest": "what else was read of the sheet, as JSON: rows read, rows set aside by reason (how many, and "
            "which), where the headings stand, the column of each question, how many cases there were to choose from",
        },
    ),
    "files": (
        "SELECT load, reply FROM files",
        {
            "load": "load of the file",
            "said": "what was said of the file, as JSON: notices by code with their cells, and what was asked about",
        },
    ),
    "cases": (
        "SELECT c.sheet AS sheet_id, s.kind, c.at AS place, n.number AS case_number, c.row, "
        f"{_MONTH.format('c.month')} AS month, {_DAY.format('c.day')} AS day, c.selection, c.risk, c.district, "
        f"{_DAY.format('c.made_safe')} AS made_safe, "
        "CAST(c.outcomes AS TEXT) AS answers FROM cases c JOIN sheets s ON s.id = c.sheet "
        "LEFT JOIN temp.case_numbers n ON n.key = c.key "
        "ORDER BY c.sheet, c.at",
        {
            "sheet_id": "sheet the case stands on",
            "kind": "case, or contested: it was set aside, and its answers do not count",
            "place": "place among the sheet's cases, from 0",
            "case_number": "the same number is the same case; it holds within this export only",
            "row": "row of the sheet",
            "month": "month the case counts for",
            "day": "day of the audit",
            "selection": "how the case was chosen, if the sheet says",
            "risk": "risk level",
            "district": "district, where it may be kept",
            "made_safe": "day the victim was made safe",
            "answers": "a letter a question in the sheet's order: Y yes, P partial, N no, A not applicable, "
            "R not recorded, _ blank, ? not understood, . not asked",
        },
    ),
    "answers": (
        'SELECT load, sheet, form, row, "case" AS place, month, question, answer FROM answers',
        {
            "load": "load the answer came with",
            "sheet": "tab it stands on",
            "form": "form it was read as",
            "row": "row of the sheet",
            "place": "place among the sheet's cases",
            "month": "month the case counts for",
            "question": "question of the form",
            "answer": "what was answered",
        },
    ),
    "numbers": (
        "SELECT sheet AS sheet_id, at AS place, question, value FROM numbers",
        {
            "sheet_id": "sheet it stands on",
            "place": "place among the sheet's cases",
            "question": "question of the form",
            "value": "number given",
        },
    ),
    "texts": (
        "SELECT entry, name, text FROM texts",
        {
            "entry": "entry of the actions it belongs to",
            "name": "which of the actions of the entry, from 0, and what it says of it",
            "text": "what was said",
        },
    ),
    "records": (
        "SELECT r.sheet AS sheet_id, s.kind, r.at AS place, r.record FROM records r JOIN sheets s ON s.id = r.sheet",
        {
            "sheet_id": "sheet it stands on",
            "kind": "totals, figure, document or judgement",
            "place": "place among the sheet's records",
            "record": "what was read, as JSON; months count from year 0, days from 1 January of year 1",
        },
    ),
}
"""Each table's query and what its columns mean."""


def export(ledger: Ledger, folder: Path) -> None:
    """Write everything into a folder that is not there yet; it appears whole or not at all. Raises OSError."""
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".daready-"))
    try:
        with ledger.reading(whole=True) as entries:  # nothing leaves that is not as it was written
            _number_cases(ledger.db)
            whole: dict[str, Any] = {"entries": [plain_entry(entry) for entry in entries]}
            _csv(beside / "entries.csv", list(_ENTRY), (_flat(entry) for entry in whole["entries"]))
            for name, (query, columns) in TABLES.items():
                rows = ledger.db.execute(query)
                if name == "answers":  # long: the JSON has the same in its cases
                    _csv(beside / f"{name}.csv", list(columns), rows)
                    continue
                found = [_without_hashes(dict(zip(columns, row, strict=True))) for row in rows]
                whole[name] = found
                _csv(beside / f"{name}.csv", list(columns), (one.values() for one in found))
            rated = [(one, signed_record(ledger, one)) for one in signed(entries)]
            for one, record in rated:
                _json(beside / f"assessment-{one.id}.json", record)
            _csv(beside / "assessments.csv", list(_RATED), (row for one in rated for row in _colours(*one)))
        _json(beside / "ledger.json", whole)
        _csv(beside / "data-dictionary.csv", ["table", "column", "meaning"], _dictionary())
        for path in beside.iterdir():
            path.chmod(0o600)
        beside.rename(folder)
        keep_names(folder.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


_ENTRY = {
    "entry": "number of the entry; loads and assessments have its number",
    "kind": "load, supersession, withdrawal, undo, account, safe, rebase, moderation, mapping, assessment, purge, "
    "action, answer, blanking or migration",
    "at": "when, with the zone",
    "who": "who did it",
    "facts": "what was said of it, as JSON",
    "hash": "fingerprint of the entry and the one before",
}


_RATED = {
    "assessment": "number of the signed-off assessment; assessment-NUMBER.json holds it whole, as assess --json "
    "wrote it",
    "name": "name it was signed off under",
    "as_at": "day it speaks of",
    "criterion": "criterion",
    "colour": "its colour then",
}


def _colours(one: Signed, record: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    about = (one.id, one.name, one.as_at.isoformat())
    return ((*about, criterion["id"], criterion["colour"]) for criterion in record["criteria"])


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry as others may see it: without keyed hashes."""
    facts = {name: value for name, value in entry.facts.items() if name not in _HIDDEN | _HASHED}
    if "covers" in facts:
        facts["covers"] = [
            [form, month, None if district and district.startswith("#") else district]
            for form, month, district in facts["covers"]
        ]
    return dict(zip(_ENTRY, (entry.id, entry.kind, entry.at, entry.who, facts, entry.hash), strict=True))


def _flat(entry: dict[str, Any]) -> list[Any]:
    return [json.dumps(value) if isinstance(value, dict) else value for value in entry.values()]


def _number_cases(db: sqlite3.Connection) -> None:
    """A number for each case reference, in the order they first came."""
    db.execute("DROP TABLE IF EXISTS temp.case_numbers")
    db.execute("CREATE TEMP TABLE case_numbers (number INTEGER PRIMARY KEY, key TEXT UNIQUE)")
    db.execute(
        "INSERT INTO temp.case_numbers (key) SELECT key FROM cases WHERE key IS NOT NULL "
        "GROUP BY key ORDER BY min(sheet * 1000000 + at)"
    )


def _without_hashes(row: dict[str, Any]) -> dict[str, Any]:
    for name in row.keys() & set(_AS_JSON):
        row[name] = json.dumps(_bare(json.loads(row[name])))
    return row


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name not in _HASHED}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def _dictionary() -> Iterable[Sequence[str]]:
    for column, means in _ENTRY.items():
        yield "entries", column, means
    for column, means in _RATED.items():
        yield "assessments", column, means
    for name, (_, columns) in TABLES.items():
        for column, means in columns.items():
            yield name, column, means


def _csv(path: Path, heading: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value


def _json(path: Path, value: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
