"""Cases that were read as counted and are contested after all, for what other rows or tabs of the file say."""

from __future__ import annotations

from collections.abc import Sequence

from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import letter
from daready.evidence.reply import SheetReply
from daready.rubric.words import fold


def contest_by_tab(
    replies: Sequence[SheetReply], tabs: Sequence[str], remarks: Sequence[Remarks], labels: LabelWords
) -> list[SheetReply]:
    """A tab called Training or Template beside others of cases: what looks like cases there may be some.

    ``tabs`` are the names as typed, one a reply. Alone in a file such a tab is what people filled in, whatever they
    left it called.
    """
    named = [labels.is_trial_tab(fold(tab)) for tab in tabs]
    filled = {reply.form for reply, aside in zip(replies, named, strict=True) if reply.cases and not aside}
    told: list[SheetReply] = []
    for reply, aside in zip(replies, named, strict=True):
        if not aside or not reply.cases or reply.form not in filled:
            told.append(reply)
            continue
        first = min(reply.letters.values(), default=letter(0))
        cells = [f"{first}{row}" for row in reply.cases.rows]
        for one in remarks:
            if one.sheet == reply.sheet:
                one.say("example_row", cells=cells, count=len(cells))
        told.append(reply.contest({*range(len(reply.cases))}, "example_row"))
    return told
