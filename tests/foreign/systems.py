"""Other systems as far as Linux can play them: what a child may be limited by there."""

from __future__ import annotations

from dataclasses import dataclass

_NO_ADDRESS_LIMIT = (
    "import resource\n"
    "real = resource.setrlimit\n"
    "def refuse(which, most):\n"
    "    if which == resource.RLIMIT_AS: raise ValueError('current limit exceeds maximum limit')\n"
    "    real(which, most)\n"
    "resource.setrlimit = refuse\n"
)
# Nothing limits the child from within, as on Windows; what is imported later need not know.
_NO_LIMIT = (
    "from daready.evidence import guarded\n"
    "guarded._limit = lambda: None\n"
    "guarded._give = lambda seconds: None\n"
)


@dataclass(frozen=True)
class System:
    """What the child begins with, and whether its parent could hold it from outside."""

    before: str = ""
    held: bool = True

    def boot(self, boot: str) -> str:
        """daready's own first lines of the child, with this system's among them."""
        first, _, rest = boot.partition("; from ")
        return f"{first}\n{self.before}from {rest}".replace("; main()", "\nmain()")


SYSTEMS = {
    "Linux": System(),
    "macOS": System(_NO_ADDRESS_LIMIT),
    "Windows without a job": System(_NO_LIMIT, held=False),
}
