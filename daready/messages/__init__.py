"""Every sentence daready can say, by stable code: a file for each thing that is spoken of.

A sentence has a severity, what is wrong, and what to do next. Facts are filled in by name; a fact is
never free text, a name or a case reference. Tests assert codes, not wording. It knows no other room.

``say`` is for notices about what was sent, about the rubric and the ledger; ``because`` is for the reason of a colour,
by the note of a finding (``scoring``). The short words of the same notes, for tables, are in ``report.words``.
"""

from __future__ import annotations

from daready.messages.actions import ACTIONS
from daready.messages.evidence import EVIDENCE
from daready.messages.files import FILES
from daready.messages.ledger import LEDGER
from daready.messages.mappings import MAPPINGS
from daready.messages.planning import PLANNING
from daready.messages.register import REGISTER
from daready.messages.rows import ROWS
from daready.messages.rubric import RUBRIC
from daready.messages.scoring import SCORING
from daready.messages.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    **RUBRIC,
    **FILES,
    **EVIDENCE,
    **ROWS,
    **MAPPINGS,
    **PLANNING,
    **LEDGER,
    **ACTIONS,
    **REGISTER,
}


def say(code: str, **facts: object) -> Sentence:
    """The sentence of a code with its facts filled in. An unknown code or a missing fact is our own fault."""
    return _filled(SENTENCES[code], facts)


def severity_of(code: str) -> str:
    """How grave what a code says is, where nobody says otherwise."""
    return SENTENCES[code].severity


def because(note: str, **facts: object) -> Sentence:
    """The reason behind a colour, by the note of a finding; the fix says what would change it."""
    return _filled(SCORING[note], facts)


def _filled(sentence: Sentence, facts: dict[str, object]) -> Sentence:
    severity, text, fix = sentence
    return Sentence(severity, text.format(**facts), fix.format(**facts))
