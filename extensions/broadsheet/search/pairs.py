"""Pairs: where two common words stand one behind the other, so that phrases need no positions."""

from __future__ import annotations

from bisect import bisect_left
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from broadsheet.search.postings import PER_GROUP, PER_KEY, PER_REF, RANGE, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from broadsheet.search.terms import Terms

    Numbers = np.ndarray[Any, np.dtype[Any]]

BEHIND, BETWEEN = "\U0010ffff", "\x02"
"""What a pair's key begins with, behind all words, and what stands between its two words."""

SHARD = 16_384
"""How many bytes a shard of pairs holds before it is made small, about."""

COMMON, PART, TIMES = 4096, 4, 8
"""A group is common that stands in the texts more often than this, and than one in so many texts;
and very common that stands there so many times as often."""

LOUD, VERY = 1, 2

FIRST_AT, SECOND_AT = np.uint64(46), np.uint64(28)
TEXT = np.uint64((1 << 28) - 1)


def common(terms: Terms, counts: Numbers, documents: int, quiet: frozenset[str]) -> Numbers:
    """How common each group is, of terms that stand so often in so many *documents*.

    LOUD where it is common and has no *quiet* key, and VERY where it is very common: the pairs are
    kept of groups that have one of these in common. Those of quiet words are too many.
    """
    places = np.bincount(terms.group, counts, len(terms.first))
    least = max(COMMON, documents // PART)
    silent = np.zeros(len(places), bool)
    silent[terms.group[np.isin(terms.key, [bisect_left(terms.keys, key) for key in quiet])]] = True
    found: Numbers = LOUD * ((places > least) & ~silent) + VERY * (places > least * TIMES)
    return found


class Part(NamedTuple):
    """What a shard of pairs holds: their keys, how many documents each has, and which."""

    keys: list[str]
    df: Numbers
    texts: bytes


class Pairs:
    """The documents of every pair of keys of common groups that stands anywhere."""

    def __init__(self, terms: Terms, counts: Numbers, common: Numbers, folder: Path | None) -> None:
        """Prepare for *terms* that stand so often; pairs are put aside in *folder*."""
        self.terms = terms
        plain = len(terms.spelling)
        self._common = common[terms.group]
        self._common[plain:] = 0
        kept = self._common > 0
        self._keys = np.unique(terms.key[kept])
        self._number = np.searchsorted(self._keys, terms.key).astype(np.uint64)
        places = np.bincount(self._number[kept].astype(np.int64), counts[kept]).astype(np.int64)
        number = (np.cumsum(places) - 1) // RANGE
        self._borders = np.flatnonzero(np.diff(number, prepend=-1)).astype(np.uint64)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as this
        self._blocks: list[Numbers] = []

    def close(self) -> None:
        """Let go of what was put aside."""
        self._file.close()

    def note(self, rows: Numbers) -> None:
        """Note the pairs in a block of places: the terms, the texts, the positions."""
        there = self._common[rows[:, 0]]
        at = np.flatnonzero(there[:-1] & there[1:])
        first, second = rows[at], rows[at + 1]
        next_to = (first[:, 1] == second[:, 1]) & (first[:, 2] + 1 == second[:, 2])
        first, second = first[next_to], second[next_to]
        pairs = self._number[first[:, 0]] << FIRST_AT | self._number[second[:, 0]] << SECOND_AT
        pairs = np.unique(pairs | first[:, 1])
        begins = self._blocks[-1][-1] if self._blocks else 0
        ends = np.append(np.searchsorted(pairs, self._borders << FIRST_AT), len(pairs))
        self._blocks.append(ends + begins)
        self._file.write(pairs.tobytes())

    def parts(self) -> Iterator[Part]:
        """The shards of all pairs, in their order."""
        for number in range(len(self._borders)):
            parts = [self._read(*ends[number : number + 2]) for ends in self._blocks]
            found = np.concatenate(parts)
            found.sort()
            yield from self._cut(found)

    def _read(self, first: int, end: int) -> Numbers:
        self._file.seek(int(first) * 8)
        return np.frombuffer(self._file.read(int(end - first) * 8), np.uint64)

    def _cut(self, found: Numbers) -> Iterator[Part]:
        """Shards of the sorted pairs that were *found*, each with its text."""
        pair, text = found >> SECOND_AT, (found & TEXT).astype(np.int64)
        new = np.flatnonzero(np.diff(pair, prepend=~np.uint64(0)))
        gaps = np.diff(text, prepend=0)
        gaps[new] = text[new]
        at = np.append(new, len(found))
        texts = encoded(gaps, at)
        cost = np.cumsum(np.diff(texts.at) + np.diff(at) / 2 + PER_KEY + PER_REF + PER_GROUP)
        start = 0
        while start < len(new):
            before = cost[start - 1] if start else 0.0
            stop = max(int(np.searchsorted(cost, before + SHARD, "right")), start + 1)
            keys = self._named(pair[new[start:stop]])
            yield Part(keys, np.diff(at[start : stop + 1]), texts.part(start, stop))
            start = stop

    def _named(self, pairs: Numbers) -> list[str]:
        bits = FIRST_AT - SECOND_AT
        halves = (pairs >> bits, pairs & ((np.uint64(1) << bits) - np.uint64(1)))
        names = self.terms.keys
        first, second = (self._keys[half.astype(np.int64)].tolist() for half in halves)
        rows = zip(first, second, strict=True)
        return [f"{BEHIND}{names[one]}{BETWEEN}{names[other]}" for one, other in rows]
