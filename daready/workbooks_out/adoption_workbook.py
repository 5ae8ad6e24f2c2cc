"""The workbook that asks once what a force's own form means."""

from __future__ import annotations

from daready.rubric.model import Rubric
from daready.workbooks_out.adoption import Adoption


def adoption_workbook(adoption: Adoption, rubric: Rubric) -> bytes:
    """The bytes of an adoption workbook."""
    raise NotImplementedError
