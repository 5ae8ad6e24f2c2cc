"""Sentences about what was odd about evidence people sent."""

from __future__ import annotations

from daready.messages.sentence import Sentence

EVIDENCE: dict[str, Sentence] = {}
