"""A rubrics folder as it stands: which files are read, what each holds, how a workspace's own lie over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from daready.foreign.files import SMALL, NotTaken, is_there, take
from daready.rubric.adopted import Adopted
from daready.rubric.extract import Extract, ExtractPart, adopted
from daready.rubric.faults import Fault, fault
from daready.rubric.files import IDS, POLICY, rubric_files
from daready.rubric.form_part import FormPart, changed_forms
from daready.rubric.guide import FormGuide, Marking, what_is_asked
from daready.rubric.model import Criterion, Example, Form, Framework, Theme, WordList
from daready.rubric.policy_file import PolicyFile, read_policy
from daready.rubric.shape import Shaped, Written, shape
from daready.rubric.text import read_file

_ROOMS = frozenset({"criteria", "extracts", "forms", "frameworks", "examples", "guides", "words"})
SUPERSEDED = "superseded"
"""The folder of frameworks for editions that others have replaced: read only where they are asked for."""

Worked = tuple[Example, ...]
"""A file of worked examples: a plain list, so that one more takes four lines."""

Guided = tuple[str, Written[Marking]]
"""A guide with the form it speaks of."""

M = TypeVar("M")


@dataclass(slots=True)
class Shelf:
    """What one folder says. ``lost`` has the ids of what could not be read: links to them are let be."""

    folder: Path
    policy: Written[PolicyFile] | None = None
    themes: list[Written[Theme]] = field(default_factory=list[Written[Theme]])
    forms: list[Written[Form]] = field(default_factory=list[Written[Form]])
    adopted: list[Written[Adopted]] = field(default_factory=list[Written[Adopted]])
    parts: list[Written[FormPart]] = field(default_factory=list[Written[FormPart]])
    extracts: list[Written[Extract]] = field(default_factory=list[Written[Extract]])
    own_extracts: list[Written[ExtractPart]] = field(default_factory=list[Written[ExtractPart]])
    frameworks: list[Written[Framework]] = field(default_factory=list[Written[Framework]])
    worked: list[Written[Worked]] = field(default_factory=list[Written[Worked]])
    words: list[Written[WordList]] = field(default_factory=list[Written[WordList]])
    guide_files: list[Written[FormGuide]] = field(default_factory=list[Written[FormGuide]])
    ids: list[str] | None = None
    lost: set[str] = field(default_factory=set[str])
    faults: list[Fault] = field(default_factory=list[Fault])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    policy_file: bool = False
    whole: bool = True
    """Whether superseded editions were read too, so that what is missing is missing."""
    unread: set[str] = field(default_factory=set[str])
    """The ids of superseded editions that were not read: their files are named after them."""

    @property
    def criteria(self) -> list[Written[Criterion]]:
        return [
            Written(criterion, theme.text, ("criteria", place))
            for theme in self.themes
            for place, criterion in enumerate(theme.value.criteria)
        ]

    @property
    def guides(self) -> list[Guided]:
        return [
            (file.value.form, Written(marking, file.text, ("guides", place)))
            for file in self.guide_files
            for place, marking in enumerate(file.value.guides)
        ]

    @property
    def examples(self) -> list[Written[Example]]:
        return [
            Written(example, file.text, (place,))
            for file in self.worked
            for place, example in enumerate(file.value)
        ]


def read_shelf(folder: Path, *, examples: bool = True, superseded: bool = True) -> Shelf:
    """Every rubric file of a folder. A missing folder, a stray file and every slip is a fault.

    Without ``examples`` the worked cases, and without ``superseded`` the editions that others have
    replaced, are only fingerprinted: rating needs none of them.
    """
    shelf = Shelf(folder, whole=superseded)
    if not folder.is_dir():
        shelf.faults.append(fault("rubric_no_folder", folder.as_posix(), 1))
        return shelf
    for path, rel in rubric_files(folder):
        skipped = (rel.parts[0] == "examples" and not examples) or (_superseded(rel) and not superseded)
        if skipped:
            shelf.unread |= {path.stem} if _superseded(rel) else set()
            _weigh(shelf, path, rel)
        else:
            _read(shelf, path, rel)
    ids = folder / IDS
    if is_there(ids):
        try:
            shelf.ids = take(ids, SMALL, folder).decode("utf-8", "replace").splitlines()
        except NotTaken as refused:
            shelf.faults.append(fault("rubric_unreadable", ids.as_posix(), 1, why=refused.strerror))
    return shelf


def _weigh(shelf: Shelf, path: Path, rel: Path) -> None:
    """A file that is only fingerprinted."""
    try:
        shelf.files[rel.as_posix()] = take(path, SMALL, shelf.folder)
    except NotTaken as refused:
        shelf.faults.append(fault("rubric_unreadable", path.as_posix(), 1, why=refused.strerror))


def _superseded(rel: Path) -> bool:
    return len(rel.parts) == 3 and rel.parts[:2] == ("frameworks", SUPERSEDED)


def _read(shelf: Shelf, path: Path, rel: Path) -> None:
    room = rel.parts[0] if len(rel.parts) == 2 or _superseded(rel) else ""
    label = path.as_posix()
    if path.suffix != ".yaml" or (rel.as_posix() != POLICY and room not in _ROOMS):
        shelf.faults.append(fault("rubric_stray_file", label, 1))
        return
    text, shelf.files[rel.as_posix()] = read_file(path, label, shelf.folder)
    if room == "criteria":
        _keep(shelf, shape(text, Theme), shelf.themes)
    elif room == "forms" and text.has(("adopts",)):
        _keep(shelf, shape(text, Adopted), shelf.adopted)
    elif room == "forms" and text.has(("id",)) and not (text.has(("row",)) or text.has(("title",))):
        _keep(shelf, shape(text, FormPart), shelf.parts)
    elif room == "forms":
        _keep(shelf, shape(text, Form), shelf.forms)
    elif room == "extracts" and text.has(("id",)) and not text.has(("title",)):
        _keep(shelf, shape(text, ExtractPart), shelf.own_extracts)
    elif room == "extracts":
        _keep(shelf, shape(text, Extract), shelf.extracts)
    elif room == "frameworks":
        _keep(shelf, shape(text, Framework), shelf.frameworks)
    elif room == "examples":
        _keep(shelf, shape(text, Worked), shelf.worked)
    elif room == "words":
        _keep(shelf, shape(text, WordList), shelf.words)
    elif room == "guides":
        _keep(shelf, shape(text, FormGuide), shelf.guide_files)
    else:
        shelf.policy_file = True
        policies: list[Written[PolicyFile]] = []
        _keep(shelf, read_policy(text), policies)
        shelf.policy = policies[0] if policies else None


def _keep(shelf: Shelf, shaped: Shaped[M], into: list[Written[M]]) -> None:
    shelf.faults += shaped.faults
    shelf.lost |= shaped.lost
    if shaped.written:
        into.append(shaped.written)


@dataclass(slots=True)
class Merged:
    """The folder with the workspace's own laid over it, each thing still knowing where it was written."""

    policy: Written[PolicyFile] | None
    themes: list[Theme]
    criteria: list[Written[Criterion]]
    forms: list[Written[Form]]
    frameworks: list[Written[Framework]]
    examples: list[Written[Example]]
    words: list[Written[WordList]]
    guides: list[Guided]
    lost: set[str]
    adopted: list[Written[Adopted]] = field(default_factory=list[Written[Adopted]])
    extracts: list[Written[Extract]] = field(default_factory=list[Written[Extract]])
    own: frozenset[str] = frozenset()
    """The ids of criteria and frameworks that are a workspace's own."""


def merge(base: Shelf, over: Shelf | None) -> Merged:
    """One thing of the same id replaces the other where it stood; new ones follow.

    Worked examples of a replaced criterion go with it: they stood beside lines that are drawn anew.
    An example of the same name replaces too.
    """
    if over is None:
        base.faults += changed_forms(base.forms, base.parts)[1]
        themes = [theme.value for theme in base.themes]
        return Merged(
            base.policy,
            themes,
            base.criteria,
            base.forms,
            base.frameworks,
            base.examples,
            base.words,
            base.guides,
            base.lost,
            base.adopted,
            _extracts(base, None),
        )
    criteria = _laid_over(base.criteria, over.criteria)
    forms, faults = changed_forms(_laid_over(base.forms, over.forms), over.parts)
    over.faults += faults
    replaced = {own.value.id for own in over.criteria}
    examples = [one for one in base.examples if one.value.criterion not in replaced]
    return Merged(
        over.policy if over.policy_file else base.policy,
        _themes(base, over),
        criteria,
        forms,
        [one for one in _laid_over(base.frameworks, over.frameworks) if one.value.id not in over.unread],
        list({one.value.name: one for one in [*examples, *over.examples]}.values()),
        _laid_over(base.words, over.words),
        _guides(base, over, forms),
        base.lost | over.lost,
        _laid_over(base.adopted, over.adopted),
        _extracts(base, over),
        frozenset(replaced | {own.value.id for own in over.frameworks}),
    )


R = TypeVar("R", bound=Adopted | Criterion | Extract | Form | Framework | WordList)


def _laid_over(base: list[Written[R]], over: list[Written[R]]) -> list[Written[R]]:
    by_id: dict[str, Written[R]] = {one.value.id: one for one in [*base, *over]}
    return [*by_id.values()]


def _extracts(base: Shelf, over: Shelf | None) -> list[Written[Extract]]:
    """The extracts with a force's own words laid over them; a part of an extract that is not there is a fault."""
    by_id = {one.value.id: one for one in _laid_over(base.extracts, over.extracts if over else [])}
    for shelf in (base, over) if over else (base,):
        for part in shelf.own_extracts:
            whole = by_id.get(part.value.id)
            if whole is None:
                where = "This extract, which daready does not ship,"
                shelf.faults.append(part.fault("rubric_missing_key", where=where, key="title"))
            else:
                by_id[part.value.id] = Written(adopted(whole.value, part.value), part.text)
    return [*by_id.values()]


def _guides(base: Shelf, over: Shelf, forms: list[Written[Form]]) -> list[Guided]:
    """A guide goes with its question, so it is left out where the workspace asks something else by that id."""
    own = {(form, one.value.id) for form, one in over.guides}
    shipped = {one.value.id: one.value for one in base.forms}
    changed = {one.value.id for one in over.forms} | {one.value.id for one in over.parts}
    laid_over = {one.value.id: one.value for one in forms if one.value.id in changed}
    standing = [
        (form, one)
        for form, one in base.guides
        if (form, one.value.id) not in own
        and (
            form not in laid_over
            or form not in shipped
            or what_is_asked(shipped[form], one.value.id) == what_is_asked(laid_over[form], one.value.id)
        )
    ]
    return [*standing, *over.guides]


def _themes(base: Shelf, over: Shelf) -> list[Theme]:
    """Themes with the workspace's criteria in place of their namesakes, whichever file they stand in."""
    own = {one.value.id: one.value for one in over.criteria}
    homes = {one.value.id for one in base.criteria}
    themes: dict[str, Theme] = {}
    for theme in (written.value for written in base.themes):
        criteria = tuple(own.get(criterion.id, criterion) for criterion in theme.criteria)
        themes[theme.id] = replace(theme, criteria=criteria)
    for theme in (written.value for written in over.themes):
        new = tuple(criterion for criterion in theme.criteria if criterion.id not in homes)
        standing = themes[theme.id].criteria if theme.id in themes else ()
        if new or standing:
            themes[theme.id] = replace(theme, criteria=(*standing, *new))
    return list(themes.values())
