"""A subject told in the terminal: each clause that speaks of it, what tests that, and which words ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daready.report.terminal import told
from daready.report.words import wording_beside
from daready.rubric.model import Clause, Criterion, Rubric

_STEM = 5
"""Letters by which words of one family are told (suspect, suspects): a search and no rule, so a rough one does."""


def on_subject(rubric: Rubric, words: str) -> list[tuple[Criterion, Clause]]:
    """The clauses in whose words, or in those of the lines that test them, every word of ``words`` occurs."""
    wanted = _stems(words)
    return [
        (criterion, clause)
        for criterion in rubric.criteria.values()
        for clause in criterion.parts
        if wanted and wanted <= _stems(" ".join(_spoken(rubric, clause)))
    ]


def told_subject(rubric: Rubric, found: list[tuple[Criterion, Clause]]) -> Iterator[str]:
    """Each clause with its lines and the requirements that ask for it, a blank line before the next criterion."""
    last = ""
    for criterion, clause in found:
        if criterion.id != last:
            yield from [""] if last else []
            yield from told(f"{criterion.ref} {criterion.title} ({criterion.id})")
        last = criterion.id
        yield from told(f"{clause.id}: {clause.says}", "  ")
        for line in clause.lines:
            yield from told(f"tested by {line} {rubric.item[line].title}", "    ", "      ")
        for asked in _asked_by(rubric, criterion, clause):
            yield from told(asked, "    ", "      ")


def _asked_by(rubric: Rubric, criterion: Criterion, clause: Clause) -> Iterator[str]:
    """The requirements that name the clause, or its criterion as a whole, each with where its words stand."""
    for framework in rubric.frameworks:
        for requirement in framework.requirements if not framework.superseded_by else ():
            for link in requirement.met_by:
                if link.criterion == criterion.id and (not link.clauses or clause.id in link.clauses):
                    besides = "; ".join((*requirement.cites, *wording_beside(requirement.wording)))
                    yield f"asked by {requirement.id} ({besides})"


def _spoken(rubric: Rubric, clause: Clause) -> Iterator[str]:
    yield clause.says
    for line in clause.lines:
        yield rubric.item[line].title
        yield from rubric.item[line].also


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W_]+", text.casefold())}
