"""Words typed, calls made: the commands, what a crash may say, and the code daready ends with.

Each command stands in a file of its own name (``commands`` lists them), opened when it is called; heavy imports wait
inside it. It may know every room and works nothing out: ``options`` is what may be typed, ``rated`` gives the position
from files or from the ledger, ``steps`` what commands share, ``outputs`` what assess writes, ``outcome`` how a command
ends. The clock is asked here and handed on as a date. Start at ``assess`` and ``rated``.
"""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from daready import __version__
from daready.cli.commands import Commands
from daready.cli.outcome import CRASH, INTERRUPTED, LEDGER, UNWRITTEN, USAGE, Stop
from daready.cli.streams import NotSaid, Printed


@click.group(
    name="daready",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="daready", message="%(prog)s %(version)s")
def commands() -> None:
    """Is the police response to domestic abuse ready for inspection? Proved, not claimed.

    Reads audit workbooks, returns, registers and judgements, and rates each criterion Green, Amber, Red
    or Grey with the reason. A self-assessment against local thresholds, never an inspection grade.
    """


def main() -> int:
    """Run daready; the code to end with. A fault of the tool itself is 70 and never shows anybody's data."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe on Windows may have no letter for a symbol
    sys.stdout, sys.stderr = Printed(sys.stdout), Printed(sys.stderr)
    gc.disable()  # what a command makes has no cycles worth looking for, and looking costs a tenth of its time
    try:
        code: int = commands.main(standalone_mode=False) or 0
        return code
    except click.ClickException as fault:
        fault.show()
        return fault.code if isinstance(fault, Stop) else fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was half written.", err=True)
        return INTERRUPTED
    except NotSaid as fault:
        click.echo(
            f"The output could not be written: {fault.strerror}. What was asked for may have been done all the "
            "same; send the output elsewhere, and see daready history.",
            err=True,
        )
        return UNWRITTEN
    except Exception as fault:
        return _told(fault) or _crashed(fault)


def _told(fault: Exception) -> int:
    """The exit code of a fault that tells itself in sentences; nought for any other."""
    from daready.ledger.faults import LedgerFault, NotThere
    from daready.workspace.settings import WorkspaceFault

    if not isinstance(fault, LedgerFault | WorkspaceFault):
        return 0
    click.echo(str(fault), err=True)
    return USAGE if isinstance(fault, NotThere | WorkspaceFault) else LEDGER


def _crashed(fault: Exception) -> int:
    """Where it happened, without the fault's own words, which may quote what was read."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "somewhere"
    click.echo(
        f"daready itself failed ({type(fault).__name__} at {where}). That is our fault, not your data's. "
        "Nothing was half written. Please report this line.",
        err=True,
    )
    return CRASH
