"""The JSON Schemas are current, every shipped file fits its own, and hovering over a key says what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from daready.rubric.helps import HELPS
from daready.rubric.library import default_folder
from daready.rubric.schema import FILES, schemas

FOLDER = default_folder()
SHIPPED = sorted(FOLDER.rglob("*.yaml"))


def test_the_schemas_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "schema").iterdir()}
    assert kept == schemas(), "run: daready rubric schema -o rubrics/schema"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_file_names_its_schema_for_editors(path: Path) -> None:
    second = path.read_text(encoding="utf-8").splitlines()[1]
    mark, _, target = second.partition("$schema=")
    assert mark == "# yaml-language-server: "
    assert (path.parent / target).resolve().is_file()


@pytest.mark.parametrize("name", FILES)
def test_hovering_over_any_key_says_what_it_means(name: str) -> None:
    made = json.loads(schemas()[f"{name}.schema.json"])
    for part in (made, *made.get("$defs", {}).values()):
        for key, value in part.get("properties", {}).items():
            assert len(value["description"]) > 10, key


def test_no_help_is_left_over() -> None:
    used = {said for text in schemas().values() for said in descriptions(json.loads(text))}
    assert set(HELPS.values()) <= used


def descriptions(part: object) -> Iterator[str]:
    """What every key of a schema, however deep, says of itself."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "properties":
                yield from (one["description"] for one in value.values())
            yield from descriptions(value)
    elif isinstance(part, list):
        for one in part:
            yield from descriptions(one)


def test_a_key_spelt_wrongly_is_refused_by_the_schema_too() -> None:
    made = json.loads(schemas()["criteria.schema.json"])
    assert made["additionalProperties"] is False
    assert made["$defs"]["Line"]["additionalProperties"] is False
    assert "least" in made["$defs"]["Line"]["properties"]
    assert "base" in made["$defs"]["Line"]["properties"]["least"]["description"]
