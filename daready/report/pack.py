"""Draws the evidence pack of one framework: what is behind each requirement, what is weak, missing or intent.

Whoever opens it looks for holes, so nothing is smoothed: a requirement that nobody looked at says so in the same place
where another has its numbers, and what is only meant to be done is never counted as done.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.planning.answer import Part, Reply
from daready.report.actions import standing, taken
from daready.report.asked import colour_words
from daready.report.documents import Numbered, fill, headed, repeat, saved, shape
from daready.report.moderated import moderated_of
from daready.report.shapes import day
from daready.report.whole import write_whole
from daready.report.words import count, meaning, nobody_waiting, wording_beside
from daready.rubric.model import Form, Question, Rubric
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, FrameworkFinding, LineFinding

if TYPE_CHECKING:
    from docx.document import Document

_FILES = 2
"""How many files a line names before it counts the rest."""

_COVERED = {"whole": "each part of it looked at", "part": "looked at in part", "none": "nobody has looked"}


def write_pack(
    assessment: Assessment,
    replies: Sequence[Reply],
    rubric: Rubric,
    path: str | os.PathLike[str],
    *,
    version: str,
    marking: str,
    sender: str,
) -> None:
    """Write the pack of the one framework that is assessed, whole or not at all. Raises OSError.

    The same assessment gives the same bytes. Owners stand in it by role, evidence by the name of its file.
    """
    import docx

    paper = docx.Document()
    (framework,) = assessment.frameworks
    _Pack(paper, assessment, framework, replies, rubric).draw(sender, marking)
    title = f"Evidence pack: {framework.title}"
    write_whole(Path(path), saved(paper, title=title, version=version, marking=marking, day=assessment.as_at))


class _Pack(Numbered):
    """One pack being drawn."""

    def __init__(
        self,
        paper: Document,
        assessment: Assessment,
        framework: FrameworkFinding,
        replies: Sequence[Reply],
        rubric: Rubric,
    ) -> None:
        super().__init__(paper)
        self.assessment, self.framework = assessment, framework
        self.replies, self.rubric = replies, rubric

    def draw(self, sender: str, marking: str) -> None:
        headed(self.paper, marking, (("From", sender), ("As at", day(self.assessment.as_at))))
        self.paper.add_heading(f"Evidence pack: {self.framework.title}", 0)
        waiting = len(self.assessment.needs_someone_today)
        said = nobody_waiting(self.assessment)
        if waiting:
            said = f"{count(waiting, 'case needs', 'cases need')} someone today; the annex says where."
        self.paper.add_paragraph().add_run(said).bold = True
        self._at_a_glance()
        self._one_by_one()
        self._people()

    def _at_a_glance(self) -> None:
        ours = [reply.requirement for reply in self.replies if reply.requirement.owner == "force"]
        tally = Counter(one.evidence for one in ours)
        left = f"{tally['none']} had nothing looked at" if tally["none"] else "none was left out altogether"
        self.heading("At a glance")
        self.say(
            f"{self.framework.publisher}; {self.framework.edition}. Of {count(len(ours), 'requirement')} that are the "
            f"force's, {tally['whole']} had each part looked at, {tally['part']} had some of it looked at, and "
            f"{left}."
        )
        self.say("This is a self-assessment. Its colours are daready's own, not inspection grades.")
        rows = [
            (reply.requirement.ref or reply.requirement.id, reply.requirement.text, _covered(reply), reply)
            for reply in self.replies
        ]
        table = self._table(("Number", "What is asked", "How far looked at", "Shown"), len(rows))
        for cells, row in zip(table.rows[1:], rows, strict=True):
            for cell, text in zip(cells.cells[:3], row[:3], strict=True):
                cell.text = str(text)
            _shown(cells.cells[3], row[3])
        shape(table, (28, 76, 32, 30))

    def _one_by_one(self) -> None:
        self.heading("Requirement by requirement")
        for group in dict.fromkeys(reply.requirement.group for reply in self.replies):
            self.paper.add_heading(group, 2)
            for reply in self.replies:
                if reply.requirement.group == group:
                    self._requirement(reply)

    def _requirement(self, reply: Reply) -> None:
        one = reply.requirement
        head = self.paper.add_heading(f"{one.ref or one.id}", 3)
        head.paragraph_format.keep_with_next = True
        told = "".join(f" ({said})" for said in wording_beside(one.wording))
        text = self.paper.add_paragraph(f"{one.text}{told}")
        text.paragraph_format.keep_with_next = True
        parts = {
            "Shown": [f"{colour_words(one)}. {one.reason}"],
            "Behind it": [*dict.fromkeys(_behind(reply.parts))] or ["Nothing."],
            "Weak": [*_weak(reply.parts)] or ["Nothing that was looked at."],
            "Missing": [*dict.fromkeys(_missing(reply, self.rubric))] or ["Nothing that we know of."],
            "Intent": [*dict.fromkeys(_intent(reply.parts))] or ["None is recorded."],
        }
        table = self.paper.add_table(rows=0, cols=2, style="Table Grid")
        for name, said in parts.items() if one.owner == "force" else ():
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(name).bold = True
            cells[1].text = said[0]
            for line in said[1:]:
                cells[1].add_paragraph(line)
        if one.owner != "force":
            cells = table.add_row().cells
            words = colour_words(one)
            cells[0].text, cells[1].text = "Shown", f"{words[0].upper()}{words[1:]}."
        shape(table, (24, 142), torn=True)

    def _people(self) -> None:
        """What people may be asked in interviews and focus groups, by the work they do."""
        asked = [(reply.requirement, part) for reply in self.replies for part in reply.parts]
        about: dict[str, list[str]] = {}
        for requirement, part in asked:
            for line in part.criterion.lines:
                if line.id in part.clause.lines and line.id.startswith("interviews/"):
                    about.setdefault(line.id, []).append(requirement.ref or requirement.id)
        if not about:
            return
        self.heading("What people may be asked")
        self.say(
            "Inspectors ask people after they have read the files. Each line is a question of the mock interview "
            "(daready template interviews), with the requirements it bears on. Fewer than twelve answers show nothing."
        )
        found = {line.id: line for _, part in asked for line in part.criterion.lines}
        form = self.rubric.form["interviews"]
        rows = [
            (found[name].title, _whom(form, self.rubric, name), _met(found[name]) or "not asked yet", ", ".join(
                dict.fromkeys(numbers)
            ))
            for name, numbers in sorted(about.items(), key=lambda item: list(found).index(item[0]))
        ]  # fmt: skip
        table = self._table(("What the person should know", "Whom to ask", "So far", "Bears on"), len(rows))
        for cells, row in zip(table.rows[1:], rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        shape(table, (60, 44, 26, 36))

    def _table(self, headings: Sequence[str], rows: int) -> Any:
        table = self.paper.add_table(rows=1 + rows, cols=len(headings), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        repeat(table.rows[0])
        return table


def _covered(reply: Reply) -> str:
    one = reply.requirement
    if one.owner != "force":
        return ""
    return _COVERED[one.evidence] if one.met_by else "nothing of ours tests it"


def _shown(cell: Any, reply: Reply) -> None:
    one = reply.requirement
    if one.owner != "force":
        cell.text = colour_words(one)
        return
    fill(cell, one.colour, None)
    if one.in_part:
        ink = cell.paragraphs[0].runs[0].font.color.rgb
        cell.add_paragraph().add_run("in part").font.color.rgb = ink


_NOT_YET = ("absent", "not_approved")
"""What a register says is not there, or is not in force: nothing rests on it."""


def _behind(parts: Iterable[Part]) -> Iterator[str]:
    """Every line that was received, the strongest kind first, with its number, its months and its files."""
    lines = [line for part in parts for line in _lines(part) if line.sources and line.note not in _NOT_YET]
    for line in sorted(lines, key=lambda line: line.strength):
        met = _met(line) or line.figure
        why = f"{line.colour.value}, {meaning(line.note).words}"
        said = f"{met}; {why}" if met else why
        yield f"{_kind(line)}. {line.title}: {said}{_when(line)}. From {_files(line)}."


def _lines(part: Part) -> Iterator[LineFinding]:
    return (line for line in part.criterion.lines if line.id in part.clause.lines)


def _kind(line: LineFinding) -> str:
    """What somebody who looks for holes asks first: whether it is practice, a figure, a record or a paper."""
    if line.kind == "audit":
        return "Practice" if line.strength == "A" else "Kept by those who do it"
    if line.kind == "measure":
        return "Figure"
    return "Record, checked by a second person" if line.strength == "B" else "Paper"


def _met(line: LineFinding) -> str:
    return f"{line.counts.yes:,} of {line.counts.n:,} met it" if line.counts.n else ""


def _when(line: LineFinding) -> str:
    if line.first is None or line.last is None:
        return ""
    first, last = f"{line.first:%B %Y}", f"{line.last:%B %Y}"
    return f" ({first if first == last else f'{first} to {last}'})"


def _files(line: LineFinding) -> str:
    names = list(dict.fromkeys(source.file for source in line.sources))
    more = len(names) - _FILES
    return ", ".join(names[:_FILES]) + (f" and {count(more, 'file')} more" if more > 0 else "")


def _weak(parts: Sequence[Part]) -> Iterator[str]:
    """What was looked at and falls short, or did not settle it, and what was judged otherwise."""
    for part in parts:
        colour = part.clause.colour
        if part.clause.asked and colour is not Colour.GREEN:
            falls = {Colour.RED: "Falls short", Colour.AMBER: "Not shown", Colour.GREY: "Not known"}[colour]
            yield f"{falls} ({meaning(part.clause.note).words}): {part.clause.says}."
    for criterion in dict.fromkeys(part.criterion.id for part in parts):
        told = moderated_of(next(part.criterion for part in parts if part.criterion.id == criterion))
        if told:
            yield told


def _missing(reply: Reply, rubric: Rubric) -> Iterator[str]:
    """What nobody asked, with what could prove it, what there is not, and what nothing of ours tests."""
    if not reply.parts:
        yield "Nothing of ours tests it. Show by hand what there is."
        return
    for part in reply.parts:
        if not part.clause.asked:
            criterion = rubric.criteria[part.criterion.id]
            clause = next(one for one in criterion.parts if one.id == part.clause.id)
            by = [line.title for line in _lines(part) if line.id in criterion.proving(clause)]
            yield f"Nobody has looked: {part.clause.says}. What can show it: {'; '.join(by)}."
        for line in _lines(part):
            if line.note == "absent":
                yield f"There is none, says the register: {line.title}."
    if reply.requirement.in_part:
        yield "What we test is a part of it. Show by hand what there is of the rest."


def _intent(parts: Sequence[Part]) -> Iterator[str]:
    """What is meant to be done: actions by role, drafts, and judgements that speak of the future."""
    for part in parts:
        for one in part.actions:
            who = taken(one, part.criterion.owner_role)
            yield f"Action {one.action.id}: {who}; {standing(one)}."
        for line in part.criterion.lines:
            if line.id in part.clause.lines and line.note == "not_approved":
                yield f"{line.title}: a draft, and not in force."
            if line.kind == "judgement" and (line.note == "intent_only" or "intent" in line.flags):
                yield f"{part.criterion.ref}: a judgement speaks of what will be done, and not of what is."


def _whom(form: Form, rubric: Rubric, name: str) -> str:
    question = rubric.item[name]
    roles = next(column.values for column in form.columns if column.id == "role")
    wanted = question.applies_if.get("role", ()) if isinstance(question, Question) else ()
    return ", ".join(roles[role][0].lower() for role in wanted) or "anybody"
