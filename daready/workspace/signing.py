"""Keeping a position for ever under a name, as the baseline of later ones, with everything it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready import __version__
from daready.ledger.signed import greens, sign
from daready.rubric.plain import plain

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.scoring.compare import Changes
    from daready.workspace.rated import Kept, Rated

MOST_OF_A_NAME = 60
UNFIT = "The name of an assessment is kept for ever: give no personal details, and at most 60 letters."


def fits(name: str) -> bool:
    """Whether an assessment may be kept under a name: words, not many, and nothing that says who somebody is."""
    from daready.evidence.cells.personal_details import looks_personal

    return bool(name.strip()) and len(name) <= MOST_OF_A_NAME and not looks_personal(name)


def record_of(position: Rated, changes: Changes | None) -> dict[str, object]:
    """A position as plain data, with its first page and what it rests on."""
    from daready.evidence.account import account_json
    from daready.report.actions import owners
    from daready.report.first.made import first_page
    from daready.report.first.record import first_record
    from daready.report.record import assessment_record

    assessment, gaps = position.assessment, position.gaps
    set_owners = owners(gaps, names=False)
    first = first_page(assessment, gaps, position.rubric, changes=changes, set_owners=set_owners)
    whole = assessment_record(assessment, gaps, account_json(position.evidence)["totals"], position.plan)
    rests = _rests_on(position.kept) if position.kept else {}
    return whole | {"first_page": first_record(first)} | rests


def _rests_on(kept: Kept) -> dict[str, object]:
    before = kept.before
    return {
        "ledger": {
            "loads": [load.id for load in kept.loads],
            "known_on": kept.known_on.isoformat() if kept.known_on else None,
            "head": kept.books.head,
        },
        "baseline": {"assessment": before.id, "name": before.name, "as_at": before.as_at.isoformat()}
        if before
        else None,
    }


def sign_off(
    ledger: Ledger, position: Rated, record: dict[str, object], name: str, *, at: str, who: str
) -> int:
    """Keep a position from the ledger under a name that ``fits``; the number it is known by from then on."""
    kept, workspace = position.kept, position.workspace
    assert kept is not None
    assert workspace is not None
    books, settings = kept.books, workspace.settings
    facts = {
        "name": name,
        "as_at": record["as_at"],
        "inspection": record["inspection"],
        "known_on": kept.known_on.isoformat() if kept.known_on else None,
        "rubric": position.rubric.fingerprint,
        "policy": plain(position.rubric.policy),
        "version": __version__,
        "selection": books.selection.value if books.selection else None,
        "settings": {"risk_tool": settings.risk_tool, "order_regime": settings.order_regime}
        | {"attendance_limits": settings.attendance_limits},
        "loads": [load.id for load in kept.loads],
        "since": kept.before.id if kept.before else None,
        "green": greens(record),
    }
    with ledger.writing():
        return sign(ledger.db, at, who, facts, record)
