"""The same case, or the same figure, sent more than once: counted once, or not at all where they differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from daready.evidence.marks import Marks, Sheet, Spot, Who, by_partners, double_mark, share

_RUN, _DIFFERENT = 10, 4


def repeated_cases(sheets: list[Sheet], who: Who) -> tuple[dict[Spot, str], set[Spot], Marks]:
    """Rows to set aside by spot, the spots of cases that appear in more than one month, and the marks.

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
            moved.update(left)
    return aside | _pasted_again(sheets), moved, marks


def _pasted_again(sheets: list[Sheet]) -> dict[Spot, str]:
    """Rows without a reference that repeat a run of earlier ones. One row may well be like another; ten in the
    same order, four different among them, were pasted.
    """
    spots: list[Spot] = []
    said: list[Hashable] = []
    for number, sheet in enumerate(sheets):
        nameless = [at for at, key in enumerate(sheet.get("keys", ())) if key is None]
        if nameless:
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
    facts = zip(sheet["months"], sheet["days"], sheet["risk"], sheet["made_safe"], strict=True)
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


def repeated_figures(sheets: list[Sheet]) -> dict[Spot, str]:
    """Rows that give a figure again: alike the later is set aside, otherwise all are.

    A quarter or a year that holds months given by themselves is set aside: they are counted once.
    """
    spots: dict[tuple[Any, ...], list[Spot]] = {}
    months: dict[tuple[Any, ...], set[int]] = {}
    for number, sheet in enumerate(sheets):
        if sheet.get("kind") in ("totals", "figure"):
            for at, record in enumerate(sheet["records"]):
                about = (sheet["form"], record["item"], record["district_key"])
                spots.setdefault((*about, record["length"], record["month"]), []).append((number, at))
                covered = range(record["month"] - record["length"] + 1, record["month"] + 1)
                months.setdefault((*about, record["length"]), set()).update(covered)
    aside: dict[Spot, str] = {}
    for (form, item, district, length, month), group in spots.items():
        own = set(range(month - length + 1, month + 1))
        shorter = [months.get((form, item, district, n), set()) for n in (1, 3) if n < length]
        if any(own & covered for covered in shorter):
            aside |= dict.fromkeys(group, "period_overlaps")
            continue
        if len(group) < 2:
            continue
        said = {
            (sheets[number]["records"][at]["numerator"], sheets[number]["records"][at]["denominator"])
            for number, at in group
        }
        alike = len(said) == 1
        reason = "duplicate_figure" if alike else "duplicate_figure_conflict"
        aside |= dict.fromkeys(group[1:] if alike else group, reason)
    return aside


def _groups(sheets: list[Sheet]) -> dict[tuple[str, str], list[Spot]]:
    """The spots of each case reference that a form's sheets hold more than once."""
    first: dict[tuple[str, str], Spot] = {}
    groups: dict[tuple[str, str], list[Spot]] = {}
    for number, sheet in enumerate(sheets):
        if sheet.get("kind") != "case":
            continue
        for at, key in enumerate(sheet["keys"]):
            if key is None:
                continue
            case = (sheet["form"], key)
            if case in first:
                groups.setdefault(case, [first[case]]).append((number, at))
            else:
                first[case] = (number, at)
    return groups


def _content(sheet: Sheet, at: int) -> Hashable:
    width = len(sheet["questions"])
    answers = sheet["outcomes"][at * width : (at + 1) * width]
    numbers = sorted((name, value) for n, name, value in sheet["numbers"] if n == at)
    return (
        tuple(sorted(zip(sheet["questions"], answers, strict=True))),
        tuple(numbers),
        sheet["risk"][at],
        sheet["made_safe"][at],
    )


def by_sheet(spots: Iterable[Spot]) -> dict[int, list[int]]:
    """Spots gathered by sheet, in order."""
    gathered: dict[int, list[int]] = {}
    for number, at in sorted(spots):
        gathered.setdefault(number, []).append(at)
    return gathered
