"""Sentences about faults in YAML people wrote."""

from __future__ import annotations

from daready.messages.sentence import Sentence

RUBRIC: dict[str, Sentence] = {}
