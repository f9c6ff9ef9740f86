"""What may have been meant by a word that stands nowhere: the archive's own words, and no others.

They are looked for where the word would stand in the dictionary, which is at hand already, and
among the words that are in most documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.search import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.search.matching import Word
    from broadsheet.search.reader import Index

SHORTEST = 3
"""Words of fewer letters are like too many others."""

LONG = 5
"""From so many letters on, two may be wrong."""


def nearest(index: Index, word: Word) -> str:
    """The key that is most like *word*, of those the one in most documents; empty where none is."""
    key = word.token.key
    if word.open or len(key) < SHORTEST or tokens.unspaced(key):
        return ""
    most = 2 if len(key) >= LONG else 1
    found = [
        (steps, -count, other)
        for other, count in candidates(index, word).items()
        if (steps := distance(key, other, most)) <= most
    ]
    return min(found)[2] if found else ""


def candidates(index: Index, word: Word) -> dict[str, int]:
    """Words that *word* is compared with, and in how many documents of a segment each stands."""
    found: dict[str, int] = {}
    for segment in index.segments:
        for key, count in around(segment.neighbours(word.key), word):
            found[key] = max(count, found.get(key, 0))
        for key, count in segment.common if not word.field else ():
            found[key] = max(count, found.get(key, 0))
    return found


def around(keys: Iterator[tuple[bytes, int]], word: Word) -> Iterator[tuple[str, int]]:
    """Those of *keys* that are of the same field as *word*, without the field."""
    mark = word.key[: len(word.key) - len(word.token.key.encode())]
    for key, count in keys:
        if key.startswith(mark) and (mark or not key.startswith(b"\x01")):
            yield key[len(mark) :].decode(), count


def distance(one: str, other: str, most: int) -> int:
    """How many letters to put in, take out, change or swap with their neighbour (Damerau).

    More than *most* may be given as any number above it.
    """
    letters, others = set(one), set(other)
    if max(abs(len(one) - len(other)), len(letters - others), len(others - letters)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        older, before, row = before, row, [at + 1]
        for place, there in enumerate(other):
            steps = min(before[place] + (letter != there), before[place + 1] + 1, row[place] + 1)
            swapped = at and place and letter == other[place - 1] and one[at - 1] == there
            row.append(min(steps, older[place - 1] + 1) if swapped else steps)
        if min(row) > most:
            return most + 1
    return row[-1]
