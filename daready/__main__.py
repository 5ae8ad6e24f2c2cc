"""Where daready begins and ends. The guarded child of ``check`` boots while the command line is still imported."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_INTERRUPTED = 130


def main() -> None:
    """Run daready and end with its code; see ``daready.cli``. Ctrl-C ends in a sentence from the first moment on."""
    try:
        _run()
    except KeyboardInterrupt:
        os.write(2, b"Stopped. Nothing was half written.\n")
        os._exit(_INTERRUPTED)


def _run() -> None:
    if sys.argv[1:2] == ["check"]:
        from daready.evidence.worker import boot

        boot()
    from daready.cli import main as run
    from daready.cli.streams import steady

    steady()
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # it has been told, if there was anything to be lost
            stream.flush()
    os._exit(code)  # nothing is left to be tidied, and freeing what a command made one by one takes its time


if __name__ == "__main__":
    main()
