"""Drafts the answer to a published report, as forces write it: the chief constable's paper, the commissioner's letter.

Every reply says what it rests on. What is meant to be done and not shown yet is marked as intent, and what nobody
looked at is left for a person to answer: the draft claims nothing that evidence does not show.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from daready.planning.answer import PUBLISHED, STEPS, Answer, Part, Reply, Rests
from daready.report.actions import standing, taken
from daready.report.documents import Numbered, headed, repeat, saved, shape
from daready.report.partner import HIDDEN, band, shown_count
from daready.report.shapes import day
from daready.report.whole import write_whole
from daready.report.words import OWNERS, count, meaning, wording_beside
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from docx.document import Document

    from daready.rubric.framework import Framework, Law
    from daready.scoring.model import LineFinding

LAWS: dict[Law, str] = {
    "section-55": "section 55 of the Police Act 1996",
    "section-16": "section 16 of the Domestic Abuse Act 2021",
}
MARKS: dict[Rests, str] = {
    "result": "RESULT: shown by evidence",
    "in_part": "RESULT IN PART: shown as far as evidence goes, which is not the whole of it",
    "intent": "INTENT: said to be done or meant, not shown yet",
    "short": "TO ANSWER: evidence falls short, and no action is recorded",
    "nothing": "TO ANSWER: nobody has looked, and no action is recorded",
    "not_ours": "FOR ANOTHER BODY",
}
_TO_WRITE = "[To be written: what is being done or will be, or why nothing is.]"
_REST = "[To be written: what is being done about the rest, or why nothing is.]"
_BODIES = {"cps": "the Crown Prosecution Service", "pcc": "the police and crime commissioner"}


def time_told(answer: Answer, today: date) -> str:
    """How the answer stands against its last day, in a sentence."""
    left, on = answer.left(today), answer.done.get(PUBLISHED)
    last = f"The last day is {day(answer.last_day)}"
    if on is not None:
        after = count((on - answer.published).days, "day")
        how = "in time" if left >= 0 else f"{count(-left, 'day')} late"
        return f"{last}. The answer was published on {day(on)}, {after} after the report: {how}."
    if left < 0:
        return f"{last}: {count(-left, 'day')} ago, and no answer is recorded as published."
    return f"{last}: {count(left, 'day')} left."


def missing_told(answer: Answer) -> str:
    """What is missing of the answer, in a sentence."""
    if not answer.missing:
        return "Nothing is missing."
    return f"Not recorded yet: {'; '.join(STEPS[answer.law][step] for step in answer.missing)}."


def answers_told(found: Sequence[Answer], today: date) -> Iterator[str]:
    """Every report that has to be answered, with its last day and what is missing."""
    for one in found:
        yield f"{one.report}: {one.title}, published {day(one.published)} ({LAWS[one.law]})."
        told = missing_told(one)
        if len(found) > 1:
            told = f"Recorded: {len(one.done)} of {len(STEPS[one.law])} steps."
        yield f"  {time_told(one, today)} {told}"


def answers_record(found: Sequence[Answer], today: date) -> list[dict[str, object]]:
    """The same for the JSON."""
    return [
        {
            "report": one.report,
            "law": one.law,
            "published": one.published.isoformat(),
            "last_day": one.last_day.isoformat(),
            "days_left": one.left(today),
            "done": {step: on.isoformat() for step, on in one.done.items()},
            "missing": [*one.missing],
        }
        for one in found
    ]


def write_response(
    answer: Answer,
    framework: Framework,
    replies: Sequence[Reply],
    path: str | os.PathLike[str],
    *,
    today: date,
    version: str,
    marking: str,
    sender: str,
    to: str,
) -> None:
    """Write the draft whole or not at all. Raises OSError."""
    import docx

    paper = docx.Document()
    _Draft(paper, answer, framework, replies, today).draw(to, sender, marking)
    title = f"Draft response to {framework.title}"
    write_whole(Path(path), saved(paper, title=title, version=version, marking=marking, day=today))


class _Draft(Numbered):
    """One draft being drawn."""

    def __init__(
        self, paper: Document, answer: Answer, framework: Framework, replies: Sequence[Reply], today: date
    ) -> None:
        super().__init__(paper)
        self.answer, self.framework = answer, framework
        self.replies, self.today = replies, today

    def draw(self, to: str, sender: str, marking: str) -> None:
        headed(self.paper, marking, (("To", to), ("From", sender), ("Date", day(self.today))))
        self.paper.add_heading(f"Response to the report {self.framework.title}", 0)
        self._draft_only()
        self._opening()
        self._replies()
        self._sources()
        if self.answer.law == "section-55":
            self._letter()

    def _draft_only(self) -> None:
        """What has to be done before it may go: first of all, so that nobody sends a draft."""
        tally = Counter(reply.rests for reply in self.replies)
        told = [f"{tally[rests]} {words}" for rests, words in MARKS.items() if tally[rests]]
        line = self.paper.add_paragraph()
        line.add_run(
            f"DRAFT. {time_told(self.answer, self.today)} {missing_told(self.answer)} Of "
            f"{count(len(self.replies), 'reply', 'replies')}: {'; '.join(told)}. Take this paragraph and the marks out "
            "when every reply is yours."
        ).bold = True

    def _opening(self) -> None:
        law, report = LAWS[self.answer.law], self.framework
        self.heading("Purpose")
        self.say(
            f"To give the force's response to {report.title}, published by {report.publisher} on "
            f"{day(report.published)}, so that the duty under {law} can be met."
        )
        self.heading("Background")
        self.say(
            "The answer is published within 56 days that begin with the day of publication: by "
            f"{day(self.answer.last_day)}."
        )
        self.say(f"It consists of: {'; '.join(STEPS[self.answer.law].values())}.")

    def _replies(self) -> None:
        self.heading("Response to each recommendation")
        rows = []
        for reply in self.replies:
            asked = reply.requirement
            told = "".join(f" ({said})" for said in wording_beside(asked.wording))
            rows.append(
                (
                    f"{asked.ref or asked.id}",
                    f"{asked.text}{told}",
                    "\n".join([MARKS[reply.rests], *_said(reply)]),
                )
            )
        self._table(("No", "Recommendation", "Response"), (16, 55, 95), rows)

    def _sources(self) -> None:
        self.heading("Where it comes from")
        self.say(f"Report: {self.framework.edition}. Source of its texts: {self.framework.source.title}.")
        self.say(
            f"Evidence as known on {day(self.today)}. Shares stand in bands and counts to the nearest 5; they "
            "say nothing about any one victim."
        )

    def _letter(self) -> None:
        """The commissioner's part, which nobody but the commissioner can write."""
        self.paper.add_heading(
            "Draft letter of the police and crime commissioner", 1
        ).paragraph_format.page_break_before = True
        for text in (
            "To the Secretary of State",
            f"{self.framework.publisher}: {self.framework.title}",
            f"Under {LAWS[self.answer.law]} I give my response to the report named above, published on "
            f"{day(self.framework.published)}. I have sought the views of the Chief Constable, which are attached.",
            "[To be written by the commissioner: comments on the report as a whole.]",
            "[To be written by the commissioner: comments on the chief constable's comments.]",
            "Copy to the inspectors of constabulary.",
        ):
            self.paper.add_paragraph(text)

    def _table(self, headings: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        table = self.paper.add_table(rows=1, cols=len(headings), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        repeat(table.rows[0])
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                first, *rest = text.split("\n")
                cell.paragraphs[0].add_run(first).bold = len(row) > 1 and bool(rest)
                for line in rest:
                    cell.add_paragraph(line)
        shape(table, widths, torn=True)


def _said(reply: Reply) -> Iterator[str]:
    """The sentences of a reply, from its clauses and actions."""
    if reply.rests == "not_ours":
        body = _BODIES.get(
            reply.requirement.owner, OWNERS.get(reply.requirement.owner, reply.requirement.owner)
        )
        yield f"This recommendation is addressed to {body}. The force will await further information."
        return
    for part in reply.parts:
        yield _clause(part)
    if reply.requirement.colour is not Colour.GREEN and all(
        part.clause.colour is Colour.GREEN for part in reply.parts
    ):
        yield f"Not green as a whole: {reply.requirement.reason}"
    seen: set[str] = set()
    for part in reply.parts:
        for one in part.actions:
            if one.action.id not in seen:
                seen.add(one.action.id)
                who = taken(one, part.criterion.owner_role)
                yield f"Action {one.action.id}: {who}; {standing(one, counted=False)}."
    if reply.rests == "in_part":
        yield _REST
    if reply.rests in ("short", "nothing"):
        yield _TO_WRITE


def _clause(part: Part) -> str:
    says = part.clause.says.rstrip(".")
    if not part.clause.asked:
        return f"Not known, since nobody has looked: {says}."
    shown = {
        Colour.GREEN: "Shown",
        Colour.AMBER: "Not shown",
        Colour.RED: "Falls short",
        Colour.GREY: "Not known",
    }[part.clause.colour]
    why = "" if part.clause.colour is Colour.GREEN else f" ({meaning(part.clause.note).words})"
    return f"{shown}{why}: {says}.{_counts(part)}"


def _counts(part: Part) -> str:
    """What the clause's own audit question or figure came to, with its months: in bands, as it is published."""
    lines = [line for line in part.criterion.lines if line.id in part.clause.lines and line.counts.n]
    best: LineFinding | None = max(lines, key=lambda line: (line.required, line.counts.n), default=None)
    if best is None or best.first is None or best.last is None:
        return ""
    share, of = band(best.counts.yes, best.counts.n), shown_count(best.counts.n)
    if HIDDEN in (share, of):
        return f" {best.title}: too few to publish a number."
    met = f"{share} of about {of}"
    first, last = f"{best.first:%B %Y}", f"{best.last:%B %Y}"
    return f" {best.title}: {met} met it, {first if first == last else f'{first} to {last}'}."
