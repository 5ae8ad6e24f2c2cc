"""The workbook that asks once what a force's own form means, with lists to choose from."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import wrap
from typing import Any

from daready.evidence.cells.safe_names import HIDDEN
from daready.evidence.grid.cell_text import letter
from daready.evidence.layouts import adoption_sheets as at
from daready.evidence.layouts.found_form import FoundQuestion
from daready.report.whole import SIGNED
from daready.rubric.model import Rubric
from daready.rubric.proposals import Proposed
from daready.rubric.terms import CHOICE_NAMES, Outcome
from daready.rubric.words import fold
from daready.workbooks_out.adoption import Adoption
from daready.workbooks_out.adoption_told import found_lines, worth_lines

MARKING = "OFFICIAL-SENSITIVE"
_GREEN, _YELLOW, _BLUE = "#E2EFDA", "#FFF2CC", "#D9E1F2"
_LABELS = {
    "reference": "The case's reference",
    "month": "The day or month of the audit",
    "district": "The district or area",
    "risk": "The risk grade",
    "safety": "The day on which a victim was made safe",
}
_STEPS = (
    "1. On the sheet Questions: green lines stand ready, yellow ones wait. Choose from the list what each asks.",
    "2. On the sheet Words: say what each of your answers means. A yellow one has no meaning until you choose it.",
    "3. Below on this sheet: answer for all the green ones at once, and look at what is said of the case.",
    "4. Save and close. Then: daready adopt THIS FILE --accept --by NAME --role ROLE. Nothing else is taken.",
)
_LINE = 15
"""The height of a line, in points."""
_TOLD, _TELLING = 2, 2
"""So many proposals are explained, each by so many words."""
_WIDTHS = {
    at.FORM: (44, 58, 30),
    at.QUESTIONS: (5, 40, 16, 28, 40, 7, 46, 30),
    at.WORDS: (34, 12, 14, 34),
    at.WORTH: (58, 12, 70),
}


def adoption_workbook(adoption: Adoption, rubric: Rubric) -> bytes:
    """The bytes of an adoption workbook: the same for the same form and rubric."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {"title": at.MARK, "comments": f"{SIGNED}.", "category": MARKING, "created": datetime(2026, 1, 1)}
    )
    _Drawing(book, adoption, rubric).draw()
    book.close()
    return stream.getvalue()


class _Drawing:
    """One workbook as it is drawn, with its formats and its hidden lists."""

    def __init__(self, book: Any, adoption: Adoption, rubric: Rubric) -> None:
        self.book, self.adoption, self.rubric = book, adoption, rubric
        top = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format(top)
        self.head = book.add_format({**top, "bold": True, "bg_color": _BLUE, "border": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True})
        self.green = book.add_format({**top, "bg_color": _GREEN, "border": 1, "locked": False})
        self.white = book.add_format({**top, "border": 1, "locked": False})
        self.yellow = book.add_format({**top, "bg_color": _YELLOW, "border": 1, "locked": False})
        self.sheets = {name: book.add_worksheet(name) for name in _WIDTHS}
        self.choices = book.add_worksheet(at.CHOICES)
        self.lists = 0
        self.ready: dict[str, str] = {}

    def draw(self) -> None:
        for name, sheet in self.sheets.items():
            sheet.write_string(0, 0, at.MARK if name == at.FORM else name, self.title)
            sheet.write_string(
                1, 0, f"{MARKING}. It holds your form's own words; daready needs nothing else of it."
            )
            for column, width in enumerate(_WIDTHS[name]):
                sheet.set_column(column, column, width)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.set_header(f"&C{MARKING}")
            sheet.set_footer(f"&L{name}&C{MARKING}&RPage &P of &N")
        self._form()
        self._questions()
        self._words()
        self._worth()
        self._found()
        self.choices.hide()

    def _list(self, offered: Iterable[str]) -> str:
        """A list to choose from on the hidden sheet, and the range it stands in."""
        offered = list(offered)
        self.choices.write_column(0, self.lists, offered)
        column = letter(self.lists)
        self.lists += 1
        return f"={at.CHOICES}!${column}$1:${column}${len(offered)}"

    def _choose(
        self,
        sheet: Any,
        row: int,
        column: int,
        offered: str | Sequence[str],
        chosen: str,
        *,
        asked: bool = True,
    ) -> None:
        """A cell to choose in: green where something stands ready, yellow where it is asked, white where it may be."""
        if chosen:
            sheet.write_string(row, column, chosen, self.green)
            self.ready[f"{sheet.get_name()}!{letter(column)}{row + 1}"] = chosen
        else:
            sheet.write_blank(row, column, None, self.yellow if asked else self.white)
        source = offered if isinstance(offered, str) else list(offered)
        message = {
            "error_title": "Choose from the list",
            "error_message": "Choose one of the list, or leave it empty.",
        }
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": source, **message})

    # -- the form as a whole

    def _form(self) -> None:
        sheet, form = self.sheets[at.FORM], self.adoption.form
        for row, line in enumerate((found_lines(self.adoption)[0], *_STEPS), 3):
            sheet.write_string(row, 0, line)
        ready = self.adoption.ready
        sheet.write_string(at.ALL_READY[0] - 2, 0, "Your one answer for all that stands ready", self.bold)
        sheet.write_string(
            at.ALL_READY[0], 0, f"All {ready} green questions, words and cells as proposed?", self.plain
        )
        self._choose(sheet, *at.ALL_READY, (at.READY_YES, at.READY_NO), "")
        sheet.write_string(at.COLUMNS_FROM - 2, 0, "Where your form says it", self.bold)
        sheet.write_row(
            at.COLUMNS_FROM - 1, 0, ("What is said of a case", "Your heading", "Where"), self.head
        )
        headings = [column.text for column in form.columns] + [question.text for question in form.questions]
        offered = self._list([at.NOT_THERE, *dict.fromkeys(filter(None, headings))])
        for row, role in enumerate(at.ROLES, at.COLUMNS_FROM):
            column = form.column(role)
            sheet.write_string(row, 0, _LABELS[role], self.plain)
            chosen = column.text if column else self._said_elsewhere(role)
            self._choose(sheet, row, 1, offered, chosen, asked=role != "safety")
            where = f"{column.sheet} › {column.cell}" if column else self._place_of(role)
            sheet.write_string(row, 2, where, self.plain)
        self._claim(sheet)
        sheet.set_selection(*at.ALL_READY, *at.ALL_READY)
        sheet.activate()

    def _said_elsewhere(self, role: str) -> str:
        """The month may stand in a title, or in when an online form was sent in."""
        month = self.adoption.form.month
        return month.text if role == "month" and month and month.by == "column" else ""

    def _place_of(self, role: str) -> str:
        month = self.adoption.form.month
        if role != "month" or month is None:
            return "not found"
        place = f"{month.sheet} › {month.cell}" if month.cell else month.sheet
        return f"{place} says {month.says}: leave it empty" if month.says else place

    def _claim(self, sheet: Any) -> None:
        form = self.adoption.form
        row = at.SELECTION[0]
        sheet.write_string(
            row - 2, 0, "How cases are chosen, for sheets that do not say it themselves", self.bold
        )
        sheet.write_string(row - 1, 0, "Leave both empty if it differs from month to month.", self.plain)
        sheet.write_string(row, 0, "Cases are chosen", self.plain)
        self._choose(
            sheet, *at.SELECTION, [*at.SELECTIONS.values()], at.SELECTIONS.get(form.selection or "", "")
        )
        sheet.write_string(at.POPULATION[0], 0, "Out of how many cases a month", self.plain)
        if form.population:
            sheet.write_number(*at.POPULATION, form.population, self.green)
            self.ready[f"{at.FORM}!{letter(at.POPULATION[1])}{at.POPULATION[0] + 1}"] = str(form.population)
        else:
            sheet.write_blank(*at.POPULATION, None, self.yellow)
        for stated, place in ((form.selection_at, at.SELECTION), (form.population_at, at.POPULATION)):
            sheet.write_string(
                place[0], 2, f"{stated.sheet} › {stated.cell}" if stated else "not found", self.plain
            )

    # -- its questions

    def _questions(self) -> None:
        sheet = self.sheets[at.QUESTIONS]
        sheet.write_string(
            2, 0, "Green stands ready and is confirmed on the sheet Form. Yellow waits for you."
        )
        sheet.write_row(at.QUESTIONS_FROM - 1, 0, at.QUESTION_HEADS, self.head)
        sheet.set_row(at.QUESTIONS_FROM - 1, 2 * _LINE)
        self.titles = self._titles()
        clauses = self._list(self._clauses())
        for row, (question, proposed) in enumerate(self.adoption.lines, at.QUESTIONS_FROM):
            self._question(sheet, row, question, proposed)
            self._choose(sheet, row, at.TESTS, clauses, "", asked=False)
        sheet.freeze_panes(at.QUESTIONS_FROM, at.TEXT + 1)
        sheet.repeat_rows(at.QUESTIONS_FROM - 1)
        last = at.QUESTIONS_FROM + len(self.adoption.lines) - 1
        sheet.autofilter(at.QUESTIONS_FROM - 1, 0, max(last, at.QUESTIONS_FROM), at.TESTS)

    def _question(self, sheet: Any, row: int, question: FoundQuestion, proposed: Proposed) -> None:
        sheet.write_number(row, at.NUMBER, row - at.QUESTIONS_FROM + 1, self.plain)
        sheet.write_string(row, at.TEXT, question.text, self.plain)
        place = f"{question.sheet} › {question.cell}"
        sheet.write_string(row, at.PLACE, f"{place}\n{question.section}".strip(), self.plain)
        answers, why = answers_shown(question), why_shown(proposed)
        sheet.write_string(row, at.ANSWERS, answers, self.plain)
        texts = {
            at.TEXT: question.text,
            at.PLACE: f"{place}\n{question.section}",
            at.ANSWERS: answers,
            at.WHY: why,
        }
        sheet.set_row(row, _LINE * max(_lines(text, _WIDTHS[at.QUESTIONS][n]) for n, text in texts.items()))
        ready = [one.title for one in proposed.proposals if one.ready]
        likeliest = [one.title for one in proposed.proposals]
        offered = self._list(dict.fromkeys([*likeliest, *at.SPECIAL, *self.titles]))
        self._choose(sheet, row, at.ASKS, offered, ready[0] if ready else "")
        chosen = at.GOOD if proposed.yes_is == "good" else ""
        self._choose(sheet, row, at.YES_IS, (at.GOOD, at.BAD), chosen)
        sheet.write_string(row, at.WHY, why, self.plain)

    def _titles(self) -> list[str]:
        """Every question of the form of ours that was proposed from, by its title."""
        kinds = {name.partition("/")[0] for name in self.adoption.likely}
        return [
            question.title for form in self.rubric.forms if form.id in kinds for question in form.questions
        ]

    def _clauses(self) -> list[str]:
        return [
            f"{criterion.id}/{clause.id}: {clause.says}"[:250]
            for criterion in self.rubric.criteria.values()
            for clause in criterion.parts
        ]

    # -- its words

    def _words(self) -> None:
        sheet = self.sheets[at.WORDS]
        sheet.write_string(
            2, 0, "What each answer means wherever it stands. A score means nothing until you say so."
        )
        sheet.write_row(at.WORDS_FROM - 1, 0, at.WORD_HEADS, self.head)
        sheet.set_row(at.WORDS_FROM - 1, 2 * _LINE)
        offered = self._list([*at.MEANINGS.values(), at.UNCLEAR])
        known = known_words(self.adoption, self.rubric)
        row = at.WORDS_FROM
        for word, often, places in spoken(self.adoption.form.questions):
            sheet.write_string(row, at.WORD, word, self.plain)
            sheet.write_number(row, at.OFTEN, often, self.plain)
            sheet.write_number(row, at.IN_QUESTIONS, places, self.plain)
            meaning = "" if word.strip().isdigit() else known.get(fold(word), "")
            if HIDDEN in word:
                sheet.write_string(row, at.MEANS, at.NOT_SHOWN, self.plain)
            else:
                self._choose(sheet, row, at.MEANS, offered, at.MEANINGS.get(meaning, ""))
            row += 1
        row += 1
        sheet.write_string(row, 0, "Where an answer means something else in one question", self.bold)
        sheet.write_row(row + 1, 0, ("Your answer", "Question No.", "", "What it means there"), self.head)
        for line in range(row + 2, row + 2 + at.EXCEPTIONS):
            sheet.write_blank(line, at.WORD, None, self.white)
            sheet.write_blank(line, at.OFTEN, None, self.white)
            self._choose(sheet, line, at.MEANS, offered, "", asked=False)
        sheet.freeze_panes(at.WORDS_FROM, 0)
        sheet.repeat_rows(at.WORDS_FROM - 1)

    # -- what it is worth, and what was found

    def _worth(self) -> None:
        sheet = self.sheets[at.WORTH]
        lines = worth_lines(self.adoption)
        for row, line in enumerate(lines, 3):
            sheet.write_string(row, 0, line)
        row = 4 + len(lines)
        sheet.write_row(row, 0, ("A question you could add", "Clauses", "What it would reach"), self.head)
        for below, step in enumerate(self.adoption.more, row + 1):
            titles = [self.rubric.criteria[name].title for name in sorted({name for name, _ in step.clauses})]
            sheet.write_string(below, 0, self.rubric.item[step.question].title, self.plain)
            sheet.write_number(below, 1, len(step.clauses), self.plain)
            sheet.write_string(below, 2, "; ".join(titles), self.plain)

    def _found(self) -> None:
        """What was found and what stood ready, for whoever reads this back."""
        sheet = self.book.add_worksheet(at.FOUND)
        record = {"form": self.adoption.form.to_json(), "ready": self.ready}
        text = json.dumps(record, ensure_ascii=True, sort_keys=True)
        for row, start in enumerate(range(0, len(text), at.PIECE)):
            sheet.write_string(row, 0, text[start : start + at.PIECE])
        sheet.very_hidden()


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(len(wrap(line, width)) or 1 for line in text.strip().split("\n"))


def answers_shown(question: FoundQuestion) -> str:
    """Its answers with how often each stands there; of too many or too long ones no more than that."""
    if question.answers:
        return ", ".join(f"{' '.join(word.split()) or 'blank'} {count}" for word, count in question.answers)
    if not question.filled:
        return "nobody has answered it"
    what = (
        "numbers" if question.kind == "numbers" else f"texts of up to {question.longest} letters, not shown"
    )
    return f"{question.filled} {what}"


def why_shown(proposed: Proposed) -> str:
    """The likeliest questions with the words that made them so, and what speaks against taking one."""
    said = [f"{one.title} ({', '.join(one.shared[:_TELLING])})" for one in proposed.proposals[:_TOLD]]
    if len(proposed.parts) > 1:
        said.insert(0, "It seems to ask two things.")
    if proposed.yes_is != "good":
        said.insert(0, "It seems to name a failing: say whether Yes is bad.")
    return "\n".join(said) or "Nothing like it was found."


def spoken(questions: Iterable[FoundQuestion]) -> list[tuple[str, int, int]]:
    """Each answer once, however it is spaced and cased, with how often and in how many questions it stands."""
    shown: dict[str, Counter[str]] = {}
    places: Counter[str] = Counter()
    for question in questions:
        for word, count in question.answers:
            shown.setdefault(fold(word), Counter())[word.strip()] += count
        places.update({fold(word) for word, _ in question.answers})
    found = [(words.most_common(1)[0][0], words.total(), places[folded]) for folded, words in shown.items()]
    return sorted(found, key=lambda one: (-one[2], -one[1], one[0]))


def known_words(adoption: Adoption, rubric: Rubric) -> dict[str, str]:
    """What the form of ours reads without being asked, folded."""
    names = {outcome: name for name, outcome in CHOICE_NAMES.items() if name in at.MEANINGS}
    kinds = {name.partition("/")[0] for name in adoption.likely}
    known: dict[str, str] = {}
    for form in rubric.forms:
        if form.id in kinds:
            for name, spellings in form.answers.items():
                outcome: Outcome = CHOICE_NAMES[name]
                for spelling in (*spellings, name.replace("_", " ")):
                    known.setdefault(fold(spelling), names.get(outcome, ""))
    return known
