"""The small rubric and the one worker of the reading tests: what goes out is read back with them."""

from __future__ import annotations

from tests.evidence.conftest import read, rubric, worker

__all__ = ["read", "rubric", "worker"]
