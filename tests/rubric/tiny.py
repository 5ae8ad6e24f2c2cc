"""One good tiny rubric, written to disk, for tests to bend."""

from __future__ import annotations

from pathlib import Path

POLICY = (Path(__file__).parents[2] / "rubrics" / "policy.yaml").read_text(encoding="utf-8")

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
