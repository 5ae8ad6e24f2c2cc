"""Actions: who does what by when is set in place, shown overdue, and a plan goes out and comes back."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from tests.window.conftest import HOST, Browser, Window


def edit(browser: Browser, name: str, expect: int = 200, *, part: bool = True, **fields: str) -> str:
    headers = {"origin": f"http://{HOST}"} | ({"hx-request": "true"} if part else {})
    answer = browser.client.post(
        f"/actions/{name}", data={"form_token": browser.token, **fields}, headers=headers
    )
    assert answer.status_code == expect, answer.text
    return answer.text


def test_every_gap_can_be_taken_on(sample: Window) -> None:
    page = sample.browser().see("/actions")
    for gap in sample.desk.stands.gaps:
        ref = next(c.ref for c in sample.desk.stands.rated.assessment.criteria if c.id == gap.criterion)
        assert f'id="{ref}"' in page
    assert "Without a day" in page


def test_an_owner_a_day_and_a_status_are_kept_in_place_and_overdue_shown(sample: Window) -> None:
    browser = sample.browser()
    row = edit(browser, "U09", owner="Jane Doe", due="26 June 2026", status="In progress")
    assert "Kept" in row
    assert "4 days overdue" in row
    page = browser.see("/actions")
    assert "Overdue: 1" in page
    assert "1 overdue" in page
    (one,) = sample.desk.stands.plan.actions
    assert (one.action.value("owner"), one.state, one.late) == ("Jane Doe", "overdue", 4)
    assert "Kept" not in edit(browser, "U09", owner="Jane Doe"), "what was said already is not said again"


def test_without_script_the_page_comes_back_at_the_row(sample: Window) -> None:
    browser = sample.browser()
    assert 'value="Jane Doe"' in edit(browser, "U09", part=False, owner="Jane Doe")


def test_what_cannot_be_kept_is_said_at_the_row(sample: Window) -> None:
    browser = sample.browser()
    assert 'role="alert"' in edit(browser, "U09", 422, due="soon")
    assert 'role="alert"' in edit(browser, "U09", 422, status="Closed"), "nobody can type it"
    assert 'role="alert"' in edit(browser, "U09", 422, what="Ring Jane Doe on 07700 900123")
    edit(browser, "U99", 404, owner="Jane Doe")
    assert sample.desk.stands.plan.actions == ()


def test_of_two_who_saw_the_same_page_neither_answer_is_lost(sample: Window) -> None:
    one, other = sample.browser(), sample.browser()
    edit(one, "U09", owner="Jane Doe")
    seen = str(sample.desk.stands.entry)
    edit(one, "U09", owner="Ann Lee", basis=seen)
    assert "Two answers stand" in edit(other, "U09", owner="Sue Fox", basis=seen)


def test_a_plan_goes_out_and_comes_back(sample: Window) -> None:
    browser = sample.browser()
    book = load_workbook(BytesIO(browser.client.get("/actions/plan.xlsx").content))
    sheet = book["Plan"]
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value == "By when"}
    at = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "U09")
    sheet.cell(at, heads["By when"]).value = "31/07/2026"
    out = BytesIO()
    book.save(out)
    page = browser.send("/actions", files=[("files", ("plan.xlsx", out.getvalue()))])
    assert "1 answer of 1 action taken" in page
    assert "Before the inspection: 1" in page
    browser.send("/actions", 422, files=[("files", ("plan.xlsx", b"no workbook"))])
