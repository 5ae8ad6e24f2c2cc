"""Measures what a user waits for against its yardsticks, in turns, and writes docs/performance.md.

    python -m tests.benchmarks [ROUNDS]

What the year is spent on is drawn by ``tools/waterfall.py`` into the same page.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.machine import Cost, cost, middle
from tests.benchmarks.test_whole_process import many, year
from tools.waterfall import drawn, spans

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "performance.md"
PANDAS = ["-c", "import pandas, openpyxl"]
DAY = ("--as-at", "2026-06-30")


@dataclass(frozen=True)
class Yardstick:
    """A job, what it is held against, and the most its ratio may be. ``before``: done before each run, uncounted."""

    name: str
    against: str
    ours: list[str]
    theirs: list[str]
    at_most: float
    before: Callable[[], object] = lambda: None
    per: tuple[int, int] = field(default=(1, 1))
    """How many things each job does, where the ratio is for each."""


def yardsticks(folder: Path) -> list[Yardstick]:
    """Every whole process of design section 11, each with what it needs made in a folder."""
    (folder / "bare.py").write_text("import click\n@click.command()\ndef f(): 'Nothing.'\nf(['--help'])\n")
    sample = str(TOP / "evidence_samples" / "year")
    workspace = folder / "workspace"
    cost(["-m", "daready", "init", str(workspace)], folder)
    shutil.copytree(sample, workspace / "evidence", dirs_exist_ok=True)
    clean = str(year(_in(folder, "clean")))
    large = str(next(year(_in(folder, "large"), months=1, cases=10_000).iterdir()))
    bare = f"from python_calamine import load_workbook; load_workbook({large!r}).get_sheet_by_index(0).to_python()"
    pandas = f"import pandas; pandas.read_excel({large!r}, engine='openpyxl')"
    few, lots = (str(many(_in(folder, f"many{count}"), count)) for count in (120, 1_200))

    def assess(*words: str) -> list[str]:
        return ["-m", "daready", "assess", *words, *DAY, "-o", str(folder / "gap.xlsx")]

    def load(where: str) -> list[str]:
        return ["-m", "daready", "load", where, "--workspace", str(folder / "ledger")]

    def fresh() -> None:
        shutil.rmtree(folder / "ledger", ignore_errors=True)
        cost(["-m", "daready", "init", str(folder / "ledger")], folder)

    def uncompiled() -> None:
        for kept in (folder / "compiled").rglob("*.rubric"):
            kept.unlink()

    imports = "importing pandas and openpyxl"
    return [
        Yardstick(
            "`daready --help`", "a bare click program", ["-m", "daready", "--help"], ["-m", "bare"], 1.3
        ),
        Yardstick(
            "the shipped year with its workbook, the rubric not compiled",
            imports,
            assess(sample),
            PANDAS,
            1.0,
            uncompiled,
        ),
        Yardstick("the same, the rubric compiled", imports, assess(sample), PANDAS, 0.9),
        Yardstick(
            "the same again in a workspace", imports, assess("--workspace", str(workspace)), PANDAS, 0.6
        ),
        Yardstick(
            "a clean year (12 × 60 cases × 35 questions) with its workbook",
            imports,
            assess(clean),
            PANDAS,
            0.8,
        ),
        Yardstick(
            "`check` of 10,000 cases × 35",
            "python-calamine reading the sheet",
            ["-m", "daready", "check", large],
            ["-c", bare],
            2.2,
        ),
        Yardstick(
            "the same",
            "pandas with openpyxl reading it",
            ["-m", "daready", "check", large],
            ["-c", pandas],
            0.35,
        ),
        Yardstick(
            "1,200 files loaded in one command, each",
            "each of 120",
            load(lots),
            load(few),
            1.3,
            fresh,
            (1_200, 120),
        ),
    ]


def _in(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def measured(one: Yardstick, folder: Path, rounds: int) -> tuple[Cost, Cost]:
    """What both cost, in turns, so that a busy moment hits both; the first turn is not counted."""
    ours: list[Cost] = []
    theirs: list[Cost] = []
    for _ in range(rounds + 1):
        for words, runs in ((one.ours, ours), (one.theirs, theirs)):
            one.before()
            runs.append(cost(words, folder))
    return middle(ours[1:]), middle(theirs[1:])


def row(one: Yardstick, ours: Cost, theirs: Cost) -> str:
    each = one.per[1] / one.per[0]
    share = ours.of(theirs)
    held = "yes" if share.work * each <= one.at_most else "**no**"
    return (
        f"| {one.name} | {one.against} | {one.at_most} | {share.work * each:.2f} | {share.clock * each:.2f} | {held} "
        f"| {ours.work:.2f} s | {ours.peak:.0f} MiB |"
    )


def growth(folder: Path) -> list[str]:
    """Files and rows times ten and a hundred: what each of them costs, of what it cost at first."""
    found: list[str] = []
    first: Cost | None = None
    for count in (12, 120, 1_200):
        made = cost(["-m", "daready", "assess", str(many(_in(folder, f"grow{count}"), count)), *DAY], folder)
        first = first or made
        found.append(
            f"| {count:,} files | {made.work:.1f} s | {made.work / first.work:.1f} | {made.peak:.0f} MiB |"
        )
    first = None
    for cases in (100, 1_000, 10_000):
        path = next(year(_in(folder, f"rows{cases}"), months=1, cases=cases).iterdir())
        made = cost(["-m", "daready", "assess", str(path), *DAY], folder)
        first = first or made
        found.append(
            f"| {cases:,} cases | {made.work:.1f} s | {made.work / first.work:.1f} | {made.peak:.0f} MiB |"
        )
    return found


PAGE_TEXT = """# How long things take

Made by `python -m tests.benchmarks` on {machine}, with a
median of {rounds} and a load of {load:.0f} while it ran. The ratio that counts is of **work** (processor seconds of a
command and all it started, its guarded reader too); by the clock it is beside it. What is within one process is held by
`python -m pytest -m benchmark -s`, where each ratio is taken up to three times before it is a verdict.

| work | against | at most | of its work | of its clock | held | work | most memory of a process |
|---|---|---|---|---|---|---|---|
{rows}

## As files and rows grow

| assess | work | times the first | most memory of a process |
|---|---|---|---|
{growth}

## Where the year goes

The parent's time by the clock, drawn by `python -m tools.waterfall`; inside a step stand those that it waits for.

```
{waterfall}
```

## How far away the floor is

To inflate and scan the XML of the year takes 3.5 ms, to parse it as XML must be parsed 17, and Python itself 24 to
start (measured apart and on a quiet machine, in C for the first two). Nothing above is near: what is left is spent on
understanding what people wrote, on judging every month of every question, and on drawing.
"""


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rows = []
        for one in yardsticks(folder):
            rows.append(row(one, *measured(one, folder, rounds)))
            print(rows[-1], flush=True)
        grown = growth(folder)
        print(*grown, sep="\n", flush=True)
        PAGE.write_text(
            PAGE_TEXT.format(
                machine=f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, 2 cores",
                rounds=rounds,
                load=os.getloadavg()[1],
                rows="\n".join(rows),
                growth="\n".join(grown),
                waterfall=drawn(spans(folder)),
            ),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
