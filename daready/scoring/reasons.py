"""Why a colour is what it is, and what would change it, in sentences made from the finding's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import floor

from daready.messages import because
from daready.rubric.model import Policy
from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, cases_to_green
from daready.scoring.combine import Combined
from daready.scoring.model import ClauseFinding, Counts, LineFinding
from daready.scoring.steps import failed_unproven

_COMBINED = frozenset(
    {
        "paper_only",
        "single_source",
        "conflict",
        "document",
        "concern",
        "failures_seen",
        "unsafe",
        "unsafe_high_risk",
        "not_checked",
        *("not_shown", "partly_asked", "analysis_left_out", "passed_over", "picked_by_hand", "was_short"),
    }
)
"""Notes that come from combining lines; the others come from one line."""


_MORE_CASES_WOULD_TELL = frozenset(
    {
        "too_few",
        "too_close",
        "red_not_excluded",
        "green_not_proven",
        "complete_but_few",
        "few_met",
        "firm",
        "provisional",
        "early",
    }
)


def percent(value: float) -> str:
    """A share as a whole percentage, rounded down, so that 89.9% never reads as 90%."""
    return f"{floor(value * 100 + 1e-9)}%"


def share_of(met: int, of: int) -> str:
    """A share of whole counts, rounded down."""
    return f"{met * 100 // of}%" if of else "none"


def cuts_of(line: LineFinding, policy: Policy) -> Cuts:
    """The cuts an audit line was called against."""
    return Cuts.of(policy, critical=False, green_from=line.green_from, red_below=line.red_below)


def missing_cases(line: LineFinding, policy: Policy) -> int | None:
    """R6.1 for an audit line: compliant cases in a row that would prove green; none where cases are not the matter.

    Answers that are not known may have failed (A6), so that many are asked for as prove it even then.
    """
    if line.note not in _MORE_CASES_WOULD_TELL or line.s_eff is None or line.n_eff is None:
        return None
    worst = line.at_worst or line
    met, of = line.joined or (line.s_eff, line.n_eff)
    of_worst = worst.joined[1] if worst.joined else worst.n_eff or 0
    return cases_to_green(met, max(of, of_worst), cuts_of(line, policy))


def line_sentence(line: LineFinding, policy: Policy) -> tuple[str, str]:
    """Why a line has its colour, and what would change it."""
    sentence = because(line.note, **_facts(line, policy))
    newer = f" Only what is newer than {line.newer_than} counts here." if line.newer_than else ""
    apart = line.counts.not_applicable - line.counts.doubted
    if line.kind != "audit" or not apart or not line.asked or line.note == "na_high":
        return f"{sentence.text}{newer}", sentence.fix
    return f"{sentence.text} {_did_not_apply(apart, line)}{newer}", sentence.fix


def _did_not_apply(cases: int, line: LineFinding) -> str:
    """A16: the headline gives the cases that were left out of it."""
    carried = line.counts.set_apart
    parts = [(cases - carried, "not applicable"), (carried, line.set_apart)]
    said = "Left out of it: " + ", and ".join(f"{many} more, {what}" for many, what in parts if many)
    if "na_beyond_share" in line.flags:
        beyond = line.counts.doubted
        others = f"{beyond} others" if beyond > 1 else "1 other"
        said += f"; {others} said so too, which is more than is usual and counts as not known"
    return f"{said}."


def _facts(line: LineFinding, policy: Policy) -> dict[str, object]:
    counts = _counted(line, policy)
    missing = missing_cases(line, policy)
    found = because(line.then, **_facts(replace(line, then=""), policy)).text if line.then else ""
    return {
        "why": found,
        "colour": line.colour.value.capitalize(),
        "met": counts.yes,
        "n": counts.n,
        "share": share_of(counts.yes, counts.n),
        "aged": _aged(counts.n, line),
        "band": _band(line, policy),
        "seen": _seen(line, counts),
        "questioned": line.questioned,
        "failed": counts.failures,
        "passed": counts.n - counts.failures,
        "partly": counts.partial,
        "unclear": counts.unclear,
        "items": counts.n + counts.unclear,
        "not_applicable": counts.not_applicable,
        "green_from": percent(line.green_from or policy.green_from),
        "amber_from": percent(line.amber_from or 0),
        "red_below": percent(line.red_below or policy.red_below),
        "green_to": percent(line.green_to or 0),
        "amber_to": percent(line.amber_to or 0),
        "standard": _standard(line, policy),
        "sure_green": percent(line.p_green or 0),
        "sure_red": percent(line.p_red or 0),
        "n_min": policy.n_min,
        **_recent(line),
        "agreed": line.agreement.agreed if line.agreement else 0,
        "pairs": line.agreement.pairs if line.agreement else 0,
        "cases_to_green": "more than 1,000" if missing is None else missing,
        "expires": _until(line),
        "last": line.last.isoformat() if line.last else "an unknown date",
    }


def _standard(line: LineFinding, policy: Policy) -> str:
    """What Green takes of a rate, whichever way is better."""
    if line.green_to is not None:
        return f"{percent(line.green_to)} or less"
    return f"{percent(line.green_from or policy.green_from)} or more"


def _seen(line: LineFinding, counts: Counts) -> str:
    """What was seen in numbers; a figure that is no part of a whole in its own words."""
    if line.figure:
        return line.figure
    met = " met it" if line.kind == "audit" else ""
    return f"{counts.yes} of {counts.n}{met} ({share_of(counts.yes, counts.n)})"


def _counted(line: LineFinding, policy: Policy) -> Counts:
    """The answers that were judged: of an audit whose policy leaves out "not recorded", without those (R1.1)."""
    left_out = line.kind == "audit" and policy.not_recorded != "fail"
    return line.counts._replace(not_recorded=0) if left_out else line.counts


def _aged(cases: int, line: LineFinding) -> str:
    """R5.2: how many cases of today the cases are worth, where that is fewer."""
    worth = floor((line.n_eff or 0) * 10 + 1e-9) / 10
    return f" (counting as {worth}, since older cases count less)" if line.n_eff and worth < cases else ""


def _band(line: LineFinding, policy: Policy) -> str:
    """The cut points that a colour lies between, so that none is named without its yardstick."""
    cuts = cuts_of(line, policy)
    red_below = cuts.red_below if line.kind == "audit" else line.amber_from
    if line.amber_to is not None:
        return f"higher than {percent(line.amber_to)}"
    if line.colour is Colour.RED and red_below is not None:
        return f"below {percent(red_below)}"
    return f"from {percent(cuts.red_below)} to below {percent(cuts.green_from)}"


def _until(line: LineFinding) -> str:
    """A23: the last day on which the same evidence still gives the colour; a review's own day where it is due."""
    last = last_day(line)
    return last.isoformat() if last else "it is replaced"


def last_day(line: LineFinding) -> date | None:
    """A23: the last day on which a line counts as it does today."""
    return line.last_day or (line.expires - timedelta(days=1) if line.expires else None)


def _recent(line: LineFinding) -> dict[str, object]:
    """The latest months that fell (A21), as they stand on the line's chart."""
    points = [point for point in line.points if point.of][-line.recent :] if line.recent else []
    met, of = sum(point.met for point in points), sum(point.of for point in points)
    return {
        "recent": "month" if line.recent == 1 else f"{line.recent} months",
        "recent_met": met,
        "recent_n": of,
        "recent_share": share_of(met, of),
    }


def criterion_sentences(
    combined: Combined, lines: Sequence[LineFinding], policy: Policy, until: date | None = None
) -> tuple[str, str]:
    """Why a criterion has its colour, and what would turn it green. ``until``: the last day of its Green (A23)."""
    line = combined.deciding
    if line is not None and until is not None:
        line = replace(line, last_day=until)
    note = combined.notes[0] if combined.notes else line.note if line else ""
    if note in ("not_asked", "not_shown") and combined.colour is Colour.AMBER:
        text, fix = _as_far_as_asked(note, combined, lines, policy)
    elif line is None:
        return "Nothing that was read bears on it.", "Gather the evidence that the criterion names."
    elif note not in _COMBINED:
        # A figure in question may be Grey itself, and a line with unclear answers Green, with a reason of its own.
        shown = replace(line, note=note) if _is_of_the_whole(note, line) else line
        text, fix = line_sentence(shown, policy)
        text, fix = f"{line.title}: {text}", _to_do(line, fix)
        if note == "one_of_several_low":
            text = f"{text} {because(note).text}"
    else:
        sentence = because(note, **_facts(line, policy), **_around(combined, lines))
        text, fix = sentence.text, sentence.fix
        looked = _practice(lines, line)
        if looked is not None and looked.live and note not in ("unsafe", "unsafe_high_risk"):
            text += f" {looked.title}: {line_sentence(looked, policy)[0]}"
    return _with_warnings(text, note, combined, lines), fix


def _is_of_the_whole(note: str, line: LineFinding) -> bool:
    """Whether the criterion has its colour for a reason that its deciding line may not have by itself."""
    return note == "figure_unexplained" or (note == "answers_unclear" and bool(line.counts.unclear))


def _as_far_as_asked(
    note: str, combined: Combined, lines: Sequence[LineFinding], policy: Policy
) -> tuple[str, str]:
    """A13: how many parts of the statement are Green, and which were never asked about or are not shown."""
    clauses = combined.clauses
    unasked = [clause for clause in clauses if not clause.asked]
    unshown = [clause for clause in clauses if clause.asked and clause.colour is Colour.GREY]
    why, fix = _why_not_shown(combined.deciding, policy) if combined.deciding else ("", "")
    sentence = because(
        "as_far_as_asked" if note == "not_asked" else note,
        proven=sum(clause.colour is Colour.GREEN for clause in clauses),
        clauses=len(clauses),
        unasked=said(unasked),
        unshown=said(unshown),
        ask="; ".join(_tests(unasked, lines)),
        why=why,
        fix=fix,
    )
    beside = f" Not shown: {said(unshown)}." if note == "not_asked" and unshown else ""
    return sentence.text + beside, sentence.fix


def _why_not_shown(line: LineFinding, policy: Policy) -> tuple[str, str]:
    """Why the line that could prove a clause shows nothing; a record that nobody checked is no more than paper."""
    if "not_checked" in line.flags:
        sentence = because("not_checked")
        return f"{line.title}: {sentence.text}", _to_do(line, sentence.fix)
    text, fix = line_sentence(line, policy)
    return f"{line.title}: {text}", _to_do(line, fix)


def _to_do(line: LineFinding, fix: str) -> str:
    """What to do of a paper or a figure by its name: "write it" stands by itself in a list of gaps."""
    return fix if line.kind == "audit" else f"{line.title}: {fix}"


def said(clauses: Sequence[ClauseFinding]) -> str:
    """Clauses in their own words, one after another."""
    return "; ".join(clause.says.rstrip(".") for clause in clauses)


def _tests(clauses: Sequence[ClauseFinding], lines: Sequence[LineFinding]) -> list[str]:
    """What could answer each clause: the first of its lines, by title."""
    titles = {line.id: line.title for line in lines}
    return [titles[clause.lines[0]] for clause in clauses if clause.lines]


def _practice(lines: Sequence[LineFinding], deciding: LineFinding) -> LineFinding | None:
    looked = [line for line in lines if line.live and line.strength in ("A", "B")]
    return next((line for line in looked if line.id == deciding.id), looked[0] if looked else None)


def _around(combined: Combined, lines: Sequence[LineFinding]) -> dict[str, object]:
    """Facts about the criterion's other lines that combining sentences name."""
    line = combined.deciding
    required = next((other for other in lines if other.required), None)
    lacking = [o.title for o in lines if not o.live and o.strength in ("A", "B") and o.owner == "force"]
    return {
        "against": _dated(line) if line else "another source",
        "required": required.title if required else "an audit of cases chosen at random",
        "missing": "; ".join(lacking[:3]) or "a measure, or a record of use checked by a second person",
        "unsafe": sum(other.unsafe for other in lines),
        "unsafe_high": sum(other.unsafe_high for other in lines),
    }


def _dated(line: LineFinding) -> str:
    """A line by its title; a judgement with its day, since an old one stands until it is made anew (A14)."""
    return f"{line.title} of {line.last}" if line.kind == "judgement" and line.last else line.title


def _with_warnings(text: str, note: str, combined: Combined, lines: Sequence[LineFinding]) -> str:
    extra: list[str] = []
    if "failures_seen" in combined.notes and note != "failures_seen":
        hidden = [line for line in lines if failed_unproven(line)]
        failed = sum(line.counts.failures for line in hidden)
        extra.append(f"Failures were seen all the same: {failed} in {_named(hidden)}.")
    if "concern" in combined.notes and note != "concern":
        extra.append("What hand-picked cases showed is a concern.")
    if "figure_unexplained" in combined.notes and note != "figure_unexplained":
        doubted = [
            f"{_named([line])}, {_seen(line, line.counts)}, is {line.questioned}"
            for line in lines
            if line.questioned
        ]
        extra.append(f"To be questioned: {'; '.join(doubted)}.")
    if "unsafe" in combined.notes and note not in ("unsafe", "unsafe_high_risk"):
        extra.append(f"Sampled cases not recorded as made safe: {sum(line.unsafe for line in lines)}.")
    if "single_source" in combined.notes and note != "single_source":
        extra.append("It rests on a single source besides.")
    if "conflict" in combined.notes and note != "conflict":
        extra.append("The evidence disagrees: explain it or test again within 30 days.")
    unasked = [clause for clause in combined.clauses if not clause.asked]
    if note != "not_asked" and unasked and len(unasked) < len(combined.clauses):
        extra.append(f"Not asked: {said(unasked)}.")
    if "admitted_weakness" in combined.notes:
        extra.append("The force's own judgement admits a weakness here.")
    if any("partial_credited" in line.flags for line in lines):
        extra.append("Partial answers count in part or in full here, as the form says.")
    if any("partial_sensitive" in line.flags for line in lines):
        extra.append("Counting partial answers as met would change a colour here.")
    return " ".join([text, *extra])


def _named(lines: Sequence[LineFinding]) -> str:
    return ", ".join(line.title for line in lines)


def theme_sentence(
    colour: Colour, limited_by: Sequence[str], counts: dict[Colour, int], could_be: Colour | None = None
) -> str:
    """What the theme is made of, and which criteria hold it where it is.

    ``could_be``: what it would be if all that is not known had failed, where that holds it (A6).
    """
    made_of = ", ".join(f"{counts[c]} {c.value.capitalize()}" for c in Colour if counts[c])
    if colour is Colour.GREEN or not limited_by:
        return f"Made of {made_of}." if made_of else "No criterion in scope."
    unclear = f" Unclear answers could make it {could_be.value.capitalize()}." if could_be else ""
    return f"Made of {made_of}. Held here by: {', '.join(limited_by)}.{unclear}"
