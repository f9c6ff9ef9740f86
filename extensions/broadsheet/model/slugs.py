"""Folder names made of titles: the one place where a title becomes part of an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
RESERVED = frozenset({"con", "prn", "aux", "nul", "index"})
LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "’": "", "'": "",
})  # fmt: skip


def slug(title: str) -> str:
    """A lower-case name for *title*, of letters and digits with hyphens between.

    Accents are dropped from Latin letters; letters of other scripts are kept as they are, because
    a transliteration would be a guess. Never empty, never longer than 60 characters.
    """
    plain = unicodedata.normalize("NFKD", title).casefold().translate(LETTERS)
    text = unicodedata.normalize("NFKD", plain)
    text = "".join(character for character in text if not _is_latin_accent(character))
    words = re.findall(r"[^\W_]+(?:[\u0300-\u036f]*[^\W_]+)*", unicodedata.normalize("NFC", text))
    name = _cut("-".join(words))
    return name if name and name not in RESERVED else f"story-{name}".rstrip("-")


def is_plain(name: str) -> bool:
    """Whether *name* can be that of a folder as it is: letters, digits, hyphens and underscores."""
    kinds = (unicodedata.category(character)[0] for character in name if character not in "-_")
    return 0 < len(name) <= LONGEST and all(kind in "LMN" for kind in kinds)


def _is_latin_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def _cut(name: str) -> str:
    """*name* shortened at a hyphen where there is one."""
    if len(name) <= LONGEST:
        return name
    head, hyphen, _ = name[: LONGEST + 1].rpartition("-")
    return head if hyphen else name[:LONGEST]
