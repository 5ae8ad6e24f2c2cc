"""How the collecting stands: what has come in, what is missing, what goes stale, who waits, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from daready.evidence.model import UNDATED, Evidence, Month
from daready.report.made_safe import waited
from daready.report.shapes import day
from daready.report.terminal import told
from daready.report.words import count, nobody_waiting
from daready.rubric.model import Rubric
from daready.scoring.model import Assessment
from daready.scoring.reasons import last_day

_SHOWN = 12
"""So many months stand side by side in 80 columns."""
_MONTHLY = 3
"""A form that came in for so many different months is expected every month: a local choice."""
_AHEAD = timedelta(days=183)
"""How far ahead a screen looks for what goes stale; the JSON has all of it."""
_LABEL, _CELL = 20, 5
_SOME = 5

Of = tuple[str, str | None]
"""A form, and a district where sheets name one."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in of a form, and of a district where sheets name one: cases or figures by month (an ordinal)."""

    form: str
    title: str
    district: str | None
    months: Mapping[int, int]

    def missing(self, until: Month) -> list[Month]:
        """The months without any, from the first that came to ``until``; none of a form that is not monthly."""
        if len(self.months) < _MONTHLY:
            return []
        return [Month.at(at) for at in range(min(self.months), until.ordinal + 1) if at not in self.months]


@dataclass(frozen=True, slots=True)
class Ends:
    """Evidence of a criterion that counts for the last time on a day as it does now."""

    on: date
    ref: str
    line: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody has to do: by when, what, in which role; ``late`` where the day has passed."""

    on: date | None
    what: str
    role: str
    late: bool


@dataclass(frozen=True, slots=True)
class Status:
    """All of it as at a day. ``until`` is the last whole month before it."""

    as_at: date
    until: Month
    arrived: tuple[Arrived, ...]
    ends: tuple[Ends, ...]
    due: tuple[Due, ...]


def status_of(
    rubric: Rubric, assessment: Assessment, evidence: Evidence, others_due: Iterable[Due] = ()
) -> Status:
    """The status as at the day of an assessment; ``others_due``: what is due beside what the assessment shows."""
    ends = {
        Ends(last, c.ref, line.title)
        for c in assessment.criteria
        for line in c.lines
        if line.live and (last := last_day(line)) is not None
    }
    return Status(
        as_at=assessment.as_at,
        until=Month.of(assessment.as_at).later(-1),
        arrived=tuple(_arrived(rubric, evidence)),
        ends=tuple(sorted(ends, key=lambda one: (one.on, one.ref, one.line))),
        due=tuple(sorted((*others_due, *_due(assessment, evidence)), key=_soonest)),
    )


def _arrived(rubric: Rubric, evidence: Evidence) -> Iterator[Arrived]:
    found: dict[Of, Counter[int]] = {}
    for sheet in evidence.cases:
        for month, district in zip(sheet.cases.months, sheet.cases.district, strict=True):
            for of in {(sheet.form, None), (sheet.form, district)}:
                found.setdefault(of, Counter())[month] += 1
    for figure in evidence.figures:
        for of in {(figure.form, None), (figure.form, figure.district)}:
            found.setdefault(of, Counter())[figure.month.ordinal] += 1
    order = {form.id: at for at, form in enumerate(rubric.forms)}
    for form, district in sorted(found, key=lambda of: (order[of[0]], of[1] or "")):
        yield Arrived(form, rubric.form[form].title, district, dict(found[form, district]))


def _due(assessment: Assessment, evidence: Evidence) -> Iterator[Due]:
    for finding in assessment.criteria:
        one = finding.moderated
        if one is not None:
            yield Due(
                one.until, f"{finding.ref}: the moderation ends", one.role, one.until < assessment.as_at
            )
    unsaid = {(one.load, one.place) for one in assessment.removed if one.reason is None}
    if unsaid:
        cases = count(
            len(unsaid), "case that is gone or corrected has", "cases that are gone or corrected have"
        )
        yield Due(None, f"{cases} no reason yet (daready account-for)", "", late=False)
    for notice in evidence.general:
        if notice.code == "evidence_not_loaded":
            yield Due(None, f"{notice.message} {notice.fix}", "", late=False)


def _soonest(one: Due) -> tuple[bool, date, str]:
    return one.on is None, one.on or date.max, one.what


def told_status(status: Status, assessment: Assessment) -> Iterator[str]:
    """One screen of 80 columns."""
    yield from _waiting(assessment)
    yield ""
    yield from _grid(status)
    yield from _missing(status)
    yield from _stale(status)
    yield ""
    yield "Due" if status.due else "Nothing is due."
    for one in status.due:
        when = f"{day(one.on)}{' (late)' if one.late else ''}: " if one.on else ""
        role = f" ({one.role})" if one.role else ""
        yield from told(f"{when}{one.what}{role}", "  ", "    ")


def _waiting(assessment: Assessment) -> Iterator[str]:
    cases = assessment.needs_someone_today
    if not cases:
        yield from told(nobody_waiting(assessment))
        return
    yield f"{count(len(cases), 'case needs', 'cases need')} someone today"
    for case in cases[:_SOME]:
        risk = "HIGH RISK  " if case.high_risk else ""
        since = waited(case.month, case.day, assessment.as_at)
        where = f"{case.place.file} › {case.place.sheet} › row {case.place.row}"
        yield from told(f"{risk}{where}, {since}", "  ", "    ")
    if len(cases) > _SOME:
        yield f"  and {len(cases) - _SOME} more: daready safe lists them"


def _grid(status: Status) -> Iterator[str]:
    if not status.arrived:
        yield "No cases and no figures have come in."
        return
    newest = max(at for one in status.arrived for at in one.months)
    last = max(status.until.ordinal, min(newest, status.until.ordinal + 1))
    months = [Month.at(at) for at in range(last - _SHOWN + 1, last + 1)]
    years = [str(month.year) if month == months[0] or month.month == 1 else "" for month in months]
    yield f"{'Come in':<{_LABEL}}" + "".join(f"{month.first:%b}".rjust(_CELL) for month in months)
    yield (" " * _LABEL + "".join(year.rjust(_CELL) for year in years)).rstrip()
    for one in status.arrived:
        label = one.title if one.district is None else f"  {one.district}"
        cells = "".join(_cell(one.months.get(month.ordinal, 0)).rjust(_CELL) for month in months)
        yield f"{_cut(label):<{_LABEL}}{cells}"


def _cell(number: int) -> str:
    return "." if not number else str(number) if number < 10_000 else f"{number // 1000}k"


def _cut(label: str) -> str:
    return label if len(label) < _LABEL else f"{label[: _LABEL - 2]}…"


def _missing(status: Status) -> Iterator[str]:
    whole = {one.form: one.missing(status.until) for one in status.arrived if one.district is None}
    said = [
        (one, gaps)
        for one in status.arrived
        if (gaps := one.missing(status.until)) and (one.district is None or gaps != whole[one.form])
    ]
    yield ""
    yield "Missing" if said else "Nothing that comes every month is missing."
    for one, gaps in said:
        of = one.title if one.district is None else f"{one.title}, {one.district}"
        yield from told(f"{of}: {', '.join(_runs(gaps))}", "  ", "    ")


def _runs(months: Sequence[Month]) -> Iterator[str]:
    """Months in words, those that follow each other together."""
    first = last = months[0]
    for month in (*months[1:], None):
        if month is not None and month == last.later(1):
            last = month
            continue
        yield f"{first.first:%B %Y}" + ("" if first == last else f" to {last.first:%B %Y}")
        if month is not None:
            first = last = month


def _stale(status: Status) -> Iterator[str]:
    soon: dict[date, list[Ends]] = {}
    for one in status.ends:
        if one.on <= status.as_at + _AHEAD:
            soon.setdefault(one.on, []).append(one)
    yield ""
    yield "Goes stale" if soon else "Nothing goes stale in the next half year."
    for on, ends in [*soon.items()][:_SOME]:
        refs = ", ".join(dict.fromkeys(one.ref for one in ends))
        when = "past its day since" if on < status.as_at else "as it is until"
        yield from told(f"{when} {day(on)}: {count(len(ends), 'line', 'lines')} of {refs}", "  ", "    ")
    if len(soon) > _SOME:
        yield f"  and {count(len(soon) - _SOME, 'later day', 'later days')} (--json has them)"


def status_record(status: Status, assessment: Assessment) -> dict[str, object]:
    """The same for the JSON, all of it."""
    return {
        "as_at": status.as_at.isoformat(),
        "needs_someone_today": len(assessment.needs_someone_today),
        "arrived": [
            {
                "form": one.form,
                "district": one.district,
                "months": {_month(at): number for at, number in sorted(one.months.items())},
                "missing": [str(month) for month in one.missing(status.until)],
            }
            for one in status.arrived
        ],
        "stale": [asdict(one) | {"on": one.on.isoformat()} for one in status.ends],
        "due": [asdict(one) | {"on": one.on.isoformat() if one.on else None} for one in status.due],
    }


def _month(ordinal: int) -> str | None:
    return None if ordinal == UNDATED.ordinal else str(Month.at(ordinal))
