"""An assessment made by hand, with every kind of thing a report must show, so that tests need no other room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from daready.evidence.model import Evidence, FileAccount, Month, Place, SheetAccount, Source
from daready.planning.gaps import Gap
from daready.report.shapes import Report
from daready.report.tables import report
from daready.rubric.model import Criterion, Form, Line, Policy, Rubric, Theme
from daready.rubric.terms import Colour
from daready.scoring.model import (
    AmberKind,
    Assessment,
    Counts,
    CriterionFinding,
    FrameworkFinding,
    LineFinding,
    RequirementFinding,
    Support,
    ThemeFinding,
    UnsafeCase,
)

AS_AT = date(2026, 6, 30)
SECRET_ROW = 4711
"""A row that evidence stands in. It may not be found anywhere in the managers' workbook."""

_G, _A, _R, _Y = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
_Spec = tuple[str, str, str, bool, Colour, AmberKind | None, tuple[str, ...], Counts]

_SPECS: tuple[_Spec, ...] = (
    ("U05", "contact", "Calls are graded by risk", False, _G, None, ("proven",), Counts(39, 0, 1)),
    (
        "U06",
        "contact",
        "Repeat victims are recognised",
        False,
        _A,
        "unproven",
        ("green_not_proven",),
        Counts(34, 1, 5),
    ),
    ("U07", "contact", "Attendance is in time", False, _G, None, ("proven",), Counts(58, 0, 2)),
    (
        "U08",
        "risk",
        "Every victim is risk assessed",
        True,
        _R,
        None,
        ("firm", "admitted_weakness"),
        Counts(25, 3, 10, 2, 2),
    ),
    (
        "U09",
        "risk",
        "Risk assessments are supervised",
        False,
        _A,
        "shortfall",
        ("recent_fall",),
        Counts(31, 2, 7),
    ),
    (
        "U10",
        "risk",
        "Immediate safety actions are done",
        True,
        _R,
        None,
        ("unsafe_high_risk",),
        Counts(38, 0, 2),
    ),
    ("U11", "risk", "Children are seen and heard", True, _Y, None, ("too_few",), Counts(9, 0, 1)),
    ("U12", "risk", "Referrals reach MARAC", False, _Y, None, ("selection_not_stated",), Counts(20, 0, 2)),
    ("U18", "investigation", "Body-worn video is used", False, _G, None, ("proven",), Counts(40)),
    (
        "U19",
        "investigation",
        "Investigation plans are set",
        False,
        _A,
        "unproven",
        ("single_source",),
        Counts(30, 0, 0),
    ),
    (
        "U20",
        "investigation",
        "Protective orders are sought",
        False,
        _A,
        "shortfall",
        ("document",),
        Counts(37, 0, 3),
    ),
    ("U21", "investigation", "Suspects are arrested in time", False, _Y, None, ("not_asked",), Counts()),
)

_THEMES = (("contact", "First contact"), ("risk", "Assessing risk"), ("investigation", "Investigation"))


def _line(ref: str, colour: Colour, note: str, counts: Counts) -> LineFinding:
    return LineFinding(
        id=f"case-audit/Q{ref[1:]}",
        kind="audit",
        title="Was it done, and recorded?",
        strength="A",
        colour=colour,
        note=note,
        rule="R1.4.3",
        required=True,
        counts=counts,
        n_eff=counts.n * 0.87,
        freshness="fresh" if counts.n else "missing",
        first=date(2026, 4, 1) if counts.n else None,
        last=AS_AT if counts.n else None,
        flags=("partial_sensitive",) if counts.partial else (),
        sources=(Support("June audit.xlsx", "DA audit", (SECRET_ROW,)),),
    )


def _paper(ref: str) -> LineFinding:
    return LineFinding(
        id=f"register/D{ref[1:]}",
        kind="document",
        title="Policy in date",
        strength="C",
        colour=Colour.AMBER,
        note="review_due",
        rule="R5.4",
        freshness="ageing",
        first=date(2024, 8, 1),
        last=date(2024, 8, 1),
    )


def criterion(spec: _Spec) -> CriterionFinding:
    ref, theme, title, critical, colour, amber, notes, counts = spec
    return CriterionFinding(
        id=f"c-{ref.lower()}",
        ref=ref,
        theme=theme,
        title=title,
        critical=critical,
        owner_role="Head of public protection",
        colour=colour,
        rule="R5.3",
        amber=amber,
        notes=notes,
        reason=f"{counts.yes} of {counts.n} sampled cases met the standard." if counts.n else "Nobody asked.",
        assurance="strong" if colour is Colour.GREEN else "moderate" if colour is not Colour.GREY else "none",
        lines=(_line(ref, colour, notes[0], counts), _paper(ref)),
        on_inspection_day=Colour.GREY if ref == "U07" else colour,
        previous=Colour.GREEN if ref == "U09" else None,
        movement="slipped" if ref == "U09" else None,
    )


def _frameworks() -> tuple[FrameworkFinding, ...]:
    def requirement(
        ref: str, owner: str, colour: Colour, *, part: bool = False, met: str = ""
    ) -> RequirementFinding:
        return RequirementFinding(
            id=f"r-{ref}",
            ref=ref,
            group="Risk",
            text=f"What number {ref} asks, in our words",
            owner=owner,
            verified=owner == "force",
            colour=colour,
            in_part=part,
            met_by=(met,) if met else (),
            reason="The worst of its criteria.",
        )

    return (
        FrameworkFinding(
            id="peel",
            title="PEEL assessment",
            edition="2025-27",
            publisher="HMICFRS",
            requirements=(
                requirement("4.1", "force", Colour.RED, met="c-u08"),
                requirement("4.2", "force", Colour.GREEN, part=True, met="c-u05"),
                requirement("4.3", "force", Colour.GREY),
                requirement("5.1", "cps", Colour.RED, met="c-u20"),
            ),
        ),
    )


def unsafe(row: int, *, file: str = "June audit.xlsx", high: bool = False) -> UnsafeCase:
    return UnsafeCase(Place(file, "DA audit", row), Month(2026, 6), high, ("Q31",), ("c-u10",))


def assessment() -> Assessment:
    criteria = tuple(criterion(spec) for spec in _SPECS)
    limits = {"contact": ("c-u06",), "risk": ("c-u08", "c-u10"), "investigation": ("c-u19", "c-u20", "c-u21")}
    colours = {"contact": Colour.AMBER, "risk": Colour.RED, "investigation": Colour.AMBER}
    themes = tuple(
        ThemeFinding(theme, title, colours[theme], "A critical criterion is red.", limits[theme])
        for theme, title in _THEMES
    )
    return Assessment(
        as_at=AS_AT,
        inspection=date(2026, 9, 14),
        fingerprint="3f9a1c0d",
        overall=Colour.RED,
        share_assessed=(9, 12),
        themes=themes,
        criteria=criteria,
        frameworks=_frameworks(),
        hidden_frameworks=("PEEL assessment 2021/22",),
        needs_someone_today=(unsafe(12, high=True), unsafe(31), unsafe(8, file="May audit.xlsx")),
        selection_claimed=2,
        selection_not_stated=1,
        direct_looks=9,
        false_greens=0.34,
        false_reds=0.61,
    )


def gaps(found: Assessment) -> tuple[Gap, ...]:
    tiers = {Colour.RED: 1, Colour.GREY: 2, Colour.AMBER: 7}
    return tuple(
        Gap(
            criterion=c.id,
            kind="practice" if c.colour is Colour.RED else "evidence",
            tier=tiers[c.colour],
            to_green="Audit 16 more cases, all of which meet the standard.",
            cases_to_green=None if c.notes[0] == "document" else 16,
            remedy="Brief supervisors, and dip sample ten cases a week until the rate holds.",
            owner_role=c.owner_role,
        )
        for c in found.criteria
        if c.colour is not Colour.GREEN
    )


def evidence() -> Evidence:
    audit = SheetAccount("DA audit", "case-audit", 3, 43, 40, {"undated": 2, "total": 1})
    notes = SheetAccount("Notes", None, None, 0, 0, {})
    june = FileAccount(Source("June audit.xlsx", "ab" * 32), "case-audit", (audit, notes), ())
    odd = FileAccount(Source("=cmd|' /C calc'!A0.xlsx", "cd" * 32), None, (), ())
    return Evidence(files=(june, odd))


POLICY = Policy(
    set_by="the force's public protection lead",
    agreed=None,
    why="Where forces actually work, these agree with the domain's own rule of thumb.",
    red_below=0.75,
    green_from=0.85,
    green_from_critical=0.9,
    green_conf=0.8,
    firm_conf=0.8,
    n_min=12,
    early_n=5,
    early_conf=0.95,
    prior=(0.5, 0.5),
    not_recorded="fail",
    half_life_months=3,
    max_age_months=12,
    recent_fall_conf=0.99,
    na_high=0.5,
    nr_high=0.2,
    min_lines_for_green=2,
    alone_from_n_eff=40,
    measure_max_age_months=2,
    measure_window_months=3,
    measure_min_denominator=20,
    document_warn_days=60,
    judgement_days=90,
    ageing_from=0.75,
    theme_share=0.2,
)


def rubric() -> Rubric:
    own = Criterion(
        id="c-u05",
        ref="U05",
        title="Calls are graded by risk",
        statement="Calls are graded by risk.",
        owner_role="Head of contact",
        why="Delay harms.",
        remedy="Brief.",
        lines=(Line(question="case-audit/Q05", required=True, green_from=0.95, red_below=0.8),),
    )
    form = Form(id="case-audit", title="Case audit", version="1", row="case", why="To look.", columns=())
    return Rubric(
        fingerprint="3f9a1c0d",
        policy=POLICY,
        themes=(Theme(id="contact", title="First contact", order=1, criteria=(own,)),),
        frameworks=(),
        forms=(form,),
        examples=(),
    )


def a_report(found: Assessment | None = None) -> Report:
    found = found or assessment()
    return report(found, gaps(found), evidence(), rubric(), version="0.1.0")


def empty() -> Assessment:
    """What an empty folder gives: nothing assessed, and nothing to be done for anybody today."""
    grey = tuple(
        replace(c, colour=Colour.GREY, amber=None, notes=("not_asked",), lines=(), on_inspection_day=None)
        for c in assessment().criteria
    )
    return replace(
        assessment(),
        inspection=None,
        criteria=grey,
        frameworks=(),
        hidden_frameworks=(),
        share_assessed=(0, len(grey)),
        themes=tuple(replace(theme, colour=Colour.GREY) for theme in assessment().themes),
        needs_someone_today=(),
        selection_claimed=0,
        selection_not_stated=0,
        direct_looks=0,
        false_greens=0.0,
        false_reds=0.0,
    )
