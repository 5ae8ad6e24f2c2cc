"""YAML as words, each with its line: nothing is guessed, so Yes, 14:30 and 010 stay what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, cast

import yaml

from daready.foreign.files import NotTaken, take
from daready.rubric.faults import Fault, fault

Plain = Any
"""Nested dict, list and str, just as written."""

Loc = tuple[int | str, ...]
"""The way to a value: keys and places in lists, as pydantic gives it."""

Pair = tuple[yaml.Node, yaml.Node]
"""A key and its value."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 100

# The base loader resolves no types at all; the pure one is slower but says the same.
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """The base loader without its search for a type of each value, which nothing here asks for."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return "words"


_LOADER: Any = _Loader
# The stubs of PyYAML leave these two untyped.
_compose: Callable[..., yaml.Node | None] = getattr(yaml, "compose")  # noqa: B009
_parse: Callable[..., Iterator[yaml.Event]] = getattr(yaml, "parse")  # noqa: B009
_MAYBE_MARKED = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s,\]}]*", re.MULTILINE)
_TOO_INDENTED = re.compile(rf"^[ \-?:]{{{2 * MAX_DEPTH}}}", re.MULTILINE)
_NAMING = re.compile(
    r"^[\s-]*(?:id|ref|question|measure|document|analysis):\s*[\"']?([\w./-]+)", re.MULTILINE
)
_BRACKETS = re.compile(r"[\[{]+|[\]}]+")


class Text:
    """One YAML file: ``plain`` is what it says, ``line_of`` where, ``faults`` what is wrong with it.

    ``plain`` is None where the file could not be read at all; ``names`` are then the ids its lines give
    all the same, so that links to them are not called broken besides.
    """

    def __init__(self, file: str, node: yaml.Node | None, faults: list[Fault], source: str = "") -> None:
        self.file = file
        self.faults = faults
        self.names = set(_NAMING.findall(source)) if node is None else set[str]()
        self._root = node
        self.plain: Plain = None if node is None else self._convert(node)

    def line_of(self, loc: Loc = ()) -> int:
        """The line of a value, or of the nearest thing around it that is written; 1 for an empty file."""
        if self._root is None:
            return 1
        node, line = self._root, _line(self._root)
        for step in loc:
            found = _step(node, step)
            if found is None:
                break
            line, node = found
        return line

    def has(self, loc: Loc) -> bool:
        """Whether a value is written."""
        return self._node(loc) is not None

    def amended(self, locs: list[Loc], stand_ins: dict[Loc, str]) -> Text:
        """The same text less some values and with others in place of what stands or is missing there.

        Every other value keeps its line; places in lists move up. ``stand_ins`` are snippets of YAML.
        This text is spent by it: ask only the one returned for lines.
        """
        for loc, snippet in stand_ins.items():
            self._put(loc, snippet)
        for loc in sorted(locs, key=lambda loc: [(isinstance(s, str), s) for s in loc], reverse=True):
            self._drop(loc)
        return Text(self.file, self._root, [])

    def parted(self, names: Collection[str], inner: str) -> tuple[Text, Text]:
        """This text twice: with what stands under ``inner`` of each named key in that key's place, and only the rest.

        A named key that is written bare keeps its value in the first and says nothing in the second. One without
        ``inner`` is a fault and is left out of the first, so that it counts as not given.
        """
        if not isinstance(self._root, yaml.MappingNode):
            return self, Text(self.file, None, [])
        values, rest, faults = list[Pair](), list[Pair](), list(self.faults)
        for key, node in self._root.value:
            if key.value not in names or not isinstance(node, yaml.MappingNode):
                values.append((key, node))
                continue
            found = [(at, value) for at, value in node.value if at.value == inner]
            values += [(yaml.ScalarNode("words", key.value, at.start_mark), value) for at, value in found[:1]]
            if not found:
                faults.append(fault("rubric_missing_key", self.file, _line(key), where=key.value, key=inner))
            others = [pair for pair in node.value if pair[0].value != inner]
            rest.append((key, yaml.MappingNode("words", others, node.start_mark, node.end_mark)))
        marks = self._root.start_mark, self._root.end_mark
        return (
            Text(self.file, yaml.MappingNode("words", values, *marks), faults),
            Text(self.file, yaml.MappingNode("words", rest, *marks), []),
        )

    def _node(self, loc: Loc) -> yaml.Node | None:
        node = self._root
        for step in loc:
            found = _step(node, step)
            node = found[1] if found else None
        return node

    def _put(self, loc: Loc, snippet: str) -> None:
        node = self._node(loc[:-1])
        if not isinstance(node, yaml.MappingNode):
            return
        key = yaml.ScalarNode("words", str(loc[-1]), node.start_mark)
        keys = [pair[0] for pair in node.value if pair[0].value == loc[-1]] or [key]
        others = [pair for pair in node.value if pair[0].value != loc[-1]]
        node.value = [*others, (keys[0], _compose(snippet, Loader=_LOADER))]

    def _drop(self, loc: Loc) -> None:
        node = self._node(loc[:-1])
        if isinstance(node, yaml.SequenceNode):
            del node.value[cast(int, loc[-1])]
        elif isinstance(node, yaml.MappingNode):
            node.value = [pair for pair in node.value if pair[0].value != loc[-1]]

    def _convert(self, node: yaml.Node) -> Plain:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            for child in node.value:
                self._refuse_empty(child, child)
            return [self._convert(child) for child in node.value]
        return self._mapping(cast(yaml.MappingNode, node))

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(fault("rubric_key_not_a_word", self.file, _line(key)))
            elif key.value in found:
                self.faults.append(fault("rubric_duplicate_key", self.file, _line(key), key=key.value))
            else:
                self._refuse_empty(value, key)
                found[key.value] = self._convert(value)
        return found

    def _refuse_empty(self, node: yaml.Node, at: yaml.Node) -> None:
        # An empty value stands, for the parser, wherever the next thing begins: its key's line is named.
        if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
            self.faults.append(fault("rubric_empty_value", self.file, _line(at)))


def read_text(data: bytes, file: str) -> Text:
    """YAML bytes as a Text, with every reason to refuse it as a fault with its line.

    Refused: what is not UTF-8 or not YAML, keys given twice, keys without a value, anchors, aliases, tags,
    several documents, and files too large or too deep.
    """
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Text(file, None, [fault("rubric_not_utf8", file, line)], data.decode("utf-8", "replace"))
    deep = _too_deep(source)
    if len(data) > MAX_BYTES or deep:
        return Text(file, None, [fault("rubric_too_large", file, deep or 1)], source)
    try:
        marked = _marked(source, file) if _MAYBE_MARKED.search(source) else []
        # A file with aliases may unfold without end, so it is not unfolded at all.
        node = None if any(f.code == "rubric_alias" for f in marked) else _compose(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        return Text(file, None, [_not_yaml(error, file, source)], source)
    if node is None and not marked:
        return Text(file, None, [fault("rubric_empty_file", file, 1)])
    return Text(file, node, marked, source)


def read_file(path: Path, file: str, folder: Path) -> tuple[Text, bytes]:
    """A YAML file of a folder as a Text and its bytes; what cannot be opened is a fault."""
    try:
        data = take(path, MAX_BYTES, folder)
    except NotTaken as refused:
        if refused.code == "file_too_large":
            return Text(file, None, [fault("rubric_too_large", file, 1)]), b""
        return Text(file, None, [fault("rubric_unreadable", file, 1, why=refused.strerror)]), b""
    return read_text(data, file), data


def _line(node: yaml.Node) -> int:
    return cast(int, node.start_mark.line) + 1


def _step(node: yaml.Node | None, step: int | str) -> tuple[int, yaml.Node] | None:
    """One step down: the line to name (a key's own line) and the node reached."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return _line(node.value[step]), node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return _line(key), value
    return None


def _too_deep(source: str) -> int:
    """The line at which nesting passes every need, or 0: the C parser would abort the process instead."""
    indented = _TOO_INDENTED.search(source)
    if indented:
        return source.count("\n", 0, indented.start()) + 1
    depth = 0
    for brackets in _BRACKETS.finditer(source):
        width = brackets.end() - brackets.start()
        depth = depth + width if source[brackets.start()] in "[{" else max(0, depth - width)
        if depth > MAX_DEPTH:
            return source.count("\n", 0, brackets.start()) + 1
    return 0


def _marked(source: str, file: str) -> list[Fault]:
    """Anchors, aliases and tags, which nodes no longer show: read again as events, only where one may be."""
    found: list[Fault] = []
    for event in _parse(source, Loader=_LOADER):
        line = cast(int, event.start_mark.line) + 1
        if isinstance(event, yaml.AliasEvent):
            found.append(fault("rubric_alias", file, line))
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                found.append(fault("rubric_anchor", file, line))
            if getattr(event, "tag", None) is not None:
                found.append(fault("rubric_tag", file, line))
    return found


def _not_yaml(error: yaml.YAMLError, file: str, source: str) -> Fault:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        # An unclosed bracket is noticed after the last line, where an editor has nothing to show.
        line = min(mark.line + 1, max(1, len(source.splitlines()))) if mark else 1
        return fault("rubric_not_yaml", file, line, problem=str(error.problem or error.context))
    place = cast(int, getattr(error, "position", 0) or 0)
    return fault(
        "rubric_not_yaml", file, source.count("\n", 0, place) + 1, problem="a character YAML refuses"
    )
