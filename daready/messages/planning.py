"""Sentences about what more cases could show."""

from __future__ import annotations

from daready.messages.sentence import Sentence

PLANNING: dict[str, Sentence] = {
    "next_sample": Sentence(
        "info",
        "Of the next {m} random cases {needed} have to meet it; if practice stays as it is, the chance is {chance}.",
        "",
    ),
    "list_no_reference": Sentence(
        "error",
        "{file} holds no list of cases: no column is headed as case references are.",
        "Head the column Crime reference, and those of risk and district Risk and District.",
    ),
    "list_too_long": Sentence(
        "error",
        "{file} holds more than {most} rows, and a sample of some of them would be none of all.",
        "Export one month, or one district after the other.",
    ),
    "not_by_next_sample": Sentence(
        "info", "No result of the next {m} random cases alone would prove it.", ""
    ),
}
