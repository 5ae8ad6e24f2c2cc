"""Answers that a person wrote out: with a hyphen more or less, a mark behind it, or a reason after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from daready.evidence.cells.label_words import LabelWords
from daready.rubric.terms import Outcome

_REASON = re.compile(
    r"(?P<answer>[^()\[\]]+?)(?:\s*[(\[](?P<bracket>[^()\[\]]*)[)\]]|(?:\s+-\s*|-\s+)(?P<dash>.+))"
)
_BARE = re.compile(r"(?P<answer>.+?)\s(?P<reason>no\s.+)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_MARK = re.compile(r"[\s*†‡]+$")
_WORD = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_LONGEST = 4
"""No answer word has more words than this."""
_ABSENT = frozenset({Outcome.NOT_APPLICABLE, Outcome.NOT_RECORDED, Outcome.NO})
"""Answers that a "no" or "not" in their reason bears out: N/A - no children."""


def explained(folded: str, words: Mapping[str, Outcome], labels: LabelWords) -> Outcome | None:
    """What a folded text that is no answer word itself answers all the same; None where a person has to be asked.

    A reason after a dash or in brackets explains the answer before it and never changes it. One with a word that may
    turn it (``rubrics/words/turning.yaml``, or "no" after a Yes), or with an answer word of another meaning, is asked
    about. Hyphens and blanks are alike. "N/A no suspect" needs no dash: nothing but a reason can follow.
    """
    known = {_loose(word): meaning for word, meaning in words.items()}
    if (plain := known.get(_loose(_MARK.sub("", folded)))) is not None:
        return plain
    for answer, reason in _parts(folded):
        meant = known.get(_loose(answer))
        if meant is not None and not _turns(reason, meant, known, labels):
            return meant
    bare = _BARE.fullmatch(folded)
    if bare and known.get(_loose(bare["answer"])) is Outcome.NOT_APPLICABLE:
        return (
            None if _turns(bare["reason"], Outcome.NOT_APPLICABLE, known, labels) else Outcome.NOT_APPLICABLE
        )
    return None


def _parts(folded: str) -> Iterator[tuple[str, str]]:
    found = _REASON.fullmatch(folded)
    if found:
        yield found["answer"], found["bracket"] or found["dash"] or ""


def _turns(reason: str, meant: Outcome, known: Mapping[str, Outcome], labels: LabelWords) -> bool:
    """Whether a reason may change the answer that it stands behind."""
    words = _WORD.findall(reason)
    denied = {
        word for word in words if word in ("no", "not", "never", "without", "nor") or word.endswith("n't")
    }
    if (denied and meant not in _ABSENT) or any(map(labels.is_turning, words)):
        return True
    return not {*_answers_in(words, known)} <= ({*_ABSENT} if meant in _ABSENT else {meant})


def _answers_in(words: list[str], known: Mapping[str, Outcome]) -> Iterator[Outcome]:
    """The answers that a reason holds, the longest word for each: "not done" is one answer and not two."""
    at = 0
    while at < len(words):
        ends = (
            end for end in range(min(at + _LONGEST, len(words)), at, -1) if " ".join(words[at:end]) in known
        )
        end = next(ends, None)
        if end is not None:
            yield known[" ".join(words[at:end])]
        at = end or at + 1


@lru_cache(maxsize=1 << 12)
def _loose(text: str) -> str:
    """A word with hyphens between letters and blanks alike."""
    return " ".join(_HYPHEN.sub(" ", text).split())
