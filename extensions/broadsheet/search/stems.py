"""Stems: what the forms of a word have in common, by the rules of the language.

A stem is only found when the index is built: in the index every form of a word points to it. So it
matters to no browser by which release of which program it was found.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module, metadata
from typing import TYPE_CHECKING

import snowballstemmer
from sphinx.search import SearchLanguage, languages

from broadsheet.search.tokens import key, unspaced

if TYPE_CHECKING:
    from collections.abc import Callable

    Stem = Callable[[str], str]

OTHERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "el": "greek", "eo": "esperanto",
    "et": "estonian", "eu": "basque", "fa": "persian", "ga": "irish", "hi": "hindi",
    "hy": "armenian", "id": "indonesian", "lt": "lithuanian", "ne": "nepali", "pl": "polish",
    "sr": "serbian", "ta": "tamil", "yi": "yiddish",
}  # fmt: skip
"""The languages that Snowball has rules for and Sphinx has no class for."""

SAME = {"nb": "no", "nn": "no"}
UNSTEMMED = frozenset({"ja", "zh"})
"""Languages whose classes at Sphinx cut texts into words, which pairs of characters do better."""


def primary(language: str) -> str:
    """The language that the rules are of: `pt` for `pt-BR`."""
    first = language.replace("_", "-").partition("-")[0].lower()
    return SAME.get(first, first)


def stem(language: str, word: str) -> str:
    """The stem of *word* in *language*; empty where it belongs to no language.

    That is a number, and a pair of characters.
    """
    if unspaced(word) or (not word.isalpha() and any(map(str.isdigit, word))):
        return ""
    found = _stem_of(language)(word)
    # Most words are their own stems: of a large vocabulary each text is held once.
    return found if found and found != word else word


def group(language: str, word: str) -> str:
    """What *word* is grouped under: its language and its stem, or its key where it has none."""
    found = stem(language, word)
    return f"{language} {found}" if found else f" {key(word)}"


def quiet(language: str) -> frozenset[str]:
    """The keys of words that say little in *language*."""
    found = _class_of(language)
    return frozenset(map(key, found.stopwords)) if found else frozenset()


@cache
def release() -> str:
    """What the stems depend on beside the words: Snowball hands on to PyStemmer where it can."""
    maker = snowballstemmer.stemmer.__module__.partition(".")[0]
    names = {"Stemmer": "pystemmer"}
    versions = (metadata.version(name) for name in (names.get(maker, maker), "sphinx"))
    return " ".join((maker, *versions))


@cache
def _stem_of(language: str) -> Stem:
    found = _class_of(language)
    if found is not None:
        return found({}).stem
    if language in OTHERS and OTHERS[language] in snowballstemmer.algorithms():
        stem: Stem = snowballstemmer.stemmer(OTHERS[language]).stemWord
        return stem
    return str


@cache
def _class_of(language: str) -> type[SearchLanguage] | None:
    found = languages.get(language) if language not in UNSTEMMED else None
    if isinstance(found, str):
        module, _, name = found.rpartition(".")
        found = getattr(import_module(module), name)
    return found
