"""What the pages of a site say, looked at as a reader's browser gets them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from broadsheet.html import pages
from broadsheet.model.catalogue import Record, dated

if TYPE_CHECKING:
    from tests.html.conftest import Site

STRIKE = "1926/05/strike/index.html"
STORM = "1926/05/storm/index.html"
FAIR = "1926/08/fair/index.html"
COURT = "1991/08/court/index.html"
YEAR = "1926/index.html"
UNDATED = "undated/index.html"


def test_every_page_has_one_main_heading(site: Site) -> None:
    counts = {address: len(site.page(address).xpath("//h1")) for address in site.addresses()}
    assert set(counts.values()) == {1}, counts


def test_headings_go_down_one_level_at_a_time(site: Site) -> None:
    for address in site.addresses():
        found = site.page(address).xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")
        levels = [int(heading.tag[1]) for heading in found]
        assert all(here <= before + 1 for before, here in pairwise(levels))


def test_every_page_begins_with_a_way_to_its_content(site: Site) -> None:
    for address in site.addresses():
        assert site.page(address).xpath("//body/a[1]/@href") == ["#content"]
        assert site.page(address).xpath("//main/@id") == ["content"]


def test_a_page_holds_no_script_and_no_style_of_its_own(site: Site) -> None:
    for address in site.addresses():
        page = site.page(address)
        assert not page.xpath("//style | //*[@style] | //*[@onclick]")
        inline = page.xpath("//script[not(@src)]/@type")
        assert set(inline) <= {"application/ld+json"}  # data, which no browser runs


def test_a_page_asks_no_other_host_for_anything(site: Site) -> None:
    for address in site.addresses():
        loaded = "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
        asked = site.page(address).xpath(f"{loaded} | //img/@src | //script/@src")
        assert not [target for target in asked if target.startswith(("http", "//"))]


def test_every_link_within_the_site_leads_to_something(site: Site) -> None:
    for address in site.addresses():
        page = site.page(address)
        for target in page.xpath("//a/@href | //img/@src | //link/@href"):
            if target.startswith(("data:", "http:", "https:")):
                continue
            path, _, place = target.partition("#")
            here = site.root if path.startswith("/") else (site.root / address).parent
            file = here / path.partition("?")[0].lstrip("/")
            assert file.exists() if path else page.xpath("//*[@id=$place]", place=place), target


def test_an_entry_is_in_its_own_language_and_direction(site: Site) -> None:
    page = site.page("1934/arabic/index.html")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_the_masthead_stays_in_the_language_of_the_site(site: Site) -> None:
    page = site.page("1934/arabic/index.html")
    assert page.xpath("//body/header/@lang | //body/header/@dir") == ["en", "ltr"]


def test_a_story_in_a_list_has_its_own_language_and_direction(site: Site) -> None:
    page = site.page("1934/index.html")
    assert page.xpath("//li[@lang='ar']/@dir") == ["rtl"]


def test_a_title_prints_as_itself_wherever_it_stands(site: Site) -> None:
    title = 'The Fish Quay "Stands" & <i>Waits</i>'
    assert site.texts(STRIKE, "//title") == [f"{title} · Test"]
    assert site.texts(STRIKE, "//meta[@property='og:title']/@content") == [title]
    assert title in site.texts(YEAR, "//h3")


def test_an_entry_leads_back_to_the_stories_of_its_year(site: Site) -> None:
    assert site.page(STRIKE).xpath("//nav//a[@rel='up']/@href") == ["../../index.html"]


def test_an_entry_without_a_year_leads_back_to_those_of_uncertain_date(site: Site) -> None:
    found = site.page("196x/recipe/index.html").xpath("//nav//a[@rel='up']/@href")
    assert found == ["../../undated/index.html"]


def test_a_year_lists_its_stories_by_month(site: Site) -> None:
    found = site.texts(YEAR, "//section/h2")
    assert found == ["Spring", "May", "August", "Month not known"]


def test_stories_of_a_month_stand_in_the_order_of_their_days(site: Site) -> None:
    found = site.page(YEAR).xpath("//section[h2='May']//h3/a/@href")
    assert found == ["05/strike/index.html", "05/storm/index.html"]


def test_stories_of_uncertain_date_stand_under_what_is_known(site: Site) -> None:
    assert site.texts(UNDATED, "//section/h2") == ["The 1960s", "No date known"]


def test_a_story_in_a_list_shows_its_date_as_printed_and_where_it_was(site: Site) -> None:
    found = site.texts(YEAR, "//li[contains(., 'Fish Quay')]//*[@class='where']/*")
    assert found == ["Friday, May 7, 1926 (7 May 1926)", "The Packet", "page 1"]


def test_a_plain_date_is_said_to_machines(site: Site) -> None:
    found = site.texts(YEAR, "//time/@datetime")
    assert found == ["1926-05-07", "1926-05-20", "1926"]


def test_a_list_names_the_warning_of_a_story_in_words(site: Site) -> None:
    found = site.texts(YEAR, "//*[@class='warned']")
    assert found == [
        "Content warning: A photograph of the dead.",
        "Content warning: The picture shows an accident.",
    ]


def test_a_list_shows_no_covered_picture(site: Site) -> None:
    assert site.page(YEAR).xpath("//img/@alt") == ["A crowd on a quay"]


@pytest.mark.parametrize("address", [STORM, FAIR])
def test_a_covered_picture_is_never_shared(site: Site, address: str) -> None:
    assert not site.page(address).xpath("//meta[starts-with(@property, 'og:image')]")


@pytest.mark.parametrize("address", [STORM, FAIR])
def test_a_covered_picture_stands_in_a_closed_cover(site: Site, address: str) -> None:
    page = site.page(address)
    assert page.xpath("//img | //source") == []
    assert len(page.xpath("//details[not(@open)]//a[@class='covered-picture']")) == 1


def test_a_withdrawn_story_keeps_its_page_with_the_reason(site: Site) -> None:
    found = site.texts(COURT, "//*[@class='withdrawn']")
    assert found == ["This story was withdrawn. He asked us to let it rest."]


def test_a_withdrawn_story_says_nothing_of_its_text(site: Site) -> None:
    assert b"words that were withdrawn" not in (site.root / COURT).read_bytes()
    assert not site.page(COURT).xpath("//meta[@name='description']")


def test_search_engines_are_asked_to_leave_a_withdrawn_story_out(site: Site) -> None:
    assert site.page(COURT).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_withdrawn_story_is_in_no_list(site: Site) -> None:
    assert not (site.root / "1991/index.html").exists()


def test_a_year_leads_to_the_years_beside_it(site: Site) -> None:
    found = site.page("1934/index.html").xpath("//main//nav//a[@rel]/@href")
    assert found == ["../1926/index.html"]


def test_each_navigation_of_a_page_has_a_name_of_its_own(site: Site) -> None:
    names = site.page(YEAR).xpath("//nav/@aria-label | //nav/@aria-labelledby")
    assert len(names) == len(set(names)) == 4


def _record(published: str) -> Record:
    return Record(title="A story", published=published).model_copy(update=dated(published))


@pytest.mark.parametrize(
    "published", ["1926?", "circa 1926", "196X", "1926-21", "1926/1927", "-0044", ""]
)
def test_a_date_that_is_not_plain_is_not_said_to_machines(published: str) -> None:
    assert pages.row(_record(published))["datetime"] == ""


@pytest.mark.parametrize(
    "published", ["1926", "1926-05", "1926-05-07", "2024-12-31T15:48", "2024-12-31T15:48-05:00"]
)
def test_a_plain_date_is_said_to_machines_as_it_is_kept(published: str) -> None:
    assert pages.row(_record(published))["datetime"] == published
