"""What OpenSearch must know before it takes the archive: its fields, and their analysis.

Texts go out as the words of our own index, which are cut already: OpenSearch parts them at spaces,
and finds their stems and what is under an accent. It needs no plugin for that. Only the stemmers
are its own.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from broadsheet.search import tokens
from broadsheet.search.fields import WAYS
from broadsheet.search.opensearch import NAMES, STEMMED

if TYPE_CHECKING:
    from collections.abc import Iterable

STEMMERS = {
    "ar": "Arabic",
    "ca": "Catalan",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "hu": "Hungarian",
    "hy": "Armenian",
    "it": "Italian",
    "lt": "Lithuanian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
}
"""The languages for which OpenSearch has the stemmer of the family that we use (Snowball)."""

PLAIN = "plain"
"""Stands for names, and for languages without a stemmer."""

NUMBERS = r".*\p{N}.*"
"""Words that belong to no language."""


def language(primary: str) -> str:
    """The name under which a text of the language *primary* is kept: its own, or `plain`."""
    return primary if primary in STEMMERS else PLAIN


def mapping(languages: Iterable[str]) -> dict[str, Any]:
    """What to create the index with: its settings, and its fields in each of *languages*."""
    known = sorted({PLAIN, *map(language, languages)})
    return {
        "settings": {"analysis": _analysis(known)},
        "mappings": {"dynamic": "strict", "properties": _fields(known)},
    }


def _fields(languages: list[str]) -> dict[str, Any]:
    """Every field. Texts are sent once, and copied to where all fields are searched together."""
    names = [*STEMMED.values(), *NAMES.values()]
    return {
        "kind": {"type": "keyword"},
        "undated": {"type": "boolean"},
        "order": {"type": "keyword"},
        "date": {"type": "date_range", "format": "epoch_millis"},
        "year": {"type": "integer"},
        "facet": {"properties": {name: {"type": "keyword"} for name in WAYS}},
        **{name: {"properties": _in_each(languages, name)} for name in names},
        "all": {"properties": {each: _text(each) for each in languages}},
        "exact": {"properties": {name: _text(PLAIN) for name in ("all", *names)}},
        "spelled": _text("spelled"),
        "shown": {"type": "object", "enabled": False},
    }


def _in_each(languages: list[str], name: str) -> dict[str, Any]:
    """The field *name* in each of *languages*, of which a document has one."""
    return {
        each: {
            **(_text(each) if name in STEMMED.values() else {"type": "text", "index": False}),
            "copy_to": [f"all.{each}", f"exact.{name}", "exact.all", "spelled"],
        }
        for each in languages
    }


def _text(analyzer: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": f"broadsheet_{analyzer}"}


def _analysis(languages: list[str]) -> dict[str, Any]:
    """The analysers: one for each language, one without stems, one that keeps the accents."""
    stemmed = [name for name in languages if name != PLAIN]
    return {
        "char_filter": {"fold": {"type": "mapping", "mappings": folds()}},
        "filter": {
            "numbers": {"type": "keyword_marker", "keywords_pattern": NUMBERS},
            "marks": {"type": "pattern_replace", "pattern": _silent(), "replacement": ""},
            **{f"stems_{name}": _stemmer(name) for name in stemmed},
        },
        "analyzer": {
            "broadsheet_plain": _analyzer("fold"),
            "broadsheet_spelled": _analyzer(),
            **{f"broadsheet_{name}": _stemming(name) for name in stemmed},
        },
    }


def _silent() -> str:
    """What keys leave out, as a regular expression of Java."""
    ranges = (each if each == "-" else f"\\x{{{ord(each):x}}}" for each in tokens.SILENT)
    return f"[{''.join(ranges)}]"


def _stemmer(name: str) -> dict[str, str]:
    return {"type": "snowball", "language": STEMMERS[name]}


def _stemming(name: str) -> dict[str, Any]:
    """Stems need the accents, which are taken away after."""
    return _analyzer(filters=("numbers", f"stems_{name}", "asciifolding", "marks"))


def _analyzer(*char_filters: str, filters: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": list(char_filters),
        "tokenizer": "whitespace",
        "filter": ["lowercase", *filters],
    }


def folds() -> list[str]:
    """What is under the accent of each letter that words may hold."""
    letters = map(chr, range(0x80, sys.maxunicode + 1))
    return [
        f"{letter}=>{folded}"
        for letter in letters
        if unicodedata.category(letter)[0] in "LMN"
        and unicodedata.normalize("NFKC", letter).lower() == letter
        and (folded := tokens.key(letter)) != letter
    ]
