"""Zotero takes every story for a newspaper article, with the right newspaper, day and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet.exports import dublincore, opengraph, zotero

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag

PREFIXES = {"dcterms", "dc", "prism", "og", "article", "z", "marcrel"}
FORCED = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
GUESSED = {"citation_title", "citation_series_title"}
OPEN_GRAPH = {"website": "webpage", "book": "book", "video.movie": "videoRecording"}
PRISM = {"newsletter": "newspaperArticle", "journal": "journalArticle", "book": "bookSection"}


class Saved:
    """What Zotero's translators Embedded Metadata and RDF make of a page's tags."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        """Sort the tags by their names, the prefix in lower case, as the translators do."""
        self.said: dict[str, list[str]] = {}
        for kind, key, value in tags:
            if kind != "link":
                self.said.setdefault(self._named(key), []).append(value)

    @staticmethod
    def _named(key: str) -> str:
        place = min((key.find(mark) for mark in ".:_" if mark in key), default=0)
        prefix, rest = key[:place].lower(), key[place + 1 :]
        return f"{prefix}:{rest[:1].lower()}{rest[1:]}" if prefix in PREFIXES else key

    def first(self, *names: str) -> str:
        """The first value of the first name that is there."""
        return next((self.said[name][0] for name in names if name in self.said), "")

    @property
    def type(self) -> str:
        """The type of the item: forced by one tag, said by another, or else guessed."""
        forced = [FORCED[name] for name in self.said if name in FORCED]
        guessed = "journalArticle" if GUESSED & self.said.keys() else "webpage"
        return (
            (forced[-1] if forced else "")
            or self.first("z:itemType", "z:type")
            or PRISM.get(self.first("prism:aggregationtype"), "")
            or OPEN_GRAPH.get(self.first("og:type"), "")
            or guessed
        )

    @property
    def publication(self) -> str:
        """The newspaper."""
        return self.first("prism:publicationName", "dc:source", "dcterms:source", "og:site_name")

    @property
    def date(self) -> str:
        """The day."""
        return self.first("prism:publicationDate", "og:published_time", "dcterms:issued")

    @property
    def creators(self) -> list[str]:
        """Who made it: the highwire tags, or else what Dublin Core says."""
        return self.said.get("citation_author") or next(
            (
                self.said[name]
                for name in ("dcterms:creator", "dcterms:contributor")
                if name in self.said
            ),
            [],
        )

    @property
    def pages(self) -> str:
        """The pages."""
        ends = (self.first("prism:startingPage"), self.first("prism:endingPage"))
        return "-".join(end for end in ends if end)


@pytest.fixture
def save(site: Site) -> Callable[[Record], Saved]:
    """A function that saves a story with all that its head says."""

    def saved(record: Record) -> Saved:
        return Saved([
            *opengraph.tags(record, site),
            *dublincore.tags(record, site),
            *zotero.tags(record, site, "pdf/strike.pdf"),
        ])  # fmt: skip

    return saved


def test_a_story_is_saved_whole(
    story: Callable[..., Record], save: Callable[[Record], Saved]
) -> None:
    item = save(
        story(
            authors=["Ann Smith", {"name": "T. Wrigley", "role": "photographer"}, "Bob Jones"],
            published="1926-05-07",
            publication="The Packet",
            edition="Late City",
            section="News",
            page="1–3",
            url="https://packet.example/1",
        )
    )
    assert (item.type, item.publication, item.date, item.pages) == (
        "newspaperArticle",
        "The Packet",
        "1926-05-07",
        "1-3",
    )
    assert item.creators == ["Ann Smith", "Bob Jones"]
    assert (item.first("prism:edition"), item.first("article:section")) == ("Late City", "News")
    assert item.first("citation_pdf_url") == "https://archive.example.org/pdf/strike.pdf"


@pytest.mark.parametrize("said", [{}, {"url": "https://packet.example/1"}, {"page": "1"}])
def test_a_story_of_which_little_is_known_is_one_too(
    story: Callable[..., Record], save: Callable[[Record], Saved], said: dict[str, str]
) -> None:
    item = save(story(**said))
    assert (item.type, item.publication, item.date, item.creators) == (
        "newspaperArticle",
        "",
        "",
        [],
    )


@pytest.mark.parametrize(
    ("date", "saved"),
    [("circa 1912", "[ca. 1912]"), ("1926-05", "1926-05"), ("196X", "[1960–1969]")],
)
def test_a_date_is_saved_as_it_is_known(
    story: Callable[..., Record], save: Callable[[Record], Saved], date: str, saved: str
) -> None:
    assert save(story(published=date)).date == saved


def test_a_photographer_alone_is_no_author(
    story: Callable[..., Record], save: Callable[[Record], Saved]
) -> None:
    assert save(story(authors=[{"name": "T. W.", "role": "photographer"}])).creators == []


def test_nothing_makes_it_a_journal(
    story: Callable[..., Record], save: Callable[[Record], Saved]
) -> None:
    assert FORCED.keys() & save(story(publication="The Journal", page="1")).said.keys() == set()
