"""history: every entry of the ledger, and which loads do not count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from daready.cli.outcome import say, write_json
from daready.cli.steps import needs_workspace, open_own_ledger
from daready.ledger.taken_back import WITHDRAWABLE
from daready.messages.moderation import REASONS as JUDGED
from daready.messages.removal import REASONS

if TYPE_CHECKING:
    from daready.ledger.chain import Entry, Facts


class Head(click.ParamType[str]):
    """The fingerprint of an entry, or its beginning."""

    name = "head"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[0-9a-fA-F]{8,64}", str(value)):
            self.fail(
                f"{value!r} is not the head of a ledger. Write it as daready history shows it.", param, ctx
            )
        return str(value)


@click.command()
@click.option(
    "--verify", is_flag=True, help="Verify that every entry, load and assessment is as it was written."
)
@click.option(
    "--expect",
    type=Head(),
    metavar="HEAD",
    help="With --verify: the head noted earlier, which the ledger must have had.",
)
@click.option("--json", "json_to", help="Write the history as JSON to a file, or to standard output with -.")
def history(verify: bool, expect: str | None, json_to: str | None) -> None:
    """List every entry of the ledger, oldest first, and which loads do not count.

    --verify names the first thing that is not as it was written. It finds accidents; it cannot detect somebody who
    sets out to deceive and remakes the whole chain. The head is the fingerprint of the last entry: noted elsewhere,
    with a sign-off, it finds such a one, and a ledger that was put back to yesterday's (--verify --expect HEAD).
    """
    from daready.ledger import upkeep
    from daready.ledger.export import plain_entry
    from daready.ledger.purge import older_than

    if expect and not verify:
        raise click.UsageError("--expect is asked together with --verify. Add it.")
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        with ledger.reading() as entries:
            out = upkeep.out_of_use(entries)
            months = workspace.settings.retention_months
            day = _earlier(datetime.now().date(), months) if months else None
            older = older_than(ledger, day) if day else 0
        proved = upkeep.verify(ledger) if verify else None
        added = upkeep.since(entries, expect) if expect else None
    if json_to is not None:
        record = {
            "entries": [plain_entry(entry) | {"counts": _counts(entry, out)} for entry in entries],
            "verified": {"entries": proved[0], "loads": proved[1]} if proved else None,
            "cases_past_retention": older,
            "head": {"entry": entries[-1].id, "fingerprint": entries[-1].hash},
            "added_since_expected": added,
        }
        write_json(record, json_to)
    if json_to != "-":
        say(_lines(entries, out))
        if older and day:
            click.echo(
                f"\n{older} cases are older than the retention of {months} months: daready purge --before {day}"
            )
        click.echo(f"\nThe head is {entries[-1].hash[: upkeep.HEAD]} (entry {entries[-1].id}).")
        if added is not None:
            click.echo(f"The ledger had the head expected; entries added since: {added}.")
        if proved:
            click.echo(
                f"\nAll {proved[0]} entries and {proved[1]} loads are as they were written. This finds accidents, not "
                "somebody who sets out to deceive."
            )


def _counts(entry: Entry, out: dict[int, str]) -> bool | None:
    return entry.id not in out if entry.kind == "load" else None


def _lines(entries: Sequence[Entry], out: dict[int, str]) -> Iterator[str]:
    from daready.report.terminal import told

    for entry in entries:
        text = f"{entry.id:>4}  {entry.at[:16].replace('T', ' ')}  {said(entry)} ({entry.who})"
        yield from told(text + (f": {out[entry.id]}" if entry.id in out else ""), "", "      ")


def said(entry: Entry) -> str:
    """What an entry is, in words."""
    return _SAID[entry.kind](entry.facts)


def _loaded(facts: Facts) -> str:
    period = facts["first"] or "no month"
    period += f" to {facts['last']}" if facts["last"] != facts["first"] else ""
    return f"load of {facts['file']}, {period}, received {facts['received']}"


def _withdrawn(facts: Facts) -> str:
    kind = next(kind for kind in WITHDRAWABLE if kind in facts)
    return f"{_NAMES.get(kind, kind)} {facts[kind]} withdrawn"


def _purged(facts: Facts) -> str:
    cases = sum(sheet["cases"] for sheets in facts["counts"].values() for sheet in sheets)
    return f"answers of {cases} cases of before {facts['before']} deleted"


def _counted(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def _cases(facts: Facts) -> str:
    return _counted(len(facts["cases"]), "case")


def _accounted(facts: Facts) -> str:
    reason = REASONS.get(facts["reason"], facts["reason"])
    return f"{_cases(facts)} accounted for by the {facts['role']}: {reason}"


def _adopted(facts: Facts) -> str:
    again = f", {len(facts['changed'])} changed since before" if facts["changed"] else ""
    return f"form {facts['form']} adopted by the {facts['role']}: {_counted(facts['questions'], 'question')}{again}"


def _moderated(facts: Facts) -> str:
    second = f" and the {facts['second_role']} ({facts['second']})" if facts["second"] else ""
    colours = f"from {facts['evidence']} to {facts['proposed']} until {facts['until']}"
    why = JUDGED.get(facts["reason"], facts["reason"])
    return (
        f"moderation of {facts['criterion']} {colours}, by the {facts['role']}{second}: {why}; it rests on: "
        f"{facts['basis']}"
    )


_NAMES = {"mapping": "meaning", "safe": "record of a case made safe"}

_SAID: dict[str, Callable[[Facts], str]] = {
    "load": _loaded,
    "supersession": lambda facts: f"load {facts['load']} replaced by load {facts['by']}",
    "withdrawal": _withdrawn,
    "undo": lambda facts: f"entry {facts['entry']} undone",
    "rebase": lambda facts: (
        f"rebase of {facts['line']} from {facts['since']}, by {facts['by']}: {facts['cause']}"
    ),
    "account": _accounted,
    "safe": lambda facts: f"{_cases(facts)} recorded as made safe by the {facts['role']}",
    "moderation": _moderated,
    "scope": lambda facts: (
        f"not looked at this year: {', '.join(facts['criteria'])}, by the {facts['role']}: {facts['why']}"
    ),
    "adoption": _adopted,
    "assessment": lambda facts: f"assessment {facts['name']} signed off, as at {facts['as_at']}",
    "purge": _purged,
    "action": lambda facts: f"actions: {', '.join(dict.fromkeys(one['action'] for one in facts['said']))}",
    "draw": lambda facts: (
        f"sample drawn with seed {facts['seed']} from a list of {facts['of']} cases ({facts['list'][:16]}): "
        f"{', '.join(f'{number} {kind}' for kind, number in facts['cases'].items() if number)}"
    ),
    "review": lambda facts: f"points reviewed: {', '.join(one['point'] for one in facts['said'])}",
    "meeting": lambda facts: f"the {facts['board']} met on {facts['on']}",
    "register": lambda facts: f"register: {', '.join(dict.fromkeys(one['item'] for one in facts['said']))}",
    "answer": lambda facts: (
        f"answer to {facts['report']}: {facts['step']} on {facts['on']}, by the {facts['role']}"
    ),
    "blanking": lambda facts: (
        f"texts of {'item' if 'item' in facts else 'action'} {facts.get('item') or facts['action']} deleted: "
        f"{len(facts['texts'])}"
    ),
    "mapping": lambda facts: f"meaning of a {facts['kind']} of {facts['form']} remembered",
    "migration": lambda facts: f"ledger version {facts['version']}",
}
"""What each kind of entry is, in words."""


def _earlier(day: date, months: int) -> date:
    from daready.evidence.model import Month

    return Month.of(day).later(-months).first
