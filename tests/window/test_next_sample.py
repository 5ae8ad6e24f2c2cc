"""Next sample: planned as the command plans it; drawn from a list, kept, and the same again by its seed."""

from __future__ import annotations

import io

import openpyxl

from daready.ledger.draws import DRAW
from tests.window.conftest import HOST, Browser, Window

LIST = "Case reference,Risk,District\n" + "".join(
    f"NM/26/{number:04},{'High' if number % 4 == 0 else 'Standard'},{('Central', 'North', 'South')[number % 3]}\n"
    for number in range(200)
)


def downloaded(browser: Browser, path: str, listed: str | None = None, **fields: str) -> openpyxl.Workbook:
    answer = browser.client.post(
        path,
        data={"form_token": browser.token, **fields},
        files={"files": ("July.csv", listed.encode())} if listed else None,
        headers={"origin": f"http://{HOST}"},
    )
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def words(book: openpyxl.Workbook) -> list[str]:
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_what_a_sample_would_settle_is_shown_question_by_question(sample: Window) -> None:
    page = sample.browser().see("/next-sample?cases=60&if=U08&rate=92")
    assert "cases of every kind" in page
    assert "Green, what if" in page
    assert 'value="60"' in page
    assert "Drawn before" not in page


def test_cases_are_drawn_kept_and_the_same_by_the_same_seed(sample: Window) -> None:
    browser = sample.browser()
    said = {"cases": "20", "form": "case-audit", "month": "July 2026", "auditors": "2", "seed": "7"}
    one = downloaded(browser, "/next-sample/draw", LIST, **said)
    other = downloaded(browser, "/next-sample/draw", LIST, **said)
    drawn = [[word for word in words(book) if word.startswith("NM/26/")] for book in (one, other)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) >= 20
    assert any("with seed 7" in word for word in words(one))
    assert any("This is draw 2" in word for word in words(other))
    page = browser.see("/next-sample")
    assert "Drawn before" in page
    assert "NM/26" not in page
    with sample.desk.reading() as ledger, ledger.reading() as entries:
        assert sum(entry.kind == DRAW for entry in entries) == 2
    assert not [*sample.desk.home.glob(".daready-tray-*")]


def test_without_a_list_the_workbook_names_no_case_and_nothing_is_kept(sample: Window) -> None:
    browser = sample.browser()
    entry = sample.desk.stands.entry
    book = downloaded(browser, "/next-sample/workbook", cases="40")
    assert any("cases of every kind" in word for word in words(book))
    assert sample.desk.stands.entry == entry


def test_what_cannot_be_planned_or_drawn_is_refused(sample: Window) -> None:
    browser = sample.browser()
    browser.see("/next-sample?cases=many", 422)
    browser.see("/next-sample?cases=10001", 422)
    browser.see("/next-sample?form=planted", 404)
    send = browser.send
    assert "Choose the one list" in send("/next-sample/draw", 422)
    assert "not a workbook" in send("/next-sample/draw", 422, files={"files": ("a.txt", b"x")})
    nothing = {"files": ("July.csv", b"Case reference,Risk\n")}
    send("/next-sample/draw", 422, files=nothing)
    assert "write it as July 2026" in send("/next-sample/workbook", 422, month="Julember")
    sample.desk.reader = "sergeant"
    listed = {"files": ("July.csv", LIST.encode())}
    assert "open for writing" in send("/next-sample/draw", 409, files=listed)
