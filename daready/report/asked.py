"""How each framework stands: its requirements by colour, what others own and what is met in part counted apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daready.report.colours import look
from daready.report.terminal import told
from daready.report.words import OWNERS, WORDINGS, count, wording_beside
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, FrameworkFinding, RequirementFinding


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of requirements. Green in part is never counted among the greens; what others own is in no colour.

    ``not_checked`` are those whose wording was not checked, ``subject_only`` the part of them whose subject was read.
    """

    green: int
    green_in_part: int
    amber: int
    red: int
    grey: int
    others: int
    not_checked: int
    subject_only: int


def tally(requirements: Iterable[RequirementFinding]) -> Tally:
    """The requirements of one framework or of several, counted."""
    every = list(requirements)
    ours = [r for r in every if r.owner == "force"]
    colours = [r.colour for r in ours]
    in_part = sum(r.colour is Colour.GREEN and r.in_part for r in ours)
    return Tally(
        green=colours.count(Colour.GREEN) - in_part,
        green_in_part=in_part,
        amber=colours.count(Colour.AMBER),
        red=colours.count(Colour.RED),
        grey=colours.count(Colour.GREY),
        others=len(every) - len(ours),
        not_checked=sum(not r.verified for r in every),
        subject_only=sum(r.wording == "subject" for r in every),
    )


def standing(requirements: Iterable[RequirementFinding]) -> str:
    """The counts as a sentence or three."""
    t = tally(requirements)
    if t == tally(()):
        return "Empty until somebody who holds the list fills it in (daready rubric fill)."
    ours = t.green + t.green_in_part + t.amber + t.red + t.grey
    said = (
        f"Of {count(ours, 'requirement')} on the force: green {t.green}, green as far as tested {t.green_in_part}, "
        f"amber {t.amber}, red {t.red}, grey {t.grey}."
    )
    if t.others:
        said += f" {t.others} more {'is' if t.others == 1 else 'are'} for others and not counted."
    if t.subject_only:
        said += f" Of {t.subject_only} {WORDINGS['subject']}."
    if t.not_checked > t.subject_only:
        said += f" {count(t.not_checked - t.subject_only, 'has', 'have')} {WORDINGS['recalled']}."
    return said


def colour_words(requirement: RequirementFinding) -> str:
    """A requirement's colour in words, or whose it is where it is not the force's."""
    if requirement.owner != "force":
        return OWNERS.get(requirement.owner, requirement.owner)
    return look(requirement.colour).words + (" in part" if requirement.in_part else "")


def told_frameworks(assessment: Assessment, listed: bool) -> Iterator[str]:
    """All frameworks in one paragraph; ``listed``, each with every requirement in its own numbering."""
    frameworks = assessment.frameworks
    if not listed:
        every = [r for framework in frameworks for r in framework.requirements]
        yield from told(
            f"{count(len(frameworks), 'framework')} answered by these criteria. {standing(every)} To see one "
            "framework in full, name it: --framework ID (daready rubric list)."
        )
        return
    for framework in frameworks:
        yield from told(f"{framework.title}. {standing(framework.requirements)}")
        for requirement in framework.requirements:
            yield from _told(requirement, {c.id: c.ref for c in assessment.criteria})


def _told(requirement: RequirementFinding, refs: dict[str, str]) -> Iterator[str]:
    by = ", ".join(refs[criterion] for criterion in requirement.met_by)
    besides = [f"answered by {by}"] if by else []
    besides += wording_beside(requirement.wording)
    said = f"{requirement.ref or requirement.id}  {colour_words(requirement)}: {requirement.text}"
    yield from told(said + (f" ({'; '.join(besides)})" if besides else ""), "  ", "      ")


def numbers_answered(framework: FrameworkFinding, criterion: str) -> str:
    """The numbers of a framework's requirements that a criterion answers, with what must be said of their wording."""
    met = [r for r in framework.requirements if criterion in r.met_by]
    numbers = [
        f"{r.ref or r.id}{''.join(f' ({said})' for said in wording_beside(r.wording))}"
        for state in WORDINGS
        for r in met
        if r.wording == state
    ]
    return ", ".join(numbers)
