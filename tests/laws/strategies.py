"""Small worlds at random: rubrics of a theme or two, evidence over up to thirty months, and days to look at it.

Everything is made as daready's own types, so that thousands of worlds are rated in seconds. Hypothesis draws no more
than a throw of dice for each, since drawing every answer by itself costs more than rating them; nought is always the
plainest choice, so that what breaks a law shrinks to little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from daready.evidence.model import (
    UNDATED,
    Case,
    Cases,
    CaseSheet,
    Document,
    DoubleMark,
    Doubt,
    Evidence,
    Figure,
    Judgement,
    Month,
    Place,
    Source,
)
from daready.rubric.criterion import Proof
from daready.rubric.model import (
    Clause,
    Column,
    Criterion,
    Form,
    Framework,
    Group,
    Item,
    Line,
    Measure,
    MetBy,
    Question,
    QuestionIf,
    Requirement,
    Rubric,
    Theme,
)
from daready.rubric.model import Source as Published
from daready.rubric.terms import Colour, Selection
from tests.laws.worlds import World
from tests.scoring.made import POLICY

JUNE = Month(2026, 6)

T = TypeVar("T")


class Dice:
    """Choices read from bytes; where they run out, the plainest."""

    def __init__(self, thrown: bytes) -> None:
        self.thrown = thrown
        self._left = iter(thrown)

    def below(self, number: int) -> int:
        """From nought up to, not with, a number of at most 256."""
        return next(self._left, 0) % number

    def of(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def one_in(self, number: int) -> bool:
        """Seldom, and never on nought."""
        return self.below(number) == number - 1

    def often(self) -> bool:
        """Four times in five, and always on nought."""
        return not self.one_in(5)

    def some(self, things: Sequence[T], most: int) -> list[T]:
        """Up to so many of them, each once."""
        found = [self.of(things) for _ in range(self.below(most + 1))]
        return [thing for at, thing in enumerate(found) if thing not in found[:at]]


def dice(size: int = 16) -> st.SearchStrategy[Dice]:
    """A throw for whatever a law still has to choose."""
    return st.binary(min_size=size, max_size=size).map(Dice)


QUESTIONS = (
    Question(id="Q1", title="A question"),
    Question(id="Q2", title="Another question"),
    Question(id="Q3", title="Of safety", safety=True),
    Question(id="Q4", title="Of every case", every_case=True),
    Question(id="Q5", title="Seldom not", may_not_apply=0.1, may_not_apply_why="Seldom."),
    Question(id="Q6", title="Often not", may_not_apply=0.5, may_not_apply_why="Often.", safety=True),
    Question(id="Q7", title="Where children are", applies_if={"risk": ("high",)}),
    Question(id="Q8", title="Half a point", partial_credit=0.5),
    Question(id="Q9", title="For prosecutors", owner="cps"),
)
CHECKS = (Question(id="S1", title="A record"), Question(id="S2", title="A second", every_case=True))
MEASURES = (
    Measure(id="M1", title="Upwards", numerator="done", denominator="due"),
    Measure(id="M2", title="Downwards", numerator="late", denominator="due", direction="down"),
    Measure(id="M3", title="In a band", numerator="done", denominator="due", direction="band"),
    Measure(id="M4", title="Understood", numerator="done", denominator="due", direction="understand"),
    Measure(id="M5", title="Of others", numerator="done", denominator="due", owner="cps"),
)
DOCUMENTS = tuple(Item(id=f"D{n}", title=f"Paper {n}") for n in (1, 2, 3))


def _form(name: str, row: str, **more: object) -> Form:
    column = Column(id="reference", reads="reference", headings=("Ref",))
    return Form(id=name, title=name, version="1", row=row, why="Laws.", columns=(column,), **more)  # type: ignore[arg-type]


FORMS = (
    _form("case-audit", "case", questions=QUESTIONS),
    _form("checks", "case", questions=CHECKS, looks_at="records"),
    _form("return", "figure", measures=MEASURES),
    _form("register", "document", documents=DOCUMENTS),
)

LOOKS = tuple(Line(question=f"case-audit/{q.id}") for q in QUESTIONS if q.owner == "force")
UNDERSTOOD = QuestionIf(below=0.5, moves="falling", why="A figure that is too low or falls.")
OTHER_LINES = (
    *(Line(question=f"checks/{q.id}") for q in CHECKS),
    Line(question="case-audit/Q9"),
    Line(measure="return/M1", green_from=0.9, amber_from=0.75),
    Line(measure="return/M2", green_to=0.1, amber_to=0.25),
    Line(measure="return/M3", band=(0.25, 0.75), analysis="register/D3"),
    Line(measure="return/M4", analysis="register/D3", question_if=UNDERSTOOD),
    Line(measure="return/M5", green_from=0.9, amber_from=0.75),
    Line(document="register/D1"),
    Line(document="register/D2", proof="record"),
)
THEIRS = tuple(line for line in OTHER_LINES if line.id in ("case-audit/Q9", "return/M5"))
PRICED = tuple(line for line in LOOKS if line.item in ("Q5", "Q6"))
RECORD = Line(document="register/D2", proof="record", required=True)
FIGURE = Line(measure="return/M1", green_from=0.9, amber_from=0.75, required=True)


def criterion(dice: Dice, ref: str, firsts: Sequence[Line], also: Sequence[Line] = ()) -> Criterion:
    """A criterion with a required direct look, and up to four clauses that may share lines."""
    first = dice.of(firsts)
    choice = OTHER_LINES if first.kind != "audit" else (*LOOKS, *OTHER_LINES)
    more = [*([dice.of(also)] if also else []), *dice.some(choice, 3 - bool(also))]
    more = [line for at, line in enumerate(more) if line.id not in {one.id for one in more[:at]}]
    lines = (replace(first, required=True), *(line for line in more if line.id != first.id))
    number = dice.below(5)
    of = [1 + dice.below(2**number - 1) for _ in lines] if number else []
    clauses = tuple(
        Clause(
            id=f"c{at}",
            says=f"Part {at}",
            lines=tuple(line.id for line, mask in zip(lines, of, strict=True) if mask >> at & 1),
            proof=dice.of(PROOFS),
        )
        for at in range(number)
        if any(mask >> at & 1 for mask in of)
    )
    return Criterion(
        id=f"criterion-{ref.lower()}",
        ref=ref,
        title=f"Criterion {ref}",
        statement="It is done.",
        critical=dice.one_in(2),
        owner_role="Superintendent",
        why="It matters.",
        remedy="Do it.",
        lines=lines,
        clauses=clauses,
    )


FIRSTS = (*LOOKS, *LOOKS, RECORD, FIGURE)
PROOFS: tuple[Proof, ...] = ("practice", "practice", "practice", "record", "paper")


def rubric(dice: Dice, *, audited: bool, also: Sequence[Line] = ()) -> Rubric:
    """One to four criteria in a theme or two; ``audited``: an audit can see the first of them.

    ``also``: of these lines the first criterion has one.
    """
    number = dice.of([1, 1, 1, 1, 2, 2, 3, 4])
    firsts = [LOOKS if audited and at == 1 else FIRSTS for at in range(1, number + 1)]
    made = [
        criterion(dice, f"U{at:02d}", choice, also if at == 1 else ()) for at, choice in enumerate(firsts, 1)
    ]
    cut = 1 + dice.below(number)
    themes = tuple(
        Theme(id=f"theme-{at}", title=f"Theme {at}", order=at, criteria=tuple(some))
        for at, some in enumerate((made[:cut], made[cut:]), 1)
        if some
    )
    return rubric_of(*themes)


def rubric_of(*themes: Theme) -> Rubric:
    """The rubric of some themes, with a framework that asks for each of their criteria and clauses."""
    made = [criterion for theme in themes for criterion in theme.criteria]
    return Rubric("laws", POLICY, themes, (_framework(made),), FORMS, ())


def _framework(made: list[Criterion]) -> Framework:
    links = [
        *((MetBy(criterion=c.id, relation="equal"),) for c in made),
        *((MetBy(criterion=c.id, relation="superset", clauses=(p.id,)),) for c in made for p in c.clauses),
        *(
            (MetBy(criterion=c.id, relation="superset", clauses=tuple(p.id for p in c.clauses[:2])),)
            for c in made
            if len(c.clauses) > 2
        ),
        tuple(MetBy(criterion=c.id, relation="subset") for c in made),
    ]
    asked = tuple(
        Requirement(id=f"R{at}", text="It is done.", cites=("1",), wording="official", met_by=link)
        for at, link in enumerate(links, 1)
    )
    return Framework(
        id="plan",
        title="A plan",
        edition="1",
        publisher="Laws",
        published=date(2020, 1, 1),
        in_force_from=date(2020, 1, 1),
        licence="none",
        source=Published(title="Laws"),
        groups=(Group(title="All", requirements=asked),),
    )


# -- evidence --------------------------------------------------------------------------------------

SELECTIONS = (
    *(Selection.RANDOM,) * 10,
    *(Selection.ALL, Selection.SYSTEMATIC, Selection.JUDGEMENT, Selection.NOT_STATED),
)
SIZES = (*(40, 45, 60) * 4, *(12, 13, 20, 30), 11, 5)
AGES = (*(0,) * 12, *(1,) * 8, *(2, 3) * 2, 4, 6, 9, 11, 12, 13, 14, 20, 30, -1)
OTHERS = "NNNNN__AA?aPR"
RUNS = (1, 1, 1, 2, 2, 3, 4, 6, 10, 15, 30, 60)


def month(dice: Dice) -> Month:
    return JUNE.later(-dice.of(AGES))


def column(dice: Dice, size: int) -> str:
    """The answers of a column: mostly Yes, a run or two of others, begun anywhere."""
    runs = "".join(dice.of(OTHERS) * dice.of(RUNS) for _ in range(dice.of((0, 0, 1, 0, 1, 1, 2, 3))))
    said = runs[:size].ljust(size, "Y")
    start = dice.below(size)
    return said[start:] + said[:start]


def sheet(dice: Dice, number: int, form: str, asked: Sequence[str], *, contested: bool = False) -> CaseSheet:
    """One sheet of a form that asks its questions: a month or two, one way of choosing, groups of cases."""
    size = dice.of(SIZES)
    questions = tuple(asked if len(asked) == 1 or dice.often() else asked[1:])
    newer = month(dice)
    older = newer.later(-dice.of((0, 0, 0, 1, 5)))
    selection = dice.of(SELECTIONS)
    part = dice.below(size + 1)  # up to here another risk, district and month
    risk, district = dice.of((None, "high", "medium")), dice.of((None, "North"))
    safe = dice.of((None, None, 0, 40))
    dated = dice.one_in(3)
    undated = contested and dice.one_in(2)
    said = [column(dice, size) for _ in questions]

    def case(at: int) -> Case:
        of = older if at < part else newer
        return Case(
            row=2 + at,
            month=UNDATED if undated else of,
            day=of.first + timedelta(at % 28) if dated and not undated else None,
            selection=selection,
            claimed=selection is Selection.SYSTEMATIC,
            risk=risk if at < part else "standard",
            district=district if at < part else "South",
            made_safe=None if safe is None or at % 2 else of.last + timedelta(safe),
        )

    return CaseSheet(
        source=Source(f"Audit {number}.xlsx", f"{number}" * 64),
        sheet="Audit",
        form=form,
        questions=questions,
        outcomes="".join(map("".join, zip(*said, strict=True))).encode(),
        cases=Cases.of(map(case, range(size))),
        columns={q: chr(ord("C") + at) for at, q in enumerate(questions)},
        population=size if selection is Selection.ALL and not dice.one_in(2) else 90,
    )


def figures(dice: Dice, item: str, first_row: int) -> list[Figure]:
    """A measure of up to fifteen months, in steps, the last of them any."""
    last, number, of = month(dice), dice.of((3, 1, 2, 13, 15)), dice.of((100, 100, 40, 29, 5, 0))
    levels = [dice.of((0, 0, 1, 1, 2, 2, 4, 8, 10, 20)) for _ in range(1 + dice.below(2))]
    if item != "return/M2":
        levels = [20 - level for level in levels]
    met = [of * levels[at * len(levels) // number] // 20 for at in range(number)]
    return [
        Figure("return", item, last.later(-at), met[at], of, Place("Return.xlsx", "Return", first_row + at))
        for at in range(number)
    ]


def totals(dice: Dice, item: str, row: int) -> Figure:
    """The totals of an audit question, with or without the cases they were counted from."""
    of, when = dice.of(SIZES), month(dice)
    missed = min(of, dice.of(RUNS) - 1)
    selection, district = dice.of(SELECTIONS), dice.of((None, "North"))
    population = 90 if dice.one_in(2) else of
    place = Place("Totals.xlsx", "Totals", row)
    return Figure("totals", item, when, of - missed, of, place, district, selection, False, population)


def document(dice: Dice, item: str, row: int) -> Document:
    review = dice.of((400, 400, 400, 400, 90, 30, -10, None))
    return Document(
        "register",
        item,
        dice.of((*("approved",) * 6, "draft", "absent")),
        Place("Register.xlsx", "Register", row),
        month(dice).first if dice.one_in(2) else None,
        None if review is None else JUNE.last + timedelta(review),
        not dice.one_in(3),
    )


def judgement(dice: Dice, criterion: str, row: int) -> Judgement:
    return Judgement(
        criterion,
        dice.of((Colour.GREEN, Colour.GREEN, Colour.AMBER, Colour.RED)),
        dice.of(("judgement", "judgement", "intent")),
        JUNE.last - timedelta(dice.of((0, 10, 30, 80, 100, 200, -20))),
        Place("Views.xlsx", "Views", row),
        dice.of(("one", "two")),
        not dice.one_in(3),
    )


def double_marks(dice: Dice, question: str) -> tuple[DoubleMark, ...]:
    """Forty cases that two auditors marked, some of them differently."""
    apart, when = dice.below(21), month(dice)
    return tuple(
        DoubleMark(
            "case-audit",
            when,
            (question,),
            (b"N" if at % 3 == 0 else b"Y", b"Y" if at < apart or at % 3 else b"N"),
            ("one", "two"),
            (Place("Marks.xlsx", "M", 2 * at), Place("Marks.xlsx", "M", 2 * at + 1)),
        )
        for at in range(40)
    )


def evidence(dice: Dice, rubric: Rubric, *, least: int, most: int, plain: bool) -> Evidence:
    """Evidence on a rubric's lines; ``plain``: of case sheets, figures and papers alone."""
    lines = [*{line.id: line for c in rubric.criteria.values() for line in c.lines}.values()]
    asked: dict[str, list[str]] = {}
    for line in lines:
        if line.kind == "audit":
            asked.setdefault(line.form, []).append(line.item)
    forms = [*asked]
    number = min(most, max(least, dice.of((1, 2, 1, 2, 3, 4, 2, 1, 0)))) if forms else 0
    of = [forms[at] if at < len(forms) else dice.of(forms) for at in range(number)]
    cases = tuple(sheet(dice, at, form, asked[form]) for at, form in enumerate(of, 1))
    measured = [line.id for line in lines if line.kind == "measure" and dice.often()]
    found = [figure for at, item in enumerate(measured) for figure in figures(dice, item, 2 + 20 * at)]
    papers = [line.id if line.kind == "document" else line.analysis for line in lines]
    kept = [item for item in dict.fromkeys(papers) if item is not None and dice.often()]
    register = tuple(document(dice, item, 2 + at) for at, item in enumerate(kept))
    if plain:
        return Evidence(cases=cases, figures=tuple(found), documents=register)
    contested: tuple[CaseSheet, ...] = ()
    said: tuple[Judgement, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    twice: tuple[DoubleMark, ...] = ()
    audits = [line.id for line in lines if line.kind == "audit"]
    if dice.one_in(5) and audits:
        found.append(totals(dice, dice.of(audits), 90))
    if dice.one_in(6) and forms:
        form = dice.of(forms)
        contested = (sheet(dice, 9, form, asked[form], contested=True),)
    if dice.one_in(5):
        who = dice.of([*rubric.criteria])
        said = tuple(judgement(dice, who, 2 + at) for at in range(1 + dice.below(3)))
    if dice.one_in(10):
        about = dice.of([*(line.id for line in lines), *rubric.criteria])
        doubts = (Doubt(about, UNDATED if dice.one_in(2) else month(dice)),)
    own = [line.item for line in lines if line.form == "case-audit"]
    if dice.one_in(10) and own:
        twice = double_marks(dice, dice.of(own))
    return Evidence((), cases, contested, tuple(found), register, said, doubts, twice)


DAYS = (
    *(JUNE.last,) * 6,
    *(date(2026, 7, 31), date(2026, 7, 1), date(2026, 6, 1), date(2026, 6, 15), date(2026, 7, 12)),
    *(date(2026, 5, 20), date(2026, 9, 30), date(2027, 2, 28), date(2027, 7, 31)),
)


def world(
    dice: Dice, least: int, most: int, plain: bool, inspected: bool, signed: bool, also: Sequence[Line] = ()
) -> World:
    asked = rubric(dice, audited=least > 0, also=also)
    day = dice.of(DAYS)
    inspection = day + timedelta(dice.of((0, 30, 92, 200, 400))) if inspected else None
    before = day - timedelta(dice.of((31, 30, 92, 10, 365))) if signed else None
    seen = evidence(dice, asked, least=least, most=most, plain=plain)
    return World(asked, seen, day, inspection, before)


def worlds(
    *,
    least: int = 0,
    most: int = 3,
    plain: bool = False,
    inspected: bool = False,
    signed: bool = False,
    also: Sequence[Line] = (),
) -> st.SearchStrategy[World]:
    """A rubric, evidence on its lines and a day; ``least`` and ``most`` sheets of cases."""
    return st.binary(min_size=256, max_size=256).map(
        lambda thrown: world(Dice(thrown), least, most, plain, inspected, signed, also)
    )
