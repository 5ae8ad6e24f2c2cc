"""What every model of the rubric is made of: ids, words, shares, how sure a source is, who owns a thing."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal


class Limits:
    """What pydantic holds a value to when YAML is checked, in its own words; nobody else pays for it."""

    def __init__(self, **limits: object) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), **self._limits}


class OneOf:
    """A number that must be one of a few; ``why`` says so."""

    def __init__(self, *values: float, why: str) -> None:
        self._values = values
        self._why = why

    def _check(self, value: float) -> float:
        if value not in self._values:
            raise ValueError(self._why)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        return {**handler(schema), "enum": list(self._values)}


Id = Annotated[str, Limits(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id people can say: lower-case words joined by hyphens. Once used it never moves."""

Code = Annotated[str, Limits(pattern=r"^[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*$", max_length=60)]
"""A short code from a source, such as Q28, M16 or a document's id."""

Words = tuple[Annotated[str, Limits(min_length=1)], ...]
Whole = Annotated[int, Limits(ge=0)]
Counting = Annotated[int, Limits(ge=1)]
Fraction01 = Annotated[float, Limits(gt=0, le=1)]
Share = Annotated[float, Limits(ge=0, le=1)]
Rate = Annotated[float, Limits(gt=0)]
"""A numerator over its denominator; above 1 where the two count different things."""

Credit = Annotated[float, OneOf(0, 0.5, 1, why="a partial answer counts as 0, 0.5 or 1")]
"""How much of a case a partial answer is worth: none, half or all of it (R1.2)."""

Sureness = Literal["S", "V", "V-part", "R-high", "R-mid", "R-low", "P"]
"""How sure the source is (docs/rules.md): S a paper read in full, V seen, R recalled, P our own proposal."""

Owner = Literal["force", "cps", "national", "pcc"]
"""Who has to meet it; what is not the force's is shown and never counted against it (law 9)."""


class Strict:
    """Every type refuses keys it does not know, so that a typing slip is a fault and not a silence."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "allow_inf_nan": False}
