"""Which parts of a name may be a person's though each of them alone is a known word or number.

A word after a rank or a title, two words in a row that are names, a day of birth. The same for the names of files and
tabs and for districts: ``safe_names`` asks here for all three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from daready.evidence.cells.dates import bare_month
from daready.evidence.cells.personal_details import BORN, LAST_BIRTH_YEAR, ROLES, TITLES

_CENTURY = 2000
_LAST_YEAR = 2049
_DAYS = 31
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
"""Parts of a force's area, and surnames."""
_COLOURS = frozenset({"red", "amber", "green", "grey", "gray"})
_BESIDE = re.compile(r"[\W_]{0,2}")
_NUMBERS = re.compile(
    r"(?:20[1-4]\d)-(?:\d{1,2}|20\d\d)|\d{1,2}-(?:20[1-4]\d|\d{1,2})|\d{1,2}|20[1-4]\d"
    r"|(20[1-4]\d)(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|-(?:0?[1-9]|1[0-2])-(?:[0-2]?\d|3[01]))"
    r"|(?:[0-2]?\d|3[01])-(?:0?[1-9]|1[0-2])-((?:20)?[1-4]\d)"
)
"""Numbers as names of audits hold them, joined by hyphens: a month, a year, a count; or a whole day, and its year."""


class Part(NamedTuple):
    """A run of letters or of digits, and where it begins and ends in the name."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def folded(self) -> str:
        return self.text.casefold()


class Names(NamedTuple):
    """Words of audits that are persons' names as well, folded; ``first``: those that a person is called by."""

    all: frozenset[str]
    first: frozenset[str]


def persons_in(text: str, parts: Sequence[Part], names: Names, allowed: frozenset[str]) -> set[int]:
    """The places of the parts that may be a person's name or birthday, or a number that is no date and no count.

    ``allowed`` are words that the workspace lists, folded: no rank and no name.
    """
    numbers = {n for run in _runs(parts) if _is_odd(run, parts) for n in run} | _birthdays(text, parts)
    months = {n for n, part in enumerate(parts) if bare_month(part.text) is not None}
    dated = {
        n for n in months if any(at in range(len(parts)) and parts[at].is_number for at in (n - 1, n + 1))
    }
    found = numbers | {n for n in dated if {n - 1, n + 1} & numbers}
    words = _ranked(parts, names, dated, allowed) | _named(text, parts, names, dated)
    return found | {n for n in words if parts[n].folded not in allowed}


def _runs(parts: Sequence[Part]) -> list[list[int]]:
    """Numbers that stand together."""
    runs: list[list[int]] = []
    for n, part in enumerate(parts):
        if part.is_number:
            if n and parts[n - 1].is_number:
                runs[-1].append(n)
            else:
                runs.append([n])
    return runs


def _is_odd(run: list[int], parts: Sequence[Part]) -> bool:
    """Whether numbers are no day, month, year or small count that an audit's name would hold: a telephone number, a
    crime's, a birthday.
    """
    match = _NUMBERS.fullmatch("-".join(parts[n].text for n in run))
    return match is None or any(year is not None and _is_long_past(year) for year in match.groups())


def _is_long_past(year: str) -> bool:
    return not LAST_BIRTH_YEAR < int(year) % 100 + _CENTURY <= _LAST_YEAR or len(year) not in (2, 4)


def _birthdays(text: str, parts: Sequence[Part]) -> set[int]:
    """Days long past whose month is a word, and any day behind "born" or "dob"."""
    ends = [match.end() for match in BORN.finditer(text)]
    found: set[int] = set()
    behind = False
    for n, part in enumerate(parts):
        month = bare_month(part.text) is not None
        of_a_date = part.is_number or month or part.folded in _ORDINALS
        behind = of_a_date and (behind or any(0 <= part.start - end <= 3 for end in ends))
        found.update([n] if behind else _day_around(n, parts) if month else ())
    return found


def _day_around(n: int, parts: Sequence[Part]) -> range:
    """The parts of a day long past whose month is at ``n``, the day before it or behind; none if it is of our time."""
    before = n - 2 if n and parts[n - 1].folded in _ORDINALS else n - 1
    day_first = before >= 0 and parts[before].is_number and int(parts[before].text) <= _DAYS
    year = n + 1 if day_first else n + 2
    whole = year < len(parts) and all(parts[at].is_number for at in range(n + 1, year + 1))
    return (
        range(before if day_first else n, year + 1) if whole and _is_long_past(parts[year].text) else range(0)
    )


def _ranked(parts: Sequence[Part], names: Names, dated: set[int], allowed: frozenset[str]) -> set[int]:
    """What follows a rank or title: the name, with a second word that is a name too, and the number between.

    A post written out (officer, chief) goes before many a word, so after it only a word that is also a name is one.
    """
    found: set[int] = set()
    for n, part in enumerate(parts):
        if part.folded in allowed or not (part.folded in TITLES or _is_dotted(parts, n)):
            continue
        at = n + 1
        while at < len(parts) and (parts[at].folded in TITLES or parts[at].is_number):
            at += 1
        found.update(m for m in range(n + 1, at) if part.folded not in ROLES)
        if at < len(parts) and (parts[at - 1].folded not in ROLES or _may_be_a_name(parts[at], names)):
            found.add(at)
            if at + 1 < len(parts) and at + 1 not in dated and parts[at + 1].folded in names.all:
                found.add(at + 1)
    return found


def _is_dotted(parts: Sequence[Part], n: int) -> bool:
    """Whether a rank with full stops (P.C.) ends here."""
    if (
        n == 0
        or len(parts[n].text) > 1
        or len(parts[n - 1].text) > 1
        or parts[n].start - parts[n - 1].end != 1
    ):
        return False
    return parts[n - 1].folded + parts[n].folded in TITLES


def _may_be_a_name(part: Part, names: Names) -> bool:
    return part.folded in names.all or part.folded in _DIRECTIONS


def _named(text: str, parts: Sequence[Part], names: Names, dated: set[int]) -> set[int]:
    """Two words in a row that are names, one of them a first name: May Green, Day, April.

    A month beside a number is a month; two months or two colours are neither; and of June case and June DASH the second
    is written unlike the first because it is not a name.
    """
    found: set[int] = set()
    for n, (one, other) in enumerate(pairwise(parts)):
        two = {one.folded, other.folded}
        if not two <= names.all or not two & names.first or {n, n + 1} & dated or len(two) == 1:
            continue
        if two <= _COLOURS or all(bare_month(word) is not None for word in two):
            continue
        unlike = (
            one.text[0].isupper() != other.text[0].isupper() or one.text.isupper() != other.text.isupper()
        )
        if not unlike and _BESIDE.fullmatch(text[one.end : other.start]):
            found |= {n, n + 1}
    return found
