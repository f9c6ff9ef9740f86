"""What stands around the text of an entry: everything the archive knows beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from broadsheet.model import ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Archive, Built

CONF = """project = "Test"
extensions = ["broadsheet"]
html_theme = "broadsheet"
broadsheet_pdf = "../pdf"
"""
STRIKE = ids.mint(b"strike")
SOURCE = b"The fish quay stands, and waits."
ENTRIES = {
    "1926/05/strike": f"""---
id: {STRIKE}
title: The Fish Quay Stands
byline: By Ann Smith and B. Jones, our own
authors: [B. Jones, Ann Smith]
published: 1926-05-07
original: {{file: original.txt, sha256: {hashlib.sha256(SOURCE).hexdigest()}}}
---
Nothing moved.

:::{{correction}}
:date: 1926-05-09
The quay is the north quay.
:::

:::{{correction}}
:kind: retraction
There was no band.
:::
""",
    "1926/05/meeting": f"""---
title: The Meeting
published: 1926-05-07
---
:::{{related}}
:id: {STRIKE}
:::
""",
    "1926/05/before": "---\ntitle: Before\npublished: 1926-05-01\n---\nBefore.\n",
    "1926/06/after": "---\ntitle: After\npublished: 1926-06-01\n---\nAfter.\n",
    "1926/06/gone": "---\ntitle: Gone\npublished: 1926-05-20\nstatus: withdrawn\n"
    "withdrawn_because: It was not so.\n---\nNo more.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]) -> Built:
    """A site of a few entries around one."""
    archive = archive_in(tmp_path_factory.mktemp("around"))
    archive.write("conf.py", CONF)
    for path, text in ENTRIES.items():
        archive.entry(text, path)
    archive.write("1926/05/strike/original.txt", SOURCE)
    return archive.built()


@pytest.fixture(scope="module")
def page(built: Built) -> HtmlElement:
    """The page of the entry in the middle."""
    return built.page("1926/05/strike/index.html")


def links(page: HtmlElement, place: str) -> dict[str, str]:
    """The links within *place*, by their words."""
    found = page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {place} ')]//a")
    return {" ".join(link.text_content().split()): link.get("href") for link in found}


def test_corrections_are_told_above_the_story_and_lead_to_their_place(page: HtmlElement) -> None:
    assert links(page, "corrected") == {
        "This story was corrected, 9 May 1926": "#correction-1",
        "This story was retracted": "#correction-2",
    }
    assert "no band" in page.get_element_by_id("correction-2").text_content()


def test_the_byline_is_kept_as_printed_with_each_person_linked(page: HtmlElement) -> None:
    (byline,) = page.xpath("//p[@class='byline']")
    assert byline.text_content() == "By Ann Smith and B. Jones, our own"
    assert links(page, "byline") == {
        "Ann Smith": "../../../people/ann-smith/index.html",
        "B. Jones": "../../../people/b-jones/index.html",
    }


def test_a_story_that_points_here_is_named(page: HtmlElement) -> None:
    assert links(page, "backlinks") == {"The Meeting": "../meeting/index.html"}


def test_other_stories_of_the_day_are_named(page: HtmlElement) -> None:
    assert links(page, "same-day") == {"The Meeting": "../meeting/index.html"}


def test_the_story_leads_to_the_earlier_and_the_later_one(page: HtmlElement) -> None:
    assert list(links(page, "neighbours")) == ["The Meeting", "After"]


def test_the_story_is_cited_in_four_styles_and_for_three_programs(page: HtmlElement) -> None:
    styles = page.xpath("//details[@class='cite']//dt/text()")
    assert styles == ["APA", "Chicago", "Harvard", "MLA"]
    assert list(links(page, "cite")) == ["RIS", "BibTeX", "CSL-JSON"]


def test_the_pdf_is_linked_where_the_setting_says_it_lies(page: HtmlElement) -> None:
    assert links(page, "pdf") == {"This story as a PDF": "../../../../pdf/1926/05/strike.pdf"}


def test_the_original_is_published_beside_the_page(built: Built, page: HtmlElement) -> None:
    assert links(page, "article-foot")["original.txt"] == "original.txt"
    assert (built.out / "1926/05/strike/original.txt").read_bytes() == SOURCE


def test_nothing_stands_around_a_withdrawn_story(built: Built) -> None:
    assert built.page("1926/06/gone/index.html").xpath("//aside") == []


def test_no_page_leads_to_a_withdrawn_story(built: Built) -> None:
    files = built.files()
    pages = [name for name in files if name.endswith(".html") and "gone" not in name]
    assert [name for name in pages if b"gone/index.html" in files[name]] == []
