"""The machines a bundle is for: which wheels they take, and how a lock file's markers read there."""

from __future__ import annotations

from dataclasses import dataclass, field

from packaging.markers import Marker

PYTHONS = ("3.11", "3.12", "3.13")
_GLIBC = "2.28"
"""The oldest C library of a Linux that is supported: that of the long-lived distributions of 2018 and since."""


@dataclass(frozen=True, slots=True)
class System:
    """``wheels``: the platform tags taken, as pip names them; ``built_for``: what ``sysconfig.get_platform`` says."""

    name: str
    built_for: str
    wheels: tuple[str, ...]
    markers: dict[str, str] = field(hash=False)
    glibc: str = ""

    def wants(self, marker: str, python: str, extra: str = "") -> bool:
        """Whether what has this marker is wanted on this system by this Python."""
        said = {"python_version": python, "python_full_version": f"{python}.99", "extra": extra}
        return not marker or Marker(marker).evaluate({**_CPYTHON, **self.markers, **said})


_CPYTHON = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "implementation_version": "",
    "platform_release": "",
    "platform_version": "",
}
WINDOWS = System(
    "windows",
    "win-amd64",
    ("win_amd64",),
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)
LINUX = System(
    "linux",
    "linux-x86_64",
    (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)), "manylinux2014_x86_64"),
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    glibc=_GLIBC,
)
SYSTEMS = {system.name: system for system in (WINDOWS, LINUX)}
