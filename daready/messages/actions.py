"""Sentences about a plan that comes back: which cell cannot be used, and what was left as it is."""

from __future__ import annotations

from daready.messages.sentence import Sentence


def _cell(text: str, fix: str) -> Sentence:
    return Sentence("error", text, fix)


ACTIONS: dict[str, Sentence] = {
    # one cell
    "plan_ref": _cell(
        "there is no criterion and no action of this number.",
        "Write the number of a criterion, such as U08, or of an action that daready actions list shows.{near}",
    ),
    "plan_ref_missing": _cell(
        "a row without the number of its criterion.", "Write it in the column Ref, such as U08."
    ),
    "plan_status": _cell(
        "this is not a status.", "Write one of {words}; after Done, the day if it was not today."
    ),
    "plan_done_later": _cell("this day is still to come.", "Write the day on which it was done."),
    "plan_due": _cell("this is not a date.", "Write it as 2026-09-30 or 30 September 2026."),
    "plan_strand": _cell("this is not one of the four Ps.", "Write one of {words}."),
    "plan_part": _cell(
        "this criterion has no such part.", "Write one of {words}, or leave the cell as it was."
    ),
    "plan_role": _cell(
        "a role is shown on every output and may hold no name.",
        "Write the post, such as head of contact; in lower case any word is taken.",
    ),
    "plan_owner": _cell(
        "this is not a name that can be kept.",
        "Write the name alone, of at most {most} letters: no telephone number, address or date.",
    ),
    "plan_board": _cell(
        "the name of a board may hold no person's name.",
        "Write the board's name; words it cannot know go in lower case, or into names_allowed of daready.toml.",
    ),
    "plan_note": _cell(
        "{word} of it may name somebody, or the text holds details of a person.",
        "Write it without names and references; a word with a capital that is none goes in lower case.",
    ),
    "plan_not_retested": _cell("it cannot be closed: {why}.", "Write Done; it closes once later cases pass."),
    "plan_not_kept": _cell(
        "its criterion is not asked any more, so nothing can be tested.",
        "Leave it as it is, or choose another.",
    ),
    # the whole file
    "plan_nothing": _cell(
        "{file} holds no plan: no sheet has a column Ref and two of Owner role, Named owner, By when and Status.",
        "Take the file that daready actions export made, or the Gaps sheet of a gap report.",
    ),
    "plan_other_ledger": _cell(
        "{file} was made from another ledger, or from a state of this one that was put back.",
        "Export the plan anew (daready actions export) and fill that in.",
    ),
    "plan_no_mark": Sentence(
        "warning",
        "{file} does not say which state of the ledger it was made from: its line 'Plan as known at ledger entry' is "
        "gone. What it says is kept beside all that was said before.",
        "Where two answers stand now, daready actions list shows both; daready actions set says which counts.",
    ),
    "plan_blank": Sentence("info", "{count} empty cells change nothing: what was said before stands.", ""),
    "plan_missing": Sentence("info", "No row for {actions}: what was said of them stands.", ""),
}
