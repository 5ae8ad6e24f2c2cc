"""The lock files and the list of parts are of today's dependencies, with a hash for each, and name no host."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import audit, sbom
from tools.lock import LOCKS, TOP
from tools.locked import parts_of

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def wanted(name: str) -> list[Requirement]:
    every = PROJECT["optional-dependencies"]
    extras = [every[one] for one in LOCKS[name]]
    build = [line for line in (TOP / "tools/build.in").read_text().splitlines() if not line.startswith("#")]
    return [*map(Requirement, [*PROJECT["dependencies"], *build, *(one for each in extras for one in each)])]


def missing(requirements: list[Requirement], lock: Path) -> list[str]:
    held = {(part.name, part.version) for part in parts_of(lock)}
    return [
        str(one)
        for one in requirements
        if not any(
            re.sub(r"[-_.]+", "-", name) == re.sub(r"[-_.]+", "-", one.name.lower())
            and Version(version) in one.specifier
            for name, version in held
        )
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_each_dependency_is_locked_at_a_version_that_is_allowed(name: str) -> None:
    assert not missing(wanted(name), TOP / name)
    assert missing([Requirement("click>=99"), Requirement("planted")], TOP / name) == ["click>=99", "planted"]


@pytest.mark.parametrize("name", [*LOCKS, sbom.SBOM])
def test_none_names_a_host(name: str) -> None:
    assert "://" not in (TOP / name).read_text(encoding="utf-8")


def test_a_part_without_a_hash_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "requirements.lock"
    planted.write_text((TOP / "requirements.lock").read_text() + "planted==1.0\n")
    with pytest.raises(ValueError, match="with its hashes"):
        parts_of(planted)


def test_the_list_of_parts_is_made_from_the_lock() -> None:
    kept = (TOP / sbom.SBOM).read_text(encoding="utf-8")
    assert kept == sbom.text(), "run: python -m tools.sbom"
    made = json.loads(kept)
    assert (made["bomFormat"], len(made["components"])) == ("CycloneDX", len(parts_of(TOP / sbom.LOCK)))
    references = [one["bom-ref"] for one in made["components"]]
    assert len(set(references)) == len(references)


@pytest.mark.parametrize(
    "told", ["", "Traceback", '{"dependencies": [{"name": "click", "skip_reason": "not found"}]}']
)
def test_where_no_database_answers_nothing_is_claimed(told: str) -> None:
    code, said = audit.verdict("requirements.lock", told)
    assert (code, ["NOT AUDITED" in line for line in said]) == (0, [True])


def test_an_advisory_is_told_and_fails() -> None:
    fault = {"id": "PYSEC-1", "fix_versions": ["9.9"]}
    told = {
        "dependencies": [
            {"name": "click", "version": "8.1", "vulns": [fault]},
            {"name": "a", "version": "1", "vulns": []},
        ]
    }
    code, said = audit.verdict("requirements.lock", json.dumps(told))
    assert code == 1
    assert "PYSEC-1" in said[1]
