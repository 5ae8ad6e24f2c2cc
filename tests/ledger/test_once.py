"""What a command has proved it does not prove again, unless anybody has written meanwhile: a load is linear."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.ledger import chain
from daready.ledger.faults import LedgerFault
from daready.ledger.position import position
from daready.ledger.store import Ledger, make_ledger, open_ledger

AT = "2026-07-01T10:00:00+00:00"


def loaded(number: int) -> chain.Facts:
    return {
        "file": f"{number}.xlsx",
        "sha256": f"{number % 5}",
        "covers": [["case-audit", 24300 + number, None]],
        "digests": [f"d{number}"],
    }


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    make_ledger(tmp_path / "ledger.db", at=AT, who="me")
    with open_ledger(tmp_path / "ledger.db", at=AT, who="me") as one:
        yield one


def add(ledger: Ledger, count: int) -> None:
    for number in range(count):
        with ledger.writing(proved=True):
            chain.append(ledger.db, "load", AT, "me", loaded(number))


def test_each_entry_is_hashed_once_to_be_written_and_once_to_be_proved(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed, real = [0], chain._hash

    def count(*words: Any) -> str:
        hashed[0] += 1
        return real(*words)

    monkeypatch.setattr(chain, "_hash", count)
    add(ledger, 40)
    with ledger.reading() as entries:
        assert len(entries) == 41  # the first says how the ledger was made
    assert hashed[0] == 40 + 41


def unguarded(db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER entries_no_change")
    db.execute("UPDATE entries SET body = replace(body, '3.xlsx', '4.xlsx') WHERE id = 5")


@pytest.mark.parametrize("others", [True, False], ids=["by another", "by itself"])
def test_whatever_is_changed_meanwhile_is_found(ledger: Ledger, others: bool) -> None:
    add(ledger, 6)
    with ledger.reading():
        pass
    if others:
        db = sqlite3.connect(ledger.path)
        with db:
            unguarded(db)
        db.close()
    else:
        unguarded(ledger.db)
    with pytest.raises(LedgerFault, match=r"entry 5"), ledger.reading():
        pass


def test_what_was_rolled_back_is_not_remembered(ledger: Ledger) -> None:
    add(ledger, 2)
    with pytest.raises(KeyError), ledger.writing(proved=True):
        chain.append(ledger.db, "load", AT, "me", loaded(7))
        raise KeyError
    add(ledger, 1)
    with ledger.reading() as entries:
        assert [entry.id for entry in entries] == [1, 2, 3, 4]
        assert "0.xlsx" in entries[-1].body


def test_two_that_load_at_once_see_each_other(ledger: Ledger) -> None:
    with open_ledger(ledger.path, at=AT, who="you") as other:
        for number in range(6):
            with (ledger, other)[number % 2].writing(proved=True) as entries:
                assert len(entries) == number + 1
                chain.append((ledger, other)[number % 2].db, "load", AT, "me", loaded(number))


KINDS = st.sampled_from(["load", "load", "load", "supersession", "withdrawal", "undo", "purge", "rebase"])


@given(kinds=st.lists(KINDS, min_size=1, max_size=30), cut=st.integers(0, 30), pick=st.randoms())
def test_a_position_carried_on_is_the_position_made_anew(kinds: list[str], cut: int, pick: Any) -> None:
    entries: list[chain.Entry] = []
    loads: list[int] = []
    for number, kind in enumerate(["load", *kinds], 1):
        one = pick.choice(loads) if loads else 1
        facts = {
            "load": loaded(number),
            "supersession": {"load": one, "by": pick.choice(loads or [1])},
            "withdrawal": {"load": one},
            "undo": {"entry": max(number - 1, 1)},
            "purge": {"digests": {str(one): ["purged"]}},
            "rebase": {},
        }[kind]
        loads += [number] if kind == "load" else []
        entries.append(chain.Entry(number, kind, AT, "me", chain.canonical(facts), "", ""))
    carried = position(entries[: cut + 1]).after(entries)
    whole = position(entries)
    assert carried == whole
    assert [one.id for one in carried.live] == [one.id for one in whole.live]
    assert all(carried.same(str(each)) == whole.same(str(each)) for each in range(5))
