"""The shipped rubrics hold together, a workspace's own lie over them, and fingerprints tell them apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.rubric import files, library
from daready.rubric.checks import ids_of
from daready.rubric.library import default_folder, load_rubric
from daready.rubric.model import Question
from tests.rubric.tiny import CASES, EXAMPLES, FRAMEWORK, GOOD, OWN_POLICY, POLICY, THEME, write


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path / "base", dict(GOOD))


def test_the_tiny_rubric_is_good(base: Path) -> None:
    rubric = load_rubric(base)
    assert list(rubric.criteria) == ["asked", "planned"]
    assert set(rubric.item) == {"cases/Q1", "cases/Q2", "cases/Q3", "cases/Q4", "return/M1", "papers/plan"}
    assert rubric.policy.green_from == 0.85
    assert rubric.form["cases"].answers == {"yes": ("Yes", "Y"), "no": ("No", "N")}


def test_missing_rooms_are_no_fault(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path, {"policy.yaml": POLICY, "forms/cases.yaml": CASES}))
    assert rubric.themes == rubric.frameworks == rubric.examples == ()


def test_notes_and_hidden_files_are_let_be(base: Path) -> None:
    write(
        base, {"README.md": "x", "forms/.cases.yaml": "]", "schema/form.yaml": "]", "forms/cases.yaml~": "]"}
    )
    load_rubric(base)


def test_the_rubrics_are_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (default_folder() / "policy.yaml").is_file()
    write(tmp_path / "daready" / "rubrics", dict(GOOD))
    monkeypatch.setattr(files, "__file__", str(tmp_path / "daready" / "rubric" / "files.py"))
    assert default_folder() == (tmp_path / "daready" / "rubrics").resolve()
    assert list(load_rubric().criteria) == ["asked", "planned"]


# -- fingerprint -----------------------------------------------------------------------------------


def test_the_fingerprint_is_the_same_wherever_the_folder_stands(base: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "elsewhere", dict(GOOD))
    assert load_rubric(base).fingerprint == load_rubric(again).fingerprint == load_rubric(base).fingerprint


def test_the_fingerprint_changes_with_a_byte_a_name_and_an_overlay(base: Path, tmp_path: Path) -> None:
    seen = {load_rubric(base).fingerprint}
    over = write(tmp_path / "over", {"policy.yaml": POLICY})
    seen.add(load_rubric(base, over).fingerprint)
    (base / "forms/cases.yaml").write_text(CASES + "# a word more\n")
    seen.add(load_rubric(base).fingerprint)
    (base / "forms/cases.yaml").rename(base / "forms/other.yaml")
    seen.add(load_rubric(base).fingerprint)
    assert len(seen) == 4


# -- overlay ---------------------------------------------------------------------------------------


def test_a_workspace_criterion_replaces_its_namesake_where_it_stood(base: Path, tmp_path: Path) -> None:
    own = (
        THEME.replace("id: asking", "id: ours")
        .replace("order: 1", "order: 9")
        .replace("remedy: Ask", "remedy: Ours")
    )
    own = own[: own.index("- id: planned")]
    rubric = load_rubric(base, write(tmp_path / "over", {"criteria/ours.yaml": own}))
    assert [(theme.id, [c.remedy for c in theme.criteria]) for theme in rubric.themes] == [
        ("asking", ["Ours", "Plan"])
    ]
    assert rubric.examples == ()


def test_a_new_criterion_joins_its_theme_or_brings_its_own(base: Path, tmp_path: Path) -> None:
    new = THEME[THEME.index("- id: planned") :].replace("planned", "newer").replace("U02", "U40")
    head = "id: {0}\ntitle: T\norder: {1}\ncriteria:\n"
    over = write(
        tmp_path / "over",
        {
            "criteria/a.yaml": head.format("asking", 1) + new,
            "criteria/b.yaml": head.format("fresh", 7) + new.replace("newer", "newest").replace("U40", "U41"),
        },
    )
    themes = {theme.id: [c.id for c in theme.criteria] for theme in load_rubric(base, over).themes}
    assert themes == {"asking": ["asked", "planned", "newer"], "fresh": ["newest"]}


def test_forms_frameworks_policy_and_examples_are_replaced_by_id(base: Path, tmp_path: Path) -> None:
    over = write(
        tmp_path / "over",
        {
            "policy.yaml": OWN_POLICY.replace("n_min: 12", "n_min: 20"),
            "forms/mine.yaml": CASES.replace("title: Cases", "title: Our cases"),
            "frameworks/mine.yaml": FRAMEWORK.replace("title: Wishes", "title: Our wishes"),
            "examples/mine.yaml": EXAMPLES.replace("yes: 40", "yes: 60"),
        },
    )
    rubric = load_rubric(base, over)
    assert rubric.policy.n_min == 20
    assert [form.title for form in rubric.forms] == ["Our cases", "Papers", "Return"]
    assert [framework.title for framework in rubric.frameworks] == ["Our wishes"]
    assert [example.audit for example in rubric.examples] == [{"yes": 60}]


def test_a_new_criterion_may_not_take_another_ones_ref(base: Path, tmp_path: Path) -> None:
    new = THEME[THEME.index("- id: planned") :].replace("planned", "newer")
    over = write(tmp_path / "over", {"criteria/a.yaml": "id: fresh\ntitle: T\norder: 7\ncriteria:\n" + new})
    with pytest.raises(library.RubricFault) as caught:
        load_rubric(base, over)
    assert [(f.code, f.line) for f in caught.value.faults] == [("rubric_id_twice", 6)]


def test_a_link_broken_by_an_overlay_is_found(base: Path, tmp_path: Path) -> None:
    over = write(tmp_path / "over", {"forms/mine.yaml": CASES.replace("id: Q1", "id: Q9")})
    with pytest.raises(library.RubricFault) as caught:
        load_rubric(base, over)
    assert {f.code for f in caught.value.faults} == {"rubric_no_such_item"}


# -- what is shipped -------------------------------------------------------------------------------


def test_the_shipped_rubrics_load_and_list_every_id() -> None:
    rubric = load_rubric()
    listed = (default_folder() / "ids.txt").read_text(encoding="utf-8").splitlines()[1:]
    ids = ids_of(rubric.themes, rubric.forms, rubric.frameworks)
    assert [name for name in ids if name not in listed] == [], "add these to rubrics/ids.txt"


def test_questions_that_leave_somebody_unsafe_are_marked() -> None:
    questions = load_rubric().form["case-audit"].questions
    assert {q.id for q in questions if q.safety} == {"Q31", "Q32", "Q35", "Q72"}
    (same_day,) = (q for q in questions if q.id == "Q72")
    assert {"None", "Learning", "No"} <= set(same_day.choices["yes"])
    assert {"Serious", "Yes"} <= set(same_day.choices["no"])


def test_every_question_can_be_found_by_words_a_force_would_write() -> None:
    rubric = load_rubric()
    for form in rubric.forms:
        for item in form.items:
            assert len(item.also) >= (3 if isinstance(item, Question) else 2), item.id
            assert len(item.title) <= 70, item.id
            if isinstance(item, Question):
                assert item.who, item.id
                assert item.source, item.id


def test_marks_of_two_meanings_are_given_none() -> None:
    answers = load_rubric().form["case-audit"].answers
    every = {word for words in answers.values() for word in words}
    assert not every & {"-", "..", "x", "X", ""}
    assert {"✓", "Y", "1"} <= set(answers["yes"])
    assert {"N/K", "?"} <= set(answers["not_recorded"])


def test_names_and_free_text_are_never_kept() -> None:
    for form in load_rubric().forms:
        reads = {heading.lower(): column.reads for column in form.columns for heading in column.headings}
        for heading in ("comments", "notes", "victim name", "address", "phone"):
            assert reads.get(heading, "never") == "never", (form.id, heading)
