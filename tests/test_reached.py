"""Nothing in daready/ is there for nobody: what no command, script or guarded child reaches fails here.

The walk goes from the commands over names: a function reaches what it names, whether it calls it, hands it on or has
it in an annotation. So it never blames what is used, and may miss what only looks used.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import daready
from daready.cli.commands import _COMMANDS
from tests.trees import parsed

TOP = Path(__file__).resolve().parents[1]
BEGINNINGS = (
    "daready.__main__.main",
    *(f"daready.{name}" for name in ("__getattr__", *daready.__all__)),  # what a script may call
    "daready.evidence.windows_job.hold",  # on Windows alone
    "daready.evidence.worker.main",  # the guarded children, started by a line of Python
    "daready.workbooks_out.marking.main",
    *(f"daready.cli.{name.replace('-', '_')}" for name in _COMMANDS),
)

WAITING: dict[str, tuple[str, ...]] = {}
"""What is built and tested, and will be called by an issue that is still open, by that issue's name."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A function, class or constant at the top of a file, or the file's own statements, and what it names."""

    names: frozenset[str]
    """By their full names; what is not ours is never looked up."""
    attributes: frozenset[str]
    members: tuple[str, ...] = ()
    """The methods of a class that builds on no class of others, which would call them by its own rules."""


@cache
def file_of(module: str, text: str) -> tuple[dict[str, str], dict[str, Unit]]:
    """What the words of a file mean, and its units."""
    tree = parsed(text)
    words = meanings(module, tree)
    return words, dict(units_of(module, tree, words))


def units_of(module: str, tree: ast.Module, words: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    """Every unit of a file by its full name; the file's own statements go by the file's name."""
    own: list[ast.AST] = []
    for node in tree.body:
        defined = list(_defined(node))
        if isinstance(node, ast.FunctionDef) and any(map(_registers, node.decorator_list)):
            own.append(node)
        elif defined:
            for name in defined:
                yield f"{module}.{name}", _unit([node], words, tuple(_methods(node, words)))
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            own.append(node)
    yield module, _unit(own, words)


def meanings(module: str, tree: ast.Module) -> dict[str, str]:
    """What each imported or defined word of a file means, by its full name."""
    words: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            words |= {each.asname or each.name.split(".")[0]: each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            words |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    for node in tree.body:
        words |= {name: f"{module}.{name}" for name in _defined(node)}
    return words


def _unit(nodes: list[ast.AST], words: dict[str, str], members: tuple[str, ...] = ()) -> Unit:
    inside = [each for node in nodes for each in ast.walk(node)]
    attributes = [each for each in inside if isinstance(each, ast.Attribute)]
    names = [words.get(each.id) for each in inside if isinstance(each, ast.Name)]
    names += [_dotted(each, words) for each in attributes]
    texts = [each.value for each in inside if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    called = {each.attr for each in attributes} | set(texts)
    return Unit(frozenset(filter(None, names)), frozenset(called), members)


def _dotted(node: ast.expr, words: dict[str, str]) -> str | None:
    """``file.name`` by its full name."""
    if isinstance(node, ast.Name):
        return words.get(node.id)
    base = _dotted(node.value, words) if isinstance(node, ast.Attribute) else None
    return f"{base}.{node.attr}" if base and isinstance(node, ast.Attribute) else None


def _methods(node: ast.AST, words: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.ClassDef):
        ours = all((_dotted(base, words) or "").startswith("daready.") for base in node.bases)
        for each in node.body if ours else ():
            if isinstance(each, ast.FunctionDef) and not each.name.startswith("__"):
                yield each.name


def _defined(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))


def _registers(decorator: ast.expr) -> bool:
    """Whether the function is called by what it is registered with: a way of ``singledispatch``, a command's part."""
    return ast.unparse(decorator).split("(")[0].split(".")[-1] in {"register", "command", "group"}


def unreached(texts: dict[str, str], beginnings: tuple[str, ...]) -> list[str]:
    """The units and methods, by full name, that nothing reaches from the beginnings. ``texts``: files by module."""
    files = {module: file_of(module, text) for module, text in texts.items()}
    words = {module: known for module, (known, _) in files.items()}
    units = {name: unit for _, inside in files.values() for name, unit in inside.items()}
    reached: set[str] = set()
    waiting = list(beginnings)
    while waiting:
        name = waiting.pop()
        module, _, last = name.rpartition(".")
        if name in reached:
            continue
        reached.add(name)
        if name in units:
            waiting += [*units[name].names, *([module] if module in units else [])]
        elif last in words.get(module, {}):
            waiting.append(words[module][last])  # one file gives another's on
    attributes = frozenset[str]().union(*(units[name].attributes for name in reached & set(units)))
    methods = [
        f"{name}.{member}"
        for name in reached & set(units)
        for member in units[name].members
        if member not in attributes
    ]
    return sorted(
        [*(name for name in set(units) - reached - set(texts) if not name.endswith(".__all__")), *methods]
    )


def shipped() -> dict[str, str]:
    return {
        ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            encoding="utf-8"
        )
        for path in (TOP / "daready").rglob("*.py")
    }


def test_everything_is_reached_from_a_command_or_waits_for_a_named_issue() -> None:
    """What nothing reaches moves to tests/oracles/ or goes; what is reached by now leaves the list."""
    files = shipped()
    waiting = [name for names in WAITING.values() for name in names]
    assert unreached(files, (*BEGINNINGS, *waiting)) == []
    assert set(waiting) <= set(unreached(files, BEGINNINGS))


PLANTED = """
from daready.scoring.classify import Cuts

class Rate:
    def share(self): return 1.0
    def unused(self): return 2.0

def rate(cuts: Cuts): return Rate().share() * _half()
def _half(): return 0.5
def nobodys(): return _third()
def _third(): return rate(None) / 3
"""


def test_a_planted_function_that_nobody_calls_is_found() -> None:
    """Itself, what only it calls, and a method of a class that is used; an import alone reaches nothing."""
    command = (
        "from daready.planted import nobodys, rate\nimport daready.planted as all\ndef run(): return rate(1)"
    )
    files = {"daready.planted": PLANTED, "daready.command": command}
    found = unreached(files, ("daready.command.run",))
    assert found == ["daready.planted.Rate.unused", "daready.planted._third", "daready.planted.nobodys"]


def test_a_planted_function_is_found_among_our_own() -> None:
    files = shipped()
    files["daready.scoring.tally"] += "\ndef planted() -> int:\n    return 1\n"
    assert set(unreached(files, BEGINNINGS)) - set(unreached(shipped(), BEGINNINGS)) == {
        "daready.scoring.tally.planted"
    }
