"""The types of the YAML files as JSON Schemas, so that editors complete keys and say what each means."""

from __future__ import annotations

import json
from typing import Any, cast

from daready.rubric import model
from daready.rubric.compiled import shipped
from daready.rubric.helps import HELPS
from daready.rubric.policy import CUT_POINTS
from daready.rubric.shape import guard
from daready.rubric.shelf import Worked

FILES: dict[str, type[Any]] = {
    "policy": model.Policy,
    "criteria": model.Theme,
    "forms": model.Form,
    "frameworks": model.Framework,
    "examples": Worked,
    "words": model.WordList,
    "guides": model.FormGuide,
    "extracts": model.Extract,
}
"""The schema of each folder of rubrics, and of policy.yaml."""

_EXAMPLES = "A file of worked examples: a plain list, so that one more takes four lines."

Plain = dict[str, Any]


def schemas() -> dict[str, str]:
    """The text of every schema by its file name."""
    return {f"{name}.schema.json": _schema(name, kind) for name, kind in FILES.items()}


def _schema(name: str, kind: type[Any]) -> str:
    made = guard(kind).json_schema()
    made.setdefault("description", _EXAMPLES)
    if kind is model.Policy:
        _state_cut_points(made)
    for title, part in [(made.get("title", ""), made), *made.get("$defs", {}).items()]:
        if "properties" in part:
            _describe(title, part)
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"daready rubrics: {name}",
        **_loosened(made),
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _state_cut_points(made: Plain) -> None:
    """A cut point of the policy may stand bare, or with what is said of it, or be left out."""
    said = guard(model.Stated).json_schema()
    _describe("Stated", said)
    for name in CUT_POINTS:
        bare: Plain = made["properties"][name]
        bare.pop("title", None)
        inside = {"value": {**bare, "description": "The value itself."}, **said["properties"]}
        told = {"type": "object", "additionalProperties": False, "required": ["value"], "properties": inside}
        made["properties"][name] = {"anyOf": [bare, told]}
    made["required"] = [name for name in made["required"] if name not in CUT_POINTS]


def _meanings() -> dict[str, str]:
    """What each cut point means, as the shipped policy.yaml says."""
    return {name: said.meaning for name, said in shipped().stated.items()}


def _describe(title: str, part: Plain) -> None:
    """Help for a type, from its docstring, and for each of its keys."""
    about: str = getattr(model, title).__doc__
    part["description"] = " ".join(about.replace("``", "").split())
    for key, value in part["properties"].items():
        value.pop("title", None)
        value["description"] = HELPS.get(f"{title}.{key}") or HELPS.get(key) or _meanings()[key]


def _loosened(part: Any) -> Any:
    """Words may look like numbers to an editor (ref: 1): daready reads every value as it is written."""
    if isinstance(part, list):
        return [_loosened(one) for one in part]
    if not isinstance(part, dict):
        return part
    keyed = cast(Plain, part)
    loosened: Plain = {key: _loosened(value) for key, value in keyed.items()}
    if loosened.get("type") == "string" and not {"enum", "const", "format"} & set(loosened):
        loosened["type"] = ["string", "number", "boolean"]
    return loosened
