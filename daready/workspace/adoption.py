"""A force's own form taken into its workspace: what was found of it and what a person said become one file, signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from daready.rubric.adopted import IGNORE, OWN, Adopted, Answers, Asked
from daready.rubric.adopting import unadopted, with_own_lines, with_own_questions
from daready.rubric.model import Rubric
from daready.rubric.terms import Outcome
from daready.rubric.words import fold, fold_heading

if TYPE_CHECKING:
    from daready.evidence.layouts.found_form import FoundForm, FoundQuestion
    from daready.evidence.model import Evidence
    from daready.ledger.store import Ledger
    from daready.rubric.form import Form
    from daready.workbooks_out.adoption import Adoption
    from daready.workspace.folder import Workspace

MARK = "# The force's own form, adopted. What is not said here is as the form it adopts has it."
_SAME = 0.5
"""A form is the one that was adopted before if so many of its questions are."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who says so, in which role, and when."""

    by: str
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """What an adoption changes of an earlier one: of which question, what of it, what it was and what it is."""

    question: str
    name: str
    was: str
    now: str


def adopted_of(
    found: FoundForm, said: Answers, base: Form, before: Sequence[Adopted], signed: Signature
) -> Adopted:
    """The form as it is kept. Questions that stand in the sheet and are not listed are left unread.

    It takes the place of the form in the same layout, adopted before, that shares at least half of its questions.
    """
    known = next((one for one in before if _is_same(one, found, base)), None)
    name = known.id if known else _free(f"our-{base.id}", {one.id for one in before})
    listed = {fold_heading(one["text"]) for one in said.questions}
    others: list[Asked] = [
        {"text": one.text, "is": IGNORE}
        for one in unlisted(found, said)
        if fold_heading(one.text) not in listed
    ]
    ids = _ids(said.questions, before)
    columns: dict[str, tuple[str, ...]] = {}
    for column, heading in _columns(found):
        columns.setdefault(column, (heading,))
    return Adopted(
        questions=tuple([_with_id(one, ids) for one in said.questions]) + tuple(others),
        words=said.words,
        selection=said.selection,
        population=said.population,
        id=name,
        title=f"Our own form for {base.title[0].lower()}{base.title[1:]}",
        adopts=base.id,
        layout=found.layout,  # type: ignore[arg-type]
        columns=columns,
        set_by=signed.by,
        role=signed.role,
        set_on=signed.on,
    )


def _with_id(one: Asked, ids: dict[str, str]) -> Asked:
    if one["is"] != OWN:
        return one
    named = one.copy()
    named["id"] = ids[fold_heading(one["text"])]
    return named


def unlisted(found: FoundForm, said: Answers) -> list[FoundQuestion]:
    """The questions of the sheet that nobody said anything of."""
    listed = {fold_heading(one["text"]) for one in said.questions}
    return [one for one in found.questions if fold_heading(one.text) not in listed]


def not_there(found: FoundForm, said: Answers) -> list[int]:
    """The places, from 1, of questions that somebody speaks of and the sheet does not have."""
    asked = {fold_heading(one.text) for one in found.questions}
    asked |= {fold_heading(one.text) for one in found.columns}
    return [n for n, one in enumerate(said.questions, 1) if fold_heading(one["text"]) not in asked]


def _columns(found: FoundForm) -> Iterator[tuple[str, str]]:
    """What is said about a case, by the column of ours that it is, with the heading that stands over it."""
    roles = {"reference": "reference", "district": "district", "risk": "risk", "safety": "made_safe"}
    for column in found.columns:
        if (name := column.name or roles.get(column.role)) is not None:
            yield name, column.text
    month = found.month
    known = {column.text for column in found.columns if column.name}
    if month is not None and month.by == "column" and month.text not in known:
        yield "audited_on", month.text


def _is_same(one: Adopted, found: FoundForm, base: Form) -> bool:
    mine = {fold_heading(asked["text"]) for asked in one.questions}
    theirs = {fold_heading(asked.text) for asked in found.questions}
    return (one.adopts, one.layout) == (base.id, found.layout) and len(mine & theirs) >= _SAME * len(theirs)


def _free(name: str, taken: set[str]) -> str:
    names = (name if n == 1 else f"{name}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


def _ids(questions: Iterable[Asked], before: Sequence[Adopted]) -> dict[str, str]:
    """The id of each own question by its folded text: as it was before, else the next free number."""
    had = {fold_heading(asked["text"]): asked["id"] for one in before for asked in one.of(OWN)}
    taken = {*had.values()}
    ids: dict[str, str] = {}
    for one in questions:
        text = fold_heading(one["text"])
        if one["is"] == OWN:
            ids[text] = one.get("id") or had.get(text) or _next(taken)
            taken.add(ids[text])
    return ids


def _next(taken: set[str]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := f"own-{n}") not in taken)


def changes(before: Adopted | None, now: Adopted) -> list[Change]:
    """What is different from the form as it was adopted before; none the first time."""
    if before is None:
        return []
    was = {fold_heading(one["text"]): one for one in before.questions}
    found: list[Change] = []
    for at, one in enumerate(now.questions, 1):
        old = was.pop(fold_heading(one["text"]), None)
        name = one["is"] if one["is"] not in (OWN, IGNORE) else one.get("id", f"question {at}")
        if old is None:
            found.append(Change(name, "question", "not asked", one["is"]))
            continue
        pairs = {
            "question": (old["is"], one["is"]),
            "yes is": (old.get("yes_is", "good"), one.get("yes_is", "good")),
        }
        found += [Change(name, what, a, b) for what, (a, b) in pairs.items() if a != b]
        found += _words(name, {**before.words, **old.get("words", {})}, {**now.words, **one.get("words", {})})
    found += [
        Change(one["is"], "question", one["is"], "not asked") for one in was.values() if one["is"] != IGNORE
    ]
    claims = {
        "selection": (before.selection, now.selection),
        "population": (before.population, now.population),
    }
    found += [Change("", what, str(a), str(b)) for what, (a, b) in claims.items() if a != b]
    return found


def _words(name: str, was: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    """Words whose meaning changed: one change a question, since the words themselves are people's own."""
    old, new = ({fold(word): meaning for word, meaning in words.items()} for words in (was, now))
    odd = sorted(
        {
            (old.get(word, "nothing"), new.get(word, "nothing"))
            for word in {**old, **new}
            if old.get(word) != new.get(word)
        }
    )
    if odd:
        yield Change(name, "words", ", ".join(a for a, _ in odd), ", ".join(b for _, b in odd))


def in_force(rubric: Rubric, now: Adopted) -> Rubric:
    """The rubric with a form adopted, in the place of the one of its id."""
    adopted = (*(one for one in rubric.adopted if one.id != now.id), now)
    shipped = unadopted(rubric).forms
    themes = [
        replace(theme, criteria=tuple(with_own_lines(one, [now]) for one in theme.criteria))
        for theme in rubric.themes
    ]
    return replace(rubric, forms=with_own_questions(shipped, adopted), adopted=adopted, themes=tuple(themes))


def adopted_yaml(one: Adopted) -> bytes:
    """The file of an adopted form. Reading it gives the form back."""
    import yaml

    from daready.rubric.shape import guard

    plain = guard(Adopted).dump_python(one, mode="json", exclude_none=True, exclude_defaults=True)
    first = ("id", "title", "adopts", "layout", "set_by", "role", "set_on", "selection", "population")
    order = [*first, "columns", "words", "questions"]
    said = {name: plain[name] for name in order if name in plain}
    text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    return f"{MARK}\n{text}".encode()


def keep_adopted(
    ledger: Ledger, workspace: Workspace, adopted: Adopted, changed: Sequence[Change], *, at: str
) -> None:
    """The form into the workspace's rubrics, and its entry into the ledger. Raises RubricFault where the rubric as a
    whole would not hold with it, and OSError where it cannot be written; then nothing is changed.
    """
    from hashlib import sha256

    from daready.foreign.files import take
    from daready.ledger.adoptions import add
    from daready.report.whole import write_whole
    from daready.rubric.faults import RubricFault
    from daready.rubric.library import load_rubric

    folder = workspace.root / "rubrics" / "forms"
    target = folder / f"{adopted.id}.yaml"
    text = adopted_yaml(adopted)
    folder.mkdir(parents=True, exist_ok=True)
    earlier = take(target) if target.exists() else None
    write_whole(target, text)
    try:
        load_rubric(None, workspace.rubrics, examples=False, superseded=False)
    except RubricFault:
        if earlier is None:
            target.unlink()
        else:
            write_whole(target, earlier)
        raise
    asked = [one for one in adopted.questions if one["is"] != IGNORE]
    add(
        ledger,
        adopted.id,
        role=adopted.role,
        fingerprint=sha256(text).hexdigest(),
        questions=len(asked),
        turned=sum(one.get("yes_is") == "bad" for one in asked),
        changed=[(one.question, one.name, one.was, one.now) for one in changed],
        at=at,
        who=adopted.set_by,
    )


def outcomes_of(evidence: Evidence) -> dict[str, dict[str, int]]:
    """How often each answer was given to each question, by the name lines use."""
    found: dict[str, Counter[str]] = {}
    for sheet in evidence.cases:
        for question in sheet.questions:
            counted = found.setdefault(f"{sheet.form}/{question}", Counter())
            for byte in sheet.column(question):
                name = Outcome(chr(byte)).name.lower()
                counted["not_applicable" if name == "said_not_applicable" else name] += 1
    return {name: dict(counted) for name, counted in found.items()}


def unsaid(adoption: Adoption, said: Answers) -> list[int]:
    """The places, from 1, of questions that may ask for a failing, where nobody said what a yes is."""
    asked = zip(adoption.form.questions, adoption.proposed, strict=True)
    plain = {fold_heading(one.text) for one, proposed in asked if proposed.yes_is == "good"}
    return [
        place
        for place, one in enumerate(said.questions, 1)
        if one["is"] != IGNORE and "yes_is" not in one and fold_heading(one["text"]) not in plain
    ]
