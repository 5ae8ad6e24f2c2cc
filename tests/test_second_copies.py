"""A cut point has its default in policy.yaml and nowhere else: no signature or field repeats one (house rule)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import daready
from daready.rubric.compiled import shipped
from daready.rubric.policy import CUT_POINTS

HOUSE = Path(daready.__file__).parent
ROOMS = ("scoring", "planning", "report")
EVERYDAY = {0, 1, 2}
"""Numbers that say nothing by themselves; a cut point of one of them is looked for by its name."""


def cut_points() -> dict[str, float]:
    policy = shipped().policy
    values = {name: getattr(policy, name) for name in CUT_POINTS}
    return {name: value for name, value in values.items() if isinstance(value, int | float)}


def copies(source: str) -> Iterator[tuple[int, str]]:
    """Each default of a parameter or of a field that is the number of a cut point, or bears its name."""
    known = cut_points()
    for name, default in defaults(ast.parse(source)):
        if not isinstance(default, ast.Constant) or not isinstance(default.value, int | float):
            continue
        if isinstance(default.value, bool):
            continue
        same = [cut for cut, value in known.items() if value == default.value]
        if name in known or (same and default.value not in EVERYDAY):
            yield default.lineno, f"{name} = {default.value}"


def defaults(tree: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            args = node.args
            placed = [*args.posonlyargs, *args.args]
            pairs = [*zip(placed[::-1], args.defaults[::-1], strict=False)]
            pairs += [
                (arg, value) for arg, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value
            ]
            yield from ((arg.arg, value) for arg, value in pairs)
        elif isinstance(node, ast.ClassDef):
            fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
            yield from ((ast.unparse(one.target), one.value) for one in fields)


@pytest.mark.parametrize("room", ROOMS)
def test_no_signature_or_field_repeats_a_cut_point(room: str) -> None:
    found = {
        f"{path.relative_to(HOUSE)}:{line}: {what}"
        for path in (HOUSE / room).rglob("*.py")
        for line, what in copies(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "planted",
    [
        "def warns(days, warn_days=60): ...",
        "def warns(days, *, due: int = 60): ...",
        "def lines(found, min_lines_for_green=2): ...",
        "class Cuts:\n    green_from: float = 0.85",
        "later = lambda n, least=12: n < least",
    ],
)
def test_a_planted_copy_is_found(planted: str) -> None:
    assert [*copies(planted)]


def test_what_is_no_cut_point_is_let_be() -> None:
    assert [*copies("def shown(name, width=11, first=True, at=0): ...")] == []
