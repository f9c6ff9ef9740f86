"""The sitemap, and robots.txt that points to it; both only where the site's address is known.

https://www.sitemaps.org/protocol.html. `lastmod` stands there only where it is known when a story
was changed; a day that nobody can vouch for is left out. News sitemaps are for what is not two days
old, so an archive has none.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet.model import urls
from broadsheet.model.web import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from broadsheet.model.web import Site, Whole

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""How many addresses one file may hold."""


def files(whole: Whole) -> Iterator[File]:
    """The sitemap, in parts with an index where it is long, and robots.txt."""
    site = whole.site
    if not site.address:
        return
    pages, changed = whole.pages, whole.changed
    starts = range(0, len(pages), MOST)
    parts = [pages[start : start + MOST] for start in starts]
    names = (
        [urls.SITEMAP] if len(parts) == 1 else [urls.sitemap(n) for n in range(1, len(parts) + 1)]
    )
    for name, part in zip(names, parts, strict=True):
        made_of = whole.digest([*part, *(changed.get(page, "") for page in part)])
        yield File(name, made_of, partial(sitemap, part, changed, site))
    if len(parts) > 1:
        yield File(urls.SITEMAP, whole.digest(names), partial(index, names, site))
    if urlsplit(site.address).path in {"", "/"}:  # elsewhere nobody looks for it
        yield File(urls.ROBOTS, whole.digest(["robots"]), partial(robots, site))


def sitemap(pages: Sequence[str], changed: Mapping[str, str], site: Site) -> str:
    """The addresses of *pages*, with the day of the last change where it is known."""
    return _listing("urlset", "url", ((site.at(page), changed.get(page, "")) for page in pages))


def index(names: Iterable[str], site: Site) -> str:
    """The addresses of the parts of a sitemap."""
    return _listing("sitemapindex", "sitemap", ((site.at(name), "") for name in names))


def _listing(outer: str, inner: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = (
        f"<{inner}><loc>{escape(address)}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + f"</{inner}>\n"
        for address, day in rows
    )
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{outer} xmlns="{SPACE}">\n'
    return f"{head}{''.join(lines)}</{outer}>\n"


def robots(site: Site) -> str:
    """Everything may be read, and this is where to begin."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.at(urls.SITEMAP)}\n"
