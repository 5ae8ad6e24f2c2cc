"""Where the force stands as a whole: counts and what limits them, never one colour (R4.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from daready.report.words import count
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding

_NAMED = 3
"""How many criteria are named before the rest are counted."""

_BELOW_GREEN = (
    ("Red", Colour.RED, None),
    ("Amber, a shortfall", Colour.AMBER, "shortfall"),
    ("Amber, not proven", Colour.AMBER, "unproven"),
    ("Grey, not known", Colour.GREY, None),
)


def overall(assessment: Assessment) -> tuple[str, str]:
    """How many criteria there are of each colour, the critical ones among them, and what limits the whole."""
    criteria = assessment.criteria
    green = sum(c.colour is Colour.GREEN for c in criteria)
    said = [f"Proven Green: {green} of {count(len(criteria), 'criterion', 'criteria')}"]
    for words, colour, amber in _BELOW_GREEN:
        mine = [c for c in criteria if c.colour is colour and (amber is None or c.amber == amber)]
        critical = sum(c.critical for c in mine)
        said.append(f"{words}: {len(mine)}{f' ({critical} critical)' if critical else ''}")
    return f"{'; '.join(said)}.", _limits(criteria)


def _limits(criteria: Sequence[CriterionFinding]) -> str:
    held = limiting(criteria)
    if not held:
        return "Nothing limits it: every criterion is Green." if criteria else "No criterion is in scope."
    critical = "critical " if held[0].critical else ""
    state = "Red" if held[0].colour is Colour.RED else "not Green"
    named = "; ".join(f"{c.ref} {c.title}" for c in held[:_NAMED])
    more = f"; and {len(held) - _NAMED} more" if len(held) > _NAMED else ""
    is_ = count(len(held), f"{critical}criterion is", f"{critical}criteria are")
    return f"What limits it first: {is_} {state} ({named}{more})."


def limiting(criteria: Sequence[CriterionFinding]) -> list[CriterionFinding]:
    """The criteria that weigh most: critical Reds, else other Reds, else critical ones below Green, else the others."""
    red = [c for c in criteria if c.colour is Colour.RED]
    below = [c for c in criteria if c.colour is not Colour.GREEN]
    return next((some for some in (_critical(red), red, _critical(below), below) if some), [])


def _critical(criteria: Sequence[CriterionFinding]) -> list[CriterionFinding]:
    return [c for c in criteria if c.critical]


def overall_record(assessment: Assessment) -> dict[str, object]:
    """The same for the JSON, beside the colour of R4.2."""
    tally = Counter(c.colour for c in assessment.criteria)
    ambers = Counter(c.amber for c in assessment.criteria if c.colour is Colour.AMBER)
    return {
        "counts": {
            "green": tally[Colour.GREEN],
            "amber_shortfall": ambers["shortfall"],
            "amber_unproven": ambers["unproven"],
            "red": tally[Colour.RED],
            "red_critical": sum(c.critical for c in assessment.criteria if c.colour is Colour.RED),
            "grey": tally[Colour.GREY],
        },
        "limited_by": [c.id for c in limiting(assessment.criteria)],
    }
