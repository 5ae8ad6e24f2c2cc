"""rubric check finds what is broken, stale and forgotten in one run, each by its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from daready.rubric.library import load_rubric
from daready.workspace.soundness import Soundness, soundness
from tests.rubric.test_faults import planted
from tests.rubric.tiny import CASES, EXAMPLES, FRAMEWORK, GOOD, RETURN, THEME, write

DAY = date(2026, 6, 30)

STALE_CASES = (
    CASES
    + """\
- id: Q5                      #! rubric_orphan
  title: Nobody counts it
- id: Q6
  title: Nobody counts it, and that is meant
  unscored: for the panel's own learning
- id: Q7
  title: Never a no
  type: choice
  choices:
    yes: [No, N, Yes, Y]
"""
)

STALE_RETURN = (
    RETURN
    + """\
- id: M2                      #! rubric_orphan
  title: Forgotten
  numerator: done
  denominator: due
- id: M3
  title: Too many
  numerator: waiting
  denominator: all
  direction: down
- id: M4
  title: Neither good nor bad
  numerator: a
  denominator: b
  direction: understand
"""
)

STALE_THEME = """\
id: stale
title: Stale
order: 2
criteria:
- id: unreachable             #! rubric_out_of_reach
  ref: U03
  title: Paper only
  statement: It is written down
  owner_role: Lead
  why: for tests
  remedy: Look
  cites:
  - W1                        #! rubric_cited_one_way
  - W9                        #! rubric_cites_nothing
  lines:
  - document: papers/plan
    required: true
- id: flat
  ref: U04
  title: No amber
  statement: No amber
  owner_role: Lead
  why: for tests
  remedy: Widen
  lines:
  - measure: return/M3
    green_to: 0.2
    amber_to: 0.2             #! rubric_no_amber
    required: true            #! rubric_required_not_direct
  - question: cases/Q7
- id: turned
  ref: U05
  title: The wrong way round
  statement: The wrong way round
  owner_role: Lead
  why: for tests
  remedy: Turn
  lines:
  - measure: return/M3        #! rubric_direction
    green_from: 0.9
    amber_from: 0.5
  - measure: return/M4
    analysis: papers/none     #! rubric_no_such_item
  - question: cases/Q2
    required: true
- id: muddled
  ref: U06
  title: A document with cut points
  statement: A document with cut points
  owner_role: Lead
  why: for tests
  remedy: Choose
  lines:
  - document: papers/plan     #! rubric_wrong_value
    band: [0.1, 0.2]
"""

STALE_FRAMEWORK = """\
id: older
title: Older wishes
edition: second
publisher: Somebody
published: 2031-01-01         #! rubric_not_yet
in_force_from: 2020-01-01
in_force_until: 2021-01-01    #! rubric_expired
licence: ours
source: {title: A page}
groups:
- title: All
  requirements:
  - id: V1
    text: Ask
    cites: []                 #! rubric_no_citation
    verified: true            #! rubric_never_checked
    met_by:                   #! rubric_two_equals
    - {criterion: asked, relation: equal}
    - {criterion: planned, relation: equal}
  - id: V2
    text: Ask
    cites: [recalled]
    sure: R-mid
    verified: true            #! rubric_not_sure rubric_never_checked
"""

STALE_EXAMPLES = (
    EXAMPLES
    + """\
- name: too hopeful
  criterion: asked
  line: cases/Q1
  audit: {yes: 12, no: 12}
  colour: GREEN               #! rubric_example_fails
- name: nothing named         #! rubric_example_names
  measure: [9, 10]
  colour: GREEN
- name: measured by an audit
  criterion: asked
  line: return/M1             #! rubric_wrong_kind
  audit: {yes: 40}
  colour: GREEN
- name: no such status        #! rubric_wrong_value
  document: {status: lost}
  colour: GREEN
"""
)

IDS = "\n".join(
    [
        "# first line #! rubric_id_unlisted",
        *(f"criterion {name}" for name in ("asked", "planned", "unreachable", "flat", "turned")),
    ]
)


def found(folder: Path) -> tuple[Soundness, set[tuple[str, int, str]]]:
    made = soundness(folder, None, DAY)
    return made, {(Path(f.file).relative_to(folder).as_posix(), f.line, f.code) for f in made.faults}


def marked(files: dict[str, str | bytes]) -> set[tuple[str, int, str]]:
    """Like planted, with more than one code to a line."""
    every = planted(files)
    for name, content in files.items():
        text = content.decode("latin-1") if isinstance(content, bytes) else content
        for number, line in enumerate(text.splitlines(), start=1):
            _, mark, codes = line.partition("#! ")
            every |= {(name, number, code) for code in codes.split() if mark and code.startswith("rubric_")}
    return every


STALE: dict[str, str | bytes] = {
    **GOOD,
    "forms/cases.yaml": STALE_CASES,
    "forms/return.yaml": STALE_RETURN,
    "criteria/stale.yaml": STALE_THEME,
    "frameworks/older.yaml": STALE_FRAMEWORK,
    "examples/worked.yaml": STALE_EXAMPLES,
}


def test_what_is_stale_or_forgotten_is_found_where_it_stands(tmp_path: Path) -> None:
    _, faults = found(write(tmp_path, STALE))
    one_sided = ("forms/cases.yaml", STALE_CASES[: STALE_CASES.index("- id: Q7")].count("\n") + 1)
    # the tiny rubric itself has a question nobody counts, a source never checked and a single source
    own = {
        ("forms/cases.yaml", CASES[: CASES.index("- id: Q4")].count("\n") + 1, "rubric_orphan"),
        ("frameworks/wishes.yaml", 16, "rubric_never_checked"),
        (
            "criteria/asking.yaml",
            THEME[: THEME.index("- id: planned")].count("\n") + 1,
            "rubric_out_of_reach",
        ),
    }
    assert faults == marked(STALE) | own | {(*one_sided, "rubric_one_sided")}


def test_ids_not_yet_written_down_are_told(tmp_path: Path) -> None:
    _, faults = found(write(tmp_path, {**GOOD, "ids.txt": IDS}))
    assert ("ids.txt", 1, "rubric_id_unlisted") in faults


def test_the_shipped_rubric_is_sound() -> None:
    made = soundness(None, None, date(2026, 11, 30))
    assert made.faults == ()
    assert (made.criteria, made.examples) == (39, len(load_rubric().examples))


def test_a_faulty_criterion_hides_no_fault_of_another(tmp_path: Path) -> None:
    bent = THEME.replace("return/M1", "return/M9")
    _, faults = found(
        write(
            tmp_path,
            {
                **GOOD,
                "criteria/asking.yaml": bent,
                "criteria/stale.yaml": STALE_THEME[: STALE_THEME.index("- id: flat")],
            },
        )
    )
    codes = {code for _, _, code in faults}
    assert {"rubric_no_such_item", "rubric_out_of_reach", "rubric_cites_nothing"} <= codes


def test_without_a_policy_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    rest: dict[str, str | bytes] = {name: text for name, text in GOOD.items() if name != "policy.yaml"}
    _, faults = found(write(tmp_path, {**rest, "frameworks/older.yaml": STALE_FRAMEWORK}))
    assert {"rubric_no_policy", "rubric_expired"} <= {code for _, _, code in faults}


def test_what_a_workspace_leaves_out_is_no_fault_of_dareadys_own_files(tmp_path: Path) -> None:
    cited = THEME.replace("  remedy: Ask\n", "  cites: [W1]\n  remedy: Ask\n")
    whole = {**GOOD, "criteria/asking.yaml": cited, "frameworks/wishes.yaml": FRAMEWORK}
    base = write(tmp_path / "base", whole)
    before = {(f.file, f.code) for f in soundness(base, None, DAY).faults}
    fewer = cited.replace("  - measure: return/M1\n    green_from: 0.9\n    amber_from: 0.75\n", "")
    other = FRAMEWORK.replace("criterion: asked", "criterion: planned")
    for files in ({"criteria/asking.yaml": fewer}, {"frameworks/wishes.yaml": other}):
        over = write(tmp_path / f"over-{len(files)}-{next(iter(files))[0]}", files)
        after = {(f.file, f.code) for f in soundness(base, over, DAY).faults if f.file.startswith(str(base))}
        assert after <= before
