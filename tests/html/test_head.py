"""The head of an entry's page on a built site, and the files beside the pages."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Archive
    from tests.html.conftest import Site

STRIKE = "1926/05/strike/index.html"
COVERED = ("1926/05/storm/index.html", "1926/08/fair/index.html")
COURT = "1991/08/court/index.html"
ENTRY = """---
title: The Fish Quay Stands
id: rg19mpdc5s
published: 1926-05-07
publication: The Packet
authors: [Ann Smith]
url: https://packet.example/1
captured: 2011-05-05
---

Nothing moved.

:::{embed}
:kind: post
:source: https://social.example/1
:captured: 2014-01-20
:archived: https://kept.example/1

What it said.
:::
"""
STORY = "---\ntitle: A story\npublished: 1926-05-07\n{}\n---\n{}\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[..., Archive]) -> Path:
    """A site that knows its address."""
    folder = tmp_path_factory.mktemp("published")
    archive = archive_in(folder)
    archive.entry(ENTRY)
    archive.entry("---\ntitle: بحارة\npublished: 1934\n---\nx\n", "1934/arabic")
    archive.entry("---\ntitle: Gone\npublished: 1991\nstatus: withdrawn\n---\nx\n", "1991/gone")
    words = ["-D", "html_baseurl=https://archive.example.org/", "-D", "html_theme=broadsheet"]
    command = [sys.executable, "-m", "sphinx", "-q", *words, str(archive.root)]
    subprocess.run([*command, str(folder / "out")], check=True)
    return folder / "out"


def links(page: str, rel: str) -> list[str]:
    """The addresses of the links of a relation in the head of *page*."""
    return re.findall(rf'<link rel="{rel}" href="([^"]*)"', page)


def test_every_entry_has_a_description_for_machines(site: Site) -> None:
    [text] = site.page(STRIKE).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(text)["headline"] == 'The Fish Quay "Stands" & <i>Waits</i>'


@pytest.mark.parametrize("address", COVERED)
def test_no_machine_is_told_of_a_covered_picture(site: Site, address: str) -> None:
    head = etree.tostring(site.page(address).xpath("//head")[0]).decode()
    assert ("_images" in head, "ImageObject" in head) == (False, False)


def test_a_description_of_a_warned_story_begins_with_the_warning(site: Site) -> None:
    [said] = site.texts(COVERED[0], "//meta[@property='og:description']/@content")
    assert said.startswith("Content warning: A photograph of the dead.")


def test_a_withdrawn_story_is_told_of_by_its_title_alone(site: Site) -> None:
    names = site.page(COURT).xpath("//meta/@name")
    assert [name for name in names if name.startswith(("citation", "prism", "z:"))] == []


def test_a_site_without_an_address_claims_none(site: Site) -> None:
    page = site.page(STRIKE)
    assert page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content") == []
    assert not (site.root / "sitemap.xml").exists()
    assert not (site.root / "_cards").exists()


def test_a_page_names_its_own_address_and_its_original(published: Path) -> None:
    page = (published / STRIKE).read_text("utf-8")
    assert links(page, "canonical") == [f"https://archive.example.org/{STRIKE}"]
    assert links(page, "original") == ["https://packet.example/1"]


def test_links_to_copies_say_of_what_and_of_when(published: Path) -> None:
    page = (published / STRIKE).read_text("utf-8")
    found = re.findall(r'<a [^>]*data-originalurl="([^"]*)" data-versiondate="([^"]*)"', page)
    assert found == [
        ("https://social.example/1", "2014-01-20"),
        ("https://social.example/1", "2014-01-20"),
        ("https://packet.example/1", "2011-05-05"),
    ]


def test_every_story_has_a_share_card(published: Path) -> None:
    stories = ["1926/05/strike/index.html", "1934/arabic/index.html"]
    for path in [published / story for story in stories]:
        [card] = re.findall(r'property="og:image" content="([^"]*)"', path.read_text("utf-8"))
        assert (published / card.removeprefix("https://archive.example.org/")).is_file()


def test_stories_in_letters_that_no_font_has_are_counted(archive: Archive) -> None:
    archive.write("conf.py", (archive.root / "conf.py").read_text() + ADDRESS)
    archive.entry(ENTRY)
    archive.entry(STORY.format("standfirst: x", "").replace("A story", "灯台"), "1926/06/lamp")
    told = archive.broadsheet("build", "html", "--archive", archive.root.name).stdout
    assert "no font at hand has their letters: 1\n" in told


def test_a_withdrawn_story_is_not_there_to_be_shared_or_found(published: Path) -> None:
    page = (published / "1991/gone/index.html").read_text("utf-8")
    assert "og:image" not in page
    assert '<meta property="og:type" content="website">' in page
    assert '<meta name="twitter:card" content="summary">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_sitemap_leads_to_pages_that_are_there(published: Path) -> None:
    tree = etree.parse(published / "sitemap.xml")
    found = [str(each.text) for each in tree.iter("{*}loc")]
    paths = [address.removeprefix("https://archive.example.org/") for address in found]
    assert [path for path in paths if not (published / path).is_file()] == []
    assert (STRIKE in paths, any("gone" in path for path in paths)) == (True, False)


def test_every_page_that_may_be_found_is_in_the_sitemap(archive: Archive) -> None:
    archive.write("conf.py", (archive.root / "conf.py").read_text() + ADDRESS)
    archive.write("about.md", "# About\n")
    photo = ":::{correction}\n:date: 1926-06-01\n\nNo.\n:::\n"
    for number in range(120):
        archive.entry(STORY.format("topics: [ice]", photo), f"1926/05/story-{number}")
    archive.entry(STORY.format("aliases: [old.html]", ""), "1926/06/story")
    archive.entry(STORY.format("status: withdrawn", ""), "1926/06/gone")
    archive.entry(STORY.format("status: draft", ""), "1926/06/draft")
    out = archive.built().out
    text = (out / "sitemap.xml").read_text("utf-8")
    found = re.findall(r"<loc>https://archive.example.org/([^<]*)</loc>", text)
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    hidden = {"404.html", "old.html", "1926/06/gone/index.html", "search/index.html"}
    assert (sorted(found), hidden <= pages) == (sorted(pages - hidden), True)


def test_the_table_and_the_package_agree(published: Path) -> None:
    said = json.loads((published / "datapackage.json").read_text("utf-8"))
    for resource in said["resources"]:
        content = (published / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    with (published / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == ["The Fish Quay Stands", "بحارة"]


def test_every_page_names_the_feed(site: Site) -> None:
    assert "404.html" in site.addresses()
    for address in site.addresses():
        [feed] = site.page(address).xpath("//link[@type='application/atom+xml']/@href")
        if address != "404.html":
            assert ((site.root / address).parent / feed).resolve().is_file()


def test_a_build_after_no_change_writes_none_of_them(archive: Archive) -> None:
    archive.entry(ENTRY)
    archive.write("conf.py", (archive.root / "conf.py").read_text() + ADDRESS)
    out = archive.built().out
    files = [*out.glob("feeds/**/*.atom"), *out.glob("_cards/*"), out / "catalogue.csv"]
    before = {path: path.stat().st_mtime_ns for path in files}
    archive.built()
    assert {path: path.stat().st_mtime_ns for path in files} == before


def test_a_feed_that_nothing_feeds_goes_away(archive: Archive) -> None:
    archive.entry(ENTRY)
    out = archive.built().out
    archive.entry(ENTRY.replace("The Packet", "The Chronicle"))
    archive.built()
    names = sorted(path.name for path in (out / "feeds" / "publications").iterdir())
    assert names == ["the-chronicle.atom"]


ADDRESS = '\nhtml_theme = "broadsheet"\nhtml_baseurl = "https://archive.example.org/"\n'
