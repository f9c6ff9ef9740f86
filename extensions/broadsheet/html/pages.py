"""What each kind of page says: plain values, ready for a template to print.

All that looks at the whole archive is done once a build; nothing here walks through it for a single
page.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.article import kicker, published
from broadsheet.model import dates, tongues, urls
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.config import Config

    from broadsheet.model.catalogue import Record

Context = dict[str, Any]
Heading = tuple[float, str]

# What HTML allows in `datetime`: a year, a month, a day, or a minute with or without an offset.
DATETIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
LAST = float("inf")
SEASONS = {first: dates.SEASON_NAMES[season] for season, (first, _last) in dates.SEASONS.items()}


def site(config: Config, *, style_sheet: str) -> Context:
    """What every page says of the site as a whole."""
    language = tongues.tag(config.language or "en")
    return {
        "name": config.project,
        "home": urls.page(config.root_doc),
        "language": language,
        "direction": tongues.direction(language),
        "styles": urls.STYLES,
        "styles_version": hashlib.sha256(style_sheet.encode()).hexdigest()[:12],
        "copyright": config.copyright if isinstance(config.copyright, str) else "",
    }


def plain(title: str) -> Context:
    """A page of the maintainer's, such as the front page."""
    return {"template": "page.html", "kind": "page", "page": {"title": title}}


def entry(record: Record) -> Context:
    """The page of one entry; that of a withdrawn one says no more than its title."""
    withdrawn = record.status == "withdrawn"
    page = {
        "title": record.title,
        "language": record.language,
        "direction": record.written,
        "type": "article",
        "withdrawn": withdrawn,
    }
    if not withdrawn:
        page |= {
            "description": record.excerpt,
            "picture": _picture(record),
            "list": _way_back(record.year),
        }
    return {"template": "entry.html", "kind": "entry", "page": page}


def _way_back(year: str) -> Context:
    """The link from an entry to the list that holds it."""
    words = _("All stories of %s") % year if year else _("All stories of uncertain date")
    return {"address": urls.page(_shelf(year)), "words": words}


def lists(records: Iterable[Record]) -> Iterator[tuple[str, Context, str]]:
    """The listing pages, as Sphinx takes them: document name, context, template.

    *records* come oldest first. There is a page for each year, and one for what surely lies in
    none.
    """
    shelves = _shelves(records)
    every = years_of(shelves)
    grouped = decades(every)
    for place, (year, listed) in enumerate(shelves.items()):
        context = {
            "template": "list.html",
            "kind": "list",
            "page": _list_page(every, place),
            "groups": _groups(listed, _month if year else _span),
            "decades": grouped,
        }
        yield _shelf(year), context, "list.html"


def _list_page(every: Sequence[Context], place: int) -> Context:
    """What a listing page says of itself, and of the pages before and after it."""
    here = every[place]
    return {
        **here,
        "title": here["label"],
        "description": f"{here['label']}: {here['stories']}",
        "earlier": _near(_("Earlier: %s"), every[:place][-1:]) if here["year"] else None,
        "later": _near(_("Later: %s"), every[place + 1 :][:1]),
    }


def _near(words: str, pages: Sequence[Context]) -> Context | None:
    """The link to the neighbouring page, if there is one."""
    for page in pages:
        named = words % page["label"] if page["year"] else page["label"]
        return {"address": page["address"], "words": named}
    return None


def years(records: Iterable[Record]) -> list[Context]:
    """The listing pages with their names, addresses and numbers of stories, oldest first."""
    return years_of(_shelves(records))


def years_of(shelves: dict[str, list[Record]]) -> list[Context]:
    """The same, of stories that were sorted by year already."""
    return [
        {
            "label": year or _("Of uncertain date"),
            "year": year,
            "address": urls.page(_shelf(year)),
            "count": len(listed),
            "stories": _stories(len(listed)),
        }
        for year, listed in shelves.items()
    ]


def decades(every: Sequence[Context]) -> list[Context]:
    """The listing pages by decade; those of no certain year come last, without a decade."""

    def decade(page: Context) -> str:
        return f"{page['year'][:-1]}0s" if page["year"] else ""

    return [{"label": label, "years": list(pages)} for label, pages in groupby(every, key=decade)]


def _shelves(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records by year, oldest first; those of no certain year last, under an empty name.

    A withdrawn story is in no list; its page stays, for those who come by an old link.
    """
    shelves: dict[str, list[Record]] = {}
    for record in records:
        if record.status != "withdrawn":
            shelves.setdefault(record.year, []).append(record)
    return {
        year: shelves[year] for year in sorted(shelves, key=lambda year: (not year, int(year or 0)))
    }


def _shelf(year: str) -> str:
    """The document name of the page that lists the stories of *year*."""
    return urls.year(year) if year else urls.undated()


def _stories(count: int) -> str:
    return _("1 story") if count == 1 else _("%d stories") % count


def _groups(listed: list[Record], heading: Callable[[Record], Heading]) -> list[Context]:
    """The stories of one page under their headings."""
    found = sorted(((heading(record), record) for record in listed), key=lambda pair: pair[0])
    return [
        {"title": title, "rows": [row(record) for _heading, record in group]}
        for (_order, title), group in groupby(found, key=lambda pair: pair[0])
    ]


def _month(record: Record) -> Heading:
    """The month that a story of a certain year lies in, its season, or that it is not known."""
    first, last = (day.lstrip("-").split("-")[1] for day in (record.earliest, record.latest))
    if dates.read(record.published).precision == "season":
        return int(first) - 0.5, _capital(SEASONS[int(first)])
    if first == last:
        return int(first), dates.MONTHS[int(first)]
    return LAST, _("Month not known")


def _span(record: Record) -> Heading:
    """What is known of when a story without a certain year was published."""
    if not record.published:
        return LAST, _("No date known")
    return dates.read(record.published).order[0], _capital(spoken.date(record.published))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def row(record: Record) -> Context:
    """A story in a list; `picture` is never one that stands under a warning."""
    return {
        "title": record.title,
        "address": record.address,
        "byline": record.byline,
        "date": published(record),
        "datetime": _datetime(record),
        "kicker": kicker(record),
        "excerpt": "" if record.status == "withdrawn" else record.excerpt,
        "warning": _warning(record),
        "picture": _picture(record),
        "language": record.language,
        "direction": record.written,
        "withdrawn": record.status == "withdrawn",
    }


def _warning(record: Record) -> str:
    """The words of the entry's first content warning."""
    said = record.warning or next(iter(record.warnings), None)
    if said is None:
        return ""
    return said.text or _("This part may be disturbing.")


def _datetime(record: Record) -> str:
    """The value of a `time` element's `datetime`, only where the date is a plain one."""
    exact = DATETIME.fullmatch(record.published)
    return record.published if exact and dates.read(record.published).exact else ""


def _picture(record: Record) -> Context | None:
    """The first picture that may be shown in lists."""
    photo = record.share_photo
    if photo is None:
        return None
    name = urls.picture(f"{record.path}/{photo.src}")
    return {
        "address": f"{urls.PICTURES}/{name}",
        "alt": photo.alt,
        "width": photo.width,
        "height": photo.height,
    }
