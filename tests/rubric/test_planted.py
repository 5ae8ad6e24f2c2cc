"""One copy of the shipped rubric, spoilt in some seventy places: one run finds each where it stands, and no more.

Each plant says where it goes (words it stands behind, the words it replaces) and carries its own mark: a
remark "#! code" on the line where that code must be found.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from daready.messages.rubric import RUBRIC
from daready.rubric.library import default_folder
from daready.workspace.soundness import soundness

DAY = date(2026, 11, 30)

Edit = tuple[str, str, str]
"""Behind which words, which words are replaced, by which."""

EDITS: dict[str, list[Edit]] = {
    "extracts/crimes.yaml": [
        ("measure: M29\n", "on: recorded\n", "on: recorderd #! rubric_extract_column\n"),
    ],
    "extracts/suspects.yaml": [
        ("", "- measure: M02\n", "- measure: M02 #! rubric_extract_unit\n"),
        ("", "  over: crimes/recorded\n", ""),
    ],
    "policy.yaml": [
        ("\nn_min:", "value: 12", "value: twelve #! rubric_wrong_value"),
        ("\nnr_high:", "value: 0.2", "value: 0.3 #! rubric_cut_unsigned"),
        (
            "\nna_high:\n  value: 0.5",
            "\n  unit",
            " #! rubric_cut_undated\n  set_by: Chief Officer Group\n  unit",
        ),
        ("\nna_high:", "value: 0.5", "value: 0.6"),
        ("\nna_conf:", "  value: 0.99\n", ""),
        ("", "na_conf:", "na_conf: #! rubric_missing_key"),
        ("", "early_n:", "early_m: 5 #! rubric_unknown_key\nearly_n:"),
        (
            "",
            "theme_share:",
            "rebases:\n"
            "- line: case-audit/Q199 #! rubric_rebase_line\n"
            "  since: 2026-02-01\n  recorded: 2026-09-01\n  by: Supt Example\n"
            "  cause: A new form came into use\n  evidence: Seven months on one side of the mean\ntheme_share:",
        ),
    ],
    "guides/case-audit.yaml": [
        ("- id: Q01\n", "  partial:", "  not_applicable: Never. #! rubric_guide_unused\n  partial:"),
        ("", "- id: Q02\n", "- id: Q02 #! rubric_guide_part\n"),
        ("- id: Q02 #! rubric_guide_part\n", "  partial:", "  # partial:"),
    ],
    "ids.txt": [
        ("", "# Every id ever used", "#! rubric_id_unlisted"),
        (
            "",
            "criterion champions-known",
            "criterion once-known #! rubric_id_gone\ncriterion champions-known",
        ),
        ("", "ref U29", "ref U29 #! rubric_id_gone"),
        ("", "every-time/all-sections-answered", "every-time/all-sections-answered #! rubric_id_gone"),
        ("", "ref U34", "ref U34\nodd #! rubric_id_line"),
    ],
    "criteria/contact.yaml": [
        # slips in the words of a criterion, and in its lines besides
        (
            "id: abuse-spotted",
            "title: ",
            "titel: x #! rubric_unknown_key\n    title: [] #! rubric_wrong_value\n    # ",
        ),
        ("id: abuse-spotted", "why: ", "why: #! rubric_empty_value\n    # "),
        (
            "case-audit/Q05",
            "\n",
            "\n      - question: case-audit/Q04 #! rubric_line_twice\n"
            "      - question: case-audit/Q0222 #! rubric_no_such_item rubric_line_untested\n"
            "      - question: case-audits/Q05 #! rubric_no_such_form rubric_line_untested\n"
            "      - question: document-register/risk-policy #! rubric_wrong_kind rubric_line_untested\n"
            "      - question: case-audit/Q08m #! rubric_number_scores_nothing rubric_line_untested\n"
            "      - question: case-audit/Q09 #! rubric_line_untested\n"
            "        green_from: 0.7 #! rubric_cut_points rubric_cut_unsigned\n",
        ),
        (
            "performance-return/M19",
            "amber_from: 0.80",
            "amber_from: 0.90 #! rubric_no_amber rubric_cut_unsigned",
        ),
        # one line of a criterion that cannot be read, and what is wrong with the others
        (
            "id: officers-there-in-time",
            "- C2.1",
            "- C2.1\n      - PAF23-VIC.2z #! rubric_cites_nothing\n      - C11.1 #! rubric_cited_one_way",
        ),
        (
            "performance-return/M18",
            "- document",
            "- document: document-register/contact-policy #! rubric_wrong_value\n        band: [0.1, 0.2]\n"
            "      - question: case-audit/Q0777 #! rubric_no_such_item\n      - document",
        ),
    ],
    "words/summaries.yaml": [
        (
            "phrases:",
            "- 'rag[s]'\n",
            "- 'rag[s]'\n- rag #! rubric_phrase_twice\n- note #! rubric_word_twice\n"
            "- '[open' #! rubric_wrong_value\n- '… ##' #! rubric_wrong_value\n- Target #! rubric_wrong_value\n",
        ),
    ],
    "criteria/risk.yaml": [
        ("", "order: 3", "order: 2 #! rubric_order_twice"),
        (
            "case-audit/Q28",
            "- question: case-audit/Q29",
            "- question: case-audit/Q29 #! rubric_required_count\n        required: true",
        ),
        # the clauses: a line that the criterion has not, a name used before, a line left out, one unproved
        ("id: every-incident", "M16,", "M161, #! rubric_clause_line\n         "),
        (
            "",
            "- measure: performance-return/M16",
            "- measure: performance-return/M16 #! rubric_line_untested",
        ),
        ("", "id: all-sections-answered", "id: every-incident #! rubric_id_twice"),
        ("id: none-overdue", "        proof: record\n", ""),
        ("", "id: none-overdue", "id: none-overdue #! rubric_clause_unproved"),
    ],
    "criteria/outcomes.yaml": [
        ("case-audit/Q66\n", "        required: true\n", ""),
        ("case-audit/Q67a", "\n", "\n        required: true #! rubric_required_not_ours\n"),
        ("", "measure: performance-return/M08", "measure: performance-return/M08 #! rubric_direction"),
        (
            "performance-return/M08",
            "analysis: document-register/cps-joint-review",
            "green_from: 0.9 #! rubric_cut_unsigned\n        amber_from: 0.5 #! rubric_cut_unsigned",
        ),
    ],
    "criteria/learning.yaml": [
        (
            "document-register/training-effect-check",
            "\n",
            "\n        required: maybe #! rubric_wrong_value\n",
        ),
        ("id: champions-known-and-used", "ref: U29", "ref: U01 #! rubric_out_of_order rubric_id_twice"),
    ],
    "forms/supervisor-checks.yaml": [
        # the form's own words, and everything in it besides
        ("", 'version: "1"', "version: [1] #! rubric_wrong_value\ncolums: [] #! rubric_unknown_key"),
        ("", "columns:", "items_from: nowhere #! rubric_no_such_lender\ncolumns:"),
        ("id: closing", "values:", "offer:\n  - Middling #! rubric_offer_unknown\n  values:"),
        ("id: closing", "no: [No, N, Stays open]", "no: [No, N, Stays open, closing] #! rubric_word_twice"),
        ("id: selection", "random: [", "lucky: [Dip] #! rubric_closed_words\n    random: ["),
        ("", "answers:", "answers:\n  maybe: [Perhaps] #! rubric_answer_unknown"),
        ("id: Q2", "also:", "also:\n  - Supervisor check on time #! rubric_heading_twice"),
        ("id: Q3", "who:", "applies_if: {weather: [wet]} #! rubric_no_such_column\n  who:"),
        ("id: Q6", "{closing: [yes]}", "{closing: [yes, often]} #! rubric_no_such_value"),
        (
            "questions:",
            "\n",
            "\n- title: No id #! rubric_missing_key\n"
            "- id: Q7 #! rubric_orphan rubric_when_unsaid rubric_no_guide\n  title: Nobody counts it\n"
            "- id: q7 #! rubric_id_twice rubric_no_guide\n  title: Nobody counts it a second time\n  type: number\n"
            "- id: Q8 #! rubric_one_sided rubric_no_guide\n  title: Never a no\n  type: choice\n"
            "  unscored: tried here\n  choices:\n"
            '    yes: [No, N, ✗, ✘, "False", "0", Not met, Not done, Not recorded, NR, N/R, Not known, N/K,'
            ' Unknown, "?"]\n',
        ),
    ],
    "forms/case-audit.yaml": [
        ("- id: Q25", "also:", "unscored: not so #! rubric_scored_after_all\n  also:"),
    ],
    "forms/training-coverage.yaml": [
        ("", "columns:", "columns: #! rubric_form_column"),
        ("", "- id: denominator", "- id: head_count"),
        (
            "",
            "measures:",
            "questions: #! rubric_form_contents\n- id: T99 #! rubric_orphan rubric_no_guide\n"
            "  title: Misplaced\nmeasures:",
        ),
    ],
    "frameworks/vawg-2021.yaml": [
        # the day of the whole, and what each requirement lacks
        (
            "",
            "published: 2021-09-17",
            "published: soon #! rubric_wrong_value\nin_force_until: 2021-09-01 #! rubric_dates rubric_expired",
        ),
        ("", "text: Violence", "text: [Violence] #! rubric_wrong_value\n        # "),
        (
            "VAWG21-I1",
            "{criterion: chief-officer-leads, relation: intersects, "
            "clauses: [one-named-owner, decisions-and-challenge]}",
            "{criterion: chief-officer-lead, relation: overlaps} #! rubric_wrong_value rubric_no_such_criterion",
        ),
        ("VAWG21-I2", "cites:", "cites: [] #! rubric_no_citation\n        # cites:"),
        ("VAWG21-I2", "          - Interim", "          # - Interim"),
        ("VAWG21-I2", "met_by:", "met_by: #! rubric_two_equals"),
        ("VAWG21-I2", "managed, relation: intersects}", "managed, relation: equal}"),
        (
            "VAWG21-I2",
            "why, relation: intersects, clauses: [arrest-or-reason, absent-suspect-sought]}",
            "why, relation: equal}\n"
            "          - {criterion: arrest-or-reason-why, relation: subset} #! rubric_link_twice",
        ),
        (
            "VAWG21-I2",
            "- id: VAWG21-I3",
            "- {id: VAWG21-I1, text: a, cites: [a], wording: recalled} #! rubric_id_twice\n      - id: VAWG21-I3",
        ),
        (
            "VAWG21-I3",
            "clauses: [survey-run]}",
            "clauses: [survey-ran]} #! rubric_no_such_clause",
        ),
        ("VAWG21-I3", "sure: V", "sure: R-mid"),
        ("VAWG21-I3", "wording: subject", "wording: official #! rubric_not_sure"),
    ],
    # what cannot be read at all takes nothing down with it
    "criteria/investigation.yaml": [("ref: U19", "    title:", "\ttitle: #! rubric_not_yaml")],
    "frameworks/evidence-led-2020.yaml": [("", "    requirements:", "\trequirements: #! rubric_not_yaml")],
    "forms/victim-survey.yaml": [("", 'version: "1"', 'version: "1" of 2 #! rubric_not_yaml')],
    "frameworks/qsr-2025.yaml": [("", "  checked: 2026-11-22", "  checked: 2031-01-01 #! rubric_not_yet")],
    "examples/classification.yaml": [
        ("36 of 40 is green", "colour: GREEN", "colour: RED #! rubric_example_fails"),
        ("", "- name: 31 of 40 is amber", "- name: 36 of 40 is green #! rubric_id_twice"),
        (
            "",
            "- name: 12 of 12 is green",
            "- name: nothing named #! rubric_example_names\n  measure: [9, 10]\n  colour: GREEN\n"
            "- name: 12 of 12 is green",
        ),
        (
            "",
            "- name: 11 of 12 is amber",
            "- name: wrongly named\n  criterion: lessons-tested\n"
            "  line: case-audit/Q25 #! rubric_example_line\n  audit: {yes: 40}\n  colour: GREEN\n"
            "- name: 11 of 12 is amber",
        ),
    ],
}

PAPER = """\
id: paper
title: Paper
order: 20
criteria:
- id: written-down #! rubric_out_of_reach rubric_no_clauses rubric_undescribed
  ref: U40
  title: It is written down
  statement: It is written down
  owner_role: Lead
  why: for tests
  remedy: Look
  lines:
  - document: document-register/risk-policy
    required: true
- id: seen-and-written #! rubric_no_clauses rubric_undescribed
  ref: U41
  title: It is seen
  short: first call #! rubric_id_twice
  statement: It is seen
  owner_role: Lead
  why: for tests
  remedy: Look
  lines:
  - document: document-register/risk-policy
    required: true #! rubric_required_not_direct
  - question: case-audit/Q25
"""

OLD = """\
id: {id}
title: Older
edition: first
publisher: Somebody
published: 2020-01-01
in_force_from: 2020-01-01
superseded_by: {by}
licence: ours
source: {{title: A page}}
groups:
- title: All
  requirements:
  - id: {ref}-1
    text: Ask
    cites: [page 1]
    sure: {sure}
    verified: true #! rubric_never_checked{besides}
"""

FILES: dict[str, str | bytes] = {
    "guides/strange.yaml": "form: case-audits #! rubric_guide_form\nguides:\n"
    "- {id: Q01, counted: One by one., look: The log., example: One., mistake: Twice.}\n",
    "criteria/paper.yaml": PAPER,
    "criteria/tag.yaml": "id: tag\ntitle: Third\norder: !!int 24 #! rubric_tag\ncriteria: []\n",
    "criteria/alias.yaml": "id: &a alias #! rubric_anchor\ntitle: *a #! rubric_alias\norder: 25\n",
    "criteria/empty.yaml": "# nothing yet #! rubric_empty_file\n",
    "criteria/bracket.yaml": "id: bracket\ntitle: Bracket\ncriteria: [DASH done?, DASH\n#! rubric_not_yaml",
    "criteria/latin.yaml": b"id: latin\ntitle: caf\xe9 #! rubric_not_utf8\n",
    "criteria/deep.yaml": "id: deep\ntitle: " + "[" * 200_000 + " #! rubric_too_large\n",
    "criteria/keys.yaml": "id: k\n? [a, b] #! rubric_key_not_a_word\n: c\ntitle: K\norder: 26\ncriteria: []",
    "criteria/twice.yaml": "id: w\ntitle: K\ntitle: L #! rubric_duplicate_key\norder: 27\ncriteria: []",
    "criteria/risks.yaml.txt": "id: lost #! rubric_stray_file\n",
    "forms/mute.yaml": "id: mute #! rubric_no_answers\ntitle: Mute\nversion: '1'\nrow: case\nwhy: for tests\n"
    "columns: []\nquestions:\n- {id: Q1, title: Asked, unscored: tried here} #! rubric_one_sided rubric_no_guide\n",
    "forms/other.yml": "id: other #! rubric_stray_file\n",
    "frameworks/replaced.yaml": OLD.format(
        id="replaced",
        by="replaced #! rubric_superseded_by_itself rubric_superseded_place",
        ref="R",
        sure="S",
        besides="",
    ),
    "frameworks/superseded/other.yaml": OLD.format(
        id="older #! rubric_file_name",
        by="nowhere #! rubric_no_such_framework",
        ref="O",
        sure="R-mid",
        besides=" rubric_not_sure",
    ),
    "frameworks/superseded/kept.yaml": OLD.format(
        id="kept #! rubric_not_superseded", by="x", ref="K", sure="S", besides=""
    ).replace("superseded_by: x\n", ""),
}

ELSEWHERE = {"rubric_no_folder", "rubric_unreadable", "rubric_no_policy", "rubric_clause_gone"}
"""What leaves no copy of a rubric to look into, or needs a workspace's own beside it; tried in test_faults."""


def planted(folder: Path) -> set[tuple[str, int, str]]:
    """Spoil the rubric in a folder, and say what must be found there."""
    for name, edits in EDITS.items():
        text = (folder / name).read_text(encoding="utf-8")
        for behind, old, new in edits:
            at = text.index(old, text.index(behind) + len(behind))
            text = text[:at] + new + text[at + len(old) :]
        (folder / name).write_text(text, encoding="utf-8")
    for name, content in FILES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return {
        (name, number, code)
        for name in (*EDITS, *FILES)
        for number, line in enumerate((folder / name).read_text("utf-8", "replace").splitlines(), start=1)
        for code in re.findall(r"rubric_\w+", line.partition("#! ")[2])
    }


def test_every_fault_planted_in_the_shipped_rubric_is_found_in_one_run_and_nothing_else(
    tmp_path: Path,
) -> None:
    shutil.copytree(default_folder(), tmp_path / "rubrics")
    folder = tmp_path / "rubrics"
    wanted = planted(folder)
    found = {
        (Path(f.file).relative_to(folder).as_posix(), f.line, f.code)
        for f in soundness(folder, None, DAY).faults
    }
    assert found == wanted
    # Filled-in lists and adopted forms are no part of what ships: they have tests of their own.
    checked = {code for code in RUBRIC if not code.startswith(("rubric_fill", "adopted_"))}
    assert {code for _, _, code in wanted} == checked - ELSEWHERE
    assert len(checked - ELSEWHERE) >= 40


def test_cut_points_in_the_wrong_order_hide_nothing(tmp_path: Path) -> None:
    shutil.copytree(default_folder(), tmp_path / "rubrics")
    folder = tmp_path / "rubrics"
    for name, old, new in (
        ("policy.yaml", "value: 0.75", "value: 0.95"),
        ("examples/classification.yaml", "colour: GREEN", "colour: RED"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    codes = {(Path(fault.file).name, fault.code) for fault in soundness(folder, None, DAY).faults}
    assert codes == {
        ("policy.yaml", "rubric_wrong_value"),
        ("policy.yaml", "rubric_cut_unsigned"),
        ("classification.yaml", "rubric_example_fails"),
    }
