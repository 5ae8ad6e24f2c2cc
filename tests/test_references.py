"""Whatever code, YAML and pages refer to is in the repository: rules, laws, documents, files and names in them.

Every kind of reference is a function from texts to what leads nowhere. Beside each stands an offender that it must
name, since a test that nothing can break says nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
Texts = dict[str, str]
"""Texts by their path below the repository."""

PAGES = [
    *sorted(TOP.glob("*.md")),
    *sorted((TOP / "docs").glob("*.md")),
    TOP / "rubrics" / "README.md",
    TOP / "evidence_samples" / "README.md",
]
YAML = sorted((TOP / "rubrics").rglob("*.yaml"))
CODE = sorted((TOP / "daready").rglob("*.py"))

_RULE = re.compile(
    r"(?<![\w./!-])(?:[RMJ][1-9]\d*\.\d+(?:\.\d+)?|R[1-9](?![\w-]|\.\d)|A[1-9]\d?(?![\w!:-]|\.\d))"
)
"""R1.4.2, R2, M1.1, A13; not M16, which is a measure, nor EB14-R2, which is a requirement."""
_LAW = re.compile(r"\b[Ll]aws? (\d+(?:(?:, | and | to )\d+)*)")
_DOCUMENT = re.compile(r"(?<![\w*])((?:[\w-]+/)*[\w-]+\.md)\b(?!\w)")
_SECTION = re.compile(
    r"\b(method|design|domain|house|sheets|sources|performance)(?:\.md)? (?=(?:§|\d|section|appendix))"
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PLACE = re.compile(r"`((?:daready|tests|rubrics|docs|evidence_samples|\.ci)/[\w./ -]*?)(?:::(\w+))?`")
_AWAY = re.compile(r"\.\./(?:\.\./)*(?:shared|reference|seeds)\b|/work/|/tmp/|/home/|seed \d{3}")


def comments(text: str) -> str:
    """Only the remarks of a YAML file: its values cite papers in their own numbering."""
    return "\n".join(line for line in text.splitlines() if line.lstrip().startswith("#"))


REFERRING: Texts = {
    path.relative_to(TOP).as_posix(): comments(text) if path.suffix == ".yaml" else text
    for path in (*CODE, *YAML, *PAGES)
    for text in (path.read_text(encoding="utf-8"),)
}


def found(texts: Texts, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for path, text in texts.items():
        for match in pattern.finditer(text):
            yield path, match


@cache
def rules() -> frozenset[str]:
    """Every code that has a row of its own, and the sections they are of."""
    text = (TOP / "docs" / "rules.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| ([RAMJ]\d+(?:\.\d+)*) \|", text, re.M)
    return frozenset([*codes, *(code.partition(".")[0] for code in codes if code.startswith("R"))])


@cache
def laws() -> frozenset[str]:
    return frozenset(
        re.findall(r"^## Law (\d+)$", (TOP / "docs" / "laws.md").read_text(encoding="utf-8"), re.M)
    )


@cache
def anchors(page: Path) -> frozenset[str]:
    """The places of a page that a link may name, as GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


@cache
def names(path: Path) -> frozenset[str]:
    """What a Python file defines: functions, classes, and names given a value outside functions."""
    made: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            made.add(node.target.id)
        elif isinstance(node, ast.Assign):
            made |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(made)


def unknown_rules(texts: Texts) -> list[str]:
    return [f"{path}: {code[0]}" for path, code in found(texts, _RULE) if code[0] not in rules()]


def unknown_laws(texts: Texts) -> list[str]:
    cited = ((path, number) for path, said in found(texts, _LAW) for number in re.findall(r"\d+", said[1]))
    return [f"{path}: law {number}" for path, number in cited if number not in laws()]


def unknown_documents(texts: Texts) -> list[str]:
    """Pages named by their file, and sections of pages that have no numbers."""
    missing = [
        f"{path}: {name[1]}"
        for path, name in found(texts, _DOCUMENT)
        if not any((folder / name[1]).is_file() for folder in (TOP, TOP / "docs", (TOP / path).parent))
    ]
    return missing + [f"{path}: {said[0]}" for path, said in found(texts, _SECTION)]


def broken_links(texts: Texts) -> list[str]:
    wrong: list[str] = []
    for path, link in found({p: t for p, t in texts.items() if p.endswith(".md")}, _LINK):
        target, _, anchor = link[1].partition("#")
        if target.startswith(("http:", "https:")):
            continue
        page = (TOP / path).parent / target if target else TOP / path
        if not page.exists() or (anchor and anchor not in anchors(page)):
            wrong.append(f"{path}: {link[1]}")
    return wrong


def unknown_places(texts: Texts) -> list[str]:
    """Files and folders of ours, and names within files. What rubrics/README.md tells is made in a workspace."""
    wrong: list[str] = []
    for path, place in found({p: t for p, t in texts.items() if p != "rubrics/README.md"}, _PLACE):
        file, name = TOP / place[1], place[2]
        if not file.exists() or (name and (file.suffix != ".py" or name not in names(file))):
            wrong.append(f"{path}: {place[0]}")
    return wrong


def beyond(texts: Texts) -> list[str]:
    """What does not ship, or stands on somebody's own machine."""
    return [f"{path}: {said[0]}" for path, said in found(texts, _AWAY)]


KINDS = (unknown_rules, unknown_laws, unknown_documents, broken_links, unknown_places, beyond)


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_resolves(kind) -> None:
    assert kind(REFERRING) == []


@pytest.mark.parametrize(
    ("kind", "path", "text"),
    [
        (unknown_rules, "daready/scoring/planted.py", '"""R1.11: a rule that nobody wrote."""'),
        (unknown_rules, "daready/scoring/planted.py", 'rule = "R1.4.7"'),
        (unknown_rules, "daready/scoring/planted.py", 'rule = "M1.9"'),
        (unknown_rules, "rubrics/examples/planted.yaml", "# Lines of method R5.3 with A24."),
        (unknown_rules, "docs/planted.md", "It is Amber (A13, A99)."),
        (unknown_laws, "daready/scoring/planted.py", '"""Never better (law 18)."""'),
        (unknown_laws, "daready/scoring/planted.py", '"""Never better (laws 3, 12 and 19)."""'),
        (unknown_documents, "daready/scoring/planted.py", '"""As in domain.md."""'),
        (unknown_documents, "daready/scoring/planted.py", '"""As promised (design section 6)."""'),
        (unknown_documents, "daready/scoring/planted.py", 'rule = "domain 1.10 MEAS"'),
        (unknown_documents, "rubrics/criteria/planted.yaml", "# See docs/thresholds.md."),
        (broken_links, "docs/planted.md", "See [there](nowhere.md)."),
        (broken_links, "docs/planted.md", "See [there](laws.md#law-18)."),
        (unknown_places, "docs/planted.md", "It is built in `daready/scoring/planted.py`."),
        (unknown_places, "docs/planted.md", "It is built in `daready/scoring/classify.py::planted`."),
        (unknown_places, "docs/planted.md", "Held by `tests/laws/test_time.py::test_planted`."),
        (beyond, "README.md", "See ../shared/reference for more."),
        (beyond, "docs/planted.md", "As in the paper (seed 004)."),
    ],
)
def test_a_reference_that_leads_nowhere_is_found(kind, path: str, text: str) -> None:
    (wrong,) = kind({path: text})
    assert wrong.startswith(path)


def test_what_only_looks_like_a_reference_is_left_alone() -> None:
    told = 'M16 and EB14-R9 in sheet["B2"] of F12, U08, Q25, PR17-R3.2, A99:B100, Sheet!A99'
    assert unknown_rules({"daready/planted.py": told}) == []
    assert unknown_documents({"daready/planted.py": "folder / f'{name}.md'"}) == []


def test_every_law_names_a_test_that_holds_it() -> None:
    text = (TOP / "docs" / "laws.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.M)[1:]
    by_law = {part.splitlines()[0]: re.findall(r"`tests/[\w/]+\.py::test_\w+`", part) for part in parts}
    assert [name for name, tests in by_law.items() if name.startswith("Law") and not tests] == []
    assert laws() == {str(number) for number in range(1, 18)}


def test_every_rule_says_where_it_is_built() -> None:
    """A row names a place, the row above it, a law, or that it is not built or not used."""
    text = (TOP / "docs" / "rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([RAMJ]\d+(?:\.\d+)*) \| (.+) \| (.+) \|$", text, re.M)
    assert {code for code, _, _ in rows} | {f"R{n}" for n in range(1, 9)} == rules()
    unsaid = [
        code
        for code, means, built in rows
        if not re.search(r"`daready/|the same|laws\.md#", built)
        and "**Not built" not in means
        and not ("`tests/oracles/" in built and "No command uses it." in means)
    ]
    assert unsaid == []
