"""A process that loads one new file after another until it is killed, and says which loads were kept.

python -m tests.ledger.endless WORKSPACE RUN CASES
"""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from daready.rubric.library import load_rubric
from daready.workspace.folder import at
from daready.workspace.load import load_files
from daready.workspace.loaded import Asking
from tests.ledger.making import AT, opened
from tests.ledger.sheets import audit


def main(root: Path, run: str, cases: int) -> None:
    workspace = at(root)
    rubric = cache(load_rubric)
    rubric()
    print("ready", flush=True)
    for number in count():
        sheet = audit(root / f"{run} {number}.csv", "June 2026", ["Yes"] * cases, first=1000 * number)
        with opened(workspace.ledger) as ledger:
            _, [made] = load_files(
                ledger,
                [sheet],
                workspace,
                rubric,
                Asking(AT, run, date(2026, 7, 1), settle=lambda _: None, accept=lambda _: True),
            )
        print(made.sha256, flush=True)
        sheet.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
