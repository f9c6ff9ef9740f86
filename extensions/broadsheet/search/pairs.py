"""Pairs: where two common words stand one behind the other, so that phrases need no positions."""

from __future__ import annotations

from itertools import pairwise
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from broadsheet.search.fields import BEHIND, BETWEEN
from broadsheet.search.packing import split
from broadsheet.search.postings import PER_GROUP, PER_KEY, PER_REF, RANGE
from broadsheet.search.terms import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from broadsheet.search.commonness import Common
    from broadsheet.search.postings import Range

    Numbers = np.ndarray[Any, np.dtype[Any]]

SHARD = 12_288
"""How many bytes a shard of pairs holds before it is made small, about."""

FIRST_AT, SECOND_AT = np.uint64(46), np.uint64(28)
TEXT = np.uint64((1 << 28) - 1)


class Part(NamedTuple):
    """What a shard of pairs holds: their keys, how many documents each has, and which.

    Documents are told as their places among those of one of the two keys.
    """

    keys: list[str]
    df: Numbers
    ranks: tuple[bytes, bytes]


class Pairs:
    """The documents of every pair of keys of common groups that stands anywhere."""

    def __init__(self, common: Common, folder: Path | None) -> None:
        """Prepare for the groups that are *common*; pairs are put aside in *folder*."""
        self.terms = terms = common.terms
        self._passed = common.passed
        self._of_groups = common.marks
        # What a key has in common with others is what all its groups have.
        of_keys = np.bitwise_and.reduceat(common.marks[terms.refs.group], terms.refs.at[:-1])
        of_keys[: terms.named] = 0
        self._common = of_keys[terms.key]
        kept = self._common > 0
        self._keys = distinct(terms.key[kept])
        self._number = np.searchsorted(self._keys, terms.key).astype(np.uint64)
        places = np.bincount(self._number[kept].astype(np.int64), terms.counts[kept])
        number = (np.cumsum(places.astype(np.int64)) - 1) // RANGE
        self._borders = np.flatnonzero(np.diff(number, prepend=-1)).astype(np.uint64)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as this
        self._blocks: list[Numbers] = []
        self._texts = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as this
        self._sizes = np.zeros(len(common.marks), np.int64)

    def close(self) -> None:
        """Let go of what was put aside."""
        self._file.close()
        self._texts.close()

    def keep(self, part: Range) -> None:
        """Keep in which texts the common groups of *part* stand; parts come in their order."""
        first = part.groups[0]
        for group in np.flatnonzero(self._of_groups[first : part.groups[1]]).tolist():
            texts = part.first_texts[part.at[group] : part.at[group + 1]]
            self._sizes[first + group] = len(texts)
            self._texts.write(texts.astype(np.uint32).tobytes())

    def note(self, rows: Numbers) -> None:
        """Note the pairs in a block of places: the terms, the texts, the positions."""
        there = self._common[rows[:, 0]]
        at = np.flatnonzero(there[:-1] & there[1:])
        first, second = rows[at], rows[at + 1]
        next_to = (first[:, 1] == second[:, 1]) & (first[:, 2] + 1 == second[:, 2])
        first, second = first[next_to], second[next_to]
        pairs = self._number[first[:, 0]] << FIRST_AT | self._number[second[:, 0]] << SECOND_AT
        pairs = distinct(pairs | first[:, 1])
        begins = self._blocks[-1][-1] if self._blocks else 0
        ends = np.append(np.searchsorted(pairs, self._borders << FIRST_AT), len(pairs))
        self._blocks.append(ends + begins)
        self._file.write(pairs.tobytes())

    def parts(self) -> Iterator[Part]:
        """The shards of all pairs, in their order."""
        self._at = np.concatenate([[0], np.cumsum(self._sizes)])
        self._texts.flush()
        held = mmap(self._texts.fileno(), 0, access=ACCESS_READ) if self._at[-1] else b""
        self._held = np.frombuffer(held, np.uint32)
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
        at = np.append(new, len(found))
        halves = self._halves(pair[new])
        rows = zip(*halves, pairwise(at.tolist()), strict=True)
        parts = [self._ranks(one, two, text[slice(*ends)]) for one, two, ends in rows]
        rank = np.concatenate([np.zeros(0, np.int64), *parts])
        gaps = np.diff(rank, prepend=0)
        gaps[new] = rank[new]
        ranks = split(gaps, at)
        cost = np.cumsum(np.diff(ranks.at) + np.diff(at) / 2 + PER_KEY + PER_REF + PER_GROUP)
        start = 0
        while start < len(new):
            before = cost[start - 1] if start else 0.0
            stop = max(int(np.searchsorted(cost, before + SHARD, "right")), start + 1)
            keys = self._named(*(half[start:stop] for half in halves))
            yield Part(keys, np.diff(at[start : stop + 1]), ranks.part(start, stop))
            start = stop

    def _halves(self, pairs: Numbers) -> tuple[list[int], list[int]]:
        """The first and the second key of each of *pairs*."""
        bits = FIRST_AT - SECOND_AT
        halves = (pairs >> bits, pairs & ((np.uint64(1) << bits) - np.uint64(1)))
        first, second = (self._keys[half.astype(np.int64)].tolist() for half in halves)
        return first, second

    def _ranks(self, first: int, second: int, texts: Numbers) -> Numbers:
        """Where *texts* stand among those of the rarer of two keys, or the one not passed over."""
        one, other = self._of_key(first), self._of_key(second)
        rarer = not self._passed[second] and len(one) > len(other)
        return np.searchsorted(other if self._passed[first] or rarer else one, texts)

    def _of_key(self, key: int) -> Numbers:
        """The texts in which any group of *key* stands."""
        low, high = self.terms.refs.at[key : key + 2].tolist()
        groups = self.terms.refs.group[low:high].tolist()
        found = [self._held[self._at[group] : self._at[group + 1]] for group in groups]
        return found[0] if len(found) == 1 else distinct(np.concatenate(found))

    def _named(self, first: list[int], second: list[int]) -> list[str]:
        names = self.terms.keys
        rows = zip(first, second, strict=True)
        return [f"{BEHIND}{names[one]}{BETWEEN}{names[other]}" for one, other in rows]
