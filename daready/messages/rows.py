"""Sentences about rows that people sent: set aside, sent twice, or no cases at all.

Every one starts with ``{where}``: file › sheet › cell, and says how many rows it is about.
"""

from __future__ import annotations

from daready.messages.sentence import Sentence

ROWS: dict[str, Sentence] = {
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
    "unlike_a_case": Sentence(
        "warning",
        "{where}: not like a case by its reference, its date or its answers, so it may belong to another table; "
        "not used ({rows}).",
        "Put other tables on a sheet of their own, or type the reference and the date.",
    ),
    "reference_for_many": Sentence(
        "warning",
        "{where}: several rows have the same word or number as their reference, so it identifies no case; "
        "not used ({rows}).",
        "Type the reference of each case.",
    ),
    "reference_only": Sentence(
        "warning",
        "{where}: a reference and nothing else; not used ({rows}).",
        "Fill in the answers, or delete the row.",
    ),
    "quote_not_closed": Sentence(
        "error",
        "{where}: a quotation mark opens here and is not closed in its cell, so these rows run into one another; "
        "none was used ({rows}).",
        "Remove the quotation mark, or close it; in Excel, correct the cell and save as CSV again.",
    ),
    "cut_short": Sentence(
        "error",
        "{where}: the file ends in the middle of this row, so it may have been cut off here, and rows may be missing; "
        "this one was not used ({rows}).",
        "Ask for the file to be exported or sent again.",
    ),
    "beyond_headings": Sentence(
        "warning",
        "{where}: more cells than the table has headings, so answers may be under the wrong ones; "
        "not used ({rows}).",
        "Put a text that holds the delimiter between quotation marks, or give the extra column a heading.",
    ),
    "struck_row": Sentence(
        "warning",
        "{where}: everything here is crossed out; not used ({rows}).",
        "Delete the row, or remove the strikethrough.",
    ),
    "month_out_of_order": Sentence(
        "warning",
        "{where}: months long past among rows of new ones, in no order, so it may be a slip; not used ({rows}).",
        "Correct the year or the month; if the cases are old, sort the sheet by month or put them on a sheet of their "
        "own.",
    ),
    "total_unnamed": Sentence(
        "warning",
        "{where}: these look like unlabelled totals; not used ({rows}).",
        "Write Total at the start of each total row.",
    ),
    "row_at_default": Sentence(
        "warning",
        "{where}: below the last case, with a running number alone, or every question at FALSE, 0 or No and nothing "
        "else, like rows that nobody has filled in; not used ({rows}).",
        "Delete the rows; if they are cases, type their references.",
    ),
    "total_not_proved": Sentence(
        "warning",
        "{where}: called a total, but its figures could be a case's answers, and the rows do not prove it a total; "
        "not used ({rows}).",
        "Delete it or move it off the table; if it is a case, type its reference.",
    ),
    "example_row": Sentence(
        "warning",
        "{where}: an example or a test by its name, so not a case; not used ({rows}).",
        "Delete it; if it is evidence, type its reference, or give the sheet another name.",
    ),
    "other_table": Sentence(
        "warning",
        "{where}: there are headings of other questions between the rows, so what follows was not used ({rows}).",
        "Put all questions of a case in one row under one line of headings, or each table on a sheet of its own.",
    ),
    "essentials_missing": Sentence(
        "warning",
        "{where}: a column that the template marks as required is blank or cannot be read; not used ({rows}).",
        "Fill in every column the template marks as required.",
    ),
    "numbers_do_not_fit": Sentence(
        "error",
        "{where}: numbers that are not whole, are negative, or a part above its whole; not used ({rows}).",
        "Type both as whole numbers; a percentage alone hides how many it rests on.",
    ),
    "bare_percentage": Sentence(
        "warning",
        "{where}: percentages or single numbers, which hide how many cases they rest on; not used ({rows}).",
        "Send the two counts: a row M16 numerator and a row M16 denominator, or 34/40 in each cell.",
    ),
    "not_this_force": Sentence(
        "info",
        "{where}: an area that is not this force (the nation, other forces, a target); not counted ({rows}).",
        "Nothing to do; if it is one of the force's own districts, give it another name.",
    ),
    "area_far_larger": Sentence(
        "warning",
        "{where}: ten times as large as all other areas of the month together, so it is hardly a district of this "
        "force; not used ({rows}).",
        "Delete the row if it is about more than this force; otherwise send the force's figure on a sheet of its own.",
    ),
    "codes_of_another_list": Sentence(
        "warning",
        "{where}: codes such as M16 among codes that this form does not have, or beside other wording, so they are "
        "another list's numbers; not used ({rows}).",
        "Write the title in place of the code where it is meant: daready rubric show lists the titles.",
    ),
    "force_among_districts": Sentence(
        "warning",
        "{where}: the name of a police force among other areas, and not their sum, so it is either another force or "
        "counts the districts again; not used ({rows}).",
        "Delete the row if it is another force. If it is your own, write Force, or its districts alone.",
    ),
    "duplicate_case": Sentence(
        "warning",
        "{where}: cases sent more than once with the same answers; each counts once, and not here ({rows}).",
        "Delete the repeated rows.",
    ),
    "duplicate_block": Sentence(
        "warning",
        "{where}: rows without a reference that repeat other rows one after the other; not counted again ({rows}).",
        "Delete the repeated rows; if they are other cases, fill in their references.",
    ),
    "duplicate_block_fails": Sentence(
        "warning",
        "{where}: rows without a reference that fail a question and repeat other rows one after the other. They may "
        "be other cases, so their answers count as not known ({rows}).",
        "Fill in their references; delete those that are the same case again.",
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
    "period_differs": Sentence(
        "warning",
        "{where}: a quarter or a year that its months, as far as they were sent, do not add up to; not used ({rows}).",
        "Send the months alone, or correct the figure that is wrong.",
    ),
    "sum_of_districts": Sentence(
        "info",
        "{where}: figures of the whole force whose districts were sent too; counted once ({rows}).",
        "Nothing to do.",
    ),
    "part_of_force": Sentence(
        "info",
        "{where}: districts that are a part of the force's own figure, which was used ({rows}).",
        "Nothing to do.",
    ),
    "duplicate_figure_conflict": Sentence(
        "warning",
        "{where}: figures that another row gives differently; none was used ({rows}).",
        "Keep the row that is right.",
    ),
    "total_row": Sentence("info", "{where}: totals, not counted as cases ({rows}).", "Nothing to do."),
    "summary_row": Sentence(
        "info",
        "{where}: lines of a summary (a question, a month or an answer with its counts), not cases ({rows}).",
        "Nothing to do.",
    ),
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
