"""Work in a thread of its own: a parser that holds no lock of Python's goes on while something else is done."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

_MADE = TypeVar("_MADE")


class Beside(Generic[_MADE]):
    """Begins ``work`` at once; calling it waits for what the work made, or raises what it raised."""

    def __init__(self, work: Callable[[], _MADE]) -> None:
        self._work = work
        self._made: list[_MADE] = []
        self._raised: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def __call__(self) -> _MADE:
        self._thread.join()
        if self._raised is not None:
            raise self._raised
        return self._made[0]

    def _run(self) -> None:
        try:
            self._made.append(self._work())
        except BaseException as raised:  # a parser's panics are not Exceptions
            self._raised = raised
