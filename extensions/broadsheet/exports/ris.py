"""RIS: a story for EndNote, RefWorks and other programs that keep references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.model.bibliography import Item

MEDIA_TYPE = "application/x-research-info-systems"
TAGS = {
    "title": "TI",
    "container-title": "T2",
    "edition": "ET",
    "section": "SE",
    "language": "LA",
    "archive": "DB",
    "URL": "UR",
}
PEOPLE = {"author": "AU", "translator": "A4"}
PAGES = re.compile(r"([\w.]+)\s*[-–—]\s*([\w.]+)")


def text(item: Item) -> str:
    """*item* as a file of one story."""
    lines = [("TY", "NEWS"), ("ID", item["id"]), *_lines(item), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    for part, tag in PEOPLE.items():
        yield from ((tag, name["literal"]) for name in item.get(part, ()))
    yield from ((tag, item[name]) for name, tag in TAGS.items() if name in item)
    if "page" in item:
        pages = PAGES.fullmatch(item["page"])
        yield from zip(("SP", "EP"), pages.groups() if pages else (item["page"],), strict=False)
    yield from _dates(item)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    """The dates as `YYYY/MM/DD/other`; one that is doubtful is `other` alone."""
    if "issued" in item:
        yield "DA", _date(item["issued"])
        known = item["issued"].get("date-parts")
        if known:
            yield "PY", str(known[0][0])
    if "accessed" in item:
        yield "Y2", _date(item["accessed"])


def _date(said: dict[str, Any]) -> str:
    if "literal" in said:
        return f"///{said['literal']}"
    year, month, day = (*said["date-parts"][0], 0, 0)[:3]
    return "/".join([str(year), f"{month:02}" * bool(month), f"{day:02}" * bool(day), ""])
