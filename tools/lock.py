"""Make the two lock files anew: ``python -m tools.lock`` (needs ``pip install uv``, and a network).

``requirements.lock`` is what daready and its window need to run, ``requirements-test.lock`` what its tests need as
well. Both are for every system and each Python from 3.11 on, have the hashes of all files, and hold what builds
daready.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ("window",),
    # Spark is no part: it is half a gigabyte, needs Java, and is tried where somebody has installed it.
    "requirements-test.lock": ("browser", "duckdb", "locked", "parquet", "polars", "test", "window"),
}
_HEAD = (
    "# {what}, on any system, from Python 3.11 on. Made by: python -m tools.lock\n"
    "# Install with: pip install --require-hashes -r {name} && pip install --no-deps --no-build-isolation .\n"
)
_WHAT = {"requirements.lock": "What daready runs on", "requirements-test.lock": "What daready is tested with"}


def main() -> int:
    """Resolve both; daready itself is not among what is locked."""
    for name, extras in LOCKS.items():
        words = [
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            "tools/build.in",
            "--universal",
            "--generate-hashes",
        ]
        words += ["--python-version", "3.11", "--no-header", "--no-annotate", "--no-emit-index-url"]
        words += [part for extra in extras for part in ("--extra", extra)]
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=TOP, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return done.returncode
        (TOP / name).write_text(_HEAD.format(what=_WHAT[name], name=name) + done.stdout, encoding="utf-8")
        print(f"{name} is made.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
