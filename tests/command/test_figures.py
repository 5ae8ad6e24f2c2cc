"""figures: from an export to a figure, and the whole way of one figure from an export to its colour."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from daready.rubric.compiled import shipped
from tests.command.run import daready

AS_AT = ("--as-at", "2026-07-15")
LINE = "performance-return/M29"
SECRET = "Zebedee Quixworth"
"""Stands in every column that no extract names; it may come out nowhere."""


def crime(n: int, **said: object) -> dict[str, object]:
    """A domestic abuse crime of the second quarter of 2026, recorded an hour after it was reported."""
    reported = datetime(2026, 4, 1) + timedelta(hours=21 * n + 9)
    return {
        "Crime number": f"42/{n:05d}/26",
        "Victim": SECRET,
        "DA flag": "Y",
        "Crime status": "Active",
        "Reported": f"{reported:%d/%m/%Y %H:%M}",
        "Recorded": f"{reported + timedelta(hours=1):%d/%m/%Y %H:%M}",
        "LPA": "North" if n % 2 else "South",
        "Summary": f"{SECRET} was at home",
        **said,
    }


def late(n: int, **said: object) -> dict[str, object]:
    return crime(n, Recorded="30/06/2026 23:00", **said)


def sent(folder: Path, crimes: list[dict[str, Any]], name: str = "crimes.csv") -> Path:
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, [*crimes[0]])
        table.writeheader()
        table.writerows(crimes)
    return folder / name


def line(folder: Path, *paths: object) -> dict[str, Any]:
    """The finding of crimes recorded within 24 hours, from files."""
    record = daready("assess", *paths, *AS_AT, "--json", "-", cwd=folder).json
    (found,) = [one for c in record["criteria"] for one in c["lines"] if one["id"] == LINE]
    return found


def counted(folder: Path, *words: object, code: int = 0) -> dict[str, Any]:
    ran = daready("figures", *words, "--json", "-", cwd=folder)
    assert ran.code == code, ran.err
    return ran.json


def of(record: dict[str, Any], measure: str) -> dict[str | None, tuple[int, int, int]]:
    return {
        one["month"]: (one["numerator"], one["denominator"], one["unclear"])
        for one in record["figures"]
        if one["measure"] == measure
    }


def returned(folder: Path, crimes: list[dict[str, Any]], code: int = 0) -> Path:
    """The return that is made of an export."""
    ran = daready("figures", sent(folder, crimes), "-o", "return.xlsx", cwd=folder)
    assert ran.code == code, (ran.out, ran.err)
    return folder / "return.xlsx"


def test_the_whole_way_of_one_figure_from_an_export_to_its_colour(tmp_path: Path) -> None:
    """Counted from rows it has the colour and the counts that it has when somebody types it."""
    found = line(tmp_path, returned(tmp_path, [*map(crime, range(96)), *map(late, range(96, 100))]))
    typed = [
        {"Measure": "M29", "Month": month, "Numerator": met, "Denominator": of}
        for month, met, of in (("April 2026", 34, 34), ("May 2026", 36, 36), ("June 2026", 26, 30))
    ]
    by_hand = line(tmp_path, sent(tmp_path, typed, "typed.csv"))
    assert found["colour"] == "GREEN"
    assert (found["yes"], found["no"]) == (96, 4)
    for each in (found, by_hand):
        del each["sources"]
    assert found == by_hand


@pytest.mark.parametrize("short", [8, 30, 70])
def test_crimes_recorded_late_cost_the_colour(tmp_path: Path, short: int) -> None:
    crimes = [*map(crime, range(100 - short)), *map(late, range(100 - short, 100))]
    found = line(tmp_path, returned(tmp_path, crimes))
    assert (found["yes"], found["no"]) == (100 - short, short)
    assert found["colour"] != "GREEN"


@pytest.mark.parametrize(
    "slip",
    [
        {"DA flag": "perhaps"},
        {"Recorded": ""},
        {"Recorded": "31/02/2026 10:00"},
        {"Crime status": "Zz9"},
    ],
    ids=lambda slip: "-".join(slip),
)
def test_a_row_that_cannot_be_understood_leaves_a_doubt_that_no_colour_survives(
    tmp_path: Path, slip: dict[str, str]
) -> None:
    found = line(tmp_path, returned(tmp_path, [*map(crime, range(99)), crime(99, **slip)], code=3))
    assert (found["colour"], found["note"]) == ("GREY", "rows_in_doubt")


def test_rows_that_differ_under_one_reference_are_neither_of_them_counted(tmp_path: Path) -> None:
    crimes = [*map(crime, range(99)), late(7)]
    record = counted(tmp_path, sent(tmp_path, crimes), code=3)
    assert record["exports"][0]["contested"] == 2
    assert of(record, "M01")[None] == (0, 0, 2)
    assert sum(one[0] for one in of(record, "M01").values()) == 98


def test_a_crime_sent_twice_is_one_crime(tmp_path: Path) -> None:
    first = sent(tmp_path, [*map(crime, range(60))])
    second = sent(tmp_path, [*map(crime, range(40, 100))], "again.csv")
    record = counted(tmp_path, first, second)
    assert (record["exports"][0]["rows"], record["exports"][0]["repeated"]) == (120, 20)
    assert sum(one[0] for one in of(record, "M01").values()) == 100


def test_a_day_without_a_time_is_taken_for_its_end(tmp_path: Path) -> None:
    """Recorded the day after the report, no times given: nobody can say that it was within 24 hours."""
    crimes = [crime(n, Reported="01/06/2026", Recorded=f"0{1 + n % 2}/06/2026") for n in range(40)]
    assert of(counted(tmp_path, sent(tmp_path, crimes)), "M29") == {"2026-06": (20, 40, 0)}


def test_no_column_of_persons_comes_out_anywhere(tmp_path: Path) -> None:
    ran = daready("figures", sent(tmp_path, [*map(crime, range(40))]), "-o", "return.xlsx", cwd=tmp_path)
    told = daready("figures", "crimes.csv", "--by", "district", "--json", "figures.json", cwd=tmp_path)
    import zipfile

    with zipfile.ZipFile(tmp_path / "return.xlsx") as book:
        drawn = "".join(book.read(part).decode("utf-8") for part in book.namelist())
    for text in (ran.out, ran.err, told.out, drawn, (tmp_path / "figures.json").read_text()):
        assert not any(secret in text for secret in (*SECRET.split(), "42/0"))


def test_a_typed_figure_that_differs_is_said(tmp_path: Path) -> None:
    sent(tmp_path, [*map(crime, range(100))])
    typed = [
        {"Measure": "M29", "Month": "April 2026", "Numerator": 34, "Denominator": 34},
        {"Measure": "M29", "Month": "May 2026", "Numerator": 30, "Denominator": 36},
    ]
    sent(tmp_path, typed, "typed.csv")
    ran = daready("figures", "crimes.csv", "--beside", "typed.csv", cwd=tmp_path)
    assert ran.code == 3
    assert "2 figures typed and counted: 1 the same, 1 different." in ran.out
    assert "M29 May 2026: typed 30 of 36, counted 36 of 36." in ran.out


def test_both_returns_together_leave_the_figure_in_doubt(tmp_path: Path) -> None:
    made = returned(tmp_path, [*map(crime, range(100))])
    typed = sent(
        tmp_path, [{"Measure": "M29", "Month": "May 2026", "Numerator": 30, "Denominator": 36}], "t.csv"
    )
    assert line(tmp_path, made, typed)["note"] == "rows_in_doubt"


def test_without_a_column_that_a_rule_needs_no_figure_is_made(tmp_path: Path) -> None:
    crimes = [{key: value for key, value in crime(n).items() if key != "Crime status"} for n in range(40)]
    ran = daready("figures", sent(tmp_path, crimes), "-o", "return.xlsx", cwd=tmp_path)
    assert ran.code == 11
    assert "M29 was not counted: no column says the cancelled of crimes." in " ".join(ran.out.split())


def test_a_forces_own_headings_and_codes_lie_over_the_extract(tmp_path: Path) -> None:
    """A file of the workspace says what they mean, who says so and why; it stands in the return beside each rule."""
    daready("init", "ws", cwd=tmp_path)
    own = tmp_path / "ws" / "rubrics" / "extracts" / "crimes.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "id: crimes\nset_by: Performance analyst\nset_on: 2026-06-01\nset_why: Codes of our record system\n"
        "columns:\n"
        "- id: domestic_abuse\n  headings: [Kz]\n  values:\n    'yes': [Q1]\n    'no': [Q2]\n"
        "- id: cancelled\n  whole: 'no'\n",
        encoding="utf-8",
    )
    crimes = [
        {
            "Kz": "Q1" if n < 90 else "Q2",
            **{k: v for k, v in crime(n).items() if k not in ("DA flag", "Crime status")},
        }
        for n in range(100)
    ]
    ran = daready(
        "figures", sent(tmp_path, crimes), "-o", "return.xlsx", "--json", "f.json", cwd=tmp_path / "ws"
    )
    assert ran.code == 0, (ran.out, ran.err)
    import json

    record = json.loads((tmp_path / "ws" / "f.json").read_text())
    assert sum(one[0] for one in of(record, "M01").values()) == 90
    loaded = daready("load", "return.xlsx", "--no", cwd=tmp_path / "ws")
    assert loaded.code == 0, (loaded.out, loaded.err)
    assert "Performance analyst" in str(_rules(tmp_path / "ws" / "return.xlsx"))


def _rules(path: Path) -> list[tuple[object, ...]]:
    from openpyxl import load_workbook

    return [*load_workbook(path)["How each is counted"].iter_rows(values_only=True)]


def test_the_return_cites_the_rule_of_every_measure(tmp_path: Path) -> None:
    said = _rules(returned(tmp_path, [*map(crime, range(40))]))
    measures = {str(row[0]).split()[0] for row in said[2:]}
    assert measures == {rule.measure for extract in shipped().extracts for rule in extract.figures}
    assert all(row[5] for row in said[2:])


def test_a_figure_walks_back_to_its_rows(tmp_path: Path) -> None:
    """By number and never by content: which rows are in the numerator, which in the base alone, which in doubt."""
    crimes = [*map(crime, range(90, 96)), late(96), crime(97, **{"DA flag": "perhaps"})]
    ran = daready("figures", sent(tmp_path, crimes), "--rows", "M29", "2026-06", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        "M29 June 2026: 6 of 7",
        "  counted in the numerator, 6 rows of crimes.csv > crimes: 2-7",
        "  in the denominator alone, 1 row of crimes.csv > crimes: 8",
        "  in doubt, 1 row of crimes.csv > crimes: 9",
    ]


def test_what_others_get_shows_no_small_count(tmp_path: Path) -> None:
    """Seven crimes of one team: hidden. Their share is hidden too, since it would give them back."""
    from openpyxl import load_workbook

    crimes = [{**crime(90), "Crime number": f"42/{n}/26", "Crew": "A" if n < 7 else "B"} for n in range(40)]
    ran = daready("figures", sent(tmp_path, crimes), "--by", "team", "--shared", "others.xlsx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    rows = [*load_workbook(tmp_path / "others.xlsx")["Figures"].iter_rows(min_row=4, values_only=True)]
    shown = {(row[0].split()[0], row[3], row[4]) for row in rows}
    assert shown == {("M01", "[c]", None), ("M01", 35, None), ("M29", "[c]", "[c]"), ("M29", 35, "90-100%")}


def test_a_return_has_no_teams(tmp_path: Path) -> None:
    crimes = sent(tmp_path, [*map(crime, range(9))])
    assert daready("figures", crimes, "--by", "team", "-o", "return.xlsx", cwd=tmp_path).code == 2


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_parquet_gives_what_the_same_sheet_gives(tmp_path: Path, engine: str) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    pytest.importorskip("pyarrow", reason="nothing here reads Parquet")
    import pandas as pd

    frame = pd.read_csv(sent(tmp_path, [*map(crime, range(60)), *map(late, range(60, 70))]))
    for heading in ("Reported", "Recorded"):
        frame[heading] = pd.to_datetime(frame[heading], format="%d/%m/%Y %H:%M").astype("datetime64[us]")
    frame.to_parquet(tmp_path / "stored.parquet")
    sheet = counted(tmp_path, "crimes.csv", "--engine", engine)
    assert counted(tmp_path, "stored.parquet", "--engine", engine) == sheet


def test_moments_as_text_in_parquet_are_refused_in_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="nothing here reads Parquet")
    import pandas as pd

    pd.read_csv(sent(tmp_path, [*map(crime, range(9))])).to_parquet(tmp_path / "stored.parquet")
    ran = daready("figures", "stored.parquet", cwd=tmp_path)
    assert ran.code == 2
    assert "not a date or a local time" in ran.err
