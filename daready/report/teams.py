"""What goes back to the teams: good practice and learning by team and month, and where a supervisor finds each case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from daready.evidence.model import CaseSheet, Evidence, Month
from daready.report.bound import Report
from daready.report.learning import Coded, coded_cases
from daready.report.shapes import Block, Column, Row, Summary, Table, day, filled, row
from daready.report.words import count, nobody_waiting
from daready.rubric.model import Question, Rubric
from daready.rubric.terms import Outcome
from daready.scoring.model import Assessment

_NO_TEAM = "no team said"
_FAILED = (Outcome.NO, Outcome.PARTIAL, Outcome.NOT_RECORDED)


def teams_report(assessment: Assessment, evidence: Evidence, rubric: Rubric, *, version: str) -> Report:
    """Codes, counts and places; never an answer's words, a name or a case reference."""
    cases = sorted(coded_cases(evidence, rubric), key=_order)
    waiting = sum(not one.fed_back for one in cases)
    today, as_at = len(assessment.needs_someone_today), assessment.as_at
    lines = (
        f"{count(today, 'case needs', 'cases need')} someone today: the annex says where."
        if today
        else nobody_waiting(assessment),
        f"{count(len(cases), 'case')} coded as good practice or learning; {waiting:,} not fed back yet.",
        f"As at {day(as_at)}. For supervisors: give each team its own rows, and read out what went well first.",
        "A team of few is a person: what stands here is for learning, and says nothing of anybody's performance.",
        "What was learnt is in the audit workbook, in the auditor's words, which daready does not keep.",
    )
    about = Block("What this is", lines)
    return Report(
        title=f"Good practice and learning for the teams as at {day(as_at)}",
        as_at=as_at,
        version=version,
        summary=Summary("About", "Good practice and learning for the teams", (60, 20, 20, 25), (about,)),
        tables=(_by_team(cases), _places(cases, rubric)),
    )


def _order(one: Coded) -> tuple[str, Month, str, str]:
    return _team(one), one.case.month, one.sheet.source.file, one.sheet.sheet


def _team(one: Coded) -> str:
    return one.case.district or _NO_TEAM


def _by_team(cases: Sequence[Coded]) -> Table:
    columns = (
        Column("Team", 24),
        Column("Month", 14),
        Column("Kind", 20),
        Column("Theme", 26),
        Column("Cases", 10, "count"),
        Column("Fed back", 12, "count"),
        Column("Not yet", 10, "count"),
    )
    coded = Counter((_team(one), one.case.month, one.kind, one.theme) for one in cases)
    told = Counter((_team(one), one.case.month, one.kind, one.theme) for one in cases if one.fed_back)
    rows = [
        row(
            team,
            str(month),
            kind,
            theme,
            number,
            told[team, month, kind, theme],
            number - told[team, month, kind, theme],
        )
        for (team, month, kind, theme), number in sorted(coded.items())
    ]
    return Table("By team", "By team and month", "by_team", columns, filled(columns, rows))


def _places(cases: Sequence[Coded], rubric: Rubric) -> Table:
    columns = (
        Column("Team", 24),
        Column("Month", 14),
        Column("File", 36),
        Column("Sheet", 20),
        Column("Row", 8, "count"),
        Column("Kind", 18),
        Column("Theme", 24),
        Column("Fed back", 10),
        Column("Not met", 60),
    )
    rows = [_place(one, rubric) for one in cases]
    return Table("Places", "Where each case is", "places", columns, filled(columns, rows))


def _place(one: Coded, rubric: Rubric) -> Row:
    place = one.sheet.place(one.at)
    return row(
        _team(one),
        str(one.case.month),
        place.file,
        place.sheet,
        place.row,
        one.kind,
        one.theme,
        "yes" if one.fed_back else "not yet",
        "; ".join(_not_met(one.sheet, one.at, rubric)) or "nothing",
    )


def _not_met(sheet: CaseSheet, at: int, rubric: Rubric) -> list[str]:
    """The questions a case did not meet, that are the force's and count."""
    asked = ((name, rubric.item.get(f"{sheet.form}/{name}")) for name in sheet.questions)
    return [
        item.title
        for name, item in asked
        if isinstance(item, Question) and item.owner == "force" and not item.unscored
        if sheet.answer(at, name) in _FAILED
    ]
