"""daready: an inspection-readiness self-assessment of the police response to domestic abuse.

The few calls a script may rely on::

    rubric = daready.load_rubric()
    evidence = daready.load_evidence(["evidence/"], rubric)
    assessment = daready.assess(rubric, evidence, as_at=date(2026, 6, 30))
    daready.count_figures({"crimes": frame}, rubric)    # measures from rows, on any engine
    daready.to_frame(evidence)        # every answer, a row each (needs pandas)
    daready.to_frame(assessment)      # every line's finding, a row each

Everything is imported when first used, so that a command which needs little starts quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daready.counting.count import count_figures
    from daready.evidence.load_evidence import load_evidence
    from daready.report.frames import to_frame
    from daready.rubric.library import load_rubric
    from daready.scoring.assess import assess

__version__ = "0.2.0"

_WHERE = {
    "assess": "daready.scoring.assess",
    "count_figures": "daready.counting.count",
    "load_evidence": "daready.evidence.load_evidence",
    "load_rubric": "daready.rubric.library",
    "to_frame": "daready.report.frames",
}

__all__ = ["__version__", "assess", "count_figures", "load_evidence", "load_rubric", "to_frame"]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'daready' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
