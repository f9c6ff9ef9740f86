"""A site with every kind of page, a server with the headers of the manual, and a real browser."""

from __future__ import annotations

import io
import re
import shutil
import threading
from dataclasses import dataclass
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from broadsheet.search import commonness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Error,
        Page,
        Request,
        ViewportSize,
    )
    from tests.conftest import Archive

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NGINX = ROOT / "docs/how-to/hosting/nginx.conf"
PREFIX = "/some/prefix"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
REFRESH = b'http-equiv="refresh"'
HEADER = re.compile(r'^\s*add_header (\S+) (?:"([^"]*)"|(\S+))', re.MULTILINE)
PICTURES = {
    "quay": "1926/05/strike",
    "hall": "1926/05/storm",
    "beach": "1926/05/storm",
    "ward": "1926/05/storm",
    "crash": "1927/01/crash",
    "square": "1928/02/square",
}
COVERED = ("hall", "beach", "ward", "crash", "square")
"""Pictures that stand under a warning; the names of their copies begin so."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@dataclass
class Site:
    """A built site, and where it is served: at the root, and below a prefix."""

    folder: Path
    origin: str

    @property
    def home(self) -> str:
        """The address of the site."""
        return f"{self.origin}/"

    @cached_property
    def pages(self) -> list[str]:
        """The addresses of all pages that stay, from the site's root."""
        found = (path for path in self.folder.rglob("*.html") if REFRESH not in path.read_bytes())
        return sorted(path.relative_to(self.folder).as_posix() for path in found)


class Window:
    """A page in the browser, and all that it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        """Listen to *page*."""
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._asked)
        page.on("console", self._heard)
        page.on("pageerror", self._failed)

    def close(self) -> None:
        """Listen no more."""
        self.page.remove_listener("request", self._asked)
        self.page.remove_listener("console", self._heard)
        self.page.remove_listener("pageerror", self._failed)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(f"{said.text} {said.location.get('url', '')}")

    def goto(self, address: str) -> Page:
        """Open *address*, and give the page."""
        self.page.goto(address)
        return self.page

    def pictures(self, *names: str) -> list[str]:
        """The requests for copies of the pictures called *names*."""
        parts = tuple(f"/_images/{name}-" for name in names)
        return [url for url in self.requests if any(part in url for part in parts)]


class Visit(NamedTuple):
    """What was seen of a page on the way through the whole site."""

    address: str
    words: int
    links: list[str]
    wide: list[str]
    """Parts that are wider than the screen."""


@dataclass
class Tour:
    """The way through all pages of the site, on a small screen; every warning is opened."""

    visits: list[Visit]
    requests: list[str]
    complaints: list[str]


SEEN = """() => ({
    words: document.querySelector("main").innerText.trim().length,
    links: [...document.querySelectorAll("a[href], form[action]")]
        .map((link) => link.getAttribute("href") ?? link.getAttribute("action"))
        .map((target) => new URL(target, document.baseURI).href),
    wide: document.documentElement.scrollWidth <= innerWidth ? []
        : [...document.querySelectorAll("main *, header *, footer *")]
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
            .map((part) => part.outerHTML.slice(0, 120)),
})"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
NARROW: ViewportSize = {"width": 320, "height": 640}


def _toured(browser: Browser, site: Site, *, script: bool) -> Tour:
    """Go to every page of *site*."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=script)
    window = Window(context.new_page())
    visits = []
    for address in site.pages:
        page = window.goto(site.home + address)
        page.evaluate(OPEN_ALL)
        visits.append(Visit(address, **page.evaluate(SEEN)))
    window.page.wait_for_load_state("networkidle")
    context.close()
    return Tour(visits, window.requests, window.complaints)


@pytest.fixture(scope="package")
def tour(browser: Browser, site: Site) -> Tour:
    """The way through the site."""
    return _toured(browser, site, script=True)


@pytest.fixture(scope="package")
def tour_without_script(browser: Browser, site: Site) -> Tour:
    """The way through the site with JavaScript switched off."""
    return _toured(browser, site, script=False)


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]) -> Path:
    """The folder of a site with every directive, every kind of page, and several languages."""
    archive = archive_in(tmp_path_factory.mktemp("browser"))
    shutil.copytree(HERE / "archive", archive.root, dirs_exist_ok=True)
    for name, folder in PICTURES.items():
        archive.write(f"{folder}/{name}.jpg", _picture(name))
    for example in sorted((ROOT / "docs/examples").glob("*.md")):
        entry = archive.entry(example.read_bytes(), f"2001/{example.stem}")
        shutil.copy(example.with_name("lighthouse.jpg"), entry.parent)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("COMMON", (1, 1000)), ("VERY_COMMON", (9, 1000))):
            patch.setattr(commonness, name, value)
        done = archive.built()
    assert done.heard == []
    return done.out


def _picture(name: str) -> bytes:
    """A picture of 1500 by 1000 pixels, of a colour of its own."""
    held = io.BytesIO()
    shade = (len(name) * 30 % 256, ord(name[0]) * 2 % 256, ord(name[-1]) * 2 % 256)
    Image.new("RGB", (1500, 1000), shade).save(held, "JPEG")
    return held.getvalue()


@pytest.fixture(scope="package")
def site(built: Path) -> Iterator[Site]:
    """The site, served with the headers of the manual's nginx configuration."""
    headers = [(name, text or word) for name, text, word in HEADER.findall(NGINX.read_text())]

    class Handler(SimpleHTTPRequestHandler):
        """Serves the site at the root and below the prefix."""

        def __init__(self, *words: object) -> None:
            super().__init__(*words, directory=str(built))  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            """The file for *path*."""
            return super().translate_path(path.removeprefix(PREFIX))

        def end_headers(self) -> None:
            """Add the headers."""
            for name, value in headers:
                if "$" not in value:
                    self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(built, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of this computer; nothing is ever downloaded."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not found:
        pytest.fail(
            "the browser tests need the browser Chromium, which is not installed; on Debian: "
            "apt-get install chromium"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> dict[str, BrowserContext]:
    """The contexts that tests have asked for, by their options; opening one takes its time."""
    assert browser.is_connected()
    return {}


@pytest.fixture
def context(
    browser: Browser, contexts: dict[str, BrowserContext], request: pytest.FixtureRequest
) -> BrowserContext:
    """A browser with the options that are the fixture's parameter."""
    options = getattr(request, "param", {})
    if repr(options) not in contexts:
        contexts[repr(options)] = browser.new_context(**options)
        contexts[repr(options)].set_default_timeout(10_000)
    return contexts[repr(options)]


@pytest.fixture
def window(context: BrowserContext, site: Site) -> Iterator[Window]:
    """A window of that browser, which remembers nothing and sees a screen by day."""
    page = context.pages[0] if context.pages else context.new_page()
    wiped = {"origin": site.origin, "storageTypes": "local_storage"}
    page.goto("about:blank")
    session = context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", wiped)
    session.detach()
    page.emulate_media(media="null", color_scheme="null")
    opened = Window(page)
    yield opened
    opened.close()
