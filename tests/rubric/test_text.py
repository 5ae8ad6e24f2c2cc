"""YAML is read as words: none of the traps of YAML types changes what a person wrote."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from daready.rubric import text as text_module
from daready.rubric.text import read_text


def words(source: str) -> object:
    read = read_text(source.encode(), "f.yaml")
    assert not read.faults
    return read.plain


@pytest.mark.parametrize(
    "word",
    ["Yes", "No", "off", "NO", "~", "null", "14:30", "010", "1.10", "0x1F", "1e3", "2020-01-01", "<<", "="],
)
def test_every_scalar_stays_the_word_it_was(word: str) -> None:
    assert words(f"- {word}\n- k: {word}\n") == [word, {"k": word}]
    assert words(f"{word}: a\n") == {word: "a"}


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "rubric_duplicate_key"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "rubric_duplicate_key"),
        ("a: 1\nb:\n", 2, "rubric_empty_value"),
        ("a: &x 1\n", 1, "rubric_anchor"),
        ("a: b\nc: [&x d, *x]\n", 2, "rubric_alias"),
        ("a: *x\n", 1, "rubric_alias"),
        ("a: 1\nb: !!python/object/apply:os.system [echo]\n", 2, "rubric_tag"),
        ("a: !x b\n", 1, "rubric_tag"),
        ("a: 1\n---\nb: 2\n", 2, "rubric_not_yaml"),
        ("a: 1\n\tb: 2\n", 2, "rubric_not_yaml"),
        ("a: b: c\n", 1, "rubric_not_yaml"),
        ("a: 1\nb: '\x07'\n", 2, "rubric_not_yaml"),
        ("", 1, "rubric_empty_file"),
    ],
)
def test_what_is_refused_names_its_line(source: str, line: int, code: str) -> None:
    found = [(f.line, f.code) for f in read_text(source.encode(), "f.yaml").faults]
    assert (line, code) in found


def test_ampersands_stars_and_bangs_in_ordinary_words_are_welcome() -> None:
    assert words("a: you said & we did\nb: 'fine * twice'\nc: stop!\nd: \"& so\"\n") == {
        "a": "you said & we did",
        "b": "fine * twice",
        "c": "stop!",
        "d": "& so",
    }


def test_endless_aliases_are_not_unfolded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    read = read_text(bomb.encode(), "f.yaml")
    assert read.plain is None
    assert {f.code for f in read.faults} == {"rubric_alias", "rubric_anchor"}


def test_an_alias_to_itself_is_a_fault_and_no_endless_loop() -> None:
    assert read_text(b"a: &a [*a]\n", "f.yaml").plain is None


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_text(b"\xef\xbb\xbfa: b\n", "f.yaml").plain == {"a": "b"}


def test_lines_of_any_path_and_of_what_is_missing() -> None:
    read = read_text(b"a:\n  b:\n  - c\n  - d: e\n    f: g\n", "f.yaml")
    assert [read.line_of(loc) for loc in [(), ("a",), ("a", "b", 0), ("a", "b", 1, "f")]] == [1, 1, 3, 5]
    assert read.line_of(("a", "b", 1, "missing")) == 4
    assert read.line_of(("a", "b", 7)) == 2


def test_what_is_left_after_dropping_keeps_its_line() -> None:
    read = read_text(b"a:\n- x\n- y\n- z\nb: c\nd: e\n", "f.yaml").amended([("a", 0), ("b",), ("a", 1)], {})
    assert read.plain == {"a": ["z"], "d": "e"}
    assert (read.line_of(("a", 0)), read.line_of(("d",))) == (4, 6)


def test_without_the_c_parser_the_words_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"a: [Yes, 14:30]\nb:\n- 010\n"
    fast = read_text(source, "f.yaml")
    monkeypatch.setattr(text_module, "_LOADER", yaml.BaseLoader)
    slow = read_text(source, "f.yaml")
    assert fast.plain == slow.plain
    assert fast.line_of(("b", 0)) == slow.line_of(("b", 0)) == 3


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail(data: bytes) -> None:
    read = read_text(data, "f.yaml")
    assert read.plain is not None or read.faults
