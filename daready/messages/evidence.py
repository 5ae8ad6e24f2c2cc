"""Sentences about what was odd in the evidence people sent: its sheets and its cells.

Every one starts with ``{where}``: file › sheet › cell. Facts are words of the forms, months, cells and
counts; what somebody typed is repeated only where the reader found it safe.
"""

from __future__ import annotations

from daready.messages.sentence import Sentence

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
    "filter_at_work": Sentence(
        "warning",
        "{where}: a filter was at work when this was exported, so that rows may be missing which nobody sees here "
        "({cell_count}).",
        "Export it again without the filter, or check that it leaves out no case that should count.",
    ),
    "columns_hidden": Sentence(
        "info", "{where}: hidden columns were read ({columns}).", "Delete them if they should not count."
    ),
    "value_under_merged": Sentence(
        "warning",
        "{where}: merged cells hide values beneath them, which were not used ({cell_count}).",
        "Unmerge the cells, then keep or delete the values that appear.",
    ),
    "far_cell": Sentence(
        "warning",
        "{where}: there is something far to the right of everything else; it was not read ({cell_count}).",
        "Clear it (Ctrl+End finds it), and save.",
    ),
    "no_table": Sentence(
        "info",
        "{where}: there is no table with a form's headings on this sheet.",
        "Nothing to do, if it is notes.",
    ),
    "table_on_its_side": Sentence(
        "error",
        "{where}: the sheet is transposed: questions run down and cases across, so the table was not read.",
        "Copy the table and paste it the other way round (Paste Special, Transpose): a row for each case.",
    ),
    "one_case_a_sheet": Sentence(
        "error",
        "{where}: a form for one case, with the questions one below the other; it was not read.",
        "Put the cases into one table with a row for each: daready template makes one.",
    ),
    "one_question_a_row": Sentence(
        "error",
        "{where}: each row has one question of a case, so that a case is spread over several rows; it was not read.",
        "Put all questions of a case into one row, with a column for each question (in Excel, a pivot table does it).",
    ),
    "counts_by_question": Sentence(
        "error",
        "{where}: counts of answers with a row for each question, without the columns that say how many cases were "
        "met and looked at; it was not read.",
        "Use the headings Question, Met and Looked at (daready template audit-totals), or send the cases themselves.",
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
        '{where}: the heading "{expected}" is missing, so duplicates cannot be detected.{instead}',
        'Put "{expected}" above the case references.',
    ),
    "row_above_headings": Sentence(
        "warning",
        "{where}: rows of the table are above its headings, as if the headings had been sorted too; not used ({rows}).",
        "Move the headings above the first row.",
    ),
    "reference_counts_rows": Sentence(
        "warning",
        "{where}: the references only number the rows (1, 2, 3), so duplicates cannot be detected.",
        "Put the crime or incident numbers there.",
    ),
    "reference_blank": Sentence(
        "warning",
        "{where}: cases without a reference, so duplicates cannot be detected ({rows}).",
        "Fill in the case reference.",
    ),
    "reference_shortened": Sentence(
        "warning",
        "{where}: long references that Excel has cut to their first digits, as in 3.5E+13, so duplicates "
        "cannot be detected ({rows}).",
        "Format the column as text, type or paste the whole references, and save again.",
    ),
    "heading_not_known": Sentence(
        "warning",
        "{where}: {quoted} is not a heading this form knows, so its column was not read.{hint}",
        "Use the form's heading, or say what this one means: daready check FILES -m mapping.xlsx.",
    ),
    "headings_tried": Sentence(
        "warning",
        "{where}: these could be headings of the form {form}, which knows none of them ({cell_count}).",
        "Say what they mean: daready check FILES -m mapping.xlsx.",
    ),
    "heading_blank": Sentence(
        "info",
        "{where}: this column has no heading, so it was not read.",
        "Give it one of the form's headings if it is needed.",
    ),
    "answers_under_other_heading": Sentence(
        "warning",
        "{where}: column {column} has no question above it and is answered like one ({cell_count}); none of it "
        "was read as answers.",
        "Put the question above it if it is one. What is not asked is never met.",
    ),
    "answers_by_key": Sentence(
        "warning",
        "{where}: this gives answers another meaning than the form does; those{tab} were read by it.",
        "Check that it is so. Yes and No as words need no key.",
    ),
    "key_says_otherwise": Sentence(
        "error",
        '{where}: this gives answers another meaning than the form does, so "{column}"{tab} was not read.',
        "Type Yes, Partial, No or Not applicable, or correct what is explained here.",
    ),
    "adopted_new_question": Sentence(
        "warning",
        "{where}: a question ({letters} letters) that was not there when this form was adopted; its answers are not "
        "read.",
        "Say what it asks: daready adopt FILE, then accept it again. All other questions are read as before.",
    ),
    "blank_forms": Sentence(
        "info",
        "{where}: {sheet_count} of the form with nothing filled in: no case.",
        "Nothing has to be done.",
    ),
    "claim_against_sheet": Sentence(
        "warning",
        "{where}: the sheet says itself how its cases were chosen, and not as was claimed when its form was adopted, "
        "so the claim does not speak for it.",
        "Write how the cases were chosen into the sheet (How cases were chosen: random), or adopt the form anew.",
    ),
    "numbers_are_a_scale": Sentence(
        "warning",
        '{where}: no number in "{column}" is taken for a yes or a no, because the table scores in other numbers than '
        "0 and 1, or the column answers in words as well ({cell_count}).",
        "Say above the table what each number means, as in 1 = Not met, 2 = Met; or type the answers as words.",
    ),
    "numbers_of_a_scale": Sentence(
        "warning",
        '{where}: "{column}" holds 0 or 1 where {tab} has numbers of a scale, so that a 1 may be its lowest mark and '
        "none of them is a yes or a no ({cell_count}).",
        "Say above the table what each number means, as in 1 = Not met, 2 = Met; or type the answers as words.",
    ),
    "bare_codes": Sentence(
        "error",
        "{where}: a bare number such as Q25 is over the column, and any list may have such numbers, so it was not "
        "taken for daready's own question ({columns}).",
        "Put the wording above it, use daready's template, or say what it means: daready check FILES -m mapping.xlsx.",
    ),
    "heading_twice": Sentence(
        "error",
        '{where}: "{expected}" is already the heading of column {first}, so this column was not read.',
        "Keep one of the two columns.",
    ),
    "fact_not_understood": Sentence(
        "warning",
        "{where}: what is written for {fact} was not understood.{hint}",
        "{how}",
    ),
    "population_too_small": Sentence(
        "warning",
        "{where}: the sheet has more cases of one month than it says there were ({rows}).",
        "Give the number of cases the sample was drawn from.",
    ),
    "population_differs": Sentence(
        "info",
        "{where}: the rows give different numbers of cases to choose from, so none was taken.",
        "Write the number once, above the table.",
    ),
    "period_disagrees": Sentence("warning", "{where}: {what}.", "Correct whichever is wrong."),
    "selection_not_stated": Sentence(
        "warning",
        "How the cases were chosen is not stated on {sheet_count}: {sheets}. "
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
        '{where}: "{column}" shows an Excel error such as #REF! or #N/A, which is not an answer ({cell_count}).',
        "Type the answer over it, or correct the formula.",
    ),
    "formula_not_calculated": Sentence(
        "warning",
        '{where}: "{column}" holds a formula that was never calculated ({cell_count}).',
        "Open the workbook in Excel and save it, then run this again.",
    ),
    "text_struck": Sentence(
        "warning",
        '{where}: "{column}" holds crossed-out text, so it is not clear what is meant ({cell_count}).',
        "Type only what is meant, and delete what is crossed out.",
    ),
    "merged_answers": Sentence(
        "warning",
        '{where}: "{column}" has cells merged into one, and the file keeps one answer for them, so none of them was '
        "understood ({cell_count}).",
        "Unmerge the cells and type the answer of each case.",
    ),
    "colour_no_answer": Sentence(
        "warning",
        '{where}: "{column}" is coloured and otherwise blank; a colour is not an answer ({cell_count}).',
        "Type the answer as a word.",
    ),
    "colours_not_looked_for": Sentence(
        "info",
        "{where}: the sheet is so large that its colours were not looked for; a cell whose colour "
        "alone carries the meaning reads as blank.",
        "If colours mean something, type it as a word, or send the sheet in parts.",
    ),
    "comment_no_answer": Sentence(
        "warning",
        '{where}: "{column}" is blank apart from a comment, which is not an answer ({cell_count}).',
        "Type the answer as a word.",
    ),
    "drawn_no_answer": Sentence(
        "warning",
        '{where}: "{column}" has something drawn over its cells, such as a check box, a picture or a text box. '
        "What it shows was not read: only what is typed into a cell is an answer ({cell_count}).",
        "Type the answer as a word.",
    ),
    "date_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not one clear date ({cell_count}).',
        "Type the date as day, month, year: 3 Apr 2026.",
    ),
    "dates_month_first": Sentence(
        "warning",
        '{where}: "{column}" has the month before the day, as the month that the tab, title or file name gives shows; '
        "the dates were read so ({cell_count}).",
        "Check the export's settings; dates with a month in letters can be read one way only: 3 Apr 2026.",
    ),
    "dates_month_first_doubt": Sentence(
        "warning",
        '{where}: "{column}" has a date that can only have its month before its day, so no date of three numbers in '
        "it was used ({cell_count}).",
        "Name the tab after the month if all are of one, or send the dates with the month in letters: 3 Apr 2026.",
    ),
    "serial_of_1904": Sentence(
        "warning",
        '{where}: "{column}" holds a bare number in a workbook that counts days from 1904, so it could be either '
        "of two days four years apart ({cell_count}).",
        "Type the date as day, month, year: 3 Apr 2026.",
    ),
    "period_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not one clear month ({cell_count}).',
        "Type the month with its year: Apr 2026. Weeks, quarters and years are taken only where a form says so.",
    ),
    "date_in_future": Sentence(
        "warning",
        '{where}: "{column}" is in the future ({cell_count}).',
        "Check the year and the month; anything after the as-at date is not counted.",
    ),
    "date_before_form": Sentence(
        "warning",
        '{where}: "{column}" is before this form came into use ({cell_count}).',
        "Check the year.",
    ),
    "date_out_of_reach": Sentence(
        "warning",
        '{where}: "{column}" holds a day more than {years} years before or after the day of this reading, which cannot '
        "be meant, so it was not kept ({cell_count}).",
        "Check the year. A date of birth belongs nowhere here.",
    ),
    "number_not_understood": Sentence(
        "warning",
        '{where}: "{column}" holds something that is not a number ({cell_count}).',
        "Type the number alone.",
    ),
    "number_out_of_bounds": Sentence(
        "warning",
        '{where}: "{column}" holds a number below {least} or above {most}, which cannot be meant, so it was not kept '
        "({cell_count}).",
        "Type the number that is asked for. A telephone number, a reference or a date belongs nowhere here.",
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
    "count_became_a_date": Sentence(
        "warning",
        "{where}: a date where counts belong, so it was not used; 3/4 typed into Excel becomes one ({cell_count}).",
        "Format the cells as text and type the counts again, or give each count a column or row of its own.",
    ),
    "two_references": Sentence(
        "info",
        "{where}: a second column of references; each row goes by the first that it has, from column {first} on.",
        "Nothing to do.",
    ),
    "reference_over_rows": Sentence(
        "warning",
        "{where}: one reference stands in a cell merged over {items} rows, so these rows are one case. If their "
        "answers differ, none of them is used.",
        "Give each row the reference of its own case, or keep one row.",
    ),
    "references_in_one_cell": Sentence(
        "warning",
        "{where}: a cell with more than one reference; its row counts as one case ({cell_count}).",
        "Give each case a row of its own.",
    ),
    "filled_down": Sentence(
        "warning",
        '{where}: "{column}" is in {given} of {all} rows, each time another and blank below, so it was taken to hold '
        "for the rows below it.",
        "Fill in every row if that is not so.",
    ),
    "printed_seldom": Sentence(
        "warning",
        '{where}: "{column}" is in {given} of {all} rows and blank below, so it is not known of the others.',
        "Fill in every row.",
    ),
    "counts_do_not_fit": Sentence(
        "error",
        "{where}: counts that are not whole, are negative, or a part above its whole ({cell_count}).",
        "Correct the two counts of the month.",
    ),
    "month_without_year": Sentence(
        "error",
        "{where}: a month without its year, and nothing around it says which year.",
        "Write the year with the month: Jun 2025.",
    ),
    "label_not_kept": Sentence(
        "info",
        '{where}: "{column}" holds what may be a person\'s name or more than the short name of a district or team, '
        "so it was not kept ({cell_count}). Rows of one name stay together, as District with a short tag. To have "
        "a district shown, list it under districts or names_allowed in daready.toml (daready init makes one).",
        "Remove people's names; list districts and teams in daready.toml.",
    ),
    "label_footnote": Sentence(
        "warning",
        '{where}: "{column}" has a footnote\'s number or mark on a name ({cell_count}); it counts as part of the name.',
        "Take the mark off: the same name without it, on another sheet, is taken for another district.",
    ),
    "label_two_spellings": Sentence(
        "warning",
        '{where}: "{column}" has a name both with and without a footnote\'s number or mark ({cell_count}). They are '
        "counted as two districts, and may be one.",
        "Take the mark off if they are one; of two rows about the same, leave one.",
    ),
    "looks_personal": Sentence(
        "warning",
        '{where}: "{column}" seems to hold a person\'s details or a long text ({cell_count}). None of it was kept.',
        "Remove it from the sheet, and type the answer alone.",
    ),
    "said_not_applicable": Sentence(
        "warning",
        '{where}: "{column}" says not applicable where it did apply ({cell_count}); taken as not known.',
        "Give the answer that the case shows.",
    ),
    "item_not_known": Sentence(
        "warning",
        "{where}: {quoted} is not an item this form knows, so the row was not used.{hint}",
        "Use the template's code.",
    ),
}

EVIDENCE: dict[str, Sentence] = {**_SHEETS, **_CELLS}
