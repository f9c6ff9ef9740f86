"""Open Graph: what other sites show of a story that is shared there. https://ogp.me/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.model.web import named, with_property

if TYPE_CHECKING:
    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag

DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")
REGION = re.compile(r"([a-z]{2,3})-([A-Z]{2})")
SIZE = ("1200", "630")
"""Width and height of a share card in pixels."""


def tags(record: Record, site: Site, card: str = "", said: str = "") -> list[Tag]:
    """What a share shows of *record*.

    *card* is the file of its share card, which a withdrawn one has not, and *said* the words that
    describe the story, warnings first. The site's name stands there only where the newspaper's is
    known: programs that keep references would take it for that of the newspaper.
    """
    return [
        *with_property("og:type", "website" if record.status == "withdrawn" else "article"),
        *with_property("og:title", record.title),
        *with_property("og:url", site.page(record)),
        *with_property("og:description", said),
        *with_property("og:site_name", site.name if record.publication else ""),
        *with_property("og:locale", _locale(record.language)),
        *_article(record),
        *_card(record, site.at(card)),
    ]


def _locale(language: str) -> str:
    """*language* as Open Graph writes it, where it names a region, as it must there."""
    found = REGION.fullmatch(language)
    return "_".join(found.groups()) if found else ""


def _article(record: Record) -> list[Tag]:
    if record.status == "withdrawn":
        return []
    return [
        *with_property("article:published_time", record.published * _is_day(record.published)),
        *with_property("article:modified_time", record.updated * _is_day(record.updated)),
        *with_property("article:section", record.section),
        *with_property("article:tag", *record.topics),
    ]


def _is_day(date: str) -> bool:
    """Whether *date* is a whole day or more precise, without doubt."""
    return DAY.fullmatch(date) is not None


def _card(record: Record, address: str) -> list[Tag]:
    if not address:
        return named("twitter:card", "summary")
    return [
        *with_property("og:image", address),
        *with_property("og:image:type", "image/png"),
        *with_property("og:image:width", SIZE[0]),
        *with_property("og:image:height", SIZE[1]),
        *with_property("og:image:alt", record.title),
        *named("twitter:card", "summary_large_image"),
    ]
