"""Which cut points are not daready's own, and who set them: an own value under daready's name is refused (law 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from daready.rubric.attribution import ASKED, NOBODY, ChangedCut, SetBy
from daready.rubric.criterion import Criterion, Line
from daready.rubric.faults import Fault
from daready.rubric.form import Form
from daready.rubric.own_cut_points import (
    LINE_CUTS,
    NUMBERS,
    POLICY_WHERE,
    CutPoints,
    Values,
    cut_points,
    own_cut_points,
)
from daready.rubric.policy import Stated
from daready.rubric.policy_file import PolicyFile
from daready.rubric.shape import Written
from daready.rubric.text import Loc

_DAREADY = re.compile(r"\bdaready\b", re.IGNORECASE)
_WHOLE = {"line": "criterion", "clause": "criterion", "question": "form", "measure": "form"}


_UNITS = {
    **dict.fromkeys(LINE_CUTS, "share"),
    **dict.fromkeys(("may_not_apply", "set_apart_share", "question_if below", "question_if above"), "share"),
    "least": "events",
    "months": "months",
}


class Difference(NamedTuple):
    where: str
    name: str
    shipped: Any
    now: Any


def changed_cuts(
    file: PolicyFile,
    stated: Mapping[str, Stated],
    criteria: Sequence[Written[Criterion]],
    forms: Iterable[Written[Form]],
) -> tuple[ChangedCut, ...]:
    """Every cut point that differs from daready's own by content, with whoever set it; compared by id.

    A criterion, line or question that daready does not have differs from nothing, and is not listed. ``stated``: the
    unit and meaning of each of the policy's.
    """
    known = {f"criterion {one.value.id}": one.value for one in criteria}
    read = {f"form {one.value.id}": one.value for one in forms}
    now = cut_points(file.policy.value, known.values(), read.values())
    found: list[ChangedCut] = []
    for one in _differences(now, own_cut_points()):
        unit, meaning = _UNITS.get(one.name, ""), ""
        if one.where == POLICY_WHERE:
            who = _in_policy(file, one.name)
            unit, meaning = stated[one.name].unit, stated[one.name].meaning
        else:
            whole = _whole(one.where)
            thing = known.get(whole) or read.get(whole)
            who = _in_file(thing, _line_of(known.get(whole), one.where))
        found.append(ChangedCut(*one, NOBODY if _DAREADY.search(who.by) else who, unit, meaning))
    return tuple(found)


def unsigned_cuts(file: PolicyFile, criteria: Sequence[Written[Criterion]]) -> Iterator[Fault]:
    """Cut points whose value is not daready's though it stands under daready's name, or nobody's, or without a day."""
    own = own_cut_points()
    now = cut_points(file.policy.value, [one.value for one in criteria], ())
    for name in _unlike(own[POLICY_WHERE], now[POLICY_WHERE]):
        value, shipped = now[POLICY_WHERE].get(name), own[POLICY_WHERE].get(name)
        yield from _unsigned(file.policy, (name,), _in_policy(file, name), name, value, shipped)
    for written in criteria:
        criterion = written.value
        if f"criterion {criterion.id}" not in own:
            continue
        for place, line in enumerate(criterion.lines):
            where, who = f"line {criterion.id}/{line.id}", _in_file(criterion, line)
            for name in _unlike(own.get(where, {}), now[where]):
                if name in NUMBERS:
                    at: Loc = ("lines", place, *name.split())
                    value, shipped = (
                        now[where].get(name, "not given"),
                        own.get(where, {}).get(name, "not given"),
                    )
                    yield from _unsigned(written, at, who, f"{name} of {line.id}", value, shipped)


def signed_ahead(file: PolicyFile, criteria: Iterable[Written[Criterion]], today: date) -> Iterator[Fault]:
    """Nobody has agreed a cut point on a day that has not come yet."""
    days: list[tuple[Written[Any], Loc, date | None]] = [(file.policy, ("agreed",), file.policy.value.agreed)]
    days += [(file.stated, (name, "set_on"), said.set_on) for name, said in file.stated.value.items()]
    for written in criteria:
        days.append((written, ("set_on",), written.value.set_on))
        days += [
            (written, ("lines", at, "set_on"), line.set_on) for at, line in enumerate(written.value.lines)
        ]
    for where, loc, day in days:
        if day is not None and day > today:
            yield where.fault("rubric_not_yet", *loc, day=day)


def _unsigned(
    where: Written[Any], at: Loc, who: SetBy, name: str, value: object, shipped: object
) -> Iterator[Fault]:
    if not who.by or _DAREADY.search(who.by):
        yield where.fault("rubric_cut_unsigned", *at, name=name, value=value, shipped=shipped)
    elif who.on is None:
        yield where.fault("rubric_cut_undated", *at, name=name, value=value, shipped=shipped)


def _in_policy(file: PolicyFile, name: str) -> SetBy:
    """What stands beside the value, else at the head of the file; a reason that speaks of daready is not theirs."""
    said, policy = file.stated.value.get(name), file.policy.value
    head = SetBy(policy.set_by, policy.agreed, "" if _DAREADY.search(policy.why) else policy.why)
    if said is None:
        return head
    return SetBy(said.set_by or head.by, said.set_on or head.on, said.why or head.why)


def _in_file(thing: Criterion | Form | None, line: Line | None = None) -> SetBy:
    """What a line says of its own cut points, else its criterion or form of all of them."""
    if thing is None:
        return NOBODY
    head = SetBy(thing.set_by, thing.set_on, thing.set_why)
    if line is None:
        return head
    return SetBy(line.set_by or head.by, line.set_on or head.on, line.why or head.why)


def _differences(now: CutPoints, own: CutPoints) -> Iterator[Difference]:
    for where in own:
        if where in now:
            yield from _OF_KIND.get(where.partition(" ")[0], _of_anything)(where, now, own)
        elif where == _whole(where) or _whole(where) in now:
            yield Difference(where, ASKED, True, False)
    for where in now:
        if where.startswith("line ") and where not in own and _whole(where) in own:
            yield from _of_line(where, now, own)


def _of_anything(where: str, now: CutPoints, own: CutPoints) -> Iterator[Difference]:
    yield from _plainly(where, now[where], own[where])


def _of_form(where: str, now: CutPoints, own: CutPoints) -> Iterator[Difference]:
    """What a word that daready knows means in a form; a force may teach it words of its own."""
    meant = now[where]["words"]
    for word, meaning in own[where]["words"].items():
        if meant.get(word) != meaning:
            yield Difference(where, f"word {word}", meaning, meant.get(word))
    yield from _plainly(where, now[where], own[where], leave=("words",))


def _of_question(where: str, now: CutPoints, own: CutPoints) -> Iterator[Difference]:
    """What a word that daready knows means to one question: its own choices come before the form's answers."""
    mine, theirs = own[where]["words"], now[where]["words"]
    before, after = (
        {**cuts.get(_whole(where), {}).get("words", {}), **words}
        for cuts, words in ((own, mine), (now, theirs))
    )
    for word in {**mine, **theirs}:
        if word in before and before[word] != after.get(word):
            yield Difference(where, f"word {word}", before[word], after.get(word))
    yield from _plainly(where, now[where], own[where], leave=("words",))


def _plainly(where: str, now: Values, shipped: Values, leave: Sequence[str] = ()) -> Iterator[Difference]:
    for name in _unlike(shipped, now):
        if name not in leave:
            yield Difference(where, name, shipped.get(name), now.get(name))


def _of_line(where: str, now: CutPoints, own: CutPoints) -> Iterator[Difference]:
    """Of a line that daready does not have, only the cut points it brings; of an audit line, what counts there."""
    new = where not in own
    for name in _unlike(own.get(where, {}), now[where]):
        if not new or name in NUMBERS:
            yield Difference(where, name, _in_force(where, name, own), _in_force(where, name, now))


_OF_KIND = {"line": _of_line, "form": _of_form, "question": _of_question}


def _in_force(where: str, name: str, cuts: CutPoints) -> Any:
    found = cuts.get(where, {}).get(name)
    question = where.removeprefix(_whole(where).replace("criterion ", "line ") + "/")
    if found is not None or name not in ("green_from", "red_below") or f"question {question}" not in cuts:
        return found
    critical = cuts[_whole(where)]["critical"]
    return cuts[POLICY_WHERE]["green_from_critical" if critical and name == "green_from" else name]


def _unlike(one: Values, other: Values) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _whole(where: str) -> str:
    """The criterion or form that a place is in; itself where it is one."""
    kind, _, name = where.partition(" ")
    return f"{_WHOLE[kind]} {name.split('/', 1)[0]}" if kind in _WHOLE else where


def _line_of(criterion: Criterion | None, where: str) -> Line | None:
    if criterion is None:
        return None
    return next((line for line in criterion.lines if where == f"line {criterion.id}/{line.id}"), None)
