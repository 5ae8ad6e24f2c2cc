"""One YAML text against one type: every slip becomes a fault with its line, and what is sound is kept.

A slip in one criterion must not hide the others, nor make every link to it look broken; so the slip is
dropped, its id remembered, and the rest is read.
"""

from __future__ import annotations

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
    {"criteria", "requirements", "questions", "measures", "documents", "columns", "facts"}
)


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """A value and where it was written."""

    value: T
    text: Text
    loc: Loc = ()

    def line(self, *more: int | str) -> int:
        """The line of something inside it."""
        return self.text.line_of((*self.loc, *more))

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


def shape(text: Text, model: type[M]) -> Shaped[M]:
    """A text read as a model. Unsound items are dropped and named in ``lost``; an unsound whole is None."""
    if text.plain is None:
        return Shaped(None, list(text.faults))
    faults, lost = list(text.faults), set[str]()
    try:
        return Shaped(Written(guarded(model, text.plain), text), faults)
    except ValidationError as error:
        details = error.errors(include_url=False)
    faults += _faults(text, details, model)
    drops = [_droppable(detail) for detail in details]
    if any(loc is None for loc in drops):
        return Shaped(None, faults, _ids(text.plain))
    once = list(dict.fromkeys(loc for loc in drops if loc is not None))
    for loc in once:
        lost |= _ids(_at(text.plain, loc))
    sound = text.without(once)
    try:
        return Shaped(Written(guarded(model, sound.plain), sound), faults, lost)
    except ValidationError as error:
        more = _faults(sound, error.errors(include_url=False), model)
        return Shaped(None, faults + more, lost | _ids(sound.plain))


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
    if kind == "dataclass_type":
        problem = "it should be keys, each with its value"
    else:
        problem = detail["msg"].removeprefix("Value error, ").replace("Input should", "it should").rstrip(".")
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
    for end in range(len(loc), 0, -1):
        if isinstance(loc[end - 1], int) and (end == 1 or loc[end - 2] in _DROPPED_ALONE):
            return loc[:end]
    return loc if detail["type"] == _UNKNOWN_KEY else None


def _ids(plain: Plain) -> set[str]:
    """Every id and ref written anywhere inside."""
    if isinstance(plain, list):
        return {found for child in plain for found in _ids(child)}
    if not isinstance(plain, dict):
        return set()
    keyed = cast(dict[str, Plain], plain)
    own = {value for key, value in keyed.items() if key in ("id", "ref") and isinstance(value, str)}
    return own | {found for child in keyed.values() for found in _ids(child)}
