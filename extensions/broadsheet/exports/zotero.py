"""The tags by which Zotero, Citoid and Google Scholar take a page for a newspaper article.

Zotero's translator Embedded Metadata believes `z:itemType` before all else. A tag named
`citation_journal_title` would make a journal article of it, whatever the others say, so there is
none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.model import bibliography
from broadsheet.model.web import named

if TYPE_CHECKING:
    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag

MAKERS = ("writer", "agency")
PAGES = re.compile(r"([\w.]+)\s*[-–—]\s*([\w.]+)")


def tags(record: Record, site: Site, pdf: str = "") -> list[Tag]:
    """What *record* says; *pdf* is the file of its PDF. Nothing of a withdrawn one."""
    if record.status == "withdrawn":
        return []
    return [
        *named("z:itemType", "newspaperArticle"),
        *named("z:translators", *site.names(record, "translator")),
        *_prism(record),
        *named("citation_title", record.title),
        *named("citation_author", *site.names(record, *MAKERS)),
        *named("citation_publication_date", _day(record)),
        *named("citation_language", record.language),
        *named("citation_public_url", site.page(record)),
        *named("citation_pdf_url", site.at(pdf)),
    ]


def _prism(record: Record) -> list[Tag]:
    """The newspaper, the day and the page; a date that is not certain stands there in words."""
    pages = PAGES.fullmatch(record.page)
    first, last = pages.groups() if pages else (record.page, "")
    return [
        *named("prism.publicationName", record.publication),
        *named("prism.publicationDate", date(record.published)),
        *named("prism.edition", record.edition),
        *named("prism.section", record.section),
        *named("prism.startingPage", first),
        *named("prism.endingPage", last),
    ]


def date(published: str) -> str:
    """The date as numbers where it is plain, else in brackets, as libraries write it."""
    if not published:
        return ""
    known = bibliography.parts(published)
    plain = "-".join(f"{part:02}" for part in known)
    return plain or bibliography.in_brackets(published)


def _day(record: Record) -> str:
    return "/".join(f"{part:02}" for part in bibliography.parts(record.published))
