"""The guarded child process: untrusted workbooks are parsed where a crash, a hang or a bomb costs one file.

The parent starts it first of all, so that it boots while the rubric is loaded. Only JSON lines pass:
forms and paths go in, replies as JSON come out. The child imports no pydantic or pandas, and openpyxl only
for a file that the fast reader must not or cannot read.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from daready.evidence.guarded import Child, Json, serve
from daready.evidence.limits import SECONDS_A_FILE, SECONDS_A_RUN, SECONDS_STILL, SECONDS_WHEN_SPENT
from daready.evidence.reply import FileReply, ListReply, MappingReply

if TYPE_CHECKING:
    from types import TracebackType

    from daready.evidence.brief import Brief
    from daready.evidence.cells.plain_forms import PlainRubric
    from daready.evidence.exports.reply import ExportReply, PlainExtract
    from daready.evidence.grid.grid import Book
    from daready.evidence.layouts.adoption_back import AdoptionReply
    from daready.evidence.layouts.found_form import FoundReply
    from daready.evidence.reading import Reader
    from daready.evidence.row_why import WhyReply

_MODULE = "daready.evidence.worker"


class Worker:
    """A context manager over the child. ``read`` never raises for what a file holds: it replies.

    ``command`` starts another child than daready's own (tests do); ``seconds`` of work are a file's time, and how long
    the child may stand ``still``. Without ``ahead`` it starts with the first file that is asked for. Files that gave
    nothing may use up ``SECONDS_A_RUN`` together; from then on each has little, which is far more than most need.
    """

    def __init__(
        self,
        *,
        command: tuple[str, ...] = (),
        seconds: float = SECONDS_A_FILE,
        still: float = SECONDS_STILL,
        ahead: bool = True,
    ) -> None:
        self._command = command
        self._limits = (seconds, still)
        self._ahead = ahead
        self._lost = 0.0
        self._brief: Callable[[], Json] | None = None
        self._held = True
        self._briefed = False
        self._expecting = False
        self._child: Child | None = None

    def __enter__(self) -> Worker:
        if self._ahead:
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def held(self) -> bool:
        """Whether the system holds the child to limits; if not, only small files are read."""
        return self._held

    def brief(self, rubric: Callable[[], PlainRubric], brief: Brief) -> None:
        """Tell the child what it reads against, and how it is asked to read, once there is anything to read."""
        self._brief = lambda: {"rubric": rubric(), "brief": brief.to_json()}
        self._briefed = False

    def expect(self, path: Path, passwords: Sequence[str] = ()) -> None:
        """Name the file that will be asked for first: a workbook is opened while the rubric is loaded.

        Text is not, since only the forms tell how it is cut into cells.
        """
        from daready.evidence.opening.paths import BOOKS

        if path.suffix.lower() not in BOOKS or self._child is None:
            return
        try:
            job = {"expect": str(path.absolute()), "passwords": list(passwords), "small": not self._held}
            self._send(json.dumps(job | {"seconds": self._limits[0]}))
            self._expecting = True
        except OSError:
            self._stop()  # the first file asked for starts another child

    def read(self, path: Path, file: str) -> FileReply:
        """What the child makes of one file; after a crash or a time-out a new child serves the rest.

        A workbook of which the child dies is tried once more: weighed first, and by the second reader if need be.
        """
        from daready.evidence.opening.paths import BOOKS

        job = {"path": str(path.absolute()), "file": file}
        reply = self._ask(job)
        if reply == "reader_stopped" and path.suffix.lower() in BOOKS:
            reply = self._ask({**job, "again": True})
        return FileReply.refused(reply) if isinstance(reply, str) else FileReply.from_json(reply)

    def mapping(self, path: Path) -> MappingReply:
        """What a person filled in on a mapping workbook."""
        reply = self._ask({"path": str(path.absolute()), "mapping": True})
        if isinstance(reply, str):
            return MappingReply(notices=FileReply.refused(reply).notices)
        return MappingReply.from_json(reply)

    def form_found(self, paths: Sequence[Path]) -> FoundReply:
        """The form of their own that files are filled in of (``Reader.form_found``)."""
        from daready.evidence.layouts.found_form import FoundReply

        reply = self._ask(
            {"path": str(paths[0].absolute()), "form_of": [str(path.absolute()) for path in paths]}
        )
        return FoundReply(refused=reply) if isinstance(reply, str) else FoundReply.from_json(reply)

    def adoption(self, path: Path) -> AdoptionReply:
        """What a person chose on an adoption workbook."""
        from daready.evidence.layouts.adoption_back import AdoptionReply

        reply = self._ask({"path": str(path.absolute()), "adoption": True})
        return AdoptionReply(refused=reply) if isinstance(reply, str) else AdoptionReply.from_json(reply)

    def why(self, path: Path, tab: str | None, row: int) -> WhyReply:
        """What decided of one row of a tab (``Reader.why``)."""
        reply = self._ask({"path": str(path.absolute()), "why": row, "tab": tab})
        return (
            {"refused": reply, "tab": None, "why": None}
            if isinstance(reply, str)
            else cast("WhyReply", reply)
        )

    def cells(self, path: Path, only: Sequence[str] | None = None) -> ListReply:
        """The cells of a list that a person filled in (rubric fill) as plain words; no evidence is read so.

        ``only``: the folded headings of the columns that are wanted; nothing of any other leaves the child.
        """
        reply = self._ask({"path": str(path.absolute()), "cells": True, "only": only and [*only]})
        return ListReply(reply) if isinstance(reply, str) else ListReply.from_json(reply)

    def export(self, path: Path, extracts: Sequence[PlainExtract]) -> ExportReply:
        """The named columns of a record system's export, and nothing else of it (``exports.read``)."""
        from daready.evidence.exports.reply import ExportReply

        reply = self._ask({"path": str(path.absolute()), "export": list(extracts)})
        return ExportReply(reply) if isinstance(reply, str) else ExportReply.from_json(reply)

    def _ask(self, job: Mapping[str, object]) -> Json | str:
        """One try in the child: its reply as it crossed, or the code that says how the child was lost."""
        if self._brief is None:
            raise ValueError("the worker must be briefed before it reads")
        if self._child is None:
            self._start()
        assert self._child is not None
        child, (seconds, still) = self._child, self._time()
        try:
            if self._expecting:
                self._expecting = False
                child.receive(seconds, still)  # one that is still at work might never take the brief
            if not self._briefed:
                self._send(json.dumps({**self._brief(), "small": not self._held}))
                self._briefed = True
            self._send(json.dumps({**job, "seconds": seconds}))
            reply: Json | str = json.loads(child.receive(seconds, still))
            if isinstance(reply, dict):
                return reply
            code = reply
        except TimeoutError:
            code = "reader_too_slow"
        except (OSError, EOFError, ValueError):
            code = "reader_stopped"
        self._lost += child.took
        self._stop()
        return code

    def _start(self) -> None:
        self._child = Child(_MODULE, self._command) if self._command or not _booted else _booted.pop()
        self._held = self._child.held
        self._briefed = False

    def _send(self, line: str) -> None:
        assert self._child is not None
        self._child.send(line)

    def _time(self) -> tuple[float, float]:
        """What the next job may work, and stand still."""
        seconds, still = self._limits
        if self._lost < SECONDS_A_RUN:
            return seconds, still
        return min(seconds, SECONDS_WHEN_SPENT), min(still, SECONDS_WHEN_SPENT)

    def _stop(self) -> None:
        child, self._child = self._child, None
        self._expecting = False
        if child is not None:
            child.end()


_booted: list[Child] = []


def boot() -> None:
    """Start the child that the next Worker will use, while its commander is still being imported."""
    _booted.append(Child(_MODULE))


def main() -> None:
    """The child: perhaps a file to open ahead, one brief, and a reply a line for each job."""
    gc.disable()  # it lives for some files, of whose cells none is part of a cycle
    import python_calamine  # noqa: F401 - while nothing is asked yet

    import daready.evidence.opening.any_file  # noqa: F401

    serve(_Reading().answer)


class _Reading:
    """What the child knows: the reader once it is briefed, and the workbook begun ahead, by its path."""

    def __init__(self) -> None:
        self._reader: Reader | None = None
        self._ahead: dict[str, Callable[[], Book]] = {}

    def answer(self, message: Json) -> Json | str | None:
        if "expect" in message:
            self._ahead = _begin(message)
        # What understands the sheets is imported while the parser goes on with the first.
        from daready.evidence.brief import Brief
        from daready.evidence.cells.plain_forms import PlainRubric
        from daready.evidence.reading import Reader

        if "brief" in message:
            brief = Brief.from_json(message["brief"])
            self._reader = Reader(PlainRubric(*message["rubric"]), brief, small=message["small"])
            return None
        if self._reader is None or "expect" in message:
            return "ready"
        return _attempt(self._reader, message, self._ahead.pop(message["path"], None))


def _begin(message: Json) -> dict[str, Callable[[], Book]]:
    """The expected workbook begun, by its path; whatever it raises ends the child, and the file is tried again."""
    from daready.evidence.opening.any_file import begin

    path = Path(message["expect"])
    return {
        message["expect"]: begin(
            path, lambda _: False, bold=True, small=message["small"], passwords=message["passwords"]
        )
    }


def _attempt(reader: Reader, message: Json, begun: Callable[[], Book] | None) -> Json | str:
    try:
        if "cells" in message:
            return reader.cells(message["path"], message["only"]).to_json()
        if "adoption" in message:
            return reader.adoption(message["path"]).to_json()
        if "form_of" in message:
            return reader.form_found(message["form_of"]).to_json()
        if "why" in message:
            return cast("Json", reader.why(message["path"], message["tab"], message["why"]))
        if "export" in message:
            return reader.export(message["path"], message["export"]).to_json()
        if "mapping" in message:
            return reader.mapping(message["path"]).to_json()
        again = "again" in message
        begun = begun or reader.begin(message["path"], bold=not again, again=again)
        return reader.read(begun, message["file"]).to_json()
    except BaseException:  # the parser's panics are not Exceptions; their text may quote the file
        return "reader_stopped"


if __name__ == "__main__":
    main()
