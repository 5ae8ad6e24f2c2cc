"""Look the locked parts up in an advisory database: ``python -m tools.audit`` (needs ``pip install pip-audit``).

Where no database can be reached that is said, and nothing is claimed: not to know is not to be safe.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")
FOUND, UNKNOWN = 1, 0


def verdict(lock: str, told: str) -> tuple[int, list[str]]:
    """The exit code and what to say, from what pip-audit wrote: JSON once it has asked, by part what it was told."""
    try:
        parts = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        parts = []
    asked = [part for part in parts if "skip_reason" not in part]
    if not asked:
        return UNKNOWN, [
            f"{lock}: NOT AUDITED. No advisory database could be reached; run this where one can be."
        ]
    known = [
        f"{lock}: {part['name']} {part['version']}: {fault['id']}, corrected in "
        + (", ".join(fault["fix_versions"]) or "no version yet")
        for part in asked
        for fault in part["vulns"]
    ]
    left = len(parts) - len(asked)
    said = f"{lock}: {len(asked)} parts looked up, {len(known)} advisories; {left} could not be looked up."
    return (FOUND if known else 0), [said, *known]


def main() -> int:
    code = 0
    for lock in LOCKS:
        words = ["pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip", "--format", "json"]
        words += ["--progress-spinner", "off", "--timeout", "15"]
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=TOP, capture_output=True, encoding="utf-8", check=False
        )
        found, said = verdict(lock, done.stdout)
        code = max(code, found)
        print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
