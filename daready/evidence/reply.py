"""What is known of one file on its way from the guarded child to the evidence."""

from __future__ import annotations

from typing import Any

Reply = dict[str, Any]


def refusal(code: str) -> Reply:
    """The reply for a file of which nothing was read."""
    said: Reply = {
        "code": code,
        "sheet": None,
        "cell": None,
        "cells": [],
        "found": None,
        "severity": None,
        "facts": {},
    }
    return {"sheets": [], "notices": [said]}
