"""A list that a person filled in becomes the framework's own rows: all of it, or every fault by its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple, cast, get_args, get_type_hints

from daready.messages import say
from daready.rubric.model import OFFICIAL, Checked, Framework, Group, MetBy, Requirement
from daready.rubric.shape import near
from daready.rubric.words import clean, fold_heading

COLUMNS: dict[str, tuple[str, ...]] = {
    "ref": ("Ref", "Reference", "Number", "No", "Point", "Point number", "Recommendation number"),
    "text": ("Text", "Published words", "Wording", "Point text", "Recommendation", "Characteristic"),
    "area": ("Heading", "Area", "Local heading", "local_heading"),
    "colour": ("Colour then", "RAG then", "Colour 2014", "RAG 2014", "rag_2014"),
    "owner": ("Owner", "Owner role", "Lead"),
    "criteria": ("Criteria", "Criterion", "Answered by"),
}
"""The headings a list may have, the first of each as the blank one has it; others are left unread."""

BY, ON = "Checked by", "Checked on"
"""Labels of the two cells above the table, each with its value beside it."""

FILLED_LICENCE = (
    "Texts that say who checked them are the published words, filled in for the force's own use: they belong to their "
    "publisher. Every other text is our paraphrase."
)
"""What stands in place of the promise that nothing is reproduced, once somebody has filled words in."""

_CODE = re.compile(r"(?=.{1,40}$)[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*")
_LINK = re.compile(r"\s*([A-Za-z0-9\-]+)\s*(?:\(\s*([A-Za-z]+)\s*\))?\s*")
_COLOURS: dict[str, Literal["green", "amber", "red"]] = {
    "green": "green",
    "g": "green",
    "amber": "amber",
    "a": "amber",
    "yellow": "amber",
    "red": "red",
    "r": "red",
}
_RELATIONS = get_args(get_type_hints(MetBy)["relation"])

Rows = Sequence[Sequence[str]]


class CellFault(NamedTuple):
    """What is wrong with one cell, and what to write there."""

    cell: str
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.message} {self.fix}"


@dataclass(slots=True)
class Filled:
    """The framework as filled in; None where there is any fault."""

    framework: Framework | None
    faults: list[CellFault] = field(default_factory=list[CellFault])
    rows: int = 0


def fill(
    framework: Framework,
    sheets: Sequence[Rows],
    criteria: Mapping[str, str],
    roles: Collection[str],
    today: date,
) -> Filled:
    """Lay a person's list over a framework. ``criteria``: every way to name a criterion, folded, to its id.

    A framework with a blank takes the whole list; any other takes the published words of some or all of
    its requirements, and new ones that name the heading they stand under.
    """
    found = next(((rows, at) for rows in sheets if (at := _header(rows)) is not None), None)
    if found is None:
        return Filled(None, [_fault("A1", "rubric_fill_headings")])
    return _List(framework, *found, criteria, roles, today).filled()


def _header(rows: Rows) -> int | None:
    """The row that has both a heading for references and one for texts."""
    known = {fold_heading(word): name for name, words in COLUMNS.items() for word in words}
    for number, row in enumerate(rows[:30]):
        names = {known.get(fold_heading(cell)) for cell in row}
        if {"ref", "text"} <= names:
            return number
    return None


def _fault(cell: str, code: str, /, **facts: object) -> CellFault:
    sentence = say(code, **facts)
    return CellFault(cell, code, sentence.text, sentence.fix)


class _List:
    """One list being read, with the faults found so far."""

    def __init__(
        self,
        framework: Framework,
        rows: Rows,
        header: int,
        criteria: Mapping[str, str],
        roles: Collection[str],
        today: date,
    ) -> None:
        known = {fold_heading(word): name for name, words in COLUMNS.items() for word in words}
        self.framework, self.rows, self.header = framework, rows, header
        self.criteria, self.roles, self.today = criteria, roles, today
        self.at: dict[str, int] = {}
        for column, cell in enumerate(rows[header]):
            name = known.get(fold_heading(cell))
            if name:
                self.at.setdefault(name, column)
        self.faults: list[CellFault] = []
        self.standing = {r.id.casefold(): (g.title, r) for g in framework.groups for r in g.requirements}
        self.seen: dict[str, str] = {}

    def filled(self) -> Filled:
        checked = self._checked()
        made: list[tuple[str, Requirement]] = []
        for number in range(self.header + 1, len(self.rows)):
            if any(self._cell(number, name)[0] for name in self.at):
                row = self._row(number, checked)
                if row:
                    made.append(row)
        blank = self.framework.blank
        # A row whose number is wrong may be the one that seems to be missing.
        misnumbered = any(fault.code.startswith("rubric_fill_ref") for fault in self.faults)
        if blank is not None and blank.rows and not misnumbered:
            missing = [n for n in range(1, blank.rows + 1) if self._id(str(n)) not in self.seen]
            if missing:
                self._say(f"A{self.header + 1}", "rubric_fill_rows", rows=blank.rows, missing=_spans(missing))
        if not made and not self.faults:
            self._say(f"A{self.header + 1}", "rubric_fill_nothing")
        if self.faults:
            return Filled(None, self.faults)
        whole = replace(self.framework, groups=self._groups(made), licence=FILLED_LICENCE)
        return Filled(whole, rows=len(made))

    # -- above the table ---------------------------------------------------------------------------

    def _checked(self) -> Checked | None:
        """Who checked the list, as a role, and when: both are needed, and are told where they should stand."""
        role, role_cell = self._above(BY)
        day, day_cell = self._above(ON)
        named = {clean(one).casefold(): one for one in self.roles}.get(clean(role).casefold())
        when = _date(day)
        if named is None:
            self._say(role_cell, "rubric_fill_role", roles=", ".join(self.roles))
        if when is None or when > self.today:
            self._say(day_cell, "rubric_fill_day")
        return Checked(by=named, on=when) if named and when else None

    def _above(self, label: str) -> tuple[str, str]:
        for number, row in enumerate(self.rows[: self.header]):
            for column, cell in enumerate(row):
                if fold_heading(cell) == fold_heading(label):
                    beside = clean(row[column + 1]) if column + 1 < len(row) else ""
                    return beside, f"{_letter(column + 1)}{number + 1}"
        return "", "A1"

    # -- one row -----------------------------------------------------------------------------------

    def _row(self, number: int, checked: Checked | None) -> tuple[str, Requirement] | None:
        """A row as a requirement under its heading; None where nothing is filled in, or it cannot be used."""
        before = len(self.faults)
        text, text_cell = self._cell(number, "text")
        area, area_cell = self._cell(number, "area")
        blank = self.framework.blank
        if blank is None and not text:
            return None
        name, ref, standing = self._named(number, area)
        if not text:
            self._say(text_cell, "rubric_fill_no_text")
        if blank is not None and blank.areas:
            area = {one.casefold(): one for one in blank.areas}.get(area.casefold(), "")
            if not area:
                self._say(area_cell, "rubric_fill_area", areas=", ".join(blank.areas))
        colour, links = self._colour(number), self._links(number)
        if len(self.faults) > before or checked is None or name is None:
            return None
        owner = self._cell(number, "owner")[0] or None
        if standing is not None:
            title, kept = standing
            return title, replace(
                kept,
                text=text,
                wording=OFFICIAL,
                verified=True,
                checked=checked,
                met_by=tuple(_with_clauses(link, kept) for link in links) or kept.met_by,
            )
        whole = Requirement(
            id=name,
            ref=ref,
            cites=(self.framework.title,),
            colour_then=colour,
            owner_role=owner,
            met_by=links,
            text=text,
            wording=OFFICIAL,
            checked=checked,
        )
        return area or self.framework.title, whole

    def _named(self, number: int, area: str) -> tuple[str | None, str | None, tuple[str, Requirement] | None]:
        """The row's id, its number in the list, and the requirement of that id that stands already."""
        written, cell = self._cell(number, "ref")
        blank = self.framework.blank
        if not written:
            self._say(cell, "rubric_fill_ref_missing")
            return None, None, None
        if blank is not None and blank.rows and not (written.isdecimal() and 1 <= int(written) <= blank.rows):
            self._say(cell, "rubric_fill_ref", rows=blank.rows)
            return None, None, None
        if not _CODE.fullmatch(written):
            self._say(cell, "rubric_fill_ref_odd")
            return None, None, None
        name = self._id(written)
        standing = self.standing.get(name.casefold()) if blank is None else None
        if name in self.seen:
            self._say(cell, "rubric_fill_ref_twice", cell=self.seen[name])
        self.seen.setdefault(name, cell)
        if blank is None and standing is None and not area:
            hint = near(written, [requirement.id for _, requirement in self.standing.values()])
            self._say(cell, "rubric_fill_unknown", framework=self.framework.id, near=hint)
        return name, written if blank is not None else None, standing

    def _id(self, written: str) -> str:
        """A list's ids are its prefix and the number, with as many noughts as its length asks for."""
        blank = self.framework.blank
        if blank is None:
            known = self.standing.get(written.casefold())
            return known[1].id if known else written
        return f"{blank.prefix}{written.zfill(len(str(blank.rows))) if blank.rows else written}"

    def _colour(self, number: int) -> Literal["green", "amber", "red"] | None:
        written, cell = self._cell(number, "colour")
        blank = self.framework.blank
        if not written:
            if blank is not None and blank.colour_then:
                self._say(cell, "rubric_fill_no_colour")
            return None
        colour = _COLOURS.get(written.casefold())
        if colour is None:
            self._say(cell, "rubric_fill_colour")
        return colour

    def _links(self, number: int) -> tuple[MetBy, ...]:
        """Criteria by id or number, each with what it is of the requirement where the row says so."""
        written, cell = self._cell(number, "criteria")
        links: dict[str, MetBy] = {}
        for part in (part for part in re.split(r"[;,]", written) if part.strip()):
            match = _LINK.fullmatch(part)
            name = self.criteria.get(match[1].casefold()) if match else None
            relation = (match[2] or "intersects").casefold() if match else ""
            if name is None:
                hint = near(match[1].casefold() if match else "", sorted(self.criteria))
                self._say(cell, "rubric_fill_criterion", near=hint)
            elif relation not in _RELATIONS:
                self._say(cell, "rubric_fill_relation")
            else:
                links[name] = MetBy(
                    criterion=name,
                    relation=cast("Literal['equal', 'subset', 'superset', 'intersects']", relation),
                )
        return tuple(links.values())

    # -- the framework -----------------------------------------------------------------------------

    def _groups(self, made: list[tuple[str, Requirement]]) -> tuple[Group, ...]:
        """The groups with each filled row in its place and new ones after them; a blank is made anew."""
        kept = {} if self.framework.blank else {g.title: list(g.requirements) for g in self.framework.groups}
        for title, requirement in made:
            under = kept.setdefault(title, [])
            place = next((n for n, one in enumerate(under) if one.id == requirement.id), None)
            if place is None:
                under.append(requirement)
            else:
                under[place] = requirement
        return tuple(Group(title=title, requirements=tuple(rows)) for title, rows in kept.items())

    def _cell(self, number: int, name: str) -> tuple[str, str]:
        """What a row says in a column, and the cell's name; the row's first cell where there is no such column."""
        column = self.at.get(name, 0)
        row = self.rows[number]
        said = clean(row[column]) if name in self.at and column < len(row) else ""
        return said, f"{_letter(column)}{number + 1}"

    def _say(self, cell: str, code: str, /, **facts: object) -> None:
        self.faults.append(_fault(cell, code, **facts))


def _with_clauses(link: MetBy, kept: Requirement) -> MetBy:
    """A link as a list gives it, which names no clauses: where it says what stood already, they go on standing."""
    same = (old for old in kept.met_by if (old.criterion, old.relation) == (link.criterion, link.relation))
    return next(same, link)


def _date(text: str) -> date | None:
    """A day as year-month-day or day/month/year."""
    turned = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if turned:
        text = f"{turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _letter(column: int) -> str:
    return chr(ord("A") + column)  # a list has fewer than 26 columns


def _spans(numbers: list[int]) -> str:
    """Numbers in a row written as spans: 3, 7 to 9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in spans)
