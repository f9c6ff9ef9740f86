"""How an entry is read: its title, its head, its text and its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Archive, Built


def story(*rows: str, text: str = "The text.") -> str:
    return "\n".join(["---", *rows, "---", text, ""])


def shown(archive: Archive, content: str) -> Built:
    """The site of one entry."""
    archive.entry(content)
    return archive.built()


@pytest.mark.parametrize(
    ("content", "title", "kinds"),
    [
        (story("title: Said"), "Said", []),
        (story("title: Said", text="# Another\n\nThe text."), "Said", []),
        ("# The first heading #\n\nThe text.\n", "The first heading", []),
        (story("byline: By Ann", text="# Heading\n\nThe text."), "Heading", []),
        ("The text.\n\n# Too late\n", "strike", ["no_title"]),
        ("", "strike", ["no_title"]),
        (story("title: ''"), "strike", ["no_title"]),
    ],
)
def test_an_entry_has_a_title_in_any_case(
    archive: Archive, content: str, title: str, kinds: list[str]
) -> None:
    built = shown(archive, content)
    assert built.article().xpath("./h1/text()") == [title]
    assert built.kinds == kinds


def test_a_heading_that_is_the_title_stands_once(archive: Archive) -> None:
    built = shown(archive, "# The *first* heading\n\nThe text.\n")
    assert built.words().count("heading") == 1


def test_headings_begin_below_the_title_and_leave_no_level_out(archive: Archive) -> None:
    built = shown(archive, story("title: T", text="# A\n\n#### B\n\n## C\n\n### D\n"))
    found = [(node.tag, node.text) for node in built.article().xpath(".//h2 | .//h3 | .//h4")]
    assert found == [("h2", "A"), ("h3", "B"), ("h2", "C"), ("h3", "D")]


def test_the_head_stands_in_the_order_of_a_printed_page(archive: Archive, picture: bytes) -> None:
    archive.write("1926/05/strike/a.png", picture)
    rows = [
        "dateline: OLD TOWN",
        "photo: {src: a.png, alt: A, caption: Caption}",
        "updated: 1926-05-13",
        "published: 1926-05-12",
        "published_as_printed: Wednesday",
        "byline: By Ann",
        "standfirst: Below the headline",
        "publication: The Echo",
        "page: 3",
        "title: T",
    ]
    words = shown(archive, story(*rows)).words()
    parts = [
        "T",
        "The Echo",
        "page 3",
        "Below the headline",
        "By Ann",
        "Wednesday",
        "12 May 1926",
        "Updated: 13 May 1926",
        "Caption",
        "OLD TOWN",
        "The text.",
    ]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_the_date_is_said_once_where_both_say_the_same(archive: Archive) -> None:
    rows = ("title: T", "published: 1926-05-12", "published_as_printed: 12 May 1926")
    assert shown(archive, story(*rows)).words().count("1926") == 1


def test_a_date_that_is_none_is_shown_as_it_is_written(archive: Archive) -> None:
    built = shown(archive, story("title: T", "published: last Tuesday"))
    assert "last Tuesday" in built.words()
    assert built.kinds == ["bad_date"]


def test_authors_are_named_where_no_byline_was_printed(archive: Archive) -> None:
    built = shown(archive, story("title: T", "authors: [Ann Smith, {name: Bob Jones}]"))
    assert "Ann Smith; Bob Jones" in built.words()


def test_the_foot_says_where_it_comes_from(archive: Archive) -> None:
    rows = ("title: T", "url: https://example.org/a", "captured: 2024-12-31", "rights: © The Echo")
    foot = shown(archive, story(*rows)).article().xpath("./footer")[0]
    assert "https://example.org/a" in foot.xpath(".//a/@href")
    assert "31 December 2024" in foot.text_content()
    assert "© The Echo" in foot.text_content()


def test_the_language_and_direction_are_those_of_the_entry(archive: Archive) -> None:
    article = shown(archive, story("title: الفنار", "language: ar", text="النص.")).page(
        "1926/05/strike/index.html"
    )
    assert article.xpath("//*[@lang='ar' and @dir='rtl']") != []


def test_typography_is_the_source_s(archive: Archive) -> None:
    text = "\"Quoted\" -- 'so' ... (c) www.example.org 1/2"
    assert text in shown(archive, story("title: T", text=text)).words()


def test_money_is_no_formula(archive: Archive) -> None:
    text = "It cost $5, not $6 or $$7$$."
    assert text in shown(archive, story("title: T", text=text)).words()


def test_a_picture_alone_in_its_paragraph_is_a_photo(archive: Archive, picture: bytes) -> None:
    archive.write("1926/05/strike/a.png", picture)
    built = shown(archive, story("title: T", text='![What it shows](a.png "The caption")'))
    photos = built.records()["1926/05/strike"]["photos"]
    assert [(photo["alt"], photo["caption"]) for photo in photos] == [
        ("What it shows", "The caption")
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("> quoted", ".//blockquote"),
        ("- a\n- b", ".//ul/li"),
        ("1. a\n2. b", ".//ol/li"),
        ("term\n: meaning", ".//dl/dd"),
        ("| a |\n|-|\n| b |", ".//table//td"),
        ("```python\nx = 1\n```", ".//pre"),
        ("a[^1]\n\n[^1]: b", ".//aside"),
        (":::{math}\nx^2\n:::", ".//*[contains(@class, 'math')]"),
        (":::{note}\nx\n:::", ".//*[contains(@class, 'note')]"),
        (":::{epigraph}\nx\n:::", ".//blockquote"),
        (":::{list-table}\n- - a\n  - b\n:::", ".//table"),
        (
            "::::{grid} 2\n:::{grid-item-card} Title\nx\n:::\n::::",
            ".//*[contains(@class, 'sd-card')]",
        ),
        (":::{dropdown} Title\nx\n:::", ".//details"),
        ("[a](https://example.org)", ".//a[@href='https://example.org']"),
        ("a\n\n***\n\nb", ".//hr"),
    ],
)
def test_ordinary_markup_is_understood(archive: Archive, text: str, where: str) -> None:
    built = shown(archive, story("title: T", text=text))
    assert built.article().xpath(where) != []
    assert built.heard == []


def test_a_link_to_another_entry_is_followed(archive: Archive) -> None:
    archive.entry(story("title: Other"), "1926/05/other")
    built = shown(archive, story("title: T", text="[it](../other/index.md)"))
    assert built.article().xpath(".//p/a/@href") == ["../other/index.html"]


def test_a_link_to_a_file_beside_the_entry_is_kept(archive: Archive) -> None:
    archive.write("1926/05/strike/original.txt", "As it came.")
    built = shown(archive, story("title: T", text="[it](original.txt)"))
    link = built.article().xpath(".//p/a/@href")[0]
    assert (built.out / "1926/05/strike" / link).resolve().read_text() == "As it came."


@pytest.mark.parametrize("target", ["#photo-a.png", "../other/index.md#photo-a.png", "#a-head"])
def test_a_link_to_a_place_in_an_entry_is_followed(
    archive: Archive, picture: bytes, target: str
) -> None:
    for name in ("1926/05/strike", "1926/05/other"):
        text = f"## A head\n\n[it]({target})\n\n![A](a.png)"
        archive.entry(story("title: T", text=text), name)
        archive.write(f"{name}/a.png", picture)
    built = archive.built()
    assert built.article().xpath(".//p/a/@href") == [target.replace(".md", ".html")]
    assert built.heard == []


@pytest.mark.parametrize("target", ["nowhere.md", "../nowhere/index.md", "nowhere"])
def test_a_link_that_leads_nowhere_is_told_and_left_out(archive: Archive, target: str) -> None:
    built = shown(archive, story("title: T", text=f"a\n\n[it]({target})"))
    assert [(fault.line, fault.kind) for fault in built.heard] == [(6, "broken_link")]
    assert built.article().xpath(".//p/a") == []
    assert "it" in built.words()


def test_a_directive_that_fails_leaves_the_rest(archive: Archive, picture: bytes) -> None:
    archive.write("1926/05/strike/a.png", picture)
    text = "Before.\n\n```{figure} a.png\n\n[a]: http://x\n```\n\nAfter."
    built = shown(archive, story("title: T", "byline: By Ann", text=text))
    assert built.kinds == ["bad_value"]
    assert [word for word in ("By Ann", "Before.", "After.") if word not in built.words()] == []


def test_one_entry_changes_nothing_for_the_next(archive: Archive) -> None:
    archive.entry(story("title: A", text="# H\n\n:::{note}\nx\n"), "1926/a")
    archive.entry(story("title: B", text="[x]: y\n\nText\n"), "1926/b")
    archive.entry("# C\n\nText\n", "1926/c")
    built = archive.built()
    assert built.words("1926/c") == "C Text"
    assert built.words("1926/b") == "B Text"
