"""What differs between two rubrics, said in words: for whoever has to agree to it, not for a machine."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from daready.rubric.model import Criterion, Form, Framework, Marking, MetBy, Rubric, Strict

Named = Mapping[str, Any]


def differences(old: Rubric, new: Rubric) -> Iterator[str]:
    """A sentence for each difference: the policy, criteria, frameworks, forms, guides; no worked examples."""
    yield from _fields("policy.yaml", old.policy, new.policy)
    for name in _both(old.stated, new.stated):
        yield from _fields(f"policy.yaml: {name}", old.stated[name], new.stated[name])
    yield from _come_and_gone("Criterion", old.criteria, new.criteria)
    for name in _both(old.criteria, new.criteria):
        yield from _criterion(old.criteria[name], new.criteria[name])
    before, after = ({f.id: f for f in rubric.frameworks} for rubric in (old, new))
    yield from _come_and_gone("Framework", before, after)
    for name in _both(before, after):
        yield from _framework(before[name], after[name])
    yield from _come_and_gone("Form", old.form, new.form)
    for name in _both(old.form, new.form):
        yield from _form(old.form[name], new.form[name])
    yield from _come_and_gone("Marking guide", old.guide, new.guide)
    for name in _both(old.guide, new.guide):
        yield from _guide(f"Marking guide {name}", old.guide[name], new.guide[name])


def _criterion(old: Criterion, new: Criterion) -> Iterator[str]:
    where = f"{new.ref} {new.title}"
    yield from _fields(where, old, new, leave={"lines", "clauses"})
    for kind, listed in (("line", (old.lines, new.lines)), ("clause", (old.clauses, new.clauses))):
        before, after = ({part.id: part for part in parts} for parts in listed)
        yield from _come_and_gone(f"{where}: {kind}", before, after)
        for name in _both(before, after):
            yield from _fields(f"{where}: {name}", before[name], after[name])


def _framework(old: Framework, new: Framework) -> Iterator[str]:
    yield from _fields(new.id, old, new, leave={"groups"})
    before, after = ({r.id: r for r in one.requirements} for one in (old, new))
    yield from _come_and_gone(f"{new.id}: requirement", before, after)
    for name in _both(before, after):
        one, other = before[name], after[name]
        where = f"{new.id} {name}"
        yield from _fields(where, one, other, leave={"met_by", "verified"})
        links, now = ({link.criterion: link for link in r.met_by} for r in (one, other))
        yield from _come_and_gone(f"{where}: answered by", links, now)
        for criterion in _both(links, now):
            yield from _link(f"{where}: {criterion}", links[criterion], now[criterion])


def _link(where: str, old: MetBy, new: MetBy) -> Iterator[str]:
    if old.relation != new.relation:
        yield f"{where} was {old.relation} and is {new.relation}."
    if old.clauses != new.clauses:
        before, after = (", ".join(link.clauses) or "all of its clauses" for link in (old, new))
        yield f"{where}: what answers it was {before} and is {after}."


def _form(old: Form, new: Form) -> Iterator[str]:
    listed = {"columns", "facts", "questions", "measures", "documents", "answers"}
    yield from _fields(new.id, old, new, leave=listed)
    parts: dict[str, tuple[Any, Any]] = {
        "column": (old.columns, new.columns),
        "line above the table": (old.facts, new.facts),
        "item": (old.items, new.items),
    }
    for kind, (one, other) in parts.items():
        before, after = {part.id: part for part in one}, {part.id: part for part in other}
        yield from _come_and_gone(f"{new.id}: {kind}", before, after)
        for name in _both(before, after):
            kept, made = before[name], after[name]
            yield from _fields(f"{new.id} {name}", kept, made)
    yield from _words(f"{new.id}: answer", old.answers, new.answers)


def _guide(where: str, old: Marking, new: Marking) -> Iterator[str]:
    yield from _fields(where, old, new, leave={"examples"})
    yield from _come_and_gone(f"{where}: example of", old.examples, new.examples)
    for answer in _both(old.examples, new.examples):
        before, after = old.examples[answer], new.examples[answer]
        if before != after:
            yield f"{where}: example of {answer} was {_said(before)} and is {_said(after)}."


def _fields(where: str, old: Strict, new: Strict, leave: Collection[str] = ()) -> Iterator[str]:
    for name in vars(new):
        if name in leave:
            continue
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if isinstance(before, tuple) and isinstance(after, tuple):
            yield from _listed(f"{where}: {name}", before, after)
        elif isinstance(before, dict) and isinstance(after, dict):
            yield from _words(f"{where}: {name}", before, after)
        elif isinstance(before, Strict) and isinstance(after, Strict):
            yield from _fields(f"{where}: {name}", before, after)
        else:
            yield f"{where}: {name} was {_said(before)} and is {_said(after)}."


def _listed(where: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    added = [_said(one) for one in new if one not in old]
    gone = [_said(one) for one in old if one not in new]
    if added:
        yield f"{where} now has {', '.join(added)}."
    if gone:
        yield f"{where} no longer has {', '.join(gone)}."
    if not added and not gone:
        yield f"{where} stands in another order."


def _words(where: str, old: Named, new: Named) -> Iterator[str]:
    yield from _come_and_gone(where, old, new)
    for name in _both(old, new):
        if old[name] != new[name]:
            yield from _listed(f"{where} {name}", tuple(old[name]), tuple(new[name]))


def _come_and_gone(kind: str, old: Named, new: Named) -> Iterator[str]:
    for name in new:
        if name not in old:
            yield f"{kind} {name} is new."
    for name in old:
        if name not in new:
            yield f"{kind} {name} is gone."


def _both(old: Named, new: Named) -> list[str]:
    return [name for name in new if name in old]


def _said(value: object) -> str:
    if value is None or value == "":
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Strict):
        return ", ".join(
            f"{name} {_said(one)}" for name, one in vars(value).items() if one not in (None, (), {})
        )
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
