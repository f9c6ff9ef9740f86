"""Addresses: the one place where strings are joined into addresses and file names of the site."""

from __future__ import annotations

import hashlib
import posixpath
from urllib.parse import quote

CATALOGUE = "catalogue.json"
STYLES = "_static/broadsheet.css"
PICTURES = "_images"
DOWNLOADS = "_downloads"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
TABLE = "catalogue.csv"
PACKAGE = "datapackage.json"
CARDS = "_cards"
UNDATED = "undated"
LONGEST = 200


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


def value(way: str, key: str) -> str:
    """The document name of the page that lists what a way holds under *key*."""
    return f"{way}/{key}/index"


def picture(path: str) -> str:
    """The name under which the picture at *path* is published; no two paths share one.

    `1926/05/strike/meeting.jpg` becomes `1926_05_strike_meeting.jpg`. A tilde stands before an
    underscore or a tilde of the path's own; a name too long for a disk becomes a checksum.
    """
    name = path.replace("~", "~~").replace("_", "~_").replace("/", "_")
    if len(name.encode()) <= LONGEST:
        return name
    return hashlib.sha256(path.encode()).hexdigest() + posixpath.splitext(path)[1]


def copy(stem: str, width: int, ending: str) -> str:
    """The address of the copy of a photo that is *width* pixels wide."""
    return f"{PICTURES}/{stem}-{width}.{ending}"


def relative(source: str, target: str) -> str:
    """The link from the page at *source* to the file at *target*, both from the site's root."""
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
    return f"{CARDS}/{digest}.jpg"


def feed(name: str, page: int = 0) -> str:
    """The address of a feed, or of the *page* of its archive."""
    return f"feeds/{name}{f'-{page}' if page else ''}.atom"


def sitemap(part: int) -> str:
    """The address of a part of a sitemap that is too long for one file."""
    return f"sitemap-{part}.xml"


def download(path: str, identifier: str) -> str:
    """The name, without an ending, under which a story is saved by a reader."""
    return path.rsplit("/", 1)[-1] or identifier or "story"
