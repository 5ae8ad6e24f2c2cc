"""Sentences about a file as a whole: why it was not read, or how; and why no marked copy of it was made."""

from __future__ import annotations

from daready.messages.sentence import Sentence

FILES: dict[str, Sentence] = {
    "file_not_found": Sentence(
        "error", "{where}: there is no file or folder of this name.", "Check the spelling and the folder."
    ),
    "file_not_readable": Sentence(
        "error",
        "{where}: the file could not be opened.",
        "Close it elsewhere, or ask for access to it, and try again.",
    ),
    "file_name_hidden": Sentence(
        "info",
        "{where}: some words of this file's name are hidden, as they may be a person's. It is file {number} of {of} "
        "in order of name.",
        "Name it with the words of an audit and its month, or list its words under names_allowed in daready.toml.",
    ),
    "not_a_file": Sentence(
        "error",
        "{where}: this is a pipe, a device or something else, and not a file, so it was not opened.",
        "Save what it gives as a file, and name that.",
    ),
    "link_leads_away": Sentence(
        "error",
        "{where}: this is a link that leads out of the folder it is in, so it was not followed.",
        "Copy the file itself to where the link is, or name the folder that it is in.",
    ),
    "link_leads_nowhere": Sentence(
        "error",
        "{where}: this is a link that leads nowhere, or round in a circle, so nothing was read by it.",
        "Copy the file itself to where the link is.",
    ),
    "no_export_fits": Sentence(
        "error",
        "{where}: no sheet of this file has the headings of a row-level export.",
        "Name its columns as an extract does (docs/extracts.md), or add your own headings in rubrics/extracts.",
    ),
    "export_ambiguous": Sentence(
        "error",
        "{where}: the headings would fit two kinds of export, or two rows of headings, as well.",
        "Send one kind of export in a sheet, with one row of headings.",
    ),
    "export_column_twice": Sentence(
        "error",
        "{where}: two columns have headings that mean the same.",
        "Leave one of them out of the export, or give it another heading.",
    ),
    "file_empty": Sentence("error", "{where}: the file is empty.", "Ask for it to be sent again."),
    "headings_alone": Sentence(
        "warning",
        "{where}: the headings are there and no row is filled in under them.",
        "If rows are missing, ask for the file to be exported or sent again.",
    ),
    "file_too_large": Sentence(
        "error",
        "{where}: the file is too large to be an audit or a return.",
        "Send only the sheets that are needed.",
    ),
    "not_what_it_says": Sentence(
        "error",
        "{where}: the name says it is a workbook, but inside it is something else.",
        "Open it in the program it came from and save it as an Excel workbook.",
    ),
    "workbook_broken": Sentence(
        "error",
        "{where}: the workbook is damaged or was cut short on the way.",
        "Open it in Excel, let Excel repair it, and save it again; or ask for it to be sent again.",
    ),
    "password_protected": Sentence(
        "error",
        "{where}: the workbook is locked with a password.",
        "Write the password into a text file and name it with --password-file, or save a copy without a password.",
    ),
    "password_wrong": Sentence(
        "error",
        "{where}: none of the passwords given opens this workbook.",
        "Ask whoever sent it, and add its password to the password file on a line of its own.",
    ),
    "password_extra_missing": Sentence(
        "error",
        "{where}: the workbook is locked with a password, and what opens such workbooks is not installed.",
        'Install it (pip install "daready[locked]"), or open the workbook in Excel and save a copy without '
        "a password.",
    ),
    "lock_not_known": Sentence(
        "error",
        "{where}: the file is locked in a way that cannot be opened here, even with its password.",
        "Open it where it was made and save a copy without a password.",
    ),
    "workbook_unsafe": Sentence(
        "error",
        "{where}: the workbook holds instructions that no Excel workbook needs, so it was not opened.",
        "Ask whoever sent it to save it again from Excel, and tell your information security team.",
    ),
    "unpacks_too_large": Sentence(
        "error",
        "{where}: the file is small but would unpack to more than an audit or a return can be.",
        "Copy the sheets that are needed to a new workbook; tell your information security team if in doubt.",
    ),
    "too_many_cells": Sentence(
        "error",
        "{where}: a sheet has more cells than can be read at once, or is large and written in an unusual way.",
        "Copy the rows and columns that are needed to a new workbook, or save the sheet as CSV.",
    ),
    "too_many_sheets": Sentence(
        "error",
        "{where}: the workbook has more sheets than an audit or a return can have, so it was not read.",
        "Copy the sheets that are needed to a new workbook.",
    ),
    "second_reader_used": Sentence(
        "info",
        "{where}: the workbook is unusual inside and was read the slow way.",
        "Nothing to do; saving it again in Excel makes it quicker.",
    ),
    "format_not_swept": Sentence(
        "info",
        "{where}: in this format errors such as #REF! and formulas never calculated read as blank, crossed-out "
        "words read as ordinary ones, and colours, comments and hidden rows or columns could not be looked for.",
        "Save it in Excel as an .xlsx workbook to have these found.",
    ),
    "links_outside": Sentence(
        "info",
        "{where}: the workbook takes values from other workbooks; what was last saved was read.",
        "Check that those values were up to date when it was saved.",
    ),
    "reader_stopped": Sentence(
        "error",
        "{where}: the file made the reader stop, so nothing of it was used. The other files were read.",
        "Open it in Excel, save it as a new workbook, and try that one.",
    ),
    "reader_too_slow": Sentence(
        "error",
        "{where}: reading the file took too long and was stopped. The other files were read.",
        "Save only the sheets that are needed as a new workbook, or a long sheet as CSV, which is read much faster.",
    ),
    "reader_not_limited": Sentence(
        "info",
        "This system did not let daready limit the memory of the process that reads, so only small files were read "
        "(up to {megabytes} MB), no copy was marked, and time alone stops a file that goes on and on.",
        "Nothing to do. Whoever looks after this machine could let programs start limited processes (job objects).",
    ),
    "too_large_unheld": Sentence(
        "error",
        "{where}: the file is too large to be read where the reader's memory cannot be limited, as on this machine.",
        "Save only the sheets that are needed as a new workbook, or read it on another machine.",
    ),
    "not_a_workbook": Sentence(
        "warning",
        "{where}: this is not a workbook or csv file, so it was not read.",
        "If it is evidence, enter it in the document register.",
    ),
    "lock_file": Sentence(
        "info",
        "{where}: the workbook is open in Excel; what was last saved was read.",
        "Save it in Excel and run this again if it has changed.",
    ),
    "folder_empty": Sentence(
        "warning",
        "{where}: there is no workbook or csv file in this folder.",
        "Put the evidence there, or name another folder.",
    ),
    "duplicate_file": Sentence(
        "info",
        "{where}: this is the same file as {same}, so its rows were not counted again.",
        "Remove one of the two.",
    ),
    "replaced_by_marked": Sentence(
        "info",
        "{where}: its marked copy {other} was read instead, so its rows were not counted.",
        "Nothing to do, if the corrections are in that copy.",
    ),
    "marked_lacks": Sentence(
        "warning",
        "{where}: it was read in place of {other}, and {rows} of that workbook are not in it.",
        "Put them back into the copy; where they were deleted for a reason, nothing needs doing.",
    ),
    "marked_for_others": Sentence(
        "warning",
        "{where}: this was made from the marked copy of {other}, but has other cases or months, so it replaces "
        "nothing and both were counted.",
        "Nothing to do, if it is another audit. If it corrects {other}, leave that one out, or withdraw its load.",
    ),
    "marked_twice": Sentence(
        "error",
        "{where}: {other} is a marked copy of the same workbook; neither was used.",
        "Keep the one that is right.",
    ),
    "not_marked": Sentence(
        "info",
        "{where}: a marked copy of this workbook would lose {what}, so its faults are listed by themselves.",
        "Put them right in the workbook itself: the list gives each cell.",
    ),
    "not_marked_large": Sentence(
        "info",
        "{where}: the workbook is too large to be marked, so its faults are listed by themselves.",
        "Put them right in the workbook itself: the list gives each cell.",
    ),
    "not_marked_stopped": Sentence(
        "info",
        "{where}: marking this workbook would take more time or memory than it may, so its faults are listed by "
        "themselves.",
        "Put them right in the workbook itself: the list gives each cell. Few merged cells and links help.",
    ),
    "not_marked_locked": Sentence(
        "info",
        "{where}: a marked copy would not be locked as the workbook is, so its faults are listed by themselves.",
        "Put them right in the workbook itself: the list gives each cell.",
    ),
    "not_marked_format": Sentence(
        "info",
        "{where}: a file of this kind cannot be marked, so its faults are listed by themselves.",
        "Put them right in the file itself, or save it as an Excel workbook (.xlsx) first.",
    ),
    "read_as_windows": Sentence(
        "info",
        "{where}: the text is not UTF-8; it was read as Windows text.",
        "Nothing to do, unless letters such as £ or é look wrong.",
    ),
    "no_form_fits": Sentence(
        "error",
        "{where}: no sheet of this file has the headings of any form.{hint}",
        "Use the headings of the template (daready template), or add these headings to the form.",
    ),
}
