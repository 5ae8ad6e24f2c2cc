"""The shipped rubric and the sample year, read once a process: all of it is frozen, so tests may share it."""

from __future__ import annotations

from functools import cache

import daready
from daready.evidence.model import Evidence
from daready.rubric.model import Rubric
from tests.command.run import YEAR


@cache
def shipped() -> Rubric:
    return daready.load_rubric()


@cache
def year() -> Evidence:
    return daready.load_evidence([YEAR], shipped())
