"""Front matter: every scalar verbatim, every line number exact, nothing that runs or explodes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import frontmatter
from broadsheet.model.problems import Problem

FULL = """\
---
title: The Lamp Is Lit Again
# a comment
authors:
  - Ann Smith
  - name: Bob Jones
    role: photographer
topics: [light,
  sea]
photo: {src: lamp.jpg,
  alt: A lamp.}
standfirst: |
  One line,
  and another.
rights: >-
  folded
  words
page: "3"
---
The text.
"""

SCALARS = """
1967
007
1_000
1e3
0x1F
1.50
yes
no
on
true
False
2024-12-31
2024-12-31T15:48:00Z
15:48
null island
=
<<
circa 1967
C:\\path
a#b
naïve 灯台 الفنار 🗼
"""

BROKEN = [
    ("title: a: b\n", 2, "mapping values are not allowed in this context"),
    ("title: x\nid: [a\n", 4, "did not find expected ',' or ']'"),
    ("title: x\n\tid: a\n", 3, "found a tab character"),
    ("title: x\nb: *nobody\n", 3, "found undefined alias"),
    ("title: x\nc: @home\n", 3, "found character that cannot start any token"),
    ("- a\n- b\n", 2, "it is not made of keys and values"),
    ("only words\n", 2, "it is not made of keys and values"),
    ("title: x\ny: \x01\n", 3, "control characters are not allowed"),
]

ODD = "\n\t\x7f\x85\u2028\u2029\u00a0\ufeff\\\"':#-[]{}*&!|>%@`"
PRINTABLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))
TEXTS = st.text(PRINTABLE | st.sampled_from(ODD))


def of(source: str) -> frontmatter.FrontMatter:
    return frontmatter.read(f"---\n{source}---\n")


def kinds(found: frontmatter.FrontMatter) -> list[Problem]:
    return [complaint.problem for complaint in found.complaints]


@pytest.mark.parametrize("text", SCALARS.split("\n")[1:-1])
def test_every_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert of(f"page: {text}\n").values == {"page": text}


@pytest.mark.parametrize("text", ["~", "null", "Null", ""])
def test_a_key_with_nothing_says_nothing(text: str) -> None:
    assert of(f"page: {text}\n").values == {"page": ""}


def test_a_quoted_null_is_a_word() -> None:
    assert of('page: "null"\n').values == {"page": "null"}


def test_the_line_of_every_value_is_known() -> None:
    assert frontmatter.read(FULL).lines == {
        (): 2,
        ("title",): 2,
        ("authors",): 4,
        ("authors", 0): 5,
        ("authors", 1): 6,
        ("authors", 1, "name"): 6,
        ("authors", 1, "role"): 7,
        ("topics",): 8,
        ("topics", 0): 8,
        ("topics", 1): 9,
        ("photo",): 10,
        ("photo", "src"): 10,
        ("photo", "alt"): 11,
        ("standfirst",): 12,
        ("rights",): 15,
        ("page",): 18,
    }


def test_the_body_begins_below_the_closing_line() -> None:
    assert FULL.split("\n")[frontmatter.read(FULL).end] == "The text."


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_a_line_separator_within_a_line_moves_no_line_number(odd: str) -> None:
    found = of(f"title: a{odd} b\npage: 3\n")
    assert found.values == {"title": f"a{odd} b", "page": "3"}
    assert found.lines["page",] == 3


@pytest.mark.parametrize("text", ["", "The text.", "-- \ntitle: x\n", "----\na: b\n---\n"])
def test_a_text_without_front_matter_has_none(text: str) -> None:
    assert frontmatter.read(text) == frontmatter.FrontMatter()


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\n", "---\n# only a comment\n---\n"])
def test_empty_front_matter_says_nothing(text: str) -> None:
    found = frontmatter.read(text)
    assert (found.values, found.complaints) == ({}, [])


def test_windows_line_ends_are_line_ends() -> None:
    found = frontmatter.read("---\r\ntitle: x\r\npage: 3\r\n---\r\nThe text.\r\n")
    assert (found.values, found.end) == ({"title": "x", "page": "3"}, 4)


@pytest.mark.parametrize("closing", ["---", "...", "---  "])
def test_front_matter_ends_at_a_line_of_hyphens_or_dots(closing: str) -> None:
    assert frontmatter.read(f"---\ntitle: x\n{closing}\npage: 3\n").values == {"title": "x"}


@pytest.mark.parametrize(("source", "line", "reason"), BROKEN)
def test_broken_yaml_is_told_with_its_line(source: str, line: int, reason: str) -> None:
    told = of(source).complaints
    assert [(fault.problem, fault.line) for fault in told] == [(Problem.BAD_YAML, line)]
    assert reason in told[0].message


def test_what_is_never_closed_is_told() -> None:
    found = frontmatter.read("---\ntitle: x\n")
    assert [str(fault) for fault in found.complaints] == [
        ":1: the front matter is never closed; write a line of three hyphens below it [bad_yaml]"
    ]


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    found = of("page: 3\npage: 4\n")
    assert found.values == {"page": "3"}
    assert [(fault.message, fault.line) for fault in found.complaints] == [
        ("the key `page` stands twice", 3)
    ]


def test_a_key_that_is_no_word_is_told() -> None:
    assert kinds(of("? [a, b]\n: c\n")) == [Problem.BAD_VALUE]


@pytest.mark.parametrize(
    ("source", "line"),
    [("a: &x b\nc: *x\n", 3), ("a: &x b\nc: [d, *x]\n", 3), ("a: &x [b]\nc: {d: *x}\n", 3)],
)
def test_an_alias_is_refused_with_its_line(source: str, line: int) -> None:
    found = of(source)
    assert [(fault.problem, fault.line) for fault in found.complaints] == [
        (Problem.BAD_VALUE, line)
    ]


def test_aliases_of_aliases_do_not_grow() -> None:
    source = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for step in range(1, 30):
        source += f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 9)}]\n"
    assert len(str(of(source).values)) < 5000


def test_an_alias_of_itself_ends() -> None:
    assert of("a: &a [*a]\n").values == {"a": [""]}


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.getcwd", "!!int", "!!binary", "!own"])
def test_tags_mean_nothing(tag: str) -> None:
    assert of(f"a: {tag} [b]\n").values == {"a": ["b"]}


@pytest.mark.parametrize("marks", [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_deep_nesting_is_told_and_harms_nobody(marks: tuple[str, str], depth: int) -> None:
    found = of(f"title: x\na:\n  {marks[0] * depth}{marks[1] * depth}\n")
    assert kinds(found) == [Problem.BAD_YAML]


def test_modest_nesting_is_read() -> None:
    assert kinds(of("a: " + "[" * 100 + "]" * 100 + "\n")) == []


def test_a_complaint_outside_an_entry_counts_from_the_first_line() -> None:
    assert frontmatter.read_yaml("a: 1\na: 2\n").complaints[0].line == 2


@given(TEXTS)
def test_a_quoted_text_comes_back_as_it_was(text: str) -> None:
    found = of(f"title: {frontmatter.quoted(text)}\npage: 3\n")
    assert found.values == {"title": text, "page": "3"}
    assert found.lines["page",] == 3


@given(st.text(st.sampled_from("ab: -[]{}#&*!|>'\"%@`\n\t\r.?,\x85\u2028"), max_size=60))
def test_no_text_is_too_strange_to_be_read_or_complained_of(source: str) -> None:
    found = frontmatter.read(f"---\n{source}\n---\n")
    lines = found.end + 1
    assert all(1 <= fault.line <= lines for fault in found.complaints)
