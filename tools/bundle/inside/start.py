"""Start daready from the folder it was installed into: only its own parts and Python's are on the import path."""

import sys
from pathlib import Path

here = Path(__file__).resolve().parent
release = (here / "current.txt").read_text(encoding="ascii").split()[0]
sys.path.insert(0, str(here / release / "lib"))
sys.argv[0] = "daready"

from daready.__main__ import main  # noqa: E402 - it is found only now

main()
