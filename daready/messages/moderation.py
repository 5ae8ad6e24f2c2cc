"""Why somebody judges a colour otherwise than the evidence, and why such a judgement is refused, in words (R5.5)."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "known_weakness": "a weakness is known that the evidence does not show yet",
    "change_made": "a change has been made that the evidence does not show yet",
    "sample_unlike": "the cases sampled are unlike the others",
    "evidence_old": "the evidence is older than what is known now",
    "other_source": "a source outside the evidence says otherwise",
}

REFUSED: dict[str, str] = {
    "rejected_grey_only_to_red": "What cannot be assessed can be moderated to Red and to nothing else.",
    "rejected_more_than_one_step": "A judgement moves a colour by one step, and never to Grey.",
    "rejected_needs_two_signatures": "To raise a colour takes two people: name the other (--second, --second-role).",
    "rejected_critical_red": "A Red on a critical criterion is never raised by judgement.",
    "rejected_critical_green": "A critical criterion never turns Green by judgement.",
    "rejected_someone_waits": "Nothing is raised while a sampled case is not recorded as made safe.",
    "rejected_not_shown": "It never turns Green by judgement while a part of it was not asked about or is not shown.",
    "rejected_green_unlikely": "The evidence does not make Green at least as likely as not.",
}
"""By what the rule answers."""
