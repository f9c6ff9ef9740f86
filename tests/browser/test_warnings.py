"""Content warnings: no picture is fetched before it is asked for, and choices are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import COVERED, Window

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page
    from tests.browser.conftest import Site, Tour

STORM, CRASH = "1926/05/storm/index.html", "1927/01/crash/index.html"
WITHOUT_SCRIPT = {"java_script_enabled": False}
both = pytest.mark.parametrize(
    "context", [{}, WITHOUT_SCRIPT], indirect=True, ids=["with script", "without script"]
)
without_script = pytest.mark.parametrize("context", [WITHOUT_SCRIPT], indirect=True)


def warning(page: Page, words: str) -> Locator:
    """The warning that has *words*."""
    return page.locator("details.content-warning", has=page.locator("summary", has_text=words)).last


def summary(page: Page, words: str) -> Locator:
    """What is pressed to open it."""
    return warning(page, words).locator("> summary")


def is_open(page: Page, words: str) -> bool:
    """Whether the warning is open."""
    return bool(warning(page, words).evaluate("warning => warning.open"))


def scroll_through(page: Page) -> None:
    """See the page from end to end."""
    page.keyboard.press("End")
    page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")


def choose(site: Site, window: Window, kind: str, answer: str) -> None:
    """Make a choice on the page about warnings."""
    page = window.goto(site.home + "warnings.html")
    page.get_by_role("group", name=kind).get_by_label(answer).check()


@both
@pytest.mark.parametrize("address", [STORM, CRASH, "1928/02/square/index.html"])
def test_no_covered_picture_is_fetched_before_it_is_asked_for(
    site: Site, window: Window, address: str
) -> None:
    scroll_through(window.goto(site.home + address))
    assert window.pictures(*COVERED) == []


def test_without_script_no_page_of_the_site_fetches_a_covered_picture(
    tour_without_script: Tour,
) -> None:
    names = [url.rpartition("/")[2] for url in tour_without_script.requests]
    assert [name for name in names if name.startswith(COVERED)] == []


def test_a_link_to_a_covered_picture_leads_to_its_warning_and_opens_nothing(
    site: Site, window: Window
) -> None:
    page = window.goto(f"{site.home}{STORM}#photo-hall.jpg")
    assert page.evaluate("document.querySelector(':target').localName") == "summary"
    assert not is_open(page, "the dead in the hall")
    assert window.pictures("hall") == []


def test_an_opened_warning_shows_its_picture(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "the dead in the hall").click()
    expect(page.locator("img[alt^=Covered]")).not_to_have_js_property("naturalWidth", 0)
    assert len(window.pictures("hall")) == 1


def test_an_opened_warning_shows_no_picture_of_another(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "The beach, and the ward").click()
    expect(page.locator("img[alt^=Figures]")).not_to_have_js_property("naturalWidth", 0)
    assert window.pictures("hall", "ward") == []


def test_the_picture_has_its_size_before_it_is_there(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "the dead in the hall").click()
    picture = page.locator("img[alt^=Covered]")
    assert [picture.get_attribute(name) for name in ("width", "height")] == ["1500", "1000"]


def test_a_picture_that_cannot_be_had_stays_a_link(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    page.route("**/_images/hall-*", lambda route: route.abort())
    summary(page, "the dead in the hall").click()
    link = page.get_by_role("link", name="Show the picture: Covered forms in a hall")
    link.wait_for()
    assert link.get_attribute("href")
    page.unroute_all()


@without_script
def test_without_script_the_link_leads_to_the_picture(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "the dead in the hall").click()
    with page.expect_response("**/_images/hall-*") as answer:
        page.get_by_role("link", name="Show the picture: Covered forms").click()
    assert answer.value.headers["content-type"] == "image/jpeg"


@both
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_a_warning_and_focus_stays_on_it(site: Site, window: Window, key: str) -> None:
    page = window.goto(site.home + STORM)
    told = summary(page, "the dead in the hall")
    told.focus()
    page.keyboard.press(key)
    assert is_open(page, "the dead in the hall")
    assert told.evaluate("summary => summary === document.activeElement")


def test_the_next_stop_after_an_opened_warning_is_its_picture(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "the dead in the hall").press("Enter")
    page.locator("img[alt^=Covered]").wait_for()
    page.keyboard.press("Tab")
    assert "hall-" in str(page.evaluate("document.activeElement.href"))


def test_a_screen_reader_hears_the_warning_and_not_what_it_covers(
    site: Site, window: Window
) -> None:
    heard = window.goto(site.home + STORM).locator("main").aria_snapshot()
    assert "A photograph of the dead in the hall." in heard
    assert "Covered forms" not in heard


def test_always_show_opens_the_warnings_of_that_kind(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Always show")
    page = window.goto(site.home + CRASH)
    page.locator("img[alt^='A car']").wait_for()
    assert is_open(page, "an accident")


def test_always_show_leaves_other_kinds_closed(site: Site, window: Window) -> None:
    choose(site, window, "death", "Always show")
    page = window.goto(site.home + STORM)
    assert not is_open(page, "the dead in the hall")  # it is of two kinds


def test_a_choice_for_all_holds_for_every_kind(site: Site, window: Window) -> None:
    choose(site, window, "All warnings", "Always show")
    page = window.goto(site.home + STORM)
    assert page.locator("details.content-warning:not([open])").count() == 0


def test_a_choice_for_a_kind_goes_before_that_for_all(site: Site, window: Window) -> None:
    choose(site, window, "All warnings", "Always show")
    choose(site, window, "accident", "Ask me")
    assert not is_open(window.goto(site.home + CRASH), "an accident")


def test_never_show_keeps_a_warning_closed(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    page = window.goto(site.home + CRASH)
    summary(page, "an accident").press("Enter")
    summary(page, "an accident").click()
    assert not is_open(page, "an accident")
    assert window.pictures("crash") == []


def test_never_show_says_so_and_leads_to_the_choice(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    page = window.goto(site.home + CRASH)
    page.get_by_role("link", name="Hidden, as you chose. Change your choice").click()
    assert page.url == site.home + "warnings.html"


def test_never_show_tells_screen_readers_that_it_does_not_open(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    told = summary(window.goto(site.home + CRASH), "an accident")
    assert told.get_attribute("aria-disabled") == "true"


def test_never_show_covers_no_text_that_is_not_under_a_warning(site: Site, window: Window) -> None:
    choose(site, window, "All warnings", "Never show")
    assert window.goto(site.home + STORM).get_by_text("The text goes on.").is_visible()


def test_a_choice_is_taken_back(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    choose(site, window, "accident", "As for all")
    page = window.goto(site.home + CRASH)
    summary(page, "an accident").click()
    assert is_open(page, "an accident")


def test_a_choice_is_told(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    assert window.page.get_by_role("status").inner_text() == "Your choice is kept."


def test_a_choice_stands_on_its_page_the_next_time(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    page = window.goto(site.home + "warnings.html")
    assert page.get_by_role("group", name="accident").get_by_label("Never show").is_checked()


def test_a_choice_reaches_pages_that_are_open(
    site: Site, window: Window, context: BrowserContext
) -> None:
    page = window.goto(site.home + CRASH)
    other = context.new_page()
    choose(site, Window(other), "accident", "Always show")
    expect(page.locator("details.content-warning")).to_have_js_property("open", value=True)
    other.close()


def test_a_choice_that_cannot_be_kept_is_told(site: Site, window: Window) -> None:
    page = window.goto(site.home + "warnings.html")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error(); })")
    page.get_by_role("group", name="accident").get_by_label("Never show").check()
    told = page.get_by_role("status").inner_text()
    assert told == "This browser does not let the choice be kept."


def test_a_choice_goes_nowhere(site: Site, window: Window) -> None:
    choose(site, window, "accident", "Never show")
    window.requests.clear()
    window.page.get_by_role("group", name="death").get_by_label("Never show").check()
    window.page.keyboard.press("Enter")
    window.page.wait_for_timeout(50)
    assert window.requests == []


@without_script
def test_without_script_the_page_says_that_choices_need_it(site: Site, window: Window) -> None:
    page = window.goto(site.home + "warnings.html")
    assert page.get_by_text("Choices need JavaScript").is_visible()
    assert not page.locator("form.warning-choices").is_visible()


@both
def test_the_paper_has_the_warning_and_not_what_it_covers(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    page.emulate_media(media="print")
    assert summary(page, "the dead in the hall").is_visible()
    assert not page.get_by_text("The hall on the third day.").is_visible()
    assert window.pictures(*COVERED) == []


def test_the_paper_has_what_the_reader_had_opened(site: Site, window: Window) -> None:
    page = window.goto(site.home + STORM)
    summary(page, "the dead in the hall").click()
    expect(page.locator("img[alt^=Covered]")).not_to_have_js_property("naturalWidth", 0)
    page.emulate_media(media="print")
    assert page.locator("img[alt^=Covered]").is_visible()
