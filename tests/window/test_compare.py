"""Compare: what the command says of a change, in the browser; and a position is kept once, for ever."""

from __future__ import annotations

from datetime import timedelta

from daready.ledger.signed import record_of, signed
from daready.report.movement import why
from tests.window.conftest import Window


def test_where_nothing_was_kept_there_is_nothing_to_compare_with(sample: Window) -> None:
    page = sample.browser().see("/compare")
    assert "nothing to compare with" in page
    assert "<select" not in page


def test_a_position_is_kept_and_compared_with(sample: Window) -> None:
    browser = sample.browser()
    assert "1 position kept" in browser.send("/compare/keep", name="June board")
    day = sample.desk.today()
    sample.desk.today = lambda: day + timedelta(days=1)
    page = browser.see("/compare")
    changes = sample.desk.stands.changes
    assert changes is not None
    moved = [one for one in changes.movements if one.change != "same"]
    assert ("No criterion has another colour" in page) == (not moved)
    assert "June board, as at 30 June 2026" in page
    kept = sample.desk.stands.rated.kept
    assert kept is not None
    (one,) = signed(kept.books.known)
    assert (one.name, one.facts["rubric"]) == ("June board", sample.desk.rubric.fingerprint)
    with sample.desk.reading() as ledger:
        assert record_of(ledger.db, one)["first_page"]


def test_each_change_is_said_with_what_it_comes_from(sample: Window) -> None:
    browser = sample.browser()
    browser.send("/compare/keep", name="June board")
    day = sample.desk.today()
    sample.desk.today = lambda: day.replace(year=day.year + 1)
    page = browser.see("/compare")
    changes = sample.desk.stands.changes
    assert changes is not None
    moved = [one for one in changes.movements if one.change != "same"]
    assert moved
    for one in moved:
        assert f'href="/position/{one.ref}"' in page
        assert why(one).replace("'", "&#39;") in page
    number = changes.number
    assert browser.see(f"/compare?old={number}") == page
    browser.send("/compare/keep", name="A year later")
    later = browser.see(f"/compare?old={number}&new={number + 1}")
    assert "What it comes from" in later
    browser.see(f"/compare?old={number + 1}&new={number}", 404)
    browser.see("/compare?old=999", 404)
    browser.see("/compare?new=999", 404)


def test_a_name_of_a_person_s_details_is_refused(sample: Window) -> None:
    browser = sample.browser()
    for name in ("", " ", "x" * 61, "07700 900123"):
        assert "kept for ever" in browser.send("/compare/keep", 422, name=name)
    sample.desk.reader = "sergeant"
    assert "open for writing" in browser.send("/compare/keep", 409, name="June board")
    assert "nothing to compare with" in browser.see("/compare")
