"""How much of the frameworks was read: the page of the documentation is current, and the sentence adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.report.wording import wording_read, wording_table
from daready.rubric.model import Framework, Wording
from tests.command.run import YEAR
from tests.command.run import daready as run
from tests.year import shipped, year

DOCS = Path(__file__).parents[2] / "docs" / "frameworks.md"
DAY = date(2026, 6, 30)


def test_the_documentation_is_what_the_command_prints(tmp_path: Path) -> None:
    """Whoever changes a framework writes the table anew: daready rubric show --wording."""
    ran = run("rubric", "show", "--wording", cwd=tmp_path)
    table = [*wording_table(shipped())]
    assert ran.out.splitlines() == table
    kept = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert kept == table


def test_every_framework_is_in_the_table_once() -> None:
    rows = [*wording_table(shipped())][2:]
    assert [sum(f"`{framework.id}`" in row for row in rows) for framework in shipped().frameworks] == [
        1
    ] * len(rows)


@pytest.mark.parametrize("given", [(), ("U09", "--crosswalk"), ("--crosswalk", "--wording")])
def test_one_thing_is_shown_at_a_time(given: tuple[str, ...], tmp_path: Path) -> None:
    assert run("rubric", "show", *given, cwd=tmp_path).code == 2


def test_page_and_terminal_say_it_of_the_framework_that_grades(tmp_path: Path) -> None:
    days = ("--as-at", "2026-06-30")
    ran = run("assess", str(YEAR), *days, "--page", "page.html", cwd=tmp_path)
    said = "Of 22 requirements of the PEEL assessment framework 2025-2027, the wording of 4 was read"
    assert said in " ".join(ran.out.split())
    assert said in " ".join((tmp_path / "page.html").read_text(encoding="utf-8").split())


def _framework(*rests: Wording, inspection: bool = True, name: str = "one") -> Framework:
    model = next(f for f in shipped().frameworks if f.id == "paf-2025-27")
    group, first = model.groups[0], model.groups[0].requirements[0]
    rows = tuple(
        replace(first, id=f"{name}-{n}", wording=one, verified=one == "official")
        for n, one in enumerate(rests)
    )
    made = (replace(group, requirements=rows),) if rows else ()
    return replace(model, id=name, title=f"Framework {name}", inspection=inspection, groups=made)


def _said(*frameworks: Framework) -> str:
    rubric = replace(shipped(), frameworks=frameworks)
    return wording_read(daready.assess(rubric, year(), as_at=DAY))


@pytest.mark.parametrize(
    ("rests", "said"),
    [
        (("official",) * 2, "Of 2 requirements of the Framework one, the wording of all 2 was read."),
        (
            ("recalled",),
            "Of 1 requirement of the Framework one, the wording of none was read and 1 is recalled.",
        ),
        (
            ("official", "subject", "subject"),
            "Of 3 requirements of the Framework one, the wording of 1 was read and of 2 only the subject.",
        ),
        (
            ("official", "subject", "recalled", "recalled"),
            "Of 4 requirements of the Framework one, the wording of 1 was read, of 1 only the subject and 2 are "
            "recalled.",
        ),
        ((), ""),
    ],
)
def test_the_sentence_in_each_case(rests: tuple[Wording, ...], said: str) -> None:
    assert _said(_framework(*rests)) == said


def test_of_several_frameworks_the_one_that_grades_is_meant_and_else_all() -> None:
    plan = _framework("recalled", inspection=False, name="plan")
    assert _said(plan, _framework("official")).startswith("Of 1 requirement of the Framework one,")
    assert _said(plan, replace(plan, id="law")).startswith("Of 2 requirements of 2 frameworks,")
