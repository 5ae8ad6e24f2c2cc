"""The closed vocabularies every room shares: outcomes of an answer, colours, kinds and classes of evidence.

Plain enumerations, so that the guarded reader can use them without importing pydantic.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What one audited case says on one question (method R1.1); the value is the byte kept for it.

    Said not applicable: "not applicable" was the answer where the question did apply (A6). Set apart: a result of
    its own that counts neither way, such as a panel's "not agreed, carried forward".
    """

    YES = "Y"
    PARTIAL = "P"
    NO = "N"
    NOT_APPLICABLE = "A"
    SAID_NOT_APPLICABLE = "a"
    SET_APART = "S"
    NOT_RECORDED = "R"
    BLANK = "_"
    NOT_UNDERSTOOD = "?"
    NOT_ASKED = "."


FAILING = frozenset({Outcome.NO, Outcome.PARTIAL, Outcome.NOT_RECORDED})
"""What says that a question was not met, or not wholly."""


ANSWER_NAMES: dict[str, Outcome] = {
    "yes": Outcome.YES,
    "partial": Outcome.PARTIAL,
    "no": Outcome.NO,
    "not_applicable": Outcome.NOT_APPLICABLE,
    "not_recorded": Outcome.NOT_RECORDED,
}
"""The five answers a form may give meaning to, by the names used in YAML."""


CHOICE_NAMES: dict[str, Outcome] = {**ANSWER_NAMES, "set_apart": Outcome.SET_APART}
"""What the words of a question of choices may mean."""


AGAIN = ".again"
"""Stands behind the id of a question where a force's own form asks it a second time."""


def asks(name: str) -> str:
    """The id of the question that one of an adopted form asks: several of its own may ask the same."""
    return name.partition(AGAIN)[0]


class Colour(StrEnum):
    """A self-assessed colour. Grey is a result of its own: it cannot be told, with the reason."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    GREY = "GREY"


WORST_FIRST: tuple[Colour, ...] = (Colour.RED, Colour.GREY, Colour.AMBER, Colour.GREEN)
"""The order in which a requirement takes the worst of its criteria."""


class Selection(StrEnum):
    """How the cases of an audit were chosen (method R1.4, A3, A4)."""

    RANDOM = "random"
    SYSTEMATIC = "systematic"
    ALL = "all"
    JUDGEMENT = "judgement"
    NOT_STATED = "not_stated"


VALID_SELECTIONS: frozenset[Selection] = frozenset({Selection.RANDOM, Selection.SYSTEMATIC, Selection.ALL})
"""Only these earn a colour; the others show failures but prove nothing (A3, A4)."""
