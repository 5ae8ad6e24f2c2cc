"""Why one row is evidence or not, as it crosses from the guarded child to the screen: kinds and names of rules only."""

from __future__ import annotations

from typing import TypedDict


class RowWhy(TypedDict):
    """The row as it was seen: the kinds of its first cell and answers, each rule with no, answered (it would apply but
    for an answer) or yes, the reason of the rule that decided, and what moved the row after.
    """

    lead: list[str]
    answers: str
    tells: bool
    adds_up: bool
    rules: list[tuple[str, str]]
    reason: str | None
    moved: list[tuple[str, str]]


class WhyReply(TypedDict):
    """A row's why as it crosses; ``refused`` says why the file could not be read."""

    refused: str | None
    tab: str | None
    why: RowWhy | None
