"""Ready, not ready or cannot tell, and the account behind it: each critical criterion is counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from daready.planning.forecast import UNLIKELY
from daready.report.first.view import GREEN, RED, SHORT, Word, number, state_of
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding

_NAMED = 2


def word(assessment: Assessment) -> Word:
    """Ready takes every critical criterion green, no red anywhere, and nobody who waits to be made safe."""
    critical = {state_of(c) for c in assessment.criteria if c.critical}
    red = any(c.colour is Colour.RED for c in assessment.criteria)
    if red or SHORT in critical or assessment.needs_someone_today:
        return "Not ready"
    return "Ready" if critical == {GREEN} else "Cannot tell"


def sentences(assessment: Assessment, chances: Mapping[str, float | None]) -> tuple[str, ...]:
    """The account, which adds up: green, green once safe, more evidence, practice. ``chances``: by criterion."""
    critical = [c for c in assessment.criteria if c.critical]
    if not critical:
        return ("No criterion is critical.", *_others(assessment))
    green = [c for c in critical if c.colour is Colour.GREEN]
    turn = [c for c in critical if c.colour is not Colour.GREEN and c.if_safe is Colour.GREEN]
    rest = [c for c in critical if c not in green and c not in turn]
    practice = [c for c in rest if needs_practice(c, chances[c.id])]
    return (
        _green(len(green), len(critical)),
        *_safe(len(assessment.needs_someone_today), len(turn)),
        *_evidence(len(rest) - len(practice)),
        *_practice(practice),
        *_others(assessment),
    )


def needs_practice(c: CriterionFinding, chance: float | None) -> bool:
    """Whether more cases of the same practice would not make it green. ``chance``: at most so likely, if known."""
    return c.if_safe is Colour.RED if chance is None else chance < UNLIKELY


def _green(green: int, of: int) -> str:
    if of == 1:
        return f"The one critical criterion is {'' if green else 'not '}green."
    if green == of:
        return f"All {number(of)} critical criteria are green."
    if not green:
        return f"None of the {number(of)} critical criteria is green."
    return f"{number(green, first=True)} of {number(of)} critical criteria {'is' if green == 1 else 'are'} green."


def _safe(waiting: int, turn: int) -> Iterator[str]:
    cases = f"{number(waiting)} {'case' if waiting == 1 else 'cases'}"
    if turn:
        yield f"Making {cases} safe would turn {number(turn)} more green."
    elif waiting:
        yield f"{cases.capitalize()} {'waits' if waiting == 1 else 'wait'} to be made safe."


def _evidence(n: int) -> Iterator[str]:
    if n:
        yield f"{number(n, first=True)} {'needs' if n == 1 else 'need'} more evidence."


def _practice(those: Sequence[CriterionFinding]) -> Iterator[str]:
    if not those:
        return
    n = len(those)
    needs = "needs" if n == 1 else "need"
    names = [lower(c.short or c.ref) for c in those]
    named = f", {' and '.join(names)}," if n <= _NAMED else ""
    yield f"{number(n, first=True)}{named} {needs} practice to change."


def _others(assessment: Assessment) -> Iterator[str]:
    red = sum(state_of(c) == RED for c in assessment.criteria if not c.critical)
    if red:
        yield f"{number(red, first=True)} {'other is' if red == 1 else 'others are'} red."


def lower(name: str) -> str:
    """A short name within a sentence: its first letter small, unless it begins with letters said one by one."""
    return name if name[1:2].isupper() or name[1:2].isdigit() else name[:1].lower() + name[1:]
