"""What the first page, the board paper, explain, themes and requirements say, read back and counted anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from scipy.stats import beta, betabinom, binom

from daready.planning.gaps import Gap
from daready.report.shapes import Summary, day
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, RequirementFinding
from tests.sentences import recount
from tests.sentences.facts import percent, share
from tests.sentences.worlds import World

Gaps = dict[str, str]


class Printed(NamedTuple):
    """A board with its assessment, and the criterion that a line of text is about, if it is about one."""

    world: World
    assessed: Assessment
    finding: CriterionFinding | None = None
    line: LineFinding | None = None

    @property
    def criterion(self) -> CriterionFinding:
        assert self.finding is not None
        return self.finding

    @property
    def about(self) -> LineFinding:
        assert self.line is not None
        return self.line


Check = Callable[[Printed, Gaps], bool]


def colours(assessed: Assessment) -> Counter[Colour]:
    return Counter(finding.colour for finding in assessed.criteria)


def _unsafe(world: World) -> dict[object, bool]:
    return {p: high for c in world.rubric.criteria.values() for p, high in recount.unsafe(world, c).items()}


def _verdict(seen: Printed, gaps: Gaps) -> bool:
    """Ready takes every critical criterion green, no red and nobody waiting; how many critical ones are green."""
    critical = [c for c in seen.assessed.criteria if c.critical]
    red = any(c.colour is Colour.RED for c in seen.assessed.criteria) or bool(
        seen.assessed.needs_someone_today
    )
    red = red or any(c.colour is Colour.AMBER and c.amber != "unproven" for c in critical)
    green = sum(c.colour is Colour.GREEN for c in critical)
    word = "Not ready" if red else "Ready" if green == len(critical) else "Cannot tell"
    said = {"All": len(critical), "None": 0}.get(gaps["green"]) if "green" in gaps else 0
    if said is None:
        said = NUMBERS.index(gaps["green"].lower())
    return (gaps["word"], said) == (word, green)


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _waiting(seen: Printed, gaps: Gaps) -> bool:
    return int(gaps["n"]) == len(_unsafe(seen.world))


def _checked(seen: Printed, gaps: Gaps) -> bool:
    """Sampled cases with a readable answer to a safety question, and nobody unsafe among them."""
    safety = {
        line.id
        for c in seen.world.rubric.criteria.values()
        for line in c.lines
        if recount.is_safety(seen.world, line)
    }
    cases = 0
    for sheet in seen.world.evidence.cases:
        asked = [q for q in sheet.questions if f"{sheet.form}/{q}" in safety]
        for at, case in enumerate(sheet.cases):
            readable = any(sheet.answer(at, q) in "YNPRA" for q in asked)
            cases += readable and recount.known(seen.world, case.month, case.day)
    return not _unsafe(seen.world) and int(gaps.get("n", "0").replace(",", "")) == cases


def _assessed(seen: Printed, gaps: Gaps) -> bool:
    known = sum(finding.colour is not Colour.GREY for finding in seen.assessed.criteria)
    return (int(gaps["n"]), int(gaps["of"])) == (known, len(seen.assessed.criteria)) and _direct(seen, gaps)


def _overall(seen: Printed, gaps: Gaps) -> bool:
    """Every count of the whole, and the critical ones among them; what is not said is none."""
    found = seen.assessed.criteria
    kinds = {
        "red": [c for c in found if c.colour is Colour.RED],
        "short": [c for c in found if c.amber == "shortfall" and c.colour is Colour.AMBER],
        "unproven": [c for c in found if c.amber == "unproven" and c.colour is Colour.AMBER],
        "grey": [c for c in found if c.colour is Colour.GREY],
    }
    greens = sum(c.colour is Colour.GREEN for c in found)
    counted = greens + sum(map(len, kinds.values()))
    return (int(gaps["green"]), int(gaps["of"]), counted) == (greens, len(found), len(found)) and all(
        (int(gaps[kind]), int(gaps.get(f"{kind}_critical", "0")))
        == (len(mine), sum(c.critical for c in mine))
        for kind, mine in kinds.items()
    )


def _limits(seen: Printed, gaps: Gaps) -> bool:
    """The worst kind there is, all of its criteria counted, and no worse one left out."""
    found = seen.assessed.criteria
    red = gaps["state"] == "Red"
    mine = [c for c in found if (c.colour is Colour.RED if red else c.colour is not Colour.GREEN)]
    if "critical" in gaps:
        mine = [c for c in mine if c.critical]
    elif any(c.critical for c in mine):
        return False
    worse = [c for c in found if c.colour is Colour.RED and not red]
    names = [f"{c.ref} {c.title}" for c in mine]
    return not worse and int(gaps["n"]) == len(mine) and gaps["names"].startswith("; ".join(names[:3]))


def _direct(seen: Printed, gaps: Gaps) -> bool:
    looks = [
        any(line.kind == "audit" and line.strength == "A" and line.live for line in finding.lines)
        for finding in seen.assessed.criteria
    ]
    return int(gaps["direct"]) == sum(looks)


def _never_asked(seen: Printed, gaps: Gaps) -> bool:
    """Beside a baseline some criteria speak only of what is newer, so that only the parts are counted anew."""
    parts = [clause for finding in seen.assessed.criteria for clause in finding.clauses]
    if seen.world.signed is not None:
        return int(gaps["of"]) == len(parts)
    unasked = 0
    for criterion in seen.world.rubric.criteria.values():
        for part in criterion.parts:
            proving = [line for line in criterion.lines if line.id in criterion.proving(part)]
            forces = [
                line for line in criterion.lines if line.id in part.lines and _forces(seen.world, line.id)
            ]
            told = [line for line in proving if _forces(seen.world, line.id)]
            unasked += bool(forces) and not any(recount.received(seen.world, line) for line in told)
    return (int(gaps["n"]), int(gaps["of"])) == (unasked, len(parts))


def _forces(world: World, line: str) -> bool:
    return getattr(world.rubric.item[line], "owner", "force") == "force"


def _removed(seen: Printed, gaps: Gaps) -> bool:
    places = {one.place for one in seen.world.evidence.removed}
    return int(gaps["n"]) == len(places) or len(places) < len(seen.world.evidence.removed)


def _later(seen: Printed, gaps: Gaps) -> bool:
    cases = [case for sheet in seen.world.evidence.cases for case in sheet.cases]
    return int(gaps["n"]) == sum(not recount.known(seen.world, case.month, case.day) for case in cases)


def _admits(seen: Printed, gaps: Gaps) -> bool:
    return int(gaps["n"]) == sum("admitted_weakness" in f.notes for f in seen.assessed.criteria)


def _silent(seen: Printed, gaps: Gaps) -> bool:
    lines = [line for finding in seen.assessed.criteria for line in finding.lines]
    return int(gaps["n"]) == sum(line.note == "selection_not_stated" for line in lines)


def _claimed(seen: Printed, gaps: Gaps) -> bool:
    return int(gaps["n"]) == sum(line.claimed for f in seen.assessed.criteria for line in f.lines)


def _expected(seen: Printed, gaps: Gaps) -> bool:
    """Of the greens that audits decided no more can be wrong than there are."""
    wrong = 0 if gaps["wrong"].startswith("fewer") else int(gaps["wrong"].removeprefix("about "))
    return wrong <= int(gaps["n"]) <= colours(seen.assessed)[Colour[gaps["colour"].removesuffix("s").upper()]]


def _reword(seen: Printed, gaps: Gaps) -> bool:
    return int(gaps["n"]) == len(seen.assessed.reword)


def _shown(seen: Printed, gaps: Gaps) -> bool:
    tally = colours(seen.assessed)
    told = (int(gaps["green"]), int(gaps["of"]), int(gaps["red"]), int(gaps["grey"]))
    return told == (tally[Colour.GREEN], tally.total(), tally[Colour.RED], tally[Colour.GREY])


def _not_green(seen: Printed, gaps: Gaps) -> bool:
    short = colours(seen.assessed).total() - colours(seen.assessed)[Colour.GREEN]
    return int(gaps.get("of", short)) == short and int(gaps["n"]) <= short


def _wording_read(seen: Printed, gaps: Gaps) -> bool:
    """The three counts are the rubric's own, of the frameworks shown by which forces are graded."""
    shown = {framework.id for framework in seen.assessed.frameworks}
    every = [f for f in seen.world.rubric.frameworks if f.id in shown]
    graded = [f for f in every if f.inspection] or every
    rests = Counter(r.wording for f in graded for r in f.requirements)
    read = gaps["read"].removeprefix("all ").replace("none", "0")
    told = (int(gaps["of"]), int(read), int(gaps.get("subject", 0)), int(gaps.get("recalled", 0)))
    return told == (rests.total(), rests["official"], rests["subject"], rests["recalled"])


def true(seen: Printed, gaps: Gaps) -> bool:
    return True


PAGE: tuple[tuple[str, Check], ...] = (
    (
        r"(?P<word>Not ready|Ready|Cannot tell)\. (?P<green>\w+) of (?:the )?\w+ critical criteria (?:is|are) green\.",
        _verdict,
    ),
    (r"(?P<word>Ready)\. (?P<green>All) \w+ critical criteria are green\.", _verdict),
    (r"(?P<n>\d+) cases? needs? someone today(?:; the annex says where\.)?", _waiting),
    (
        r"No sampled case is waiting to be made safe \((?P<n>[\d,]+) sampled cases? (?:was|were) asked and "
        r"answered\)\.",
        _checked,
    ),
    (
        r"Nobody can say who needs someone today: no audited case that was read answers a safety question\.",
        _checked,
    ),
    (
        r"Each failed a safety question and nothing says it was made safe since\. Give each an owner today\.",
        true,
    ),
    (r"Not all fit on this page: \d+ more places? on the list behind it\.", true),
    (r"Where we stand|Themes|What was never asked|What we do not know|How far to trust this page", true),
    (r"More cases that need someone today|A part that nobody asked about is never green\.", true),
    (
        r"As at (?P<day>.+?)\. No inspection date is set\.",
        lambda seen, gaps: gaps["day"] == day(seen.assessed.as_at),
    ),
    (
        r"(?P<n>\d+) of (?P<of>\d+) criteria could be assessed[.;] (?P<direct>\d+) (?:criterion |criteria )?"
        r"rests? on a direct look at practice\."
        r"(?: Green has to be proved; absence of evidence is grey, never a pass\. The cut points are local\.)?",
        _assessed,
    ),
    (
        r"Proven Green: (?P<green>\d+) of (?P<of>\d+) criteri(?:on|a); Red: (?P<red>\d+)(?: \((?P<red_critical>\d+) "
        r"critical\))?; Amber, a shortfall: (?P<short>\d+)(?: \((?P<short_critical>\d+) critical\))?; Amber, not "
        r"proven: (?P<unproven>\d+)(?: \((?P<unproven_critical>\d+) critical\))?; Grey, not known: "
        r"(?P<grey>\d+)(?: \((?P<grey_critical>\d+) critical\))?\.",
        _overall,
    ),
    (
        r"What limits it first: (?P<n>\d+) (?P<critical>critical )?criteri(?:on is|a are) (?P<state>Red|not Green) "
        r"\((?P<names>.*)\)\.",
        _limits,
    ),
    (
        r"Nothing limits it: every criterion is Green\.",
        lambda seen, gaps: set(colours(seen.assessed)) == {Colour.GREEN},
    ),
    (
        r"Nobody asked about (?P<n>\d+) of the (?P<of>\d+) parts that the criteria are made of\."
        r"(?: \d+ criteri(?:on is|a are) Green as far as asked, and Amber for that reason\.)?",
        _never_asked,
    ),
    (r"\d+ more criteri(?:on has|a have) parts that nobody asked about\.", true),
    (
        r"(?P<n>\d+) cases? that failed or (?:was|were) unsafe ha(?:s|ve) been removed or corrected.*",
        _removed,
    ),
    (r"The gap that matters most|The \d gaps that matter most|No criterion has a gap\.?", true),
    (r"Every criterion could be assessed\.", lambda seen, gaps: not colours(seen.assessed)[Colour.GREY]),
    (
        r"(?:Of (?P<n>\d+) (?P<colour>greens?|reds?) that audits decided, we expect "
        r"(?P<wrong>about \d+|fewer than 1) to be wrong by chance alone\. ?)(?P<more>Of .*)?",
        _expected,
    ),
    (r"Our own papers admit weak points on (?P<n>\d+) criteri(?:on|a): .*\.", _admits),
    (r"(?P<n>\d+) findings? rests? on a claim, made afterwards, of how the cases were chosen\.", _claimed),
    (
        r"(?P<n>\d+) findings? rests? on sheets that do not say how their cases were chosen, and so cannot be "
        r"green\. .*",
        _silent,
    ),
    (r"Two auditors do not read (?P<n>\d+) questions? alike; reword: .*", _reword),
    (
        r"(?P<n>[\d,]+) cases? lies? after (?P<day>\S+) and count for nothing here, not even if somebody is unsafe: .*",
        _later,
    ),
    (
        r"Of (?P<of>\d+) requirements? of .+?, the wording of (?P<read>\d+|none|all \d+) was read"
        r"(?:(?:,| and) of (?P<subject>\d+) only the subject)?(?: and (?P<recalled>\d+) (?:is|are) recalled)?\.",
        _wording_read,
    ),
    (r"This is a self-assessment, not an inspection grade\. It says nothing about any one victim\.", true),
    (r"To tell the Board how ready the force is for inspection of its response to domestic abuse, .*", true),
    (r"The Board is asked to note the position, and to agree the action plan in section 4\.", true),
    (r"Set against .*", true),
    (r"The (?P<n>\d+) gaps? to close first, of (?P<of>\d+)\.", _not_green),
    (r"No inspection date is set\.", true),
    (
        r"(?P<green>\d+) of (?P<of>\d+) criteria are shown to meet the standard, (?P<red>\d+) are red "
        r"and for (?P<grey>\d+) the evidence cannot tell\.",
        _shown,
    ),
)
"""Every sentence of the first page and of the board paper that is not a criterion's own."""


def false_lines(seen: Printed, texts: Sequence[str]) -> Iterator[str]:
    """What is said of a whole board and is not so, or that nobody checks."""
    for text in texts:
        for expression, check in PAGE:
            if found := re.fullmatch(expression, text):
                gaps = {name: value for name, value in found.groupdict().items() if value is not None}
                if not check(seen, gaps):
                    yield text
                yield from false_lines(seen, [gaps["more"]] if "more" in gaps else [])
                break
        else:
            yield f"nobody checks: {text}"


def lines_of(page: Summary) -> list[str]:
    return [text for block in page.blocks for text in (block.heading, *block.lines)]


def grids_of(seen: Printed, page: Summary) -> Iterator[str]:
    """The counts of the first page's tables that do not add up to the board's."""
    tally = colours(seen.assessed)
    for block in page.blocks:
        if block.grid is None:
            continue
        counts = [cell.text for line in block.grid.rows for cell in line.cells]
        if block.grid.name == "summary_colours":
            told = sum(int(line.cells[1].text) for line in block.grid.rows)
            if told != tally.total():
                yield f"{told} criteria in the table of colours {counts}"
        if block.grid.name == "summary_unknown":
            told = sum(int(line.cells[1].text) for line in block.grid.rows)
            if told != tally[Colour.GREY]:
                yield f"{told} criteria that cannot be told {counts}"


PRACTICE = frozenset(
    {"unsafe", "unsafe_high_risk", "recent_fall", "fallen", "hidden_red", "fall_not_answered"}
)
"""Reasons that have a remedy of their own."""


def remedies(seen: Printed, gaps: Sequence[Gap]) -> Iterator[str]:
    """The criterion's standing remedy where another reason decided."""
    by_id = {finding.id: finding for finding in seen.assessed.criteria}
    for gap in gaps:
        finding = by_id[gap.criterion]
        if finding.notes[:1] and finding.notes[0] in PRACTICE and gap.remedy != finding.to_green:
            yield f"{finding.ref} {finding.notes[0]}: {gap.remedy}"


# -- themes and requirements --------------------------------------------------------------------------


def themes(seen: Printed) -> Iterator[str]:
    """A theme's sentence against the colours of its criteria."""
    for theme in seen.assessed.themes:
        mine = Counter(f.colour for f in seen.assessed.criteria if f.theme == theme.id)
        made_of = ", ".join(f"{mine[c]} {c.value.capitalize()}" for c in Colour if mine[c])
        held = [f.id for f in seen.assessed.criteria if f.id in theme.limited_by and f.colour is Colour.GREEN]
        ends = "" if theme.colour is Colour.GREEN else f" Held here by: {', '.join(theme.limited_by)}."
        could = f" Unclear answers could make it {theme.at_worst.value.capitalize()}."
        unclear = theme.reason.endswith(could)
        if unclear and not any(
            f.at_worst is not f.colour for f in seen.assessed.criteria if f.theme == theme.id
        ):
            yield f"{theme.id}: nothing is unclear"
        if theme.reason != f"Made of {made_of}.{ends}{could if unclear else ''}" or held:
            yield f"{theme.id}: {theme.reason}"


def requirements(seen: Printed) -> Iterator[str]:
    """A requirement's sentence is that of one of its criteria, or of clauses of the same colour, or that of nothing."""
    by_id = {finding.id: finding for finding in seen.assessed.criteria}
    for framework in seen.assessed.frameworks:
        for requirement in framework.requirements:
            if not _is_true(requirement, [by_id[name] for name in requirement.met_by]):
                yield f"{framework.id} {requirement.id}: {requirement.reason}"


def _is_true(requirement: RequirementFinding, findings: Sequence[CriterionFinding]) -> bool:
    if requirement.evidence == "none":
        none = (
            "No criterion of ours answers it."
            if not findings
            else "Not tested: nothing that was read bears on it."
        )
        return requirement.reason == none and requirement.colour is Colour.GREY
    for finding in findings:
        own = [c for c in finding.clauses if f"{finding.id}/{c.id}" in requirement.clauses]
        says = "; ".join(c.says for c in own if c.colour is requirement.colour)
        if requirement.reason == f"{finding.title}: {finding.reason}":
            return finding.colour is requirement.colour or not says
        if requirement.reason == f"{finding.title}: {says}.":
            return True
    return False


# -- explain ------------------------------------------------------------------------------------------


def _weighted(seen: Printed, gaps: Gaps) -> bool:
    line = seen.about
    assert line.s_eff is not None and line.n_eff is not None
    a, b = line.s_eff + 0.5, line.n_eff - line.s_eff + 0.5
    green = percent(float(beta.sf(line.green_from or 0, a, b)))
    red = percent(float(beta.cdf(line.red_below or 0, a, b)))
    unclear = line.counts.unclear
    return (gaps["green"], gaps["red"]) == (green, red) or bool(unclear)


def _between(seen: Printed, gaps: Gaps) -> bool:
    line = seen.about
    a, b = (line.s_eff or 0) + 0.5, (line.n_eff or 0) - (line.s_eff or 0) + 0.5
    low, high = (float(beta.ppf(p, a, b)) for p in (0.1, 0.9))
    near = [
        abs(int(gaps[name].rstrip("%")) - floor(end * 100)) <= 1
        for name, end in (("low", low), ("high", high))
    ]
    edge = (line.s_eff or 0) in (0, line.n_eff)
    return all(near) or edge


def _counts(seen: Printed, gaps: Gaps) -> bool:
    c = seen.about.counts
    told = [
        int(gaps[name])
        for name in ("yes", "partial", "no", "not_recorded", "apart", "blank", "not_understood")
    ]
    whole = (gaps["met"], gaps["of"], gaps["share"]) == (str(c.yes), str(c.n), share(c.yes, c.n))
    return (
        told
        == [
            *(c.yes, c.partial, c.no, c.not_recorded),
            *(c.not_applicable - c.set_apart, c.blank, c.not_understood),
        ]
        and int(gaps.get("carried") or 0) == c.set_apart
        and whole
    )


def _likely(seen: Printed, gaps: Gaps) -> bool:
    """“Likely” stands by the chance that the deciding line is green."""
    line = next((line for line in seen.criterion.lines if line.id == seen.criterion.deciding), None)
    if line is None or line.p_green is None:
        return "likely" not in gaps["amber"]
    if "likely to be below" in gaps["amber"]:
        return line.p_green < 0.5
    return "likely to meet" not in gaps["amber"] or line.p_green >= 0.5


def _dates(seen: Printed, gaps: Gaps) -> bool:
    return (gaps["first"] or gaps["last"], gaps["last"]) == (str(seen.about.first), str(seen.about.last))


def _as_given(seen: Printed, gaps: Gaps) -> bool:
    return gaps["colour"] == seen.criterion.colour.value


def _rules(seen: Printed, gaps: Gaps) -> bool:
    return (gaps["rule"], gaps["assurance"]) == (seen.criterion.rule, seen.criterion.assurance)


def _parts(seen: Printed, gaps: Gaps) -> bool:
    return int(gaps["n"]) == len(seen.criterion.clauses)


def _cuts(seen: Printed, line: LineFinding) -> tuple[float, float]:
    policy = seen.world.rubric.policy
    return line.green_from or policy.green_from, line.red_below or policy.red_below


def _proves(met: float, of: float, cuts: tuple[float, float]) -> bool:
    return recount.chances(met, of, *cuts).green >= 0.8 - 1e-9 and met >= 12 - 1e-9


def _next_sample(seen: Printed, gaps: Gaps) -> bool:
    """The fewest of the next cases that would prove it, and how likely so many are."""
    line = next(line for line in seen.criterion.lines if line.id == seen.criterion.deciding)
    s, n, m = line.s_eff or 0.0, line.n_eff or 0.0, int(gaps["m"])
    cuts = _cuts(seen, line)
    needed = next((y for y in range(m + 1) if _proves(s + y, n + m, cuts)), None)
    if needed is None or "needed" not in gaps:
        return needed is None and "needed" not in gaps
    chance = float(betabinom.sf(needed - 1, m, s + 0.5, n - s + 0.5))
    return int(gaps["needed"]) == needed and abs(int(gaps["chance"].rstrip("%")) - 100 * chance) <= 1


def _card(seen: Printed, gaps: Gaps) -> bool:
    """The card's cut-offs for a fresh sample, and how often a force between the cuts is called Green."""
    line = next(line for line in seen.criterion.lines if line.kind == "audit" and line.required)
    cuts, m = _cuts(seen, line), int(gaps["m"])
    green = next(y for y in range(m + 1) if _proves(y, m, cuts))
    red = max(y for y in range(green) if recount.chances(y, m, *cuts).red >= 0.5)
    between = (cuts[0] + cuts[1]) / 2
    wrong = float(binom.sf(green - 1, m, between))
    told = int(gaps["green"]), int(gaps["red"]), gaps["rate"]
    return told == (green, red, percent(between)) and abs(int(gaps["wrong"].rstrip("%")) - 100 * wrong) <= 1


def _cut_points(seen: Printed, gaps: Gaps) -> bool:
    line = seen.about
    lower = line.amber_from if line.amber_from is not None else line.red_below
    return (gaps["green"], gaps["red"]) == (percent(line.green_from or 0), percent(lower or 0))


def _questioned_if(seen: Printed, gaps: Gaps) -> bool:
    """When a figure is questioned, in the words of its line; whether it is now is tried of the figure's sentence."""
    written = next(
        one for one in seen.world.rubric.criteria[seen.criterion.id].lines if one.id == seen.about.id
    )
    asked, bounds = written.question_if, gaps["asked"].split(" or ")
    if asked is None:
        return False
    rates = {"below": asked.below, "above": asked.above}
    told = {side: rate for side, _, rate in (bound.partition(" ") for bound in bounds) if side in rates}
    moves = {"falling", "rising"} if asked.moves == "either" else {asked.moves} - {None}
    return (
        {side: _rate_of(rate) for side, rate in told.items()}
        == {side: Fraction(str(rate)) for side, rate in rates.items() if rate is not None}
        and {bound for bound in bounds if bound.partition(" ")[0] not in rates} == moves
        and gaps["why"] == asked.why
        and (gaps.get("now") or "") == seen.about.questioned
    )


def _rate_of(told: str) -> Fraction:
    """A rate such as 33 in 100, 40 in 10,000, or 100 for each one."""
    if told.endswith(" for each one"):
        return Fraction(told.removesuffix(" for each one"))
    met, _, of = told.partition(" in ")
    return Fraction(met) / Fraction(of.replace(",", ""))


def _readings(seen: Printed, gaps: Gaps) -> bool:
    line = seen.about
    return (gaps["strict"], gaps["half"], gaps["met"]) == (line.if_strict, line.if_half, line.if_met)


def _chart(seen: Printed, gaps: Gaps) -> bool:
    """The last month on a chart, and whether it lies within its limits."""
    assert seen.about.trend is not None
    points = seen.about.trend.points
    last, own = points[-1], seen.about.points[-1]
    within = last.lower <= last.met / last.of <= last.upper
    told = int(gaps["months"]), gaps["last"], gaps["share"], gaps["where"] == "within"
    same = (last.met, last.of) == (own.met, own.of) or not own.of
    return told == (len(points), str(last.month), share(last.met, last.of), within) and same


def _looks_like(seen: Printed, gaps: Gaps) -> bool:
    """The words of a colour are its own, and the colour marked is the one that was computed."""
    colour = Colour(gaps["colour"])
    said = seen.world.rubric.criteria[seen.criterion.id].descriptors
    words = {Colour.GREEN: said.green, Colour.AMBER: said.amber, Colour.RED: said.red} if said else {}
    return (gaps["now"] is not None) == (colour is seen.criterion.colour) and gaps["words"] == words.get(
        colour
    )


EXPLAIN: tuple[tuple[str, Check], ...] = (
    (r"(?P<colour>GREEN|AMBER|RED|GREY)\.", _as_given),
    (r"(?P<colour>AMBER), (?P<amber>.*)\.", lambda seen, gaps: _as_given(seen, gaps) and _likely(seen, gaps)),
    (r"Rule (?P<rule>.+) of the method decided it\. Assurance: (?P<assurance>\w+)\.", _rules),
    (
        r"A green says nothing about any one victim\.",
        lambda seen, gaps: seen.criterion.colour is Colour.GREEN,
    ),
    (
        r"What would change it: .+? Of the next (?P<m>\d+) random cases (?P<needed>\d+) have to meet it; if practice "
        r"stays as it is, the chance is (?P<chance>\d+%)\.",
        _next_sample,
    ),
    (
        r"What would change it: .+? No result of the next (?P<m>\d+) random cases alone would prove it\.",
        _next_sample,
    ),
    (r"What would change it: .*", true),
    (r"What to do: .*|Owner: .*|Lines of evidence|Why it is tested, and whose the thresholds are: .*", true),
    (r"The policy's thresholds were set by: .*", true),
    (r"Its (?P<n>\d+) parts, of which green needs every one", _parts),
    (r"  (?:GREEN|AMBER|RED  |GREY )  .*", true),
    (
        r"What each colour looks like\. These are words to recognise it by; the rule alone decides the colour\.",
        true,
    ),
    (r"  (?P<colour>GREEN|AMBER|RED)(?P<now>, as it is now)?: (?P<words>.*)", _looks_like),
    (
        r"  GREY, as it is now: it cannot be assessed, for the reason above\.",
        lambda seen, gaps: seen.criterion.colour is Colour.GREY,
    ),
    (
        r"         Yes (?P<yes>\d+), partial (?P<partial>\d+), no (?P<no>\d+), not recorded (?P<not_recorded>\d+) "
        r"\((?P<met>\d+) of (?P<of>\d+), (?P<share>\d+%|none)\); (?:set apart (?P<carried>\d+) "
        r"\(.+\), )?not applicable (?P<apart>\d+), blank "
        r"(?P<blank>\d+), not understood (?P<not_understood>\d+)\.",
        _counts,
    ),
    (
        r"         Weighted by age: \S+ of \S+\. Chance that it is green (?P<green>\d+%), red (?P<red>\d+%); "
        r"green takes 80%\. Rule \S+(?: \S+)?\.",
        _weighted,
    ),
    (
        r"         We are 80% sure that the true rate lies between (?P<low>\d+%) and (?P<high>\d+%) \(R1\.3\)\.",
        _between,
    ),
    (
        r"         If partial answers counted as not met it would be (?P<strict>\w+), as half met (?P<half>\w+), "
        r"as met (?P<met>\w+) \(R1\.2\)\.",
        _readings,
    ),
    (
        r"         (?P<months>\d+) months on a p(?:-prime)? chart: (?P<last>\S+) is (?P<share>\d+%|none), "
        r"(?P<where>within|outside) limits of .*",
        _chart,
    ),
    (r"         Two auditors gave \d+ of \d+ answers alike .*", true),
    (r"         Green from (?P<green>\d+%), red below (?P<red>\d+%): local thresholds\.", _cut_points),
    (
        r"         It is questioned if (?P<asked>[^(]+) \((?P<why>.*?)\)\.(?: Now it is (?P<now>[^.]+)\.)?",
        _questioned_if,
    ),
    (r"         Evidence (?:from (?P<first>\S+) to|of) (?P<last>\S+): \w+\.", _dates),
    (
        r"A fresh random sample of (?P<m>\d+) is Green from (?P<green>\d+) that meet it and Red at (?P<red>\d+) or "
        r"fewer; a force whose true rate is (?P<rate>\d+%) would be called Green (?P<wrong>\d+%) of the "
        r"time \(R1\.5, R1\.6\)\.",
        _card,
    ),
)
"""Every line of an explanation that is neither a title nor a sentence tried elsewhere."""


def explained(seen: Printed, lines: Sequence[str], own: Sequence[str]) -> Iterator[str]:
    """Lines of an explanation that are not so, or that nobody checks. ``own``: those that are tried elsewhere."""
    titles = {f"{line.title} ({line.id};": line for line in seen.criterion.lines}
    about: LineFinding | None = None
    for text in lines:
        about = next((line for title, line in titles.items() if title in text), about)
        if text in own or not text or text.strip() in own:
            continue
        for expression, check in EXPLAIN:
            if found := re.fullmatch(expression, text):
                if not check(seen._replace(line=about), found.groupdict()):
                    yield text
                break
        else:
            yield f"nobody checks: {text}"
