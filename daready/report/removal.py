"""What was removed or corrected, what questions changed, and how it was signed: in a line or two each (A15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from daready.evidence.model import UNDATED, Removed
from daready.messages.removal import REASONS
from daready.report.moderated import moderated_told
from daready.report.shapes import day
from daready.report.words import count
from daready.scoring.model import Assessment
from daready.scoring.of_the_ledger import OfTheLedger

_NAMED = 3
"""How many of a kind a line names before it counts the rest."""
LISTED = 10

HOW = {
    "replaced": "gone from the sheet that replaced it",
    "withdrawn": "gone with its sheet",
    "corrected": "another answer stands there now",
    "purged": "deleted under retention while in doubt",
}


def page_one(assessment: Assessment) -> list[str]:
    """Everything of this kind that the first page has to say, most serious first; nothing where there is nothing."""
    said = [removed_told(assessment.removed, assessment.of_the_ledger.first)]
    of_the_ledger = (*_questions(assessment.of_the_ledger), *_signing(assessment))
    return [line for line in (*said, *moderated_told(assessment), *of_the_ledger) if line]


def removed_told(gone: Sequence[Removed], since: date | None) -> str:
    """How many cases are gone or corrected, why, and how many of them nobody has accounted for."""
    if not gone:
        return ""
    cases = _by_case(gone)
    have = (
        "case that failed or was unsafe has" if len(cases) == 1 else "cases that failed or were unsafe have"
    )
    reasons = Counter(_reason(each) for each in cases.values())
    open_ = reasons.pop(None, 0)
    why = [f"no reason given, so in doubt ({open_}; daready account-for says why)"] if open_ else []
    why += [f"{REASONS.get(code or '', code)} ({number})" for code, number in reasons.most_common()]
    unsafe = sum(
        any(one.unsafe and one.safe_on is None and one.reason is None for one in each)
        for each in cases.values()
    )
    waiting = f" {count(unsafe, 'of them was', 'of them were')} unsafe." if unsafe else ""
    from_ = f" since {day(since)}" if since else ""
    return f"{len(cases)} {have} been removed or corrected{from_}: {'; '.join(why)}.{waiting}"


def _by_case(gone: Iterable[Removed]) -> Mapping[tuple[object, ...], Sequence[Removed]]:
    """The answers of each case. Totals, and what retention deleted, have no row of their own for each case: there
    each answer to one question stands for a case.
    """
    found: dict[tuple[object, ...], list[Removed]] = {}
    times = Counter[tuple[object, ...]]()
    for one in gone:
        spot = one.load, one.place
        times[spot, one.question] += 1
        found.setdefault((spot, times[spot, one.question]), []).append(one)
    return found


def _reason(answers: Iterable[Removed]) -> str | None:
    return next((one.reason.code for one in answers if one.reason), None)


def _questions(said: OfTheLedger) -> Iterator[str]:
    changed = [one.title for one in said.questions_changed]
    if changed:
        what = count(len(changed), "question means", "questions mean")
        yield (
            f"{what} something else today than when sheets that count were read (wording, or what its answers say): "
            f"{_some(changed)}."
        )
    for one in said.adopted_anew:
        told = [
            f"{question} {name} {now} instead of {was}".strip() for question, name, was, now in one.changes
        ]
        yield (
            f"The form {one.form} was adopted anew by the {one.role} on {day(one.on)}: {_some(told)}. Sheets loaded "
            "before stay as they were read."
        )
    asked = [f"{one.title} (last in {one.last})" for one in said.no_longer_asked]
    if asked:
        yield f"{count(len(asked), 'question is', 'questions are')} no longer asked: {_some(asked)}."


def _signing(assessment: Assessment) -> Iterator[str]:
    said = assessment.of_the_ledger
    if said.back_dated:
        each = [
            f"{one.name} (as at {day(one.as_at)}, signed on {day(one.signed)})"
            for one in said.back_dated[::-1]
        ]
        yield (
            f"{count(len(each), 'assessment was', 'assessments were')} signed off long after the day spoken of, or "
            f"beside newer evidence: {_some(each)}."
        )
    if said.names_twice:
        each = [f"{one.name} ({', '.join(map(str, one.assessments))})" for one in said.names_twice]
        yield f"More than one assessment was signed off under one name: {_some(each)}."
    if said.rebased:
        each = [f"{one.line} from {day(one.since)}, by the {one.role}" for one in said.rebased]
        yield (
            f"{count(len(each), 'line begins', 'lines begin')} anew by decision, so that earlier months do not count: "
            f"{_some(each)}."
        )


def _some(named: Sequence[str]) -> str:
    more = len(named) - _NAMED
    return "; ".join(named[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def where(one: Removed) -> str:
    """Where an answer stood."""
    row = f"row {one.place.row}" if one.place.row else "row not kept"
    return f"{one.place.file} (load {one.load}) › {one.place.sheet} › {row}"


def listed(gone: Sequence[Removed], titles: Mapping[str, str], *, every: bool = False) -> Iterator[str]:
    """Each answer with its place, question and what became of it; counted beyond ten, unless ``every`` is wanted."""
    shown = len(gone) if every else LISTED
    for one in gone[:shown]:
        risk = ", high risk" if one.high_risk else ""
        until = f" until {day(one.safe_on)}" if one.safe_on else ""
        unsafe = f", unsafe{risk}{until}" if one.unsafe else ""
        yield f"{where(one)}: {titles.get(one.question, one.question)} ({HOW[one.how]}{unsafe})"
    if len(gone) > shown:
        yield f"and {len(gone) - shown} more"


def lost(gone: Sequence[Removed]) -> str:
    """How many cases count no longer, as the beginning of a sentence."""
    cases = cases_of(gone)
    if cases == 1:
        return "1 case that failed or was unsafe no longer counts as it did"
    return f"{cases} cases that failed or were unsafe no longer count as they did"


def cases_of(gone: Iterable[Removed]) -> int:
    """How many cases some answers are of."""
    return len(_by_case(gone))


def removed_record(gone: Sequence[Removed], since: date | None) -> dict[str, object]:
    """What is gone, for the JSON: no keys and no names."""
    cases = _by_case(gone)
    reasons = Counter(_reason(each) for each in cases.values())
    open_ = reasons.pop(None, 0)
    return {
        "cases": len(cases),
        "open": open_,
        "since": since.isoformat() if since and gone else None,
        "reasons": dict(sorted(reasons.items(), key=str)),
        "items": [_item(one) for one in gone],
    }


def _item(one: Removed) -> dict[str, object]:
    reason = one.reason
    return {
        "file": one.place.file,
        "load": one.load,
        "sheet": one.place.sheet,
        "row": one.place.row or None,
        "question": one.question,
        "month": None if one.month == UNDATED else str(one.month),
        "how": one.how,
        "unsafe": one.unsafe,
        "made_safe": one.safe_on.isoformat() if one.safe_on else None,
        "high_risk": one.high_risk,
        "reason": reason.code if reason else None,
        "role": reason.role if reason else None,
        "on": reason.on.isoformat() if reason else None,
    }


def remarks_record(said: OfTheLedger) -> dict[str, object]:
    """What the record itself gives cause to say, for the JSON."""
    return {
        "questions_changed": [
            {"question": one.question, "title": one.title, "loads": [*one.loads]}
            for one in said.questions_changed
        ],
        "no_longer_asked": [
            {"question": one.question, "title": one.title, "last": str(one.last)}
            for one in said.no_longer_asked
        ],
        "record_remarks": [
            *(
                {
                    "code": "signed_back_dated",
                    "assessment": one.assessment,
                    "name": one.name,
                    "as_at": one.as_at.isoformat(),
                    "signed": one.signed.isoformat(),
                }
                for one in said.back_dated
            ),
            *(
                {"code": "name_used_twice", "name": one.name, "assessments": [*one.assessments]}
                for one in said.names_twice
            ),
            *(
                {"code": "rebase_acting", "line": one.line, "since": one.since.isoformat(), "role": one.role}
                for one in said.rebased
            ),
            *(
                {
                    "code": "adopted_anew",
                    "form": one.form,
                    "role": one.role,
                    "on": one.on.isoformat(),
                    "changes": [
                        {"question": question, "name": name, "was": was, "now": now}
                        for question, name, was, now in one.changes
                    ],
                }
                for one in said.adopted_anew
            ),
        ],
    }
