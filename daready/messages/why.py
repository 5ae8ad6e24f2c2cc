"""Why a row of a sheet is evidence or is not, in words: what each rule asks, what moved a row after, what was seen."""

from __future__ import annotations

RULES: dict[str, str] = {
    "plain_case": "a reference with a number in it, and an answer in words",
    "struck_out": "everything in it is crossed out",
    "headings_again": "the headings of the table again",
    "headings_of_another_table": "headings of other questions of the form",
    "figure_of_a_return": "an item of the return, with its figures by month",
    "called_an_example": "called an example or a test",
    "called_a_total": "called a total, with nothing but figures",
    "called_a_note": "called a note, or a label with its value",
    "called_a_question": "called by a question, as a line of a summary is",
    "summary_that_could_answer": "called like a line of a summary, with figures that could be a case's answers",
    "line_of_a_summary": "called like a line of a summary (a month, an answer, RAG), with figures",
    "answers_to_choose_from": "the answers to choose from, and no reference",
    "answer_alone": "one answer and nothing else",
    "unreadable_alone": "something under a question that nobody can read, and nothing else",
    "item_alone": "an item of the form and nothing else",
    "heading_of_items": "a word where the items are, and nothing else",
    "reference_alone": "a reference and nothing else",
    "text_alone": "a long text and nothing else",
    "word_alone": "a word and nothing else",
    "value_alone": "one value in a column that is read, and nothing else",
    "beside_the_table": "nothing in any column that is read",
    "figures_under_odd_reference": "figures only, and a reference unlike those of the rows answered in words",
    "figures_without_reference": "figures only, and no reference with a number in it",
    "unlike_a_case": "a word where the references have numbers, and nothing that a case would say",
    "row_of_the_table": "none of these, so a row of the table",
}
"""What each rule of evidence/sorting/rules.py asks of a row."""

PASSES: dict[str, str] = {
    "guidance_under_headings": "right under the headings, in sentences that say how to fill them in",
    "below_another_tables_headings": "below headings of other questions",
    "heading_that_counts_its_rows": "a name alone with how many rows follow",
    "below_the_last_case": "alone below the last row of evidence",
    "count_of_answers": "one of several lines called by different answers, each with figures",
    "legend_below_the_cases": "parted from the cases at the end, a word or code with what it means",
    "heading_of_a_summary": "right above the lines of a summary",
    "percentages_alone": "percentages under every question of the table and nothing else",
    "number_drawn_in_advance": "below the last case with its running number alone",
    "boxes_at_their_default": "below the last reference with every question at FALSE, 0 or No",
    "answers_beside_the_table": "answers beside the table, as when a row was moved",
    "facts_of_a_case_alone": "nothing but what stands in the same column of a case, or a day or a risk",
    "word_said_again": "the word of the heading before it again",
    "total_not_proved": "figures that could be a case's answers, and the rows do not prove it a total",
    "tab_called_an_example": "on a sheet called an example",
}
"""What each look over the whole table found of a row that it moved."""

LEADS: dict[str, str] = {
    "blank": "nothing",
    "example": "a word for an example",
    "total": "a word for a total",
    "note": "a word for a note",
    "label": "a label with its value",
    "question": "a question",
    "summary": "a word for a line of a summary",
    "month": "a month",
    "answer": "an answer",
    "reference": "a reference with a number in it",
    "word": "some other word",
}
"""What may stand where references or items stand."""

ANSWERS: dict[str, str] = {
    "words": "in words",
    "figures": "in figures",
    "mixed": "in words that are not all known answers",
    "none": "not at all",
}
"""How a row may be answered."""
