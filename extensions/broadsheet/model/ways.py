"""The ways through the archive, in one table, and the stories that lie on each.

A row of `WAYS` is all that a new way needs: its pages, its feeds and its place in the navigation
follow, because all of them loop over the table.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.model import urls
from broadsheet.model.people import People, folded
from broadsheet.model.slugs import slug
from broadsheet.words import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Author

_KEYED = "\0"
"""What an identity begins with that comes from an authority, and not from the words."""

MARK = 4
"""How many digits tell two labels apart whose addresses would be the same."""


class Value(NamedTuple):
    """What an entry says on a way: the words to show, and what an authority gives, if one does.

    That is a key, and the form in which the words are filed.
    """

    label: str
    key: str = ""
    sort_name: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the archive: its name in addresses, its title, and what entries say on it.

    ``described`` is what the page of one value says of itself, with a `%s` for the value.
    """

    name: str
    title: str
    described: str
    values: Callable[[Record, People], Iterable[Value]]
    address: Callable[[str, str], str] = urls.value
    """The document name of a value's page, from the way's name and the value's key."""

    @property
    def calendar(self) -> bool:
        """Whether it leads through time, whose pages lie at the archive's root."""
        return self.address is not urls.value


@dataclass(slots=True)
class Listing:
    """One value of a way, with its stories, oldest first."""

    way: Way
    label: str
    key: str
    sort_name: str = ""
    records: list[Record] = field(default_factory=list)

    @property
    def docname(self) -> str:
        """The document name of its first page."""
        return self.way.address(self.way.name, self.key)

    @property
    def filed(self) -> str:
        """The words under which it stands in a list by letters.

        The label follows where an authority files it in other letters: under a name of another
        script nobody would know the one that was printed.
        """
        if not self.sort_name or _letters(self.sort_name) == _letters(self.label):
            return self.sort_name or self.label
        return f"{self.sort_name} ({self.label})"

    @property
    def letter(self) -> str:
        """The letter under which it stands: the first, without accents; `#` for a figure."""
        for character in unicodedata.normalize("NFKD", self.filed):
            if character.isalpha():
                return character.upper()[0]
            if character.isdigit():
                return "#"
        return "#"

    @property
    def order(self) -> tuple[str, list[str], str]:
        """What it is sorted by in a list by letters.

        As in libraries, what stands before a comma is compared first: `Byrne, Zoe` comes before
        `Byrne Smith, Ann`.
        """
        return self.letter, folded(self.filed).split(","), self.key


def _letters(name: str) -> list[str]:
    """The letters and figures of *name*, whatever their order."""
    return sorted(filter(str.isalnum, folded(name)))


def _person(author: Author, people: People) -> Value:
    return _known(people.key_of(author), people) or Value(author.name or author.person)


def _known(key: str, people: People) -> Value | None:
    """The person whom people.yaml has under *key*; nothing where it has nobody."""
    person = people.by_key.get(key)
    return Value(person.name, key, person.sort_name) if person else None


def _people(record: Record, people: People) -> Iterator[Value]:
    """Who made the story, as its head and its bylines say, and whom it is about."""
    for author in record.authors:
        yield _person(author, people)
    for byline in record.bylines:
        for author in byline.authors:
            yield _person(author, people)
    for name in record.people:
        yield _known(people.key_named(name), people) or Value(name)


def _publications(record: Record, _people: People) -> Iterator[Value]:
    yield Value(record.publication)


def _topics(record: Record, _people: People) -> Iterator[Value]:
    yield from map(Value, record.topics)


def _places(record: Record, _people: People) -> Iterator[Value]:
    yield from map(Value, record.places)


def _series(record: Record, _people: People) -> Iterator[Value]:
    yield Value(record.series)


def _sources(record: Record, _people: People) -> Iterator[Value]:
    for source in record.sources:
        yield Value(source.name)


def _years(record: Record, _people: People) -> Iterator[Value]:
    yield Value(record.year, record.year)


def _months(record: Record, _people: People) -> Iterator[Value]:
    if record.month:
        yield Value(record.month, record.month)


def _days(record: Record, _people: People) -> Iterator[Value]:
    if record.day:
        yield Value(record.day, record.day)


def edtf(key: str) -> str:
    """The key of a year, a month or a day as EDTF writes it, with four digits for the year."""
    sign, digits = ("-", key[1:]) if key.startswith("-") else ("", key)
    year, dash, rest = digits.partition("-")
    long = "Y" if len(year) > 4 else ""  # noqa: PLR2004 - EDTF's longer years
    return f"{long}{sign}{year.zfill(4)}{dash}{rest}"


def _dated(_name: str, key: str) -> str:
    return urls.dated(key)


WAYS = (
    Way("years", marked("Years"), marked("Stories of %s"), _years, _dated),
    Way("months", marked("Months"), marked("Stories of %s"), _months, _dated),
    Way("days", marked("Days"), marked("Stories of %s"), _days, _dated),
    Way("people", marked("People"), marked("Stories by %s, or about them"), _people),
    Way("publications", marked("Publications"), marked("Stories from %s"), _publications),
    Way("topics", marked("Topics"), marked("Stories about %s"), _topics),
    Way("places", marked("Places"), marked("Stories about %s"), _places),
    Way("series", marked("Series"), marked("The series %s"), _series),
    Way("sources", marked("Sources"), marked("Stories that cite %s"), _sources),
)
BY_NAME = {way.name: way for way in WAYS}


Labels = dict[tuple[str, str], dict[str, int]]
"""For each way's name and each value's identity, how often it was written in which words."""


class Listings:
    """Every way with its values and their stories, made once for the whole archive."""

    def __init__(self, records: Iterable[Record], people: People | None = None) -> None:
        """Sort *records*, which come oldest first; those that are not published are in no list."""
        self.people = people or People()
        self._by_identity: dict[str, dict[str, Listing]] = {way.name: {} for way in WAYS}
        self._on: dict[str, dict[str, list[Listing]]] = {way.name: {} for way in WAYS}
        self._sorted: dict[str, list[Listing]] = {}
        labels: Labels = {}
        for record in records:
            if record.status == "published":
                for way in WAYS:
                    self._place(way, record, labels)
        for way in WAYS:
            _name(way, self._by_identity[way.name], labels)

    def _place(self, way: Way, record: Record, labels: Labels) -> None:
        found = self._by_identity[way.name]
        for value in way.values(record, self.people):
            identity = _identity(value)
            if not identity:
                continue
            listing = found.get(identity)
            if listing is None:
                listing = found[identity] = Listing(way, *value)
            elif listing.records[-1] is record:
                continue  # the story says the same twice
            listing.records.append(record)
            self._on[way.name].setdefault(record.docname, []).append(listing)
            if not value.key:
                written = labels.setdefault((way.name, identity), {})
                written[value.label] = written.get(value.label, 0) + 1

    def of(self, way: str) -> list[Listing]:
        """The listings of the way of that name, in the order of their letters, or of time."""
        if way not in self._sorted:
            found = list(self._by_identity[way].values())  # as they were met: in order of time
            if not BY_NAME[way].calendar:
                found.sort(key=attrgetter("order"))
            self._sorted[way] = found
        return self._sorted[way]

    def at(self, way: str, key: str) -> Listing | None:
        """The listing of the way *way* under an authority's *key*, or under a day, if there is."""
        return self._by_identity[way].get(_KEYED + key)

    def of_author(self, author: Author) -> Listing | None:
        """The listing of the person whom *author* names, if a published story has them."""
        return self._by_identity["people"].get(_identity(_person(author, self.people)))

    def on(self, way: str, record: Record) -> list[Listing]:
        """The listings of the way of that name that hold *record*, in the order of its words."""
        return self._on[way].get(record.docname, [])


def _identity(value: Value) -> str:
    """What tells *value* from all others of its way; empty where it says nothing."""
    return _KEYED + value.key if value.key else folded(value.label)


def _name(way: Way, found: dict[str, Listing], labels: Labels) -> None:
    """Give every listing of *way* its key and its most usual label.

    The key is made of the label; where two labels would share one, all but the first in their
    order carry a few digits of their checksum.
    """
    taken = {listing.key for listing in found.values() if listing.key}
    for identity in sorted(name for name, listing in found.items() if not listing.key):
        listing = found[identity]
        listing.label = min(
            labels[way.name, identity].items(), key=lambda item: (-item[1], item[0])
        )[0]
        key = slug(listing.label)
        if key in taken:
            key = f"{key}-{hashlib.sha256(identity.encode()).hexdigest()[:MARK]}"
        taken.add(key)
        listing.key = key
