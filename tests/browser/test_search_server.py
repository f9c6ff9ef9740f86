"""The search page where the site names a server: what it asks, and what it makes of the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from broadsheet.search import scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Route
    from tests.conftest import Archive

HERE = Path(__file__).parent
SHARED = json.loads((HERE.parent / "search/opensearch.json").read_text(encoding="utf-8"))
RECORDED = HERE.parent / "search/recorded"
SITE = "http://archive.test/"
ASKED = """globalThis.asked = (text, quiet, choices) =>
    openSearch.body(parse(text, new Set(quiet)), choices);"""
NOTHING_CHOSEN: dict[str, Any] = {
    "kind": "story",
    "sort": "relevance",
    "from": 0,
    "to": 0,
    "limit": 10,
    "facets": [],
    "people": [],
    "places": [],
    "topics": [],
    "publications": [],
}


def as_in_the_address(choices: dict[str, Any]) -> dict[str, Any]:
    """*choices* under the names that they have on the page."""
    said = {"first": "from", "last": "to"}
    plain = {said.get(name, name): value for name, value in choices.items() if name != "values"}
    return {**NOTHING_CHOSEN, **plain, **choices.get("values", {})}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]) -> Path:
    """A site whose search page asks a server."""
    archive = archive_in(tmp_path_factory.mktemp("server"))
    settings = (archive.root / "conf.py").read_text(encoding="utf-8")
    archive.write("conf.py", f'{settings}\nbroadsheet_search_server = "/find/archive"\n')
    archive.entry("---\ntitle: The strike\npublished: 1926-05-07\n---\nA strike.\n")
    return archive.built().out


class Server:
    """Shows a site, and answers its searches with one recording."""

    def __init__(self, folder: Path) -> None:
        """Show the site in *folder*."""
        self.folder = folder
        self.asked: list[dict[str, Any]] = []
        self.answer = "found"

    def __call__(self, route: Route) -> None:
        """Answer a request."""
        path = route.request.url.removeprefix(SITE).partition("?")[0]
        if path == "find/archive/_search":
            self.asked.append(json.loads(route.request.post_data or ""))
            held = json.loads((RECORDED / f"{self.answer}.json").read_text(encoding="utf-8"))
            route.fulfill(status=held["status"], json=held["answer"])
        elif (self.folder / path).is_file():
            route.fulfill(path=self.folder / path)
        else:
            route.fulfill(status=404)


@pytest.fixture
def served(context: BrowserContext, folder: Path) -> Iterator[tuple[Page, Server]]:
    """A page, and the server that it will meet."""
    page, server = context.new_page(), Server(folder)
    page.route(f"{SITE}**", server)
    yield page, server
    page.close()


def searched(served: tuple[Page, Server], asked: str) -> Page:
    """The search page with what was found."""
    page, _server = served
    page.goto(f"{SITE}search/index.html?{asked}")
    page.wait_for_selector(".found[aria-busy=false]")
    return page


def test_page_and_terminal_ask_alike(context: BrowserContext) -> None:
    page = context.new_page()
    names = [name for name in scripts.SCRIPTS["search-server"] if name not in {"serving", "page"}]
    files = [(scripts.FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names]
    page.add_script_tag(content="\n".join([*files, ASKED]))
    cases = [
        [case["query"], SHARED["quiet"], as_in_the_address(case["choices"])]
        for case in SHARED["cases"]
    ]
    bodies = page.evaluate("(cases) => cases.map((case_) => asked(...case_))", cases)
    page.close()
    assert bodies == [case["body"] for case in SHARED["cases"]]


def test_the_page_asks_once_and_shows_what_was_found(served: tuple[Page, Server]) -> None:
    page = searched(served, "q=strike")
    titles = page.locator(".stories > li a").all_inner_texts()
    assert titles[:2] == ["The strike on the <quay>", "The strikes are over"]
    assert [asked["query"]["bool"]["must"] for asked in served[1].asked] != []
    assert len(served[1].asked) == 1


def test_the_forms_that_the_server_found_are_marked(served: tuple[Page, Server]) -> None:
    page = searched(served, "q=strike")
    marked = page.locator(".stories mark").all_inner_texts()
    assert {word.lower() for word in marked} >= {"strike", "struck", "strikes"}


def test_no_text_of_an_answer_becomes_markup(served: tuple[Page, Server]) -> None:
    page = searched(served, "q=strike")
    assert page.locator(".stories b, .stories quay").count() == 0
    assert "<b>" in page.locator(".stories > li").first.inner_text()


def test_a_word_that_stands_nowhere_is_told_with_another(served: tuple[Page, Server]) -> None:
    served[1].answer = "nothing"
    page = searched(served, "q=Strke+-fog")
    expect(page.locator(".notices")).to_contain_text("strke")
    assert page.locator(".suggestion a").inner_text() == "strike -fog"


@pytest.mark.parametrize("answer", ["no-index", "refused"])
def test_a_server_that_refuses_is_told(served: tuple[Page, Server], answer: str) -> None:
    served[1].answer = answer
    page = searched(served, "q=fog")
    assert page.locator(".told").inner_text() != ""
    assert page.locator(".instead").is_visible()


def test_what_is_left_out_as_too_common_is_known_without_an_index(
    served: tuple[Page, Server],
) -> None:
    searched(served, "q=the+strike")
    assert '"the"' not in json.dumps(served[1].asked[0])
