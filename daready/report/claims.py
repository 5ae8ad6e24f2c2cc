"""What judgements and papers claim, each beside what audits and figures saw; disagreements first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from daready.report.colours import coloured, look
from daready.report.shapes import Cell, Column, Link, Row, Table, filled, row
from daready.report.words import KINDS, count, meaning
from daready.scoring.contradictions import Claim, Standing, claims
from daready.scoring.model import Assessment, CriterionFinding, LineFinding
from daready.scoring.reasons import percent

_STANDINGS: dict[Standing, tuple[str, str]] = {
    "disagrees": ("claim and evidence disagree", "Explain the difference, or test again within 30 days."),
    "untested": ("nobody has looked at practice", "Audit cases chosen at random, or send the figures."),
    "short": ("evidence falls short of the claim", "Close the gap that the criterion names, or claim less."),
    "borne_out": ("evidence bears it out", ""),
}
"""In the order they are read, with what to do."""

COLUMNS = (
    Column("Ref", 8),
    Column("Criterion", 28),
    Column("Colour", 16, "colour"),
    Column("What claims it", 30),
    Column("Kind", 12),
    Column("What it says", 26),
    Column("Dated", 13, "date"),
    Column("Claim and evidence", 22),
    Column("What was seen, worst first", 48),
    Column("What to do", 30),
)


def claims_table(assessment: Assessment) -> Table:
    """A row for each claim. Papers alone never make a green; this says which of them rest on nothing else."""
    found = [(c, claim) for c in assessment.criteria for claim in claims(c.lines)]
    order = list(_STANDINGS)
    found.sort(key=lambda pair: (order.index(pair[1].standing), not pair[0].critical))
    return Table(
        sheet="Claims against evidence",
        title="What we claim, beside what was seen",
        name="claims_against_evidence",
        columns=COLUMNS,
        rows=filled(COLUMNS, [_row(c, claim) for c, claim in found]),
        notes=tuple(_notes([claim for _, claim in found])),
    )


def _notes(found: Sequence[Claim]) -> Iterator[str]:
    if not found:
        yield "No judgement and no paper claims anything good."
        return
    said = Counter(claim.standing for claim in found)
    parts = ", ".join(f"{words} ({said[name]})" for name, (words, _) in _STANDINGS.items() if said[name])
    yield f"{count(len(found), 'judgement or paper says', 'judgements and papers say')} something good: {parts}."
    yield "Where claim and evidence disagree the evidence decides the colour; the two are never averaged."


def _row(criterion: CriterionFinding, claim: Claim) -> Row:
    words, to_do = _STANDINGS[claim.standing]
    line = claim.line
    return row(
        Cell(criterion.ref, link=Link("Criteria", criterion.id)),
        criterion.title,
        coloured(criterion.colour, criterion.amber),
        line.title,
        KINDS[line.kind],
        meaning(line.note).words,
        line.last,
        words,
        "; ".join(_seen(one) for one in claim.seen) or "no audit and no figure",
        to_do,
        key=criterion.id,
    )


def _seen(line: LineFinding) -> str:
    """One audit or figure with its colour and counts, and what makes it worse where its colour does not say so."""
    met, of = line.counts.yes, line.counts.n
    figure = line.figure or (f"{met} of {of} ({percent(met / of)})" if of else "no figure counted")
    falling = line.trend is not None and line.trend.course == "concern"
    worse = ", falling" if falling or "recent_fall" in line.flags else ""
    unsafe = ", somebody is waiting to be made safe" if line.unsafe else ""
    return f"{look(line.colour).words} {line.title}: {figure}{worse}{unsafe}"
