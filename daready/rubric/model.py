"""All that is asked, as one: frozen types that pydantic holds to their limits when YAML is checked, and only then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from daready.rubric.adopted import Adopted
from daready.rubric.attribution import ChangedCut
from daready.rubric.criterion import WHOLE, Clause, Criterion, Descriptors, Line, QuestionIf, Theme
from daready.rubric.example import STATUSES, Example, Status
from daready.rubric.extract import (
    Calculation,
    Extract,
    ExtractColumn,
    ExtractPart,
    Lent,
    Met,
    OwnColumn,
    Within,
)
from daready.rubric.form import Column, Comparator, Form, Item, Measure, Numbered, Numbering, Question
from daready.rubric.framework import (
    OFFICIAL,
    Blank,
    Checked,
    Framework,
    Group,
    MetBy,
    Requirement,
    Source,
    Wording,
)
from daready.rubric.guide import FormGuide, Marking
from daready.rubric.kinds import Owner, Strict
from daready.rubric.policy import Policy, Rebase, Stated
from daready.rubric.word_lists import WordList

__all__ = [
    "OFFICIAL",
    "STATUSES",
    "WHOLE",
    "Adopted",
    "Blank",
    "Calculation",
    "ChangedCut",
    "Checked",
    "Clause",
    "Column",
    "Comparator",
    "Criterion",
    "Descriptors",
    "Example",
    "Extract",
    "ExtractColumn",
    "ExtractPart",
    "Form",
    "FormGuide",
    "Framework",
    "Group",
    "Item",
    "Lent",
    "Line",
    "Marking",
    "Measure",
    "Met",
    "MetBy",
    "Numbered",
    "Numbering",
    "OwnColumn",
    "Owner",
    "Policy",
    "Question",
    "QuestionIf",
    "Rebase",
    "Requirement",
    "Rubric",
    "Source",
    "Stated",
    "Status",
    "Strict",
    "Theme",
    "Within",
    "WordList",
    "Wording",
]


@dataclass(frozen=True)
class Rubric:
    """Everything that is asked, checked as one: ids are unique and every link leads somewhere."""

    fingerprint: str
    policy: Policy
    themes: tuple[Theme, ...]
    frameworks: tuple[Framework, ...]
    forms: tuple[Form, ...]
    examples: tuple[Example, ...]
    words: tuple[WordList, ...] = ()
    stated: Mapping[str, Stated] = field(default_factory=dict[str, Stated])
    """What is said of each of the policy's cut points: its unit, meaning and reference, and who set it."""
    cuts_changed: tuple[ChangedCut, ...] = ()
    """Every cut point that is not daready's own, with whoever set it (law 17)."""
    guides: tuple[FormGuide, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    """The force's own forms, each with the form whose questions it asks."""
    extracts: tuple[Extract, ...] = ()
    """The kinds of row-level export, each with the figures that are counted from it."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for theme in self.themes for criterion in theme.criteria}

    @cached_property
    def form(self) -> dict[str, Form]:
        return {form.id: form for form in self.forms}

    @cached_property
    def extract(self) -> dict[str, Extract]:
        return {extract.id: extract for extract in self.extracts}

    @cached_property
    def item(self) -> dict[str, Item]:
        """Every question, measure and document by the name lines use, such as case-audit/Q25."""
        return {f"{form.id}/{item.id}": item for form in self.forms for item in form.items}

    @cached_property
    def guide(self) -> dict[str, Marking]:
        """How each thing is marked, by the name lines use; a column too, such as case-audit/risk."""
        return {f"{one.form}/{marking.id}": marking for one in self.guides for marking in one.guides}
