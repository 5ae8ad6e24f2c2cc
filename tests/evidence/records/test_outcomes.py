"""All crime outcomes of the Home Office, 0 to 22: each is read however it is written, and asks what it should ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.evidence.brief import Brief
from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.grid.cell_text import near_heading, near_word
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.library import load_rubric
from daready.rubric.model import Rubric
from daready.rubric.words import fold
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import codes, only

SHIPPED = load_rubric(examples=False, superseded=False)
OUTCOME = next(
    column
    for form in plain_rubric(SHIPPED).forms
    if form["id"] == "case-audit"
    for column in form["columns"]
    if column["id"] == "outcome"
)
WORDS = ChoiceWords(OUTCOME)

MEANING = {
    "0": "open",
    "1": "charged",
    "2": "out_of_court",
    "3": "out_of_court",
    "4": "taken_into_consideration",
    "5": "cannot_prosecute",
    "6": "out_of_court",
    "7": "out_of_court",
    "8": "out_of_court",
    "9": "nfa",
    "10": "nfa",
    "11": "cannot_prosecute",
    "12": "cannot_prosecute",
    "13": "cannot_prosecute",
    "14": "victim_14",
    "15": "evidential_15",
    "16": "victim_16",
    "17": "nfa",
    "18": "nfa",
    "19": "other_agency",
    "20": "other_agency",
    "21": "nfa",
    "22": "out_of_court",
}
WRITTEN = (
    *("{}", "0{}", "Outcome {}", "outcome {}.", "Outcome: {}", "OUTCOME {}", "Outcome-{}", "OC{}", "OC {}"),
    *("oc{}", "O{}", "HO{}", "HO outcome {}", "Home Office Outcome {}", "Outcome type {}", "Type {}"),
    *("Outcome code {}", "({})", "Filed OC{}", "Closed - outcome {}", "Finalised as {}"),
)

CLOSED_WITHOUT_ACTION = {"5", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "21"}
"""Somebody decided that nothing more would be done: the victim is told, and a supervisor looks first."""
OUT_OF_COURT = {"2", "3", "6", "7", "8", "22"}
"""Dealt with, and not by a court: the panel scores it, and the victim is consulted."""
AT_COURT = {"1"}
"""Only what is charged has a prosecutor's strategy; an offence taken into consideration has no charge of its own."""
WITH_AN_OUTCOME = {str(code) for code in range(1, 23)}
"""Whatever was given an outcome can be given the wrong one; 0 is the lack of one."""
ASKED = {
    "Q58": CLOSED_WITHOUT_ACTION,
    "Q63": WITH_AN_OUTCOME,
    "Q64": CLOSED_WITHOUT_ACTION,
    "Q67a": AT_COURT,
    "Q67b": AT_COURT,
    "Q69": OUT_OF_COURT,
    "Q69f": OUT_OF_COURT,
    "Q69v": OUT_OF_COURT,
}


TITLES = {question.id: question.title for question in SHIPPED.form["case-audit"].questions}


@pytest.fixture(scope="module")
def shipped() -> Rubric:
    return SHIPPED


def test_every_question_that_depends_on_the_outcome_is_in_the_table() -> None:
    questions = SHIPPED.form["case-audit"].questions
    assert {q.id for q in questions if "outcome" in q.applies_if} == set(ASKED)


@pytest.mark.parametrize("written", ["{}", "Outcome {}", "OC{}"])
def test_each_code_asks_what_its_meaning_asks(
    worker: Worker, shipped: Rubric, tmp_path: Path, written: str
) -> None:
    """A blank is not applicable exactly where the question did not apply to such an outcome."""
    header: list[object] = [
        "Case reference",
        "Date audited",
        "Outcome",
        TITLES["Q46"],
        *map(TITLES.get, ASKED),
    ]
    rows: list[list[object]] = [
        [f"R/{code:04d}", "3 Jun 2026", written.format(code), "Yes", *[""] * len(ASKED)] for code in range(23)
    ]
    evidence = load(worker, [book(tmp_path / "a.xlsx", Audit=[header, *rows])], shipped, Brief(b"k" * 16))
    assert "answer_not_understood" not in codes(evidence)
    sheet = only(evidence)
    width = len(sheet.questions)
    for question, applies in ASKED.items():
        at = [name.rpartition("/")[2] for name in sheet.questions].index(question)
        asked = {str(n) for n in range(23) if chr(sheet.outcomes[n * width + at]) == "_"}
        assert asked == applies, question


@pytest.mark.parametrize("written", WRITTEN)
def test_a_code_is_known_however_it_is_written(written: str) -> None:
    read = {code: WORDS.value(fold(written.format(code))) for code in MEANING}
    assert read == MEANING


def test_each_number_is_known_with_its_label_and_its_label_alone() -> None:
    numbering = SHIPPED.form["case-audit"].columns
    listed = next(c.numbering for c in numbering if c.id == "outcome")
    assert listed is not None
    assert {one.number for one in listed.numbers} == {*MEANING, "1A", "2A", "3A"}
    for one in listed.numbers:
        for label in (one.label, *one.also, *one.beside):
            for written in (
                f"{one.number} - {label}",
                f"Outcome {one.number}: {label}",
                f"{label} (OC{one.number})",
            ):
                assert WORDS.value(fold(written)) == one.means, written
        assert WORDS.value(fold(one.label)) == one.means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("16 - Evidential difficulties victim does not support", "victim_16"),
        ("14 – Evidential difficulties: victim does not support action", "victim_14"),
        ("Evidential difficulties (suspect identified; victim supports action)", "evidential_15"),
        ("NFA - OC16", "victim_16"),
        ("Community Resolution (8)", "out_of_court"),
        ("TIC", "taken_into_consideration"),
        ("Charged/Summonsed", "charged"),
        ("Charge/summons", "charged"),
        ("Caution – youths", "out_of_court"),
        ("Penalty Notices for Disorder", "out_of_court"),
        ("Not in public interest (CPS)", "nfa"),
        ("13 - Prosecution prevented (victim/key witness dead/too ill)", "cannot_prosecute"),
        ("Investigation complete – no suspect identified", "nfa"),
        ("PND", "out_of_court"),
        ("OC1A", "charged"),
    ],
)
def test_how_record_systems_write_outcomes(text: str, means: str) -> None:
    assert WORDS.value(fold(text)) == means


@pytest.mark.parametrize(
    "text",
    [
        *("23", "99", "Outcome 23", "OC160", "16b", "1.6", "-16", "16%", "16?", "15/16", "15 or 16", "£16"),
        *("Outcome 16 was 14", "16 - Charged", "14 - victim supports", "Charged 2", "16th", "1st", "6 June"),
        *("Prosecution prevented or not in the public interest", "15 (16)"),
        *("Evidential difficulties", "victim does not support", "Outcome", "OC", "16 see log", "16.5"),
        *("victim supports", "Victim withdrew", "Alternate offence", "No suspect identified", "1.60"),
        *("Evidential difficulties victim based", "Evidential difficulties named suspect identified"),
        *("Charged - no further action", "Victim supports victim does not support", "Caution, charged"),
        *("Named suspect identified", "suspect identified, victim declines"),
    ],
)
def test_what_is_no_code_or_contradicts_its_own_label_is_asked_about(text: str) -> None:
    assert WORDS.value(fold(text)) is None


RECORD_SYSTEM = {
    "Adult Caution With Alternate Offence": "out_of_court",
    "Cannabis Warning": "out_of_court",
    "Caution - Adults": "out_of_court",
    "Caution - Youths": "out_of_court",
    "Charge/Summons": "charged",
    "Charge/Summonsed With Alternate Offence": "charged",
    "Community Resolution": "out_of_court",
    "Diversionary, Educational Or Intervention Activity Undertaken": "out_of_court",
    "Evidential Difficulties Victim Based - Named Suspect Not Identified": "victim_14",
    "Formal Action Against The Offender Is Not In The Public Interest (Police)": "nfa",
    "Investigation Complete: No Suspect Identified": "nfa",
    "Named Suspect - Further Investigation Not In Public Interest": "nfa",
    "Named Suspect Identified: Evidential Difficulties - Victim Does Not Support Police Action": "victim_16",
    "Named Suspect Identified: Victim Supports Police Action But Evidential Difficulties": "evidential_15",
    "Other Agency Delegations": "other_agency",
    "Penalty Notice For Disorder": "out_of_court",
    "Prosecution Not In The Public Interest (CPS)": "nfa",
    "Prosecution Prevented - Named Suspect Too Ill To Prosecute": "cannot_prosecute",
    "Prosecution Prevented - Victim Or Key Witness Dead Or Too Ill To Give Evidence": "cannot_prosecute",
    "Prosecution Time Limit Expired": "nfa",
}
"""The labels of one force's record system, as its disclosure FOI 1306/25 of 13 October 2025 has them."""


@pytest.mark.parametrize("divided", ["{}", "{}.", " {} ", "({})"])
def test_the_names_of_a_record_system_are_read_alone(divided: str) -> None:
    read = {name: WORDS.value(fold(divided.format(name))) for name in RECORD_SYSTEM}
    assert read == RECORD_SYSTEM


SPELLED: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "blanks round a stroke": lambda text: text.replace("/", " / "),
    "dashes": lambda text: text.replace("-", "–"),
}


@pytest.mark.parametrize("how", SPELLED)
def test_a_name_of_one_meaning_is_read_however_it_is_spelled(how: str) -> None:
    listed = next(column.numbering for column in SHIPPED.form["case-audit"].columns if column.id == "outcome")
    assert listed is not None
    names = [(one.means, name) for one in listed.numbers for name in (one.label, *one.also)]
    unread = [(means, name) for means, name in names if WORDS.value(fold(SPELLED[how](name))) != means]
    assert all(len(WORDS.numbers(fold(name))) > 1 for _, name in unread)
    assert len(unread) == 10


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Evidential difficulties victim based", ["14", "16"]),
        ("Evidential difficulties – the victim does not support police action", ["16"]),
        ("Victim supports", ["15"]),
        ("Evidential difficulties", ["14", "15", "16"]),
        ("Mrs Marker", []),
        ("16", []),
    ],
)
def test_the_numbers_that_may_be_meant_are_offered(text: str, numbers: list[str]) -> None:
    assert WORDS.numbers(fold(text)) == numbers


def test_advice_offers_the_numbers_and_a_long_name_is_nobodys_detail(
    worker: Worker, shipped: Rubric, tmp_path: Path
) -> None:
    header: list[object] = ["Case reference", "Date audited", "Outcome", TITLES["Q64"]]
    long = "Evidential difficulties victim based: evidential difficulties, the victim declined"
    evidence = load(
        worker,
        [book(tmp_path / "a.xlsx", Audit=[header, ["R/0001", "3 Jun 2026", long, "Yes"]])],
        shipped,
        Brief(b"k" * 16),
    )
    (said,) = [notice for notice in evidence.notices if notice.code == "answer_not_understood"]
    assert "14 or 16" in said.message
    assert "looks_personal" not in codes(evidence)


LABELS = sorted(WORDS.words)
NUMBER = re.compile(r"\d+")


@given(text=st.from_regex(r"(outcome |oc|q|m|)[0-9]{1,3}[a-z]?", fullmatch=True))
def test_no_number_is_ever_suggested_for_another(text: str) -> None:
    """Of answers and of headings: whoever follows the hint would code another outcome, another question."""
    known = [*LABELS, *MEANING, *(f"oc{code}" for code in MEANING), "outcome 15 and 16 share"]
    for near in (near_word(text, known)[0], near_heading(text, known)[0]):
        if near is not None:
            assert [int(n) for n in NUMBER.findall(near)] == [int(n) for n in NUMBER.findall(text)]


@pytest.mark.parametrize("code", ["23", "99", "Outcome 23", "OC31", "O 24"])
def test_an_unknown_code_is_reported_without_another_code(
    worker: Worker, shipped: Rubric, tmp_path: Path, code: str
) -> None:
    header: list[object] = ["Case reference", "Date audited", "Outcome", TITLES["Q64"]]
    evidence = load(
        worker,
        [book(tmp_path / "a.xlsx", Audit=[header, ["R/0001", "3 Jun 2026", code, ""]])],
        shipped,
        Brief(b"k" * 16),
    )
    said = [notice for notice in evidence.notices if notice.code == "answer_not_understood"]
    assert said
    assert not any("Did you mean" in f"{notice.message} {notice.fix}" for notice in said)
