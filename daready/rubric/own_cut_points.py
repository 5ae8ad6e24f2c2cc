"""Cut points as plain values by place and name, and the table of daready's own, by which they are known (law 17).

A name at the head of a file says nothing of a value that somebody changed under it. So what is daready's own is known
by its content: ``own_cut_points.json`` holds every value that daready ships. ``python -m tests.make_own_cut_points``
makes it, and a test holds it to the rubric.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from daready.rubric.criterion import Clause, Criterion, Line
from daready.rubric.form import Form, Measure, Question
from daready.rubric.policy import CUT_POINTS, Policy

POLICY_WHERE = "policy.yaml"

Values = dict[str, Any]
"""By name: a number, a word, a list or, of words, what each means; what is not given is left out."""

CutPoints = dict[str, Values]
"""By place, a kind and an id as ids.txt has them: ``policy.yaml``, ``criterion C``, ``line C/form/item``,
``clause C/D``, ``form F``, ``question F/Q``, ``measure F/M``."""

LINE_CUTS = ("green_from", "amber_from", "red_below", "green_to", "amber_to", "band", "least", "months")
QUESTION_CUTS = ("question_if below", "question_if above", "question_if moves")
NUMBERS = frozenset((*LINE_CUTS, *QUESTION_CUTS))
"""The names of a line's own cut points."""


@cache
def own_cut_points() -> CutPoints:
    """Daready's own, as the last release that was made of this code ships them."""
    path = Path(__file__).with_name("own_cut_points.json")
    found: CutPoints = json.loads(path.read_text(encoding="utf-8"))
    return found


def cut_points(policy: Policy, criteria: Iterable[Criterion], forms: Iterable[Form]) -> CutPoints:
    """Every cut point in force, and what else decides what a colour takes: clauses, lines, when a question applies."""
    found: CutPoints = {POLICY_WHERE: _given(policy, CUT_POINTS)}
    for criterion in criteria:
        found[f"criterion {criterion.id}"] = {"critical": criterion.critical}
        found |= {f"clause {criterion.id}/{one.id}": _clause(one) for one in criterion.clauses}
        found |= {f"line {criterion.id}/{line.id}": _line(line) for line in criterion.lines}
    for form in forms:
        found[f"form {form.id}"] = {
            "complete": form.complete,
            "looks_at": form.looks_at,
            "words": _words(form.answers),
        }
        found |= {f"question {form.id}/{one.id}": _question(one) for one in form.questions}
        found |= {f"measure {form.id}/{one.id}": _measure(one) for one in form.measures}
    return found


def _clause(clause: Clause) -> Values:
    return {"proof": clause.proof, "lines": sorted(clause.lines)}


def _line(line: Line) -> Values:
    asked = line.question_if
    more = {f"question_if {name}": getattr(asked, name, None) for name in ("below", "above", "moves")}
    return {
        **_given(line, LINE_CUTS),
        **{name: value for name, value in more.items() if value is not None},
        "required": line.required,
        "proof": line.proof,
    }


def _question(question: Question) -> Values:
    return {
        **_given(question, ("may_not_apply", "set_apart_share")),
        "applies_if": {name: sorted(words) for name, words in sorted(question.applies_if.items())},
        **_given(question, ("every_case", "partial_credit", "safety", "if_not", "concern", "owner")),
        "words": _words(question.choices),
    }


def _measure(measure: Measure) -> Values:
    return _given(measure, ("unit", "direction", "owner"))


def _words(answers: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """What each word means, whatever letters it is written in."""
    return {word.casefold(): meaning for meaning, words in sorted(answers.items()) for word in words}


def _given(thing: object, names: Iterable[str]) -> Values:
    plain = {name: getattr(thing, name) for name in names}
    return {name: _plain(value) for name, value in plain.items() if value is not None}


def _plain(value: object) -> object:
    return [*value] if isinstance(value, tuple) else value
