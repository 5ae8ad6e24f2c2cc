"""The sentences that stand beside a reason, and what each of them claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from daready.rubric.terms import Colour
from tests.sentences import recount
from tests.sentences.claims import figure_unexplained
from tests.sentences.facts import Said, not_asked

BESIDE: Mapping[str, re.Pattern[str]] = {
    code: re.compile(text)
    for code, text in {
        "left_out": (
            r"Left out of it: (?:(?P<left_out>\d+) more, not applicable)?(?:, and )?"
            r"(?:(?P<carried>\d+) more, (?P<apart>not agreed, .+?))?"
            r"(?:; (?P<beyond>\d+) others? said so too, which is more than is usual and counts as not known)?\."
        ),
        "newer_beside": r"Only what is newer than (?P<day>\d{4}-\d\d-\d\d) counts here\.",
        "failures_beside": r"Failures were seen all the same: (?P<failures>\d+) in (?P<where>.+?)\.(?= [A-Z]|$)",
        "concern_beside": r"What hand-picked cases showed is a concern\.",
        "questioned_beside": r"To be questioned: (?P<in_question>.+?)\.(?= [A-Z]|$)",
        "unsafe_beside": r"Sampled cases not recorded as made safe: (?P<unsafe>\d+)\.",
        "single_beside": r"It rests on a single source besides\.",
        "conflict_beside": r"The evidence disagrees: explain it or test again within 30 days\.",
        "unshown_beside": r"Not shown: (?P<unshown>.+?)\.(?= [A-Z]|$)",
        "unasked_beside": r"Not asked: (?P<unasked>.+?)\.(?= [A-Z]|$)",
        "weakness_beside": r"The force's own judgement admits a weakness here\.",
        "credited_beside": r"Partial answers count in part or in full here, as the form says\.",
        "partial_beside": r"Counting partial answers as met would change a colour here\.",
        "nothing_beside": r"Nothing that was read bears on it\.",
    }.items()
}


def left_out(said: Said) -> Iterator[str]:
    if int(said.gaps.get("left_out", 0)) != said.tally.left_out:
        yield "another number does not apply"
    if int(said.gaps.get("carried", 0)) != said.tally.apart:
        yield "another number is set apart"
    if "apart" in said.gaps and said.gaps["apart"] != getattr(
        said.world.rubric.item[said.about.id], "set_apart", None
    ):
        yield "that is not what the form sets apart"
    if said.gaps.get("beyond", "0") != str(said.tally.beyond + said.tally.of["a"]) and "beyond" in said.gaps:
        yield "another number is beyond its share"


def newer(said: Said) -> Iterator[str]:
    if said.finding.previous is not Colour.GREEN:
        yield "it was not Green"


def failures(said: Said) -> Iterator[str]:
    named = [line for line in said.finding.lines if line.kind == "audit" and line.title in said.gaps["where"]]
    if sum(replace(said, line=line).tally.failed for line in named) != int(said.gaps["failures"]):
        yield "another number failed"


def questioned(said: Said) -> Iterator[str]:
    """Each is in question by its own sentence's test, and none is left out."""
    named = [line for line in said.finding.lines if line.title in said.gaps["in_question"]]
    if {line.id for line in named} < {line.id for line in said.finding.lines if line.questioned}:
        yield "a figure in question is left out"
    for line in named:
        yield from figure_unexplained(replace(said, line=line))


def conflict(said: Said) -> Iterator[str]:
    colours = {line.colour for line in said.finding.lines if line.live}
    if Colour.RED not in colours or colours == {Colour.RED}:
        yield "nothing disagrees"


def weakness(said: Said) -> Iterator[str]:
    weak = [one for one in recount.judgements(said.world, said.finding.id) if one.colour is not Colour.GREEN]
    if not any(one.reasoned for one in weak):
        yield "nobody admits one"


def partial(said: Said) -> Iterator[str]:
    if not any(line.counts.partial for line in said.finding.lines):
        yield "there is no partial answer"


def unasked(said: Said) -> Iterator[str]:
    if not any(not_asked(said, clause) for clause in said.finding.clauses):
        yield "each was asked"


def nothing_bears(said: Said) -> Iterator[str]:
    if any(recount.received(said.world, line) for line in said.criterion.lines):
        yield "something was read"


def true(said: Said) -> Iterator[str]:
    return iter(())


CLAIMS: dict[str, Callable[[Said], Iterator[str]]] = {
    "left_out": left_out,
    "newer_beside": newer,
    "failures_beside": failures,
    "concern_beside": true,
    "questioned_beside": questioned,
    "unsafe_beside": true,
    "single_beside": true,
    "conflict_beside": conflict,
    "unshown_beside": true,
    "unasked_beside": unasked,
    "weakness_beside": weakness,
    "credited_beside": true,
    "partial_beside": partial,
    "nothing_beside": nothing_bears,
}
