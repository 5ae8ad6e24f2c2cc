"""Sentences about what more cases could show."""

from __future__ import annotations

from daready.messages.sentence import Sentence

PLANNING: dict[str, Sentence] = {
    "next_sample": Sentence(
        "info",
        "Of the next {m} random cases {needed} have to meet it; if practice stays as it is, the chance is {chance}.",
        "",
    ),
    "not_by_next_sample": Sentence(
        "info", "No result of the next {m} random cases alone would prove it.", ""
    ),
}
