"""Common groups: pairs are known of them, and the places of the largest are in files of their own.

A phrase needs few of the places of such a word: those before the word that it asks for next. So
each place is told in a file that follows from what stands behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from broadsheet.search.fields import FIELD_AT, FIELD_BITS

if TYPE_CHECKING:
    from broadsheet.search.terms import Terms

    Numbers = np.ndarray[Any, np.dtype[Any]]

COMMON = 4096, 16
"""A group is common that stands in the texts more often than this, and than once in so many."""

VERY_COMMON = 9216, 3
"""The same for what is very common."""

LOUD, VERY = 1, 2

HELD, HELD_OF_QUIET = 24_576, 8_192
"""How many of its places one file tells, about. The more files, the more they are together; most of
what is read for phrases is the places of quiet words."""

PART = 8
"""A file of a quiet word tells at least one place for so many documents."""

FILE_AT = FIELD_AT + FIELD_BITS
MOST = 1 << (32 - FILE_AT)
"""In so many files a group is told at most: their number stands in what positions leave free."""


class Common:
    """How common each group is, and in which file each place of a large one is told.

    A group is *large* that is very common and of words in no field. A key is *passed over* where it
    is quiet and all its groups are large. A place is told by the next word behind it, in the same
    piece of a field, that is not passed over: in the file whose number is the sum of the bytes of
    its key, modulo how many files the group has. Where there is no such word it is told in the
    first.
    """

    def __init__(self, terms: Terms, documents: int, quiet: Numbers) -> None:
        """Count how common *terms* are in so many *documents*; *quiet* says which keys are."""
        self.terms = terms
        places = np.bincount(terms.group, terms.counts, len(terms.first)).astype(np.int64)
        least, most = (max(times, documents // part) for times, part in (COMMON, VERY_COMMON))
        self.quiet = np.zeros(len(places), bool)
        """Of each group whether any of its keys is quiet."""
        self.quiet[terms.group[quiet[terms.key]]] = True
        loud = (places > least) & ~self.quiet
        self.marks = LOUD * loud + VERY * (places > most)
        """Of each group LOUD where it is common and has no quiet key, VERY where it is very common.

        Pairs are kept of groups that have one of these in common; of quiet words they are too many.
        """
        large = (places > most) & (terms.first >= terms.named)
        held = np.where(self.quiet, max(HELD_OF_QUIET, documents // PART), HELD)
        self.files = np.where(large, np.clip(places // held, 1, MOST), 0)
        """In how many files each group is told, 0 where it is not large."""
        of_keys = np.minimum.reduceat(self.files[terms.refs.group], terms.refs.at[:-1])
        self.keys = np.flatnonzero(of_keys)
        """The keys whose groups are all large."""
        self.passed = quiet & (of_keys > 0)
        """Of each key whether it is passed over."""
        self._sums = self._summed() if self.keys.size else np.zeros(0, np.int64)

    def _summed(self) -> Numbers:
        keys = self.terms.keys
        return np.fromiter((sum(key.encode()) for key in keys), np.int64, len(keys))

    def mark(self, rows: Numbers) -> None:
        """Add to the places in *rows*, each a term, a text and a place, in which file they are."""
        if not self.files.any():
            return
        term, text, place = (rows[:, column] for column in range(3))
        files = self.files[self.terms.group[term]]
        key = self.terms.key[term]
        at, stops = np.flatnonzero(files), np.flatnonzero(~self.passed[key])
        behind = np.append(stops, len(rows) - 1)[np.searchsorted(stops, at, "right")]
        beside = (text[behind] == text[at]) & (place[behind] - place[at] == behind - at)
        stop = beside & ~self.passed[key[behind]]
        number = np.where(stop, self._sums[key[behind]] % files[at], 0)
        rows[at, 2] |= (number << FILE_AT).astype(np.uint32)

    def told(self, where: tuple[Numbers, Numbers]) -> list[list[Any]]:
        """The large keys for a manifest, each with its groups.

        *where* these are is told by their shards and their numbers there.
        """
        return [self._told(key, where) for key in self.keys.tolist()]

    def _told(self, key: int, where: tuple[Numbers, Numbers]) -> list[Any]:
        refs = self.terms.refs
        held = slice(*refs.at[key : key + 2].tolist())
        groups, codes = refs.group[held], refs.code[held]
        codes = np.where(self.terms.size[groups] > 1, codes, -1)
        rows = np.stack([where[0][groups], where[1][groups], self.files[groups], codes], axis=1)
        return [self.terms.keys[key], *rows.tolist()]
