"""A rubrics folder, and a workspace's own laid over it, become one checked Rubric; or all faults at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from daready.rubric.adopted_checks import adopted_faults
from daready.rubric.adopted_cuts import adopted_cuts
from daready.rubric.adopting import with_own_lines, with_own_questions
from daready.rubric.changed_cuts import changed_cuts, signed_ahead, unsigned_cuts
from daready.rubric.checks import check_links, check_shelf, sound_part
from daready.rubric.extract_checks import extract_faults
from daready.rubric.faults import Fault, RubricFault, fault
from daready.rubric.files import POLICY, default_folder, fingerprint
from daready.rubric.form_checks import check_forms
from daready.rubric.guide import FormGuide, Marking, marked_things
from daready.rubric.guide_checks import guide_faults
from daready.rubric.model import Criterion, Example, Rubric, WordList
from daready.rubric.policy import CUT_POINTS, Stated
from daready.rubric.policy_file import AnyOrder, PolicyFile, all_stated, read_policy
from daready.rubric.shape import Written, shape
from daready.rubric.shelf import Merged, Shelf, merge, read_shelf
from daready.rubric.text import Text, read_file, read_text
from daready.rubric.upkeep import check_upkeep
from daready.rubric.word_checks import word_faults
from daready.rubric.word_lists import LISTS

__all__ = ["Examined", "Fault", "RubricFault", "default_folder", "examine", "load_rubric"]


def home_of_id(folder: Path, name: str) -> Path | None:
    """The file that holds a theme, criterion, framework, form, extract, guide or, by that word, the policy."""
    shelf = read_shelf(folder, examples=False)
    homes = {one.value.id: one.text.file for one in shelf.themes}
    homes |= {one.value.id: one.text.file for one in shelf.forms}
    homes |= {one.value.id: one.text.file for one in shelf.frameworks}
    homes |= {one.value.id: one.text.file for one in shelf.words}
    homes |= {one.value.id: one.text.file for one in shelf.extracts}
    homes |= {f"{form}/{one.value.id}": one.text.file for form, one in shelf.guides}
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
    if merged.policy is not None:
        faults += signed_ahead(merged.policy.value, merged.criteria, today)
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
    written = merged.policy or _as_written(shelves)
    if merged.policy is None:
        merged = replace(merged, policy=_policy_in_its_place(shelves))
    faults = [found for shelf in shelves for found in (*shelf.faults, *check_shelf(shelf))]
    faults += check_forms(merged.forms, merged.lost)
    faults += check_links(merged)
    faults += word_faults(merged.words)
    faults += adopted_faults(
        merged.adopted,
        {one.value.id: one.value for one in merged.forms},
        {one.value.id: one.value for one in merged.criteria},
    )
    if written is not None:
        faults += unsigned_cuts(written.value, merged.criteria)
    faults += guide_faults(merged)
    faults += extract_faults(merged)
    if not any(shelf.policy_file for shelf in shelves) and base.folder.is_dir():
        faults.append(fault("rubric_no_policy", (base.folder / POLICY).as_posix(), 1))
    return shelves, merged, faults


def _policy_in_its_place(shelves: list[Shelf]) -> Written[PolicyFile] | None:
    """A policy with daready's own values where its own are wrong, so that the rest can be tried all the same."""
    text = _policy_text(shelves)
    return (read_policy(text, mend=True).written if text else None) or _shipped_policy()


def _as_written(shelves: list[Shelf]) -> Written[PolicyFile] | None:
    """A policy that cannot be used for the order of its cut points, to say besides who has to sign them."""
    text = _policy_text(shelves)
    return read_policy(text, mend=True, kind=AnyOrder).written if text else None


def _policy_text(shelves: list[Shelf]) -> Text | None:
    homes = [shelf for shelf in shelves if shelf.policy_file]
    if not homes:
        return None
    return read_text(homes[-1].files[POLICY], (homes[-1].folder / POLICY).as_posix())


def _shipped_policy() -> Written[PolicyFile] | None:
    shipped = default_folder() / POLICY
    return read_policy(read_file(shipped, shipped.as_posix(), default_folder())[0]).written


def _rubric(shelves: list[Shelf], merged: Merged, file: PolicyFile) -> Rubric:
    stated = _stated(file)
    adopted = tuple(one.value for one in merged.adopted)
    themes = [
        replace(theme, criteria=tuple(with_own_lines(one, adopted) for one in theme.criteria))
        for theme in sorted(merged.themes, key=lambda theme: theme.order)
    ]
    return Rubric(
        fingerprint=fingerprint([shelf.files for shelf in shelves]),
        policy=file.policy.value,
        themes=tuple(themes),
        frameworks=tuple(one.value for one in merged.frameworks),
        forms=with_own_questions([one.value for one in merged.forms], adopted),
        examples=tuple(one.value for one in merged.examples),
        words=_words(merged),
        stated=stated,
        cuts_changed=(
            *changed_cuts(file, stated, merged.criteria, merged.forms),
            *adopted_cuts(
                adopted,
                {one.value.id: one.value for one in merged.forms},
                {one.value.id: one.value for one in merged.criteria},
            ),
        ),
        guides=_guides(merged),
        adopted=adopted,
        extracts=tuple(one.value for one in merged.extracts),
    )


def _guides(merged: Merged) -> tuple[FormGuide, ...]:
    """The guides form by form, in the order in which each form asks."""
    by_form: dict[str, dict[str, Marking]] = {}
    for form, one in merged.guides:
        by_form.setdefault(form, {})[one.value.id] = one.value
    orders = {one.value.id: list(marked_things(one.value)) for one in merged.forms}
    return tuple(
        FormGuide(form=form, guides=tuple(found[name] for name in orders.get(form, ()) if name in found))
        for form, found in by_form.items()
    )


def _stated(file: PolicyFile) -> dict[str, Stated]:
    """What policy.yaml says of each cut point, in daready's own words where a force's file gives the value only."""
    said = file.stated.value
    if all(name in said and said[name].meaning for name in CUT_POINTS):
        return all_stated(said, {})
    shipped = _shipped_policy()
    return all_stated(said, shipped.value.stated.value if shipped else {})


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
