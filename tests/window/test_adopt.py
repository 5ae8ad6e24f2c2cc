"""Adopt: a force's own form is found, said once, tried, signed, and its files go on to be loaded."""

from __future__ import annotations

from html import escape as quoted
from pathlib import Path

from tests.evidence.layouts.own_books import saltmarsh
from tests.window.conftest import Window
from tests.window.test_bring_in import begun, left


def test_a_form_is_found_said_tried_signed_and_loaded(empty: Window, tmp_path: Path) -> None:
    browser = begun(empty)
    form = saltmarsh(tmp_path)
    files = [("files", (path.name, path.read_bytes())) for path in form.files]
    page = browser.send("/adopt", files=files)
    for question in form.asked:
        assert quoted(question.text).replace("&#x27;", "&#39;") in page
    (one,) = empty.desk.forms.values()
    ready = [
        at for at, (_, said) in enumerate(one.adoption.lines) if said.proposals and said.proposals[0].ready
    ]
    assert ready, "the form has near-certain questions, or the button below is not tried"
    assert f"Confirm all {len(ready)}" in page
    assert "Confirm what looks certain" in browser.send(f"/adopt/{one.id}/try", 422)
    assert "Confirmed" in browser.send(f"/adopt/{one.id}/certain", certain="all")
    others = [at for at in range(len(one.adoption.lines)) if at not in ready]
    fields = {f"q-{at}": "own" for at in others[:-1]} | {f"y-{at}": "good" for at in others}
    page = browser.send(f"/adopt/{one.id}/try", **fields)
    assert f"{form.cases} cases read" in page
    assert "Left unread: 1" in page
    assert "Ours alone" in page
    assert "may hold no name" in browser.send(f"/adopt/{one.id}/keep", 422, role="Jane Doe")
    browser.send(f"/adopt/{one.id}/keep", role="DA lead")
    (adopted,) = empty.desk.rubric.adopted
    assert (adopted.set_by, adopted.role) == ("tester", "DA lead")
    (parcel,) = empty.desk.tray.values()
    assert len(parcel.sent) == len(form.files)
    assert empty.desk.forms == {}


def test_what_holds_no_cases_is_told(empty: Window) -> None:
    browser = begun(empty)
    browser.send("/adopt", 422, files=[("files", ("a.csv", b"one,two\n"))])
    browser.send("/adopt", 400, files=[("files", ("a.docx", b"PK"))])
    assert left(empty) == []


def test_each_may_be_looked_at_instead(empty: Window, tmp_path: Path) -> None:
    browser = begun(empty)
    form = saltmarsh(tmp_path)
    browser.send("/adopt", files=[("files", (path.name, path.read_bytes())) for path in form.files])
    (one,) = empty.desk.forms.values()
    page = browser.send(f"/adopt/{one.id}/certain", certain="each")
    assert page.count("<fieldset") == len(one.adoption.lines) >= len(form.asked)
