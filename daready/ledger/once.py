"""What was sent once, in loads that count no more: of whatever is missing since, that is a trace (A15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.ledger.chain import canonical

if TYPE_CHECKING:
    from daready.ledger.position import Position
    from daready.ledger.store import Ledger

_SENT = """SELECT s.form || '/' || q.value FROM sheets s, json_each(s.questions) q
    WHERE s.load IN (SELECT value FROM json_each(:loads))
    UNION SELECT json_extract(r.record, '$.item') FROM records r JOIN sheets s ON s.id = r.sheet
    WHERE s.kind IN ('totals', 'figure', 'document') AND s.load IN (SELECT value FROM json_each(:loads))"""


def sent_once(ledger: Ledger, where: Position) -> frozenset[str]:
    """The questions, figures and papers, by the name lines use, of the loads that were replaced or withdrawn.

    Whether those are as they were written is proved with what was removed from them.
    """
    gone = [load.id for load in where.loads if not where.counts(load.id)]
    return (
        frozenset(item for (item,) in ledger.db.execute(_SENT, {"loads": canonical(gone)}))
        if gone
        else frozenset()
    )
