"""The next sample in words: how many cases of which kind, what they would settle and how likely, how it was drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from daready.planning.next_sample import Brings, Kind, Sample, if_met
from daready.report.shapes import day
from daready.report.words import count
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.rubric.model import Form

_SHOWN = 10


def kind_told(kind: Kind, form: Form) -> str:
    """A kind of cases by the words of its column: Risk High."""
    if kind.column is None:
        return "every kind"
    column = next(column for column in form.columns if column.id == kind.column)
    words = " or ".join((column.values.get(value) or (value,))[0] for value in kind.values)
    return f"{column.headings[0]} {words}"


def allocation_told(sample: Sample, form: Form) -> Iterator[str]:
    """How many cases of which kind, in lines."""
    every, *further = zip(sample.kinds, sample.cases, strict=True)
    of = "" if every[0].available is None else f" of the {every[0].available:,} on the list"
    yield f"{count(every[1], 'case')} of every kind{of}."
    for kind, cases in further:
        if cases:
            of = "" if kind.available is None else f" of {kind.available:,}"
            yield (
                f"{count(cases, 'more case')}{of} with {kind_told(kind, form)}, on a sheet of their own: it asks only "
                "what applies to them alone, so that no other rate is bent."
            )
    if sample.twice:
        yield f"{sample.twice} of the cases of every kind are marked twice, by two auditors."


def settles_told(sample: Sample) -> Iterator[str]:
    """What the sample would settle, and the questions that lack most with the chance of each colour."""
    grey = [one for one in sample.brings if one.need.lacks]
    met = sum(one.gets >= one.need.lacks for one in grey)
    if grey:
        yield (
            f"{count(len(grey), 'question')} would be Grey by {day(sample.by)} without it; with it {met} of them have "
            "answers enough for a colour."
        )
    else:
        yield f"Every question asked keeps answers enough until {day(sample.by)}, even without it."
    if sample.short:
        yield f"Answers still missing with it: about {sample.short:.0f}."
    yield "If practice stays as it is, the chance of each colour after it, the most open question first:"


def chances_told(sample: Sample) -> Iterator[str]:
    """The questions that lack answers, then those whose colour is least sure, with the chance of each colour."""
    for one in sorted(sample.brings, key=least_sure)[:_SHOWN]:
        name = f"{one.need.line.id.partition('/')[2]} {one.need.line.title} ({', '.join(one.need.criteria)})"
        needed = (
            f"green takes {one.needed} of about {one.gets}"
            if one.needed is not None
            else f"about {one.gets} cases cannot make it green"
        )
        yield f"{name}: {_chances(one.chances)}; {needed}"
    if len(sample.brings) > _SHOWN:
        yield f"and {len(sample.brings) - _SHOWN} more questions"


def least_sure(one: Brings) -> tuple[bool, bool, float]:
    """Sorts the questions that lack answers first, then critical ones, then those whose colour is least sure."""
    return not one.need.lacks, not one.need.critical, max(one.chances.values())


def _chances(chances: Mapping[Colour, float]) -> str:
    order = (Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY)
    return ", ".join(
        f"{colour.value.lower()} {chances[colour]:.0%}" for colour in order if chances[colour] >= 0.005
    )


def if_told(sample: Sample, ref: str, rate: float) -> Iterator[str]:
    """A what-if for a criterion: the chance of Green of each of its questions at a rate that nobody forecasts."""
    mine = [one for one in sample.brings if ref in one.need.criteria]
    yield f"WHAT IF, no forecast: were {rate:.0%} of the new cases of {ref} to meet it, green would be as likely as:"
    for one in mine:
        yield f"  {one.need.line.id.partition('/')[2]} {one.need.line.title}: {if_met(one, rate):.0%}, {_now(one)}"
    if not mine:
        yield "  No question of it is in this sample."


def _now(one: Brings) -> str:
    return f"{one.chances[Colour.GREEN]:.0%} if practice stays as it is"


def drawn_told(
    *, on: date, seed: int, fingerprint: str, before: Sequence[int], of: int, again: int, unnamed: int
) -> Iterator[str]:
    """How a sample was drawn, so that anybody with the list can draw it again and see that it was not picked."""
    yield f"Drawn on {day(on)} with seed {seed} from a list of {count(of, 'case')}, fingerprint {fingerprint}."
    if before:
        others = ", ".join(map(str, before))
        yield f"This is draw {len(before) + 1} from that list; the seeds before were {others}. All are in the ledger."
    else:
        yield "It is the first draw from that list. It is in the ledger."
    yield (
        "Each case of the list had the same chance, each district and risk grade its own share. The same list and seed "
        "give the same cases again: daready plan --draw LIST --seed SEED."
    )
    if again:
        yield f"{count(again, 'row')} named a case a second time and counted once."
    if unnamed:
        yield f"{count(unnamed, 'row')} had no reference and could not be drawn."
