"""One good tiny rubric, written to disk, for tests to bend."""

from __future__ import annotations

from pathlib import Path

POLICY = """\
# The cut points and periods every colour rests on: daready's local defaults, which a force may replace.
# yaml-language-server: $schema=./schema/policy.schema.json
set_by: daready, as local defaults
why: >-
  No inspectorate publishes cut points for any of this. These are daready's own defaults, chosen so that green
  has to be proved while red only has to be likelier than not; a force agrees its own, and says who set them.
red_below: 0.75
green_from: 0.85
green_from_critical: 0.90
green_conf: 0.80
firm_conf: 0.80
n_min: 12
early_n: 5
early_conf: 0.95
prior: [0.5, 0.5]
not_recorded: fail
half_life_months: 3
max_age_months: 12
recent_fall_conf: 0.9985
fallen_conf: 0.90
na_high: 0.5
nr_high: 0.2
min_lines_for_green: 2
alone_from_n_eff: 40
measure_max_age_months: 2
measure_window_months: 3
measure_min_denominator: 30
document_warn_days: 60
judgement_days: 90
ageing_from: 0.75
theme_share: 0.2
"""
"""Daready's own values, written bare as policies were before each had its unit and meaning beside it."""

OWN_POLICY = POLICY.replace(
    "set_by: daready, as local defaults\n", "set_by: Chief Officer Group\nagreed: 2026-05-01\n"
)
"""The same under a force's own name, so that a value may be its own."""

CASES = """\
# A form of two questions.
id: cases
title: Cases
version: "1"
row: case
why: for tests
columns:
- id: reference
  reads: reference
  headings:
  - Ref
- id: risk
  reads: choice
  headings:
  - Risk
  values:
    high: [High]
    low: [Low]
answers:
  yes: [Yes, Y]
  no: [No, N]
questions:
- id: Q1
  title: Asked first
  also:
  - Was it asked first?
- id: Q2
  title: Asked second
  type: choice
  choices:
    yes: [none]
    no: [some, Yes]
  applies_if: {risk: [high]}
- id: Q3
  title: Hours it took
  type: number
- id: Q4
  title: Prosecutors did it
  owner: cps
"""

RETURN = """\
# A form of one measure.
id: return
title: Return
version: "1"
row: figure
why: for tests
columns:
- id: measure
  reads: code
- id: numerator
  reads: number
- id: denominator
  reads: number
measures:
- id: M1
  title: Done in time
  numerator: done in time
  denominator: done
"""

PAPERS = """\
# A form of one document.
id: papers
title: Papers
version: "1"
row: document
why: for tests
columns:
- id: document
  reads: code
- id: status
  reads: choice
  values:
    approved: [Approved]
    absent: [Absent]
documents:
- id: plan
  title: The plan
"""

THEME = """\
# A theme of two criteria.
id: asking
title: Asking
order: 1
criteria:
- id: asked
  ref: U01
  title: It is asked
  statement: It is asked
  owner_role: Lead
  why: for tests
  remedy: Ask
  lines:
  - question: cases/Q1
    required: true
  - measure: return/M1
    green_from: 0.9
    amber_from: 0.75
- id: planned
  ref: U02
  title: It is planned
  statement: It is planned
  owner_role: Lead
  why: for tests
  remedy: Plan
  lines:
  - document: papers/plan
    proof: record
    required: true
"""

FRAMEWORK = """\
# A framework of one requirement.
id: wishes
title: Wishes
edition: first
publisher: Somebody
published: 2020-01-01
in_force_from: 2020-01-01
licence: ours
source: {title: A page}
groups:
- title: All
  requirements:
  - id: W1
    text: Ask
    cites: [page 1]
    verified: true
    met_by:
    - criterion: asked
      relation: equal
"""

EXAMPLES = """\
# One worked example.
- name: most is green
  criterion: asked
  line: cases/Q1
  audit: {yes: 40}
  colour: GREEN
"""

GOOD = {
    "policy.yaml": POLICY,
    "forms/cases.yaml": CASES,
    "forms/return.yaml": RETURN,
    "forms/papers.yaml": PAPERS,
    "criteria/asking.yaml": THEME,
    "frameworks/wishes.yaml": FRAMEWORK,
    "examples/worked.yaml": EXAMPLES,
}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The files on disk, byte for byte."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
