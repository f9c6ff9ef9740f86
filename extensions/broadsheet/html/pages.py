"""What each kind of page says: plain values, ready for a template to print."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from broadsheet.article import kicker, published
from broadsheet.model import dates, urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.config import Config

    from broadsheet.model.catalogue import Record

Context = dict[str, Any]


def site(config: Config, *, style_sheet: str) -> Context:
    """What every page says of the site as a whole."""
    version = hashlib.sha256(style_sheet.encode()).hexdigest()[:12]
    return {
        "name": config.project,
        "home": urls.page(config.root_doc),
        "language": (config.language or "en").replace("_", "-"),
        "styles": urls.STYLES,
        "styles_version": version,
        "copyright": config.copyright,
    }


def plain(title: str) -> Context:
    """A page of the maintainer's, such as the front page."""
    return {"template": "page.html", "kind": "page", "page": {"title": title}}


def entry(record: Record) -> Context:
    """The page of one entry."""
    photo = record.share_photo
    return {
        "template": "entry.html",
        "kind": "entry",
        "page": {
            "title": record.title,
            "language": record.language,
            "direction": record.written,
            "description": "" if record.status == "withdrawn" else record.excerpt,
            "picture": _picture(record) if photo else None,
            "status": record.status,
            "year": record.year,
            "list": urls.page(_list_of(record)),
        },
    }


def lists(records: Sequence[Record]) -> Iterator[tuple[str, Context, str]]:
    """The listing pages, as Sphinx takes them: document name, context, template."""
    for pagename, listed in groupby(sorted(records, key=_place), key=_list_of):
        rows = [row(record) for record in listed]
        year = "" if pagename == urls.undated() else pagename.partition("/")[0]
        context = {
            "template": "list.html",
            "kind": "list",
            "page": {"title": year or _("Of uncertain date"), "year": year},
            "rows": rows,
        }
        yield pagename, context, "list.html"


def years(records: Sequence[Record]) -> list[Context]:
    """The listing pages with their names, addresses and numbers of stories, oldest first."""
    found = []
    for pagename, listed in groupby(sorted(records, key=_place), key=_list_of):
        year = "" if pagename == urls.undated() else pagename.partition("/")[0]
        label = year or _("Of uncertain date")
        found.append({"label": label, "address": urls.page(pagename), "count": len(list(listed))})
    return found


def _place(record: Record) -> tuple[str, Any]:
    listing = _list_of(record)
    return ("~" if listing == urls.undated() else listing, record.order)


def _list_of(record: Record) -> str:
    """The document name of the page that lists *record*."""
    return urls.year(record.year) if record.year else urls.undated()


def row(record: Record) -> Context:
    """A story in a list."""
    return {
        "title": record.title,
        "address": record.address,
        "byline": record.byline,
        "date": published(record),
        "datetime": _datetime(record),
        "kicker": kicker(record),
        "excerpt": record.excerpt,
        "warning": _warning(record),
        "picture": _picture(record) if record.share_photo else None,
        "language": record.language,
        "direction": record.written,
        "withdrawn": record.status == "withdrawn",
    }


def _warning(record: Record) -> str:
    """The words of the entry's first content warning."""
    said = [record.warning] if record.warning else list(record.warnings)
    return said[0].text if said else ""


def _datetime(record: Record) -> str:
    """The value of a `time` element's `datetime`, only where the date is a plain one."""
    if not record.published or not dates.read(record.published).exact:
        return ""
    return record.published


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
