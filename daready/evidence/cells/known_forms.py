"""What the guarded reader knows of the forms: plain look-up tables made once from the rubric's plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.dressed_headings import as_reference, without_footnote
from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.legends import Legends
from daready.evidence.cells.plain_forms import (
    PlainAdopted,
    PlainFact,
    PlainForm,
    PlainItem,
    PlainQuestion,
    PlainRubric,
)
from daready.evidence.cells.remembered_words import Memory, choice_kind
from daready.evidence.grid.cell_text import Value, vocabulary_of
from daready.evidence.limits import HEADING_LETTERS
from daready.rubric.terms import CHOICE_NAMES, Outcome
from daready.rubric.words import fold, fold_heading

ESSENTIAL: dict[str, tuple[str, ...]] = {
    "case": (),
    "totals": ("question", "met", "looked_at"),
    "figure": ("measure", "numerator", "denominator"),
    "document": ("document", "status"),
    "judgement": ("criterion", "colour", "kind", "made"),
}
"""Without these a row of that kind says nothing that can be counted."""


class KnownForm:
    """One form's headings, answer words and items, folded; ``headings`` leads from a heading to an id."""

    def __init__(
        self, form: PlainForm, items: dict[str, tuple[str, str]], adopted: PlainAdopted | None = None
    ) -> None:
        self.id: str = form["id"]
        self.adopted = adopted
        self.of: str = adopted["of"] if adopted else self.id
        """The form whose lines its answers count for: another one where a force has adopted it under its own words."""
        self.ignored = frozenset(map(fold_heading, adopted["ignored"])) if adopted else frozenset[str]()
        self.version: str = form["version"]
        self.row: str = form["row"]
        self.since = date.fromisoformat(form["since"]).toordinal() if form["since"] else None
        self.columns = {column["id"]: column for column in form["columns"]}
        self.facts = {fact["id"]: fact for fact in form["facts"]}
        self.questions: dict[str, PlainQuestion] = (
            {question["id"]: question for question in form["questions"]} if self.row == "case" else {}
        )
        self.items = items
        self.required = tuple(column["id"] for column in form["columns"] if column["required"])
        self.answers: dict[str, list[str]] = form["answers"]
        self.words = _words(self.answers)
        self.recalled: dict[str, Outcome] = {}
        """Words of people's own that they have said the meaning of; they may hold names, so are never shown."""
        self.explained: dict[str, dict[str, Outcome]] = {}
        """By question: answers with a reason behind them, or written out otherwise; never shown either."""
        self.headings: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.units: dict[str, str] = {
            f"{self.id}/{measure['id']}": measure["unit"] for measure in form["measures"]
        }
        """What each measure's two numbers are: a part of a whole, a ratio of unlike things, or a bare count."""
        for column in form["columns"]:
            ids = (column["id"].replace("_", " "), column["id"]) if form["ids_as_headings"] else ()
            self._add(column["id"], (*column["headings"], *ids))
        for question in self.questions.values():
            self._add(question["id"], self._asked_as(question))
            if adopted:
                self.shown[question["id"]] = question["title"]
        declared: list[PlainFact] = [*form["columns"], *form["facts"]]
        self.choice_words = [
            frozenset(ChoiceWords(one).words) for one in declared if one["reads"] == "choice"
        ]
        """The words of each column or fact of choices, folded."""
        self.codes = frozenset(map(fold_heading, self.questions))
        """The questions' bare codes, folded: anybody's list may have such numbers."""
        self.fact_headings = {
            fold_heading(heading): fact["id"]
            for fact in form["facts"]
            for heading in (*fact["headings"], fact["id"].replace("_", " "))
        }

    def _asked_as(self, question: PlainQuestion) -> tuple[str, ...]:
        """What may stand over a question: in a force's own form nothing but its own words."""
        own = question["also"] if self.adopted else (question["title"], question["id"], *question["also"])
        return tuple(own)

    def _add(self, name: str, headings: Iterable[str]) -> None:
        for heading in headings:
            self.headings.setdefault(fold_heading(heading), name)
            self.written.setdefault(fold_heading(heading), heading)
            self.shown.setdefault(name, heading)

    @property
    def code_column(self) -> str | None:
        """The column that says what a row is about, where rows are about items."""
        return next(
            (
                name
                for name in ESSENTIAL[self.row]
                if name in ("question", "measure", "document", "criterion")
            ),
            None,
        )

    @property
    def counts(self) -> bool:
        """Whether a row is a count over a count, which may also come with a month a column."""
        return self.row in ("totals", "figure")

    @property
    def lead(self) -> str | None:
        """The column that names the row: a case's reference, or the item's code."""
        if self.row == "case":
            return next((c["id"] for c in self.columns.values() if c["reads"] == "reference"), None)
        return self.code_column

    def reads(self, name: str) -> str | None:
        """How the cells of a column are read; None for a question, or what is no column of the form."""
        return self.columns[name]["reads"] if name in self.columns else None

    def names_item(self, text: str) -> bool:
        """Whether a code cell names one of the form's items, alone or with the count it gives."""
        return self.item_part(text) is not None

    def item_part(self, text: str) -> tuple[str, str | None] | None:
        """The full line name in a code cell and, for a return, which of its two counts: "M16 numerator"."""
        folded = fold_heading(text)
        known = self.items.get(folded)
        if known:
            return known[0], None
        for part in ESSENTIAL[self.row][1:] if self.counts else ():
            for heading in self.parts(part):
                rest = folded.strip(" ()")
                cut = rest.removesuffix(heading) if rest.endswith(heading) else rest.removeprefix(heading)
                bare = cut.strip(" -:,/()")
                known = self.items.get(fold_heading(bare)) if cut not in (rest, bare) else None
                if known:
                    return known[0], part
        return None

    def choice(self, kind: str) -> PlainFact | None:
        """The column or fact of declared choices that a kind of meaning is of (``remembered_words.choice_kind``)."""
        declared: list[PlainFact] = [*self.columns.values(), *self.facts.values()]
        return next((d for d in declared if d["reads"] == "choice" and choice_kind(d["id"]) == kind), None)

    def parts(self, part: str) -> list[str]:
        """The folded headings of a column, the longest first."""
        return sorted((h for h, name in self.headings.items() if name == part), key=len, reverse=True)

    def offered(self, name: str) -> str:
        """The answers or values to choose from in a column, one spelling each, as the form writes them."""
        if name in self.questions:
            meanings = {**self.answers, **self.questions[name]["choices"]}
        else:
            meanings = self.columns[name]["values"]
        return ", ".join(spellings[0] if spellings else value for value, spellings in meanings.items())

    def question_words(self, question: str) -> dict[str, Outcome]:
        """The answer words of one question: its own choices first, then the form's. In a force's own form each question
        has all of its words, and the form none besides: a 1 is no yes there unless somebody said so.
        """
        if self.adopted:
            return _words(self.questions[question]["choices"], names=False)
        return self.words | _words(self.questions[question]["choices"], names=False)

    def read_words(self, question: str) -> dict[str, Outcome]:
        """The same with the remembered words and the explained ones. For reading only: what is offered comes from the
        form alone.
        """
        return self.explained.get(question, {}) | self.recalled | self.question_words(question)


class KnownForms:
    """All forms of a rubric, the criteria that judgements may be about, and what people have said words mean."""

    def __init__(self, plain: PlainRubric, memory: Memory) -> None:
        owned = {form["id"]: form for form in plain.forms}
        criteria = _criteria(plain.criteria)
        self.forms = {
            form["id"]: KnownForm(form, criteria if form["row"] == "judgement" else _items(form, owned))
            for form in plain.forms
        }
        self.forms |= {
            one["form"]["id"]: KnownForm(one["form"], _items(one["form"], owned), one)
            for one in plain.adopted
        }
        self.index: dict[str, list[tuple[str, str]]] = {}
        for form in self.forms.values():
            for heading, name in form.headings.items():
                self.index.setdefault(heading, []).append((form.id, name))
        self.vocabulary = vocabulary_of(texts_of(plain.forms))
        self.labels = LabelWords(plain.words)
        every = (form.question_words(q) for form in self.forms.values() for q in form.questions)
        self.legends = Legends({word for words in every for word in words}, self.labels)
        self.memory = memory
        self._folded: dict[str, str] = {}
        self._heads: dict[str, list[tuple[str, str]]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._aliases: set[str] = set()
        self.cannot_head: set[Value] = {""}
        """Cells already found to be no heading; most rows are ruled out by these alone."""

    def folded(self, text: str) -> str:
        """A heading folded, each distinct spelling once."""
        known = self._folded.get(text)
        if known is None:
            known = self._folded[text] = fold_heading(text)
        return known

    def heads(self, value: Value) -> list[tuple[str, str]]:
        """The forms that know a cell as a heading, each with the id it stands for."""
        if value in self.cannot_head:
            return []
        if isinstance(value, str) and len(value) <= HEADING_LETTERS:
            found = self._known(self.folded(value))
            if found:
                return found
        self.cannot_head.add(value)
        return []

    def means(self, form: KnownForm, text: str) -> str | None:
        """What a heading means to one form, be it by the form's own words or by what people have said."""
        names = self._names.get(text)
        if names is None:
            names = self._names[text] = dict(reversed(self.heads(text)))
        return names.get(form.id)

    def _known(self, folded: str) -> list[tuple[str, str]]:
        """What the forms know a heading as, and what people have said it means where a form does not."""
        if folded not in self._heads:
            found = list(self.index.get(folded, ()))
            # A bare code is nobody's own, so that people may say what theirs is.
            found = found or self._undressed(folded)
            owners = {form for form, _ in found if folded not in self.forms[form].codes}
            for form in self.forms.values():
                said = None if form.id in owners else self.memory.recall("heading", form.id, folded)
                if said:
                    found = [(owner, name) for owner, name in found if owner != form.id]
                if said and (said["meaning"] in form.columns or said["meaning"] in form.questions):
                    found.append((form.id, said["meaning"]))
            self._heads[folded] = found
        return self._heads[folded]

    def _undressed(self, folded: str) -> list[tuple[str, str]]:
        """What a heading means without a footnote's mark, or as another way to say a reference's number."""
        bare = without_footnote(folded)
        found = list(self.index.get(bare, ())) if bare is not None else []
        found = [(form, name) for form, name in found if bare not in self.forms[form].codes]
        return found or list(self._references.get(as_reference(bare or folded) or "", ()))

    @cached_property
    def _references(self) -> dict[str, list[tuple[str, str]]]:
        """Headings of references, whatever word for a number they use, where all agree on what they are."""
        found: dict[str, list[tuple[str, str]]] = {}
        for form in self.forms.values():
            for heading, name in form.headings.items():
                plain = as_reference(heading) if form.reads(name) == "reference" else None
                if plain is not None and (form.id, name) not in found.setdefault(plain, []):
                    found[plain].append((form.id, name))
        return found

    def alias(self, text: str, heading: str) -> None:
        """Know a text as another heading is known, until ``forget``."""
        self._heads[self.folded(text)] = self.heads(heading)
        self._aliases.add(text)
        self.cannot_head.discard(text)
        self._names.pop(text, None)

    def forget(self) -> None:
        """Forget what was only so in one file."""
        for text in self._aliases:
            self._heads.pop(self.folded(text), None)
            self._names.pop(text, None)
        self._aliases.clear()
        for form in self.forms.values():
            form.explained.clear()

    def is_heading(self, text: str) -> bool:
        return bool(self.heads(text))


def texts_of(forms: Iterable[PlainForm]) -> Iterator[str]:
    """Every heading and title the forms know: their words name no person."""
    for form in forms:
        for column in (*form["columns"], *form["facts"]):
            yield from column["headings"]
        for item in _listed(form):
            yield from (item["id"], item["title"], *item["also"])


def _words(meanings: dict[str, list[str]], *, names: bool = True) -> dict[str, Outcome]:
    words: dict[str, Outcome] = {}
    for name, spellings in meanings.items():
        for spelling in spellings:
            words.setdefault(fold(spelling), CHOICE_NAMES[name])
    if names:
        for name in meanings:
            words.setdefault(name.replace("_", " "), CHOICE_NAMES[name])
    return words


def _listed(form: PlainForm) -> list[PlainItem]:
    return [*form["questions"], *form["measures"], *form["documents"]]


def _items(form: PlainForm, owned: dict[str, PlainForm]) -> dict[str, tuple[str, str]]:
    """Every way to name an item this form's rows may be about, with its full line name and its own id."""
    found: dict[str, tuple[str, str]] = {}
    lender = owned.get(form["items_from"] or "")
    for owner in (form, lender) if lender else (form,):
        for item in _listed(owner):
            for spelling in (item["id"], item["title"], *item["also"]):
                found.setdefault(fold_heading(spelling), (f"{owner['id']}/{item['id']}", item["id"]))
    return found


def _criteria(criteria: list[list[str]]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, ref, title in criteria:
        for spelling in (name, ref, title):
            found.setdefault(fold_heading(spelling), (name, name))
    return found
