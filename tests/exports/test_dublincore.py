"""Dublin Core, Open Graph, Memento: the tags in the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet.exports import dublincore, memento, opengraph
from broadsheet.model.web import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.catalogue import Record


def test_each_value_has_its_own_term(story: Callable[..., Record], site: Site) -> None:
    record = story(authors=["Ann", "Bob"], topics=["a", "b"], published="circa 1926")
    said = [tag[1:] for tag in dublincore.tags(record, site)]
    assert said == [
        ("schema.DCTERMS", "http://purl.org/dc/terms/"),
        ("DCTERMS.identifier", "rg19mpdc5s"),
        ("DCTERMS.identifier", "https://archive.example.org/1926/05/strike/index.html"),
        ("DCTERMS.title", "Eight Thousand on the Quay"),
        ("DCTERMS.creator", "Ann"),
        ("DCTERMS.creator", "Bob"),
        ("DCTERMS.issued", "1926~"),
        ("DCTERMS.subject", "a"),
        ("DCTERMS.subject", "b"),
        ("DCTERMS.type", "Text"),
    ]


def test_who_only_took_the_picture_is_no_author(story: Callable[..., Record], site: Site) -> None:
    record = story(authors=[{"name": "T. Wrigley", "role": "photographer"}])
    said = {tag.key: tag.value for tag in dublincore.tags(record, site)}
    assert (said.get("DCTERMS.creator"), said.get("DCTERMS.contributor")) == (None, None)
    assert said["MARCREL.pht"] == "T. Wrigley"


def test_of_a_withdrawn_story_little_is_said(story: Callable[..., Record], site: Site) -> None:
    said = {tag.key for tag in dublincore.tags(story(status="withdrawn", authors=["A"]), site)}
    assert said == {"schema.DCTERMS", "DCTERMS.title", "DCTERMS.identifier"}


@pytest.mark.parametrize("date", ["1926", "1926-05", "circa 1926-05-07", "1926-05-07?", "192X"])
def test_open_graph_has_whole_days_alone(
    story: Callable[..., Record], site: Site, date: str
) -> None:
    said = {tag.key for tag in opengraph.tags(story(published=date, updated=date), site)}
    assert said & {"article:published_time", "article:modified_time"} == set()


def test_a_card_is_shown_large(story: Callable[..., Record], site: Site) -> None:
    said = {tag.key: tag.value for tag in opengraph.tags(story(), site, "_cards/a.png")}
    assert said["og:image"] == "https://archive.example.org/_cards/a.png"
    assert said["twitter:card"] == "summary_large_image"


def test_without_an_address_there_is_nothing_that_needs_one(story: Callable[..., Record]) -> None:
    nowhere = Site("The Packet Archive")
    said = {tag.key for tag in opengraph.tags(story(), nowhere, "_cards/a.png")}
    assert said & {"og:url", "og:image"} == set()
    assert memento.tags(story(), nowhere) == []


def test_a_captured_page_says_of_what_it_is_a_copy(
    story: Callable[..., Record], site: Site
) -> None:
    record = story(url="https://packet.example/1", captured="2011-05-05T10:00+02:00")
    assert [tag[1:] for tag in memento.tags(record, site)] == [
        ("canonical", "https://archive.example.org/1926/05/strike/index.html"),
        ("original", "https://packet.example/1"),
        ("memento", "https://archive.example.org/1926/05/strike/index.html"),
        ("Memento-Datetime", "Thu, 05 May 2011 08:00:00 GMT"),
    ]


@pytest.mark.parametrize("captured", ["2011", "2011-05-05", "2011-05-05T10:00", "circa 2011", ""])
def test_no_minute_of_capture_is_made_up(captured: str) -> None:
    assert memento.moment(captured) == ""


@pytest.mark.parametrize(
    "captured",
    ["0000-01-01T00:00Z", "9999-12-31T23:00-05:00", "0001-01-01T00:00+05:00"],
)
def test_a_minute_that_http_cannot_write_is_left_out(captured: str) -> None:
    assert memento.moment(captured) == ""
