"""policy.yaml as a person wrote it: each cut point bare, or as its value with what is said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from daready.rubric.own_cut_points import POLICY_WHERE, own_cut_points
from daready.rubric.policy import CUT_POINTS, Policy, Stated
from daready.rubric.shape import Shaped, Written, shape
from daready.rubric.text import Text

Statements = dict[str, Stated]


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy with what its file says of each cut point; values it leaves out are daready's own."""

    policy: Written[Policy]
    stated: Written[Statements]


@dataclass(frozen=True, kw_only=True)
class AnyOrder(Policy):
    """A policy whose cut points may leave no amber, so that who set them can be asked all the same."""

    def __post_init__(self) -> None:
        pass


def read_policy(text: Text, *, mend: bool = False, kind: type[Policy] = Policy) -> Shaped[PolicyFile]:
    """A text read as a policy. ``mend``: daready's own values stand in for wrong ones, so that the rest is tried."""
    values, rest = text.parted(CUT_POINTS, "value")
    if text.plain is None:
        return Shaped(None, list(text.faults), set(text.names))
    own = {name: json.dumps(value) for name, value in own_cut_points()[POLICY_WHERE].items()}
    given = values.plain if isinstance(values.plain, dict) else own
    faults = list(values.faults)
    values = values.amended([], {(name,): own[name] for name in own if name not in given})
    shaped = shape(values, kind, own) if mend else shape(values, kind)
    stated = shape(rest, Statements) if rest.plain is not None else Shaped(None, [])
    faults += [*shaped.faults, *stated.faults]
    if shaped.written is None:
        return Shaped(None, faults, shaped.lost)
    said = stated.written or Written(Statements(), rest)
    return Shaped(Written(PolicyFile(shaped.written, said), text), faults, shaped.lost)


def all_stated(said: Mapping[str, Stated], usual: Mapping[str, Stated]) -> dict[str, Stated]:
    """What is known of every cut point: a file's own words, and daready's where it has none."""
    return {name: _filled(said.get(name, Stated()), usual.get(name, Stated())) for name in CUT_POINTS}


def _filled(said: Stated, usual: Stated) -> Stated:
    """The meaning of a value may be left out, since it is the same whoever set it; who set it may not."""
    return Stated(
        unit=said.unit or usual.unit,
        meaning=said.meaning or usual.meaning,
        reference=said.reference or usual.reference,
        set_by=said.set_by,
        set_on=said.set_on,
        why=said.why,
    )
