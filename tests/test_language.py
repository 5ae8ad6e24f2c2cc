"""What a user reads is plain British English: a short list of turns that read as translated is kept out of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
BANNED = {
    r"(?<!\bThere )(?<!\bthere )\bis no (?!longer|better|worse|higher|lower|more\b|different)": "is not a",
    r"\bnought\b": "0, or zero",
    r"\bof our time\b": "between 1900 and 2200",
    r"\blikelier\b": "more likely",
    r"\bmend(ed|ing)? ": "correct",
    r"\btold apart\b": "distinguished",
    r"\blies? in the future\b": "is in the future",
    r"\bcannot be told\b": "cannot be assessed, or is not known",
    r"\bnone of daready's own\b": "was not made by daready",
    r"\bon its side\b": "transposed",
    r"\bNeeds? someone today\b": "Cases needing action today",
    r"\bstands? already\b": "is already there",
}
"""Each turn, and what a good letter would say."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The words of a program that people read, with their lines: strings that are no docstrings, and commands' help."""
    tree = ast.parse(text)
    unread = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            is_help = isinstance(node, ast.FunctionDef) and any(
                re.search(r"\b(command|group)\(", ast.unparse(each)) for each in node.decorator_list
            )
            unread |= {each.value for each in node.body if isinstance(each, ast.Expr) and not is_help}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in unread
            and " " in node.value
        ):
            yield node.lineno, " ".join(node.value.split())


def banned(text: str) -> list[str]:
    return [turn for turn in BANNED if re.search(turn, text)]


def test_no_banned_turn_is_in_anything_a_user_reads() -> None:
    found = [
        f"{path.relative_to(TOP)}:{line}: {words} (better: {'; '.join(BANNED[turn] for turn in turns)})"
        for room in ("daready", "tools")
        for path in sorted((TOP / room).rglob("*.py"))
        for line, words in sentences(path.read_text(encoding="utf-8"))
        if (turns := banned(words))
    ]
    found += [
        f"{path.relative_to(TOP)}: {turn}"
        for room in ("daready", "tools")
        for path in sorted((TOP / room).rglob("*.html"))
        for turn in banned(" ".join(path.read_text(encoding="utf-8").split()))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        'say("This is no workspace.")',
        'say(f"{name} is no criterion.")',
        '@click.command()\ndef run():\n    """Says what is likelier."""',
    ],
)
def test_a_planted_turn_is_found(planted: str) -> None:
    assert [banned(words) for _, words in sentences(planted)] != [[]]


def test_good_english_is_left_alone() -> None:
    for words in (
        "There is no file of this name.",
        "It is no longer counted.",
        "The rate is no better than in May.",
    ):
        assert banned(words) == []
