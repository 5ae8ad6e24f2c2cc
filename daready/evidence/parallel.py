"""The reply for a sheet keeps its rows in parallel lists; here rows are taken out of all of them together."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

Sheet = dict[str, Any]

PARALLEL = ("rows", "months", "days", "keys", "auditors", "selections", "risk", "district", "made_safe")


def drop(sheet: Sheet, rows: frozenset[int]) -> None:
    """Take rows (by their place among the used ones) out of a reply."""
    if sheet["kind"] != "case":
        sheet["records"] = [record for at, record in enumerate(sheet["records"]) if at not in rows]
        return
    kept = [at for at in range(len(sheet["rows"])) if at not in rows]
    width = len(sheet["questions"])
    sheet["outcomes"] = "".join([sheet["outcomes"][at * width : (at + 1) * width] for at in kept])
    moved = {at: new for new, at in enumerate(kept)}
    sheet["numbers"] = [(moved[at], name, value) for at, name, value in sheet["numbers"] if at in moved]
    for name in PARALLEL:
        values = sheet[name]
        sheet[name] = [values[at] for at in kept]


def only(sheet: Sheet, rows: frozenset[int]) -> Sheet:
    """A reply of some of the rows alone; the sheet itself stays as it is."""
    part = {name: value for name, value in sheet.items() if name != "contested"}
    drop(part, frozenset(range(len(sheet["rows"]))) - rows)
    return part


def join(one: Sheet, other: Sheet) -> Sheet:
    """Two replies of rows of the same sheet as one, in the order of the rows."""
    count = len(one["rows"])
    width = len(one["questions"])
    outcomes = one["outcomes"] + other["outcomes"]
    order = sorted(range(count + len(other["rows"])), key=[*one["rows"], *other["rows"]].__getitem__)
    places = {at: new for new, at in enumerate(order)}
    numbers = [*one["numbers"], *((at + count, name, value) for at, name, value in other["numbers"])]
    joined = {name: [*one[name], *other[name]] for name in PARALLEL}
    return one | {
        "outcomes": "".join([outcomes[at * width : (at + 1) * width] for at in order]),
        "numbers": sorted([(places[at], name, value) for at, name, value in numbers], key=itemgetter(0)),
        **{name: [values[at] for at in order] for name, values in joined.items()},
    }
