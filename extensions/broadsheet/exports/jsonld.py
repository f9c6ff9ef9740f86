"""JSON-LD: the story as schema.org describes a NewsArticle, for search engines.

https://schema.org/NewsArticle. What is not known is left out; a date stands as one only where it is
a plain date of the calendar, else it stands under `temporalCoverage`, as EDTF.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from broadsheet.model import bibliography

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Author, Photo
    from broadsheet.model.web import Site

Thing = dict[str, Any]
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""So that no text can end the script that holds it."""

MEDIA_TYPE = "application/ld+json"
ROLES = {
    "writer": "author",
    "agency": "author",
    "photographer": "contributor",
    "editor": "editor",
    "translator": "translator",
}


def text(record: Record, site: Site) -> str:
    """*record* as JSON that may stand within HTML."""
    said = {"@context": "https://schema.org", **article(record, site)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def article(record: Record, site: Site) -> Thing:
    """*record* as a NewsArticle; a withdrawn one is none, but a page that says so."""
    if record.status == "withdrawn":
        return _tombstone(record, site)
    return _thing(
        "NewsArticle",
        **_words(record),
        **_people(record, site),
        **_dates(record),
        **_print(record),
        **_places(record, site),
        image=[_image(record, photo, site) for photo in record.photos if _shown(photo)],
        correction=[_correction(fact.text, fact.date) for fact in record.corrections],
        citation=[_thing("CreativeWork", name=said.name, url=said.url) for said in record.sources],
        **_rights(record.rights),
    )


def _tombstone(record: Record, site: Site) -> Thing:
    """What is left of a withdrawn story: a page that has its title and its identifier."""
    return _thing(
        "WebPage",
        name=record.title,
        identifier=record.id,
        url=site.page(record),
        creativeWorkStatus="Withdrawn",
    )


def _thing(kind: str, **facts: Any) -> Thing:  # noqa: ANN401 - JSON
    """A thing of schema.org's type *kind*, without what says nothing."""
    return {"@type": kind, **{name: fact for name, fact in facts.items() if fact}}


def _words(record: Record) -> Thing:
    return {
        "headline": record.title,
        "alternativeHeadline": record.standfirst,
        "description": record.excerpt,
        "identifier": record.id,
        "inLanguage": record.language,
        "keywords": list(record.topics),
        "about": [_thing("Person", name=name) for name in record.people],
        "contentLocation": [_thing("Place", name=name) for name in record.places],
        "wordCount": record.words,
        "isAccessibleForFree": True,
    }


def _people(record: Record, site: Site) -> dict[str, list[Thing]]:
    """Who made the story, by the part played."""
    people: dict[str, list[Thing]] = {}
    for author in record.authors:
        if site.name_of(author):
            people.setdefault(ROLES[author.role], []).append(_person(author, site))
    return people


def _person(author: Author, site: Site) -> Thing:
    known = site.people.by_key.get(site.people.key_of(author))
    agency = author.role == "agency" or (known is not None and known.role == "agency")
    kind = "Organization" if agency else "Person"
    return _thing(kind, name=site.name_of(author), url=site.person(author))


def _dates(record: Record) -> Thing:
    published = calendar_date(record.published)
    return {
        "datePublished": published,
        "dateModified": calendar_date(record.updated),
        "temporalCoverage": "" if published else bibliography.edtf(record.published),
    }


def calendar_date(text: str) -> str:
    """*text* where it is a plain year, month, day or minute of the calendar; empty otherwise."""
    return text if bibliography.parts(text) and "X" not in text else ""


def _print(record: Record) -> Thing:
    """Where it stood in print."""
    return {
        "articleSection": record.section,
        "dateline": record.dateline,
        "printEdition": record.edition,
        "printSection": record.section if record.page else "",
        "printPage": record.page,
        "printColumn": record.column,
    }


def _places(record: Record, site: Site) -> Thing:
    """What the story is part of, where it is, and where it was."""
    page = site.page(record)
    newspaper = _thing("Newspaper", name=record.publication) if record.publication else None
    issue = _thing(
        "PublicationIssue", datePublished=calendar_date(record.published), isPartOf=newspaper
    )
    series = _thing("CreativeWorkSeries", name=record.series)
    wholes = [issue] * bool(newspaper) + [series] * bool(record.series)
    return {
        "isPartOf": wholes[0] if len(wholes) == 1 else wholes,
        "publisher": _thing("NewsMediaOrganization", name=record.publication) if newspaper else {},
        "sdPublisher": _thing("Organization", name=site.name, url=site.at("index.html")),
        "url": page,
        "mainEntityOfPage": {"@type": "WebPage", "@id": page} if page else {},
        "isBasedOn": record.url,
        "archivedAt": page if record.url else "",
    }


def _shown(photo: Photo) -> bool:
    """Whether a picture is there, and may be seen without being asked for."""
    return not (photo.covered or photo.missing or photo.warning)


def _image(record: Record, photo: Photo, site: Site) -> Thing:
    return _thing(
        "ImageObject",
        contentUrl=site.photo(record, photo),
        description=photo.alt,
        caption=photo.caption,
        creditText=photo.credit,
        creator=_photographers(record.authors, photo, site),
        dateCreated=calendar_date(photo.date),
        width=photo.width,
        height=photo.height,
        **_rights(photo.rights),
    )


def _photographers(authors: Iterable[Author], photo: Photo, site: Site) -> list[Thing]:
    """Who made the picture: as its file says, or photographers whom its credit names."""
    if photo.creator:
        return [_thing("Person", name=photo.creator)]
    return [
        _person(author, site)
        for author in authors
        if author.role == "photographer" and site.name_of(author) in photo.credit
    ]


def _correction(text: str, date: str) -> Thing:
    return _thing("CorrectionComment", text=text, datePublished=calendar_date(date))


def _rights(rights: str) -> dict[str, str]:
    """A licence where *rights* is an address, else a notice."""
    address = rights.startswith(("https://", "http://")) and " " not in rights
    return {"license" if address else "copyrightNotice": rights}
