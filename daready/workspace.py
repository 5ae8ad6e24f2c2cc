"""A workspace: the folder that holds a force's settings, its evidence and the key for case references."""

from __future__ import annotations

import json
import os
import re
import secrets
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from daready.evidence.memory import ROLES
from daready.rubric.terms import Selection

SETTINGS = "daready.toml"
KEY = ".daready-key"
MAPPINGS = "mappings.json"
RELEASE = ".partner-release.json"
"""The true counts of the last partner copy: as sensitive as the evidence, and never handed out."""

_TEMPLATE = """\
# daready's settings for this workspace. Every line may be changed; a # starts a remark.

# How the cases were chosen on sheets that do not say: random, systematic, all or judgement.
# It speaks for silent sheets only, and every report says how many findings rest on it.
# selection = "random"

# The day the inspection is expected (year-month-day).
# inspection = "2026-09-28"

# Words that may be shown where they stand in the names of files and tabs and in district columns.
# Any other word there is shown as … since it may be a person's name. List districts, teams, the force.
# names_allowed = ["Northmoor", "Castle Hill"]
"""


class WorkspaceFault(Exception):
    """Settings that cannot be used; the text says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where things are, and what the settings say."""

    root: Path
    key: bytes
    selection: Selection | None = None
    inspection: date | None = None
    names_allowed: tuple[str, ...] = ()
    mappings: tuple[dict[str, str], ...] = ()
    """What people have said their own headings and words mean: keyed hashes with meanings."""

    @property
    def settings(self) -> Path:
        return self.root / SETTINGS

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def rubrics(self) -> Path | None:
        """The workspace's own rubrics, laid over daready's by id, if it has any."""
        own = self.root / "rubrics"
        return own if own.is_dir() else None

    def release(self) -> dict[str, int] | None:
        """The true counts of the last partner copy (method R7.5), if there was one."""
        path = self.root / RELEASE
        if not path.exists():
            return None
        try:
            counts = json.loads(path.read_text(encoding="utf-8"))
            return {str(name): int(number) for name, number in counts.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            raise WorkspaceFault(
                f"{path}: what the last partner copy held cannot be read, so small changes since could not be "
                "hidden. Put the file back from a copy; delete it only if no earlier partner copy is about."
            ) from None

    def remember_release(self, counts: dict[str, int]) -> None:
        """Keep the counts of the partner copy just written, readable by their owner alone."""
        waiting = self.root / f"{RELEASE}.new"
        waiting.unlink(missing_ok=True)
        _write_private(waiting, json.dumps(counts, indent=1) + "\n")
        waiting.replace(self.root / RELEASE)


def create(folder: Path) -> Path:
    """Make a workspace in a folder; refuses one that is there already, so that no key is ever overwritten."""
    settings = folder / SETTINGS
    if settings.exists() or (folder / KEY).exists():
        raise WorkspaceFault(f"{folder} is a workspace already. Nothing was changed.")
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    _write_private(folder / KEY, secrets.token_hex(32) + "\n")
    _write_private(settings, _TEMPLATE)
    return settings


def _write_private(path: Path, text: str) -> None:
    """Readable by its owner alone from the first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def find(start: Path) -> Workspace | None:
    """The workspace that a folder lies in, if any."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / SETTINGS).is_file():
            return _read(folder)
    return None


def _read(root: Path) -> Workspace:
    settings = root / SETTINGS
    try:
        given = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise WorkspaceFault(
            f"{settings}: not readable as settings ({fault}). Correct the line named."
        ) from None
    unknown = sorted(set(given) - {"selection", "inspection", "names_allowed"})
    if unknown:
        raise WorkspaceFault(
            f"{settings}: {', '.join(unknown)} is no setting of daready. Remove or correct it."
        )
    selection = given.get("selection")
    allowed = [s.value for s in Selection if s is not Selection.NOT_STATED]
    if selection is not None and selection not in allowed:
        raise WorkspaceFault(f"{settings}: selection must be one of {', '.join(allowed)}.")
    names = given.get("names_allowed", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise WorkspaceFault(f'{settings}: names_allowed must be a list of words, such as ["Northmoor"].')
    return Workspace(
        root,
        _key(root),
        Selection(selection) if selection else None,
        _day(settings, "inspection", given.get("inspection")),
        tuple(names),
        _mappings(root / MAPPINGS),
    )


def _day(settings: Path, name: str, value: object) -> date | None:
    try:
        return None if value is None else day_of(str(value))
    except ValueError:
        raise WorkspaceFault(f'{settings}: {name} must be a day, such as "2026-09-28".') from None


def day_of(text: str) -> date:
    """A day as year-month-day. Refuses years far from ours: slips of the finger, from which no age can be told."""
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"{text} is too far away")
    return day


def mappings_text(entries: Iterable[dict[str, str]]) -> bytes:
    """What ``mappings.json`` holds for these meanings."""
    return (json.dumps({"version": 1, "mappings": list(entries)}, indent=1) + "\n").encode()


def _mappings(path: Path) -> tuple[dict[str, str], ...]:
    """The meanings remembered; refuses a file that something else than daready has written or changed."""
    if not path.exists():
        return ()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["mappings"]
        sound = all(_sound(entry) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError):
        sound, entries = False, []
    if not sound:
        raise WorkspaceFault(
            f"{path}: what is remembered of headings and words cannot be read. Put it back from a copy, or "
            "delete it and give the filled-in mapping workbooks back again."
        )
    return tuple(entries)


def _sound(entry: dict[str, str]) -> bool:
    date.fromisoformat(entry["when"])
    parts = ("form", "kind", "meaning")
    return (
        entry["who"] in ROLES
        and re.fullmatch("[0-9a-f]{32}", entry["token"]) is not None
        and all(isinstance(entry[part], str) for part in parts)
    )


def _key(root: Path) -> bytes:
    path = root / KEY
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        raise WorkspaceFault(
            f"{path}: the key for case references is missing or damaged. Put it back from a copy; without it, "
            "nothing is lost but the matching of cases to those of earlier sheets. To go on with a new key, "
            f"delete {SETTINGS} and run daready init."
        ) from None
