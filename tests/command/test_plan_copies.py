"""Two copies of a plan, filled in at random by two people and taken back in either order: nothing of either is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daready.evidence.reply import ListReply
from daready.ledger.actions import New, say, statements
from daready.ledger.store import Ledger
from daready.planning.actions import HEADINGS, Action, Field, fold
from daready.planning.followed import Followed, Plan
from daready.report.actions import UNSAID, mark, shown
from daready.rubric.compiled import shipped
from daready.workspace.kept_texts import Doors
from daready.workspace.returned_plan import Reading, read_plan
from tests.ledger.making import AT, made, opened

TODAY = date(2026, 7, 2)
RUBRIC = shipped()
REFS = ("U07", "U08", "U09")
ANSWERS: dict[Field, tuple[tuple[str, str], ...]] = {
    "owner": (("A. One", "A. One"), ("B. Two", "B. Two"), ("", "")),
    "due": (("31/01/2027", "2027-01-31"), ("2026-12-01", "2026-12-01"), ("", "")),
    "status": (("In progress", "in_progress"), ("done 1 July 2026", "done 2026-07-01"), ("", "")),
    "strand": (("Protect", "protect"), ("pursue", "pursue")),
}
"""What may be written into a cell of each column, and what it means; an empty cell means nothing."""

Edits = dict[tuple[str, Field], tuple[str, str]]
CELLS = st.sampled_from([(ref, field) for ref in REFS for field in ANSWERS])


@st.composite
def edits(draw: st.DrawFn) -> Edits:
    wanted = draw(st.lists(CELLS, max_size=8, unique=True))
    return {(ref, field): draw(st.sampled_from(ANSWERS[field])) for ref, field in wanted}


def copy(actions: dict[str, Action], plan: Plan, filled: Edits, order: list[Field]) -> ListReply:
    """A plan's sheet as the reader gives it, with some cells written anew and its columns in any order."""
    role = {ref: next(c.owner_role for c in RUBRIC.criteria.values() if c.ref == ref) for ref in REFS}
    rows = [[mark(plan)], ["Ref", *(HEADINGS[field][0] for field in order)]]
    for ref in REFS:
        stands = [
            shown(actions.get(ref), field, role[ref] if field == "role" else UNSAID[field]) for field in order
        ]
        written = [
            filled.get((ref, field), (str(text), ""))[0] for field, text in zip(order, stands, strict=True)
        ]
        rows.append([ref, *written])
    return ListReply(None, (rows,), ("Plan",))


def known(ledger: Ledger) -> tuple[dict[str, Action], Plan]:
    with ledger.reading() as entries:
        actions = fold(statements(ledger, entries, entries))
        followed = tuple(Followed(one, "open") for one in actions.values())
        return actions, Plan(entries[-1].id, entries[-1].hash[:16], followed)


def take_back(ledger: Ledger, reply: ListReply) -> None:
    reading = Reading(RUBRIC, Doors(RUBRIC, ()), TODAY, lambda *_: None)
    with ledger.reading() as entries:
        found = read_plan(reply, "plan.xlsx", ledger, entries, reading)
    assert not found.faults
    if found.new:
        say(ledger, found.new, at=AT, who="root", basis=found.basis)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("ledger"))


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(before=edits(), one=edits(), two=edits(), turned=st.permutations([*HEADINGS]))
def test_two_copies_lose_nothing(
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
    before: Edits,
    one: Edits,
    two: Edits,
    turned: list[Field],
) -> None:
    """Each cell holds what either wrote anew, and what stood before where neither did."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("copies") / "ledger.db"))
    with opened(path) as ledger:
        first = [New(ref, "x", {field: means}) for (ref, field), (_, means) in before.items() if means]
        if first:
            say(ledger, first, at=AT, who="root")
        actions, plan = known(ledger)
        for filled, order in ((one, [*HEADINGS]), (two, turned)):
            take_back(ledger, copy(actions, plan, filled, order))
        after, _ = known(ledger)
    for ref in REFS:
        for field in ANSWERS:
            stood = set(actions[ref].all_said(field)) if ref in actions else set[str]()
            wrote = {filled[ref, field][1] for filled in (one, two) if (ref, field) in filled} - {""} - stood
            found = set(after[ref].all_said(field)) if ref in after else set[str]()
            assert found == (wrote or stood)
