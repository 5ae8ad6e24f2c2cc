"""A rubrics folder, and a workspace's own laid over it, become one checked Rubric; or all faults at once."""

from __future__ import annotations

from pathlib import Path

from daready.rubric.checks import check_links, check_shelf, ids_of
from daready.rubric.faults import Fault, RubricFault, fault
from daready.rubric.form_checks import check_forms
from daready.rubric.model import Rubric
from daready.rubric.shelf import fingerprint, merge, read_shelf

__all__ = ["Fault", "RubricFault", "default_folder", "load_rubric", "rubric_ids"]


def default_folder() -> Path:
    """Where the shipped rubrics are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rubrics"
    return installed if installed.is_dir() else package.parent / "rubrics"


def load_rubric(
    folder: Path | None = None,
    overlay: Path | None = None,
    *,
    examples: bool = True,
    superseded: bool = True,
) -> Rubric:
    """The rubric of a folder (the shipped one by default), with a workspace's own laid over it by id.

    Without ``examples`` the worked cases, and without ``superseded`` the editions that others have
    replaced, are left unread: rating needs neither unless such an edition is asked for.
    Raises RubricFault with every fault of every file at once. Missing criteria, frameworks or examples
    are no fault of themselves; a link to one is.
    """
    base = read_shelf(folder or default_folder(), examples=examples, superseded=superseded)
    over = read_shelf(overlay, examples=examples, superseded=superseded) if overlay is not None else None
    shelves = [base] if over is None else [base, over]
    merged = merge(base, over)
    faults = [found for shelf in shelves for found in (*shelf.faults, *check_shelf(shelf))]
    faults += check_forms(merged.forms, merged.lost)
    faults += check_links(merged)
    if not any(shelf.policy_file for shelf in shelves) and base.folder.is_dir():
        faults.append(fault("rubric_no_policy", (base.folder / "policy.yaml").as_posix(), 1))
    if faults or merged.policy is None:
        raise RubricFault(faults)
    return Rubric(
        fingerprint=fingerprint(shelves),
        policy=merged.policy.value,
        themes=tuple(sorted(merged.themes, key=lambda theme: theme.order)),
        frameworks=tuple(one.value for one in merged.frameworks),
        forms=tuple(one.value for one in merged.forms),
        examples=tuple(one.value for one in merged.examples),
    )


def rubric_ids(rubric: Rubric) -> list[str]:
    """Every id of a rubric that must never vanish, in the words of ids.txt."""
    return ids_of(rubric.themes, rubric.forms, rubric.frameworks)
