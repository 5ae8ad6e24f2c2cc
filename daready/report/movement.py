"""The sheets about change: every criterion then and now with what it comes from, and what became of greens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import floor

from daready.report.colours import coloured
from daready.report.shapes import Block, Cell, Column, Link, Row, Table, day, filled, row
from daready.report.terminal import told
from daready.report.words import meaning
from daready.rubric.terms import Colour
from daready.scoring.compare import Cause, Change, Changes, Movement, Step
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.movement import bar

CHANGES: dict[Change, str] = {
    "better": "better",
    "worse": "worse",
    "same": "same",
    "new": "new: it had no colour",
    "no_longer_assessed": "no longer assessed",
}

_CAUSES: dict[Cause, str] = {
    "rubric": "the rules changed: another rubric or policy, or a newer daready",
    "deleted": "answers deleted at the end of their retention",
    "corrected": "data were corrected or withdrawn",
    "late": "sheets about the time before, or about that month, came later",
    "stale": "evidence went stale",
    "sample": "another sample, from which more or less can be told",
    "paper": "papers or judgements changed",
    "unsafe": "a sampled case is waiting to be made safe",
}


def why(movement: Movement) -> str:
    """What a change comes from, in the order the causes were let in; none for what did not change."""
    said = [f"{_cause(step)} ({_shown(step)})" for step in movement.steps]
    text = "; ".join(said)
    moved = movement.real
    causes = {step.cause for step in movement.steps}
    if not causes or ("practice" in causes and moved != "no_clear_change"):
        return text
    if moved in ("deteriorated", "improved"):
        return f"{text}; practice is {meaning(moved).words}"
    if movement.may_be:
        return f"{text}; {may_be(movement)}"
    if movement.change == "better" and not causes & {"practice", "paper"}:
        return f"{text}; no improvement in practice is shown"
    return text


def _cause(step: Step) -> str:
    if step.cause == "stale" and step.after is not Colour.GREY:
        return "time passed: older evidence counts for less, or a paper fell due"
    return "practice" if step.cause == "practice" else _CAUSES[step.cause]


def may_be(movement: Movement) -> str:
    """A22: what leans one way and is within what chance does when so many criteria are compared."""
    likely = movement.likely_worse or 0.0
    word, chance = ("worse", likely) if movement.may_be == "deteriorated" else ("better", 1 - likely)
    return f"practice may be {word} ({floor(chance * 100)}%), within what chance does"


def _shown(step: Step) -> str:
    before, after = ((c.value.capitalize() if c else "not asked") for c in (step.before, step.after))
    return f"{before} to {after}"


NAMED = 6
"""How many criteria the one page names of each kind; the Movement sheet has all."""


def moved(changes: Changes) -> Block:
    """What moved, for the one page: how many, and which got worse, got better, or are no longer shown."""
    counted = Counter(one.change for one in changes.movements)
    said = ", ".join(
        f"{counted[change]} {words.partition(':')[0]}" for change, words in CHANGES.items() if counted[change]
    )
    shown = (
        ("Worse", [one for one in changes.movements if one.change == "worse"]),
        ("Better", [one for one in changes.movements if one.change == "better"]),
        (
            "Were green, and newer evidence does not show it",
            [one for one in changes.movements if one.former_green == "not_re_evidenced"],
        ),
    )
    lines = [f"{words}: {_refs(those)}." for words, those in shown if those]
    heading = f"What moved since {changes.name}, as at {day(changes.as_at)}"
    return Block(heading, (f"Of {len(changes.movements)} criteria: {said}.", *lines))


def _refs(those: Sequence[Movement]) -> str:
    named = "; ".join(f"{one.ref} {one.title}".strip() for one in those[:NAMED])
    return f"{named}; and {len(those) - NAMED} more" if len(those) > NAMED else named


def movement_table(changes: Changes) -> Table:
    """Every criterion then and now."""
    columns = (
        Column("Ref", 8),
        Column("Criterion", 34),
        Column("Then", 14, "colour"),
        Column("Now", 14, "colour"),
        Column("Change", 18),
        Column("What it comes from", 60),
        Column("Practice since", 18),
    )
    notes = [
        f"Compared with assessment {changes.number} ({changes.name}), as at {day(changes.as_at)}.",
        f"A change is called real where it is at least {_sure(changes)} likely that practice moved that way: with "
        f"{changes.compared} criteria compared, chance alone then gives one false word in five comparisons. A "
        "correction is never called an improvement.",
    ]
    if not changes.same_rubric:
        notes.append(
            "The rubric, its policy or daready changed since; the position of then was judged anew as well."
        )
    return Table(
        sheet="Movement",
        title="What changed since the last signed-off assessment",
        name="movement",
        columns=columns,
        rows=filled(columns, [_movement(one) for one in changes.movements]),
        notes=tuple(notes),
    )


def _sure(changes: Changes) -> str:
    """A22's bar, rounded down to two places so that it never claims more."""
    return f"{floor(bar(changes.compared) * 10_000) / 100:g}%"


def _movement(one: Movement) -> Row:
    return row(
        Cell(one.ref, link=Link("Criteria", one.criterion)) if one.ref else "gone",
        one.title,
        coloured(one.before) if one.before else "not asked",
        coloured(one.now) if one.now else "not asked",
        CHANGES[one.change],
        why(one),
        _practice(one),
        key=one.criterion,
    )


def _practice(one: Movement) -> str:
    if one.may_be:
        return may_be(one).removeprefix("practice ")
    return meaning(one.real).words if one.real else "not known"


def former_greens_table(changes: Changes, assessment: Assessment) -> Table:
    """Every criterion that was green, and whether newer evidence still shows it."""
    columns = (
        Column("Ref", 8),
        Column("Criterion", 34),
        Column("Now", 14, "colour"),
        Column("Since then", 26),
        Column("What would settle it", 44),
    )
    found = {finding.id: finding for finding in assessment.criteria}
    rows = [
        _former(one, found[one.criterion])
        for one in changes.movements
        if one.before is Colour.GREEN and one.criterion in found
    ]
    return Table(
        sheet="Former greens",
        title="What became of the criteria that were green",
        name="former_greens",
        columns=columns,
        rows=filled(columns, rows),
        notes=(f"A former green counts only on evidence of after {day(changes.as_at)}.",),
    )


def _former(one: Movement, finding: CriterionFinding) -> Row:
    said = meaning(one.former_green or "no_clear_change")
    return row(
        Cell(one.ref, link=Link("Criteria", one.criterion)),
        one.title,
        coloured(finding.colour, finding.amber),
        said.words,
        said.settles or (finding.to_green if finding.colour is not Colour.GREEN else None),
        key=one.criterion,
    )


def changes_record(changes: Changes) -> dict[str, object]:
    """What changed, as plain data."""
    return {
        "old": {"assessment": changes.number, "name": changes.name, "as_at": changes.as_at.isoformat()},
        "same_rubric": changes.same_rubric,
        "corrected_after": [*changes.corrected_after],
        "compared": changes.compared,
        "sure": round(bar(changes.compared), 8),
        "worse_beyond_chance": sum(one.worse_beyond_chance for one in changes.movements),
        "criteria": [
            {
                "id": one.criterion,
                "ref": one.ref,
                "title": one.title,
                "before": one.before.value if one.before else None,
                "now": one.now.value if one.now else None,
                "change": one.change,
                "causes": [
                    {
                        "cause": step.cause,
                        "before": step.before.value if step.before else None,
                        "after": step.after.value if step.after else None,
                    }
                    for step in one.steps
                ],
                "likely_worse": None if one.likely_worse is None else round(one.likely_worse, 8),
                "worse_beyond_chance": one.worse_beyond_chance,
                "may_be": one.may_be,
                "former_green": one.former_green,
            }
            for one in changes.movements
        ],
    }


def changes_told(changes: Changes) -> Iterator[str]:
    """What changed, for the terminal: each kind of change with its criteria, then the former greens."""
    yield f"Since assessment {changes.number} ({changes.name}), as at {changes.as_at}:"
    if not changes.same_rubric:
        yield "The rubric, its policy or daready changed since; both positions are judged by today's."
    if changes.corrected_after:
        numbers = ", ".join(map(str, changes.corrected_after))
        yield from told(
            f"Replaced or withdrawn after the later one was signed off, and compared as it was then: load {numbers}. "
            f"daready compare {changes.number} counts the corrections."
        )
    for change, words in CHANGES.items():
        those = [one for one in changes.movements if one.change == change]
        if not those:
            continue
        yield ""
        yield f"{words[0].upper()}{words[1:]} ({len(those)})"
        if change != "same":
            for one in those:
                yield from told(f"{one.ref} {one.title}: {why(one)}.", "  ", "      ")
    former = [one for one in changes.movements if one.former_green]
    if former:
        yield ""
        yield f"Former greens ({len(former)})"
        for one in former:
            yield from told(
                f"{one.ref} {one.title}: {meaning(one.former_green or '').words}.", "  ", "      "
            )
