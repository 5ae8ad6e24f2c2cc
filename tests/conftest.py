"""What the whole suite may be told on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""The many child processes run compiled, as an installed program does."""

settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("laws", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("house")
"""No test of ours is timed, and the same code gives the same verdict twice: new examples are looked for on
purpose, with `--hypothesis-profile=search`. `laws` only tries the laws of rating on more worlds (tests/laws/law.py)."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--method-examples",
        type=Path,
        default=Path(__file__).parent / "scoring" / "method_examples.json",
        metavar="PATH",
        help="a file of worked examples in the shape of tests/scoring/method_examples.json",
    )
