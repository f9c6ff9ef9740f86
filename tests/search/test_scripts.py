"""The scripts of searching: small, up to date, and running nothing that they are given."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import minify
import pytest

from broadsheet.search import documents, files, index, page, scripts, stems

CLIENT = 12 * 1024
"""How many bytes the script and the stop words that every search loads may have, compressed."""

TEMPLATE = Path(page.__file__).parents[1] / "html" / "theme" / "search.html"
KIND = "application/javascript"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in scripts.FOLDER.glob("*.js")}
RUNS = re.compile(
    r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|Worker|WebAssembly"
)
SAID = re.compile(r'\bsay\("([\w-]+)"')
NOTICED = re.compile(r'notice\("(\w+)"|code: "(\w+)"|\? "(kind)" : "(date)"')


@pytest.mark.parametrize("name", scripts.SCRIPTS)
def test_readers_get_what_is_written(name: str) -> None:
    made = minify.string(KIND, scripts.joined(name))
    assert scripts.small(name) == f"{made}\n", "the small scripts are old: run `make client`"


def test_what_every_search_loads_is_small(tmp_path: Path) -> None:
    stop_words = sorted(stems.quiet("en"))
    manifest = index.write([documents.document([("text", " ".join(stop_words))])], tmp_path)
    delivered = (tmp_path / f"{manifest}.js").read_bytes()
    sizes = [len(gzip.compress(each)) for each in (scripts.small("search").encode(), delivered)]
    assert sum(sizes) <= CLIENT, sizes


def test_no_name_that_readers_get_shorter_is_known_elsewhere(tmp_path: Path) -> None:
    name = index.write([documents.document([("text", "a word")])], tmp_path)
    manifest = json.loads(files.read(tmp_path / f"{name}.js", name))
    parts = set(re.findall(r'data-\w+="([\w-]+)"', TEMPLATE.read_text(encoding="utf-8")))
    told = {*parts, *page.WORDS, *manifest, *manifest["segments"][0]}
    assert {"box", "found", "firsts", "quiet"} < told
    assert told & scripts.SHORT.keys() == set()


def test_every_file_is_in_a_script() -> None:
    assert {name for names in scripts.SCRIPTS.values() for name in names} == SOURCES.keys()


@pytest.mark.parametrize("name", SOURCES)
def test_no_text_can_become_markup_or_a_program(name: str) -> None:
    assert RUNS.findall(SOURCES[name]) == []


def test_the_page_has_every_word_that_the_script_says() -> None:
    said = {name for text in SOURCES.values() for name in SAID.findall(text)}
    assert said - page.WORDS.keys() == set()


def test_the_page_has_words_for_every_notice() -> None:
    found = {code for text in SOURCES.values() for row in NOTICED.findall(text) for code in row}
    assert {f"notice-{code}" for code in found if code} - page.WORDS.keys() == set()


@pytest.mark.parametrize("server", [True, False])
def test_a_site_with_a_server_loads_nothing_that_reads_an_index(*, server: bool) -> None:
    first, later = scripts.client(server=server)
    assert ("DecompressionStream(" in first, "/_search" in first) == (not server, server)
    assert "broadsheetMore" in later
