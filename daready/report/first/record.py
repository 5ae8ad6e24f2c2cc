"""The first page for the JSON: the same words and numbers, by code where a program would ask."""

from __future__ import annotations

from daready.report.first.view import Fact, FirstPage


def first_record(page: FirstPage) -> dict[str, object]:
    """The promised ``first_page``: places of cases stay where the JSON has them, under ``needs_someone_today``."""
    return {
        "verdict": page.word.lower().replace(" ", "_"),
        "said": [*page.said],
        "decisions": [{"what": one.what, "owner": one.owner, "by": one.by} for one in page.decisions],
        "why_not": [
            {
                "criterion": gap.tile.id,
                "met": gap.met,
                "needs": gap.needs,
                "reason": gap.reason,
                "owner": gap.owner,
                "by": gap.by,
                "green_at_most": None if gap.chance is None else round(gap.chance, 8),
            }
            for gap in page.gaps
        ],
        "changed": _facts(page.changed),
        "trust": _facts(page.trust),
    }


def _facts(facts: tuple[Fact, ...]) -> list[dict[str, str]]:
    return [{"figure": fact.figure, "text": fact.text} for fact in facts]
