"""What the first page of every output says beside the colours: what the force set for itself, and what is gone."""

from __future__ import annotations

from daready.report import cuts, removal
from daready.scoring.model import Assessment


def noted(assessment: Assessment) -> list[str]:
    """A paragraph for each thing a reader has to know before the colours: cut points of the force's own first."""
    return [*cuts.page_one(assessment), *removal.page_one(assessment)]
