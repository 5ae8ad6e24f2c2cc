"""Which room may know which: the syntax trees are walked, so that a door opened by mistake is found.

Every law is a function from a house to what is wrong with it. Beside each stands an offender, planted in a copy of
the house, that the law must name: a law that nothing can break says nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import daready
from tests.trees import parsed

House = dict[str, str]
"""The text of each file by its path below daready/."""
Knows = dict[str, set[str]]
"""By room, or file, what it may import besides itself."""

HERE = Path(daready.__file__).parent
HOUSE: House = {
    path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("*.py"))
}
EVERYTHING = {"__init__", "__main__", "cli"}
ROOMS: Knows = {
    "foreign": set(),
    "messages": set(),
    "rubric": {"foreign", "messages"},
    "evidence": {"foreign", "messages", "rubric"},
    "counting": {"foreign", "messages", "rubric", "evidence"},
    "scoring": {"messages", "rubric", "evidence.model"},
    "ledger": {
        "foreign",
        "messages",
        "rubric",
        "evidence",
        "scoring",
        "planning.actions",
        "planning.boards",
        "planning.register",
        "planning.reviews",
    },
    "planning": {"messages", "rubric", "evidence.model", "scoring"},
    "report": {
        "foreign",
        "messages",
        "rubric",
        "evidence.model",
        "evidence.row_why",
        "counting.model",
        "counting.beside",
        "scoring",
        "planning",
    },
    "workbooks_out": {
        "foreign",
        "messages",
        "rubric",
        "evidence",
        "counting.model",
        "counting.beside",
        "scoring.card",
        "report.whole",
        "report.disclosure",
        "report.words",
    },
    "workspace": {
        *(
            "foreign",
            "messages",
            "rubric",
            "evidence",
            "scoring",
            "planning",
            "ledger",
            "report",
            "workbooks_out",
        ),
        "__version__",
    },
    "window": {
        *("foreign", "messages", "rubric", "evidence", "scoring", "planning", "ledger", "report"),
        *("workbooks_out", "workspace"),
        "__version__",
    },
}
EVIDENCE: Knows = {
    "__init__": set(),
    "free_rows": set(),
    "limits": set(),
    "rows": {"model"},
    "brief": set(),
    "reply": {"rows", "grid"},
    "row_why": set(),
    "model": set(),
    "notices": {"model", "reply"},
    "account": {"model"},
    "grid": {"limits"},
    "opening": {"limits", "grid"},
    "cells": {"limits", "reply", "grid"},
    "tables": {"limits", "grid", "cells"},
    "layouts": {"limits", "rows", "reply", "grid", "cells"},
    "exports": {"limits", "grid", "cells"},
    "records": {"limits", "rows", "reply", "grid", "cells", "tables"},
    "sorting": {"free_rows", "row_why", "grid", "cells", "tables", "records"},
    "settling": {"free_rows", "rows", "reply", "model", "notices", "grid"},
    "reading": {
        "limits",
        "brief",
        "reply",
        "row_why",
        "grid",
        "opening",
        "cells",
        "tables",
        "records",
        "sorting",
        "layouts",
        "list_cells",
        "exports",
    },
    "meter": {"windows_job"},
    "guarded": {"limits", "meter", "windows_job"},
    "list_cells": {"limits", "grid"},
    "windows_job": set(),
    "worker": {
        "limits",
        "guarded",
        "brief",
        "reply",
        "row_why",
        "grid",
        "opening",
        "cells",
        "layouts",
        "exports",
        "reading",
    },
    "remember": {"model", "notices", "opening", "cells", "worker"},
    "loader": {"brief", "limits", "reply", "model", "notices", "opening", "cells", "settling", "worker"},
    "load_evidence": {"brief", "model", "worker", "loader"},
}
HEAVY = {
    *(
        "pandas",
        "openpyxl",
        "xlsxwriter",
        "python_calamine",
        "matplotlib",
        "olefile",
        "rapidfuzz",
        "numpy",
        "scipy",
    ),
    *("docx", "icalendar", "jinja2", "narwhals", "polars", "duckdb", "pyspark", "pyarrow"),
}
PURE = ("scoring", "planning")
HARMLESS = {
    *("__future__", "abc", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "heapq", "itertools", "math", "operator", "re", "statistics", "string"),
    *("typing", "daready"),
}
"""What scoring and planning may import: nothing of it reaches the disk, another process or chance."""
CLOCK = {"now", "utcnow", "today"}
CLOCKS = {f"datetime.{kind}.{asked}" for kind in ("datetime", "date") for asked in CLOCK}
DISK = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "exists", "is_file", "is_dir"),
    *("iterdir", "rglob", "stat", "mkdir", "unlink"),
}
BUILT_IN = {"open", "input", "print", "eval", "exec", "compile", "__import__"}


@cache
def imports(tree: ast.AST) -> list[str]:
    """Every name imported anywhere in a tree, with its module; one imported by dots begins with a dot."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found += [f"{module}.{alias.name}" for alias in node.names]
    return found


def module_of(path: str) -> str:
    return "daready." + path.removesuffix(".py").replace("/", ".")


def strangers(house: House, top: str, knows: Knows, everything: Iterable[str] = ()) -> list[str]:
    """Imports within ``top`` of a room that the importing room, or file, may not know."""
    wrong: list[str] = []
    for path, text in house.items():
        module = module_of(path)
        if not module.startswith(f"{top}."):
            continue
        room = module.removeprefix(f"{top}.").partition(".")[0]
        if room in everything:
            continue
        if room not in knows:
            wrong.append(f"{path}: {room} has no place among the rooms of {top}")
        for name in imports(parsed(text)):
            if name.startswith(".") or (name == top and room != "__init__"):
                wrong.append(f"{path} imports {name}, which names no room")
            elif name.startswith(f"{top}."):
                inside = name.removeprefix(f"{top}.")
                doors = {room, *knows.get(room, ())}
                if not any(inside == door or inside.startswith(f"{door}.") for door in doors):
                    wrong.append(f"{path} imports {name}")
    return wrong


def rising(knows: Knows) -> list[str]:
    """Doors between rooms that lead back to where one came from, so that no order of floors holds them."""
    rooms = {room: {door.partition(".")[0] for door in doors} & knows.keys() for room, doors in knows.items()}
    return circles_of(rooms)


def circles(house: House) -> list[str]:
    """Files that import each other round about, at whatever place in them and for whatever purpose."""
    modules = {module_of(path).removesuffix(".__init__"): text for path, text in house.items()}
    arrows: dict[str, set[str]] = {}
    for module, text in modules.items():
        reached = {_module_named(name, modules) for name in imports(parsed(text))}
        arrows[module] = {name for name in reached if name and name != module}
    return circles_of(arrows)


def _module_named(name: str, modules: Iterable[str]) -> str:
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def circles_of(arrows: dict[str, set[str]]) -> list[str]:
    """What is left once everything that leads nowhere, or that nothing leads to, is taken away again and again."""
    left = {name: set(to) for name, to in arrows.items()}
    while True:
        reached = set[str]().union(*left.values())
        gone = {name for name, to in left.items() if not to or name not in reached}
        if not gone:
            return sorted(f"{name} -> {', '.join(sorted(to))}" for name, to in left.items())
        left = {name: to - gone for name, to in left.items() if name not in gone}


def loose(house: House) -> list[str]:
    """Files that stand in no room."""
    return [path for path in house if "/" not in path and path not in ("__init__.py", "__main__.py")]


def worldly(house: House) -> list[str]:
    """What scoring and planning ask of the clock, the disk, chance, another process or a data frame."""
    return [
        f"{path}: {asked}"
        for path, text in house.items()
        if path.partition("/")[0] in PURE
        for asked in _asked_of_the_world(parsed(text))
    ]


@cache
def _asked_of_the_world(tree: ast.AST) -> list[str]:
    return [*_asked(tree)]


def _asked(tree: ast.AST) -> Iterator[str]:
    known = _names(tree)
    yield from (name for name in imports(tree) if name.partition(".")[0] not in HARMLESS)
    yield from (name for name in imports(tree) if name in CLOCKS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in BUILT_IN and node.id not in known:
            yield node.id
        elif isinstance(node, ast.Attribute):
            if (said := _dotted(node, known)) in CLOCKS or node.attr in DISK:
                yield said
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
                yield _dotted(node.func, known)
            elif isinstance(node.func, ast.Name) and node.func.id == "getattr":
                words = [word.value for word in node.args if isinstance(word, ast.Constant)]
                yield from (f"getattr {word}" for word in words if word in CLOCK | DISK)


def _names(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for, whatever it is called here."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def _dotted(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, known)}.{node.attr}"
    return known.get(node.id, node.id) if isinstance(node, ast.Name) else "…"


def hasty(house: House) -> list[str]:
    """Heavy libraries imported as soon as a file is."""
    return [
        f"{path} imports {name}"
        for path, text in house.items()
        for name in _at_once(parsed(text).body)
        if name.partition(".")[0] in HEAVY
    ]


def _at_once(body: Iterable[ast.AST]) -> Iterator[str]:
    """What is imported outside functions, for more than the type checker."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(ast.Module([node], []))
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from _at_once(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _at_once(ast.iter_child_nodes(node))


def silent(house: House) -> list[str]:
    """Files that do not say why they exist."""
    return [path for path, text in house.items() if not ast.get_docstring(parsed(text))]


def with_(path: str, text: str) -> House:
    return {**HOUSE, path: text}


def test_a_room_knows_only_the_rooms_below_it() -> None:
    assert {path.partition("/")[0] for path in HOUSE if "/" in path} == {*ROOMS, "cli"}
    assert strangers(HOUSE, "daready", ROOMS, EVERYTHING) == []


def test_a_room_of_evidence_knows_only_the_rooms_below_it() -> None:
    rooms = {path.split("/")[1].removesuffix(".py") for path in HOUSE if path.startswith("evidence/")}
    assert rooms == EVIDENCE.keys()
    assert strangers(HOUSE, "daready.evidence", EVIDENCE) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("scoring/planted.py", "from daready.evidence.notices import notice_of"),
        ("scoring/planted.py", "from daready.evidence import notices"),
        ("rubric/planted.py", "import daready.evidence.model"),
        ("rubric/planted.py", "def late():\n    from daready.scoring.model import Assessment"),
        ("report/planted.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import daready.cli"),
        ("planning/planted.py", "import daready"),
        ("ledger/planted.py", "from daready import load_evidence"),
        ("workbooks_out/planted.py", "from daready.scoring.assess import assess"),
        ("messages/planted.py", "from ..rubric import terms"),
        ("cellar/planted.py", ""),
    ],
)
def test_a_door_opened_by_mistake_is_found(path: str, text: str) -> None:
    (wrong,) = strangers(with_(path, text), "daready", ROOMS, EVERYTHING)
    assert wrong.startswith(path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("evidence/grid/planted.py", "from daready.evidence.cells.dates import read_date"),
        ("evidence/opening/planted.py", "from daready.evidence.tables import table"),
        ("evidence/tables/planted.py", "def late():\n    import daready.evidence.sorting.rules"),
        ("evidence/settling/planted.py", "from daready.evidence import worker"),
        ("evidence/cells/planted.py", "from ..reading import Reader"),
        ("evidence/cells/planted.py", "from daready import evidence"),
        ("evidence/planted.py", ""),
    ],
)
def test_a_door_within_evidence_opened_by_mistake_is_found(path: str, text: str) -> None:
    (wrong,) = strangers(with_(path, text), "daready.evidence", EVIDENCE)
    assert wrong.startswith(path)


def test_the_doors_allowed_lead_down() -> None:
    assert rising(ROOMS) == []
    assert rising(EVIDENCE) == []
    assert rising(ROOMS | {"rubric": {"messages", "scoring.model"}})
    assert rising(EVIDENCE | {"cells": {"grid", "tables"}})


def test_no_files_import_each_other_round_about() -> None:
    assert circles(HOUSE) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        # Files of one room, which the doors let through; each is imported by what it imports.
        ("evidence/sorting/rules.py", "from daready.evidence.sorting.passes import sort_rows"),
        ("evidence/sorting/rules.py", "def late():\n    from daready.evidence.sorting import passes"),
        ("scoring/model.py", "if TYPE_CHECKING:\n    import daready.scoring.assess"),
    ],
)
def test_a_circle_is_found(path: str, text: str) -> None:
    found = circles({**HOUSE, path: f"{HOUSE[path]}\n{text}"})
    assert any(each.startswith(module_of(path)) for each in found)


def test_no_file_stands_outside_a_room() -> None:
    assert loose(HOUSE) == []
    assert loose(with_("loading.py", "")) == ["loading.py"]


def test_the_rules_never_ask_the_world() -> None:
    assert worldly(HOUSE) == []


@pytest.mark.parametrize("room", PURE)
@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\nday = datetime.now()",
        "from datetime import datetime as moment\nday = moment.now().date()",
        "from datetime import date\nday = date.today()",
        "from datetime import date\nasked = date.today",
        "import datetime as dt\nday = dt.datetime.now(dt.UTC)",
        "import datetime\nasked = datetime.date.today",
        "def aged(day):\n    return type(day).today() - day",
        "from datetime import date\nday = getattr(date, 'today')()",
        "import time\nstart = time.time()",
        "from time import monotonic as count",
        "text = open('policy.yaml').read()",
        "read = open",
        "def read(path):\n    return path.read_text()",
        "def late():\n    from pathlib import Path",
        "import os.path",
        "import pandas as pd",
        "from numpy import mean",
        "import random",
        "__import__('os').getcwd()",
    ],
)
def test_a_question_to_the_world_is_found(room: str, text: str) -> None:
    wrong = worldly(with_(f"{room}/planted.py", text))
    assert wrong
    assert all(each.startswith(f"{room}/planted.py") for each in wrong)


def test_heavy_libraries_wait_inside_functions() -> None:
    assert hasty(HOUSE) == []


@pytest.mark.parametrize(
    "text",
    [
        "import pandas as pd",
        "from openpyxl import load_workbook",
        "try:\n    import rapidfuzz.process\nexcept ImportError:\n    pass",
        "if TYPE_CHECKING:\n    pass\nelse:\n    import numpy",
        "class Book:\n    from docx import Document",
    ],
)
def test_a_heavy_library_at_the_top_is_found(text: str) -> None:
    assert hasty(with_("evidence/sheets.py", text))


def test_every_file_says_why_it_exists() -> None:
    assert silent(HOUSE) == []
    assert silent(with_("scoring/planted.py", "x = 1  # a number")) == ["scoring/planted.py"]
