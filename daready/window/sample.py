"""The sample: an invented year of an invented force, loaded as anybody would load it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from daready.ledger.store import open_ledger
from daready.rubric.compiled import shipped
from daready.workspace import folder
from daready.workspace.load import load_files
from daready.workspace.loaded import Asking

DAY = date(2026, 6, 30)
"""The day that the sample is looked at from."""
SETTINGS: dict[str, Any] = {
    "force": "Northmarsh",
    "districts": ["Central", "North", "South"],
    "inspection": "2026-09-28",
}


def sample_folder() -> Path:
    """Where the sample's workbooks are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "sample_year"
    return installed if installed.is_dir() else package.parent / "evidence_samples" / "year"


def load_sample(home: Path, who: str) -> None:
    """Load the sample's workbooks into the workspace of a folder."""
    at = folder.now()
    workspace = folder.at(home)
    asking = Asking(at, who, DAY, settle=lambda _: False, accept=lambda _: True)
    with open_ledger(workspace.ledger, at=at, who=who) as ledger:
        load_files(ledger, [sample_folder()], workspace, shipped, asking)
