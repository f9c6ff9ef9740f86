"""What the pages of a book say of it: its title, its contents, and how accessible it is.

Source: EPUB Accessibility 1.1, https://www.w3.org/TR/epub-a11y-11/, section 3 (metadata).
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.model import moments, tongues, urls
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.config import Config

    from broadsheet.model.catalogue import Record
    from broadsheet.volumes import Volume

STYLES = "styles.css"
TITLE = "title.xhtml"
CONTENTS = "contents.xhtml"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:broadsheet:volume")
"""Where the identifiers of volumes come from, since nobody hands them out."""

AUTHORS = 12
FEATURES = ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")


def about(volume: Volume, config: Config) -> dict[str, Any]:
    """What a book says of itself."""
    language = config.language or "en"
    records = volume.records
    described = all(photo.alt for record in records for photo in record.photos)
    return {
        "archive": config.project,
        "label": volume.label,
        "count": spoken.stories(len(records)),
        "language": language,
        "direction": tongues.direction(language),
        "identifier": _identifier(volume, config),
        "modified": _modified(records),
        "rights": sorted({record.rights for record in records if record.rights}),
        "authors": _authors(records),
        "pictures": any(record.photos for record in records),
        "described": described,
        "features": (*(("alternativeText",) if described else ()), *FEATURES),
        "summary": _summary(records, described=described),
        "years": [
            (year, [story(record, language) for record in group])
            for year, group in groupby(records, key=_year)
        ],
        "first": address(records[0]),
        "styles": STYLES,
    }


def story(record: Record, site: str) -> dict[str, Any]:
    """What the page of a story and the contents say of it."""
    place = address(record)
    return {
        "title": record.title or record.docname,
        "address": place,
        "language": record.language or site,
        "direction": record.direction or tongues.direction(record.language or site),
        "styles": urls.relative(place, STYLES),
    }


def address(record: Record) -> str:
    """Where the page of a story lies in the book."""
    return f"{record.docname}.xhtml"


def _year(record: Record) -> str:
    return record.year or _("Of uncertain date")


def _identifier(volume: Volume, config: Config) -> str:
    """A name for the volume that stays when it is made again."""
    name = f"{config.html_baseurl or config.project} {volume.name}"
    return uuid.uuid5(SPACE, name).urn


def _modified(records: list[Record]) -> str:
    """When the book was last changed: a time that no clock decides, as in the PDFs."""
    seconds = moments.timestamp_of(records, moments.epoch())
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _authors(records: list[Record]) -> list[str]:
    """Who wrote the stories, each once, in their order; where they are many, no shelf asks."""
    names = (author.name for record in records for author in record.authors if author.name)
    found = list(dict.fromkeys(names))
    return found if len(found) <= AUTHORS else []


def _summary(records: list[Record], *, described: bool) -> str:
    """How accessible the book is, in a few sentences."""
    said = [_("The text can be read aloud, enlarged and set anew, in its order, with headings.")]
    if any(record.photos for record in records):
        every = _("Every picture has a description.")
        said.append(every if described else _("Some pictures have no description."))
    if any(record.warnings or record.warning for record in records):
        said.append(_("Content warnings stand before what they cover."))
    return " ".join(said)
