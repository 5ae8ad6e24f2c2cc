"""Sentences about what was odd about evidence people sent.

Every one starts with ``{where}``: file › sheet › cell. Facts are words of the forms, months, cells and
counts; what somebody typed is repeated only where the reader found it safe.
"""

from __future__ import annotations

from daready.messages.sentence import Sentence

_FILES: dict[str, Sentence] = {
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
        "{where}: words of this name are not shown, since they may be a person's. It is file {number} of {of} "
        "in the order of names.",
        "Name it with the words of an audit and its month, or list its words under names_allowed in daready.toml.",
    ),
    "file_empty": Sentence("error", "{where}: the file is empty.", "Ask for it to be sent again."),
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
        "Open it in Excel and save a copy without a password (File, Info, Protect Workbook).",
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
        "{where}: a sheet has more cells than an audit or a return can have.",
        "Copy the rows and columns that are needed to a new workbook.",
    ),
    "second_reader_used": Sentence(
        "info",
        "{where}: the workbook is unusual inside and was read the slow way.",
        "Nothing to do; saving it again in Excel makes it quicker.",
    ),
    "format_not_swept": Sentence(
        "info",
        "{where}: in this format errors such as #REF! read as blank, and crossed-out words as if they were not.",
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
        "{where}: reading the file took too long and was given up. The other files were read.",
        "Save only the sheets that are needed as a new workbook.",
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

_SHEETS: dict[str, Sentence] = {
    "sheet_not_readable": Sentence(
        "error", "{where}: this sheet could not be read.", "Copy its cells to a new sheet as values and save."
    ),
    "template_old": Sentence(
        "warning",
        "{where}: this is {old} of the template {form}; version {now} is in use. It was read as far as it fits.",
        "Use a new one next time: daready template {form}.",
    ),
    "template_foreign": Sentence(
        "warning",
        "{where}: this template was made for another form or another force's rubric. "
        "It was read as far as it fits.",
        "Use the force's own: daready rubric list names the forms, daready template makes one.",
    ),
    "sheet_hidden": Sentence(
        "info", "{where}: this sheet is hidden; it was read.", "Delete it if it should not count."
    ),
    "rows_hidden": Sentence(
        "info", "{where}: hidden rows were read ({rows}).", "Delete them if they should not count."
    ),
    "rows_filtered": Sentence(
        "info",
        "{where}: rows that a filter hides were read ({rows}).",
        "Nothing to do; delete them if they should not count.",
    ),
    "columns_hidden": Sentence(
        "info", "{where}: hidden columns were read ({columns}).", "Delete them if they should not count."
    ),
    "value_under_merged": Sentence(
        "warning",
        "{where}: values lie under merged cells, where nobody sees them, and were not used ({cell_count}).",
        "Unmerge the cells and delete or keep what comes to light.",
    ),
    "far_cell": Sentence(
        "warning",
        "{where}: something stands far to the right of everything else and was not read ({cell_count}).",
        "Clear it (Ctrl+End finds it), and save.",
    ),
    "no_table": Sentence(
        "info",
        "{where}: there is no table with a form's headings on this sheet.",
        "Nothing to do, if it is notes.",
    ),
    "header_ambiguous": Sentence(
        "error",
        "{where}: rows {named} could equally be the heading row, so the table was not read.",
        "Leave one row of headings above the cases, or say which with --header-row SHEET=ROW.",
    ),
    "header_row_not_usable": Sentence(
        "error",
        "{where}: row {row} was named as the heading row, but it has no form's headings; the sheet was not read.",
        "Look at the sheet and name the row that holds the headings.",
    ),
    "header_row_no_sheet": Sentence(
        "warning",
        "--header-row names a sheet that is in none of the files (row {count}), so it settled nothing.",
        "Write the tab's name exactly as the workbook shows it; for a csv file, the file's name.",
    ),
    "district_from_tab": Sentence(
        "info",
        "{where}: the sheet names no district, so its rows were put under the tab's name.",
        "Nothing to do, if tabs are districts; otherwise add a column District.",
    ),
    "form_ambiguous": Sentence(
        "error",
        "{where}: the headings fit two forms equally well ({forms}), so the sheet was not read.",
        "Use the headings of one template.",
    ),
    "column_missing": Sentence(
        "error",
        '{where}: the heading "{expected}" is missing.{instead}',
        'Put "{expected}" above its column.',
    ),
    "reference_missing": Sentence(
        "warning",
        '{where}: the heading "{expected}" is missing, so duplicates cannot be found.{instead}',
        'Put "{expected}" above the case references.',
    ),
    "heading_not_known": Sentence(
        "warning",
        "{where}: {quoted} is not a heading this form knows, so its column was not read.{hint}",
        "Use the form's heading, or say what this one means: daready check FILES -m mapping.xlsx.",
    ),
    "heading_blank": Sentence(
        "info",
        "{where}: this column has no heading, so it was not read.",
        "Give it one of the form's headings if it is needed.",
    ),
    "heading_twice": Sentence(
        "error",
        '{where}: "{expected}" already stands above column {first}, so this column was not read.',
        "Keep one of the two columns.",
    ),
    "fact_not_understood": Sentence(
        "warning",
        "{where}: what is written for {fact} was not understood.{hint}",
        "{how}",
    ),
    "population_differs": Sentence(
        "info",
        "{where}: the rows give different numbers of cases to choose from, so none was taken.",
        "Write the number once, above the table.",
    ),
    "period_disagrees": Sentence("warning", "{where}: {what}.", "Correct whichever is wrong."),
    "selection_not_stated": Sentence(
        "warning",
        "How the cases were chosen is not said ({count} in all): {sheets}. "
        "Without that they show failures but prove nothing.",
        "Write it on the sheet (random, systematic, all or judgement), or say it with --selection.",
    ),
}

_CELLS: dict[str, Sentence] = {
    "answer_not_understood": Sentence(
        "warning",
        '{where}: {what} is not an answer "{column}" knows ({cell_count}).{hint}',
        "Type one of: {offered}.",
    ),
    "cell_error": Sentence(
        "warning",
        '{where}: "{column}" shows an Excel error such as #REF! or #N/A, which is no answer ({cell_count}).',
        "Type the answer over it, or mend the formula.",
    ),
    "formula_not_calculated": Sentence(
        "warning",
        '{where}: "{column}" holds a formula that was never worked out ({cell_count}).',
        "Open the workbook in Excel and save it, then run this again.",
    ),
    "text_struck": Sentence(
        "warning",
        '{where}: "{column}" holds crossed-out text, so it is not clear what is meant ({cell_count}).',
        "Type only what is meant, and delete what is crossed out.",
    ),
    "colour_no_answer": Sentence(
        "warning",
        '{where}: "{column}" is coloured and otherwise blank; a colour carries no answer ({cell_count}).',
        "Type the answer as a word.",
    ),
    "comment_no_answer": Sentence(
        "warning",
        '{where}: "{column}" is blank but for a comment, which carries no answer ({cell_count}).',
        "Type the answer as a word.",
    ),
    "date_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not one clear date ({cell_count}).',
        "Type the date as day, month, year: 3 Apr 2026.",
    ),
    "period_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not one clear month ({cell_count}).',
        "Type the month with its year: Apr 2026. Weeks, quarters and years are taken only where a form says so.",
    ),
    "date_in_future": Sentence(
        "warning",
        "{where}: {column} lies in the future ({count} in all).",
        "Check the year and the month; what lies after the day assessed as at is not counted.",
    ),
    "date_before_form": Sentence(
        "warning",
        '{where}: "{column}" is before this form came into use ({cell_count}).',
        "Check the year.",
    ),
    "number_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not a number ({cell_count}).',
        "Type the number alone.",
    ),
    "count_not_understood": Sentence(
        "warning",
        "{where}: something that is not a count, so the month was not used ({cell_count}).",
        "Type the number alone; leave a month that has none blank.",
    ),
    "count_alone": Sentence(
        "warning",
        "{where}: one number where two counts are needed, so the month was not used ({cell_count}).",
        "Give both counts: 34/40, or a row for the numerator and one for the denominator.",
    ),
    "counts_do_not_fit": Sentence(
        "error",
        "{where}: counts that are not whole, are negative, or a part above its whole ({cell_count}).",
        "Correct the two counts of the month.",
    ),
    "month_without_year": Sentence(
        "error",
        "{where}: a month without its year, and nothing around it says which one year.",
        "Write the year with the month: Jun 2025.",
    ),
    "label_not_kept": Sentence(
        "info",
        '{where}: "{column}" holds what may be more than a short name of a district or team, '
        "so it was not kept ({cell_count}).",
        "Type the short name alone, or list it under names_allowed in daready.toml.",
    ),
    "looks_personal": Sentence(
        "warning",
        '{where}: "{column}" seems to hold a person\'s details or a long text ({cell_count}). None of it was kept.',
        "Take it out of the sheet, and type the answer alone.",
    ),
    "said_not_applicable": Sentence(
        "info",
        '{where}: "{column}" says not applicable where it did apply ({cell_count}).',
        "Check these answers.",
    ),
    "item_not_known": Sentence(
        "warning",
        "{where}: {quoted} is not an item this form knows, so the row was not used.{hint}",
        "Use the template's code.",
    ),
}

_ROWS: dict[str, Sentence] = {
    "undated": Sentence(
        "warning",
        "{where}: no month can be read in the row, the tab, the title or the file name; not used ({rows}).",
        "Fill in the date, or name the tab after the month: Apr 2026.",
    ),
    "nothing_readable": Sentence(
        "warning",
        "{where}: nothing here could be understood; not used ({rows}).",
        "Fill in or clear the row.",
    ),
    "reference_only": Sentence(
        "warning",
        "{where}: a reference and nothing else; not used ({rows}).",
        "Fill in the answers, or delete the row.",
    ),
    "struck_row": Sentence(
        "warning",
        "{where}: everything here is crossed out; not used ({rows}).",
        "Delete the row, or take the line through it away.",
    ),
    "total_unnamed": Sentence(
        "warning",
        "{where}: these look like sums without a name; not used ({rows}).",
        "Write Total before sums.",
    ),
    "essentials_missing": Sentence(
        "warning",
        "{where}: something is missing without which a row says nothing; not used ({rows}).",
        "Fill in every column the template marks as required.",
    ),
    "numbers_do_not_fit": Sentence(
        "error",
        "{where}: numbers that are not whole, are negative, or a part above its whole; not used ({rows}).",
        "Correct the two numbers.",
    ),
    "bare_percentage": Sentence(
        "warning",
        "{where}: percentages or single numbers, which hide how many cases they rest on; not used ({rows}).",
        "Send the two counts: a row M16 numerator and a row M16 denominator, or 34/40 in each cell.",
    ),
    "duplicate_case": Sentence(
        "warning",
        "{where}: cases counted before, with the same answers; not counted again ({rows}).",
        "Delete the repeated rows.",
    ),
    "duplicate_conflict": Sentence(
        "warning",
        "{where}: the same case more than once in a month, with different answers; none was used ({rows}).",
        "Keep the row that is right.",
    ),
    "double_mark": Sentence(
        "info",
        "{where}: cases that another auditor marked too; both marks are kept, the case counts once ({rows}).",
        "Nothing to do.",
    ),
    "double_mark_differs": Sentence(
        "warning",
        "{where}: two auditors marked the case differently; the lower answer was counted ({cell_count}).",
        "Settle it between the two and type the same answer in both rows.",
    ),
    "case_by_partners": Sentence(
        "info",
        "{where}: cases filled in by several partners; their answers were put together ({rows}).",
        "Nothing to do.",
    ),
    "case_in_two_months": Sentence(
        "info",
        "{where}: cases that appear in more than one month; each was counted in its month ({rows}).",
        "Nothing to do, if that is so.",
    ),
    "period_overlaps": Sentence(
        "warning",
        "{where}: a quarter or a year of which shorter periods were sent too; not counted again ({rows}).",
        "Send the months, or the quarter, not both.",
    ),
    "duplicate_figure": Sentence(
        "warning",
        "{where}: figures counted before; not counted again ({rows}).",
        "Delete the repeated rows.",
    ),
    "duplicate_figure_conflict": Sentence(
        "warning",
        "{where}: figures that another row gives differently; none was used ({rows}).",
        "Keep the row that is right.",
    ),
    "total_row": Sentence("info", "{where}: totals, not counted as cases ({rows}).", "Nothing to do."),
    "legend_row": Sentence(
        "info", "{where}: the answers to choose from, not answers ({rows}).", "Nothing to do."
    ),
    "repeated_header": Sentence("info", "{where}: the headings again ({rows}).", "Nothing to do."),
    "section_row": Sentence("info", "{where}: a heading between rows ({rows}).", "Nothing to do."),
    "note_row": Sentence("info", "{where}: notes ({rows}).", "Nothing to do."),
    "outside_table": Sentence(
        "info",
        "{where}: something only in columns that are not read ({rows}).",
        "Nothing to do, if it is not evidence.",
    ),
}

_MAPPINGS: dict[str, Sentence] = {
    "read_by_mapping": Sentence(
        "info",
        '{where}: read as "{meaning}", as the {who} said on {when} ({cell_count}).',
        "Nothing to do, if that is right.",
    ),
    "not_needed_by_mapping": Sentence(
        "info",
        "{where}: this column was not read, as the {who} said on {when} that it is not needed.",
        "Nothing to do, if that is right.",
    ),
    "mapping_workbook": Sentence(
        "info",
        "{where}: this workbook says what headings and words mean; it is not evidence.",
        "To have it remembered: daready check FILE --remember.",
    ),
    "mapping_kept": Sentence("info", "{where}: {count} new meanings are remembered.", "Nothing to do."),
    "mapping_known": Sentence("info", "{where}: {count} meanings were remembered before.", "Nothing to do."),
    "mapping_empty": Sentence(
        "warning",
        "{where}: no meaning could be taken from this workbook.",
        "Choose a meaning on at least one line.",
    ),
    "mapping_contradicts": Sentence(
        "warning",
        "{where}: this says otherwise than another line or what is remembered, so it was left out ({cell_count}).",
        "Ask who is right. To change what is remembered: daready history lists it, daready withdraw takes it back, "
        "and then give the mapping workbook that is right back again.",
    ),
    "mapping_other_form": Sentence(
        "warning",
        "{where}: this is a column of another form; the line is about the form {form}. It was left out.",
        "Choose from the list of that line.",
    ),
    "mapping_meaning_not_known": Sentence(
        "warning",
        "{where}: this is not in the list of meanings, so it was left out.",
        "Choose from the list.",
    ),
    "mapping_line_damaged": Sentence(
        "warning",
        "{where}: this line cannot be used: its form is not one daready has, or its hidden columns were changed.",
        "Make a new mapping workbook (daready check FILES -m mapping.xlsx).",
    ),
    "mapping_role_missing": Sentence(
        "error",
        "{where}: who says so is missing, or is not a role on the list, so nothing was remembered.",
        "Choose a role, not a name: {offered}.",
    ),
    "mapping_date_missing": Sentence(
        "error",
        "{where}: the date is missing or not clear, so nothing was remembered.",
        "Type the day it was filled in: 3 Apr 2026.",
    ),
    "mapping_other_workspace": Sentence(
        "error",
        "{where}: this mapping workbook was made in another workspace, so nothing was remembered.",
        "Make one here: daready check FILES -m mapping.xlsx.",
    ),
    "not_a_mapping": Sentence(
        "error",
        "{where}: this is not a mapping workbook, so there is nothing to remember.",
        "Make one with daready check FILES -m mapping.xlsx, and give that back filled in.",
    ),
}

EVIDENCE: dict[str, Sentence] = {**_FILES, **_SHEETS, **_CELLS, **_ROWS, **_MAPPINGS}
