"""What short codes mean in words a sergeant uses, and the few phrases that every writer shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from daready.rubric.model import Wording
    from daready.scoring.model import Assessment


class Meaning(NamedTuple):
    """What a code says, and what would settle it (for the ones that leave a criterion grey)."""

    words: str
    settles: str = ""


PROOFS: dict[str, str] = {
    "practice": "audits or figures",
    "record": "records of use, checked by a second person",
    "paper": "a paper",
}
"""What proves a clause."""

NOTES: dict[str, Meaning] = {
    # what sampled cases say (R1.4, A3, A4, A6, A8)
    "proven": Meaning("shown to meet the standard"),
    "firm": Meaning("firmly within this colour"),
    "provisional": Meaning("more likely than not, but not firmly"),
    "early": Meaning("few cases, but enough to be sure that too many failed"),
    "not_looked_at": Meaning("not looked at this year", "Take it into the scope again"),
    "too_few": Meaning("too few cases to tell", "Audit more cases, chosen at random"),
    "too_close": Meaning("too close to call on this many cases", "Audit more cases, chosen at random"),
    "red_not_excluded": Meaning("red cannot be ruled out"),
    "green_not_proven": Meaning("may be green; not yet shown"),
    "few_met": Meaning("good as far as seen; too few cases met it yet"),
    "no_valid_sample": Meaning("cases not chosen at random", "Choose cases at random"),
    "learning_sample": Meaning("cases were hand-picked, to learn from", "Add cases chosen at random"),
    "selection_not_stated": Meaning(
        "nobody said how the cases were chosen", "Say in the workbook how the cases were chosen"
    ),
    "complete_but_few": Meaning("every case was looked at, but there were few"),
    "answers_unclear": Meaning(
        "answers that are blank, unreadable or in doubt could change the colour",
        "Fill in the blank and unclear answers",
    ),
    "rows_in_doubt": Meaning("a row about it could not be used", "Correct the row that daready check names"),
    "recent_fall": Meaning("the latest months are clearly worse than those before"),
    "fallen": Meaning("the latest months are red by themselves"),
    "concern": Meaning("hand-picked cases raise a concern that must be looked into"),
    "under_concern": Meaning("a cause of concern about it is live"),
    "concern_untested": Meaning("a cause of concern about it was closed, and nothing later has tested it"),
    "failures_seen": Meaning("failures were seen, in too few cases to judge"),
    "unsafe": Meaning("a sampled case is waiting to be made safe"),
    "unsafe_high_risk": Meaning("a high-risk sampled case is waiting to be made safe"),
    "hidden_red": Meaning("one group of cases is firmly red"),
    "worsening": Meaning("the control chart shows a real change for the worse"),
    "improving": Meaning("low, but the control chart shows a real change for the better"),
    "claim_contradicted": Meaning("claim and evidence disagree"),
    "marking_watch": Meaning("two auditors agree only fairly well"),
    "unreliable_marking": Meaning(
        "two auditors agree too little to rely on the answers",
        "Reword the question and mark cases twice again",
    ),
    "partial_credited": Meaning("partial answers count in part or in full, as the form says"),
    "partial_sensitive": Meaning("the colour depends on how partial answers are counted"),
    "na_high": Meaning(
        "more answers were 'not applicable' than met it", "Check that 'not applicable' was used correctly"
    ),
    "nr_high": Meaning("many answers were 'not recorded'"),
    "unweighted": Meaning("groups of cases counted alike, their sizes not being known"),
    "clustered": Meaning("one team supplies much of the sample"),
    "not_asked": Meaning("nobody has asked about it", "Ask about it in the next audit"),
    # lists (A18)
    "list_in_order": Meaning("every item of the list is in order"),
    "list_fails": Meaning("an item of the list is not in order"),
    "list_unclear": Meaning("an item of the list is not clear"),
    "list_nothing": Meaning("the list has no item that it applies to", "Nothing, until it has one"),
    "concern_fails": Meaning("a cause of concern is not in order"),
    "concern_live": Meaning("a cause of concern is live"),
    # figures
    "not_returned": Meaning("no figures received", "Send the figures"),
    "denominator_small": Meaning("too few events to judge a rate", "Wait for more months of figures"),
    "at_standard": Meaning("the rate is at the standard"),
    "short_of_standard": Meaning("the rate is short of the standard"),
    "below_standard": Meaning("the rate is below the lower cut point"),
    "low_enough": Meaning("the rate is no higher than it may be"),
    "too_high": Meaning("the rate is higher than it may be"),
    "far_too_high": Meaning("the rate is far higher than it may be"),
    "understood": Meaning("understood: the force's analysis is on file"),
    "no_analysis": Meaning("figures, but no analysis of them on file", "Put an analysis of it on file"),
    "analysis_not_in_order": Meaning("the analysis of it is not in order, or is due for review"),
    "analysis_not_checked": Meaning("no second named person has checked the analysis of it"),
    "inside_band": Meaning("within the expected band"),
    "figure_unexplained": Meaning("a figure that has to be questioned, whatever paper says", "Find out why"),
    "outside_band_explained": Meaning("outside the expected band; the analysis says why"),
    "outside_band": Meaning(
        "outside the expected band, and nobody has said why", "Put an analysis of it on file"
    ),
    # papers and judgement (R5.4, A10)
    "not_in_register": Meaning("not in the document register", "Add it to the document register"),
    "absent": Meaning("recorded as absent"),
    "not_approved": Meaning("not approved"),
    "no_review_date": Meaning("has no review date"),
    "in_date": Meaning("approved and in date"),
    "review_due": Meaning("due for review soon"),
    "review_passed": Meaning("past its review date"),
    "not_checked": Meaning("not checked by a second named person"),
    "no_reason": Meaning("a judgement without its reasons", "Write down the reasons for the judgement"),
    "judged": Meaning("a professional judgement"),
    "not_judged_anew": Meaning("an old judgement that nobody has made anew"),
    "one_rater": Meaning("judged by one person only"),
    "intent": Meaning("an intention is not yet practice"),
    "intent_only": Meaning("only an intention so far"),
    "admitted_weakness": Meaning("the force's own papers admit a weak point"),
    # how lines combine (R5.3, A1, A5)
    "expired": Meaning("the evidence is too old", "Send newer evidence"),
    "expired_evidence": Meaning("some of the evidence is too old to count", "Send newer evidence"),
    "paper_only": Meaning("papers or opinion only; nothing seen of practice earns a colour"),
    "single_source": Meaning("rests on a single source"),
    "conflict": Meaning("sources disagree: explain or re-test within 30 days"),
    "document": Meaning("practice is shown, but a document is not in order"),
    "as_far_as_asked": Meaning("green as far as it was asked about"),
    "not_shown": Meaning("asked about, but not shown", "Look at more cases"),
    "partly_asked": Meaning("something that tests it was left out", "Ask or send what was left out"),
    "analysis_left_out": Meaning("a figure is not explained, its analysis left out", "Send the analysis too"),
    "passed_over": Meaning("a question that tests it is asked no more", "Ask the question again"),
    "picked_by_hand": Meaning("a question was asked of hand-picked cases alone", "Ask it of random cases"),
    "was_short": Meaning("short of the standard when last seen; nothing newer answers it", "Look again"),
    "not_answered": Meaning("red when last seen, and nothing newer answers it"),
    "fall_not_answered": Meaning("it fell when last seen, and nothing newer answers it"),
    "one_of_several_low": Meaning("one question of several is low, not firmly"),
    "na_beyond_share": Meaning("more 'not applicable' than is usual"),
    "no_evidence": Meaning("no evidence received", "Send evidence"),
    # since last time (R5.6, A7)
    "maintained": Meaning("still green, on new evidence"),
    "not_re_evidenced": Meaning(
        "was green; no new evidence since", "Audit cases dated after the last assessment"
    ),
    "newer_alone": Meaning("only what is newer than the last sign-off counts"),
    "partly_re_evidenced": Meaning(
        "was green; few new cases since", "Audit more cases since the last assessment"
    ),
    "slipped": Meaning("was green and no longer is"),
    "maintained_in_part": Meaning("still green, as far as it is tested"),
    "plan_met": Meaning("in the local plan, and now green"),
    "plan_met_in_part": Meaning("in the local plan, and now green as far as it is tested"),
    "plan_open": Meaning("in the local plan, and not yet green"),
    "plan_not_shown": Meaning("in the local plan, and nothing shows where it stands"),
    "no_clear_change": Meaning("no clear change"),
    "improved": Meaning("likely better"),
    "deteriorated": Meaning("likely worse"),
}

SET_ASIDE: dict[str, str] = {
    # no fault of anybody's: not evidence, or evidence that was counted already
    "total_row": "totals",
    "summary_row": "lines of a summary",
    "legend_row": "a legend, not an answer",
    "repeated_header": "the headings again",
    "not_this_force": "an area that is not this force",
    "section_row": "a section's name",
    "note_row": "notes",
    "outside_table": "outside the table",
    "no_table": "no table on this sheet",
    "duplicate_file": "the same file twice",
    "not_loaded": "not loaded",
    "double_mark": "marked by a second auditor",
    "purged": "deleted at the end of its retention",
    # somebody should look: daready check gives the cell and what to type
    "duplicate_block": "rows without a reference, pasted again",
    "duplicate_block_fails": "failing rows without a reference that repeat others",
    "cut_short": "the file ends in the middle of a row",
    "row_above_headings": "above the headings",
    "date_out_of_reach": "a date that cannot be meant",
    "undated": "no date could be found",
    "duplicate_case": "the same case twice",
    "duplicate_conflict": "the same case with different answers",
    "period_overlaps": "a longer period that holds months sent already",
    "area_far_larger": "an area far larger than all others",
    "codes_of_another_list": "codes of another list",
    "force_among_districts": "a force's name among other areas",
    "bare_percentage": "a percentage without its counts",
    "period_differs": "a longer period that its months do not add up to",
    "sum_of_districts": "the sum of districts sent too",
    "part_of_force": "a part of the force's own figure",
    "duplicate_figure": "the same figure twice",
    "duplicate_figure_conflict": "the same figure with different numbers",
    "reference_for_many": "one reference for several rows",
    "month_out_of_order": "a month long past among new ones",
    "reference_only": "a reference and nothing else",
    "total_unnamed": "a total without a name",
    "row_at_default": "rows that nobody has filled in",
    "total_not_proved": "a total that the rows do not prove",
    "nothing_readable": "nothing readable",
    "unlike_a_case": "not like a case",
    "example_row": "an example or a test",
    "other_table": "below headings of other questions",
    "essentials_missing": "not filled in far enough to use",
    "item_not_known": "not an item this form knows",
    "numbers_do_not_fit": "numbers that cannot be",
    "column_missing": "a needed column is missing",
    "header_row_not_usable": "the heading row named has no headings",
    "header_ambiguous": "two rows could be the headings",
    "bare_codes": "bare numbers for questions",
    "one_case_a_sheet": "a form for one case",
    "one_question_a_row": "one question a row",
    "counts_by_question": "counts by question, without how many were looked at",
    "table_on_its_side": "the questions stand down the side",
    "form_ambiguous": "two forms fit this sheet",
}

GAP_KINDS: dict[str, str] = {
    "practice": "practice gap: fix it",
    "evidence": "evidence gap: show it",
    "both": "practice and evidence: fix it and show it",
    "administrative": "paperwork gap: approve, renew or record it",
}

TIERS: dict[int, str] = {
    1: "1 critical, red",
    2: "2 critical, cannot tell",
    3: "3 was green, now not",
    4: "4 red",
    5: "5 critical, amber",
    6: "6 cannot tell",
    7: "7 amber",
}

WORDINGS: dict[Wording, str] = {
    "official": "wording checked",
    "subject": "only the subject was read",
    "recalled": "wording not checked against the source",
}
"""What every output says of the words of a requirement: what they rest on."""


def wording_words(wording: Wording | None) -> str:
    """What a requirement's words rest on."""
    return WORDINGS[wording or "recalled"]


def wording_beside(wording: Wording | None) -> tuple[str, ...]:
    """The same for running text, where nothing is said of words that were checked."""
    return () if wording == "official" else (wording_words(wording),)


OWNERS: dict[str, str] = {
    "force": "the force",
    "cps": "for the CPS: not counted",
    "national": "for national bodies: not counted",
    "pcc": "for the police and crime commissioner: not counted",
}

KINDS: dict[str, str] = {
    "audit": "case audit",
    "measure": "figures",
    "document": "document",
    "judgement": "judgement",
}


def meaning(code: str) -> Meaning:
    """What a code says. A code without words yet is shown as its own words, never hidden."""
    return NOTES.get(code) or Meaning(code.replace("_", " "))


def set_aside(code: str) -> str:
    """Why rows were not used, in words."""
    return SET_ASIDE.get(code) or code.replace("_", " ")


def count(number: int, one: str, many: str | None = None) -> str:
    """A whole number with its noun: 1 case, 3 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def nobody_waiting(assessment: Assessment) -> str:
    """What may be said when no case is known to be unsafe: nothing, if nobody looked."""
    if not assessment.safety_checked:
        return (
            "Nobody can say who needs someone today: no audited case that was read answers a safety question."
        )
    checked = count(assessment.safety_checked, "sampled case was", "sampled cases were")
    return f"No sampled case is waiting to be made safe ({checked} asked and answered)."


def reword(assessment: Assessment) -> str:
    """The questions that two auditors of the same cases do not answer alike, the worst first (method R3.4)."""
    said = [f"{one.question} ({one.agreed} of {one.pairs} alike)" for one in assessment.reword]
    return (
        f"Two auditors do not read {count(len(said), 'question', 'questions')} alike; reword: {'; '.join(said)}. "
        f"How it is meant to be marked: {where_it_stands(assessment.reword[0].question)}."
    )


def where_it_stands(question: str) -> str:
    """The command that prints how a question is marked."""
    return f"daready rubric show {question}"


def later(assessment: Assessment) -> str:
    """What is said of cases after the day assessed as at."""
    lie = count(assessment.later, "case lies", "cases lie")
    return (
        f"{lie} after {assessment.as_at.isoformat()} and count for nothing here, not even if somebody is unsafe: "
        "check the dates."
    )
