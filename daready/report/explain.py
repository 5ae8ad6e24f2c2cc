"""One criterion told in plain sentences: the colour, the rule, the counts, whose thresholds, what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from daready.rubric.model import Criterion, Policy
from daready.rubric.terms import Colour
from daready.scoring.model import CriterionFinding, LineFinding, Support
from daready.scoring.reasons import line_sentence, percent, share_of

_AMBER = {
    "shortfall": "a shortfall: it is likely to be below the standard",
    "unproven": "not proven: it is likely to meet the standard, but that has not been shown",
}


def explain(
    finding: CriterionFinding, criterion: Criterion, policy: Policy, *, rows: bool = False
) -> Iterator[str]:
    """The lines of an explanation; with ``rows``, the file, sheet and rows that failed."""
    yield f"{finding.title} ({finding.id}, {finding.ref})"
    yield criterion.statement
    yield ""
    colour = finding.colour.value
    yield f"{colour}, {_AMBER[finding.amber]}." if finding.amber else f"{colour}."
    yield finding.reason
    yield f"Rule {finding.rule} of the method decided it. Assurance: {finding.assurance}."
    if finding.on_inspection_day is not None and finding.on_inspection_day is not finding.colour:
        yield f"On inspection day, if nothing new is gathered, it will be {finding.on_inspection_day.value}."
    if finding.colour is Colour.GREEN:
        yield "A green says nothing about any one victim."
    else:
        yield f"What would change it: {finding.to_green}"
        yield f"What to do: {criterion.remedy}"
    yield f"Owner: {finding.owner_role}."
    yield ""
    yield "Lines of evidence"
    for line in finding.lines:
        yield from _line(line, policy, rows=rows)
    yield ""
    yield f"Why it is tested, and whose the thresholds are: {criterion.why}"
    yield f"The policy's thresholds were set by: {policy.set_by}. No inspectorate publishes any of them."


def _line(line: LineFinding, policy: Policy, *, rows: bool) -> Iterator[str]:
    marks = [f"class {line.strength}"]
    if line.required:
        marks.append("the required direct look")
    if line.owner != "force":
        marks.append(f"for the {line.owner.upper()} to answer: shown, not counted")
    yield f"  {line.colour.value:<5}  {line.title} ({line.id}; {'; '.join(marks)})"
    yield f"         {line_sentence(line, policy)[0]}"
    if line.kind == "audit" and (line.counts.n or line.counts.unclear):
        yield f"         {_counts(line)}"
    if line.n_eff is not None and line.p_green is not None and line.p_red is not None:
        yield (
            f"         Weighted by age: {line.s_eff:.1f} of {line.n_eff:.1f}. "
            f"Chance that it is green {percent(line.p_green)}, red {percent(line.p_red)}; "
            f"green takes {percent(policy.green_conf)}. Rule {line.rule}."
        )
    if line.green_from is not None:
        lower = line.amber_from if line.amber_from is not None else line.red_below
        yield f"         Green from {percent(line.green_from)}, red below {percent(lower or 0)}: local thresholds."
    if line.first and line.last:
        yield f"         Evidence from {line.first} to {line.last}: {line.freshness}."
    if rows:
        for title, supports in (("Failed", line.failures), ("Rests on", line.sources)):
            for support in supports:
                yield f"         {title}: {support.file} › {support.sheet} › rows {ranges(support)}"


def _counts(line: LineFinding) -> str:
    c = line.counts
    return (
        f"Yes {c.yes}, partial {c.partial}, no {c.no}, not recorded {c.not_recorded} "
        f"({c.yes} of {c.n}, {share_of(c.yes, c.n)}); not applicable {c.not_applicable}, "
        f"blank {c.blank}, not understood {c.not_understood}."
    )


def ranges(support: Support) -> str:
    """Row numbers as people write them: 5-9, 12."""
    parts: list[list[int]] = []
    for row in support.rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], row]
        else:
            parts.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
