"""Sentences about what people's own headings and words mean: what was remembered, and what could not be."""

from __future__ import annotations

from daready.messages.sentence import Sentence

MAPPINGS: dict[str, Sentence] = {
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
    "adoption_workbook": Sentence(
        "info",
        "{where}: this workbook asks what a form of your own means; it is not evidence.",
        "Once it is filled in: daready adopt FILE --accept --by NAME --role ROLE.",
    ),
    "not_an_adoption": Sentence(
        "error",
        "{where}: this is not an adoption workbook.",
        "Give the one that daready adopt wrote, filled in and saved as .xlsx.",
    ),
    "adoption_damaged": Sentence(
        "error",
        "{where}: what daready wrote down on the hidden sheet Found is gone or changed.",
        "Write it anew with daready adopt and choose again.",
    ),
    "adoption_not_answered": Sentence(
        "error",
        "{where}: nobody has said whether what stands ready in green is right.",
        "Choose Yes or No in that cell.",
    ),
    "adoption_not_of_list": Sentence(
        "error", "{where}: this is not on the list of that cell.", "Choose from the list, or empty the cell."
    ),
    "adoption_yes_not_said": Sentence(
        "error",
        "{where}: it is not said whether a Yes to this question is good news or bad.",
        "Choose Good or Bad. If a higher score is better, choose Good.",
    ),
    "adoption_no_such_number": Sentence(
        "error",
        "{where}: no question has this number.",
        "Give the number that stands beside it on the sheet Questions.",
    ),
    "adoption_scores_not_said": Sentence(
        "error",
        "{where}: your form has scores, and it is not said what any of them means.",
        "Choose what each score means on the sheet Words.",
    ),
    "adoption_no_number": Sentence(
        "error", "{where}: this is not a number of cases.", "Give a whole number, or empty the cell."
    ),
    "adoption_empty": Sentence(
        "error",
        "{where}: nothing was chosen for any question.",
        "Choose what at least one question asks, or confirm the green ones on the sheet Form.",
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
        "{where}: this contradicts another line or what is remembered, so it was left out ({cell_count}).",
        "Ask who is right. To change what is remembered: daready history lists it, daready withdraw takes it back; "
        "then give the correct mapping workbook.",
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
        "{where}: the role of whoever filled this in is missing, or is not on the list, so nothing was remembered.",
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
