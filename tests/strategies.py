"""What property tests draw from: every colour, way of choosing cases and answer, so that a new one is tried everywhere.

Whole worlds of evidence are drawn in ``tests/laws/strategies.py``.
"""

from __future__ import annotations

from hypothesis import strategies as st

from daready.rubric.terms import Colour, Outcome, Selection

COLOURS = st.sampled_from(Colour)
SELECTIONS = st.sampled_from(Selection)
ANSWERS = st.sampled_from([outcome.value for outcome in Outcome if outcome is not Outcome.NOT_ASKED])
"""The byte of what was answered, where the question was asked."""

ROWS_OF_THREE = st.text([outcome.value for outcome in Outcome], min_size=3, max_size=3)
"""A case's bytes for three questions, of which some may not have been asked."""
