"""Every sentence daready can say about what it was given, by stable code.

A sentence has a severity, what is wrong, and what to do next. Facts are filled in by name; a fact is
never free text, a name or a case reference.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Sentence(NamedTuple):
    severity: Severity
    text: str
    fix: str


def say(code: str, **facts: object) -> Sentence:
    """The sentence of a code with its facts filled in. An unknown code or a missing fact is our own fault."""
    severity, text, fix = SENTENCES[code]
    return Sentence(severity, text.format(**facts), fix.format(**facts))


SENTENCES: dict[str, Sentence] = {}
