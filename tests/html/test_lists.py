"""The pages that are made of the catalogue, looked at as a reader's browser gets them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import pytest

from broadsheet.html import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml import html
    from tests.conftest import Archive, Built

HOME = """# Test

:::{archive-ways}
:::

:::{archive-timeline}
:::

:::{archive-on-this-day}
:::
"""
PEOPLE = "nell: {name: Nell Hartwell, also: [N. H.], born: 1896, died: 1974, note: A reporter.}\n"
STRIKE = """---
title: The Strike
published: 1926-05-07
publication: The Packet
authors: [N. H.]
topics: [strikes]
series: The Dispute
aliases: [/news/7, old/strike.html]
photo: {src: quay.png, alt: A quay, credit: T. Wrigley}
---
{source}`Reuters` says so.

:::{correction}
:date: 1926-05-09

There were eight thousand.
:::
"""
STORM = """---
title: The Storm
published: 1953-05-07
publication: The Packet
topics: [storms, strikes]
---
The sea came in.

::::{content-warning} It shows the dead.
:::{photo} hall.png
:alt: A hall of covered bodies
:::
::::

:::{correction}
:kind: retraction
:date: 2020

It did not.
:::
"""
GONE = """---
title: Gone
status: withdrawn
withdrawn_because: He asked us to.
published: 1926-05-07
topics: [gone]
---
Not this.
"""


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    archive_in: Callable[[Path], Archive],
    picture: bytes,
) -> Built:
    archive = archive_in(tmp_path_factory.mktemp("lists"))
    archive.write("index.md", HOME)
    archive.write("about.md", "# About us\n")
    archive.write("people.yaml", PEOPLE)
    archive.entry(STRIKE)
    archive.entry(STORM, "1953/05/storm")
    archive.entry(GONE, "1926/05/gone")
    archive.write("1926/05/strike/quay.png", picture)
    archive.write("1953/05/storm/hall.png", picture)
    return archive.built()


def words(page: html.HtmlElement, path: str) -> list[str]:
    found = page.xpath(path)
    texts = (part if isinstance(part, str) else part.text_content() for part in found)
    return [" ".join(text.split()) for text in texts]


def test_all_ways_are_built_without_complaint(built: Built) -> None:
    assert built.heard == []


def test_every_page_leads_to_the_ways_that_hold_something(built: Built) -> None:
    found = words(built.page("1926/05/strike/index.html"), "//nav[@class='ways']//a")
    assert found == [
        *("Years", "People", "Publications", "Topics", "Series", "Sources"),
        *("Photographs", "Corrections", "On this day", "About us"),
    ]


def test_every_link_of_every_page_leads_to_something(built: Built) -> None:
    files = built.files().keys()
    for address in sorted(name for name in files if name.endswith(".html") and name != "404.html"):
        for target in built.page(address).xpath("//a/@href | //img/@src | //link/@href"):
            path = str(target).partition("#")[0].partition("?")[0]
            if path and ":" not in path:
                reached = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
                assert reached in files, (address, target)


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("1926/index.html", ["The Strike"]),
        ("1926/05/index.html", ["The Strike"]),
        ("1926/05/07/index.html", ["The Strike"]),
        ("people/nell/index.html", ["The Strike"]),
        ("publications/the-packet/index.html", ["The Strike", "The Storm"]),
        ("topics/strikes/index.html", ["The Strike", "The Storm"]),
        ("series/the-dispute/index.html", ["The Strike"]),
        ("sources/reuters/index.html", ["The Strike"]),
        ("on-this-day/05-07/index.html", ["The Strike", "The Storm"]),
    ],
)
def test_a_way_lists_its_stories_oldest_first(
    built: Built, address: str, titles: list[str]
) -> None:
    assert words(built.page(address), "//li[contains(@class, 'story')]//a") == titles


def test_a_withdrawn_story_is_on_no_page_but_its_own(built: Built) -> None:
    pages = {name: data for name, data in built.files().items() if name.endswith(".html")}
    own = "1926/05/gone/index.html"
    assert [name for name, data in pages.items() if b"Gone" in data and name != own] == []


def test_an_index_counts_the_stories_of_each_value(built: Built) -> None:
    found = words(built.page("topics/index.html"), "//ul[@class='values']/li")
    assert found == ["storms 11 story", "strikes 22 stories"]


def test_a_person_is_told_of_from_the_file_of_people(built: Built) -> None:
    found = words(built.page("people/nell/index.html"), "//*[@class='about']/p")
    assert found == ["Born 1896, died 1974", "A reporter.", "Also written: N. H."]


def test_the_list_of_people_has_the_sort_name_and_their_pages_the_name(archive: Archive) -> None:
    archive.entry("---\ntitle: A story\npeople: [Ann Byrne, Bea Cole]\n---\n")
    archive.write("people.yaml", "ann: {name: Ann Byrne, sort_name: 'Byrne, Ann'}\n")
    built = archive.built()
    found = built.page("people/index.html").xpath("//ul[@class='values']//a")
    assert [link.text_content() for link in found] == ["Bea Cole", "Byrne, Ann"]
    assert words(built.page("people/ann/index.html"), "//h1") == ["Ann Byrne"]


def test_people_move_to_their_letter_once_they_get_a_sort_name(archive: Archive) -> None:
    names = [f"{letter} Zed" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2]
    people = "; ".join(f"{name} {place}" for place, name in enumerate(names))
    archive.entry(f"---\ntitle: A story\npeople: {people}; Ann Byrne\n---\n")
    archive.write("people.yaml", "ann: {name: Ann Byrne}\n")
    path = "//section[h2='%s']//a[contains(., 'Byrne')]"
    assert words(archive.built().page("people/index.html"), path % "A") == ["Ann Byrne"]
    archive.write("people.yaml", "ann: {name: Ann Byrne, sort_name: 'Byrne, Ann'}\n")
    assert words(archive.built().page("people/index.html"), path % "B") == ["Byrne, Ann"]


def test_a_month_is_a_calendar_whose_days_lead_to_their_stories(built: Built) -> None:
    page = built.page("1926/05/index.html")
    assert len(page.xpath("//table//td[normalize-space()]")) == 31
    assert page.xpath("//table//a/@href") == ["07/index.html"]
    assert page.xpath("//table//a/@aria-label") == ["7 May 1926: 1 story"]


def test_a_calendar_begins_its_weeks_on_the_right_day(built: Built) -> None:
    page = built.page("1926/05/index.html")
    assert words(page, "//th//span[@class='unseen']")[0] == "Monday"
    assert words(page, "//tbody/tr[1]/td") == ["", "", "", "", "", "1", "2"]


def test_a_day_leads_to_the_days_with_stories_beside_it(built: Built) -> None:
    page = built.page("1926/05/07/index.html")
    assert page.xpath("//nav[@class='near']//a[@rel='next']/@href") == [
        "../../../1953/05/07/index.html"
    ]


def test_a_day_stands_below_its_month_and_its_year(built: Built) -> None:
    page = built.page("1926/05/07/index.html")
    assert words(page, "//nav[@class='trail']//a") == ["All years", "1926", "May"]


def test_the_timeline_has_a_bar_for_each_year_and_the_same_years_as_a_table(built: Built) -> None:
    page = built.page("years/index.html")
    bars = page.xpath("//*[local-name()='svg']//a/@href")
    assert bars == page.xpath("//tbody/tr/th/a/@href")
    assert bars == ["../1926/index.html", "../1953/index.html"]


def test_the_bars_are_no_stops_of_the_keyboard(built: Built) -> None:
    page = built.page("years/index.html")
    assert set(page.xpath("//*[local-name()='svg']//a/@tabindex")) == {"-1"}


def test_the_front_page_has_the_timeline_with_its_years_as_a_list(built: Built) -> None:
    page = built.page("index.html")
    bars = page.xpath("//*[local-name()='svg']//a/@href")
    assert bars == page.xpath("//details//li//a/@href") == ["1926/index.html", "1953/index.html"]


def test_the_front_page_says_what_the_archive_holds(built: Built) -> None:
    assert words(built.page("index.html"), "//*[@class='summary']") == ["2 stories, 1926 to 1953"]


def test_the_front_page_points_to_this_day(built: Built) -> None:
    page = built.page("index.html")
    assert page.xpath("//a[@data-on-this-day]/@href") == ["on-this-day/index.html"]


def test_every_day_of_the_year_has_its_place(built: Built) -> None:
    found = built.page("on-this-day/index.html").xpath("//li/@data-day")
    assert (len(found), found[0], found[-1]) == (366, "01-01", "12-31")
    assert built.page("on-this-day/index.html").xpath("//li[@id='day-05-07']//h3")


def test_the_contact_sheet_shows_each_picture_with_its_credit(built: Built) -> None:
    page = built.page("photographs/index.html")
    assert page.xpath("//img/@alt") == ["A quay"]
    assert words(page, "//*[@class='credit']") == ["T. Wrigley"]


def test_the_contact_sheet_says_a_covered_picture_in_the_words_of_its_warning(
    built: Built,
) -> None:
    found = words(built.page("photographs/index.html"), "//*[@class='warned']")
    assert found == ["Content warning: It shows the dead."]
    assert "covered bodies" not in built.text("photographs/index.html")


def test_corrections_come_newest_first_with_their_story(built: Built) -> None:
    page = built.page("corrections/index.html")
    assert words(page, "//h2") == ["Retraction 2020", "Correction 9 May 1926"]
    assert page.xpath("//*[@class='of']/a/@href") == [
        "../1953/05/storm/index.html#correction-1",
        "../1926/05/strike/index.html#correction-1",
    ]


def test_a_correction_leads_to_its_place_in_the_story(built: Built) -> None:
    assert built.page("1926/05/strike/index.html").xpath("//*[@id='correction-1']")


@pytest.mark.parametrize("address", ["news/7/index.html", "old/strike.html"])
def test_an_old_address_leads_to_the_story(built: Built, address: str) -> None:
    page = built.page(address)
    link = page.xpath("//main//a/@href")[0]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(address), link))
    assert reached == "1926/05/strike/index.html"


def test_the_page_for_lost_readers_works_in_any_folder(built: Built) -> None:
    targets = built.page("404.html").xpath("//a/@href | //link[@rel='stylesheet']/@href")
    assert len(targets) > 1
    assert all(target.startswith(("/", "#")) for target in targets)


# What happens to the pages over time.


@pytest.fixture
def plain(archive: Archive) -> Archive:
    archive.entry(STRIKE.replace("photo:", "# photo:"))
    return archive


def seen(built: Built, text: str) -> Iterator[str]:
    yield from (name for name, data in built.files().items() if text.encode() in data)


def test_the_page_for_lost_readers_begins_its_links_where_the_site_has_its_root(
    plain: Archive,
) -> None:
    conf = (plain.root / "conf.py").read_text()
    plain.write("conf.py", conf + 'html_baseurl = "https://example.org/archive/"\n')
    page = plain.built().page("404.html")
    assert "/archive/years/index.html" in page.xpath("//a/@href")


def test_a_page_of_the_maintainers_goes_before_one_of_ours(plain: Archive) -> None:
    plain.write("people/index.md", "# Who we are\n")
    assert words(plain.built().page("people/index.html"), "//h1") == ["Who we are"]


@pytest.mark.parametrize("alias", ["https://example.org/", "../x.html", "index.html"])
def test_a_bad_alias_is_complained_of_with_its_line(plain: Archive, alias: str) -> None:
    plain.entry(f"---\ntitle: A story\naliases:\n  - x.html\n  - {alias}\n---\n", "1930/story")
    heard = plain.built().heard
    assert [(each.kind, each.line) for each in heard] == [("bad_alias", 5)]


def test_an_alias_where_a_listing_page_stands_is_complained_of(plain: Archive) -> None:
    plain.entry("---\ntitle: A story\naliases: [1926/index.html]\n---\n", "1930/story")
    built = plain.built()
    assert built.kinds == ["bad_alias"]
    assert words(built.page("1926/index.html"), "//h1") == ["1926"]


@pytest.mark.parametrize("builder", ["dummy", "text"])
def test_such_an_alias_is_found_whatever_is_built(plain: Archive, builder: str) -> None:
    plain.entry("---\ntitle: A story\naliases:\n  - topics/ice/\n---\n", "1930/story")
    assert plain.built(builder).kinds == []
    plain.entry("---\ntitle: A story\naliases:\n  - topics/strikes/\n---\n", "1930/story")
    heard = plain.built(builder).heard
    assert [(each.kind, each.line) for each in heard] == [("bad_alias", 4)]


def test_with_another_theme_no_listing_page_is_in_the_way(plain: Archive) -> None:
    plain.entry("---\ntitle: A story\naliases: [1926/index.html]\n---\n", "1930/story")
    conf = (plain.root / "conf.py").read_text()
    plain.write("conf.py", conf + 'html_theme = "basic"\n')
    assert plain.built("dummy").kinds == []


def test_pages_of_values_that_nobody_says_any_more_go(plain: Archive) -> None:
    plain.built()
    plain.entry("---\ntitle: The Strike\npublished: 1930\n---\n")
    built = plain.built()
    for gone in ("topics", "people", "news", "old", "1926/05/07", "corrections"):
        assert not (built.out / gone).exists()


def test_a_list_that_does_not_change_is_not_written_again(plain: Archive) -> None:
    before = plain.built()
    kept = before.out / "topics/strikes/index.html"
    stamp = kept.stat().st_mtime_ns
    plain.entry("---\ntitle: Another\npublished: 1930-01-01\ntopics: [ice]\n---\n", "1930/another")
    after = plain.built()
    assert kept.stat().st_mtime_ns == stamp
    assert words(after.page("topics/index.html"), "//ul[@class='values']//a") == ["ice", "strikes"]


def test_a_page_that_was_lost_is_made_again(plain: Archive) -> None:
    built = plain.built()
    (built.out / "topics/strikes/index.html").unlink()
    plain.built()
    assert (built.out / "topics/strikes/index.html").exists()


def test_the_neighbours_of_a_new_story_lead_to_it(plain: Archive) -> None:
    plain.built()
    plain.entry("---\ntitle: The Later One\npublished: 1930\n---\n", "1930/later")
    assert "The Later One" in plain.built().text("1926/05/strike/index.html")


def test_a_second_site_of_the_same_doctrees_is_whole(plain: Archive, tmp_path: Path) -> None:
    from broadsheet import building

    first = plain.built()
    job = building.Job(plain.root, "html", tmp_path / "second", first.out.parent / "doctrees")
    building.run(job, None)
    second = {path.relative_to(job.out).as_posix() for path in job.out.rglob("*.html")}
    assert second == {name for name in first.files() if name.endswith(".html")}


def test_a_long_list_is_paged_with_links_both_ways(archive: Archive) -> None:
    for number in range(leaves.ROWS + 1):
        archive.entry(f"---\ntitle: N{number}\ntopics: [ice]\n---\n", f"undated/n{number}")
    built = archive.built()
    first, second = (built.page(f"topics/ice/{name}.html") for name in ("index", "2"))
    assert first.xpath("//a[@rel='next']/@href")[0] == "2.html"
    assert second.xpath("//nav[@class='pager']//a[@rel='prev']/@href") == ["index.html"]
    assert len(second.xpath("//li[contains(@class, 'story')]")) == 1
    assert words(second, "//nav[@class='pager']/p") == ["Page 2 of 2"]


def test_an_index_of_many_values_has_letters_to_jump_to(archive: Archive) -> None:
    topics = "; ".join(f"{letter}{number}" for letter in "abéz" for number in range(11))
    archive.entry(f"---\ntitle: A story\ntopics: {topics}; 9 lives\n---\n")
    page = archive.built().page("topics/index.html")
    assert words(page, "//nav[@class='letters']//a") == ["#", "A", "B", "E", "Z"]
    for target in page.xpath("//nav[@class='letters']//a/@href"):
        assert page.xpath("//*[@id=$place]", place=target[1:])
