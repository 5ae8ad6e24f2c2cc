"""What a workspace's daready.toml may say, checked: every fault is told with what may stand there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from daready.rubric.terms import Selection

SETTINGS = "daready.toml"

TEMPLATE = """\
# daready's settings for this workspace. Every line may be changed; a # starts a remark.

# The force, and its districts as the sheets write them.
# force = "Northmoor Police"
# districts = ["Northmoor", "Castle Hill"]

# How the cases were chosen on sheets that do not say: random, systematic, all or judgement.
# It speaks for silent sheets only, and every report says how many findings rest on it.
# selection = "random"

# The day the inspection is expected (year-month-day).
# inspection = "2026-09-28"

# What is in use: the risk tool, and the kind of protective orders. A signed-off assessment keeps them with it.
# risk_tool = "DARA"
# order_regime = "DVPN and DVPO"

# The attendance limits the force publishes, in minutes.
# [attendance_limits]
# immediate = 15
# prompt = 60

# How many months answers are kept; daready history says what is older, daready purge deletes it.
# retention_months = 84

# A group of this computer that may read what daready keeps here, besides its owner.
# group = "dvunit"

# Words that may be shown where they stand in the names of files and tabs and in district columns.
# Any other word there is shown as … since it may be a person's name. Districts and the force join them.
# names_allowed = ["Panel", "Operation Larch"]
"""


def with_settings(text: str, given: dict[str, Any]) -> str:
    """The text of a settings file with some settings given anew, and everything else in it as it stood.

    A setting takes the place of its line, or of the remark that offers it. Raises WorkspaceFault where the file would
    not say what was meant: then it is written in a way that only a person can change.
    """
    import json
    import re
    import tomllib

    before = tomllib.loads(text)
    for name, value in given.items():
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
        there = re.search(rf"^(?:# )?{name} = .*\n", text, re.MULTILINE)
        text = text[: there.start()] + line + text[there.end() :] if there else line + text
    try:
        now = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        now = {}
    if now != before | given:
        raise WorkspaceFault(
            f"{SETTINGS} is written in a way that only a person can change. Open it in a text editor and set "
            f"{', '.join(given)} there."
        )
    return text


class WorkspaceFault(Exception):
    """Settings that cannot be used; the text says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings say; nothing where they are silent. Limits are minutes, retention is months."""

    force: str | None = None
    districts: tuple[str, ...] = ()
    selection: Selection | None = None
    inspection: date | None = None
    risk_tool: str | None = None
    order_regime: str | None = None
    attendance_limits: dict[str, int] = field(default_factory=dict[str, int])
    retention_months: int | None = None
    group: str | None = None
    names_allowed: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Words that may be shown in names: those allowed, the districts and the force."""
        return (*self.names_allowed, *self.districts, *((self.force,) if self.force else ()))


def read_settings(given: dict[str, Any], where: Path) -> Settings:
    """The settings of a file; raises WorkspaceFault with all that is wrong with them at once."""
    faults: list[str] = []
    unknown = sorted(set(given) - set(_KINDS))
    if unknown:
        faults.append(f"{', '.join(unknown)} is not a daready setting. Remove or correct it.")
    values: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        if name in given:
            try:
                values[name] = kind(given[name])
            except (TypeError, ValueError):
                faults.append(f"{name} must be {_WANTED[kind]}.")
    if faults:
        raise WorkspaceFault(f"{where}: {' '.join(faults)}")
    return Settings(**values)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _day(value: object) -> date:
    return day_of(str(value))


def day_of(text: str) -> date:
    """A day as year-month-day. Refuses years far from ours: slips of the finger, from which no age can be told."""
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"{text} is too far away")
    return day


def _selection(value: object) -> Selection:
    chosen = Selection(_text(value))
    if chosen is Selection.NOT_STATED:
        raise ValueError
    return chosen


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def _limits(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise TypeError
    return {_text(name): _count(minutes) for name, minutes in value.items()}


_KINDS = {
    "force": _text,
    "districts": _words,
    "selection": _selection,
    "inspection": _day,
    "risk_tool": _text,
    "order_regime": _text,
    "attendance_limits": _limits,
    "retention_months": _count,
    "group": _text,
    "names_allowed": _words,
}
_WANTED = {
    _text: "words in quotation marks",
    _words: 'a list of words, such as ["Northmoor"]',
    _selection: "one of random, systematic, all, judgement",
    _day: 'a date as year-month-day, such as "2026-09-28"',
    _count: "a whole number above 0",
    _limits: "a table of minutes, such as immediate = 15",
}
