"""The tables of the ledger, what guards them, and the steps from one version to the next."""

from __future__ import annotations

APPLICATION_ID = 0x0DA6EAD1
"""Tells a ledger from any other SQLite file."""

KEPT_TABLES = ("entries", "files", "sheets", "cases", "numbers", "records", "assessments")
"""The tables of the first version, to which rows are only added, as to those that came later."""


def guards(table: str) -> tuple[str, str]:
    """The triggers that refuse change and deletion."""
    return (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END",
        f"CREATE TRIGGER {table}_no_deletion BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END",
    )


_KEYS = {
    "files": (("load",),),
    "sheets": (("id",), ("load", "number")),
    "cases": (("sheet", "at"),),
    "numbers": (("sheet", "at", "question"),),
    "records": (("sheet", "at"),),
    "assessments": (("id",),),
    "texts": (("entry", "name"),),
}
"""What no two rows of a table share."""


def no_replacement(table: str) -> str:
    """The trigger that refuses a row in the place of one that is there: REPLACE deletes without a word to others."""
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"
        for key in _KEYS[table]
    )
    return (
        f"CREATE TRIGGER {table}_no_replacement BEFORE INSERT ON {table} WHEN {there} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END"
    )


_TABLES = (
    # Everything that ever happened, each chained to the one before by its hash.
    """CREATE TABLE entries (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    )""",
    """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
        WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM entries)
          OR NEW.previous <> coalesce((SELECT hash FROM entries ORDER BY id DESC LIMIT 1), '')
        BEGIN SELECT RAISE(ABORT, 'an entry follows the one before'); END""",
    # What was read of a file that was loaded: its notices, then its sheets.
    "CREATE TABLE files (load INTEGER PRIMARY KEY REFERENCES entries (id), reply TEXT NOT NULL)",
    """CREATE TABLE sheets (
        id INTEGER PRIMARY KEY, load INTEGER NOT NULL REFERENCES files (load), number INTEGER NOT NULL,
        sheet TEXT, form TEXT, kind TEXT, questions TEXT, rest TEXT NOT NULL, UNIQUE (load, number)
    )""",
    # One row a case; outcomes hold one byte a question, in the order of the sheet's questions.
    """CREATE TABLE cases (
        sheet INTEGER NOT NULL REFERENCES sheets (id), at INTEGER NOT NULL,
        row INTEGER NOT NULL, month INTEGER, day INTEGER, key TEXT, auditor TEXT, selection TEXT,
        risk TEXT, district TEXT, made_safe INTEGER, outcomes BLOB NOT NULL, PRIMARY KEY (sheet, at)
    ) WITHOUT ROWID""",
    "CREATE INDEX cases_by_key ON cases (key) WHERE key IS NOT NULL",
    """CREATE TABLE numbers (
        sheet INTEGER NOT NULL REFERENCES sheets (id), at INTEGER NOT NULL, question TEXT NOT NULL,
        value REAL NOT NULL, PRIMARY KEY (sheet, at, question)
    ) WITHOUT ROWID""",
    """CREATE TABLE records (
        sheet INTEGER NOT NULL REFERENCES sheets (id), at INTEGER NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (sheet, at)
    ) WITHOUT ROWID""",
    "CREATE TABLE assessments (id INTEGER PRIMARY KEY REFERENCES entries (id), record TEXT NOT NULL)",
)

_WITHDRAWN = """EXISTS (SELECT 1 FROM entries w
          WHERE w.kind = 'withdrawal' AND json_extract(w.body, '$.load') = e.id)"""
_UNDONE = (
    "EXISTS (SELECT 1 FROM entries u WHERE u.kind = 'undo' AND json_extract(u.body, '$.entry') = {entry}.id)"
)
_TAKEN_BACK = f"""({_UNDONE.format(entry="e")} OR EXISTS (SELECT 1 FROM entries w
          WHERE w.kind = 'withdrawal' AND json_extract(w.body, '$.load') = e.id
            AND NOT {_UNDONE.format(entry="w")}))"""
_LOADS = f"""CREATE VIEW loads AS SELECT id AS load, at AS loaded, who, json_extract(body, '$.file') AS file,
        json_extract(body, '$.received') AS received, json_extract(body, '$.first') AS period_from,
        json_extract(body, '$.last') AS period_to,
        json_extract(body, '$.rows_read') AS rows_read,
        (SELECT group_concat(json_extract(r.body, '$.by')) FROM entries r
          WHERE r.kind = 'supersession' AND json_extract(r.body, '$.load') = e.id) AS replaced_by,
        {_WITHDRAWN} AS withdrawn
        FROM entries e WHERE kind = 'load'"""
_MENDED = """CASE WHEN instr(body, '\\u') = 0 THEN json_extract(body, '$.file') ELSE (
          WITH RECURSIVE whole (half, file) AS (
            SELECT 55296, json_extract(body, '$.file')
            UNION ALL SELECT half + 1, replace(file, char(half), char(65533)) FROM whole WHERE half < 57344)
          SELECT file FROM whole WHERE half = 57344) END"""
"""The name of a file without halves of letters (U+D800 to U+DFFF), which no tool can read: one kept before version
3 may have some, and the entry cannot change."""
_LOADS_READABLE = _LOADS.replace("json_extract(body, '$.file')", _MENDED)

_VIEWS = (
    _LOADS,
    """CREATE VIEW answers AS SELECT s.load, s.sheet, s.form, c.row, c.at AS "case",
        CASE WHEN c.month IS NOT NULL THEN printf('%04d-%02d', c.month / 12, c.month % 12 + 1) END AS month,
        c.district, c.risk, c.selection, q.value AS question,
        CASE substr(CAST(c.outcomes AS TEXT), q.key + 1, 1)
          WHEN 'Y' THEN 'yes' WHEN 'P' THEN 'partial' WHEN 'N' THEN 'no' WHEN 'A' THEN 'not applicable'
          WHEN 'a' THEN 'not applicable'
          WHEN 'R' THEN 'not recorded' WHEN '_' THEN 'blank' WHEN '?' THEN 'not understood'
          ELSE 'not asked' END AS answer
        FROM cases c JOIN sheets s ON s.id = c.sheet JOIN json_each(s.questions) q
        WHERE s.kind = 'case'""",
    """CREATE VIEW figures AS SELECT s.load, s.sheet, s.form, s.kind, json_extract(r.record, '$.row') AS row,
        json_extract(r.record, '$.item') AS item,
        CASE WHEN json_extract(r.record, '$.month') IS NOT NULL THEN printf('%04d-%02d',
          (json_extract(r.record, '$.month')) / 12, (json_extract(r.record, '$.month')) % 12 + 1) END AS month,
        json_extract(r.record, '$.numerator') AS numerator, json_extract(r.record, '$.denominator') AS denominator
        FROM records r JOIN sheets s ON s.id = r.sheet WHERE s.kind IN ('totals', 'figure')""",
)

_FIRST_KEYS = tuple(name for name in _KEYS if name in KEPT_TABLES)
_TEXTS = (
    # Free texts of entries, apart from them: an entry keeps a salted hash, so that its text can be blanked.
    """CREATE TABLE texts (
        entry INTEGER NOT NULL REFERENCES entries (id), name TEXT NOT NULL, salt TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (entry, name)
    ) WITHOUT ROWID""",
    *guards("texts"),
    no_replacement("texts"),
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        *_TABLES,
        *_VIEWS,
        *(guard for table in KEPT_TABLES for guard in guards(table)),
    ),
    tuple(map(no_replacement, _FIRST_KEYS)),
    ("DROP VIEW loads", _LOADS_READABLE),
    ("DROP VIEW loads", _LOADS_READABLE.replace(_WITHDRAWN, _TAKEN_BACK)),
    _TEXTS,
)
"""The statements that lead from each version to the next; a ledger's version is how many it has had.

Version 4 also stands for entries that an older daready would read past: an undo, and whoever was made safe. Version 5
has the texts of actions.
"""
