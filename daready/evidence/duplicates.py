"""The same case, or the same figure, sent more than once: counted once, or not at all where they differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

Sheet = dict[str, Any]
Spot = tuple[int, int]
"""A sheet's number in the run, and the place of a row among its used rows."""


def repeated_cases(sheets: list[Sheet]) -> tuple[dict[Spot, str], set[Spot]]:
    """Rows to set aside by spot, and the spots of cases that appear in more than one month.

    Alike means the same answers, numbers, risk, made-safe date and stated way of choosing. Of rows that
    are alike the one that states how cases were chosen is kept, then the first by file, sheet and row.
    """
    aside: dict[Spot, str] = {}
    moved: set[Spot] = set()
    for spots in _groups(sheets).values():
        by_month: dict[int, list[Spot]] = {}
        for number, at in spots:
            by_month.setdefault(sheets[number]["months"][at], []).append((number, at))
        for group in by_month.values():
            if len(group) < 2:
                continue
            same = len({_content(sheets[number], at) for number, at in group}) == 1
            stated = {said for number, at in group if (said := sheets[number]["selections"][at])} - {
                "not_stated"
            }
            if not same or len(stated) > 1:
                aside |= dict.fromkeys(group, "duplicate_conflict")
                continue
            group.sort(
                key=lambda spot: (sheets[spot[0]]["selections"][spot[1]] in (None, "not_stated"), spot)
            )
            aside |= dict.fromkeys(group[1:], "duplicate_case")
        left = [spot for spot in spots if spot not in aside]
        if len({sheets[number]["months"][at] for number, at in left}) > 1:
            moved.update(left)
    return aside, moved


def repeated_figures(sheets: list[Sheet]) -> dict[Spot, str]:
    """Rows that give a figure again: alike the later is set aside, otherwise all are."""
    spots: dict[tuple[Hashable, ...], list[Spot]] = {}
    for number, sheet in enumerate(sheets):
        if sheet.get("kind") in ("totals", "figure"):
            for at, record in enumerate(sheet["records"]):
                what = (sheet["form"], record["item"], record["month"], record["district_key"])
                spots.setdefault(what, []).append((number, at))
    aside: dict[Spot, str] = {}
    for group in spots.values():
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
