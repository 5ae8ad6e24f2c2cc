"""Install a bundle from its zip alone where there is no network, open the sample, and take a picture of it.

Run by ``.ci/run`` in a network namespace of its own: ``unshare -rn python -m tests.bundle.offline ZIP PICTURE``.
"""

from __future__ import annotations

import fcntl
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.report.test_page import CHROMIUM, FLAGS

_UP = 1


def loopback_only() -> None:
    """Raise the loopback interface of the namespace, and make sure that there is no other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, 0x8914, struct.pack("16sh", b"lo", _UP))  # SIOCSIFFLAGS
    names = [name for _, name in socket.if_nameindex()]
    if names != ["lo"]:
        sys.exit(
            f"This machine has a network ({', '.join(names)}), so nothing would be proved. Use: unshare -rn"
        )


class Machine:
    """A home of its own, with nothing in its environment but where programs are."""

    def __init__(self, home: Path) -> None:
        self.home = home
        places = [str(Path(sys.base_prefix) / "bin"), "/usr/bin", "/bin"]
        self.environment = {"HOME": str(home), "PATH": os.pathsep.join(places), "LANG": "C.UTF-8"}

    def run(self, *words: object) -> None:
        subprocess.run([*map(str, words)], env=self.environment, check=True)

    @contextmanager
    def opened(self, *words: object) -> Iterator[str]:
        """The address that daready prints at once."""
        process = subprocess.Popen(
            [*map(str, words)], env=self.environment, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stdout is not None
        try:
            said = next((line for line in process.stdout if "http://" in line), "")
            found = re.search(r"http://127\.0\.0\.1:\d+/\S*", said)
            if not found:
                sys.exit("daready open printed no address")
            yield found[0]
        finally:
            process.terminate()
            process.wait(20)


def main(bundle: Path, picture: Path) -> None:
    loopback_only()
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder) / "a home")
        machine.home.mkdir()
        there = Path(folder) / "an extracted zip"
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(there)
        machine.run("sh", there / "install.sh")
        root = machine.home / ".local" / "share" / "daready"
        with machine.opened("sh", root / "open-daready") as address:
            verdict = looked_at(address, picture)
    print(f"Installed and opened without a network; the sample says: {verdict}")


def looked_at(address: str, picture: Path) -> str:
    """Open the sample as a person does, and take its picture. Gives the verdict that stands on it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        seen = browser.new_page(viewport={"width": 1280, "height": 860})
        seen.goto(address)
        seen.get_by_role("button", name="Open the sample").click(timeout=120_000)
        verdict = seen.get_by_role("heading", level=1)
        verdict.filter(has_text="eady").wait_for(timeout=120_000)
        seen.screenshot(path=picture)
        return verdict.inner_text()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
