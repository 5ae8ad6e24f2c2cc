"""Cases marked twice (R3) and rows whose reference is gone (A17), as they count."""

from __future__ import annotations

from typing import Any

from making import rubric

LOWEST_FIRST = "NRPY"
Pairs = list[tuple[str, str]]


def settled(marked: list[dict[str, Any]]) -> dict[str, Any]:
    """R3.3: two panels' sheets as one, each case by the lower answer."""
    first, second = marked
    cases = [
        one
        | {"answers": {item: lower(answer, two["answers"][item]) for item, answer in one["answers"].items()}}
        for one, two in zip(first["cases"], second["cases"], strict=True)
    ]
    return first | {"cases": cases}


def lower(one: str, two: str) -> str:
    return min((one, two), key=LOWEST_FIRST.index)


def pairs(marked: list[dict[str, Any]], item: str) -> Pairs:
    first, second = (sheet["cases"] for sheet in marked)
    return [(a["answers"][item], b["answers"][item]) for a, b in zip(first, second, strict=True)]


def contested(sheet: dict[str, Any]) -> dict[str, Any]:
    """A row without a reference that answers is not known to have passed, whatever it says."""
    cases = [
        case | {"answers": dict.fromkeys(case["answers"], "?")} if "written_as" in case else case
        for case in sheet["cases"]
    ]
    return sheet | {"cases": cases}


def unreliable(pairs: Pairs) -> bool:
    """R3.4 by Gwet's AC1 (2008) over met, partly and not met."""
    policy, kinds = rubric.policy(), {"Y": 0, "P": 1, "N": 2, "R": 2}
    if len(pairs) < policy["agreement_least_pairs"]:
        return False
    both = [(kinds[a], kinds[b]) for a, b in pairs]
    agreed = sum(a == b for a, b in both) / len(both)
    means = [sum((a == kind) + (b == kind) for a, b in both) / (2 * len(both)) for kind in range(3)]
    chance = sum(mean * (1 - mean) for mean in means) / 2
    return (agreed - chance) / (1 - chance) < policy["agreement_watch"]
