"""A cut point that is not daready's own, and who set it (law 17)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

ASKED = "asked"
"""The name under which a criterion, clause, line, form, question or measure is listed that is there no more."""


class SetBy(NamedTuple):
    """Who set a value, when and why, as far as its file says."""

    by: str = ""
    on: date | None = None
    why: str = ""


NOBODY = SetBy()


class ChangedCut(NamedTuple):
    """A cut point in force that is not daready's own.

    ``where`` is a place as ``own_cut_points.cut_points`` has them, and ``name`` what of it. ``shipped`` and ``now`` are
    the values that count there: of an audit line without one of its own, the policy's.
    """

    where: str
    name: str
    shipped: Any
    now: Any
    set: SetBy
    unit: str = ""
    meaning: str = ""
