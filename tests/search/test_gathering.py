"""What of an archive gets into its index, and what does not."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ExtensionError

from broadsheet.model.problems import BroadsheetError
from broadsheet.search import finding, page, query
from broadsheet.search.gathering import texts_domain
from broadsheet.search.reader import Index
from broadsheet.search.store import NAME, Row, Store

if TYPE_CHECKING:
    from tests.conftest import Archive, Built

    from broadsheet.html.builder import ArchiveHTMLBuilder

PEOPLE = "nell: {name: Nell Hartwell, also: [N. H.]}\n"
STRIKE = """---
title: The Strike at the Quay
standfirst: Eight thousand stand still.
byline: By our own N. H.
authors: [N. H.]
dateline: ORMSEA, Monday
published: 1926-05-07
publication: The Packet
edition: Late City
places: [Fish Quay]
topics: [strikes]
---
The general
strike[^1] closed the {source}`Reuters` office.

> Nobody moved.

| Ship | Cargo |
| ---- | ----- |
| Petrel | flax |

| The maroon
| was fired

:::{photo} quay.png
:alt: A quay with cranes.
:credit: T. Wrigley
:people: Ada Pellow

The quay on *Tuesday*.
:::

::::{content-warning} It shows the dead.
:kinds: death

The covered corpses.

:::{photo} hall.png
:alt: A mortuary.

The hall.
:::
::::

:::{correction}
It was nine thousand.
:::

:::{related}
Gannets everywhere
:::

[^1]: The footnote.
"""


@pytest.fixture
def strike(archive: Archive, picture: bytes) -> Archive:
    """An archive with one story, which has a bit of everything."""
    archive.write("people.yaml", PEOPLE)
    archive.entry(STRIKE)
    for name in ("quay", "hall"):
        archive.write(f"1926/05/strike/{name}.png", picture)
    return archive


def answers(built: Built, text: str, kind: str = "story") -> list[dict[str, Any]]:
    """The fragments of what a query finds."""
    opened = Index(built.out)
    search = finding.Search(opened, query.parse(text, opened.quiet))
    hits = finding.answer(search).hits[kind]
    return [hit.segment.fragment(hit.document) for hit in hits]


@pytest.mark.parametrize(
    "text",
    [
        "headline:quay",
        "byline:own",
        "people:hartwell",
        "people:pellow",
        "publication:packet",
        'publication:"late city"',
        'places:"fish quay"',
        "topics:strike",
        "source:reuters",
        "warning:dead",
        "warning:death",
        "caption:tuesday",
        "caption:cranes",
        "credit:wrigley",
        '"general strike closed the reuters office"',
        'text:"nobody moved"',
        "text:flax",
        '"maroon was fired"',
        '"eight thousand"',
        "text:ormsea",
        "text:footnote",
        "text:corpses",
        'text:"nine thousand"',
    ],
)
def test_a_story_is_found_by_each_of_its_fields(strike: Archive, text: str) -> None:
    assert len(answers(strike.built(), text)) == 1


@pytest.mark.parametrize(
    "text",
    ["gannets", "text:quay", "correction", "identifier", "headline:strikes publication:fish"],
)
def test_what_is_not_of_the_story_does_not_find_it(strike: Archive, text: str) -> None:
    assert answers(strike.built(), text) == []


def test_photographs_are_found_by_their_own_words(strike: Archive) -> None:
    built = strike.built()
    (quay,) = answers(built, "cranes", "photograph")
    assert (quay["x"], quay["c"]) == ("The quay on Tuesday.", "T. Wrigley")
    assert (built.out / quay["i"][0]).is_file()
    address, _hash, anchor = quay["a"].partition("#")
    assert f'id="{anchor}"' in (built.out / address).read_text("utf-8")
    assert answers(built, "general", "photograph") == []


def test_nothing_covered_is_shown_though_it_is_found(strike: Archive) -> None:
    built = strike.built()
    (story,) = answers(built, "corpses")
    (hall,) = answers(built, "mortuary", "photograph")
    assert "corpses" not in story["x"]
    assert "hall" not in story["x"]
    assert not {"x", "i", "c"} & hall.keys()
    assert (hall["w"], hall["wk"]) == ("It shows the dead.", ["death"])
    address, _hash, anchor = hall["a"].partition("#")
    assert f'id="{anchor}"' in (built.out / address).read_text("utf-8")
    assert story["i"][0].startswith("_images/quay")


def test_an_answer_shows_what_lists_show(strike: Archive) -> None:
    (story,) = answers(strike.built(), "strike")
    assert story["t"] == "The Strike at the Quay"
    assert story["a"] == "1926/05/strike/index.html"
    assert (story["b"], story["d"], story["p"]) == ("By our own N. H.", "7 May 1926", "The Packet")
    assert story["x"].startswith("Eight thousand stand still.\nORMSEA") is False
    assert "The general strike closed the Reuters office." in story["x"]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(strike: Archive, status: str) -> None:
    assert len(answers(strike.built(), "strike")) == 1
    strike.entry(STRIKE.replace("title:", f"status: {status}\ntitle:"))
    assert answers(strike.built(), "strike") == []


def test_people_are_found_under_a_name_that_people_yaml_gives_later(strike: Archive) -> None:
    strike.built()
    strike.write("people.yaml", PEOPLE.replace("Hartwell", "Wainwright"))
    built = strike.built()
    assert answers(built, "people:hartwell") == []
    assert len(answers(built, "people:wainwright")) == 1


def test_the_index_does_not_depend_on_processes_or_builders(strike: Archive) -> None:
    for number in range(12):
        strike.entry(f"---\ntitle: Story {number}\n---\nSome text.\n", f"1927/01/s{number}")
    one = strike.built()
    strike.entry(STRIKE.replace("general", "national"))
    strike.built("text")  # another builder reads it first
    after = strike.built().files()
    two = strike.built(jobs=2, into="other").files()
    found = {name: data for name, data in two.items() if name.startswith("search/")}
    assert found == {name: data for name, data in after.items() if name.startswith("search/")}
    assert len(answers(one, "national")) == 1


def test_lost_texts_are_read_again(strike: Archive) -> None:
    before = strike.built().files()
    (strike.root.parent / "_build" / "doctrees" / NAME).unlink()
    built = strike.built()
    assert len(answers(built, "strike")) == 1
    assert built.files() == before


def test_texts_in_a_store_that_is_spoilt_are_read_again_in_the_same_build(
    strike: Archive,
) -> None:
    before = strike.built().files()
    store = strike.root.parent / "_build" / "doctrees" / NAME
    content = store.read_bytes()
    store.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    strike.entry(STRIKE, "1926/05/second")
    assert len(answers(strike.built(), "mortuary", "photograph")) == 1
    (strike.root / "1926/05/second/index.md").unlink()
    assert strike.built().files() == before


def test_a_text_that_is_not_what_was_kept_ends_one_build_and_no_more(strike: Archive) -> None:
    built = strike.built()
    before = built.files()
    store = strike.root.parent / "_build" / "doctrees" / NAME
    store.write_bytes(store.read_bytes().replace(b"maroon", b"marron"))
    shutil.rmtree(built.out / "search")
    with pytest.raises(BroadsheetError, match=r"search\.sqlite` was spoilt, .* build .* again"):
        strike.built()
    assert strike.built().files() == before


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_the_store_is_let_go_of_whatever_becomes_of_a_build(
    strike: Archive, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    stores: list[Store] = []

    def broken(builder: ArchiveHTMLBuilder, _manifest: str) -> None:
        stores.append(texts_domain(builder.env).store)
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(page, "publish", broken)
        with pytest.raises((fault, ExtensionError)):
            strike.built()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        stores[0].digests()


def test_the_store_keeps_no_texts_of_what_is_not_there(strike: Archive) -> None:
    strike.entry("---\ntitle: Another\n---\nSome text.\n", "1927/01/another")
    strike.built()
    store = Store(strike.root.parent / "_build" / "doctrees")
    store.put(Row.made("1927/01/of-a-build-that-broke-off", "en", ["text"], [b""]))
    store.remember("stamp", 99)
    (strike.root / "1927/01/another/index.md").unlink()
    built = strike.built()
    assert list(store.digests()) == ["1926/05/strike/index"]
    store.close()
    assert answers(built, "another") == []


def test_a_value_that_goes_by_another_name_does_so_everywhere(strike: Archive) -> None:
    def labels() -> list[str]:
        opened = Index(strike.built().out)
        return [label for label, _key in opened.segments[0].column("topics").values]

    strike.entry(STRIKE.replace("[strikes]", "[STRIKES]"), "1926/05/second")
    assert labels() == ["STRIKES"]
    for name in ("third", "fourth"):
        strike.entry(STRIKE, f"1926/05/{name}")
    assert labels() == ["strikes"]


def test_a_story_without_words_is_no_trouble(archive: Archive) -> None:
    archive.entry("---\ntitle: '?'\npublished: ../1967\n---\n")
    archive.entry("---\ntitle: Later\npublished: 1967/..\n---\nStrike.", "1967/later")
    assert len(answers(archive.built(), "1999 strike")) == 1
