"""JSON-LD: what search engines are told, and what they are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet.exports import jsonld
from broadsheet.model import bibliography, people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site

PHOTO = {"src": "a.jpg", "alt": "A quay", "sha256": "0" * 64, "width": 640, "height": 480}


def told(record: Record, site: Site) -> Any:  # noqa: ANN401 - JSON
    """What stands in the script, read again."""
    return json.loads(jsonld.text(record, site))


def test_a_story_is_a_news_article(story: Callable[..., Record], site: Site) -> None:
    said = told(
        story(
            standfirst="Nobody is to touch the ice.",
            authors=["Ann Smith", {"name": "NCPA", "role": "agency"}],
            published="1926-05-07",
            dateline="ORMSEA",
            publication="The Packet",
            edition="Late",
            section="News",
            page="1",
            column="2–3",
            language="en-GB",
            topics=["strikes"],
            places=["Ormsea"],
            people=["Will Cope"],
            rights="https://creativecommons.org/licenses/by/4.0/",
        ),
        site,
    )
    address = "https://archive.example.org/1926/05/strike/index.html"
    assert said == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Eight Thousand on the Quay",
        "alternativeHeadline": "Nobody is to touch the ice.",
        "identifier": "rg19mpdc5s",
        "inLanguage": "en-GB",
        "keywords": ["strikes"],
        "about": [{"@type": "Person", "name": "Will Cope"}],
        "contentLocation": [{"@type": "Place", "name": "Ormsea"}],
        "isAccessibleForFree": True,
        "author": [
            {"@type": "Person", "name": "Ann Smith"},
            {"@type": "Organization", "name": "NCPA"},
        ],
        "datePublished": "1926-05-07",
        "articleSection": "News",
        "dateline": "ORMSEA",
        "printEdition": "Late",
        "printSection": "News",
        "printPage": "1",
        "printColumn": "2–3",
        "isPartOf": {
            "@type": "PublicationIssue",
            "datePublished": "1926-05-07",
            "isPartOf": {"@type": "Newspaper", "name": "The Packet"},
        },
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Packet"},
        "sdPublisher": {
            "@type": "Organization",
            "name": "The Packet Archive",
            "url": "https://archive.example.org/index.html",
        },
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


@pytest.mark.parametrize(
    ("date", "plain"),
    [
        ("1926-05-07", True),
        ("1926-05", True),
        ("1926", True),
        ("1926-05-07T15:48-05:00", True),
        ("circa 1926", False),
        ("1926?", False),
        ("192X", False),
        ("1926-05-XX", False),
        ("1926-21", False),
        ("1926/1927", False),
    ],
)
def test_only_a_plain_date_is_a_date(
    story: Callable[..., Record], site: Site, *, date: str, plain: bool
) -> None:
    said = told(story(published=date), site)
    edtf = bibliography.edtf(date)
    assert (said.get("datePublished"), said.get("temporalCoverage")) == (
        (date, None) if plain else (None, edtf)
    )


def test_a_picture_has_its_credit_and_its_licence(story: Callable[..., Record], site: Site) -> None:
    photo = {**PHOTO, "caption": "The quay", "credit": "T. Wrigley", "rights": "© Packet"}
    maker = {"name": "T. Wrigley", "role": "photographer"}
    [image] = told(story(photos=[photo], authors=[maker]), site)["image"]
    assert image.pop("contentUrl").startswith("https://archive.example.org/_images/a-")
    assert image == {
        "@type": "ImageObject",
        "description": "A quay",
        "caption": "The quay",
        "creditText": "T. Wrigley",
        "creator": [{"@type": "Person", "name": "T. Wrigley"}],
        "width": 640,
        "height": 480,
        "copyrightNotice": "© Packet",
    }


@pytest.mark.parametrize("why", [{"covered": True}, {"missing": True}, {"warning": "The dead."}])
def test_a_picture_that_is_covered_or_missing_is_never_told_of(
    story: Callable[..., Record], site: Site, why: dict[str, object]
) -> None:
    said = jsonld.text(story(photos=[{**PHOTO, **why}]), site)
    assert ("image" in said, "a-" in said) == (False, False)


def test_a_correction_is_one(story: Callable[..., Record], site: Site) -> None:
    said = told(story(corrections=[{"text": "It was Tuesday.", "date": "1926-05-09"}]), site)
    assert said["correction"] == [
        {"@type": "CorrectionComment", "text": "It was Tuesday.", "datePublished": "1926-05-09"}
    ]


def test_of_a_withdrawn_story_only_the_title_is_told(
    story: Callable[..., Record], site: Site
) -> None:
    record = story(status="withdrawn", byline="By A", authors=["A"], photos=[PHOTO], topics=["t"])
    assert told(record, site) == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": record.title,
        "identifier": record.id,
        "url": site.page(record),
        "creativeWorkStatus": "Withdrawn",
    }


def test_a_person_who_is_listed_has_an_address(story: Callable[..., Record]) -> None:
    from broadsheet.model.web import Site

    known, _ = people.read("ann: {name: Ann Smith, also: [A. S.]}\n")
    said = told(story(authors=["A. S."]), Site("A", "https://a.example", people=known))
    assert said["author"][0]["url"] == "https://a.example/people/ann/index.html"


def test_no_text_can_end_the_script(story: Callable[..., Record], site: Site) -> None:
    said = jsonld.text(story(title="</script><script>alert(1)</script><!--", topics=["]]>"]), site)
    assert ("<" in said, ">" in said, "&" in said) == (False, False, False)


def test_every_thing_has_a_type(story: Callable[..., Record], site: Site) -> None:
    record = story(
        published="1926-05-07",
        publication="P",
        series="S",
        authors=["A", {"name": "B", "role": "translator"}],
        photos=[PHOTO],
        sources=[{"name": "Reuters"}],
        corrections=[{"text": "x"}],
        people=["C"],
        places=["D"],
        url="https://p.example/1",
    )

    def things(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            yield value
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                yield from things(inner)

    assert [thing for thing in things(told(record, site)) if "@type" not in thing] == []
