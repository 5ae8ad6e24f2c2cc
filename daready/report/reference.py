"""The sheets people look things up in: frameworks, files received, how it was judged, what words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from daready.report.asked import standing
from daready.report.catalogue import questioned_if
from daready.report.colours import SHOWN, coloured, look
from daready.report.crosswalk import coverage
from daready.report.cuts import in_unit, set_by, whose_line
from daready.report.shapes import Cell, Column, Link, Row, Summary, Table, day, filled, row
from daready.report.words import GAP_KINDS, OWNERS, count, meaning, wording_words
from daready.rubric.model import Rubric
from daready.rubric.own_cut_points import POLICY_WHERE
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import Assessment, CriterionFinding, FrameworkFinding, RequirementFinding

SELF_ASSESSMENT = "A self-assessment, not an inspection grade. It says nothing about any one victim."

# -- frameworks ------------------------------------------------------------------------------------


def frameworks(assessment: Assessment) -> Table:
    """Every requirement in its framework's own numbering; what others own is never counted (law 9)."""
    columns = (
        Column("Framework", 26),
        Column("Number", 10),
        Column("What it asks, in our words", 52),
        Column("Colour", 18, "colour"),
        Column("How much of it we test", 16),
        Column("Criteria", 14),
        Column("Decided by", 10),
        Column("Owner", 18),
        Column("Wording", 20),
        *((Column("Colour then", 12), Column("Since then", 26)) if _coloured_then(assessment) else ()),
    )
    found = {c.id: c for c in assessment.criteria}
    rows = [
        row(
            *_requirement(f, r, found),
            *(_then(r) if _coloured_then(assessment) else ()),
            key=f"{f.id}/{r.id}",
        )
        for f in assessment.frameworks
        for r in f.requirements
    ]
    notes = [
        "Where several criteria answer a requirement it takes the worst colour: red, grey, amber, green.",
        standing(r for f in assessment.frameworks for r in f.requirements),
    ]
    if assessment.hidden_frameworks:
        hidden = ", ".join(assessment.hidden_frameworks)
        notes.append(f"Not in force on {day(assessment.as_at)}, or replaced, so not shown: {hidden}.")
    notes += [_review(f) for f in assessment.frameworks if any(r.colour_then for r in f.requirements)]
    empty = ", ".join(f.id for f in assessment.frameworks if not f.requirements)
    if empty:
        notes.append(f"Empty until somebody fills in the list that they hold (daready rubric fill): {empty}.")
    return Table(
        sheet="Frameworks",
        title="What each framework asks, in its own numbering",
        name="framework_requirements",
        columns=columns,
        rows=filled(columns, rows),
        notes=tuple(notes),
    )


def _coloured_then(assessment: Assessment) -> bool:
    return any(r.colour_then for f in assessment.frameworks for r in f.requirements)


def _then(r: RequirementFinding) -> tuple[Cell | str | None, ...]:
    if r.colour_then is None:
        return None, None
    return coloured(r.colour_then), meaning(r.since_then or "").words


def _review(framework: FrameworkFinding) -> str:
    """The review of a list that was coloured before: former greens tested again, and the local plan."""
    became = Counter(r.since_then for r in framework.requirements if r.since_then)
    greens = sum(r.colour_then is Colour.GREEN for r in framework.requirements)
    kept, partly = became["maintained"], became["maintained_in_part"]
    met, met_partly = became["plan_met"], became["plan_met_in_part"]
    planned = sum(became.values()) - greens
    return (
        f"{framework.title}: of {count(greens, 'former green')}, {kept} maintained in whole and {partly} as far as "
        f"tested, {became['slipped']} slipped, {became['not_re_evidenced']} not shown again. Of {planned} red or "
        f"amber then, which form the local plan, {met} are green now in whole and {met_partly} as far as tested, "
        f"{became['plan_open']} are not, and nothing shows where {became['plan_not_shown']} stand."
    )


def _requirement(
    framework: FrameworkFinding, r: RequirementFinding, found: dict[str, CriterionFinding]
) -> tuple[Cell | str | None, ...]:
    owner = OWNERS.get(r.owner, r.owner)
    deciding = _deciding(r, found)
    part = "in part" if r.in_part else ""
    criteria = ", ".join(found[c].ref for c in r.met_by)
    return (
        framework.title,
        r.ref or "no number",
        r.text,
        coloured(r.colour, also=part) if r.owner == "force" else owner,
        coverage(r),
        criteria,
        Cell(found[deciding].ref, link=Link("Criteria", deciding)) if deciding else None,
        owner,
        wording_words(r.wording),
    )


def _deciding(r: RequirementFinding, found: dict[str, CriterionFinding]) -> str | None:
    """The criterion that decides a requirement: the one that shares its colour, or else the worst of them.

    A requirement may take its colour from some clauses of a criterion, which as a whole is never greener than they
    are but may be worse.
    """
    same = (name for name in r.met_by if found[name].colour is r.colour)
    worst = min(r.met_by, key=lambda name: WORST_FIRST.index(found[name].colour), default=None)
    return next(same, worst)


# -- method ----------------------------------------------------------------------------------------


def method(assessment: Assessment, rubric: Rubric, version: str) -> Table:
    """Every threshold by name and whose it is: none of them is an inspectorate's."""
    columns = (
        Column("Name in policy.yaml", 34),
        Column("Value", 34),
        Column("What it means", 60),
        Column("Whose it is", 30),
    )
    policy = rubric.policy
    rows = [
        row("What this is", "self-assessment", SELF_ASSESSMENT, "daready"),
        row("As at", assessment.as_at, "The day all evidence is judged on.", "chosen when this was run"),
        row(
            "Inspection", assessment.inspection, "The day the look ahead is for.", "chosen when this was run"
        ),
        row("Rubric fingerprint", assessment.fingerprint, "Equal fingerprints mean equal rules.", "daready"),
        *_head(assessment.of_the_ledger.head),
        row("Version", version, "The version of daready that wrote this.", "daready"),
        row(
            "Why these cut points",
            "see the next column",
            policy.why,
            f"{policy.set_by}, {_agreed(policy.agreed)}",
        ),
        *(row(*cells) for cells in policy_rows(rubric)),
        *(
            row(
                f"{entry.line} begins anew",
                entry.since,
                f"{entry.cause} Shown by: {entry.evidence}",
                f"recorded {day(entry.recorded)} by {entry.by}",
            )
            for entry in policy.rebases
        ),
        *_own_cuts(rubric),
    ]
    return Table(
        sheet="Method and thresholds",
        title="How the colours were judged",
        name="method_thresholds",
        columns=columns,
        rows=filled(columns, rows),
        notes=(f"{SELF_ASSESSMENT} No inspectorate publishes any of these cut points.",),
    )


def _head(head: str | None) -> list[Row]:
    """The ledger's head, where the evidence comes from one."""
    means = (
        "The fingerprint of the ledger's last entry. Equal heads mean one and the same ledger; "
        "daready history --verify --expect HEAD finds one that was put back."
    )
    return [] if head is None else [row("Ledger's head", head, means, "daready")]


def policy_rows(rubric: Rubric) -> list[tuple[str, str, str, str]]:
    """Every threshold: its name, its value, what it means with where it comes from, and whose it is."""
    policy = rubric.policy
    return [
        (
            name,
            in_unit(getattr(policy, name), said.unit),
            f"{said.meaning} ({said.reference}.)",
            whose(rubric, name),
        )
        for name, said in rubric.stated.items()
    ]


def whose(rubric: Rubric, name: str) -> str:
    """Whose a cut point of the policy is, by its value: daready's own, or whoever set another (law 17)."""
    changed = next(
        (one for one in rubric.cuts_changed if (one.where, one.name) == (POLICY_WHERE, name)), None
    )
    if changed is None:
        return "local, daready's own default"
    return f"local, set by {set_by(changed.set)}"


def _agreed(agreed: date | None) -> str:
    return f"agreed {day(agreed)}" if agreed else "not yet agreed"


def _percent(value: float) -> str:
    return f"{100 * value:g}%"


def _own_cuts(rubric: Rubric) -> Iterator[Row]:
    """Cut points that a line brings itself stand over the policy's, so they are shown too."""
    for criterion in rubric.criteria.values():
        for line in criterion.lines:
            cuts = (
                ("green from", line.green_from),
                ("amber from", line.amber_from),
                ("red below", line.red_below),
                ("green up to", line.green_to),
                ("amber up to", line.amber_to),
                ("green from", line.band[0] if line.band else None),
                ("green up to", line.band[1] if line.band else None),
            )
            said = ", ".join(f"{name} {_percent(value)}" for name, value in cuts if value is not None)
            if said:
                means = f"Cut points of its own, for {criterion.title}."
                yield row(
                    f"{criterion.ref} {line.id}", said, means, whose_line(rubric, criterion.id, line.id)
                )
            if line.question_if:
                means = f"When the figure is questioned, for {criterion.title} (A19)."
                yield row(f"{criterion.ref} {line.id}", questioned_if(line.question_if), means, "as it says")


# -- contents and notes ----------------------------------------------------------------------------

_SHEETS: dict[str, str] = {
    "Cases today": "Every case that is not recorded as made safe, where the Summary has no room for all of them.",
    "What it rests on": "The first page in words: colours, themes, what was never asked or is not known.",
    "Gaps": "Every criterion that is not green, in the order to close them, with room for owner and date.",
    "Our own questions": "What the force's own form asks besides: counted and coloured, and part of no criterion.",
    "Actions": "Who does what by when, how it stands on the day, and what later evidence says of what is done.",
    "Register": "What inspectorates and reviews asked of the force, how it stands on the day, and why.",
    "Districts": "Every audit question in each district, where the cases say theirs.",
    "Parts": "Every part of every criterion: what is shown, what is not, and what nobody asked about.",
    "Criteria": "Every criterion with its colour, the reason and how far it is from green.",
    "Themes": "Every theme with its colour and the criteria that limit it.",
    "Frameworks": "What inspectorates, plans and statutes ask, in their own numbering.",
    "Crosswalk": "Each requirement against the one set of criteria, and whether any evidence touches it.",
    "Learning": "Good practice and learning that auditors coded, by theme, and what was fed back.",
    "Movement": "Every criterion at the last signed-off assessment and now, and what each change comes from.",
    "Former greens": "Whether newer evidence still shows what was green at the last signed-off assessment.",
    "Trends": "Which way each audit question and figure is going, with control charts.",
    "Months": "Every month of every audit question and figure: the numbers that the charts are drawn from.",
    "Agreement": "How alike two auditors mark the same cases, question by question.",
    "Claims against evidence": "What judgements and papers claim, beside what audits and figures saw.",
    "Lines": "Every line of evidence behind the criteria, with its counts.",
    "Evidence": "The files received, their period, what they support, and the rows set aside with the reason.",
    "Method and thresholds": "Every threshold, what it means and who set it.",
    "Contents and notes": "This sheet.",
}

_TERMS: tuple[tuple[str, str], ...] = (
    ("criterion", "One thing we test. Its number starts with U."),
    ("critical", "A failure here can cost a life; green is harder to earn, and a red makes its theme red."),
    ("line of evidence", "One test of a criterion: an audit question, a figure, a document or a judgement."),
    ("required", "The direct look at practice without which a criterion is grey, whatever its papers say."),
    ("case audit", "Sampled cases looked at one by one: a direct look at practice, the strongest evidence."),
    ("figures", "Numbers from the force's systems, such as a performance return."),
    ("document", "A policy or plan, or a record of use such as minutes; a policy alone is never green."),
    ("judgement", "A professional's written view, with reasons."),
    (
        "control chart",
        "Shows how far months scatter by chance alone, so that only real changes are told as such.",
    ),
    ("assurance", "Strong, moderate, limited or none: how good the evidence behind a colour is."),
    ("fresh, ageing, expired, missing", "How far through its shelf life a piece of evidence is."),
    (
        "done, closed",
        "Done is what somebody says of an action; it is closed when later cases test the same part and pass.",
    ),
    ("in part", "Only a part of the requirement is tested, so it is never counted among the greens."),
    ("none", "There is nothing to say here; the cell was not forgotten."),
    ("not counted", "Nothing is counted here, which is different from a count of 0."),
)


def contents(page: Summary, tables: Sequence[Table], assessment: Assessment) -> Table:
    """What each sheet is, and what each word and symbol in this workbook means."""
    columns = (Column("Sheet, word or symbol", 38), Column("What it means", 60), Column("Kind", 18))
    name = "Contents and notes"
    sheets = [
        ("Summary", "One page for senior managers.", "sheet"),
        (page.sheet, _SHEETS[page.sheet], "sheet"),
        *((t.sheet, _SHEETS[t.sheet], "technical sheet" if t.technical else "sheet") for t in tables),
        (name, _SHEETS[name], "technical sheet"),
    ]
    rows = [row(Cell(sheet, link=Link(sheet)), *means) for sheet, *means in sheets]
    rows += [row(coloured(c, a), look(c, a).meaning, "colour") for c, a in SHOWN]
    rows += [row(term, means, "word") for term, means in _TERMS]
    rows += [row(f.title, f"{f.edition}. By {f.publisher}.", "framework") for f in assessment.frameworks]
    rows += [row(*words.split(": "), "kind of gap") for words in GAP_KINDS.values()]
    rows += [row(code, _note(code), "code in the JSON") for code in _used(assessment)]
    return Table(
        sheet=name,
        title="What each sheet is and what the words mean",
        name="contents_and_notes",
        columns=columns,
        rows=tuple(rows),
        technical=True,
    )


def _used(assessment: Assessment) -> list[str]:
    """The codes this assessment speaks of, so that every note is defined and every definition used."""
    codes = {code for c in assessment.criteria for code in c.notes}
    codes |= {
        code for c in assessment.criteria for line in c.lines for code in (line.note, *line.flags) if code
    }
    return sorted(codes)


def _note(code: str) -> str:
    said = meaning(code)
    words = f"{said.words[0].upper()}{said.words[1:]}."
    return (
        f"{words} What would settle it: {said.settles[0].lower()}{said.settles[1:]}."
        if said.settles
        else words
    )
