"""A small file of a workspace changes a form: what it leaves out stays as it is shipped, its changes are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.rubric.faults import RubricFault
from daready.rubric.library import load_rubric

PART = """
id: case-audit
set_by: A Smith
set_on: 2026-05-01
answers: {no: [Partial, Nope]}
questions:
- id: Q99x
  title: Was the toy box checked
  unscored: nobody counts it
"""
ADOPTED = """
id: our-case-audit
title: Our own form
adopts: case-audit
layout: table
set_by: A Smith
role: DA lead
set_on: 2026-05-01
questions:
- text: Did anybody look into the toy box?
  is: own
  id: own-1
- text: Was the body-worn camera on?
  is: case-audit/Q10
  words: {Partial: "yes"}
"""


def workspace(folder: Path, **files: str) -> Path:
    (folder / "forms").mkdir(parents=True)
    for name, text in files.items():
        (folder / "forms" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_what_a_part_leaves_out_stays_as_it_is_shipped(tmp_path: Path) -> None:
    shipped = load_rubric(examples=False).form["case-audit"]
    rubric = load_rubric(None, workspace(tmp_path / "own", part=PART), examples=False)
    form = rubric.form["case-audit"]
    assert form.questions[:-1] == shipped.questions
    assert (form.questions[-1].id, form.columns, form.title) == ("Q99x", shipped.columns, shipped.title)
    assert "Partial" not in form.answers["partial"]
    assert form.answers["no"][-2:] == ("Partial", "Nope")
    listed = {(one.where, one.name, one.now, one.set.by) for one in rubric.cuts_changed}
    assert ("form case-audit", "word partial", "no", "A Smith") in listed


def test_a_part_of_a_form_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RubricFault) as fault:
        load_rubric(
            None, workspace(tmp_path / "own", part=PART.replace("case-audit", "case-audits")), examples=False
        )
    assert {one.code for one in fault.value.faults} == {"rubric_missing_key"}


def test_an_own_question_takes_three_lines_and_a_word_read_otherwise_is_listed(tmp_path: Path) -> None:
    rubric = load_rubric(None, workspace(tmp_path / "own", ours=ADOPTED), examples=False)
    assert rubric.item["case-audit/own-1"].title == "Did anybody look into the toy box?"
    listed = [(one.where, one.name, one.shipped, one.now, one.set.by) for one in rubric.cuts_changed]
    assert listed == [("question case-audit/Q10", "word partial", "partial", "yes", "A Smith")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("case-audit/Q10", "case-audit/Q9999", "adopted_no_such_question"),
        ("adopts: case-audit", "adopts: victim-survey", "rubric_no_such_lender"),
        ("id: own-1", "id: Q10", "rubric_id_twice"),
        ("Was the body-worn camera on?", "did anybody look into the toy box", "adopted_text_twice"),
        ("id: own-1", "id: own-1\n  clause: nowhere/at-all", "adopted_no_such_clause"),
        ("set_by: A Smith\n", "", "rubric_missing_key"),
    ],
)
def test_an_adopted_form_that_cannot_be_meant_is_refused(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    with pytest.raises(RubricFault) as fault:
        load_rubric(None, workspace(tmp_path / "own", ours=ADOPTED.replace(old, new, 1)), examples=False)
    assert code in {one.code for one in fault.value.faults}
