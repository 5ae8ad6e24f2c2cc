"""The list of parts (SBOM, CycloneDX 1.6) of what daready runs on, from its lock file: ``python -m tools.sbom``.

The same lock gives the same bytes: no time and no random number is in it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from tools.locked import Part, parts_of

TOP = Path(__file__).resolve().parent.parent
LOCK, SBOM = "requirements.lock", "sbom.cdx.json"


def bill(parts: list[Part], project: dict[str, Any]) -> dict[str, Any]:
    """The parts as CycloneDX. One that has two versions, for two Pythons, is in it twice; hashes are in the lock."""
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    components = [
        {
            "type": "library",
            "bom-ref": _purl(part),
            "name": part.name,
            "version": part.version,
            "purl": _purl(part),
            **({"description": f"Wanted where {part.marker}"} if part.marker else {}),
        }
        for part in parts
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": sorted({_purl(part) for part in parts})}],
    }


def _purl(part: Part) -> str:
    return f"pkg:pypi/{part.name}@{part.version}"


def text() -> str:
    """The list as it is to stand in the repository."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return json.dumps(bill(parts_of(TOP / LOCK), project), indent=1) + "\n"


def main() -> int:
    (TOP / SBOM).write_text(text(), encoding="utf-8")
    print(f"{SBOM} is made.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
