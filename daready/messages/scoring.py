"""Sentences about the reasons behind a colour: the text says why, the fix says what would change it."""

from __future__ import annotations

from daready.messages.sentence import Sentence


def _reason(text: str, fix: str) -> Sentence:
    return Sentence("info", text, fix)


_MORE = (
    "{cases_to_green} compliant cases in a row, none failing, would prove it, unless one risk grade or district is "
    "firmly Red on its own, or the latest months fell."
)

SCORING: dict[str, Sentence] = {
    # An audit question, by the note of its call (R1.4, A3, A4, A6, A8).
    "proven": _reason(
        "{met} of {n} audited cases met it ({share}); we are {sure_green} sure that {green_from} or more do.",
        "Keep auditing: it counts until {expires}.",
    ),
    "firm": _reason(
        "{met} of {n} audited cases met it ({share}); that is firmly {colour}, which is {band}.",
        "Put right what the failing cases have in common, then audit again.",
    ),
    "provisional": _reason(
        "{met} of {n} audited cases met it ({share}); it is more likely than not that fewer than {red_below} do.",
        "Put right what the failing cases have in common, then audit again.",
    ),
    "early": _reason(
        "{met} of {n} usable cases{aged} met it ({share}): few, but enough to be {sure_red} sure that fewer than "
        "{red_below} do.",
        "Put it right now; more cases will not change what these show.",
    ),
    "not_looked_at": _reason(
        "It is not looked at this year, as the force has said.",
        "Take it into the scope again (daready scope show), and ask about it.",
    ),
    "too_few": _reason(
        "{n} usable cases{aged} are too few: fewer than {n_min} are never a colour.",
        "Audit at least {n_min} cases chosen at random.",
    ),
    "too_close": _reason(
        "{met} of {n} audited cases met it ({share}): too close to call between Red, Amber and Green.",
        "Audit more cases chosen at random; " + _MORE,
    ),
    "red_not_excluded": _reason(
        "{met} of {n} audited cases met it ({share}); Red cannot be ruled out.",
        "Put right what the failing cases have in common and audit more; " + _MORE,
    ),
    "green_not_proven": _reason(
        "{met} of {n} audited cases met it ({share}); we are only {sure_green} sure that {green_from} or more do.",
        _MORE,
    ),
    "few_met": _reason(
        "{met} of {n} audited cases met it ({share}){aged}; Green takes {n_min} that met it.",
        _MORE,
    ),
    "complete_but_few": _reason(
        "All the cases there were, {n}{aged}, have been looked at, and {met} met it; {n_min} are needed for any other "
        "colour.",
        "Keep looking at every case as it comes, until there are {n_min}.",
    ),
    "learning_sample": _reason(
        "The {n} cases were hand-picked: worth learning from, but they prove nothing about the rest ({failed} failed).",
        "Audit {n_min} or more cases chosen at random, or all of them.",
    ),
    "selection_not_stated": _reason(
        "Of the {n} cases some or all come from sheets that do not say how cases were chosen, or say all of them "
        "without a population of just as many ({failed} failed).",
        "Say how they were chosen: write it on the sheet, or use --selection if all silent sheets were chosen alike. "
        "All cases also takes the population on the sheet.",
    ),
    "answers_unclear": _reason(
        "{met} of {n} answered cases met it; {unclear} more, blank, unreadable or in doubt, could change the colour.",
        "Fill in or correct what is unclear (daready check names each cell) and send the sheet again.",
    ),
    "rows_in_doubt": _reason(
        "A row about it could not be used, and what it says could change the colour.",
        "Correct the row (daready check names its cell) and send the sheet again.",
    ),
    "na_high": _reason(
        "“Not applicable” was the answer in {not_applicable} cases, and {passed} of the {n} that were rated met it, in "
        "full or in part: too few to tell.",
        "Check that not applicable is used rightly, or audit cases where the question applies.",
    ),
    "recent_fall": _reason(
        "{met} of {n} audited cases met it over the window ({share}), but in the latest {recent} only {recent_met} of "
        "{recent_n} did ({recent_share}), which is clearly worse than before.",
        "Find out what changed, put it right, and audit again.",
    ),
    "fallen": _reason(
        "In the latest {recent} {recent_met} of {recent_n} audited cases met it ({recent_share}): firmly Red by "
        "itself, which is {band}, whatever the months before showed ({met} of {n} over the window).",
        "Find out what changed, put it right, and audit again.",
    ),
    "hidden_red": _reason(
        "{met} of {n} audited cases met it ({share}), but one group of cases, of a risk grade or a district, is "
        "firmly Red on its own: below {red_below}.",
        "Find the group whose cases fail, put right what they have in common, and audit it again.",
    ),
    "unreliable_marking": _reason(
        "{met} of {n} audited cases met it ({share}), but two auditors of the same cases agree too little for that "
        "to be relied on ({agreed} of {pairs} answers alike).",
        "Reword the question or train the auditors on it, then mark cases twice again.",
    ),
    "not_asked": _reason(
        "No sheet that was read asks this question.",
        "Add the question to the monthly audit and ask it of at least {n_min} cases chosen at random.",
    ),
    "expired": _reason(
        "The evidence is too old to count: the latest is from {last}.",
        "Gather it afresh.",
    ),
    # A list such as a register, of which every row is there (A18).
    "list_in_order": _reason(
        "All {items} items of the list meet it.", "Keep the list up to date: it counts until {expires}."
    ),
    "list_fails": _reason(
        "Of {items} items of the list {failed} do not meet it.", "Put those items right, one by one."
    ),
    "list_unclear": _reason(
        "Of {items} items of the list {met} meet it; {partly} meet it in part and {unclear} are not clear.",
        "Fill in what is blank or unclear, and put right what is done in part.",
    ),
    "list_nothing": _reason("No item of the list is one that it applies to.", "Nothing, until an item is."),
    "concern_fails": _reason(
        "A cause of concern is among the {failed} of {items} items that do not meet it.",
        "Put the cause of concern right first, and have it tested again.",
    ),
    "concern_live": _reason(
        "A cause of concern is live: the inspectorate has not closed it.",
        "Put it right, have it tested again, and ask the inspectorate to close it.",
    ),
    # A measure.
    "at_standard": _reason(
        "{met} of {n} ({share}): at or above {green_from}.", "Keep returning it: it counts until {expires}."
    ),
    "short_of_standard": _reason(
        "{met} of {n} ({share}): below {green_from}.",
        "Bring the rate to {green_from} or more and return it again.",
    ),
    "below_standard": _reason(
        "{met} of {n} ({share}): below {amber_from}.",
        "Bring the rate to {green_from} or more and return it again.",
    ),
    "worsening": _reason(
        "{seen} over the latest months, against {standard} for Green; the control chart shows a "
        "change for the worse that chance does not explain.",
        "Find out what changed, put it right, and return the figure again.",
    ),
    "improving": _reason(
        "{seen} over the latest months, against {standard} for Green; the control chart shows a change for the "
        "better that chance does not explain.",
        "Hold on to what changed until the rate is {standard}.",
    ),
    "low_enough": _reason(
        "{met} of {n} ({share}): no higher than {green_to}.", "Keep returning it: it counts until {expires}."
    ),
    "too_high": _reason(
        "{met} of {n} ({share}): higher than {green_to}.",
        "Bring it down to {green_to} or less and return it again.",
    ),
    "far_too_high": _reason(
        "{met} of {n} ({share}): higher than {amber_to}.",
        "Bring it down to {green_to} or less and return it again.",
    ),
    "understood": _reason(
        "No value of it is good or bad in itself; the force's own analysis of it is on file and in date.",
        "Keep returning it, and the analysis in review: it counts until {expires}.",
    ),
    "no_analysis": _reason(
        "The figure is there, but nothing on file that can be relied on shows that the force understands it.",
        "Analyse why it is what it is, approve the analysis and add it to the document register.",
    ),
    "analysis_not_in_order": _reason(
        "The force's analysis of it is not approved and in date, or has no review date, or its review is due.",
        "Review the analysis, approve it and record the new date.",
    ),
    "analysis_not_checked": _reason(
        "The force's analysis of it is on file, but no second named person has checked it.",
        "Have a second person check the analysis and say so in the register.",
    ),
    "inside_band": _reason(
        "It lies within the expected band.", "Keep returning it: it counts until {expires}."
    ),
    "outside_band_explained": _reason(
        "It lies outside the expected band, and the force's analysis says why.",
        "Act on what the analysis says, and return it again.",
    ),
    "outside_band": _reason(
        "It lies outside the expected band, and no analysis in order says why.",
        "Find out why, put the analysis on file, and act on it.",
    ),
    "figure_unexplained": _reason(
        "{seen}: {questioned}. That has to be questioned whatever the paper on file says of it.",
        "Find out why by looking at the cases behind it, act on what they show, and return the figure again.",
    ),
    "denominator_small": _reason(
        "{seen}: too small a base to colour.", "Return more months, until the base is large enough."
    ),
    "not_returned": _reason("The figure is in no return that was read.", "Add it to the performance return."),
    # A document or record.
    "in_date": _reason(
        "Approved and within its review date.", "Keep it in review: it counts until {expires}."
    ),
    "review_due": _reason(
        "Approved, but its review is due by {expires}.", "Review it and record the new date."
    ),
    "review_passed": _reason(
        "Its review date has passed.", "Review it, approve it, and record the new date."
    ),
    "absent": _reason("The register says that there is none.", "Write it, approve it and put it to use."),
    "not_approved": _reason(
        "It is a draft: nobody has approved it.", "Have it approved and record the date."
    ),
    "no_review_date": _reason("It has no review date.", "Set a review date and record it."),
    "not_in_register": _reason(
        "It is not in a document register that was read.", "Add it to the document register."
    ),
    "not_checked": _reason(
        "The record of use has not been checked by a second named person, so it counts as paper.",
        "Have a second person check the record and say so in the register.",
    ),
    # A judgement.
    "judged": _reason(
        "Professional judgement says {colour}.", "Back the judgement with a direct look at practice."
    ),
    "not_judged_anew": _reason(
        "Professional judgement of {last} said {colour}, and nobody has judged it anew since.",
        "Judge it anew, with reasons, and back the judgement with a direct look at practice.",
    ),
    "one_rater": _reason(
        "One person judges it green; it takes two who agree.",
        "Ask a second person to judge it, with reasons.",
    ),
    "intent_only": _reason(
        "It rests on a statement of what is intended; intent never scores above Amber.",
        "Show what has been done: audit the practice.",
    ),
    "no_reason": _reason(
        "A judgement without a reason is not counted.", "Write the reason beside the judgement."
    ),
    # How lines were combined (R5.3, A1, A2, A4, A5).
    "paper_only": _reason(
        "It rests on paper and opinion alone, which is never Green: nothing seen of practice earns a colour.",
        "Look at practice: {required} is the direct look it needs.",
    ),
    "single_source": _reason(
        "What has been seen is good, but one source alone is not enough for Green.",
        "Add a second, independent line of evidence: {missing}.",
    ),
    # Clauses (A13), what stands until it is answered (A14), one question of several (A20).
    "as_far_as_asked": _reason(
        "Green as far as asked: {proven} of {clauses}. Not asked: {unasked}.",
        "Ask it: {ask}.",
    ),
    "not_shown": _reason(
        "Green as far as shown: {proven} of {clauses}. Not shown: {unshown}. {why}",
        "{fix}",
    ),
    "partly_asked": _reason(
        "What was asked is met, but {against} is left out of what was sent, though its form was used or it was sent "
        "before.",
        "Ask it, or send it, too: {against}.",
    ),
    "analysis_left_out": _reason(
        "What was asked is met, but {against} is not explained: its analysis is left out of what was sent.",
        "Send the analysis of it too: {against}.",
    ),
    "passed_over": _reason(
        "What was asked is met, but {against} is left out of the latest sheets that ask about this, and nothing newer "
        "answers it.",
        "Ask it again: {against}.",
    ),
    "picked_by_hand": _reason(
        "What was sampled is met, but {against} was asked only of cases that were picked by hand, or nobody said how.",
        "Ask it of cases chosen at random: {against}.",
    ),
    "was_short": _reason(
        "What is newer is met, but {against} was short of the standard when it was last seen, and nothing newer "
        "answers it.",
        "Look again: {against}.",
    ),
    "not_answered": _reason(
        "{why} That was Red up to {last}, and nothing newer answers it.",
        "Put right what was wrong, then look again: it stands until {n_min} or more newer cases, or newer figures, "
        "are Amber or Green by themselves.",
    ),
    "fall_not_answered": _reason(
        "{why} That was so up to {last}, and nothing newer answers it.",
        "Find out what changed, put it right, and audit {n_min} or more newer cases.",
    ),
    "one_of_several_low": _reason(
        "One question of several makes a criterion Red only where it is firmly so over its whole window, or nearly all "
        "of a few cases failed; so this one holds it at Amber.",
        "Put right what the failing cases have in common, then audit again.",
    ),
    "conflict": _reason(
        "The evidence disagrees: {against} says otherwise. Explain it or test again within 30 days.",
        "Find out which is right: {against}.",
    ),
    "document": _reason("Practice looks sound, but {against} is not in order.", "Put {against} in order."),
    "claim_contradicted": _reason(
        "Claim and evidence disagree: on the one side {claims}; on the other {against}.",
        "Correct the claim, or show why the evidence is wrong.",
    ),
    "concern": _reason(
        "Hand-picked cases failed so often that it blocks Green.",
        "Test it with cases chosen at random.",
    ),
    "under_concern": _reason(
        "Cause of concern {item} of the inspectorate's is about this and is live.",
        "Put it right, have it tested again, and ask the inspectorate to close it.",
    ),
    "concern_untested": _reason(
        "Cause of concern {item} was about this; it is closed, and nothing later has tested it.",
        "Audit cases of after its closing, chosen at random.",
    ),
    "failures_seen": _reason(
        "Failures were seen in {against}, which has too little evidence for a colour of its own: {failed} cases.",
        "Put the failures right and audit more cases.",
    ),
    "unsafe": _reason(
        "Sampled cases that failed a safety question and are not recorded as made safe: {unsafe}.",
        "Make safe today each of its cases that needs someone today (listed first, by file and row) and record the "
        "date.",
    ),
    "unsafe_high_risk": _reason(
        "High-risk cases that failed a safety question and are not recorded as made safe: {unsafe_high}.",
        "Make safe today each of its cases that needs someone today (listed first, by file and row) and record the "
        "date.",
    ),
    # Since last time (R5.6, A7).
    "newer_alone": _reason(
        "It was Green on {day}, so only cases and figures that are newer count here.",
        "Audit at least {n_min} cases of after {day}, chosen at random.",
    ),
    "not_re_evidenced": _reason(
        "It was Green on {day}, and nothing newer shows that it still is.",
        "Audit at least {n_min} cases of after {day}, chosen at random.",
    ),
    "partly_re_evidenced": _reason(
        "It was Green on {day}; only {n} newer cases were audited, and fewer than {n_min} are never a colour.",
        "Audit at least {n_min} cases of after {day}, chosen at random.",
    ),
}
