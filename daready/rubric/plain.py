"""A rubric's types as plain data, for those who are given no types: the guarded reader, a record, a file."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from daready.rubric.kinds import Strict


def plain(value: Strict) -> dict[str, Any]:
    """Nested dicts, lists, words and numbers, every key present; days in ISO form."""
    told: dict[str, Any] = json.loads(json.dumps(value, default=_inside))
    return told


def _inside(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else vars(value)
