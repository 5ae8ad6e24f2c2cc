"""The whole in counts is read back and counted anew, and a count that is wrong is found."""

from __future__ import annotations

import re

import pytest

from daready.report.overall import overall
from tests.sentences import judged, pages
from tests.sentences.worlds import Maker

WORLD = Maker("overall").world()
SEEN = pages.Printed(WORLD, judged.rated(WORLD))


def test_what_is_said_of_the_whole_is_so() -> None:
    assert [*pages.false_lines(SEEN, overall(SEEN.assessed))] == []


@pytest.mark.parametrize("at", range(6))
def test_a_count_that_is_wrong_is_found(at: int) -> None:
    counts, _ = overall(SEEN.assessed)
    number = [*re.finditer(r"\d+", counts)][at]
    planted = f"{counts[: number.start()]}{int(number[0]) + 1}{counts[number.end() :]}"
    assert [*pages.false_lines(SEEN, [planted])] == [planted]
