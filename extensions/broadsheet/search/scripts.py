"""The scripts of searching: that of the search page, and that which marks words in a story.

Each is made of files in `client/`, of which each does one thing; joined they are one script without
names of its own outside. What few searches need comes later, in a second script. `make client`
makes the small scripts that readers get, in `client/small/`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "client"
SMALL = FOLDER / "small"

ASKING = ("keeping", "tokens", "marking", "days", "lexing", "query")
INDEX = ("files", "shard", "reader", "matching", "finding", "answering")
SERVER = ("years", "opensearch", "serving")
SHOWING = ("snippets", "address", "page")
SCRIPTS = {
    "search": (*ASKING, *INDEX, *SHOWING),
    "search-more": ("years", "choosing", "suggestions", "narrowing"),
    "search-server": (*ASKING, *SERVER, *SHOWING),
    "search-server-more": ("narrowing",),
    "marks": ("keeping", "tokens", "marking", "story"),
}
"""Of which files each script is made; with a server there is no need to read an index."""

SHOWING_LENDS = ("SHOWN", "VALUES", "addressOf", "element", "say", "number")
INDEX_LENDS = (
    "FOREVER",
    "dayNumber",
    "Bytes",
    "jsonIn",
    "packed",
    "unpacked",
    "keptIn",
    "keyOf",
    "wordsOf",
)
LENDS = {"search": (*SHOWING_LENDS, *INDEX_LENDS), "search-server": SHOWING_LENDS}
"""What of the first script that which comes later is given."""

SHOWING_GETS = ("drawMore", "offerSlash", "showMore")
INDEX_GETS = ("left", "facets", "toldOf")
GIVES = {"search": (*SHOWING_GETS, *INDEX_GETS), "search-server": SHOWING_GETS}
"""What it gives to the first."""

OWN = (
    "anywhere|asked|beginning|block|bonus|codes|columnBytes|datesFor|documents|during|earliest|"
    "fields|fileOf|fitting|fragmentFile|frequencies|gaps|heads|impacts|kept|level|levels|"
    "lexemes|live|matcher|matchers|mayBe|nodes|nowhere|numbers|ofYears|parts|passed|placed|"
    "plain|quoted|readGroups|refs|related|scoring|segment|sequence|several|shard|shardsFrom|"
    "shortened|single|sized|spellings|spelt|tails|token|undated|unspaced|walk|wanted|weighed|"
    "weights|whole"
)
"""Names that the scripts which read an index know, and no page, file or browser: readers get short
ones."""

SHORT = {
    name: f"${chr(97 + place % 26)}{place // 26 or ''}" for place, name in enumerate(OWN.split("|"))
}
KNOWN_HERE = re.compile(rf"\b(?:{OWN})\b")

LATER = "globalThis.broadsheetMore = (%s) => {\n%s\nreturn { %s };\n};\n"


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
    """The script *name* from all its files, in what is shorter than as they are written."""
    text = "\n".join((FOLDER / f"{file}.js").read_text(encoding="utf-8") for file in SCRIPTS[name])
    if name in LENDS:
        text += f"const lent = [{', '.join(LENDS[name])}];\n"
    first = name.removesuffix("-more")
    if first != name:
        text = LATER % (", ".join(LENDS[first]), text, ", ".join(GIVES[first]))
    if first == "search":
        text = KNOWN_HERE.sub(lambda match: SHORT[match[0]], text)
    text = re.sub(r"\bconst\b", "let", text)
    return f'"use strict";\n(() => {{\n{text}}})();\n'
