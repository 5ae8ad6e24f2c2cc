"""register review and return: 125 points reviewed one by one, and returned as they came with both colours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.command.run import Ran, daready

PLAN = "national-plan-2014"
WHY = ("--why", "the policy was approved and is in use", "--role", "head of public protection")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that holds the 125 points, every third of each colour then."""
    assert daready("init", "mine", cwd=tmp_path).code == 0
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Checked by", "Administrator"])
    sheet.append(["Checked on", "2026-06-01"])
    sheet.append(["Ref", "Text", "RAG 2014", "Owner", "Local heading", "Criteria"])
    for n in range(1, 126):
        links = "U18 (superset)" if n % 5 == 0 else ""
        sheet.append(
            [n, f"Point {n} of the force's own copy", ("Green", "Amber", "Red")[n % 3], "", "Contact", links]
        )
    book.save(tmp_path / "mine" / "plan.xlsx")
    assert daready("rubric", "fill", PLAN, "plan.xlsx", cwd=tmp_path / "mine").code == 0
    return tmp_path / "mine"


def done(*words: object, root: Path, code: int = 0) -> Ran:
    ran = daready("register", *words, cwd=root)
    assert ran.code == code, (ran.out, ran.err)
    return ran


def returned(root: Path, name: str = "list.xlsx") -> list[dict[str, Any]]:
    done("return", PLAN, "-o", name, root=root)
    rows = [*load_workbook(root / name)["List"].iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if row[0] == "Ref")
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if row[0]]


def test_the_list_comes_back_as_it_came_with_both_colours(root: Path) -> None:
    points = returned(root)
    assert [one["Ref"] for one in points] == [f"NP14-{n:03}" for n in range(1, 126)]
    assert [str(one["Colour then"]).split()[0] for one in points[:3]] == ["AMBER", "RED", "GREEN"]
    assert {str(one["Colour now"]).split()[0] for one in points} == {"GREY"}  # nothing was loaded
    assert all(not one["Reviewed as"] for one in points)


def test_a_review_stands_beside_the_colour_and_changes_none(root: Path) -> None:
    done("review", "NP14-017", "--colour", "green", "--rests-on", "document", *WHY, root=root)
    [one] = [each for each in returned(root) if each["Reviewed as"]]
    assert (one["Ref"], one["Reviewed as"], one["Rests on"]) == ("NP14-017", "Green", "Document")
    assert str(one["Colour now"]).startswith("GREY")
    assert one["Reviewed by (role)"] == "head of public protection"
    assert daready("undo", cwd=root).code == 0
    assert not any(each["Reviewed as"] for each in returned(root, "again.xlsx"))


def test_every_point_is_reviewed_in_one_workbook(root: Path) -> None:
    returned(root)
    book = load_workbook(root / "list.xlsx")
    sheet = book["List"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Ref")
    at = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, head[0].row + 126):
        sheet.cell(row, at["Reviewed as"]).value = "amber"
        sheet.cell(row, at["Reviewed by (role)"]).value = "head of public protection"
        sheet.cell(row, at["Why"]).value = "no paper was found"
    sheet.cell(head[0].row + 7, at["Why"]).value = "ask Zebedee Quill"
    book.save(root / "list.xlsx")
    ran = done("review", "--from", "list.xlsx", root=root, code=3)
    assert "points reviewed: 124" in ran.out
    assert "List!" in ran.err
    assert "Quill" not in ran.err + ran.out
    assert "Nothing in it is new" in done("review", "--from", "list.xlsx", root=root, code=3).out
    points = returned(root, "again.xlsx")
    assert sum(one["Reviewed as"] == "Amber" for one in points) == 124
    assert all(one["Reviewed on"].date() == date.today() for one in points if one["Reviewed as"])


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("NP14-999", "--colour", "red", *WHY), "POINT"),
        (("NP14-001", "--colour", "red", "--why", "x y", "--role", "Zebedee"), "--role"),
        (("NP14-001", "--colour", "red", "--why", "ask Zebedee", "--role", "head of crime"), "--why"),
        (("NP14-001",), "--colour"),
        (("NP14-001", "--colour", "red", "--on", "2999-01-01", *WHY), "--on"),
    ],
)
def test_what_cannot_be_used_is_refused(root: Path, words: tuple[str, ...], about: str) -> None:
    assert about in done("review", *words, root=root, code=2).err


def test_a_list_without_points_is_not_returned(tmp_path: Path) -> None:
    assert daready("init", "mine", cwd=tmp_path).code == 0
    assert (
        "holds no points yet" in done("return", PLAN, "-o", "list.xlsx", root=tmp_path / "mine", code=2).err
    )
