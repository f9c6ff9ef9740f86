"""What lies around each entry: the earlier and the later, those of its day, those that point to it.

All of it is found in one walk through the archive, and an entry's page is written again when a
digest of what lies around it changes, though nothing in its own file did.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.domain import archive_domain, people_of
from broadsheet.model.ways import Listing, Listings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from broadsheet.domain import ArchiveDomain
    from broadsheet.model.catalogue import Record

OF_A_DAY = 8
"""How many other stories of the same day an entry's page names; the day's own page has them all."""


@dataclass(slots=True)
class Surroundings:
    """What the page of one entry shows of other entries; all of them published.

    ``earlier`` and ``later`` are its neighbours among the stories whose year is known, ``same_day``
    the first others of its day, ``related`` those that it points to by id, ``backlinks`` those that
    point to it, and ``people`` the pages of the people whom it names.
    """

    earlier: Record | None = None
    later: Record | None = None
    day: Listing | None = None
    same_day: tuple[Record, ...] = ()
    related: tuple[Record, ...] = ()
    backlinks: tuple[Record, ...] = ()
    people: tuple[Listing, ...] = ()

    def shown(self) -> Iterator[Record]:
        """Every other entry that the page shows something of."""
        yield from (record for record in (self.earlier, self.later) if record)
        yield from self.same_day
        yield from self.related
        yield from self.backlinks


def around(records: Sequence[Record], listings: Listings) -> dict[str, Surroundings]:
    """What lies around each of *records*, oldest first, by docname."""
    found = {record.docname: Surroundings() for record in records}
    published = [record for record in records if record.status == "published"]
    for before, after in pairwise(record for record in published if record.year):
        found[before.docname].later, found[after.docname].earlier = after, before
    _point(published, found)
    for record in published:
        here = found[record.docname]
        here.people = tuple(listings.on("people", record))
        for here.day in listings.on("days", record):
            here.same_day = tuple(_others(here.day, record))
    return found


def _others(day: Listing, record: Record) -> list[Record]:
    """The first stories of *day* that are not *record*."""
    return [other for other in day.records[: OF_A_DAY + 1] if other is not record][:OF_A_DAY]


def _point(published: Sequence[Record], found: dict[str, Surroundings]) -> None:
    """Note which of *published* point to which, in both directions."""
    by_id: dict[str, Record] = {}
    for record in published:
        by_id.setdefault(record.id, record)
    backlinks: dict[str, list[Record]] = {}
    for record in published:
        ids = dict.fromkeys(fact.id for fact in record.related if fact.id)
        targets = [by_id[key] for key in ids if key in by_id and by_id[key] is not record]
        found[record.docname].related = tuple(targets)
        for target in targets:
            backlinks.setdefault(target.docname, []).append(record)
    for docname, pointing in backlinks.items():
        found[docname].backlinks = tuple(pointing)


def listings(env: BuildEnvironment) -> Listings:
    """Every way through the archive, made once for as long as no record changes."""
    return archive_domain(env).made(
        "listings", lambda domain: Listings(domain.shown(), people_of(env))
    )


def of(env: BuildEnvironment) -> Mapping[str, Surroundings]:
    """What lies around each entry that is not a draft, made once while no record changes."""
    return archive_domain(env).made(
        "surroundings", lambda domain: around(domain.shown(), listings(env))
    )


def digests(env: BuildEnvironment) -> dict[str, str]:
    """For each entry that is not a draft, a digest of all that its page shows of others."""
    domain = archive_domain(env)
    faces = {docname: "\x01".join(record.face) for docname, record in domain.records.items()}
    found = {}
    for docname, here in of(env).items():
        told = [faces[record.docname] for record in here.shown()]
        told += [faces[other.docname] for other in pointed(domain, domain.records[docname])]
        told += [f"{listing.label} {listing.docname}" for listing in here.people]
        told.append(f"{len(here.day.records)} {bool(here.earlier)}" if here.day else "")
        found[docname] = hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
    return found


def pointed(domain: ArchiveDomain, record: Record) -> list[Record]:
    """Every entry that *record* points to within its text, whatever has become of it."""
    by_id = domain.by_id()
    return [by_id[fact.id] for fact in record.related if fact.id in by_id]
