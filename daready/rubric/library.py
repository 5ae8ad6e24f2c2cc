"""A rubrics folder, and a workspace's own laid over it, become one checked Rubric; or all faults at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from daready.rubric.checks import check_links, check_shelf, sound_part
from daready.rubric.faults import Fault, RubricFault, fault
from daready.rubric.files import POLICY, default_folder, fingerprint
from daready.rubric.form_checks import check_forms
from daready.rubric.model import Criterion, Example, Policy, Rubric, WordList
from daready.rubric.shape import Written, shape
from daready.rubric.shelf import Merged, Shelf, merge, read_shelf
from daready.rubric.text import read_file, read_text
from daready.rubric.upkeep import check_upkeep
from daready.rubric.word_checks import word_faults
from daready.rubric.word_lists import LISTS

__all__ = ["Examined", "Fault", "RubricFault", "default_folder", "examine", "load_rubric"]


def home_of_id(folder: Path, name: str) -> Path | None:
    """The file that holds a theme, criterion, framework, form or, by that word, the policy."""
    shelf = read_shelf(folder, examples=False)
    homes = {one.value.id: one.text.file for one in shelf.themes}
    homes |= {one.value.id: one.text.file for one in shelf.forms}
    homes |= {one.value.id: one.text.file for one in shelf.frameworks}
    homes |= {one.value.id: one.text.file for one in shelf.words}
    homes |= {key: one.text.file for one in shelf.criteria for key in (one.value.id, one.value.ref)}
    homes["policy"] = (folder / POLICY).as_posix()
    return Path(homes[name]) if name in homes else None


def load_rubric(
    folder: Path | None = None,
    overlay: Path | None = None,
    *,
    examples: bool = True,
    superseded: bool = True,
) -> Rubric:
    """The rubric of a folder (the shipped one by default), with a workspace's own laid over it by id.

    Without ``examples`` the worked cases, and without ``superseded`` the editions that others have
    replaced, are left unread: rating needs neither unless such an edition is asked for.
    Raises RubricFault with every fault of every file at once. Missing criteria, frameworks or examples
    are no fault of themselves; a link to one is.
    """
    shelves, merged, faults = _gather(folder, overlay, examples, superseded)
    if faults or merged.policy is None:
        raise RubricFault(faults)
    return _rubric(shelves, merged, merged.policy.value)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong with a rubric's files, and as much of the rubric as can be relied on all the same.

    ``rubric`` is None where not even the policy can be read. ``foreign`` are the files of worked examples
    that were drawn for another policy than the one in force: a workspace has laid its own over it.
    """

    faults: tuple[Fault, ...]
    rubric: Rubric | None
    merged: Merged
    foreign: frozenset[str]

    def criterion(self, name: str) -> Written[Criterion]:
        """Where a criterion is written."""
        return next(one for one in self.merged.criteria if one.value.id == name)

    def example(self, name: str) -> Written[Example]:
        """Where a worked example is written."""
        return next(one for one in self.merged.examples if one.value.name == name)


def examine(folder: Path | None, overlay: Path | None, today: date) -> Examined:
    """Every fault of the files, those of upkeep among them, and the part of the rubric that is sound."""
    shelves, merged, faults = _gather(folder, overlay, examples=True, superseded=True)
    faults += check_upkeep(shelves, merged, today)
    sound = sound_part(merged)
    rubric = _rubric(shelves, sound, merged.policy.value) if merged.policy else None
    over = shelves[1:]
    own_policy = any(shelf.policy_file for shelf in over)
    foreign = frozenset(worked.text.file for worked in shelves[0].worked) if own_policy else frozenset[str]()
    return Examined(RubricFault(faults).faults, rubric, merged, foreign)


def _gather(
    folder: Path | None, overlay: Path | None, examples: bool, superseded: bool
) -> tuple[list[Shelf], Merged, list[Fault]]:
    base = read_shelf(folder or default_folder(), examples=examples, superseded=superseded)
    over = read_shelf(overlay, examples=examples, superseded=superseded) if overlay is not None else None
    shelves = [base] if over is None else [base, over]
    merged = merge(base, over)
    if merged.policy is None:
        merged = replace(merged, policy=_policy_in_its_place(shelves))
    faults = [found for shelf in shelves for found in (*shelf.faults, *check_shelf(shelf))]
    faults += check_forms(merged.forms, merged.lost)
    faults += check_links(merged)
    faults += word_faults(merged.words)
    if not any(shelf.policy_file for shelf in shelves) and base.folder.is_dir():
        faults.append(fault("rubric_no_policy", (base.folder / POLICY).as_posix(), 1))
    return shelves, merged, faults


def _policy_in_its_place(shelves: list[Shelf]) -> Written[Policy] | None:
    """A policy with daready's own values where its own are wrong, so that the rest can be tried all the same."""
    shipped = default_folder() / POLICY
    own = shape(read_file(shipped, shipped.as_posix(), default_folder())[0], Policy).written
    usual = {key: json.dumps(value) for key, value in own.text.plain.items()} if own else {}
    homes = [shelf for shelf in shelves if shelf.policy_file]
    if not homes:
        return own
    text = read_text(homes[-1].files[POLICY], (homes[-1].folder / POLICY).as_posix())
    return shape(text, Policy, usual).written or own


def _rubric(shelves: list[Shelf], merged: Merged, policy: Policy) -> Rubric:
    return Rubric(
        fingerprint=fingerprint([shelf.files for shelf in shelves]),
        policy=policy,
        themes=tuple(sorted(merged.themes, key=lambda theme: theme.order)),
        frameworks=tuple(one.value for one in merged.frameworks),
        forms=tuple(one.value for one in merged.forms),
        examples=tuple(one.value for one in merged.examples),
        words=_words(merged),
    )


def _words(merged: Merged) -> tuple[WordList, ...]:
    """The lists of words, daready's own where a rubrics folder has none: without them no total would be known."""
    lists = {one.value.id: one.value for one in merged.words}
    for name in LISTS:
        if name not in lists:
            path = default_folder() / "words" / f"{name}.yaml"
            own = shape(read_file(path, path.as_posix(), default_folder())[0], WordList).written
            if own:
                lists[own.value.id] = own.value
    return tuple(lists[name] for name in sorted(lists))
