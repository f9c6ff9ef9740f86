"""Addresses: the one place where strings are joined into addresses and file names of the site."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

CATALOGUE = "catalogue.json"
STYLES = "_static/broadsheet.css"
SCRIPT = "_static/broadsheet.js"
MARKS = "_static/marks.js"
CLIENT = "_static/search.js"
CLIENT_LATER = "_static/search-more.js"
ICON = "_static/icon.svg"
PICTURES = "_images"
DOWNLOADS = "_downloads"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
TABLE = "catalogue.csv"
PACKAGE = "datapackage.json"
CARDS = "_cards"
FEEDS = "feeds"
PAPERS = "pdf"
UNDATED = "undated"
WARNINGS = "warnings"
SEARCH = "search/index"
ON_THIS_DAY = "on-this-day"
PHOTOGRAPHS = "photographs"
CORRECTIONS = "corrections"
LOST = "404"
LONGEST = 200
ODD = re.compile(r"[^\w.-]+", re.ASCII)
PLAIN = re.compile(r"[\w-][\w.-]*\.\w+", re.ASCII)
"""A file's name that may be part of an id as it is: in HTML, in XML, and in an address."""


def page(docname: str) -> str:
    """The address of a document's page, from the site's root; it names the file, for `file://`."""
    return f"{docname}.html"


def year(label: str) -> str:
    """The document name of the page that lists a year."""
    return f"{label}/index"


def undated() -> str:
    """The document name of the page of stories whose year is not known."""
    return f"{UNDATED}/index"


def dated(key: str) -> str:
    """The document name of the page that lists a year, a month or a day (`1926-05-07`)."""
    return f"{key[:1]}{key[1:].replace('-', '/')}/index"


def way(name: str) -> str:
    """The document name of the page that lists all values of a way, or of what is seldom."""
    return f"{name}/index"


def on_this_day(day: str) -> str:
    """The document name of the page of one day (`05-07`) in every year."""
    return value(ON_THIS_DAY, day)


def value(way: str, key: str) -> str:
    """The document name of the page that lists what a way holds under *key*."""
    return f"{way}/{key}/index"


def further(docname: str, number: int) -> str:
    """The document name of the page of a list with that *number*; *docname* is the first."""
    return docname if number == 1 else f"{docname.removesuffix('index')}{number}"


def alias(text: str) -> str:
    """The file of a page that stands at an old address of this site, `news/1926/7.html`.

    An address without `.html`, such as `/news/7` or `/news.php`, becomes a folder with a page in
    it, which servers find by the old address too. Raises ValueError, with what is wrong, where it
    is no path on this site.
    """
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or text.startswith("//"):
        raise ValueError("leads to another site")
    if parts.query or parts.fragment:
        raise ValueError("has a `?` or a `#`, for which no file can stand")
    steps = [unquote(step) for step in parts.path.split("/") if step not in {"", "."}]
    if ".." in steps or any("/" in step or "\\" in step or "\0" in step for step in steps):
        raise ValueError("leads out of the site")
    if not steps:
        raise ValueError("is that of the front page")
    whole = "/".join(steps)
    named = whole.lower().endswith((".html", ".htm")) and not parts.path.endswith("/")
    return whole if named else f"{whole}/index.html"


def picture(path: str) -> str:
    """The name under which the picture at *path* is published; no two paths share one.

    `1926/05/strike/meeting.jpg` becomes `1926_05_strike_meeting.jpg`. A tilde stands before an
    underscore or a tilde of the path's own; a name too long for a disk becomes a checksum.
    """
    name = path.replace("~", "~~").replace("_", "~_").replace("/", "_")
    if len(name.encode()) <= LONGEST:
        return name
    return hashlib.sha256(path.encode()).hexdigest() + posixpath.splitext(path)[1]


def anchors(pictures: Iterable[str]) -> list[str]:
    """The ids of photos in their entry's page, of which *pictures* are the files, in its order.

    `house.jpg` has `photo-house.jpg`, wherever it stands among the others, so that a link to it
    holds; its dot keeps it apart from the ids of headings. A name that may be no id has a checksum
    behind it, and a file that is shown again a number.
    """
    counts: Counter[str] = Counter()
    found = []
    for path in pictures:
        name = f"photo-{_plain(path)}"
        counts[name] += 1
        found.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return found


def _plain(path: str) -> str:
    """*path* in letters, digits, dots and hyphens; no two paths share one."""
    if PLAIN.fullmatch(path) and len(path) <= LONGEST:
        return path
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{ODD.sub('-', path)[-LONGEST:]}-{digest}"


def copy(stem: str, width: int, ending: str) -> str:
    """The address of the copy of a photo that is *width* pixels wide."""
    return f"{PICTURES}/{stem}-{width}.{ending}"


def pdf(place: str, docname: str) -> str:
    """The address of the PDF of an entry where *place* has them all: its page's, but for the end.

    An entry that is a folder has the folder's name.
    """
    return f"{place.rstrip('/')}/{docname.removesuffix('/index')}.pdf"


def root(address: str) -> str:
    """The way from the page at *address* to the site's root: `../../`, or nothing."""
    return "../" * address.count("/")


def home(site: str) -> str:
    """The path of the *site* on its host: `/archive/`, or `/`, also where no address is known.

    It holds wherever the site is shown below the same path, such as on the maker's own computer.
    """
    return quote(urlsplit(site or "").path.rstrip("/"), safe="/%") + "/"


def below(root: str, target: str) -> str:
    """The link to the file at *target* from where *root* leads to the site's root."""
    return f"{root}{quote(target)}"


def relative(source: str, target: str) -> str:
    """The link from the page at *source* to the file at *target*, both from the site's root.

    A whole address is its own link.
    """
    if "://" in target:
        return target
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    path = "../" * (len(here) - shared) + "/".join(there[shared:])
    return quote(path) or "#"


def absolute(site: str, target: str) -> str:
    """The whole address of the file at *target* on the *site*; empty where the site has none."""
    return f"{site.rstrip('/')}/{quote(target)}" if site else ""


def card(digest: str) -> str:
    """The file of the share card whose content has this *digest*."""
    return f"{CARDS}/{digest}.png"


def feed(name: str) -> str:
    """The address of the feed of that name."""
    return f"{FEEDS}/{name}.atom"


def value_feed(way: str, key: str) -> str:
    """The name of the feed of what a way holds under *key*."""
    return f"{way}/{key}"


def sitemap(part: int) -> str:
    """The address of a part of a sitemap that is too long for one file."""
    return f"sitemap-{part}.xml"


def download(path: str, identifier: str) -> str:
    """The name, without an ending, under which a story is saved by a reader."""
    return path.rsplit("/", 1)[-1] or identifier or "story"
