"""The search page in a browser: from a disk, by keyboard, without script, and as the terminal."""

from __future__ import annotations

import random
import re
import shutil
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import COVERED, NARROW, PREFIX
from tests.browser.test_site import AXE
from tests.search.plain_reader import cut_small, made

from broadsheet.search import fields, finding, query, reader
from broadsheet.search.documents import document
from broadsheet.search.index import write
from broadsheet.search.reader import Index

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page, Route
    from tests.browser.conftest import Site, Window

SEARCH = "search/index.html"
SORTS = ("relevance", "oldest", "newest")
REQUESTS, ROUNDS = 16, 3
COLD = (
    *("sea", "sea came", "sea came quay", "se*", '"sea came"', '"sea came" 1920..1980'),
    *('"sea came" 1926-05..1926-06', '"sea came" before:1926-05-09', "byline:ann sea"),
    "date:1926 sea",
)
QUERIES = 200
WITHOUT_SCRIPT = {"java_script_enabled": False}
without_script = pytest.mark.parametrize("context", [WITHOUT_SCRIPT], indirect=True)
narrow = pytest.mark.parametrize("context", [{"viewport": NARROW}], indirect=True)

ASK = """async (query) => {
    const found = document.querySelector(".found");
    document.querySelector("#query").value = query;
    const done = new Promise((resolve) => new MutationObserver((_seen, observer) => {
        if (found.ariaBusy !== "false") return;
        observer.disconnect();
        resolve();
    }).observe(found, { attributes: true, attributeFilter: ["aria-busy"] }));
    document.querySelector(".asking").requestSubmit();
    await done;
    return {
        told: document.querySelector(".told").textContent,
        found: [...document.querySelectorAll(".answers h3 a")]
            .map((link) => link.getAttribute("href")),
    };
}"""
"""Types a query and gives what comes of it."""

BATCHES = """globalThis.batches ?? addEventListener("DOMContentLoaded", () => {
    new MutationObserver((seen) => {
        const added = seen.flatMap((one) => [...one.addedNodes]);
        const scripts = added.filter((node) => node.localName === "script");
        if (scripts.length) globalThis.batches.push(scripts.length);
    }).observe(document.head, { childList: true });
}, (globalThis.batches = []))"""
"""Notes how many files the search asks for at once, each time that it does."""

FILES = """() => performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/search")).length"""


def search(site: Site, window: Window, asked: str, more: str = "") -> Page:
    """The search page with the answer to a query."""
    page = window.goto(f"{site.home}{SEARCH}?q={quote(asked)}{more}")
    expect(page.locator(".found")).to_have_attribute("aria-busy", "false")
    return page


def titles(page: Page) -> list[str]:
    """The headlines of the stories that were found."""
    return page.locator(".answers h3").all_inner_texts()


def facet(page: Page, name: str) -> Locator:
    """A facet, opened."""
    part = page.locator(f'[data-facet="{name}"]')
    part.locator("summary").click()
    part.locator(".counts > *").first.wait_for()
    return part


def focused(page: Page, what: str) -> Any:  # noqa: ANN401 - whatever JavaScript says
    """What the element that has the focus says of itself."""
    return page.evaluate(f"document.activeElement.{what}")


@pytest.mark.parametrize("home", ["", PREFIX])
def test_a_story_is_found_by_its_words(site: Site, window: Window, home: str) -> None:
    page = window.goto(f"{site.origin}{home}/{SEARCH}?q=sea+came")
    expect(page.locator(".answers h3").first).to_have_text("The Storm")
    assert page.locator(".answers .excerpt mark").first.inner_text() == "sea"
    assert window.complaints == []


def test_a_story_is_found_from_a_disk(site: Site, window: Window) -> None:
    page = window.goto(f"{site.folder.as_uri()}/index.html")
    page.get_by_role("searchbox").fill('"sea came"')
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The Storm").click()
    expect(page.locator("mark.found")).to_have_text(["sea", "came"])
    assert window.complaints == []


@pytest.mark.parametrize("asked", COLD)
def test_a_cold_question_asks_for_few_files_that_wait_for_few_others(
    site: Site, window: Window, asked: str
) -> None:
    window.page.add_init_script(BATCHES)
    page = search(site, window, f"{asked} kind:story")  # photographs come after the answer
    expect(page.locator(".answers h3").first).to_be_visible()
    count, batches = page.evaluate(FILES), page.evaluate("batches")
    assert (count <= REQUESTS, 1 + len(batches) <= ROUNDS) == (True, True), (count, batches)


@pytest.mark.parametrize("sort", SORTS)
def test_the_page_answers_as_the_terminal(site: Site, window: Window, sort: str) -> None:
    index = Index(site.folder)
    page = search(site, window, "sea", f"&sort={sort}")
    assert differences(index, page, QUERIES // len(SORTS) + 1, sort) == {}


@pytest.mark.parametrize("language", ["en", "de", "ar", "ja", "zh"])
def test_the_page_answers_as_the_terminal_of_what_is_new_too(
    site: Site, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    cut_small(monkeypatch)
    made(language).write(tmp_path)
    opened = searched(site, window, tmp_path, "1")
    index = Index(tmp_path)
    assert len(index.segments) == 2
    assert differences(index, opened, QUERIES // 2, SORTS[0]) == {}


def test_an_excerpt_begins_with_a_whole_word(site: Site, window: Window, tmp_path: Path) -> None:
    text = f"{'Word ' * 30}we’ll {'homeward' * 6} sailed sing {'of the brig ' * 60}"
    assert text.index("sing ") - text.index("’") == 60
    shown = {"k": "story", "a": "story.html", "t": "Ballad", "x": text}
    write([document([("text", text)], fragment=shown)], tmp_path / "search")
    opened = searched(site, window, tmp_path, "sing")
    assert opened.locator(".answers .excerpt").inner_text().startswith("… we’ll home")


def searched(site: Site, window: Window, folder: Path, asked: str) -> Page:
    """The search page of the index in *folder*, with the answer to a query."""
    shutil.copytree(
        site.folder, folder, ignore=shutil.ignore_patterns("search"), dirs_exist_ok=True
    )
    page = (site.folder / SEARCH).read_text(encoding="utf-8")
    manifest = reader.newest(folder / "search")
    (folder / SEARCH).write_text(re.sub(r"manifest-\w+", manifest, page), encoding="utf-8")
    opened = window.goto(f"{(folder / SEARCH).as_uri()}?q={asked}")
    expect(opened.locator(".found")).to_have_attribute("aria-busy", "false")
    return opened


def differences(index: Index, page: Page, count: int, sort: str) -> dict[str, Any]:
    """What is said otherwise on the page than by the terminal, to so many queries."""
    different = {}
    for asked in generated(index, count):
        answer = finding.answer(finding.Search(index, query.parse(asked, index.quiet)), sort)
        stories, photographs = answer.hits["story"], answer.hits["photograph"]
        said = page.evaluate(ASK, asked)
        addresses = [f"../{hit.segment.fragment(hit.document)['a']}" for hit in stories[:10]]
        counts = f"Stories: {len(stories)}. Photographs: {len(photographs)}."
        found = [target.partition("?")[0] for target in said["found"]]
        told = said["told"] == counts if stories or photographs else "Nothing" in said["told"]
        if found != addresses or not told:
            different[asked] = (said, addresses, counts)
    return different


def generated(index: Index, count: int) -> list[str]:
    """Queries of every kind, made of words of the archive."""
    chance = random.Random(index.count)  # noqa: S311 - no secret
    segment = index.segments[0]
    keys = chain.from_iterable(segment.shard(at).keys for at in range(len(segment.firsts)))
    known = [word for word in map(bytes.decode, keys) if "\x01" < word[0] < fields.BEHIND]
    known += [word for word, _count in segment.common]
    forms = (
        *("{0}", "{0}", "{0} {1}", "{0} {1} {2}", '"{0} {1}"', "{0} -{1}", "({0} OR {1}) {2}"),
        *("{0} AND {1}", "{3}*", "text:{0}", "headline:{0} {1}", "caption:{0}", "{0}-{1}"),
        *("kind:photograph {0}", "before:1950 {0}", "1920..1960 {0}", "196X", "1926 {0}", "-{0}"),
        *("{0} NOT {1}", '+{0} "the {1}"', "{0}zq {1}", "({0}", "1926-05 {0}*", "byline:{0} {1}"),
        *('"of the"', '"the sea"', '"the sea came"', '{0} "sea of"', '"of the" {0}'),
        *("date:1965 {0} {1}", "1926-05-06..1960-03 {0}", "after:1926-05-07 {0}", "..1968-02"),
    )
    return [
        chance.choice(forms).format(*(words := chance.choices(known, k=3)), words[0][:2])
        for _ in range(count)
    ]


def test_what_is_asked_stands_in_the_address(site: Site, window: Window) -> None:
    page = search(site, window, "sea")
    page.evaluate(ASK, "quay")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["quay"]}


def test_the_way_back_leads_to_what_was_asked_before(site: Site, window: Window) -> None:
    page = search(site, window, "sea")
    before = titles(page)
    page.evaluate(ASK, "quay")
    page.go_back()
    expect(page.locator(".answers h3")).to_have_text(before)
    assert page.get_by_role("searchbox").input_value() == "sea"


@pytest.mark.parametrize(("sort", "first"), [("Oldest first", "1926"), ("Newest first", "1977")])
def test_stories_are_sorted_by_time(site: Site, window: Window, sort: str, first: str) -> None:
    page = search(site, window, "after:1900")
    page.get_by_role("link", name=sort).click()
    expect(page.locator(".orders [aria-current]").last).to_have_text(sort)
    target = page.locator(".answers h3 a").first.get_attribute("href")
    assert target is not None
    assert target.startswith(f"../{first}/")


def test_more_results_come_by_a_button_and_the_focus_goes_to_them(
    site: Site, window: Window
) -> None:
    page = search(site, window, "-zzqq")
    page.get_by_role("button", name="More results").click()
    page.locator(".answers h3").nth(10).wait_for()
    expect(page.locator(".answers h3 a").nth(10)).to_be_focused()
    assert parse_qs(urlsplit(page.url).query)["shown"] == ["20"]


def test_a_facet_is_loaded_when_it_is_opened_and_narrows_the_search(
    site: Site, window: Window
) -> None:
    page = search(site, window, "quicksilver OR sea")
    assert not [url for url in window.requests if url.endswith("/c/topics.js")]
    facet(page, "topics").get_by_role("checkbox", name="<u>underlined</u>").check()
    expect(page.locator(".answers h3")).to_have_count(1)
    assert "topics" in parse_qs(urlsplit(page.url).query)
    expect(page.get_by_role("checkbox", name="<u>underlined</u>")).to_be_focused()


def test_a_choice_is_taken_back(site: Site, window: Window) -> None:
    page = search(site, window, "-zzqq", "&from=1977&to=1977")
    assert len(titles(page)) == 1
    page.get_by_role("button", name="Take back: 1977").click()
    expect(page.locator(".answers h3")).to_have_count(10)


def test_years_are_chosen_by_keyboard_from_the_histogram(site: Site, window: Window) -> None:
    page = search(site, window, "after:1900")
    facet(page, "year").locator(".bars button").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen")).to_contain_text("1970–1979")
    expect(page.locator(".bars button").last).to_have_attribute("aria-label", "1979: 0")


def test_a_range_of_bars_is_chosen_with_shift(site: Site, window: Window) -> None:
    page = search(site, window, "after:1900")
    facet(page, "year").locator(".bars button").first.focus()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".chosen")).to_contain_text("1920–1939")


def test_years_are_chosen_by_writing_them(site: Site, window: Window) -> None:
    page = search(site, window, "after:1900")
    years = facet(page, "year")
    years.get_by_role("spinbutton", name="From").fill("1976")
    years.get_by_role("spinbutton", name="To").fill("1980")
    years.get_by_role("button", name="Choose").click()
    expect(page.locator(".answers h3")).to_have_count(1)


def test_another_word_is_suggested(site: Site, window: Window) -> None:
    page = search(site, window, "quicksilvre")
    page.locator(".suggestion a").click()
    expect(page.locator(".answers h3")).to_have_count(1)


def test_what_was_not_understood_is_said(site: Site, window: Window) -> None:
    page = search(site, window, '"sea date:soon')
    expect(page.locator(".notices li")).not_to_have_count(0)


def test_how_much_was_found_is_said_to_screen_readers(site: Site, window: Window) -> None:
    page = search(site, window, "quicksilver")
    assert page.get_by_role("status").inner_text() == "Stories: 1. Photographs: 0."


def test_nothing_found_leads_to_the_ways(site: Site, window: Window) -> None:
    page = search(site, window, "zzqqzz")
    assert "Nothing was found" in page.get_by_role("status").inner_text()
    assert page.locator(".instead").get_by_role("link", name="Years").is_visible()


def test_no_text_of_an_entry_becomes_markup(site: Site, window: Window) -> None:
    page = search(site, window, "quicksilver")
    facet(page, "topics")
    assert titles(page) == ["A <b>Bold</b> Headline & <img src=x onerror=alert(1)>"]
    shown = page.locator(".found")
    assert "<script>alert(3)</script>" in shown.inner_text()
    assert shown.locator("script, b, i, u, img").count() == 0
    assert shown.locator("mark").all_inner_texts() == ["quicksilver"]
    assert window.complaints == []


def test_what_is_asked_never_becomes_markup(site: Site, window: Window) -> None:
    page = search(site, window, "zqz:<img src=x onerror=alert(1)> <b>sea")
    assert page.locator(".heard img, .heard b").count() == 0
    assert window.complaints == []


def test_no_covered_picture_is_asked_for(site: Site, window: Window) -> None:
    page = search(site, window, "after:1900", "&shown=100")
    page.get_by_role("link", name="Photographs:").click()
    expect(page.locator(".found")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    assert window.pictures(*COVERED) == []
    assert page.locator(".answers .warned").count() > 0


def test_what_a_reader_never_wants_to_see_is_not_shown(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}warnings.html")
    page.get_by_role("group", name="accident").get_by_label("Never show").check()
    page = search(site, window, "1927-01")
    story = page.locator(".answers .story", has_text="Content warning")
    assert story.get_by_text("Hidden, as you chose").is_visible()
    assert story.locator(".excerpt").count() == 0


def test_photographs_stand_beside_the_stories(site: Site, window: Window) -> None:
    page = search(site, window, "lighthouse")
    page.locator(".photographs").scroll_into_view_if_needed()
    expect(page.locator(".photographs li img").first).not_to_have_js_property("naturalWidth", 0)
    assert page.locator(".photographs h2").inner_text().startswith("Photographs: ")


def test_a_key_leads_to_the_box_but_not_while_one_writes(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/strike/index.html")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert focused(page, "value") == "a/b"


def test_the_key_can_be_switched_off(site: Site, window: Window) -> None:
    page = window.goto(site.home + SEARCH)
    page.locator(".syntax summary").click()
    page.locator("script[src*=search-more]").wait_for(state="attached")
    page.get_by_label("the key / leads").uncheck()
    page.goto(f"{site.home}1926/05/strike/index.html")
    page.keyboard.press("/")
    assert focused(page, "localName") == "body"


def test_a_search_needs_no_mouse(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/strike/index.html")
    page.keyboard.press("/")
    page.keyboard.type("sea came")
    page.keyboard.press("Enter")
    first = page.locator(".answers h3 a").first
    first.wait_for()
    for _stop in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.locator("mark.here")).to_have_text("sea")


def test_the_words_are_marked_in_the_story_one_after_the_other(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/storm/index.html?marks=sea,text.between")
    marks = page.locator("mark.found")
    expect(marks).to_have_text(["sea", "text", "between"])
    page.get_by_role("button", name="Previous").click()
    assert marks.last.evaluate("mark => mark.classList.contains('here')")


def test_marks_are_taken_away_from_the_page_and_its_address(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/storm/index.html?marks=sea")
    page.get_by_role("button", name="Take the marks away").click()
    assert page.locator("mark, .marks").count() == 0
    assert urlsplit(page.url).query == ""
    assert page.get_by_text("The sea came in.").is_visible()


def test_marks_open_no_warning(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/storm/index.html?marks=third,sea")
    expect(page.locator(".marks [role=status]")).to_have_text("Found here: 1")
    assert page.locator("details[open]").count() == 0
    page.locator("summary", has_text="the dead in the hall").click()
    expect(page.locator(".marks [role=status]")).to_have_text("Found here: 2")
    assert window.pictures("beach", "ward") == []


def test_marks_of_an_address_never_become_markup(site: Site, window: Window) -> None:
    window.goto(f"{site.home}1926/05/storm/index.html?marks=<img src=x>,sea")
    expect(window.page.locator("mark")).to_have_text(["sea"])
    assert window.page.locator("main img[src=x]").count() == 0


def test_a_story_that_was_not_searched_for_asks_for_no_marks(site: Site, window: Window) -> None:
    window.goto(f"{site.home}1926/05/storm/index.html")
    assert not [url for url in window.requests if "marks.js" in url]


@without_script
def test_without_script_the_box_leads_to_the_ways(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}1926/05/strike/index.html")
    page.get_by_role("searchbox").fill("sea")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.home}{SEARCH}?q=sea")
    assert page.get_by_text("Search needs JavaScript").is_visible()
    page.locator(".instead").get_by_role("link", name="Years").click()
    page.wait_for_url(f"{site.home}years/index.html")


@without_script
def test_without_script_there_is_no_box_on_the_page_itself(site: Site, window: Window) -> None:
    page = window.goto(f"{site.home}{SEARCH}")
    assert not page.locator("#query").is_visible()


def test_an_old_browser_is_told_so_and_shown_the_ways(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(f"{site.home}{SEARCH}?q=sea")
    assert page.get_by_text("Search needs a newer browser").is_visible()
    assert page.locator(".instead").get_by_role("link", name="Years").is_visible()
    page.close()


def test_a_kind_of_which_nothing_was_found_leads_to_the_other(site: Site, window: Window) -> None:
    page = search(site, window, "quicksilver", "&kind=photograph")
    assert titles(page) == []
    page.get_by_role("link", name="Stories: 1").click()
    expect(page.locator(".answers h3")).to_have_count(1)


def test_an_index_that_cannot_be_had_is_told(site: Site, window: Window) -> None:
    window.page.route("**/search/manifest-*", lambda route: route.abort())
    page = window.goto(f"{site.home}{SEARCH}?q=sea")
    expect(page.get_by_role("status")).to_contain_text("did not get an answer")
    window.page.unroute_all()


def test_a_file_that_could_not_be_had_is_asked_for_again(site: Site, window: Window) -> None:
    window.page.route("**/search/*/t/*", lambda route: route.abort())
    page = search(site, window, "sea")
    expect(page.get_by_role("status")).to_contain_text("did not get an answer")
    assert not page.locator(".answers").is_visible()
    window.page.unroute_all()
    assert page.evaluate(ASK, "zqz:sea date:soon")["found"] != []
    expect(page.locator(".notices li").first).to_be_visible()


@pytest.mark.parametrize("served", ["<!DOCTYPE html><p>Not here", 'BS("%s","eJ")', ""])
def test_a_file_that_is_another_one_is_told_and_asked_for_again(
    site: Site, window: Window, served: str
) -> None:
    def other(route: Route) -> None:
        name = route.request.url.partition("/search/")[2].removesuffix(".js")
        route.fulfill(body=served.replace("%s", name), content_type="text/javascript")

    window.page.route("**/search/*/t/*", other)
    page = search(site, window, "sea")
    expect(page.get_by_role("status")).to_contain_text("did not get an answer")
    window.page.unroute_all()
    assert page.evaluate(ASK, "sea")["found"] != []


@narrow
def test_results_are_not_wider_than_a_small_telephone(site: Site, window: Window) -> None:
    page = search(site, window, "lighthouse")
    page.locator(".syntax summary").click()
    for name in ("year", "people", "topics"):
        facet(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@narrow
def test_pictures_on_a_small_telephone_are_no_larger_than_they_are_sharp(
    site: Site, window: Window
) -> None:
    page = search(site, window, "lighthouse")
    picture = page.locator(".answers .story img").first
    picture.scroll_into_view_if_needed()
    shown = picture.bounding_box()
    assert shown is not None
    assert 2 * shown["width"] <= int(picture.get_attribute("width") or 0)


@pytest.mark.parametrize(
    "context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=str
)
def test_axe_finds_nothing_in_an_answer(site: Site, window: Window) -> None:
    page = search(site, window, "lighthouse storm zzqq")
    page.locator(".syntax summary").click()
    for name in ("year", "topics"):
        facet(page, name)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_paper_has_the_results_and_not_the_form(site: Site, window: Window) -> None:
    page = search(site, window, "sea")
    page.emulate_media(media="print")
    assert page.locator(".answers h3").first.is_visible()
    assert not page.get_by_role("searchbox").is_visible()
