"""A register or tracker that somebody sends in: read in the guarded child, understood, and what is new of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.cells.remembered_words import Memory
from daready.foreign.names import printable
from daready.messages import say
from daready.messages.sentence import Sentence
from daready.workspace.folder import now
from daready.workspace.returned_plan import NoPlan, cells_of
from daready.workspace.tracker import Explained, meanings, read, sheets_of, word_of

if TYPE_CHECKING:
    from daready.evidence.worker import Worker
    from daready.workspace.folder import Workspace
    from daready.workspace.register import Said


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was left as it was, in sentences; what was explained of the tracker, to be remembered."""

    remarks: tuple[Sentence, ...]
    meanings: tuple[dict[str, str], ...]


def take_in(
    worker: Worker, file: Path, said: Said, workspace: Workspace, explained: Explained, *, who: str
) -> TakenIn:
    """Take everything that a file says of items into ``said``. Raises NoPlan for a file that holds no register."""
    reply = cells_of(worker, file, said.rubric)
    memory = Memory(workspace.key, workspace.mappings)
    sheets = sheets_of(reply, memory, explained)
    if not sheets:
        sentence = say("register_nothing", file=printable(file.name))
        raise NoPlan(f"{sentence.text} {sentence.fix}")
    new = meanings(sheets, said, memory, explained, who=who, when=now()[:10])
    said.words = partial(word_of, Memory(workspace.key, (*workspace.mappings, *new)))
    return TakenIn(tuple(read(sheets, said, explained)), tuple(new))
