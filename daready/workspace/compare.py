"""From the ledger to a position: evidence of any day rated, and one position compared with another."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from daready import __version__
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.model import Month
from daready.ledger import chain, recall
from daready.ledger.accounts import accounts
from daready.ledger.faults import NotThere
from daready.ledger.once import sent_once
from daready.ledger.position import Load, Position, position
from daready.ledger.rebases import rebases
from daready.ledger.register import concerns
from daready.ledger.removed import removed
from daready.ledger.safe import made_safe
from daready.ledger.scopes import left_out
from daready.ledger.signed import Signed, as_baseline, baseline_for, last_greens, signed
from daready.rubric.plain import plain
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from daready.scoring.compare import Cause, Changes, movements
from daready.scoring.since import Baseline, Before, Rate, moved, newer, rates, until, without_newer
from daready.scoring.tally import months_since
from daready.workspace.settings import WorkspaceFault

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rebase, Rubric
    from daready.scoring.model import Assessment
    from daready.workspace.folder import Workspace


_CAUSES: tuple[Cause, ...] = ("sample", "corrected", "late", "stale")
"""What is let in one after another, once the position of then is rebuilt."""


class Books:
    """One view of a ledger: what is known by a day, and the evidence any loads of it give."""

    def __init__(
        self,
        ledger: Ledger,
        entries: list[chain.Entry],
        rubric: Rubric,
        selection: Selection | None,
        known_on: date | None = None,
        seal: str | None = None,
    ) -> None:
        last = None if known_on is None else known_on.isoformat()
        known = [entry for entry in entries if last is None or entry.at[:10] <= last]
        self.ledger, self.selection, self.seal = ledger, selection, seal
        self.rubric = _rebased(rubric, (*rubric.policy.rebases, *rebases(known).values()))
        self.where: Position = position(entries, known_on)
        self.entries, self.known, self.known_on = entries, known, known_on
        self.signed = signed(known)
        self.head = entries[-1].hash
        self.purges = [entry for entry in entries if entry.kind == "purge"]

    def evidence(
        self,
        loads: list[Load],
        selection: Selection | None = None,
        *,
        until: int | None = None,
        among: Container[int] | None = None,
    ) -> Evidence:
        """What loads say together, with what failed once and is gone from them.

        ``selection`` claims how cases were chosen, if not as is claimed now. ``until``: what came after that
        entry was never there, nor accounted for; ``among``: nor was any other load.
        """
        found = recall.evidence(
            self.ledger, self.where, loads, self.rubric, selection or self.selection, seal=self.seal
        )
        where = self.where if until is None else position(self.known, self.known_on, until)
        if among is not None:
            where = replace(where, loads=tuple(load for load in where.loads if load.id in among))
        told = [entry for entry in self.known if until is None or entry.id <= until]
        purges = [entry for entry in self.purges if until is None or entry.id <= until]
        found = replace(found, made_safe=made_safe(self.ledger, told, where), concerns=concerns(told))
        gone = removed(self.ledger, where, found, safety_questions(self.rubric), accounts(told), purges)
        return replace(found, removed=gone, sent_once=sent_once(self.ledger, where))

    def assessment(self, number: int) -> Signed:
        for one in self.signed:
            if one.id == number:
                return one
        raise NotThere("no_such_assessment", number=number)

    def before(self, day: date, since: int | None = None) -> Signed | None:
        """The baseline of a day: the one named, else the last signed off that speaks of an earlier day."""
        if since is None:
            return baseline_for(self.signed, day)
        named = self.assessment(since)
        if named.as_at >= day:
            raise NotThere("baseline_not_earlier", number=since, day=day.isoformat())
        return named

    def record(self, one: Signed) -> dict[str, Any]:
        return recall.signed_record(self.ledger, one)

    def deleted_since(self, one: Signed) -> bool:
        """Whether answers that a signed-off assessment counted were deleted under retention since then."""
        reach = self.rubric.policy.max_age_months
        before = (date.fromisoformat(entry.facts["before"]) for entry in self.purges if entry.id > one.id)
        return any(months_since(Month.of(day).later(-1), one.as_at) <= reach for day in before)

    def same_rubric(self, one: Signed) -> bool:
        """Whether nothing changed since in how evidence is judged."""
        return bool(
            one.facts["rubric"] == self.rubric.fingerprint
            and one.facts["version"] == __version__
            and one.facts["policy"].get("rebases", []) == [plain(each) for each in self.rubric.policy.rebases]
        )

    def as_signed(self, one: Signed) -> Baseline:
        """A signed-off assessment as baseline, just as it was kept."""
        return as_baseline(one, self.record(one), _of_then(self.where, one))

    def baseline(self, one: Signed, loads: Sequence[Load], evidence: Evidence) -> Baseline:
        """A signed-off assessment as baseline, its rates by what ``loads`` say now: ``evidence`` is theirs.

        Where nothing of it is known better now, the rates are those that were signed off. That answers were
        deleted under retention makes nothing better known: the rates of a form serve on if none of it was corrected.
        """
        signed, deleted = self.as_signed(one), self.deleted_since(one)
        standing = {load.id for load in loads}
        gone = (load for load in _of_then(self.where, one) if load.id not in standing)
        corrected = {form for load in gone for form, *_ in load.facts["covers"]}
        if not corrected and (deleted or self._nothing_came(one, loads, signed.time.last)):
            return signed
        rubric = _as_if_known(self.rubric, one.as_at)
        anew = assess(rubric, without_newer(evidence, signed.time), as_at=one.as_at)
        restated = {finding.id: rates(finding) for finding in anew.criteria}
        criteria: dict[str, Before] = {}
        for name, before in signed.criteria.items():
            known = restated.get(name, {})
            if deleted:
                known |= {
                    line: r for line, r in before.rates.items() if line.partition("/")[0] not in corrected
                }
            criteria[name] = replace(before, rates=known)
        return replace(signed, criteria=criteria)

    def law_8(
        self,
        before: Signed,
        baseline: Baseline,
        day: date,
        give: Callable[[Signed], Baseline],
        until: int | None = None,
    ) -> Baseline:
        """``before`` as the baseline of a day, with each criterion it does not show Green as that was Green last (A15).

        Looked for in all that speak of an earlier day (and were signed before the entry ``until``), whatever was
        signed since: a Green cannot be signed away. ``give`` makes any of them a baseline.
        """
        others = [one for one in self.signed if one.id != before.id and (until is None or one.id < until)]
        lasts = last_greens(others, day, self.record)
        given: dict[int, Baseline] = {}
        criteria = dict(baseline.criteria)
        for name, one in lasts.items():
            if name in criteria and criteria[name].colour is Colour.GREEN:
                continue
            made = given[one.id] if one.id in given else given.setdefault(one.id, give(one))
            criteria[name] = replace(made.criteria[name], time=made.time)
        return replace(baseline, criteria=criteria)

    def _nothing_came(self, one: Signed, loads: Sequence[Load], last: Month) -> bool:
        """Whether it is judged as it was, on the same claim, and nothing about its time, to a month, came since."""
        came = (load.facts["first"] for load in loads if load.id not in one.loads)
        return (
            self.same_rubric(one)
            and one.facts["selection"] == self.selection
            and not any(first is not None and first <= str(last) for first in came)
        )


def safety_questions(rubric: Rubric) -> frozenset[str]:
    """The questions whose failure leaves somebody unsafe (A2), by the names lines use."""
    return frozenset(f"{form.id}/{one.id}" for form in rubric.forms for one in form.questions if one.safety)


def _rebased(rubric: Rubric, entries: Sequence[Rebase]) -> Rubric:
    """The rubric with these rebases."""
    return replace(rubric, policy=replace(rubric.policy, rebases=tuple(entries)))


def _as_if_known(rubric: Rubric, day: date) -> Rubric:
    """The rubric with its rebases as if written by a day, as far as they begin by it."""
    return _rebased(
        rubric,
        [
            replace(one, recorded=day) if one.since <= day < one.recorded else one
            for one in rubric.policy.rebases
        ],
    )


def seal_of(workspace: Workspace) -> str | None:
    """Tells the workspace's key from another; None where it is lost, which stops no reading."""
    try:
        return Memory(workspace.key, []).seal
    except WorkspaceFault:
        return None


def between(books: Books, old: Signed, new: Signed) -> Changes:
    """What changed from one signed-off assessment to a later one, as it was; what was corrected after it is named."""
    if new.as_at <= old.as_at:
        raise NotThere("baseline_not_earlier", number=old.id, day=new.as_at.isoformat())
    loads = _of_then(books.where, new)
    evidence = books.evidence(loads, until=new.id)
    baseline = books.baseline(old, loads, evidence)
    law_8 = books.law_8(
        old, baseline, new.as_at, lambda one: books.baseline(one, loads, evidence), until=new.id
    )
    out = left_out(books.known, new.as_at)
    now = assess(books.rubric, evidence, as_at=new.as_at, baseline=law_8, left_out=out)
    colours = _signed_colours(books.record(new))
    changes = compare(books, old, baseline, now, loads, kept=colours, last=new.id)
    corrected = tuple(load.id for load in loads if not books.where.counts(load.id))
    return replace(changes, corrected_after=corrected)


def compare(
    books: Books,
    old: Signed,
    baseline: Baseline,
    now: Assessment,
    loads: list[Load],
    kept: Mapping[str, Colour] | None = None,
    last: int | None = None,
) -> Changes:
    """What changed since a signed-off assessment. ``now`` is rated from ``loads`` against ``baseline``, which is it.

    The position of then is rebuilt with one cause more let in each time, as ``scoring.compare`` rules. ``last``:
    the entry after which nothing is known, where that is not the last of all.
    """
    everything = books.evidence(loads, until=last)
    same_rubric = books.same_rubric(old)
    first: Cause = "deleted" if same_rubric or books.deleted_since(old) else "rubric"
    stages, then_rates = _stages(books, old, baseline, everything, now.as_at, loads, last)
    fresh = assess(books.rubric, newer(everything, baseline.time), as_at=now.as_at)
    prior = books.rubric.policy.prior
    return Changes(
        old.id,
        old.name,
        old.as_at,
        same_rubric,
        movements(
            {name: each.colour for name, each in baseline.criteria.items()},
            [*zip((first, *_CAUSES), stages, strict=True)],
            now,
            {finding.id: moved(finding, then_rates[finding.id], prior) for finding in fresh.criteria},
            kept,
        ),
    )


def _stages(
    books: Books,
    old: Signed,
    baseline: Baseline,
    everything: Evidence,
    day: date,
    loads: list[Load],
    last: int | None,
) -> tuple[list[Mapping[str, Colour]], Mapping[str, Mapping[str, Rate]]]:
    """The colours of then as they were signed off and with each cause let in; the rates of then as known now."""
    own = None
    if old.since is not None:
        named = books.assessment(old.since)
        own = books.law_8(named, books.as_signed(named), old.as_at, books.as_signed, until=old.id)
    # A rebase written since shows as another policy, not as the passing of time.
    rubric = _as_if_known(books.rubric, old.as_at)

    def rated(evidence: Evidence, at: date = old.as_at) -> Assessment:
        return assess(rubric, evidence, as_at=at, baseline=own)

    of_then, still = _of_then(books.where, old), _corrected(books.where, old, loads)
    there_then = {load.id for load in books.where.loads if load.id < old.id} | {load.id for load in still}
    # As was claimed then; a claim that cases were chosen in no stated way claims nothing.
    claimed = Selection(old.facts["selection"] or Selection.NOT_STATED)
    then = rated(books.evidence(of_then, claimed, until=old.id))
    claims = rated(books.evidence(of_then, until=old.id))
    corrected = rated(books.evidence(still, until=last, among=there_then))
    whole = rated(without_newer(everything, baseline.time))
    aged = rated(until(everything, baseline.time), day)
    then_rates: dict[str, Mapping[str, Rate]] = {finding.id: rates(finding) for finding in whole.criteria}
    then_rates |= {name: each.rates for name, each in baseline.criteria.items()}
    return [_colours(each) for each in (then, claims, corrected, whole, aged)], then_rates


def _colours(assessment: Assessment) -> Mapping[str, Colour]:
    return {finding.id: finding.colour for finding in assessment.criteria}


def _signed_colours(record: Mapping[str, Any]) -> Mapping[str, Colour]:
    return {criterion["id"]: Colour(criterion["colour"]) for criterion in record["criteria"]}


def _of_then(where: Position, old: Signed) -> list[Load]:
    return [load for load in where.loads if load.id in old.loads]


def _corrected(where: Position, old: Signed, loads: list[Load]) -> list[Load]:
    """The loads of then as they stand now: without those withdrawn, and with what stands in their place."""
    standing = set(old.loads)
    for load, by in where.replaced.items():
        if load in standing:
            standing.add(by)  # a replacement comes later, so that chains of them are followed
    return [load for load in loads if load.id in standing]
