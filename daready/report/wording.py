"""How much of the frameworks was read: a sentence for page one, and a table that the documentation keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from daready.report.shapes import day
from daready.report.words import count
from daready.rubric.model import Framework, Rubric
from daready.scoring.model import Assessment

HEADINGS = (
    "framework",
    "requirements",
    "wording read",
    "only the subject",
    "recalled",
    "source",
    "last checked",
)


def wording_read(assessment: Assessment) -> str:
    """How much of the framework that forces are graded by was read; of all that are shown, where none of them is one.

    A sentence, or nothing where no requirement is shown.
    """
    shown = [framework for framework in assessment.frameworks if framework.requirements]
    graded = [framework for framework in shown if framework.inspection] or shown
    rests = Counter(requirement.wording for framework in graded for requirement in framework.requirements)
    if not graded:
        return ""
    whose = f"the {graded[0].title}" if len(graded) == 1 else count(len(graded), "framework")
    read, subject, recalled = rests["official"], rests["subject"], rests["recalled"]
    said = [f"the wording of {(read or 'none') if subject or recalled else f'all {read}'} was read"]
    said += [f"of {subject} only the subject"] if subject else []
    said += [f"{recalled} {'is' if recalled == 1 else 'are'} recalled"] if recalled else []
    told = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return f"Of {count(rests.total(), 'requirement')} of {whose}, {told}."


def wording_table(rubric: Rubric) -> Iterator[str]:
    """The frameworks in force, then those that others have replaced, as the lines of a table in Markdown."""
    yield _line(HEADINGS)
    yield _line(["---"] * len(HEADINGS))
    for framework in sorted(rubric.frameworks, key=lambda one: bool(one.superseded_by)):
        yield _line(_cells(framework))


def _cells(framework: Framework) -> tuple[str, ...]:
    replaced = f", replaced by {framework.superseded_by}" if framework.superseded_by else ""
    graded = ", by which forces are graded" if framework.inspection and not replaced else ""
    rests = Counter(requirement.wording for requirement in framework.requirements)
    counts = [rests["official"], rests["subject"], rests["recalled"]]
    checked = framework.source.checked
    return (
        f"{framework.title} (`{framework.id}`{replaced}{graded})",
        str(sum(counts)) if framework.requirements else "empty until filled in",
        *(str(number) if framework.requirements else "" for number in counts),
        framework.source.title,
        day(checked) if checked else "never",
    )


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
