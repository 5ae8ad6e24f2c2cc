"""The marking guide: what each kind of question owes, whose guide stands, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.rubric.guide import MARKED, answers_asked, examples_of, marked_things
from daready.rubric.library import load_rubric
from daready.rubric.model import Item, Question, Rubric
from tests.command.run import daready
from tests.rubric.test_faults import faults_of, planted
from tests.rubric.tiny import CASES, GOOD, write
from tests.test_language import banned
from tests.year import shipped

GUIDE = """\
form: cases
guides:
- id: Q1
  yes: It was asked first.
  no: It was not asked first.
  look: The log.
  examples:
    yes: Asked at nine.
    no: Never asked.
  mistake: Looking elsewhere.
- id: Q2
  counted: None counts as Yes.
  look: The log.
  example: None.
  mistake: Reading None as No.
"""

BAD_GUIDE = """\
form: cases
guides:
- id: Q1                      #! rubric_guide_part
  yes: It was asked first.
  partial: Half asked.        #! rubric_guide_unused
  look: The log.
  examples:                   #! rubric_guide_part
    yes: Asked at nine.
    maybe: Perhaps asked.     #! rubric_guide_unused
  mistake: Looking elsewhere.
- id: Q3                      #! rubric_guide_part
  yes: It took an hour.       #! rubric_guide_unused
  counted: In hours.
  look: The log.
  mistake: Counting minutes.
- id: Q99                     #! rubric_no_such_item
  counted: In hours.
  look: The log.
  example: Two.
  mistake: Counting minutes.
- id: Q2                      #! rubric_missing_key
  counted: None counts as Yes.
  look: The log.
  example: None.
- id: Q4
  colour: blue                #! rubric_unknown_key
  yes: X                      #! rubric_wrong_value
  no: {no}
  look: The log.
  examples: {{yes: Charged., no: Not charged.}}
  mistake: Looking elsewhere.
- id: Q1                      #! rubric_id_twice
  yes: It was asked first.
  no: It was not asked first.
  look: The log.
  examples: {{yes: Asked., no: Never asked.}}
  mistake: Looking elsewhere.
"""

EVERY_CASE = """\
form: cases
guides:
- id: Q1
  yes: It was asked first.
  no: It was not asked first.
  not_applicable: Nobody was there.   #! rubric_guide_unused
  look: The log.
  examples: {yes: Asked., no: Never asked.}
  mistake: Looking elsewhere.
"""


def test_every_fault_of_a_guide_has_its_line(tmp_path: Path) -> None:
    bad = BAD_GUIDE.format(no=f"{'long ' * 80}   #! rubric_wrong_value")
    base = write(tmp_path / "base", {**GOOD, "guides/cases.yaml": bad})
    assert faults_of(base) == planted({"guides/cases.yaml": bad})


def test_a_guide_of_no_form_is_one_fault(tmp_path: Path) -> None:
    text = GUIDE.replace("form: cases", "form: casses")
    base = write(tmp_path / "base", {**GOOD, "guides/cases.yaml": text})
    assert faults_of(base) == {("guides/cases.yaml", 1, "rubric_guide_form")}


def test_a_question_of_every_case_has_no_use_for_not_applicable(tmp_path: Path) -> None:
    form = CASES.replace("no: [No, N]", "no: [No, N]\n  not_applicable: [NA]").replace(
        "title: Asked first\n", "title: Asked first\n  every_case: true\n"
    )
    base = write(tmp_path / "base", {**GOOD, "forms/cases.yaml": form, "guides/cases.yaml": EVERY_CASE})
    assert faults_of(base) == planted({"guides/cases.yaml": EVERY_CASE})
    without = form.replace("  every_case: true\n", "")
    again = write(tmp_path / "again", {**GOOD, "forms/cases.yaml": without, "guides/cases.yaml": EVERY_CASE})
    assert faults_of(again) == {("guides/cases.yaml", 8, "rubric_guide_part")}


# -- whose guide stands ----------------------------------------------------------------------------------------

OWN = """\
form: cases
guides:
- id: Q1
  yes: Asked by us.
  no: Not asked by us.
  look: Our log.
  examples: {yes: Asked., no: Never asked.}
  mistake: None known.
"""


def test_a_workspaces_own_guide_of_a_question_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    base = write(tmp_path / "base", {**GOOD, "guides/cases.yaml": GUIDE})
    over = write(tmp_path / "over", {"guides/whatever.yaml": OWN})
    merged = load_rubric(base, over)
    assert merged.guide["cases/Q1"].yes == "Asked by us."
    assert merged.guide["cases/Q2"] == load_rubric(base).guide["cases/Q2"]
    assert merged.fingerprint != load_rubric(base).fingerprint


REWORDED = {
    "title: Asked first": ("title: Asked by the handler", False),
    "- Was it asked first?": ("- Was it asked first of all?", True),
    "no: [No, N]": ("no: [No, N]\n  partial: [Partly]", False),
    "- id: Q1\n  title: Asked first\n  also:\n  - Was it asked first?\n": ("", False),
}


@pytest.mark.parametrize("old", REWORDED)
def test_a_guide_stays_only_with_the_question_it_was_written_for(tmp_path: Path, old: str) -> None:
    new, stays = REWORDED[old]
    files = {
        name: text for name, text in GOOD.items() if not name.startswith(("criteria", "frame", "examples"))
    }
    base = write(tmp_path / "base", {**files, "guides/cases.yaml": GUIDE})
    assert old in CASES
    over = write(tmp_path / "over", {"forms/cases.yaml": CASES.replace(old, new)})
    assert ("cases/Q1" in load_rubric(base, over).guide) is stays


def test_a_guide_is_copied_by_its_question_and_a_difference_of_it_is_said(tmp_path: Path) -> None:
    assert daready("init", "mine", cwd=tmp_path).code == 0
    mine = tmp_path / "mine"
    assert daready("rubric", "copy", "case-audit/Q25", cwd=mine).code == 0
    copy = mine / "rubrics" / "guides" / "case-audit.yaml"
    text = copy.read_text(encoding="utf-8")
    old = shipped().guide["case-audit/Q25"].yes or "-"
    copy.write_text(text.replace(old, "The tool was completed on the night."), encoding="utf-8")
    assert daready("rubric", "check", cwd=mine).code == 0
    assert "The tool was completed on the night." in daready("rubric", "show", "case-audit/Q25", cwd=mine).out
    said = daready("rubric", "diff", "shipped", "rubrics", cwd=mine).out
    assert "case-audit/Q25" in said
    assert "case-audit/Q26" not in said


# -- what is shipped ---------------------------------------------------------------------------------------------

EVERY_ITEM = [f"{form.id}/{item.id}" for form in shipped().forms for item in form.items]


@pytest.fixture(scope="module")
def real() -> Rubric:
    return shipped()


def test_everything_a_person_marks_or_counts_has_a_guide(real: Rubric) -> None:
    assert [name for name in EVERY_ITEM if name not in real.guide] == []
    judged = {f"judgements/{column}" for column in ("colour", "kind", "made")}
    assert judged <= set(real.guide)


def test_a_paper_that_a_second_person_has_to_check_says_so_and_no_other_does(real: Rubric) -> None:
    lines = [line for criterion in real.criteria.values() for line in criterion.lines]
    records = {line.id for line in lines if line.proof == "record"} | {line.analysis for line in lines}
    for document in real.form["document-register"].documents:
        name = f"document-register/{document.id}"
        assert ("second person" in (real.guide[name].counted or "")) is (name in records), name


@pytest.mark.parametrize("name", EVERY_ITEM)
def test_a_shipped_guide_has_the_parts_its_kind_of_question_needs(name: str, real: Rubric) -> None:
    guide, form = real.guide[name], real.form[name.partition("/")[0]]
    item = marked_things(form)[guide.id]
    by_answer = isinstance(item, Question) and item.type == "outcome" and bool(form.answers)
    owed = [each for each in MARKED if not (each == "not_applicable" and getattr(item, "every_case", False))]
    assert list(guide.answers) == (owed if by_answer else [])
    assert list(guide.examples) == (owed if by_answer else [])
    assert (guide.counted is None, guide.example is None) == (by_answer, by_answer)
    assert len(examples_of(guide)) == (len(owed) if by_answer else 1)


def test_a_choice_says_how_each_word_of_its_list_counts(real: Rubric) -> None:
    for name, guide in real.guide.items():
        thing = real.item.get(name)
        if isinstance(thing, Question) and thing.offer and guide.counted:
            unsaid = [word for word in thing.offer if word.casefold() not in guide.counted.casefold()]
            assert not unsaid, (name, unsaid)


def test_no_two_answers_of_a_question_are_told_in_the_same_words(real: Rubric) -> None:
    for name, guide in real.guide.items():
        texts = [*guide.answers.values(), *guide.examples.values(), guide.look, guide.mistake]
        assert len({*texts}) == len(texts), name


def test_a_guide_reads_as_plain_english_in_whole_sentences(real: Rubric) -> None:
    for name, guide in real.guide.items():
        texts = [
            *guide.answers.values(),
            *guide.examples.values(),
            guide.look,
            guide.mistake,
            guide.counted or "",
        ]
        assert not [turn for text in texts for turn in banned(text)], name
        assert all(text[-1] in ".\"'" for text in texts if text), name


def test_answers_are_owed_by_questions_alone(real: Rubric) -> None:
    form = real.form["case-audit"]
    column = next(column for column in form.columns if column.id == "risk")
    assert answers_asked(form, column) == ()
    assert answers_asked(form, Item(id="X", title="Some paper")) == ()
