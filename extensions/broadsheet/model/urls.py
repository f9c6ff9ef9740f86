"""Addresses: the one place where strings are joined into addresses and file names of the site."""

from __future__ import annotations

from urllib.parse import quote

CATALOGUE = "catalogue.json"
STYLES = "_static/broadsheet.css"
PICTURES = "_images"
UNDATED = "undated"


def page(docname: str) -> str:
    """The address of a document's page, from the site's root; it names the file, for `file://`."""
    return f"{docname}.html"


def year(label: str) -> str:
    """The document name of the page that lists a year."""
    return f"{label}/index"


def undated() -> str:
    """The document name of the page of stories whose year is not known."""
    return f"{UNDATED}/index"


def picture(path: str) -> str:
    """The name under which the picture at *path* is published; no two paths share one.

    `1926/05/strike/meeting.jpg` becomes `1926_05_strike_meeting.jpg`; an underscore in the path is
    doubled so that the way back stays plain.
    """
    return path.replace("_", "__").replace("/", "_")


def relative(source: str, target: str) -> str:
    """The link from the page at address *source* to *target*, both from the site's root."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    path = "../" * (len(here) - shared) + "/".join(there[shared:])
    return quote(path, safe="/#?=&;:@!$'()*+,~%") or "#"
