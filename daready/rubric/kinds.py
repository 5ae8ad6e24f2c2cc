"""What every model of the rubric is made of: ids, words, shares, how sure a source is, who owns a thing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _credit(value: float) -> float:
    if value not in (0, 0.5, 1):
        raise ValueError("a partial answer counts as 0, 0.5 or 1")
    return value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id people can say: lower-case words joined by hyphens. Once used it never moves."""

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*$", max_length=60)]
"""A short code from a source, such as Q28, M16 or a document's id."""

Words = tuple[Annotated[str, Field(min_length=1)], ...]
Fraction01 = Annotated[float, Field(gt=0, le=1)]
Rate = Annotated[float, Field(gt=0)]
"""A numerator over its denominator; above 1 where the two count different things."""

Credit = Annotated[float, AfterValidator(_credit), Field(json_schema_extra={"enum": [0, 0.5, 1]})]
"""How much of a case a partial answer is worth: none, half or all of it (R1.2)."""
Sureness = Literal["S", "V", "V-part", "R-high", "R-mid", "R-low", "P"]
"""How sure the source is (domain.md 0.1): S seed paper, V seen, R recalled, P our own proposal."""

Owner = Literal["force", "cps", "national", "pcc"]
"""Who has to meet it; what is not the force's is shown and never counted against it (law 9)."""


class Strict(BaseModel):
    """Every model refuses keys it does not know, so that a typing slip is a fault and not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
