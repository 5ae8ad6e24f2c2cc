"""Sentences about what somebody says of the register: which cell or option cannot be used, and what to write there."""

from __future__ import annotations

from daready.messages.sentence import Sentence


def _cell(text: str, fix: str) -> Sentence:
    return Sentence("error", text, fix)


REGISTER: dict[str, Sentence] = {
    # one value
    "register_number": _cell(
        "this is not an official number that can be kept.",
        "Write the number as published, such as 8787 or AFI-2: at most {most} letters and figures, and no name.",
    ),
    "register_number_missing": _cell("a row without the number of its item.", "Write the official number."),
    "register_day": _cell("this is not a date.", "Write it as 2026-09-30 or 30 September 2026."),
    "register_later": _cell("this day is still to come.", "Write the day on which it was said."),
    "register_word": _cell(
        "this word is not known here.",
        "Write one of {words}; or say what it means in your tracker, once, with --word CELL=MEANING.",
    ),
    "register_role": _cell(
        "a role is shown on every output and may hold no name.",
        "Write the post, such as head of contact; in lower case any word is taken.",
    ),
    "register_owner": _cell(
        "this is not a name that can be kept.",
        "Write the name alone, of at most {most} letters: no telephone number, address or date.",
    ),
    "register_text": _cell(
        "{word} of it may name somebody, it is longer than {most} letters, or it holds details of a person; it is not "
        "kept, and the rest of the row is.",
        "Write it shorter, without names and references; a word with a capital that is none goes in lower case.",
    ),
    "register_link": _cell(
        "there is no criterion, no part of one and no requirement called so.",
        "Write the number of a criterion (U08), one with a part (U08/grade-matches) or a requirement's id (ELP20-3).",
    ),
    "register_self": _cell("an item does not find itself again.", "Write the number of the earlier item."),
    "register_kind_missing": _cell("a new item without its kind.", "Write one of {words}."),
    "register_state_day": _cell(
        "a status without the day on which it was said.",
        "Write the day in a column such as Status date, or say it for all of them with --status-as-at DAY.",
    ),
    "register_cell": _cell(
        "there is no cell of this name with a word in it.", "Name it as F12, or Tracker!F12."
    ),
    # a review of a point
    "review_point": _cell(
        "there is no point of this number in any list.", "Write its Ref as the list has it, such as NP14-017."
    ),
    "review_colour": _cell(
        "this is not a colour that a point can be judged to be.", "Write Red, Amber or Green."
    ),
    "review_no_role": _cell("a review without the role of whoever judged.", "Write the post."),
    "review_no_reason": _cell(
        "a review without a reason.", "Write in a sentence why; no names and no references."
    ),
    # the whole file
    "register_nothing": _cell(
        "{file} holds no register: no sheet has a column with the items' numbers and one with their status, kind or "
        "date.",
        "Name the columns of your tracker by their letters, for example --column B=number --column F=status.",
    ),
    "register_column_unknown": Sentence(
        "info",
        "Column {column} of {sheet} is not read: its heading is not known here.{near}",
        "",
    ),
    "register_no_kind": Sentence(
        "warning",
        "No column says what kind each item is, so all {count} new ones were taken as recommendations.",
        "A cause of concern among them: daready register set NUMBER --kind cause-of-concern.",
    ),
    "register_missing": Sentence("info", "No row for {items}: what was said of them stands.", ""),
}
