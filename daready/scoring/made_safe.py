"""A2: which failed safety questions were answered since, because somebody recorded the case as made safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from daready.evidence.model import CaseSheet, MadeSafe, Month


class RecordedSafe:
    """What was recorded of a day or earlier, found by the case it is about. It answers who needs someone, nothing else.

    An entry answers the questions that had failed when it was made: one that fails only in a later correction still
    needs someone. A day before the audited month makes nobody safe, as on the sheet itself.
    """

    def __init__(self, made_safe: Iterable[MadeSafe], known: date | None = None) -> None:
        self._of: dict[str | tuple[str, str, int], list[MadeSafe]] = {}
        for one in made_safe:
            if known is None or one.on <= known:
                case = one.key or (one.sha256, one.place.sheet, one.place.row)
                self._of.setdefault(case, []).append(one)

    def unanswered(self, failed: tuple[str, ...], sheet: CaseSheet, at: int) -> tuple[str, ...]:
        """Those of the failed questions of a sheet's case that no entry answers."""
        if not self._of:
            return failed
        cases = sheet.cases
        spot = sheet.source.sha256, sheet.sheet, cases.rows[at]
        said = self.of(cases.keys[at], spot, Month.at(cases.months[at]))
        return tuple([name for name in failed if not any(name in one.questions for one in said)])

    def of(self, key: str | None, spot: tuple[str, str, int], month: Month) -> Sequence[MadeSafe]:
        """What was recorded of a case of a month: by its key; by the file, sheet and row where it has none."""
        return [one for one in self._of.get(key or spot, ()) if month.first <= one.on]
