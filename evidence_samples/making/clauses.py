"""A criterion is the conjunction of its clauses (A13): each clause's colour, then theirs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from making import rubric
from making.audits import RANK
from making.oracle import fewest_for_green

Line = dict[str, Any]
DOUBTS = ("concern", "failures", "was_short")
SHORTFALL = {
    "concern",
    "conflict",
    "document",
    "failures_seen",
    "one_of_several_low",
    "recent_fall",
    "unsafe",
    "was_short",
}
DOUBT_NOTES = {"failures": "failures_seen"}


@dataclass
class Colour:
    """A colour with its note, the line it rests on, and the clause where it is one clause's."""

    colour: str
    note: str
    line: Line | None = None
    clause: str = ""


def effect(line: Line) -> Line:
    """What a line does to its clause: one of several questions is Red only where R1.4 is sure (A20)."""
    if line["kind"] == "audit" and not line["required"] and line.get("provisional"):
        return line | {"colour": "AMBER", "note": "one_of_several_low"}
    return line


def worst(lines: list[Line]) -> Line:
    """The line that decides: the worst colour, a required line before the others, then the rubric's order."""
    return min(lines, key=lambda line: (RANK[line["colour"]], not line["required"]))


def live(lines: list[Line], classes: str) -> list[Line]:
    return [line for line in lines if line["class"] in classes and line["colour"] != "GREY"]


def proves(line: Line, proof: str) -> bool:
    """Whether a line could prove such a clause, had it been received and checked."""
    return line["class"] in "AB" or line.get("record", False) or (proof == "paper" and line["class"] == "C")


def clause(part: dict[str, Any], lines: list[Line], unsafe: list[bool]) -> Colour:
    """One clause by R5.3 without step 7, with its doubts and its unsafe cases."""
    mine = [effect(line) for line in lines if line["id"] in part["lines"]]
    found = shown(mine) if live(mine, "AB") else unshown(mine, part["proof"])
    missing = next((line for line in mine if line.get("left_out")), None)
    if found.colour == "GREEN" and missing:
        found = Colour("AMBER", "partly_asked", missing)
    doubt = next((name for name in DOUBTS if any(line.get(name) for line in mine)), None)
    if found.colour == "GREEN" and doubt:
        found = Colour("AMBER", DOUBT_NOTES.get(doubt, doubt), found.line)
    if any(unsafe):
        found = Colour("RED", "unsafe_high_risk", found.line)
    elif unsafe and found.colour in ("GREEN", "AMBER"):
        found = Colour("AMBER", "unsafe", found.line)
    found.clause = part["id"]
    return found


def shown(lines: list[Line]) -> Colour:
    """R5.3 steps 3 to 5, where an Amber figure too holds its clause."""
    figures = live(lines, "B")
    decider = worst(live(lines, "A") or figures)
    if decider["colour"] != "GREEN":
        return Colour(decider["colour"], decider["note"], decider)
    low = worst(figures) if figures else decider
    if low["colour"] == "RED":
        return Colour("AMBER", "conflict", decider)
    if low["colour"] == "AMBER":
        return Colour("AMBER", low["note"], low)
    if any(line["colour"] != "GREEN" for line in live(lines, "C")):
        return Colour("AMBER", "document", decider)
    return Colour("GREEN", decider["note"], decider)


def unshown(lines: list[Line], proof: str) -> Colour:
    """No direct look and no figure is live: what paper says, or that nothing was asked or shown."""
    papers = live(lines, "C")
    if papers and (proof == "paper" or worst(papers)["colour"] == "RED"):
        decider = worst(papers)
        return Colour(decider["colour"], decider["note"], decider)
    asked = any(line["asked"] for line in lines if proves(line, proof))
    return Colour("GREY", "not_shown" if asked else "not_asked")


def together(parts: list[Colour], lines: list[Line]) -> Colour:
    """The clauses' colours as one, before the whole is looked at."""
    looked = bool(live(lines, "AB"))
    if not looked and paper_only(lines).colour == "RED":
        return paper_only(lines)
    parts = [paper_apart(part) if looked else part for part in parts]
    red = [part for part in parts if part.colour == "RED"]
    if red:
        return red[0]
    amber = [part for part in parts if part.colour == "AMBER"]
    if amber:
        return next((part for part in amber if falls_short(part)), amber[0])
    grey = [part for part in parts if part.colour == "GREY"]
    if len(grey) == len(parts):
        return paper_only(lines)
    if grey:
        notes = {part.note for part in grey}
        return Colour("AMBER", "not_asked" if "not_asked" in notes else "not_shown")
    decider = worst(live(lines, "A") or live(lines, "B") or live(lines, "C"))
    return Colour("GREEN", decider["note"], decider)


def paper_apart(part: Colour) -> Colour:
    """R5.3.5 over the whole: beside a look at practice a bad paper is Amber and no more."""
    paper = part.line is not None and part.line["class"] == "C"
    return Colour("AMBER", "document", part.line) if part.colour == "RED" and paper else part


def falls_short(found: Colour) -> bool:
    """Whether practice falls short, or is only not proven (A11)."""
    if found.note in SHORTFALL:
        return True
    if found.line is None:
        return False
    if found.line["kind"] == "audit":
        return found.line["p_green"] < 0.5
    return found.line["colour"] in ("AMBER", "RED")


def paper_only(lines: list[Line]) -> Colour:
    """R5.3 steps 1 and 2: every clause is Grey."""
    rest = live(lines, "CD")
    if not rest:
        needed = [line for line in lines if line["required"]] or lines
        return Colour("GREY", needed[0]["note"])
    decider = worst(rest)
    return Colour("AMBER" if decider["colour"] == "GREEN" else decider["colour"], "paper_only", decider)


def whole(spec: dict[str, Any], parts: list[Colour], lines: list[Line]) -> Colour:
    """Judgements, the second source (A5) and the direct look (A1) are asked of the whole."""
    found = together(parts, lines)
    so_far = found.colour == "GREEN" or found.note in ("not_asked", "not_shown")
    if so_far and any(line["colour"] == "RED" for line in live(lines, "D")):
        found = Colour("AMBER", "conflict", found.line)
    if found.colour == "GREEN" and not firm_enough(spec, lines):
        found = Colour("AMBER", "single_source", found.line)
    needed = [line for line in lines if line["required"]]
    missing = next((line for line in needed if line["colour"] == "GREY"), None)
    if missing and found.colour != "RED":
        return Colour("GREY", missing["note"], missing)
    if found.colour == "GREEN" and any(line["class"] not in "AB" for line in needed):
        return Colour("AMBER", "not_checked", found.line)
    return found


def firm_enough(spec: dict[str, Any], lines: list[Line]) -> bool:
    """A5: two independent lines, or in every clause an audit with the Yes that Green needs of 40."""
    if sources(live(lines, "AB")) >= rubric.policy()["min_lines_for_green"]:
        return True
    strong = {line["id"] for line in live(lines, "AB") if line["kind"] == "audit" and many_met(line)}
    return all(strong & set(part["lines"]) for part in rubric.clauses(spec))


def many_met(line: Line) -> bool:
    policy = rubric.policy()
    cuts = (line["green_from"], line["red_below"])
    return line["s_eff"] >= fewest_for_green(policy["alone_from_n_eff"], cuts, policy["green_conf"])


def sources(lines: list[Line]) -> int:
    """Independent class A and B lines: audits that share any workbook count once (A5)."""
    groups: list[set[str]] = []
    for line in (line for line in lines if line["kind"] == "audit"):
        books = set(line["books"])
        joined = [group for group in groups if group & books]
        groups = [group for group in groups if not group & books] + [books.union(*joined)]
    return len(groups) + sum(line["kind"] != "audit" for line in lines)
