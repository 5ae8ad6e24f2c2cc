"""What is wrong with a rubric, gathered so that a person mends everything in one go."""

from __future__ import annotations

from typing import NamedTuple

from daready.messages import say


class Fault(NamedTuple):
    """One thing wrong: its stable code, the file and line it stands on, what is wrong and what to do."""

    code: str
    file: str
    line: int
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.fix}"


class RubricFault(Exception):
    """A rubric that cannot be used; ``faults`` has every reason, in the order of the files."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda f: (f.file, f.line, f.code, f.message)))
        super().__init__("\n".join(str(f) for f in self.faults))


def fault(code: str, file: str, line: int, /, **facts: object) -> Fault:
    """A fault in the words of its code."""
    sentence = say(code, **facts)
    return Fault(code, file, line, sentence.text, sentence.fix)
