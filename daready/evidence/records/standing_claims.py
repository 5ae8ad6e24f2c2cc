"""How an adopted form says its cases are chosen: a standing claim that speaks only where the sheet is silent (A4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from daready.evidence.cells.remarks import Remarks
from daready.evidence.records.asked_twice import lowest_of_each
from daready.evidence.records.cases import ReadCases
from daready.evidence.reply import SheetReply
from daready.evidence.rows import CaseRows
from daready.evidence.tables.table import Table


def with_claim(
    reply: SheetReply, read: ReadCases, table: Table, remarks: Remarks, said: Collection[str]
) -> tuple[SheetReply, ReadCases]:
    """The reply under its own form's name and claim, and its cases with the population that the form states.

    ``said``: the ways of choosing that sentences above the table speak of. A sentence that says another way makes its
    cases not stated: a claim never speaks over a sheet.
    """
    adopted = table.form.adopted
    assert adopted is not None
    selection, population = adopted["selection"], adopted["population"]
    if selection and said and {*said} != {selection}:
        remarks.say("claim_against_sheet", cell=f"A{table.top + 1}")
        selection = "not_stated"
    told = replace(
        read,
        counted=_out_of(read.counted, population),
        contested=_out_of(read.contested, population),
    )
    return replace(reply, adopted=table.form.id, claim=selection), told


def _out_of(cases: CaseRows, population: int | None) -> CaseRows:
    cases = lowest_of_each(cases)
    return replace(cases, population=population) if cases and cases.population is None else cases
