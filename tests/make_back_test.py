"""Writes the tables of docs/back-test.md from a run over evidence_samples/back-test: python -m tests.make_back_test.

Each published inspection is assessed twice by the real reader and rubric: on what the force itself had, and with what
inspectors counted besides. Nothing here is tuned: what the run says is what the page says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import daready
from daready.evidence.model import Evidence
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding
from tests.year import shipped

TOP = Path(__file__).resolve().parents[1]
SAMPLES = TOP / "evidence_samples"
PAGE = TOP / "docs" / "back-test.md"
BEGIN, END = "<!-- made by tests/make_back_test.py: begin -->", "<!-- end -->"
HIT, MISS, CANNOT = "hit", "miss", "could not be told"
WARNED = ("concern", "figure_unexplained", "failures_seen", "admitted_weakness")
"""Notes by which a Grey criterion says that something is wrong."""


@dataclass(frozen=True, slots=True)
class Case:
    """One published inspection: what was written of it, and what daready says on two bodies of evidence.

    ``own``: on what the force had, None where nothing of that was published; ``all``: with the inspectors' counts.
    """

    written: dict[str, Any]
    own: Assessment | None
    all: Assessment

    def watched(self, assessment: Assessment) -> dict[str, CriterionFinding]:
        """The findings that the inspectorate's conclusion is about."""
        found = {finding.id: finding for finding in assessment.criteria}
        return {name: found[name] for name in self.written["watch"]}


def result(finding: CriterionFinding, found: str) -> str:
    """Whether a colour agrees with what inspectors found: failing or sound."""
    short = finding.colour is Colour.RED or finding.amber == "shortfall"
    if finding.colour is Colour.GREEN or short:
        return HIT if short == (found == "failing") else MISS
    return CANNOT


def overall(case: Case, assessment: Assessment | None) -> str:
    """A case is a miss if any watched criterion is one, and a hit if any is and none is a miss."""
    if assessment is None:
        return CANNOT
    watch = case.written["watch"]
    results = {result(finding, watch[name]) for name, finding in case.watched(assessment).items()}
    return next(one for one in (MISS, HIT, CANNOT) if one in results)


def folders(written: dict[str, Any], *sides: str) -> list[Path]:
    places = [SAMPLES / "back-test" / written["id"] / side for side in sides]
    return [*filter(Path.is_dir, places), *([SAMPLES / written["folder"]] if "folder" in written else [])]


@cache
def evidence(*paths: Path) -> Evidence:
    return daready.load_evidence([str(path) for path in paths], shipped())


def assessed(written: dict[str, Any], paths: list[Path]) -> Assessment:
    return daready.assess(shipped(), evidence(*paths), as_at=written["as_at"])


@cache
def cases() -> tuple[Case, ...]:
    found = []
    for written in yaml.safe_load((SAMPLES / "back-test.yaml").read_text("utf-8")):
        mine, every = folders(written, "force"), folders(written, "force", "inspectorate")
        own = assessed(written, mine) if mine else None
        found.append(Case(written, own, own if own and mine == every else assessed(written, every)))
    return tuple(found)


def said(case: Case, assessment: Assessment | None) -> str:
    """Each watched criterion's colour, with the lines behind it that were received."""
    if assessment is None:
        return "nothing published to enter"
    cells = []
    for finding in case.watched(assessment).values():
        lines = [line for line in finding.lines if line.sources or line.colour is not Colour.GREY]
        beside = [
            f"{line.id.split('/')[-1]} {'in question' if line.questioned else line.colour.value.lower()}"
            for line in lines
        ]
        warned = " and warned" if finding.colour is Colour.GREY and set(WARNED) & {*finding.notes} else ""
        shown = f" ({', '.join(beside)})" if beside else ""
        cells.append(f"{finding.ref} **{finding.colour.value.capitalize()}**{warned}{shown}")
    return "; ".join(cells)


def both(case: Case) -> str:
    first, second = overall(case, case.own), overall(case, case.all)
    return first if first == second else f"{first}; with the inspectors' counts {second}"


def table() -> Iterator[str]:
    heads = ["as at", "force and inspection", "on what the force had", "with the inspectors' counts"]
    yield f"| {' | '.join([*heads, 'the inspectorate said', 'result'])} |"
    yield "|---|---|---|---|---|---|"
    for case in cases():
        one = case.written
        same = "nothing more to enter" if case.own is case.all else said(case, case.all)
        concern = f"**{one['concern'].capitalize()}**: " if one["concern"] else ""
        yield (
            f"| {one['as_at']} | {one['force']}. {one['inspection']} | {said(case, case.own)} | {same} "
            f"| {concern}{one['said']} | {both(case)} |"
        )


def counts() -> Iterator[str]:
    yield "| | cases | hit | miss | could not be told | watched criteria | hit | miss | could not be told |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, side in (("on what the force had", "own"), ("with the inspectors' counts", "all")):
        rows: Counter[str] = Counter()
        parts: Counter[str] = Counter()
        for case in cases():
            assessment = getattr(case, side)
            rows[overall(case, assessment)] += 1
            for criterion, found in case.written["watch"].items():
                finding = case.watched(assessment)[criterion] if assessment else None
                parts[result(finding, found) if finding else CANNOT] += 1
        cells = [rows.total(), rows[HIT], rows[MISS], rows[CANNOT]]
        cells += [parts.total(), parts[HIT], parts[MISS], parts[CANNOT]]
        yield f"| {name} | {' | '.join(map(str, cells))} |"


def entered() -> Iterator[str]:
    for case in cases():
        one = case.written
        yield f"**{one['force']}, as at {one['as_at']}** (read: {one['read']}; {'; '.join(one['sources'])})"
        yield ""
        if "folder" in one:
            yield f"* The force's own: the paper in `evidence_samples/{one['folder']}`, as it stands."
        for fact in one["facts"]:
            yield f"* {'The force' if fact['whose'] == 'force' else 'Inspectors'}: {fact['says']}."
        if "left_out" in one:
            yield f"* Not entered: {one['left_out']}."
        yield ""


def made() -> str:
    """What stands between the two marks of the page."""
    return "\n".join([*counts(), "", *table(), "", "### What was entered", "", *entered()])


def page(text: str) -> str:
    """A page with its made part made anew."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{made()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
