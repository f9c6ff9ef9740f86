"""The scripts of searching: that of the search page, and that which marks words in a story.

Each is made of files in `client/`, of which each does one thing; joined they are one script without
names of its own outside. What few searches need comes later, in a second script. `make client`
makes the small scripts that readers get, in `client/small/`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "client"
SMALL = FOLDER / "small"

ASKING = ("tokens", "marking", "days", "lexing", "query")
INDEX = ("files", "shard", "reader", "matching", "finding", "answering")
SERVER = ("opensearch", "serving")
SHOWING = ("snippets", "address", "page")
SCRIPTS = {
    "search": (*ASKING, *INDEX, *SHOWING),
    "search-more": ("choosing", "suggestions", "narrowing"),
    "search-server": (*ASKING, *SERVER, *SHOWING),
    "search-server-more": ("narrowing",),
    "marks": ("tokens", "marking", "story"),
}
"""Of which files each script is made; with a server there is no need to read an index."""

LATER = """globalThis.broadsheetMore = (lent) => {
const { Bytes, packed, unpacked, jsonIn, keptIn, keyOf, dayNumber, FOREVER, wordsOf } = lent;
const { VALUES, element, say, number, linkTo } = lent;
%s
return { %s };
};
"""
GIVES = {
    "search-more": "left, facets, toldOf, drawMore, offerSlash",
    "search-server-more": "drawMore, offerSlash",
}
"""What a script that comes later gives to the first."""


def client(*, server: bool) -> tuple[str, str]:
    """The scripts of the search page: that which comes with it, and that which comes later."""
    first = "search-server" if server else "search"
    return small(first), small(f"{first}-more")


def marks() -> str:
    """The script that marks words in a story which was opened from a search."""
    return small("marks")


@cache
def small(name: str) -> str:
    """The script *name* as readers get it."""
    return (SMALL / f"{name}.js").read_text(encoding="utf-8")


def joined(name: str) -> str:
    """The script *name* as it is written, one file behind the other."""
    text = "\n".join((FOLDER / f"{file}.js").read_text(encoding="utf-8") for file in SCRIPTS[name])
    text = LATER % (text, GIVES[name]) if name in GIVES else text
    return f'"use strict";\n(() => {{\n{text}}})();\n'
