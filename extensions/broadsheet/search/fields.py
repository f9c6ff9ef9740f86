"""The fields of what is searched, and the signs and numbers by which files name them.

What writes an index and what reads one, or asks a server, import this; it imports nothing.
"""

from __future__ import annotations

FORMAT = 2
"""Of the files; who reads them understands no other."""

FIELDS = {
    "text": "x",
    "headline": "h",
    "byline": "b",
    "caption": "c",
    "credit": "r",
    "warning": "w",
    "people": "p",
    "places": "l",
    "topics": "t",
    "publication": "u",
    "source": "s",
}
"""The letter of each field, in the order of their numbers; that of the text stands in no key."""

LETTERS = "".join(FIELDS.values())
TEXT = FIELDS["text"]
NAMES = frozenset("brplus")
"""The letters of the fields that hold names, where a word has one form and no stem."""

SIGN = "\x02"
"""What stands before the letter of a field in a line of words; no text holds it."""

FIELD = "\x01"
"""What keys of words in fields begin with; the field's letter stands behind."""

BEHIND_FIELDS = chr(ord(FIELD) + 1)
"""What stands behind the keys of all words in fields, and before those of words."""

BEHIND, BETWEEN = "\U0010ffff", "\x02"
"""What a pair's key begins with, behind all words, and what stands between its two words."""

FIELD_AT = 20
"""Positions count in each field from 0; above these bits is the field, 0 for the text. Words that
stand farther behind are left out."""

FIELD_BITS = 4

MARKED = 16
"""Numbers of positions below this are the fields in which those that follow stand."""

FACETS = ("year", "people", "places", "topics", "publications")
WAYS = FACETS[1:]
"""The facets that are ways through the archive; the other is the year."""

KINDS = ("story", "photograph")
"""The kinds of documents, by their numbers."""
