"""What double-marked cases say of a question: whether two auditors read it alike, and what hangs on it (R3.2, R3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from daready.evidence.model import DoubleMark, Month
from daready.rubric.model import Policy
from daready.rubric.terms import Colour, Outcome
from daready.scoring.agreement import gwet, kappa, reliability
from daready.scoring.model import Agreement, LineFinding

_LOWEST_LAST = {Outcome.YES: 0, Outcome.PARTIAL: 1, Outcome.NO: 2, Outcome.NOT_RECORDED: 2}
"""Not recorded is not done (R1.1). What does not apply, is blank or unreadable is no answer to compare."""


def agreements(marks: Iterable[DoubleMark], at: date, policy: Policy) -> dict[str, Agreement]:
    """R3.3: by question, as lines name it: how the first two auditors of each case answered it, over the window.

    A third auditor's marks are kept in evidence and not compared.
    """
    known = [mark for mark in marks if mark.month.first <= at]
    # Back from the newest of them, so that marks which disagree do not stop counting by waiting (A14).
    oldest = max((mark.month for mark in known), default=Month.of(at)).later(-policy.max_age_months)
    tables: dict[str, list[list[int]]] = {}
    for mark in known:
        if mark.month < oldest:
            continue
        for question, first, second in zip(mark.questions, *mark.marks[:2], strict=True):
            pair = [_LOWEST_LAST.get(Outcome(chr(answer))) for answer in (first, second)]
            if pair[0] is not None and pair[1] is not None:
                table = tables.setdefault(f"{mark.form}/{question}", [[0] * 3 for _ in range(3)])
                table[pair[0]][pair[1]] += 1
    return {name: _agreement(name, table, policy) for name, table in sorted(tables.items())}


def _agreement(name: str, table: Sequence[Sequence[int]], policy: Policy) -> Agreement:
    pairs = sum(map(sum, table))
    ac1 = gwet(table)
    found = reliability(ac1, pairs, policy)
    told = found != "few_pairs"
    return Agreement(
        question=name,
        pairs=pairs,
        agreed=sum(table[k][k] for k in range(3)),
        ac1=ac1 if told else None,
        kappa=kappa(table, "linear") if told else None,
        reliability=found,
    )


def with_marking(finding: LineFinding, agreement: Agreement | None) -> LineFinding:
    """R3.4: marks that agree too little take a Green away; a Red stays.

    The tally already holds the lower of two answers that differ (R3.3), so every colour stands with all
    disagreements resolved against us.
    """
    if agreement is None:
        return finding
    finding = replace(finding, agreement=agreement)
    if agreement.reliability == "watch":
        return replace(finding, flags=(*finding.flags, "marking_watch"))
    if agreement.reliability != "unreliable":
        return finding
    finding = replace(finding, flags=(*finding.flags, "unreliable_marking"))
    if finding.colour is not Colour.GREEN:
        return finding
    return replace(finding, colour=Colour.GREY, note="unreliable_marking", rule="R3.4")


def to_reword(found: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """R3.4: the questions that auditors do not read alike, the worst first."""
    doubtful = [one for one in found if one.ac1 is not None and one.reliability in ("watch", "unreliable")]
    return tuple(sorted(doubtful, key=lambda one: (one.ac1 or 0.0, one.question)))
