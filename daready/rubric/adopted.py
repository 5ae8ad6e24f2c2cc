"""A force's own audit form: its questions in its own words, each with what it asks and what its answers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from daready.rubric.kinds import Code, Counting, Id, Limits, Strict, Words

Means = Literal["yes", "partial", "no", "not_applicable", "not_recorded"]
LayoutName = Literal["table", "tab_per_case", "case_columns", "scores", "forms_export", "long"]
Claimed = Literal["random", "systematic", "all", "judgement"]

OWN, IGNORE = "own", "ignore"
"""What a question may be that is none of daready's: kept and counted as the force's own, or left unread."""

Asked = TypedDict(
    "Asked",
    {
        "text": Annotated[str, Limits(min_length=1, max_length=600)],
        "is": str,
        "yes_is": NotRequired[Literal["good", "bad"]],
        "words": NotRequired[dict[str, Means]],
        "id": NotRequired[Code],
        "clause": NotRequired[str],
    },
)
"""One question: its text as it stands in the sheet; ``is`` a shipped question (case-audit/Q25), own or ignore.

``yes_is`` says whether a yes is good news; ``words`` what its own answers mean by themselves, before that. Of an own
question: ``id``, which never moves once given, and ``clause``, the CRITERION/CLAUSE it is to test besides.
"""
Asked.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class Answers(Strict):
    """What a person says of a form: its questions, words that mean the same in all of them, and the standing claim.

    ``selection`` and ``population``: how cases are chosen and out of how many, for sheets that do not say (A4).
    """

    questions: Annotated[tuple[Asked, ...], Limits(min_length=1)]
    words: dict[str, Means] = field(default_factory=dict[str, Means])
    selection: Claimed | None = None
    population: Counting | None = None


@dataclass(frozen=True, kw_only=True)
class Adopted(Answers):
    """A form of a workspace: what a person said of it, the layout it has, and who signed it.

    ``adopts``: the form whose questions it asks; whatever is not said here is as that form has it. ``columns``: by the
    id of a column of that form, the headings that stand over it here.
    """

    id: Id
    title: str
    adopts: Id
    layout: LayoutName
    columns: dict[str, Words] = field(default_factory=dict[str, Words])
    set_by: Annotated[str, Limits(min_length=2)]
    role: Annotated[str, Limits(min_length=2)]
    set_on: date

    def of(self, kind: str) -> tuple[Asked, ...]:
        """Its questions that are ``own`` or to ``ignore``."""
        return tuple(one for one in self.questions if one["is"] == kind)
