"""Everything that can be wrong with a rubric, found in one go: its files, their upkeep, what the rules make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from daready.rubric.faults import Fault
from daready.rubric.library import Examined, examine
from daready.scoring.examples import Tried, try_examples
from daready.scoring.reach import out_of_reach


@dataclass(frozen=True, slots=True)
class Soundness:
    """``faults`` in the order of the files; the counts are of what was sound enough to try.

    ``changed``: what a workspace's own policy makes of worked examples that stood at the shipped cut points.
    ``undivided``: criteria without clauses, each read as one clause of all its lines.
    """

    faults: tuple[Fault, ...]
    changed: tuple[str, ...]
    undivided: tuple[str, ...]
    criteria: int
    frameworks: int
    forms: int
    examples: int


def soundness(folder: Path | None, overlay: Path | None, today: date) -> Soundness:
    """Every fault with its file and line. What hangs on a faulty part is left untried, not called sound."""
    examined = examine(folder, overlay, today)
    faults, rubric = list(examined.faults), examined.rubric
    if rubric is None:
        return Soundness(_in_order(faults), (), (), 0, 0, 0, 0)
    for criterion, colour in out_of_reach(rubric):
        faults.append(
            examined.criterion(criterion).fault(
                "rubric_out_of_reach", "id", criterion=criterion, colour=colour
            )
        )
    tried = try_examples(rubric)
    broken = [_broken(examined, one) for one in tried if not one.holds]
    faults += [one for one in broken if one.file not in examined.foreign]
    changed = tuple(one.message for one in broken if one.file in examined.foreign)
    return Soundness(
        _in_order(faults),
        changed,
        tuple(criterion.id for criterion in rubric.criteria.values() if not criterion.clauses),
        len(rubric.criteria),
        len(rubric.frameworks),
        len(rubric.forms),
        len(tried),
    )


def _broken(examined: Examined, tried: Tried) -> Fault:
    wanted = f"{tried.example.colour.value} {tried.example.note or ''}".strip()
    found = f"{tried.colour.value} {' '.join(tried.notes)}".strip()
    return examined.example(tried.example.name).fault(
        "rubric_example_fails", "colour", name=tried.example.name, wanted=wanted, found=found
    )


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults), key=lambda f: (f.file, f.line, f.code, f.message)))
