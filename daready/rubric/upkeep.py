"""What goes stale or is forgotten in a rubric that still works: told by ``rubric check``, refused by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from daready.rubric.checks import ids_of, wording_key
from daready.rubric.faults import Fault, fault
from daready.rubric.files import IDS
from daready.rubric.guide_checks import unguided
from daready.rubric.model import Criterion, Form, Framework, Item, Line, Question
from daready.rubric.shape import Written, near
from daready.rubric.shelf import Merged, Shelf
from daready.rubric.text import Loc


def check_upkeep(shelves: Sequence[Shelf], merged: Merged, today: date) -> Iterator[Fault]:
    """Orphans, citations, colours no answer gives, expired editions, ids not yet listed; all at once."""
    for shelf in shelves:
        yield from _unlisted(shelf)
        yield from _unsaid(shelf)
        yield from unguided(shelf)
    # What a workspace leaves out of daready's own is its choice, and no fault of a file it must not touch.
    criteria = [*merged.criteria, *(one for shelf in shelves for one in shelf.criteria)]
    frameworks = [*merged.frameworks, *(one for shelf in shelves for one in shelf.frameworks)]
    used = _used(criteria) | merged.lost
    for form in merged.forms:
        yield from _orphans(form, used)
        yield from _one_sided(form)
    links = _led_to(frameworks)
    for criterion in merged.criteria:
        yield from _cited(criterion, links, merged.lost)
        yield from _no_amber(criterion)
    for framework in merged.frameworks:
        yield from _dated(framework, today)
        yield from _sourced(framework)


def _unlisted(shelf: Shelf) -> Iterator[Fault]:
    """Ids never vanish only if each is written down when it is first used."""
    if shelf.ids is None:
        return
    listed = {" ".join(line.split("#")[0].split()) for line in shelf.ids}
    themes, forms, frameworks = shelf.themes, shelf.forms, shelf.frameworks
    for name in ids_of((t.value for t in themes), (f.value for f in forms), (f.value for f in frameworks)):
        if name not in listed:
            yield fault("rubric_id_unlisted", (shelf.folder / IDS).as_posix(), 1, name=name)


def _unsaid(shelf: Shelf) -> Iterator[Fault]:
    """What a folder that keeps ids.txt owes besides, and a workspace's own does not.

    Its criteria say their clauses (A13), what each colour looks like and how they are called for short, and each audit
    question says when it does not apply (A16).
    """
    if shelf.ids is None:
        return
    for criterion in shelf.criteria:
        if not criterion.value.clauses and criterion.value.id not in shelf.lost:
            yield criterion.fault("rubric_no_clauses", "id", criterion=criterion.value.id)
        yield from _undescribed(criterion)
    for form in shelf.forms:
        for place, question in enumerate(form.value.questions if form.value.row == "case" else ()):
            said = question.applies_if or question.every_case or question.may_not_apply is not None
            if not said and question.type != "number" and not question.unscored:
                yield form.fault("rubric_when_unsaid", "questions", place, "id", question=question.id)


def _undescribed(written: Written[Criterion]) -> Iterator[Fault]:
    """Words that a criterion still lacks, each by what it is called in the file."""
    one = written.value
    words = {
        "descriptors": one.descriptors,
        "short": one.short,
        "short_failure": one.short_failure,
        "decision": one.decision,
    }
    missing = [key for key, said in words.items() if said is None]
    if missing:
        yield written.fault("rubric_undescribed", "id", criterion=one.id, missing=", ".join(missing))


def _used(criteria: Iterable[Written[Criterion]]) -> set[str]:
    lines = [line for criterion in criteria for line in criterion.value.lines]
    return {line.id for line in lines} | {line.analysis for line in lines if line.analysis}


def _led_to(frameworks: Iterable[Written[Framework]]) -> dict[str, set[str] | None]:
    """Each requirement with the criteria it names; None where it is not the force's.

    What others own leads to no criterion of the force's, but may still be where one comes from.
    """
    links: dict[str, set[str] | None] = {}
    for framework in (written.value for written in frameworks):
        for requirement in framework.requirements:
            if framework.owner_of(requirement) == "force":
                met = links.get(requirement.id) or set[str]()
                links[requirement.id] = met | {link.criterion for link in requirement.met_by}
            else:
                links.setdefault(requirement.id, None)
    return links


def _orphans(written: Written[Form], used: set[str]) -> Iterator[Fault]:
    form = written.value
    for key, items in _listed(form):
        for place, item in enumerate(items):
            name = f"{form.id}/{item.id}"
            if isinstance(item, Question) and (item.type == "number" or item.safety or item.unscored):
                if item.unscored and name in used:
                    yield written.fault("rubric_scored_after_all", key, place, "unscored", item=name)
                continue
            if name not in used:
                yield written.fault("rubric_orphan", key, place, "id", item=name)


def _listed(form: Form) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    return ("questions", form.questions), ("measures", form.measures), ("documents", form.documents)


def _one_sided(written: Written[Form]) -> Iterator[Fault]:
    """A question that cannot be answered both ways can never earn one of its colours."""
    form = written.value
    for place, question in enumerate(form.questions):
        if question.type == "number" or form.row != "case":
            continue
        taken = {word.casefold() for words in question.choices.values() for word in words}
        open_to = {name for name, words in question.choices.items() if words} | {
            name for name, words in form.answers.items() if any(w.casefold() not in taken for w in words)
        }
        for answer, bad in (("yes", "yes" not in open_to), ("no", not open_to & {"no", "not_recorded"})):
            if bad:
                yield written.fault(
                    "rubric_one_sided", "questions", place, "id", question=question.id, answer=answer
                )


def _cited(written: Written[Criterion], links: dict[str, set[str] | None], lost: set[str]) -> Iterator[Fault]:
    """What a criterion cites is a requirement, and the requirement leads back to it."""
    for place, name in enumerate(written.value.cites):
        back = links.get(name)
        if back is not None and written.value.id not in back:
            yield written.fault(
                "rubric_cited_one_way", "cites", place, criterion=written.value.id, requirement=name
            )
        elif name not in links and name not in lost:
            hint = near(name, sorted(links))
            yield written.fault("rubric_cites_nothing", "cites", place, requirement=name, near=hint)


def _no_amber(written: Written[Criterion]) -> Iterator[Fault]:
    for place, line in enumerate(written.value.lines):
        key = _flat(line)
        if key is not None:
            yield written.fault("rubric_no_amber", "lines", place, key, line=line.id)


def _flat(line: Line) -> str | None:
    if line.green_from is not None and line.green_from == line.amber_from:
        return "amber_from"
    return "amber_to" if line.green_to is not None and line.green_to == line.amber_to else None


def _dated(written: Written[Framework], today: date) -> Iterator[Fault]:
    framework = written.value
    if framework.in_force_until and framework.in_force_until < today and not framework.superseded_by:
        yield written.fault("rubric_expired", "in_force_until", until=framework.in_force_until)
    days: list[tuple[Loc, date | None]] = [
        (("published",), framework.published),
        (("source", "checked"), framework.source.checked),
    ]
    days += [
        (("groups", g, "requirements", r, "checked", "on"), requirement.checked.on)
        for g, group in enumerate(framework.groups)
        for r, requirement in enumerate(group.requirements)
        if requirement.checked
    ]
    for loc, day in days:
        if day is not None and day > today:
            yield written.fault("rubric_not_yet", *loc, day=day)


def _sourced(written: Written[Framework]) -> Iterator[Fault]:
    """Every requirement says where it stands, and no two criteria are each the whole of it."""
    framework = written.value
    for g, group in enumerate(framework.groups):
        for r, requirement in enumerate(group.requirements):
            at = ("groups", g, "requirements", r)
            if not requirement.cites:
                yield written.fault("rubric_no_citation", *at, "cites", requirement=requirement.id)
            if requirement.verified and framework.source.checked is None and requirement.checked is None:
                key = wording_key(written, *at)
                yield written.fault("rubric_never_checked", *at, key, requirement=requirement.id)
            if sum(link.relation == "equal" for link in requirement.met_by) > 1:
                yield written.fault("rubric_two_equals", *at, "met_by", requirement=requirement.id)
