"""What leads into a volume: its contents, the list of its photographs, and its indexes."""

from __future__ import annotations

import posixpath
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from broadsheet import spoken
from broadsheet.model import ways
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Photo
    from broadsheet.model.ways import Listing, Listings

INDEXED = ("people", "places", "topics")


class Pictured(NamedTuple):
    """A photograph of a volume: the story that it stands in, and the picture's name there."""

    record: Record
    photo: Photo
    name: str


class Entry(NamedTuple):
    """An entry of an index: its words, its stories, and whether it is the first of its letter."""

    label: str
    records: tuple[Record, ...]
    begins: bool = False


def groups(records: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
    """The stories of a volume by year, those of uncertain date last; one group has no name."""
    found = [(year, list(group)) for year, group in groupby(records, key=_year)]
    for year, group in found:
        yield year if len(found) > 1 else "", group


def when(record: Record) -> str:
    """The date of a story in words."""
    return spoken.date(record.published.split("T")[0]) if record.published else _("undated")


def photographs(records: Iterable[Record]) -> list[Pictured]:
    """The photographs of the stories that are not withdrawn, in their order."""
    return [
        Pictured(record, photo, posixpath.join(posixpath.dirname(record.docname), photo.src))
        for record in records
        if record.status == "published"
        for photo in record.photos
        if not photo.missing
    ]


def index(way: str, records: Iterable[Record], listings: Listings) -> list[Entry]:
    """The index of what the stories say on *way*, in the order of its letters."""
    found: dict[str, tuple[Listing, list[Record]]] = {}
    for record in records:
        for listing in listings.on(way, record):
            found.setdefault(listing.key, (listing, []))[1].append(record)
    ordered = sorted(found.values(), key=lambda entry: entry[0].order)
    return [
        Entry(listing.filed, tuple(stories), begins=place == 0)
        for _letter, group in groupby(ordered, key=lambda entry: entry[0].letter)
        for place, (listing, stories) in enumerate(group)
    ]


def _year(record: Record) -> str:
    return spoken.date(ways.edtf(record.year)) if record.year else _("Of uncertain date")
