"""What each kind of page says: plain values, ready for a template to print.

All that looks at the whole archive is done once a build; nothing here walks through it for a single
page.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from html import unescape
from typing import TYPE_CHECKING, Any

from broadsheet import words
from broadsheet.article import kicker_parts, published_parts
from broadsheet.language import of_the_site
from broadsheet.model import copies, dates, tongues, urls
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.config import Config

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Photo

Context = dict[str, Any]
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
DESCRIPTION = 200

# What HTML allows in `datetime`: a year, a month, a day, or a minute with or without an offset.
DATETIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?")


def site(config: Config, *, ways: Sequence[Context], style_sheet: str, script: str) -> Context:
    """What every page says of the site as a whole; *ways* are the links of its navigation."""
    language = tongues.tag(config.language or "en")
    return {
        "name": config.project,
        "home": urls.page(config.root_doc),
        "language": language,
        "direction": tongues.direction(language),
        "wording": words.wording(),
        "ways": ways,
        "styles": urls.STYLES,
        "styles_version": version(style_sheet),
        "script": urls.SCRIPT,
        "icon": urls.ICON,
        "script_version": version(script),
        "warnings": urls.page(urls.WARNINGS),
        "search": urls.page(urls.SEARCH),
        "feed": urls.feed("all"),
        "at": config.html_baseurl or "",
        "copyright": config.copyright if isinstance(config.copyright, str) else "",
    }


def version(text: str) -> str:
    """What changes with *text*, so that browsers may keep a file for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def plain(title: str, body: str) -> Context:
    """A page of the maintainer's, such as the front page; its first paragraph describes it."""
    first = PARAGRAPH.search(body)
    said = unescape(MARKUP.sub("", first[1])) if first else ""
    page = {"title": title, "description": textwrap.shorten(said, DESCRIPTION, placeholder=" …")}
    return {"template": "page.html", "kind": "page", "page": page}


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
            "picture": _share_picture(record, copies.CARD),
            "list": _way_back(record.year),
        }
    return {"template": "entry.html", "kind": "entry", "page": page}


def _way_back(year: str) -> Context:
    """The link from an entry to the list that holds it."""
    words = _("All stories of %s") % year if year else _("All stories of uncertain date")
    docname = urls.dated(year) if year else urls.undated()
    return {"address": urls.page(docname), "words": words}


def row(record: Record) -> Context:
    """A story in a list; `picture` is never one that stands under a warning."""
    return {
        "title": record.title,
        "address": record.address,
        "byline": record.byline,
        **_dated(record),
        "datetime": _datetime(record),
        **_placed(record),
        "foreign": not of_the_site(record),
        "excerpt": "" if record.status == "withdrawn" else record.excerpt,
        "warning": warning(record),
        "picture": _share_picture(record),
        "language": record.language,
        "direction": record.written,
        "withdrawn": record.status == "withdrawn",
    }


def _dated(record: Record) -> Context:
    """The date as printed, and what is known beside or instead of it."""
    printed, known = published_parts(record)
    return {"printed": printed, "known": known}


def _placed(record: Record) -> Context:
    """What the paper printed above the story, and our words for its place in the paper."""
    printed, told = kicker_parts(record)
    return {"kicker": " · ".join(printed), "place": " · ".join(told)}


def warning(record: Record, photo: Photo | None = None) -> str:
    """The words of the first content warning of the entry, or of that which *photo* is under."""
    said = (photo and photo.warning) or record.warning or next(iter(record.warnings), None)
    if said is None and not (photo and photo.covered):
        return ""
    return (said and said.text) or _("This part may be disturbing.")


def _datetime(record: Record) -> str:
    """The value of a `time` element's `datetime`, only where the date is a plain one."""
    exact = DATETIME.fullmatch(record.published)
    return record.published if exact and dates.read(record.published).exact else ""


def _share_picture(record: Record, width: int = copies.LIST) -> Context | None:
    """The first picture that may be shown in lists, about *width* pixels wide."""
    return picture(record.share_photo, width) if record.share_photo else None


def picture(photo: Photo, width: int = copies.LIST) -> Context | None:
    """The copy of *photo* that is about *width* pixels wide, if there is any."""
    copy = copies.small(photo, width)
    if copy is None:
        return None
    return {
        "address": copy.jpeg,
        "alt": photo.alt,
        "width": copy.width,
        "height": copy.height,
        "webp": [(one.webp, one.width) for one in copies.of(photo) if one.width <= copy.width],
    }
