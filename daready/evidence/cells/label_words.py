"""What the first cell of a row, or the name of a sheet, makes of it: a total, a note, an example, a summary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from daready.evidence.cells.plain_forms import PlainWords
from daready.rubric.word_lists import pattern_of

_MARKED = r"(?:\s*[:\-\d.].*)?"
"""What may come after a word for a note: a mark or a number, and anything."""


def _uncut(folded: str) -> str:
    """A label without the mark that divides it: Subtotal: North, Total - South."""
    return re.sub(r"\s*(?::|\s-)\s+", " ", folded.rstrip(": "))


class LabelWords:
    """The lists of words of a rubric (``rubrics/words``), asked about labels that are folded already."""

    def __init__(self, lists: Iterable[PlainWords]) -> None:
        self._lists = {one["id"]: one for one in lists}

    def _pattern(self, *names: str, marked: str = "") -> re.Pattern[str]:
        found: list[str] = []
        for name in names:
            one = self._lists.get(name)
            if one is None:
                continue
            after = "|".join(map(pattern_of, one["followed_by"]))
            phrases = "|".join(map(pattern_of, one["phrases"]))
            if phrases:
                found.append(f"(?:{phrases}){marked}" + (f"(?: ?(?:{after}))*" if after else ""))
            found += [
                pattern_of(phrase) + (r"\b" if phrase[-1].isalnum() or phrase[-1] == "]" else "") + ".*"
                for phrase in one["begins"]
            ]
        return re.compile("|".join(found) or r"(?!)")

    @cached_property
    def _sum(self) -> re.Pattern[str]:
        return self._pattern("sums")

    @cached_property
    def _total(self) -> re.Pattern[str]:
        return self._pattern("sums", "worked-out")

    @cached_property
    def _note(self) -> re.Pattern[str]:
        return self._pattern("notes", marked=_MARKED)

    @cached_property
    def _summary(self) -> re.Pattern[str]:
        return self._pattern("summaries")

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        return self._pattern("headings")

    @cached_property
    def _signing(self) -> re.Pattern[str]:
        return self._pattern("signing")

    @cached_property
    def _example(self) -> re.Pattern[str]:
        return self._pattern("examples")

    @cached_property
    def _example_tab(self) -> re.Pattern[str]:
        return self._pattern("example-tabs")

    @cached_property
    def _trial_tab(self) -> re.Pattern[str]:
        return self._pattern("trial-tabs")

    @cached_property
    def _key(self) -> re.Pattern[str]:
        return self._pattern("keys")

    @cached_property
    def _fault(self) -> re.Pattern[str]:
        return self._pattern("faults")

    @cached_property
    def _exempt(self) -> re.Pattern[str]:
        return self._pattern("exempt")

    @cached_property
    def _turning(self) -> re.Pattern[str]:
        return self._pattern("turning")

    @cached_property
    def _other_area(self) -> re.Pattern[str]:
        return self._pattern("other-areas")

    @cached_property
    def _filter(self) -> re.Pattern[str]:
        return self._pattern("filters")

    def is_filter(self, folded: str) -> bool:
        """Applied filters: Month is July, (Multiple Items): an export's word that a filter was at work."""
        return bool(self._filter.fullmatch(folded)) and "no filter" not in folded

    def is_key(self, folded: str) -> bool:
        """Key, Scoring, Legend: what stands before or over the meanings of words."""
        return bool(self._key.fullmatch(folded.rstrip(": ")))

    def is_fault(self, word: str) -> bool:
        """Missing, issue, not: a word that turns the meaning of an answer."""
        return bool(self._fault.fullmatch(word))

    def is_exempt(self, word: str) -> bool:
        """Relevant, required: a word by which not applicable is explained."""
        return bool(self._exempt.fullmatch(word))

    def is_turning(self, word: str) -> bool:
        """But, late, partly: a word in the reason for an answer that may change the answer."""
        return bool(self._turning.fullmatch(word))

    @cached_property
    def _comparison(self) -> re.Pattern[str]:
        return self._pattern("comparisons")

    @cached_property
    def _force(self) -> re.Pattern[str]:
        return self._pattern("police-forces")

    def is_other_area(self, folded: str) -> bool:
        """England and Wales, Most similar forces: an area that is not this force."""
        return bool(self._other_area.fullmatch(folded.strip(":.* ")))

    def is_comparison(self, folded: str) -> bool:
        """Target, Average, Last year: what stands among areas and is none."""
        return bool(self._comparison.fullmatch(folded.strip(":.* ")))

    def is_force(self, folded: str) -> bool:
        """Kent, Avon and Somerset Constabulary: the name of a police force."""
        return bool(self._force.fullmatch(folded.strip(":.* ")))

    def is_sum(self, folded: str) -> bool:
        """Total, Sub-total North, Week 1 total, Average: words for rows added up, in any kind of table."""
        return bool(self._sum.fullmatch(_uncut(folded)))

    def is_total(self, folded: str) -> bool:
        """A sum, or what else is worked out of cases: % compliant, Number of Yes, Median."""
        return bool(self._total.fullmatch(_uncut(folded)))

    def is_note(self, folded: str) -> bool:
        """Note, Source, Key, a marking or a star, alone or with words after it."""
        return folded.startswith("*") or bool(self._note.fullmatch(folded))

    def is_summary(self, folded: str) -> bool:
        """RAG, Target, Last month, Week 2: what a row of a summary is called, and no case."""
        return bool(self._summary.fullmatch(folded.rstrip(": ")))

    def is_heading(self, folded: str) -> bool:
        """Week 1, B Relief 2, Page 1 of 1, 5 cases, a sentence: what stands alone with a number in it, and is no
        reference.
        """
        words = [word for word in folded.split() if len(word) > 1 and word.isalpha()]
        return len(words) > 2 or bool(self._heading.fullmatch(folded))

    def is_signing(self, folded: str) -> bool:
        """Audited by, Date, Signed off by: what stands below a table for whoever answers for it."""
        return bool(self._signing.fullmatch(folded.rstrip(": ")))

    def is_example(self, folded: str) -> bool:
        """Example, e.g. DA/1/26, TEST: a row that shows how, or was typed to try the sheet out."""
        return bool(self._example.fullmatch(folded))

    def is_example_tab(self, folded: str) -> bool:
        """A sheet that is named as an example of how to fill in the others."""
        return bool(self._example_tab.fullmatch(folded))

    def is_trial_tab(self, folded: str) -> bool:
        """Training, Template, Test 2: a sheet that may be cases all the same, so that only its neighbours tell."""
        return bool(self._trial_tab.fullmatch(folded))
