"""Forms of invented forces in all six layouts, against their keys: cases, questions, words and proposals."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from daready.rubric.proposals import Asked, Proposer
from tests.command.run import daready
from tests.evidence.layouts import own_words
from tests.evidence.layouts.measure import Measure
from tests.evidence.layouts.own_books import FORMS, OwnForm
from tests.evidence.layouts.own_words import questions
from tests.year import shipped

HERE = Path(__file__).parent / "forms"
KEY: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))["files"]
LAYOUTS = {1: "table", 2: "tab_per_case", 3: "case_columns", 4: "scores", 5: "forms_export", 6: "long"}
MORE = [
    ("A dip sample June.xlsx", "table", 40, 20),
    ("A2 no grade.xlsx", "table", 40, 20),
    ("B review forms June.xlsx", "tab_per_case", 12, 20),
    ("D scored June.xlsx", "scores", 40, 20),
]


@cache
def adopted(*files: Path) -> dict[str, Any]:
    """What adopt says of files; it writes nothing."""
    run = daready("adopt", *files, "--json", "-", cwd=HERE)
    assert run.code == 0, run.err
    return run.json


def asked_of(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {question["text"]: question for question in record["questions"]}


@pytest.mark.parametrize("name", KEY)
def test_a_form_with_a_key_is_found_whole(name: str) -> None:
    found, key = adopted(HERE / name), KEY[name]
    assert (found["layout"], found["cases"]) == (LAYOUTS[key["layout"]], key["cases"])
    asked = asked_of(found)
    assert list(asked) == [question["question"] for question in key["questions"]]
    for question in key["questions"]:
        answers = {one["word"]: one["count"] for one in asked[question["question"]]["answers"]}
        assert answers == question["word_counts"], question["question"]
        place = question["place"]
        assert asked[question["question"]]["cell"] == place.get("heading_cell", place.get("question_cell"))
    for role in ("reference", "district", "risk"):
        assert found[role]["text"] == key[role]["heading"]
    assert (found["selection"] or {}).get("meaning") == (key["selection"] or {}).get("meaning")
    assert (found["population"] or {}).get("number") == (key["population"] or {}).get("number")


@pytest.mark.parametrize("name", KEY)
def test_yes_is_bad_where_the_key_says_so(name: str) -> None:
    asked = asked_of(adopted(HERE / name))
    bad = {q["question"] for q in KEY[name]["questions"] if q["polarity"] == "yes is bad"}
    assert bad <= {text for text, question in asked.items() if question["yes_is"] != "good"}
    # A score of a failing may mean either; no other question is suspected.
    assert {text for text, question in asked.items() if question["yes_is"] == "bad"} <= bad


@pytest.mark.parametrize(("name", "layout", "cases", "count"), MORE)
def test_a_form_without_a_key_is_found(name: str, layout: str, cases: int, count: int) -> None:
    found = adopted(HERE / "more" / name)
    assert (found["layout"], found["cases"]) == (layout, cases)
    assert len(found["questions"]) in (count, count + 1)  # a grade of the whole case is a question too


def test_proposals_for_the_forms_with_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    measure = Measure()
    for name, key in KEY.items():
        asked = asked_of(adopted(HERE / name))
        for question in key["questions"]:
            bad = question["polarity"] == "yes is bad"
            measure.add(question["question"], asked[question["question"]]["proposals"], question["ids"], bad)
    with capsys.disabled():
        print(f"\nforms with a key: {measure}")
    assert measure.wrong == []
    assert measure.first >= 0.88 * measure.asked
    assert measure.in_three >= 0.97 * measure.asked
    assert measure.ready >= 0.2 * measure.asked


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> list[OwnForm]:
    folder = tmp_path_factory.mktemp("own")
    return [make(folder) for make in FORMS]


@pytest.mark.parametrize("number", range(len(FORMS)), ids=[make.__name__ for make in FORMS])
def test_a_form_of_our_own_is_found_whole(own: list[OwnForm], number: int) -> None:
    form = own[number]
    found = adopted(*form.files)
    assert (found["layout"], found["cases"]) == (form.layout, form.cases)
    asked = asked_of(found)
    assert {question.text for question in form.asked} <= asked.keys()
    for question in form.asked:
        answers = Counter({one["word"]: one["count"] for one in asked[question.text]["answers"]})
        assert answers == form.words[question.text], question.text
    assert found["reference"]
    assert found["month"]


def test_proposals_for_our_own_forms(own: list[OwnForm], capsys: pytest.CaptureFixture[str]) -> None:
    measure = Measure()
    for form in own:
        asked = asked_of(adopted(*form.files))
        for question in form.asked:
            measure.add(question.text, asked[question.text]["proposals"], question.ids, question.yes_is_bad)
            assert not (question.yes_is_bad and asked[question.text]["yes_is"] == "good"), question.text
    with capsys.disabled():
        print(f"\nour own forms: {measure}")
    assert measure.wrong == []
    assert measure.first >= 0.88 * measure.asked
    assert measure.in_three >= 0.97 * measure.asked


def test_proposals_for_words_drawn_later(capsys: pytest.CaptureFixture[str]) -> None:
    measure = Measure()
    later = questions(own_words.LATER)
    proposed = Proposer(shipped()).propose([Asked(question.text, "words") for question in later])
    for question, one in zip(later, proposed, strict=True):
        proposals = [{"question": each.question, "ready": each.ready} for each in one.proposals]
        measure.add(question.text, proposals, question.ids, question.yes_is_bad)
    with capsys.disabled():
        print(f"\nwords drawn later: {measure}")
    assert measure.wrong == []
    assert measure.first >= 0.82 * measure.asked
    assert measure.in_three >= 0.94 * measure.asked


def test_nobody_is_named_by_what_adopt_shows(tmp_path: Path) -> None:
    """Names in answers, remarks and a column of reviewers stay in the child; what stands beside them is shown."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Crime ref", "Looked at by", "Was a DASH done?", "Was BWV on?", "What next?"])
    for case in range(20):
        answer = "ask Hawthorne" if case == 3 else "Y - see Priya" if case == 4 else ["Y", "N"][case % 2]
        remark = "Speak to Hawthorne about the log." if case % 3 else ""
        sheet.append([f"NM/{4000 + case}/26", ["Jo Hawthorne", "Priya Lund"][case % 2], answer, "Y", remark])
    book.save(tmp_path / "june.xlsx")
    run = daready("adopt", "june.xlsx", "--json", "-", "-o", "asked.xlsx", cwd=tmp_path)
    assert run.code == 0, run.err
    words = {one["word"]: one["count"] for one in asked_of(run.json)["Was a DASH done?"]["answers"]}
    assert words == {"N": 9, "Y": 9, "ask …": 1, "… - see …": 1}
    with ZipFile(tmp_path / "asked.xlsx") as parts:
        written = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
    for name in ("Hawthorne", "Priya", "Lund", "NM/40"):
        assert name not in run.out + written


def test_a_measure_counts_what_is_wrong() -> None:
    measure = Measure()
    two = [{"question": "case-audit/Q2", "ready": True}, {"question": "case-audit/Q1", "ready": False}]
    measure.add("a", two, ["Q1"], False)
    measure.add("b", [{"question": "case-audit/Q3", "ready": True}], ["Q3"], True)
    measure.add("c", [], ["Q3"], False)
    measure.add("d", [{"question": "case-audit/Q3", "ready": True}], [], False)
    assert (measure.asked, measure.first, measure.in_three, measure.ready) == (3, 1, 2, 3)
    assert measure.wrong == ["a: case-audit/Q2", "b: case-audit/Q3", "d: case-audit/Q3"]
