"""What no single file can know: that ids are used once and for ever, and that every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from daready.rubric.clause_checks import clause_faults
from daready.rubric.faults import Fault, fault
from daready.rubric.files import IDS
from daready.rubric.model import (
    Criterion,
    Example,
    Form,
    Framework,
    Item,
    Line,
    Measure,
    MetBy,
    Policy,
    Question,
    Requirement,
    Theme,
    WordList,
)
from daready.rubric.shape import Written, near
from daready.rubric.shelf import SUPERSEDED, Merged, Shelf

_KIND = {"audit": "question", "measure": "measure", "document": "document"}


def check_shelf(shelf: Shelf) -> Iterator[Fault]:
    """One folder by itself: ids stand once, themes are in order, and nothing listed in ids.txt is gone."""
    yield from _once("theme", shelf.themes)
    yield from _once("criterion", shelf.criteria)
    yield from _once("form", shelf.forms)
    yield from _once("framework", shelf.frameworks)
    yield from _once("list of words", shelf.words)
    yield from _unique("example", ((one.value.name, one, ("name",)) for one in shelf.examples))
    yield from _unique("guide", ((f"{form}/{one.value.id}", one, ("id",)) for form, one in shelf.guides))
    for framework in shelf.frameworks:
        yield from _unique("requirement", _requirements(framework))
    orders: set[int] = set()
    for theme in shelf.themes:
        if theme.value.order in orders:
            yield theme.fault("rubric_order_twice", "order", order=theme.value.order)
        orders.add(theme.value.order)
        yield from _in_order(theme)
    yield from _gone(shelf)


def check_links(merged: Merged) -> Iterator[Fault]:
    """Everything together: lines, frameworks and examples name what exists."""
    # A workspace's new criterion may take the ref of a shipped one, which neither folder can see alone.
    yield from _unique("ref", ((one.value.ref, one, ("ref",)) for one in merged.criteria))
    yield from _unique(
        "short name",
        ((one.value.short.casefold(), one, ("short",)) for one in merged.criteria if one.value.short),
    )
    links = _Links(merged)
    for criterion in merged.criteria:
        yield from links.criterion(criterion)
    for framework in merged.frameworks:
        yield from links.framework(framework)
    for example in merged.examples:
        yield from links.example(example)
    if merged.policy is not None:
        yield from links.rebases(merged.policy.value.policy)


def sound_part(merged: Merged) -> Merged:
    """What can be relied on: criteria and examples without a fault in them or in anything they name."""
    links = _Links(merged)
    names = {f"{form}/{item}" for form, items in links.items.items() for item in items}
    criteria = [
        one
        for one in merged.criteria
        if not list(links.criterion(one))
        and names.issuperset(
            name for line in one.value.lines for name in (line.id, line.analysis) if name is not None
        )
        and one.value.id not in merged.lost
    ]
    kept = {one.value.id for one in criteria}
    links.criteria = {one.value.id: one.value for one in criteria}
    return replace(
        merged,
        criteria=criteria,
        themes=[
            replace(theme, criteria=tuple(c for c in theme.criteria if c.id in kept))
            for theme in merged.themes
        ],
        examples=[
            one
            for one in merged.examples
            if one.value.criterion in {None, *kept} and not list(links.example(one))
        ],
    )


def ids_of(themes: Iterable[Theme], forms: Iterable[Form], frameworks: Iterable[Framework]) -> list[str]:
    """Every id that must never vanish, as ids.txt lists them: a kind and an id."""
    found: list[str] = []
    for theme in themes:
        found.append(f"theme {theme.id}")
        for criterion in theme.criteria:
            found += [f"criterion {criterion.id}", f"ref {criterion.ref}"]
            found += [f"clause {criterion.id}/{clause.id}" for clause in criterion.clauses]
    for form in forms:
        found.append(f"form {form.id}")
        found += [f"item {form.id}/{item.id}" for item in form.items]
    for framework in frameworks:
        found.append(f"framework {framework.id}")
        found += [f"requirement {framework.id}/{requirement.id}" for requirement in framework.requirements]
    return sorted(set(found))


Named = Theme | Criterion | Form | Framework | WordList


def _once(kind: str, all_of: Iterable[Written[Named]] | Iterable[Written[Theme]]) -> Iterator[Fault]:
    return _unique(kind, ((one.value.id, one, ("id",)) for one in all_of))


def _unique(
    kind: str, all_of: Iterable[tuple[str, Written[object], tuple[int | str, ...]]]
) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, one, more in all_of:
        if name in seen:
            yield one.fault("rubric_id_twice", *more, kind=kind, id=name, other=seen[name])
        else:
            seen[name] = one.text.file


def _requirements(
    framework: Written[Framework],
) -> Iterator[tuple[str, Written[object], tuple[int | str, ...]]]:
    for g, group in enumerate(framework.value.groups):
        for r, requirement in enumerate(group.requirements):
            yield requirement.id, framework, ("groups", g, "requirements", r, "id")


def _in_order(theme: Written[Theme]) -> Iterator[Fault]:
    previous = ""
    for place, criterion in enumerate(theme.value.criteria):
        if criterion.ref < previous:
            more = ("criteria", place, "ref")
            yield theme.fault("rubric_out_of_order", *more, ref=criterion.ref, previous=previous)
        previous = max(previous, criterion.ref)


def _gone(shelf: Shelf) -> Iterator[Fault]:
    if shelf.ids is None:
        return
    file = (shelf.folder / IDS).as_posix()
    themes, forms, frameworks = shelf.themes, shelf.forms, shelf.frameworks
    present = set(ids_of((t.value for t in themes), (f.value for f in forms), (f.value for f in frameworks)))
    for number, line in enumerate(shelf.ids, start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) != 2:
            yield fault("rubric_id_line", file, number)
        elif words[0] in ("framework", "requirement") and not shelf.whole:
            continue
        elif " ".join(words) not in present and not shelf.lost.intersection(words[1].split("/")):
            yield fault("rubric_id_gone", file, number, kind=words[0], id=words[1])


def _kind_of(item: Item) -> str:
    if isinstance(item, Question):
        return "question"
    return "measure" if isinstance(item, Measure) else "document"


def _sureness(at: Written[Framework], requirement: Requirement) -> Iterator[Fault]:
    """What is only recalled is never called official, unless somebody has since read the source."""
    recalled = requirement.sure is not None and requirement.sure not in ("S", "V")
    if requirement.verified and recalled and requirement.checked is None:
        key = wording_key(at)
        yield at.fault("rubric_not_sure", key, requirement=requirement.id, sure=requirement.sure)


def wording_key(at: Written[Framework], *more: int | str) -> str:
    """The key under which a requirement says what its wording rests on; older files say verified."""
    return "wording" if at.has(*more, "wording") else "verified"


class _Links:
    """The targets of links, and the checks of those that point at them."""

    def __init__(self, merged: Merged) -> None:
        self.lost = merged.lost
        self.policy: Policy | None = merged.policy.value.policy.value if merged.policy else None
        self.forms = {one.value.id: one.value for one in merged.forms}
        self.items: dict[str, dict[str, Item]] = {
            form.id: {item.id: item for item in form.items} for form in self.forms.values()
        }
        self.criteria = {one.value.id: one.value for one in merged.criteria}
        self.written = {one.value.id: one for one in merged.criteria}
        self.own = merged.own
        self.frameworks = {one.value.id for one in merged.frameworks}

    def criterion(self, written: Written[Criterion]) -> Iterator[Fault]:
        criterion = written.value
        required = [place for place, line in enumerate(criterion.lines) if line.required]
        whole = criterion.id not in self.lost
        if whole and len(required) != 1:
            more: tuple[int | str, ...] = ("lines", *required[1:2])
            yield written.fault("rubric_required_count", *more, criterion=criterion.id, count=len(required))
        seen: set[str] = set()
        for place, line in enumerate(criterion.lines):
            at = written.inside("lines", place)
            if line.id in seen:
                yield at.fault("rubric_line_twice", line=line.id, criterion=criterion.id)
            seen.add(line.id)
            yield from self._line(at, line)
            yield from self._cut_points(at, criterion, line)
            yield from self._direction(at, line)
        if whole:
            yield from self._direct_look(written, required)
            yield from clause_faults(written, self._owner)

    def _direct_look(self, written: Written[Criterion], required: list[int]) -> Iterator[Fault]:
        """A1: where audits can see a criterion, no paper or figure stands in for looking."""
        criterion = written.value
        audited = any(self._looks(line) and self._owner(line) == "force" for line in criterion.lines)
        for place in required:
            line = criterion.lines[place]
            more, owner = ("lines", place, "required"), self._owner(line)
            if owner != "force":
                yield written.fault("rubric_required_not_ours", *more, line=line.id, owner=owner)
            elif audited and not self._looks(line):
                yield written.fault("rubric_required_not_direct", *more, criterion=criterion.id, line=line.id)

    def _owner(self, line: Line) -> str:
        item = self.items.get(line.form, {}).get(line.item)
        return item.owner if isinstance(item, Question | Measure) else "force"

    def _looks(self, line: Line) -> bool:
        """Whether a line looks at practice itself, case by case."""
        form = self.forms.get(line.form)
        return line.kind == "audit" and (form is None or form.looks_at == "practice")

    def _direction(self, at: Written[Criterion], line: Line) -> Iterator[Fault]:
        """A measure's cut points go the way its form says, and its analysis is a document."""
        item = self.items.get(line.form, {}).get(line.item)
        if not isinstance(item, Measure):
            return
        if item.direction != line.direction:
            yield at.fault(
                "rubric_direction", "measure", line=line.id, is_a=item.direction, cut=line.direction
            )
        if line.analysis is not None:
            yield from self._line(at, Line(document=line.analysis), "analysis")

    def _line(self, at: Written[Criterion], line: Line, key: str | None = None) -> Iterator[Fault]:
        named = key or _KIND[line.kind]
        if line.form not in self.forms:
            if line.form not in self.lost:
                yield at.fault("rubric_no_such_form", named, form=line.form)
            return
        item = self.items[line.form].get(line.item)
        if item is None:
            if line.item not in self.lost:
                hint = near(line.item, list(self.items[line.form]))
                yield at.fault("rubric_no_such_item", named, form=line.form, item=line.item, near=hint)
            return
        is_a, wanted = _kind_of(item), _KIND[line.kind]
        if is_a != wanted:
            yield at.fault("rubric_wrong_kind", named, line=line.id, is_a=is_a, named=wanted)
        elif isinstance(item, Question) and item.type == "number":
            yield at.fault("rubric_number_scores_nothing", named, line=line.id)

    def _cut_points(self, at: Written[Criterion], criterion: Criterion, line: Line) -> Iterator[Fault]:
        """A line's own cut points beside the policy's where it gives only one."""
        if self.policy is None or line.kind != "audit" or not (line.green_from or line.red_below):
            return
        usual = self.policy.green_from_critical if criterion.critical else self.policy.green_from
        green, red = line.green_from or usual, line.red_below or self.policy.red_below
        if red >= green:
            more = "green_from" if line.green_from else "red_below"
            yield at.fault("rubric_cut_points", more, line=line.id, green=green, red=red)

    def framework(self, written: Written[Framework]) -> Iterator[Fault]:
        framework = written.value
        if framework.in_force_until and framework.in_force_until < framework.in_force_from:
            yield written.fault("rubric_dates", "in_force_until")
        yield from self._edition(written)
        for g, group in enumerate(framework.groups):
            for r, requirement in enumerate(group.requirements):
                yield from _sureness(written.inside("groups", g, "requirements", r), requirement)
                seen: set[str] = set()
                for m, met in enumerate(requirement.met_by):
                    more = ("groups", g, "requirements", r, "met_by", m, "criterion")
                    if met.criterion in seen:
                        yield written.fault("rubric_link_twice", *more, criterion=met.criterion)
                    seen.add(met.criterion)
                    yield from self._criterion_exists(written, met.criterion, more)
                    at = written.inside("groups", g, "requirements", r, "met_by", m)
                    yield from self._clauses_exist(at, requirement, met)

    def _clauses_exist(self, at: Written[Framework], requirement: Requirement, met: MetBy) -> Iterator[Fault]:
        """A requirement rests on clauses that there are.

        Where a workspace's own criterion has lost one that daready's frameworks name, the criterion is told,
        for it is what can be mended; one without any clauses is a single clause, which stands for all.
        """
        criterion = self.criteria.get(met.criterion)
        if criterion is None or criterion.id in self.lost:
            return
        ids = [clause.id for clause in criterion.parts]
        replaced = criterion.id in self.own and at.value.id not in self.own
        if replaced and not criterion.clauses:
            return
        for place, name in enumerate(met.clauses):
            if name in ids or name in self.lost:
                continue
            facts = {"criterion": criterion.id, "clause": name, "requirement": requirement.id}
            if replaced:
                yield self.written[criterion.id].fault("rubric_clause_gone", "clauses", **facts)
            else:
                yield at.fault("rubric_no_such_clause", "clauses", place, **facts, near=near(name, ids))

    def _edition(self, written: Written[Framework]) -> Iterator[Fault]:
        """A replaced edition names what replaced it and stands where it costs nothing until asked for."""
        by, aside = written.value.superseded_by, f"/{SUPERSEDED}/" in written.text.file
        if by is not None and by not in self.frameworks and by not in self.lost:
            hint = near(by, sorted(self.frameworks))
            yield written.fault("rubric_no_such_framework", "superseded_by", framework=by, near=hint)
        if by == written.value.id:
            yield written.fault("rubric_superseded_by_itself", "superseded_by")
        if aside and Path(written.text.file).stem != written.value.id:
            yield written.fault("rubric_file_name", "id", name=f"{written.value.id}.yaml")
        if aside and by is None:
            yield written.fault("rubric_not_superseded", "id", folder=SUPERSEDED)
        elif by is not None and not aside:
            yield written.fault("rubric_superseded_place", "superseded_by", folder=SUPERSEDED)

    def _criterion_exists(
        self, written: Written[Framework] | Written[Example], name: str, more: tuple[int | str, ...]
    ) -> Iterator[Fault]:
        if name not in self.criteria and name not in self.lost:
            hint = near(name, list(self.criteria))
            yield written.fault("rubric_no_such_criterion", *more, criterion=name, near=hint)

    def rebases(self, written: Written[Policy]) -> Iterator[Fault]:
        """R2.5: a rebase names a line that some criterion is tested by, and that has months."""
        lines = {line.id for c in self.criteria.values() for line in c.lines if line.kind != "document"}
        for place, entry in enumerate(written.value.rebases):
            if entry.line not in lines and not self._lost_line(entry.line):
                hint = near(entry.line, sorted(lines))
                yield written.fault(
                    "rubric_rebase_line", "rebases", place, "line", line=entry.line, near=hint
                )

    def _lost_line(self, line: str) -> bool:
        return not self.lost.isdisjoint((line, *line.split("/")))

    def example(self, written: Written[Example]) -> Iterator[Fault]:
        example = written.value
        needs = [
            key
            for key, value in (("criterion", example.criterion), ("line", example.line))
            if value is None and (example.measure or (example.lines is not None and key == "criterion"))
        ]
        for key in needs:
            yield written.fault("rubric_example_names", "name", key=key)
        named: list[tuple[str, tuple[str, ...]]] = [(example.line, ("line",))] if example.line else []
        named += [(line, ("lines", line)) for line in example.lines or {}]
        if example.criterion is None:
            known, owner = (
                {f"{form}/{item}" for form, items in self.items.items() for item in items},
                "The rubric",
            )
        else:
            yield from self._criterion_exists(written, example.criterion, ("criterion",))
            if example.criterion not in self.criteria:
                return
            criterion = self.criteria[example.criterion]
            known, owner = {line.id for line in criterion.lines}, criterion.id
        for line, more in named:
            if line not in known and not self._lost_line(line):
                hint = near(line, sorted(known))
                yield written.fault("rubric_example_line", *more, criterion=owner, line=line, near=hint)
            elif more == ("line",):
                yield from self._example_kind(written, line)

    def _example_kind(self, written: Written[Example], line: str) -> Iterator[Fault]:
        """What an example gives is what its line is made of."""
        form, _, name = line.partition("/")
        item = self.items.get(form, {}).get(name)
        given = (
            "measure" if written.value.measure else "question" if written.value.audit is not None else None
        )
        if item is not None and given is not None and _kind_of(item) != given:
            yield written.fault("rubric_wrong_kind", "line", line=line, is_a=_kind_of(item), named=given)
