"""What went wrong, as a sentence for a page: our own faults as they tell themselves, a crash without anybody's data."""

from __future__ import annotations

from pathlib import Path

from daready.ledger.faults import LedgerFault, NotThere
from daready.rubric.faults import RubricFault
from daready.window.answers import Refused
from daready.workspace.settings import WorkspaceFault


def told(fault: Exception) -> tuple[str, int]:
    """The sentence, and the status of the answer. Of a crash, only where: its words may quote what was read."""
    if isinstance(fault, Refused):
        return str(fault), fault.status
    if isinstance(fault, NotThere):
        return str(fault), 404
    if isinstance(fault, LedgerFault | WorkspaceFault | RubricFault):
        return str(fault), 409
    if isinstance(fault, OSError):
        why = fault.strerror or type(fault).__name__
        return (
            f"A file could not be read or written: {why}. Close it if it is open elsewhere, and try again.",
            409,
        )
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "somewhere"
    return (
        f"daready itself failed ({type(fault).__name__} at {where}). That is our fault, not your data's. Nothing was "
        "half written. Please report this line.",
        500,
    )
