"""One YAML text against one type: every slip becomes a fault with its line, and what is sound is kept.

A slip must not hide the others, nor make every link to its place look broken. So where words or a day are
wrong, others stand in for them; any other slip is dropped with the smallest thing around it, and its id
remembered. What is read so serves only to find more faults: a rubric with one is never used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from daready.rubric.faults import Fault, fault
from daready.rubric.text import Loc, Plain, Text

T = TypeVar("T", covariant=True)
M = TypeVar("M")

_GUARDS: dict[Any, TypeAdapter[Any]] = {}
_UNKNOWN_KEY = "unexpected_keyword_argument"

_DROPPED_ALONE = frozenset(
    {
        *("criteria", "lines", "clauses", "requirements", "questions"),
        *("measures", "documents", "columns", "facts", "rebases", "guides"),
    }
)
_STAND_INS = {
    **dict.fromkeys(("title", "statement", "owner_role", "why", "remedy", "text", "set_by"), "not given"),
    **dict.fromkeys(("edition", "publisher", "licence", "version", "numerator"), "not given"),
    **dict.fromkeys(("published", "in_force_from", "checked"), "2000-01-01"),
    "source": "{title: not given, checked: 2000-01-01}",
    "cites": "[not given]",
    "wording": "recalled",
    "relation": "intersects",
}
"""What may stand in for a wrong value or a missing one, since no other check turns on it."""

_NUMBER = "it should be a number such as 0.9, with a point and without a % sign"
_PLAIN_WORDS = {
    "string_type": "it should be words",
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "int_parsing": "it should be a whole number",
    "bool_parsing": "it should be true or false",
    "bool_type": "it should be true or false",
    **dict.fromkeys(
        ("date_from_datetime_parsing", "date_parsing", "date_type"), "it should be a day such as 2026-06-30"
    ),
    "less_than_equal": "it should be at most 1: nine in ten is 0.9",
    "greater_than_equal": "it is too small",
    "dataclass_type": "it should be keys, each with its value",
    "tuple_type": "it should be a list, each item on a line of its own after a dash",
}
"""What a person who writes YAML is told, where the checker's own words are a programmer's."""

_ROUNDS = 4
"""A type's own rules are tried only once its values can be read, so one reading shows not every slip."""

_NAMING = ("id", "ref", "question", "measure", "document", "analysis")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """A value and where it was written."""

    value: T
    text: Text
    loc: Loc = ()

    def line(self, *more: int | str) -> int:
        """The line of something inside it."""
        return self.text.line_of((*self.loc, *more))

    def has(self, *more: int | str) -> bool:
        """Whether something inside it is written at all."""
        return self.text.has((*self.loc, *more))

    def fault(self, code: str, /, *more: int | str, **facts: object) -> Fault:
        """A fault about something inside it."""
        return fault(code, self.text.file, self.line(*more), **facts)

    def inside(self, *more: int | str) -> Written[T]:
        """The same value, spoken of from a place inside it."""
        return Written(self.value, self.text, (*self.loc, *more))


@dataclass(slots=True)
class Shaped(Generic[M]):
    """What could be read: the value if any, the faults, and the ids of what was dropped."""

    written: Written[M] | None
    faults: list[Fault]
    lost: set[str] = field(default_factory=set[str])


def guard(model: type[M]) -> TypeAdapter[M]:
    """What holds people's words to a type; made once for each."""
    if model not in _GUARDS:
        _GUARDS[model] = TypeAdapter(model)
    return _GUARDS[model]


def guarded(model: type[M], plain: Plain) -> M:
    """Plain words as a value of a type. Raises pydantic's ValidationError with every slip."""
    return guard(model).validate_python(plain)


def shape(text: Text, model: type[M], usual: Mapping[str, str] = _STAND_INS) -> Shaped[M]:
    """A text read as a model. Unsound items are dropped and named in ``lost``; an unsound whole is None.

    ``usual``: by key, snippets of YAML that may stand in for a wrong value or a missing one.
    """
    faults, lost, mended = list(text.faults), set(text.names), set[Loc]()
    if text.plain is None:
        return Shaped(None, faults, lost)
    for _ in range(_ROUNDS):
        try:
            return Shaped(Written(guarded(model, text.plain), text), faults, lost)
        except ValidationError as error:
            details = error.errors(include_url=False)
        faults += _faults(text, [detail for detail in details if detail["loc"] not in mended], model)
        stand_ins = {d["loc"]: usual[str(d["loc"][-1])] for d in details if _replaceable(d, usual, mended)}
        drops = [_droppable(detail) for detail in details if detail["loc"] not in stand_ins]
        if any(loc is None for loc in drops):
            break
        once = list(dict.fromkeys(loc for loc in drops if loc is not None))
        lost |= {found for loc in once for found in _lost_with(text.plain, loc)}
        mended |= set(stand_ins)
        text = text.amended(once, stand_ins)
    return Shaped(None, faults, lost | _ids(text.plain))


def near(word: str, known: list[str]) -> str:
    """A suggestion for the end of a fix, or nothing."""
    close = get_close_matches(word, known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _faults(text: Text, details: list[ErrorDetails], model: type[Any]) -> list[Fault]:
    spoken = {f.line for f in text.faults if f.code == "rubric_empty_value"}
    found: list[Fault] = []
    for detail in details:
        line = text.line_of(detail["loc"])
        if line not in spoken:
            found.append(_fault_of(text, detail, line, model))
    return found


def _fault_of(text: Text, detail: ErrorDetails, line: int, model: type[Any]) -> Fault:
    loc, kind = detail["loc"], detail["type"]
    if kind == "missing":
        return fault("rubric_missing_key", text.file, line, where=_where(text, loc[:-1]), key=loc[-1])
    if kind == _UNKNOWN_KEY:
        suggestion = near(str(loc[-1]), _keys(model))
        where = _where(text, loc[:-1])
        return fault("rubric_unknown_key", text.file, line, where=where, key=loc[-1], near=suggestion)
    problem = _PLAIN_WORDS.get(kind) or detail["msg"].removeprefix("Value error, ").replace(
        "Input should", "it should"
    ).replace("String should have", "it should have").rstrip(".")
    return fault("rubric_wrong_value", text.file, line, where=_where(text, loc), problem=problem)


def _keys(model: type[Any]) -> list[str]:
    """Every key the type or anything inside it knows: good enough for a suggestion."""
    found, todo = set[str](), _types_in(model)
    while todo:
        current = todo.pop()
        own = {one.name for one in fields(current)}
        if not own <= found:
            found |= own
            todo += [kind for hint in get_type_hints(current).values() for kind in _types_in(hint)]
    return sorted(found)


def _types_in(annotation: Any) -> list[type[Any]]:
    if is_dataclass(annotation):
        return [cast(type[Any], annotation)]
    return [kind for part in get_args(annotation) for kind in _types_in(part)]


def _where(text: Text, loc: Loc) -> str:
    """A way to a value in words: ids where things have them, else their place counted from 1."""
    words: list[str] = []
    for depth, step in enumerate(loc):
        here = _at(text.plain, loc[: depth + 1])
        if isinstance(step, int):
            name = _name_of(here)
            words.append(name or str(step + 1))
        else:
            words.append(step)
    return " › ".join(words) or "This file"


def _name_of(plain: Plain) -> str:
    found = cast(dict[str, Plain], plain) if isinstance(plain, dict) else {}
    name = found.get("id") or found.get("name")
    return name if isinstance(name, str) else ""


def _at(plain: Plain, loc: Loc) -> Plain:
    for step in loc:
        try:
            plain = plain[step]
        except (KeyError, IndexError, TypeError):
            return None
    return plain


def _droppable(detail: ErrorDetails) -> Loc | None:
    """The smallest thing that can be left out so that the rest still means what it says."""
    loc = detail["loc"]
    if detail["type"] == _UNKNOWN_KEY and loc[-3:-2] == ("criteria",):
        return loc
    for end in range(len(loc), 0, -1):
        if isinstance(loc[end - 1], int) and (end == 1 or loc[end - 2] in _DROPPED_ALONE):
            return loc[:end]
    return loc if detail["type"] == _UNKNOWN_KEY else None


def _replaceable(detail: ErrorDetails, usual: Mapping[str, str], mended: set[Loc]) -> bool:
    loc = detail["loc"]
    known = bool(loc) and loc[-1] in usual
    return known and detail["type"] != _UNKNOWN_KEY and loc not in mended


def _lost_with(plain: Plain, loc: Loc) -> set[str]:
    """The ids that go with what is dropped: its own, and of a line or clause its criterion's, not whole then."""
    part = next((step for step in ("clauses", "lines") if step in loc), None)
    whole = _at(plain, loc[: loc.index(part)]) if part else None
    return _ids(_at(plain, loc)) | ({_name_of(whole)} if whole else set())


def _ids(plain: Plain) -> set[str]:
    """Every id and ref, and the evidence every line names, written anywhere inside."""
    if isinstance(plain, list):
        return {found for child in plain for found in _ids(child)}
    if not isinstance(plain, dict):
        return set()
    keyed = cast(dict[str, Plain], plain)
    own = {value for key, value in keyed.items() if key in _NAMING and isinstance(value, str)}
    return own | {found for child in keyed.values() for found in _ids(child)}
