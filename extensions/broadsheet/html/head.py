"""The head of an entry's page: what machines read of the story, each value from its record."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from broadsheet.exports import dublincore, jsonld, memento, opengraph, zotero

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag


def tags(record: Record, site: Site, *, pdf: str = "", card: str = "", said: str = "") -> Markup:
    """The tags for the page of *record*.

    *pdf* and *card* are the addresses of its PDF and its share card, from the site's root; *said*
    describes the story in a few words, warnings first.
    """
    found = [
        *memento.tags(record, site),
        *opengraph.tags(record, site, card, said),
        *dublincore.tags(record, site),
        *zotero.tags(record, site, pdf),
    ]
    data = f'<script type="{jsonld.MEDIA_TYPE}">{jsonld.text(record, site)}</script>'
    return Markup(f"{_printed(found)}\n{data}")  # noqa: S704 - escaped here


def _printed(found: Iterable[Tag]) -> str:
    return "\n".join(
        f'<link rel="{escape(key)}" href="{escape(value)}">'
        if kind == "link"
        else f'<meta {kind}="{escape(key)}" content="{escape(" ".join(value.split()))}">'
        for kind, key, value in found
    )
