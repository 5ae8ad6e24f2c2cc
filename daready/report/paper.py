"""Draws the board paper: the form committees know, generated from the assessment, to be edited by people."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from daready.planning.boards import SinceMet
from daready.planning.followed import Plan
from daready.planning.gaps import Gap
from daready.planning.in_hand import InHand
from daready.report.actions import answers_to, by_urgency, due_words, plan_told, role_of, standing, taken
from daready.report.asked import colour_words
from daready.report.boards import since_told
from daready.report.charts import month_png, points_told, worth_drawing
from daready.report.colours import SHOWN, look
from daready.report.documents import Numbered, describe, fill, headed, repeat, saved, shape
from daready.report.first.view import FirstPage
from daready.report.first_page import noted
from daready.report.moderated import moderated_of
from daready.report.overall import overall
from daready.report.parts import never_asked
from daready.report.register import register_told
from daready.report.shapes import day
from daready.report.summary import limits
from daready.report.whole import write_whole
from daready.report.words import count, nobody_waiting
from daready.rubric.terms import Colour
from daready.scoring.model import (
    AmberKind,
    Assessment,
    CriterionFinding,
    FrameworkFinding,
    LineFinding,
    RequirementFinding,
)

if TYPE_CHECKING:
    from docx.document import Document

FRAMEWORKS_NAMED = 3
ACTIONS_SHOWN = 7


def write_paper(
    assessment: Assessment,
    gaps: Sequence[Gap],
    path: str | os.PathLike[str],
    *,
    version: str,
    marking: str,
    to: str,
    sender: str,
    first: FirstPage,
    plan: Plan | None = None,
    board: str | None = None,
    headings: FrameworkFinding | None = None,
    register: Sequence[InHand] = (),
    since: SinceMet | None = None,
) -> None:
    """Write the paper whole or not at all. The same assessment gives the same bytes. Raises OSError.

    Owners stand in it by their role alone, since boards publish their papers. ``board``: whose actions have a section
    of their own; ``since``: what it decided when it last met, and what changed since. ``headings``: the framework under
    whose headings the progress stands, instead of our themes.
    """
    import docx

    paper = docx.Document()
    _Paper(paper, assessment, gaps, first, plan, board, headings, register, since).draw(to, sender, marking)
    title = f"Domestic abuse: readiness for inspection as at {day(assessment.as_at)}"
    write_whole(Path(path), saved(paper, title=title, version=version, marking=marking, day=assessment.as_at))


class _Paper(Numbered):
    """One board paper being drawn."""

    def __init__(
        self,
        paper: Document,
        assessment: Assessment,
        gaps: Sequence[Gap],
        first: FirstPage,
        plan: Plan | None,
        board: str | None,
        headings: FrameworkFinding | None,
        register: Sequence[InHand],
        since: SinceMet | None,
    ) -> None:
        super().__init__(paper)
        self.assessment, self.gaps = assessment, gaps
        self.first, self.plan, self.board, self.headings = first, plan, board, headings
        self.register, self.since = register, since

    def draw(self, to: str, sender: str, marking: str) -> None:
        headed(self.paper, marking, (("To", to), ("From", sender), ("Date", day(self.assessment.as_at))))
        self.paper.add_heading("Domestic abuse: readiness for inspection", 0)
        self._today()
        self.paper.add_paragraph(f"{self.first.word}. {' '.join(self.first.said)}")
        self._opening()
        self._plan()
        if self.board is not None:
            self._owned(self.board)
        if self.headings is None:
            self._progress()
        else:
            self._under(self.headings)
        self._readiness()
        self._conclusion()

    def _today(self) -> None:
        """First of all (A2), in numbers only: a committee needs no places."""
        waiting = len(self.assessment.needs_someone_today)
        said = nobody_waiting(self.assessment)
        if waiting:
            said = f"{count(waiting, 'case needs', 'cases need')} someone today; the annex says where."
        self.paper.add_paragraph().add_run(said).bold = True

    def _opening(self) -> None:
        known, of = self.assessment.share_assessed
        self.heading("Purpose")
        self.say(
            "To tell the Board how ready the force is for inspection of its response to domestic abuse, as "
            f"at {day(self.assessment.as_at)}, and on what evidence."
        )
        self.heading("Recommendation")
        self.say("The Board is asked to note the position, and to agree the action plan in section 4.")
        self.heading("Background")
        for said in overall(self.assessment):
            self.say(said)
        self.say(
            f"{known} of {of} criteria could be assessed; "
            f"{count(self.assessment.direct_looks, 'rests', 'rest')} on a direct look at practice. Green has to "
            "be proved; absence of evidence is grey, never a pass. The cut points are local."
        )
        if unasked := never_asked(self.assessment):
            self.say(unasked)
        for said in noted(self.assessment):
            self.say(said)
        frameworks = self.assessment.frameworks
        if len(frameworks) > FRAMEWORKS_NAMED:
            self.say(f"Set against {len(frameworks)} frameworks, which the gap report lists one by one.")
            return
        for framework in frameworks:
            self.say(f"Set against: {framework.title}, {framework.edition} ({framework.publisher}).")

    def _plan(self) -> None:
        self.heading("Action plan")
        found = {c.id: c for c in self.assessment.criteria}
        first = self.gaps[:ACTIONS_SHOWN]
        if not first:
            self.say("No criterion has a gap.")
            return
        self.say(f"The {count(len(first), 'gap')} to close first, of {len(self.gaps)}.")
        if told := plan_told(self.gaps, self.plan):
            self.say(told)
        rows = [
            (_named(found[g.criterion]), found[g.criterion], _action(g), role_of(g), _by_when(g))
            for g in first
        ]
        self._table(("Criterion", "Colour", "Action", "Owner", "By when"), (33, 24, 52, 34, 23), rows)

    def _progress(self) -> None:
        self.heading("Progress")
        for theme in self.assessment.themes:
            self.paper.add_heading(f"{theme.title}: {look(theme.colour).words}", 2)
            self.say(f"What limits it: {limits(theme, self.assessment.criteria)}.")
            mine = [c for c in self.assessment.criteria if c.theme == theme.id]
            self._table(
                ("Criterion", "Colour", "The evidence"),
                (48, 28, 90),
                [(_named(c), c, self._evidence(c)) for c in mine],
            )
            shown = _most_telling(mine)
            if shown is not None:
                self.paper.add_picture(BytesIO(month_png(shown)))
                describe(self.paper, f"{shown.title}, share met by month: {points_told(shown.points)}")
                self.paper.add_paragraph(f"{shown.title}: share met by month.", style="Caption")

    def _owned(self, board: str) -> None:
        """What answers to this board, overdue first, and what changed since the assessment it had before."""
        self.heading(f"What answers to this board ({board})")
        found = {c.id: c for c in self.assessment.criteria}
        mine = [one for one in by_urgency(self.plan.actions if self.plan else ()) if answers_to(one, board)]
        late = sum(one.late > 0 for one in mine)
        if self.since is not None:
            for told in since_told(self.since):
                self.say(told)
            self._moved(self.since)
        self.say(
            f"{count(len(mine), 'action')}, of which {count(late, 'is', 'are')} overdue."
            if mine
            else "No action."
        )
        rows = [
            (one.action.id, _named(c), c, taken(one, c.owner_role), standing(one))
            for one in mine
            if (c := found.get(one.action.criterion))
        ]
        if rows:
            headings = ("Action", "Criterion", "Colour", "Owner and day", "How it stands")
            self._table(headings, (16, 42, 27, 40, 41), rows)
        facts = "; ".join(f"{fact.figure}: {fact.text}" for fact in self.first.changed)
        if facts:
            self.say(f"{self.first.changed_heading}. {facts}.")

    def _moved(self, since: SinceMet) -> None:
        """Each criterion that has another colour than when the board last met, with both."""
        if since.moved:
            then = f"On {day(since.meeting.on)}"
            rows = [(_named(one.finding), (one.before, None), one.finding) for one in since.moved]
            self._table(("Criterion", then, "Now"), (90, 38, 38), rows)

    def _under(self, framework: FrameworkFinding) -> None:
        """Progress under a framework's own headings; a green stands beside the counts it rests on."""
        self.heading(f"Progress, under the headings of {framework.title}")
        found = {c.id: c for c in self.assessment.criteria}
        for title in dict.fromkeys(one.group for one in framework.requirements):
            self.paper.add_heading(title, 2)
            rows = [
                (f"{one.ref or one.id} {one.text}", _coloured(one), self._behind(one, found))
                for one in framework.requirements
                if one.group == title
            ]
            self._table(("What is asked", "Colour", "The evidence"), (60, 26, 80), rows)

    def _evidence(self, c: CriterionFinding) -> str:
        """The number behind a colour, the reason in a few words, and what was judged beside it."""
        said = self.first.why.get(c.id) or f"{_met(c)}{_failures(c)}"
        return f"{said} {moderated_of(c)}".rstrip()

    def _behind(self, one: RequirementFinding, found: Mapping[str, CriterionFinding]) -> str:
        """The criteria behind a requirement, each with its number and reason."""
        said = (f"{found[name].ref}: {self._evidence(found[name])}" for name in one.met_by)
        return " ".join(said) or "Nothing tests it yet."

    def _readiness(self) -> None:
        self.heading("Readiness for inspection")
        tally = Counter(_shade(c) for c in self.assessment.criteria)
        self.say(_days(self.assessment))
        if told := register_told(self.register):
            self.say(told)
        rows = [(s, tally[s], look(*s).meaning) for s in SHOWN]
        self._table(("Colour", "Criteria", "What it means"), (36, 20, 110), rows)

    def _conclusion(self) -> None:
        self.heading("Conclusion")
        self.say(f"{self.first.word}. {self.first.said[0]}")
        self.say("This is a self-assessment, not an inspection grade. It says nothing about any one victim.")

    def _table(
        self, headings: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[object, ...]]
    ) -> None:
        """A table, widths in millimetres, whose headings repeat on each page; what carries a colour says it."""
        table = self.paper.add_table(rows=1, cols=len(headings), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        repeat(table.rows[0])
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                shade = _shade(value) if isinstance(value, CriterionFinding) else value
                if isinstance(shade, tuple):
                    fill(cell, *shade)
                else:
                    cell.text = str(shade)
        shape(table, widths)
        self.paper.add_paragraph()


def _named(c: CriterionFinding) -> str:
    return f"{c.ref} {c.title}{' (critical)' if c.critical else ''}"


def _met(c: CriterionFinding) -> str:
    """The counts behind a green: of the audit question or figure that most were asked."""
    lines = [line for line in c.lines if line.live and line.kind in ("audit", "measure") and line.counts.n]
    best = max(lines, key=lambda line: (line.required, line.counts.n), default=None)
    return f"{best.counts.yes:,} of {best.counts.n:,} met it ({best.title}). " if best else ""


def _failures(c: CriterionFinding) -> str:
    """A green always shows the failures behind it (A2)."""
    failures = sum(line.counts.failures for line in c.lines if line.kind == "audit" and line.owner == "force")
    return f"{count(failures, 'failure')} seen." if failures else "No failure seen."


def _coloured(one: RequirementFinding) -> tuple[Colour, None] | str:
    """A requirement's colour; in words where it is not the force's, or is answered only in part."""
    return colour_words(one) if one.in_part or one.owner != "force" else (one.colour, None)


def _action(gap: Gap) -> str:
    return gap.remedy if gap.kind in ("practice", "both") else gap.to_green


def _by_when(gap: Gap) -> str:
    due = due_words(gap)
    return f"{due}: {standing(gap.action)}" if gap.action else due


def _shade(c: CriterionFinding) -> tuple[Colour, AmberKind | None]:
    return c.colour, c.amber if c.colour is Colour.AMBER else None


def _most_telling(criteria: Sequence[CriterionFinding]) -> LineFinding | None:
    """The line that decided the worst of the criteria, where it has months enough for a picture."""
    order = (Colour.RED, Colour.AMBER, Colour.GREEN, Colour.GREY)
    for c in sorted(criteria, key=lambda c: order.index(c.colour)):
        line = next((line for line in c.lines if line.id == c.deciding and worth_drawing(line)), None)
        if line is not None:
            return line
    return None


def _days(assessment: Assessment) -> str:
    if assessment.inspection is None:
        return "No inspection date is set."
    left = (assessment.inspection - assessment.as_at).days
    worse = sum(
        c.on_inspection_day is not None and c.on_inspection_day is not c.colour for c in assessment.criteria
    )
    return (
        f"The inspection is expected on {day(assessment.inspection)}, in {count(left, 'day')}. If nothing new is "
        f"gathered until then, {count(worse, 'criterion changes', 'criteria change')} colour."
    )
