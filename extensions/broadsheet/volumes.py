"""The volumes: what an archive is bound into, and which stories stand in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from broadsheet import spoken
from broadsheet.model import ways
from broadsheet.model.people import folded
from broadsheet.model.slugs import slug
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from broadsheet.model.catalogue import Record
    from broadsheet.model.ways import Listings

FOLDER = "volumes"
UNDATED = "undated"
UNNAMED = "without-publication"


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its file's name without the ending, what it holds in words, and its stories.

    The words of the volume that holds the whole archive are empty.
    """

    name: str
    label: str
    records: list[Record] = field(default_factory=list)


def planned(
    kinds: Iterable[str], shown: Sequence[Record], listings: Listings, archive: str
) -> list[Volume]:
    """The volumes of all *kinds*, each file once; *shown* are all stories in their order.

    Those whose year is not sure stand together, at the end.
    """
    found: dict[str, Volume] = {}
    settled = sorted(shown, key=lambda record: not record.year)
    for kind in dict.fromkeys(kinds):
        for volume in PLANS[kind](settled, listings, archive):
            known = found.setdefault(volume.name, volume)
            if known.label != volume.label:  # an archive may be called `1926`
                name = f"{volume.name}-archive"
                found[name] = Volume(name, volume.label, volume.records)
    return [volume for volume in found.values() if volume.records]


def _bound(
    shown: Iterable[Record], place: Callable[[Record], tuple[str, str] | None]
) -> Iterator[Volume]:
    """The volumes that *place* finds for the stories, by name and label."""
    found: dict[str, Volume] = {}
    for record in shown:
        named = place(record)
        if named is not None:
            volume = found.setdefault(named[0], Volume(*named))
            volume.records.append(record)
    yield from found.values()


def _years(shown: Sequence[Record], _listings: Listings, _archive: str) -> Iterator[Volume]:
    return _bound(shown, _year)


def _year(record: Record) -> tuple[str, str]:
    """The volume of a story's year; of those whose year is not sure there is one for all."""
    if not record.year:
        return f"{FOLDER}/{UNDATED}", _("Of uncertain date")
    return f"{FOLDER}/{record.year}", spoken.date(ways.edtf(record.year))


def _months(shown: Sequence[Record], _listings: Listings, _archive: str) -> Iterator[Volume]:
    return _bound(shown, _month)


def _month(record: Record) -> tuple[str, str]:
    """The volume of a story's month, or of the stories of its year whose month is not sure."""
    if record.month:
        return f"{FOLDER}/{record.month}", spoken.date(ways.edtf(record.month))
    name, label = _year(record)
    return (
        (f"{name}-{UNDATED}", f"{label}. {_('Month not known')}") if record.year else (name, label)
    )


def _valued(
    way: str, shown: Sequence[Record], listings: Listings, _archive: str
) -> Iterator[Volume]:
    """The volumes of what stories say on a way; withdrawn ones, which no list has, among them."""
    known = {folded(listing.label): listing for listing in listings.of(way)}

    def place(record: Record) -> tuple[str, str] | None:
        for value in ways.BY_NAME[way].values(record, listings.people):
            if value.label:
                listing = known.get(folded(value.label))
                key, label = (
                    (listing.key, listing.label) if listing else (slug(value.label), value.label)
                )
                return f"{FOLDER}/{way}/{key}", label
        # What names no publication is not lost; what belongs to no series has other volumes.
        return (f"{FOLDER}/{UNNAMED}", _("No publication named")) if way == "publications" else None

    return _bound(shown, place)


def _whole(shown: Sequence[Record], _listings: Listings, archive: str) -> Iterator[Volume]:
    yield Volume(f"{FOLDER}/{slug(archive)}", "", list(shown))


PLANS: dict[str, Callable[[Sequence[Record], Listings, str], Iterator[Volume]]] = {
    "year": _years,
    "month": _months,
    "publication": partial(_valued, "publications"),
    "series": partial(_valued, "series"),
    "all": _whole,
}
