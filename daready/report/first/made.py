"""Makes the first page of an assessment: each part by its own file, from one set of chances and owners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from daready.planning.forecast import at_most_green
from daready.planning.gaps import Gap, months_left
from daready.report.first.changed import changed
from daready.report.first.changed import heading as changed_heading
from daready.report.first.decisions import decisions
from daready.report.first.rows import MOST, every_why, gap_rows, standing
from daready.report.first.today import SHOWN, open_cases
from daready.report.first.today import heading as today_heading
from daready.report.first.trust import trust
from daready.report.first.verdict import sentences, word
from daready.report.first.view import STATES, FirstPage, Owned, state_of, tile
from daready.report.first_page import noted
from daready.report.shapes import Span
from daready.rubric.model import Rubric
from daready.scoring.compare import Changes
from daready.scoring.model import Assessment


def first_page(
    assessment: Assessment,
    gaps: Sequence[Gap],
    rubric: Rubric,
    *,
    force: str = "",
    changes: Changes | None = None,
    set_owners: Mapping[str, Owned] | None = None,
    spans: Mapping[tuple[str, str], Span] | None = None,
) -> FirstPage:
    """``gaps`` in their order; ``set_owners``: by criterion, where somebody took a gap on; ``spans``: by criterion and
    line, where its months stand in the workbook."""
    months = months_left(assessment.as_at, assessment.inspection)
    chances = {c.id: at_most_green(c, rubric.policy, months) for c in assessment.criteria}
    owned = {c.id: Owned(c.owner_role) for c in assessment.criteria} | dict(set_owners or {})
    counts, rows = standing(assessment)
    waiting = open_cases(assessment, owned)
    why = gap_rows(assessment, gaps, rubric, chances, owned, spans or {})
    critical = [tile(c) for c in assessment.criteria if c.critical]
    return FirstPage(
        force=force,
        as_at=assessment.as_at,
        inspection=assessment.inspection,
        word=word(assessment),
        said=sentences(assessment, chances),
        critical=tuple(sorted(critical, key=lambda one: STATES.index(one.state))),
        today=today_heading(assessment),
        open_cases=waiting[:SHOWN],
        more_today=max(0, len(waiting) - SHOWN),
        decisions=decisions(assessment, gaps, rubric, chances, owned),
        counts=counts,
        map=rows,
        gaps=why[:MOST],
        more_gaps=sum(state_of(c) != STATES[-1] for c in assessment.criteria) - len(why[:MOST]),
        changed_heading=changed_heading(changes),
        changed=changed(assessment, changes),
        trust=trust(assessment),
        noted=tuple(noted(assessment)),
        why=every_why(assessment, rubric),
    )
