"""The shipped rubric kept ready beside Python's own compiled modules, for as long as nothing of it changes."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from daready.rubric.files import default_folder, fingerprint, rubric_files
from daready.rubric.model import Rubric

_Key = tuple[str, tuple[tuple[str, int, int], ...]]


def shipped() -> Rubric:
    """The shipped rubric less worked cases and superseded editions, of which rating needs none.

    What is kept is believed only while every file of the rubric reads the same, byte for byte, and the code
    that checked it is the same. Raises RubricFault where the files cannot be used.
    """
    folder, place = default_folder(), _place()
    key = (
        fingerprint([{rel.as_posix(): path.read_bytes() for path, rel in rubric_files(folder)}]),
        _code(),
    )
    kept = _kept(place, key)
    if kept is None:
        from daready.rubric.library import load_rubric

        kept = load_rubric(folder, examples=False, superseded=False)
        _keep(place, key, kept)
    return kept


def _place() -> Path:
    """Where Python keeps this very module; whoever may write there could as well rewrite the code."""
    cached = __spec__.cached if __spec__ else None
    return Path(cached or __file__).with_suffix(".rubric")


def _code() -> tuple[tuple[str, int, int], ...]:
    """Every module of this room as it lies on the disk."""
    with os.scandir(Path(__file__).parent) as found:
        modules = [(one.name, one.stat()) for one in found if one.name.endswith((".py", ".json"))]
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in modules))


def _kept(place: Path, key: _Key) -> Rubric | None:
    try:
        held: tuple[_Key, Rubric] = pickle.loads(place.read_bytes())
        return held[1] if held[0] == key else None
    except Exception:  # damaged, half written or another version's: it is made anew
        return None


def _keep(place: Path, key: _Key, rubric: Rubric) -> None:
    if sys.dont_write_bytecode:
        return
    half = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        half.write_bytes(pickle.dumps((key, rubric), pickle.HIGHEST_PROTOCOL))
        half.replace(place)
    except OSError:
        half.unlink(missing_ok=True)  # a folder nobody may write to: the next run reads the files again
