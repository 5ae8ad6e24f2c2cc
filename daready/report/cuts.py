"""Cut points that are not daready's own, in words: old, new, who and when, on page one of every output (law 17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from daready.report.shapes import day
from daready.report.words import count
from daready.rubric.attribution import ASKED, NOBODY, ChangedCut, SetBy
from daready.rubric.model import Criterion, Rubric
from daready.rubric.own_cut_points import POLICY_WHERE
from daready.scoring.model import Assessment, CriterionFinding

_NAMED = 3
"""How many that are asked no more a line names of each kind before it counts the rest."""

_PLURALS = {"criterion": "criteria", "clause": "parts of criteria", "line": "lines of evidence"}


def page_one(assessment: Assessment) -> list[str]:
    """A paragraph for each who set something, what they set; nothing where every cut point is daready's own."""
    groups: dict[SetBy, list[ChangedCut]] = {}
    for one in assessment.cuts_changed:
        groups.setdefault(one.set, []).append(one)
    return [_paragraph(who, cuts, assessment.criteria) for who, cuts in groups.items()]


def _paragraph(who: SetBy, cuts: Sequence[ChangedCut], criteria: Sequence[CriterionFinding]) -> str:
    said = [changed_told(one, criteria) for one in cuts if one.name != ASKED]
    said += _not_asked(one.where for one in cuts if one.name == ASKED)
    why = f" Why: {who.why.strip().rstrip('.')}." if who.why else ""
    if who == NOBODY:
        return f"Changed from what daready ships, and nobody is named for it: {'; '.join(said)}."
    return f"Changed from what daready ships by {set_by(who)}: {'; '.join(said)}.{why}"


def changed_told(one: ChangedCut, criteria: Sequence[CriterionFinding] = ()) -> str:
    """One cut point in words: what it is, what it is here, and what daready's own is."""
    name, of = one.name.replace("_", " "), _of(one.where, criteria)
    now, shipped = in_unit(one.now, one.unit), in_unit(one.shipped, one.unit)
    if one.name.startswith("word "):
        name = f"the answer “{one.name.removeprefix('word ')}” means"
        now = now if one.now else "nothing"
    meaning = f" ({one.meaning.rstrip('.')})" if one.meaning else ""
    return f"{of}{name} {now} instead of {shipped}{meaning}"


def _of(where: str, criteria: Sequence[CriterionFinding]) -> str:
    """What a cut point belongs to, as people call it."""
    if where == POLICY_WHERE:
        return ""
    kind, _, name = where.partition(" ")
    criterion, _, rest = name.partition("/")
    refs = {one.id: one.ref for one in criteria}
    if kind in ("criterion", "clause", "line"):
        return f"{refs.get(criterion, criterion)}{' ' if rest else ''}{rest}, "
    return f"{name}, "


def _not_asked(places: Iterable[str]) -> Iterator[str]:
    """What daready asks and this rubric does not."""
    kinds: dict[str, list[str]] = {}
    for where in places:
        kind, _, name = where.partition(" ")
        kinds.setdefault(kind, []).append(name)
    for kind, names in kinds.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        are = "is" if len(names) == 1 else "are"
        what = count(len(names), kind, _PLURALS.get(kind))
        yield f"{what} of daready's {are} not asked ({', '.join(names[:_NAMED])}{more})"


def set_by(who: SetBy) -> str:
    """Who set a value and when, as far as that is said."""
    if not who.by:
        return "somebody who is not named"
    return f"{who.by} on {day(who.on)}" if who.on else f"{who.by}, who gave no day"


def in_unit(value: Any, unit: str) -> str:
    """A cut point's value as people write it."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {in_unit(one, '')}" for name, one in value.items()) or "always"
    if isinstance(value, Sequence):
        return " and ".join(in_unit(one, unit) for one in value) or "nothing"
    if unit == "share":
        return f"{100 * value:g}%"
    return f"{value:g} {unit}" if unit in _COUNTED else f"{value:g}"


_COUNTED = frozenset({"cases", "months", "days", "events", "lines", "pairs"})


def cuts_of_criterion(rubric: Rubric, criterion: Criterion) -> Iterator[str]:
    """Who set the cut points that a criterion's colour rests on, and when; daready's own are said to be that."""
    mine = [one for one in rubric.cuts_changed if _concerns(one.where, criterion, one.name)]
    for one in mine:
        told = changed_told(one) if one.name != ASKED else next(_not_asked([one.where]))
        yield f"Set by {set_by(one.set)}: {told}.{f' Why: {one.set.why}' if one.set.why else ''}"
    other = "The other cut points here are" if mine else "The cut points here are"
    yield f"{other} daready's own local defaults. No inspectorate publishes any of them."


def _concerns(where: str, criterion: Criterion, name: str) -> bool:
    if where == POLICY_WHERE:
        return name != ("green_from" if criterion.critical else "green_from_critical")
    kind, _, place = where.partition(" ")
    if kind in ("criterion", "clause", "line"):
        return place.split("/", 1)[0] == criterion.id
    if kind == "form":
        return any(line.form == place for line in criterion.lines)
    return any(line.id == place for line in criterion.lines)


def whose_line(rubric: Rubric, criterion: str, line: str) -> str:
    """Whose the cut points are that a line brings itself."""
    where = f"line {criterion}/{line}"
    found = next((one for one in rubric.cuts_changed if one.where == where), None)
    if found is not None:
        return f"local, set by {set_by(found.set)}"
    asked = next(one for one in rubric.criteria[criterion].lines if one.id == line)
    return f"local, set by {asked.set_by}" if asked.set_by else "local default of this criterion"


def cuts_record(assessment: Assessment) -> list[dict[str, object]]:
    """The promised ``cuts_changed``: values as they are written, and null where nobody is named."""
    return [
        {
            "where": one.where,
            "name": one.name,
            "shipped": one.shipped,
            "now": one.now,
            "set_by": one.set.by or None,
            "set_on": one.set.on.isoformat() if one.set.on else None,
            "why": one.set.why or None,
        }
        for one in assessment.cuts_changed
    ]
