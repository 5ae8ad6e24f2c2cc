"""Writes daready/rubric/own_cut_points.json from the shipped rubric: python -m tests.make_own_cut_points.

Whoever changes a shipped cut point runs it, so that the change is daready's own and is read by whoever reviews it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import daready.rubric.own_cut_points as own
from daready.rubric.library import default_folder, examine

TABLE = Path(own.__file__).with_suffix(".json")


def table() -> str:
    """The text of the table as it should be."""
    rubric = examine(default_folder(), None, date.max).rubric
    assert rubric is not None
    found = own.cut_points(rubric.policy, rubric.criteria.values(), rubric.forms)
    places = (
        f" {json.dumps(where)}: {json.dumps(values, ensure_ascii=False)}" for where, values in found.items()
    )
    return "{\n" + ",\n".join(places) + "\n}\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
