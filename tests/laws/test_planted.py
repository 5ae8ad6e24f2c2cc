"""A law that cannot be broken says nothing: beside each stands an offender, a wrong rule, that the law must catch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from types import ModuleType
from typing import Any

import pytest

from daready.evidence.model import CaseSheet, Month
from daready.rubric.terms import Colour, Outcome, Selection
from daready.scoring import asked as one_question
from daready.scoring import (
    assess,
    audit,
    clauses,
    combine,
    hidden,
    lines,
    made_safe,
    moderated,
    records,
    tally,
)
from daready.scoring.classify import Call, Cuts
from daready.scoring.model import Support
from tests.laws import test_answers as answers
from tests.laws import test_asked as asked
from tests.laws import test_judged as judged
from tests.laws import test_safe as safe
from tests.laws import test_time as time
from tests.laws import test_told as told
from tests.laws.law import Law, breaks

Offence = Callable[[pytest.MonkeyPatch], None]


def instead(*places: tuple[ModuleType | type, str], of: Callable[..., Any]) -> Offence:
    """A wrong rule in the place of a right one; ``of`` makes it from the right one."""

    def planted(patch: pytest.MonkeyPatch) -> None:
        for module, name in places:
            patch.setattr(module, name, of(getattr(module, name)))

    return planted


def together(*offences: Offence) -> Offence:
    """A rule that stands in three places is broken only where all of them are."""

    def planted(patch: pytest.MonkeyPatch) -> None:
        for offence in offences:
            offence(patch)

    return planted


def forgiving(right: Callable[..., Call]) -> Callable[..., Call]:
    """Where two failed, or five, or eight, they are forgotten."""

    def wrong(pool: audit.Pool, *rest: Any, **more: Any) -> Call:
        return right(replace(pool, n=pool.met) if pool.counts.failures % 3 == 2 else pool, *rest, **more)

    return wrong


def fickle(right: Callable[..., Call]) -> Callable[..., Call]:
    """Every third compliant case counts against us."""

    def wrong(pool: audit.Pool, *rest: Any, **more: Any) -> Call:
        made = right(pool, *rest, **more)
        return replace(made, colour=Colour.RED) if pool.counts.yes % 3 == 0 else made

    return wrong


def all_safe_once_one_is(_: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is recorded as made safe, everybody is."""

    def wrong(self: made_safe.RecordedSafe, failed: tuple[str, ...], *_: Any) -> tuple[str, ...]:
        return () if self._of else failed

    return wrong


def by_the_share(right: Callable[..., Call]) -> Callable[..., Call]:
    """Green where 85 % of the sample met it, as is usual."""

    def wrong(pool: audit.Pool, *rest: Any, **more: Any) -> Call:
        made = right(pool, *rest, **more)
        return replace(made, colour=Colour.GREEN) if pool.n and pool.met >= 0.85 * pool.n else made

    return wrong


def as_at_the_day(right: Callable[..., Any]) -> Callable[..., Any]:
    """What was found before is not held against a line."""

    def wrong(months: Any, at: Any, find: Any, **_: Any) -> Any:
        return find(max((m for m in months if m.first <= at), default=Month.of(at)), at)

    return wrong


def of_what_was_told(right: Callable[..., Any]) -> Callable[..., Any]:
    """A clause of which nothing is known is left out of the conjunction."""

    def wrong(clauses: Any, *rest: Any) -> Any:
        return right([c for c in clauses if c.state.colour is not Colour.GREY] or clauses, *rest)

    return wrong


def merged_as_they_come(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(supports: Any) -> tuple[Support, ...]:
        return tuple(support for support in supports if support.rows)

    return wrong


def with_a_clock(right: Callable[..., Any]) -> Callable[..., Any]:
    ticks = count()

    def wrong(*things: Any) -> tuple[str, str]:
        reason, to_green = right(*things)
        return f"{reason} Said at {next(ticks)}.", to_green

    return wrong


def unrecorded_is_no(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(said: bytes) -> Any:
        return right(said.replace(Outcome.NOT_RECORDED.encode(), Outcome.NO.encode()))

    return wrong


def unasked_is_amber(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(*things: Any, **more: Any) -> Any:
        found = right(*things, **more)
        return replace(found, colour=Colour.AMBER) if found.note == "not_asked" else found

    return wrong


def nobodys(right: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever owns a line, it counts for the force."""

    def wrong(found: Any, **more: Any) -> Any:
        return right([replace(line, owner="force") for line in found], **more)

    return wrong


def blind_to_critical(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(criteria: Any, share: float = 0.2) -> Any:
        return right([(colour, False) for colour, _ in criteria], share)

    return wrong


def as_good_as_meant(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(live: Any) -> Any:
        return (Colour.GREEN, "judged") if any(said.colour is Colour.GREEN for said in live) else right(live)

    return wrong


def first_column(right: Callable[..., bytes]) -> Callable[..., bytes]:
    def wrong(sheet: CaseSheet, question: str) -> bytes:
        return sheet.outcomes[:: len(sheet.questions)]

    return wrong


def usual_cuts(right: Callable[..., Cuts]) -> Callable[..., Cuts]:
    def wrong(policy: Any, **more: Any) -> Cuts:
        return right(policy, critical=False)

    return wrong


def as_judged(right: Callable[..., Any]) -> Callable[..., Any]:
    """What somebody judged is taken for what was computed."""

    def wrong(thing: Any, **changes: Any) -> Any:
        one = changes.get("moderated")
        return right(thing, **changes, **({"colour": one.proposed} if one else {}))

    return wrong


def always(value: Any) -> Callable[..., Any]:
    return lambda _: lambda *things, **more: value


def unchanged(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda first, *rest, **more: first


ANY_SELECTION: Offence = instead(
    (audit, "VALID_SELECTIONS"),
    (one_question, "VALID_SELECTIONS"),
    (hidden, "VALID_SELECTIONS"),
    of=lambda _: frozenset(Selection),
)
UNHELD: Offence = instead((one_question, "held"), (lines, "held"), of=as_at_the_day)
UNREADABLE_IS_NOTHING: Offence = instead((combine, "of_unclear"), (lines, "of_unclear"), of=unchanged)

PLANTED: dict[str, tuple[Law, Offence]] = {
    "blanks are left out": (answers.test_an_answer_that_cannot_be_read_buys_nothing, UNREADABLE_IS_NOTHING),
    "contested rows are left out": (
        answers.test_a_row_that_is_contested_buys_nothing,
        instead((tally, "_unclear"), of=always(())),
    ),
    "failures are forgiven": (
        answers.test_a_yes_turned_to_no_improves_nothing,
        instead((audit, "classify_pool"), of=forgiving),
    ),
    "compliance is punished": (
        answers.test_one_more_compliant_case_earns_no_worse_colour,
        instead((audit, "classify_pool"), of=fickle),
    ),
    "one failure too many is forgiven": (
        answers.test_one_more_failing_case_makes_nothing_green_and_takes_no_red_away,
        instead((audit, "classify_pool"), of=forgiving),
    ),
    "not applicable is free": (
        answers.test_not_applicable_beyond_the_usual_share_buys_no_more_than_blanks,
        instead((audit, "priced"), of=unchanged),
    ),
    "each question is as good as the required one": (
        answers.test_one_question_of_several_makes_nothing_red_unless_firmly,
        instead((clauses, "_one_of_several_low"), of=always(False)),
    ),
    "what was removed is forgotten": (
        answers.test_what_was_removed_buys_nothing,
        instead((tally, "_unexplained"), of=always([])),
    ),
    "a question left out is none": (
        asked.test_a_question_left_out_makes_nothing_green,
        instead((clauses, "_LEFT_OPEN"), of=lambda kinds: kinds[1:]),
    ),
    "a paper left out is none": (
        asked.test_a_paper_left_out_of_a_register_makes_nothing_green,
        instead((clauses, "_LEFT_OPEN"), of=lambda kinds: kinds[1:]),
    ),
    "what was sent once is none": (
        asked.test_what_was_sent_once_makes_nothing_green_by_being_left_out,
        instead((clauses, "_LEFT_OPEN"), of=lambda kinds: kinds[1:]),
    ),
    "a question asked no more is none": (
        asked.test_a_question_left_out_of_the_latest_sheet_makes_nothing_green,
        instead(
            (clauses, "_LEFT_OPEN"), of=lambda kinds: [kind for kind in kinds if kind[1] != "passed_over"]
        ),
    ),
    "an unknown clause is none": (
        asked.test_nothing_unasked_is_met,
        together(
            instead((combine, "conjunction"), of=of_what_was_told),
            instead((combine, "_required"), of=unchanged),
            instead((combine, "independent"), of=always(2)),
        ),
    ),
    "nothing is something": (
        asked.test_an_empty_folder_is_nothing_assessed,
        instead((one_question, "audit_finding"), of=unasked_is_amber),
    ),
    "any sample will do": (asked.test_hand_picked_cases_earn_no_colour, ANY_SELECTION),
    "any sample will do beside another": (
        asked.test_hand_picked_cases_beside_others_earn_nothing,
        ANY_SELECTION,
    ),
    "paper will do": (
        asked.test_paper_alone_is_never_green,
        together(
            instead((combine, "opinions"), (combine, "_required"), of=unchanged),
            instead((combine, "independent"), of=always(2)),
        ),
    ),
    "good intentions": (
        asked.test_intent_never_scores_above_amber,
        instead((records, "_agreed"), of=as_good_as_meant),
    ),
    "nothing is critical": (
        asked.test_a_critical_red_limits_its_theme,
        instead((assess, "theme_colour"), of=blind_to_critical),
    ),
    "everything is ours": (
        asked.test_what_is_owned_by_others_changes_nothing,
        instead((assess, "combine"), of=nobodys),
    ),
    "waiting helps": (time.test_waiting_improves_nothing, UNHELD),
    "waiting longer helps": (time.test_each_day_of_waiting_improves_nothing, UNHELD),
    "inspection day is bright": (
        time.test_inspection_day_is_no_better_than_today,
        instead((assess, "_then"), of=always(Colour.AMBER)),
    ),
    "once Green always Green": (
        time.test_a_former_green_counts_only_on_newer_evidence,
        instead((assess, "since"), of=unchanged),
    ),
    "signed off is Green": (
        time.test_a_baseline_improves_nothing,
        instead(
            (assess, "since"),
            of=lambda _: lambda finding, *rest: replace(finding, colour=Colour.GREEN),
        ),
    ),
    "a clock": (
        told.test_the_same_input_gives_the_same_bytes,
        instead((assess, "criterion_sentences"), of=with_a_clock),
    ),
    "rows as they come": (told.test_order_never_matters, instead((audit, "merge"), of=merged_as_they_come)),
    "the first column": (
        told.test_the_order_of_columns_never_matters,
        instead((CaseSheet, "column"), of=first_column),
    ),
    "not recorded is No": (
        told.test_every_kind_of_answer_stays_a_fact_of_its_own,
        instead((tally, "counted"), of=unrecorded_is_no),
    ),
    "the share of the sample": (
        told.test_green_is_proved_and_red_is_likelier_than_not,
        instead((audit, "classify_pool"), of=by_the_share),
    ),
    "nobody is unsafe": (
        told.test_whoever_is_unsafe_is_named_and_caps_the_colour,
        instead((combine, "warnings"), (clauses, "warnings"), of=unchanged),
    ),
    "one safe, all safe": (
        safe.test_made_safe_answers_who_is_needed_and_nothing_else,
        instead((made_safe.RecordedSafe, "unanswered"), of=all_safe_once_one_is),
    ),
    "as judged": (
        judged.test_moderation_changes_nothing_that_is_computed,
        instead((moderated, "replace"), of=as_judged),
    ),
    "one cut for all": (
        told.test_a_cut_point_is_that_of_whoever_set_it,
        instead((Cuts, "of"), of=usual_cuts),
    ),
}


@pytest.mark.parametrize("offence", PLANTED)
def test_an_offender_is_caught(offence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each law catches its offender within as many examples as the suite tries."""
    law, plant = PLANTED[offence]
    plant(monkeypatch)
    assert breaks(law)


def test_every_law_has_an_offender() -> None:
    """A law that nothing was planted for may be one that cannot fail."""
    written = {
        name
        for module in (answers, asked, judged, safe, time, told)
        for name, thing in vars(module).items()
        if name.startswith("test_") and hasattr(thing, "said")
    }
    assert written == {law.__name__ for law, _ in PLANTED.values()}
