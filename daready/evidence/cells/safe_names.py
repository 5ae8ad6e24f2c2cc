"""Names of files and tabs that are safe to show: people write persons' names into them, yet a place must be found.

A name all of whose words are known is shown as it is. In any other the unknown words become "…", and a
short tag leads back to the place: the first six signs of the file's fingerprint, or the tab's number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from daready.evidence.cells.known_forms import texts_of
from daready.evidence.cells.personal_details import titles_in
from daready.evidence.cells.persons_in_names import Names, Part, persons_in
from daready.evidence.cells.plain_forms import PlainForm, PlainWords
from daready.evidence.grid.cell_text import vocabulary_of
from daready.foreign.names import printable

HIDDEN = "…"

_TAB = re.compile(r" \(tab (\d{1,6})\)$")
_SUFFIX_TEXT = (
    ".xlsx .xlsm .xlsb .xls .ods .csv .tsv .txt .pdf .doc .docx .ppt .pptx .jpg .jpeg .png .gif .bmp .tif "
    ".zip .msg .eml .htm .html .json .xml .md .log .mp4 .mov .wav .mp3 .rtf .odt"
)
_SUFFIXES = frozenset(_SUFFIX_TEXT.split())
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_CHUNK = re.compile(r"[^\s_/\\]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``known``: words that name no person, folded; ``persons``: those of audits that are persons' names as well."""

    known: frozenset[str]
    persons: Names


def vocabulary(forms: Iterable[PlainForm], words: Iterable[PlainWords]) -> Vocabulary:
    """The words of the forms and of the lists audit-words and persons-names, from a rubric's plain data."""
    words = [*words]
    lists = {one["id"]: frozenset(one["phrases"]) for one in words}
    own = frozenset(word for word in vocabulary_of(texts_of(forms)) if len(word) > 1)
    first = {name for one in words if one["id"] == "persons-names" for name in one["begins"]}
    persons = Names(lists.get("persons-names", frozenset()), frozenset(first))
    return Vocabulary(own | lists.get("audit-words", frozenset()), persons)


def answer_vocabulary(forms: Sequence[PlainForm], words: Sequence[PlainWords]) -> Vocabulary:
    """The same with the answers and choices of the forms, and the list answer-words: what an answer may say."""
    known = vocabulary(forms, words)
    said = [
        text
        for form in forms
        for meanings in _meanings(form)
        for texts in meanings.values()
        for text in texts
    ]
    own = next((one["phrases"] for one in words if one["id"] == "answer-words"), [])
    return Vocabulary(known.known | vocabulary_of(said) | frozenset(own), known.persons)


def _meanings(form: PlainForm) -> list[dict[str, list[str]]]:
    choices = [question["choices"] for question in form["questions"]]
    return [form["answers"], *choices, *(one["values"] for one in (*form["columns"], *form["facts"]))]


class Namer:
    """Shows names of files and tabs. ``words`` gives the rubric's vocabulary, asked for only when needed."""

    def __init__(self, words: Callable[[], Vocabulary], allowed: Iterable[str] = ()) -> None:
        self._words = words
        self._allowed = vocabulary_of(allowed)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return self._words()

    def allowing(self, texts: Sequence[str]) -> Namer:
        """One that may show the words of these texts too."""
        if not texts:
            return self
        more = Namer(self._words)
        more._allowed = self._allowed | vocabulary_of(texts)
        return more

    def file(self, name: str, tag: Callable[[], str]) -> str:
        """A file's name, with folders if any; ``tag`` is asked for only where something is hidden."""
        path = PurePosixPath(name)
        suffix = path.suffix if path.suffix.lower() in _SUFFIXES else ""
        stem = name[: len(name) - len(suffix)] if suffix else name
        shown = self._masked(printable(stem))
        return name if shown == stem else f"{shown} ({tag()}){suffix}"

    def tab(self, name: str, number: int) -> str:
        """A tab's name; its number counts from 1, as the tabs stand in the workbook."""
        shown = self._masked(printable(name))
        return name if shown == name else f"{shown} (tab {number})"

    def answer(self, text: str) -> str:
        """An answer of somebody's sheet, with … for what is not known to name nobody; blanks at its ends stay."""
        return text if self.safe(text.strip()) else self._masked(printable(text))

    def safe(self, text: str) -> bool:
        """Whether every word of a text is known, so that it names nobody."""
        return self._masked(printable(text)) == text

    def names_place(self, label: str) -> bool:
        """Whether a label of rows surely names no person: every word is known, and none is a rank, a title or
        also somebody's name. Words that the workspace lists, or a template of ours offered, always pass.
        """
        words = {word.casefold() for word in _PART.findall(label)}
        return (
            self.safe(label)
            and not ((words & self._vocabulary.persons.all) | titles_in(label)) - self._allowed
        )

    def _knows(self, word: str) -> bool:
        folded = word.casefold().replace("’", "'")
        stem = folded.removesuffix("'s")
        names = {folded, stem}
        return not (names.isdisjoint(self._vocabulary.known) and names.isdisjoint(self._allowed))

    def _masked(self, text: str) -> str:
        parts = [Part(match[0], match.start(), match.end()) for match in _PART.finditer(text)]
        single = [n for n, part in enumerate(parts) if len(part.text) == 1 and part.text.isalpha()]
        hidden = {n for n, part in enumerate(parts) if not part.is_number and not self._knows(part.text)}
        # One letter alone tells sheets apart (Panel B); beside a hidden word, or two of them, are initials.
        if hidden == set(single[:1]) and len(single) == 1:
            hidden = set()
        elif hidden:
            hidden |= set(single)
        hidden |= persons_in(text, parts, self._vocabulary.persons, self._allowed)
        if not hidden:
            return text
        _spread(text, parts, hidden)
        shown, end = "", 0
        for n, (part, start, stop) in enumerate(parts):
            shown += text[end:start] + (HIDDEN if n in hidden else part)
            end = stop
        return re.sub(rf"{HIDDEN}(?:[\W_]*{HIDDEN})+", HIDDEN, shown + text[end:])


def own_tab(shown: str | None, titles: Sequence[str]) -> str | None:
    """The tab's own name for its shown one; ``titles`` are the workbook's tabs in order."""
    match = _TAB.search(shown) if shown and shown not in titles else None
    return titles[int(match[1]) - 1] if match and int(match[1]) <= len(titles) else shown


class ShownFiles:
    """The file names of one run as they may be shown: no two alike, and which of them hide something."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._given: dict[str, str] = {}
        self.hidden: set[str] = set()

    def name(self, name: str, tag: Callable[[], str]) -> str:
        """The name to show for a name; ``tag`` is asked for only where something is hidden."""
        if name not in self._given:
            shown = self._namer.file(name, tag)
            if shown != name:
                self.hidden.add(name)
            # The same bytes under two hidden names have one tag, and two files never share a name.
            taken, each, number = set(self._given.values()), shown, 1
            while each in taken:
                number += 1
                each = f"{shown} {number}"
            self._given[name] = each
        return self._given[name]


def _spread(text: str, parts: list[Part], hidden: set[int]) -> None:
    """Hide the whole of an address or a reference, once a part of it is hidden: they hang together."""
    for chunk in _CHUNK.finditer(text):
        inside = [n for n, (_, start, _) in enumerate(parts) if chunk.start() <= start < chunk.end()]
        mixed = "@" in chunk[0] or any(
            a[2] == b[1] and a[0][0].isdigit() != b[0][0].isdigit()
            for a, b in zip((parts[n] for n in inside), (parts[n] for n in inside[1:]), strict=False)
        )
        if mixed and hidden.intersection(inside):
            hidden.update(inside)
