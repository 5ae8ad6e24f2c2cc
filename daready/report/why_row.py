"""What the terminal shows of one row: what was seen of it, what each rule said, and what became of it in the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from daready.messages.why import ANSWERS, LEADS, PASSES, RULES
from daready.report.terminal import told
from daready.report.words import set_aside

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.evidence.row_why import RowWhy


def why_row(why: RowWhy | None, evidence: Evidence, tab: str, row: int) -> Iterator[str]:
    """The paragraphs for a row of a tab by its shown name; ``why`` is what the reader said, None of no table's row."""
    yield f"{evidence.files[0].source.file}, {tab}, row {row}"
    if why is not None:
        yield from _seen(why)
        yield from _decided(why)
    yield ""
    yield from told(f"In the end: {_end(why, evidence, tab, row)}")


def _seen(why: RowWhy) -> Iterator[str]:
    leads = " or ".join(LEADS[kind] for kind in why["lead"])
    parts = [f"stands where references or items do: {leads}", f"answered: {ANSWERS[why['answers']]}"]
    parts.append("says a date, a month, a risk or when made safe: " + ("yes" if why["tells"] else "no"))
    parts.append("its figures add up the rows above or below: " + ("yes" if why["adds_up"] else "no"))
    yield ""
    yield "What was seen"
    for part in parts:
        yield from told(part[:1].upper() + part[1:], "  ", "    ")


def _decided(why: RowWhy) -> Iterator[str]:
    yield ""
    yield "The rules in their order, the first that applies decides"
    for number, (name, said) in enumerate(why["rules"], 1):
        text = {"no": "no", "answered": "yes, but it has an answer, so this decides nothing"}.get(said)
        decided = f"yes: {set_aside(why['reason'])}" if why["reason"] else "yes: a row of evidence"
        yield from told(f"{number:>2}  {RULES[name]} ({name}): {text or decided}", "  ", "      ")
    for name, reason in why["moved"]:
        yield from told(
            f"Then over the whole table: {PASSES[name]} ({name}): {set_aside(reason)}", "  ", "      "
        )


def _end(why: RowWhy | None, evidence: Evidence, tab: str, row: int) -> str:
    sheets = [sheet for file in evidence.files for sheet in file.sheets if sheet.sheet == tab]
    reasons = {
        reason
        for sheet in sheets
        for reason, runs in sheet.rows_aside.items()
        if any(first <= row <= last for first, last in runs)
    }
    waits = any(row in sheet.cases.rows for sheet in evidence.contested if sheet.sheet == tab)
    if reasons:
        text = f"not counted ({', '.join(set_aside(reason) for reason in sorted(reasons))})."
        return f"{text} It may be a case, so its answers are unclear ones." if waits else text
    if waits:
        return "not counted. It may be a case, so its answers are unclear ones."
    if why is not None:
        return "counted."
    return "no row of a table: it is blank, holds headings or stands above them."
