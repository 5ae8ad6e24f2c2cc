"""What the first page of every output says beside the colours: own cut points, who was made safe, what is gone."""

from __future__ import annotations

from daready.report import cuts, made_safe, removal, scope
from daready.scoring.model import Assessment


def noted(assessment: Assessment) -> list[str]:
    """A paragraph for each thing a reader has to know before the colours: cut points of the force's own first."""
    own = [*cuts.page_one(assessment), *scope.page_one(assessment)]
    return [*own, *made_safe.page_one(assessment), *removal.page_one(assessment)]
