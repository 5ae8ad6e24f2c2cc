"""Every wheel of a bundle has the hash its lock file names, and nothing that is needed is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundle.drawn import house, part, wheel
from tools.bundle.targets import LINUX, PYTHONS, WINDOWS
from tools.bundle.wheels import Refused, fetch, held, locked_for, needed, wheel_at
from tools.locked import Part


def faults(raised: pytest.ExceptionInfo[Refused]) -> str:
    return "\n".join(raised.value.faults)


def test_what_only_builds_daready_is_left_out_and_the_window_is_not(tmp_path: Path) -> None:
    own, *rest = map(wheel_at, house(tmp_path))
    assert [one.name for one in needed(own, rest, WINDOWS, "3.12")] == ["daready", "leaf", "pane"]


def test_each_need_that_no_wheel_meets_is_named(tmp_path: Path) -> None:
    own = wheel(tmp_path, "daready", needs=["leaf>=2", "absent", 'elsewhere; sys_platform == "darwin"'])
    with pytest.raises(Refused) as raised:
        needed(wheel_at(own), [wheel_at(wheel(tmp_path, "leaf"))], LINUX, "3.11")
    assert next(map(str.split, raised.value.faults))[2] == "absent,"
    assert "leaf>=2, and 1.0 is locked" in faults(raised)
    assert "elsewhere" not in faults(raised)


def test_a_need_of_another_s_extra_is_followed_and_circles_end(tmp_path: Path) -> None:
    own = wheel(tmp_path, "daready", needs=["first[more]"])
    first = wheel(tmp_path, "first", needs=['second[more]; extra == "more"'], extras=["more"])
    second = wheel(tmp_path, "second", needs=['first[more]; extra == "more"', "leaf"], extras=["more"])
    rest = [*map(wheel_at, (first, second, wheel(tmp_path, "leaf")))]
    assert [one.name for one in needed(wheel_at(own), rest, LINUX, "3.13")] == [
        "daready",
        "first",
        "leaf",
        "second",
    ]


def test_a_wheel_of_other_bytes_is_refused_and_a_missing_one_named_all_at_once(tmp_path: Path) -> None:
    leaf = wheel(tmp_path, "leaf")
    parts = [part(leaf), Part("absent", "2.0", "", ("0" * 64,))]
    wheel(tmp_path, "leaf", needs=["planted"])
    with pytest.raises(Refused) as raised:
        held(parts, tmp_path)
    assert "leaf-1.0-py3-none-any.whl does not have the hash" in faults(raised)
    assert "absent 2.0 is missing" in faults(raised)


def test_a_file_that_is_no_wheel_is_named(tmp_path: Path) -> None:
    (tmp_path / "leaf-1.0-py3-none-any.whl").write_bytes(b"planted")
    with pytest.raises(Refused, match="is not a wheel that can be opened"):
        held([], tmp_path)


@pytest.mark.parametrize(
    ("marker", "system", "python", "wanted"),
    [
        ("", WINDOWS, "3.11", True),
        ("python_full_version < '3.12'", WINDOWS, "3.11", True),
        ("python_full_version < '3.12'", WINDOWS, "3.12", False),
        ("sys_platform == 'win32'", LINUX, "3.12", False),
        ("sys_platform == 'win32'", WINDOWS, "3.12", True),
        ("platform_machine == 'x86_64' and os_name == 'posix'", LINUX, "3.13", True),
    ],
)
def test_a_marker_is_read_for_the_machine_it_is_for(
    marker: str, system: object, python: str, wanted: bool
) -> None:
    assert bool(locked_for([Part("leaf", "1.0", marker, ())], system, python)) is wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("python", PYTHONS)
def test_pip_itself_refuses_what_is_not_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    wheel(tmp_path / "shelf", "leaf")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "shelf"))
    good = part(tmp_path / "shelf" / "leaf-1.0-py3-none-any.whl")
    fetch([good], WINDOWS, python, tmp_path / "good")
    assert [one.name for one in held([good], tmp_path / "good")] == ["leaf"]
    with pytest.raises(Refused, match="could not fetch the wheels"):
        fetch([good._replace(hashes=("0" * 64,))], WINDOWS, python, tmp_path / "bad")
    assert not [*(tmp_path / "bad").glob("*.whl")]
