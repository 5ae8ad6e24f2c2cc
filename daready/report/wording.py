"""How much of every framework was read, as a table that the documentation keeps and a command writes anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from daready.report.shapes import day
from daready.rubric.model import Framework, Rubric

HEADINGS = (
    "framework",
    "requirements",
    "wording read",
    "only the subject",
    "recalled",
    "source",
    "last checked",
)


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
