"""Which room may know which: the syntax trees are walked, so that a door opened by mistake is found."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import daready

HOUSE = Path(daready.__file__).parent
KNOWS: dict[str, set[str]] = {
    "messages": set(),
    "rubric": {"messages"},
    "evidence": {"messages", "rubric"},
    "scoring": {"messages", "rubric", "evidence.model"},
    "ledger": {"messages", "rubric", "evidence", "scoring"},
    "planning": {"messages", "rubric", "evidence.model", "scoring"},
    "report": {"messages", "rubric", "evidence.model", "scoring", "planning"},
}
HEAVY = {
    *("pandas", "openpyxl", "xlsxwriter", "python_calamine", "matplotlib", "rapidfuzz", "numpy", "scipy"),
    *("docx", "jinja2"),
}
PURE = ("scoring", "planning")
WORLD = {"os", "pathlib", "time", "datetime.now", "io", "subprocess", "socket", "pandas", "random"}


def files(room: str) -> list[Path]:
    return sorted((HOUSE / room).rglob("*.py"))


def imports(tree: ast.AST) -> list[str]:
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def allowed(room: str, name: str) -> bool:
    inside = name.removeprefix("daready.")
    if inside.split(".")[0] == room:
        return True
    return any(inside == door or inside.startswith(f"{door}.") for door in KNOWS[room])


@pytest.mark.parametrize("room", KNOWS)
def test_a_room_knows_only_the_rooms_below_it(room: str) -> None:
    assert files(room), f"no such room: {room}"
    wrong = [
        f"{path.name} imports {name}"
        for path in files(room)
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith("daready.") and not allowed(room, name)
    ]
    assert not wrong


@pytest.mark.parametrize("room", PURE)
def test_the_rules_never_ask_the_world(room: str) -> None:
    wrong = [
        f"{path.name} imports {name}"
        for path in files(room)
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] in WORLD
    ]
    assert not wrong


def test_heavy_libraries_wait_inside_functions() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name} at the top"
        for path in sorted(HOUSE.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imports(ast.Module([node], []))
        if name.split(".")[0] in HEAVY and path.name != "sheets.py"
    ]
    assert not wrong


def test_every_file_says_why_it_exists() -> None:
    assert not [
        path.name
        for path in sorted(HOUSE.rglob("*.py"))
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
