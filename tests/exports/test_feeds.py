"""Feeds: what subscribers see, and what they are spared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from broadsheet.exports import catalogue, feeds
from broadsheet.model.web import Site, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.catalogue import Record

SPACES = {"a": feeds.ATOM, "fh": feeds.HISTORY}


def whole(records: list[Record], site: Site) -> Whole:
    """All that is published."""
    lines = {record.docname: catalogue.line(record) for record in records}
    return Whole(site, records, lines, [("Topics: a", "topics/a", records)])


def made(records: list[Record], site: Site) -> dict[str, etree._Element]:
    """Every feed by its address."""
    found = feeds.files(whole(records, site))
    return {file.address: etree.fromstring(file.text().encode()) for file in found}


def texts(feed: etree._Element, path: str) -> list[str]:
    """What *path* finds."""
    found = feed.xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(part.text if isinstance(part, etree._Element) else part) for part in found]  # noqa: SLF001 - its only name


@pytest.fixture
def records(story: Callable[..., Record]) -> list[Record]:
    """Stories of three years, and one of no certain year."""
    dates = {"strike": "1926-05-07", "fair": "1926-08~", "storm": "1953-02-02", "recipe": "196X"}
    return [
        story(id="", docname=name, address=f"{name}.html", title=name.title(), published=date)
        for name, date in dates.items()
    ]


def test_there_is_a_feed_of_all_and_of_each_year_and_of_each_value(
    records: list[Record], site: Site
) -> None:
    assert list(made(records, site)) == [
        "feeds/all.atom",
        "feeds/all-undated.atom",
        "feeds/all-1926.atom",
        "feeds/all-1953.atom",
        "feeds/topics/a.atom",
    ]


def test_the_archives_are_a_chain_that_holds_every_story_once(
    records: list[Record], site: Site
) -> None:
    found = made(records, site)
    chain, titles = ["feeds/all.atom"], []
    while True:
        before = texts(found[chain[-1]], "a:link[@rel='prev-archive']/@href")
        if not before:
            break
        chain.append(before[0].removeprefix(site.address))
        titles += texts(found[chain[-1]], "a:entry/a:title")
        assert found[chain[-1]].find("fh:archive", SPACES) is not None
    assert sorted(titles) == ["Fair", "Recipe", "Storm", "Strike"]
    assert len(chain) == 4


def test_a_new_story_changes_the_archive_of_its_own_year_alone(
    records: list[Record], site: Site, story: Callable[..., Record]
) -> None:
    new = story(id="", docname="new", address="new.html", title="New", published="1926-01-01")
    before = {file.address: file.made_of for file in feeds.files(whole(records, site))}
    after = {file.address: file.made_of for file in feeds.files(whole([*records, new], site))}
    changed = {address for address, mark in after.items() if before.get(address) != mark}
    assert changed == {"feeds/all.atom", "feeds/all-1926.atom", "feeds/topics/a.atom"}


def test_a_story_keeps_its_name_wherever_it_goes(story: Callable[..., Record], site: Site) -> None:
    here, there = (
        texts(made([story(docname=name, address=name)], place)["feeds/all.atom"], "a:entry/a:id")
        for name, place in (("a", site), ("b", Site("Other", "https://other.example")))
    )
    assert here == there
    assert here[0].startswith("urn:uuid:")


def test_a_warning_comes_before_the_text_and_no_picture_comes_at_all(
    story: Callable[..., Record], site: Site
) -> None:
    photo = {"src": "a.jpg", "sha256": "0" * 64, "width": 9, "height": 9, "covered": True}
    record = story(warning="It shows the dead.", excerpt="The sea came in.", photos=[photo])
    feed = made([record], site)["feeds/all.atom"]
    assert texts(feed, "a:entry/a:summary") == [
        "Content warning: It shows the dead.\nThe sea came in."
    ]
    assert "_images" not in etree.tostring(feed).decode()


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ({"published": "1926-05-07"}, "1926-05-07T00:00:00Z"),
        ({"published": "circa 1926"}, "1926-01-01T00:00:00Z"),
        ({"published": "../1967"}, "1967-12-31T00:00:00Z"),
        ({"published": "1926", "captured": "2011-05-05T10:00+02:00"}, "2011-05-05T10:00:00+02:00"),
        ({"published": "1926", "notes": [{"date": "2015"}]}, "2015-01-01T00:00:00Z"),
        ({"published": "Y17000"}, "1970-01-01T00:00:00Z"),
        ({"published": "-0044-03-15"}, "1970-01-01T00:00:00Z"),
        ({"published": "0000"}, "0000-01-01T00:00:00Z"),
        ({"published": "1926-05-07T10:00+02:00"}, "1926-05-07T10:00:00+02:00"),
        ({}, "1970-01-01T00:00:00Z"),
    ],
)
def test_the_time_of_change_is_the_last_that_the_story_tells(
    story: Callable[..., Record], said: dict[str, object], moment: str
) -> None:
    assert feeds.updated(story(**said)) == moment


@pytest.mark.parametrize(
    "date",
    ["1926", "1926-05", "circa 1926-05-07", "1926-05-XX", "192X", "", "Y17000-01-01"],
)
def test_only_a_whole_day_is_a_day_of_publication(
    story: Callable[..., Record], site: Site, date: str
) -> None:
    feed = made([story(published=date)], site)["feeds/all.atom"]
    assert texts(feed, "a:entry/a:published") == []


def test_an_unsigned_story_is_its_newspapers(story: Callable[..., Record], site: Site) -> None:
    feed = made([story(publication="The Packet")], site)["feeds/all.atom"]
    assert texts(feed, "a:entry/a:author/a:name") == ["The Packet"]


def test_without_an_address_links_are_relative(story: Callable[..., Record]) -> None:
    feed = made([story(topics=["a"])], Site("The Packet Archive"))["feeds/topics/a.atom"]
    assert texts(feed, "a:entry/a:link[@rel='alternate']/@href") == [
        "../../1926/05/strike/index.html"
    ]
    assert texts(feed, "a:link[@rel='self']/@href") == []


def test_no_text_can_break_the_xml(story: Callable[..., Record], site: Site) -> None:
    hostile = "</title><script>&\x00\x0b\ud800\ufffe]]>"
    said = dict.fromkeys(("title", "rights", "excerpt", "language"), hostile)
    record = story(**said, topics=[hostile], url=f"https://packet.example/{hostile}")
    feed = made([record], replace(site, language=hostile))["feeds/all.atom"]
    assert texts(feed, "a:entry/a:title") == ["</title><script>&]]>"]


def test_an_empty_archive_has_no_feed(site: Site) -> None:
    assert made([], site) == {}
