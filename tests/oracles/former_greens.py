"""What became of a former Green, from its colour and its new cases alone (R5.6, A7)."""

from __future__ import annotations

from typing import Literal

from daready.rubric.terms import Colour
from daready.scoring.movement import LIKELY

Since = Literal["maintained", "partly_re_evidenced", "not_re_evidenced", "slipped", "no_clear_change"]


def since_green(
    now: Colour, new_cases: float, p_worse: float | None, *, n_min: int = 12, conf: float = LIKELY
) -> tuple[Since, Colour]:
    """R5.6 as amended by A7: what became of a former Green, and the colour to show.

    ``new_cases``: effective cases dated after the baseline (a new class B line without cases counts as
    ``n_min``). ``p_worse``: R6.6 where both sides have counts; without it any loss of Green is a slip.
    """
    if new_cases <= 0:
        return "not_re_evidenced", Colour.RED if now is Colour.RED else Colour.GREY
    if now is not Colour.GREEN:
        slipped = p_worse is None or p_worse >= conf
        return ("slipped" if slipped else "no_clear_change"), now
    return ("maintained" if new_cases >= n_min else "partly_re_evidenced"), now
