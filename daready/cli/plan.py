"""plan: next month's audit sample."""

from __future__ import annotations

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import Stop, exit_code_if_nothing_read, nearest, say
from daready.cli.rated import rated


@click.command()
@evidence_options
@click.option(
    "--cases",
    type=click.IntRange(1, 10_000),
    help="How many cases can be audited; the policy's next_sample_cases if not given.",
)
@click.option("--form", default="case-audit", show_default=True, help="The form they are audited with.")
def plan(asked: Asked, cases: int | None, form: str) -> int:
    """Say what next month's audit sample brings: which questions it proves, and which need more.

    From the evidence in PATHS, or from the workspace you are in. Weighed for the day of the inspection.
    """
    ahead = ("daready.scoring.assess", "daready.report.next_audit")
    with rated(asked, ahead=ahead) as position:
        from daready.planning.next_audit import next_audit
        from daready.report.next_audit import told_plan

        rubric, evidence = position.rubric, position.evidence
        if form not in rubric.form:
            raise Stop(
                f"There is no form called {form}.{nearest(form, [*rubric.form])} See daready rubric list.", 2
            )
        cases = cases or rubric.policy.next_sample_cases
        made = next_audit(position.assessment, evidence, rubric.policy, form, cases)
        say(told_plan(made, rubric.form[form].title, cases, rubric.policy.n_min))
    return exit_code_if_nothing_read(evidence)
