"""Atom feeds (RFC 4287), and the archive of the feed of all stories (RFC 5005).

Nothing here looks at a clock. An entry's `updated` is the latest day that the story itself tells:
published, updated, corrected, captured, or annotated by the archive. A day is given as its first
second, in UTC; of an uncertain date the earliest day counts. A story that tells no day at all has
1970-01-01, as Atom demands a time. `published` is there only where the whole day is known.
"""

from __future__ import annotations

import re
import uuid
from datetime import MAXYEAR
from functools import partial
from heapq import nlargest
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.model import bibliography, dates, urls
from broadsheet.model.web import File, described
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Whole

MEDIA_TYPE = "application/atom+xml"
ATOM, HISTORY = "http://www.w3.org/2005/Atom", "http://purl.org/syndication/history/1.0"
FAMILY = uuid.UUID("7c3a8a52-3f0e-5d1b-9b1c-0d5f5c1c8f5e")
"""What the names of stories and feeds are made with, so that they are Broadsheet's own."""

WHOLE = "all"
RECENT = 40
"""How many stories a feed holds, the last to change; that of all stories has archives beside it."""

NEVER = "1970-01-01T00:00:00Z"
MAKERS, OTHERS = ("writer", "agency"), ("photographer", "editor", "translator")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Feed(NamedTuple):
    """A feed: its title, its name below `feeds/`, and its stories, the last to change first."""

    title: str
    name: str
    records: Sequence[Record]

    @property
    def address(self) -> str:
        """The file's address."""
        return urls.feed(self.name)


class Archive(NamedTuple):
    """A part of the feed of all stories that only changes when a story of its year does."""

    year: str
    records: Sequence[Record]

    @property
    def address(self) -> str:
        """The file's address."""
        return urls.feed(f"{WHOLE}-{self.year or urls.UNDATED}")


def files(whole: Whole) -> Iterator[File]:
    """The feed of all stories with its archives, and a feed for each value of a way."""
    site, parts = whole.site, archives(whole.records)
    if not parts:
        return
    order = {record.docname: _order(record) for record in whole.records}

    def recent(records: Sequence[Record]) -> list[Record]:
        return nlargest(RECENT, records, key=lambda record: order[record.docname])

    every = Feed(site.name, WHOLE, recent(whole.records))
    names = [part.address for part in parts]
    made_of = whole.digest([every.title, names[-1]], every.records)
    yield File(every.address, made_of, lambda: document(every, site, parts))
    for place, part in enumerate(parts):
        made_of = whole.digest([every.title, *names[max(0, place - 1) : place + 2]], part.records)
        yield File(
            part.address, made_of, partial(archive_document, every.title, parts, place, site)
        )
    for title, name, records in whole.lists:
        feed = Feed(f"{site.name}: {title}", name, recent(records))
        yield File(
            feed.address, whole.digest([feed.title], feed.records), partial(document, feed, site)
        )


def archives(records: Iterable[Record]) -> list[Archive]:
    """The parts of the whole archive: stories of no certain year first, then a part for each year.

    A new story only changes the part of its own year, so that who has the others may keep them.
    """
    years: dict[str, list[Record]] = {}
    for record in records:
        years.setdefault(record.year, []).append(record)
    known = sorted(years.items(), key=lambda item: int(item[0] or -1_000_000))
    return [Archive(year, held) for year, held in known]


def document(feed: Feed, site: Site, archived: Sequence[Archive] = ()) -> str:
    """The feed as XML; *archived* are the parts of the whole archive, where it is that of all."""
    links = [("prev-archive", archived[-1].address)] if archived else []
    return _document(feed.title, feed.address, feed.records, site, links)


def archive_document(title: str, archived: Sequence[Archive], place: int, site: Site) -> str:
    """The part at *place* of the whole archive as XML."""
    here = archived[place]
    links = [("current", urls.feed(WHOLE))]
    if place:
        links.append(("prev-archive", archived[place - 1].address))
    if place + 1 < len(archived):
        links.append(("next-archive", archived[place + 1].address))
    named = f"{title}: {here.year or _('Of uncertain date')}"
    held = sorted(here.records, key=_order, reverse=True)
    return _document(named, here.address, held, site, links, history="<fh:archive/>\n")


def _document(  # noqa: PLR0913 - the parts of a feed
    title: str,
    address: str,
    records: Sequence[Record],
    site: Site,
    links: Sequence[tuple[str, str]],
    *,
    history: str = "",
) -> str:
    own = [("self", address)] if site.address else []
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="{ATOM}" xmlns:fh="{HISTORY}" xml:lang="{_text(site.language)}">\n',
        f"<id>{_name(f'feed {address}')}</id>\n",
        f"<title>{_text(title)}</title>\n",
        f"<updated>{max(map(updated, records), default=NEVER)}</updated>\n",
        f"<author><name>{_text(site.name)}</name></author>\n",
        *(_link(kind, _from(address, target, site)) for kind, target in (*own, *links)),
        history,
        *(_entry(record, address, site) for record in records),
        "</feed>\n",
    ]
    return "".join(lines)


def _from(here: str, target: str, site: Site) -> str:
    """The link from the feed at *here*; whole where the site has an address."""
    return site.at(target) or urls.relative(here, target)


def _entry(record: Record, here: str, site: Site) -> str:
    language = f' xml:lang="{_text(record.language)}"' if record.language else ""
    return "".join([
        f"<entry{language}>\n",
        f"<id>{_name(f'story {record.id or record.docname}')}</id>\n",
        f"<title>{_text(record.title)}</title>\n",
        f"<updated>{updated(record)}</updated>\n",
        *_published(record),
        *_people(record, site),
        _link("alternate", _from(here, record.address, site)),
        _link("via", record.url) if record.url else "",
        *(f'<category term="{_text(topic)}"/>\n' for topic in record.topics),
        f"<rights>{_text(record.rights)}</rights>\n" if record.rights else "",
        f'<summary type="text">{_text(described(record))}</summary>\n',
        "</entry>\n",
    ])  # fmt: skip


def _people(record: Record, site: Site) -> Iterator[str]:
    """Who made the story; an unsigned one is the newspaper's."""
    makers = site.names(record, *MAKERS) or [record.publication] * bool(record.publication)
    yield from (f"<author><name>{_text(name)}</name></author>\n" for name in makers)
    others = site.names(record, *OTHERS)
    yield from (f"<contributor><name>{_text(name)}</name></contributor>\n" for name in others)


def _published(record: Record) -> Iterator[str]:
    known = bibliography.parts(record.published)
    if len(known) == 3 and known[0] <= MAXYEAR and "X" not in record.published:  # noqa: PLR2004 - a day
        yield f"<published>{_moment(record.published)}</published>\n"


def updated(record: Record) -> str:
    """The latest moment that the story tells of, as Atom writes it."""
    told = [record.published, record.updated, record.captured]
    told += [fact.date for fact in record.corrections]
    told += [fact.date for fact in record.notes]
    return max((_moment(date) for date in told if date), default=NEVER)


def _order(record: Record) -> tuple[str, str]:
    return updated(record), record.docname


def _moment(date: str) -> str:
    """*date* as the first second that it allows; a time of day without an offset is not used."""
    plain = MOMENT.fullmatch(date)
    if plain is None:
        known = dates.read(date)
        day = (known.earliest or known.latest).partition("T")[0]
        return f"{day}T00:00:00Z" if MOMENT.fullmatch(day) else NEVER
    day, time, seconds, offset = plain.groups()
    return f"{day}T{time}{seconds or ':00'}{offset}" if offset else f"{day}T00:00:00Z"


def _name(of: str) -> str:
    """The name of a story or a feed for ever, whatever its address: a `urn:uuid`."""
    return uuid.uuid5(FAMILY, of).urn


def _link(kind: str, address: str) -> str:
    media_type = {"alternate": "text/html", "via": ""}.get(kind, MEDIA_TYPE)
    typed = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{kind}"{typed} href="{_text(address)}"/>\n'


def _text(text: str) -> str:
    """*text* as it may stand in XML, which has no room for some characters."""
    return escape(NOT_XML.sub("", text))
