"""Every fault of a rubric is found in one run, by its code, its file and its line.

Planted faults are marked in the YAML itself: a comment "#! code" says what must be found on that line.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from daready.messages.rubric import RUBRIC
from daready.rubric.library import RubricFault, load_rubric
from tests.rubric.tiny import CASES, FRAMEWORK, GOOD, PAPERS, POLICY, RETURN, THEME, write

BAD_CASES = """\
id: cases
title: Cases
version: "1"
row: case
why: for tests
colums: []                    #! rubric_unknown_key
items_from: nowhere           #! rubric_no_such_lender
columns:
- id: reference
  reads: reference
  headings:
  - Ref
- id: risk
  reads: choice
  headings:
  - Risk
  - " REF. "                  #! rubric_heading_twice
  values:
    high: [High, H]
    low: [Low, h]             #! rubric_word_twice
  offer:
  - Middling                  #! rubric_offer_unknown
- id: selection
  reads: choice
  values:
    random: [Random]
    lucky: [Dip]              #! rubric_closed_words
- id: risk                    #! rubric_id_twice
  reads: label
- id: wrong                   #! rubric_wrong_value
  reads: choice
- id: odd
  reads: anything             #! rubric_wrong_value
answers:
  yes: [Yes, Y]
  maybe: [Perhaps]            #! rubric_answer_unknown
  no: [No, yes.]              #! rubric_word_twice
questions:
- id: Q1
  title: Asked first
  also:
  - Q1. Asked first?
- id: q1                      #! rubric_id_twice
  title: Asked again
- id: Q2
  title: Asked first          #! rubric_heading_twice
  applies_if:
    weather: [wet]            #! rubric_no_such_column
    risk: [high, extreme]     #! rubric_no_such_value
- id: Q3
  title: Hours it took
  type: number
- id: Q4
  title: Prosecutors did it
  owner: cps
- id: Q5
  title: Bad choices
  type: choice
  choices:
    yes: [good]
    no: [bad, GOOD]           #! rubric_word_twice
  offer:
  - good
  - splendid                  #! rubric_offer_unknown
- title: No id                #! rubric_missing_key
measures:                     #! rubric_form_contents
- id: M9
  title: Misplaced
  numerator: a
  denominator: b
"""

BAD_THEME = """\
id: asking
title: Asking
order: 1
criteria:
- id: asked
  ref: U02
  title: It is asked
  statement: It is asked
  owner_role: Lead
  why: for tests
  remedy: Ask
  lines:
  - question: cases/Q1
    required: true
  - question: cases/Q1        #! rubric_line_twice
  - question: cases/Q99       #! rubric_no_such_item
  - question: nowhere/Q1      #! rubric_no_such_form
  - question: papers/plan     #! rubric_wrong_kind
  - question: cases/Q3        #! rubric_number_scores_nothing
- id: planned
  ref: U01                    #! rubric_out_of_order
  title: It is planned
  statement: It is planned
  owner_role: Lead
  why: for tests
  remedy: Plan
  lines:                      #! rubric_required_count
  - document: papers/plan
- id: twice
  ref: U03
  title: Two required
  statement: Two required
  owner_role: Lead
  why: for tests
  remedy: Choose
  lines:
  - document: papers/plan
    required: true            #! rubric_required_not_direct
  - question: cases/Q2        #! rubric_required_count
    required: true
- id: theirs
  ref: U03                    #! rubric_id_twice
  title: Not ours
  statement: Not ours
  owner_role: Lead
  why: for tests
  remedy: Wait
  lines:
  - question: cases/Q4
    required: true            #! rubric_required_not_ours
- id: Broken Id               #! rubric_wrong_value
  ref: U05
  title: Broken
  statement: Broken
  owner_role: Lead
  why:                        #! rubric_empty_value
  remedy: Mend
  remedy: Mend again          #! rubric_duplicate_key
  lines:
  - question: cases/Q1
    required: perhaps         #! rubric_wrong_value
"""

BAD_FRAMEWORK = """\
id: wishes
title: Wishes
edition: first
publisher: Somebody
published: 2020-01-01
in_force_from: 2020-01-01
in_force_until: 2019-01-01    #! rubric_dates
licence: ours
source: {title: A page}
groups:
- title: All
  requirements:
  - id: W1
    text: Ask
    cites: [page 1]
    verified: true
    met_by:
    - criterion: askd         #! rubric_no_such_criterion
      relation: equal
    - criterion: asked
      relation: equal
    - criterion: asked        #! rubric_link_twice
      relation: subset
  - id: W1                    #! rubric_id_twice
    text: Ask
    cites: [page 1]
    verified: true
  - id: W2
    text: Ask
    cites: [page 1]
    verified: maybe           #! rubric_wrong_value
"""

BAD_EXAMPLES = """\
- name: one
  criterion: nobody           #! rubric_no_such_criterion
  line: cases/Q1
  audit: {yes: 40}
  colour: GREEN
- name: one                   #! rubric_id_twice
  criterion: asked
  line: return/M1             #! rubric_example_line
  audit: {yes: 40}
  colour: GREEN
- name: two
  criterion: Broken Id        #! rubric_wrong_value
  colour: GREY
- name: three
  theme: [GREEN]
  colour: MAUVE               #! rubric_wrong_value
- name: four                  #! rubric_wrong_value
  colour: GREEN
"""

BAD: dict[str, str | bytes] = {
    "policy.yaml": POLICY.replace("n_min: 12", "n_min: twelve #! rubric_wrong_value").replace(
        "green_from: 0.85", "green_from: 85% #! rubric_wrong_value"
    ),
    "forms/cases.yaml": BAD_CASES,
    "forms/return.yaml": RETURN.replace("columns:", "columns: #! rubric_form_column").replace(
        "- id: numerator\n  reads: number\n", ""
    ),
    "forms/papers.yaml": PAPERS,
    "criteria/asking.yaml": BAD_THEME,
    "criteria/second.yaml": "id: second\ntitle: Second\norder: 1 #! rubric_order_twice\ncriteria: []\n",
    "criteria/third.yaml": "id: second #! rubric_id_twice\ntitle: Third\norder: 3\ncriteria: []\n",
    "criteria/tag.yaml": "id: tag\ntitle: Third\norder: !!int 4 #! rubric_tag\ncriteria: []\n",
    "criteria/alias.yaml": "id: &a alias #! rubric_anchor\ntitle: *a #! rubric_alias\norder: 5\n",
    "criteria/empty.yaml": "# nothing yet #! rubric_empty_file\n",
    "criteria/bracket.yaml": "id: bracket\ntitle: Bracket\ncriteria: [DASH done?, DASH\n#! rubric_not_yaml",
    "criteria/latin.yaml": b"id: latin\ntitle: caf\xe9 #! rubric_not_utf8\n",
    "criteria/deep.yaml": "id: deep\ntitle: " + "[" * 200_000 + " #! rubric_too_large\n",
    "criteria/dashes.yaml": "- " * 200_000 + " #! rubric_too_large\n",
    "criteria/keys.yaml": "id: k\n? [a, b] #! rubric_key_not_a_word\n: c\ntitle: K\norder: 6\ncriteria: []",
    "frameworks/wishes.yaml": BAD_FRAMEWORK,
    "examples/worked.yaml": BAD_EXAMPLES,
    "form/lost.yaml": "id: lost #! rubric_stray_file\n",
    "forms/other.yml": "id: other #! rubric_stray_file\n",
    "ids.txt": "criterion asked\nitem cases/Q77 #! rubric_id_gone\nodd #! rubric_id_line\n",
}


REBASED = """theme_share: 0.2
rebases:
- line: {line}
  since: 2026-02-01
  recorded: 2026-09-01
  by: {by}
  cause: A new form came into use
  evidence: Seven months on one side of the mean
"""


def planted(files: dict[str, str | bytes]) -> set[tuple[str, int, str]]:
    found: set[tuple[str, int, str]] = set()
    for name, content in files.items():
        text = content.decode("latin-1") if isinstance(content, bytes) else content
        for number, line in enumerate(text.splitlines(), start=1):
            found |= {(name, number, code) for code in re.findall(r"#! (rubric_\w+)", line)}
    return found


def faults_of(folder: Path, overlay: Path | None = None) -> set[tuple[str, int, str]]:
    with pytest.raises(RubricFault) as caught:
        load_rubric(folder, overlay)
    return {(Path(f.file).relative_to(folder).as_posix(), f.line, f.code) for f in caught.value.faults}


def test_every_planted_fault_is_found_where_it_stands_and_nothing_else(tmp_path: Path) -> None:
    expected = planted(BAD)
    assert len(expected) >= 25
    assert faults_of(write(tmp_path, BAD)) == expected


def test_faults_say_file_and_line_first_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RubricFault) as caught:
        load_rubric(write(tmp_path, {**GOOD, "frameworks/wishes.yaml": FRAMEWORK.replace("asked", "askd")}))
    (only,) = caught.value.faults
    assert str(only).startswith(f"{(tmp_path / 'frameworks/wishes.yaml').as_posix()}:18: ")
    assert "asked" in only.fix


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code"),
    [
        (
            "forms/cases.yaml",
            CASES,
            CASES[: CASES.index("answers:")] + CASES[CASES.index("questions:") :],
            2,
            "rubric_no_answers",
        ),
        ("criteria/asking.yaml", "owner_role: Lead", "owner_rol: Lead", 10, "rubric_unknown_key"),
        ("criteria/asking.yaml", "amber_from: 0.75", "amber_from: 0.95", 16, "rubric_wrong_value"),
        ("criteria/asking.yaml", "green_from: 0.9", "green_from: nan", 17, "rubric_wrong_value"),
        (
            "criteria/asking.yaml",
            "question: cases/Q1",
            "question: cases/Q1\n    green_from: 0.6",
            15,
            "rubric_cut_points",
        ),
        ("criteria/asking.yaml", "ref: U01", "ref: 1", 7, "rubric_wrong_value"),
        (
            "policy.yaml",
            "theme_share: 0.2",
            REBASED.format(line="cases/Q9", by="Supt Example"),
            33,
            "rubric_rebase_line",
        ),
        (
            "policy.yaml",
            "theme_share: 0.2",
            REBASED.format(line="cases/Q1", by='""'),
            36,
            "rubric_wrong_value",
        ),
        ("policy.yaml", "half_life_months: 3", "half_life_months: inf", 17, "rubric_wrong_value"),
    ],
)
def test_single_slips(tmp_path: Path, file: str, old: str, new: str, line: int, code: str) -> None:
    found = faults_of(write(tmp_path, {**GOOD, file: GOOD[file].replace(old, new)}))
    assert (file, line, code) in found


def test_a_slip_in_one_criterion_breaks_no_link_to_it(tmp_path: Path) -> None:
    bent = THEME.replace("title: It is asked", "title: [It is asked]")
    found = faults_of(write(tmp_path, {**GOOD, "criteria/asking.yaml": bent}))
    assert found == {("criteria/asking.yaml", 8, "rubric_wrong_value")}


def test_a_form_that_cannot_be_read_breaks_no_link_to_it(tmp_path: Path) -> None:
    bent = CASES.replace("row: case", "row: cases")
    found = faults_of(write(tmp_path, {**GOOD, "forms/cases.yaml": bent}))
    assert found == {("forms/cases.yaml", 5, "rubric_wrong_value")}


CLAUSED = THEME.replace(
    "- id: planned",
    """  clauses:
  - id: asked-first
    says: it is asked
    lines: [cases/Q1]
  - id: in-time
    says: it is done in time
    lines: [return/M1]
- id: planned""",
)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "[cases/Q1]",
            "[cases/Q11]",
            {(14, "rubric_line_untested"), (20, "rubric_clause_unproved"), (22, "rubric_clause_line")},
        ),
        ("[cases/Q1]", "[return/M1]", {(14, "rubric_line_untested")}),
        ("id: in-time", "id: asked-first", {(23, "rubric_id_twice")}),
        ("[return/M1]", "[return/M1]\n    proof: hope", {(26, "rubric_wrong_value")}),
        ("lines: [return/M1]", "lines: []", {(25, "rubric_wrong_value")}),
    ],
)
def test_clauses_share_out_every_line_and_can_be_proved(
    tmp_path: Path, old: str, new: str, wanted: set[tuple[int, str]]
) -> None:
    load_rubric(write(tmp_path / "good", {**GOOD, "criteria/asking.yaml": CLAUSED}))
    bent = write(tmp_path / "bent", {**GOOD, "criteria/asking.yaml": CLAUSED.replace(old, new)})
    assert faults_of(bent) == {("criteria/asking.yaml", *one) for one in wanted}


def test_what_proves_a_clause_is_the_force_s_own_and_of_its_kind(tmp_path: Path) -> None:
    papered = (
        THEME
        + """\
  clauses:
  - id: written
    says: it is written down
    proof: {proof}
    lines: [papers/plan]
"""
    )
    for proof, codes in (("paper", set()), ("record", set()), ("practice", {"rubric_clause_unproved"})):
        files = {**GOOD, "criteria/asking.yaml": papered.format(proof=proof)}
        folder = write(tmp_path / proof, files)
        if codes:
            assert {code for _, _, code in faults_of(folder)} == codes
        else:
            load_rubric(folder)
    theirs = CLAUSED.replace("- measure", "- question: cases/Q4\n  - measure").replace(
        "lines: [cases/Q1]", "lines: [cases/Q4]\n  - id: rest\n    says: rest\n    lines: [cases/Q1]"
    )
    found = faults_of(write(tmp_path / "theirs", {**GOOD, "criteria/asking.yaml": theirs}))
    assert {code for _, _, code in found} == {"rubric_clause_unproved"}


def test_a_requirement_names_clauses_that_there_are(tmp_path: Path) -> None:
    named = FRAMEWORK + "      clauses: [in-time, in-tim]\n"
    found = faults_of(
        write(tmp_path / "one", {**GOOD, "criteria/asking.yaml": CLAUSED, "frameworks/wishes.yaml": named})
    )
    assert {code for _, _, code in found} == {"rubric_no_such_clause"}
    sound = FRAMEWORK + "      clauses: [in-time]\n"
    base = write(tmp_path / "two", {**GOOD, "criteria/asking.yaml": CLAUSED, "frameworks/wishes.yaml": sound})
    load_rubric(base)
    # a workspace's own criterion without clauses is one of all its lines; one that lost the clause is told
    load_rubric(base, write(tmp_path / "over", {"criteria/asking.yaml": THEME}))
    lost = write(tmp_path / "lost", {"criteria/asking.yaml": CLAUSED.replace("id: in-time", "id: on-time")})
    with pytest.raises(RubricFault) as caught:
        load_rubric(base, lost)
    assert [(f.code, f.file, f.line) for f in caught.value.faults] == [
        ("rubric_clause_gone", (lost / "criteria/asking.yaml").as_posix(), 19)
    ]


def test_no_policy_and_no_folder_are_faults(tmp_path: Path) -> None:
    rest: dict[str, str | bytes] = {name: text for name, text in GOOD.items() if name != "policy.yaml"}
    assert faults_of(write(tmp_path / "a", rest)) == {("policy.yaml", 1, "rubric_no_policy")}
    assert faults_of(tmp_path / "b") == {(".", 1, "rubric_no_folder")}


def test_every_sentence_about_rubrics_can_be_said(tmp_path: Path) -> None:
    for code, (severity, text, fix) in RUBRIC.items():
        assert code.startswith(("rubric_", "adopted_"))
        assert severity == "error"
        assert text
        assert fix


@pytest.mark.parametrize("wrong", ["95%", "0,95", "95", "soon"])
def test_a_wrong_number_is_answered_with_one_that_would_do(tmp_path: Path, wrong: str) -> None:
    bent = THEME.replace("green_from: 0.9", f"green_from: {wrong}")
    with pytest.raises(RubricFault) as caught:
        load_rubric(write(tmp_path, {**GOOD, "criteria/asking.yaml": bent}))
    (only,) = caught.value.faults
    assert (only.line, "0.9" in only.message) == (17, True)
