"""Next month's audit sample in words: what so many cases bring, which questions need more, and how to draw them."""

from __future__ import annotations

from collections.abc import Iterator

from daready.planning.next_audit import Need, NextAudit
from daready.report.terminal import told
from daready.report.words import count

_SHOWN = 10


def told_plan(plan: NextAudit, title: str, cases: int, n_min: int, *, by_hand: bool = True) -> Iterator[str]:
    """The plan at 80 columns. ``title`` is the form's; ``cases`` how many can be audited; ``n_min`` the policy's.

    ``by_hand``: whether people draw the cases themselves, so that it is said how.
    """
    asked = [need for need in plan.needs if need.asked]
    lacking = [need for need in asked if need.lacks]
    never = [need.line.id.split("/", 1)[1] for need in plan.needs if not need.asked]
    yield from told(f"{title}: the next {count(cases, 'case')}, weighed for {plan.by}")
    yield ""
    if not asked:
        yield from told("No question has an answer yet, so any random sample is a beginning.")
    elif lacking:
        yield from _lacking(lacking, n_min)
    else:
        yield from told(f"Every question asked so far keeps {n_min} answers until then, even without them.")
    if never:
        yield ""
        yield from told(f"Never answered so far, and Grey until somebody asks: {', '.join(never)}.")
    if not by_hand:
        return
    yield ""
    yield from told(
        "Draw them at random from the full list of the month's cases, never by hand: number the list, sort it "
        "by a column of random numbers, take the first. Say on the sheet how they were drawn, who drew them, and "
        "how many cases there were."
    )


def _lacking(lacking: list[Need], n_min: int) -> Iterator[str]:
    yield from told(
        f"{count(len(lacking), 'question')} would have fewer than {n_min} answers by then, and be Grey:"
    )
    for need in lacking[:_SHOWN]:
        name = f"{need.line.id.split('/', 1)[1]} {need.line.title} ({', '.join(need.criteria)})"
        yield from told(f"{name}: lacks {need.lacks}, {_brings(need)}", "  ", "    ")
    if len(lacking) > _SHOWN:
        yield f"  and {len(lacking) - _SHOWN} more"
    if any(need.gets is None or need.gets < need.lacks for need in lacking):
        yield from told(
            "Where a question rarely applies, audit all cases of its kind on a sheet of their own (How cases were "
            "chosen: all)."
        )


def _brings(need: Need) -> str:
    if need.gets is None:
        return "and only chosen cases were asked, so how often it applies is not known"
    enough = "enough" if need.gets >= need.lacks else f"{need.cases} cases would do"
    return f"gets about {need.gets}: {enough}"
