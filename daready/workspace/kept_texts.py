"""The doors for texts that people type and that are kept for ever: what may name somebody does not come in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from daready.evidence.cells.personal_details import looks_personal, titles_in
from daready.evidence.cells.plain_rubric import shown_words
from daready.evidence.cells.safe_names import Namer
from daready.foreign.names import printable
from daready.planning.register import KIND_WORDS
from daready.rubric.plain import plain

if TYPE_CHECKING:
    from daready.rubric.model import Rubric

MOST_OF_A_NAME = 60
MOST_OF_A_NOTE = 400
"""Letters; what is longer is no note."""

CAPITALS = re.compile(r"\b[A-Z]\w*(?:\W{1,2}[A-Z]\w*)*")
"""Words with a capital, those that follow each other as one: they may be a name."""
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_OF_A_CODE = 3
"""Letters of an abbreviation that an official number may have, such as DHR; longer ones may be somebody's name."""
_SMALL = re.compile(r"\b[a-z]{2,}\b")
_LETTER = re.compile(r"[^\W\d_]")
_POSTS = "Acting Temporary Deputy Assistant Commander Director Manager Officer Partner Quality Performance"
"""Words of posts that the owners of our criteria do not have."""
_VERBS = (
    "brief train remind relaunch appoint introduce circulate refresh deliver recruit commission embed monitor launch "
    "roll develop implement establish arrange convene consult invite procure fund pilot extend expand strengthen "
    "streamline simplify coach mentor rewrite reissue roster redesign automate integrate evaluate benchmark prioritise "
    "speak hold bring move tell talk visit chase raise lift list record note issue secure prove show ensure offer"
)
"""Words that actions begin with, and our own texts do not have in lower case."""
_FIRST_NAMES = "mark will faith don grace frank bill rob sue pat hope joy rose dean victor art guy"
"""First names that are words as well."""
_BOARDS = (
    "Board Group Committee Panel Force Executive Strategic Tactical Operational Business Coordination Chief Officer "
    "Officers Safer Community Communities Partnership Delivery Scrutiny Oversight Silver Gold Bronze Accountability"
)


class NotKept(ValueError):
    """A text that may not be kept, with a sentence that says why."""


class Doors:
    """What may be kept in a workspace. ``allowed``: words that its settings let through."""

    def __init__(self, rubric: Rubric, allowed: Iterable[str]) -> None:
        self._rubric = rubric
        self._namer = Namer(lambda: shown_words(rubric), allowed)

    def note(self, text: str) -> bool:
        """Whether a sentence names nobody: every word with a capital is one of audits, or one that our own rubric
        writes in lower case and that is nobody's name.
        """
        if not self._fits(text, MOST_OF_A_NOTE) or titles_in(text):
            return False
        return all(map(self._names_nobody, CAPITALS.findall(text)))

    def note_word(self, text: str) -> int:
        """Which word of a note that does not fit may be a name, from 1; 0 where it is something else."""
        for found in CAPITALS.finditer(text):
            if titles_in(found[0]) or not self._names_nobody(found[0]):
                return len(text[: found.start()].split()) + 1
        return 0

    def _names_nobody(self, words: str) -> bool:
        """Of words with a capital, one after the other: the first may be a common one that begins a sentence."""
        if self._namer.safe(words):
            return True
        first, _, rest = words.partition(" ")
        return self._is_common(first) and (not rest or self._namer.safe(rest))

    def role(self, text: str) -> bool:
        """Whether a text is a post: every word with a capital is one that roles and posts are made of."""
        posts = [*(one.owner_role for one in self._rubric.criteria.values()), _POSTS]
        return self._made_of(text, posts)

    def post(self, text: str) -> str:
        """A role as it may be kept and shown. Raises NotKept."""
        if not self.role(text.strip()):
            raise NotKept(
                "A role is shown on every output and may hold no name. Write the post, such as head of contact; in "
                "lower case any word is taken."
            )
        return text.strip()

    def board(self, text: str) -> bool:
        """Whether a text is the name of a board, as ``role``."""
        return self._made_of(text, [_BOARDS])

    def number(self, text: str) -> bool:
        """Whether an official number names nobody: its letters are a few capitals, what our own ids begin with, or
        words for such items.
        """
        return all(map(self._is_code, _LETTERS.findall(text))) and not looks_personal(text)

    def _is_code(self, word: str) -> bool:
        folded = word.casefold()
        few = len(word) <= _MOST_OF_A_CODE and word.isupper()
        return folded not in self._persons and (few or folded in self._codes)

    def owner(self, text: str) -> bool:
        """Whether a text may be somebody's name: letters, and neither long nor a way to reach them."""
        return len(text) <= MOST_OF_A_NAME and bool(_LETTER.search(text)) and not looks_personal(text)

    def _made_of(self, text: str, words: Iterable[str]) -> bool:
        safe = self._namer.allowing([*words]).safe
        return self._fits(text, MOST_OF_A_NAME) and len(text) > 2 and all(map(safe, CAPITALS.findall(text)))

    def _fits(self, text: str, most: int) -> bool:
        if not text.strip() or len(text) > most or printable(text) != text:
            return False
        return not any(looks_personal(text[at : at + 60]) for at in range(0, len(text), 30))

    def _is_common(self, word: str) -> bool:
        folded = word.casefold()
        return folded in self._small_words and folded not in self._persons

    @cached_property
    def _persons(self) -> frozenset[str]:
        return shown_words(self._rubric).persons.all | frozenset(_FIRST_NAMES.split())

    @cached_property
    def _codes(self) -> frozenset[str]:
        """What the ids of our requirements begin with, and the words for what a register holds."""
        known = [one.id for framework in self._rubric.frameworks for one in framework.requirements]
        known += [framework.blank.prefix for framework in self._rubric.frameworks if framework.blank]
        known += [word for words in KIND_WORDS.values() for word in words]
        return frozenset(part.casefold() for text in known for part in _LETTERS.findall(text))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that our criteria, frameworks, forms and guides write in lower case, and some verbs."""
        rubric = self._rubric
        parts = (*rubric.criteria.values(), *rubric.frameworks, *rubric.forms, *rubric.guide.values())
        found = {word for part in parts for text in _texts(plain(part)) for word in _SMALL.findall(text)}
        return frozenset(found | {*_VERBS.split()})


def _texts(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
