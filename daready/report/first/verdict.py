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
        *_turn(len(assessment.needs_someone_today), len(turn)),
        *_evidence(len(rest) - len(practice), len(critical)),
        *_practice(practice, len(critical)),
        *_waiting(0 if turn else len(assessment.needs_someone_today)),
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


def _turn(waiting: int, turn: int) -> Iterator[str]:
    if turn:
        yield f"Making {_cases(waiting)} safe would turn {number(turn)} more green."


def _waiting(waiting: int) -> Iterator[str]:
    if waiting:
        yield f"{_cases(waiting).capitalize()} {'waits' if waiting == 1 else 'wait'} to be made safe."


def _cases(n: int) -> str:
    return f"{number(n)} {'case' if n == 1 else 'cases'}"


def _evidence(n: int, of: int) -> Iterator[str]:
    if n:
        yield f"{_part(n, of)} {'needs' if n == 1 else 'need'} more evidence."


def _practice(those: Sequence[CriterionFinding], of: int) -> Iterator[str]:
    n = len(those)
    if n:
        names = " and ".join(lower(c.short or c.ref) for c in those)
        named = f", {names}," if n <= _NAMED < of else ""
        yield f"{_part(n, of)}{named} {'needs' if n == 1 else 'need'} practice to change."


def _part(n: int, of: int) -> str:
    """So many of the critical criteria, as the subject of a sentence."""
    if of == 1:
        return "It"
    return f"All {number(of)}" if n == of else f"{number(n, first=True)} of the {number(of)}"


def _others(assessment: Assessment) -> Iterator[str]:
    red = sum(state_of(c) == RED for c in assessment.criteria if not c.critical)
    if red:
        criteria = "criterion that is not critical is" if red == 1 else "criteria that are not critical are"
        yield f"{number(red, first=True)} {criteria} red."


def lower(name: str) -> str:
    """A short name within a sentence: its first letter small, unless it begins with letters said one by one."""
    return name if name[1:2].isupper() or name[1:2].isdigit() else name[:1].lower() + name[1:]
