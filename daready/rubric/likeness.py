"""How like a question of somebody's own form is to each question of ours: the rubric's own words, weighed by rarity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from daready.rubric.form import Form
from daready.rubric.model import Rubric
from daready.rubric.words import clean

_TOKEN = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*|\d{3,}")
_APOSTROPHES = str.maketrans("", "", "'’‘")
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ances", "ance", "ings", "ing", "ions", "ion", "als", "al"),
    *("ors", "or", "ers", "er", "ies", "ied", "ed", "es", "ly", "s", "e", "y"),
)
_THING = 1.3
"""How much more than another word counts what the police have a short word for."""
_STEM = 4
"""An ending comes off only where so many letters are left."""
_TITLE, _CLAUSE, _GUIDE = 1.0, 0.6, 0.35
"""What a word counts that stands in a question's titles, in what its criterion says, in its guide alone."""
_OF_WORDINGS = 0.5
"""How much of a likeness is that to one wording of the question; the rest is how much of it the rubric says of it."""


def stem(word: str) -> str:
    """A word without its commonest ending, so that referred and referral meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            rest = word[: -len(ending)]
            return rest[:-1] if rest[-1] == rest[-2] else rest
    return word


class Terms:
    """The police's words for things (``rubrics/words/police-terms.yaml``), each made one token."""

    def __init__(self, stands_for: Mapping[str, Iterable[str]]) -> None:
        self._named: dict[str, str] = {}
        for name, spellings in stands_for.items():
            token = "_" + "_".join(_TOKEN.findall(_plain(name)))
            for spelling in (name, *spellings):
                self._named.setdefault(" ".join(_TOKEN.findall(_plain(spelling))), token)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(filter(None, self._named), key=len, reverse=True)
        return (
            re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")
            if longest
            else re.compile(r"(?!)")
        )

    def tokens(self, text: str) -> dict[str, str]:
        """The words of a text, stemmed, with what the police have a short word for as one token; each as written."""
        plain = " ".join(_TOKEN.findall(_plain(text)))
        found: dict[str, str] = {}
        end = 0
        for match in self._pattern.finditer(plain):
            found |= {stem(word): word for word in plain[end : match.start()].split()}
            found.setdefault(self._named[match[0]], match[0])
            end = match.end()
        return found | {stem(word): word for word in plain[end:].split()}


def _plain(text: str) -> str:
    return clean(text).casefold().translate(_APOSTROPHES)


@dataclass(frozen=True, slots=True)
class Likely:
    """One question of ours that a text may be, how like it is (0 to 1), and the words they share, rarest first."""

    question: str
    title: str
    score: float
    shared: tuple[str, ...]


class Likeness:
    """The questions of the forms of cases, ready to be compared with."""

    def __init__(self, rubric: Rubric) -> None:
        self.terms = Terms(_terms_of(rubric))
        self._titles: dict[str, str] = {}
        self._asked: dict[tuple[str, bool], list[str]] = {}
        self._wordings: dict[str, list[frozenset[str]]] = {}
        self._whole: dict[str, dict[str, float]] = {}
        clauses = _clauses_of(rubric)
        for form in rubric.forms:
            for name, wordings, number in _questions_of(form):
                self._asked.setdefault((form.id, number), []).append(name)
                self._titles[name] = wordings[0]
                self._wordings[name] = [frozenset(self.terms.tokens(text)) for text in wordings]
                marking = rubric.guide.get(name)
                guide = [*marking.answers.values(), marking.counted or "", marking.look] if marking else []
                self._whole[name] = self._weighed(wordings, clauses.get(name, ()), guide)
        spread = Counter(
            token for whole in self._whole.values() for token, weight in whole.items() if weight > _GUIDE
        )
        self._rarity = {token: log(1 + len(self._whole) / count) for token, count in spread.items()}
        self._rarest = log(1 + len(self._whole))

    def _weighed(
        self, titles: Iterable[str], clauses: Iterable[str], guide: Iterable[str]
    ) -> dict[str, float]:
        whole: dict[str, float] = {}
        for texts, weight in ((titles, _TITLE), (clauses, _CLAUSE), (guide, _GUIDE)):
            for token in {token for text in texts for token in self.terms.tokens(text)}:
                whole.setdefault(token, weight)
        return whole

    def rarity(self, token: str) -> float:
        """How much a word tells: more, the fewer questions of ours have it."""
        return self._rarity.get(token, self._rarest) * (_THING if token.startswith("_") else 1)

    def likeliest(self, text: str, *, form: str, number: bool = False, most: int = 3) -> list[Likely]:
        """The likeliest questions of a form for a text, the best first; none that shares no word with it.

        ``number``: the text is answered by numbers of any size, as some of our questions are and the others are not.
        """
        written = self.terms.tokens(text)
        found = [self._like(written, name) for name in self._asked[form, number]]
        return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)[:most]

    def form_of(self, texts: Iterable[str]) -> str:
        """The form whose questions most of these texts are likest to: one sheet is one kind of audit."""
        votes = Counter[str]()
        for text in texts:
            best = max(
                (
                    one
                    for form, number in self._asked
                    if not number
                    for one in self.likeliest(text, form=form, most=1)
                ),
                key=lambda one: one.score,
                default=None,
            )
            if best:
                votes[best.question.partition("/")[0]] += 1
        return votes.most_common(1)[0][0] if votes else next(form for form, _ in self._asked)

    def _like(self, written: Mapping[str, str], name: str) -> Likely:
        said = frozenset(written)
        whole = self._whole[name]
        weight = sum(map(self.rarity, said))
        covered = (
            sum(self.rarity(token) * whole.get(token, 0.0) for token in said) / weight if weight else 0.0
        )
        wording = max((self._dice(said, one) for one in self._wordings[name]), default=0.0)
        shared = sorted(
            (token for token in said if token in whole), key=lambda token: (-self.rarity(token), token)
        )
        score = _OF_WORDINGS * wording + (1 - _OF_WORDINGS) * covered
        return Likely(name, self._titles[name], round(score, 4), tuple(written[token] for token in shared))

    def _dice(self, one: frozenset[str], other: frozenset[str]) -> float:
        both = sum(map(self.rarity, one & other))
        return 2 * both / (sum(map(self.rarity, one)) + sum(map(self.rarity, other)) or 1)


def _terms_of(rubric: Rubric) -> Mapping[str, Iterable[str]]:
    return next((words.stands_for for words in rubric.words if words.id == "police-terms"), {})


def _questions_of(form: Form) -> Iterable[tuple[str, tuple[str, ...], bool]]:
    """The name, the wordings and whether a number answers it, of each question of a form of cases."""
    if form.row == "case":
        for question in form.questions:
            yield f"{form.id}/{question.id}", (question.title, *question.also), question.type == "number"


def _clauses_of(rubric: Rubric) -> dict[str, list[str]]:
    """What the clauses say that a question tests, and the titles of their criteria."""
    found: dict[str, list[str]] = {}
    for criterion in rubric.criteria.values():
        for clause in criterion.clauses:
            for name in clause.lines:
                found.setdefault(name, []).extend((clause.says, criterion.title))
        for line in criterion.lines:
            if line.question:
                found.setdefault(line.question, []).append(criterion.title)
    return found
