"""BibLaTeX: a story for those who write with LaTeX; dates are EDTF there, as they are here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.model import bibliography

if TYPE_CHECKING:
    from broadsheet.model.bibliography import Item
    from broadsheet.model.catalogue import Record

MEDIA_TYPE = "application/x-bibtex"
ESCAPES = str.maketrans({
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
})  # fmt: skip
IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def text(record: Record, item: Item) -> str:
    """*record*, of which *item* is the description, as a file of one story."""
    said = {
        "title": f"{{{_escaped(record.title)}}}",
        "author": _people(item, "author"),
        "translator": _people(item, "translator"),
        "journaltitle": _escaped(record.publication),
        "edition": _escaped(record.edition),
        "titleaddon": _escaped(record.section),
        "pages": _escaped(re.sub(r"\s*[-–—]\s*", "--", record.page)),
        "date": bibliography.without_time(record.published),
        "url": item.get("URL", "").translate(IN_URL),
        "urldate": bibliography.without_time(record.captured) if "accessed" in item else "",
        "language": _escaped(record.language),
        "entrysubtype": "newspaper",
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", item["id"]).strip("-") or "story"
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in said.items() if value)
    return f"@article{{{key},\n{lines}}}\n"


def _people(item: Item, part: str) -> str:
    """The names, each in braces, so that nobody takes them apart."""
    return " and ".join(f"{{{_escaped(name['literal'])}}}" for name in item.get(part, ()))


def _escaped(text: str) -> str:
    """*text* on one line, without anything that LaTeX would take for a command."""
    return " ".join(text.translate(ESCAPES).split())
