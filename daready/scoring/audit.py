"""An audit question's colour: the pool of valid samples, what is unclear in it, what hand-picked cases warn of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import floor

from daready.evidence.model import Month
from daready.rubric.model import Line, Policy, Question
from daready.rubric.terms import VALID_SELECTIONS, Colour, Selection
from daready.scoring.classify import Call, Cuts, call, fewest_for_green
from daready.scoring.model import Counts, Freshness, LineFinding, MonthPoint, Support
from daready.scoring.pool import Pool, counted_as_answered, priced, seldom_applies
from daready.scoring.recent import MonthCounts, recent
from daready.scoring.tally import Batch, months_since


def audit_finding(
    line: Line,
    question: Question,
    critical: bool,
    batches: Sequence[Batch],
    at: date,
    policy: Policy,
    *,
    at_worst: bool = False,
) -> LineFinding:
    """The finding of an audit question at a date (R1.1 to R1.4, R5.2, A3, A4, A6, A16, A21).

    ``batches`` are all that is known of the question, of any age and however chosen; only random, systematic
    and complete samples of ``max_age_months`` back from the newest earn a colour (A14), while that is no older.
    ``at_worst``: what is not known, "not applicable" beyond its share too, is taken to have failed; how many are
    beyond it is counted by what was answered, so that an answer nobody can read excuses no more of them.
    """
    cuts = Cuts.of(policy, critical=critical, green_from=line.green_from, red_below=line.red_below)
    finding = LineFinding(
        id=line.id,
        kind="audit",
        title=question.title,
        strength="A",
        colour=Colour.GREY,
        note="not_asked",
        rule="law 2",
        owner=question.owner,
        set_apart=question.set_apart or "",
        required=line.required,
        green_from=cuts.green_from,
        red_below=cuts.red_below,
    )
    if not batches:
        return finding
    valid = within_reach([b for b in batches if b.selection in VALID_SELECTIONS], policy)
    hand_picked = within_reach([b for b in batches if b.selection not in VALID_SELECTIONS], policy)
    asked = priced(
        Pool.of(valid, at, policy), question, policy
    ).counts  # "not applicable" may be said too often (A16)
    usable = bool(asked.n or asked.unclear)
    if hand_picked and (
        not usable or (_expired(valid, at, policy) and not _expired(hand_picked, at, policy))
    ):
        finding = _of_hand_picked(finding, hand_picked, question, at, policy)
    else:
        finding = _of_valid(finding, valid, question, cuts, at, policy, at_worst=at_worst)
    if _expired(batches, at, policy):
        finding = replace(finding, colour=Colour.GREY, note="expired", rule="R5.2", freshness="expired")
    if at_worst:
        hand_picked, valid = [*map(failed, hand_picked)], [*map(failed, valid)]
    if _concern(hand_picked, valid, question, cuts, policy):
        finding = replace(finding, flags=(*finding.flags, "concern"))
    return finding


def failed(batch: Batch) -> Batch:
    """The same if every answer that is not known had failed (A6)."""
    return batch._replace(counts=batch.counts.at_worst)


def within_reach(batches: Sequence[Batch], policy: Policy) -> list[Batch]:
    """A14: the batches of the months that count, back from the newest of them and not from any day.

    So nothing that was seen drops out of the sums by waiting.
    """
    if not batches:
        return []
    oldest = max(b.month.ordinal for b in batches) - policy.max_age_months
    return [b for b in batches if b.month.ordinal >= oldest]


def _expired(batches: Sequence[Batch], at: date, policy: Policy) -> bool:
    return all(months_since(b.month, at) > policy.max_age_months for b in batches)


def _concern(
    hand_picked: Sequence[Batch], valid: Sequence[Batch], question: Question, cuts: Cuts, policy: Policy
) -> bool:
    """A4: whether hand-picked cases failed so often that it blocks Green, until newer valid ones answer it (A14).

    It is asked of each sheet and month, and of all together: a concern is not outweighed by picking good cases.
    """

    def concerned(some: Sequence[Batch]) -> bool:
        newest = max(b.month for b in some)
        warned = _warns(Pool.of(some, newest.last, policy, question.partial_credit), cuts)
        return warned and not answered([b for b in valid if b.month > newest], question, cuts, policy)

    return any(map(concerned, [hand_picked, *([b] for b in hand_picked)] if hand_picked else ()))


def answered(newer: Sequence[Batch], question: Question, cuts: Cuts, policy: Policy) -> bool:
    """A14: whether some run of newer valid months was by itself Amber or Green, on n_min cases or more.

    It is asked as at the end of each month: what was answered once stays so, however many cases follow.
    """
    months = sorted({b.month for b in newer})
    return any(
        _passes([b for b in newer if first <= b.month <= last], last, question, cuts, policy)
        for last in months
        for first in months
        if first <= last
    )


def _passes(run: Sequence[Batch], last: Month, question: Question, cuts: Cuts, policy: Policy) -> bool:
    pool = priced(Pool.of(run, last.last, policy, question.partial_credit), question, policy)
    if counted_as_answered(pool.counts, policy) < policy.n_min:
        return False
    complete = all(b.selection is Selection.ALL for b in run)
    return classify_pool(pool, cuts, complete=complete).colour in (Colour.AMBER, Colour.GREEN)


def _of_valid(
    finding: LineFinding,
    valid: Sequence[Batch],
    question: Question,
    cuts: Cuts,
    at: date,
    policy: Policy,
    *,
    at_worst: bool,
) -> LineFinding:
    said = Pool.of(valid, at, policy, question.partial_credit)
    pool = priced(said, question, policy)
    if at_worst:
        pool = pool.at_worst
    complete = all(b.selection is Selection.ALL for b in valid if b.counts.n)
    made = classify_pool(pool, cuts, complete=complete)
    strict, half, lenient = (
        classify_pool(replace(pool, credit=credit), cuts, complete=complete) if pool.partial else made
        for credit in (0, 0.5, 1)
    )
    flags = (*_of_partial(pool, made.colour, lenient.colour), *_of_counts(said, question, policy))
    if "na_high" in flags and made.colour in (Colour.GREEN, Colour.AMBER):
        made = replace(made, colour=Colour.GREY, note="na_high", rule="R1.1")
    told = [*map(failed, valid)] if at_worst else valid
    latest = recent(month_counts(told, policy, question.partial_credit), cuts, policy)
    flags = (*flags, *(["recent_fall"] if latest.fall else []))
    if latest.fallen and made.colour is not Colour.RED:
        made = replace(made, colour=Colour.RED, note="fallen", rule="A21")
    elif latest.fall and made.colour is Colour.GREEN:
        made = replace(made, colour=Colour.AMBER, note="recent_fall", rule="A21")
    green = made.colour is Colour.GREEN
    return replace(
        _described(finding, pool, valid, at, policy),
        last_day=_last_green(pool, valid, cuts, at, policy, complete=complete) if green else None,
        colour=made.colour,
        note=made.note,
        rule=made.rule,
        p_green=made.p_green,
        p_red=made.p_red,
        flags=flags,
        joined=_joined(valid, question, at, policy, at_worst=at_worst),
        recent=latest.fallen if made.note == "fallen" else latest.fall,
        claimed=any(b.claimed for b in valid),
        stands_alone=pool.met + 1e-9 >= fewest_for_green(policy.alone_from_n_eff, cuts),
        if_strict=strict.colour,
        if_half=half.colour,
        if_met=lenient.colour,
    )


def _joined(
    valid: Sequence[Batch], question: Question, at: date, policy: Policy, *, at_worst: bool
) -> tuple[float, float]:
    """R6.1: met and answered at the end of the current month, of the months that then still count (A14)."""
    month = Month.of(at)
    kept = [b for b in valid if b.month.ordinal >= month.ordinal - policy.max_age_months]
    pool = priced(Pool.of(kept, month.last, policy, question.partial_credit), question, policy)
    if at_worst:
        pool = pool.at_worst
    return pool.met, pool.n


def _last_green(
    pool: Pool, valid: Sequence[Batch], cuts: Cuts, at: date, policy: Policy, *, complete: bool
) -> date:
    """A23: the day before the month end at which the pool, worth less each month, is Green no more."""
    newest = max(batch.month for batch in valid)
    month = Month.of(at) if at < Month.of(at).last else Month.of(at).later(1)
    while months_since(newest, month.last) <= policy.max_age_months:
        aged = months_since(newest, month.last) - months_since(newest, at)
        if classify_pool(pool.aged(aged, policy), cuts, complete=complete).colour is not Colour.GREEN:
            break
        month = month.later(1)
    return month.last - timedelta(days=1)


def _of_partial(pool: Pool, made: Colour, lenient: Colour) -> Iterator[str]:
    """R1.2: what partial answers do to the colour."""
    if pool.met > pool.yes:
        yield "partial_credited"
    if lenient is not made:
        yield "partial_sensitive"


def _of_counts(pool: Pool, question: Question, policy: Policy) -> Iterator[str]:
    """R1.1 and A16: more "not recorded" or "not applicable" than is usual."""
    counts = pool.counts
    if counts.n and counts.not_recorded / counts.n > policy.nr_high:
        yield "nr_high"
    if priced(pool, question, policy) is not pool:
        yield "na_beyond_share"
    elif not (question.applies_if or question.may_not_apply) and seldom_applies(counts, policy):
        yield "na_high"


def _of_hand_picked(
    finding: LineFinding, batches: Sequence[Batch], question: Question, at: date, policy: Policy
) -> LineFinding:
    """A4: a hand-picked or silent sample shows what it found and earns no colour."""
    silent = any(b.selection is Selection.NOT_STATED for b in batches)
    return replace(
        _described(finding, Pool.of(batches, at, policy, question.partial_credit), batches, at, policy),
        note="selection_not_stated" if silent else "learning_sample",
        rule="A4",
    )


def _warns(pool: Pool, cuts: Cuts) -> bool:
    return pool.n > 0 and call(pool.met, pool.n, cuts, valid_sample=False).colour is Colour.RED


def classify_pool(pool: Pool, cuts: Cuts, *, complete: bool) -> Call:
    """R1.4 under every reading of the unclear answers (A6); a complete set that is small is Amber (A3)."""

    def reading(s: float, n: float) -> Call:
        made = call(s, n, cuts, answered=pool.n)
        if complete and made.note == "too_few" and pool.n > 0:
            return replace(made, colour=Colour.AMBER, note="complete_but_few", rule="A3")
        return made

    left_out = reading(pool.met, pool.n)
    if not pool.unclear:
        return left_out
    everyone = pool.n + pool.unclear
    colours = {
        left_out.colour,
        reading(pool.met + pool.unclear, everyone).colour,
        reading(pool.met, everyone).colour,
    }
    if len(colours) == 1:
        return left_out
    colour = Colour.AMBER if colours <= {Colour.GREEN, Colour.AMBER} else Colour.GREY
    return replace(left_out, colour=colour, note="answers_unclear", rule="A6")


def month_counts(batches: Sequence[Batch], policy: Policy, credit: float = 0) -> list[MonthCounts]:
    """A21: each month that has answered cases, oldest first, in whole counts."""
    months: dict[Month, Counts] = {}
    for batch in batches:
        months[batch.month] = months.get(batch.month, Counts()) + batch.counts
    told = [(counted_as_answered(counts, policy), counts) for _, counts in sorted(months.items())]
    return [MonthCounts(c.yes + credit * c.partial, of, c.unclear) for of, c in told if of]


def of_unclear(shown: Colour, at_worst: Colour) -> Colour:
    """A6: the colour where some answers are not known, and the one it would be if all of those had failed."""
    if shown is at_worst or shown in (Colour.RED, Colour.GREY):
        return shown
    return Colour.AMBER if {shown, at_worst} == {Colour.GREEN, Colour.AMBER} else Colour.GREY


def _described(
    finding: LineFinding, pool: Pool, batches: Sequence[Batch], at: date, policy: Policy
) -> LineFinding:
    """The numbers, dates and places that a finding rests on."""
    months = sorted({b.month.ordinal: b.month for b in batches}.items())
    first, last = months[0][1], months[-1][1]
    return replace(
        finding,
        counts=pool.counts,
        n_eff=pool.n,
        s_eff=pool.met,
        freshness=freshness(months_since(last, at), policy.max_age_months, policy),
        first=first.first,
        last=last.last,
        expires=last.later(policy.max_age_months + 1).last,
        sources=merge(b.support for b in batches),
        failures=merge(b.failed for b in batches),
        points=audit_points(batches, policy, pool.credit),
    )


def freshness(age: int, life: int, policy: Policy) -> Freshness:
    """R5.2: fresh, ageing once more than three quarters of the life is gone, expired after it."""
    if age > life:
        return "expired"
    return "ageing" if age > policy.ageing_from * life else "fresh"


def audit_points(batches: Sequence[Batch], policy: Policy, credit: float = 0) -> tuple[MonthPoint, ...]:
    """R2.4: each month's whole counts, oldest first: met of answered, halves of partial answers rounded down."""
    months: dict[int, Counts] = {}
    for batch in batches:
        months[batch.month.ordinal] = months.get(batch.month.ordinal, Counts()) + batch.counts
    return tuple(
        MonthPoint(
            Month(at // 12, at % 12 + 1),
            counts.yes + floor(credit * counts.partial),
            counted_as_answered(counts, policy),
        )
        for at, counts in sorted(months.items())
    )


def merge(supports: Iterable[Support]) -> tuple[Support, ...]:
    """Rows gathered sheet by sheet, in order."""
    rows: dict[tuple[str, str], set[int]] = {}
    for support in supports:
        rows.setdefault((support.file, support.sheet), set()).update(support.rows)
    return tuple(
        Support(file, sheet, tuple(sorted(found))) for (file, sheet), found in sorted(rows.items()) if found
    )
