"""adopt --answers: what a person says of their own form is what its answers count for, in every layout."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from daready.workspace.folder import create
from tests.command.run import daready
from tests.evidence.layouts import own_books
from tests.evidence.layouts.own_books import OwnForm

FORMS = Path(__file__).parent.parent / "evidence" / "layouts" / "forms"
KEY: dict[str, Any] = json.loads((FORMS / "expected.json").read_text(encoding="utf-8"))["files"]
MEANS = ("yes", "partial", "no", "not_applicable", "not_recorded")
SIGNED = ("--accept", "--by", "A Smith", "--role", "DA lead")
DRAWN: list[Callable[[Path], OwnForm]] = [
    *(own_books.saltmarsh, own_books.harrowdale, own_books.tynebrook, own_books.oakhampton),
    *(own_books.dunmere, own_books.ravensmoor, own_books.penwithen),
]


def right_answers(name: str) -> list[dict[str, Any]]:
    """What a careful person would say of a form with a key: of two questions alike, the second is the force's own."""
    said: list[dict[str, Any]] = []
    taken: set[str] = set()
    for question in KEY[name]["questions"]:
        free = [one for one in question["ids"][:1] if one not in taken]
        taken |= set(free)
        said.append(
            {
                "text": question["question"],
                "is": f"case-audit/{free[0]}" if free else "own",
                "yes_is": "bad" if question["polarity"] == "yes is bad" else "good",
                "words": {word: means for word, means in question["words"].items() if means in MEANS},
            }
        )
    return said


def written(folder: Path, questions: list[dict[str, Any]], **more: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps({"questions": questions, **more}), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", KEY)
def test_after_the_right_answers_every_count_is_as_the_key_says(tmp_path: Path, name: str) -> None:
    ran = daready(
        "adopt",
        FORMS / name,
        "--answers",
        written(tmp_path, right_answers(name)),
        "--json",
        "-",
        cwd=tmp_path,
    )
    assert (ran.code, ran.json["cases"], ran.json["accepted"]) == (0, KEY[name]["cases"], False)
    for said, key in zip(ran.json["questions"], KEY[name]["questions"], strict=True):
        wanted = {what: number for what, number in key["counts_with_yes_as_good"].items() if number}
        if "unclear" in wanted:
            wanted["not_understood"] = wanted.pop("unclear")
        assert said["counts"] == wanted, said["text"]
    assert [one.name for one in tmp_path.iterdir()] == ["answers.json"]  # nothing is kept


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_own_questions_of_every_layout_are_counted_word_by_word(
    tmp_path: Path, draw: Callable[[Path], OwnForm]
) -> None:
    """Each distinct word of a question is given a meaning in turn, so that no other reading gives these counts."""
    form = draw(tmp_path)
    questions: list[dict[str, Any]] = []
    wanted: dict[str, Counter[str]] = {}
    for place, question in enumerate(form.asked):
        folded = sorted({word.strip().casefold() for word in form.words[question.text]})
        means = {word: MEANS[(at + place) % 5] for at, word in enumerate(folded)}
        questions.append({"text": question.text, "is": "own", "yes_is": "good", "words": means})
        counted = wanted.setdefault(question.text, Counter())
        for word, number in form.words[question.text].items():
            counted[means[word.strip().casefold()]] += number
        counted["blank"] = form.cases - sum(counted.values())
    ran = daready(
        "adopt", *form.files, "--answers", written(tmp_path, questions), "--json", "-", cwd=tmp_path
    )
    assert (ran.code, ran.json["layout"], ran.json["cases"]) == (0, form.layout, form.cases), ran.err
    for said in ran.json["questions"]:
        assert said["counts"] == {k: n for k, n in wanted[said["text"]].items() if n}, said["text"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "mine"
    create(root)
    return root


FELLMOOR, WRENBURY = "Fellmoor DA dip sample May 2026.xlsx", "Wrenbury QA reviews June 2026.xlsx"


def test_an_adopted_form_loads_on_the_lines_it_is_and_next_month_asks_nothing(root: Path) -> None:
    answers = written(root.parent, right_answers(FELLMOOR), selection="random", population=402)
    assert daready("adopt", FORMS / FELLMOOR, "--answers", answers, *SIGNED, cwd=root).code == 0
    kept = yaml.safe_load((root / "rubrics" / "forms" / "our-case-audit.yaml").read_text(encoding="utf-8"))
    assert (kept["adopts"], kept["set_by"], kept["role"]) == ("case-audit", "A Smith", "DA lead")
    assert daready("load", FORMS / FELLMOOR, cwd=root).code in (0, 3)
    assessed = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    lines = {line["id"]: line for one in assessed["criteria"] for line in one["lines"]}
    key = KEY[FELLMOOR]["questions"][0]["counts_with_yes_as_good"]
    assert [lines["case-audit/Q01"][what] for what in ("yes", "partial", "no")] == [
        key["yes"],
        key["partial"],
        key["no"],
    ]
    assert lines["case-audit/Q01"]["sources"][0]["sheet"] == "May 26"
    assert assessed["selection_claimed"] > 0  # what rests on the standing claim is counted on page one
    book = load_workbook(FORMS / FELLMOOR)
    for row in book.worksheets[0].iter_rows(min_row=5, max_row=40, min_col=2, max_col=4):
        row[0].value, row[2].value = f"{row[0].value}-J", row[2].value.replace(month=6)
    book.worksheets[0]["A1"], book.worksheets[0].title = "JUNE 2026", "Jun 26"
    book.worksheets[0]["AD4"] = "Was something new asked?"
    book.save(root / "June.xlsx")
    checked = daready("check", "June.xlsx", "-m", "asked.xlsx", "--json", "-", cwd=root).json
    codes = [
        (one["code"], one["cell"]) for one in checked["files"][0]["notices"] if one["severity"] != "info"
    ]
    assert {code for code, _ in codes} <= {
        "answer_not_understood",
        "said_not_applicable",
        "adopted_new_question",
    }
    assert ("adopted_new_question", "AD4") in codes
    assert not (root / "asked.xlsx").exists()  # nothing is asked but by its place


def test_own_questions_have_a_part_of_their_own_and_may_join_a_clause(root: Path) -> None:
    said = right_answers(FELLMOOR)
    own = [place for place, one in enumerate(said) if one["is"] == "own"]
    said[own[0]]["clause"] = "risk-assessed-every-time/every-incident"
    answers = written(root.parent, said, selection="random", population=402)
    assert daready("adopt", FORMS / FELLMOOR, "--answers", answers, *SIGNED, cwd=root).code == 0
    daready("load", FORMS / FELLMOOR, cwd=root)
    ran = daready("assess", "--as-at", "2026-06-30", "-o", "out.xlsx", "--json", "-", cwd=root)
    assessed = ran.json
    assert len(assessed["own_questions"]) == len(own) - 1
    key = KEY[FELLMOOR]["questions"][own[1]]["counts_with_yes_as_good"]
    first = assessed["own_questions"][0]
    assert (first["yes"], first["no"]) == (key["yes"], key["no"])
    criterion = next(one for one in assessed["criteria"] if one["id"] == "risk-assessed-every-time")
    assert "case-audit/own-1" in {line["id"] for line in criterion["lines"]}
    assert "Our own questions" in load_workbook(root / "out.xlsx").sheetnames
    assert daready("rubric", "check", cwd=root).code == 0


def test_a_case_on_a_tab_stands_in_its_own_cells(root: Path) -> None:
    answers = written(root.parent, right_answers(WRENBURY))
    assert daready("adopt", FORMS / WRENBURY, "--answers", answers, *SIGNED, cwd=root).code == 0
    checked = daready("check", FORMS / WRENBURY, "--json", "-", cwd=root).json["files"][0]
    assert checked["form"] == "case-audit"
    assert sum(sheet["rows_used"] for sheet in checked["sheets"]) == KEY[WRENBURY]["cases"]
    odd = [
        (one["sheet"], one["cell"]) for one in checked["notices"] if one["code"] == "answer_not_understood"
    ]
    book = load_workbook(FORMS / WRENBURY)
    assert odd
    assert all(book[sheet][cell].value not in ("Yes", "No", None) for sheet, cell in odd)
    daready("load", FORMS / WRENBURY, cwd=root)
    unsafe = daready("assess", "--json", "-", cwd=root).json["needs_someone_today_places"]
    assert unsafe
    assert all(
        one["sheet"].startswith("Case ") and one["row"] == 3 for one in unsafe
    )  # where its reference stands


@pytest.mark.parametrize("yes_is", ["good", "bad"])
def test_a_yes_is_good_only_where_the_person_said_so(root: Path, yes_is: str) -> None:
    answers = [{"text": "Any safeguarding opportunities missed?", "is": "case-audit/Q31", "yes_is": yes_is}]
    ran = daready("adopt", FORMS / FELLMOOR, "--answers", written(root, answers), "--json", "-", cwd=root)
    plain = next(q["counts"] for q in KEY[FELLMOOR]["questions"] if q["question"] == answers[0]["text"])
    counts = ran.json["questions"][0]["counts"]
    assert counts.get("yes", 0) == plain["yes" if yes_is == "good" else "no"]
    assert len(ran.json["ignored"]) >= 28  # what is not listed is named


def test_a_question_that_may_be_a_failing_is_asked_about_where_nobody_said_what_yes_is(root: Path) -> None:
    answers = [{"text": "Any safeguarding opportunities missed?", "is": "case-audit/Q31"}]
    ran = daready("adopt", FORMS / FELLMOOR, "--answers", written(root, answers), "--json", "-", cwd=root)
    assert ran.code == 2
    assert "yes_is" in ran.err


def test_a_one_of_a_scale_is_no_yes_unless_somebody_says_so(root: Path) -> None:
    name = "KC_QATT_DA_Jul26_v3.xlsx"
    first = KEY[name]["questions"][0]
    for words, wanted in (({}, 0), ({"2": "yes", "0": "no"}, first["word_counts"]["2"])):
        answers = [{"text": first["question"], "is": "case-audit/Q01", "yes_is": "good", "words": words}]
        ran = daready("adopt", FORMS / name, "--answers", written(root, answers), "--json", "-", cwd=root)
        assert ran.json["questions"][0]["counts"].get("yes", 0) == wanted


def test_adopting_again_is_an_entry_and_on_page_one(root: Path) -> None:
    said = right_answers(FELLMOOR)
    assert daready("adopt", FORMS / FELLMOOR, "--answers", written(root, said), *SIGNED, cwd=root).code == 0
    daready("load", FORMS / FELLMOOR, cwd=root)
    said[0]["yes_is"] = "bad"
    said[1]["words"]["NR"] = "yes"
    again = daready(
        "adopt", FORMS / FELLMOOR, "--answers", written(root, said), *SIGNED, "--json", "-", cwd=root
    )
    assert {(one["question"], one["name"]) for one in again.json["changed"]} == {
        ("case-audit/Q01", "yes is"),
        ("case-audit/Q02", "words"),
    }
    assessed = daready("assess", "--json", "-", cwd=root).json
    remarks = [one for one in assessed["record_remarks"] if one["code"] == "adopted_anew"]
    assert [len(one["changes"]) for one in remarks] == [2]
    assert "adopted anew" in daready("assess", cwd=root).out
    assert "adopted by the DA lead" in daready("history", cwd=root).out


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"questions": [{"text": "Nobody asked this", "is": "own"}]}, "not in the workbook"),
        (
            {"questions": [{"text": "Was THRIVE applied and written on the log?", "is": "case-audit/Q999"}]},
            "Q999",
        ),
        ({"questions": [{"text": "x", "is": "own", "words": {"Y": "yes", "y": "no"}}]}, "means"),
        ({"questions": [], "words": {}}, "questions"),
        ({"questions": [{"text": "x", "is": "own", "maening": 1}]}, "maening"),
    ],
)
def test_answers_that_cannot_be_meant_are_told(root: Path, answers: dict[str, Any], says: str) -> None:
    path = root / "answers.yaml"
    path.write_text(yaml.safe_dump(answers), encoding="utf-8")
    ran = daready("adopt", FORMS / FELLMOOR, "--answers", path, *SIGNED, cwd=root)
    assert ran.code == 2
    assert says in ran.err
    assert not (root / "rubrics").exists() or not any((root / "rubrics").rglob("*.yaml"))
