"""Sentences about the ledger: what is wrong with it, what was kept, and what to do next."""

from __future__ import annotations

from daready.messages.sentence import Sentence


def _fault(text: str, fix: str) -> Sentence:
    return Sentence("error", text, fix)


def _info(text: str, fix: str = "") -> Sentence:
    return Sentence("info", text, fix)


_COPY = (
    "Put back the last backup (daready backup makes them), then load everything received since. Keep the damaged "
    "file."
)

LEDGER: dict[str, Sentence] = {
    # why a ledger cannot be used
    "ledger_missing": _fault(
        "{ledger}: there is no ledger here yet.", "daready load FILES makes it, inside a workspace."
    ),
    "ledger_not_ours": _fault(
        "{ledger} is not a daready ledger.", "Move it away, or name another workspace."
    ),
    "ledger_newer": _fault(
        "{ledger} was written by a newer daready (ledger version {version}; this one knows {known}).",
        "Install the newer daready. Nothing was changed.",
    ),
    "ledger_damaged": _fault("{ledger} is damaged and was not used. Nothing was changed.", _COPY),
    "ledger_fault": _fault(
        "{ledger} could not be used as asked, for a reason daready does not know. Nothing was changed.",
        "Run daready history --verify: it says whether all that is kept is as it was written. Report this if it is.",
    ),
    "chain_broken": _fault("{ledger}: {link} is not as it was written. Nothing was changed.", _COPY),
    "ledger_put_back": _fault(
        "This ledger never had the head {head}: its last entry is {entry}, with the head {now}. It was put back to an "
        "earlier one, or is another ledger.",
        "Find the ledger that has it (a backup made since), and ask who put this one in its place.",
    ),
    "ledger_busy": _fault(
        "{ledger} is being written by somebody else and did not come free.", "Try again. Nothing was changed."
    ),
    "ledger_full": _fault(
        "{ledger} could not grow: the disk is full, or a limit is reached. What was kept before is safe; "
        "this was not kept.",
        "Make room, then run the same again.",
    ),
    "ledger_read_only": _fault(
        "{ledger} can be read here but not written to. Nothing was changed.",
        "Ask its owner for permission to write to it and to its folder.",
    ),
    "ledger_not_opened": _fault(
        "{ledger} could not be opened.",
        "Check that you may read and write it and its folder. Nothing was changed.",
    ),
    # what is asked of it and is not there
    "no_such_text": _fault(
        "There is no {of} {name} with a text that is still kept.",
        "daready actions list and daready register list name them.",
    ),
    "no_such_load": _fault("There is no load {number} in this ledger.", "daready history lists them."),
    "load_out_already": _fault("Load {number} is already out of use.", "daready history says why."),
    "nobody_waiting_there": _fault(
        "No case of {file} is waiting to be made safe.",
        "Name the file as it was loaded; daready safe lists who waits.",
    ),
    "nobody_waiting_at_row": _fault(
        "{file}: no case in row {row} is waiting to be made safe. Nothing was changed.",
        "The rows of those that wait: {rows}.",
    ),
    "waiting_at_several": _fault(
        "More than one case waits there: {cases}. Nothing was changed.",
        "Say which: --sheet SHEET, or the file as it stands in this list.",
    ),
    "nobody_waiting_of_reference": _fault(
        "{file}: no case of that reference is waiting to be made safe. Nothing was changed.",
        "Type it as it stands in the sheet, or name the row.",
    ),
    "safe_list_unread": _fault(
        "The list could not be read. {why} Nothing was changed.",
        'Send the restricted annex (daready assess --annex) with the days filled in under "Made safe on" of its Today '
        "sheet.",
    ),
    "safe_list_day": _fault(
        "{cell}: this is not a day up to today.",
        "Type the day on which the person was made safe: 3 Apr 2026.",
    ),
    "safe_before_audit": _fault(
        "{case}: {on} is before the audited month ({month}), so it cannot be when what the audit found was put right.",
        "Give the day on which the person was made safe.",
    ),
    "nothing_to_undo": _fault(
        "There is nothing in this ledger to take back.", "daready history lists what was done."
    ),
    "not_undone": _fault(
        "Entry {number}, the last one, is of a kind that is never taken back ({kind}). Nothing was changed.",
        "What came before it is taken back by its number: daready withdraw NUMBER --why REASON.",
    ),
    "undo_loaded_again": _fault(
        "Entry {number} took load {load} out of use, and the same content has been loaded again since. Nothing was "
        "changed.",
        "It counts already.",
    ),
    "rebase_there": _fault(
        "{line} already begins again from {since}, by entry {number}.",
        "To change that, withdraw that entry first.",
    ),
    "no_such_assessment": _fault(
        "There is no signed-off assessment {number}.", "daready history lists them."
    ),
    "no_baseline": _fault(
        "No assessment as at a day before {day} is signed off, so there is nothing to compare with.",
        "daready assess --sign-off NAME makes an assessment the baseline.",
    ),
    "baseline_not_earlier": _fault(
        "Assessment {number} is not as at a day before {day}, so it cannot be the baseline.",
        "daready history lists those that are signed off.",
    ),
    # what became of files that were loaded
    "already_loaded": _info(
        "{where}: the same content is load {load} of {day}. Nothing was added.",
        "If a newer daready reads more of it, withdraw load {load} and load it again.",
    ),
    "already_replaced": _info(
        "{where}: the same content was load {load}, which load {by} replaced. Nothing was added."
    ),
    "overlaps_loads": _info(
        "{where}: some of its cases or figures are in {loads} too. Nothing counts twice.",
        "If this corrects the earlier sheet, withdraw this load, then load it again with --replaces.",
    ),
    "replaces_load": _info("{where}: it replaces {loads}, which stays in the ledger and no longer counts."),
    "marked_replaces_load": _info(
        "{where}: it is the marked copy of {loads}, which stays in the ledger and no longer counts.",
        "Nothing to do, if it is the correction; otherwise withdraw this load.",
    ),
    "replaces_nothing": Sentence(
        "warning",
        "{where}: nothing earlier has the same form, month and district, so it was loaded alongside the others.",
        "If it corrects a sheet that is there under another month or district, withdraw that load.",
    ),
    "replaces_unclear": _fault(
        "{where}: it was not loaded, since it does not cover the whole of {loads}.",
        "Send the corrected sheet with everything that the earlier one covers, or withdraw the earlier and load "
        "this without --replaces.",
    ),
    "correction_open": Sentence(
        "warning",
        "{where}: this looks like a correction of {loads}: {known} of {items} cases or figures are there already; "
        "cells that differ: {changes}; cases or figures no longer in it: {gone}. Nobody has said whether it replaces "
        "that, so it was not loaded.",
        "If it does, load it again with --yes; if it is another look at the same cases, with --no.",
    ),
    "corrects_part": Sentence(
        "warning",
        "{where}: {known} of its cases or figures are in {loads} too, which holds much more; cells that differ: "
        "{changes}. It was loaded beside, so that where the two contradict each other neither counts.",
        "To correct what is there, send the whole sheet again with the corrections in it, after daready undo.",
    ),
    "month_again": Sentence(
        "info",
        "{where}: {month} is in {loads} already, with other cases, and nothing has come for {later}: the month may "
        "have been left as it was in last month's sheet.",
        "If it was, correct the month and load the sheet again with --yes.",
    ),
    "month_not_settled": Sentence(
        "warning",
        "{where}: it was not loaded, since its month may be a slip.",
        "Correct the month in the sheet, its tab or its name, and load it again.",
    ),
    "nothing_new": Sentence(
        "warning",
        "{where}: every one of its {items} cases or figures is in {loads} already, and no answer differs. Nothing was "
        "kept.",
        "Nothing needs to be done, unless the corrections were left out: then save the sheet and load it again.",
    ),
    # what once counted as failing and is gone (A15)
    "nothing_open": _fault(
        "{cases}: nothing there that failed has been removed and is waiting for a reason.",
        "daready account-for lists what does.",
    ),
    "removed_open": Sentence(
        "warning",
        "{lost}, and nobody has said why. Until somebody does, those answers are in doubt, and whoever was unsafe "
        "stays on the list.",
        "Say why: daready account-for {cases} --reason CODE --role ROLE.",
    ),
    "purge_unsafe": _fault(
        "{place}: the case failed a safety question and nothing says that it was made safe. Nothing was deleted. "
        "{count} of the cases past their retention are like this.",
        "Record that it was made safe, or: daready account-for {cases} --reason made_safe_elsewhere --role ROLE.",
    ),
    "evidence_not_loaded": Sentence(
        "warning",
        "{files} in the evidence folder not loaded, so not counted.",
        "daready load brings them into the ledger.",
    ),
    "key_changed": Sentence(
        "warning",
        "Made with another key for case references: {loads}. A case in them that newer sheets hold too cannot be "
        "recognised, and counts twice. No data are lost.",
        "Put the old key back from a copy if there is one.",
    ),
}
