"""Everything that has to hold, in one command: lint, form, types, tests. Ends at the first that fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", "2", "--dist", "worksteal"),
)


def main() -> int:
    """Run each check with this very Python; pytest takes further words from the command line."""
    top = Path(__file__).resolve().parent.parent
    for check in CHECKS:
        words = [sys.executable, "-m", *check, *(sys.argv[1:] if check[0] == "pytest" else [])]
        print("$ python -m", *check, flush=True)
        code = subprocess.run(words, cwd=top, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
