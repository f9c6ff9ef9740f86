"""Drafts written as entries: what was pasted prints as itself."""

from __future__ import annotations

import string

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.docutils_ import Parser

from broadsheet.model import facts, frontmatter, ids, markdown
from broadsheet.model.draft import (
    Covered,
    Draft,
    Embedded,
    Heading,
    Mention,
    Paragraph,
    Picture,
    Question,
    Quotation,
)
from broadsheet.model.entry import Entry, Original
from broadsheet.saying import FactDirective

MARKUP = string.punctuation + "  \t“”’äß漢0123456789abx"
SETTINGS = {
    "myst_enable_extensions": ["colon_fence", "deflist", "dollarmath", "attrs_inline", "fieldlist"],
    "report_level": 5,
    "halt_level": 6,
}


def printed(source: str) -> str:
    """What a reader sees of *source*, read by MyST with every extension that could matter."""
    document = publish_doctree(source, parser=Parser(), settings_overrides=SETTINGS)
    assert [type(child) for child in document.children] == [nodes.paragraph]
    return document.astext()


def entry_of(**said: object) -> dict[str, object]:
    """The front matter as it is read back."""
    entry = Entry.model_validate({"title": "A title", **said})
    found = frontmatter.read(markdown.entry_text(Draft(entry)))
    assert found.complaints == []
    return found.values


@pytest.mark.parametrize(
    "text",
    [
        "# not a heading",
        "- not a list",
        "1. not a list",
        "> not a quotation",
        "::: not a fence",
        "```not code",
        "~~~ not code",
        "% not a comment",
        "+++ not a break",
        "---",
        "===",
        "* * *",
        "(no-target)=",
        ":no: option",
        "| no | table |",
        "[no](link) ![no](picture.png) [^no] <http://example.org> <b>no</b>",
        "{sic}`no role` and $no$ mathematics and `no code` and *no* __emphasis__",
        "A&amp;B &#38; C &copy; D",
        r"back\slash \* and a last \\",
        "snake_case_name and _no_ emphasis",
        "Mr. Smith's “quote” -- and 'straight' ones...",
        "31. Dezember 2024",
    ],
)
def test_what_looks_like_markup_prints_as_itself(text: str) -> None:
    assert printed(markdown.escaped(text)) == text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(MARKUP, min_size=1).filter(lambda text: text.strip() != ""))
@example("_a__b_")
@example("\\")
@example("[x]: http://example.org")
def test_any_text_prints_as_itself(text: str) -> None:
    assert printed(markdown.escaped(text)).split() == text.split()


def test_plain_text_is_not_touched() -> None:
    text = "The U.K.’s “Telegraph” said (in mid-December): 1,000 of 12,000; no more!"
    assert markdown.escaped(text) == text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(min_size=1).filter(lambda text: markdown.one_line(text) != ""))
@example("null")
@example("~")
@example("no")
@example("1967-05-04")
@example("a: b # c")
@example('"quoted" and \\')
@example("- x")
def test_any_value_is_read_back_as_it_was(text: str) -> None:
    assert entry_of(byline=text)["byline"] == markdown.one_line(text)


def test_a_photo_without_a_caption_says_nothing_of_one() -> None:
    photo = facts.Photo(src="a.jpg", alt="A gate")
    assert entry_of(photo=photo)["photo"] == {"src": "a.jpg", "alt": "A gate"}


def test_a_caption_in_the_front_matter_is_escaped_as_the_markup_that_it_is() -> None:
    photo = facts.Photo(caption="A *star* is born", credit="A *star*")
    assert entry_of(photo=photo)["photo"] == {
        "caption": r"A \*star\* is born",
        "credit": "A *star*",
    }


def test_what_was_not_said_is_not_written() -> None:
    assert markdown.front_matter(Entry(title="A title")) == "title: A title\n"


def test_keys_come_in_the_order_of_the_manual() -> None:
    entry = Entry(
        original=Original(file="original.txt", sha256="00"), title="A title", id=ids.mint(b"a")
    )
    keys = [line.split(":")[0] for line in markdown.front_matter(entry).splitlines()]
    assert keys == ["id", "title", "original", "  file", "  sha256"]


def test_authors_are_names_or_records() -> None:
    authors = ("Ann Smith", {"name": "Reuters", "role": "agency"})
    assert entry_of(authors=authors)["authors"] == [
        "Ann Smith",
        {"name": "Reuters", "role": "agency"},
    ]


def test_a_warning_with_nothing_but_words_is_those_words() -> None:
    assert entry_of(warning=facts.ContentWarning(text="Fire: and smoke"))["warning"] == (
        "Fire: and smoke"
    )


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Paragraph("One *two*"), r"One \*two\*"),
        (Heading("What now?"), "## What now?"),
        (Quotation(("One.", "Two."), by="Ann"), "> One.\n>\n> Two.\n>\n> — Ann"),
        (Mention(facts.Related(title="A *title*")), ":::{related} A *title*\n:::"),
        (
            Question(
                facts.Poll(question="Why?", options=(facts.PollOption(text="So", result="9%"),))
            ),
            ":::{poll} Why?\n- So | 9%\n:::",
        ),
        (
            Picture(facts.Photo(src="a.jpg", alt="x: y", caption="*C*", credit="D")),
            ':::{photo} a.jpg\n:alt: "x: y"\n:credit: D\n\n\\*C\\*\n:::',
        ),
        (
            Covered(
                facts.ContentWarning(text="W"), (Embedded(facts.Embed(kind="video", lost=True)),)
            ),
            "::::{content-warning} W\n:::{embed}\n:kind: video\n:lost:\n:::\n::::",
        ),
    ],
)
def test_each_block_has_its_markup(block: Paragraph, written: str) -> None:
    text = markdown.entry_text(Draft(Entry(title="A title"), (block,)))
    assert text == f"---\ntitle: A title\n---\n\n{written}\n"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(MARKUP).filter(lambda text: markdown.one_line(text) != ""))
@example("a # b")
@example(":x: y")
@example("'")
def test_any_option_is_read_back_as_it_was(text: str) -> None:
    written = markdown.directive("photo", options={"alt": text}).splitlines()
    found = parse_directive_text(FactDirective, "", "\n".join(written[1:-1]))
    assert found.options["alt"] == markdown.one_line(text)
