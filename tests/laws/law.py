"""How a law is written down: a property over worlds, which a planted offender can be shown to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from hypothesis.control import current_build_context

EXAMPLES = {"house": 25, "laws": 300, "search": 50_000}
"""How many worlds each law is tried on, by profile: with the suite, before anything lands, and by hand."""


class Law(Protocol):
    """A test of a law, and what it was made of."""

    said: Callable[..., None]
    over: dict[str, st.SearchStrategy[object]]

    def __call__(self) -> None: ...


def law(share: float = 1, **over: st.SearchStrategy[object]) -> Callable[[Callable[..., None]], Law]:
    """A law that holds over everything that some strategies make.

    ``share``: of the examples that the profile asks for.
    """

    def written(said: Callable[..., None]) -> Law:
        @wraps(said)
        def shown(**made: object) -> None:
            if current_build_context().is_final:
                note("\n".join(str(thing) for thing in made.values()))
            said(**made)

        number = round(share * EXAMPLES.get(settings.get_current_profile_name(), EXAMPLES["house"]))
        test = settings(max_examples=number, suppress_health_check=[*HealthCheck])(given(**over)(shown))
        test.said, test.over = said, over
        return test

    return written


def breaks(broken: Law, examples: int = 150) -> bool:
    """Whether a law is found broken, without looking for the smallest way to break it."""

    @settings(
        max_examples=examples,
        phases=(Phase.generate,),
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=[*HealthCheck],
    )
    @given(**broken.over)
    def tried(**made: object) -> None:
        broken.said(**made)

    try:
        tried()
    except AssertionError:
        return True
    return False
