"""Sentences about the reasons behind a colour."""

from __future__ import annotations

from daready.messages.sentence import Sentence

SCORING: dict[str, Sentence] = {}
