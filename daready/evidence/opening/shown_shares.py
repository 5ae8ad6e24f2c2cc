"""Which formats of numbers show a percentage, and what a number is multiplied by to be shown."""

from __future__ import annotations

import re

_HUNDRED = 100
BUILT_IN = {9: _HUNDRED, 10: _HUNDRED}
"""The formats of percentages that every workbook has, by number (ECMA-376 part 1, 18.8.30)."""
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
"""What is shown as it stands, and what is not shown at all."""


def factor_of(code: str) -> int | None:
    """What a format's number is multiplied by where it is shown with a percent sign; None where it is not.

    A sign that is only written (0"%") leaves the number as it is.
    """
    if "%" in _LITERAL.sub("", code).partition(";")[0]:
        return _HUNDRED
    shown = _LITERAL.sub(lambda match: match[1] or match[2] or "", code)
    return 1 if "%" in shown.partition(";")[0] else None
