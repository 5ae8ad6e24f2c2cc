"""The plan as the public may see it: colours, reasons in bands, what has to be done, by which role and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daready.planning.gaps import Gap
from daready.report.actions import due_words, role_of, standing
from daready.report.colours import SHOWN, look
from daready.report.page import Shade, environment, fingerprint
from daready.report.partner import Release, reason
from daready.report.shapes import day
from daready.report.whole import SIGNED
from daready.scoring.model import Assessment, CriterionFinding

_STYLE = """
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem 3rem; color: #16202c; background: #fff; }
body { font: 16px/1.45 Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { margin-top: 2rem; font-size: 1.25rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .5rem 0; }
th, td { border-bottom: 1px solid #d3d9e0; padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; }
.shade { display: inline-block; padding: .05rem .5rem; border-radius: 3px; font-weight: 700; white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } }
@media (max-width: 40rem) {
  thead { display: none; } tr, td, th { display: block; border: 0; padding: .1rem 0; }
  tr { border-bottom: 1px solid #d3d9e0; padding: .5rem 0; }
}
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """One criterion as the public sees it; ``to_do`` is what has to be done, empty where nothing is needed."""

    finding: CriterionFinding
    shade: Shade
    why: str
    to_do: str
    role: str
    when: str


def public_plan(
    assessment: Assessment, gaps: Sequence[Gap], *, force: str, version: str, before: Release
) -> str:
    """The page as HTML: no script, nothing loaded, no name, no case, no count. ``before``: the counts of the release
    before, so that small changes are hidden too.
    """
    by_criterion = {gap.criterion: gap for gap in gaps}
    themes = [
        (
            theme.title,
            [_line(c, by_criterion.get(c.id), before) for c in assessment.criteria if c.theme == theme.id],
        )
        for theme in assessment.themes
    ]
    style = _style()
    return (
        environment()
        .get_template("public.html")
        .render(
            title="Domestic abuse: our plan",
            force=force,
            as_at=day(assessment.as_at),
            signed=f"{SIGNED} {version}",
            themes=themes,
            meanings=[(Shade.of(*shown), look(*shown).meaning) for shown in SHOWN],
            style=style,
            policy=f"default-src 'none'; style-src '{fingerprint(style)}'; base-uri 'none'; form-action 'none'",
        )
    )


def _line(c: CriterionFinding, gap: Gap | None, before: Release) -> _Line:
    shade, why = Shade.of(c.colour, c.amber), reason(c, before)
    if gap is None:
        return _Line(c, shade, why, "", c.owner_role, "")
    when = f"{due_words(gap)}: {standing(gap.action, counted=False)}" if gap.action else "date to be set"
    return _Line(c, shade, why, gap.standing_remedy, role_of(gap), when)


def _style() -> str:
    fills = [
        f".shade.{Shade.of(*shown).name} {{ background: {look(*shown).fill}; color: {look(*shown).ink}; }}"
        for shown in SHOWN
    ]
    return "\n".join([_STYLE, *fills])
