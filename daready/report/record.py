"""The assessment as the promised JSON: fields may be added, never moved (docs/commands.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from daready.planning.followed import Plan
from daready.planning.gaps import Gap
from daready.report.actions import actions_record
from daready.report.asked import tally
from daready.report.cuts import cuts_record
from daready.report.made_safe import days_waited
from daready.report.made_safe import record as made_safe_record
from daready.report.moderated import moderated_record, moderated_to
from daready.report.overall import overall_record
from daready.report.removal import remarks_record, removed_record
from daready.report.scope import scope_record
from daready.scoring.model import (
    Agreement,
    Assessment,
    CriterionFinding,
    DistrictFinding,
    LineFinding,
    RequirementFinding,
    Trend,
)


def assessment_record(
    assessment: Assessment, gaps: Sequence[Gap], account: Mapping[str, object], plan: Plan | None = None
) -> dict[str, object]:
    """Everything found, as plain data. ``account`` is the totals of what was read and set aside."""
    assessed, of = assessment.share_assessed
    return {
        "as_at": assessment.as_at.isoformat(),
        "inspection": _day(assessment.inspection),
        "rubric": {"fingerprint": assessment.fingerprint},
        "account": dict(account),
        "overall": {
            "colour": assessment.overall.value,
            "share_assessed": _rounded(assessed / of) if of else 0,
            "assessed": assessed,
            "criteria": of,
            **overall_record(assessment),
        },
        "themes": [
            {
                "id": t.id,
                "title": t.title,
                "colour": t.colour.value,
                "reason": t.reason,
                "limited_by": [*t.limited_by],
                "about_green": _rounded(t.about_green),
            }
            for t in assessment.themes
        ],
        "safety_checked": assessment.safety_checked,
        "needs_someone_today": len(assessment.needs_someone_today),
        "needs_someone_today_places": [
            {
                "file": case.place.file,
                "sheet": case.place.sheet,
                "row": case.place.row,
                "high_risk": case.high_risk,
                "questions": [*case.questions],
                "days_since_audit": days_waited(case, assessment.as_at),
            }
            for case in assessment.needs_someone_today
        ],
        "made_safe": [made_safe_record(one) for one in assessment.made_safe],
        "selection_claimed": assessment.selection_claimed,
        "selection_not_stated": assessment.selection_not_stated,
        "direct_looks": assessment.direct_looks,
        "expected_wrong": {
            "greens": round(assessment.false_greens.wrong, 2),
            "of_greens": assessment.false_greens.of,
            "reds": round(assessment.false_reds.wrong, 2),
            "of_reds": assessment.false_reds.of,
        },
        "districts": [_district(found) for found in assessment.districts],
        "questions_to_reword": [_agreement(one) for one in assessment.reword],
        "criteria": [_criterion(finding) for finding in assessment.criteria],
        "frameworks": [
            {
                "id": framework.id,
                "title": framework.title,
                "edition": framework.edition,
                "inspection": framework.inspection,
                "standing": asdict(tally(framework.requirements)),
                "requirements": [_requirement(requirement) for requirement in framework.requirements],
            }
            for framework in assessment.frameworks
        ],
        "frameworks_not_in_force": [*assessment.hidden_frameworks],
        "gaps": [
            {
                "criterion": gap.criterion,
                "kind": gap.kind,
                "tier": gap.tier,
                "to_green": gap.to_green,
                "cases_to_green": gap.cases_to_green,
                "owner_role": gap.owner_role,
                "remedy": gap.remedy,
                "action": gap.action.action.id if gap.action else None,
            }
            for gap in gaps
        ],
        "actions": actions_record(plan) if plan else [],
        "cuts_changed": cuts_record(assessment),
        "own_questions": [_line(line) for line in assessment.own],
        "left_out": scope_record(assessment.left_out),
        "moderated": moderated_record(assessment),
        "removed": removed_record(assessment.removed, assessment.of_the_ledger.first),
        **remarks_record(assessment.of_the_ledger),
        "self_assessment": "This is a self-assessment, not an inspection grade.",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _criterion(finding: CriterionFinding) -> dict[str, object]:
    return {
        "id": finding.id,
        "ref": finding.ref,
        "theme": finding.theme,
        "title": finding.title,
        "short": finding.short or None,
        "critical": finding.critical,
        "owner_role": finding.owner_role,
        "colour": finding.colour.value,
        "amber": finding.amber,
        "rule": finding.rule,
        "notes": [*finding.notes],
        "reason": finding.reason,
        "to_green": finding.to_green,
        "assurance": finding.assurance,
        "on_inspection_day": finding.on_inspection_day.value if finding.on_inspection_day else None,
        "previous": finding.previous.value if finding.previous else None,
        "movement": finding.movement,
        "moderated_to": moderated_to(finding),
        "lines": [_line(line) for line in finding.lines],
        "clauses": [
            {
                "id": clause.id,
                "says": clause.says,
                "colour": clause.colour.value,
                "note": clause.note,
                "asked": clause.asked,
                "lines": [*clause.lines],
            }
            for clause in finding.clauses
        ],
        "as_far_as_asked": {
            "proven": len(finding.proven),
            "asked": len(finding.clauses) - len(finding.not_asked),
            "all": len(finding.clauses),
        },
    }


def _line(line: LineFinding) -> dict[str, object]:
    counts = line.counts
    return {
        "id": line.id,
        "kind": line.kind,
        "title": line.title,
        "class": line.strength,
        "required": line.required,
        "owner": line.owner,
        "colour": line.colour.value,
        "note": line.note,
        "then": line.then or None,
        "rule": line.rule,
        "flags": [*line.flags],
        "yes": counts.yes,
        "partial": counts.partial,
        "no": counts.no,
        "not_applicable": counts.not_applicable,
        "questioned": line.questioned or None,
        "set_apart": line.set_apart or None,
        "set_apart_cases": line.counts.set_apart,
        "not_recorded": counts.not_recorded,
        "blank": counts.blank,
        "not_understood": counts.not_understood,
        "n_eff": _rounded(line.n_eff),
        "s_eff": _rounded(line.s_eff),
        "p_green": _rounded(line.p_green),
        "p_red": _rounded(line.p_red),
        "green_from": line.green_from,
        "freshness": line.freshness,
        "from": _day(line.first),
        "to": _day(line.last),
        "expires": _day(line.expires),
        "claimed": line.claimed,
        "sources": [
            {"file": source.file, "sheet": source.sheet, "rows": [*source.rows]} for source in line.sources
        ],
        "points": [{"month": str(p.month), "met": p.met, "of": p.of} for p in line.points],
        "trend": _trend(line.trend) if line.trend else None,
        "agreement": _agreement(line.agreement) if line.agreement else None,
    }


def _district(found: DistrictFinding) -> dict[str, object]:
    line = found.line
    return {
        "district": found.district,
        "criterion": found.criterion,
        "line": line.id,
        "colour": line.colour.value,
        "note": line.note,
        "yes": line.counts.yes,
        "of": line.counts.n,
        "n_eff": _rounded(line.n_eff),
    }


def _trend(trend: Trend) -> dict[str, object]:
    """The chart of a line (method R2): its course and assurance, and what each month was judged against."""
    return {
        "chart": trend.kind,
        "trial": trend.trial,
        "course": trend.course,
        "assurance": trend.assurance,
        "sigma_z": _rounded(trend.sigma_z),
        "points": [
            {
                "month": str(p.month),
                "mean": _rounded(p.mean),
                "lower": _rounded(p.lower),
                "upper": _rounded(p.upper),
                "cause": p.cause,
            }
            for p in trend.points
        ],
    }


def _agreement(found: Agreement) -> dict[str, object]:
    return {
        "question": found.question,
        "pairs": found.pairs,
        "agreed": found.agreed,
        "ac1": _rounded(found.ac1),
        "kappa": _rounded(found.kappa),
        "reliability": found.reliability,
    }


def _rounded(value: float | None) -> float | None:
    """Eight places: enough to check by hand, and the same on every machine."""
    return None if value is None else round(value, 8)


def _requirement(requirement: RequirementFinding) -> dict[str, object]:
    return {
        "id": requirement.id,
        "ref": requirement.ref,
        "owner": requirement.owner,
        "colour": requirement.colour.value,
        "met_by": [*requirement.met_by],
        "relations": [*requirement.relations],
        "in_part": requirement.in_part,
        "colour_then": requirement.colour_then.value if requirement.colour_then else None,
        "since_then": requirement.since_then,
        "clauses": [*requirement.clauses],
        "evidence": requirement.evidence,
        "wording": requirement.wording,
        "verified": requirement.verified,
    }
