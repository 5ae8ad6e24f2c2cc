"""The same case sent more than once: counted once, or not at all where its rows differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from daready.evidence.settling.double_marking import (
    BLANK,
    Marks,
    Sheet,
    Spot,
    Who,
    answers_of,
    by_partners,
    double_mark,
    share,
)

_RUN, _DIFFERENT = 10, 4


def repeated_cases(sheets: list[Sheet], who: Who) -> tuple[dict[Spot, str], set[Spot], Marks]:
    """Rows to set aside by spot, the spots of cases that count in more than one month, and the marks.

    Alike means the same answers, numbers, risk, made-safe date and stated way of choosing. Of rows that
    are alike the one that states how cases were chosen is kept, then the first by file, sheet and row.
    """
    aside: dict[Spot, str] = {}
    moved: set[Spot] = set()
    marks = Marks()
    for spots in _groups(sheets).values():
        by_month: dict[int, list[Spot]] = {}
        for number, at in spots:
            by_month.setdefault(sheets[number]["months"][at], []).append((number, at))
        for group in by_month.values():
            if len(group) > 1:
                aside |= _settle(sheets, group, who, marks)
        left = [spot for spot in spots if spot not in aside]
        if len({sheets[number]["months"][at] for number, at in left}) > 1:
            aside |= _in_an_earlier_month(sheets, left)
            left = [spot for spot in left if spot not in aside]
        if len({sheets[number]["months"][at] for number, at in left}) > 1:
            moved.update(left)
    return aside | _beside_contested(sheets) | _pasted_again(sheets), moved, marks


def _in_an_earlier_month(sheets: list[Sheet], spots: list[Spot]) -> dict[Spot, str]:
    """Of one case in several months the rows that the newest repeats: it was sent again, not looked at again."""
    newest = max(spots, key=lambda spot: sheets[spot[0]]["months"][spot[1]])
    said = _content(sheets[newest[0]], newest[1])
    alike = [spot for spot in spots if _content(sheets[spot[0]], spot[1]) == said]
    return dict.fromkeys([spot for spot in alike if spot != newest], "duplicate_case")


def _beside_contested(sheets: list[Sheet]) -> dict[Spot, str]:
    """Rows of a case of which another row is contested, and says something else: nobody knows which is right."""
    contested = _contested(sheets)
    return {
        (number, at): "duplicate_conflict"
        for number, at in _counted(sheets, contested)
        if any(
            _given(sheets[number], at).get(what, word) != word
            for part, there in contested[sheets[number]["form"], sheets[number]["keys"][at]]
            for what, word in _given(part, there).items()
        )
    }


def contested_copies(sheets: list[Sheet], aside: Mapping[Spot, str]) -> dict[int, list[int]]:
    """By sheet the contested rows that only say again what a counted row of the same case says: they are free (A17)."""
    contested = _contested(sheets)
    counted: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for number, at in _counted(sheets, contested):
        if (number, at) not in aside:
            case = sheets[number]["form"], sheets[number]["keys"][at]
            counted.setdefault(case, []).append(_given(sheets[number], at))
    return by_sheet(
        (number, at)
        for number, sheet in enumerate(sheets)
        for at, key in enumerate(sheet.get("contested", {}).get("keys", ()))
        if (sheet["form"], key) in counted and _only_says(sheet["contested"], at, counted[sheet["form"], key])
    )


def _only_says(sheet: Sheet, at: int, counted: list[dict[str, Any]]) -> bool:
    """Whether a row gives an answer, and nothing that one of the others does not give alike."""
    given = _given(sheet, at)
    return not given.keys().isdisjoint(sheet["questions"]) and any(
        given.items() <= said.items() for said in counted
    )


def _contested(sheets: list[Sheet]) -> dict[tuple[str, str], list[tuple[Sheet, int]]]:
    """The contested rows by form and reference."""
    found: dict[tuple[str, str], list[tuple[Sheet, int]]] = {}
    for sheet in sheets:
        part = sheet.get("contested", {})
        for at, key in enumerate(part.get("keys", ())):
            if key is not None:
                found.setdefault((sheet["form"], key), []).append((part, at))
    return found


def _counted(sheets: list[Sheet], cases: Container[tuple[str, str]]) -> Iterator[Spot]:
    """The spots of rows of some cases."""
    if cases:
        for number, sheet in enumerate(sheets):
            for at, key in enumerate(sheet.get("keys", ())):
                if (sheet["form"], key) in cases:
                    yield number, at


def _given(sheet: Sheet, at: int) -> dict[str, Any]:
    """What a row says of its case, without what it leaves blank: answers, numbers, risk and when it was made safe."""
    said = {question: answer for question, answer in answers_of(sheet, at).items() if answer != BLANK}
    facts = {name: value for name in ("risk", "made_safe") if (value := sheet[name][at]) is not None}
    return said | facts | dict(_numbers(sheet, at))


def _pasted_again(sheets: list[Sheet]) -> dict[Spot, str]:
    """Rows without a reference that repeat a run of earlier ones. One row may well be like another; ten in the
    same order, four different among them, were pasted.
    """
    spots: list[Spot] = []
    said: list[Hashable] = []
    for number, sheet in enumerate(sheets):
        if None in sheet.get("keys", ()):
            nameless = [at for at, key in enumerate(sheet["keys"]) if key is None]
            spots += [(number, at) for at in nameless]
            everything = _everything(sheet)
            said += [everything[at] for at in nameless]
    first: dict[Hashable, int] = {}
    aside: dict[Spot, str] = {}
    for end in range(_RUN, len(said) + 1):
        run = tuple(said[end - _RUN : end])
        if len(set(run)) >= _DIFFERENT and end - first.setdefault(run, end) >= _RUN:
            aside |= dict.fromkeys(spots[end - _RUN : end], "duplicate_block")
    return aside


def _everything(sheet: Sheet) -> list[Hashable]:
    """What each row of a sheet of cases says, its day included."""
    numbers: dict[int, list[tuple[str, float]]] = {}
    for at, name, value in sheet["numbers"]:
        numbers.setdefault(at, []).append((name, value))
    form, questions, width = sheet["form"], tuple(sheet["questions"]), len(sheet["questions"])
    names = ("months", "days", "risk", "made_safe", "district", "auditors")
    facts = zip(*(sheet[name] for name in names), strict=True)
    return [
        (form, questions, sheet["outcomes"][at * width : (at + 1) * width], tuple(numbers.get(at, ())), fact)
        for at, fact in enumerate(facts)
    ]


def _settle(sheets: list[Sheet], group: list[Spot], who: Who, marks: Marks) -> dict[Spot, str]:
    """One case more than once in a month: repeated, marked twice, shared by partners, or contradictory."""
    stated = {said for number, at in group if (said := sheets[number]["selections"][at])} - {"not_stated"}
    if len(stated) > 1:
        return dict.fromkeys(group, "duplicate_conflict")
    group.sort(key=lambda spot: (sheets[spot[0]]["selections"][spot[1]] in (None, "not_stated"), spot))
    # The same row again, by the same auditor or by nobody named, is a copy whatever the others are.
    firsts: dict[Hashable, Spot] = {}
    aside: dict[Spot, str] = {}
    for spot in group:
        number, at = spot
        if firsts.setdefault((_content(sheets[number], at), sheets[number]["auditors"][at]), spot) != spot:
            aside[spot] = "duplicate_case"
    left = [spot for spot in group if spot not in aside]
    auditors = [sheets[number]["auditors"][at] for number, at in left]
    if len(left) == 1:
        return aside
    if by_partners(sheets, left, who):
        share(sheets, left, marks)
        return aside
    if None not in auditors and len(set(auditors)) == len(auditors):
        return aside | double_mark(sheets, left, marks)
    if len({_content(sheets[number], at) for number, at in left}) == 1:
        return aside | dict.fromkeys(left[1:], "duplicate_case")
    return dict.fromkeys(group, "duplicate_conflict")


def _groups(sheets: list[Sheet]) -> dict[tuple[str, str], list[Spot]]:
    """The spots of each case reference that a form's sheets hold more than once."""
    again = _sent_again(sheets)
    groups: dict[tuple[str, str], list[Spot]] = {}
    for number, sheet in enumerate(sheets):
        form, keys = sheet["form"], sheet.get("keys", ())
        if keys and not again[form].isdisjoint(keys):
            for at, key in enumerate(keys):
                if key in again[form]:
                    groups.setdefault((form, key), []).append((number, at))
    return groups


def _sent_again(sheets: list[Sheet]) -> dict[str, set[str]]:
    """By form the references that stand on more than one row; told from sets, so that no row is looked at by itself."""
    seen: dict[str, set[str]] = {}
    again: dict[str, set[str]] = {}
    for sheet in sheets:
        keys = sheet.get("keys", ())
        own: set[str] = set(keys)
        before = seen.setdefault(sheet["form"], set())
        here = again.setdefault(sheet["form"], set())
        here |= before & own
        if len(own) < len(keys):
            count: Counter[str] = Counter(keys)
            here |= {key for key in own if count[key] > 1}
        here.discard(None)
        before |= own
    return again


def _content(sheet: Sheet, at: int) -> Hashable:
    width = len(sheet["questions"])
    answers = sheet["outcomes"][at * width : (at + 1) * width]
    return (
        tuple(sorted(zip(sheet["questions"], answers, strict=True))),
        _numbers(sheet, at),
        sheet["risk"][at],
        sheet["made_safe"][at],
    )


def _numbers(sheet: Sheet, at: int) -> tuple[tuple[str, float], ...]:
    """The numbers of one row, found where they stand: a sheet has them in the order of its rows."""
    numbers = sheet["numbers"]
    first, last = (bisect_left(numbers, row, key=itemgetter(0)) for row in (at, at + 1))
    return tuple(sorted((name, value) for _, name, value in numbers[first:last]))


def by_sheet(spots: Iterable[Spot]) -> dict[int, list[int]]:
    """Spots gathered by sheet, in order."""
    gathered: dict[int, list[int]] = {}
    for number, at in sorted(spots):
        gathered.setdefault(number, []).append(at)
    return gathered
