"""Files in, evidence out: starts the guarded reader, and gives it the rubric's forms and a key."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.terms import Selection

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.rubric.model import Rubric


def load_evidence(
    paths: Sequence[str | PathLike[str]],
    rubric: Rubric,
    *,
    key: bytes | None = None,
    selection: Selection | None = None,
) -> Evidence:
    """Read files and folders against the rubric's forms.

    ``key`` hashes case references; without one a random key serves this one call. ``selection`` says
    how cases were chosen on sheets that do not say, and on those only (A4).
    """
    with Worker() as worker:
        brief = Brief(key or secrets.token_bytes(32), selection)
        return load(worker, [Path(p) for p in paths], rubric, brief)
