"""Reads the rubric's YAML as it stands, without daready, so that the samples are judged independently."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2] / "rubrics"


@cache
def _read(name: str) -> Any:
    """One file of the rubric; nobody changes what comes back."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@cache
def policy() -> dict[str, Any]:
    """Each cut point by name, whether it is written bare or as a value with what is said of it."""
    read = _read("policy.yaml")
    return {name: one["value"] if isinstance(one, dict) else one for name, one in read.items()}


def form(name: str) -> dict[str, Any]:
    return _read(f"forms/{name}.yaml")


def questions(name: str) -> dict[str, dict[str, Any]]:
    """A form's questions by id, with ``Yes`` and ``No`` in ``applies_if`` as the form's own words."""
    return {question["id"]: question for question in form(name)["questions"]}


def measure(name: str, item: str) -> dict[str, Any]:
    return next(entry for entry in form(name)["measures"] if entry["id"] == item)


def line_id(line: dict[str, Any]) -> str:
    return next(line[key] for key in ("question", "measure", "document") if key in line)


def clauses(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """A criterion's clauses, each with its lines and what can prove it; without any, one clause of all (A13)."""
    found = spec.get("clauses") or [{"id": spec["id"], "lines": [line_id(line) for line in spec["lines"]]}]
    return [{"proof": "practice"} | part for part in found]


def themes() -> list[dict[str, Any]]:
    loaded = [_read(f"criteria/{path.name}") for path in sorted((ROOT / "criteria").glob("*.yaml"))]
    return sorted(loaded, key=lambda theme: theme["order"])


def headings(name: str, part: str, item: str) -> list[str]:
    """Every wording a form declares for one column, fact, question, measure or document."""
    found = next(entry for entry in form(name)[part] if entry["id"] == item)
    return [
        *([found["title"]] if "title" in found else []),
        *found.get("headings", []),
        *found.get("also", []),
    ]
