"""The same case sent more than once: counted once, or not at all where its rows differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from daready.evidence.reply import SheetReply
from daready.evidence.rows import CaseRows
from daready.evidence.settling.double_marking import (
    BLANK,
    Marks,
    Spot,
    Who,
    by_partners,
    double_mark,
    share,
)
from daready.rubric.terms import FAILING

_RUN, _DIFFERENT = 10, 4
_Case = tuple[str | None, str | None]
"""A form, and the keyed hash of a reference."""


def repeated_cases(sheets: Sequence[SheetReply], who: Who) -> tuple[dict[Spot, str], set[Spot], Marks]:
    """Rows to set aside by spot, the spots of cases that count in more than one month, and the marks.

    Alike means the same answers, numbers, risk, made-safe date and stated way of choosing. Of rows that
    are alike the one that states how cases were chosen is kept, then the first by file, sheet and row.
    """
    aside: dict[Spot, str] = {}
    moved: set[Spot] = set()
    marks = Marks()
    for spots in _groups(sheets).values():
        by_month: dict[int | None, list[Spot]] = {}
        for number, at in spots:
            by_month.setdefault(sheets[number].cases.months[at], []).append((number, at))
        for group in by_month.values():
            if len(group) > 1:
                aside |= _settle(sheets, group, who, marks)
        left = [spot for spot in spots if spot not in aside]
        if len({sheets[number].cases.months[at] for number, at in left}) > 1:
            aside |= _in_an_earlier_month(sheets, left)
            left = [spot for spot in left if spot not in aside]
        if len({sheets[number].cases.months[at] for number, at in left}) > 1:
            moved.update(left)
    return aside | _beside_contested(sheets) | _pasted_again(sheets), moved, marks


def _in_an_earlier_month(sheets: Sequence[SheetReply], spots: list[Spot]) -> dict[Spot, str]:
    """Of one case in several months the rows that the newest repeats: it was sent again, not looked at again."""
    newest = max(spots, key=lambda spot: sheets[spot[0]].cases.months[spot[1]] or 0)
    said = _content(sheets[newest[0]].cases, newest[1])
    alike = [spot for spot in spots if _content(sheets[spot[0]].cases, spot[1]) == said]
    return dict.fromkeys([spot for spot in alike if spot != newest], "duplicate_case")


def _beside_contested(sheets: Sequence[SheetReply]) -> dict[Spot, str]:
    """Rows of a case of which another row is contested, and says something else: nobody knows which is right."""
    contested = _contested(sheets)
    return {
        (number, at): "duplicate_conflict"
        for number, at in _counted(sheets, contested)
        if any(
            _given(sheets[number].cases, at).get(what, word) != word
            for part, there in contested[_case(sheets[number], at)]
            for what, word in _given(part, there).items()
        )
    }


def contested_copies(sheets: Sequence[SheetReply], aside: Mapping[Spot, str]) -> dict[int, list[int]]:
    """By sheet the contested rows that only say again what a counted row of the same case says: they are free (A17)."""
    contested = _contested(sheets)
    counted: dict[_Case, list[dict[str, object]]] = {}
    for number, at in _counted(sheets, contested):
        if (number, at) not in aside:
            case = _case(sheets[number], at)
            counted.setdefault(case, []).append(_given(sheets[number].cases, at))
    return by_sheet(
        (number, at)
        for number, sheet in enumerate(sheets)
        for at, key in enumerate(sheet.contested.keys)
        if (case := (sheet.form, key)) in counted and _only_says(sheet.contested, at, counted[case])
    )


def _only_says(cases: CaseRows, at: int, counted: Iterable[Mapping[str, object]]) -> bool:
    """Whether a row gives an answer, and nothing that one of the others does not give alike."""
    given = _given(cases, at)
    return not given.keys().isdisjoint(cases.questions) and any(
        given.items() <= said.items() for said in counted
    )


def _contested(sheets: Sequence[SheetReply]) -> dict[_Case, list[tuple[CaseRows, int]]]:
    """The contested rows by form and reference."""
    found: dict[_Case, list[tuple[CaseRows, int]]] = {}
    for sheet in sheets:
        for at, key in enumerate(sheet.contested.keys):
            if key is not None:
                found.setdefault((sheet.form, key), []).append((sheet.contested, at))
    return found


def _case(sheet: SheetReply, at: int) -> _Case:
    return sheet.form, sheet.cases.keys[at]


def _counted(sheets: Sequence[SheetReply], cases: Container[_Case]) -> Iterator[Spot]:
    """The spots of rows of some cases."""
    if cases:
        for number, sheet in enumerate(sheets):
            for at, key in enumerate(sheet.cases.keys):
                if (sheet.form, key) in cases:
                    yield number, at


def _given(cases: CaseRows, at: int) -> dict[str, object]:
    """What a row says of its case, without what it leaves blank: answers, numbers, risk and when it was made safe."""
    given: dict[str, object] = {
        question: answer for question, answer in cases.answers(at).items() if answer != BLANK
    }
    facts = {"risk": cases.risk[at], "made_safe": cases.made_safe[at]}
    given |= {name: value for name, value in facts.items() if value is not None}
    return given | dict(_numbers(cases, at))


def _pasted_again(sheets: Sequence[SheetReply]) -> dict[Spot, str]:
    """Rows without a reference that repeat a run of earlier ones. One row may well be like another; ten in the
    same order, four different among them, were pasted.

    That is likely and not proved, and failing cases without a reference, sorted by answer, repeat each other too: so
    a row that fails is contested, and only what passes is free (A17).
    """
    spots: list[Spot] = []
    said: list[Hashable] = []
    for number, sheet in enumerate(sheets):
        if None in sheet.cases.keys:
            nameless = [at for at, key in enumerate(sheet.cases.keys) if key is None]
            spots += [(number, at) for at in nameless]
            everything = _everything(sheet)
            said += [everything[at] for at in nameless]
    first: dict[Hashable, int] = {}
    aside: dict[Spot, str] = {}
    for end in range(_RUN, len(said) + 1):
        run = tuple(said[end - _RUN : end])
        if len(set(run)) >= _DIFFERENT and end - first.setdefault(run, end) >= _RUN:
            aside |= {spot: _pasted(sheets[spot[0]].cases, spot[1]) for spot in spots[end - _RUN : end]}
    return aside


def _pasted(cases: CaseRows, at: int) -> str:
    failed = not FAILING.isdisjoint(cases.outcomes_of(at))
    return "duplicate_block_fails" if failed else "duplicate_block"


def _everything(sheet: SheetReply) -> list[Hashable]:
    """What each row of a sheet of cases says, its day included."""
    cases, numbers = sheet.cases, dict[int, list[tuple[str, float]]]()
    for at, name, value in cases.numbers:
        numbers.setdefault(at, []).append((name, value))
    facts = zip(
        *(cases.months, cases.days, cases.risk, cases.made_safe, cases.district, cases.auditors), strict=True
    )
    return [
        (sheet.form, cases.questions, cases.outcomes_of(at), tuple(numbers.get(at, ())), fact)
        for at, fact in enumerate(facts)
    ]


def _settle(sheets: Sequence[SheetReply], group: list[Spot], who: Who, marks: Marks) -> dict[Spot, str]:
    """One case more than once in a month: repeated, marked twice, shared by partners, or contradictory."""
    stated = {said for number, at in group if (said := sheets[number].cases.selections[at])} - {"not_stated"}
    if len(stated) > 1:
        return dict.fromkeys(group, "duplicate_conflict")
    group.sort(key=lambda spot: (sheets[spot[0]].cases.selections[spot[1]] in (None, "not_stated"), spot))
    # The same row again, by the same auditor or by nobody named, is a copy whatever the others are.
    firsts: dict[Hashable, Spot] = {}
    aside: dict[Spot, str] = {}
    for spot in group:
        cases, at = sheets[spot[0]].cases, spot[1]
        if firsts.setdefault((_content(cases, at), cases.auditors[at]), spot) != spot:
            aside[spot] = "duplicate_case"
    left = [spot for spot in group if spot not in aside]
    auditors = [sheets[number].cases.auditors[at] for number, at in left]
    if len(left) == 1:
        return aside
    if by_partners(sheets, left, who):
        share(sheets, left, marks)
        return aside
    if None not in auditors and len(set(auditors)) == len(auditors):
        return aside | double_mark(sheets, left, marks)
    if len({_content(sheets[number].cases, at) for number, at in left}) == 1:
        return aside | dict.fromkeys(left[1:], "duplicate_case")
    return dict.fromkeys(group, "duplicate_conflict")


def _groups(sheets: Sequence[SheetReply]) -> dict[_Case, list[Spot]]:
    """The spots of each case reference that a form's sheets hold more than once."""
    again = _sent_again(sheets)
    groups: dict[_Case, list[Spot]] = {}
    for number, sheet in enumerate(sheets):
        form, keys = sheet.form, sheet.cases.keys
        if keys and not again[form].isdisjoint(keys):
            for at, key in enumerate(keys):
                if key in again[form]:
                    groups.setdefault((form, key), []).append((number, at))
    return groups


def _sent_again(sheets: Sequence[SheetReply]) -> dict[str | None, set[str | None]]:
    """By form the references that stand on more than one row; told from sets, so that no row is looked at by itself."""
    seen: dict[str | None, set[str | None]] = {}
    again: dict[str | None, set[str | None]] = {}
    for sheet in sheets:
        keys = sheet.cases.keys
        own = set(keys)
        before = seen.setdefault(sheet.form, set())
        here = again.setdefault(sheet.form, set())
        here |= before & own
        if len(own) < len(keys):
            count = Counter(keys)
            here |= {key for key in own if count[key] > 1}
        here.discard(None)
        before |= own
    return again


def _content(cases: CaseRows, at: int) -> Hashable:
    answers = tuple(sorted(cases.answers(at).items()))
    return answers, _numbers(cases, at), cases.risk[at], cases.made_safe[at]


def _numbers(cases: CaseRows, at: int) -> tuple[tuple[str, float], ...]:
    """The numbers of one row, found where they stand: a sheet has them in the order of its rows."""
    numbers = cases.numbers
    first, last = (bisect_left(numbers, row, key=itemgetter(0)) for row in (at, at + 1))
    return tuple(sorted((name, value) for _, name, value in numbers[first:last]))


def by_sheet(spots: Iterable[Spot]) -> dict[int, list[int]]:
    """Spots gathered by sheet, in order."""
    gathered: dict[int, list[int]] = {}
    for number, at in sorted(spots):
        gathered.setdefault(number, []).append(at)
    return gathered
