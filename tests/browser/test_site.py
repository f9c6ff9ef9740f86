"""The whole site in a browser: without script, by keyboard, on small screens, on paper."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import OPEN_ALL, PREFIX

if TYPE_CHECKING:
    from typing import Any

    from playwright.sync_api import Page
    from tests.browser.conftest import Site, Tour, Window

STRIKE = "1926/05/strike/index.html"
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OVERVIEWS = (
    "404.html",
    "corrections/index.html",
    "on-this-day/index.html",
    "people/index.html",
    "photographs/index.html",
    "search/index.html",
    "undated/index.html",
    "warnings.html",
    "years/index.html",
)
LISTS = ("index.html", "1926/index.html", "1926/05/index.html", "topics/fish/index.html")
ENTRIES = (
    "1926/05/storm/index.html",
    "1926/05/strike/index.html",
    "1934/arabic/index.html",
    "1950/everything/index.html",
    "1991/08/court/index.html",
    "2001/correction/index.html",
    "2001/embed/index.html",
    "2001/gallery/index.html",
    "2001/poll/index.html",
)


VIEWS = {
    "light": (
        {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
        AXE,
        (*OVERVIEWS, *LISTS, *ENTRIES),
    ),
    "dark": (
        {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
        COLOURS,
        (*OVERVIEWS[-3:], *LISTS[:2], *ENTRIES[1:4]),
    ),
}


def brightness(page: Page, value: str) -> int:
    """How light a colour of the page's body is, from 0 to 765."""
    said = page.evaluate(f"getComputedStyle(document.body).{value}")
    return sum(int(part) for part in said.strip("rgb()").split(",")[:3])


def test_nothing_breaks_the_policy_and_nothing_complains(tour: Tour) -> None:
    assert tour.complaints == []


@pytest.mark.parametrize("name", ["tour", "tour_without_script"])
def test_no_other_host_is_asked_for_anything(
    request: pytest.FixtureRequest, site: Site, name: str
) -> None:
    requests = request.getfixturevalue(name).requests
    assert [url for url in requests if not url.startswith(site.home)] == []


def test_an_entry_asks_for_the_page_its_style_its_script_and_its_picture(
    site: Site, window: Window
) -> None:
    window.goto(site.home + STRIKE).wait_for_load_state("networkidle")
    kinds = [urlsplit(url).path.rpartition(".")[2] for url in window.requests]
    assert sorted(kinds) == ["css", "html", "js", "svg", "webp"]


def test_an_entry_without_its_pictures_weighs_little(site: Site) -> None:
    files = (STRIKE, "_static/broadsheet.css", "_static/broadsheet.js")
    assert sum(len(gzip.compress((site.folder / file).read_bytes())) for file in files) < 25_000


def test_without_script_every_page_says_what_it_says_with_it(
    tour: Tour, tour_without_script: Tour
) -> None:
    pairs = zip(tour.visits, tour_without_script.visits, strict=True)
    less = {with_it.address for with_it, without in pairs if without.words < with_it.words}
    assert less == {"warnings.html", "search/index.html"}


def test_without_script_the_whole_site_is_reached_by_links(
    tour_without_script: Tour, site: Site
) -> None:
    links = {visit.address: visit.links for visit in tour_without_script.visits}
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        near = {link.partition("#")[0].removeprefix(site.home) for link in links[waiting.pop()]}
        waiting += near & links.keys() - found
        found |= near
    assert links.keys() - found == {"1991/08/court/index.html", "404.html"}


def test_no_link_leads_nowhere(tour: Tour, site: Site) -> None:
    links = {re.split("[?#]", link)[0] for visit in tour.visits for link in visit.links}
    own = {unquote(link.removeprefix(site.home)) for link in links if link.startswith(site.home)}
    assert sorted(path for path in own if not (site.folder / path).is_file()) == []


def test_no_page_is_wider_than_a_small_telephone(tour: Tour) -> None:
    assert {visit.address: visit.wide for visit in tour.visits if visit.wide} == {}


@pytest.mark.parametrize("context", [{}, {"java_script_enabled": False}], indirect=True)
def test_an_old_address_leads_to_the_story(site: Site, window: Window) -> None:
    page = window.goto(site.home + "news/1926/strike.html")
    page.wait_for_url(site.home + STRIKE)


def test_the_first_stop_leads_past_the_masthead(site: Site, window: Window) -> None:
    page = window.goto(site.home + STRIKE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "content"


def test_the_keyboard_goes_through_a_page_in_the_order_of_reading(
    site: Site, window: Window
) -> None:
    page = window.goto(site.home + "1926/05/storm/index.html")
    order = """[...document.querySelectorAll("a[href], summary, input, button")]
        .filter((part) => part.checkVisibility()).map((part) => part.outerHTML)"""
    expected = page.evaluate(order)
    stops = []
    for _stop in expected:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.outerHTML"))
    assert stops == expected


def test_the_stop_of_the_keyboard_is_seen(site: Site, window: Window) -> None:
    page = window.goto(site.home + STRIKE)
    for _stop in range(2):
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_clipping_has_no_ways_to_other_pages(site: Site, window: Window) -> None:
    page = window.goto(site.home + STRIKE)
    page.emulate_media(media="print")
    shown = page.locator("nav, aside, footer.colophon, .skip").all()
    assert [part.inner_text() for part in shown if part.is_visible()] == []
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_clipping_is_black_on_white_in_the_dark_too(site: Site, window: Window) -> None:
    window.page.emulate_media(media="print", color_scheme="dark")
    page = window.goto(site.home + STRIKE)
    assert brightness(page, "color") == 0


def test_in_the_dark_the_paper_is_dark(site: Site, window: Window) -> None:
    window.page.emulate_media(color_scheme="dark")
    page = window.goto(site.home + STRIKE)
    assert brightness(page, "backgroundColor") < 150 < brightness(page, "color")


def test_a_folder_on_a_disk_is_a_whole_site(site: Site, window: Window) -> None:
    home = site.folder.as_uri()
    page = window.goto(f"{home}/index.html")
    page.get_by_role("link", name="The Fish Quay Stands and Waits").first.click()
    expect(page.locator(".photo img")).not_to_have_js_property("naturalWidth", 0)
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.goto(f"{home}/warnings.html")
    assert page.locator("form.warning-choices").is_visible()
    assert [url for url in window.requests if not url.startswith(home)] == []
    assert window.complaints == []


def test_a_choice_holds_for_a_folder_on_a_disk(site: Site, window: Window) -> None:
    home = site.folder.as_uri()
    page = window.goto(f"{home}/warnings.html")
    page.get_by_role("group", name="accident").get_by_label("Always show").check()
    page.goto(f"{home}/1927/01/crash/index.html")
    expect(page.locator(".photo img")).not_to_have_js_property("naturalWidth", 0)


def test_the_site_works_below_a_path(site: Site, window: Window) -> None:
    home = f"{site.origin}{PREFIX}/"
    for address in (*LISTS, *ENTRIES[:4]):
        window.goto(home + address)
    window.page.wait_for_load_state("networkidle")
    assert [url for url in window.requests if not url.startswith(home)] == []
    assert window.complaints == []


@pytest.mark.parametrize(
    ("context", "rules", "pages"), VIEWS.values(), ids=VIEWS, indirect=["context"]
)
def test_axe_finds_nothing(
    site: Site, window: Window, rules: dict[str, Any], pages: tuple[str, ...]
) -> None:
    found: dict[str, Any] = {}
    for address in pages:
        page = window.goto(site.home + address)
        page.evaluate(OPEN_ALL)
        for one in Axe().run(page, options=rules).response["violations"]:
            found.setdefault(address, []).append((one["id"], [n["html"] for n in one["nodes"]]))
    assert found == {}
