"""A framework written out as the YAML it would be read from, for lists that daready fills in."""

from __future__ import annotations

from daready.rubric.model import Framework
from daready.rubric.shape import guard

MARK = "# Written by daready rubric fill: fill in the list again rather than edit this file."


def framework_yaml(framework: Framework) -> bytes:
    """The file of a framework, its first line saying who wrote it. Reading it gives the framework back."""
    import yaml

    plain = guard(Framework).dump_python(framework, mode="json", exclude_none=True, exclude_defaults=True)
    for requirement in (one for group in plain.get("groups", ()) for one in group["requirements"]):
        del requirement["verified"]  # which wording says already
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=10_000)
    return f"{MARK}\n{text}".encode()
