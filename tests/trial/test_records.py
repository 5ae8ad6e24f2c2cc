"""The records of the trial: forty, each another, of a length two people will read, with nobody in them named."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

RECORDS = yaml.safe_load((Path(__file__).parent / "records.yaml").read_text(encoding="utf-8"))
_DETAILS = re.compile(
    r"\b0\d{9,10}\b|[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|@|\b(?:Mr|Mrs|Ms|PC|DC|Sgt|DS) [A-Z]"
)


def test_there_are_forty_each_by_its_own_reference() -> None:
    assert [one["ref"] for one in RECORDS] == [f"R{number:02}" for number in range(1, 41)]
    assert len({one["record"] for one in RECORDS}) == 40


def test_each_is_long_enough_to_mark_and_short_enough_to_read() -> None:
    assert {one["ref"] for one in RECORDS if not 50 <= len(one["record"].split()) <= 220} == set()


def test_nobody_is_named_and_no_number_or_address_is_there() -> None:
    assert {one["ref"] for one in RECORDS if _DETAILS.search(one["record"])} == set()


def test_no_record_repeats_an_example_of_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "rubrics" / "guides" / "case-audit.yaml").read_text(encoding="utf-8")
    for one in RECORDS:
        sentences = [said for said in re.split(r"(?<=[.!?]) ", one["record"]) if len(said.split()) > 5]
        assert not [said for said in sentences if said in guide], one["ref"]
