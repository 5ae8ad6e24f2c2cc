"""Cases that were read as counted and are contested after all, for what other rows or tabs of the file say."""

from __future__ import annotations

from typing import Any

from daready.evidence import parallel
from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import letter
from daready.evidence.grid.row_runs import numbers_of, spans
from daready.rubric.words import fold

Reply = dict[str, Any]


def contest(reply: Reply, places: set[int], reason: str) -> None:
    """Take counted cases (by their place) out of a reply; they go among its contested, and are accounted for."""
    rows = {reply["rows"][at] for at in places}
    part = parallel.only(reply, frozenset(places))
    parallel.drop(reply, frozenset(places))
    reply["contested"] = parallel.join(reply["contested"], part) if "contested" in reply else part
    numbers = rows | numbers_of(reply["rows_aside"].get(reason, ()))
    reply["rows_aside"][reason] = spans(numbers)
    reply["set_aside"][reason] = len(numbers)


def contest_by_tab(replies: list[Reply], tabs: list[str], remarks: list[Remarks], labels: LabelWords) -> None:
    """A tab called Training or Template beside others of cases: what looks like cases there may be some.

    ``tabs`` are the names as typed, one a reply. Alone in a file such a tab is what people filled in, whatever they
    left it called.
    """
    cases = [
        (reply, tab)
        for reply, tab in zip(replies, tabs, strict=True)
        if reply.get("kind") == "case" and reply["rows"]
    ]
    for form in {reply["form"] for reply, _ in cases}:
        own = [(reply, labels.is_trial_tab(fold(tab))) for reply, tab in cases if reply["form"] == form]
        if all(named for _, named in own):
            continue
        for reply in [reply for reply, named in own if named]:
            first = min(reply["letters"].values(), default=letter(0))
            cells = [f"{first}{row}" for row in reply["rows"]]
            for one in remarks:
                if one.sheet == reply["sheet"]:
                    one.say("example_row", cells=cells, count=len(cells))
            contest(reply, {*range(len(reply["rows"]))}, "example_row")
