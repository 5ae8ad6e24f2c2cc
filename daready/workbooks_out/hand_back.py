"""Workbooks that go out to people: blank templates to fill in, and their own workbooks back with marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from daready.evidence.opening import paths
from daready.foreign.files import fingerprint_if_taken, is_there
from daready.report.whole import write_whole
from daready.scoring.card import card_rows
from daready.workbooks_out import marked_copy, template, template_book

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.rubric.model import Form, Rubric


def make_template(rubric: Rubric, form: Form, wanted: template.Wanted, target: Path) -> None:
    """Write a blank workbook of a form. Raises TemplateFault for names that name nothing, else OSError."""
    planned = template.plan(rubric, form, wanted)
    # The card is worked out here, since the room of evidence may not know how colours are called.
    card = card_rows(rubric.policy, wanted.cases) if form.row == "case" else ()
    write_whole(target, template_book.draw(planned, card))


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that was written for somebody: from which of theirs, what it is, and where it stands."""

    file: str
    kind: Literal["marked copy", "list of faults"]
    to: Path

    def __str__(self) -> str:
        return f"{self.file}: {self.kind} in {self.to}"

    def record(self) -> dict[str, str]:
        return {"file": self.file, "kind": self.kind, "to": str(self.to)}


def hand_back(evidence: Evidence, files: Sequence[Path], folder: Path) -> tuple[Evidence, list[Handed]]:
    """Write a marked copy, or a list of faults, for each file that has any; the originals are only read.

    Returns the evidence with what had to be said about files that cannot be marked, and what was written
    where. Raises OSError where a file cannot be written.
    """
    places = _places(evidence, files)
    made: list[marked_copy.Marked] = []
    handed: list[Handed] = []
    for one in marked_copy.hand_back(evidence, places):
        target = _free(folder / one.name)
        write_whole(target, one.content)
        made.append(one)
        handed.append(Handed(one.file, "marked copy" if one.notice is None else "list of faults", target))
    return marked_copy.with_notices(evidence, made), handed


def _places(evidence: Evidence, files: Sequence[Path]) -> dict[str, Path]:
    """Where each file of the evidence stands, by its shown name: found by its bytes, copies in the order of names."""
    found: dict[str, list[Path]] = {}
    for _, path in paths.find(files).workbooks:
        found.setdefault(fingerprint_if_taken(path), []).append(path)
    return {
        account.source.file: found[account.source.sha256].pop(0)
        for account in evidence.files
        if found.get(account.source.sha256)
    }


def _free(target: Path) -> Path:
    """The target, or the next number beside it: a copy that is there may hold somebody's corrections."""
    number = 2
    free = target
    while is_there(free):
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free
