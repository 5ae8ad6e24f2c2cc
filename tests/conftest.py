"""What the whole suite may be told on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--method-examples",
        type=Path,
        default=Path(__file__).parent / "scoring" / "method_examples.json",
        metavar="PATH",
        help="a file of worked examples in the shape of tests/scoring/method_examples.json",
    )
