"""A printed text taken apart again into the sentences it was made of, each with what stood in its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from string import Formatter

from daready.messages.scoring import SCORING
from daready.scoring.known import Known
from daready.scoring.model import CriterionFinding, LineFinding
from tests.sentences.beside import BESIDE
from tests.sentences.facts import Said
from tests.sentences.worlds import World

_NUMBER = r"\d+"
_SHARE = r"\d+%|none"
_DAY = r"\d{4}-\d\d-\d\d"
_GAPS = {
    **dict.fromkeys(
        (
            *(
                "met",
                "n",
                "failed",
                "partly",
                "unclear",
                "not_applicable",
                "items",
                "n_min",
                "recent_met",
                "recent_n",
            ),
            *("agreed", "pairs", "unsafe", "unsafe_high", "proven", "clauses"),
        ),
        _NUMBER,
    ),
    **dict.fromkeys(("share", "recent_share", "green_from", "amber_from", "red_below"), _SHARE),
    **dict.fromkeys(("sure_green", "sure_red"), _SHARE),
    "recent": r"month|\d months",
    "aged": r"| \(counting as \d+\.\d, since older cases count less\)",
    "cases_to_green": r"\d+|more than 1,000",
    "colour": "Green|Amber|Red|Grey",
    "expires": f"{_DAY}|it is replaced",
    "last": f"{_DAY}|an unknown date",
    "day": _DAY,
    "fix": ".+",
}
"""What may stand in a gap; any words in the others."""


class Unread(AssertionError):
    """Somebody prints a sentence that nobody checks."""


def pattern(template: str) -> str:
    """A template as an expression, each of its gaps a group."""
    made, seen = "", set[str]()
    for text, gap, _, _ in Formatter().parse(template):
        made += re.escape(text)
        if gap is not None and gap in seen:
            made += f"(?P={gap})"
        elif gap is not None:
            seen.add(gap)
            made += f"(?P<{gap}>{_GAPS.get(gap, '.+?')})"
    return made


@cache
def _patterns(part: int) -> Mapping[str, re.Pattern[str]]:
    """Every sentence of the table, by its code; 1: why, 2: what would change it."""
    return {code: re.compile(pattern(sentence[part])) for code, sentence in SCORING.items()}


class Reader:
    """Reads what is said of one criterion."""

    def __init__(self, world: World, known: Known, finding: CriterionFinding) -> None:
        self.world, self.known, self.finding = world, known, finding
        self.deciding = next((line for line in finding.lines if line.id == finding.deciding), None)

    def line(self, line: LineFinding, text: str, fix: str) -> Iterator[Said]:
        """What is said of a line by itself: the sentence of its note, and what did not apply."""
        found = _patterns(1)[line.note].match(text)
        if found is None:
            raise Unread(f"{line.note}: {text}")
        yield self._said(line.note, found, line)
        if line.then:
            yield self._said(line.then, self._stood(line, found["why"]), line)
        yield from self._rest(text[found.end() :], line)
        to_do = _patterns(2)[line.note].fullmatch(fix)
        if to_do is None:
            raise Unread(f"{line.note}: {fix}")
        yield self._said(line.note, to_do, line)

    def _stood(self, line: LineFinding, text: str) -> re.Match[str]:
        """What a line that stands was found to be."""
        found = _patterns(1)[line.then].fullmatch(text)
        if found is None:
            raise Unread(f"{line.then}: {text}")
        return found

    def _rest(self, text: str, line: LineFinding | None) -> Iterator[Said]:
        while text := text.strip():
            for code, wanted in BESIDE.items():
                if found := wanted.match(text):
                    yield self._said(code, found, line)
                    text = text[found.end() :]
                    break
            else:
                raise Unread(text)

    def reason(self, text: str, fix: str) -> list[Said]:
        """Why a criterion has its colour, and what would change it."""
        read = self._parsed(text, 1, first=True)
        if read is None:
            raise Unread(text)
        return [replace(said, whole=True) for said in (*read, *self.fix(fix))]

    def fix(self, text: str) -> list[Said]:
        """What would change the colour: one sentence, that of what decided it."""
        if self.deciding is not None and self.deciding.kind != "audit":
            text = text.removeprefix(f"{self.deciding.title}: ")
        codes = [self.finding.notes[0] if self.finding.notes else "", "as_far_as_asked"]
        codes += [line.note for line in self.finding.lines] + ["not_checked", *SCORING]
        for code in dict.fromkeys(codes):
            if code in SCORING and (found := _patterns(2)[code].fullmatch(text)):
                return [self._said(code, found, self.deciding)]
        if text == "Gather the evidence that the criterion names.":
            return []
        raise Unread(text)

    def _parsed(
        self, text: str, part: int, about: LineFinding | None = None, *, first: bool
    ) -> list[Said] | None:
        """The text as sentences to its end, or None where some of it is not one of them.

        ``about``: the line that the sentence before was about.
        """
        text = text.strip()
        if not text:
            return []
        for said, length in self._one(text, part, about, first=first):
            end = text[length:]
            if end and not end.startswith(" "):
                continue
            rest = self._parsed(end, part, said.line, first=False)
            if rest is not None:
                return [said, *rest]
        return None

    def _one(
        self, text: str, part: int, about: LineFinding | None, *, first: bool
    ) -> Iterator[tuple[Said, int]]:
        """Each way of reading a sentence at the beginning of a text, with its length; the likeliest first."""
        for line, code in self._titled(text):
            if found := _patterns(part)[code].match(text, len(line.title) + 2):
                said = self._said(code, found, line)
                yield replace(said, gaps={**said.gaps, "title": line.title}), found.end()
        for code, wanted in BESIDE.items():
            if found := wanted.match(text):
                yield self._said(code, found, about or self.deciding), found.end()
        own = self.finding.notes if first else (*self.finding.notes, "claim_contradicted")
        for code in (*own, "as_far_as_asked"):
            if code in SCORING and (found := _patterns(part)[code].match(text)):
                yield from self._lengths(code, text, part, found)

    def _lengths(self, code: str, text: str, part: int, found: re.Match[str]) -> Iterator[tuple[Said, int]]:
        """Where words stand in the last gap, each length they may have."""
        yield self._said(code, found, self.deciding), found.end()
        whole = _patterns(part)[code].fullmatch(text)
        if whole is not None and whole.end() != found.end():
            yield self._said(code, whole, self.deciding), whole.end()

    def _titled(self, text: str) -> Sequence[tuple[LineFinding, str]]:
        """The lines whose title a text begins with, each with what may be said of it; of several what is its own."""
        lines = [line for line in self.finding.lines if text.startswith(f"{line.title}: ")]
        others = [note for note in (*self.finding.notes, "not_checked") if note in SCORING]
        own = [(line, line.note) for line in lines]
        return [
            *own,
            *((line, note) for line in lines for note in others if line.id == self.finding.deciding),
        ]

    def _said(self, code: str, found: re.Match[str], line: LineFinding | None) -> Said:
        gaps = {name: value for name, value in found.groupdict().items() if value is not None}
        return Said(code, gaps, self.world, self.known, self.finding, line)
