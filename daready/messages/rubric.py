"""Sentences about faults in YAML people wrote."""

from __future__ import annotations

from daready.messages.sentence import Sentence


def _fault(text: str, fix: str) -> Sentence:
    return Sentence("error", text, fix)


RUBRIC: dict[str, Sentence] = {
    # Reading a file at all.
    "rubric_no_folder": _fault("There is no rubrics folder here.", "Give the folder that holds policy.yaml."),
    "rubric_stray_file": _fault(
        "This file is in a place where rubric files are not read.",
        "Move it into criteria, frameworks, forms, guides or examples, ending in .yaml, or take it away.",
    ),
    "rubric_unreadable": _fault(
        "This file could not be opened ({why}).", "Close it elsewhere, or ask for access."
    ),
    "rubric_not_utf8": _fault("This line is not UTF-8 text.", "Save the file again with the encoding UTF-8."),
    "rubric_too_large": _fault(
        "This file is too large or too deeply nested.", "Split it, or check its brackets."
    ),
    "rubric_not_yaml": _fault(
        "This is not YAML: {problem}.", "Check the spaces at the start of the line, quotes and brackets."
    ),
    "rubric_empty_file": _fault("This file is empty.", "Fill it in, or take it away."),
    "rubric_empty_value": _fault("Nothing is written here.", "Write a value, or take the key out."),
    "rubric_key_not_a_word": _fault(
        "A key must be a single word or phrase.", "Quote a heading that begins with ?."
    ),
    "rubric_duplicate_key": _fault("{key} is given twice here.", "Keep one of them."),
    "rubric_anchor": _fault("Anchors (&) are not used in rubrics.", "Write the value out where it is meant."),
    "rubric_alias": _fault("Aliases (*) are not used in rubrics.", "Write the value out, or quote the star."),
    "rubric_tag": _fault("Tags (!) are not used in rubrics.", "Take the tag out, or quote the text."),
    # The shape of one file.
    "rubric_missing_key": _fault("{where} needs {key}.", "Add {key}."),
    "rubric_unknown_key": _fault(
        "{where} has no use for {key}.", "Correct the spelling, or take it out.{near}"
    ),
    "rubric_wrong_value": _fault("{where}: {problem}.", "Correct the value."),
    "rubric_no_policy": _fault(
        "There is no policy.yaml.", "Copy the shipped policy.yaml and set who agreed it."
    ),
    # Names used once.
    "rubric_id_twice": _fault("The {kind} {id} is already in {other}.", "Give each its own."),
    "rubric_order_twice": _fault("Two themes have the order {order}.", "Give each theme its own order."),
    "rubric_out_of_order": _fault(
        "{ref} comes after {previous}.", "Put the criteria of a theme in ref order."
    ),
    "rubric_id_gone": _fault(
        "The {kind} {id} was used before and is gone.", "Put it back: ids once used never vanish."
    ),
    "rubric_id_line": _fault(
        "This line is not a kind and an id.", "Write, say: criterion chief-officer-leads."
    ),
    # Criteria.
    "rubric_no_such_form": _fault(
        "There is no form {form}.", "Name one of the forms, such as case-audit/Q25."
    ),
    "rubric_no_such_item": _fault(
        "The form {form} has nothing called {item}.", "Name one of its items, or add it to the form.{near}"
    ),
    "rubric_wrong_kind": _fault("{line} is a {is_a}, not a {named}.", "Write {is_a}: {line}."),
    "rubric_number_scores_nothing": _fault(
        "{line} asks for a number, which scores nothing.", "Name the question that is answered in words."
    ),
    "rubric_line_twice": _fault("{line} is in {criterion} twice.", "Keep one of them."),
    "rubric_required_count": _fault(
        "{criterion} has {count} lines marked required.", "Mark exactly one: the direct look."
    ),
    "rubric_required_not_direct": _fault(
        "{criterion} is seen by audits, but requires {line}.", "Mark an audit question as required."
    ),
    "rubric_required_not_ours": _fault(
        "{line} is owned by {owner} and never counts against the force.",
        "Require a question of the force's own.",
    ),
    "rubric_cut_points": _fault(
        "For {line} green from {green} and red below {red} leave no amber.", "Put red_below under green_from."
    ),
    "rubric_cut_unsigned": _fault(
        "{name} is {value} here and daready's own is {shipped}, so it cannot stand under daready's name or nobody's.",
        "Write set_by, set_on and why beside it: who agreed it, when and why. Or put daready's own back.",
    ),
    "rubric_cut_undated": _fault(
        "{name} is {value} here and not daready's {shipped}, and nothing says when that was agreed.",
        "Write set_on beside it, or agreed at the head of policy.yaml: a day such as 2026-05-01.",
    ),
    "rubric_direction": _fault(
        "{line} has the direction {is_a}, but is cut as {cut}.",
        "up: green_from and amber_from; down: green_to and amber_to; band: band; understand: analysis alone.",
    ),
    "rubric_clause_line": _fault(
        "The clause {clause} names {line}, which is not a line of {criterion}.",
        "Name one of its lines.{near}",
    ),
    "rubric_line_untested": _fault(
        "No clause of {criterion} is tested by {line}.", "Name it in a clause, or take the line out."
    ),
    "rubric_clause_unproved": _fault(
        "No line of the clause {clause} can prove it, for its proof is {proof}.",
        "practice: a question or measure; record: those, or a document with proof: record; paper: a document.",
    ),
    "rubric_no_clauses": _fault(
        "{criterion} does not say its clauses.", "Add clauses: the parts of its statement, with their lines."
    ),
    "rubric_undescribed": _fault(
        "{criterion} has no {missing}.",
        "Write what somebody who looks would see, in words made from its clauses.",
    ),
    "rubric_clause_gone": _fault(
        "{requirement} rests on the clause {clause} of {criterion}, which is gone.",
        "Put the clause back, or copy the framework and correct it.",
    ),
    # Forms.
    "rubric_when_unsaid": _fault(
        "{question} does not say when it applies.",
        "Add applies_if, every_case: true, or may_not_apply with its why.",
    ),
    "rubric_form_contents": _fault(
        "A form whose row is a {row} has no {kind}s.", "Take them out, or correct row."
    ),
    "rubric_form_column": _fault("A form whose row is a {row} needs a column {column}.", "Add the column."),
    "rubric_closed_words": _fault("{column} cannot mean {value}.", "Use only: {allowed}."),
    "rubric_no_such_lender": _fault(
        "items_from names {form}, which is not a form of cases.", "Name a form whose row is a case."
    ),
    "rubric_no_answers": _fault("This form asks questions but gives no answer words.", "Add answers."),
    "adopted_text_twice": _fault(
        "Questions {place} and {other} have the same text.",
        "Keep one; the first column of two is the one that is read.",
    ),
    "adopted_no_such_question": _fault(
        "{name} is not a question.", "Name one such as case-audit/Q25, or write own or ignore.{near}"
    ),
    "adopted_clause_of_ours": _fault(
        "clause is for a question of the force's own.",
        "Leave it out: daready knows what its own questions test.",
    ),
    "adopted_no_such_clause": _fault(
        "{clause} is not a clause of any criterion.",
        "Write CRITERION/CLAUSE as daready rubric show has them.{near}",
    ),
    "rubric_answer_unknown": _fault("{name} is not an answer.", "Use only: {allowed}."),
    "rubric_offer_unknown": _fault(
        "'{word}' is offered but means nothing here.", "Offer only words listed under choices or answers."
    ),
    "rubric_no_such_column": _fault(
        "applies_if names {column}, which is neither a choice column nor a question of this form.",
        "Name one that is.",
    ),
    "rubric_extract_column": _fault(
        "{column} is not a column of this extract that reads {reads}.",
        "Name one that is, or add it to columns.",
    ),
    "rubric_extract_unit": _fault(
        "{measure} is counted here as a share and in the return as a count, or the other way round.",
        "Give met or over where the return has a denominator, and neither where it has none.",
    ),
    "rubric_no_such_value": _fault("{column} never takes the value {value}.", "Use one of: {allowed}."),
    "rubric_heading_twice": _fault(
        "'{heading}' leads to {name} and to {other}.", "Let it lead to one of them."
    ),
    "rubric_phrase_twice": _fault("'{phrase}' stands twice in {list}.", "Keep one of them."),
    "rubric_word_twice": _fault("'{word}' means {name} and {other}.", "Let it mean one of them."),
    # Marking guides.
    "rubric_guide_form": _fault("There is no form {form} to guide.", "Name one of the forms.{near}"),
    "rubric_guide_part": _fault("The guide of {id} needs {part}.", "Add it, in one or two sentences."),
    "rubric_guide_unused": _fault(
        "The guide of {id} has {part}, which this question has no use for.",
        "Take it out. A question answered in the form's words says what is enough for each answer it can have; "
        "anything else says how it is counted.",
    ),
    # Frameworks and examples.
    "rubric_no_such_criterion": _fault("There is no criterion {criterion}.", "Name one that exists.{near}"),
    "rubric_no_such_clause": _fault(
        "{requirement} names {clause}, which is not a clause of {criterion}.",
        "Name one of its clauses.{near}",
    ),
    "rubric_link_twice": _fault("{criterion} is named twice here.", "Keep one of them."),
    "rubric_dates": _fault("This edition ends before it begins.", "Correct in_force_from or in_force_until."),
    "rubric_rebase_line": _fault(
        "No criterion is tested by a question or measure {line}.", "Name one that is.{near}"
    ),
    "rubric_not_sure": _fault(
        "The wording of {requirement} is called official, but its source is only {sure}.",
        "Write wording: subject or wording: recalled, or say under checked who read the source and when.",
    ),
    "rubric_no_such_framework": _fault("There is no framework {framework}.", "Name one that exists.{near}"),
    "rubric_superseded_by_itself": _fault(
        "This edition is superseded by itself.", "Name the edition that came after it."
    ),
    "rubric_superseded_place": _fault(
        "A superseded edition is among those in force.", "Move the file into frameworks/{folder}."
    ),
    "rubric_file_name": _fault(
        "The file of a superseded edition is found by its name.", "Name the file {name}."
    ),
    "rubric_not_superseded": _fault(
        "An edition under {folder} does not say what replaced it.", "Add superseded_by, or move the file out."
    ),
    "rubric_example_names": _fault(
        "This example does not name its {key}.", "Add {key}: what it is tried against."
    ),
    # A list that a person fills in (rubric fill), by cell.
    "rubric_fill_headings": _fault(
        "No row of this file has the headings of a list to fill in.",
        "It needs at least Ref and Text. Make a blank one with --blank.",
    ),
    "rubric_fill_role": _fault(
        "It is not stated who checked this.", "Write one of these next to Checked by: {roles}."
    ),
    "rubric_fill_day": _fault(
        "There is no day on which this was checked, or it has not come yet.",
        "Write it next to Checked on, such as 2026-06-30.",
    ),
    "rubric_fill_ref": _fault("This number is not in the list.", "Write one from 1 to {rows}."),
    "rubric_fill_ref_odd": _fault(
        "This cannot be a reference.", "Use letters, digits, full stops and hyphens, and nothing else."
    ),
    "rubric_fill_ref_twice": _fault("This reference is already in {cell}.", "Give each row its own."),
    "rubric_fill_ref_missing": _fault("This row has no reference.", "Write its number in the list."),
    "rubric_fill_unknown": _fault(
        "{framework} has no such requirement.",
        "Correct it, or name the heading it comes under to add it.{near}",
    ),
    "rubric_fill_no_text": _fault("This row has no text.", "Write what the list says."),
    "rubric_fill_no_colour": _fault(
        "This row does not give the colour returned.", "Write Red, Amber or Green as it was returned."
    ),
    "rubric_fill_colour": _fault("This is not a colour.", "Write Red, Amber or Green."),
    "rubric_fill_area": _fault("This is not one of the areas of the list.", "Use one of: {areas}."),
    "rubric_fill_criterion": _fault(
        "There is no criterion of this name.", "Use ids or numbers, such as U05; U06.{near}"
    ),
    "rubric_fill_relation": _fault(
        "This is not a relation that a criterion can have.",
        "In brackets after the criterion: equal, subset, superset or intersects.",
    ),
    "rubric_fill_rows": _fault(
        "The list has {rows} rows, and these are not here: {missing}.", "Add them; write that a text is lost."
    ),
    "rubric_fill_nothing": _fault("Nothing is filled in yet.", "Fill in at least one text."),
    # What goes stale or is forgotten (rubric check).
    "rubric_no_guide": _fault(
        "{item} has no marking guide.", "Write one in the folder guides: what counts as each answer."
    ),
    "rubric_id_unlisted": _fault("{name} is not written down here yet.", "Add the line: {name}."),
    "rubric_orphan": _fault(
        "No criterion uses {item}.", "Name it in a line, say under unscored why it is asked, or take it out."
    ),
    "rubric_scored_after_all": _fault(
        "{item} is called unscored, but a criterion counts it.", "Take unscored out, or the line."
    ),
    "rubric_one_sided": _fault(
        "{question} can never be answered {answer}, so one of its colours is out of reach.",
        "Give {answer} a word that no other answer has taken.",
    ),
    "rubric_cites_nothing": _fault("There is no requirement {requirement}.", "Cite one by its id.{near}"),
    "rubric_cited_one_way": _fault(
        "{requirement} does not name {criterion} among what it is met by.",
        "Add the link to the framework, or take the citation out.",
    ),
    "rubric_no_amber": _fault(
        "{line} goes from green to red with no amber between.", "Set the two cut points apart."
    ),
    "rubric_out_of_reach": _fault(
        "No evidence could make {criterion} {colour}.",
        "Require a direct look: an audit question, a figure, or a document with proof: record.",
    ),
    "rubric_expired": _fault(
        "This edition ended on {until} and nothing replaces it.",
        "Add the next edition and name it under superseded_by, or correct the date.",
    ),
    "rubric_not_yet": _fault("{day} has not come yet.", "Correct the date."),
    "rubric_no_citation": _fault("{requirement} does not say where it is found.", "Add what it cites."),
    "rubric_never_checked": _fault(
        "The wording of {requirement} is called official, but its source has no date on which it was checked.",
        "Add checked under source, or write wording: subject or wording: recalled.",
    ),
    "rubric_two_equals": _fault(
        "Two criteria cannot each equal {requirement}.", "Call all but one subset, superset or intersects."
    ),
    "rubric_example_fails": _fault(
        "The example “{name}” should be {wanted} and is {found}.",
        "Correct the example, or the cut point next to it.",
    ),
    "rubric_example_line": _fault("{criterion} has no line {line}.", "Name one of its lines.{near}"),
}
